//! Reading JSON: one document, or a stream of records with one on each line (NDJSON).
//!
//! Content never stops the reading; only text that is not JSON does, and then the report says where: line, column in
//! characters, byte offset. In a stream one broken line never costs the next, and an error of the reader costs nothing that
//! was found before it ([`BrokenOff`]).

#[cfg(feature = "parallel")]
mod batch;
mod broken_off;
mod cut;
mod document;
mod line;
mod lines;
#[cfg(feature = "parallel")]
mod par_lines;
#[cfg(feature = "parallel")]
mod par_sum;
mod place;
mod reading;
mod reason;
mod sum;
mod syntax;
mod text;

pub use broken_off::BrokenOff;
pub use document::{read_from, read_slice, read_str};
pub use line::Line;
pub use lines::{Lines, lines};
#[cfg(feature = "parallel")]
pub use par_lines::{ParLines, par_lines};
#[cfg(feature = "parallel")]
pub use par_sum::par_check_lines;
pub use reading::Reading;
pub use sum::check_lines;
