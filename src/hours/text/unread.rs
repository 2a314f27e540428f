use std::ops::Range;

use crate::vocab::Phrase;

/// A part of a text of which nothing is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unread {
    pub(super) span: Range<usize>,
    pub(super) reason: Reason,
}

impl Unread {
    /// Where it is: bytes of the text, on borders of characters.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Why nothing is claimed of it.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// Its words; nothing where `text` is not the one that was read.
    #[must_use]
    pub fn excerpt<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span()).unwrap_or_default()
    }
}

/// Why nothing is claimed of a part of a text.
///
/// A later version may tell more reasons apart.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// It has words that are not known, or words that are known and say nothing where they stand.
    NotUnderstood,
    /// It has a time that no clock shows, such as 25:99.
    NoSuchTime,
    /// It has hours that end before they begin, or go on past midnight, which is another day.
    EndsBeforeItBegins,
    /// It cannot hold together with another part of the text.
    Contradiction,
    /// It names days and no hours.
    NoTimes,
    /// It belongs to a part of which nothing is claimed, such as the days before a time that no clock shows.
    BelongsToUnread,
    /// The text has more sessions than are read of one.
    TooMuch,
}

impl Reason {
    /// The reason in words, such as `no such time`.
    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::NotUnderstood => Phrase::new("没有读懂", "not understood"),
            Self::NoSuchTime => Phrase::new("没有这样的时刻", "no such time"),
            Self::EndsBeforeItBegins => {
                Phrase::new("结束不晚于开始，或跨过午夜", "ends before it begins, or past midnight")
            }
            Self::Contradiction => Phrase::new("与文中其他说法矛盾", "contradicts another part of the text"),
            Self::NoTimes => Phrase::new("没有写时刻", "no times are told"),
            Self::BelongsToUnread => {
                Phrase::new("与未读懂的内容有关，未采用", "belongs to a part that is not understood, and is not used")
            }
            Self::TooMuch => Phrase::new("时段过多", "too many sessions"),
        }
    }
}
