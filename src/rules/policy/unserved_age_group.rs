//! `unserved-age-group`: every age group that is asked for is served.
//!
//! **Demands** that some service of the center is meant for each group of the demand.
//! **Basis**: “一老一少一青壮”, the groups that the centers of Luolong turn to.
//! *Met* where all are served; *violated* once for each that no service is meant for, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say whom it is for; *not
//! applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, LUOLONG_2023};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unserved-age-group",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("有人群未被服务", "an age group is not served"),
    facts: &["group"],
    says: Phrase::new("没有任何服务面向“{group}”", "no service is meant for the {group}"),
    help: Phrase::new(
        "请增加面向“{group}”的服务,或写明已有服务的对象",
        "add a service for the {group}, or say whom the services are for",
    ),
};

pub(crate) fn check(demand: &Demand<GroupSet>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let missing = demand.value().without(subject.offer.groups);
    let services = at.key("services");
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| offer.groups.meets(*demand.value())));
    } else if subject.services_open || subject.offer.groups_open {
        probe.undecided(&services, subject.doubt(at, "audience", |offer| offer.groups_open));
    } else {
        for group in missing.iter() {
            probe.violated(
                Breach::at(&services, [Fact::Group(group)]).severity(demand.strength().into()).demanded_by(demand.by()),
            );
        }
    }
}
