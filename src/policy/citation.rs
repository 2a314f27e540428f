use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::vocab::{Confidence, Lang, Say};

/// Where a demand, a number or a rule comes from: a document, the place in it, and how far it can be trusted.
///
/// ```
/// use neighborhood_center::policy::Citation;
/// use neighborhood_center::vocab::Confidence;
///
/// let law = Citation::new("河南省养老服务条例", Confidence::Secondary).with_clause("自2022-10-01施行");
/// assert_eq!(law.document(), "河南省养老服务条例");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    document: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause: Option<Cow<'static, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<Cow<'static, str>>,
    confidence: Confidence,
}

impl Citation {
    /// A citation of a document as a whole.
    #[must_use]
    pub const fn new(document: &'static str, confidence: Confidence) -> Self {
        Self { document: Cow::Borrowed(document), clause: None, link: None, confidence }
    }

    /// A citation of a document whose title is known only when the program runs.
    #[must_use]
    pub fn of(document: String, confidence: Confidence) -> Self {
        Self { document: Cow::Owned(document), clause: None, link: None, confidence }
    }

    /// The same citation, with the place in the document.
    #[must_use]
    pub fn with_clause(mut self, clause: impl Into<Cow<'static, str>>) -> Self {
        self.clause = Some(clause.into());
        self
    }

    /// The same citation, with where the document can be read.
    #[must_use]
    pub fn with_link(mut self, link: impl Into<Cow<'static, str>>) -> Self {
        self.link = Some(link.into());
        self
    }

    /// The document's title.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The place in the document.
    #[must_use]
    pub fn clause(&self) -> Option<&str> {
        self.clause.as_deref()
    }

    /// Where the document can be read.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// How far it can be trusted.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }
}

impl Say for Citation {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            // A title that comes with its marks, perhaps with words around them, has them already.
            _ if self.document.contains('《') => to.write_str(&self.document)?,
            Lang::Zh => write!(to, "《{}》", self.document)?,
            Lang::En => write!(to, "“{}”", self.document)?,
        }
        match &self.clause {
            Some(clause) => write!(to, " {clause}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_its_marks_once() {
        for (document, zh, en) in [
            ("河南省养老服务条例", "《河南省养老服务条例》 第三条", "“河南省养老服务条例” 第三条"),
            ("《河南省养老服务条例》", "《河南省养老服务条例》 第三条", "《河南省养老服务条例》 第三条"),
            ("关于印发《示例办法》的通知", "关于印发《示例办法》的通知 第三条", "关于印发《示例办法》的通知 第三条"),
        ] {
            let citation = Citation::new(document, Confidence::Official).with_clause("第三条");
            assert_eq!(citation.in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(citation.in_lang(Lang::En).to_string(), en);
        }
    }
}
