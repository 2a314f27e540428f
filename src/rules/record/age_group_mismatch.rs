//! `age-group-mismatch`: the groups that an audience names have somebody of the ages that it names.
//!
//! **Demands** that every age group of `groups` shares at least one age with `ages`. A youth class from 14 to under 36
//! may name the young, those between, or both. It is a warning: where groups divide belongs to the policy, and no policy decides
//! whether a record is admitted.
//! **Basis**: the boundaries of the policy (by default 18 and 60, the legal ones: 未成年人保护法, 老年人权益保障法 §2).
//! *Met* where every named group is reached; *violated* by a group that none of the ages is in; *undecided* where a
//! group or an age is malformed, no age range could be read, or it is not known whether the groups divide elsewhere; *not
//! applicable* where groups or ages are missing, or the list of ages is empty.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::AudienceDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{AgeBoundaries, Confidence, GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "age-group-mismatch",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: Citation::new("老年人权益保障法 §2（60 周岁）；未成年人保护法（18 周岁）", Confidence::Secondary),
    title: Phrase::new("人群与年龄不符", "an age group has nobody of the ages"),
    facts: &["group", "range"],
    says: Phrase::new(
        "写明服务对象为“{group}”（{range}），所列年龄却无一落在其中",
        "the audience names the {group} group ({range}), but none of its ages is in it",
    ),
    help: Phrase::new("请更正人群或年龄", "correct the group or the ages"),
};

pub(crate) fn check(audience: &AudienceDraft, boundaries: AgeBoundaries, at: &Path<'_>, probe: &mut Probe<'_>) {
    if audience.groups.is_missing() || audience.ages.is_missing() {
        return probe.not_applicable();
    }
    let (Some(groups), Some(ages)) = (audience.groups.given(), audience.ages.given()) else {
        let wrong = if audience.groups.given().is_none() { "groups" } else { "ages" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let reached = ages
        .given()
        .filter_map(|(_, ages)| ages.range())
        .fold(GroupSet::EMPTY, |reached, range| reached.or(boundaries.groups_meeting(range)));
    let unreached = groups.words.without(reached);
    if unreached.is_empty() {
        return if groups.is_whole() { probe.met() } else { probe.undecided(at, vec![at.key("groups").to_pointer()]) };
    }
    if ages.omitted > 0 || ages.items.iter().any(|item| item.given().is_none_or(|ages| ages.range().is_none())) {
        return probe.undecided(at, vec![at.key("ages").to_pointer()]);
    }
    if ages.items.is_empty() {
        return probe.not_applicable();
    }
    for group in unreached.iter() {
        let range = boundaries.range_of(group);
        probe.violated(Breach::at(&at.key("groups"), [Fact::Group(group), Fact::Ages(range)]).related(&at.key("ages")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(audience: &str) -> (Tally, Findings) {
        let audience: AudienceDraft = serde_json::from_str(audience).unwrap();
        judge(&CARD, |probe| check(&audience, AgeBoundaries::LEGAL, &Path::ROOT.key("audience"), probe))
    }

    #[test]
    fn groups_that_the_ages_reach_are_in_order() {
        for audience in [
            r#"{ "groups": ["young", "middle"], "ages": [{ "from": 14, "below": 36 }] }"#,
            r#"{ "groups": ["young"], "ages": [{ "from": 14, "below": 36 }] }"#,
            r#"{ "groups": ["old"], "ages": [{ "from": 60 }] }"#,
            r#"{ "groups": ["young", "old"], "ages": [{ "from": 0, "below": 18 }, { "from": 80 }] }"#,
            // What is reached stays reached, whatever the other ages were meant to be.
            r#"{ "groups": ["old"], "ages": [{ "from": 60 }, { "from": "old" }] }"#,
        ] {
            assert_eq!(look(audience).0, Tally { met: 1, ..Tally::default() }, "{audience}");
        }
    }

    #[test]
    fn every_group_that_the_ages_miss_is_a_violation() {
        for (audience, violated) in [
            (r#"{ "groups": ["old"], "ages": [{ "from": 18, "below": 60 }] }"#, 1),
            (r#"{ "groups": ["middle"], "ages": [{ "from": 0, "below": 18 }, { "from": 60 }] }"#, 1),
            (r#"{ "groups": ["middle", "old"], "ages": [{ "from": 6, "below": 12 }] }"#, 2),
            // A group that could not be read does not excuse one that could.
            (r#"{ "groups": ["old", "tall"], "ages": [{ "from": 6, "below": 12 }] }"#, 1),
        ] {
            assert_eq!(look(audience).0, Tally { violated, ..Tally::default() }, "{audience}");
        }
    }

    #[test]
    fn what_could_not_be_read_leaves_it_open() {
        for (audience, because) in [
            (r#"{ "groups": ["old"], "ages": [{ "from": "old" }] }"#, "/audience/ages"),
            (r#"{ "groups": ["old"], "ages": [{ "from": 36, "below": 14 }] }"#, "/audience/ages"),
            (r#"{ "groups": ["old"], "ages": [{ "from": 6, "below": 12 }, 70] }"#, "/audience/ages"),
            (r#"{ "groups": ["young", "tall"], "ages": [{ "from": 6, "below": 12 }] }"#, "/audience/groups"),
        ] {
            let (tally, findings) = look(audience);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{audience}");
            assert_eq!(findings.undecided[0].path().as_str(), "/audience");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{audience}");
        }
        for audience in [
            r#"{ "groups": "everyone", "ages": [{ "from": 60 }] }"#,
            r#"{ "groups": ["old"], "ages": { "from": 60 } }"#,
        ] {
            assert_eq!(look(audience).0, Tally { undecided: 1, ..Tally::default() }, "{audience}");
        }
    }

    #[test]
    fn an_audience_without_groups_or_without_ages_is_not_judged() {
        for audience in [
            "{}",
            r#"{ "groups": ["old"] }"#,
            r#"{ "ages": [{ "from": 60 }] }"#,
            r#"{ "groups": ["old"], "ages": [] }"#,
        ] {
            assert_eq!(look(audience).0, Tally { not_applicable: 1, ..Tally::default() }, "{audience}");
        }
    }

    #[test]
    fn the_boundaries_of_the_policy_divide_the_ages() {
        let text = r#"{ "groups": ["middle"], "ages": [{ "from": 15, "below": 18 }] }"#;
        let audience: AudienceDraft = serde_json::from_str(text).unwrap();
        let with = |boundaries| judge(&CARD, |probe| check(&audience, boundaries, &Path::ROOT, probe)).0;
        assert_eq!(with(AgeBoundaries::LEGAL).violated, 1);
        assert_eq!(with(AgeBoundaries::CENSUS).met, 1);
    }

    #[test]
    fn a_violation_names_the_group_and_its_ages() {
        let (_, findings) = look(r#"{ "groups": ["old"], "ages": [{ "from": 6, "below": 12 }] }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/audience/groups");
        assert_eq!(violation.related(), ["/audience/ages".parse().unwrap()]);
        assert!(!violation.refuses_admission());
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.message(Lang::Zh), "写明服务对象为“老”（60 岁及以上），所列年龄却无一落在其中");
        assert_eq!(
            violation.message(Lang::En),
            "the audience names the old group (60 years and over), but none of its ages is in it"
        );
        assert_eq!(violation.help(Lang::Zh), "请更正人群或年龄");
        assert_eq!(violation.help(Lang::En), "correct the group or the ages");
    }
}
