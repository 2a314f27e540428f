//! `reversed-age-range`: a span of ages begins below where it ends.
//!
//! **Demands** `from` < `below`. The span is half-open, so that equal ages would hold nobody.
//! **Basis**: the data standard.
//! *Met* by 3 to under 6; *violated* by 6 to under 3 and by 6 to under 6; *undecided* where either age is malformed or
//! `from` is missing; *not applicable* to a span without an upper end.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::AgesDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "reversed-age-range",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("年龄范围颠倒", "an age range is reversed"),
    facts: &["from", "below"],
    says: Phrase::new(
        "年龄下限 {from} 不小于上限 {below}",
        "the range begins at {from} and must end above that, not at {below}",
    ),
    help: Phrase::new("请检查年龄上下限是否写反", "check whether the two ages are swapped"),
};

pub(crate) fn check(ages: &AgesDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    match (ages.from.given(), ages.below.given()) {
        (Some(from), Some(below)) if from < below => probe.met(),
        (Some(from), Some(below)) => {
            probe.violated(Breach::at(at, [Fact::Age(*from), Fact::Age(*below)]));
        }
        _ if ages.below.is_missing() => probe.not_applicable(),
        (None, _) => probe.undecided(at, vec![at.key("from").to_pointer()]),
        (_, None) => probe.undecided(at, vec![at.key("below").to_pointer()]),
    }
}
