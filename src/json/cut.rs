//! A stream, cut into its lines.

use std::io::{self, BufRead};

use super::place::Place;

/// What stands on a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'l> {
    /// All of it, without its end.
    Whole(&'l [u8]),
    /// More than is read, by so many bytes. They were passed over and not kept.
    Oversized(u64),
}

/// A reader of which one line is cut off after the other. Of a line that comes in pieces, no more is kept than may be read.
#[derive(Debug)]
pub(super) struct Cut<R> {
    from: R,
    /// The beginning of a line that the reader has handed over in pieces.
    carry: Vec<u8>,
    /// Lines that were cut off, or are before the first.
    lines: u64,
    /// Bytes in them.
    bytes: u64,
    /// Bytes of the next line that have come already.
    begun: u64,
}

impl<R: BufRead> Cut<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, carry: Vec::new(), lines: 0, bytes: 0, begun: 0 }
    }

    /// The same, as a part of a longer stream: the next line has this number.
    pub(super) fn numbered_from(self, line: u64) -> Self {
        Self { lines: line.saturating_sub(1), ..self }
    }

    /// Where the next line begins.
    pub(super) fn place(&self) -> Place {
        Place { line: self.lines.saturating_add(1), offset: self.bytes, in_stream: true }
    }

    /// Whether a part of the next line has come.
    pub(super) fn has_begun_one(&self) -> bool {
        self.begun > 0
    }

    /// Hands over the next line. `None` is the end.
    pub(super) fn next<T>(&mut self, limit: usize, take: impl FnOnce(Piece<'_>, Place) -> T) -> io::Result<Option<T>> {
        let place = self.place();
        self.carry.clear();
        loop {
            let piece = match self.from.fill_buf() {
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if piece.is_empty() {
                if self.begun == 0 {
                    return Ok(None);
                }
                return Ok(Some(self.take_carried(0, limit, place, take)));
            }
            let end = memchr::memchr(b'\n', piece);
            let (line, used) = match end.and_then(|end| piece.split_at_checked(end)) {
                Some((line, _)) => (line, line.len() + 1),
                None => (piece, piece.len()),
            };
            if end.is_some() && self.begun == 0 && line.len() <= limit {
                let taken = take(Piece::Whole(line), place);
                self.from.consume(used);
                self.lines = self.lines.saturating_add(1);
                self.bytes += used as u64;
                return Ok(Some(taken));
            }
            self.begun += line.len() as u64;
            let room = limit.saturating_add(1).saturating_sub(self.carry.len());
            self.carry.extend_from_slice(line.get(..room).unwrap_or(line));
            self.from.consume(used);
            if end.is_some() {
                return Ok(Some(self.take_carried(1, limit, place, take)));
            }
        }
    }

    /// Hands over a line that came in pieces, and whose end took so many bytes.
    fn take_carried<T>(&mut self, end: u64, limit: usize, place: Place, take: impl FnOnce(Piece<'_>, Place) -> T) -> T {
        let taken = match self.begun.checked_sub(limit as u64).filter(|beyond| *beyond > 0) {
            Some(beyond) => take(Piece::Oversized(beyond), place),
            None => take(Piece::Whole(&self.carry), place),
        };
        self.lines = self.lines.saturating_add(1);
        self.bytes += self.begun + end;
        self.begun = 0;
        taken
    }
}
