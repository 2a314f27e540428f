//! `space-double-booked`: no space has two classes in it at the same time.
//!
//! **Demands** that no two classes are in one space at one time, unless the space is `shared`. A class takes its own spaces or, if
//! it names none, those of its activity; an activity of which no section says when it takes place is one class. Services are no
//! classes: whoever reads in a hall may make room for a course.
//! **Basis**: the data standard. A warning: a hall may hold two classes although nobody says so.
//! *Met* once for every space of which no classes clash; *violated* at every time of a class at which one that begins earlier, or at
//! the same time and stands earlier, is there; *undecided* where only a calendar could say, where a time could not be read and no
//! others clash, where it is not known whether a space in which some clash is shared, and in a record with more than 200,000 times
//! to compare; *not applicable* to a space that is shared or has no two classes with hours, and to a center without classes.

use crate::calendar::Calendar;
use crate::field::Field;
use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, SpaceDraft};
use crate::rule::{Probe, STANDARD};
use crate::rules::bookings::{Apart, Bookings, MOST, Taker};
use crate::rules::classes::{Class, classes, unread};
use crate::vocab::{Key, Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "space-double-booked",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("场地时间冲突", "two classes are in one space at the same time"),
    facts: &["space", "days", "opens", "closes"],
    says: Phrase::new(
        "{days} {opens}–{closes}，空间 {space} 同时安排了另一个班次",
        "on {days} from {opens} to {closes}, another class is in the space `{space}`",
    ),
    help: Phrase::new(
        "请错开时间或更换空间；可供多班同时使用的空间，请写明 shared",
        "set the two apart; a space that holds several classes at a time says so with `shared`",
    ),
};

pub(crate) fn check(
    center: &CenterDraft,
    apart: Option<&Apart<'_>>,
    calendar: &Calendar,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    if center.activities.is_missing() {
        return probe.not_applicable();
    }
    if let Some(apart) = apart {
        return check_apart(apart, center, probe);
    }
    let unread = unread(center, at);
    let all: Vec<Class<'_>> = classes(center).collect();
    let times = all.iter().map(|class| class.times().max(1).saturating_mul(class.spaces().items().count()));
    if times.fold(0, usize::saturating_add) > MOST {
        return probe.undecided(at, vec![at.key("activities").to_pointer()]);
    }
    let mut taken: Vec<(&Key, usize)> = Vec::new();
    for (nth, class) in all.iter().enumerate() {
        taken.extend(class.spaces().items().map(|(_, key)| (key, nth)));
    }
    taken.sort_unstable();
    taken.dedup();
    if taken.is_empty() {
        return if unread.is_empty() { probe.not_applicable() } else { probe.undecided(at, unread) };
    }
    let known = Spaces::of(center, at);
    let mut bookings = Bookings::new();
    for taken in taken.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((key, _)) = taken.first() else { continue };
        let space = known.get(key);
        if space.is_some_and(|(_, space)| space.shared.given() == Some(&true)) {
            probe.not_applicable();
            continue;
        }
        bookings.clear();
        let what = space.and_then(|(_, space)| space.name.given()).map_or(key.as_str(), Name::as_str);
        for (_, nth) in taken {
            if let Some(class) = all.get(*nth) {
                bookings.add(Taker { class: *class, what, center: None, party: *nth }, at, calendar);
            }
        }
        bookings.unread.extend(unread.iter().cloned());
        if bookings.is_idle() {
            probe.not_applicable();
            continue;
        }
        let place = || known.place(space);
        if let Some(doubt) = known.doubt(space) {
            // Whether it is shared matters only if somebody would have to share it.
            if bookings.may_clash() {
                probe.undecided_at(place(), vec![doubt])
            } else {
                probe.met()
            }
            continue;
        }
        let found = bookings.judge(at, probe);
        found.tell(place, &bookings.unread, probe);
    }
}

/// The same for classes that are never on at the same time.
fn check_apart(classes: &Apart<'_>, center: &CenterDraft, probe: &mut Probe<'_>) {
    let mut any = false;
    classes.taken(
        |class| class.spaces().items().map(|(_, space)| space),
        |key, twice| {
            any = true;
            let space = center.spaces.items().find(|(_, space)| space.key.given() == Some(key));
            let shared = space.is_some_and(|(_, space)| space.shared.given() == Some(&true));
            if twice && !shared { probe.met() } else { probe.not_applicable() }
        },
    );
    if !any {
        probe.not_applicable();
    }
}

/// The spaces of a center, by their keys.
struct Spaces<'d> {
    spaces: Vec<(&'d Key, usize, &'d SpaceDraft)>,
    at: &'d Path<'d>,
}

