//! `waiver-unused`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Waived;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Date, Phrase};

pub(crate) static CARD: Card = Card {
    id: "waiver-unused",
    scope: Scope::Policy,
    severity: Severity::Info,
    basis: STANDARD,
    title: Phrase::new("豁免没有用处", "a waiver waives nothing"),
    facts: &[],
    says: Phrase::new("豁免没有用处", "a waiver waives nothing"),
    help: Phrase::new("豁免没有用处", "a waiver waives nothing"),
};

pub(crate) fn check(waiver: &Waived, used: bool, date: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (waiver, used, date, at);
    probe.not_applicable();
}
