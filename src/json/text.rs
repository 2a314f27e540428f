//! A text becomes a draft and a report, or a report that says why it cannot.

use super::cut::Piece;
use super::line::Line;
use super::place::{Place, position};
use super::reading::Reading;
use super::reason::suspecting;
use super::syntax::{Fault, Parser};
use crate::check::{Check, Options, Walk};
use crate::context::Context;
use crate::field::Field;
use crate::finding::Fact;
use crate::limits::Budget;
use crate::vocab::Phrase;

/// U+FEFF in UTF-8. Some programs begin a file with it; it is no part of the text.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Reads what stands on a line of a stream. `None` is an empty line.
pub(super) fn read_piece<D: Check>(
    piece: Piece<'_>,
    place: Place,
    context: &Context,
    options: &Options,
) -> Option<Line<D>> {
    let reading = match piece {
        Piece::Whole(line) => read_line(line, place, context, options)?,
        Piece::Oversized(beyond) => oversized(beyond, context, options),
    };
    Some(Line::new(place.line, reading))
}

/// The draft that [`read_piece`] makes, without its report.
pub(super) fn draft_of<D: Check>(piece: Piece<'_>, place: Place, options: &Options) -> Option<D> {
    let Piece::Whole(line) = piece else { return None };
    let line = if place.offset == 0 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
    let text = simdutf8::basic::from_utf8(line).ok()?;
    let mut field = Field::Missing;
    let mut json = Parser::new(text);
    D::read(&mut field, &mut json, &Budget::new(&options.limits)).and_then(|()| json.end()).ok()?;
    field.into_given()
}

fn read_line<D: Check>(line: &[u8], place: Place, context: &Context, options: &Options) -> Option<Reading<D>> {
    let text = if place.offset == 0 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
    let blank = text.iter().all(u8::is_ascii_whitespace);
    (!blank).then(|| read_bytes_at(line, place, context, options))
}

pub(super) fn read_bytes_at<D: Check>(bytes: &[u8], place: Place, context: &Context, options: &Options) -> Reading<D> {
    // Before the bytes are looked at, so that a long text is told the same way however it comes.
    if let Some(beyond) = bytes.len().checked_sub(options.limits.record_bytes).filter(|beyond| *beyond > 0) {
        return oversized(beyond as u64, context, options);
    }
    // Before the bytes are looked at, so that a fault is counted from the same character either way.
    let (bytes, place) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) if place.offset == 0 => (rest, Place { offset: 3, ..place }),
        _ => (bytes, place),
    };
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => read_at(text, place, context, options),
        Err(error) => not_utf8(bytes, error.valid_up_to(), place, context, options),
    }
}

pub(super) fn read_at<D: Check>(text: &str, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let limit = options.limits.record_bytes;
    if text.len() > limit {
        return oversized((text.len() - limit) as u64, context, options);
    }
    let (text, place) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) if place.offset == 0 => (rest, Place { offset: 3, ..place }),
        _ => (text, place),
    };
    let mut field = Field::Missing;
    let mut json = Parser::new(text);
    let budget = Budget::new(&options.limits);
    match D::read(&mut field, &mut json, &budget).and_then(|()| json.end()) {
        Ok(()) => {
            let mut walk = Walk::new(context, options);
            walk.readable(budget.sound());
            walk.root(&field);
            Reading::new(walk.into_report(), field)
        }
        Err(fault) => broken(text, fault, place, context, options),
    }
}

#[cold]
pub(super) fn oversized<D>(beyond: u64, context: &Context, options: &Options) -> Reading<D> {
    let mut walk = Walk::new(context, options);
    walk.oversized(beyond);
    Reading::new(walk.into_report(), Field::Missing)
}

#[cold]
fn not_utf8<D>(bytes: &[u8], at: usize, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let valid = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let reason = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            Phrase::new("是 UTF-16 编码，请转为 UTF-8", "it is UTF-16; convert it to UTF-8")
        }
        _ => Phrase::new(
            "不是 UTF-8 编码（中文文件常为 GBK，请转为 UTF-8）",
            "it is not UTF-8 (Chinese files are often GBK; convert it to UTF-8)",
        ),
    };
    unreadable(reason, position(valid, at, place), context, options)
}

#[cold]
fn broken<D>(text: &str, fault: Fault, place: Place, context: &Context, options: &Options) -> Reading<D> {
    let at = fault.at();
    let reason = suspecting(text, at, place.in_stream, fault.into_reason());
    unreadable(reason, position(text, at, place), context, options)
}

fn unreadable<D>(reason: Phrase, position: Fact, context: &Context, options: &Options) -> Reading<D> {
    let mut walk = Walk::new(context, options);
    walk.unreadable(reason, position);
    Reading::new(walk.into_report(), Field::Missing)
}
