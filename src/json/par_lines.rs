//! The records of a stream, checked on all cores, one by one and in order.

use std::io::BufRead;

use super::batch::{Batch, Feed};
use super::broken_off::BrokenOff;
use super::line::Line;
use crate::check::{Check, Options};
use crate::context::Context;

/// As [`lines`](super::lines), on all cores: the same lines in the same order.
///
/// It takes the threads of the rayon pool in which it is asked for the next line, or else of the global pool. Lines are
/// read in batches of some dozens for each thread, the next batch while one is checked, so that a line is given out only when the batch after it
/// has come: for a stream that somebody waits at the other end of, use [`lines`](super::lines). Memory stays within
/// two batches of text and what was made of one, whatever the stream: of lines with many items a batch has few, so that about 8 MiB are
/// made of it for each thread, 64 MiB on any number of threads, and one line more.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = "{\"name\":\"甲\"}\n{ broken\n\n{\"name\":\"乙\"}\n";
/// let context = Context::default();
/// let options = Options::default();
/// let lines = json::par_lines::<CenterDraft, _>(text.as_bytes(), &context, &options);
/// let numbers: Vec<u64> = lines.map(|line| line.map(|line| line.number())).collect::<Result<_, _>>()?;
/// assert_eq!(numbers, [1, 2, 4]);
/// # Ok::<(), json::BrokenOff>(())
/// ```
pub fn par_lines<'c, D, R>(from: R, context: &'c Context, options: &'c Options) -> ParLines<'c, D, R>
where
    D: Check + Send,
    R: BufRead + Send,
{
    ParLines {
        feed: Feed::new(from, options),
        context,
        options,
        held: Batch::default(),
        spare: Batch::default(),
        made: Vec::new(),
        given: 0,
    }
}

/// The lines of a stream, made by [`par_lines`].
///
/// An error of the reader is told once, after all lines before it, and ends the stream.
#[derive(Debug)]
pub struct ParLines<'c, D, R> {
    feed: Feed<R>,
    context: &'c Context,
    options: &'c Options,
    /// The lines that are checked next.
    held: Batch,
    spare: Batch,
    /// What was made of the lines before them, of which so many were given out.
    made: Vec<Option<Line<D>>>,
    given: usize,
}

impl<D: Check + Send, R: BufRead + Send> ParLines<'_, D, R> {
    /// As [`Lines::numbered_from`](super::Lines::numbered_from), before a line was given out.
    #[must_use]
    pub fn numbered_from(self, line: u64) -> Self {
        Self { feed: self.feed.numbered_from(line), ..self }
    }

    /// Checks a batch, and reads the next meanwhile. Tells whether there was one.
    fn turn(&mut self) -> bool {
        if self.held.is_empty() {
            self.feed.fill(&mut self.held);
        }
        if self.held.is_empty() {
            return false;
        }
        let Self { feed, context, options, held, spare, made, given } = self;
        rayon::join(|| feed.fill(spare), || held.check_into(made, (context, options), |line| line));
        *given = 0;
        std::mem::swap(held, spare);
        true
    }
}

impl<D: Check + Send, R: BufRead + Send> Iterator for ParLines<'_, D, R> {
    type Item = Result<Line<D>, BrokenOff>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let Some(made) = self.made.get_mut(self.given) {
                self.given += 1;
                if let Some(line) = made.take() {
                    return Some(Ok(line));
                }
            }
            if !self.turn() {
                let error = self.feed.failure()?;
                return Some(Err(BrokenOff::at(&self.feed.cut, error, self.context, self.options)));
            }
        }
    }
}
