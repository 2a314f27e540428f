//! `area-per-100-households-below-minimum`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, PerHouseholds};
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "area-per-100-households-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("每百户面积不足", "the area for every 100 households is too small"),
    facts: &[],
    says: Phrase::new("每百户面积不足", "the area for every 100 households is too small"),
    help: Phrase::new("每百户面积不足", "the area for every 100 households is too small"),
};

pub(crate) fn check(
    minimum: PerHouseholds,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (minimum, demand, subject, at);
    probe.not_applicable();
}
