//! What is said of days: that they are closed, excepted, among those named, or as usual.

use std::ops::Range;

use super::days::{Named, Said, included};
use super::draft::{Become, Closed, Statement, What};
use super::reader::Reader;
use super::scope::Heading;
use super::token::{Kind, Parts};
use super::unread::Reason;
use crate::vocab::{DayRule, WeekdaySet};

/// Statements about all hours that are read of one text.
const MOST_STATEMENTS: usize = 100;

impl Reader<'_> {
    pub(super) fn state(&mut self, what: What, pieces: Range<usize>) {
        if self.to.statements.len() >= MOST_STATEMENTS {
            return self.to.refuse(pieces, Reason::TooMuch);
        }
        let after = self.to.sessions.len();
        self.to.statements.push(Statement { what, pieces, after, in_brackets: !self.outside.is_empty() });
    }

    /// The pieces of what is being said, up to this one.
    pub(super) fn said(&self) -> Range<usize> {
        self.heading.pieces.first().copied().unwrap_or(self.at)..self.at + 1
    }

    /// The heading that waits for hours while something is said of its days.
    pub(super) fn waiting(&mut self) -> Option<&mut Heading> {
        self.outside.last_mut().map(|(outer, _)| outer).filter(|outer| outer.has_days())
    }

    pub(super) fn closed(&mut self, kind: Kind) {
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
    pub(super) fn rule_of_heading(&mut self, said: Said) {
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
    pub(super) fn close_on(&mut self, named: Named, pieces: Range<usize>, is_exception: bool) {
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

    pub(super) fn note_closing(&mut self, named: Named, pieces: Range<usize>, is_exception: bool, is_seasonal: bool) {
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
    pub(super) fn break_rules(&mut self, named: Named, said: Said, pieces: Range<usize>) {
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
            self.state(What::PublicHolidays(Become::This(said.of_public_holidays())), pieces.clone());
        }
        if named.make_up_workdays {
            self.state(What::MakeUpWorkdays(Become::This(said)), pieces);
        }
    }

    /// 节假日照常, 节假日也开放, 节假日另行通知.
    pub(super) fn become_of(&mut self, said: Said) {
        let is_understood =
            !self.stranger && self.heading.parts.is_none() && self.heading.period.is_none() && self.part.is_none();
        let Some(named) = self.heading.named.filter(|named| is_understood && !named.doubtful) else {
            self.stranger = true;
            return;
        };
        if named.has_weekdays() && named.has_special() && !named.joined {
            return self.rule_of_heading(said);
        }
        let is_usual = matches!(said, Said::Usual | Said::Rule(DayRule::AsUsual));
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
    pub(super) fn opens(&mut self) {
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
    pub(super) fn include(&mut self, named: Named, pieces: Range<usize>) {
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
    pub(super) fn named_after(&mut self, kind: Kind) {
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
    pub(super) fn excepting(&mut self) {
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

    pub(super) fn except(&mut self, named: Named, pieces: Range<usize>) {
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
}
