use crate::record::record;
use crate::vocab::{Confidence, Link, Text};

record! {
    /// The document that a policy rests on (依据).
    pub struct Basis, BasisDraft, BasisField {
        /// The document's title.
        required document: Text,
        /// The place in the document.
        optional clause: Text,
        /// Where it can be read.
        optional link: Link,
        /// How far what is known of it can be trusted.
        required confidence: Confidence,
    }
}
