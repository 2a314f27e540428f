//! `reversed-session`: a session ends after it begins.
//!
//! **Demands** `opens` < `closes` on one day; midnight at the end of a day is `24:00`.
//! **Basis**: the data standard.
//! *Met* by 08:30 to 11:30; *violated* by 17:30 to 13:30 and by 09:00 to 09:00; *undecided* where a time is missing or
//! malformed; *not applicable* never.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::SessionDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "reversed-session",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("时段颠倒", "a session ends before it begins"),
    facts: &["opens", "closes"],
    says: Phrase::new(
        "{opens} 开始,{closes} 结束:结束应晚于开始",
        "it begins at {opens} and ends at {closes}, which is not later",
    ),
    help: Phrase::new(
        "请更正时间;跨午夜的时段请分成两段,当天以 24:00 结束",
        "correct the times; split a session that passes midnight in two, the first ending at 24:00",
    ),
};

pub(crate) fn check(session: &SessionDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    match (session.opens.given(), session.closes.given()) {
        (Some(opens), Some(closes)) if opens < closes => probe.met(),
        (Some(opens), Some(closes)) => probe.violated(Breach::at(at, [Fact::Time(*opens), Fact::Time(*closes)])),
        (None, _) => probe.undecided(at, vec![at.key("opens").to_pointer()]),
        (_, None) => probe.undecided(at, vec![at.key("closes").to_pointer()]),
    }
}
