//! `contradictory-calendar`: a notice of holidays, or a table of seasons, can be true as a whole.
//!
//! **Demands** that no day of a notice is both off and worked on, that each lies in the year of the notice or in the December
//! before, and that no two periods of a table of seasons overlap whose seasons exclude each other.
//! **Basis**: the data standard. In all notices from 2007 to 2026, no day lies elsewhere.
//! *Met* once for every day or period that contradicts nothing before it; *violated* by every one that does; *undecided* where the
//! date, the year or whether it is off is missing or malformed; *not applicable* where nothing is listed.

use crate::calendar::excludes;
use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{HolidayDayDraft, HolidayYearDraft, SeasonPeriodDraft, SeasonTableDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase, Season, Year};

pub(crate) static CARD: Card = Card {
    id: "contradictory-calendar",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("日历自相矛盾", "a calendar contradicts itself"),
    facts: &["date", "what"],
    says: Phrase::new("{date}{what}", "{date} {what}"),
    help: Phrase::new("请与放假通知或校历核对", "compare it with the notice or the school calendar"),
};

const BOTH: Phrase = Phrase::new("既放假又上班", "is both a day off and a workday");
const ELSEWHERE: Phrase =
    Phrase::new("不在该年通知的范围内", "lies neither in the year of the notice nor in the December before");
const TWO_SEASONS: Phrase =
    Phrase::new("同时属于两个互斥的季节或学期", "lies in two seasons of which each excludes the other");

/// Judges a notice of holidays.
pub(crate) fn check(year: &HolidayYearDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key("days");
    let days: Vec<(usize, &HolidayDayDraft)> = year.days.items().collect();
    if days.is_empty() {
        return probe.not_applicable();
    }
    let mut dated: Vec<(Date, usize, &HolidayDayDraft)> = Vec::with_capacity(days.len());
    for (place, day) in days {
        match day.date.given() {
            Some(date) => dated.push((*date, place, day)),
            None => open(&list.index(place), "date", probe),
        }
    }
    dated.sort_unstable_by_key(|(date, place, _)| (*date, *place));
    let mut first: Option<(Date, usize, bool)> = None;
    for (date, place, day) in dated {
        let day_at = list.index(place);
        let Some(off) = day.is_off_day.given() else {
            open(&day_at, "isOffDay", probe);
            continue;
        };
        match first {
            Some((same, other, was_off)) if same == date => {
                if was_off != *off {
                    let breach = Breach::at(&day_at, [Fact::Date(date), Fact::Phrase(BOTH)]);
                    probe.violated(breach.related(&list.index(other)));
                    continue;
                }
            }
            _ => first = Some((date, place, *off)),
        }
        match &year.year {
            Field::Given(year) if !belongs(date, *year) => {
                let breach = Breach::at(&day_at.key("date"), [Fact::Date(date), Fact::Phrase(ELSEWHERE)]);
                probe.violated(breach.related(&at.key("year")));
            }
            Field::Given(_) => probe.met(),
            _ => probe.undecided(&day_at, vec![at.key("year").to_pointer()]),
        }
    }
}

fn belongs(date: Date, year: Year) -> bool {
    date.year() == year.get() || (date.year() + 1 == year.get() && date.month() == 12)
}

fn open(at: &Path<'_>, key: &str, probe: &mut Probe<'_>) {
    probe.undecided(at, vec![at.key(key).to_pointer()]);
}

/// Judges a table of seasons.
pub(crate) fn check_seasons(table: &SeasonTableDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key("periods");
    let mut spans: Vec<(Date, Date, Season, usize)> = Vec::new();
    let mut any = false;
    for (place, period) in table.periods.items() {
        any = true;
        match span(period) {
            Ok((begins, ends, season)) => spans.push((begins, ends, season, place)),
            Err(key) => open(&list.index(place), key, probe),
        }
    }
    if !any {
        return probe.not_applicable();
    }
    spans.sort_unstable();
    // Of each season, the period that lasts longest of those that have begun: any other that it excludes and that is on meets it.
    let mut latest: [Option<(Date, usize)>; Season::ALL.len()] = [None; Season::ALL.len()];
    for (begins, ends, season, place) in spans {
        let on = Season::ALL.iter().zip(&latest).filter(|(other, _)| excludes(**other, season));
        let clash = on.filter_map(|(_, latest)| *latest).find(|(last, _)| *last >= begins);
        match clash {
            Some((_, other)) => {
                let breach = Breach::at(&list.index(place), [Fact::Date(begins), Fact::Phrase(TWO_SEASONS)]);
                probe.violated(breach.related(&list.index(other)));
            }
            None => probe.met(),
        }
        for (_, latest) in Season::ALL.iter().zip(&mut latest).filter(|(own, _)| **own == season) {
            *latest = (*latest).max(Some((ends, place)));
        }
    }
}

