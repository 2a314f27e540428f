//! `count-contradicts-list`: a count agrees with the list of what it counts, and with other counts of the same.
//!
//! **Demands** that a count of the document, which is stated for the time that the document describes, can be how many the list
//! holds; that two counts of one list for one time can both be true; and that the topics of a survey are as many as it says. A
//! count that names no time is of the one that the document describes, as its lists are; one that names another is of the same only
//! on the same day, for in a month or a year much can change. So it can between two counts that name no time, where the document
//! is of a month or a year. A count needs no list: a source may state the one and not the other. How exactly a count is meant, its
//! qualifier says: *about* reaches from half to twice the number, *below* excludes the number itself, and nothing is below 0.
//! **Basis**: the data standard; how far *about* reaches is a convention of this crate, the same as for areas.
//! *Met* by a list of as many, or by an earlier count of the same that can be true too; *violated* by a complete list of another
//! number, by a partial one of more, and by an earlier count that excludes it, unless the list does already; *undecided* where a
//! partial list holds fewer, where items of it are malformed, or where the count or what it counts is; where the count is of a time
//! that may be another than the document's, any other number leaves it open, and so does a different earlier count of the same
//! month or year, or one of the same list where the time of either is malformed; *not applicable* where there is no list and no
//! earlier count of the same time, or the count surely is of another time than the list.

use std::collections::BTreeMap;

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::records::{DistrictDraft, DistrictField, NeedsSurveyDraft, NeedsSurveyField, StatedCountDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Date, HowMany, PartialDate, Phrase, Qualifier};

pub(crate) static CARD: Card = Card {
    id: "count-contradicts-list",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("数量与清单或其他数量不符", "a count contradicts the list or another count"),
    facts: &["list", "count", "place", "other"],
    says: Phrase::new("{list}的数量不一致，此处：{count}，{place}：{other}", "{list}: {count} here, {other} {place}"),
    help: Phrase::new(
        "请更正数量或清单；清单不全的请写入 partial，时点不同的请写明 as_of，约数请用 qualifier 注明（“约”指一半至两倍）",
        "correct the count or the list; where the list is not complete, name it under `partial`; where counts are of different \
         times, say which in `as_of`; where a number is not exact, say so by `qualifier` (`about` reaches from half to twice the \
         number)",
    ),
};

const IN_THE_LIST: Phrase = Phrase::new("清单中", "in the list");
const ELSEWHERE: Phrase = Phrase::new("另一处统计数", "in another count");

/// How many items a list holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Those that are what they should be.
    given: u64,
    /// All of them.
    all: u64,
}

/// How many items each list of a document holds.
#[derive(Debug)]
struct Lists {
    held: Vec<(DistrictField, Held)>,
}

impl Lists {
    fn of(district: &DistrictDraft) -> Self {
        let held = [
            (DistrictField::divisions, held(&district.divisions)),
            (DistrictField::communities, held(&district.communities)),
            (DistrictField::centers, held(&district.centers)),
            (DistrictField::assets, held(&district.assets)),
            (DistrictField::projects, held(&district.projects)),
            (DistrictField::plans, held(&district.plans)),
            (DistrictField::culture_sites, held(&district.culture_sites)),
            (DistrictField::surveys, held(&district.surveys)),
            (DistrictField::counts, held(&district.counts)),
            (DistrictField::sources, held(&district.sources)),
        ];
        Self { held: held.into_iter().filter_map(|(list, held)| Some((list, held?))).collect() }
    }

    fn of_list(&self, list: DistrictField) -> Option<Held> {
        self.held.iter().find(|(known, _)| *known == list).map(|(_, held)| *held)
    }
}

