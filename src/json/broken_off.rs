//! A stream whose reader failed half-way.

use std::{error, fmt, io};

use super::cut::Cut;
use crate::check::{Options, Walk};
use crate::context::Context;
use crate::finding::Fact;
use crate::report::Report;
use crate::vocab::{Phrase, Visible};

/// The reader of a stream failed half-way: everything from a line on is lost, and nothing before it.
///
/// It holds a report in which the break is a finding of `unreadable-text` on the line from which on all is lost. From
/// [`check_lines`](super::check_lines) that report holds everything that was found before, too; from
/// [`lines`](super::lines) only the break, to be added to what was found in the lines. A record that the break cut in two is counted among the
/// records; those that never came are not.
///
/// It becomes an [`io::Error`] of the same kind, in which it can be found again by [`io::Error::downcast`].
#[derive(Debug)]
pub struct BrokenOff(Box<Inner>);

#[derive(Debug)]
struct Inner {
    report: Report,
    line: u64,
    offset: u64,
    error: io::Error,
}

impl BrokenOff {
    #[cold]
    pub(super) fn at<R: io::BufRead>(cut: &Cut<R>, error: io::Error, context: &Context, options: &Options) -> Self {
        let place = cut.place();
        let said = error.to_string();
        let said = Visible(&said);
        let reason = Phrase::from_texts(
            format!("读取中断（{said}），此后的记录均未读到"),
            format!("the reader failed ({said}), and no record after it was read"),
        );
        let position = Fact::Position { line: place.line, column: 1, offset: place.offset };
        let mut walk = Walk::new(context, options);
        walk.broken_off(reason, position, cut.has_begun_one());
        let mut report = walk.into_report();
        report.set_line(place.line);
        Self(Box::new(Inner { report, line: place.line, offset: place.offset, error }))
    }

    /// The same, with what was found before.
    pub(super) fn after(mut self, mut found: Report, options: &Options) -> Self {
        found.absorb(std::mem::take(&mut self.0.report), options.limits.findings);
        self.0.report = found;
        self
    }

    /// What was found before, and the break.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.0.report
    }

    /// The line from which on everything is lost, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.0.line
    }

    /// The bytes before that line.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.0.offset
    }

    /// What the reader said.
    #[must_use]
    pub fn error(&self) -> &io::Error {
        &self.0.error
    }

    /// What was found before and the break, and what the reader said.
    #[must_use]
    pub fn into_parts(self) -> (Report, io::Error) {
        (self.0.report, self.0.error)
    }
}

impl fmt::Display for BrokenOff {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { line, offset, error, .. } = self.0.as_ref();
        write!(to, "the input broke off at line {line} (byte {offset}): {error}")
    }
}

impl error::Error for BrokenOff {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.0.error)
    }
}

impl From<BrokenOff> for io::Error {
    fn from(broken: BrokenOff) -> Self {
        Self::new(broken.0.error.kind(), broken)
    }
}
