//! How many centers there are.

use serde::{Deserialize, Serialize};

/// How many centers there are, whatever part of their keys is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Census {
    pub(super) with_id: u64,
    pub(super) with_name: u64,
    /// Those of which not all keys could be kept.
    pub(super) left_out: u64,
}

impl Census {
    /// Adds those of another part of the stream.
    pub(super) fn add(&mut self, other: Self) {
        self.with_id = self.with_id.saturating_add(other.with_id);
        self.with_name = self.with_name.saturating_add(other.with_name);
        self.left_out = self.left_out.saturating_add(other.left_out);
    }

    /// Joins those of another pass over the same stream, which may have left out others: at least so many are.
    pub(super) fn join(&mut self, other: Self) {
        self.with_id = self.with_id.max(other.with_id);
        self.with_name = self.with_name.max(other.with_name);
        self.left_out = self.left_out.max(other.left_out);
    }
}
