//! What cannot be put together.

/// A line of which there are keys already: two centers cannot be on one line.
///
/// The parts of a stream have to be numbered as the whole is: [`Lines::numbered_from`](crate::json::Lines::numbered_from).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are keys of line {0} already; the parts of a stream have to be numbered as the whole is")]
pub struct SameLine(pub(super) u64);

impl SameLine {
    /// The line.
    #[must_use]
    pub fn line(self) -> u64 {
        self.0
    }
}

/// Keys that cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotMerge {
    /// They were made with different seeds, or are different parts of the keys.
    #[error("keys of different seeds or parts cannot be merged")]
    DifferentKeys,
    /// Both hold a center of the same line.
    #[error(transparent)]
    SameLine(#[from] SameLine),
}
