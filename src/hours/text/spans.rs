//! Hours: from one time to another, under the heading before them.

use std::mem::take;
use std::ops::Range;

use super::clock::{Between, Clock};
use super::days::{Days, Named};
use super::draft::{Closed, Found};
use super::reader::Reader;
use super::scope::{Behind, Period};
use super::stated::Stated;
use super::token::Kind;
use super::unread::Reason;
use crate::vocab::TimeOfDay;

/// Sessions that are read of one text.
const MOST_SESSIONS: usize = 1_000;
/// Sessions that a break is looked for in, counted from the last one.
const MOST_BROKEN: usize = 64;

impl Reader<'_> {
    pub(super) fn hours(&mut self) {
        let begin = self.part.map_or(self.at, |(_, piece)| piece);
        if self.to.kind(self.at) == Some(Kind::Always) {
            return self.always(begin);
        }
        if let Some(end) = self.last_entry() {
            self.to.read(begin..end);
            self.at = end;
            return;
        }
        let (between, end) = self.opens_and_closes().unwrap_or_else(|| self.between());
        let pieces = begin..end;
        self.at = end;
        let Some(between) = between else {
            self.stranger = true;
            return;
        };
        // 7.15-8.31 beside hours with a colon is a period of every year.
        if self.has_plain_times && between.is_ok_and(Between::may_be_dates) {
            self.begin_heading(self.heading.period.is_some());
            return self.heading.name_period(Period::Unknown, pieces);
        }
        let closed = self.next_but(end, |kind| matches!(kind, Kind::Space | Kind::Opens)).filter(|(place, kind)| {
            *kind == Kind::Closed || (*kind == Kind::Rest && self.is_break_before(*place, between))
        });
        let rest = take(&mut self.rest);
        if rest.is_some() || closed.is_some() {
            if let Some((place, _)) = closed {
                self.at = place + 1;
            }
            let times = between.and_then(Between::times);
            if let Some(named) = self.heading.named {
                let pieces = self.said();
                let doubt = Closed {
                    weekdays: named.weekdays(),
                    public_holidays: false,
                    season: None,
                    pieces,
                    is_exception: false,
                    is_doubtful: true,
                };
                self.to.closings.push(doubt);
            }
            let is_of_heading = !take(&mut self.heading).is_empty() || self.waiting().is_some();
            if !is_of_heading && times.is_ok_and(|(from, until)| self.pause(from, until)) {
                self.to.read(pieces);
                self.to.read(rest.into_iter().chain(closed.map(|(place, _)| place)));
            }
            return;
        }
        let glued = |kind: Kind| {
            let next = self.to.tokens.get(end)?;
            (next.kind == kind && self.to.tokens.get(end - 1)?.end == next.begin).then_some(next)
        };
        let is_cut_off = self.to.kind(end) == Some(Kind::To)
            && self.next_but(end + 1, |kind| kind == Kind::Space).is_some_and(|(_, kind)| kind.is_of_hours());
        let is_other = glued(Kind::Unknown).is_some_and(|next| {
            self.text.get(next.begin..).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()))
                || self.denies(end)
        });
        let is_odd = is_other || is_cut_off || between.is_err_and(|reason| reason == Reason::NotUnderstood);
        let times = if is_odd { Err(Reason::NotUnderstood) } else { between.and_then(Between::times) };
        self.add(times, pieces);
        self.stranger |= is_odd;
    }

    /// 8:30-17:30（12:00-13:30午休）: whether the word for a break stands behind the hours of it, which begin before the last ones
    /// end, and not before others.
    fn is_break_before(&self, word: usize, between: Result<Between, Reason>) -> bool {
        let last_end = self.last_end.filter(|_| self.heading.is_empty());
        let begins = between.and_then(Between::times).ok().map(|(from, _)| from);
        let next = self.next_but(word + 1, |kind| matches!(kind, Kind::Space | Kind::Colon | Kind::Label));
        begins.zip(last_end).is_some_and(|(from, last)| from <= last)
            && next.is_none_or(|(_, kind)| !kind.is_of_hours() && !kind.is_of_days())
    }

    /// 全天, which is a label where hours follow.
    pub(super) fn always(&mut self, begin: usize) {
        let pieces = begin..self.at + 1;
        let next =
            self.next_but(self.at + 1, |kind| matches!(kind, Kind::Space | Kind::Colon | Kind::Open | Kind::Part(_)));
        let is_label = next.is_some_and(|(_, kind)| matches!(kind, Kind::Time(_) | Kind::Number(_)));
        let is_joined = |one: usize, other: usize| {
            let kinds = [self.to.kind(one), self.to.kind(other)];
            kinds.iter().all(|kind| kind.is_some_and(|kind| !kind.is_mark())) && kinds.contains(&Some(Kind::Unknown))
        };
        let after = self.at + 1;
        let past_words = self.next_but(after, Kind::is_filler).map_or(after, |(place, _)| place);
        let is_part =
            begin.checked_sub(1).is_some_and(|before| is_joined(before, begin)) || is_joined(self.at, past_words);
        let says_hours = self.text.get(self.to.place(&pieces)).is_some_and(|words| words.contains('时'));
        if is_label && !says_hours {
            self.to.read(pieces);
            return;
        }
        let doubtful = is_part || is_label || self.part.is_some();
        self.stranger |= doubtful;
        self.add(if doubtful { Err(Reason::NotUnderstood) } else { Ok((TimeOfDay::START, TimeOfDay::END)) }, pieces);
    }

    /// The place behind 16:30停止入馆, which is said of hours before it and changes none of them.
    fn last_entry(&self) -> Option<usize> {
        let Some(Kind::Time(clock)) = self.to.kind(self.at) else { return None };
        let (place, kind) = self.next_but(self.at + 1, |kind| kind == Kind::Space)?;
        let is_said_of_hours = kind == Kind::LastEntry
            && clock.is_shown()
            && !self.to.sessions.is_empty()
            && self.heading.is_empty()
            && self.rest.is_none()
            && !self.stranger
            && !self.limits;
        is_said_of_hours.then_some(place + 1)
    }

    /// 9:00开馆，17:00闭馆: from one time to another, in words.
    #[allow(clippy::type_complexity, reason = "as with hours that have a dash")]
    fn opens_and_closes(&self) -> Option<(Option<Result<Between, Reason>>, usize)> {
        let Some(Kind::Time(opens)) = self.to.kind(self.at) else { return None };
        let (word, kind) = self.next_but(self.at + 1, |kind| kind == Kind::Space)?;
        if kind != Kind::Opens || self.rest.is_some() {
            return None;
        }
        let is_between = |kind: Kind| matches!(kind, Kind::Space | Kind::Comma | Kind::Joiner | Kind::And);
        let (mut at, mut kind) = self.next_but(word + 1, is_between)?;
        let mut part = None;
        if let Kind::Part(named) = kind {
            part = Some(named);
            (at, kind) = self.next_but(at + 1, |kind| kind == Kind::Space)?;
        }
        let Kind::Time(closes) = kind else { return None };
        let (last, _) = self.next_but(at + 1, |kind| kind == Kind::Space)?;
        let words = self.text.get(self.to.place(&(last..last + 1)))?;
        let is_end = matches!(words, "闭馆" | "闭园" | "闭站" | "关门" | "关闭" | "打烊");
        let is_glued = self.to.kind(last + 1) == Some(Kind::Unknown);
        let between = Between { opens: (self.part.map(|(part, _)| part), opens), closes: (part, closes) };
        (is_end && !is_glued).then_some((Some(Ok(between)), last + 1))
    }

    /// From one time to another. Nothing where there is no other, and then it is of no use; the place behind it, too.
    #[allow(clippy::type_complexity, reason = "no hours at all, or hours that may be wrong, and where they end")]
    pub(super) fn between(&self) -> (Option<Result<Between, Reason>>, usize) {
        let past_space = |at: usize| if self.to.kind(at) == Some(Kind::Space) { at + 1 } else { at };
        let clock = |at: usize| match self.to.kind(at) {
            Some(Kind::Time(clock)) => Some((clock, true)),
            Some(Kind::Number(hour)) => Some((Clock { hour, minute: 0, dotted: false }, false)),
            _ => None,
        };
        let nothing = (None, self.at + 1);
        let Some((opens, opens_is_time)) = clock(self.at) else { return nothing };
        let to = past_space(self.at + 1);
        if self.to.kind(to) != Some(Kind::To) {
            return nothing;
        }
        let mut at = past_space(to + 1);
        let is_next_day = self.to.kind(at) == Some(Kind::NextDay);
        if is_next_day {
            at = past_space(at + 1);
        }
        let part = match self.to.kind(at) {
            Some(Kind::Part(part)) => {
                at = past_space(at + 1);
                Some(part)
            }
            _ => None,
        };
        let Some((closes, true)) = clock(at) else { return nothing };
        let end = at + 1;
        // 9-17:00 may be anything; 9至17时 shares its word.
        let shares_word = opens_is_time
            || self.rest.is_some()
            || self.text.get(self.to.place(&(at..end))).is_some_and(|text| text.contains(['点', '时']));
        if !shares_word {
            return (Some(Err(Reason::NotUnderstood)), end);
        }
        if is_next_day {
            return (Some(Err(Reason::EndsBeforeItBegins)), end);
        }
        (Some(Ok(Between { opens: (self.part.map(|(part, _)| part), opens), closes: (part, closes) })), end)
    }

    /// Hours under the heading before them.
    pub(super) fn add(&mut self, times: Result<(TimeOfDay, TimeOfDay), Reason>, pieces: Range<usize>) {
        let stranger = self.stranger;
        self.turn();
        let days_may_follow = self.scope.days.is_empty() || self.scope.is_out_of_step;
        self.behind = days_may_follow.then_some(Behind::Nothing);
        let limited = self.scope.limited || self.scope.period == Period::Unknown || stranger;
        let times = if limited { times.and(Err(Reason::NotUnderstood)) } else { times };
        // Hours stand in order; 8:30-11:30，2:00-5:00 is something else.
        let times = times.and_then(|(opens, closes)| {
            if self.last_end.is_some_and(|last| opens < last) {
                Err(Reason::Contradiction)
            } else {
                Ok((opens, closes))
            }
        });
        let named = if self.scope.days.is_empty() { &[Days::UNNAMED] } else { self.scope.days.as_slice() };
        let seasons = self.scope.parts.each();
        let times = times.and_then(|times| {
            let room = MOST_SESSIONS.saturating_sub(self.to.sessions.len());
            if named.len() * seasons.len() > room { Err(Reason::TooMuch) } else { Ok(times) }
        });
        let list = self.to.lists.len() - 1;
        let (opens, closes) = match times {
            Ok(times) => times,
            Err(reason) => {
                self.to.refuse(pieces, reason);
                if let Some(list) = self.to.lists.last_mut() {
                    list.reason = Some(reason);
                }
                return;
            }
        };
        let (valid_from, valid_until) = match self.scope.period {
            Period::Between(from, until) => (from, until),
            Period::Always | Period::Unknown => (None, None),
        };
        for (season, days) in seasons.iter().flat_map(|season| named.iter().map(move |days| (*season, *days))) {
            let stated = Stated {
                valid_from,
                valid_until,
                season,
                weekdays: days.weekdays,
                public_holidays: None,
                make_up_workdays: None,
                opens,
                closes,
            };
            self.to.sessions.push(Found {
                stated,
                list,
                pieces: pieces.clone(),
                in_general: days.in_general,
                public_holidays: days.rules.public_holidays,
                make_up_workdays: days.rules.make_up_workdays,
            });
        }
        self.last_end = Some(closes);
        self.has_hours = true;
        self.to.read(pieces);
    }

    /// Takes a break out of the last hours; false where it is none of theirs.
    pub(super) fn pause(&mut self, from: TimeOfDay, until: TimeOfDay) -> bool {
        if from >= until || self.stranger {
            return false;
        }
        let list = self.to.lists.len() - 1;
        let is_near = |found: &&mut Found| found.list == list;
        let mut halves = Vec::new();
        let (mut ends, mut begins) = (false, false);
        for found in self.to.sessions.iter_mut().rev().take(MOST_BROKEN).take_while(is_near) {
            let stated = found.stated;
            ends |= stated.closes == from;
            begins |= stated.opens == until;
            if stated.opens < from && until < stated.closes {
                found.stated.closes = from;
                halves.push(Found { stated: Stated { opens: until, ..stated }, ..found.clone() });
            }
        }
        let is_one = !halves.is_empty() || (ends && begins);
        self.to.sessions.extend(halves.into_iter().rev());
        is_one
    }

    /// 午休12:00-13:00, 闭馆日：周一.
    pub(super) fn rest(&mut self) {
        let word = self.at;
        let next = self.next_but(word + 1, |kind| matches!(kind, Kind::Space | Kind::Colon | Kind::Label));
        match next {
            Some((_, kind)) if kind.is_of_hours() => self.rest = Some(word),
            Some((place, kind)) if kind.is_of_days() => {
                let (named, end) = Named::read(&self.to.tokens, place);
                self.at = end;
                self.close_on(named, word..end, false);
            }
            _ => self.stranger = true,
        }
    }
}
