//! The report on a whole stream, made on all cores.

use std::io::BufRead;
use std::mem::swap;

use super::batch::{Batch, Feed};
use super::broken_off::BrokenOff;
use super::line::Line;
use super::sum::nothing;
use crate::check::{Check, Options};
use crate::context::Context;
use crate::report::Report;

/// As [`check_lines`](super::check_lines), on all cores: the same report, byte for byte.
///
/// It takes the threads of the rayon pool in which it is called, or else of the global pool. Memory is bounded as
/// that of [`par_lines`](super::par_lines()), and by the findings that are kept.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = "{\"name\":\"甲\"}\n{ broken\n\n{\"name\":\"乙\"}\n";
/// let (context, options) = (Context::default(), Options::default());
/// let report = json::par_check_lines::<CenterDraft>(text.as_bytes(), &context, &options)?;
/// assert_eq!(report, json::check_lines::<CenterDraft>(text.as_bytes(), &context, &options)?);
/// # Ok::<(), json::BrokenOff>(())
/// ```
///
/// # Errors
/// Only those of the reader. What was found before is in the error, with where the input broke off.
pub fn par_check_lines<D: Check + Send>(
    from: impl BufRead + Send,
    context: &Context,
    options: &Options,
) -> Result<Report, BrokenOff> {
    let mut total = nothing(context);
    let mut feed = Feed::new(from, options);
    let (mut held, mut spare) = (Batch::default(), Batch::default());
    let (mut found, mut before) = (Vec::new(), Vec::new());
    feed.fill(&mut held);
    while !held.is_empty() {
        // One after the other in the order of the lines, so that the same findings are kept as in a sum that is made line by line.
        let add_and_read = || {
            add(&mut before, &mut total, options);
            feed.fill(&mut spare);
        };
        let report = |line: Line<D>| line.into_reading().into_parts().0;
        rayon::join(add_and_read, || held.check_into(&mut found, (context, options), report));
        swap(&mut found, &mut before);
        swap(&mut held, &mut spare);
    }
    add(&mut before, &mut total, options);
    match feed.failure() {
        Some(error) => Err(BrokenOff::at(&feed.cut, error, context, options).after(total, options)),
        None => Ok(total),
    }
}

fn add(found: &mut Vec<Option<Report>>, total: &mut Report, options: &Options) {
    for report in found.drain(..).flatten() {
        total.absorb(report, options.limits.findings);
    }
}
