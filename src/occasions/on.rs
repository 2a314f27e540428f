use crate::hours::Minutes;
use crate::vocab::{Answer, TimeOfDay};

/// The minutes of a day at which something is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct On {
    /// Those at which it surely is.
    pub(crate) sure: Minutes,
    /// Those at which it may be, the sure ones among them.
    pub(crate) possible: Minutes,
}

impl On {
    /// At these minutes surely, and at no others.
    pub(crate) fn surely(minutes: Minutes) -> Self {
        Self { sure: minutes, possible: minutes }
    }

    /// At these minutes or not, and at no others.
    pub(crate) fn perhaps(minutes: Minutes) -> Self {
        Self { sure: Minutes::NONE, possible: minutes }
    }

    /// At these minutes if that is so, of which this is known.
    pub(crate) fn if_so(self, answer: Answer) -> Self {
        match answer {
            Answer::Yes => self,
            Answer::CannotSay => Self::perhaps(self.possible),
            Answer::No => Self::default(),
        }
    }

    /// When one of two is on.
    pub(crate) fn add(&mut self, other: &Self) {
        self.sure.add(other.sure);
        self.possible.add(other.possible);
    }

    /// Only while the other is on.
    pub(crate) fn within(self, other: &Self) -> Self {
        Self { sure: self.sure.and(other.sure), possible: self.possible.and(other.possible) }
    }

    /// Whether it is on in the minute that begins at this time.
    pub(crate) fn at(&self, time: TimeOfDay) -> Answer {
        if self.sure.contains(time) {
            Answer::Yes
        } else if self.possible.contains(time) {
            Answer::CannotSay
        } else {
            Answer::No
        }
    }
}
