//! The records of a stream, one by one.

use std::io::BufRead;
use std::marker::PhantomData;

use super::broken_off::BrokenOff;
use super::cut::Cut;
use super::line::Line;
use super::text::{draft_of, read_piece};
use crate::check::{Check, Options};
use crate::context::Context;

/// Reads and checks a stream of records, one on each line.
///
/// Each record is judged by itself. Rules that compare records (`duplicate-center-id`, `duplicate-community-id`,
/// `same-center-twice`) look only inside a [`District`](crate::records::District); in a stream their ledger stays empty. What
/// centers of a stream stand twice is found by [`twice`](crate::twice).
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, Options, json};
///
/// let text = "{\"name\":\"甲\"}\n{ broken\n\n{\"name\":\"乙\"}\n";
/// let context = Context::default();
/// let options = Options::default();
/// let lines = json::lines::<CenterDraft, _>(text.as_bytes(), &context, &options);
/// let numbers: Vec<u64> = lines.map(|line| line.map(|line| line.number())).collect::<Result<_, _>>()?;
/// assert_eq!(numbers, [1, 2, 4]);
/// # Ok::<(), json::BrokenOff>(())
/// ```
pub fn lines<'c, D: Check, R: BufRead>(from: R, context: &'c Context, options: &'c Options) -> Lines<'c, D, R> {
    Lines { cut: Cut::new(from), context, options, ended: false, records: PhantomData }
}

/// The lines of a stream, made by [`lines`]. Memory stays within one line, whatever the stream.
///
/// An error of the reader is told once, and ends the stream.
#[derive(Debug)]
pub struct Lines<'c, D, R> {
    cut: Cut<R>,
    context: &'c Context,
    options: &'c Options,
    ended: bool,
    records: PhantomData<fn() -> D>,
}

impl<D: Check, R: BufRead> Lines<'_, D, R> {
    /// The same, as a part of a longer stream: its first line has this number, from 1. Bytes are counted from where the part begins.
    ///
    /// ```
    /// use neighborhood_center::records::CenterDraft;
    /// use neighborhood_center::{Context, Options, json};
    ///
    /// let (context, options) = (Context::default(), Options::default());
    /// let mut lines = json::lines::<CenterDraft, _>("{}".as_bytes(), &context, &options).numbered_from(500_001);
    /// assert_eq!(lines.next().transpose()?.map(|line| line.number()), Some(500_001));
    /// # Ok::<(), json::BrokenOff>(())
    /// ```
    #[must_use]
    pub fn numbered_from(self, line: u64) -> Self {
        Self { cut: self.cut.numbered_from(line), ..self }
    }

    /// Passes over all lines before this one, which are neither read nor checked. Lines that were given out already do not come again.
    ///
    /// # Errors
    /// Those of the reader, which end the stream.
    pub fn advance_to(&mut self, line: u64) -> Result<(), BrokenOff> {
        while !self.ended && self.cut.place().line < line {
            match self.cut.next(0, |_, _| ()) {
                Ok(Some(())) => {}
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Err(BrokenOff::at(&self.cut, error, self.context, self.options));
                }
            }
        }
        Ok(())
    }
}

impl<D: Check, R: BufRead> Lines<'_, D, R> {
    /// What stands on a line, read and not checked: all lines before it are passed over, and no rule looks at it. `None` where nothing could
    /// be read of it, where it was given out already, and past the end.
    ///
    /// # Errors
    /// Those of the reader, which end the stream.
    pub fn draft_at(&mut self, line: u64) -> Result<Option<D>, BrokenOff> {
        self.advance_to(line)?;
        if self.ended || self.cut.place().line != line {
            return Ok(None);
        }
        let options = self.options;
        match self.cut.next(options.limits.record_bytes, |piece, place| draft_of(piece, place, options)) {
            Ok(draft) => Ok(draft.flatten()),
            Err(error) => {
                self.ended = true;
                Err(BrokenOff::at(&self.cut, error, self.context, options))
            }
        }
    }
}

impl<D: Check, R: BufRead> Iterator for Lines<'_, D, R> {
    type Item = Result<Line<D>, BrokenOff>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let (context, options) = (self.context, self.options);
            match self.cut.next(options.limits.record_bytes, |piece, place| read_piece(piece, place, context, options))
            {
                Ok(Some(Some(line))) => return Some(Ok(line)),
                // An empty line.
                Ok(Some(None)) => {}
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(BrokenOff::at(&self.cut, error, context, options)));
                }
            }
        }
        None
    }
}
