//! `too-few-chosen-services`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::{Chosen, Demand};
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "too-few-chosen-services",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("自选服务不足", "too few chosen services are offered"),
    facts: &[],
    says: Phrase::new("自选服务不足", "too few chosen services are offered"),
    help: Phrase::new("自选服务不足", "too few chosen services are offered"),
};

pub(crate) fn check(chosen: &Chosen, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (chosen, demand, subject, at);
    probe.not_applicable();
}
