//! A span of time on some days, taken by something that cannot be on twice.

use crate::calendar::excludes;
use crate::vocab::{Answer, Date, DayKind, Member as _, TimeOfDay, Weekday, WeekdaySet};

use super::classes::{Classes, Kinds};
use super::proof::{Proof, SURE};
use super::when::When;

/// Before every date that there is, in days as [`Date::number`] counts them, and more than a year before.
const EVER: i32 = -10_000_000;
/// Past every date that there is, and more than a year past.
const FURTHER_NOTICE: i32 = 10_000_000;

/// A time of day on some days: it begins before it ends, and its first day is not after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Whose it is: a number for whoever asks, such as its place in a list.
    pub(crate) place: usize,
    pub(crate) opens: TimeOfDay,
    pub(crate) closes: TimeOfDay,
    /// The number of the first day, as [`Date::number`] counts.
    pub(crate) first: i32,
    /// The number of the last day.
    pub(crate) last: i32,
    /// On which of the days from the first to the last it is.
    pub(crate) classes: Classes,
    /// Whether there is one day only, and the kind of that day is known.
    pub(crate) of_known_kind: bool,
}

impl Slot {
    /// When a session is on.
    pub(crate) fn of(place: usize, when: &When) -> Self {
        Self {
            place,
            opens: when.opens,
            closes: when.closes,
            first: when.valid_from.map_or(EVER, Date::number),
            last: when.valid_until.map_or(FURTHER_NOTICE, Date::number),
            classes: Classes::of(when),
            of_known_kind: false,
        }
    }

    /// A time of one day, whatever its season and, if that is not known, its kind; `None` if it does not end after it begins.
    pub(crate) fn on(
        place: usize,
        date: Date,
        kind: Option<DayKind>,
        opens: TimeOfDay,
        closes: TimeOfDay,
    ) -> Option<Self> {
        let weekday = date.weekday();
        // A calendar that contradicts itself tells nothing.
        let known = kind.map(Kinds::from).filter(|kind| Kinds::of(weekday).contains_all(*kind));
        let classes = Classes::each(weekday, known.unwrap_or(Kinds::ALL));
        let day = date.number();
        (opens < closes).then_some(Self {
            place,
            opens,
            closes,
            first: day,
            last: day,
            classes,
            of_known_kind: known.is_some(),
        })
    }

    /// Whether the two are on at one time, whatever the calendar says; `CannotSay` if it depends on the calendar.
    pub(crate) fn clashes_with(&self, other: &Self) -> Answer {
        if self.opens >= other.closes
            || other.opens >= self.closes
            || self.first > other.last
            || other.first > self.last
        {
            return Answer::No;
        }
        if Weekday::ALL.iter().any(|weekday| self.is_surely_on_with(other, *weekday)) {
            Answer::Yes
        } else if Weekday::ALL.iter().any(|weekday| self.may_be_on_with(other, *weekday)) {
            Answer::CannotSay
        } else {
            Answer::No
        }
    }

    /// The weekdays on which both are surely on at some day that they have in common, whatever the time.
    pub(crate) fn common_weekdays(&self, other: &Self) -> WeekdaySet {
        Weekday::ALL.iter().copied().filter(|weekday| self.is_surely_on_with(other, *weekday)).collect()
    }

    fn is_surely_on_with(&self, other: &Self, weekday: Weekday) -> bool {
        if self.classes.surely(weekday).and(other.classes.surely(weekday)) == Kinds::NONE {
            return false;
        }
        let days = self.common_days(other, weekday);
        let of_known_kind = self.of_known_kind || other.of_known_kind;
        let fits =
            |proof: &Proof, slot: &Self| proof.fits(weekday, slot.classes.surely(weekday), slot.classes.season());
        days > 0
            && SURE.iter().any(|proof| {
                days >= proof.days && (of_known_kind || !proof.of_known_kind) && fits(proof, self) && fits(proof, other)
            })
    }

    fn may_be_on_with(&self, other: &Self, weekday: Weekday) -> bool {
        self.classes.perhaps(weekday).and(other.classes.perhaps(weekday)) != Kinds::NONE
            && !self.classes.season().zip(other.classes.season()).is_some_and(|(mine, theirs)| excludes(mine, theirs))
            && self.common_days(other, weekday) > 0
    }

    /// How many days of this weekday both periods have; none if it is not above 0.
    fn common_days(&self, other: &Self, weekday: Weekday) -> i32 {
        let common = Self { first: self.first.max(other.first), last: self.last.min(other.last), ..*self };
        common.last_of(weekday) - common.first_of(weekday) + 1
    }

    /// The number of its first day of this weekday, counted in weeks.
    fn first_of(&self, weekday: Weekday) -> i32 {
        (self.first - week_zero(weekday) + 6).div_euclid(7)
    }

    /// The number of its last day of this weekday, counted in weeks; less than that of the first if there is none.
    fn last_of(&self, weekday: Weekday) -> i32 {
        (self.last - week_zero(weekday)).div_euclid(7)
    }

