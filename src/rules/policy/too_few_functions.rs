//! `too-few-functions`: the center offers as many different functions as are asked for.
//!
//! **Demands** at least so many functions, counted as the scheme of the demand counts them.
//! **Basis**: the guideline for embedded service facilities: in principle three (功能原则上≥3项).
//! *Met* by enough functions, whatever else is unknown; *violated* by too few in a complete list of services that all say
//! what they are; *undecided* otherwise; *not applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand, FunctionsAtLeast};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "too-few-functions",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: Citation::new("城市社区嵌入式服务设施建设导则(试行)", Confidence::Secondary),
    title: Phrase::new("功能项数不足", "too few functions are offered"),
    facts: &["asked", "found", "offered"],
    says: Phrase::new(
        "要求至少 {asked} 项功能,只有 {found} 项({offered})",
        "at least {asked} functions are asked for, {found} are offered ({offered})",
    ),
    help: Phrase::new(
        "请增加不同功能的服务,或写明已有服务的种类",
        "add services of other functions, or say of what kind the services are",
    ),
};

pub(crate) fn check(demand: &Demand<FunctionsAtLeast>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let offer = &subject.offer;
    let (asked, found, open, offered) = match *demand.value() {
        FunctionsAtLeast::Six(asked) => {
            (asked, offer.functions.len(), offer.functions_open, Fact::Functions(offer.functions))
        }
        FunctionsAtLeast::Embedded(asked) => {
            (asked, offer.embedded.len(), offer.embedded_open, Fact::EmbeddedFunctions(offer.embedded))
        }
    };
    let services = at.key("services");
    if found >= asked as usize {
        probe.met_by(&services, || match demand.value() {
            FunctionsAtLeast::Six(_) => subject.proof(at, |offer| !offer.functions.is_empty()),
            FunctionsAtLeast::Embedded(_) => subject.proof(at, |offer| !offer.embedded.is_empty()),
        });
    } else if subject.services_open || open {
        let because = match demand.value() {
            FunctionsAtLeast::Six(_) => subject.doubt(at, "functions", |offer| offer.functions_open),
            FunctionsAtLeast::Embedded(_) => subject.doubt(at, "kind", |offer| offer.embedded_open),
        };
        probe.undecided(&services, because);
    } else {
        probe.violated(
            Breach::at(&services, [Fact::Count(u64::from(asked)), Fact::Count(found as u64), offered])
                .severity(demand.strength().into())
                .demanded_by(demand.by()),
        );
    }
}
