//! `unknown-rule`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Phrase, RuleId};

pub(crate) static CARD: Card = Card {
    id: "unknown-rule",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("没有这条规则", "there is no such rule"),
    facts: &[],
    says: Phrase::new("没有这条规则", "there is no such rule"),
    help: Phrase::new("没有这条规则", "there is no such rule"),
};

pub(crate) fn check(rule: &RuleId, known: &[&'static Card], at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (rule, known, at);
    probe.not_applicable();
}
