//! `waiver-expired`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Waived;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Date, Phrase};

pub(crate) static CARD: Card = Card {
    id: "waiver-expired",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("豁免已过期", "a waiver has expired"),
    facts: &[],
    says: Phrase::new("豁免已过期", "a waiver has expired"),
    help: Phrase::new("豁免已过期", "a waiver has expired"),
};

pub(crate) fn check(waiver: &Waived, date: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (waiver, date, at);
    probe.not_applicable();
}
