use std::fmt;

use super::credit_code::CheckDigit;
use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, read_as_word, write_as_text};

/// How many characters a code has without its hyphen.
const LENGTH: usize = 9;
/// What the characters before the check character are multiplied with (GB 11714).
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// An organization code (组织机构代码, GB 11714): eight digits or letters and a check character, a digit or X.
///
/// It is what organizations had before the [`CreditCode`](super::CreditCode), in which it lives on as characters 9–17.
/// Read with a hyphen before the check character or without, kept in upper case and written without. Its form is
/// checked on reading; whether its check character follows from the others is a separate question.
///
/// The text of the standard was not at hand. Its rule is confirmed by use: it holds for each of the 39 different codes
/// that stand in the item codes of one district's 568 government services, alone or within a credit code; by chance it
/// would hold for every eleventh.
///
/// ```
/// use neighborhood_center::vocab::{CheckDigit, OrganizationCode};
///
/// let code: OrganizationCode = "00877868-5".parse()?;
/// assert_eq!(code.as_str(), "008778685");
/// assert_eq!(code.check_character(), CheckDigit::Holds);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganizationCode([u8; LENGTH]);

impl OrganizationCode {
    /// The code, in upper case and without a hyphen.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Every character is a digit or an ASCII letter.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the last character follows from the others: `11 - sum(value * weight) mod 11`, where X stands for ten and
    /// 0 for eleven.
    #[must_use]
    pub fn check_character(&self) -> CheckDigit {
        let [others @ .., last] = &self.0;
        let sum: u32 = others.iter().zip(WEIGHTS).map(|(byte, weight)| value(*byte) * weight).sum();
        let expected = match 11 - sum % 11 {
            10 => 'X',
            rest => char::from_digit(rest % 11, 10).unwrap_or('0'),
        };
        if char::from(*last) == expected { CheckDigit::Holds } else { CheckDigit::Fails { expected } }
    }
}

/// What a character counts: digits themselves, letters from A = 10 to Z = 35.
fn value(byte: u8) -> u32 {
    char::from(byte).to_digit(36).unwrap_or(0)
}

impl Word for OrganizationCode {
    const EXPECTED: Phrase = Phrase::new("组织机构代码（9 位）", "an organization code (9 characters)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let mut code = match text.as_bytes() {
            [a, b, c, d, e, f, g, h, last] | [a, b, c, d, e, f, g, h, b'-', last] => {
                [*a, *b, *c, *d, *e, *f, *g, *h, *last]
            }
            _ => return Err(wrong_length(text)),
        };
        code.make_ascii_uppercase();
        let [body @ .., last] = &code;
        if !body.iter().all(u8::is_ascii_alphanumeric) {
            return Err(misfit(text));
        }
        if !matches!(last, b'0'..=b'9' | b'X') {
            return Err(wrong_check_character(text));
        }
        Ok(Self(code))
    }
}

#[cold]
fn wrong_length(text: &str) -> Flaw {
    let length = text.chars().count();
    if length > LENGTH + 1 { Flaw::TooLong { length: length as u64, limit: LENGTH as u64 } } else { misfit(text) }
}

#[cold]
fn wrong_check_character(text: &str) -> Flaw {
    // Nine bytes need not be nine characters.
    if !text.is_ascii() {
        return Flaw::Malformed;
    }
    Flaw::Part { part: Phrase::new("校验码（第 9 位）", "the check character (character 9)") }
}

impl fmt::Debug for OrganizationCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("OrganizationCode").field(&self.as_str()).finish()
    }
}

impl fmt::Display for OrganizationCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl Say for OrganizationCode {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

read_as_word!(OrganizationCode);
write_as_text!(OrganizationCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) -> CheckDigit {
        text.parse::<OrganizationCode>().unwrap().check_character()
    }

    #[test]
    fn the_check_character_holds_for_codes_in_use_and_for_the_one_within_the_published_credit_code() {
        for text in ["M000100Y4", "083372204", "00877836X", "00877868-5", "76726532-X", "m000100y4"] {
            assert_eq!(check(text), CheckDigit::Holds, "{text}");
        }
    }

    #[test]
    fn a_check_character_that_does_not_follow_names_the_right_one() {
        assert_eq!(check("083372205"), CheckDigit::Fails { expected: '4' });
        assert_eq!(check("00877836-0"), CheckDigit::Fails { expected: 'X' });
        // 3 * 11 + 0 ... = 33, which 11 divides: the difference is eleven, and stands as 0.
        assert_eq!(check("B0000000X"), CheckDigit::Fails { expected: '0' });
    }

    #[test]
    fn a_code_is_the_same_with_a_hyphen_and_without() {
        assert_eq!("00877868-5".parse::<OrganizationCode>(), "008778685".parse());
        assert_eq!("00877868-5".parse::<OrganizationCode>().unwrap().to_string(), "008778685");
    }

    #[test]
    fn what_has_another_form_is_refused() {
        for text in ["00877868", "0087-78685", "0087786-85", "-008778685", "00877868 5", "组织机", "组织机构"] {
            assert_eq!(OrganizationCode::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(OrganizationCode::from_text("008778685-5"), Err(Flaw::TooLong { length: 11, limit: 9 }));
        assert_eq!(OrganizationCode::from_text(""), Err(Flaw::Empty));
        let Err(Flaw::Part { part }) = OrganizationCode::from_text("00877868A") else { panic!("A was read") };
        assert_eq!(part.text(Lang::Zh), "校验码（第 9 位）");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "[0-9A-Z]{8}-?[0-9X]") {
            let code = OrganizationCode::from_text(&text).unwrap();
            prop_assert_eq!(code.to_string(), text.replace('-', ""));
            if let CheckDigit::Fails { expected } = code.check_character() {
                let mut mended = code.to_string();
                mended.pop();
                mended.push(expected);
                prop_assert_eq!(check(&mended), CheckDigit::Holds);
            }
        }

        #[test]
        fn no_text_makes_the_reading_fail_badly(text in "\\PC{0,12}") {
            let _ = OrganizationCode::from_text(&text);
        }
    }
}
