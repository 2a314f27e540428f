//! Some lines of a stream that are checked at the same time.

use std::io::{self, BufRead};
use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::cut::{Cut, Piece};
use super::line::Line;
use super::place::Place;
use super::text::read_piece;
use crate::check::{Check, Options};
use crate::context::Context;

/// Lines of a batch for each thread: enough that handing them out costs little.
const LINES: usize = 64;
/// Bytes of a batch for each thread. The last line of a batch may pass them.
const BYTES: usize = 256 << 10;
/// About so many bytes may be made of a batch for each thread; the last line of a batch may pass them. Of 64 usual records it is less.
const MADE: usize = 8 << 20;
/// About so many bytes are made of an item of a list, with what is found in it, be it two bytes long in the text.
const ITEM: usize = 512;
/// Of more threads than these a batch has more lines, and neither more bytes nor more that is made of them.
const THREADS: usize = 8;

/// Some lines of a stream, held together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    text: Vec<u8>,
    lines: Vec<Held>,
    /// Bytes that may be made of them.
    made: usize,
}

/// A line of a batch.
#[derive(Debug)]
struct Held {
    place: Place,
    within: Range<usize>,
    /// Bytes past the limit, for which the line is not held.
    beyond: Option<u64>,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn clear(&mut self) {
        self.text.clear();
        self.lines.clear();
        self.made = 0;
    }

    /// Adds a line, of which so many items are kept at most.
    fn hold(&mut self, piece: Piece<'_>, place: Place, items: usize) {
        let begin = self.text.len();
        let beyond = match piece {
            Piece::Whole(line) => {
                // An item more is a comma more.
                let items = memchr::memchr_iter(b',', line).count().min(items);
                self.made = self.made.saturating_add(items.saturating_mul(ITEM)).saturating_add(line.len());
                self.text.extend_from_slice(line);
                None
            }
            Piece::Oversized(beyond) => Some(beyond),
        };
        self.lines.push(Held { place, within: begin..self.text.len(), beyond });
    }

    /// Checks all lines, in any order, and keeps of each what is wanted, in the order of the lines.
    pub(super) fn check_into<D: Check, T: Send>(
        &self,
        made: &mut Vec<Option<T>>,
        (context, options): (&Context, &Options),
        wanted: impl Fn(Line<D>) -> T + Sync,
    ) {
        let check = |held: &Held| {
            let piece = match held.beyond {
                Some(beyond) => Piece::Oversized(beyond),
                None => Piece::Whole(self.text.get(held.within.clone())?),
            };
            read_piece(piece, held.place, context, options).map(&wanted)
        };
        self.lines.par_iter().map(check).collect_into_vec(made);
    }
}

/// A stream from which batches are filled, until it ends or fails.
#[derive(Debug)]
pub(super) struct Feed<R> {
    pub(super) cut: Cut<R>,
    limit: usize,
    items: usize,
    ended: bool,
    failed: Option<io::Error>,
}

impl<R: BufRead> Feed<R> {
    pub(super) fn new(from: R, options: &Options) -> Self {
        let (limit, items) = (options.limits.record_bytes, options.limits.items);
        Self { cut: Cut::new(from), limit, items, ended: false, failed: None }
    }

    /// The same, whose first line has this number.
    pub(super) fn numbered_from(self, line: u64) -> Self {
        Self { cut: self.cut.numbered_from(line), ..self }
    }

    /// Puts the next lines in the place of those that are held. At the end of the stream there are none.
    pub(super) fn fill(&mut self, batch: &mut Batch) {
        let threads = rayon::current_num_threads().max(1);
        let [bytes, made] = [BYTES, MADE].map(|each| each.saturating_mul(threads.min(THREADS)));
        let lines = LINES.saturating_mul(threads);
        batch.clear();
        // One very long line does not keep its memory for the rest of the stream.
        batch.text.shrink_to(bytes.saturating_mul(2));
        let has_room = |batch: &Batch| batch.lines.len() < lines && batch.text.len() < bytes && batch.made < made;
        while !self.ended && has_room(batch) {
            match self.cut.next(self.limit, |piece, place| batch.hold(piece, place, self.items)) {
                Ok(Some(())) => {}
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    self.failed = Some(error);
                }
            }
        }
    }

    /// Why the stream ended, if it failed; told once.
    pub(super) fn failure(&mut self) -> Option<io::Error> {
        self.failed.take()
    }
}
