use std::fmt;

use serde::{Deserialize, Serialize};

use crate::policy::Authority;
use crate::vocab::{Lang, PolicyLevel, Say, Visible};

/// Who demands something, told no finer than by level and document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Demander {
    level: PolicyLevel,
    document: String,
}

impl Demander {
    /// The level of administration.
    #[must_use]
    pub const fn level(&self) -> PolicyLevel {
        self.level
    }

    /// The title of the document.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }
}

impl From<&Authority> for Demander {
    fn from(authority: &Authority) -> Self {
        Self { level: authority.level(), document: authority.citation().document().to_owned() }
    }
}

impl Say for Demander {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.level.say(lang, to)?;
        let document = Visible(&self.document);
        match (lang, self.document.contains('《')) {
            (Lang::Zh, true) => write!(to, "{document}"),
            (Lang::Zh, false) => write!(to, "《{document}》"),
            (Lang::En, true) => write!(to, ", {document}"),
            (Lang::En, false) => write!(to, ", “{document}”"),
        }
    }
}
