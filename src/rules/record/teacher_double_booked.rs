//! `teacher-double-booked`: nobody is in two classes at the same time.
//!
//! **Demands** that no two classes are on at one time in which the same person teaches or is on duty, unless both are in one space
//! and in no other: then they are taught together. Within a center a person is told by `key`, or by `id` where two people have the
//! same; across the centers of a document by `id` only.
//! **Basis**: nobody can be in two places. A warning: a plan that has to be mended is still a record.
//! *Met* once for every person of whose classes none clash; *violated* at every time of a class at which the person is in one that
//! begins earlier, or at the same time and stands earlier; *undecided* where only a calendar could say, where a time, a teacher, a
//! person on duty or, across centers, an id could not be read and no others clash, and in a record with more than 200,000 times to
//! compare; *not applicable* to somebody without two classes that have hours, and where nobody is in any class.

use crate::calendar::Calendar;
use crate::field::Field;
use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, DistrictDraft, PersonDraft};
use crate::rule::{Probe, STANDARD};
use crate::rules::bookings::{Apart, Bookings, MOST, Taker};
use crate::rules::classes::{Class, classes};
use crate::vocab::{Key, Name, PersonId, Phrase};

pub(crate) static CARD: Card = Card {
    id: "teacher-double-booked",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("人员时间冲突", "somebody is in two classes at the same time"),
    facts: &["person", "days", "opens", "closes"],
    says: Phrase::new(
        "{days} {opens}–{closes}，{person} 同时在另一个班次",
        "on {days} from {opens} to {closes}, `{person}` is in another class as well",
    ),
    help: Phrase::new(
        "请错开时间或更换人员；合班授课的，请写明两班在同一空间",
        "set the two apart, or have somebody else; classes that are taught together are in the same space",
    ),
};

/// Judges the classes of one center.
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
    let apart = apart.filter(|apart| apart.classes().all(|class| unread_people(&class, at).is_empty()));
    if let Some(apart) = apart {
        return check_apart(apart, center, probe);
    }
    let people = People::of(center);
    let all: Vec<Class<'_>> = classes(center).collect();
    let mut busy: Vec<(Who<'_>, usize, &Key)> = Vec::new();
    let mut times = 0_usize;
    let mut told = false;
    for (nth, class) in all.iter().enumerate() {
        for key in there(*class) {
            times = times.saturating_add(class.times().max(1));
            busy.push((people.who(key), nth, key));
        }
        let unread = unread_people(class, at);
        if !unread.is_empty() {
            told = true;
            probe.undecided_at(class.at(at), unread);
        }
    }
    if times > MOST {
        return probe.undecided(at, vec![at.key("activities").to_pointer()]);
    }
    busy.sort_unstable();
    busy.dedup_by_key(|(who, nth, _)| (*who, *nth));
    let parties = parties(&all);
    if busy.is_empty() && !told {
        return probe.not_applicable();
    }
    let mut bookings = Bookings::new();
    for busy in busy.chunk_by(|(one, ..), (other, ..)| one == other) {
        bookings.clear();
        for (_, nth, what) in busy {
            if let (Some(class), Some(party)) = (all.get(*nth), parties.get(*nth)) {
                let what = people.called(what);
                bookings.add(Taker { class: *class, what, center: None, party: *party }, at, calendar);
            }
        }
        if bookings.is_idle() {
            probe.not_applicable();
            continue;
        }
        let found = bookings.judge(at, probe);
        found.tell(|| people.place(busy.first().map(|(.., key)| *key), at), &bookings.unread, probe);
    }
}

/// The same for classes that are never on at the same time.
fn check_apart(classes: &Apart<'_>, center: &CenterDraft, probe: &mut Probe<'_>) {
    let who = |key| {
        let person = center.people.items().find(|(_, person)| person.key.given() == Some(key));
        person.and_then(|(_, person)| person.id.given()).map_or(Who::Key(key), |id| Who::Id(*id))
    };
    let mut any = false;
    classes.taken(
        |class| there(class).map(who),
        |_, twice| {
            any = true;
            if twice { probe.met() } else { probe.not_applicable() }
        },
    );
    if !any {
        probe.not_applicable();
    }
}

