//! `same-center-twice`: two records of a document are not the same center.
//!
//! **Demands** that no name or alias of a center is a name or alias of another center of the same community. 翰林苑邻里中心
//! and 大学城社区邻里中心 are one center with two names, not two centers.
//! **Basis**: the report of 2023, which calls one center by both names.
//! *Met* once for a document without such a pair; *violated* by every center that shares a name with an earlier one;
//! *undecided* where centers share a name and the community of one is not known; *not applicable* to fewer than two
//! centers with a name.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
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
        "同一中心请合并为一条记录，其他名称写入 aliases",
        "join the records, and list the other names as aliases",
    ),
};

/// A name of a center: whose it is, which, and where the center stands. `alias` is its place among the aliases.
#[derive(Clone, Copy)]
struct Named<'d> {
    center: usize,
    alias: Option<usize>,
    name: &'d Name,
    community: Option<CommunityId>,
}

impl Named<'_> {
    fn place(&self, list: &Path<'_>) -> Pointer {
        let center = list.index(self.center);
        match self.alias {
            None => center.key("name").to_pointer(),
            Some(alias) => center.key("aliases").index(alias).to_pointer(),
        }
    }
}

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let mut names: Vec<Named<'_>> = Vec::new();
    let mut named = 0;
    for (center, draft) in district.centers.items() {
        let community = draft.community.given().copied();
        let official = draft.name.given().into_iter().map(|name| (None, name));
        let aliases = draft.aliases.items().map(|(alias, name)| (Some(alias), name));
        let mut own: Vec<Named<'_>> =
            official.chain(aliases).map(|(alias, name)| Named { center, alias, name, community }).collect();
        named += usize::from(!own.is_empty());
        own.sort_by_key(|own| own.name);
        own.dedup_by_key(|own| own.name);
        own.sort_by_key(|own| own.alias);
        names.append(&mut own);
    }
    if named < 2 {
        return probe.not_applicable();
    }
    let list = at.key("centers");
    let mut last = None;
    let known = names.iter().enumerate().filter_map(|(nth, name)| Some((nth, (name.community?, name.name))));
    let found = for_each_repeat(known, |(_, name), first, again| {
        let (Some(first), Some(again)) = (names.get(first), names.get(again)) else { return };
        // A center is told once, however many names it shares.
        if last != Some(again.center) {
            last = Some(again.center);
            let breach = Breach::at_pointer(again.place(&list), [Fact::text(name.as_str())]);
            probe.violated(breach.related_pointer(first.place(&list)));
        }
    });
    let because = without_community(names, &list);
    if !because.is_empty() {
        probe.undecided(&list, because);
    } else if !found {
        probe.met();
    }
}

/// The communities that would tell whether two centers of one name are the same, and are not known.
fn without_community(mut names: Vec<Named<'_>>, list: &Path<'_>) -> Vec<Pointer> {
    names.sort_unstable_by_key(|name| (name.name, name.center));
    let shared = names.chunk_by(|one, other| one.name == other.name).filter(|same| same.len() > 1);
    let mut unknown: Vec<usize> =
        shared.flatten().filter(|name| name.community.is_none()).map(|name| name.center).collect();
    unknown.sort_unstable();
    unknown.dedup();
    unknown.into_iter().map(|center| list.index(center).key("community").to_pointer()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(centers: &str) -> (Tally, Findings) {
        let district: DistrictDraft = serde_json::from_str(&format!(r#"{{ "centers": [{centers}] }}"#)).unwrap();
        judge(&CARD, |probe| check(&district, &Path::ROOT, probe))
    }

    fn center(community: u8, name: &str, aliases: &str) -> String {
        let community = format!("5a0c3f5e-0000-4000-8000-0000000000{community:02x}");
        format!(r#"{{ "community": "{community}", "name": "{name}", "aliases": [{aliases}] }}"#)
    }

    #[test]
    fn the_alias_of_one_center_is_not_the_name_of_another() {
        let first = center(1, "大学城社区邻里中心", r#""翰林苑邻里中心""#);
        let (tally, findings) = look(&format!("{first}, {}", center(1, "翰林苑邻里中心", "")));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/centers/1/name");
        assert_eq!(violation.related(), ["/centers/0/aliases/0".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "“翰林苑邻里中心”也是前面一个中心的名称或别名");
        assert_eq!(violation.message(Lang::En), "“翰林苑邻里中心” is also a name of an earlier center");
        assert_eq!(violation.help(Lang::Zh), "同一中心请合并为一条记录，其他名称写入 aliases");
        assert_eq!(violation.help(Lang::En), "join the records, and list the other names as aliases");
    }

    #[test]
    fn centers_of_different_names_or_communities_are_in_order_once() {
        for centers in [
            [center(1, "甲", r#""乙""#), center(1, "丙", r#""丁""#)],
            [center(1, "甲", ""), center(2, "甲", "")],
            // A center may repeat itself: that is `duplicate-alias`.
            [center(1, "甲", r#""甲", "甲""#), center(1, "乙", "")],
        ] {
            let centers = centers.join(",");
            assert_eq!(look(&centers).0, Tally { met: 1, ..Tally::default() }, "{centers}");
        }
    }

    #[test]
    fn two_centers_that_share_several_names_are_told_once() {
        let twice = [center(1, "甲", r#""乙""#), center(1, "乙", r#""甲""#)].join(",");
        assert_eq!(look(&twice).0, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn every_later_record_of_a_center_is_told_with_the_first() {
        let thrice = [center(1, "甲", ""), "5".to_owned(), center(1, "乙", r#""甲""#), center(1, "甲", "")].join(",");
        let (tally, findings) = look(&thrice);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/centers/2/aliases/0", "/centers/3/name"]);
        assert!(
            findings.violations.iter().all(|violation| violation.related() == ["/centers/0/name".parse().unwrap()])
        );
    }

    #[test]
    fn fewer_than_two_centers_with_a_name_are_not_judged() {
        let one = center(1, "甲", "");
        for centers in [String::new(), one.clone(), format!("{one}, {{}}"), format!(r#"{one}, {{ "name": 5 }}"#)] {
            assert_eq!(look(&centers).0, Tally { not_applicable: 1, ..Tally::default() }, "{centers}");
        }
    }
}
