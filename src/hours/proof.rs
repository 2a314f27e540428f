//! What settles, without a calendar, that there is a day on which two sessions are both on.

use crate::vocab::{Season, Weekday};

use super::classes::Kinds;

/// So many days of one weekday, one a week, that one of them at least is ordinary.
///
/// In no notice of the State Council from 2007 to 2026 are more than three in a row public holidays or make-up workdays.
const A_MONTH: i32 = 4;

/// So many days of one weekday, one a week, that every season has ordinary ones among them, and that a public holiday and, on
/// Saturdays and Sundays, a make-up workday is among them.
///
/// From 2007 to 2026 a weekday was no holiday for at most 35 weeks, and no Sunday was made up for in at most 54.
const A_YEAR: i32 = 55;

/// Parts of the year that sessions are held in; all year is one of them.
#[derive(Clone, Copy, Debug)]
struct Seasons(u8);

impl Seasons {
    const fn of(seasons: &[Option<Season>]) -> Self {
        match seasons {
            [first, rest @ ..] => Self(1 << index_of(*first) | Self::of(rest).0),
            [] => Self(0),
        }
    }

    const fn contain(self, season: Option<Season>) -> bool {
        self.0 & 1 << index_of(season) != 0
    }
}

/// A number below 6 for each part of the year that a session can be held in, all year included.
pub(crate) const fn index_of(season: Option<Season>) -> u8 {
    match season {
        None => 0,
        Some(Season::SummerTimetable) => 1,
        Some(Season::WinterTimetable) => 2,
        Some(Season::SchoolTerm) => 3,
        Some(Season::SummerVacation) => 4,
        Some(Season::WinterVacation) => 5,
    }
}

const ALL_YEAR: Seasons = Seasons::of(&[None]);

/// A day is in one half of the timetable and in one part of the school year: sessions of these seasons hold on it.
const fn on_a_day_of(half: Season, school: Season) -> Seasons {
    Seasons::of(&[None, Some(half), Some(school)])
}

/// What has to hold of each of two sessions, and of their common days of one weekday, for one of these to be a day of both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proof {
    kinds: Kinds,
    seasons: Seasons,
    /// How many days of the weekday they have to have in common.
    pub(crate) days: i32,
    /// Whether one of the two has to be on one day whose kind is known.
    pub(crate) of_known_kind: bool,
}

impl Proof {
    const fn new(kinds: Kinds, seasons: Seasons, days: i32) -> Self {
        Self { kinds, seasons, days, of_known_kind: false }
    }

    const fn of_known_kind(kinds: Kinds) -> Self {
        Self { kinds, seasons: ALL_YEAR, days: 1, of_known_kind: true }
    }

    /// Whether it can be used of a session that holds on days of these kinds in this part of the year.
    pub(crate) fn fits(&self, weekday: Weekday, kinds: Kinds, season: Option<Season>) -> bool {
        let needed = self.kinds.and(Kinds::of(weekday));
        needed != Kinds::NONE && kinds.contains_all(needed) && self.seasons.contain(season)
    }
}

/// Whatever proves, by the days that two sessions surely hold on, that they share one.
///
/// Of a day of both periods, nobody knows whether it is a holiday: they have to hold on days of every kind, or there have to
/// be so many days that one of the right kind is among them. Where they name no season or the same one, it is taken to be in
/// their periods; if one names a season and the other does not, or another, a year has to pass.
pub(crate) const SURE: [Proof; 16] = [
    Proof::new(Kinds::ALL, ALL_YEAR, 1),
    Proof::new(Kinds::ORDINARY, ALL_YEAR, A_MONTH),
    Proof::new(Kinds::ORDINARY, Seasons::of(&[Some(Season::SummerTimetable)]), A_MONTH),
    Proof::new(Kinds::ORDINARY, Seasons::of(&[Some(Season::WinterTimetable)]), A_MONTH),
    Proof::new(Kinds::ORDINARY, Seasons::of(&[Some(Season::SchoolTerm)]), A_MONTH),
    Proof::new(Kinds::ORDINARY, Seasons::of(&[Some(Season::SummerVacation)]), A_MONTH),
    Proof::new(Kinds::ORDINARY, Seasons::of(&[Some(Season::WinterVacation)]), A_MONTH),
    // Whether a vacation reaches into the other half of the year, only a calendar can say.
    Proof::new(Kinds::ORDINARY, on_a_day_of(Season::SummerTimetable, Season::SchoolTerm), A_YEAR),
    Proof::new(Kinds::ORDINARY, on_a_day_of(Season::WinterTimetable, Season::SchoolTerm), A_YEAR),
    Proof::new(Kinds::ORDINARY, on_a_day_of(Season::SummerTimetable, Season::SummerVacation), A_YEAR),
    Proof::new(Kinds::ORDINARY, on_a_day_of(Season::WinterTimetable, Season::WinterVacation), A_YEAR),
    Proof::new(Kinds::HOLIDAY, ALL_YEAR, A_YEAR),
    Proof::new(Kinds::MAKE_UP, ALL_YEAR, A_YEAR),
    Proof::of_known_kind(Kinds::ORDINARY),
    Proof::of_known_kind(Kinds::HOLIDAY),
    Proof::of_known_kind(Kinds::MAKE_UP),
];

