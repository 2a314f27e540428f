//! When sessions are on: every minute of a week counts once, however many sessions hold it.

use super::minutes::Minutes;
use super::when::When;
use crate::calendar::Day;
use crate::records::SessionDraft;
use crate::vocab::{Answer, Date, Member as _, Season, TimeOfDay, Weekday, WeekdaySet, WeeklyMinutes};

/// Some minutes of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Week {
    days: [Minutes; 7],
}

impl Week {
    /// Adds a span of some days of the week.
    pub(crate) fn add(&mut self, span: Span) {
        let minutes = Minutes::between(span.opens, span.closes);
        for (name, day) in Weekday::ALL.iter().zip(&mut self.days) {
            if span.days.contains(*name) {
                day.add(minutes);
            }
        }
    }

    /// The minutes of one day.
    pub(crate) fn on(&self, weekday: Weekday) -> Minutes {
        self.days.get(weekday.index() as usize).copied().unwrap_or(Minutes::NONE)
    }

    /// Whether some minute of a span is among them.
    pub(crate) fn meets(&self, span: Span) -> bool {
        let minutes = Minutes::between(span.opens, span.closes);
        Weekday::ALL
            .iter()
            .zip(&self.days)
            .any(|(name, day)| span.days.contains(*name) && day.and(minutes) != Minutes::NONE)
    }

    /// How many minutes they are.
    pub(crate) fn minutes(&self) -> WeeklyMinutes {
        WeeklyMinutes::new(self.days.iter().map(Minutes::count).sum()).unwrap_or(WeeklyMinutes::hours(u8::MAX))
    }
}

/// A span of time on some days of the week, the closing minute not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) days: WeekdaySet,
    pub(crate) opens: TimeOfDay,
    pub(crate) closes: TimeOfDay,
}

/// When a session is on in a week, as far as its draft tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hours {
    /// What is known of it.
    pub(crate) span: Option<Span>,
    /// The field that leaves open whether there is more.
    pub(crate) doubt: Option<&'static str>,
}

impl Hours {
    /// What a session says of a week of ordinary days at the time of a date. One that does not hold then is never on; without a
    /// date, one that holds for some time only may or may not be. Without seasons, neither is known of one that holds in a season.
    pub(crate) fn of(session: &SessionDraft, date: Option<Date>, seasons: &[Season]) -> Self {
        if is_over(session, date) {
            return Self::default();
        }
        let (when, doubt) = When::read(session);
        let Some(when) = when else { return Self { span: None, doubt } };
        let day = |weekday| seasons.iter().copied().fold(Day::ordinary(weekday).at(date), Day::during);
        let mut days = WeekdaySet::EMPTY;
        let mut open = None;
        for weekday in Weekday::ALL {
            match when.holds_on(day(*weekday)) {
                Answer::Yes => days.insert(*weekday),
                Answer::No => {}
                Answer::CannotSay => open = open.or_else(|| when.doubt_on(day(*weekday))),
            }
        }
        let span = Span { days, opens: when.opens, closes: when.closes };
        Self { span: (!days.is_empty() || open.is_none()).then_some(span), doubt: open.or(doubt) }
    }
}

