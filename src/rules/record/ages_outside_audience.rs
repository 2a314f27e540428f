//! `ages-outside-audience`: a part of something is for people for whom the whole is.
//!
//! **Demands** that each span of ages of a part, or each age group where it names no ages, shares an age with whom the whole is
//! for: a class with its activity or, where that does not say, with the service; an activity with its service; those who are entitled
//! with the audience in which they stand. The whole is for all groups and all ages that it names.
//! **Basis**: the data standard, by which a part says whom it is for where that is not everybody. Where groups divide belongs to the
//! policy, so that it is a warning.
//! *Met* where every span and group is reached; *violated* by one that is not; *undecided* by one that is not reached by what is
//! known, where an age or group is malformed or the whole names more than 64 spans; *not applicable* where part or whole say nothing
//! of whom they are for.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{AgesDraft, AudienceDraft, EntitlementDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{AgeBoundaries, AgeRange, GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "ages-outside-audience",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("年龄不在服务对象之内", "a part is for ages for which the whole is not"),
    facts: &["range"],
    says: Phrase::new(
        "这里的年龄（{range}）与所属服务、活动的服务对象没有重合",
        "its ages ({range}) are none of those that the whole is for",
    ),
    help: Phrase::new("请更正其中一处的年龄或人群", "correct the ages or groups of one of the two"),
};

/// No audience has more spans than this; to compare every part with each of more would take long.
const MANY: usize = 64;

