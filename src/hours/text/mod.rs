//! Opening hours as people write them: the reader and the writer.

mod chinese;
mod clock;
mod dates;
mod days;
mod digits;
mod draft;
mod english;
mod fill;
mod headings;
mod lexer;
mod normal;
mod occupied;
mod plan;
mod read;
mod read_hours;
mod reader;
mod same_as;
mod scope;
mod settle;
mod spans;
mod stated;
mod statements;
mod token;
mod told;
mod unread;
mod words;
mod write;

pub use normal::normal_form;
pub use read::read;
pub use read_hours::{Closing, ReadHours};
pub use stated::Stated;
pub use unread::{Reason, Unread};
pub use write::write;
