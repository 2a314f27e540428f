//! `function-kind-mismatch`: what a service is said to fulfil has to do with what it is.
//!
//! **Demands** that the stated functions and the functions of the service's kind have one in common. Stating further
//! functions is fine: a reading circle for the old is culture and may be elderly care.
//! **Basis**: the classification of [`ServiceKind::functions`](crate::vocab::ServiceKind::functions).
//! *Met* where they meet; *violated* where they do not; *undecided* where a stated function or the kind is malformed;
//! *not applicable* where either is missing, no function is stated, or the kind is outside the six functions.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::ServiceDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "function-kind-mismatch",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: Citation::new("neighborhood-center: classification of service kinds by function", Confidence::Secondary),
    title: Phrase::new("功能与服务种类不符", "functions do not fit the kind of service"),
    facts: &["kind", "fulfils", "stated"],
    says: Phrase::new(
        "{kind}属于{fulfils},却写为{stated}",
        "the kind {kind} fulfils {fulfils}, but the record says {stated}",
    ),
    help: Phrase::new("请更正服务种类或功能", "correct the kind or the functions"),
};

pub(crate) fn check(service: &ServiceDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    if service.kind.is_missing() || service.functions.is_missing() {
        return probe.not_applicable();
    }
    let (Some(kind), Some(stated)) = (service.kind.given(), service.functions.given()) else {
        let wrong = if service.kind.given().is_none() { "kind" } else { "functions" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let fulfils = kind.functions();
    if fulfils.is_empty() {
        probe.not_applicable();
    } else if stated.words.meets(fulfils) {
        probe.met();
    } else if !stated.is_whole() {
        probe.undecided(at, vec![at.key("functions").to_pointer()]);
    } else if stated.words.is_empty() {
        probe.not_applicable();
    } else {
        let facts = [Fact::Kind(*kind), Fact::Functions(fulfils), Fact::Functions(stated.words)];
        probe.violated(Breach::at(&at.key("functions"), facts).related(&at.key("kind")));
    }
}