/// Judges whether people are in classes of several centers of a document at the same time.
pub(crate) fn check_across(district: &DistrictDraft, calendar: &Calendar, at: &Path<'_>, probe: &mut Probe<'_>) {
    let mut busy: Vec<(PersonId, usize, Class<'_>, &str)> = Vec::new();
    let mut times = 0_usize;
    let mut any = false;
    let several = district.centers.items().nth(1).is_some();
    let list = at.key("centers");
    for (place, center) in district.centers.items().filter(|(_, center)| several && !center.people.is_missing()) {
        let people = People::of(center);
        let mut unread = Vec::new();
        for class in classes(center) {
            for key in there(class) {
                let Some((nth, person)) = people.get(key) else { continue };
                times = times.saturating_add(class.times().max(1));
                match &person.id {
                    Field::Missing => {}
                    Field::Malformed(_) => unread.push(nth),
                    Field::Given(id) => busy.push((*id, place, class, people.called(key))),
                }
            }
        }
        unread.sort_unstable();
        unread.dedup();
        for nth in unread {
            any = true;
            let center_at = list.index(place);
            let people_at = center_at.key("people");
            let person_at = people_at.index(nth);
            probe.undecided(&person_at, vec![person_at.key("id").to_pointer()]);
        }
    }
    if times > MOST {
        return probe.undecided(at, vec![list.to_pointer()]);
    }
    busy.sort_by_key(|(id, center, ..)| (*id, *center));
    let mut bookings = Bookings::new();
    for busy in busy.chunk_by(|(one, ..), (other, ..)| one == other) {
        bookings.clear();
        for (_, center, class, what) in busy {
            bookings.add(Taker { class: *class, what, center: Some(*center), party: *center }, at, calendar);
        }
        let (Some((_, center, class, _)), false) = (busy.first(), bookings.is_idle()) else { continue };
        any = true;
        let found = bookings.judge(at, probe);
        found.tell(|| class.at(&list.index(*center)), &bookings.unread, probe);
    }
    if !any {
        probe.not_applicable();
    }
}

/// The keys of those who are there while a class takes place.
fn there<'d>(class: Class<'d>) -> impl Iterator<Item = &'d Key> {
    let section = class.section();
    let teacher = section.and_then(|section| section.teacher.given());
    let duties = section.into_iter().flat_map(|section| section.duties.items());
    teacher.into_iter().chain(duties.filter_map(|(_, duty)| duty.person.given()))
}

/// Where it could not be read who is there.
fn unread_people(class: &Class<'_>, at: &Path<'_>) -> Vec<Pointer> {
    let Some(section) = class.section() else { return Vec::new() };
    let mut places = Vec::new();
    if matches!(section.teacher, Field::Malformed(_)) {
        places.push("teacher");
    }
    let is_unread = |field: &Field<Key>| matches!(field, Field::Malformed(_));
    let duties = match &section.duties {
        Field::Missing => false,
        Field::Malformed(_) => true,
        Field::Given(list) => {
            list.omitted > 0 || list.items.iter().any(|duty| duty.given().is_none_or(|duty| is_unread(&duty.person)))
        }
    };
    places.extend(duties.then_some("duties"));
    places.into_iter().map(|key| class.below(at, key)).collect()
}

/// For each class a number that it has in common with those that are taught together with it: in one space, and no other.
fn parties(all: &[Class<'_>]) -> Vec<usize> {
    let mut parties: Vec<usize> = (0..all.len()).collect();
    let spaces = all.iter().enumerate().filter_map(|(nth, class)| Some((class.only_space()?, nth)));
    let mut spaces: Vec<(&Key, usize)> = spaces.collect();
    spaces.sort_unstable();
    for alike in spaces.chunk_by(|(one, _), (other, _)| one == other) {
        for (_, nth) in alike {
            if let (Some(party), Some((_, first))) = (parties.get_mut(*nth), alike.first()) {
                *party = *first;
            }
        }
    }
    parties
}

/// Somebody, as a center tells people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who<'d> {
    Id(PersonId),
    Key(&'d Key),
}

/// The people of a center, by their keys.
struct People<'d> {
    people: Vec<(&'d Key, usize, &'d PersonDraft)>,
}

impl<'d> People<'d> {
    fn of(center: &'d CenterDraft) -> Self {
        let people = center.people.items();
        let mut people: Vec<_> =
            people.filter_map(|(place, person)| Some((person.key.given()?, place, person))).collect();
        people.sort_unstable_by_key(|(key, place, _)| (*key, *place));
        Self { people }
    }

    fn get(&self, key: &Key) -> Option<(usize, &'d PersonDraft)> {
        let first = self.people.partition_point(|(known, ..)| *known < key);
        let (known, place, person) = self.people.get(first)?;
        (*known == key).then_some((*place, *person))
    }

