use serde::{Deserialize, Serialize};

/// How many documents and lines of streams were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inputs {
    /// Those to which no rule of the record objects.
    pub admitted: u64,
    /// Those that were read, and to which some rule of the record objects. Their figures count all the same.
    pub refused: u64,
    /// Those of which nothing could be read.
    pub unread: u64,
    /// Those of all these that were checked without a day. What a summary says of days does not tell of them.
    pub undated: u64,
}

impl Inputs {
    /// All of them.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.admitted.saturating_add(self.refused).saturating_add(self.unread)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.admitted = self.admitted.saturating_add(other.admitted);
        self.refused = self.refused.saturating_add(other.refused);
        self.unread = self.unread.saturating_add(other.unread);
        self.undated = self.undated.saturating_add(other.undated);
    }
}
