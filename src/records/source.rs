use crate::path::Pointer;
use crate::record::record;
use crate::vocab::{Confidence, Date, Link, Name, PartialDate, Text};

record! {
    /// Where facts come from (来源): a document, and which fields of the record that carries it rest on it.
    pub struct Source, SourceDraft, SourceField {
        /// The document's title.
        required title: Text,
        /// Who published it.
        optional publisher: Name,
        /// When it was published.
        optional published: PartialDate,
        /// Where it can be read.
        optional link: Link,
        /// When it was looked at.
        optional retrieved: Date,
        /// How far it can be trusted.
        optional confidence: Confidence,
        /// Which parts of the record rest on it, as pointers from the record down. Without them: all.
        list supports: Pointer,
        /// The words of the document.
        optional quote: Text,
    }
}
