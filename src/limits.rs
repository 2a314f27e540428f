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
    /// The fields themselves nest as deep as the data standard does, and no deeper. What is nested deeper is passed over, however deep it is;
    /// with a bound above some 100, JSON that is nested in more than 127 levels is refused as a text that cannot be read instead.
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

/// The limits of one reading, how many items it may still keep, and what it has seen that is in order.
#[doc(hidden)]
#[derive(Debug)]
pub struct Budget<'l> {
    limits: &'l Limits,
    items: Cell<usize>,
    sound: Cell<Sound>,
    unsound: Cell<bool>,
}

/// What was read whole, without a fault of shape anywhere. Nobody has to look for one again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sound {
    pub(crate) records: u64,
    pub(crate) given: u64,
    pub(crate) required: u64,
}

impl<'l> Budget<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, items: Cell::new(limits.items), sound: Cell::new(Sound::default()), unsound: Cell::new(false) }
    }

    pub(crate) fn may_keep(&self) -> bool {
        self.items.get() > 0
    }

    pub(crate) fn has_kept_one(&self) {
        self.items.set(self.items.get().saturating_sub(1));
    }

    /// An object was read, with every field that it has to have.
    pub(crate) fn has_read(&self, given: u32, required: u32) {
        let Sound { records, given: before, required: needed } = self.sound.get();
        let (given, required) = (before + u64::from(given), needed + u64::from(required));
        self.sound.set(Sound { records: records + 1, given, required });
    }

    /// Something was read that may have to be told.
    #[cold]
    pub(crate) fn has_met_a_fault(&self) {
        self.unsound.set(true);
    }

    /// What was read, if nothing of it has to be told.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text asks"))]
    pub(crate) fn sound(&self) -> Option<Sound> {
        (!self.unsound.get()).then(|| self.sound.get())
    }
}

impl Deref for Budget<'_> {
    type Target = Limits;

    fn deref(&self) -> &Limits {
        self.limits
    }
}
