//! Places in a text.

use crate::finding::Fact;

/// Where a text begins in what it is a part of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: u64,
    pub(super) offset: u64,
    pub(super) in_stream: bool,
}

impl Place {
    pub(super) const START: Self = Self { line: 1, offset: 0, in_stream: false };
}

/// The position of a byte of `text`, in what the text is a part of.
pub(super) fn position(text: &str, at: usize, place: Place) -> Fact {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let newlines = memchr::memchr_iter(b'\n', before).count() as u64;
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    // A continuation byte belongs to the character that began before it.
    let column = line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64 + 1;
    let line = if place.in_stream { place.line } else { place.line + newlines };
    Fact::Position { line, column, offset: place.offset + at as u64 }
}
