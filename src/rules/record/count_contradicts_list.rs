//! `count-contradicts-list`: a count agrees with the list of what it counts.
//!
//! **Demands** that a count of the document, which is stated for the time that the document describes, is how many the list
//! holds; and that the topics of a survey are as many as it says. A count that names no time is of the one that the document
//! describes; one that names another is of the same only on the same day, for in a month or a year much can change. A count needs
//! no list: a source may state the one and not the other.
//! **Basis**: the data standard.
//! *Met* by a list of as many; *violated* by a complete list of another number, and by a partial one of more; *undecided* where a
//! partial list holds fewer, where items of it are malformed, or where the count or what it counts is; where the count is of a
//! time that may be another than the document's, any other number leaves it open; *not applicable* where there is no list, or
//! the count surely is of another time.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{DistrictDraft, DistrictField, NeedsSurveyDraft, NeedsSurveyField, StatedCountDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "count-contradicts-list",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("数量与清单不符", "a count contradicts the list"),
    facts: &["count", "list", "listed"],
    says: Phrase::new("所述数量为 {count}，{list}中却有 {listed} 项", "{count} are counted, but {list} holds {listed}"),
    help: Phrase::new(
        "请更正数量或清单；清单不全的请写入 partial",
        "correct the count or the list; where the list is not complete, name it under `partial`",
    ),
};

/// How many items a list holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Those that are what they should be.
    given: u64,
    /// All of them.
    all: u64,
}

/// How many items each list of a document holds. It is made once for a document.
#[derive(Debug)]
pub(crate) struct Lists {
    held: Vec<(DistrictField, Held)>,
}

impl Lists {
    pub(crate) fn of(district: &DistrictDraft) -> Self {
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
    let Some(count) = survey.topic_count.given().map(|count| u64::from(count.get())) else {
        return probe.undecided(&count_at, vec![count_at.to_pointer()]);
    };
    let claims_all = survey.claims_all(NeedsSurveyField::topics);
    if held.all == count {
        probe.met();
    } else if held.given > count || claims_all && held.given == held.all {
        let facts = [Fact::Count(count), Fact::Field("topics".into()), Fact::Count(held.all)];
        probe.violated(Breach::at(&count_at, facts).related(&topics_at));
    } else {
        let open = if claims_all { topics_at } else { at.key("partial") };
        probe.undecided(&count_at, vec![open.to_pointer()]);
    }
}

fn held<T>(list: &Field<List<T>>) -> Option<Held> {
    let list = list.given()?;
    let given = list.given().count() as u64;
    Some(Held { given, all: list.items.len() as u64 + list.omitted })
}

pub(crate) fn check(
    stated: &StatedCountDraft,
    (district, lists): (&DistrictDraft, &Lists),
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let (of_at, count_at) = (at.key("of"), at.key("count"));
    let (Some(of), Some(count)) = (stated.of.given(), stated.count.given()) else {
        let malformed = if stated.of.given().is_none() { &of_at } else { &count_at };
        return probe.undecided(at, vec![malformed.to_pointer()]);
    };
    let now = is_of_the_time(&stated.as_of, &district.edition);
    let (Some(held), true) = (lists.of_list(*of), now != Answer::No) else { return probe.not_applicable() };
    let count_is = u64::from(count.get());
    let complete = district.claims_all(*of) && held.given == held.all;
    if held.all == count_is {
        return probe.met();
    }
    let too_many = held.given > count_is;
    if now == Answer::CannotSay {
        return probe.undecided(&count_at, vec![at.key("as_of").to_pointer()]);
    }
    if complete || too_many {
        let facts = [Fact::Count(count_is), Fact::Field(of.as_str().into()), Fact::Count(held.all)];
        return probe.violated(Breach::at(&count_at, facts).related(&Path::ROOT.key(of.as_str())));
    }
    let open = if district.claims_all(*of) { of.as_str() } else { "partial" };
    probe.undecided(&count_at, vec![Path::ROOT.key(open).to_pointer()]);
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
        let count: StatedCountDraft = serde_json::from_str(&format!("{{ {count} }}")).unwrap();
        let district: DistrictDraft = serde_json::from_str(&format!("{{ {district} }}")).unwrap();
        let counts = Path::ROOT.key("counts");
        judge(&CARD, |probe| check(&count, (&district, &Lists::of(&district)), &counts.index(0), probe))
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
        assert_eq!(violation.message(Lang::Zh), "所述数量为 2，“文化阵地”（culture_sites）中却有 1 项");
        assert_eq!(violation.message(Lang::En), "2 are counted, but `culture_sites` holds 1");
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
        for list in lists {
            let count = format!(r#""of": "{}", "count": 0"#, list.as_str());
            let district = format!(r#""{}": []"#, list.as_str());
            assert_eq!(look(&count, &district).0, Tally { met: 1, ..Tally::default() }, "{}", list.as_str());
        }
    }

    #[test]
    fn a_count_needs_no_list() {
        assert_eq!(look(TWO, "").0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(r#""of": "sites", "count": 2"#, "").0, Tally { undecided: 1, ..Tally::default() });
    }
}
