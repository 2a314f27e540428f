//! `age-group-mismatch`: the groups that an audience names have somebody of the ages that it names.
//!
//! **Demands** that every age group of `groups` shares at least one age with `ages`. A youth class from 14 to under 36
//! may name the young, those between, or both.
//! **Basis**: the boundaries of the policy (by default 18 and 60, the legal ones: 未成年人保护法, 老年人权益保障法 §2).
//! *Met* where every named group is reached; *violated* by a group that none of the ages is in; *undecided* where a
//! group or an age is malformed, or no age range could be read; *not applicable* where groups or ages are missing.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::AudienceDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{AgeBoundaries, Confidence, GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "age-group-mismatch",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: Citation::new("老年人权益保障法 §2(60 周岁);未成年人保护法(18 周岁)", Confidence::Secondary),
    title: Phrase::new("人群与年龄不符", "an age group has nobody of the ages"),
    facts: &["group", "range"],
    says: Phrase::new(
        "写明服务“{group}”({range}),所列年龄却无一落在其中",
        "the audience names the {group} ({range}), but none of its ages is in that group",
    ),
    help: Phrase::new("请更正人群或年龄", "correct the group or the ages"),
};

pub(crate) fn check(audience: &AudienceDraft, boundaries: AgeBoundaries, at: &Path<'_>, probe: &mut Probe<'_>) {
    if audience.groups.is_missing() || audience.ages.is_missing() {
        return probe.not_applicable();
    }
    let (Some(groups), Some(ages)) = (audience.groups.given(), audience.ages.given()) else {
        return probe.undecided(at, vec![at.key("groups").to_pointer(), at.key("ages").to_pointer()]);
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
