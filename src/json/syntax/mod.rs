//! The text of JSON (RFC 8259), read value by value.
//!
//! A record has some 370 texts of a few bytes each, and a parser for everybody spends half of the whole job on them. This
//! one reads from a text that is known to be UTF-8, hands out pieces of it as they stand, and does only what drafts ask
//! of a format: the next value whatever it is, or to pass over it.

mod fault;
mod number;
mod parser;
mod string;
mod values;

pub(super) use fault::Fault;
pub(super) use parser::Parser;
