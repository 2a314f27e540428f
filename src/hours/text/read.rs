use super::lexer::lex;
use super::read_hours::ReadHours;
use super::reader::read_pieces;
use super::same_as::same_as;
use super::settle::settle;

/// Reads opening hours as people write them in Chinese.
///
/// It never fails, and never guesses: what is not understood stays text, and is told. Where the text is whole
/// ([`ReadHours::is_whole`]), everything it says is in the sessions and closings. What a text is taken to say, the documentation
/// of [this module](crate::hours) tells.
///
/// It takes time and memory in proportion to the length of the text. Of one text a thousand sessions are read and a hundred
/// statements about all of them; what goes beyond is told as [`Reason::TooMuch`](super::unread::Reason::TooMuch).
#[must_use]
pub fn read(text: &str) -> ReadHours {
    match same_as(text) {
        Some(name) => ReadHours { same_as: Some(name), ..ReadHours::default() },
        None => settle(read_pieces(text, lex(text))),
    }
}
