//! On how many threads a stream is checked. What is told is the same on any number of them.

use std::io::{BufReader, Read};

use neighborhood_center::json::{self, BrokenOff, Line};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Phrase;
use neighborhood_center::{Context, Options};

/// A number of threads, from 1 to [`MOST`].
#[derive(Clone, Copy)]
pub(crate) struct Threads(u16);

/// More than any machine of today puts to use.
const MOST: u16 = 256;

/// The lines of a stream, in order.
type Lines<'c> = Box<dyn Iterator<Item = Result<Line<CenterDraft>, BrokenOff>> + 'c>;

impl Threads {
    pub(crate) const ONE: Self = Self(1);

    /// So many threads, of which more than one take the feature `parallel`.
    pub(crate) fn of(text: &str) -> Result<Self, Phrase> {
        match text.parse().ok().filter(|number| (1..=MOST).contains(number)) {
            None => Err(Phrase::new(
                "--threads 的值应为 1 至 256 的整数",
                "the value of --threads must be a whole number from 1 to 256",
            )),
            Some(number) if number > 1 && !cfg!(feature = "parallel") => Err(Phrase::new(
                "--threads 大于 1 时，须以 cargo run --features parallel 构建本程序",
                "for more than one of --threads, this program must be built with cargo run --features parallel",
            )),
            Some(number) => Ok(Self(number)),
        }
    }

    /// Whether there is more than one.
    pub(crate) fn is_many(self) -> bool {
        self.0 > 1
    }

    /// Starts the threads, for the rest of the program.
    pub(crate) fn start(self) {
        #[cfg(feature = "parallel")]
        if self.0 > 1 {
            // Where it cannot be done, the threads are as many as there are cores.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(self.0.into()).build_global();
        }
    }

    /// The lines of a stream, each checked.
    pub(crate) fn lines<'c>(
        self,
        from: BufReader<Box<dyn Read + Send>>,
        context: &'c Context,
        options: &'c Options,
    ) -> Lines<'c> {
        match self.0 {
            #[cfg(feature = "parallel")]
            2.. => Box::new(json::par_lines(from, context, options)),
            _ => Box::new(json::lines(from, context, options)),
        }
    }
}
