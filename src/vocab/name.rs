use std::fmt;

use compact_str::CompactString;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::visible::is_invisible;
use super::word::{Word, read_as_word, write_as_text};

/// What a name may be.
const NAME_LIMIT: u64 = 100;
/// What a text may be.
const TEXT_LIMIT: u64 = 4_000;
/// What a key may be.
const KEY_LIMIT: u64 = 64;

/// A name as people write it: one line, 1 to 100 characters, with nothing invisible in it.
///
/// White space around it is dropped. Control, formatting, direction-turning and other invisible characters are refused,
/// and so is U+FFFD, which marks text that an earlier program could not decode.
///
/// ```
/// use neighborhood_center::vocab::Name;
///
/// let name: Name = " 翰林苑邻里中心 ".parse()?;
/// assert_eq!(name.as_str(), "翰林苑邻里中心");
/// assert!("翰林\u{202E}苑".parse::<Name>().is_err());
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(CompactString);

/// A text of 1 to 4,000 characters, which may have line breaks and tabs, and nothing invisible.
///
/// White space around it is dropped. What is refused is the same as for a [`Name`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(CompactString);

/// A short key that names a part of a record inside it: 1 to 64 of the characters `a`–`z`, `0`–`9`, `-` and `_`.
///
/// ```
/// use neighborhood_center::vocab::Key;
///
/// let key: Key = "yuedufang".parse()?;
/// assert_eq!(key.as_str(), "yuedufang");
/// assert!("悦读坊".parse::<Key>().is_err());
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(CompactString);

impl Word for Name {
    const EXPECTED: Phrase = Phrase::new("名称", "a name");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        clean(text, NAME_LIMIT, false).map(Self)
    }
}

impl Word for Text {
    const EXPECTED: Phrase = Phrase::new("文字", "a text");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        clean(text, TEXT_LIMIT, true).map(Self)
    }
}

impl Word for Key {
    const EXPECTED: Phrase = Phrase::new("键（小写字母、数字、-、_）", "a key (lower-case letters, digits, - and _)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        if !text.bytes().fold(true, |all, byte| all & OF_A_KEY.has(byte)) {
            let trimmed = text.trim();
            return if trimmed.len() < text.len() { Self::from_text(trimmed) } else { Err(Flaw::Malformed) };
        }
        if text.is_empty() {
            return Err(Flaw::Empty);
        }
        if text.len() as u64 > KEY_LIMIT {
            return Err(Flaw::TooLong { length: text.len() as u64, limit: KEY_LIMIT });
        }
        Ok(Self(CompactString::from(text)))
    }
}

/// Trims a text and refuses what a reader could not see.
fn clean(text: &str, limit: u64, many_lines: bool) -> Result<CompactString, Flaw> {
    // One pass without a branch: most text is plain, and then neither trimming nor decoding has anything to find.
    let plain = !text.bytes().fold(false, |odd, byte| odd | MAY_BEGIN_INVISIBLE.has(byte));
    let spaced = text.starts_with(' ') || text.ends_with(' ');
    if plain && !spaced && !text.is_empty() && text.len() as u64 <= limit {
        return Ok(CompactString::from(text));
    }
    clean_slowly(text, limit, many_lines)
}

#[cold]
fn clean_slowly(text: &str, limit: u64, many_lines: bool) -> Result<CompactString, Flaw> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Flaw::Empty);
    }
    if text.len() as u64 > limit {
        let length = text.chars().count() as u64;
        if length > limit {
            return Err(Flaw::TooLong { length, limit });
        }
    }
    for (after, character) in text.chars().enumerate() {
        let line_layout = many_lines && matches!(character, '\n' | '\r' | '\t');
        if is_invisible(character) && !line_layout {
            return Err(Flaw::ForbiddenCharacter { code_point: character.into(), after: after as u64 });
        }
    }
    Ok(CompactString::from(text))
}

/// The bytes that can begin a character which [`is_invisible`] refuses, or white space other than the ASCII space.
///
/// Most Chinese text has no such byte, so that it is judged without being decoded.
static MAY_BEGIN_INVISIBLE: Bytes = Bytes::of(&[
    (0x00, 0x1F),
    (0x7F, 0x7F),
    (0xC2, 0xC2),
    (0xCD, 0xCD),
    (0xD8, 0xD8),
    (0xDB, 0xDC),
    (0xE1, 0xE3),
    (0xEE, 0xF4),
]);

static OF_A_KEY: Bytes = Bytes::of(&[(b'a', b'z'), (b'0', b'9'), (b'-', b'-'), (b'_', b'_')]);

/// A set of bytes, as a table: to ask it costs the same for every set.
struct Bytes([bool; 256]);

impl Bytes {
    /// The bytes of these ranges, ends included.
    const fn of(ranges: &[(u8, u8)]) -> Self {
        let mut table = [false; 256];
        let mut rest = ranges;
        while let [(first, last), others @ ..] = rest {
            let (_, from_first) = table.split_at_mut(*first as usize);
            let (range, _) = from_first.split_at_mut((*last - *first) as usize + 1);
            let mut left = range;
            while let [byte, others @ ..] = left {
                *byte = true;
                left = others;
            }
            rest = others;
        }
        Self(table)
    }

    fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

macro_rules! sealed_text {
    ($word:ident) => {
        impl $word {
            /// A text of this crate's own, which its tests have read in the ordinary way.
            #[must_use]
            pub(crate) const fn fixed(text: &'static str) -> Self {
                Self(CompactString::const_new(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $word {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $word {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(&self.0)
            }
        }

        impl Say for $word {
            fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(&self.0)
            }
        }

        read_as_word!($word);
        write_as_text!($word);
    };
}

sealed_text!(Name);
sealed_text!(Text);
sealed_text!(Key);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_test_never_misses_an_invisible_character_or_white_space() {
        let slow = |character: &char| is_invisible(*character) || (character.is_whitespace() && *character != ' ');
        for character in ('\0'..=char::MAX).filter(slow) {
            let mut bytes = [0; 4];
            let first = character.encode_utf8(&mut bytes).as_bytes()[0];
            assert!(MAY_BEGIN_INVISIBLE.has(first), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn a_bidi_override_is_refused_and_its_place_told() {
        assert_eq!(Name::from_text("大学\u{202E}城"), Err(Flaw::ForbiddenCharacter { code_point: 0x202E, after: 2 }));
    }

    #[test]
    fn a_name_is_one_line_and_a_text_may_be_many() {
        assert!(Name::from_text("一\n二").is_err());
        assert_eq!(Text::from_text("一\n二").unwrap().as_str(), "一\n二");
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!(Name::from_text(&"字".repeat(100)).is_ok());
        assert_eq!(Name::from_text(&"字".repeat(101)), Err(Flaw::TooLong { length: 101, limit: 100 }));
        assert!(Text::from_text(&"字".repeat(4_000)).is_ok());
        assert!(Text::from_text(&"字".repeat(4_001)).is_err());
    }

    #[test]
    fn ideographic_spaces_around_a_name_are_dropped() {
        assert_eq!(Name::from_text("\u{3000}悦读坊\u{3000}").unwrap().as_str(), "悦读坊");
        assert_eq!(Name::from_text("\u{3000}"), Err(Flaw::Empty));
    }
}
