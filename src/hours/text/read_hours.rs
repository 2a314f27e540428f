use std::ops::Range;

use super::stated::Stated;
use super::unread::Unread;
use crate::vocab::{Season, WeekdaySet};

/// What a text says of opening hours, and what of it was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReadHours {
    pub(super) sessions: Vec<Stated>,
    pub(super) places: Vec<Range<usize>>,
    pub(super) closings: Vec<Closing>,
    pub(super) same_as: Option<Range<usize>>,
    pub(super) unread: Vec<Unread>,
}

impl ReadHours {
    /// The sessions, in the order of the text.
    ///
    /// Where the text is not whole, they are what it certainly says, and something that was not understood may add to them or
    /// limit them.
    #[must_use]
    pub fn sessions(&self) -> &[Stated] {
        &self.sessions
    }

    /// Where the times of each session are in the text, in bytes.
    #[must_use]
    pub fn places(&self) -> &[Range<usize>] {
        &self.places
    }

    /// When the text says that it is closed, in the order of the text. None of it is among what was not understood.
    #[must_use]
    pub fn closings(&self) -> &[Closing] {
        &self.closings
    }

    /// The name of what has the same hours, where the text says no more than that (`与地铁站开放时间一致`).
    ///
    /// Then the text is understood and has no sessions; when it is open has to be asked elsewhere.
    #[must_use]
    pub fn same_as(&self) -> Option<Range<usize>> {
        self.same_as.clone()
    }

    /// The parts that were not understood, in the order of the text. No two of them overlap.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether everything was understood.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }
}

/// A statement that it is closed (`周一闭馆`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Closing {
    pub(super) weekdays: WeekdaySet,
    pub(super) public_holidays: bool,
    pub(super) season: Option<Season>,
    pub(super) place: Range<usize>,
}

impl Closing {
    /// The days of the week; none where only public holidays are closed.
    #[must_use]
    pub fn weekdays(&self) -> WeekdaySet {
        self.weekdays
    }

    /// Whether public holidays are closed.
    #[must_use]
    pub fn public_holidays(&self) -> bool {
        self.public_holidays
    }

    /// The part of the year of which it is said; `None` for all year.
    #[must_use]
    pub fn season(&self) -> Option<Season> {
        self.season
    }

    /// Where the text says so, in bytes.
    #[must_use]
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }
}
