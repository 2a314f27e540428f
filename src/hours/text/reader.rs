use std::mem::take;
use std::ops::Range;

use super::clock::{Between, Clock, DayPart};
use super::days::{Days, Named, Said};
use super::draft::{Become, Closed, Draft, Found, List, Statement, What};
use super::scope::{Heading, Period, Scope};
use super::stated::Stated;
use super::token::{Kind, Parts, Token};
use super::unread::Reason;
use crate::vocab::{DayRule, TimeOfDay, WeekdaySet};

/// Sessions that are read of one text.
const MOST_SESSIONS: usize = 1_000;
/// Statements about all hours that are read of one text.
const MOST_STATEMENTS: usize = 100;
/// Brackets within brackets that are told apart.
const DEEPEST: usize = 8;
/// Sessions that a break is looked for in, counted from the last one.
const MOST_BROKEN: usize = 64;

/// Reads a text from left to right.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    to: Draft,
    at: usize,
    scope: Scope,
    heading: Heading,
    /// The headings before the brackets that are open, and whether something unknown stands before them.
    outside: Vec<(Heading, bool)>,
    /// The part of the day that was named last, if nothing has come after it.
    part: Option<(DayPart, usize)>,
    /// Something was not understood since the last heading, so that hours may belong to that.
    stranger: bool,
    /// Something in this clause limits the days that it will name.
    limits: bool,
    /// Something said that what follows is no opening time.
    rest: Option<usize>,
    /// Hours came last, and nothing but what may belong to them since.
    has_hours: bool,
    /// Days were named behind their hours.
    days_come_after: bool,
    /// When the last hours under this heading end.
    last_end: Option<TimeOfDay>,
    /// Times are written with a colon or in words, so that a full stop may be that of a date.
    has_plain_times: bool,
}

/// Reads the pieces of a text from left to right.
pub(super) fn read_pieces(text: &str, tokens: Vec<Token>) -> Draft {
    let has_plain_times = tokens.iter().any(|token| matches!(token.kind, Kind::Time(clock) if !clock.dotted));
    let mut reader = Reader {
        text,
        to: Draft::new(tokens),
        at: 0,
        scope: Scope::default(),
        heading: Heading::default(),
        outside: Vec::new(),
        part: None,
        stranger: false,
        limits: false,
        rest: None,
        has_hours: false,
        days_come_after: false,
        last_end: None,
        has_plain_times,
    };
    while let Some(kind) = reader.to.kind(reader.at) {
        let begin = reader.at;
        reader.piece(kind);
        reader.at = reader.at.max(begin + 1);
    }
    while !reader.outside.is_empty() {
        reader.close();
    }
    reader.end();
    reader.to
}

