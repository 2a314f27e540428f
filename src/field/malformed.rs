use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::vocab::{Flaw, Lang, Phrase, Say, Visible};

/// A value that is not what it should be: what was expected, what was found, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Malformed {
    /// What should have stood there.
    pub expected: Phrase,
    /// What stood there.
    pub found: Found,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What stood where something else was expected: its kind, and its beginning if it has a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A text; at most its first 40 characters, with `…` where more followed.
    Text(CompactString),
    /// A number, as text.
    Number(CompactString),
    /// A truth value.
    Bool(bool),
    /// A list.
    List,
    /// An object.
    Object,
    /// `null` in a place that holds a value.
    Null,
    /// Something that the data formats of text do not have, such as bytes.
    Other,
}

impl Found {
    /// What is kept of a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(excerpt(text))
    }

    /// Whether it is a text of which only the beginning was kept.
    pub(super) fn is_cut(&self) -> bool {
        matches!(self, Self::Text(text) if text.chars().nth(KEPT).is_some())
    }

    pub(super) fn number(number: impl fmt::Display + fmt::LowerExp) -> Self {
        const LONGEST: usize = 24;
        let mut text = number.to_string();
        // A very small or very large number has hundreds of digits.
        if text.len() > LONGEST {
            text = format!("{number:e}");
        }
        Self::Number(CompactString::from(text))
    }
}

impl Say for Found {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Text(text), Lang::Zh) if text.is_empty() => to.write_str("空文本"),
            (Self::Text(text), Lang::En) if text.is_empty() => to.write_str("an empty text"),
            (Self::Text(text), Lang::Zh) => write!(to, "“{}”", Visible(text)),
            (Self::Text(text), Lang::En) => write!(to, "`{}`", Visible(text)),
            // Chinese text sets numbers and Latin words apart by a space.
            (Self::Number(number), Lang::Zh) => write!(to, "{number} "),
            (Self::Number(number), Lang::En) => to.write_str(number),
            (Self::Bool(truth), Lang::Zh) => write!(to, "{truth} "),
            (Self::Bool(truth), Lang::En) => write!(to, "{truth}"),
            (Self::List, Lang::Zh) => to.write_str("一个列表"),
            (Self::List, Lang::En) => to.write_str("a list"),
            (Self::Object, Lang::Zh) => to.write_str("一个对象"),
            (Self::Object, Lang::En) => to.write_str("an object"),
            (Self::Null, Lang::Zh) => to.write_str("null "),
            (Self::Null, Lang::En) => to.write_str("null"),
            (Self::Other, Lang::Zh) => to.write_str("其他数据"),
            (Self::Other, Lang::En) => to.write_str("other data"),
        }
    }
}

/// So many characters of a text are kept.
const KEPT: usize = 40;

/// The first 40 characters of a text, with `…` where more follow.
pub(crate) fn excerpt(text: &str) -> CompactString {
    let mut kept: CompactString = text.chars().take(KEPT).collect();
    if text.chars().nth(KEPT).is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_quoted_in_a_few_characters_however_small_or_large_it_is() {
        assert_eq!(Found::number(-1.9e-308), Found::Number("-1.9e-308".into()));
        assert_eq!(Found::number(1e300), Found::Number("1e300".into()));
        assert_eq!(Found::number(0.25), Found::Number("0.25".into()));
        assert_eq!(Found::number(-9_223_372_036_854_775_808_i64), Found::Number("-9223372036854775808".into()));
    }
}
