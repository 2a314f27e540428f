//! `weekly-hours-below-minimum`: the center is open as long each week as is asked.
//!
//! **Demands** that `hours` come to at least so many minutes in the week of the day that the check speaks of. A minute that
//! several sessions hold counts once, a lunch break between two does not count, and neither does a session that does not hold
//! on that day. Sessions of a season count if the calendar says that the day lies in it. Where it does not say, the demand has
//! to be met in every part of the year that the day may lie in: a half of the timetable, and the school term or a vacation.
//! **Basis**: the hours that another city asks of its comprehensive cultural service centers, 35 a week in communities and 42
//! in subdistricts. Nothing of the kind is known for Luoyang: whoever wants it opts in.
//! *Met* by enough hours, whatever else is not known; *violated* by too few where all sessions are known; *undecided* by too
//! few where the list is missing, partial or cut off, a session is malformed or ends before it begins, or one holds for some
//! time only and the check speaks of no day, and where they are enough in one season and too few in another; *not applicable* to a center that is not open yet or is closed; *undecided* also
//! where its status is malformed, or is that of an upgrade, which does not tell.

use crate::calendar::Calendar;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::{Hours, Week};
use crate::path::{Path, Pointer};
use crate::policy::{Citation, Demand};
use crate::records::{CenterField, SessionDraft};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, Confidence, Date, Phrase, Season, WeeklyMinutes};

pub(crate) static CARD: Card = Card {
    id: "weekly-hours-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("综合文化服务中心开放时间（他市标准）", Confidence::Secondary),
    title: Phrase::new("每周开放时间不足", "the center is open too few hours a week"),
    facts: &["open", "asked"],
    says: Phrase::new("开放时间为{open}，不足{asked}", "the center is open {open}, less than the {asked} asked for"),
    help: Phrase::new(
        "请核对开放时段；午休不计入，重叠的时段只计一次",
        "check the sessions; breaks do not count, and what overlaps counts once",
    ),
};

pub(crate) fn check(
    asked: WeeklyMinutes,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let list = at.key(CenterField::hours.as_str());
    if !Subject::is_asked(subject.owes_services(), &list, at, probe) {
        return;
    }
    let sessions = || holding(subject);
    let lists_all = subject.lists_all(CenterField::hours, &subject.center.hours);
    let (all_year, by_season) = ([Vec::new()], parts(subject));
    let parts = if by_season.is_empty() { all_year.as_slice() } else { &by_season };
    let weeks = || parts.iter().map(|part| Open::of(sessions().map(|(_, session)| session), subject.date, part));
    let most = weeks().map(|open| open.minutes).max().unwrap_or(WeeklyMinutes::hours(0));
    if weeks().all(|open| open.minutes >= asked) {
        let on =
            |session: &SessionDraft| parts.iter().any(|part| Hours::of(session, subject.date, part).span.is_some());
        let proof = || sessions().filter(|(_, session)| on(session)).map(|(place, _)| list.index(place).to_pointer());
        probe.met_by(&list, || proof().collect());
    } else if lists_all && most < asked && weeks().all(|open| open.is_all) {
        let facts = [Fact::WeeklyMinutes(most), Fact::WeeklyMinutes(asked)];
        probe.violated(Breach::at(&list, facts).demanded_by(demand));
    } else {
        let depends = parts.len() > 1 && most >= asked;
        let doubtful = |(place, session): (usize, &SessionDraft)| -> Option<Pointer> {
            let of_a_season = (depends && !session.season.is_missing()).then_some("season");
            let doubt = || parts.iter().find_map(|part| Hours::of(session, subject.date, part).doubt);
            Some(list.index(place).key(of_a_season.or_else(doubt)?).to_pointer())
        };
        let mut because = subject.list_doubt(at, CenterField::hours, &subject.center.hours);
        because.extend(sessions().filter_map(doubtful));
        let for_some_time = |session: &SessionDraft| {
            Hours::of(session, None, &[]).doubt.is_some_and(|key| match key {
                "valid_from" => session.valid_from.given().is_some(),
                "valid_until" => session.valid_until.given().is_some(),
                _ => false,
            })
        };
        if subject.date.is_none() && subject.center.hours.items().any(|(_, session)| for_some_time(session)) {
            probe.undated_among(&list, because);
        } else {
            probe.undecided(&list, because);
        }
    }
}

/// The parts of the year that the day of the check may lie in, each by its seasons; none where no session depends on them.
fn parts(subject: &Subject<'_>) -> Vec<Vec<Season>> {
    if !holding(subject).any(|(_, session)| session.season.given().is_some()) {
        return Vec::new();
    }
    let may_be = |season: &Season| is_in(subject.date, subject.calendar, *season) != Answer::No;
    let halves = [Season::SummerTimetable, Season::WinterTimetable].into_iter().filter(may_be);
    let schools = [Season::SchoolTerm, Season::SummerVacation, Season::WinterVacation].into_iter().filter(may_be);
    let [halves, schools] = [halves.collect::<Vec<_>>(), schools.collect::<Vec<_>>()].map(|seasons| {
        let none = seasons.is_empty().then(Vec::new);
        seasons.into_iter().map(|season| vec![season]).chain(none).collect::<Vec<_>>()
    });
    halves.iter().flat_map(|half| schools.iter().map(|school| [half.as_slice(), school].concat())).collect()
}

