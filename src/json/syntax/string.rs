//! Strings.

use super::fault::{CONTROL_CHARACTER, Fault, HALF_A_CHARACTER, NO_ESCAPE};
use super::parser::Parser;

/// The text of a string.
pub(super) enum Chars<'t> {
    /// As it stands between the quotation marks.
    AsWritten(&'t str),
    /// It has escapes; the parser keeps what they stand for.
    InPlain,
}

impl<'t> Parser<'t> {
    /// Takes a string whose first quotation mark has been taken.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Chars<'t>, Fault> {
        let start = self.at;
        let end = special(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            if let Some(text) = self.text.get(start..end) {
                self.at = end + 1;
                return Ok(Chars::AsWritten(text));
            }
        }
        self.unescape(end)?;
        Ok(Chars::InPlain)
    }

    /// Takes a string that goes on at `end` with something else than its end.
    #[cold]
    #[inline(never)]
    fn unescape(&mut self, mut end: usize) -> Result<(), Fault> {
        self.plain.clear();
        loop {
            // Both ends are at single bytes, so the piece is never missing.
            self.plain.push_str(self.text.get(self.at..end).unwrap_or_default());
            self.at = end;
            match self.byte() {
                Some(b'\\') => self.escape()?,
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault(&CONTROL_CHARACTER),
            }
            // One escape often follows another: a Chinese text has nothing else.
            end = if self.byte() == Some(b'\\') { self.at } else { special(self.text.as_bytes(), self.at) };
        }
    }

    /// Takes an escape, from its backslash on.
    fn escape(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += 1;
        let character = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte.into(),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(start),
            _ => return self.fault(&NO_ESCAPE),
        };
        self.at += 1;
        self.plain.push(character);
        Ok(())
    }

    /// Takes a character that is written as its number in UTF-16, from the `u` on; the escape began at `start`.
    fn code_point(&mut self, start: usize) -> Result<(), Fault> {
        const NEXT: &str = "\\u";
        let first = self.unit()?;
        if let Some(character) = char::from_u32(first) {
            self.plain.push(character);
            return Ok(());
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        if NEXT.starts_with(rest) {
            // The other half may have stood in what was cut off.
            self.at = self.text.len();
            return self.fault(&HALF_A_CHARACTER);
        }
        let second = if rest.starts_with(NEXT) {
            self.at += 1;
            self.unit()?
        } else {
            0
        };
        match char::decode_utf16([first as u16, second as u16]).next() {
            Some(Ok(character)) => self.plain.push(character),
            _ => {
                self.at = start;
                return self.fault(&HALF_A_CHARACTER);
            }
        }
        Ok(())
    }

    /// Takes a `u` and its four digits.
    #[inline]
    fn unit(&mut self) -> Result<u32, Fault> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            match self.byte().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => unit = unit << 4 | digit,
                None => return self.fault(&NO_ESCAPE),
            }
            self.at += 1;
        }
        Ok(unit)
    }
}

/// The place of the next quotation mark, backslash or control character from `at` on; the end of the text if there is none.
#[inline(always)]
fn special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = specials(u64::from_le_bytes(*eight));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | ..b' ')) {
        at += 1;
    }
    at
}

/// The highest bit of the first of eight bytes that is a quotation mark, a backslash or a control character; zero if none is.
/// Further bits are set only above that one.
#[inline(always)]
fn specials(eight: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    // Turning one bit makes the quotation mark the neighbor of the control characters, so that one comparison finds both.
    let control_or_quote = (eight ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let backslash = (eight ^ each(b'\\')).wrapping_sub(each(1));
    // What is above ASCII has the highest bit itself, and is none of them.
    (control_or_quote | backslash) & !eight & each(0x80)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;

    fn read(text: &str) -> Result<Value, (usize, String)> {
        Value::deserialize(&mut Parser::new(text)).map_err(|fault| (fault.at(), fault.to_string()))
    }

    #[test]
    fn every_escape_stands_for_its_character() {
        for (escaped, character) in [
            (r"\u0022", "\""),
            (r#"\""#, "\""),
            (r"\\", "\\"),
            (r"\/", "/"),
            (r"\b\f\n\r\t", "\u{8}\u{c}\n\r\t"),
            (r"\u90bb\u91CC", "邻里"),
            (r"\u0000", "\0"),
            (r"\uD834\uDD1E", "𝄞"),
            (r"\uFFFF", "\u{FFFF}"),
        ] {
            assert_eq!(read(&format!("\"{escaped}\"")), Ok(character.into()));
            assert_eq!(
                read(&format!("\"甲{escaped}乙 and more text\"")),
                Ok(format!("甲{character}乙 and more text").into())
            );
        }
    }

    #[test]
    fn a_string_ends_at_its_mark_wherever_in_a_group_of_eight_bytes_it_stands() {
        for length in 0..40 {
            for rest in ["", ",", " and a longer rest of the text"] {
                let text: String = "abc邻defghijk里lmnopqrs中tuvwxyz心".chars().cycle().take(length).collect();
                let written = format!("\"{text}\"{rest}");
                let mut parser = Parser::new(&written);
                assert_eq!(Value::deserialize(&mut parser).unwrap(), Value::from(text.clone()));
                assert_eq!(parser.at, text.len() + 2);
            }
        }
    }

    #[test]
    fn each_byte_is_special_or_not_in_every_place_of_a_group() {
        for byte in 0..=u8::MAX {
            let expected = byte < b' ' || byte == b'"' || byte == b'\\';
            for others in [b'a', b'!', b'#', b'[', b']', b' ', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                for place in 0..8 {
                    let mut eight = [others; 8];
                    eight[place] = byte;
                    let found = specials(u64::from_le_bytes(eight));
                    let first = (found != 0).then_some(found.trailing_zeros() as usize / 8);
                    assert_eq!(first, expected.then_some(place), "{byte:#x} among {others:#x}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_string_is_refused_where_it_stops_being_one() {
        let early = "the text breaks off here, before it is complete";
        let control = "control character in a string, which has to be escaped";
        let half = "escape of half a character (a lone surrogate)";
        for (text, at, reason) in [
            ("\"abc", 4, early),
            ("\"", 1, early),
            ("\"abc\\", 5, early),
            ("\"\\u12", 5, early),
            ("\"\\uD834", 7, early),
            ("\"\\uD834\\", 8, early),
            ("\"\\uD834\\u", 9, early),
            ("\"a\nb\"", 2, control),
            ("\"long enough for a group\u{1f}\"", 24, control),
            ("\"邻\t\"", 4, control),
            (r#""\x""#, 2, "invalid escape"),
            (r#""\u12g4""#, 5, "invalid escape"),
            (r#""a\uD834""#, 2, half),
            (r#""a\uD834b""#, 2, half),
            (r#""a\uD834\n""#, 2, half),
            (r#""a\uDD1E""#, 2, half),
            (r#""a\uD834\uD834""#, 2, half),
            (r#""a\uD834\u0041""#, 2, half),
        ] {
            assert_eq!(read(text), Err((at, reason.to_owned())), "{text}");
        }
    }
}
