//! What bounds the work on input that nobody has vouched for.

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
    /// Bytes that one document, or one line of a stream, may have. Default 64 MiB.
    pub record_bytes: usize,
    /// Items that are kept of one list. Default 10,000.
    pub list_items: usize,
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
        Self { record_bytes: 64 << 20, list_items: 10_000, depth: 32, findings: 1_000 }
    }
}
