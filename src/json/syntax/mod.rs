//! The text of JSON (RFC 8259), read value by value.
//!
//! A record holds some 370 strings of a few bytes each; a parser for everybody spent nearly half of the whole job on them. This one
//! reads from text that is known to be UTF-8, hands out pieces of it as they stand, and does of serde only what drafts ask for: the
//! next value, whatever it is, or to pass over it.
//!
//! It refuses two things that the grammar lets through, since nothing could be made of them: numbers past the range of `f64`, and escapes of
//! half a character.

mod fault;
mod number;
mod parser;
mod string;
mod values;

pub(super) use fault::Fault;
pub(super) use parser::Parser;
