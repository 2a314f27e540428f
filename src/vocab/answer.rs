use std::fmt;

use serde::Serialize;

use super::lang::{Lang, Say};

/// The answer to a question about facts that may be known only in part.
///
/// Closed on purpose: a fact that is not known well enough is neither true nor false, and a caller has to say what it
/// does then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is so, whatever the unknown part may be.
    Yes,
    /// It is not so, whatever the unknown part may be.
    No,
    /// It depends on what is not known.
    CannotSay,
}

impl Answer {
    /// The answer to the opposite question.
    ///
    /// ```
    /// use neighborhood_center::vocab::Answer;
    ///
    /// assert_eq!(Answer::Yes.opposite(), Answer::No);
    /// assert_eq!(Answer::CannotSay.opposite(), Answer::CannotSay);
    /// ```
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::CannotSay => Self::CannotSay,
        }
    }

    /// Whether both are so.
    ///
    /// ```
    /// use neighborhood_center::vocab::Answer;
    ///
    /// assert_eq!(Answer::Yes.and(Answer::CannotSay), Answer::CannotSay);
    /// assert_eq!(Answer::No.and(Answer::CannotSay), Answer::No);
    /// ```
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::CannotSay,
        }
    }

    /// The truth, if it is known.
    #[must_use]
    pub const fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::CannotSay => None,
        }
    }
}

impl Say for Answer {
    /// ```
    /// use neighborhood_center::vocab::{Answer, Lang, Say};
    ///
    /// assert_eq!(Answer::CannotSay.in_lang(Lang::Zh).to_string(), "不能断定");
    /// assert_eq!(Answer::CannotSay.in_lang(Lang::En).to_string(), "cannot say");
    /// ```
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match (self, lang) {
            (Self::Yes, Lang::Zh) => "是",
            (Self::No, Lang::Zh) => "否",
            (Self::CannotSay, Lang::Zh) => "不能断定",
            (Self::Yes, Lang::En) => "yes",
            (Self::No, Lang::En) => "no",
            (Self::CannotSay, Lang::En) => "cannot say",
        })
    }
}

impl From<bool> for Answer {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}