impl<'d> Spaces<'d> {
    fn of(center: &'d CenterDraft, at: &'d Path<'d>) -> Self {
        let spaces = center.spaces.items();
        let mut spaces: Vec<_> = spaces.filter_map(|(place, space)| Some((space.key.given()?, place, space))).collect();
        spaces.sort_unstable_by_key(|(key, place, _)| (*key, *place));
        Self { spaces, at }
    }

    fn get(&self, key: &Key) -> Option<(usize, &'d SpaceDraft)> {
        let first = self.spaces.partition_point(|(known, ..)| *known < key);
        let (known, place, space) = self.spaces.get(first)?;
        (*known == key).then_some((*place, *space))
    }

    fn place(&self, space: Option<(usize, &SpaceDraft)>) -> Pointer {
        let list = self.at.key("spaces");
        space.map_or_else(|| list.to_pointer(), |(place, _)| list.index(place).to_pointer())
    }

    /// What leaves open whether a space is shared.
    fn doubt(&self, space: Option<(usize, &SpaceDraft)>) -> Option<Pointer> {
        match space {
            None => Some(self.place(None)),
            Some((place, space)) => matches!(space.shared, Field::Malformed(_))
                .then(|| self.at.key("spaces").index(place).key("shared").to_pointer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        judge(&CARD, |probe| check(&center, Apart::of(&center).as_ref(), &Calendar::default(), &Path::ROOT, probe))
    }

    fn on(day: &str, opens: &str, closes: &str) -> String {
        format!(r#"{{ "weekdays": ["{day}"], "opens": "{opens}", "closes": "{closes}" }}"#)
    }

    /// Classes of one activity in the hall, each with its sessions and what else it says.
    fn classes_in(hall: &str, sections: &[(&str, &str)]) -> (Tally, Findings) {
        let section = |(sessions, more): &(&str, &str)| format!(r#"{{ "sessions": [{sessions}]{more} }}"#);
        let sections: Vec<String> = sections.iter().map(section).collect();
        look(&format!(
            r#"{{ "spaces": [{hall}], "activities": [{{ "spaces": ["hall"], "sections": [{}] }}] }}"#,
            sections.join(",")
        ))
    }

    const HALL: &str = r#"{ "key": "hall" }"#;

    #[test]
    fn two_classes_that_are_in_one_space_at_one_time_clash() {
        let (early, late) = (on("mon", "09:00", "11:00"), on("mon", "10:00", "12:00"));
        let (after, tuesday) = (on("mon", "11:00", "12:00"), on("tue", "09:00", "11:00"));
        for (other, more, violated) in [
            (&late, "", 1),
            (&after, "", 0),
            (&tuesday, "", 0),
            (&late, r#", "spaces": ["yard"]"#, 0),
            (&late, r#", "spaces": ["yard", "hall"]"#, 1),
            // An empty list is one that nobody filled in.
            (&late, r#", "spaces": []"#, 1),
        ] {
            let (tally, _) = classes_in(HALL, &[(&early, ""), (other, more)]);
            assert_eq!(tally.violated, violated, "{other} {more}");
            assert_eq!(tally.undecided, 0, "{other} {more}");
        }
        // The times of one class are no two classes.
        let twice = [early.as_str(), &late].join(",");
        assert_eq!(classes_in(HALL, &[(&twice, "")]).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_violation_names_the_space_and_points_at_the_other_class() {
        let (tally, findings) =
            classes_in(HALL, &[(&on("mon", "10:00", "12:00"), ""), (&on("mon", "09:00", "11:00"), "")]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/activities/0/sections/0/sessions/0");
        assert_eq!(violation.related(), ["/activities/0/sections/1/sessions/0".parse().unwrap()]);
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.message(Lang::Zh), "周一 10:00–11:00，空间 hall 同时安排了另一个班次");
        assert_eq!(violation.message(Lang::En), "on Monday from 10:00 to 11:00, another class is in the space `hall`");
        assert_eq!(violation.help(Lang::Zh), "请错开时间或更换空间；可供多班同时使用的空间，请写明 shared");
        assert_eq!(
            violation.help(Lang::En),
            "set the two apart; a space that holds several classes at a time says so with `shared`"
        );
        // The name tells people more than the key.
        let named = r#"{ "key": "hall", "name": "悦读坊" }"#;
        let (_, findings) =
            classes_in(named, &[(&on("mon", "10:00", "12:00"), ""), (&on("mon", "09:00", "11:00"), "")]);
        assert_eq!(findings.violations[0].message(Lang::Zh), "周一 10:00–11:00，空间 悦读坊 同时安排了另一个班次");
    }

    #[test]
    fn a_clash_with_another_class_is_not_hidden_by_the_class_itself() {
        let long = on("mon", "08:00", "18:00");
        let twice = [on("mon", "09:00", "17:00"), on("mon", "10:00", "11:00")].join(",");
        // Of the second class both times clash with the first class, and the later one with the earlier one as well.
        let (tally, findings) = classes_in(HALL, &[(&on("mon", "08:00", "12:00"), ""), (&twice, "")]);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        for violation in &findings.violations {
            assert_eq!(violation.related(), ["/activities/0/sections/0/sessions/0".parse().unwrap()]);
        }
        assert_eq!(classes_in(HALL, &[(&long, ""), (&long, ""), (&long, "")]).0.violated, 2);
    }

    #[test]
    fn an_activity_without_classes_of_its_own_is_one() {
        let mondays = on("mon", "09:00", "11:00");
        let (tally, findings) = look(&format!(
            r#"{{ "spaces": [{HALL}], "activities": [
                {{ "spaces": ["hall"], "sessions": [{mondays}], "sections": [{{ "key": "a" }}] }},
                {{ "spaces": ["hall"], "dates": [{{ "date": "2024-06-03", "opens": "10:00", "closes": "12:00" }}] }}
            ] }}"#
        ));
        // Whether that Monday is an ordinary one, nobody knows.
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/activities/1/dates/0");
        let (tally, _) = look(&format!(
            r#"{{ "spaces": [{HALL}], "activities": [
                {{ "spaces": ["hall"], "sessions": [{mondays}] }}, {{ "spaces": ["hall"], "sessions": [{mondays}] }}
            ] }}"#
        ));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn a_space_that_is_shared_may_hold_several_classes() {
        let mondays = on("mon", "09:00", "11:00");
        let two = [(mondays.as_str(), ""), (mondays.as_str(), "")];
        let apart = on("tue", "09:00", "11:00");
        let shared = |shared: &str| format!(r#"{{ "key": "hall", "shared": {shared} }}"#);
        assert_eq!(classes_in(&shared("true"), &two).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(classes_in(&shared("false"), &two).0, Tally { violated: 1, ..Tally::default() });
        for (hall, because) in [(shared("\"maybe\""), "/spaces/0/shared"), ("5".to_owned(), "/spaces")] {
            let (tally, findings) = classes_in(&hall, &two);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{hall}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{hall}");
            let (tally, _) = classes_in(&hall, &[(&mondays, ""), (&apart, "")]);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{hall}");
        }
    }

    #[test]
    fn a_time_that_could_not_be_read_leaves_it_open_unless_others_clash() {
        let mondays = on("mon", "09:00", "11:00");
        for (sessions, because) in [
            ("5", "/activities/0/sections/1/sessions/0"),
            (r#"{ "weekdays": ["mon"], "opens": "09:00" }"#, "/activities/0/sections/1/sessions/0"),
        ] {
            let (tally, findings) = classes_in(HALL, &[(&mondays, ""), (sessions, "")]);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{sessions}");
            assert_eq!(findings.undecided[0].path().as_str(), "/spaces/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{sessions}");
            let (tally, _) = classes_in(HALL, &[(&mondays, ""), (sessions, ""), (&mondays, "")]);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{sessions}");
        }
    }

    #[test]
    fn without_two_classes_in_a_space_there_is_nothing_to_compare() {
        let mondays = on("mon", "09:00", "11:00");
        assert_eq!(look("{}").0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(r#"{ "activities": [] }"#).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(classes_in(HALL, &[(&mondays, "")]).0, Tally { not_applicable: 1, ..Tally::default() });
        // A class that does not say when it is on is not compared.
        assert_eq!(classes_in(HALL, &[(&mondays, ""), ("", "")]).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_record_with_more_times_than_are_compared_is_left_open() {
        let spaces: Vec<String> = (0..1_000).map(|nth| format!(r#""s{nth}""#)).collect();
        let section = format!(r#"{{ "sessions": [{}] }}"#, on("mon", "09:00", "11:00"));
        let sections = |count| vec![section.as_str(); count].join(",");
        let of = |count| {
            let spaces = spaces.join(",");
            look(&format!(r#"{{ "activities": [{{ "spaces": [{spaces}], "sections": [{}] }}] }}"#, sections(count))).0
        };
        assert_eq!(of(201), Tally { undecided: 1, ..Tally::default() });
        assert_eq!(of(1), Tally { not_applicable: 1_000, ..Tally::default() });
    }
}
