//! When nothing is offered to whom, in a week of a center.

use std::collections::BTreeMap;

use neighborhood_center::coverage::{Days, Holes, Timetable, Window};
use neighborhood_center::records::Center;
use neighborhood_center::vocab::{
    AgeBoundaries, AgeRange, Answer, DayNames, FunctionSet, Phrase, Say, TimeOfDay, WeekdaySet,
};
use serde::Serialize;

use crate::words::{both, said};

/// Where a center does not state its hours, gaps are looked for between these hours of every day, in minutes.
const BY_DAY: [u16; 2] = [8 * 60, 20 * 60];
/// How many gaps are told in words.
const SHOWN: usize = 12;

/// The gaps of a center in an ordinary week while schools teach.
#[derive(Serialize)]
pub(crate) struct Gaps {
    /// Whether they are looked for within the opening hours; otherwise by day.
    in_opening_hours: bool,
    sure: Vec<Gap>,
    /// How many more are sure.
    more: usize,
    unknown: Vec<Gap>,
    more_unknown: usize,
}

/// What is not offered to whom, and when.
#[derive(Serialize)]
struct Gap {
    ages: Phrase,
    functions: Phrase,
    times: Vec<Phrase>,
}

impl Gaps {
    pub(crate) fn of(center: &Center, boundaries: AgeBoundaries) -> Self {
        let days = Days::school();
        let timetable = Timetable::of(center, boundaries);
        let open = timetable.open_in(&days).filter(|window| *window != Window::NEVER);
        let in_opening_hours = open.is_some();
        let week = timetable.week(FunctionSet::all(), AgeRange::EVERY_AGE, &days);
        let holes = week.holes(&open.unwrap_or_else(by_day));
        let (sure, more) = told(&holes, Answer::No);
        let (unknown, more_unknown) = told(&holes, Answer::CannotSay);
        Self { in_opening_hours, sure, more, unknown, more_unknown }
    }
}

fn by_day() -> Window {
    let [from, until] = BY_DAY.map(|minutes| TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::END));
    Window::NEVER.and(WeekdaySet::all(), from, until)
}

/// The gaps of one kind, what is the same for some ages together, and how many are not told.
fn told(holes: &Holes, answer: Answer) -> (Vec<Gap>, usize) {
    type Times = BTreeMap<WeekdaySet, Vec<(TimeOfDay, TimeOfDay)>>;
    let mut together: BTreeMap<(AgeRange, FunctionSet), Times> = BTreeMap::new();
    for hole in holes.list.iter().filter(|hole| hole.answer == answer) {
        let times = together.entry((hole.ages, hole.functions)).or_default();
        times.entry(hole.weekdays).or_default().push((hole.from, hole.until));
    }
    let more = together.len().saturating_sub(SHOWN);
    let gaps = together.into_iter().take(SHOWN).map(|((ages, functions), times)| Gap {
        ages: said(&ages),
        functions: said(&functions),
        times: times
            .into_iter()
            .map(|(days, spans)| {
                let spans: Vec<String> = spans.iter().map(|(from, until)| format!("{from}–{until}")).collect();
                both(|lang| format!("{} {}", DayNames(days).in_lang(lang), spans.join("/")))
            })
            .collect(),
    });
    (gaps.collect(), more)
}
