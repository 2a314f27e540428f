use std::fmt;

use compact_str::CompactString;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::misfit;
use super::word::{Word, read_as_word, write_as_text};

/// What an id may be.
const LIMIT: usize = 64;

/// The id of a rule (规则编号): lower-case words with hyphens between, at most 64 characters.
///
/// Whether there is such a rule is another question, which [`rules::by_id`](crate::rules::by_id) answers.
///
/// ```
/// use neighborhood_center::vocab::RuleId;
///
/// let rule: RuleId = "missing-function".parse()?;
/// assert_eq!(rule.as_str(), "missing-function");
/// assert!("Missing Function".parse::<RuleId>().is_err());
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(CompactString);

impl RuleId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for RuleId {
    const EXPECTED: Phrase =
        Phrase::new("规则编号（如 missing-function）", "the id of a rule, such as missing-function");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.len() <= LIMIT && text.split('-').all(is_word) { Ok(Self(text.into())) } else { Err(misfit(text)) }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for RuleId {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "`{self}`")
    }
}

read_as_word!(RuleId);
write_as_text!(RuleId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_kebab_case_and_short() {
        for id in ["too-far", "area-per-100-households-below-minimum"] {
            assert_eq!(RuleId::from_text(id).unwrap().as_str(), id);
        }
        for text in ["Too-far", "too--far", "-far", "too_far", "规则", "too far", &"a".repeat(65)] {
            assert_eq!(RuleId::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(RuleId::from_text(""), Err(Flaw::Empty));
    }
}
