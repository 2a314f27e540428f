//! What is offered to whom and when, against a brute force that looks at every minute and knows no bits, bands or spans.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::coverage::{Days, Timetable, Window};
use neighborhood_center::records::Center;
use neighborhood_center::vocab::{
    Age, AgeBoundaries, AgeGroup, AgeRange, Answer, FunctionSet, ServiceFunction, TimeOfDay, Weekday, WeekdaySet,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

fn time(minutes: u16) -> TimeOfDay {
    TimeOfDay::from_minutes(minutes).unwrap()
}

fn center(parts: &Value) -> Center {
    let mut record = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心" });
    record.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

// --- A small center, and what it comes to minute by minute ------------------------------------------------------------

#[derive(Clone, Debug)]
struct Span {
    weekdays: Vec<usize>,
    opens: u16,
    closes: u16,
    term_only: bool,
}

#[derive(Clone, Debug)]
enum Whom {
    Unsaid,
    Groups(Vec<AgeGroup>),
    Ages(Vec<(u16, Option<u16>)>),
    /// The old, and of those who are of these ages whoever fulfills a condition.
    Entitled(u16),
}

#[derive(Clone, Debug)]
struct Class {
    whom: Whom,
    times: Vec<Span>,
}

#[derive(Clone, Debug)]
struct Activity {
    class: Class,
    sections: Vec<Class>,
}

#[derive(Clone, Debug)]
struct Service {
    functions: Vec<ServiceFunction>,
    class: Class,
    activities: Vec<Activity>,
}

#[derive(Clone, Debug)]
struct Small {
    services: Vec<Service>,
    hours: Option<Vec<Span>>,
    partial: bool,
    status: Option<&'static str>,
}

fn word(weekday: usize) -> &'static str {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][weekday]
}

impl Span {
    fn json(&self) -> Value {
        let weekdays: Vec<&str> = self.weekdays.iter().map(|day| word(*day)).collect();
        let mut session = json!({ "weekdays": weekdays, "opens": time(self.opens), "closes": time(self.closes) });
        if self.term_only {
            session["season"] = json!("school-term");
        }
        session
    }

    /// On an ordinary day, of which it is known or not whether schools teach.
    fn at(&self, weekday: usize, minute: u16, school: bool) -> Answer {
        if !self.weekdays.contains(&weekday) || minute < self.opens || minute >= self.closes {
            Answer::No
        } else if self.term_only && !school {
            Answer::CannotSay
        } else {
            Answer::Yes
        }
    }
}

fn either(answers: impl IntoIterator<Item = Answer>) -> Answer {
    let answers: Vec<Answer> = answers.into_iter().collect();
    if answers.contains(&Answer::Yes) {
        Answer::Yes
    } else if answers.contains(&Answer::CannotSay) {
        Answer::CannotSay
    } else {
        Answer::No
    }
}

fn both(one: Answer, other: Answer) -> Answer {
    either([one.opposite(), other.opposite()]).opposite()
}

fn spans(spans: &[Span]) -> Value {
    spans.iter().map(Span::json).collect()
}

impl Whom {
    fn json(&self) -> Value {
        match self {
            Self::Unsaid => Value::Null,
            Self::Groups(groups) => json!({ "groups": groups }),
            Self::Ages(ages) => {
                let ages: Vec<Value> = ages
                    .iter()
                    .map(|(from, below)| {
                        json!({ "from": format!("{from}m"), "below": below.map(|below| format!("{below}m")) })
                    })
                    .collect();
                json!({ "ages": ages })
            }
            Self::Entitled(from) => json!({ "groups": ["young", "middle", "old"],
                "entitled": [{ "ages": [{ "from": 60 }] },
                             { "ages": [{ "from": format!("{from}m") }], "conditions": ["low-income"] }] }),
        }
    }

    /// Whether it is for somebody of so many months; `None` where it does not say.
    fn serves(&self, months: u16) -> Option<Answer> {
        match self {
            Self::Unsaid => None,
            Self::Groups(groups) => {
                let group = match months {
                    0..216 => AgeGroup::Young,
                    216..720 => AgeGroup::Middle,
                    _ => AgeGroup::Old,
                };
                Some(groups.contains(&group).into())
            }
            Self::Ages(ages) => {
                let within = |(from, below): &(u16, Option<u16>)| *from <= months && below.is_none_or(|b| months < b);
                Some(ages.iter().any(within).into())
            }
            Self::Entitled(_) if months >= 720 => Some(Answer::Yes),
            Self::Entitled(from) => Some(if months >= *from { Answer::CannotSay } else { Answer::No }),
        }
    }
}

/// A minute of the week, and somebody's age in months.
#[derive(Clone, Copy, Debug)]
struct Asked {
    function: ServiceFunction,
    months: u16,
    weekday: usize,
    minute: u16,
    school: bool,
}

impl Small {
    fn json(&self) -> Value {
        let services: Vec<Value> = self
            .services
            .iter()
            .enumerate()
            .map(|(place, service)| {
                json!({ "key": format!("s{place}"), "name": "示例服务", "functions": service.functions,
                        "audience": service.class.whom.json(), "sessions": spans(&service.class.times) })
            })
            .collect();
        let mut activities = Vec::new();
        for (place, service) in self.services.iter().enumerate() {
            for (nth, activity) in service.activities.iter().enumerate() {
                let sections: Vec<Value> = activity
                    .sections
                    .iter()
                    .enumerate()
                    .map(|(class, section)| {
                        json!({ "key": format!("s{place}a{nth}c{class}"),
                                "audience": section.whom.json(), "sessions": spans(&section.times) })
                    })
                    .collect();
                activities.push(json!({ "key": format!("s{place}a{nth}"), "name": "示例活动",
                                        "service": format!("s{place}"), "audience": activity.class.whom.json(),
                                        "sessions": spans(&activity.class.times), "sections": sections }));
            }
        }
        let partial: &[&str] = if self.partial { &["services"] } else { &[] };
        json!({ "services": services, "activities": activities, "partial": partial, "status": self.status,
                "hours": self.hours.as_deref().map(spans) })
    }

    fn answer(&self, asked: Asked) -> Answer {
        let on = |times: &[Span]| either(times.iter().map(|span| span.at(asked.weekday, asked.minute, asked.school)));
        let center_may_be_open = match &self.hours {
            None => true,
            Some(hours) => on(hours) != Answer::No,
        };
        // On a day on which the center surely is closed, so is all that is left open.
        let open_that_day =
            self.hours.as_ref().is_none_or(|hours| hours.iter().any(|span| span.weekdays.contains(&asked.weekday)));
        let on = |times: &[Span]| match on(times) {
            Answer::CannotSay if !open_that_day => Answer::No,
            answer => answer,
        };
        let perhaps = if center_may_be_open { Answer::CannotSay } else { Answer::No };
        let mut found = Vec::new();
        for service in &self.services {
            let fulfills: Answer = service.functions.contains(&asked.function).into();
            let of_service = service.class.whom.serves(asked.months);
            let own = &service.class.times;
            let mut offers = |whom: Option<Answer>, when| {
                found.push(both(fulfills, both(whom.unwrap_or(Answer::CannotSay), when)));
            };
            // Where the service has times of its own, whatever has none is within them.
            let untimed = if own.is_empty() { perhaps } else { Answer::No };
            if !own.is_empty() {
                offers(of_service, on(own));
            } else if service.activities.is_empty() {
                offers(of_service, untimed);
            }
            for Activity { class, sections } in &service.activities {
                let when = |times: &[Span]| if times.is_empty() { untimed } else { on(times) };
                let of_activity = class.whom.serves(asked.months).or(of_service);
                if sections.is_empty() {
                    offers(of_activity, when(&class.times));
                }
                for section in sections {
                    let whom = section.whom.serves(asked.months).or(of_activity);
                    offers(whom, when(if section.times.is_empty() { &class.times } else { &section.times }));
                }
            }
        }
        if self.partial {
            found.push(perhaps);
        }
        let in_use = match self.status {
            None | Some("open") => Answer::Yes,
            Some("upgrading") => Answer::CannotSay,
            Some(_) => Answer::No,
        };
        both(in_use, either(found))
    }
}

fn span() -> impl Strategy<Value = Span> {
    let minute = prop_oneof![Just(0_u16), Just(1_440), Just(480), Just(990), 0_u16..=1_440];
    let weekdays = subsequence((0..7).collect::<Vec<_>>(), 1..=7);
    (weekdays, minute.clone(), minute, any::<bool>()).prop_filter_map("empty", |(weekdays, one, other, term_only)| {
        let (opens, closes) = (one.min(other), one.max(other));
        (opens < closes).then_some(Span { weekdays, opens, closes, term_only })
    })
}

/// A list of spans of which no two overlap, as the record demands.
fn list(most: usize) -> impl Strategy<Value = Vec<Span>> {
    proptest::collection::vec(span(), 0..most).prop_map(|spans| {
        let mut kept: Vec<Span> = Vec::new();
        for span in spans {
            let meets = |other: &Span| {
                span.opens < other.closes
                    && other.opens < span.closes
                    && span.weekdays.iter().any(|day| other.weekdays.contains(day))
            };
            if !kept.iter().any(meets) {
                kept.push(span);
            }
        }
        kept
    })
}

fn whom() -> impl Strategy<Value = Whom> {
    let months = || prop_oneof![select(vec![0_u16, 36, 71, 72, 84, 216, 719, 720]), 0_u16..1_800];
    let ages = (months(), proptest::option::of(months()))
        .prop_filter_map("reversed", |(from, below)| below.is_none_or(|below| from < below).then_some((from, below)));
    prop_oneof![
        Just(Whom::Unsaid),
        subsequence(AgeGroup::ALL.to_vec(), 1..=3).prop_map(Whom::Groups),
        proptest::collection::vec(ages, 1..3).prop_map(Whom::Ages),
        (0_u16..800).prop_map(Whom::Entitled),
    ]
}

fn class(most: usize) -> impl Strategy<Value = Class> {
    (whom(), list(most)).prop_map(|(whom, times)| Class { whom, times })
}

fn small() -> impl Strategy<Value = Small> {
    let activity = (class(2), proptest::collection::vec(class(2), 0..3))
        .prop_map(|(class, sections)| Activity { class, sections });
    let functions = subsequence(ServiceFunction::ALL.to_vec(), 1..3);
    let service = (functions, class(3), proptest::collection::vec(activity, 0..3))
        .prop_map(|(functions, class, activities)| Service { functions, class, activities });
    let hours = proptest::option::of(list(3));
    let status = select(vec![None, Some("open"), Some("open"), Some("upgrading"), Some("planned"), Some("closed")]);
    (proptest::collection::vec(service, 0..4), hours, any::<bool>(), status)
        .prop_map(|(services, hours, partial, status)| Small { services, hours, partial, status })
}

fn days(school: bool) -> Days {
    if school { Days::school() } else { Days::ordinary() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_call_says_what_a_look_at_the_minute_says(
        small in small(),
        asked in proptest::collection::vec((select(ServiceFunction::ALL), 0_u16..1_800, 0_usize..7, 0_u16..1_440), 40),
        school in any::<bool>(),
    ) {
        let center = center(&small.json());
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        for (function, months, weekday, minute) in asked {
            let day = days(school).day(Weekday::ALL[weekday]);
            let offered = timetable.offers(function, Age::months(months).unwrap(), day, time(minute));
            let asked = Asked { function, months, weekday, minute, school };
            prop_assert_eq!(offered.answer, small.answer(asked), "{:?} {}", asked, small.json());
            prop_assert_eq!(offered.by.is_empty(), offered.answer == Answer::No);
            for proof in offered.by {
                prop_assert_eq!(proof.because.is_empty(), proof.answer == Answer::Yes, "{:?}", proof);
            }
        }
    }

    #[test]
    fn a_week_says_of_every_minute_what_one_call_says(
        small in small(),
        asked in proptest::collection::vec((0_u16..1_800, 0_usize..7, 0_u16..1_440), 60),
        within in (0_u16..1_000, proptest::option::of(1_000_u16..1_800)),
        school in any::<bool>(),
    ) {
        let center = center(&small.json());
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let (from, below) = (Age::months(within.0).unwrap(), within.1.and_then(Age::months));
        let ages = AgeRange::new(from, below).unwrap();
        let week = timetable.week(FunctionSet::all(), ages, &days(school));
        prop_assert!(!week.truncated());
        for function in ServiceFunction::ALL.iter().copied() {
            // The bands are the range, in order and without gaps.
            let bands: Vec<AgeRange> = week.rows().iter().filter(|row| row.function() == function).map(|row| row.ages()).collect();
            prop_assert_eq!((bands[0].from(), bands[bands.len() - 1].below()), (from, below));
            prop_assert!(bands.windows(2).all(|pair| pair[0].below() == Some(pair[1].from())));
            for (months, weekday, minute) in &asked {
                let age = Age::months(*months).unwrap();
                let row = week.rows().iter().find(|row| row.function() == function && row.ages().contains(age));
                prop_assert_eq!(row.is_some(), ages.contains(age));
                if let Some(row) = row {
                    let asked = Asked { function, months: *months, weekday: *weekday, minute: *minute, school };
                    prop_assert_eq!(row.at(Weekday::ALL[*weekday], time(*minute)), small.answer(asked), "{:?}", asked);
                }
            }
        }
        // An hour has as many minutes as one counts.
        let (_, weekday, minute) = asked[0];
        let row = &week.rows()[0];
        let hour = row.hour(Weekday::ALL[weekday], (minute / 60) as u8);
        let answers: Vec<Answer> = (0..60).map(|m| row.at(Weekday::ALL[weekday], time(minute / 60 * 60 + m))).collect();
        prop_assert_eq!(usize::from(hour.surely), answers.iter().filter(|answer| **answer == Answer::Yes).count());
        prop_assert_eq!(usize::from(hour.possibly), answers.iter().filter(|answer| **answer != Answer::No).count());
    }

    #[test]
    fn holes_are_the_minutes_in_which_nothing_surely_is_offered_each_once(
        small in small(),
        window in proptest::collection::vec(span(), 0..3),
        school in any::<bool>(),
    ) {
        let center = center(&small.json());
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let week = timetable.week(FunctionSet::all(), AgeRange::EVERY_AGE, &days(school));
        let within = window.iter().fold(Window::NEVER, |all, span| {
            let weekdays: WeekdaySet = span.weekdays.iter().map(|day| Weekday::ALL[*day]).collect();
            all.and(weekdays, time(span.opens), time(span.closes))
        });
        let holes = week.holes(&within);
        prop_assert!(!holes.truncated);
        for row in week.rows() {
            for weekday in Weekday::ALL.iter().copied() {
                for minute in (0..1_440).step_by(7).chain([0, 479, 480, 989, 990, 1_439]) {
                    let in_window = window.iter().any(|span| span.weekdays.contains(&(weekday as usize)) && (span.opens..span.closes).contains(&minute));
                    let expected = Some(row.at(weekday, time(minute))).filter(|answer| in_window && *answer != Answer::Yes);
                    let found: Vec<Answer> = holes.list.iter().filter(|hole| {
                        hole.functions.contains(row.function()) && hole.ages.contains(row.ages().from())
                            && hole.weekdays.contains(weekday) && hole.from <= time(minute) && time(minute) < hole.until
                    }).map(|hole| hole.answer).collect();
                    prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{:?} {} {}", row.function(), weekday, minute);
                }
            }
        }
    }
}