/// The first and the last day of a period, and its season. One that is reversed has neither.
///
/// # Errors
/// The key of the field that leaves them open.
fn span(period: &SeasonPeriodDraft) -> Result<(Date, Date, Season), &'static str> {
    let begins = *period.begins.given().ok_or("begins")?;
    let ends = *period.ends.given().ok_or("ends")?;
    let season = *period.season.given().ok_or("season")?;
    if begins <= ends { Ok((begins, ends, season)) } else { Err("ends") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(year: &str) -> (Tally, Findings) {
        let year: HolidayYearDraft = serde_json::from_str(year).unwrap();
        judge(&CARD, |probe| check(&year, &Path::ROOT, probe))
    }

    fn look_at_seasons(periods: &str) -> (Tally, Findings) {
        let table: SeasonTableDraft = serde_json::from_str(&format!(r#"{{ "periods": [{periods}] }}"#)).unwrap();
        judge(&CARD, |probe| check_seasons(&table, &Path::ROOT, probe))
    }

    fn day(date: &str, off: bool) -> String {
        format!(r#"{{ "name": "元旦", "date": "{date}", "isOffDay": {off} }}"#)
    }

    #[test]
    fn a_day_is_off_or_worked_on_and_not_both() {
        let days = [day("2024-01-01", true), day("2024-02-04", false), day("2024-01-01", false)].join(",");
        let (tally, findings) = look(&format!(r#"{{ "year": 2024, "days": [{days}] }}"#));
        assert_eq!(tally, Tally { met: 2, violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/days/2");
        assert_eq!(violation.related(), ["/days/0".parse().unwrap()]);
        assert_eq!(violation.message(Lang::Zh), "2024年1月1日既放假又上班");
        assert_eq!(violation.message(Lang::En), "2024-01-01 is both a day off and a workday");
        assert!(violation.refuses_admission());
    }

    #[test]
    fn a_day_that_is_named_twice_alike_contradicts_nothing() {
        let days = [day("2024-01-01", true), day("2024-01-01", true)].join(",");
        let (tally, _) = look(&format!(r#"{{ "year": 2024, "days": [{days}] }}"#));
        assert_eq!(tally, Tally { met: 2, ..Tally::default() });
    }

    #[test]
    fn a_notice_names_days_of_its_year_and_of_the_december_before() {
        let days = [day("2018-12-29", false), day("2018-11-30", true), day("2020-01-01", true)].join(",");
        let (tally, findings) = look(&format!(r#"{{ "year": 2019, "days": [{days}] }}"#));
        assert_eq!(tally, Tally { met: 1, violated: 2, ..Tally::default() });
        let places: Vec<&str> = findings.violations.iter().map(|found| found.path().as_str()).collect();
        assert_eq!(places, ["/days/1/date", "/days/2/date"]);
        assert_eq!(findings.violations[0].message(Lang::Zh), "2018年11月30日不在该年通知的范围内");
    }

    #[test]
    fn what_cannot_be_read_contradicts_nothing() {
        let whole = day("2024-01-01", true);
        for (year, because) in [
            (format!(r#"{{ "days": [{whole}] }}"#), "/year"),
            (format!(r#"{{ "year": "soon", "days": [{whole}] }}"#), "/year"),
            (r#"{ "year": 2024, "days": [{ "isOffDay": true }] }"#.to_owned(), "/days/0/date"),
            (r#"{ "year": 2024, "days": [{ "date": "2024-01-01" }] }"#.to_owned(), "/days/0/isOffDay"),
        ] {
            let (tally, findings) = look(&year);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{year}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{year}");
        }
        for year in [r#"{ "year": 2027, "days": [] }"#, r#"{ "year": 2027 }"#] {
            assert_eq!(look(year).0, Tally { not_applicable: 1, ..Tally::default() }, "{year}");
        }
    }

    fn period(season: &str, begins: &str, ends: &str) -> String {
        format!(r#"{{ "season": "{season}", "begins": "{begins}", "ends": "{ends}" }}"#)
    }

    #[test]
    fn a_day_lies_in_a_term_or_in_a_vacation() {
        let term = period("school-term", "2024-02-19", "2024-07-05");
        let touching = period("summer-vacation", "2024-07-06", "2024-08-31");
        let overlapping = period("summer-vacation", "2024-07-05", "2024-08-31");
        let timetable = period("summer-timetable", "2024-05-01", "2024-09-30");
        let (tally, _) = look_at_seasons(&[term.clone(), touching, timetable.clone()].join(","));
        assert_eq!(tally, Tally { met: 3, ..Tally::default() });
        let (tally, findings) = look_at_seasons(&[overlapping, timetable, term].join(","));
        assert_eq!(tally, Tally { met: 2, violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/periods/0");
        assert_eq!(findings.violations[0].related(), ["/periods/2".parse().unwrap()]);
        assert_eq!(findings.violations[0].message(Lang::Zh), "2024年7月5日同时属于两个互斥的季节或学期");
    }

    #[test]
    fn a_period_that_cannot_be_read_or_is_reversed_is_left_open() {
        for (periods, because) in [
            (r#"{ "begins": "2024-02-19", "ends": "2024-07-05" }"#.to_owned(), "/periods/0/season"),
            (period("school-term", "2024-07-05", "2024-02-19"), "/periods/0/ends"),
            (period("school-term", "spring", "2024-02-19"), "/periods/0/begins"),
        ] {
            let (tally, findings) = look_at_seasons(&periods);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{periods}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{periods}");
        }
        assert_eq!(look_at_seasons("").0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
