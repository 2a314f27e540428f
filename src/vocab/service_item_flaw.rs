use std::fmt;

use serde::{Deserialize, Serialize};

use super::flaw::Flaw;
use super::lang::{Lang, Say};

/// What is wrong with one part of a code of a government-service item.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
#[non_exhaustive]
pub enum ServiceItemFlaw {
    /// The part is digits, of which there are another number, or not only digits.
    NotDigits {
        /// How many digits it has.
        count: u8,
    },
    /// The organization has a length that neither a credit code (18) nor an organization code (9) has.
    Length {
        /// Characters found, without the hyphen of an organization code.
        found: u8,
    },
    /// The organization has the length of a credit code or an organization code, and another form.
    Form {
        /// What is wrong with it as such a code.
        flaw: Flaw,
    },
    /// The check character of the credit code or organization code does not follow from the others.
    CheckDigit {
        /// The character that would.
        expected: char,
    },
    /// The organization is one character over and over: somebody had to fill in something.
    Placeholder,
}

impl Say for ServiceItemFlaw {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::NotDigits { count }, Lang::Zh) => write!(to, "应为 {count} 位数字"),
            (Self::NotDigits { count: 1 }, Lang::En) => to.write_str("it should be 1 digit"),
            (Self::NotDigits { count }, Lang::En) => write!(to, "it should be {count} digits"),
            (Self::Length { found }, Lang::Zh) => {
                write!(to, "共 {found} 位，而统一社会信用代码为 18 位、组织机构代码为 9 位")
            }
            (Self::Length { found: 1 }, Lang::En) => {
                to.write_str("it has 1 character, where a credit code has 18 and an organization code 9")
            }
            (Self::Length { found }, Lang::En) => {
                write!(to, "it has {found} characters, where a credit code has 18 and an organization code 9")
            }
            (Self::Form { flaw }, _) => flaw.say(lang, to),
            (Self::CheckDigit { expected }, Lang::Zh) => write!(to, "校验码按标准应为 {expected}"),
            (Self::CheckDigit { expected }, Lang::En) => {
                write!(to, "by the standard, its check character would be {expected}")
            }
            (Self::Placeholder, Lang::Zh) => to.write_str("同一字符重复，像是占位"),
            (Self::Placeholder, Lang::En) => to.write_str("one character over and over looks like a placeholder"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flaw_is_said_in_both_languages() {
        for (flaw, zh, en) in [
            (ServiceItemFlaw::NotDigits { count: 12 }, "应为 12 位数字", "it should be 12 digits"),
            (ServiceItemFlaw::NotDigits { count: 1 }, "应为 1 位数字", "it should be 1 digit"),
            (
                ServiceItemFlaw::Length { found: 17 },
                "共 17 位，而统一社会信用代码为 18 位、组织机构代码为 9 位",
                "it has 17 characters, where a credit code has 18 and an organization code 9",
            ),
            (
                ServiceItemFlaw::Length { found: 1 },
                "共 1 位，而统一社会信用代码为 18 位、组织机构代码为 9 位",
                "it has 1 character, where a credit code has 18 and an organization code 9",
            ),
            (
                ServiceItemFlaw::Form { flaw: Flaw::Malformed },
                "写法不对",
                &Flaw::Malformed.in_lang(Lang::En).to_string(),
            ),
            (
                ServiceItemFlaw::CheckDigit { expected: 'X' },
                "校验码按标准应为 X",
                "by the standard, its check character would be X",
            ),
            (
                ServiceItemFlaw::Placeholder,
                "同一字符重复，像是占位",
                "one character over and over looks like a placeholder",
            ),
        ] {
            assert_eq!(flaw.in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(flaw.in_lang(Lang::En).to_string(), en);
            let written = serde_json::to_string(&flaw).unwrap();
            assert_eq!(serde_json::from_str::<ServiceItemFlaw>(&written).unwrap(), flaw);
        }
    }
}
