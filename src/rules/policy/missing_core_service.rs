//! `missing-core-service`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::{Choice, Demand};
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-core-service",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("缺少基本服务", "a core service is not offered"),
    facts: &[],
    says: Phrase::new("缺少基本服务", "a core service is not offered"),
    help: Phrase::new("缺少基本服务", "a core service is not offered"),
};

pub(crate) fn check(
    (standard, of): (&Name, Choice),
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (standard, of, demand, subject, at);
    probe.not_applicable();
}
