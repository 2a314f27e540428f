//! The words of the domain: one concept a file, each right by construction.
//!
//! Every word accepts its canonical wire word and its Chinese label on input, writes the canonical one, and can be said
//! in either language ([`Say`]).

mod flaw;
mod function;
mod lang;
mod name;
mod set;
mod word;

pub use flaw::Flaw;
pub use function::{FunctionSet, ServiceFunction};
pub use lang::{InLang, Lang, Phrase, Say};
pub use name::{Key, Name, Text};
pub use set::{Member, Set};
pub use word::{Word, WordError};
pub(crate) use word::{from_unsigned, nearest};
