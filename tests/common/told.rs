//! What a report tells, for tests of advice.

use neighborhood_center::Report;
use neighborhood_center::finding::{Scope, Severity};
use neighborhood_center::vocab::{Lang, Strength};

/// What a report says against a policy, as far as it is asked so strongly.
pub(crate) fn violations(report: &Report, strength: Strength) -> Vec<String> {
    let counts = report.violations().iter().filter(|found| {
        let is_policy = found.card().scope == Scope::Policy;
        is_policy && found.waived().is_none() && found.severity() <= Severity::from(strength)
    });
    let mut told: Vec<String> =
        counts.map(|found| format!("{} {} {}", found.rule(), found.path(), found.message(Lang::En))).collect();
    told.sort();
    told.dedup();
    told
}
