//! `missing-function`: every function that is asked for is offered.
//!
//! **Demands** that some service of the center fulfils each function of the demand.
//! **Basis**: “除引入‘六大’公共服务功能外”: every center of Luolong brings in the six.
//! *Met* where all are offered; *violated* once for each that no service fulfils, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say what it fulfils; *not
//! applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, LUOLONG_2023};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{FunctionSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-function",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: LUOLONG_2023,
    title: Phrase::new("缺少服务功能", "a function is not offered"),
    facts: &["function"],
    says: Phrase::new("没有任何服务提供“{function}”功能", "no service offers {function}"),
    help: Phrase::new(
        "请引入“{function}”服务,或补登已有的服务",
        "bring in a service for {function}, or record the one there is",
    ),
};

pub(crate) fn check(demand: &Demand<FunctionSet>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let missing = demand.value().without(subject.offer.functions);
    let services = at.key("services");
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| offer.functions.meets(*demand.value())));
    } else if subject.services_open || subject.offer.functions_open {
        probe.undecided(&services, subject.doubt(at, "functions", |offer| offer.functions_open));
    } else {
        for function in missing.iter() {
            probe.violated(
                Breach::at(&services, [Fact::Function(function)])
                    .severity(demand.strength().into())
                    .demanded_by(demand.by()),
            );
        }
    }
}
