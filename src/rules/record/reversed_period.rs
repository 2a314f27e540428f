//! `reversed-period`: a period ends on or after the day it begins.
//!
//! **Demands** that a session's `valid_until` is not before its `valid_from`, and that a center did not close before it
//! opened.
//! **Basis**: the data standard.
//! *Met* by periods in order, a single day included; *violated* by an end before the beginning; *undecided* where an end
//! is malformed, or where two dates are too inexact to compare; *not applicable* where either end is missing.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Date, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "reversed-period",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("起止日期颠倒", "a period ends before it begins"),
    facts: &["begins", "ends"],
    says: Phrase::new("自 {begins} 起,却至 {ends} 止", "it begins on {begins} and ends on {ends}, which is earlier"),
    help: Phrase::new("请检查起止日期是否写反", "check whether the two dates are swapped"),
};

/// The two ends of a period, each with its key.
pub(crate) struct Period<'d, D> {
    pub(crate) begins: (&'static str, &'d Field<D>),
    pub(crate) ends: (&'static str, &'d Field<D>),
}

/// A date that can be asked whether it is before another.
pub(crate) trait Bound: Copy {
    fn is_before(self, other: Self) -> Answer;
    fn fact(self) -> Fact;
}

impl Bound for Date {
    fn is_before(self, other: Self) -> Answer {
        if self < other { Answer::Yes } else { Answer::No }
    }

    fn fact(self) -> Fact {
        Fact::Date(self)
    }
}

impl Bound for PartialDate {
    fn is_before(self, other: Self) -> Answer {
        PartialDate::is_before(self, other)
    }

    fn fact(self) -> Fact {
        Fact::PartialDate(self)
    }
}

pub(crate) fn check<D: Bound>(period: &Period<'_, D>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let ((begin_key, begins), (end_key, ends)) = (period.begins, period.ends);
    if begins.is_missing() || ends.is_missing() {
        return probe.not_applicable();
    }
    let both = || vec![at.key(begin_key).to_pointer(), at.key(end_key).to_pointer()];
    let (Some(begins), Some(ends)) = (begins.given(), ends.given()) else {
        return probe.undecided(at, both());
    };
    match ends.is_before(*begins) {
        Answer::No => probe.met(),
        Answer::CannotSay => probe.undecided(at, both()),
        Answer::Yes => {
            probe.violated(Breach::at(&at.key(end_key), [begins.fact(), ends.fact()]).related(&at.key(begin_key)))
        }
    }
}
