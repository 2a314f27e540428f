//! `duplicate-center-id`: every center of a document has an id of its own.
//!
//! **Demands** that no two centers have the same id.
//! **Basis**: the data standard.
//! *Met* once for a document whose centers differ; *violated* by every center whose id an earlier one has; *not
//! applicable* where no center has a well-formed id.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "duplicate-center-id",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("中心编号重复", "two centers have the same id"),
    facts: &["id"],
    says: Phrase::new("编号 {id} 已属于前面的一个中心", "the id {id} belongs to an earlier center"),
    help: Phrase::new(
        "请给每个中心不同的编号,或合并重复的记录",
        "give each center an id of its own, or join the two records",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let ids = district.centers.items().filter_map(|(place, center)| Some((place, *center.id.given()?)));
    if ids.clone().next().is_none() {
        return probe.not_applicable();
    }
    let list = at.key("centers");
    let found = for_each_repeat(ids, |id, first, again| {
        let (first, again) = (list.index(first), list.index(again));
        probe.violated(Breach::at(&again.key("id"), [Fact::Text(id.to_string().into())]).related(&first.key("id")));
    });
    if !found {
        probe.met();
    }
}
