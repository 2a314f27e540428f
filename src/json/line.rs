//! One line of a stream.

use super::reading::Reading;
use crate::check::Check;
use crate::report::Report;

/// One line of a stream.
#[derive(Clone, Debug)]
pub struct Line<D> {
    number: u64,
    reading: Reading<D>,
}

impl<D> Line<D> {
    pub(super) fn new(number: u64, mut reading: Reading<D>) -> Self {
        reading.set_line(number);
        Self { number, reading }
    }

    /// The report by itself.
    pub(super) fn into_report(self) -> Report {
        self.reading.into_report()
    }
}

impl<D: Check> Line<D> {
    /// The line's number, from 1. Empty lines are counted and skipped.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What became of it. Every finding carries the number of the line.
    #[must_use]
    pub fn reading(&self) -> &Reading<D> {
        &self.reading
    }

    /// What became of it, by itself.
    #[must_use]
    pub fn into_reading(self) -> Reading<D> {
        self.reading
    }
}
