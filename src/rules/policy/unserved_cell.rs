//! `unserved-cell`: every function is offered to every age group that the policy names for it.
//!
//! **Demands** that some service fulfils the function and is meant for the group, for each cell of the demand.
//! **Basis**: the policy that makes the demand; no preset does.
//! *Met* where all are served; *violated* once for each cell that no service proves, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say what it fulfils or whom it
//! is for; *not applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{CellSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unserved-cell",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("某项功能未覆盖某个人群", "a function is not offered to an age group"),
    facts: &["cell"],
    says: Phrase::new("没有服务做到“{cell}”", "no service offers {cell}"),
    help: Phrase::new(
        "请增加这样的服务,或写明已有服务的功能和对象",
        "add such a service, or say what the services fulfil and for whom",
    ),
};

pub(crate) fn check(demand: &Demand<CellSet>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let missing = demand.value().without(subject.offer.cells);
    let services = at.key("services");
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| offer.cells.meets(*demand.value())));
    } else if subject.services_open || subject.offer.functions_open || subject.offer.groups_open {
        let mut because = subject.doubt(at, "functions", |offer| offer.functions_open);
        because.extend(subject.doubt(at, "audience", |offer| offer.groups_open));
        because.sort_unstable();
        because.dedup();
        probe.undecided(&services, because);
    } else {
        for cell in missing.iter() {
            probe.violated(
                Breach::at(&services, [Fact::Cell(cell)]).severity(demand.strength().into()).demanded_by(demand.by()),
            );
        }
    }
}
