use std::fmt;

use serde::Serialize;

use crate::vocab::{Lang, Say};

/// What leaves open whether something is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Doubt {
    /// Whether the center is in use.
    Status,
    /// Whether there are services that the record does not hold.
    Services,
    /// What function it fulfills.
    Function,
    /// Whom it is meant for.
    Audience,
    /// Whether the person is entitled: conditions beside age decide.
    Entitlement,
    /// When it is on: the record states no times.
    Times,
    /// Whether the day is a public holiday or a make-up workday, or what becomes of the session on it.
    SpecialDay,
    /// Whether the day lies in the season of the session.
    Season,
    /// Whether the session holds then: it does for some time only, and nobody said which date it is.
    Validity,
}

impl Doubt {
    /// What the field of a session leaves open.
    pub(super) fn of_session(key: &str) -> Self {
        match key {
            "public_holidays" | "make_up_workdays" => Self::SpecialDay,
            "season" => Self::Season,
            "valid_from" | "valid_until" => Self::Validity,
            _ => Self::Times,
        }
    }
}

impl Say for Doubt {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (zh, en) = match self {
            Self::Status => ("中心是否在用", "whether the center is in use"),
            Self::Services => ("是否还有未列出的服务", "whether there are services that are not listed"),
            Self::Function => ("属于哪项功能", "what function it fulfills"),
            Self::Audience => ("面向哪些人", "whom it is meant for"),
            Self::Entitlement => ("是否符合享受条件", "whether the person is entitled"),
            Self::Times => ("什么时候提供", "when it is on"),
            Self::SpecialDay => ("节假日或调休日是否照常", "what becomes of it on holidays and make-up workdays"),
            Self::Season => ("当天是否在所说的季节", "whether the day is in its season"),
            Self::Validity => ("当天是否在有效期内", "whether it holds on the day"),
        };
        to.write_str(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }
}
