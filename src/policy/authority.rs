use std::fmt;

use serde::{Deserialize, Serialize};

use super::citation::Citation;
use crate::vocab::{Lang, PolicyLevel, Say};

/// Who demands something: a level of administration, and the document in which it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Authority {
    level: PolicyLevel,
    citation: Citation,
}

impl Authority {
    /// The authority of a level that speaks through a document.
    #[must_use]
    pub const fn new(level: PolicyLevel, citation: Citation) -> Self {
        Self { level, citation }
    }

    /// The level of administration.
    #[must_use]
    pub const fn level(&self) -> PolicyLevel {
        self.level
    }

    /// The document.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.citation
    }
}

impl Say for Authority {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.level.say(lang, to)?;
        match lang {
            Lang::Zh => {}
            Lang::En => to.write_str(", ")?,
        }
        self.citation.say(lang, to)
    }
}
