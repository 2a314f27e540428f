//! `weekly-hours-below-minimum`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Phrase, WeeklyMinutes};

pub(crate) static CARD: Card = Card {
    id: "weekly-hours-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("每周开放时间不足", "the center is open too few hours a week"),
    facts: &[],
    says: Phrase::new("每周开放时间不足", "the center is open too few hours a week"),
    help: Phrase::new("每周开放时间不足", "the center is open too few hours a week"),
};

pub(crate) fn check(
    minutes: WeeklyMinutes,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (minutes, demand, subject, at);
    probe.not_applicable();
}