/// Judges how many topics a survey says that it had.
pub(crate) fn check_topics(survey: &NeedsSurveyDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (count_at, topics_at) = (at.key("topic_count"), at.key("topics"));
    let (Some(held), false) = (held(&survey.topics), survey.topic_count.is_missing()) else {
        return probe.not_applicable();
    };
    let Some(stated) = survey.topic_count.given().map(|count| HowMany::new(*count, Qualifier::Exactly)) else {
        return probe.undecided(&count_at, vec![count_at.to_pointer()]);
    };
    let claims_all = survey.claims_all(NeedsSurveyField::topics);
    match against(stated, held, claims_all) {
        Answer::Yes => probe.met(),
        Answer::No => {
            let facts =
                [Fact::Field("topics".into()), Fact::HowMany(stated), Fact::Phrase(IN_THE_LIST), Fact::Count(held.all)];
            probe.violated(Breach::at(&count_at, facts).related(&topics_at));
        }
        Answer::CannotSay => {
            let open = if claims_all { topics_at } else { at.key("partial") };
            probe.undecided(&count_at, vec![open.to_pointer()]);
        }
    }
}

fn held<T>(list: &Field<List<T>>) -> Option<Held> {
    let list = list.given()?;
    let given = list.given().count() as u64;
    Some(Held { given, all: list.items.len() as u64 + list.omitted })
}

/// Whether a list of the same time holds as many as are stated.
fn against(stated: HowMany, held: Held, claims_all: bool) -> Answer {
    let (least, most) = stated.bounds();
    let is_above = |number: u64| most.is_some_and(|most| number > most);
    if is_above(least) {
        // No list is of such a number.
        Answer::No
    } else if held.all >= least && !is_above(held.all) {
        Answer::Yes
    } else if is_above(held.given) || claims_all && held.given == held.all {
        Answer::No
    } else {
        Answer::CannotSay
    }
}

/// The time that a count is of, as far as counts of the same time are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    /// That of the document, which does not say which it is.
    OfTheDocument,
    Day(Date),
    /// Some day of a month or a year.
    Within(PartialDate),
    /// The count says it, and nobody can read it.
    Malformed,
    /// That of the document, which says it so that nobody can read it.
    OfAMalformedEdition,
}

impl Time {
    fn of(as_of: &Field<PartialDate>, edition: &Field<PartialDate>) -> Self {
        let of_date = |date: PartialDate| date.day().map_or(Self::Within(date), Self::Day);
        match (as_of, edition) {
            (Field::Given(as_of), _) => of_date(*as_of),
            (Field::Malformed(_), _) => Self::Malformed,
            (Field::Missing, Field::Given(edition)) => of_date(*edition),
            (Field::Missing, Field::Malformed(_)) => Self::OfAMalformedEdition,
            (Field::Missing, Field::Missing) => Self::OfTheDocument,
        }
    }

    /// Whether all that is of it is of one time.
    fn is_one(self) -> bool {
        matches!(self, Self::OfTheDocument | Self::Day(_))
    }

    fn is_malformed(self) -> bool {
        matches!(self, Self::Malformed | Self::OfAMalformedEdition)
    }
}

/// Of some counts of one list, that of the greatest least number and that of the least greatest one, each
/// with its place. What contradicts any of them contradicts one of these.
#[derive(Clone, Copy, Debug)]
struct Counted {
    floor: (usize, HowMany),
    ceiling: (usize, HowMany),
}

impl Counted {
    fn one(place: usize, stated: HowMany) -> Self {
        Self { floor: (place, stated), ceiling: (place, stated) }
    }

    fn add(&mut self, place: usize, stated: HowMany) {
        let most = |stated: HowMany| stated.bounds().1.unwrap_or(u64::MAX);
        if stated.bounds().0 > self.floor.1.bounds().0 {
            self.floor = (place, stated);
        }
        if most(stated) < most(self.ceiling.1) {
            self.ceiling = (place, stated);
        }
    }

    fn excluding(&self, stated: HowMany) -> Option<(usize, HowMany)> {
        [self.floor, self.ceiling].into_iter().find(|(_, other)| !other.may_be(stated))
    }
}

/// The counts of a document so far.
#[derive(Debug, Default)]
struct Earlier {
    of_one_time: BTreeMap<(DistrictField, Time), Counted>,
    of_all_times: BTreeMap<DistrictField, Counted>,
}

/// What the counts so far say of another one.
enum Verdict {
    /// None of them may be of its list and time.
    Nothing,
    /// It can be true together with those of its time.
    Agrees,
    /// This one, of the same time, cannot be true together with it.
    Excluded(usize, HowMany),
    /// Whether one that excludes it is of its time, this leaves open.
    Open(Unclear),
}

