//! What kind of day a day is: the State Council's notices of holidays, and the seasons of whoever knows them.
//!
//! Days are those of the calendar on the wall of the center, and times those of its clock. There is no time zone here: hours are
//! given as people read them on that clock, a session never passes midnight, and nothing is ever counted from a moment of one day
//! to a moment of another. A program elsewhere asks with the local date and time of the center.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::records::{HolidayDay, HolidayYear, SeasonTable};
use crate::vocab::{Answer, Date, DayKind, Lang, Name, Say, Season, SeasonSet, Weekday};

/// Years of public holidays, and seasons.
///
/// A year that nobody gave it is not known: no day of it is taken for a workday.
///
/// ```
/// use neighborhood_center::calendar::Calendar;
/// use neighborhood_center::records::HolidayYear;
/// use neighborhood_center::vocab::DayKind;
///
/// let year: HolidayYear = serde_json::from_str(r#"{ "year": 2024, "papers": [], "days": [
///     { "name": "春节", "date": "2024-02-04", "isOffDay": false },
///     { "name": "春节", "date": "2024-02-12", "isOffDay": true }
/// ] }"#)?;
/// let calendar = Calendar::new([&year], [])?;
/// assert_eq!(calendar.kind("2024-02-04".parse()?), Some(DayKind::MakeUpWorkday)); // a Sunday
/// assert_eq!(calendar.kind("2024-02-12".parse()?), Some(DayKind::PublicHoliday));
/// assert_eq!(calendar.kind("2024-02-20".parse()?), Some(DayKind::Workday));
/// assert_eq!(calendar.kind("2025-02-20".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    named: BTreeMap<Date, Named>,
    announced: BTreeSet<u16>,
    seasons: Vec<Seasons>,
}

/// A day that a notice names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    holiday: Name,
    off: bool,
}

/// When seasons are, within the days of which a table tells.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seasons {
    first: Date,
    last: Date,
    periods: Vec<(Season, Date, Date)>,
    named: SeasonSet,
}

/// From this day on, the days of December may be named by the next year's notice. In all notices from 2007 to 2026 none was
/// earlier.
const NEXT_YEAR_FROM: (u8, u8) = (12, 29);

impl Calendar {
    /// A calendar of these notices and seasons, in any order.
    ///
    /// # Errors
    /// Every day on which two notices, or one notice twice, disagree.
    pub fn new<'r>(
        years: impl IntoIterator<Item = &'r HolidayYear>,
        seasons: impl IntoIterator<Item = &'r SeasonTable>,
    ) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        let mut conflicts = Vec::new();
        for year in years {
            // Nobody has announced a year in which nothing breaks the week.
            if !year.days().is_empty() {
                calendar.announced.insert(year.year().get());
            }
            for day in year.days() {
                if let Some(conflict) = calendar.name(day) {
                    conflicts.push(conflict);
                }
            }
        }
        if !conflicts.is_empty() {
            return Err(CalendarError { conflicts });
        }
        calendar.seasons = seasons.into_iter().map(Seasons::of).collect();
        Ok(calendar)
    }

    fn name(&mut self, day: &HolidayDay) -> Option<CalendarConflict> {
        let named = Named { holiday: day.name().clone(), off: *day.is_off_day() };
        let known = self.named.entry(*day.date()).or_insert_with(|| named.clone());
        (known.off != named.off)
            .then(|| CalendarConflict { date: *day.date(), holidays: [known.holiday.clone(), named.holiday] })
    }

    /// What kind of day it is; `None` where the notice that would say so is not there.
    ///
    /// That is so in a year without a notice, and for the last days of December, from the 29th on, until the next year's notice is
    /// there: New Year's holiday has begun in December, and has been made up for in it.
    #[must_use]
    pub fn kind(&self, date: Date) -> Option<DayKind> {
        let weekend = is_weekend(date.weekday());
        match self.named.get(&date) {
            Some(Named { off: true, .. }) => Some(DayKind::PublicHoliday),
            Some(_) if weekend => Some(DayKind::MakeUpWorkday),
            Some(_) => Some(DayKind::Workday),
            None if self.missing_notice(date).is_some() => None,
            None if weekend => Some(DayKind::RestDay),
            None => Some(DayKind::Workday),
        }
    }

    /// The year of the notice that is not there, and for lack of which nobody knows what kind of day it is.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::HolidayYear;
    ///
    /// let notice: HolidayYear = serde_json::from_str(
    ///     r#"{ "year": 2026, "days": [{ "name": "元旦", "date": "2026-01-01", "isOffDay": true }] }"#,
    /// )?;
    /// let calendar = Calendar::new([&notice], [])?;
    /// assert_eq!(calendar.missing_notice("2026-12-28".parse()?), None);
    /// assert_eq!(calendar.missing_notice("2026-12-29".parse()?), Some(2027)); // New Year's holiday may have begun
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn missing_notice(&self, date: Date) -> Option<u16> {
        if self.named.contains_key(&date) {
            return None;
        }
        let waits = (date.month(), date.day()) >= NEXT_YEAR_FROM;
        let next = waits.then(|| date.year() + 1);
        [Some(date.year()), next].into_iter().flatten().find(|year| !self.announced.contains(year))
    }

    /// The holiday for which the day is off, or is worked on.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&Name> {
        self.named.get(&date).map(|named| &named.holiday)
    }

    /// Whether a day lies in a season.
    #[must_use]
    pub fn is_in(&self, date: Date, season: Season) -> Answer {
        let mut answer = Answer::CannotSay;
        for seasons in &self.seasons {
            match seasons.tell(date, season) {
                Answer::Yes => return Answer::Yes,
                Answer::No => answer = Answer::No,
                Answer::CannotSay => {}
            }
        }
        answer
    }

    /// All that is known of a day.
    #[must_use]
    pub fn day(&self, date: Date) -> Day {
        let mut day =
            Day { date: Some(date), weekday: date.weekday(), kind: self.kind(date), ..Day::any(date.weekday()) };
        for season in Season::ALL {
            match self.is_in(date, *season) {
                Answer::Yes => day.within.insert(*season),
                Answer::No => day.without.insert(*season),
                Answer::CannotSay => {}
            }
        }
        day
    }
}

