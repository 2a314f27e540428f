use super::known::Known;
use super::times::Times;
use crate::calendar::Day;
use crate::hours::{self, Minutes, Stated};
use crate::records::{Center, CenterField, Closure, Session};
use crate::vocab::{Answer, Date, Lifecycle};

/// The center as a house: whether its doors are open.
#[derive(Clone, Debug)]
pub(super) struct House<'c> {
    center: &'c Center,
    times: Times,
    /// Whether a date may have more hours than those that are given for it.
    dates_are_open: bool,
}

impl<'c> House<'c> {
    pub(super) fn of(center: &'c Center) -> Self {
        Self { center, times: weekly_hours(center), dates_are_open: !center.lists_all(CenterField::dated_hours) }
    }

    /// Whether residents can use the center at all at that time of its life.
    pub(super) fn is_in_use(&self, date: Date) -> Answer {
        let status = self.center.status().copied().map_or(Some(true), Lifecycle::is_in_use);
        let opened = self.center.opened().map_or(Answer::Yes, |opened| opened.is_after_date(date).opposite());
        let closed = self.center.closed().map_or(Answer::Yes, |closed| closed.is_before_date(date).opposite());
        status.map_or(Answer::CannotSay, Answer::from).and(opened).and(closed)
    }

    /// The first closure in the record that closes it on a day.
    pub(super) fn closure(&self, date: Date) -> Option<&'c Closure> {
        self.center.closures().iter().find(|closure| {
            let (begins, ends) = (*closure.begins(), closure.ends().copied());
            begins <= date && date <= ends.unwrap_or(begins)
        })
    }

    /// Its hours on a date that has some of its own.
    pub(super) fn dated(&self, date: Date) -> Option<Known> {
        let surely = self.times.dated(date)?;
        Some(Known { surely, perhaps: if self.dates_are_open { Minutes::all() } else { surely } })
    }

    /// Its hours on a day that has none of its own.
    pub(super) fn weekly(&self, day: Day) -> Known {
        let known = self.times.weekly(day);
        let known = if self.times.is_doubtful { known.doubted() } else { known };
        if self.times.is_open { Known { perhaps: Minutes::all(), ..known } } else { known }
    }
}

/// The hours that the record states; where it states none, be it in an empty list, those that the words of its source tell.
fn weekly_hours(center: &Center) -> Times {
    let text = center.hours_text().filter(|_| center.hours().is_empty());
    let told = text.map(|text| hours::read(text.as_str()));
    let Some(told) = told else {
        let mut times = Times::of(center.hours(), center.dated_hours());
        times.is_open = !center.lists_all(CenterField::hours);
        return times;
    };
    let sessions: Vec<Session> = told.sessions().iter().copied().filter_map(Stated::session).collect();
    let mut times = Times::of(&sessions, center.dated_hours());
    // What was not understood may be hours, or limit those that were; and so may hours that another place tells.
    let named = !sessions.is_empty() && sessions.len() == told.sessions().len();
    times.is_open = !(named && told.is_whole() && told.same_as().is_none());
    times.is_doubtful = times.is_open;
    times
}
