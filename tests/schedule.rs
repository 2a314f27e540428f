//! When a center is open, against hand-made cases and against a count minute by minute that knows nothing of the crate's own.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![cfg(feature = "json")]

use neighborhood_center::calendar::Calendar;
use neighborhood_center::records::{Activity, Center, HolidayYear, SeasonTable};
use neighborhood_center::schedule::Schedule;
use neighborhood_center::vocab::{Date, Lang, Opening, Say, TimeOfDay};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn time(text: &str) -> TimeOfDay {
    text.parse().unwrap()
}

fn try_center(more: &str) -> serde_json::Result<Center> {
    serde_json::from_str(&format!(
        r#"{{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心"{more} }}"#
    ))
}

fn center(more: &str) -> Center {
    try_center(more).unwrap_or_else(|error| panic!("{error}: {more}"))
}

/// The notice of 2024 as far as the cases ask: 国庆节 from Tuesday 1 to Monday 7 October, worked on Saturday 12 October.
fn calendar() -> Calendar {
    let days = (1..=7).map(|day| format!(r#"{{ "name": "国庆节", "date": "2024-10-0{day}", "isOffDay": true }}"#));
    let worked = r#"{ "name": "国庆节", "date": "2024-10-12", "isOffDay": false }"#.to_owned();
    let days: Vec<String> = days.chain([worked]).collect();
    let notice: HolidayYear =
        serde_json::from_str(&format!(r#"{{ "year": 2024, "days": [{}] }}"#, days.join(","))).unwrap();
    Calendar::new([&notice], []).unwrap()
}

/// 工作日 8:30–12:00, 14:00–17:30.
const DESK: &str = r#""hours": [
    { "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "08:30", "closes": "12:00",
      "public_holidays": "除外", "make_up_workdays": "也开放" },
    { "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "14:00", "closes": "17:30",
      "public_holidays": "除外", "make_up_workdays": "也开放" }]"#;

fn said(schedule: &Schedule<'_>, day: &str, lang: Lang) -> String {
    schedule.day(date(day)).in_lang(lang).to_string()
}

// --- Cases ------------------------------------------------------------------------------------------------------------

#[test]
fn the_words_of_a_source_tell_the_hours_that_a_record_does_not_list() {
    let calendar = calendar();
    let library = center(r#", "hours_text": "周二至周日 9:00-17:00（周一闭馆）""#);
    let schedule = Schedule::of(&library, &calendar);
    // A Thursday, and a Monday after the holidays.
    assert_eq!(schedule.at(date("2024-10-17"), time("10:00")), Opening::Open);
    assert_eq!(schedule.at(date("2024-10-17"), time("17:00")), Opening::Closed);
    assert_eq!(schedule.at(date("2024-10-14"), time("10:00")), Opening::Closed);
    // Of public holidays the words say nothing.
    assert_eq!(schedule.at(date("2024-10-03"), time("10:00")), Opening::Unknown);

    // Nor does an empty list list any.
    let emptied = center(r#", "hours": [], "hours_text": "周二至周日 9:00-17:00（周一闭馆）""#);
    let schedule = Schedule::of(&emptied, &calendar);
    assert_eq!(schedule.at(date("2024-10-17"), time("10:00")), Opening::Open);
    assert_eq!(schedule.at(date("2024-10-14"), time("10:00")), Opening::Closed);
    let unread = center(r#", "hours": [], "hours_text": "预约开放""#);
    assert_eq!(Schedule::of(&unread, &calendar).at(date("2024-10-17"), time("10:00")), Opening::Unknown);
    let closed = center(r#", "hours": []"#);
    assert_eq!(Schedule::of(&closed, &calendar).at(date("2024-10-17"), time("10:00")), Opening::Closed);

    // Hours that are listed come first, whatever the words say.
    let listed = center(&format!(r#", {DESK}, "hours_text": "周二至周日 9:00-17:00""#));
    assert_eq!(Schedule::of(&listed, &calendar).at(date("2024-10-14"), time("10:00")), Opening::Open);
}

#[test]
fn hours_that_name_no_days_hold_where_every_choice_of_days_would() {
    let calendar = calendar();
    let nameless = center(
        r#", "hours": [{ "weekdays": [], "opens": "09:00", "closes": "17:00", "public_holidays": "也开放",
                         "make_up_workdays": "除外" }]"#,
    );
    let schedule = Schedule::of(&nameless, &calendar);
    for (day, expected) in [
        ("2024-10-03", Opening::Open),    // a public holiday, on all of which it is open
        ("2024-10-12", Opening::Closed),  // a Saturday that is worked on, on none of which it is
        ("2024-10-17", Opening::Unknown), // an ordinary Thursday
    ] {
        assert_eq!(schedule.at(date(day), time("10:00")), expected, "{day}");
    }
}

#[test]
fn words_that_are_not_understood_as_a_whole_leave_open_what_they_say() {
    let calendar = calendar();
    for (text, at_ten, at_night) in [
        ("周二至周日 9:00-17:00（夜校开课期间除外）", Opening::Unknown, Opening::Unknown),
        ("与地铁站开放时间一致", Opening::Unknown, Opening::Unknown),
        ("9:00-17:00", Opening::Unknown, Opening::Unknown),
        ("每天 9:00-17:00", Opening::Open, Opening::Closed),
    ] {
        let center = center(&format!(r#", "hours_text": "{text}""#));
        let schedule = Schedule::of(&center, &calendar);
        assert_eq!(schedule.at(date("2024-10-17"), time("10:00")), at_ten, "{text}");
        assert_eq!(schedule.at(date("2024-10-17"), time("22:00")), at_night, "{text}");
    }
}

#[test]
fn a_day_is_said_on_one_line_in_both_languages() {
    let calendar = calendar();
    let desk = center(&format!(
        r#", {DESK}, "closures": [{{ "begins": "2024-10-09", "ends": "2024-10-10", "reason": "设备检修" }},
            {{ "begins": "2024-10-11" }}],
            "dated_hours": [{{ "date": "2024-10-14", "opens": "09:00", "closes": "10:00" }},
                            {{ "date": "2024-10-14", "opens": "10:00", "closes": "11:30" }}]"#
    ));
    let schedule = Schedule::of(&desk, &calendar);
    for (day, zh, en) in [
        (
            "2024-10-08",
            "2024年10月8日，周二，工作日：08:30–12:00、14:00–17:30",
            "2024-10-08, Tuesday, workday: 08:30–12:00, 14:00–17:30",
        ),
        (
            "2024-10-07",
            "2024年10月7日，周一，法定节假日（国庆节）：关闭",
            "2024-10-07, Monday, public holiday (国庆节): closed",
        ),
        (
            "2024-10-10",
            "2024年10月10日，周四，工作日：关闭（设备检修）",
            "2024-10-10, Thursday, workday: closed (设备检修)",
        ),
        ("2024-10-11", "2024年10月11日，周五，工作日：关闭", "2024-10-11, Friday, workday: closed"),
        (
            "2024-10-12",
            "2024年10月12日，周六，调休上班日（国庆节）：08:30–12:00、14:00–17:30",
            "2024-10-12, Saturday, make-up workday (国庆节): 08:30–12:00, 14:00–17:30",
        ),
        (
            "2024-10-14",
            "2024年10月14日，周一，工作日：09:00–11:30（当日另有安排）",
            "2024-10-14, Monday, workday: 09:00–11:30 (hours of this date)",
        ),
        (
            "2025-10-14",
            "2025年10月14日，周二，日期类型不详（缺 2025 年放假通知）：08:30–12:00（不详）、14:00–17:30（不详）",
            "2025-10-14, Tuesday, of a kind that is not known (no notice of 2025): 08:30–12:00 (unknown), 14:00–17:30 (unknown)",
        ),
    ] {
        assert_eq!(said(&schedule, day, Lang::Zh), zh);
        assert_eq!(said(&schedule, day, Lang::En), en);
    }
    let silent = center("");
    assert_eq!(said(&Schedule::of(&silent, &calendar), "2024-10-08", Lang::Zh), "2024年10月8日，周二，工作日：不详");
}

#[test]
fn hours_that_are_not_given_or_not_all_given_leave_open_what_they_do_not_cover() {
    let calendar = calendar();
    for (hours, at_noon, in_the_morning) in [
        ("", Opening::Unknown, Opening::Unknown),
        (r#", "hours": []"#, Opening::Closed, Opening::Closed),
        (&format!(", {DESK}"), Opening::Closed, Opening::Open),
        (&format!(r#", {DESK}, "partial": ["hours"]"#), Opening::Unknown, Opening::Open),
    ] {
        let center = center(hours);
        let at = |time: TimeOfDay| Schedule::of(&center, &calendar).at(date("2024-10-08"), time);
        assert_eq!((at(time("12:00")), at(time("11:59"))), (at_noon, in_the_morning), "{hours}");
    }
}

#[test]
fn the_life_of_a_center_decides_first() {
    let calendar = calendar();
    let at = |more: &str, day: &str| {
        let center = center(&format!(", {DESK}, {more}"));
        Schedule::of(&center, &calendar).at(date(day), time("10:00"))
    };
    for (status, opening) in [
        ("planned", Opening::Closed),
        ("under-construction", Opening::Closed),
        ("upgrading", Opening::Unknown),
        ("open", Opening::Open),
        ("suspended", Opening::Closed),
        ("closed", Opening::Closed),
    ] {
        assert_eq!(at(&format!(r#""status": "{status}""#), "2024-10-08"), opening, "{status}");
    }
    for (opened, opening) in [
        ("2024-10-08", Opening::Open),
        ("2024-10-09", Opening::Closed),
        ("2024-10-early", Opening::Unknown),
        ("2024", Opening::Unknown),
        ("2023", Opening::Open),
        ("2025", Opening::Closed),
    ] {
        assert_eq!(at(&format!(r#""opened": "{opened}""#), "2024-10-08"), opening, "{opened}");
    }
    for (closed, opening) in [
        // The last day is a day.
        ("2024-10-08", Opening::Open),
        ("2024-09-30", Opening::Closed),
        ("2024-10-early", Opening::Unknown),
        ("2024-11", Opening::Open),
    ] {
        assert_eq!(at(&format!(r#""closed": "{closed}""#), "2024-10-08"), opening, "{closed}");
    }
    // Of a center that may have opened, nothing more is said than that it may be open in its hours.
    let doubtful = center(&format!(r#", {DESK}, "opened": "2024-10""#));
    let spans = Schedule::of(&doubtful, &calendar).day(date("2024-10-08")).spans().to_vec();
    assert!(spans.len() == 2 && spans.iter().all(|span| span.opening == Opening::Unknown));
}

#[test]
fn a_moment_at_the_end_of_a_day_is_the_beginning_of_the_next() {
    let always = center(
        r#", "hours": [{ "weekdays": ["周三"], "opens": "20:00", "closes": "24:00", "public_holidays": "照常" },
                       { "weekdays": ["周四"], "opens": "00:00", "closes": "02:00", "public_holidays": "照常" }]"#,
    );
    let calendar = Calendar::default();
    let schedule = Schedule::of(&always, &calendar);
    for (day, at, opening) in [
        ("2024-10-09", "23:59", Opening::Open),
        ("2024-10-09", "24:00", Opening::Open),
        ("2024-10-10", "00:00", Opening::Open),
        ("2024-10-10", "24:00", Opening::Closed),
    ] {
        assert_eq!(schedule.at(date(day), time(at)), opening, "{day} {at}");
    }
    assert_eq!(schedule.at(date("9999-12-31"), TimeOfDay::END), Opening::Unknown);
    assert_eq!(schedule.next_opening(date("9999-12-31"), TimeOfDay::END, u16::MAX), None);
    let next = schedule.next_opening(date("2024-10-09"), time("24:00"), 1).unwrap();
    assert_eq!(next.in_lang(Lang::En).to_string(), "2024-10-10 00:00–02:00 open");
    assert_eq!(schedule.next_opening(date("2024-10-09"), time("24:00"), 0), None);
}

#[test]
fn the_next_opening_passes_over_the_golden_week_and_stops_where_nobody_can_say() {
    let calendar = calendar();
    let desk = center(&format!(", {DESK}"));
    let next = |day: &str, at: &str, within| {
        let span = Schedule::of(&desk, &calendar).next_opening(date(day), time(at), within);
        span.map(|span| span.in_lang(Lang::En).to_string())
    };
    assert_eq!(next("2024-09-30", "17:30", 7), None);
    assert_eq!(next("2024-09-30", "17:30", 8).as_deref(), Some("2024-10-08 08:30–12:00 open"));
    assert_eq!(next("2024-10-08", "11:00", 0).as_deref(), Some("2024-10-08 11:00–12:00 open"));
    assert_eq!(next("2024-10-08", "12:00", 0).as_deref(), Some("2024-10-08 14:00–17:30 open"));
    // The notice of 2025 is not there: from 29 December on nobody can say, and that Sunday may be worked on in return.
    assert_eq!(next("2024-12-27", "17:30", 9).as_deref(), Some("2024-12-29 08:30–12:00 unknown"));
}

#[test]
fn a_service_without_hours_is_closed_with_the_center_and_else_nobody_knows() {
    let calendar = calendar();
    let center = center(&format!(
        r#", {DESK}, "services": [{{ "key": "gym", "name": "健身" }}, {{ "key": "pool", "name": "游泳", "sessions": [] }}]"#
    ));
    for service in center.services() {
        let schedule = Schedule::of_service(&center, service, &calendar);
        assert_eq!(schedule.at(date("2024-10-08"), time("10:00")), Opening::Unknown);
        assert_eq!(schedule.at(date("2024-10-08"), time("13:00")), Opening::Closed);
        assert_eq!(schedule.at(date("2024-10-07"), time("10:00")), Opening::Closed);
    }
}

#[test]
fn an_activity_has_its_own_hours_within_what_is_said_of_the_date() {
    let calendar = calendar();
    let center = center(&format!(
        r#", {DESK},
        "closures": [{{ "begins": "2024-10-16" }}],
        "dated_hours": [{{ "date": "2024-10-09", "opens": "08:30", "closes": "19:00" }}],
        "activities": [{{ "key": "choir", "name": "合唱",
            "sessions": [{{ "weekdays": ["周三"], "opens": "18:30", "closes": "20:00" }}],
            "dates": [{{ "date": "2024-10-09", "opens": "19:30", "closes": "20:30" }},
                      {{ "date": "2024-10-16", "opens": "09:00", "closes": "10:00" }},
                      {{ "date": "2024-10-13", "opens": "09:00", "closes": "10:00" }}] }}]"#
    ));
    let choir = Schedule::of_activity(&center, &center.activities()[0], &calendar);
    let on = |day: &str| {
        let spans: Vec<String> = choir
            .day(date(day))
            .spans()
            .iter()
            .map(|span| format!("{}-{} {}", span.opens, span.closes, span.opening))
            .collect();
        spans.join(", ")
    };
    // In the evening after the center's hours, as the record says.
    assert_eq!(on("2024-10-23"), "18:30-20:00 open");
    // The center closes at 19:00 on that date; what is said of the choir for the date holds all the same.
    assert_eq!(on("2024-10-09"), "18:30-19:00 open, 19:30-20:30 open");
    // A closure closes all.
    assert_eq!(on("2024-10-16"), "");
    // A Sunday, on which the center is closed and the choir meets.
    assert_eq!(on("2024-10-13"), "09:00-10:00 open");
    // The choir does not say what becomes of it on holidays; the center is closed on that one.
    assert_eq!(on("2024-10-02"), "");
    assert_eq!(on("2024-10-24"), "");
}

#[test]
fn classes_have_their_own_hours_or_else_those_of_the_activity() {
    let calendar = calendar();
    let session = |weekday: &str| {
        format!(r#""sessions": [{{ "weekdays": ["{weekday}"], "opens": "09:00", "closes": "10:00" }}]"#)
    };
    let open_days = |own: &str, sections: &[&str]| {
        let sections: Vec<String> =
            sections.iter().enumerate().map(|(place, more)| format!(r#"{{ "key": "s{place}"{more} }}"#)).collect();
        let text = format!(
            r#", {DESK}, "activities": [{{ "key": "zither", "name": "古筝"{own}, "sections": [{}] }}]"#,
            sections.join(",")
        );
        let center = center(&text);
        let activity: &Activity = &center.activities()[0];
        let days = |schedule: &Schedule<'_>| -> String {
            let week = date("2024-10-21")..=date("2024-10-27");
            schedule
                .over(week)
                .map(|span| format!("{}{} ", span.date.weekday().label_zh(), span.opening.label_zh()))
                .collect()
        };
        let mut found = vec![days(&Schedule::of_activity(&center, activity, &calendar))];
        let sections = activity.sections().iter();
        found.extend(sections.map(|section| days(&Schedule::of_section(&center, activity, section, &calendar))));
        found
    };
    let (tuesday, friday) = (format!(", {}", session("周二")), format!(", {}", session("周五")));
    assert_eq!(open_days(&friday, &[]), ["周五开放 "]);
    assert_eq!(open_days(&friday, &["", ""]), ["周五开放 ", "周五开放 ", "周五开放 "]);
    assert_eq!(open_days(&friday, &[&tuesday]), ["周二开放 ", "周二开放 "]);
    assert_eq!(open_days(&friday, &[&tuesday, ""]), ["周二开放 周五开放 ", "周二开放 ", "周五开放 "]);
    let at_some_time = "周一不详 周一不详 周二不详 周二不详 周三不详 周三不详 周四不详 周四不详 周五不详 周五不详 ";
    assert_eq!(open_days("", &[""]), [at_some_time, at_some_time]);
    // While one class is on, it does not matter when the other is: 08:30–09:00 and 10:00–12:00 are left open on Tuesday.
    let tuesday_and_perhaps = at_some_time.replace("周二不详 周二不详 ", "周二不详 周二开放 周二不详 周二不详 ");
    assert_eq!(open_days("", &[&tuesday, ""]), [&tuesday_and_perhaps, "周二开放 ", at_some_time]);
}

#[test]
fn a_list_of_no_weekdays_is_one_that_nobody_filled_in() {
    let calendar = calendar();
    let center = center(
        r#", "hours": [{ "weekdays": [], "opens": "09:00", "closes": "10:00", "public_holidays": "除外",
                         "valid_until": "2024-10-13" }]"#,
    );
    let at = |day: &str| Schedule::of(&center, &calendar).at(date(day), time("09:30"));
    assert_eq!(at("2024-10-08"), Opening::Unknown);
    assert_eq!(at("2024-10-07"), Opening::Closed);
    assert_eq!(at("2024-10-14"), Opening::Closed);
}

#[test]
fn a_range_is_walked_only_as_far_as_somebody_asks() {
    let (calendar, desk) = (calendar(), center(&format!(", {DESK}")));
    let schedule = Schedule::of(&desk, &calendar);
    let ever = date("1000-01-01")..=date("9999-12-31");
    assert_eq!(schedule.over(ever).take(3).count(), 3);
    assert_eq!(schedule.over(date("2024-10-09")..=date("2024-10-08")).count(), 0);
    assert_eq!(schedule.over(date("9999-12-31")..=date("9999-12-31")).count(), 2);
}

#[test]
fn a_week_is_counted_from_monday_over_the_end_of_the_year() {
    let of_2024 = r#"{ "year": 2024, "days": [{ "name": "元旦", "date": "2024-01-01", "isOffDay": true }] }"#;
    let of_2025 = r#"{ "year": 2025, "days": [{ "name": "元旦", "date": "2025-01-01", "isOffDay": true }] }"#;
    let [of_2024, of_2025] = [of_2024, of_2025].map(|text| serde_json::from_str::<HolidayYear>(text).unwrap());
    let desk = center(&format!(", {DESK}"));
    let minutes = |years: &[&HolidayYear]| {
        let calendar = Calendar::new(years.iter().copied(), []).unwrap();
        // From Monday 30 December 2024 to Sunday 5 January 2025.
        let weeks = ["2024-12-30", "2025-01-01", "2025-01-05"]
            .map(|day| Schedule::of(&desk, &calendar).minutes_in_week(date(day)));
        assert!(weeks.iter().all(|week| *week == weeks[0]));
        (weeks[0].least.get(), weeks[0].most.get())
    };
    const DAY: u16 = 7 * 60;
    assert_eq!(minutes(&[&of_2024, &of_2025]), (4 * DAY, 4 * DAY));
    // Without the notice of 2025, no day of the week is known, and the Saturday and the Sunday may be worked on.
    assert_eq!(minutes(&[&of_2024]), (0, 7 * DAY));
    let empty: HolidayYear = serde_json::from_str(r#"{ "year": 2025, "days": [] }"#).unwrap();
    assert_eq!(minutes(&[&of_2024, &empty]), (0, 7 * DAY));
}

#[test]
fn a_season_is_that_of_the_table() {
    let table: SeasonTable = serde_json::from_str(
        r#"{ "valid_from": "2024-05-01", "valid_until": "2024-09-30",
             "periods": [{ "season": "暑期", "begins": "2024-07-01", "ends": "2024-08-31" }] }"#,
    )
    .unwrap();
    let calendar = Calendar::new([], [&table]).unwrap();
    let pool = center(
        r#", "hours": [{ "weekdays": ["周三"], "opens": "09:00", "closes": "20:00", "season": "暑期", "public_holidays": "照常" }]"#,
    );
    let at = |day: &str| Schedule::of(&pool, &calendar).at(date(day), time("10:00"));
    assert_eq!(at("2024-07-03"), Opening::Open);
    assert_eq!(at("2024-09-04"), Opening::Closed);
    assert_eq!(at("2024-10-09"), Opening::Unknown);
}

/// The same from scratch: centers are made of plain values, and each minute is looked at by itself.
mod minute_by_minute {
    use std::collections::BTreeMap;

    use chrono::{Datelike, Days, NaiveDate};
    use neighborhood_center::schedule::Span;
    use proptest::collection::vec;
    use proptest::option::{of, weighted};
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const NAMES: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const RULES: [&str; 4] = ["照常", "也开放", "除外", "仅限"];
    const SEASONS: [&str; 5] = ["夏令", "冬令", "学期", "暑期", "寒假"];
    const DAY: usize = 1_440;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Tell {
        Yes,
        No,
        Perhaps,
    }

    use Tell::{No, Perhaps, Yes};

    /// A season, its first day, and how many days it has more.
    type Period = (usize, NaiveDate, u64);

    /// A span of minutes of the day.
    type Minutes = (usize, usize);

    #[derive(Clone, Debug)]
    struct Session {
        weekdays: Vec<bool>,
        minutes: Minutes,
        on_holidays: Option<usize>,
        on_make_ups: Option<usize>,
        season: Option<usize>,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
    }

    #[derive(Clone, Debug)]
    struct Hours {
        sessions: Option<Vec<Session>>,
        dates: Vec<(NaiveDate, Minutes)>,
    }

    #[derive(Clone, Debug)]
    struct World {
        house: Hours,
        hours_are_partial: bool,
        dates_are_partial: bool,
        closures: Vec<(NaiveDate, u64)>,
        status: Option<usize>,
        opened: Option<NaiveDate>,
        closed: Option<NaiveDate>,
        /// Years with a notice, and the days that any notice names.
        years: Vec<i32>,
        named: BTreeMap<NaiveDate, bool>,
        table: Option<(NaiveDate, NaiveDate, Vec<Period>)>,
        own: Option<Hours>,
    }

    // --- What the words mean --------------------------------------------------------------------------------------------

    const STATUSES: [(&str, Tell); 6] = [
        ("planned", No),
        ("under-construction", No),
        ("upgrading", Perhaps),
        ("open", Yes),
        ("suspended", No),
        ("closed", No),
    ];

    impl World {
        /// `w` workday, `r` rest day, `h` public holiday, `m` make-up workday: every kind that a day may be.
        fn kinds(&self, day: NaiveDate) -> &'static str {
            let weekend = day.weekday().num_days_from_monday() >= 5;
            match (self.named.get(&day), weekend) {
                (Some(true), _) => return "h",
                (Some(false), true) => return "m",
                (Some(false), false) => return "w",
                (None, _) => {}
            }
            let last_days = day.month() == 12 && day.day() >= 29;
            let known = self.years.contains(&day.year()) && (!last_days || self.years.contains(&(day.year() + 1)));
            match (known, weekend) {
                (true, true) => "r",
                (true, false) => "w",
                (false, true) => "rhm",
                (false, false) => "wh",
            }
        }

        fn is_in(&self, day: NaiveDate, season: usize) -> Tell {
            let Some((first, last, periods)) = &self.table else { return Perhaps };
            let mut found = Perhaps;
            if *first <= day && day <= *last && periods.iter().any(|(other, ..)| *other == season) {
                found = No;
            }
            for (other, begins, days) in periods {
                if *begins <= day && day <= *begins + Days::new(*days) {
                    if *other == season {
                        return Yes;
                    }
                    // Summer and winter exclude each other, and so do term and vacations.
                    if (*other < 2) == (season < 2) {
                        found = No;
                    }
                }
            }
            found
        }

        fn is_on(&self, session: &Session, day: NaiveDate) -> Tell {
            let weekday = day.weekday().num_days_from_monday() as usize;
            let named = session.weekdays[weekday];
            let all_workdays = session.weekdays[..5].iter().all(|day| *day);
            let no_workday = !session.weekdays[..5].iter().any(|day| *day);
            let only = |rule: Option<usize>| rule == Some(3);
            let ruled = |rule: usize| match RULES[rule] {
                "照常" | "仅限" => {
                    if named {
                        Yes
                    } else {
                        No
                    }
                }
                "也开放" => Yes,
                _ => No,
            };
            let on = |kind: char| match kind {
                'w' | 'r' if only(session.on_holidays) || only(session.on_make_ups) || !named => No,
                'w' | 'r' => Yes,
                'h' => match session.on_holidays {
                    Some(rule) => ruled(rule),
                    None if only(session.on_make_ups) || !named => No,
                    None => Perhaps,
                },
                _ => match session.on_make_ups {
                    Some(rule) => ruled(rule),
                    None if only(session.on_holidays) => No,
                    None if named && all_workdays => Yes,
                    None if !named && no_workday => No,
                    None => Perhaps,
                },
            };
            let by_kind: Vec<Tell> = self.kinds(day).chars().map(on).collect();
            let by_kind = if by_kind.iter().all(|tell| *tell == by_kind[0]) { by_kind[0] } else { Perhaps };
            let valid = session.from.is_none_or(|from| from <= day) && session.until.is_none_or(|until| day <= until);
            let season = session.season.map_or(Yes, |season| self.is_in(day, season));
            if !valid || season == No || by_kind == No {
                No
            } else if season == Perhaps || by_kind == Perhaps {
                Perhaps
            } else {
                Yes
            }
        }

        fn weekly(&self, sessions: &[Session], day: NaiveDate, minute: usize) -> Tell {
            let holding = sessions.iter().filter(|session| (session.minutes.0..session.minutes.1).contains(&minute));
            let tells: Vec<Tell> = holding.map(|session| self.is_on(session, day)).collect();
            if tells.contains(&Yes) {
                Yes
            } else if tells.contains(&Perhaps) {
                Perhaps
            } else {
                No
            }
        }

        fn on_date(dates: &[(NaiveDate, Minutes)], day: NaiveDate, minute: usize) -> bool {
            dates.iter().any(|(date, minutes)| *date == day && (minutes.0..minutes.1).contains(&minute))
        }

        fn has_date(&self, day: NaiveDate) -> bool {
            self.house.dates.iter().any(|(date, _)| *date == day)
        }

        /// Whether the center is open, whatever its life and its closures.
        fn house(&self, day: NaiveDate, minute: usize) -> Tell {
            if self.has_date(day) {
                return match (Self::on_date(&self.house.dates, day, minute), self.dates_are_partial) {
                    (true, _) => Yes,
                    (false, true) => Perhaps,
                    (false, false) => No,
                };
            }
            match (&self.house.sessions, self.hours_are_partial) {
                (None, _) => Perhaps,
                (Some(sessions), partial) => match self.weekly(sessions, day, minute) {
                    No if partial => Perhaps,
                    tell => tell,
                },
            }
        }

        fn tell(&self, day: NaiveDate, minute: usize, house_is_shut: bool) -> Tell {
            let status = self.status.map_or(Yes, |status| STATUSES[status].1);
            let before = self.opened.is_some_and(|opened| day < opened);
            let after = self.closed.is_some_and(|closed| day > closed);
            let shut = self.closures.iter().any(|(begins, days)| *begins <= day && day <= *begins + Days::new(*days));
            if status == No || before || after || shut {
                return No;
            }
            let house = self.house(day, minute);
            let tell = match &self.own {
                None => house,
                Some(own) => self.own(own, (day, minute), house, house_is_shut),
            };
            if status == Perhaps && tell == Yes { Perhaps } else { tell }
        }

        fn own(&self, own: &Hours, (day, minute): (NaiveDate, usize), house: Tell, house_is_shut: bool) -> Tell {
            let sessions = own.sessions.as_deref().unwrap_or_default();
            if sessions.is_empty() && own.dates.is_empty() {
                return if house == No { No } else { Perhaps };
            }
            if Self::on_date(&own.dates, day, minute) {
                return Yes;
            }
            let weekly = self.weekly(sessions, day, minute);
            if self.has_date(day) {
                return match (weekly, house) {
                    (No, _) | (_, No) => No,
                    (Yes, Yes) => Yes,
                    _ => Perhaps,
                };
            }
            if weekly == Perhaps && house_is_shut { No } else { weekly }
        }

        fn day(&self, day: NaiveDate) -> Vec<Tell> {
            let house_is_shut = self.own.is_some() && (0..DAY).all(|minute| self.house(day, minute) == No);
            (0..DAY).map(|minute| self.tell(day, minute, house_is_shut)).collect()
        }
    }

    // --- The same as records --------------------------------------------------------------------------------------------

    fn clock(minute: usize) -> String {
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    fn record(session: &Session) -> String {
        let weekdays: Vec<String> = NAMES
            .iter()
            .zip(&session.weekdays)
            .filter(|(_, is_in)| **is_in)
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let mut text = format!(
            r#"{{ "weekdays": [{}], "opens": "{}", "closes": "{}""#,
            weekdays.join(","),
            clock(session.minutes.0),
            clock(session.minutes.1)
        );
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                text.push_str(&format!(r#", "{key}": "{value}""#));
            }
        };
        add("public_holidays", session.on_holidays.map(|rule| RULES[rule].to_owned()));
        add("make_up_workdays", session.on_make_ups.map(|rule| RULES[rule].to_owned()));
        add("season", session.season.map(|season| SEASONS[season].to_owned()));
        add("valid_from", session.from.map(|day| day.to_string()));
        add("valid_until", session.until.map(|day| day.to_string()));
        text + " }"
    }

    fn list<T>(items: &[T], record: impl Fn(&T) -> String) -> String {
        items.iter().map(record).collect::<Vec<_>>().join(",")
    }

    fn dated((day, minutes): &(NaiveDate, Minutes)) -> String {
        format!(r#"{{ "date": "{day}", "opens": "{}", "closes": "{}" }}"#, clock(minutes.0), clock(minutes.1))
    }

    impl World {
        fn center(&self) -> Center {
            self.try_center().unwrap()
        }

        fn try_center(&self) -> serde_json::Result<Center> {
            let mut more = String::new();
            let mut add = |text: String| more.push_str(&format!(", {text}"));
            if let Some(sessions) = &self.house.sessions {
                add(format!(r#""hours": [{}]"#, list(sessions, record)));
            }
            if !self.house.dates.is_empty() {
                add(format!(r#""dated_hours": [{}]"#, list(&self.house.dates, dated)));
            }
            let closure = |(begins, days): &(NaiveDate, u64)| match days {
                0 => format!(r#"{{ "begins": "{begins}" }}"#),
                days => format!(r#"{{ "begins": "{begins}", "ends": "{}" }}"#, *begins + Days::new(*days)),
            };
            add(format!(r#""closures": [{}]"#, list(&self.closures, closure)));
            if let Some(status) = self.status {
                add(format!(r#""status": "{}""#, STATUSES[status].0));
            }
            for (key, day) in [("opened", self.opened), ("closed", self.closed)] {
                if let Some(day) = day {
                    add(format!(r#""{key}": "{day}""#));
                }
            }
            if let Some(own) = &self.own {
                // A class for each: what is on in two of them is on once.
                let sessions =
                    own.sessions.iter().flatten().map(|session| format!(r#""sessions": [{}]"#, record(session)));
                let dates = own.dates.iter().map(|date| format!(r#""dates": [{}]"#, dated(date)));
                let classes: Vec<String> = sessions
                    .chain(dates)
                    .enumerate()
                    .map(|(place, hours)| format!(r#"{{ "key": "s{place}", {hours} }}"#))
                    .collect();
                add(format!(
                    r#""activities": [{{ "key": "a", "name": "活动", "sections": [{}] }}]"#,
                    classes.join(",")
                ));
            }
            let mut partial = Vec::new();
            if self.hours_are_partial {
                partial.push(r#""hours""#);
            }
            if self.dates_are_partial {
                partial.push(r#""dated_hours""#);
            }
            add(format!(r#""partial": [{}]"#, partial.join(",")));
            try_center(&more)
        }

        /// The notice that may name a day: that of its year, or the next one if it lies in December.
        fn notice_of(&self, day: NaiveDate) -> Option<i32> {
            let next = (day.month() == 12).then(|| day.year() + 1);
            [Some(day.year()), next].into_iter().flatten().find(|year| self.years.contains(year))
        }

        /// The world without what no checked record has: days that no notice may name, sessions that are on at one time.
        fn checked(mut self) -> Self {
            let named = std::mem::take(&mut self.named);
            self.named = named.into_iter().filter(|(day, _)| self.notice_of(*day).is_some()).collect();
            while let Err(error) = self.try_center() {
                if error.to_string().contains("overlapping-sessions") {
                    self.house.sessions.as_mut().and_then(Vec::pop).unwrap();
                } else {
                    (self.closed, self.opened) = (None, self.closed.and(self.opened));
                }
            }
            self
        }

        fn calendar(&self) -> Calendar {
            let years = self.years.iter().map(|year| {
                // A notice is there if it names a day: one in the middle of the year, where nobody looks.
                let filler = format!(r#"{{ "name": "端午节", "date": "{year}-06-10", "isOffDay": true }}"#);
                let days = self.named.iter().filter(|(day, _)| self.notice_of(**day) == Some(*year));
                let days = days.map(|(day, off)| format!(r#"{{ "name": "节", "date": "{day}", "isOffDay": {off} }}"#));
                let days: Vec<String> = days.chain([filler]).collect();
                serde_json::from_str(&format!(r#"{{ "year": {year}, "days": [{}] }}"#, days.join(","))).unwrap()
            });
            let years: Vec<HolidayYear> = years.collect();
            let table: Option<SeasonTable> = self.table.as_ref().map(|(first, last, periods)| {
                let period = |(season, begins, days): &Period| {
                    let ends = *begins + Days::new(*days);
                    format!(r#"{{ "season": "{}", "begins": "{begins}", "ends": "{ends}" }}"#, SEASONS[*season])
                };
                let periods = list(periods, period);
                let text = format!(r#"{{ "valid_from": "{first}", "valid_until": "{last}", "periods": [{periods}] }}"#);
                serde_json::from_str(&text).unwrap()
            });
            Calendar::new(&years, &table).unwrap()
        }
    }

    // --- Which are tried ------------------------------------------------------------------------------------------------

    /// Days around the ends of 2023 and 2024, and around 29 February 2024.
    fn day() -> impl Strategy<Value = NaiveDate> {
        let around = [(2023, 12, 24), (2024, 2, 24), (2024, 12, 24)];
        (select(around.to_vec()), 0_u64..18).prop_map(|((year, month, day), later)| {
            NaiveDate::from_ymd_opt(year, month, day).unwrap() + Days::new(later)
        })
    }

    fn minutes() -> impl Strategy<Value = Minutes> {
        // Often round, so that spans touch and overlap.
        let one = prop_oneof![(0_usize..=24).prop_map(|hour| hour * 60), 0..=DAY];
        (one.clone(), one).prop_map(|(one, other)| match one.cmp(&other) {
            std::cmp::Ordering::Equal => (one.min(DAY - 1), one.min(DAY - 1) + 1),
            _ => (one.min(other), one.max(other)),
        })
    }

    fn session() -> impl Strategy<Value = Session> {
        let workdays = Just(vec![true, true, true, true, true, false, false]);
        let weekdays = prop_oneof![
            workdays,
            Just(vec![true; 7]),
            vec(any::<bool>(), 7).prop_filter("of some day", |days| days.contains(&true))
        ];
        let rules = (of(0..4_usize), of(0..4_usize));
        let limits = (weighted(0.2, day()), weighted(0.2, day()));
        (weekdays, minutes(), rules, weighted(0.3, 0..5_usize), limits).prop_map(
            |(weekdays, minutes, (on_holidays, on_make_ups), season, (from, until))| {
                let until = until.filter(|until| from.is_none_or(|from| from <= *until));
                Session { weekdays, minutes, on_holidays, on_make_ups, season, from, until }
            },
        )
    }

    fn hours() -> impl Strategy<Value = Hours> {
        (weighted(0.9, vec(session(), 0..4)), vec((day(), minutes()), 0..4))
            .prop_map(|(sessions, dates)| Hours { sessions, dates })
    }

    fn world() -> impl Strategy<Value = World> {
        let named = proptest::collection::btree_map(day(), any::<bool>(), 0..20);
        let years = select(vec![vec![2024], vec![2023, 2024], vec![2024, 2025], vec![2023, 2024, 2025]]);
        let period = (0..5_usize, day(), 0_u64..40);
        let table = weighted(0.6, (day(), day(), vec(period, 0..4)));
        let life = (
            prop_oneof![4 => Just(None), 1 => (0..6_usize).prop_map(Some)],
            weighted(0.1, day()),
            weighted(0.1, day()),
        );
        let partial = (weighted(0.2, Just(())), weighted(0.2, Just(())));
        let closures = vec((day(), 0_u64..3), 0..3);
        (hours(), partial, closures, life, (years, named), table, of(hours())).prop_map(
            |(house, partial, closures, (status, opened, closed), (years, named), table, own)| {
                let table = table.map(|(one, other, periods)| (one.min(other), one.max(other), in_order(periods)));
                World {
                    house,
                    hours_are_partial: partial.0.is_some(),
                    dates_are_partial: partial.1.is_some(),
                    closures,
                    status,
                    opened,
                    closed,
                    years,
                    named,
                    table,
                    own,
                }
                .checked()
            },
        )
    }

    /// Those of some periods that are not at the same time as another that excludes them.
    fn in_order(periods: Vec<Period>) -> Vec<Period> {
        let mut kept: Vec<Period> = Vec::new();
        for period in periods {
            let meets = |other: &Period| {
                let apart = |one: &Period, later: &Period| one.1 + Days::new(one.2) < later.1;
                (other.0 < 2) == (period.0 < 2) && !apart(other, &period) && !apart(&period, other)
            };
            if !kept.iter().any(meets) {
                kept.push(period);
            }
        }
        kept
    }

    fn told(opening: Opening) -> Tell {
        match opening {
            Opening::Open => Yes,
            Opening::Closed => No,
            Opening::Unknown => Perhaps,
        }
    }

    /// The minutes of a day that spans make up.
    fn laid_out(spans: &[Span]) -> Vec<Tell> {
        let mut day = vec![No; DAY];
        for span in spans {
            let minutes = usize::from(span.opens.minutes())..usize::from(span.closes.minutes());
            assert!(!minutes.is_empty() && span.opening != Opening::Closed);
            day[minutes].iter_mut().for_each(|tell| {
                assert_eq!(*tell, No, "spans overlap");
                *tell = told(span.opening);
            });
        }
        for pair in spans.windows(2) {
            assert!(pair[0].closes < pair[1].opens || pair[0].opening != pair[1].opening, "spans that touch are one");
            assert!(pair[0].closes <= pair[1].opens, "spans are in order");
        }
        day
    }

    fn schedule<'c>(world: &World, center: &'c Center, calendar: &'c Calendar) -> Schedule<'c> {
        match world.own {
            Some(_) => Schedule::of_activity(center, &center.activities()[0], calendar),
            None => Schedule::of(center, calendar),
        }
    }

    fn ours(day: NaiveDate) -> Date {
        Date::try_from(day).unwrap()
    }

    fn at(minute: usize) -> TimeOfDay {
        TimeOfDay::from_minutes(minute as u16).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_day_is_open_in_the_minutes_that_one_finds_one_by_one(world in world(), day in day(), some in vec(0..DAY, 6)) {
            let (center, calendar) = (world.center(), world.calendar());
            let schedule = schedule(&world, &center, &calendar);
            let expected = world.day(day);
            let view = schedule.day(ours(day));
            prop_assert_eq!(laid_out(view.spans()), &expected[..]);
            prop_assert_eq!(view.is_dated(), world.has_date(day));
            let edges = view.spans().iter().flat_map(|span| [span.opens.minutes(), span.closes.minutes()]);
            for minute in some.into_iter().chain(edges.map(usize::from)).filter(|minute| *minute < DAY) {
                prop_assert_eq!(told(schedule.at(ours(day), at(minute))), expected[minute]);
            }
        }

        #[test]
        fn a_week_has_the_minutes_of_its_seven_days(world in world(), day in day()) {
            let (center, calendar) = (world.center(), world.calendar());
            let monday = day - Days::new(day.weekday().num_days_from_monday().into());
            let week: Vec<Tell> = (0..7).flat_map(|later| world.day(monday + Days::new(later))).collect();
            let found = schedule(&world, &center, &calendar).minutes_in_week(ours(day));
            let count = |wanted: &[Tell]| week.iter().filter(|tell| wanted.contains(tell)).count();
            prop_assert_eq!(usize::from(found.least.get()), count(&[Yes]));
            prop_assert_eq!(usize::from(found.most.get()), count(&[Yes, Perhaps]));
        }

        #[test]
        fn the_next_opening_is_the_first_minute_that_is_not_surely_closed(
            world in world(), day in day(), from in 0..=DAY, within in 0_u16..12,
        ) {
            let (center, calendar) = (world.center(), world.calendar());
            let found = schedule(&world, &center, &calendar).next_opening(ours(day), at(from), within);
            let mut expected = None;
            'days: for later in 0..=u64::from(within) {
                let other = day + Days::new(later);
                let minutes = world.day(other);
                for minute in if later == 0 { from } else { 0 }..DAY {
                    if minutes[minute] != No {
                        let ends = (minute..DAY).find(|end| minutes[*end] != minutes[minute]).unwrap_or(DAY);
                        expected = Some((ours(other), at(minute), at(ends), minutes[minute]));
                        break 'days;
                    }
                }
            }
            let found = found.map(|span| (span.date, span.opens, span.closes, told(span.opening)));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_range_is_its_days_one_after_the_other(world in world(), first in day(), days in 0_u64..9) {
            let (center, calendar) = (world.center(), world.calendar());
            let schedule = schedule(&world, &center, &calendar);
            let each = (0..=days).flat_map(|later| schedule.day(ours(first + Days::new(later))).spans().to_vec());
            let all: Vec<Span> = schedule.over(ours(first)..=ours(first + Days::new(days))).collect();
            prop_assert_eq!(all, each.collect::<Vec<_>>());
        }
    }
}
