//! `enrolled-over-capacity`: no class has more people in it than it takes.
//!
//! **Demands** that `enrolled` of a class is not above its own `capacity` or, where it states none, that of its activity. How many
//! people its rooms hold is another question: not everybody who is enrolled has to be there at a time.
//! **Basis**: the data standard. A warning: people come although a class is full, and nobody sends them away.
//! *Met* by as many as it takes, or fewer; *violated* by more; *undecided* where `enrolled` or the capacity is malformed, or no
//! capacity is stated; *not applicable* to a class that does not say how many are enrolled.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{ActivityDraft, SectionDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Count, Phrase};

pub(crate) static CARD: Card = Card {
    id: "enrolled-over-capacity",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("报名人数超过容量", "more people are enrolled than a class takes"),
    facts: &["enrolled", "capacity"],
    says: Phrase::new(
        "已报名 {enrolled} 人，而容量为 {capacity} 人",
        "{enrolled} people are enrolled, and there is room for {capacity}",
    ),
    help: Phrase::new(
        "请核对两个数字；未能入班的人数请写入候补人数（waiting）",
        "check the two numbers; those who wait for a place belong in `waiting`",
    ),
};

pub(crate) fn check(
    section: &SectionDraft,
    (activity, activity_at): (&ActivityDraft, &Path<'_>),
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    if section.enrolled.is_missing() {
        return probe.not_applicable();
    }
    let Some(enrolled) = section.enrolled.given() else {
        return probe.undecided(at, vec![at.key("enrolled").to_pointer()]);
    };
    let of_the_activity = section.capacity.is_missing() && !activity.capacity.is_missing();
    let (capacity, whose): (&Field<Count>, _) =
        if of_the_activity { (&activity.capacity, activity_at) } else { (&section.capacity, at) };
    let Some(capacity) = capacity.given() else {
        return probe.undecided(at, vec![whose.key("capacity").to_pointer()]);
    };
    if enrolled <= capacity {
        return probe.met();
    }
    let facts = [enrolled, capacity].map(|count| Fact::Count(count.get().into()));
    probe.violated(Breach::at(&at.key("enrolled"), facts).related(&whose.key("capacity")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    /// A class, and what its activity says besides.
    fn look(section: &str, activity: &str) -> (Tally, Findings) {
        let section: SectionDraft = serde_json::from_str(section).unwrap();
        let activity: ActivityDraft = serde_json::from_str(activity).unwrap();
        let activities = Path::ROOT.key("activities");
        let activity_at = activities.index(1);
        let sections = activity_at.key("sections");
        judge(&CARD, |probe| check(&section, (&activity, &activity_at), &sections.index(0), probe))
    }

    #[test]
    fn a_class_takes_as_many_as_it_says_and_not_one_more() {
        for (section, activity, met) in [
            (r#"{ "enrolled": 30, "capacity": 30 }"#, "{}", true),
            (r#"{ "enrolled": 31, "capacity": 30 }"#, "{}", false),
            (r#"{ "enrolled": 0, "capacity": 0 }"#, "{}", true),
            (r#"{ "enrolled": 30 }"#, r#"{ "capacity": 30 }"#, true),
            (r#"{ "enrolled": 31 }"#, r#"{ "capacity": 30 }"#, false),
            // What the class says of itself counts.
            (r#"{ "enrolled": 31, "capacity": 40 }"#, r#"{ "capacity": 30 }"#, true),
            (r#"{ "enrolled": 31, "capacity": 30 }"#, r#"{ "capacity": 40 }"#, false),
        ] {
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(look(section, activity).0, expected, "{section} {activity}");
        }
    }

    #[test]
    fn a_violation_names_both_numbers_and_points_at_the_capacity() {
        let (_, findings) = look(r#"{ "enrolled": 32, "capacity": 30 }"#, "{}");
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/activities/1/sections/0/enrolled");
        assert_eq!(violation.related(), ["/activities/1/sections/0/capacity".parse().unwrap()]);
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.message(Lang::Zh), "已报名 32 人，而容量为 30 人");
        assert_eq!(violation.message(Lang::En), "32 people are enrolled, and there is room for 30");
        assert_eq!(violation.help(Lang::Zh), "请核对两个数字；未能入班的人数请写入候补人数（waiting）");
        assert_eq!(violation.help(Lang::En), "check the two numbers; those who wait for a place belong in `waiting`");
        let (_, findings) = look(r#"{ "enrolled": 32 }"#, r#"{ "capacity": 30 }"#);
        assert_eq!(findings.violations[0].related(), ["/activities/1/capacity".parse().unwrap()]);
    }

    #[test]
    fn a_number_that_is_not_known_leaves_it_open() {
        for (section, activity, because) in [
            (r#"{ "enrolled": "many", "capacity": 30 }"#, "{}", "/activities/1/sections/0/enrolled"),
            (r#"{ "enrolled": 30, "capacity": "some" }"#, "{}", "/activities/1/sections/0/capacity"),
            (r#"{ "enrolled": 30, "capacity": -1 }"#, r#"{ "capacity": 40 }"#, "/activities/1/sections/0/capacity"),
            (r#"{ "enrolled": 30 }"#, r#"{ "capacity": "some" }"#, "/activities/1/capacity"),
            (r#"{ "enrolled": 30 }"#, "{}", "/activities/1/sections/0/capacity"),
        ] {
            let (tally, findings) = look(section, activity);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{section}");
            assert_eq!(findings.undecided[0].path().as_str(), "/activities/1/sections/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{section}");
        }
    }

    #[test]
    fn a_class_that_does_not_say_how_many_are_enrolled_is_not_judged() {
        for section in ["{}", r#"{ "capacity": 30 }"#, r#"{ "waiting": 5 }"#] {
            assert_eq!(look(section, "{}").0, Tally { not_applicable: 1, ..Tally::default() }, "{section}");
        }
    }
}
