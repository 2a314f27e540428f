//! What bounds the work on input that nobody has vouched for.

use std::cell::Cell;
use std::ops::Deref;

/// Bounds on what one record may cost, whatever it contains.
///
/// Past a bound nothing fails: what lies beyond is counted and not kept, and the report says that it is truncated.
///
/// ```
/// use neighborhood_center::Limits;
///
/// let limits = Limits { list_items: 500, ..Limits::default() };
/// assert_eq!(limits.depth, 32);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Bytes that one document, or one line of a stream, may have. Default 16 MiB.
    pub record_bytes: usize,
    /// Items that are kept of one list. Default 10,000.
    pub list_items: usize,
    /// Items that are kept of all lists of one document or line together. Default 200,000.
    ///
    /// It is what bounds memory: an item of three bytes in the text takes some hundreds once it is read.
    pub items: usize,
    /// Levels that a value which belongs to no field may be nested. Default 32.
    ///
    /// The fields themselves nest as deep as the data standard does, and no deeper.
    pub depth: usize,
    /// Findings that are kept of each rule in one report. Default 1,000.
    ///
    /// The bound is per rule, so that a flood of one kind never hides another. Of the places that left something undecided,
    /// a finding names at most 100. Proof of what is in order is kept within the same bounds, and not called truncated.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes: 16 << 20, list_items: 10_000, items: 200_000, depth: 32, findings: 1_000 }
    }
}

/// The limits of one reading, and how many items it may still keep.
#[doc(hidden)]
#[derive(Debug)]
pub struct Budget<'l> {
    limits: &'l Limits,
    items: Cell<usize>,
}

impl<'l> Budget<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, items: Cell::new(limits.items) }
    }

    pub(crate) fn may_keep(&self) -> bool {
        self.items.get() > 0
    }

    pub(crate) fn has_kept_one(&self) {
        self.items.set(self.items.get().saturating_sub(1));
    }
}

impl Deref for Budget<'_> {
    type Target = Limits;

    fn deref(&self) -> &Limits {
        self.limits
    }
}