impl Seasons {
    fn of(table: &SeasonTable) -> Self {
        let periods: Vec<_> =
            table.periods().iter().map(|period| (*period.season(), *period.begins(), *period.ends())).collect();
        let named = periods.iter().map(|(season, ..)| *season).collect();
        Self { first: *table.valid_from(), last: *table.valid_until(), periods, named }
    }

    fn tell(&self, date: Date, season: Season) -> Answer {
        let covers = |(_, first, last): &&(Season, Date, Date)| *first <= date && date <= *last;
        let mut known = false;
        for (other, ..) in self.periods.iter().filter(covers) {
            if *other == season {
                return Answer::Yes;
            }
            known |= excludes(*other, season);
        }
        let told_all = self.first <= date && date <= self.last && self.named.contains(season);
        if known || told_all { Answer::No } else { Answer::CannotSay }
    }
}

/// Whether no day is in both seasons.
pub(crate) fn excludes(one: Season, other: Season) -> bool {
    let halves = |season| matches!(season, Season::SummerTimetable | Season::WinterTimetable);
    one != other && halves(one) == halves(other)
}

pub(crate) fn is_weekend(weekday: Weekday) -> bool {
    matches!(weekday, Weekday::Saturday | Weekday::Sunday)
}

/// A day as far as it is known: a date, or a day that is only thought of, such as a Wednesday while schools teach.
///
/// ```
/// use neighborhood_center::calendar::Day;
/// use neighborhood_center::vocab::{DayKind, Season, Weekday};
///
/// let day = Day::school_day(Weekday::Wednesday);
/// assert_eq!(day.kind(), Some(DayKind::Workday));
/// assert_eq!(day, Day::ordinary(Weekday::Wednesday).during(Season::SchoolTerm));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    date: Option<Date>,
    weekday: Weekday,
    kind: Option<DayKind>,
    /// The seasons that it surely lies in.
    within: SeasonSet,
    /// The seasons that it surely does not lie in.
    without: SeasonSet,
}

impl Day {
    /// A day of this name of which nothing else is known.
    #[must_use]
    pub const fn any(weekday: Weekday) -> Self {
        Self { date: None, weekday, kind: None, within: SeasonSet::EMPTY, without: SeasonSet::EMPTY }
    }

    /// A day of this name that is as the week has it: a workday, or a Saturday or Sunday off.
    #[must_use]
    pub fn ordinary(weekday: Weekday) -> Self {
        let kind = if is_weekend(weekday) { DayKind::RestDay } else { DayKind::Workday };
        Self { kind: Some(kind), ..Self::any(weekday) }
    }