impl Reader<'_> {
    fn piece(&mut self, kind: Kind) {
        let here = self.at..self.at + 1;
        match kind {
            Kind::Space | Kind::Colon | Kind::To | Kind::Joiner | Kind::And | Kind::Label => return,
            Kind::Comma => self.limits &= !self.heading.is_empty(),
            Kind::Semicolon => {
                let ends_hours = take(&mut self.has_hours) && self.heading.has_days() && !self.stranger;
                if ends_hours && self.to.sessions.last().is_some_and(|found| found.stated.weekdays.is_none()) {
                    let heading = take(&mut self.heading);
                    self.days_come_after = true;
                    self.add_to_last_hours(heading);
                } else if self.heading.has_days() {
                    self.drop_heading();
                }
                self.limits &= !self.heading.is_empty();
            }
            Kind::Open if self.outside.len() >= DEEPEST => self.stranger = true,
            Kind::Open => {
                self.outside.push((take(&mut self.heading), self.stranger));
                self.stranger = false;
                // A part of the day may stand before the brackets around its hours.
                return;
            }
            Kind::Close => self.close(),
            Kind::Weekday(_) | Kind::Days(_) | Kind::PublicHolidays | Kind::MakeUpWorkdays => self.days(),
            Kind::Season(parts) => {
                self.begin_heading(self.heading.parts.is_some());
                self.heading.name_parts(parts, here);
            }
            Kind::Date(_) | Kind::Until => self.period(),
            Kind::Part(part) => {
                self.part = Some((part, self.at));
                return;
            }
            Kind::Time(_) | Kind::Number(_) | Kind::Always => self.hours(),
            Kind::Closed | Kind::Excepted => self.closed(kind),
            Kind::AsUsual => self.become_of(Said::Rule(DayRule::AsUsual)),
            Kind::Also => self.become_of(Said::Rule(DayRule::Also)),
            Kind::Later => self.become_of(Said::Later),
            Kind::NoRest => {
                self.to.read(here.clone());
                self.state(What::NoRest, here);
            }
            Kind::Opens => self.opens(),
            Kind::Excepting => self.excepting(),
            Kind::Without | Kind::With | Kind::Only => self.named_after(kind),
            Kind::Besides => {
                self.heading.besides = true;
                self.heading.pieces.push(self.at);
            }
            Kind::Rest => self.rest(),
            Kind::Narrow => self.narrow(),
            Kind::Occasion => {
                self.stranger = true;
                self.limits = true;
            }
            Kind::Since | Kind::Outside | Kind::NextDay | Kind::Unknown => self.unknown(),
        }
        self.part = None;
    }

    fn next_said(&self, from: usize) -> Option<(usize, Kind)> {
        self.next_but(from, |kind| matches!(kind, Kind::Space | Kind::Colon))
    }

    fn next_but(&self, from: usize, is_passed: impl Fn(Kind) -> bool) -> Option<(usize, Kind)> {
        let tokens = self.to.tokens.iter().enumerate().skip(from);
        tokens.map(|(place, token)| (place, token.kind)).find(|(_, kind)| !is_passed(*kind))
    }

    /// A heading in which something unknown follows what it names is none.
    fn begin_heading(&mut self, is_said_twice: bool) {
        if (self.stranger && !self.heading.is_empty()) || is_said_twice {
            self.drop_heading();
        }
        self.stranger = false;
        self.heading.limited |= take(&mut self.limits);
    }

    /// A heading comes to nothing. Where it named a part of the year or a period, what follows holds for no longer than that.
    fn drop_heading(&mut self) {
        let dropped = take(&mut self.heading);
        if dropped.parts.is_some() || dropped.period.is_some() {
            self.heading.name_period(Period::Unknown, 0..0);
        }
    }

    fn unknown(&mut self) {
        self.stranger = true;
        self.limits |= self.denies(self.at);
    }

    /// Whether unknown words say no to something.
    fn denies(&self, at: usize) -> bool {
        let words = self.to.tokens.get(at).filter(|token| token.kind == Kind::Unknown);
        let words = words.and_then(|token| self.text.get(token.begin..token.end));
        words.is_some_and(|words| {
            words.contains(['不', '停', '暂', '禁', '未', '勿', '非', '闭']) && !words.starts_with("非遗")
        })
    }

    fn narrow(&mut self) {
        match self.outside.last_mut() {
            Some((outer, _)) if !outer.is_empty() => outer.limited = true,
            Some(_) if self.heading.is_empty() => self.limit_last_list(),
            _ => {}
        }
        self.stranger = true;
        self.limits = true;
    }

    fn limit_last_list(&mut self) {
        if let Some(list) = self.to.lists.last_mut() {
            list.limited = true;
        }
    }

    // --- Headings -------------------------------------------------------------------------------------------------------

    fn days(&mut self) {
        let begin = self.at;
        let (named, end) = Named::read(&self.to.tokens, begin);
        self.at = end;
        self.begin_heading(false);
        self.heading.limited |= named.doubtful;
        self.heading.name_days(named, begin..end);
    }

    /// A period with its years; without them it comes back every year, and no session can hold it.
    fn period(&mut self) {
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
    fn close(&mut self) {
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
    fn add_to_last_hours(&mut self, heading: Heading) {
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
        self.to.read(heading.pieces);
        self.has_hours = false;
        // Hours that follow are not in these brackets.
        let naming = self.to.lists.last().map_or(0, |list| list.naming);
        self.to.lists.push(List { naming, ..List::default() });
        self.last_end = None;
    }

    /// Turns to the headings that stand before hours.
    fn turn(&mut self) {
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
        self.scope.turn(&heading);
        let naming = self.to.lists.last().map_or(0, |list| list.naming);
        let naming = if heading.has_days() { naming + 1 } else { naming };
        let besides = self.scope.besides;
        self.to.lists.push(List { heading: heading.pieces, naming, besides, ..List::default() });
        self.last_end = None;
    }

    // --- Hours ----------------------------------------------------------------------------------------------------------

    fn hours(&mut self) {
        let begin = self.part.map_or(self.at, |(_, piece)| piece);
        if self.to.kind(self.at) == Some(Kind::Always) {
            return self.always(begin);
        }
        let (between, end) = self.between();
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
        let closed = self
            .next_but(end, |kind| matches!(kind, Kind::Space | Kind::Opens))
            .filter(|(_, kind)| *kind == Kind::Closed);
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

    /// 全天, which is a label where hours follow.
    fn always(&mut self, begin: usize) {
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

    /// From one time to another. Nothing where there is no other, and then it is of no use; the place behind it, too.
    #[allow(clippy::type_complexity, reason = "no hours at all, or hours that may be wrong, and where they end")]
    fn between(&self) -> (Option<Result<Between, Reason>>, usize) {
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
        let shares_word =
            opens_is_time || self.text.get(self.to.place(&(at..end))).is_some_and(|text| text.contains(['点', '时']));
        if !shares_word {
            return (Some(Err(Reason::NotUnderstood)), end);
        }
        if is_next_day {
            return (Some(Err(Reason::EndsBeforeItBegins)), end);
        }
        (Some(Ok(Between { opens: (self.part.map(|(part, _)| part), opens), closes: (part, closes) })), end)
    }

    /// Hours under the heading before them.
    fn add(&mut self, times: Result<(TimeOfDay, TimeOfDay), Reason>, pieces: Range<usize>) {
        let stranger = self.stranger;
        self.turn();
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
    fn pause(&mut self, from: TimeOfDay, until: TimeOfDay) -> bool {
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
    fn rest(&mut self) {
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

    // --- Statements -----------------------------------------------------------------------------------------------------

    fn state(&mut self, what: What, pieces: Range<usize>) {
        if self.to.statements.len() >= MOST_STATEMENTS {
            return self.to.refuse(pieces, Reason::TooMuch);
        }
        let after = self.to.sessions.len();
        self.to.statements.push(Statement { what, pieces, after, in_brackets: !self.outside.is_empty() });
    }

    /// The pieces of what is being said, up to this one.
    fn said(&self) -> Range<usize> {
        self.heading.pieces.first().copied().unwrap_or(self.at)..self.at + 1
    }

    /// The heading that waits for hours while something is said of its days.
    fn waiting(&mut self) -> Option<&mut Heading> {
        self.outside.last_mut().map(|(outer, _)| outer).filter(|outer| outer.has_days())
    }

    fn closed(&mut self, kind: Kind) {
        let is_exception = kind == Kind::Excepted;
        let Some(named) = self.heading.named.filter(|_| !self.stranger || !is_exception) else {
            self.stranger = true;
            self.limits |= !is_exception;
            return;
        };
        let hours_follow = self
            .next_but(self.at + 1, |kind| matches!(kind, Kind::Space | Kind::Colon | Kind::Comma | Kind::Close))
            .is_some_and(|(_, kind)| kind.is_of_hours());
        let apart = named.has_weekdays() && named.has_special() && !named.joined;
        if apart && (is_exception || hours_follow) {
            return self.rule_of_heading(Said::Rule(DayRule::Except));
        }
        let pieces = self.said();
        self.close_on(named, pieces, is_exception);
    }

    /// 周一至周五 法定节假日除外: what becomes of the days of the heading on those that break the week.
    fn rule_of_heading(&mut self, said: Said) {
        let Some(named) = self.heading.named else { return };
        if let (true, Said::Rule(DayRule::Except)) = (named.public_holidays, said) {
            let pieces = self.said();
            self.note_closing(named.special(), pieces, true, false);
        }
        match self.heading.rules.and(named.special().rules(said)) {
            Some(rules) => self.heading.rules = rules,
            None => self.heading.limited = true,
        }
        self.heading.named = Some(named.ordinary());
        self.heading.pieces.push(self.at);
    }

    /// Somebody says that it is closed on these days.
    fn close_on(&mut self, named: Named, pieces: Range<usize>, is_exception: bool) {
        let season = match self.heading.parts {
            Some(Parts::One(season)) => Some(season),
            _ => None,
        };
        let next = pieces.end;
        let is_glued = self.to.tokens.get(next).is_some_and(|token| token.kind == Kind::Unknown);
        let doubtful = self.part.is_some()
            || self.stranger
            || is_glued
            || named.doubtful
            || self.heading.period.is_some()
            || self.heading.limited
            || self.limits
            || matches!(self.heading.parts, Some(Parts::Vacations));
        if doubtful {
            let weekdays = named.weekdays();
            self.to.closings.push(Closed {
                weekdays,
                public_holidays: false,
                season,
                pieces,
                is_exception,
                is_doubtful: true,
            });
            self.heading = Heading::default();
            self.limits = false;
            self.stranger = true;
            return;
        }
        self.note_closing(named, pieces.clone(), is_exception, season.is_some());
        if season.is_some() && named.has_special() {
            self.heading = Heading::default();
            return;
        }
        self.to.read(pieces.clone());
        self.heading = Heading::default();
        self.break_rules(named, Said::Rule(DayRule::Except), pieces);
    }

    fn note_closing(&mut self, named: Named, pieces: Range<usize>, is_exception: bool, is_seasonal: bool) {
        let season = match self.heading.parts {
            Some(Parts::One(season)) if is_seasonal => Some(season),
            _ => None,
        };
        let (weekdays, public_holidays) = (named.weekdays(), named.public_holidays);
        if !weekdays.is_empty() || public_holidays {
            self.to.closings.push(Closed {
                weekdays,
                public_holidays,
                season,
                pieces,
                is_exception,
                is_doubtful: false,
            });
        }
    }

    /// What becomes of hours on days that break the week: of those that a heading waits for, or of all.
    fn break_rules(&mut self, named: Named, said: Said, pieces: Range<usize>) {
        if !named.has_special() {
            return;
        }
        if let Some(waiting) = self.waiting() {
            match waiting.rules.and(named.rules(said)) {
                Some(rules) => waiting.rules = rules,
                None => waiting.limited = true,
            }
            waiting.pieces.extend(pieces);
            return;
        }
        if named.public_holidays {
            self.state(What::PublicHolidays(Become::This(said)), pieces.clone());
        }
        if named.make_up_workdays {
            self.state(What::MakeUpWorkdays(Become::This(said)), pieces);
        }
    }

    /// 节假日照常, 节假日也开放, 节假日另行通知.
    fn become_of(&mut self, said: Said) {
        let is_understood =
            !self.stranger && self.heading.parts.is_none() && self.heading.period.is_none() && self.part.is_none();
        let Some(named) = self.heading.named.filter(|named| is_understood && !named.doubtful) else {
            self.stranger = true;
            return;
        };
        if named.has_weekdays() && named.has_special() && !named.joined {
            return self.rule_of_heading(said);
        }
        let is_usual = said == Said::Rule(DayRule::AsUsual);
        if named.has_weekdays() && !is_usual {
            self.stranger = true;
            return;
        }
        let pieces = self.said();
        self.heading = Heading::default();
        self.to.read(pieces.clone());
        if named.has_weekdays() {
            self.state(What::OpenOn(named.weekdays()), pieces.clone());
        }
        self.break_rules(named, said, pieces);
    }

    /// 开放, after days without hours.
    fn opens(&mut self) {
        let Some(named) = self.heading.named.filter(|named| named.public_holidays && !named.has_weekdays()) else {
            return;
        };
        let ends = self.next_but(self.at + 1, |kind| kind == Kind::Space);
        if self.stranger || !ends.is_none_or(|(_, kind)| matches!(kind, Kind::Comma | Kind::Semicolon | Kind::Close)) {
            return;
        }
        let pieces = self.said();
        self.heading = Heading::default();
        self.to.read(pieces.clone());
        self.include(named, pieces);
    }

    /// Days that break the week are among the days named: only with every day or the weekend is it plain what that means.
    fn include(&mut self, named: Named, pieces: Range<usize>) {
        let waiting = match self.outside.last_mut() {
            Some((outer, _)) if outer.has_days() => Some(outer),
            _ => Some(&mut self.heading).filter(|heading| heading.has_days()),
        };
        if let Some(waiting) = waiting {
            let weekdays = waiting.named.map_or(WeekdaySet::EMPTY, Named::weekdays);
            match included(weekdays).and_then(|said| waiting.rules.and(named.rules(said))) {
                Some(rules) => {
                    waiting.rules = rules;
                    waiting.pieces.extend(pieces);
                }
                None => self.stranger = !self.outside.is_empty(),
            }
            return;
        }
        if named.public_holidays {
            self.state(What::PublicHolidays(Become::Included), pieces.clone());
        }
        if named.make_up_workdays {
            self.state(What::MakeUpWorkdays(Become::Included), pieces);
        }
    }

    /// 不含法定节假日, 含法定节假日, 仅法定节假日.
    fn named_after(&mut self, kind: Kind) {
        let word = self.at;
        let next = self.next_said(word + 1).filter(|(_, kind)| kind.is_of_days());
        let Some((named, end)) = next.map(|(place, _)| Named::read(&self.to.tokens, place)) else {
            self.stranger = true;
            return;
        };
        let pieces = word..end;
        match kind {
            Kind::Only if named.has_weekdays() => self.heading.pieces.push(word),
            Kind::Only => {
                let heading = match self.outside.last_mut() {
                    Some((outer, _)) if outer.has_days() => outer,
                    _ => &mut self.heading,
                };
                if heading.has_days() {
                    self.at = end;
                    match heading.rules.and(named.rules(Said::Rule(DayRule::Only))) {
                        Some(rules) => heading.rules = rules,
                        None => heading.limited = true,
                    }
                    heading.pieces.extend(pieces);
                } else {
                    self.heading.pieces.push(word);
                }
            }
            Kind::Without if named.doubtful => self.stranger = true,
            Kind::Without => {
                self.at = end;
                self.except(named, pieces);
            }
            _ if named.has_weekdays() => self.stranger = true,
            _ => {
                self.at = end;
                if self.waiting().is_none() && !self.heading.has_days() {
                    self.to.read(pieces.clone());
                }
                self.include(named, pieces);
            }
        }
    }

    /// 除周一外.
    fn excepting(&mut self) {
        let word = self.at;
        let next = self.next_but(word + 1, |kind| kind == Kind::Space).filter(|(_, kind)| kind.is_of_days());
        let found = next.map(|(place, _)| Named::read(&self.to.tokens, place));
        match found {
            Some((named, end)) if self.to.kind(end) == Some(Kind::Outside) && !named.doubtful => {
                self.at = end + 1;
                self.except(named, word..end + 1);
            }
            _ => {
                self.stranger = true;
                self.limits = true;
            }
        }
    }

    fn except(&mut self, named: Named, pieces: Range<usize>) {
        if self.heading.has_days() && !named.has_weekdays() {
            self.note_closing(named, pieces.clone(), true, false);
            match self.heading.rules.and(named.rules(Said::Rule(DayRule::Except))) {
                Some(rules) => self.heading.rules = rules,
                None => self.heading.limited = true,
            }
            self.heading.pieces.extend(pieces);
            return;
        }
        self.to.read(pieces.clone());
        self.note_closing(named, pieces.clone(), true, false);
        self.break_rules(named, Said::Rule(DayRule::Except), pieces);
    }

    // --- The end --------------------------------------------------------------------------------------------------------

    /// Days that come after all hours: those of the only hours there are, or a sign that everything was read out of step.
    fn end(&mut self) {
        let heading = take(&mut self.heading);
        let is_dayless = |found: &Found| found.stated.weekdays.is_none();
        if !heading.has_days() || self.stranger || !self.to.sessions.iter().any(is_dayless) {
            return;
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
        for found in take(&mut self.to.sessions) {
            self.to.refuse(found.pieces, Reason::NotUnderstood);
        }
    }
}

/// What becomes of hours on special days that are among their days.
pub(super) fn included(weekdays: WeekdaySet) -> Option<Said> {
    if weekdays == WeekdaySet::all() {
        return Some(Said::Rule(DayRule::AsUsual));
    }
    (!weekdays.is_empty() && super::days::weekend().contains_all(weekdays)).then_some(Said::Rule(DayRule::Also))
}
