//! `too-far`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, Reach};
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "too-far",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("距离过远", "the center is too far away"),
    facts: &[],
    says: Phrase::new("距离过远", "the center is too far away"),
    help: Phrase::new("距离过远", "the center is too far away"),
};

pub(crate) fn check(reach: &Reach, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (reach, demand, subject, at);
    probe.not_applicable();
}