    /// An ordinary day of this name while schools teach.
    #[must_use]
    pub fn school_day(weekday: Weekday) -> Self {
        Self::ordinary(weekday).during(Season::SchoolTerm)
    }

    /// The same day, known to lie in a season, and so in none that excludes it.
    #[must_use]
    pub fn during(mut self, season: Season) -> Self {
        let others: SeasonSet = Season::ALL.iter().copied().filter(|other| excludes(*other, season)).collect();
        self.within = self.within.without(others);
        self.within.insert(season);
        self.without =
            self.without.without(Season::ALL.iter().copied().filter(|other| *other == season).collect()).or(others);
        self
    }

    /// The same day, known to be of a kind.
    #[must_use]
    pub const fn of_kind(self, kind: DayKind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// The same day, thought of at the time of a date: what holds then holds on it.
    #[must_use]
    pub const fn at(self, date: Option<Date>) -> Self {
        Self { date, ..self }
    }

    /// The date, or the time at which the day is thought of.
    #[must_use]
    pub const fn date(self) -> Option<Date> {
        self.date
    }

    /// Its name in the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        self.weekday
    }

    /// What kind of day it is, if that is known.
    #[must_use]
    pub const fn kind(self) -> Option<DayKind> {
        self.kind
    }

    /// Whether it lies in a season.
    #[must_use]
    pub fn is_in(self, season: Season) -> Answer {
        if self.within.contains(season) {
            Answer::Yes
        } else if self.without.contains(season) {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }
}

/// Notices that cannot all be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.in_lang(Lang::En))]
pub struct CalendarError {
    conflicts: Vec<CalendarConflict>,
}

impl CalendarError {
    /// Every day on which they disagree.
    #[must_use]
    pub fn conflicts(&self) -> &[CalendarConflict] {
        &self.conflicts
    }
}

impl Say for CalendarError {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, conflict) in self.conflicts.iter().enumerate() {
            if place > 0 {
                to.write_str(match lang {
                    Lang::Zh => "；",
                    Lang::En => "; ",
                })?;
            }
            conflict.say(lang, to)?;
        }
        Ok(())
    }
}

/// A day that is off by one notice and worked on by another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CalendarConflict {
    date: Date,
    holidays: [Name; 2],
}

impl CalendarConflict {
    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// The holidays for which it is off and worked on.
    #[must_use]
    pub fn holidays(&self) -> &[Name; 2] {
        &self.holidays
    }
}

