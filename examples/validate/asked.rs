//! The policy that the arguments ask for.

use neighborhood_center::policy::{Ask, Authority, Citation, Demand, Policy};
use neighborhood_center::vocab::{CellSet, Confidence, PolicyLevel, Strength};

/// A policy of the library.
pub(crate) type Preset = fn() -> Policy;

/// The policies that can be named, each with its name.
pub(crate) const NAMED: [(&str, Preset); 3] = [
    ("luolong-2023", Policy::luolong_2023),
    ("embedded-facilities", Policy::embedded_facilities),
    ("none", Policy::none),
];

/// The named policies together, and each of the cells as something that had better be offered.
///
/// Without a name it is the library's default.
pub(crate) fn together(named: &[Preset], cells: CellSet) -> Policy {
    let policy = match named.split_first() {
        None => Policy::default(),
        Some((first, others)) => others.iter().fold(first(), |policy, other| joined(policy, &other())),
    };
    if cells.is_empty() {
        return policy;
    }
    let citation = Citation::new("--cell", Confidence::Stated);
    policy.ask(Demand::new(Ask::Cells(cells), Strength::Should, Authority::new(PolicyLevel::Community, citation)))
}

/// A policy with all demands of another as well.
fn joined(policy: Policy, other: &Policy) -> Policy {
    other.demands().iter().cloned().fold(policy, Policy::ask)
}
