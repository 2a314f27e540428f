//! `unusable-requirement`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::records::RequirementDraft;
use crate::rule::{Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unusable-requirement",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("无法执行的要求", "a requirement cannot be used"),
    facts: &[],
    says: Phrase::new("无法执行的要求", "a requirement cannot be used"),
    help: Phrase::new("无法执行的要求", "a requirement cannot be used"),
};

pub(crate) fn check(requirement: &RequirementDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (requirement, at);
    probe.not_applicable();
}
