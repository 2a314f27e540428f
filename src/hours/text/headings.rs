//! What stands before hours, or behind them: days, parts of the year, periods, and brackets around them.

use std::mem::take;

use super::days::{Days, Named};
use super::draft::{Found, List};
use super::reader::Reader;
use super::scope::{Heading, Period};
use super::token::{Kind, Parts};
use super::unread::Reason;

impl Reader<'_> {
    pub(super) fn days(&mut self) {
        let begin = self.at;
        let (named, end) = Named::read(&self.to.tokens, begin);
        self.at = end;
        self.begin_heading(false);
        self.heading.limited |= named.doubtful;
        if self.outside.is_empty() && !self.heading.has_days() {
            self.heading.behind = self.behind;
        }
        self.heading.name_days(named, begin..end);
    }

    /// A period with its years; without them it comes back every year, and no session can hold it.
    pub(super) fn period(&mut self) {
        let begin = self.at;
        let date = |at: usize| match self.to.kind(at) {
            Some(Kind::Date(day)) => Some(day),
            _ => None,
        };
        let mut end = begin + 1;
        let period = if let Some(first) = date(begin) {
            let to = self.next_but(begin + 1, |kind| kind == Kind::Space).filter(|(_, kind)| *kind == Kind::To);
            let last = to.and_then(|(to, _)| self.next_but(to + 1, |kind| kind == Kind::Space));
            match last.and_then(|(place, _)| Some((place, date(place)?))) {
                Some((place, last)) => {
                    end = place + 1;
                    let from = first.first();
                    from.and_then(|from| Some(Period::Between(Some(from), Some(last.last_after(Some(from))?))))
                }
                None if self.to.kind(end) == Some(Kind::Since) => {
                    end += 1;
                    first.first().map(|from| Period::Between(Some(from), None))
                }
                None => None,
            }
        } else {
            let last = self.next_said(end).and_then(|(place, _)| Some((place, date(place)?)));
            last.and_then(|(place, last)| {
                end = place + 1;
                Some(Period::Between(None, Some(last.last_after(None)?)))
            })
        };
        self.at = end;
        let is_bracketed = !self.outside.is_empty() && self.heading.is_empty();
        let explains_season = is_bracketed && self.outside.last().is_some_and(|(outer, _)| outer.parts.is_some());
        if period.is_none() && explains_season {
            // When the season is, the calendar of seasons says.
            self.stranger = true;
            return;
        }
        self.begin_heading(self.heading.period.is_some());
        self.heading.name_period(period.unwrap_or(Period::Unknown), begin..end);
    }

    /// What stands in brackets belongs to the heading before them, or to the hours before them.
    pub(super) fn close(&mut self) {
        let Some((outer, stranger)) = self.outside.pop() else { return };
        let inner = std::mem::replace(&mut self.heading, outer);
        let is_understood = !take(&mut self.stranger) && !inner.is_empty();
        self.stranger = stranger;
        self.limits = false;
        if !is_understood {
            return;
        }
        if self.heading.is_empty() && !self.has_hours {
            self.heading = inner;
        } else if self.heading.is_empty() {
            self.add_to_last_hours(inner);
        } else if self.heading.has_room_for(&inner) {
            self.heading.take_in(inner);
        } else if self.heading.explained_by(&inner) {
            self.to.read(inner.pieces);
        } else {
            self.heading.limited = true;
        }
    }

    /// 9:00-17:00（周一至周五）.
    pub(super) fn add_to_last_hours(&mut self, heading: Heading) {
        let list = self.to.lists.len() - 1;
        let Some(last) = self.to.sessions.last().filter(|found| found.list == list).map(|found| found.stated) else {
            return;
        };
        if heading.period == Some(Period::Unknown) || heading.limited {
            if last.season.is_none() {
                self.limit_last_list();
            }
            return;
        }
        let days = match heading.named.map(Named::days).as_deref() {
            None => None,
            Some([days]) if last.weekdays.is_none() => match days.rules.and(heading.rules) {
                Some(rules) => Some(Days { rules, ..*days }),
                None => return self.limit_last_list(),
            },
            Some(_) => return self.limit_last_list(),
        };
        let season = match heading.parts {
            None | Some(Parts::All) => None,
            Some(Parts::One(season)) if last.season.is_none() => Some(season),
            Some(_) => return self.limit_last_list(),
        };
        let period = match heading.period {
            None | Some(Period::Unknown | Period::Always) => None,
            Some(Period::Between(from, until)) if last.valid_from.is_none() && last.valid_until.is_none() => {
                Some((from, until))
            }
            Some(_) => return self.limit_last_list(),
        };
        for found in self.to.sessions.iter_mut().rev().take_while(|found| found.list == list) {
            if let Some(days) = days {
                self.behind = None;
                found.stated.weekdays = days.weekdays;
                found.in_general = days.in_general;
                found.public_holidays = days.rules.public_holidays;
                found.make_up_workdays = days.rules.make_up_workdays;
            }
            found.stated.season = season.or(found.stated.season);
            if let Some((from, until)) = period {
                (found.stated.valid_from, found.stated.valid_until) = (from, until);
            }
        }
        if let Some(list) = self.to.lists.get_mut(list) {
            list.heading.extend(heading.pieces);
        }
        self.has_hours = false;
        // Hours that follow are not in these brackets.
        let naming = self.to.lists.last().map_or(0, |list| list.naming);
        self.to.lists.push(List { naming, ..List::default() });
        self.last_end = None;
    }

    /// Turns to the headings that stand before hours.
    pub(super) fn turn(&mut self) {
        let mut heading = Heading::default();
        for (outer, _) in &mut self.outside {
            let outer = take(outer);
            if !outer.is_empty() {
                heading.take_in(outer);
            }
        }
        let inner = take(&mut self.heading);
        if !inner.is_empty() {
            heading.take_in(inner);
        }
        heading.limited |= take(&mut self.limits);
        if heading.is_empty() {
            self.scope.limited |= heading.limited;
            return;
        }
        if heading.is_between_hours() {
            self.limit_hours_without_days();
        }
        self.scope.turn(&heading);
        let naming = self.to.lists.last().map_or(0, |list| list.naming);
        let naming = if heading.has_days() { naming + 1 } else { naming };
        let besides = self.scope.besides;
        self.to.lists.push(List { heading: heading.pieces, naming, besides, ..List::default() });
        self.last_end = None;
    }

    /// The last hours may be those of days behind them, and nobody knows of which.
    fn limit_hours_without_days(&mut self) {
        let lists = &self.to.lists;
        let is_open =
            |found: &&Found| found.stated.weekdays.is_none() && lists.get(found.list).is_some_and(|list| !list.limited);
        let last: Vec<usize> = self.to.sessions.iter().rev().take_while(is_open).map(|found| found.list).collect();
        for list in last {
            if let Some(list) = self.to.lists.get_mut(list) {
                list.limited = true;
            }
        }
    }

    /// Days that come after all hours: those of the only hours there are, or a sign that everything was read out of step. So is a
    /// part of the year that comes after hours of another one.
    pub(super) fn end(&mut self) {
        let heading = take(&mut self.heading);
        let is_seasonal = |found: &Found| found.stated.season.is_some();
        if heading.parts.is_some() && !self.stranger && self.has_hours && self.to.sessions.iter().any(is_seasonal) {
            return self.refuse_all();
        }
        let is_dayless = |found: &Found| found.stated.weekdays.is_none();
        if !heading.has_days() || self.stranger || !self.to.sessions.iter().any(is_dayless) {
            return self.tell_days_without_times(&heading);
        }
        let last = self.to.sessions.last().map(|found| found.list);
        let of_last = |found: &Found| Some(found.list) == last;
        let is_in_step = self
            .to
            .sessions
            .iter()
            .all(|found| of_last(found) == is_dayless(found) && (of_last(found) || self.days_come_after));
        let is_whole = self.to.lists.iter().all(|list| list.reason.is_none());
        if is_in_step && is_whole && self.has_hours {
            return self.add_to_last_hours(heading);
        }
        self.refuse_all();
    }

    /// Days that no hours follow, and nothing else that may be meant.
    pub(super) fn tell_days_without_times(&mut self, heading: &Heading) {
        if heading.has_days() && !heading.limited && !self.stranger {
            self.to.refuse(heading.pieces.iter().copied(), Reason::NoTimes);
        }
    }

    fn refuse_all(&mut self) {
        for found in take(&mut self.to.sessions) {
            self.to.refuse(found.pieces, Reason::NotUnderstood);
        }
    }
}