/// Judges the audience of a class or an activity by that of what it is part of.
pub(crate) fn check(
    part: &AudienceDraft,
    whole: (&AudienceDraft, &Path<'_>),
    boundaries: AgeBoundaries,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    if part.is_silent() {
        return probe.not_applicable();
    }
    let whole = Whole::of(whole, boundaries);
    let mut outcome = spans(&part.ages, &whole, &at.key("ages"), probe);
    let of_groups = !part.groups.is_missing() && part.ages.given().is_none_or(|ages| ages.items.is_empty());
    if of_groups {
        let groups_at = at.key("groups");
        let groups = part.groups.given();
        for group in groups.map_or(GroupSet::EMPTY, |groups| groups.words).iter() {
            outcome.add(whole.judge(boundaries.range_of(group), &groups_at, probe));
        }
        outcome.is_open |= groups.is_none_or(|groups| !groups.is_whole());
    }
    let unread = if of_groups { "groups" } else { "ages" };
    outcome.tell(&at.key(unread), &whole, at, probe);
}

/// Judges who is entitled by whom a service is for.
pub(crate) fn check_entitled(
    part: &EntitlementDraft,
    whole: (&AudienceDraft, &Path<'_>),
    boundaries: AgeBoundaries,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let whole = Whole::of(whole, boundaries);
    let ages_at = at.key("ages");
    let outcome = spans(&part.ages, &whole, &ages_at, probe);
    outcome.tell(&ages_at, &whole, at, probe);
}

fn spans(ages: &Field<List<AgesDraft>>, whole: &Whole<'_>, at: &Path<'_>, probe: &mut Probe<'_>) -> Outcome {
    let list = ages.given();
    let mut outcome = Outcome {
        is_open: matches!(ages, Field::Malformed(_)) || list.is_some_and(|list| list.omitted > 0),
        ..Outcome::default()
    };
    for (place, item) in list.into_iter().flat_map(|list| list.items.iter().enumerate()) {
        match item.given().and_then(AgesDraft::range) {
            Some(range) => outcome.add(whole.judge(range, &at.index(place), probe)),
            None => outcome.is_open = true,
        }
    }
    outcome
}

/// How a part as a whole came out.
#[derive(Default)]
struct Outcome {
    /// Something of it was judged.
    any: bool,
    /// Something of it was told to be outside.
    is_outside: bool,
    /// Something of it may be outside.
    is_doubtful: bool,
    /// Something of it could not be read.
    is_open: bool,
}

impl Outcome {
    fn add(&mut self, judged: Judged) {
        self.any = true;
        self.is_outside |= judged == Judged::Outside;
        self.is_doubtful |= judged == Judged::Doubtful;
    }

    fn tell(self, unread: &Path<'_>, whole: &Whole<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
        if whole.audience.is_silent() || !(self.any || self.is_open) {
            return probe.not_applicable();
        }
        if self.is_outside {
            return;
        }
        if self.is_open {
            probe.undecided(at, vec![unread.to_pointer()]);
        } else if self.is_doubtful {
            probe.undecided(at, vec![whole.at.to_pointer()]);
        } else {
            probe.met();
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Judged {
    Inside,
    Outside,
    Doubtful,
}

/// Whom the whole is for.
struct Whole<'w> {
    audience: &'w AudienceDraft,
    at: &'w Path<'w>,
    boundaries: AgeBoundaries,
    /// Whether it may be for others than those that could be read.
    is_open: bool,
}

impl<'w> Whole<'w> {
    fn of((audience, at): (&'w AudienceDraft, &'w Path<'w>), boundaries: AgeBoundaries) -> Self {
        let groups = !audience.groups.is_missing() && audience.groups.given().is_none_or(|groups| !groups.is_whole());
        let unread = |list: &List<AgesDraft>| {
            let read = list.given().filter(|(_, ages)| ages.range().is_some()).take(MANY).count();
            list.omitted > 0 || read < list.items.len()
        };
        let ages = !audience.ages.is_missing() && audience.ages.given().is_none_or(unread);
        Self { audience, at, boundaries, is_open: groups || ages }
    }

    fn judge(&self, range: AgeRange, at: &Path<'_>, probe: &mut Probe<'_>) -> Judged {
        let ranges = self.audience.ages.items().filter_map(|(_, ages)| ages.range());
        let groups = self.audience.groups.given().map_or(GroupSet::EMPTY, |groups| groups.words);
        if self.boundaries.groups_meeting(range).meets(groups) || ranges.take(MANY).any(|ages| ages.overlaps(range)) {
            Judged::Inside
        } else if self.is_open || self.audience.is_silent() {
            Judged::Doubtful
        } else {
            probe.violated(Breach::at(at, [Fact::Ages(range)]).related(self.at));
            Judged::Outside
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(part: &str, whole: &str) -> (Tally, Findings) {
        let [part, whole]: [AudienceDraft; 2] = [part, whole].map(|text| serde_json::from_str(text).unwrap());
        let (section, activity) = (Path::ROOT.key("part"), Path::ROOT.key("whole"));
        judge(&CARD, |probe| check(&part, (&whole, &activity), AgeBoundaries::LEGAL, &section, probe))
    }

    fn look_at_entitled(part: &str, whole: &str) -> (Tally, Findings) {
        let part: EntitlementDraft = serde_json::from_str(part).unwrap();
        let whole: AudienceDraft = serde_json::from_str(whole).unwrap();
        let (entitled, audience) = (Path::ROOT.key("part"), Path::ROOT.key("whole"));
        judge(&CARD, |probe| check_entitled(&part, (&whole, &audience), AgeBoundaries::LEGAL, &entitled, probe))
    }

    const CHILDREN: &str = r#"{ "ages": [{ "from": 6, "below": 12 }] }"#;

    #[test]
    fn a_part_shares_an_age_with_the_whole_for_each_span_and_group() {
        for (part, whole) in [
            (CHILDREN, CHILDREN),
            (r#"{ "ages": [{ "from": 11, "below": 18 }] }"#, CHILDREN),
            (CHILDREN, r#"{ "groups": ["young"] }"#),
            (r#"{ "groups": ["young"] }"#, CHILDREN),
            (r#"{ "groups": ["old"] }"#, r#"{ "groups": ["young", "old"] }"#),
            // The ages are what the groups of a part come to.
            (
                r#"{ "groups": ["young", "middle"], "ages": [{ "from": 14, "below": 36 }] }"#,
                r#"{ "groups": ["middle"] }"#,
            ),
            // The whole is for its groups and for its ages.
            (r#"{ "ages": [{ "from": 70 }] }"#, r#"{ "groups": ["old"], "ages": [{ "from": 60, "below": 65 }] }"#),
        ] {
            assert_eq!(look(part, whole).0, Tally { met: 1, ..Tally::default() }, "{part} {whole}");
        }
    }

    #[test]
    fn every_span_and_every_group_outside_is_a_violation() {
        for (part, whole, violated) in [
            (r#"{ "ages": [{ "from": 12, "below": 15 }] }"#, CHILDREN, 1),
            (r#"{ "ages": [{ "from": 6, "below": 9 }, { "from": 60 }] }"#, CHILDREN, 1),
            (r#"{ "groups": ["middle", "old"] }"#, CHILDREN, 2),
            (r#"{ "groups": ["middle"] }"#, r#"{ "groups": ["young", "old"] }"#, 1),
            // One that could not be read does not excuse one that could.
            (r#"{ "ages": [{ "from": 60 }, 5] }"#, CHILDREN, 1),
        ] {
            assert_eq!(look(part, whole).0, Tally { violated, ..Tally::default() }, "{part} {whole}");
        }
        let entitled = r#"{ "ages": [{ "from": 70 }], "conditions": ["low-income"] }"#;
        assert_eq!(look_at_entitled(entitled, CHILDREN).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look_at_entitled(entitled, r#"{ "groups": ["old"] }"#).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_violation_names_the_ages_and_points_at_the_whole() {
        let (_, findings) = look(r#"{ "ages": [{ "from": 6, "below": 9 }, { "from": 60 }] }"#, CHILDREN);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/part/ages/1");
        assert_eq!(violation.related(), ["/whole".parse().unwrap()]);
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.message(Lang::Zh), "这里的年龄（60 岁及以上）与所属服务、活动的服务对象没有重合");
        assert_eq!(violation.message(Lang::En), "its ages (60 years and over) are none of those that the whole is for");
        assert_eq!(violation.help(Lang::Zh), "请更正其中一处的年龄或人群");
        assert_eq!(violation.help(Lang::En), "correct the ages or groups of one of the two");
        let (_, findings) = look(r#"{ "groups": ["old"] }"#, CHILDREN);
        assert_eq!(findings.violations[0].path().as_str(), "/part/groups");
        let (_, findings) = look_at_entitled(r#"{ "ages": [{ "from": 60 }] }"#, CHILDREN);
        assert_eq!(findings.violations[0].path().as_str(), "/part/ages/0");
    }

    #[test]
    fn what_could_not_be_read_leaves_it_open() {
        for (part, whole, because) in [
            (r#"{ "ages": "all" }"#, CHILDREN, "/part/ages"),
            (r#"{ "ages": [{ "from": 7, "below": 8 }, 5] }"#, CHILDREN, "/part/ages"),
            (r#"{ "ages": [{ "from": 9, "below": 7 }] }"#, CHILDREN, "/part/ages"),
            (r#"{ "groups": ["young", "tall"] }"#, CHILDREN, "/part/groups"),
            (r#"{ "groups": "old" }"#, CHILDREN, "/part/groups"),
            (r#"{ "groups": ["old"] }"#, r#"{ "ages": [{ "from": 6, "below": 12 }, 5] }"#, "/whole"),
            (r#"{ "groups": ["old"] }"#, r#"{ "ages": "all" }"#, "/whole"),
            (r#"{ "groups": ["old"] }"#, r#"{ "groups": ["young", "tall"] }"#, "/whole"),
        ] {
            let (tally, findings) = look(part, whole);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{part} {whole}");
            assert_eq!(findings.undecided[0].path().as_str(), "/part");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{part} {whole}");
        }
        // What is reached stays reached.
        let whole = r#"{ "ages": [{ "from": 6, "below": 12 }, 5] }"#;
        assert_eq!(look(CHILDREN, whole).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn no_more_than_64_spans_of_the_whole_are_looked_at() {
        let spans = |count: usize| {
            let ages = vec![r#"{ "from": 6, "below": 12 }"#; count].join(",");
            look(r#"{ "groups": ["old"] }"#, &format!(r#"{{ "ages": [{ages}] }}"#)).0
        };
        assert_eq!(spans(64), Tally { violated: 1, ..Tally::default() });
        assert_eq!(spans(65), Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn where_part_or_whole_say_nothing_there_is_nothing_to_compare() {
        for (part, whole) in [
            ("{}", CHILDREN),
            (r#"{ "groups": [], "ages": [] }"#, CHILDREN),
            (CHILDREN, "{}"),
            (CHILDREN, r#"{ "ages": [] }"#),
            (CHILDREN, r#"{ "entitled": [{ "conditions": ["low-income"] }] }"#),
        ] {
            assert_eq!(look(part, whole).0, Tally { not_applicable: 1, ..Tally::default() }, "{part} {whole}");
        }
        let low_income = r#"{ "conditions": ["low-income"] }"#;
        assert_eq!(look_at_entitled(low_income, CHILDREN).0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