    /// The last day on which another one may begin for the two to have so many days of a weekday in common; `None` if this
    /// one has not as many.
    pub(crate) fn last_to_begin(&self, weekday: Weekday, days: i32) -> Option<i32> {
        let week = self.last_of(weekday) - (days - 1);
        (self.first_of(weekday) <= week).then(|| week_zero(weekday) + 7 * week)
    }
}

/// The number of the day of this weekday from which its days are counted in weeks. Day 1 is a Monday.
fn week_zero(weekday: Weekday) -> i32 {
    1 + weekday.index() as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slot(session: &str) -> Slot {
        Slot::of(0, &When::of_draft(&serde_json::from_str(session).unwrap()).unwrap())
    }

    /// 9:00 to 11:00, on these weekdays, and what else there is to say.
    fn mornings(weekdays: &str, rest: &str) -> Slot {
        let weekdays: Vec<_> = weekdays.split_whitespace().map(|day| format!(r#""{day}""#)).collect();
        slot(&format!(r#"{{ "weekdays": [{}], "opens": "09:00", "closes": "11:00" {rest} }}"#, weekdays.join(",")))
    }

    fn event(date: &str, kind: Option<DayKind>) -> Slot {
        Slot::on(0, date.parse().unwrap(), kind, "10:00".parse().unwrap(), "12:00".parse().unwrap()).unwrap()
    }

    const WORKDAYS: &str = "mon tue wed thu fri";
    const EVERY_DAY: &str = "mon tue wed thu fri sat sun";
    const ON_WORKDAYS: &str = r#", "public_holidays": "except", "make_up_workdays": "also""#;
    const ON_HOLIDAYS: &str = r#", "public_holidays": "only""#;
    const ALWAYS: &str = r#", "public_holidays": "as-usual", "make_up_workdays": "as-usual""#;

    #[track_caller]
    fn answers(one: Slot, other: Slot, expected: Answer) {
        assert_eq!((one.clashes_with(&other), other.clashes_with(&one)), (expected, expected));
    }

    #[test]
    fn two_sessions_that_share_a_weekday_all_year_clash() {
        let of = |weekdays| mornings(weekdays, "");
        answers(of(WORKDAYS), of("fri sat"), Answer::Yes);
        assert_eq!(
            of(WORKDAYS).common_weekdays(&of("thu fri sat")),
            "thu fri".split(' ').map(|day| day.parse::<Weekday>().unwrap()).collect()
        );
        answers(of("mon"), of("tue"), Answer::No);
        // A Saturday that is worked on has the hours of a Saturday or those of a Monday, not both.
        answers(of(WORKDAYS), of("sat sun"), Answer::No);
        answers(of("mon"), of("sat"), Answer::No);
        answers(of(WORKDAYS), mornings("sat", r#", "make_up_workdays": "as-usual""#), Answer::CannotSay);
        answers(of(WORKDAYS), mornings("sat", r#", "make_up_workdays": "except""#), Answer::No);
    }

    #[test]
    fn hours_of_workdays_and_of_holidays_are_apart() {
        answers(mornings(WORKDAYS, ON_WORKDAYS), mornings(EVERY_DAY, ON_HOLIDAYS), Answer::No);
        let weekends = r#", "public_holidays": "also", "make_up_workdays": "except""#;
        answers(mornings(WORKDAYS, ON_WORKDAYS), mornings("sat sun", weekends), Answer::No);
        answers(mornings(EVERY_DAY, ON_HOLIDAYS), mornings("sat sun", weekends), Answer::Yes);
        // It was not said that workdays are meant.
        answers(mornings(WORKDAYS, ""), mornings(EVERY_DAY, ON_HOLIDAYS), Answer::CannotSay);
        // A Saturday worked on is open as a workday, and because it is a Saturday.
        answers(mornings(WORKDAYS, ON_WORKDAYS), mornings("sat", ALWAYS), Answer::Yes);
    }

    #[test]
    fn halves_of_the_year_are_apart_and_parts_of_different_divisions_are_not() {
        let of = |season: &str| mornings(WORKDAYS, &format!(r#", "season": "{season}""#));
        answers(of("summer-timetable"), of("winter-timetable"), Answer::No);
        answers(of("school-term"), of("summer-vacation"), Answer::No);
        answers(of("winter-vacation"), of("summer-vacation"), Answer::No);
        answers(of("summer-timetable"), of("summer-timetable"), Answer::Yes);
        answers(of("summer-timetable"), of("school-term"), Answer::Yes);
        answers(of("winter-timetable"), of("winter-vacation"), Answer::Yes);
        answers(of("summer-vacation"), mornings(WORKDAYS, ""), Answer::Yes);
        answers(of("winter-timetable"), of("summer-vacation"), Answer::CannotSay);
    }

    #[test]
    fn whether_a_season_is_in_a_period_is_taken_from_nobody_but_the_session_itself() {
        let november = r#", "valid_from": "2023-11-01", "valid_until": "2023-11-30""#;
        let vacation = r#", "season": "summer-vacation""#;
        answers(mornings(WORKDAYS, vacation), mornings(WORKDAYS, november), Answer::CannotSay);
        let of_2023 = format!(r#"{vacation}, "valid_from": "2023-07-01", "valid_until": "2023-08-31""#);
        answers(mornings(WORKDAYS, vacation), mornings(WORKDAYS, &of_2023), Answer::Yes);
    }

    #[test]
    fn a_common_day_counts_if_its_weekday_does() {
        let until = |day: &str| mornings(WORKDAYS, &format!(r#"{ALWAYS}, "valid_until": "{day}""#));
        let from = |day: &str| mornings(WORKDAYS, &format!(r#"{ALWAYS}, "valid_from": "{day}""#));
        answers(until("2023-06-30"), from("2023-07-01"), Answer::No);
        // 2023-07-01 was a Saturday, 2023-07-03 a Monday.
        answers(until("2023-07-01"), from("2023-07-01"), Answer::No);
        answers(until("2023-07-02"), from("2023-07-01"), Answer::No);
        answers(until("2023-07-03"), from("2023-07-01"), Answer::Yes);
        answers(until("2023-07-03"), from("2023-07-03"), Answer::Yes);
    }

    #[test]
    fn four_weeks_have_an_ordinary_day_of_every_weekday_and_three_may_have_none() {
        let from = mornings("sun", r#", "valid_from": "2024-02-04""#);
        let until = |day: &str| mornings("sun", &format!(r#", "valid_until": "{day}""#));
        // In 2024, 4 and 18 February were worked on, and the 11th was a holiday: three Sundays in a row.
        answers(from, until("2024-02-24"), Answer::CannotSay);
        answers(from, until("2024-02-25"), Answer::Yes);
    }

    #[test]
    fn an_event_clashes_with_what_is_on_whatever_the_kind_of_its_day() {
        // 4 October 2023 was a Wednesday and a public holiday; the week before it, a Wednesday was a workday.
        let holiday = |kind| event("2023-10-04", kind);
        answers(holiday(None), mornings(WORKDAYS, ALWAYS), Answer::Yes);
        answers(holiday(None), mornings(WORKDAYS, ON_WORKDAYS), Answer::CannotSay);
        answers(holiday(None), mornings("tue", ALWAYS), Answer::No);
        let known = Some(DayKind::PublicHoliday);
        answers(holiday(known), mornings(WORKDAYS, ON_WORKDAYS), Answer::No);
        answers(holiday(known), mornings("tue", r#", "public_holidays": "also""#), Answer::Yes);
        answers(holiday(known), mornings(WORKDAYS, ""), Answer::CannotSay);
        answers(event("2023-09-27", Some(DayKind::Workday)), mornings(WORKDAYS, ""), Answer::Yes);
        answers(
            event("2023-09-27", Some(DayKind::Workday)),
            mornings(WORKDAYS, r#", "season": "school-term""#),
            Answer::CannotSay,
        );
        answers(holiday(None), holiday(None), Answer::Yes);
        answers(holiday(known), holiday(None), Answer::Yes);
        answers(holiday(None), event("2023-10-11", None), Answer::No);
        // No Wednesday is worked on in return for a day off.
        answers(holiday(Some(DayKind::MakeUpWorkday)), mornings(WORKDAYS, ALWAYS), Answer::Yes);
    }

    #[test]
    fn an_event_that_does_not_end_after_it_begins_is_no_slot() {
        let on = |opens, closes| Slot::on(0, "2023-10-04".parse().unwrap(), None, opens, closes);
        assert_eq!(on(TimeOfDay::END, TimeOfDay::END), None);
        assert_eq!(on(TimeOfDay::END, TimeOfDay::START), None);
    }

    proptest! {
        #[test]
        fn the_days_of_a_weekday_are_those_that_a_calendar_has(first in 738_000..738_030, days in 0..60, weekday in 0_usize..7) {
            let weekday = Weekday::ALL[weekday];
            let slot = Slot { first, last: first + days, ..mornings(EVERY_DAY, "") };
            let date = |day| Date::try_from(chrono::NaiveDate::from_num_days_from_ce_opt(day).unwrap()).unwrap();
            let expected: Vec<_> = (first..=first + days).filter(|day| date(*day).weekday() == weekday).collect();
            let count = slot.last_of(weekday) - slot.first_of(weekday) + 1;
            prop_assert_eq!(usize::try_from(count), Ok(expected.len()));
            for needed in 1..9 {
                let last = usize::try_from(needed).ok().and_then(|needed| expected.len().checked_sub(needed));
                prop_assert_eq!(slot.last_to_begin(weekday, needed), last.map(|place| expected[place]));
            }
        }
    }
}
