use super::span::Span;
use crate::hours::Minutes;
use crate::vocab::{Date, Opening, TimeOfDay};

/// When something is open on one day, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// When it is surely open; all of it is in the other.
    pub(super) surely: Minutes,
    /// When it may be open: it is surely closed in all other minutes.
    pub(super) perhaps: Minutes,
}

impl Known {
    /// Surely closed all day.
    pub(super) const CLOSED: Self = Self { surely: Minutes::NONE, perhaps: Minutes::NONE };

    /// Surely open then.
    pub(super) fn add(&mut self, minutes: Minutes) {
        self.surely.add(minutes);
        self.perhaps.add(minutes);
    }

    /// Open only while the other is.
    pub(super) fn within(self, other: Self) -> Self {
        Self { surely: self.surely.and(other.surely), perhaps: self.perhaps.and(other.perhaps) }
    }

    /// Open at most then.
    pub(super) fn doubted(self) -> Self {
        Self { surely: Minutes::NONE, ..self }
    }

    pub(super) fn at(&self, time: TimeOfDay) -> Opening {
        match (self.surely.contains(time), self.perhaps.contains(time)) {
            (true, _) => Opening::Open,
            (false, true) => Opening::Unknown,
            (false, false) => Opening::Closed,
        }
    }

    /// The spans that are open or unknown, in order.
    pub(super) fn spans(self, date: Date) -> Vec<Span> {
        let of = |minutes: Minutes, opening| {
            minutes.spans().map(move |(opens, closes)| Span { date, opens, closes, opening })
        };
        let unknown = self.perhaps.without(self.surely);
        let mut spans: Vec<_> = of(self.surely, Opening::Open).chain(of(unknown, Opening::Unknown)).collect();
        spans.sort_unstable_by_key(|span| span.opens);
        spans
    }
}
