//! The minutes at which a center is open on the ordinary days of a week.

use super::minutes::Minutes;
use super::part::Part;
use super::week::{Span, Week};
use super::when::When;
use crate::vocab::{Date, DayRule, Season, Weekday, WeekdaySet};

/// Up to this many hours, looking at each costs less than adding up their minutes.
const FEW: usize = 16;
/// Of more, so many kinds are told apart: by season, and by the period in which they hold.
const KINDS: usize = 8;

/// When a center is open.
///
/// Whether a session lies within the hours takes the same time however many there are: of many, the minutes are added up once.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpeningHours {
    /// Those that hold on ordinary days, at the front.
    few: [Option<When>; FEW],
    many: Option<Box<Many>>,
}

/// The minutes of many hours, by season and by period.
#[derive(Clone, Debug, Default)]
struct Many {
    kinds: [Option<Kind>; KINDS],
    /// The minutes of hours of yet other kinds, of which nobody knows when they hold.
    others: Week,
}

#[derive(Clone, Debug)]
struct Kind {
    season: Option<Season>,
    period: Period,
    week: Week,
}

/// How a session lies in the opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// All of it surely lies within them.
    Inside,
    /// No hours hold some minutes of it, on these weekdays.
    Outside(WeekdaySet),
    /// Neither is known.
    Open,
    /// It is not on on ordinary days.
    Nowhere,
}

impl OpeningHours {
    /// The hours that are given, in any order.
    pub(crate) fn of(hours: impl Iterator<Item = When> + Clone) -> Self {
        let mut opening = Self::default();
        let hours = hours.filter(|hours| on_ordinary_days(hours).is_some());
        if hours.clone().nth(FEW).is_none() {
            opening.few.iter_mut().zip(hours).for_each(|(few, hours)| *few = Some(hours));
        } else {
            let many = opening.many.get_or_insert_default();
            hours.for_each(|hours| many.add(&hours));
        }
        opening
    }

    /// Where a session lies: on the date, if it holds then, or else in the whole period in which it holds.
    pub(crate) fn place(&self, session: &When, date: Option<Date>) -> Place {
        let Some(span) = on_ordinary_days(session) else { return Place::Nowhere };
        let today = Period { first: date, last: date };
        let stated = Period::of(session);
        let period = if date.is_some() && stated.contains(today) { today } else { stated };
        if self
            .few()
            .any(|hours| holds_all(hours, span) && hours.season.is_none() && Period::of(hours).contains(period))
        {
            return Place::Inside;
        }
        let (mut outside, mut is_open) = (WeekdaySet::EMPTY, false);
        let by_season = self.seasons().any(|season| season.is_some());
        let parts = Part::ALL.iter().filter(|part| session.season.is_none_or(|season| part.is_in(season)));
        for part in parts.take(if by_season { Part::ALL.len() } else { 1 }) {
            for weekday in span.days.iter() {
                if self.hold(span, weekday, *part, period, Certainty::Sure) {
                    continue;
                }
                is_open = true;
                let may_be = self.hold(span, weekday, *part, period, Certainty::Possible);
                if !may_be && (!by_season || part.is_in_every_year()) {
                    outside.insert(weekday);
                }
            }
        }
        match (outside.is_empty(), is_open) {
            (false, _) => Place::Outside(outside),
            (true, true) => Place::Open,
            (true, false) => Place::Inside,
        }
    }

    fn few(&self) -> impl Iterator<Item = &When> {
        self.few.iter().map_while(Option::as_ref)
    }

    fn seasons(&self) -> impl Iterator<Item = Option<Season>> {
        let few = self.few().map(|hours| hours.season);
        few.chain(self.many.iter().flat_map(|many| many.kinds.iter().flatten().map(|kind| kind.season)))
    }

    /// Whether hours hold every minute of a span, on a weekday in a part of the year.
    fn hold(&self, span: Span, weekday: Weekday, part: Part, period: Period, how: Certainty) -> bool {
        let counts = |season: Option<Season>, of: Period| {
            let holds = match how {
                Certainty::Sure => of.contains(period),
                Certainty::Possible => of.meets(period),
            };
            holds && season.is_none_or(|season| part.is_in(season))
        };
        if let Some(many) = &self.many {
            let mut left = Minutes::between(span.opens, span.closes);
            let kinds = many.kinds.iter().flatten().filter(|kind| counts(kind.season, kind.period));
            kinds.for_each(|kind| left = left.without(kind.week.on(weekday)));
            if how == Certainty::Possible {
                left = left.without(many.others.on(weekday));
            }
            return left == Minutes::NONE;
        }
        let mut held_until = span.opens;
        while held_until < span.closes {
            let hours = self.few().filter(|hours| hours.contains(held_until) && hours.weekdays.contains(weekday));
            let Some(until) = hours.filter(|hours| counts(hours.season, Period::of(hours))).map(When::closes).max()
            else {
                return false;
            };
            held_until = until;
        }
        true
    }
}