/// Whatever shows, by the days that two sessions hold on perhaps, that they may share one: a kind of day, and a time of the year.
pub(crate) fn possible() -> impl Iterator<Item = Proof> + Clone {
    let halves = [Season::SummerTimetable, Season::WinterTimetable];
    let schools = [Season::SchoolTerm, Season::SummerVacation, Season::WinterVacation];
    let days =
        halves.into_iter().flat_map(move |half| schools.into_iter().map(move |school| on_a_day_of(half, school)));
    days.flat_map(|seasons| Kinds::EACH.into_iter().map(move |kind| Proof::new(kind, seasons, 1)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::print_stdout, reason = "a test that needs data from elsewhere says when it is skipped")]

    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use serde_json::Value;

    use super::*;
    use crate::vocab::{Date, Member as _};

    /// The kind of every day that a notice of the State Council names; `None` without the corpora.
    fn notices() -> Option<BTreeMap<i32, Kinds>> {
        let Some(corpora) = std::env::var_os("NEIGHBORHOOD_CENTER_CORPORA").map(PathBuf::from) else {
            println!(
                "skipped: NEIGHBORHOOD_CENTER_CORPORA is not set, so the notices of the State Council are not read"
            );
            return None;
        };
        let mut days = BTreeMap::new();
        for year in 2007..=2026 {
            let text = std::fs::read_to_string(corpora.join(format!("holiday-cn/{year}.json"))).unwrap();
            let notice: Value = serde_json::from_str(&text).unwrap();
            for day in notice["days"].as_array().unwrap() {
                let date: Date = day["date"].as_str().unwrap().parse().unwrap();
                let kind = if day["isOffDay"].as_bool().unwrap() { Kinds::HOLIDAY } else { Kinds::MAKE_UP };
                days.insert(date.number(), kind);
            }
        }
        Some(days)
    }

    /// How many days in a row, one a week, are not of a kind, at most.
    fn longest_without(kind: Kinds, weekday: Weekday, notices: &BTreeMap<i32, Kinds>) -> i32 {
        let number = |year| Date::new(year, 1, 1).unwrap().number();
        let (mut run, mut longest) = (0, 0);
        let days = (number(2007)..number(2027)).filter(|day| (day - 1).rem_euclid(7) == weekday.index() as i32);
        for day in days {
            let is = notices.get(&day).copied().unwrap_or(Kinds::ORDINARY);
            run = if is == kind { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        longest
    }

    #[test]
    fn so_many_days_have_had_one_of_every_kind_among_them_in_twenty_years() {
        let Some(notices) = notices() else { return };
        let longest = |kind| {
            let can_be = Weekday::ALL.iter().filter(move |weekday| Kinds::of(**weekday).contains_all(kind));
            can_be.map(|weekday| longest_without(kind, *weekday, &notices)).max()
        };
        assert_eq!(longest(Kinds::ORDINARY), Some(A_MONTH - 1));
        assert_eq!(longest(Kinds::HOLIDAY), Some(35));
        assert_eq!(longest(Kinds::MAKE_UP), Some(A_YEAR - 1));
    }
}