/// What leaves open which time a count is of.
enum Unclear {
    /// The date of the count at this place.
    AsOf(usize),
    Edition,
}

impl Unclear {
    fn of(time: Time, place: usize) -> Self {
        if time == Time::OfAMalformedEdition { Self::Edition } else { Self::AsOf(place) }
    }

    fn pointer(&self, counts: &Path<'_>, document: &Path<'_>) -> Pointer {
        match self {
            Self::AsOf(place) => counts.index(*place).key("as_of").to_pointer(),
            Self::Edition => document.key("edition").to_pointer(),
        }
    }
}

impl Earlier {
    /// Judges a count, and keeps it for those that come after it, unless one of its own time is at odds with it.
    fn judge(&mut self, list: DistrictField, time: Time, place: usize, stated: HowMany) -> Verdict {
        let same = match time.is_malformed() {
            true => self.of_all_times.get(&list),
            false => self.of_one_time.get(&(list, time)),
        };
        if let Some((other, said)) = same.and_then(|same| same.excluding(stated)) {
            return if time.is_one() {
                Verdict::Excluded(other, said)
            } else {
                Verdict::Open(Unclear::of(time, place))
            };
        }
        let mut agrees = same.is_some();
        let mut unclear = None;
        for unread in [Time::Malformed, Time::OfAMalformedEdition] {
            let Some(counted) = self.of_one_time.get(&(list, unread)) else { continue };
            match counted.excluding(stated) {
                Some((other, _)) => unclear = unclear.or(Some(Unclear::of(unread, other))),
                None => agrees = true,
            }
        }
        let one = || Counted::one(place, stated);
        self.of_one_time.entry((list, time)).and_modify(|known| known.add(place, stated)).or_insert_with(one);
        self.of_all_times.entry(list).and_modify(|known| known.add(place, stated)).or_insert_with(one);
        match unclear {
            Some(unclear) => Verdict::Open(unclear),
            None if agrees => Verdict::Agrees,
            None => Verdict::Nothing,
        }
    }
}

/// Judges all counts of a document.
pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let lists = Lists::of(district);
    let counts = at.key("counts");
    let mut earlier = Earlier::default();
    for (place, stated) in district.counts.items() {
        one(stated, place, (district, &lists), &mut earlier, (&counts, at), probe);
    }
}

fn one(
    stated: &StatedCountDraft,
    place: usize,
    (district, lists): (&DistrictDraft, &Lists),
    earlier: &mut Earlier,
    (counts, document): (&Path<'_>, &Path<'_>),
    probe: &mut Probe<'_>,
) {
    let at = counts.index(place);
    let count_at = at.key("count");
    let (Some(of), Some(value)) = (stated.of.given(), stated.value()) else {
        let malformed = match (stated.of.given(), stated.count.given()) {
            (None, _) => at.key("of"),
            (_, None) => count_at,
            _ => at.key("qualifier"),
        };
        return probe.undecided(&at, vec![malformed.to_pointer()]);
    };
    let violation = |place: Phrase, other: Fact| {
        let facts = [Fact::Field(of.as_str().into()), Fact::HowMany(value), Fact::Phrase(place), other];
        Breach::at(&count_at, facts)
    };
    let is_now = is_of_the_time(&stated.as_of, &district.edition);
    let held = lists.of_list(*of).filter(|_| is_now != Answer::No);
    let listed = held.map(|held| against(value, held, district.claims_all(*of)));
    if let (Some(held), Some(Answer::No), Answer::Yes) = (held, listed, is_now) {
        // What the list excludes is told once, and accuses no other count.
        return probe.violated(violation(IN_THE_LIST, Fact::Count(held.all)).related(&document.key(of.as_str())));
    }
    let verdict = earlier.judge(*of, Time::of(&stated.as_of, &district.edition), place, value);
    match (&verdict, listed) {
        (Verdict::Excluded(other, said), _) => {
            let other = counts.index(*other);
            probe.violated(violation(ELSEWHERE, Fact::HowMany(*said)).related(&other.key("count")));
        }
        (_, Some(Answer::Yes)) => probe.met(),
        (Verdict::Open(unclear), _) => probe.undecided(&count_at, vec![unclear.pointer(counts, document)]),
        (_, Some(_)) if is_now == Answer::CannotSay => {
            let unclear = between(&stated.as_of, &district.edition, place);
            probe.undecided(&count_at, vec![unclear.pointer(counts, document)]);
        }
        (_, Some(_)) => {
            let open = if district.claims_all(*of) { of.as_str() } else { "partial" };
            probe.undecided(&count_at, vec![document.key(open).to_pointer()]);
        }
        (Verdict::Agrees, None) => probe.met(),
        (Verdict::Nothing, None) => probe.not_applicable(),
    }
}

