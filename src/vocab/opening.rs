use super::answer::Answer;
use super::word::words;

words! {
    /// Whether something is open at a time (是否开放), as far as a record tells.
    ///
    /// Closed on purpose: what is not known is neither open nor closed, and a caller has to say what it does then.
    pub enum Opening: "是否开放" / "whether something is open" {
        /// It is surely open.
        Open = "open" / "开放",
        /// It is surely closed.
        Closed = "closed" / "关闭",
        /// Nobody can say.
        Unknown = "unknown" / "不详",
    }
}

impl From<Answer> for Opening {
    fn from(is_open: Answer) -> Self {
        match is_open {
            Answer::Yes => Self::Open,
            Answer::No => Self::Closed,
            Answer::CannotSay => Self::Unknown,
        }
    }
}

impl From<Opening> for Answer {
    fn from(opening: Opening) -> Self {
        match opening {
            Opening::Open => Self::Yes,
            Opening::Closed => Self::No,
            Opening::Unknown => Self::CannotSay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{Lang, Say};

    #[test]
    fn an_answer_and_an_opening_are_one_another() {
        for (answer, opening, zh) in [
            (Answer::Yes, Opening::Open, "开放"),
            (Answer::No, Opening::Closed, "关闭"),
            (Answer::CannotSay, Opening::Unknown, "不详"),
        ] {
            assert_eq!(Opening::from(answer), opening);
            assert_eq!(Answer::from(opening), answer);
            assert_eq!(opening.in_lang(Lang::Zh).to_string(), zh);
        }
    }
}
