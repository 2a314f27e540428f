//! A file or standard input, read and checked.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};

use neighborhood_center::json::{self, Reading};
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Options, Report};
use serde::de::IgnoredAny;

use crate::args::{Args, Source};
use crate::progress;
use crate::visible::visible;

/// What was found in one input, and what is left of its content to speak about.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) content: Content,
}

/// What an input holds. A text that is broken, or no object, holds no draft.
pub(crate) enum Content {
    District(Option<Box<DistrictDraft>>),
    Center(Option<Box<CenterDraft>>),
    /// Centers, one a line; they are not kept, so that a stream of any length takes the memory of one line.
    Lines,
}

impl Checked {
    /// Whether nothing at all could be read. A stream with one good line is readable; its bad lines are errors.
    pub(crate) fn is_unreadable(&self) -> bool {
        let readable = self.report.ledger().iter().any(|(card, tally)| card.id == "unreadable-text" && tally.met > 0);
        self.report.counts().records > 0 && !readable
    }
}

/// Reads and checks an input.
///
/// # Errors
/// Those of the file: what stands in it is never an error here.
pub(crate) fn check(source: &Source, args: &Args, options: &Options) -> io::Result<Checked> {
    let bytes: Box<dyn Read> = match source {
        Source::Standard => Box::new(io::stdin().lock()),
        Source::File(path) => progress::watch(File::open(path)?)?,
    };
    if args.ndjson || source.is_ndjson() {
        let report = json::check_lines::<CenterDraft>(BufReader::new(bytes), &args.context, options)?;
        Ok(Checked { report, content: Content::Lines })
    } else {
        check_one(bytes, &args.context, options)
    }
}

fn check_one(mut from: Box<dyn Read>, context: &Context, options: &Options) -> io::Result<Checked> {
    let mut begin = Vec::new();
    let limit = options.limits.record_bytes as u64;
    from.by_ref().take(limit.saturating_add(1)).read_to_end(&mut begin)?;
    if is_center(&begin) {
        let (report, draft) = json::read_slice::<CenterDraft>(&begin, context, options).into_parts();
        return Ok(Checked { report, content: Content::Center(draft.map(Box::new)) });
    }
    let reading: Reading<DistrictDraft> = if begin.len() as u64 > limit {
        json::read_from(begin.as_slice().chain(from), context, options)?
    } else {
        json::read_slice(&begin, context, options)
    };
    let (report, draft) = reading.into_parts();
    Ok(Checked { report, content: Content::District(draft.map(Box::new)) })
}

/// Whether a text is the record of one center: an object without any of the keys that make the document of a district.
///
/// What is broken, or no object, is taken for a document; the report says the same of both.
fn is_center(text: &[u8]) -> bool {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    serde_json::from_slice::<HashMap<String, IgnoredAny>>(text)
        .is_ok_and(|object| !["format", "centers", "communities"].iter().any(|key| object.contains_key(*key)))
}

/// An error of the system, in words.
pub(crate) fn explain(error: &io::Error, lang: Lang) -> String {
    match (error.kind(), lang) {
        (ErrorKind::NotFound, Lang::Zh) => "没有这个文件".to_owned(),
        (ErrorKind::NotFound, Lang::En) => "there is no such file".to_owned(),
        (ErrorKind::PermissionDenied, Lang::Zh) => "没有读取的权限".to_owned(),
        (ErrorKind::PermissionDenied, Lang::En) => "it may not be read".to_owned(),
        (ErrorKind::IsADirectory, Lang::Zh) => "这是一个目录".to_owned(),
        (ErrorKind::IsADirectory, Lang::En) => "it is a directory".to_owned(),
        _ => visible(&error.to_string()),
    }
}
