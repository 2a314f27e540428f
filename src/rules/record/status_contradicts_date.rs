//! `status-contradicts-date`: where a center stands agrees with its dates.
//!
//! **Demands**, on the day that the check speaks of, that a center which is planned or being built has not opened yet,
//! one that is open or suspended has opened and not closed, and one that is closed has not still to close.
//! **Basis**: the data standard.
//! *Met* where status and dates agree; *violated* where they cannot both be true; *undecided* without a date of the
//! check, or where a date is malformed or too inexact; *not applicable* where the status or the date it speaks of is
//! missing.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::CenterDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Date, Lifecycle, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "status-contradicts-date",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("状态与日期矛盾", "status and date contradict each other"),
    facts: &["status", "date", "as_of"],
    says: Phrase::new(
        "截至{as_of}状态为“{status}”,与日期 {date} 矛盾",
        "on {as_of} the status {status} contradicts the date {date}",
    ),
    help: Phrase::new("请更正状态或日期", "correct the status or the date"),
};

pub(crate) fn check(center: &CenterDraft, as_of: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let Some(status) = center.status.given() else {
        return if center.status.is_missing() {
            probe.not_applicable();
        } else {
            probe.undecided(at, vec![at.key("status").to_pointer()]);
        };
    };
    let mut said = false;
    for (key, date, passed) in
        [("opened", &center.opened, status.has_opened()), ("closed", &center.closed, status.has_closed())]
    {
        let (Some(passed), false) = (passed, date.is_missing()) else { continue };
        said = true;
        let place = at.key(key);
        match (date.given(), as_of) {
            (Some(date), Some(as_of)) => judge(*status, *date, passed, as_of, (&place, at), probe),
            _ => probe.undecided(&place, vec![place.to_pointer()]),
        }
    }
    if !said {
        probe.not_applicable();
    }
}

/// `passed` says whether the day has come, by the status.
fn judge(
    status: Lifecycle,
    date: PartialDate,
    passed: bool,
    as_of: Date,
    (place, record): (&Path<'_>, &Path<'_>),
    probe: &mut Probe<'_>,
) {
    let still_to_come = date.is_after_date(as_of);
    let agrees = match still_to_come {
        Answer::Yes => !passed,
        Answer::No => passed,
        Answer::CannotSay => return probe.undecided(place, vec![place.to_pointer()]),
    };
    if agrees {
        probe.met();
    } else {
        let facts = [Fact::Status(status), Fact::PartialDate(date), Fact::Date(as_of)];
        probe.violated(Breach::at(place, facts).related(&record.key("status")));
    }
}
