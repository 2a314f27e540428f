//! The walk through a text, from left to right.

use std::mem::take;

use super::clock::DayPart;
use super::days::Said;
use super::draft::{Draft, What};
use super::scope::{Behind, Heading, Period, Scope};
use super::token::{Kind, Token};
use crate::vocab::{DayRule, TimeOfDay};

/// Brackets within brackets that are told apart.
const DEEPEST: usize = 8;
/// Reads a text from left to right.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) to: Draft,
    pub(super) at: usize,
    pub(super) scope: Scope,
    pub(super) heading: Heading,
    /// The headings before the brackets that are open, and whether something unknown stands before them.
    pub(super) outside: Vec<(Heading, bool)>,
    /// The part of the day that was named last, if nothing has come after it.
    pub(super) part: Option<(DayPart, usize)>,
    /// Something was not understood since the last heading, so that hours may belong to that.
    pub(super) stranger: bool,
    /// Something in this clause limits the days that it will name.
    pub(super) limits: bool,
    /// Something said that what follows is no opening time.
    pub(super) rest: Option<usize>,
    /// Hours came last, and nothing but what may belong to them since.
    pub(super) has_hours: bool,
    /// Days were named behind their hours.
    pub(super) days_come_after: bool,
    /// What stands between here and hours before it of which nobody knows the days yet.
    pub(super) behind: Option<Behind>,
    /// When the last hours under this heading end.
    pub(super) last_end: Option<TimeOfDay>,
    /// Times are written with a colon or in words, so that a full stop may be that of a date.
    pub(super) has_plain_times: bool,
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
        behind: None,
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
    pub(super) fn piece(&mut self, kind: Kind) {
        let here = self.at..self.at + 1;
        match kind {
            Kind::Space => return self.space(),
            Kind::Colon | Kind::To | Kind::Joiner | Kind::And | Kind::Label => return,
            Kind::Comma => {
                self.limits &= !self.heading.is_empty();
                self.set_apart();
            }
            Kind::Semicolon => {
                self.behind = None;
                let ends_hours = take(&mut self.has_hours) && self.heading.has_days() && !self.stranger;
                if ends_hours && self.to.sessions.last().is_some_and(|found| found.stated.weekdays.is_none()) {
                    let heading = take(&mut self.heading);
                    self.days_come_after = true;
                    self.add_to_last_hours(heading);
                } else if self.heading.has_days() {
                    let heading = self.heading.clone();
                    self.tell_days_without_times(&heading);
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
            Kind::AsUsual => self.become_of(Said::Usual),
            Kind::AsItsName => self.become_of(Said::Rule(DayRule::AsUsual)),
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
            Kind::Since | Kind::Outside | Kind::NextDay | Kind::LastEntry | Kind::Unknown => self.unknown(),
        }
        self.part = None;
    }

    /// A new line is a mark.
    fn space(&mut self) {
        let words = self.text.get(self.to.place(&(self.at..self.at + 1)));
        if words.is_some_and(|words| words.contains('\n')) {
            self.set_apart();
        }
    }

    /// A mark stands between what is before it and what is behind it, and joins neither with the other.
    fn set_apart(&mut self) {
        self.behind = self.behind.map(|_| Behind::Mark);
        self.heading.part_from_hours();
    }

    pub(super) fn next_said(&self, from: usize) -> Option<(usize, Kind)> {
        self.next_but(from, |kind| matches!(kind, Kind::Space | Kind::Colon))
    }

    pub(super) fn next_but(&self, from: usize, is_passed: impl Fn(Kind) -> bool) -> Option<(usize, Kind)> {
        let tokens = self.to.tokens.iter().enumerate().skip(from);
        tokens.map(|(place, token)| (place, token.kind)).find(|(_, kind)| !is_passed(*kind))
    }

    /// A heading in which something unknown follows what it names is none.
    pub(super) fn begin_heading(&mut self, is_said_twice: bool) {
        if (self.stranger && !self.heading.is_empty()) || is_said_twice {
            self.drop_heading();
        }
        self.stranger = false;
        self.heading.limited |= take(&mut self.limits);
    }

    /// A heading comes to nothing. Where it named a part of the year or a period, what follows holds for no longer than that.
    pub(super) fn drop_heading(&mut self) {
        let dropped = take(&mut self.heading);
        if dropped.parts.is_some() || dropped.period.is_some() {
            self.heading.name_period(Period::Unknown, 0..0);
        }
    }

    pub(super) fn unknown(&mut self) {
        self.stranger = true;
        self.limits |= self.denies(self.at);
    }

    /// Whether unknown words say no to something.
    pub(super) fn denies(&self, at: usize) -> bool {
        let words = self.to.tokens.get(at).filter(|token| token.kind == Kind::Unknown);
        let words = words.and_then(|token| self.text.get(token.begin..token.end));
        words.is_some_and(|words| {
            words.contains(['不', '停', '暂', '禁', '未', '勿', '非', '闭']) && !words.starts_with("非遗")
        })
    }

    pub(super) fn narrow(&mut self) {
        match self.outside.last_mut() {
            Some((outer, _)) if !outer.is_empty() => outer.limited = true,
            Some(_) if self.heading.is_empty() => self.limit_last_list(),
            _ => {}
        }
        self.stranger = true;
        self.limits = true;
    }

    pub(super) fn limit_last_list(&mut self) {
        if let Some(list) = self.to.lists.last_mut() {
            list.limited = true;
        }
    }
}
