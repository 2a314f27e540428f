//! `missing-feature`: the center declares as many features as are asked for.
//!
//! **Demands** that `features` has at least so many items.
//! **Basis**: “一社区一特色”: one community, one feature.
//! *Met* by enough features, even of a partial list; *violated* by too few in a complete list; *undecided* where the list
//! is missing or partial or holds malformed items; *not applicable* to a center that is not open yet or is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, LUOLONG_2023};
use crate::records::CenterField;
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "missing-feature",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("特色不足", "a feature is missing"),
    facts: &["asked", "found"],
    says: Phrase::new(
        "要求特色 {asked} 项,只登记了 {found} 项",
        "{asked} features are asked for, {found} are declared",
    ),
    help: Phrase::new("请登记本社区的特色", "declare what the community is known for"),
};

pub(crate) fn check(demand: &Demand<u32>, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !subject.owes_services() {
        return probe.not_applicable();
    }
    let list = at.key("features");
    let features = &subject.center.features;
    let found = features.items().count() as u64;
    let asked = u64::from(*demand.value());
    if found >= asked {
        probe.met_by(&list, || features.items().map(|(place, _)| list.index(place).to_pointer()).collect());
    } else if subject.lists_all(CenterField::features, features) {
        probe.violated(
            Breach::at(&list, [Fact::Count(asked), Fact::Count(found)])
                .severity(demand.strength().into())
                .demanded_by(demand.by()),
        );
    } else {
        probe.undecided(&list, subject.list_doubt(at, CenterField::features, features));
    }
}
