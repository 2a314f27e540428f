use std::ops::Range;

use super::days::Said;
use super::stated::Stated;
use super::token::{Kind, Token};
use super::unread::{Reason, Unread};
use crate::vocab::{Season, WeekdaySet};

/// A text as far as it was read from left to right, before its parts are held against each other.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) tokens: Vec<Token>,
    /// What became of each piece: why nothing is claimed of it, if nothing is.
    pub(super) unread: Vec<Option<Reason>>,
    pub(super) sessions: Vec<Found>,
    pub(super) lists: Vec<List>,
    pub(super) closings: Vec<Closed>,
    pub(super) statements: Vec<Statement>,
}

/// Hours under one heading.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// The pieces of the heading.
    pub(super) heading: Vec<usize>,
    /// Headings that name the same days have one number.
    pub(super) naming: usize,
    /// They are besides all others.
    pub(super) besides: bool,
    /// Why nothing is claimed of some of them.
    pub(super) reason: Option<Reason>,
    /// Something that comes after them limits them, and nobody knows how.
    pub(super) limited: bool,
}

/// A session that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) stated: Stated,
    pub(super) list: usize,
    /// The pieces of its times.
    pub(super) pieces: Range<usize>,
    pub(super) in_general: bool,
    pub(super) public_holidays: Said,
    pub(super) make_up_workdays: Said,
}

/// A statement that it is closed.
#[derive(Clone, Debug)]
pub(super) struct Closed {
    pub(super) weekdays: WeekdaySet,
    pub(super) public_holidays: bool,
    pub(super) season: Option<Season>,
    pub(super) pieces: Range<usize>,
    /// Said as an exception, which contradicts nothing.
    pub(super) is_exception: bool,
    /// Only a part of the day, or something is said that was not understood: nobody knows what holds then.
    pub(super) is_doubtful: bool,
}

/// Something said of all hours, or of those right before it.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) what: What,
    pub(super) pieces: Range<usize>,
    /// How many sessions come before it.
    pub(super) after: usize,
    pub(super) in_brackets: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// What becomes of hours on public holidays.
    PublicHolidays(Become),
    /// What becomes of hours on make-up workdays.
    MakeUpWorkdays(Become),
    /// It is open on these days of the week.
    OpenOn(WeekdaySet),
    /// It is open on all days of the year.
    NoRest,
}

impl What {
    /// 调休上班日照常.
    pub(super) fn is_of_usual_workdays(self) -> bool {
        matches!(self, Self::MakeUpWorkdays(Become::This(Said::Usual)))
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Become {
    This(Said),
    /// They are among the days that are named.
    Included,
}

impl Draft {
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        let unread = tokens.iter().map(|token| (!token.kind.is_neutral()).then_some(Reason::NotUnderstood)).collect();
        let lists = vec![List::default()];
        Self { tokens, unread, sessions: Vec::new(), lists, closings: Vec::new(), statements: Vec::new() }
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Pieces have said what they say.
    pub(super) fn read(&mut self, pieces: impl IntoIterator<Item = usize>) {
        self.note(pieces, None);
    }

    /// Nothing is claimed of pieces.
    pub(super) fn refuse(&mut self, pieces: impl IntoIterator<Item = usize>, reason: Reason) {
        self.note(pieces, Some(reason));
    }

    fn note(&mut self, pieces: impl IntoIterator<Item = usize>, fate: Option<Reason>) {
        for piece in pieces {
            let is_mark = self.kind(piece).is_none_or(Kind::is_mark);
            if let Some(place) = self.unread.get_mut(piece).filter(|_| !is_mark) {
                *place = fate;
            }
        }
    }

    /// The bytes of pieces.
    pub(super) fn place(&self, pieces: &Range<usize>) -> Range<usize> {
        let begin = self.tokens.get(pieces.start).map_or(0, |token| token.begin);
        let end = pieces.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(begin, |token| token.end);
        begin..end.max(begin)
    }

    /// Whether something is claimed of all of these pieces.
    pub(super) fn is_read(&self, pieces: &Range<usize>) -> bool {
        let fates = self.unread.iter().skip(pieces.start).take(pieces.len());
        fates.into_iter().all(Option::is_none)
    }

    /// The parts of which nothing is claimed.
    ///
    /// Words that say nothing belong to what they are joined with, and what nothing but marks keeps apart is one part where
    /// there is one reason for it. What belongs to something that is not claimed, and stands right before it, is one with it.
    pub(super) fn spans(&self) -> Vec<Unread> {
        let mut spans: Vec<Unread> = Vec::new();
        // Where words that say nothing begin which end right here, and whether nothing is read since the last part.
        let mut words: Option<usize> = None;
        let mut nothing_between = false;
        let mut is_joined_before = false;
        let mut is_near = false;
        let mut is_behind = false;
        for (token, fate) in self.tokens.iter().zip(&self.unread) {
            match fate {
                Some(reason) => {
                    let begin = words.take().unwrap_or(token.begin);
                    let belongs = spans.last().is_some_and(|last| last.reason == Reason::BelongsToUnread);
                    match spans.last_mut() {
                        Some(last) if nothing_between && last.reason == *reason => last.span.end = token.end,
                        Some(last) if is_near && belongs => {
                            last.span.end = token.end;
                            last.reason = *reason;
                            if is_joined_before {
                                merge_last(&mut spans);
                            }
                        }
                        last => {
                            let past = last.map_or(0, |last| last.span.end);
                            is_joined_before = nothing_between;
                            spans.push(Unread { span: begin.max(past)..token.end, reason: *reason });
                        }
                    }
                    nothing_between = true;
                    is_near = true;
                    is_behind = true;
                }
                None if token.kind.is_filler() => match spans.last_mut().filter(|_| is_behind) {
                    Some(last) if token.kind != Kind::And => last.span.end = token.end,
                    _ => words = words.or(Some(token.begin)),
                },
                None => {
                    nothing_between &= token.kind.is_mark() && !token.kind.is_bracket();
                    is_near &= nothing_between && !matches!(token.kind, Kind::Comma | Kind::Semicolon);
                    words = None;
                    is_behind = false;
                }
            }
        }
        spans
    }
}

/// The last part and the one before it are one where there is one reason for both.
fn merge_last(spans: &mut Vec<Unread>) {
    let Some(last) = spans.pop() else { return };
    match spans.last_mut().filter(|before| before.reason == last.reason) {
        Some(before) => before.span.end = last.span.end,
        None => spans.push(last),
    }
}
