//! `unchangeable-rule`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Phrase, RuleId, RuleLevel};

pub(crate) static CARD: Card = Card {
    id: "unchangeable-rule",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("不可更改的规则", "a rule that no policy can change"),
    facts: &[],
    says: Phrase::new("不可更改的规则", "a rule that no policy can change"),
    help: Phrase::new("不可更改的规则", "a rule that no policy can change"),
};

pub(crate) fn check(
    rule: &RuleId,
    level: Option<RuleLevel>,
    known: &[&'static Card],
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (rule, level, known, at);
    probe.not_applicable();
}
