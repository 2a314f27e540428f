//! What became of one text.

use crate::check::Check;
use crate::field::Field;
use crate::record::Model;
use crate::report::Report;

/// What became of one text: the report, and the draft if there was one to read.
#[derive(Clone, Debug)]
pub struct Reading<D> {
    report: Report,
    draft: Field<D>,
}

impl<D> Reading<D> {
    pub(super) fn new(report: Report, draft: Field<D>) -> Self {
        Self { report, draft }
    }

    /// The report by itself.
    pub(super) fn into_report(self) -> Report {
        self.report
    }

    /// Says of every finding that it belongs to the record on this line of a stream.
    pub(super) fn set_line(&mut self, line: u64) {
        self.report.set_line(line);
    }
}

impl<D: Check> Reading<D> {
    /// Everything that was found.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was read, faults and all; `None` if the text is broken or holds no object.
    #[must_use]
    pub fn draft(&self) -> Option<&D> {
        self.draft.given()
    }

    /// The report and the draft.
    #[must_use]
    pub fn into_parts(self) -> (Report, Option<D>) {
        (self.report, self.draft.into_given())
    }

    /// The report, and the checked record unless a rule of the record objects.
    #[must_use]
    pub fn admit(self) -> (Report, Option<D::Checked>) {
        let checked = if self.report.admits() { self.draft.into_given().and_then(D::Checked::admit) } else { None };
        (self.report, checked)
    }
}
