use std::collections::BTreeMap;

use super::known::Known;
use crate::calendar::Day;
use crate::hours::{Minutes, When};
use crate::records::{Activity, DatedHours, Section, Service, Session};
use crate::vocab::{Answer, Date, WeekdaySet};

/// The hours that something has of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    weekly: Vec<Weekly>,
    dates: BTreeMap<Date, Minutes>,
    /// Whether there may be more hours than these.
    pub(super) is_open: bool,
    /// Whether something may limit them.
    pub(super) is_doubtful: bool,
}

#[derive(Clone, Copy, Debug)]
struct Weekly {
    when: When,
    /// Whether it names its days. A list of none is one that nobody filled in: it holds on any day, or on none.
    names_days: bool,
}

impl Times {
    pub(super) fn of(sessions: &[Session], dates: &[DatedHours]) -> Self {
        let mut times = Self { weekly: sessions.iter().map(Weekly::of).collect(), ..Self::default() };
        for dated in dates {
            times.dates.entry(*dated.date()).or_default().add(Minutes::between(*dated.opens(), *dated.closes()));
        }
        times
    }

    /// Hours of which nothing is known.
    fn unknown() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    pub(super) fn of_service(service: &Service) -> Self {
        Self::stated(service.sessions(), &[]).unwrap_or_else(Self::unknown)
    }

    /// Those of a class; without any, those of the activity itself.
    pub(super) fn of_section(activity: &Activity, section: &Section) -> Self {
        Self::stated(section.sessions(), section.dates())
            .or_else(|| Self::stated(activity.sessions(), activity.dates()))
            .unwrap_or_else(Self::unknown)
    }

    /// Those of all its classes; without classes, its own.
    pub(super) fn of_activity(activity: &Activity) -> Self {
        let mut times = Self::default();
        let mut has_all = !activity.sections().is_empty();
        for section in activity.sections() {
            match Self::stated(section.sessions(), section.dates()) {
                Some(more) => times.add(more),
                None => has_all = false,
            }
        }
        if !has_all {
            times.add(Self::stated(activity.sessions(), activity.dates()).unwrap_or_else(Self::unknown));
        }
        times
    }

    /// Hours, if any are stated. An empty list states none.
    fn stated(sessions: &[Session], dates: &[DatedHours]) -> Option<Self> {
        (!sessions.is_empty() || !dates.is_empty()).then(|| Self::of(sessions, dates))
    }

    fn add(&mut self, more: Self) {
        self.weekly.extend(more.weekly);
        for (date, minutes) in more.dates {
            self.dates.entry(date).or_default().add(minutes);
        }
        self.is_open |= more.is_open;
        self.is_doubtful |= more.is_doubtful;
    }

    /// What the weekly hours make of a day.
    pub(super) fn weekly(&self, day: Day) -> Known {
        let mut known = Known::default();
        for weekly in &self.weekly {
            let minutes = || Minutes::between(weekly.when.opens(), weekly.when.closes());
            match weekly.holds_on(day) {
                Answer::Yes => known.add(minutes()),
                Answer::No => {}
                Answer::CannotSay => known.perhaps.add(minutes()),
            }
        }
        known
    }

    /// The hours of a date, if it has some.
    pub(super) fn dated(&self, date: Date) -> Option<Minutes> {
        self.dates.get(&date).copied()
    }
}

impl Weekly {
    fn of(session: &Session) -> Self {
        let when = When::of(session);
        let names_days = !when.weekdays.is_empty();
        Self { when, names_days }
    }

    fn holds_on(&self, day: Day) -> Answer {
        let answer = self.when.holds_on(day);
        let on_any = When { weekdays: WeekdaySet::all(), ..self.when };
        if self.names_days || on_any.holds_on(day) == answer { answer } else { Answer::CannotSay }
    }
}