fn is_in(date: Option<Date>, calendar: Option<&Calendar>, season: Season) -> Answer {
    calendar.zip(date).map_or(Answer::CannotSay, |(calendar, date)| calendar.is_in(date, season))
}

/// The sessions of the center, each with its place, without those of a season in which the day of the check does not lie.
fn holding<'d>(subject: &Subject<'d>) -> impl Iterator<Item = (usize, &'d SessionDraft)> + Clone {
    let (date, calendar) = (subject.date, subject.calendar);
    subject.center.hours.items().filter(move |(_, session)| {
        session.season.given().is_none_or(|season| is_in(date, calendar, *season) != Answer::No)
    })
}

/// How long the center is open in a week of a part of the year.
struct Open {
    minutes: WeeklyMinutes,
    /// Whether there are no other minutes, if all sessions are listed.
    is_all: bool,
}

impl Open {
    fn of<'s>(sessions: impl Iterator<Item = &'s SessionDraft>, date: Option<Date>, part: &[Season]) -> Self {
        let (mut week, mut is_all) = (Week::default(), true);
        for hours in sessions.map(|session| Hours::of(session, date, part)) {
            hours.span.into_iter().for_each(|span| week.add(span));
            is_all &= hours.doubt.is_none();
        }
        Self { minutes: week.minutes(), is_all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Lang, PolicyLevel, Strength};

    const WORKDAYS: &str = r#""weekdays": ["mon", "tue", "wed", "thu", "fri"]"#;

    /// 35 hours a week should be there, on a day of August 2023 or on none.
    fn look_on(date: Option<Date>, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let asked = WeeklyMinutes::hours(35);
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::WeeklyMinutes(asked), Strength::Should, by);
        let mut subject = Subject::new(&center, AgeBoundaries::LEGAL);
        subject.date = date;
        judge(&CARD, |probe| check(asked, &demand, &subject, &Path::ROOT, probe))
    }

    fn look(hours: &str) -> (Tally, Findings) {
        look_on(Date::new(2023, 8, 11), &format!(r#"{{ "hours": [{hours}] }}"#))
    }

    fn workdays(opens: &str, closes: &str) -> String {
        format!(r#"{{ {WORKDAYS}, "opens": "{opens}", "closes": "{closes}" }}"#)
    }

    #[test]
    fn seven_hours_on_five_days_are_enough_and_a_minute_less_is_not() {
        let mornings = workdays("08:30", "12:00");
        let (tally, findings) = look(&[mornings.clone(), workdays("14:00", "17:30")].join(","));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].path().as_str(), "/hours");
        assert_eq!(findings.evidence[0].proof(), ["/hours/0".parse().unwrap(), "/hours/1".parse().unwrap()]);
        // Five minutes a week are missing.
        let (tally, findings) = look(&[mornings, workdays("14:00", "17:29")].join(","));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours");
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
        assert_eq!(violation.message(Lang::Zh), "开放时间为每周34小时55分，不足每周35小时");
        assert_eq!(
            violation.message(Lang::En),
            "the center is open 34 hours and 55 minutes a week, less than the 35 hours a week asked for"
        );
        assert_eq!(violation.help(Lang::Zh), "请核对开放时段；午休不计入，重叠的时段只计一次");
        assert_eq!(violation.help(Lang::En), "check the sessions; breaks do not count, and what overlaps counts once");
    }

    #[test]
    fn hours_that_overlap_are_counted_once() {
        // Seven hours and three, of which all three are among the seven.
        let (tally, findings) = look(&[workdays("08:00", "14:59"), workdays("09:00", "12:00")].join(","));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "开放时间为每周34小时55分，不足每周35小时");
    }

    #[test]
    fn only_sessions_that_hold_on_the_day_count() {
        let season = |rest: &str| format!(r#"{{ {WORKDAYS}, "opens": "08:00", "closes": "15:00", {rest} }}"#);
        for (rest, met) in [
            (r#""valid_from": "2023-06-01""#, 1),
            (r#""valid_until": "2023-08-11""#, 1),
            (r#""valid_until": "2023-08-10""#, 0),
            (r#""valid_from": "2023-08-12""#, 0),
        ] {
            let (tally, _) = look(&season(rest));
            assert_eq!(tally, Tally { met, violated: 1 - met, ..Tally::default() }, "{rest}");
            let (tally, findings) = look_on(None, &format!(r#"{{ "hours": [{}] }}"#, season(rest)));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{rest}");
            assert!(findings.undecided[0].needs_date(), "{rest}");
        }
    }

    /// 35 hours a week in winter, 40 in summer, and 2 hours more in vacations.
    fn in_seasons(asked: u8, date: Option<Date>, calendar: Option<&Calendar>) -> (Tally, Findings) {
        let session = |opens: &str, closes: &str, season: &str| {
            format!(r#"{{ {WORKDAYS}, "opens": "{opens}", "closes": "{closes}", "season": "{season}" }}"#)
        };
        let hours = [
            session("08:00", "15:00", "winter-timetable"),
            session("08:00", "16:00", "summer-timetable"),
            r#"{ "weekdays": ["sat"], "opens": "08:00", "closes": "10:00", "season": "summer-vacation" }"#.to_owned(),
        ];
        let center: CenterDraft = serde_json::from_str(&format!(r#"{{ "hours": [{}] }}"#, hours.join(","))).unwrap();
        let asked = WeeklyMinutes::hours(asked);
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::WeeklyMinutes(asked), Strength::Should, by);
        let subject = Subject { date, calendar, ..Subject::new(&center, AgeBoundaries::LEGAL) };
        judge(&CARD, |probe| check(asked, &demand, &subject, &Path::ROOT, probe))
    }

    #[test]
    fn without_a_calendar_the_hours_have_to_be_enough_in_every_season() {
        assert_eq!(in_seasons(35, None, None).0, Tally { met: 1, ..Tally::default() });
        for asked in [36, 40, 41, 42] {
            let (tally, findings) = in_seasons(asked, None, None);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{asked}");
            let because: Vec<&str> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
            assert_eq!(because, ["/hours/0/season", "/hours/1/season", "/hours/2/season"], "{asked}");
        }
        let (tally, findings) = in_seasons(43, None, None);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "开放时间为每周42小时，不足每周43小时");
    }

    #[test]
    fn the_season_of_the_day_counts_where_the_calendar_tells_it() {
        let table = r#"{ "valid_from": "2024-01-01", "valid_until": "2024-12-31", "periods": [
            { "season": "summer-timetable", "begins": "2024-05-01", "ends": "2024-09-30" },
            { "season": "summer-vacation", "begins": "2024-07-06", "ends": "2024-08-31" }
        ] }"#;
        let table: crate::records::SeasonTable = serde_json::from_str(table).unwrap();
        let calendar = Calendar::new([], [&table]).unwrap();
        for (day, enough, too_few) in [((7, 15), 42, 43), ((6, 3), 40, 41)] {
            let date = Date::new(2024, day.0, day.1);
            let look = |asked| in_seasons(asked, date, Some(&calendar)).0;
            assert_eq!(look(enough), Tally { met: 1, ..Tally::default() }, "{day:?}");
            assert_eq!(look(too_few), Tally { violated: 1, ..Tally::default() }, "{day:?}");
        }
        // Of a day that the table does not tell of, nothing is known.
        let other_year = in_seasons(36, Date::new(2025, 6, 3), Some(&calendar)).0;
        assert_eq!(other_year, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn what_is_not_known_leaves_open_only_what_is_not_enough() {
        let (long, short) = (workdays("08:00", "15:00"), workdays("08:00", "12:00"));
        for (rest, because) in [
            (", 5", "/hours/1"),
            (r#", { "weekdays": ["sat"], "opens": "08:00" }"#, "/hours/1/closes"),
            (r#", { "weekdays": ["sat"], "opens": "12:00", "closes": "08:00" }"#, "/hours/1/closes"),
            (r#", { "opens": "08:00", "closes": "12:00" }"#, "/hours/1/weekdays"),
        ] {
            assert_eq!(look(&format!("{long}{rest}")).0, Tally { met: 1, ..Tally::default() }, "{rest}");
            let (tally, findings) = look(&format!("{short}{rest}"));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{rest}");
            assert_eq!(findings.undecided[0].path().as_str(), "/hours");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{rest}");
        }
        for (center, because) in [
            ("{}".to_owned(), "/hours"),
            (r#"{ "hours": "daily" }"#.to_owned(), "/hours"),
            (
                format!(
                    r#"{{ "hours": [{{ {WORKDAYS}, "opens": "08:00", "closes": "15:00", "valid_from": "soon" }}] }}"#
                ),
                "/hours/0/valid_from",
            ),
            (format!(r#"{{ "hours": [{short}], "partial": ["hours"] }}"#), "/partial"),
        ] {
            let (tally, findings) = look_on(None, &center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
            assert!(!findings.undecided[0].needs_date(), "{center}");
        }
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let center = format!(r#"{{ "status": "{status}", "hours": [] }}"#);
            assert_eq!(look_on(None, &center).0, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
        let (tally, findings) = look_on(None, r#"{ "status": "upgrading", "hours": [] }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
    }
}