impl Many {
    fn add(&mut self, hours: &When) {
        let Some(span) = on_ordinary_days(hours) else { return };
        let (season, period) = (hours.season, Period::of(hours));
        for kind in &mut self.kinds {
            let kind = kind.get_or_insert_with(|| Kind { season, period, week: Week::default() });
            if (kind.season, kind.period) == (season, period) {
                return kind.week.add(span);
            }
        }
        self.others.add(span);
    }
}

/// Whether hours surely hold, or may do so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Sure,
    Possible,
}

/// Whether hours hold every minute of a span, on the days on which they hold.
fn holds_all(hours: &When, span: Span) -> bool {
    hours.opens <= span.opens && span.closes <= hours.closes && hours.weekdays.contains_all(span.days)
}

/// When it is on on days that are as the week has them.
fn on_ordinary_days(when: &When) -> Option<Span> {
    let only = |rule| rule == Some(DayRule::Only);
    let is_on = !only(when.public_holidays) && !only(when.make_up_workdays) && !when.weekdays.is_empty();
    is_on.then_some(Span { days: when.weekdays, opens: when.opens, closes: when.closes })
}

/// The days from a first to a last; without one of them, there is no end on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Period {
    first: Option<Date>,
    last: Option<Date>,
}

impl Period {
    fn of(when: &When) -> Self {
        Self { first: when.valid_from, last: when.valid_until }
    }

    fn contains(self, other: Self) -> bool {
        let begins = self.first.is_none_or(|first| other.first.is_some_and(|other| first <= other));
        begins && self.last.is_none_or(|last| other.last.is_some_and(|other| other <= last))
    }

    fn meets(self, other: Self) -> bool {
        let before = |one: Option<Date>, other: Option<Date>| one.zip(other).is_some_and(|(one, other)| one < other);
        !before(self.last, other.first) && !before(other.last, self.first)
    }
}

#[cfg(test)]
mod tests {
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::calendar::Day;
    use crate::vocab::{Answer, TimeOfDay, Weekday};

