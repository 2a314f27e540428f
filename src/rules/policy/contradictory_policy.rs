//! `contradictory-policy`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::Layer;
use crate::rule::{Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "contradictory-policy",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("同级政策互相矛盾", "policies of equal levels disagree"),
    facts: &[],
    says: Phrase::new("同级政策互相矛盾", "policies of equal levels disagree"),
    help: Phrase::new("同级政策互相矛盾", "policies of equal levels disagree"),
};

pub(crate) fn check(layers: &[Layer], bases: &[Pointer], at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (layers, bases, at);
    probe.not_applicable();
}
