use std::fmt;

use serde::{Deserialize, Serialize};

use crate::policy::Authority;
use crate::vocab::{Lang, PolicyLevel, Say, Visible};

/// The most characters that are kept of the title of a document; an engineering bound.
const TITLE: usize = 200;

/// Who demands something, told no finer than by level and document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Demander {
    level: PolicyLevel,
    document: String,
}

/// As it is written.
#[derive(Deserialize)]
struct Written {
    level: PolicyLevel,
    document: String,
}

impl From<Written> for Demander {
    fn from(Written { level, document }: Written) -> Self {
        Self { level, document: cut(&document) }
    }
}

/// A title, of which only the beginning is kept if it is very long: titles that begin alike are then one.
fn cut(title: &str) -> String {
    if title.chars().nth(TITLE).is_none() {
        return title.to_owned();
    }
    title.chars().take(TITLE - 1).chain(['…']).collect()
}

impl Demander {
    /// The level of administration.
    #[must_use]
    pub const fn level(&self) -> PolicyLevel {
        self.level
    }

    /// The title of the document; of one of more than 200 characters, the beginning and `…`.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }
}

impl From<&Authority> for Demander {
    fn from(authority: &Authority) -> Self {
        Self { level: authority.level(), document: cut(authority.citation().document()) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Citation;
    use crate::vocab::Confidence;

    #[test]
    fn of_a_title_without_end_the_beginning_is_kept() {
        let of =
            |title: String| Demander::from(&Authority::new(PolicyLevel::City, Citation::of(title, Confidence::Stated)));
        let usual = of("长".repeat(200));
        assert_eq!(usual.document(), "长".repeat(200));
        let long = of("长".repeat(201));
        assert_eq!(long.document(), format!("{}…", "长".repeat(199)));
        // It is cut once, and a text that was never cut is cut when it is read.
        for demander in [usual, long.clone()] {
            let written = serde_json::to_string(&demander).unwrap();
            assert_eq!(serde_json::from_str::<Demander>(&written).unwrap(), demander);
        }
        let mut written = serde_json::to_value(&long).unwrap();
        written["document"] = "长".repeat(1_000_000).into();
        assert_eq!(serde_json::from_value::<Demander>(written).unwrap(), long);
    }
}