    fn when(days: &str, opens: &str, closes: &str, more: &str) -> When {
        let days: Vec<String> = days.split(' ').map(|day| format!("{day:?}")).collect();
        let days = days.join(",");
        let text = format!(r#"{{ "weekdays": [{days}], "opens": "{opens}", "closes": "{closes}"{more} }}"#);
        When::of_draft(&serde_json::from_str(&text).unwrap()).unwrap()
    }

    fn opening(hours: &[When]) -> OpeningHours {
        OpeningHours::of(hours.iter().copied())
    }

    fn outside(days: &str) -> Place {
        Place::Outside(days.split(' ').map(|day| day.parse::<Weekday>().unwrap()).collect())
    }

    const WORKDAYS: &str = "mon tue wed thu fri";

    #[test]
    fn every_minute_has_to_lie_within_hours_and_a_break_lies_in_none() {
        let open = opening(&[when(WORKDAYS, "08:30", "12:00", ""), when(WORKDAYS, "14:00", "17:30", "")]);
        for (session, expected) in [
            (when("wed", "16:30", "17:30", ""), Place::Inside),
            (when("wed", "16:30", "17:31", ""), outside("wed")),
            (when("wed", "11:00", "15:00", ""), outside("wed")),
            (when("fri sat", "09:00", "10:00", ""), outside("sat")),
            (when("mon sun", "18:00", "20:00", ""), outside("mon sun")),
            (when("sun", "09:00", "10:00", r#", "public_holidays": "only""#), Place::Nowhere),
        ] {
            assert_eq!(open.place(&session, None), expected, "{session:?}");
        }
        let touching = opening(&[when("mon", "08:00", "12:00", ""), when("mon", "12:00", "18:00", "")]);
        assert_eq!(touching.place(&when("mon", "11:00", "13:00", ""), None), Place::Inside);
        assert_eq!(opening(&[]).place(&when("mon", "11:00", "13:00", ""), None), outside("mon"));
    }

    #[test]
    fn hours_of_a_season_hold_in_that_season() {
        let of = |season: &str| format!(r#", "season": "{season}""#);
        let (summer, winter) = (of("summer-timetable"), of("winter-timetable"));
        let open = opening(&[when(WORKDAYS, "08:00", "18:00", &summer), when(WORKDAYS, "08:00", "17:00", &winter)]);
        let late = |more: &str| when("wed", "16:30", "18:00", more);
        for (session, expected) in [
            (when("wed", "08:00", "17:00", ""), Place::Inside),
            (late(""), outside("wed")),
            (late(&summer), Place::Inside),
            (late(&winter), outside("wed")),
            // While schools teach, there are days of both halves of the year.
            (late(&of("school-term")), outside("wed")),
            // Nobody knows whether the summer vacation reaches into the winter timetable.
            (late(&of("summer-vacation")), Place::Open),
            (late(&of("winter-vacation")), outside("wed")),
        ] {
            assert_eq!(open.place(&session, None), expected, "{session:?}");
        }
    }

    #[test]
    fn hours_of_a_period_hold_on_its_days() {
        let open =
            opening(&[when("mon", "08:00", "12:00", r#", "valid_from": "2024-03-01", "valid_until": "2024-06-30""#)]);
        let on = |more: &str| when("mon", "09:00", "10:00", more);
        let date = |text: &str| Some(text.parse::<Date>().unwrap());
        for (session, day, expected) in [
            (on(""), None, Place::Open),
            (on(""), date("2024-03-01"), Place::Inside),
            (on(""), date("2024-06-30"), Place::Inside),
            (on(""), date("2024-07-01"), outside("mon")),
            (on(r#", "valid_from": "2024-03-01", "valid_until": "2024-06-30""#), None, Place::Inside),
            (on(r#", "valid_from": "2024-03-01", "valid_until": "2024-07-01""#), None, Place::Open),
            (on(r#", "valid_from": "2024-07-01""#), None, outside("mon")),
            (on(r#", "valid_until": "2024-02-29""#), None, outside("mon")),
            // It does not hold on the day: all of its period counts.
            (on(r#", "valid_from": "2024-05-01", "valid_until": "2024-05-31""#), date("2024-04-01"), Place::Inside),
        ] {
            assert_eq!(open.place(&session, day), expected, "{session:?} {day:?}");
        }
    }

    #[test]
    fn of_many_hours_of_more_than_eight_kinds_the_others_may_hold_at_any_time() {
        let year = |year: u16| format!(r#", "valid_from": "{year}-01-01", "valid_until": "{year}-12-31""#);
        let hours =
            |years: u16| (2001..2001 + years).map(|of| when("mon", "08:00", "12:00", &year(of))).collect::<Vec<_>>();
        let session = when("mon", "09:00", "10:00", &year(2009));
        assert_eq!(opening(&hours(8)).place(&session, None), outside("mon"));
        assert_eq!(opening(&hours(9)).place(&session, None), Place::Inside);
        assert_eq!(opening(&hours(16)).place(&session, None), Place::Inside);
        assert_eq!(opening(&hours(17)).place(&session, None), Place::Open);
    }

    fn some_when() -> impl Strategy<Value = When> {
        let days = proptest::collection::vec(select(Weekday::ALL), 1..4);
        let season = option::weighted(0.4, select(Season::ALL));
        (days, 0_u16..16, 1_u16..9, season).prop_map(|(days, opens, hours, season)| When {
            weekdays: days.into_iter().collect(),
            opens: TimeOfDay::from_minutes(opens * 60).unwrap(),
            closes: TimeOfDay::from_minutes((opens + hours) * 60).unwrap(),
            public_holidays: None,
            make_up_workdays: None,
            season,
            valid_from: None,
            valid_until: None,
        })
    }

    proptest! {
        #[test]
        fn a_session_lies_where_every_hour_of_every_part_of_the_year_says(
            hours in prop_oneof![proptest::collection::vec(some_when(), 0..6), proptest::collection::vec(some_when(), 17..30)],
            session in some_when(),
        ) {
            let place = opening(&hours).place(&session, None);
            let (mut outside, mut doubtful) = (WeekdaySet::EMPTY, false);
            for part in Part::ALL {
                for weekday in Weekday::ALL {
                    let day = part.seasons().into_iter().fold(Day::ordinary(*weekday), Day::during);
                    let on = |when: &When, time| when.contains(time) && when.holds_on(day) == Answer::Yes;
                    let missed = (0..24).filter_map(|hour| TimeOfDay::from_minutes(hour * 60)).any(|time| {
                        on(&session, time) && !hours.iter().any(|hours| on(hours, time))
                    });
                    if missed && part.is_in_every_year() {
                        outside.insert(*weekday);
                    }
                    doubtful |= missed;
                }
            }
            let expected = match (outside.is_empty(), doubtful) {
                (false, _) => Place::Outside(outside),
                (true, true) => Place::Open,
                (true, false) => Place::Inside,
            };
            prop_assert_eq!(place, expected);
        }
    }
}
