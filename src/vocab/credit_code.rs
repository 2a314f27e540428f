use std::fmt;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, read_as_word, write_as_text};

/// How many characters a code has.
const LENGTH: usize = 18;
/// The characters of a code, each at the place of its value: no I, O, S, V or Z (GB 32100-2015).
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters there are.
const MODULUS: u32 = 31;

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, kept in upper case.
///
/// Its form is checked on reading; whether its check digit holds is a separate question, since some codes that were
/// issued early, and are in use, fail it.
///
/// ```
/// use neighborhood_center::vocab::{CheckDigit, CreditCode};
///
/// let code: CreditCode = "91350100m000100y43".parse()?;
/// assert_eq!(code.as_str(), "91350100M000100Y43");
/// assert_eq!(code.check_digit(), CheckDigit::Holds);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode([u8; LENGTH]);

/// Whether the last character of a [`CreditCode`] follows from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckDigit {
    /// It does.
    Holds,
    /// It does not.
    Fails {
        /// The character that would.
        expected: char,
    },
}

impl CreditCode {
    /// The code, in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Every character is of the alphabet, which is ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the last character follows from the others: `31 - sum(value * 3^(place - 1)) mod 31`, itself modulo 31.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        let [others @ .., last] = &self.0;
        let mut sum = 0;
        let mut weight = 1;
        for byte in others {
            sum += value(*byte).unwrap_or(0) * weight;
            weight = weight * 3 % MODULUS;
        }
        let expected = (MODULUS - sum % MODULUS) % MODULUS;
        if value(*last) == Some(expected) {
            CheckDigit::Holds
        } else {
            CheckDigit::Fails { expected: ALPHABET.chars().nth(expected as usize).unwrap_or('0') }
        }
    }
}

/// What a character of the alphabet counts.
fn value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'H' => byte - b'A' + 10,
        b'J'..=b'N' => byte - b'J' + 18,
        b'P'..=b'R' => byte - b'P' + 23,
        b'T' | b'U' => byte - b'T' + 26,
        b'W'..=b'Y' => byte - b'W' + 28,
        _ => return None,
    };
    Some(value.into())
}

impl Word for CreditCode {
    const EXPECTED: Phrase = Phrase::new("统一社会信用代码（18 位）", "a unified social credit code (18 characters)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let mut code = <[u8; LENGTH]>::try_from(text.as_bytes()).map_err(|_| wrong_length(text))?;
        code.make_ascii_uppercase();
        for (place, byte) in code.iter().enumerate() {
            let fits = if (2..8).contains(&place) { byte.is_ascii_digit() } else { value(*byte).is_some() };
            if !fits {
                return Err(wrong_part(text, place));
            }
        }
        Ok(Self(code))
    }
}

#[cold]
fn wrong_length(text: &str) -> Flaw {
    let length = text.chars().count();
    if length > LENGTH { Flaw::TooLong { length: length as u64, limit: LENGTH as u64 } } else { misfit(text) }
}

/// Names the part of the code that the character at `place` (from 0) belongs to.
#[cold]
fn wrong_part(text: &str, place: usize) -> Flaw {
    // Eighteen bytes need not be eighteen characters.
    if !text.is_ascii() {
        return Flaw::Malformed;
    }
    let part = match place {
        0 => Phrase::new("登记管理部门代码（第 1 位）", "the registering department (character 1)"),
        1 => Phrase::new("机构类别代码（第 2 位）", "the kind of organization (character 2)"),
        2..=7 => Phrase::new(
            "登记管理机关行政区划码（第 3–8 位）",
            "the division of the registering office (characters 3–8)",
        ),
        8..=16 => Phrase::new("主体标识码（第 9–17 位）", "the organization's own code (characters 9–17)"),
        _ => Phrase::new("校验码（第 18 位）", "the check digit (character 18)"),
    };
    Flaw::Part { part }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("CreditCode").field(&self.as_str()).finish()
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl Say for CreditCode {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

read_as_word!(CreditCode);
write_as_text!(CreditCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) -> CheckDigit {
        text.parse::<CreditCode>().unwrap().check_digit()
    }

    #[test]
    fn every_character_counts_its_place_in_the_alphabet() {
        assert_eq!(ALPHABET.len() as u32, MODULUS);
        for (place, byte) in ALPHABET.bytes().enumerate() {
            assert_eq!(value(byte), Some(place as u32));
        }
        for byte in b"IOSVZ" {
            assert_eq!(value(*byte), None);
        }
    }

    #[test]
    fn the_check_digit_is_judged_apart_from_the_form() {
        assert_eq!(check("91350100M000100Y43"), CheckDigit::Holds);
        assert_eq!(check("91350211M0000XUF46"), CheckDigit::Fails { expected: 'R' });
        assert_eq!(check("91350100M0001TGQXM"), CheckDigit::Fails { expected: '1' });
    }

    #[test]
    fn the_widely_copied_wrong_vector_has_a_letter_that_the_alphabet_lacks() {
        let Err(Flaw::Part { part }) = CreditCode::from_text("91350100M000100Y4Z") else { panic!("Z was read") };
        assert_eq!(part.text(Lang::En), "the check digit (character 18)");
        assert_eq!(check("91350100M000100Y4Y"), CheckDigit::Fails { expected: '3' });
    }

    #[test]
    fn the_part_that_is_off_is_named() {
        for (text, part) in [
            ("I1350100M000100Y43", "登记管理部门代码（第 1 位）"),
            ("9O350100M000100Y43", "机构类别代码（第 2 位）"),
            ("91A50100M000100Y43", "登记管理机关行政区划码（第 3–8 位）"),
            ("91350100M000S00Y43", "主体标识码（第 9–17 位）"),
        ] {
            let Err(Flaw::Part { part: found }) = CreditCode::from_text(text) else { panic!("{text} was read") };
            assert_eq!(found.text(Lang::Zh), part);
        }
    }

    #[test]
    fn a_wrong_length_is_told() {
        assert_eq!(CreditCode::from_text("91350100M000100Y4"), Err(Flaw::Malformed));
        assert_eq!(CreditCode::from_text("91350100M000100Y433"), Err(Flaw::TooLong { length: 19, limit: 18 }));
        assert_eq!(CreditCode::from_text("统一社会信用"), Err(Flaw::Malformed));
        assert_eq!(CreditCode::from_text(""), Err(Flaw::Empty));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}") {
            let code = CreditCode::from_text(&text).unwrap();
            prop_assert_eq!(code.to_string(), text);
            if let CheckDigit::Fails { expected } = code.check_digit() {
                let mut mended = code.to_string();
                mended.pop();
                mended.push(expected);
                prop_assert_eq!(CreditCode::from_text(&mended).unwrap().check_digit(), CheckDigit::Holds);
            }
        }
    }
}
