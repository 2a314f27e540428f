//! `missing-alternative`: of a set of functions, as many are offered as are asked for.
//!
//! **Demands** at least so many of the functions of a set, counted as the guideline for embedded facilities counts them.
//! **Basis**: that guideline: two of elderly care, infant care, child care and community dining; elderly care or infant
//! care.
//! *Met* by enough of them, whatever else is unknown; *violated* by too few in a complete list of services that all say of
//! what kind they are; *undecided* otherwise; *not applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Alternative, Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-alternative",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("城市社区嵌入式服务设施建设导则(试行)", Confidence::Secondary),
    title: Phrase::new("可选功能不足", "too few of a set of functions are offered"),
    facts: &["asked", "of", "found"],
    says: Phrase::new(
        "要求从{of}中至少配置 {asked} 项,只有 {found} 项",
        "at least {asked} of {of} are asked for, {found} are offered",
    ),
    help: Phrase::new(
        "请从中增加服务,或写明已有服务的种类",
        "add services from among them, or say of what kind the services are",
    ),
};

pub(crate) fn check(demand: &Demand<Alternative>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let Alternative { of, at_least } = *demand.value();
    let found = subject.offer.embedded.and(of).len();
    let services = at.key("services");
    if found >= at_least as usize {
        probe.met_by(&services, || subject.proof(at, |offer| offer.embedded.meets(of)));
    } else if subject.services_open || subject.offer.embedded_open {
        probe.undecided(&services, subject.doubt(at, "kind", |offer| offer.embedded_open));
    } else {
        let facts = [Fact::Count(u64::from(at_least)), Fact::EmbeddedFunctions(of), Fact::Count(found as u64)];
        probe.violated(Breach::at(&services, facts).severity(demand.strength().into()).demanded_by(demand.by()));
    }
}
