//! Reading one document.

use std::io::{self, Read};

use super::place::Place;
use super::reading::Reading;
use super::text::{oversized, read_at, read_bytes_at};
use crate::check::{Check, Options};
use crate::context::Context;

/// Reads and checks one document.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "", "statsu": "open" }"#;
/// let reading = json::read_str::<CenterDraft>(text, &Context::default(), &Options::default());
/// let rules: Vec<_> = reading.report().violations().iter().map(|found| found.rule()).collect();
/// assert_eq!(rules, ["malformed-value", "unknown-field"]);
/// ```
#[must_use]
pub fn read_str<D: Check>(text: &str, context: &Context, options: &Options) -> Reading<D> {
    read_at(text, Place::START, context, options)
}

/// Reads and checks one document from bytes, which must be UTF-8.
#[must_use]
pub fn read_slice<D: Check>(bytes: &[u8], context: &Context, options: &Options) -> Reading<D> {
    read_bytes_at(bytes, Place::START, context, options)
}

/// Reads and checks one document from a reader.
///
/// No more than [`Limits::record_bytes`](crate::Limits) are kept.
///
/// # Errors
/// Only those of the reader.
pub fn read_from<D: Check>(mut from: impl Read, context: &Context, options: &Options) -> io::Result<Reading<D>> {
    let limit = options.limits.record_bytes as u64;
    let mut bytes = Vec::new();
    from.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let beyond = 1 + io::copy(&mut from, &mut io::sink())?;
        return Ok(oversized(beyond, context, options));
    }
    Ok(read_slice(&bytes, context, options))
}