/// What leaves open whether a count is of the time that the document describes.
fn between(as_of: &Field<PartialDate>, edition: &Field<PartialDate>, place: usize) -> Unclear {
    match (as_of, edition) {
        (Field::Malformed(_), _) => Unclear::AsOf(place),
        (Field::Given(as_of), Field::Given(_)) if as_of.day().is_none() => Unclear::AsOf(place),
        _ => Unclear::Edition,
    }
}

/// Whether a count is of the time that the document describes: it is where it names no other, and on the same day.
fn is_of_the_time(as_of: &Field<PartialDate>, edition: &Field<PartialDate>) -> Answer {
    match (as_of, edition) {
        (Field::Missing, _) => Answer::Yes,
        (Field::Given(as_of), Field::Given(edition)) => is_one_time(*as_of, *edition),
        _ => Answer::CannotSay,
    }
}

/// Whether two dates are of one time. In one month or year much can change.
fn is_one_time(one: PartialDate, other: PartialDate) -> Answer {
    match (one.day(), other.day()) {
        (Some(one), Some(other)) => (one == other).into(),
        _ if one.is_before(other) == Answer::Yes || one.is_after(other) == Answer::Yes => Answer::No,
        _ => Answer::CannotSay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(count: &str, district: &str) -> (Tally, Findings) {
        judge_counts(&format!("{{ {count} }}"), district)
    }

    fn judge_counts(counts: &str, district: &str) -> (Tally, Findings) {
        let district = if district.is_empty() { String::new() } else { format!(", {district}") };
        let district: DistrictDraft =
            serde_json::from_str(&format!(r#"{{ "counts": [{counts}]{district} }}"#)).unwrap();
        judge(&CARD, |probe| check(&district, &Path::ROOT, probe))
    }

    const TWO: &str = r#""of": "culture_sites", "count": 2"#;

    #[test]
    fn a_complete_list_is_of_the_number_that_is_stated() {
        assert_eq!(look(TWO, r#""culture_sites": [{}, {}]"#).0, Tally { met: 1, ..Tally::default() });
        for sites in ["", "{}", "{}, {}, {}"] {
            let (tally, findings) = look(TWO, &format!(r#""culture_sites": [{sites}]"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{sites}");
            assert_eq!(findings.violations[0].path().as_str(), "/counts/0/count");
            assert_eq!(findings.violations[0].related(), ["/culture_sites".parse().unwrap()]);
        }
        let (_, findings) = look(TWO, r#""culture_sites": [{}]"#);
        let violation = &findings.violations[0];
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "“文化阵地”（culture_sites）的数量不一致，此处：2，清单中：1");
        assert_eq!(violation.message(Lang::En), "`culture_sites`: 2 here, 1 in the list");
    }

    #[test]
    fn a_partial_list_may_hold_fewer_and_not_more() {
        let partial = r#""partial": ["culture_sites"], "culture_sites""#;
        let (tally, findings) = look(TWO, &format!("{partial}: [{{}}]"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/partial".parse().unwrap()]);
        assert_eq!(look(TWO, &format!("{partial}: [{{}}, {{}}, {{}}]")).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(TWO, r#""culture_sites": [{}, 5, 7]"#).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn a_count_of_another_time_says_nothing_of_the_list() {
        let at = |as_of: &str| format!(r#"{TWO}, "as_of": "{as_of}""#);
        let district = r#""edition": "2023-08", "culture_sites": [{}]"#;
        for (as_of, expected) in [
            ("2023-08", Tally { undecided: 1, ..Tally::default() }),
            ("2023", Tally { undecided: 1, ..Tally::default() }),
            ("2022", Tally { not_applicable: 1, ..Tally::default() }),
            ("2024-01", Tally { not_applicable: 1, ..Tally::default() }),
        ] {
            assert_eq!(look(&at(as_of), district).0, expected, "{as_of}");
        }
        let of_a_day = r#""edition": "2023-08-11", "culture_sites": [{}]"#;
        assert_eq!(look(&at("2023-08-11"), of_a_day).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&at("2023-08-10"), of_a_day).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(TWO, of_a_day).0, Tally { violated: 1, ..Tally::default() });
        // Of which time the list is, nobody says.
        assert_eq!(look(&at("2023-08-11"), r#""culture_sites": [{}]"#).0, Tally { undecided: 1, ..Tally::default() });
        let malformed = format!(r#"{TWO}, "as_of": 5.5"#);
        assert_eq!(look(&malformed, r#""culture_sites": [{}]"#).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn the_topics_of_a_survey_are_as_many_as_it_says() {
        let look = |survey: &str| {
            let survey: NeedsSurveyDraft = serde_json::from_str(&format!("{{ {survey} }}")).unwrap();
            let surveys = Path::ROOT.key("surveys");
            judge(&CARD, |probe| check_topics(&survey, &surveys.index(0), probe))
        };
        let (tally, findings) = look(r#""topic_count": 14, "topics": ["甲", "乙"]"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/surveys/0/topic_count");
        assert_eq!(violation.related(), ["/surveys/0/topics".parse().unwrap()]);
        for (survey, expected) in [
            (r#""topic_count": 2, "topics": ["甲", "乙"]"#, Tally { met: 1, ..Tally::default() }),
            (
                r#""topic_count": 14, "topics": ["甲"], "partial": ["topics"]"#,
                Tally { undecided: 1, ..Tally::default() },
            ),
            (r#""topic_count": 14, "topics": ["甲", 5]"#, Tally { undecided: 1, ..Tally::default() }),
            (r#""topic_count": "many", "topics": ["甲"]"#, Tally { undecided: 1, ..Tally::default() }),
            (r#""topic_count": 14"#, Tally { not_applicable: 1, ..Tally::default() }),
            (r#""topics": ["甲"]"#, Tally { not_applicable: 1, ..Tally::default() }),
        ] {
            assert_eq!(look(survey).0, expected, "{survey}");
        }
    }

    #[test]
    fn every_list_of_a_document_can_be_counted() {
        let lists = DistrictField::ALL.iter().filter(|field| field.is_list());
        for list in lists.filter(|list| **list != DistrictField::counts) {
            let count = format!(r#""of": "{}", "count": 0"#, list.as_str());
            let district = format!(r#""{}": []"#, list.as_str());
            assert_eq!(look(&count, &district).0, Tally { met: 1, ..Tally::default() }, "{}", list.as_str());
        }
        assert_eq!(look(r#""of": "counts", "count": 1"#, "").0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_count_needs_no_list() {
        assert_eq!(look(TWO, "").0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(r#""of": "sites", "count": 2"#, "").0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn two_counts_of_one_list_and_one_time_agree_whether_the_list_is_there_or_not() {
        let sites = |count: &str| format!(r#"{{ "of": "culture_sites", "count": {count} }}"#);
        let two = |one: &str, other: &str, district: &str| {
            judge_counts(&format!("{}, {}", sites(one), sites(other)), district)
        };
        for (district, edition) in [("", "no"), (r#""edition": "2023-08-11""#, "a day")] {
            let (tally, findings) = two("44", "45", district);
            assert_eq!(tally, Tally { violated: 1, not_applicable: 1, ..Tally::default() }, "{edition}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/counts/1/count");
            assert_eq!(violation.related(), ["/counts/0/count".parse().unwrap()]);
            assert!(violation.refuses_admission());
            assert_eq!(
                violation.message(Lang::Zh),
                "“文化阵地”（culture_sites）的数量不一致，此处：45，另一处统计数：44"
            );
            assert_eq!(violation.message(Lang::En), "`culture_sites`: 45 here, 44 in another count");
        }
        assert_eq!(two("44", "44", "").0, Tally { met: 1, not_applicable: 1, ..Tally::default() });
        let (centers, sites) = (r#"{ "of": "centers", "count": 35 }"#, sites("44"));
        let of_others = judge_counts(&format!("{centers}, {sites}"), "");
        assert_eq!(of_others.0, Tally { not_applicable: 2, ..Tally::default() });
    }

    #[test]
    fn a_partial_list_decides_nothing_between_two_counts() {
        let counts = r#"{ "of": "culture_sites", "count": 44 }, { "of": "culture_sites", "count": 45 }"#;
        let (tally, findings) = judge_counts(counts, r#""culture_sites": [{}], "partial": ["culture_sites"]"#);
        assert_eq!(tally, Tally { violated: 1, undecided: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].related(), ["/counts/0/count".parse().unwrap()]);
    }

    #[test]
    fn what_the_list_excludes_is_told_once() {
        for counts in ["2, 3", "3, 2", "2, 2, 3", "3, 2, 2"] {
            let counts: Vec<String> =
                counts.split(", ").map(|count| format!(r#"{{ "of": "culture_sites", "count": {count} }}"#)).collect();
            let (tally, findings) = judge_counts(&counts.join(","), r#""culture_sites": [{}, {}]"#);
            assert_eq!((tally.violated, tally.met), (1, counts.len() as u64 - 1), "{counts:?}");
            assert_eq!(findings.violations[0].related(), ["/culture_sites".parse().unwrap()]);
        }
    }

    #[test]
    fn counts_of_times_that_may_differ_accuse_nobody() {
        let at = |[one, other]: [&str; 2], edition: &str| {
            let count = |count: u32, as_of: &str| {
                let as_of = if as_of.is_empty() { String::new() } else { format!(r#", "as_of": "{as_of}""#) };
                format!(r#"{{ "of": "centers", "count": {count}{as_of} }}"#)
            };
            let edition = if edition.is_empty() { String::new() } else { format!(r#""edition": "{edition}""#) };
            judge_counts(&format!("{}, {}", count(35, one), count(36, other)), &edition)
        };
        for (times, edition, expected) in [
            (["2023-08-11", "2023-08-11"], "", Tally { violated: 1, not_applicable: 1, ..Tally::default() }),
            (["2023-08-11", ""], "2023-08-11", Tally { violated: 1, not_applicable: 1, ..Tally::default() }),
            (["2023-08-11", "2023-08-12"], "", Tally { not_applicable: 2, ..Tally::default() }),
            (["2023-08", "2023-08"], "", Tally { undecided: 1, not_applicable: 1, ..Tally::default() }),
            (["2023", "2023"], "", Tally { undecided: 1, not_applicable: 1, ..Tally::default() }),
            (["", ""], "2023", Tally { undecided: 1, not_applicable: 1, ..Tally::default() }),
            (["", ""], "2023-08", Tally { undecided: 1, not_applicable: 1, ..Tally::default() }),
            (["2023", ""], "2023", Tally { undecided: 1, not_applicable: 1, ..Tally::default() }),
            (["2023", "2023-08-11"], "", Tally { not_applicable: 2, ..Tally::default() }),
            (["2023-08-11", ""], "2023-08", Tally { not_applicable: 2, ..Tally::default() }),
            (["2023-08-11", ""], "", Tally { not_applicable: 2, ..Tally::default() }),
        ] {
            let (tally, findings) = at(times, edition);
            assert_eq!(tally, expected, "{times:?} {edition}");
            for open in &findings.undecided {
                assert_eq!(open.because(), ["/counts/1/as_of".parse().unwrap()]);
            }
        }
    }

    #[test]
    fn a_count_that_is_not_exact_excludes_only_what_it_cannot_be() {
        let two = |one: &str, other: &str| {
            let count = |parts: &str| format!(r#"{{ "of": "centers", "count": {parts} }}"#);
            judge_counts(&format!("{}, {}", count(one), count(other)), "")
        };
        let met = Tally { met: 1, not_applicable: 1, ..Tally::default() };
        let violated = Tally { violated: 1, not_applicable: 1, ..Tally::default() };
        for (one, other, expected) in [
            (r#"44, "qualifier": "about""#, "45", met),
            ("45", r#"44, "qualifier": "about""#, met),
            (r#"50, "qualifier": "at-least""#, "44", violated),
            (r#"50, "qualifier": "at-least""#, "51", met),
            (r#"44, "qualifier": "below""#, "44", violated),
            (r#"44, "qualifier": "about""#, "100", violated),
        ] {
            assert_eq!(two(one, other).0, expected, "{one}; {other}");
        }
        let (_, findings) = two(r#"50, "qualifier": "at-least""#, "44");
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "“中心”（centers）的数量不一致，此处：44，另一处统计数：至少 50");
        assert_eq!(violation.message(Lang::En), "`centers`: 44 here, at least 50 in another count");
        assert_eq!(two(r#"44, "qualifier": 5"#, "45").0, Tally { undecided: 1, not_applicable: 1, ..Tally::default() });
        // What both of two others allow, though each of them allows more.
        let count = |parts: &str| format!(r#"{{ "of": "centers", "count": {parts} }}"#);
        let [least, most, between, above] =
            [r#"40, "qualifier": "at-least""#, r#"50, "qualifier": "below""#, "45", "51"].map(count);
        let (tally, findings) = judge_counts(&[least, most, between, above].join(", "), "");
        assert_eq!(tally, Tally { met: 2, violated: 1, not_applicable: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/counts/3/count");
        assert_eq!(findings.violations[0].related(), ["/counts/2/count".parse().unwrap()]);
    }

    #[test]
    fn of_several_counts_that_agree_the_tightest_decides() {
        for (qualifier, wide, tight, between) in [("at-least", 10, 50, 30), ("below", 100, 50, 70)] {
            let inexact =
                |count: u32| format!(r#"{{ "of": "centers", "count": {count}, "qualifier": "{qualifier}" }}"#);
            let exact = format!(r#"{{ "of": "centers", "count": {between} }}"#);
            let (tally, findings) = judge_counts(&[inexact(wide), inexact(tight), exact].join(", "), "");
            assert_eq!(tally, Tally { met: 1, violated: 1, not_applicable: 1, ..Tally::default() }, "{qualifier}");
            assert_eq!(findings.violations[0].related(), ["/counts/1/count".parse().unwrap()], "{qualifier}");
        }
    }

    #[test]
    fn a_list_is_held_against_a_count_as_far_as_the_count_is_exact() {
        for (count, list, expected) in [
            (r#"2, "qualifier": "about""#, "{}, {}, {}", Tally { met: 1, ..Tally::default() }),
            (r#"2, "qualifier": "about""#, "{}, {}, {}, {}, {}", Tally { violated: 1, ..Tally::default() }),
            (r#"2, "qualifier": "at-least""#, "{}, {}, {}", Tally { met: 1, ..Tally::default() }),
            (r#"2, "qualifier": "at-least""#, "{}", Tally { violated: 1, ..Tally::default() }),
            (r#"2, "qualifier": "at-least""#, "{}, 5, 7", Tally { met: 1, ..Tally::default() }),
            (r#"2, "qualifier": "below""#, "{}, {}", Tally { violated: 1, ..Tally::default() }),
            (r#"2, "qualifier": "below""#, "{}", Tally { met: 1, ..Tally::default() }),
        ] {
            let (stated, list) = (format!(r#""of": "centers", "count": {count}"#), format!(r#""centers": [{list}]"#));
            assert_eq!(look(&stated, &list).0, expected, "{count} {list}");
        }
    }

    #[test]
    fn a_time_that_nobody_can_read_leaves_open_whether_two_counts_are_of_one() {
        let two = |[one, other]: [&str; 2], district: &str| {
            let count = |parts: &str| format!(r#"{{ "of": "centers", "count": {parts} }}"#);
            judge_counts(&format!("{}, {}", count(one), count(other)), district)
        };
        let open = Tally { undecided: 1, not_applicable: 1, ..Tally::default() };
        let [day, malformed] = [r#"35, "as_of": "2023-08-11""#, r#"36, "as_of": "the other day""#];
        for (counts, district, because) in [
            ([day, malformed], "", "/counts/1/as_of"),
            ([malformed, day], "", "/counts/0/as_of"),
            ([malformed, r#"37, "as_of": 5.5"#], "", "/counts/1/as_of"),
            (["35", malformed], r#""edition": "2023""#, "/counts/1/as_of"),
            (["35", "36"], r#""edition": 5.5"#, "/edition"),
            (["35", day.replace("35", "36").as_str()], r#""edition": 5.5"#, "/edition"),
            ([day, "36"], r#""edition": 5.5"#, "/edition"),
        ] {
            let (tally, findings) = two(counts, district);
            assert_eq!(tally, open, "{counts:?} {district}");
            assert_eq!(findings.undecided[0].path().as_str(), "/counts/1/count");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{counts:?} {district}");
        }
        // Whenever it was: both can be true.
        let agreed = two([day, &malformed.replace("36", "35")], "");
        assert_eq!(agreed.0, Tally { met: 1, not_applicable: 1, ..Tally::default() });
        // What surely is of one time is accused all the same.
        let counts = [malformed, day, &day.replace("35", "37")]
            .map(|parts| format!(r#"{{ "of": "centers", "count": {parts} }}"#));
        let (tally, findings) = judge_counts(&counts.join(", "), "");
        assert_eq!(tally, Tally { violated: 1, undecided: 1, not_applicable: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].related(), ["/counts/1/count".parse().unwrap()]);
    }

    #[test]
    fn what_leaves_the_time_open_is_named() {
        let centers = r#""centers": []"#;
        for (as_of, edition, because) in [
            (r#""2023-08-11""#, "", "/edition"),
            (r#""2023-08""#, "", "/edition"),
            (r#""2023-08-11""#, r#""edition": 5.5, "#, "/edition"),
            (r#""2023-08-11""#, r#""edition": "2023-08", "#, "/edition"),
            (r#""2023-08""#, r#""edition": "2023-08-11", "#, "/counts/0/as_of"),
            (r#""2023-08""#, r#""edition": "2023-08", "#, "/counts/0/as_of"),
            ("5.5", r#""edition": "2023-08-11", "#, "/counts/0/as_of"),
            ("5.5", "", "/counts/0/as_of"),
        ] {
            let count = format!(r#""of": "centers", "count": 35, "as_of": {as_of}"#);
            let (tally, findings) = look(&count, &format!("{edition}{centers}"));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{as_of} {edition}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{as_of} {edition}");
        }
    }

    #[test]
    fn fewer_than_none_is_no_number() {
        let below = r#""of": "centers", "count": 0, "qualifier": "below""#;
        for list in [r#""centers": []"#, r#""centers": [], "partial": ["centers"]"#, r#""centers": [5]"#] {
            assert_eq!(look(below, list).0, Tally { violated: 1, ..Tally::default() }, "{list}");
        }
        for other in [r#""count": 0"#, r#""count": 50"#, r#""count": 0, "qualifier": "at-least""#] {
            for counts in [
                format!(r#"{{ {below} }}, {{ "of": "centers", {other} }}"#),
                format!(r#"{{ "of": "centers", {other} }}, {{ {below} }}"#),
            ] {
                let (tally, _) = judge_counts(&counts, "");
                assert_eq!(tally, Tally { violated: 1, not_applicable: 1, ..Tally::default() }, "{counts}");
            }
        }
    }

    #[test]
    fn how_far_about_reaches_is_said_to_those_whom_it_accuses() {
        let (tally, findings) =
            look(r#""of": "centers", "count": 1, "qualifier": "about""#, r#""centers": [{}, {}, {}]"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "“中心”（centers）的数量不一致，此处：约 1，清单中：3");
        assert!(CARD.help.text(Lang::Zh).contains("“约”指一半至两倍"));
        assert!(CARD.help.text(Lang::En).contains("`about` reaches from half to twice the number"));
    }

    #[test]
    fn many_counts_of_one_list_are_judged_in_the_time_that_it_takes_to_read_them() {
        let counts: Vec<String> =
            (0..50_000).map(|count| format!(r#"{{ "of": "centers", "count": {count} }}"#)).collect();
        let district = format!(r#"{{ "counts": [{}] }}"#, counts.join(","));
        let district: DistrictDraft = serde_json::from_str(&district).unwrap();
        let (tally, _) = judge(&CARD, |probe| check(&district, &Path::ROOT, probe));
        assert_eq!(tally.violated + tally.not_applicable, district.counts.items().count() as u64);
        assert_eq!(tally.not_applicable, 1);
    }
}
