//! The report on a whole stream.

use std::io::BufRead;

use super::broken_off::BrokenOff;
use super::lines::lines;
use crate::check::{Check, Options};
use crate::context::Context;
use crate::report::Report;
use crate::rule::Findings;
use crate::rules::Ledger;

/// Checks a whole stream and adds everything up, with the line in every finding.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = "{\"name\":\"甲\"}\n{ broken\n\n{\"name\":\"乙\"}\n";
/// let report = json::check_lines::<CenterDraft>(text.as_bytes(), &Context::default(), &Options::default())?;
/// assert_eq!(report.counts().records, 3);
/// # Ok::<(), json::BrokenOff>(())
/// ```
///
/// # Errors
/// Only those of the reader. What was found before is in the error, with where the input broke off.
pub fn check_lines<D: Check>(from: impl BufRead, context: &Context, options: &Options) -> Result<Report, BrokenOff> {
    let mut total = nothing(context);
    for line in lines::<D, _>(from, context, options) {
        match line {
            Ok(line) => total.absorb(line.into_report(), options.limits.findings),
            Err(broken) => return Err(broken.after(total, options)),
        }
    }
    Ok(total)
}

/// What is found in an empty stream.
pub(super) fn nothing(context: &Context) -> Report {
    Report::new(context.date(), Ledger::default(), Findings::default())
}
