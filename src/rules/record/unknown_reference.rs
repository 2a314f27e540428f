//! `unknown-reference`: what a record refers to is there.
//!
//! **Demands** that the space of a service or tenant, the site of a space, the community of a center and the part that a
//! source supports exist in the same document.
//! **Basis**: the data standard.
//! *Met* once for every reference that leads somewhere; *violated* by one that leads nowhere although the list is
//! complete; *undecided* where the list that should hold it is missing, partial, or holds items whose key is malformed;
//! *not applicable* never: what refers to nothing is not counted.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unknown-reference",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("引用不存在", "a reference leads nowhere"),
    facts: &["reference", "list"],
    says: Phrase::new("{list} 中没有 {reference}", "there is no `{reference}` in {list}"),
    help: Phrase::new("请更正引用,或补上被引用的一项", "correct the reference, or add what it refers to"),
};

/// Where a reference may lead.
#[derive(Debug)]
pub(crate) struct Target<'d> {
    /// The list that should hold it.
    pub(crate) list: &'d Path<'d>,
    /// Whether what the list does not hold does not exist.
    pub(crate) complete: bool,
    /// Whether the list holds it.
    pub(crate) found: bool,
}

pub(crate) fn check(reference: impl FnOnce() -> Fact, target: &Target<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if target.found {
        probe.met();
    } else if target.complete {
        let list: Pointer = target.list.to_pointer();
        probe.violated(Breach::at(at, [reference(), Fact::Place(list)]));
    } else {
        probe.undecided(at, vec![target.list.to_pointer()]);
    }
}