/// Whether a session surely does not hold at the time of a date, whatever of it could not be read.
pub(crate) fn is_over(session: &SessionDraft, date: Option<Date>) -> bool {
    let (from, until) = (session.valid_from.given(), session.valid_until.given());
    let reversed = from.zip(until).is_some_and(|(from, until)| from > until);
    let passed = |date| from.is_some_and(|from| date < *from) || until.is_some_and(|until| date > *until);
    !reversed && date.is_some_and(passed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn hours(session: &str, date: Option<Date>) -> Hours {
        Hours::of(&serde_json::from_str(session).unwrap(), date, &[])
    }

    fn week(sessions: &[&str]) -> u16 {
        let mut week = Week::default();
        sessions.iter().filter_map(|session| hours(session, None).span).for_each(|span| week.add(span));
        week.minutes().get()
    }

    #[test]
    fn sessions_add_up_to_the_minutes_of_the_week_that_they_cover() {
        const MORNINGS: &str = r#"{ "weekdays": ["mon", "tue"], "opens": "08:30", "closes": "12:00" }"#;
        const AFTERNOONS: &str = r#"{ "weekdays": ["mon", "tue"], "opens": "14:00", "closes": "17:30" }"#;
        const ALL_DAY: &str = r#"{ "weekdays": ["tue"], "opens": "08:00", "closes": "18:00" }"#;
        const ALWAYS: &str =
            r#"{ "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "opens": "00:00", "closes": "24:00" }"#;
        const LAST_MINUTE: &str = r#"{ "weekdays": ["sun"], "opens": "23:59", "closes": "24:00" }"#;

        assert_eq!(week(&[]), 0);
        assert_eq!(week(&[MORNINGS]), 2 * 210);
        // The lunch break is not counted, and Tuesday's hours are counted once.
        assert_eq!(week(&[MORNINGS, AFTERNOONS]), 4 * 210);
        assert_eq!(week(&[MORNINGS, AFTERNOONS, ALL_DAY]), 2 * 210 + 600);
        assert_eq!(week(&[MORNINGS, MORNINGS]), 2 * 210);
        assert_eq!(week(&[LAST_MINUTE]), 1);
        assert_eq!(week(&[ALWAYS, LAST_MINUTE]), 10_080);
    }

    #[test]
    fn a_span_meets_a_week_where_they_share_a_minute() {
        let span = |day, opens, closes| {
            let time = |hours: u16| TimeOfDay::from_minutes(hours * 60).unwrap();
            Span { days: WeekdaySet::of(&[day]), opens: time(opens), closes: time(closes) }
        };
        let mut week = Week::default();
        week.add(span(Weekday::Monday, 9, 12));
        assert!(week.meets(span(Weekday::Monday, 11, 13)));
        assert!(!week.meets(span(Weekday::Monday, 12, 13)), "what touches shares no minute");
        assert!(!week.meets(span(Weekday::Tuesday, 9, 12)));
    }

    #[test]
    fn a_session_counts_on_the_days_that_it_holds_and_no_others() {
        const SUMMER: &str = r#"{ "weekdays": ["mon"], "opens": "08:00", "closes": "09:00", "valid_from": "2023-06-01", "valid_until": "2023-08-31" }"#;

        for (day, holds) in [((5, 31), false), ((6, 1), true), ((8, 31), true), ((9, 1), false)] {
            let found = hours(SUMMER, Date::new(2023, day.0, day.1));
            assert_eq!((found.span.is_some(), found.doubt), (holds, None), "{day:?}");
        }
        assert_eq!(hours(SUMMER, None), Hours { span: None, doubt: Some("valid_from") });
    }

    #[test]
    fn what_cannot_be_read_leaves_open_when_a_session_is_on() {
        let date = Date::new(2023, 8, 11);
        let times = r#""opens": "08:00", "closes": "09:00""#;
        for (session, known, doubt) in [
            (format!("{{ {times} }}"), false, "weekdays"),
            (format!(r#"{{ "weekdays": [], {times} }}"#), true, "weekdays"),
            (format!(r#"{{ "weekdays": ["mon", "someday"], {times} }}"#), true, "weekdays"),
            (r#"{ "weekdays": ["mon"], "closes": "09:00" }"#.to_owned(), false, "opens"),
            (r#"{ "weekdays": ["mon"], "opens": "09:00", "closes": "late" }"#.to_owned(), false, "closes"),
            (r#"{ "weekdays": ["mon"], "opens": "09:00", "closes": "09:00" }"#.to_owned(), false, "closes"),
            (format!(r#"{{ "weekdays": ["mon"], {times}, "valid_from": "spring" }}"#), false, "valid_from"),
            (format!(r#"{{ "weekdays": ["mon"], {times}, "valid_until": "spring" }}"#), false, "valid_until"),
            (
                format!(
                    r#"{{ "weekdays": ["mon"], {times}, "valid_from": "2024-01-01", "valid_until": "2022-01-01" }}"#
                ),
                false,
                "valid_until",
            ),
        ] {
            let found = hours(&session, date);
            assert_eq!((found.span.is_some(), found.doubt), (known, Some(doubt)), "{session}");
        }
        // Whatever the beginning may be, the session has ended.
        let ended =
            format!(r#"{{ "weekdays": ["mon"], {times}, "valid_from": "spring", "valid_until": "2022-01-01" }}"#);
        assert_eq!(hours(&ended, date), Hours::default());
    }

    fn span() -> impl Strategy<Value = Span> {
        let days = proptest::collection::vec(select(Weekday::ALL), 0..5);
        (days, 0_u16..=1_440, 0_u16..=1_440).prop_map(|(days, one, other)| Span {
            days: days.into_iter().collect(),
            opens: TimeOfDay::from_minutes(one.min(other)).unwrap(),
            closes: TimeOfDay::from_minutes(one.max(other)).unwrap(),
        })
    }

    proptest! {
        #[test]
        fn the_minutes_of_a_week_are_those_that_some_span_holds(
            spans in proptest::collection::vec(span(), 0..8),
        ) {
            let mut week = Week::default();
            spans.iter().for_each(|span| week.add(*span));
            let mut expected = 0;
            for day in Weekday::ALL {
                for minute in 0..1_440 {
                    let held = |span: &Span| {
                        span.days.contains(*day) && (span.opens.minutes()..span.closes.minutes()).contains(&minute)
                    };
                    expected += u16::from(spans.iter().any(held));
                }
            }
            prop_assert_eq!(week.minutes().get(), expected);
        }
    }
}