impl Say for CalendarConflict {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, [one, other]) = (self.date.in_lang(lang), &self.holidays);
        match lang {
            Lang::Zh => write!(to, "{date}既放假又上班（{one}、{other}）"),
            Lang::En => write!(to, "{date} is both a day off and a workday ({one}, {other})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn notice(year: u16, days: &[(&str, bool)]) -> HolidayYear {
        let day = |(date, off): &(&str, bool)| format!(r#"{{ "name": "元旦", "date": "{date}", "isOffDay": {off} }}"#);
        let days: Vec<String> = days.iter().map(day).collect();
        serde_json::from_str(&format!(r#"{{ "year": {year}, "days": [{}] }}"#, days.join(","))).unwrap()
    }

    fn term(begins: &str, ends: &str) -> String {
        format!(r#"{{ "season": "school-term", "begins": "{begins}", "ends": "{ends}" }}"#)
    }

    fn seasons(span: (&str, &str), periods: &[String]) -> SeasonTable {
        let (first, last) = span;
        let periods = periods.join(",");
        let text = format!(r#"{{ "valid_from": "{first}", "valid_until": "{last}", "periods": [{periods}] }}"#);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_year_that_nobody_has_announced_is_not_known() {
        let calendar = Calendar::new([&notice(2026, &[("2026-01-01", true)]), &notice(2027, &[])], []).unwrap();
        assert_eq!(calendar.kind(date("2026-06-03")), Some(DayKind::Workday));
        assert_eq!(calendar.kind(date("2026-06-06")), Some(DayKind::RestDay));
        for unknown in ["2027-01-01", "2027-06-05", "2025-12-31"] {
            assert_eq!(calendar.kind(date(unknown)), None, "{unknown}");
        }
        assert_eq!(Calendar::default().kind(date("2026-06-03")), None);
    }

    #[test]
    fn the_end_of_december_waits_for_the_next_notice() {
        let of_2018 = notice(2018, &[("2018-01-01", true)]);
        let of_2019 = notice(2019, &[("2018-12-29", false), ("2018-12-30", true), ("2018-12-31", true)]);
        let alone = Calendar::new([&of_2018], []).unwrap();
        assert_eq!(alone.kind(date("2018-12-28")), Some(DayKind::Workday));
        assert_eq!(alone.kind(date("2018-12-29")), None);
        let both = Calendar::new([&of_2018, &of_2019], []).unwrap();
        assert_eq!(both.kind(date("2018-12-29")), Some(DayKind::MakeUpWorkday));
        assert_eq!(both.kind(date("2018-12-31")), Some(DayKind::PublicHoliday));
        // A day that is named is known, whether or not the notice of its own year is there.
        let next = Calendar::new([&of_2019], []).unwrap();
        assert_eq!(next.kind(date("2018-12-31")), Some(DayKind::PublicHoliday));
        assert_eq!(next.kind(date("2018-12-28")), None);
    }

    #[test]
    fn the_notice_that_is_missing_is_that_of_the_year_or_of_the_next() {
        let of_2018 = notice(2018, &[("2018-01-01", true)]);
        let of_2019 = notice(2019, &[("2018-12-31", true)]);
        for (notices, day, missing) in [
            (vec![], "2018-12-31", Some(2018)),
            (vec![&of_2018], "2018-12-28", None),
            (vec![&of_2018], "2018-12-29", Some(2019)),
            (vec![&of_2019], "2018-12-29", Some(2018)),
            // A day that is named is known.
            (vec![&of_2019], "2018-12-31", None),
            (vec![&of_2018, &of_2019], "2018-12-30", None),
        ] {
            let calendar = Calendar::new(notices, []).unwrap();
            assert_eq!(calendar.missing_notice(date(day)), missing, "{day}");
            assert_eq!(calendar.kind(date(day)).is_none(), missing.is_some(), "{day}");
        }
    }

    #[test]
    fn notices_that_disagree_make_no_calendar() {
        let one = notice(2018, &[("2018-12-31", false)]);
        let other = notice(2019, &[("2018-12-31", true), ("2019-01-01", true)]);
        for years in [[&one, &other], [&other, &one]] {
            let error = Calendar::new(years, []).unwrap_err();
            let dates: Vec<Date> = error.conflicts().iter().map(CalendarConflict::date).collect();
            assert_eq!(dates, [date("2018-12-31")]);
            assert_eq!(error.in_lang(Lang::Zh).to_string(), "2018年12月31日既放假又上班（元旦、元旦）");
        }
    }

    #[test]
    fn a_day_is_in_no_season_only_where_a_table_tells_of_it() {
        let terms = [term("2024-02-19", "2024-07-05"), term("2024-09-01", "2025-01-17")];
        let table = seasons(("2024-02-01", "2024-12-31"), &terms);
        let calendar = Calendar::new([], [&table]).unwrap();
        let is_in = |day, season| calendar.is_in(date(day), season);
        assert_eq!(is_in("2024-07-05", Season::SchoolTerm), Answer::Yes);
        assert_eq!(is_in("2024-07-06", Season::SchoolTerm), Answer::No);
        assert_eq!(is_in("2024-01-15", Season::SchoolTerm), Answer::CannotSay);
        // Past the table's last day its period goes on, and what comes after nobody knows.
        assert_eq!(is_in("2025-01-17", Season::SchoolTerm), Answer::Yes);
        assert_eq!(is_in("2025-01-18", Season::SchoolTerm), Answer::CannotSay);
        // Whoever is in a term is in no vacation; whether it is summer by the timetable is another question.
        assert_eq!(is_in("2024-07-05", Season::SummerVacation), Answer::No);
        assert_eq!(is_in("2024-07-06", Season::SummerVacation), Answer::CannotSay);
        assert_eq!(is_in("2024-07-05", Season::SummerTimetable), Answer::CannotSay);
    }

    #[test]
    fn a_day_that_is_thought_of_is_in_one_of_two_seasons_that_exclude_each_other() {
        let day = Day::school_day(Weekday::Wednesday);
        assert_eq!(day.is_in(Season::SchoolTerm), Answer::Yes);
        assert_eq!(day.is_in(Season::WinterVacation), Answer::No);
        assert_eq!(day.is_in(Season::SummerTimetable), Answer::CannotSay);
        let summer = day.during(Season::SummerVacation);
        assert_eq!(summer.is_in(Season::SchoolTerm), Answer::No);
        assert_eq!(summer, Day::ordinary(Weekday::Wednesday).during(Season::SummerVacation));
    }
}
