//! The State Council's notices of 2007 to 2026, day by day, against the optional external corpora.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says when it is skipped"
)]
#![cfg(feature = "json")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, Weekday};
use neighborhood_center::calendar::{Calendar, Day};
use neighborhood_center::hours::When;
use neighborhood_center::records::{Center, HolidayYear, HolidayYearDraft};
use neighborhood_center::schedule::Schedule;
use neighborhood_center::vocab::{Answer, Date, DayKind, Opening, TimeOfDay};
use neighborhood_center::{Context, Options, json};

const FIRST: i32 = 2007;
const LAST: i32 = 2026;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("NEIGHBORHOOD_CENTER_CORPORA")?).join("holiday-cn");
    assert!(folder.is_dir(), "{} is no folder", folder.display());
    Some(folder)
}

fn text(year: i32) -> Option<String> {
    Some(fs::read_to_string(folder()?.join(format!("{year}.json"))).unwrap())
}

macro_rules! corpus {
    () => {
        match folder() {
            Some(folder) => folder,
            None => return println!("skipped: NEIGHBORHOOD_CENTER_CORPORA is not set"),
        }
    };
}

fn years() -> Vec<HolidayYear> {
    (FIRST..=LAST + 1).map(|year| serde_json::from_str(&text(year).unwrap()).unwrap()).collect()
}

fn calendar() -> Calendar {
    Calendar::new(&years(), []).unwrap()
}

/// What the notices say of a day, read without the crate.
fn named() -> BTreeMap<NaiveDate, bool> {
    let mut named = BTreeMap::new();
    for year in FIRST..=LAST + 1 {
        let notice: serde_json::Value = serde_json::from_str(&text(year).unwrap()).unwrap();
        for day in notice["days"].as_array().unwrap() {
            let date = NaiveDate::parse_from_str(day["date"].as_str().unwrap(), "%Y-%m-%d").unwrap();
            named.insert(date, day["isOffDay"].as_bool().unwrap());
        }
    }
    named
}

/// Whether people work on a day: as the notices say, or else as the week has it.
fn is_worked_on(date: NaiveDate, named: &BTreeMap<NaiveDate, bool>) -> bool {
    named.get(&date).map_or(!matches!(date.weekday(), Weekday::Sat | Weekday::Sun), |off| !off)
}

fn days() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(FIRST, 1, 1).unwrap();
    first.iter_days().take_while(|day| day.year() <= LAST)
}

/// The days of which the notice of 2027 may still speak.
fn waits_for_the_next_notice(date: NaiveDate) -> bool {
    date >= NaiveDate::from_ymd_opt(LAST, 12, 29).unwrap()
}

#[test]
fn every_notice_is_read_as_it_is_published_and_found_in_order() {
    corpus!();
    for year in FIRST..=LAST + 1 {
        let text = text(year).unwrap();
        let reading = json::read_str::<HolidayYearDraft>(&text, &Context::default(), &Options::default());
        assert_eq!(reading.report().violations(), [], "{year}");
        assert_eq!(reading.report().undecided(), [], "{year}");
    }
}

#[test]
fn every_day_from_2007_to_2026_is_what_the_notices_make_of_it() {
    corpus!();
    let (calendar, named) = (calendar(), named());
    let mut counted = 0;
    for naive in days() {
        let date = Date::try_from(naive).unwrap();
        let weekend = matches!(naive.weekday(), Weekday::Sat | Weekday::Sun);
        let expected = match (is_worked_on(naive, &named), named.contains_key(&naive), weekend) {
            (true, true, true) => DayKind::MakeUpWorkday,
            (true, ..) => DayKind::Workday,
            (false, true, _) => DayKind::PublicHoliday,
            (false, false, _) => DayKind::RestDay,
        };
        let expected = if waits_for_the_next_notice(naive) { None } else { Some(expected) };
        assert_eq!(calendar.kind(date), expected, "{date}");
        counted += 1;
    }
    // Twenty years, of which 2008, 2012, 2016, 2020 and 2024 have a 29 February.
    assert_eq!(counted, 20 * 365 + 5);
}

#[test]
fn a_year_without_a_notice_has_no_workday() {
    corpus!();
    let calendar = calendar();
    for day in NaiveDate::from_ymd_opt(LAST + 1, 1, 1).unwrap().iter_days().take(365) {
        assert_eq!(calendar.kind(Date::try_from(day).unwrap()), None, "{day}");
    }
}

#[test]
fn days_of_december_are_those_of_the_next_year_s_notice() {
    corpus!();
    let calendar = calendar();
    for (date, kind) in [
        ("2006-12-30", Some(DayKind::MakeUpWorkday)),
        ("2006-12-31", Some(DayKind::MakeUpWorkday)),
        ("2006-12-29", None),
        ("2007-12-29", Some(DayKind::MakeUpWorkday)),
        ("2007-12-30", Some(DayKind::PublicHoliday)),
        ("2007-12-31", Some(DayKind::PublicHoliday)),
        ("2011-12-31", Some(DayKind::MakeUpWorkday)),
        ("2018-12-29", Some(DayKind::MakeUpWorkday)),
        ("2018-12-31", Some(DayKind::PublicHoliday)),
        ("2022-12-31", Some(DayKind::PublicHoliday)),
        ("2023-12-29", Some(DayKind::Workday)),
        ("2025-12-31", Some(DayKind::Workday)),
        ("2026-12-28", Some(DayKind::Workday)),
        ("2026-12-31", None),
    ] {
        assert_eq!(calendar.kind(date.parse().unwrap()), kind, "{date}");
    }
}

