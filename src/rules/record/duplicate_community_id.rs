//! `duplicate-community-id`: every community of a document has an id of its own.
//!
//! **Demands** that no two communities have the same id.
//! **Basis**: the data standard.
//! *Met* once for a document whose communities differ; *violated* by every community whose id an earlier one has; *not
//! applicable* where no community has a well-formed id.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "duplicate-community-id",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("社区编号重复", "two communities have the same id"),
    facts: &["id"],
    says: Phrase::new("编号 {id} 已属于前面的一个社区", "the id {id} belongs to an earlier community"),
    help: Phrase::new(
        "请给每个社区不同的编号,或合并重复的记录",
        "give each community an id of its own, or join the two records",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let ids = district.communities.items().filter_map(|(place, community)| Some((place, *community.id.given()?)));
    if ids.clone().next().is_none() {
        return probe.not_applicable();
    }
    let list = at.key("communities");
    let found = for_each_repeat(ids, |id, first, again| {
        let (first, again) = (list.index(first), list.index(again));
        probe.violated(Breach::at(&again.key("id"), [Fact::Text(id.to_string().into())]).related(&first.key("id")));
    });
    if !found {
        probe.met();
    }
}
