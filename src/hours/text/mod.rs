//! Opening hours as people write them: the reader and the writer.

mod clock;
mod dates;
mod days;
mod digits;
mod draft;
mod lexer;
mod normal;
mod read;
mod read_hours;
mod reader;
mod same_as;
mod scope;
mod settle;
mod stated;
mod token;
mod unread;
mod words;

pub use normal::normal_form;
pub use read::read;
pub use read_hours::{Closing, ReadHours};
pub use stated::Stated;
pub use unread::{Reason, Unread};