#[test]
fn a_desk_that_is_open_on_workdays_is_open_exactly_when_people_work() {
    corpus!();
    let (calendar, named) = (calendar(), named());
    let session = r#"{ "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "08:30", "closes": "17:30",
                       "public_holidays": "except", "make_up_workdays": "also" }"#;
    let desk = When::of_draft(&serde_json::from_str(session).unwrap()).unwrap();
    let mut wrong_without_a_calendar: BTreeMap<i32, u32> = BTreeMap::new();
    for naive in days().filter(|day| !waits_for_the_next_notice(*day)) {
        let day = calendar.day(Date::try_from(naive).unwrap());
        let works = is_worked_on(naive, &named);
        assert_eq!(desk.holds_on(day), Answer::from(works), "{naive}");
        // Whoever knows only the week is wrong on these days, and here says that it is not known.
        let by_the_week = !matches!(naive.weekday(), Weekday::Sat | Weekday::Sun);
        *wrong_without_a_calendar.entry(naive.year()).or_default() += u32::from(by_the_week != works);
        assert_eq!(desk.holds_on(Day::any(day.weekday())), Answer::CannotSay, "{naive}");
    }
    assert!(wrong_without_a_calendar.values().all(|days| *days >= 17), "{wrong_without_a_calendar:?}");
}

fn center(hours: &str) -> Center {
    let text = format!(
        r#"{{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心", "hours": [{hours}] }}"#
    );
    serde_json::from_str(&text).unwrap()
}

/// 工作日 8:30–12:00, 14:00–17:30: seven hours a day.
const DESK: &str = r#"
    { "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "08:30", "closes": "12:00",
      "public_holidays": "except", "make_up_workdays": "also" },
    { "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "14:00", "closes": "17:30",
      "public_holidays": "except", "make_up_workdays": "also" }"#;

/// 周二至周日 9:00–17:00, 法定节假日照常.
const READING_ROOM: &str = r#"
    { "weekdays": ["周二", "周三", "周四", "周五", "周六", "周日"], "opens": "09:00", "closes": "17:00",
      "public_holidays": "as-usual" }"#;

fn at_ten(schedule: &Schedule<'_>, day: NaiveDate) -> Opening {
    schedule.at(Date::try_from(day).unwrap(), TimeOfDay::from_minutes(600).unwrap())
}

#[test]
fn one_center_is_open_on_the_right_days_in_every_one_of_the_years() {
    corpus!();
    let (calendar, named, center) = (calendar(), named(), center(DESK));
    let schedule = Schedule::of(&center, &calendar);
    let known: Vec<NaiveDate> = days().filter(|day| !waits_for_the_next_notice(*day)).collect();
    let worked: Vec<NaiveDate> = known.iter().copied().filter(|day| is_worked_on(*day, &named)).collect();
    for day in &known {
        let expected = if is_worked_on(*day, &named) { Opening::Open } else { Opening::Closed };
        assert_eq!(at_ten(&schedule, *day), expected, "{day}");
    }
    let (first, last) = (Date::try_from(known[0]).unwrap(), Date::try_from(known[known.len() - 1]).unwrap());
    let mut open: Vec<NaiveDate> = schedule.over(first..=last).map(|span| span.date.naive()).collect();
    assert_eq!(open.len(), 2 * worked.len(), "a morning and an afternoon each");
    open.dedup();
    assert_eq!(open, worked);
    // Weeks from Monday to Sunday, those over the end of a year among them: 1 January 2007 was a Monday.
    for week in known.chunks_exact(7) {
        let worked = week.iter().filter(|day| is_worked_on(**day, &named)).count();
        let minutes = schedule.minutes_in_week(Date::try_from(week[3]).unwrap());
        assert_eq!(usize::from(minutes.least.get()), worked * 7 * 60, "{}", week[0]);
        assert_eq!(minutes.least, minutes.most, "{}", week[0]);
    }
    // Where the notice of the next year is to come, nobody can say.
    for day in days().filter(|day| waits_for_the_next_notice(*day)) {
        assert_eq!(at_ten(&schedule, day), Opening::Unknown, "{day}");
    }
}

#[test]
fn after_each_long_holiday_the_center_opens_when_people_go_back_to_work() {
    corpus!();
    let (calendar, named, center) = (calendar(), named(), center(DESK));
    let schedule = Schedule::of(&center, &calendar);
    for day in days().filter(|day| day.year() < LAST) {
        let back = day.iter_days().find(|day| is_worked_on(*day, &named)).unwrap();
        // From New Year's Eve 2006 to 2025, nobody had more than ten days off in a row.
        let next = schedule.next_opening(Date::try_from(day).unwrap(), TimeOfDay::START, 10).unwrap();
        assert_eq!((next.date.naive(), next.opening), (back, Opening::Open), "{day}");
    }
}

#[test]
fn a_reading_room_that_closes_on_mondays_does_so_in_every_one_of_the_years() {
    corpus!();
    let (calendar, named, room) = (calendar(), named(), center(READING_ROOM));
    let says_all = center(&READING_ROOM.replace("}", r#", "make_up_workdays": "as-usual" }"#));
    let nothing_known = Calendar::default();
    for day in days().filter(|day| !waits_for_the_next_notice(*day)) {
        let by_the_week = if day.weekday() == Weekday::Mon { Opening::Closed } else { Opening::Open };
        // It does not say what becomes of a Saturday or Sunday on which people work in return for a day off.
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let expected = if weekend && named.get(&day) == Some(&false) { Opening::Unknown } else { by_the_week };
        assert_eq!(at_ten(&Schedule::of(&room, &calendar), day), expected, "{day}");
        // Where that is said too, no calendar is needed.
        assert_eq!(at_ten(&Schedule::of(&says_all, &calendar), day), by_the_week, "{day}");
        assert_eq!(at_ten(&Schedule::of(&says_all, &nothing_known), day), by_the_week, "{day}");
    }
}
