//! `policy-loosened-without-reason`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::Layer;
use crate::rule::{Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "policy-loosened-without-reason",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("放宽上级要求而未说明理由", "a policy is loosened without a reason"),
    facts: &[],
    says: Phrase::new("放宽上级要求而未说明理由", "a policy is loosened without a reason"),
    help: Phrase::new("放宽上级要求而未说明理由", "a policy is loosened without a reason"),
};

pub(crate) fn check(layers: &[Layer], bases: &[Pointer], at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (layers, bases, at);
    probe.not_applicable();
}