    fn who(&self, key: &'d Key) -> Who<'d> {
        self.get(key).and_then(|(_, person)| person.id.given()).map_or(Who::Key(key), |id| Who::Id(*id))
    }

    /// What people call somebody: the name, where it is public.
    fn called(&self, key: &'d Key) -> &'d str {
        self.get(key).and_then(|(_, person)| person.name.given()).map_or(key.as_str(), Name::as_str)
    }

    /// The place of somebody's record.
    fn place(&self, key: Option<&Key>, at: &Path<'_>) -> Pointer {
        let list = at.key("people");
        let known = key.and_then(|key| self.get(key));
        known.map_or_else(|| list.to_pointer(), |(place, _)| list.index(place).to_pointer())
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

    fn look_across(centers: &[String]) -> (Tally, Findings) {
        let text = format!(r#"{{ "centers": [{}] }}"#, centers.join(","));
        let district: DistrictDraft = serde_json::from_str(&text).unwrap();
        judge(&CARD, |probe| check_across(&district, &Calendar::default(), &Path::ROOT, probe))
    }

    fn section(opens: &str, closes: &str, more: &str) -> String {
        let session = format!(r#"{{ "weekdays": ["wed"], "opens": "{opens}", "closes": "{closes}" }}"#);
        format!(r#"{{ "sessions": [{session}], {more} }}"#)
    }

    fn sections(sections: &[String], people: &str) -> String {
        format!(r#"{{ "activities": [{{ "sections": [{}] }}], "people": [{people}] }}"#, sections.join(","))
    }

    const BY_LI: &str = r#""teacher": "li""#;

    #[test]
    fn nobody_is_in_two_classes_at_one_time() {
        for (one, other, violated) in [
            (section("09:00", "11:00", BY_LI), section("10:00", "12:00", BY_LI), 1),
            (section("09:00", "10:00", BY_LI), section("10:00", "12:00", BY_LI), 0),
            (section("09:00", "11:00", BY_LI), section("10:00", "12:00", r#""teacher": "wu""#), 0),
            (
                section("09:00", "11:00", BY_LI),
                section("10:00", "12:00", r#""teacher": "wu", "duties": [{ "role": "staff", "person": "li" }]"#),
                1,
            ),
        ] {
            let (tally, _) = look(&sections(&[one.clone(), other.clone()], ""));
            assert_eq!((tally.violated, tally.undecided), (violated, 0), "{one} {other}");
        }
    }

    #[test]
    fn two_keys_of_one_id_are_one_person() {
        let id = "5a0c3f5e-0000-4000-8000-0000000000aa";
        let people = format!(r#"{{ "key": "li", "id": "{id}" }}, {{ "key": "lihua", "id": "{id}" }}"#);
        let classes = [section("09:00", "11:00", BY_LI), section("10:00", "12:00", r#""teacher": "lihua""#)];
        assert_eq!(look(&sections(&classes, &people)).0, Tally { violated: 1, ..Tally::default() });
        let apart = people.replacen("00aa", "00ab", 1);
        assert_eq!(look(&sections(&classes, &apart)).0, Tally { not_applicable: 2, ..Tally::default() });
    }

    #[test]
    fn classes_that_are_taught_together_are_in_the_same_space() {
        let in_spaces =
            |opens, closes, spaces: &str| section(opens, closes, &format!(r#"{BY_LI}, "spaces": [{spaces}]"#));
        for (one, other, violated) in [
            (r#""hall""#, r#""hall""#, 0),
            (r#""hall""#, r#""yard""#, 1),
            (r#""hall""#, r#""hall", "yard""#, 1),
            (r#""hall", "yard""#, r#""hall", "yard""#, 1),
            (r#""hall""#, "", 1),
            ("", "", 1),
        ] {
            let classes = [in_spaces("09:00", "11:00", one), in_spaces("10:00", "12:00", other)];
            assert_eq!(look(&sections(&classes, "")).0.violated, violated, "{one} {other}");
        }
        // A class elsewhere is not hidden by those that are together.
        let classes = [
            in_spaces("08:00", "10:30", r#""yard""#),
            in_spaces("09:00", "12:00", r#""hall""#),
            in_spaces("10:00", "11:00", r#""hall""#),
        ];
        let (tally, findings) = look(&sections(&classes, ""));
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        for violation in &findings.violations {
            assert_eq!(violation.related(), ["/activities/0/sections/0/sessions/0".parse().unwrap()]);
        }
    }

    #[test]
    fn a_violation_names_the_person_and_points_at_the_other_class() {
        let classes = [section("09:00", "11:00", BY_LI), section("10:00", "12:00", BY_LI)];
        let (_, findings) = look(&sections(&classes, r#"{ "key": "li" }"#));
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/activities/0/sections/1/sessions/0");
        assert_eq!(violation.related(), ["/activities/0/sections/0/sessions/0".parse().unwrap()]);
        assert_eq!(violation.severity(), Severity::Warning);
        assert!(!violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "周三 10:00–11:00，li 同时在另一个班次");
        assert_eq!(violation.message(Lang::En), "on Wednesday from 10:00 to 11:00, `li` is in another class as well");
        assert_eq!(violation.help(Lang::Zh), "请错开时间或更换人员；合班授课的，请写明两班在同一空间");
        assert_eq!(
            violation.help(Lang::En),
            "set the two apart, or have somebody else; classes that are taught together are in the same space"
        );
        // The name tells people more than the key.
        let (_, findings) = look(&sections(&classes, r#"{ "key": "li", "name": "示例李老师" }"#));
        assert_eq!(findings.violations[0].message(Lang::Zh), "周三 10:00–11:00，示例李老师 同时在另一个班次");
    }

    #[test]
    fn what_could_not_be_read_leaves_it_open() {
        let li = section("09:00", "11:00", BY_LI);
        for (other, path, because) in [
            (section("09:00", "11:00", r#""teacher": 5"#), SECTION, "/teacher"),
            (section("09:00", "11:00", r#""duties": [{ "person": 5 }]"#), SECTION, "/duties"),
            (section("09:00", "11:00", r#""duties": [5]"#), SECTION, "/duties"),
            (section("09:00", "late", BY_LI), "/people/0", "/sessions/0"),
        ] {
            let (tally, findings) = look(&sections(&[li.clone(), other.clone()], r#"{ "key": "li" }"#));
            assert_eq!((tally.undecided, tally.violated, tally.met), (1, 0, 0), "{other}");
            assert_eq!(findings.undecided[0].path().as_str(), path);
            assert_eq!(findings.undecided[0].because(), [format!("{SECTION}{because}").parse().unwrap()], "{other}");
        }
    }

    const SECTION: &str = "/activities/0/sections/1";

    #[test]
    fn without_two_classes_of_somebody_there_is_nothing_to_compare() {
        let li = section("09:00", "11:00", BY_LI);
        let silent = format!("{{ {BY_LI} }}");
        let nobody = section("09:00", "11:00", r#""key": "a""#);
        for center in [
            "{}".to_owned(),
            sections(&[nobody.clone(), nobody], ""),
            sections(std::slice::from_ref(&li), ""),
            sections(&[li.clone(), silent], ""),
        ] {
            assert_eq!(look(&center).0, Tally { not_applicable: 1, ..Tally::default() }, "{center}");
        }
        let apart = sections(&[li, section("11:00", "12:00", BY_LI)], "");
        assert_eq!(look(&apart).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn somebody_with_an_id_is_the_same_in_every_center() {
        let person = |key: &str, last: &str| {
            format!(r#"{{ "key": "{key}", "id": "5a0c3f5e-0000-4000-8000-0000000000{last}" }}"#)
        };
        let center = |opens, closes, key: &str, last| {
            let section = section(opens, closes, &format!(r#""teacher": "{key}""#));
            sections(&[section], &person(key, last))
        };
        let first = center("09:00", "11:00", "li", "aa");
        let (tally, findings) = look_across(&[first.clone(), center("10:00", "12:00", "wang", "aa")]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/centers/1/activities/0/sections/0/sessions/0");
        assert_eq!(violation.related(), ["/centers/0/activities/0/sections/0/sessions/0".parse().unwrap()]);
        assert_eq!(violation.message(Lang::Zh), "周三 10:00–11:00，wang 同时在另一个班次");
        let met = look_across(&[first.clone(), center("11:00", "12:00", "li", "aa")]).0;
        assert_eq!(met, Tally { met: 1, ..Tally::default() });
        // The same key in another center may be anybody.
        for other in
            [center("10:00", "12:00", "li", "ab"), center("10:00", "12:00", "li", "aa").replace(r#""id""#, r#""x""#)]
        {
            assert_eq!(look_across(&[first.clone(), other]).0, Tally { not_applicable: 1, ..Tally::default() });
        }
        assert_eq!(look_across(std::slice::from_ref(&first)).0, Tally { not_applicable: 1, ..Tally::default() });
        let (tally, findings) = look_across(&[first, center("10:00", "12:00", "li", "zz")]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/centers/1/people/0/id".parse().unwrap()]);
    }
}
