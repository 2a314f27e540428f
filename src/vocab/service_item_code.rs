use std::fmt;

use compact_str::CompactString;

use super::answer::Answer;
use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::name::Text;
use super::reading::misfit;
use super::service_item_parts::ServiceItemParts;
use super::word::{Word, read_as_word, write_as_text};

/// How many characters a code may have: somewhat more than the 55 that the longest known layout has.
const LIMIT: usize = 64;

/// The code of a government-service item (政务服务事项编码): letters, digits and hyphens, kept in upper case.
///
/// Reading refuses only what cannot be such a code at all: the layout is known from codes in use, not from the text of
/// the standard, and what it does not explain may still be right. What the parts are, and which of them is off, is a
/// separate question.
///
/// ```
/// use neighborhood_center::vocab::{PartVerdict, ServiceItemCode, ServiceItemFlaw, ServiceItemPart};
///
/// let code: ServiceItemCode = "511A0020500002-511602000000-000-1151130000877869M-1-00".parse()?;
/// let parts = code.parts().ok_or("no layout explains it")?;
/// assert_eq!(parts.catalog(), "511A0020500002");
/// assert_eq!(parts.area(), Some("511602000000".parse()?));
/// // Of the eighteen characters of a credit code one is lost.
/// let off = PartVerdict::Off(ServiceItemFlaw::Length { found: 17 });
/// assert!(parts.verdicts().any(|(part, verdict)| part == ServiceItemPart::Organization && verdict == off));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceItemCode(CompactString);

impl ServiceItemCode {
    /// The code, in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts; `None` if no layout that is known explains it.
    #[must_use]
    pub fn parts(&self) -> Option<ServiceItemParts<'_>> {
        ServiceItemParts::of(&self.0)
    }

    /// Whether every part is in order. Nobody can say so of a code, or a part, that no known layout explains.
    #[must_use]
    pub fn is_in_order(&self) -> Answer {
        self.parts().map_or(Answer::CannotSay, |parts| parts.are_in_order())
    }
}

impl Word for ServiceItemCode {
    const EXPECTED: Phrase = Phrase::new(
        "政务服务事项编码（字母、数字和连字符）",
        "a government-service item code (letters, digits and hyphens)",
    );

    fn from_text(text: &str) -> Result<Self, Flaw> {
        if text.len() > LIMIT {
            return Err(too_long(text));
        }
        // All of them are looked at without a branch, since nearly every text is a code.
        let (mut fits, mut more_than_hyphens, mut lower) = (true, false, false);
        for byte in text.bytes() {
            let alphanumeric = byte.is_ascii_alphanumeric();
            fits &= alphanumeric | (byte == b'-');
            more_than_hyphens |= alphanumeric;
            lower |= byte.is_ascii_lowercase();
        }
        if !(fits && more_than_hyphens) {
            return Err(no_code(text));
        }
        let mut code = CompactString::from(text);
        if lower {
            code.make_ascii_uppercase();
        }
        Ok(Self(code))
    }
}

/// More bytes than a code has need not be more characters.
#[cold]
fn too_long(text: &str) -> Flaw {
    let length = text.chars().count();
    if length > LIMIT { Flaw::TooLong { length: length as u64, limit: LIMIT as u64 } } else { no_code(text) }
}

/// A character that cannot be seen is named, since the text looks right.
#[cold]
fn no_code(text: &str) -> Flaw {
    match Text::from_text(text) {
        Err(flaw @ Flaw::ForbiddenCharacter { .. }) => flaw,
        _ => misfit(text),
    }
}

impl AsRef<str> for ServiceItemCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceItemCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for ServiceItemCode {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

read_as_word!(ServiceItemCode);
write_as_text!(ServiceItemCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vocab::service_item_part::ServiceItemPart;

    #[test]
    fn a_code_is_kept_in_upper_case_whatever_its_layout() {
        for text in [
            "511A0000800001-511602000000-000-115113016823646795-1-00",
            "511a0020500002-511602000000-000-1151130000877869m-1-00",
            "E-000021-001-1111111111111111",
            "-A--",
            "7",
        ] {
            let code = ServiceItemCode::from_text(text).unwrap();
            assert_eq!(code.as_str(), text.to_uppercase());
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        for text in ["---", "511A_0001", "511A 0001", " 511A0001", "５１１", "511A0001–511602", "编码"] {
            assert_eq!(ServiceItemCode::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(ServiceItemCode::from_text(""), Err(Flaw::Empty));
        assert_eq!(ServiceItemCode::from_text(" "), Err(Flaw::Empty));
        let hidden = Err(Flaw::ForbiddenCharacter { code_point: 0x200B, after: 4 });
        assert_eq!(ServiceItemCode::from_text("511A\u{200B}0001"), hidden);
        assert!(ServiceItemCode::from_text(&"1".repeat(64)).is_ok());
        assert_eq!(ServiceItemCode::from_text(&"1".repeat(65)), Err(Flaw::TooLong { length: 65, limit: 64 }));
        assert_eq!(ServiceItemCode::from_text(&"编".repeat(30)), Err(Flaw::Malformed));
    }

    #[test]
    fn nobody_can_say_whether_a_code_of_an_unknown_layout_is_in_order() {
        let code = |text: &str| text.parse::<ServiceItemCode>().unwrap();
        assert_eq!(code("511A0000800001").parts(), None);
        assert_eq!(code("511A0000800001").is_in_order(), Answer::CannotSay);
        assert_eq!(code("E-000004-001-11511301008778386B").is_in_order(), Answer::Yes);
        assert_eq!(code("E-000021-001-1111111111111111").is_in_order(), Answer::No);
    }

    proptest! {
        #[test]
        fn parts_put_together_are_the_code(text in "[0-9A-Z]{1,14}(-[0-9A-Z]{1,13}){0,9}|[A-Z]-[0-9]{6}-[0-9]{3}-[0-9A-Z-]{1,12}|[0-9A-Z-]{1,20}-[0-9]{12}-[0-9A-Z]{3}-[0-9A-Z]{1,18}(-[0-9X])?-[0-9A-Z]{1,2}-[0-9A-Z]{1,2}") {
            let code = match ServiceItemCode::from_text(&text) {
                Ok(code) => code,
                Err(flaw) => {
                    prop_assert!(text.len() > LIMIT, "{flaw}");
                    return Ok(());
                }
            };
            prop_assert_eq!(code.to_string(), text.clone());
            if let Some(parts) = code.parts() {
                let texts: Vec<&str> = ServiceItemPart::ALL.iter().filter_map(|part| parts.text(*part)).collect();
                prop_assert_eq!(texts.join("-"), text);
                prop_assert_eq!(parts.verdicts().count(), texts.len());
            }
        }

        #[test]
        fn no_text_makes_the_reading_fail_badly(text in "\\PC{0,70}") {
            if let Ok(code) = ServiceItemCode::from_text(&text) {
                prop_assert_eq!(ServiceItemCode::from_text(code.as_str()), Ok(code.clone()));
                let _ = code.is_in_order();
            }
        }
    }
}
