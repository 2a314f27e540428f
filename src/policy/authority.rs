use std::fmt;

use serde::{Deserialize, Serialize};

use super::citation::Citation;
use crate::vocab::{Key, Lang, PolicyLevel, Say, Text};

/// Who demands something: a level of administration, and the document in which it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Authority {
    level: PolicyLevel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layer: Option<Key>,
    citation: Citation,
}

impl Authority {
    /// The authority of a level that speaks through a document.
    #[must_use]
    pub const fn new(level: PolicyLevel, citation: Citation) -> Self {
        Self { level, layer: None, citation }
    }

    /// The same authority, speaking through the layer with this key.
    #[must_use]
    pub fn through(mut self, layer: Key) -> Self {
        self.layer = Some(layer);
        self
    }

    /// The same authority, citing another place of its document.
    #[must_use]
    pub(crate) fn at_clause(mut self, clause: &Text) -> Self {
        self.citation = self.citation.with_clause(clause.to_string());
        self
    }

    /// The key of the layer that it speaks through, if it is one of a policy set.
    #[must_use]
    pub fn layer(&self) -> Option<&Key> {
        self.layer.as_ref()
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
