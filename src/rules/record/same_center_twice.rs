//! `same-center-twice`: two records of a document are not the same center.
//!
//! **Demands** that no name or alias of a center is a name or alias of another center of the same community. 翰林苑邻里中心
//! and 大学城社区邻里中心 are one center with two names, not two centers.
//! **Basis**: the report of 2023, which calls one center by both names.
//! *Met* once for a document without such a pair; *violated* by every center that shares a name with an earlier one;
//! *not applicable* to fewer than two centers with a name.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::LUOLONG_2023;
use crate::records::DistrictDraft;
use crate::rule::{Breach, Probe};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::{CommunityId, Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "same-center-twice",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: LUOLONG_2023,
    title: Phrase::new("同一中心重复登记", "the same center stands in two records"),
    facts: &["name"],
    says: Phrase::new("“{name}”也是前面一个中心的名称或别名", "“{name}” is also a name of an earlier center"),
    help: Phrase::new(
        "同一中心请合并为一条记录,其他名称写入 aliases",
        "join the records, and list the other names as aliases",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let mut names: Vec<(usize, (Option<CommunityId>, &Name))> = Vec::new();
    let mut named = 0;
    for (place, center) in district.centers.items() {
        let community = center.community.given().copied();
        let mut own: Vec<&Name> =
            center.name.given().into_iter().chain(center.aliases.items().map(|(_, alias)| alias)).collect();
        named += usize::from(!own.is_empty());
        own.sort_unstable();
        own.dedup();
        names.extend(own.into_iter().map(|name| (place, (community, name))));
    }
    if named < 2 {
        return probe.not_applicable();
    }
    let list = at.key("centers");
    let mut told = Vec::new();
    let found = for_each_repeat(names.iter().copied(), |(_, name), first, again| {
        if !told.contains(&(first, again)) {
            told.push((first, again));
            let (first, again) = (list.index(first), list.index(again));
            probe.violated(Breach::at(&again.key("name"), [Fact::text(name.as_str())]).related(&first.key("name")));
        }
    });
    if !found {
        probe.met();
    }
}
