use std::ops::Range;

use super::days::{Days, Named, Rules};
use super::token::Parts;
use crate::vocab::Date;

/// The period in which hours are valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Period {
    #[default]
    Always,
    Between(Option<Date>, Option<Date>),
    /// A period that the text names and no session can hold, such as a part of every year.
    Unknown,
}

/// What stands between days and hours before them of which nobody knows the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing: the days may be those of the hours before them as well as of those that follow.
    Nothing,
    /// A mark, and nothing keeps the days from the hours that follow.
    Mark,
}

/// What a text says before hours: when they are. It is of no use until hours follow.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    pub(super) period: Option<Period>,
    pub(super) parts: Option<Parts>,
    pub(super) named: Option<Named>,
    pub(super) rules: Rules,
    /// The order in which they are named: what comes first holds for longer.
    order: Vec<Level>,
    /// The pieces that say so.
    pub(super) pieces: Vec<usize>,
    /// Something before or in it limits it, and nobody knows how.
    pub(super) limited: bool,
    /// The hours are besides all others.
    pub(super) besides: bool,
    /// What stands before its days, where they may be those of hours before them.
    pub(super) behind: Option<Behind>,
}

/// What a heading can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Period,
    Parts,
    Days,
}

impl Heading {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.order.is_empty()
    }

    pub(super) fn has_days(&self) -> bool {
        self.named.is_some()
    }

    pub(super) fn name_period(&mut self, period: Period, pieces: Range<usize>) {
        self.part_from_hours();
        self.period = Some(period);
        self.note(Level::Period, pieces);
    }

    pub(super) fn name_parts(&mut self, parts: Parts, pieces: Range<usize>) {
        self.part_from_hours();
        self.parts = Some(parts);
        self.note(Level::Parts, pieces);
    }

    pub(super) fn name_days(&mut self, named: Named, pieces: Range<usize>) {
        self.named = Some(self.named.unwrap_or_default().and(named));
        self.note(Level::Days, pieces);
    }

    /// Something comes between its days and the hours that follow: they may as well be those of the hours before them.
    pub(super) fn part_from_hours(&mut self) {
        self.behind = self.behind.map(|_| Behind::Nothing);
    }

    /// Whether its days may be those of the hours before them.
    pub(super) fn is_between_hours(&self) -> bool {
        self.behind == Some(Behind::Nothing)
    }

    fn note(&mut self, level: Level, pieces: Range<usize>) {
        if !self.order.contains(&level) {
            self.order.push(level);
        }
        self.pieces.extend(pieces);
    }

    /// Adds what stands in brackets behind it.
    pub(super) fn take_in(&mut self, inner: Self) {
        self.period = self.period.or(inner.period);
        self.parts = self.parts.or(inner.parts);
        self.named = self.named.or(inner.named);
        self.limited |= inner.limited;
        self.besides |= inner.besides;
        self.behind = self.behind.or(inner.behind);
        match self.rules.and(inner.rules) {
            Some(rules) => self.rules = rules,
            None => self.limited = true,
        }
        for level in inner.order {
            self.note(level, 0..0);
        }
        self.pieces.extend(inner.pieces);
    }

    /// Whether what stands in brackets behind it names the same days: 周一至周五（工作日）. What else it says of them is meant.
    pub(super) fn explained_by(&mut self, inner: &Self) -> bool {
        let (Some(named), Some(other)) = (self.named, inner.named) else { return false };
        let is_same = inner.order == [Level::Days] && named.weekdays() == other.weekdays() && !inner.limited;
        let explained = is_same.then(|| named.explained_by(other)).flatten();
        self.named = explained.or(self.named);
        explained.is_some()
    }

    /// Whether it can take in what another says without either being said twice.
    pub(super) fn has_room_for(&self, inner: &Self) -> bool {
        !self.order.iter().any(|level| inner.order.contains(level))
    }
}

/// When the hours are that come next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) period: Period,
    pub(super) parts: Parts,
    /// Empty where no day is named.
    pub(super) days: Vec<Days>,
    pub(super) limited: bool,
    pub(super) besides: bool,
    /// Whether the days may be those of hours before them.
    pub(super) is_out_of_step: bool,
    /// What holds, the one that holds for longest first.
    order: Vec<Level>,
    /// How many headings have named days since the part of the year or the period was named.
    namings: usize,
}

impl Scope {
    /// Turns to what a heading says. What holds for longer goes on; what was said within it ends.
    ///
    /// Days named once within a part of the year are meant in the next one too, if that names none. Which of several are meant
    /// by a part of the year that comes after them nobody knows.
    pub(super) fn turn(&mut self, heading: &Heading) {
        let first = self.order.iter().position(|level| heading.order.contains(level)).unwrap_or(self.order.len());
        let ended = self.order.split_off(first);
        let is_new = !heading.order.is_empty() && !ended.iter().any(|level| *level != Level::Days);
        let is_of_several = is_new && !heading.has_days() && self.namings > 1;
        let days_go_on = ended.contains(&Level::Days) && !heading.has_days() && self.namings == 1;
        for level in &ended {
            match level {
                Level::Period => self.period = Period::Always,
                Level::Parts => self.parts = Parts::All,
                Level::Days if days_go_on => {}
                Level::Days => self.days.clear(),
            }
        }
        if heading.order.iter().any(|level| *level != Level::Days) && !days_go_on {
            self.namings = 0;
        }
        let goes_on = days_go_on || !self.order.is_empty();
        self.order.extend(&heading.order);
        if days_go_on {
            self.order.push(Level::Days);
        }
        self.period = heading.period.unwrap_or(self.period);
        self.parts = heading.parts.unwrap_or(self.parts);
        self.is_out_of_step = heading.is_between_hours() || (goes_on && self.is_out_of_step);
        self.limited = heading.limited || is_of_several || self.is_out_of_step || (goes_on && self.limited);
        self.besides = heading.besides;
        if let Some(named) = heading.named {
            self.namings += 1;
            self.days = named.days();
            for days in &mut self.days {
                match days.rules.and(heading.rules) {
                    Some(rules) => days.rules = rules,
                    None => self.limited = true,
                }
            }
        }
    }
}
