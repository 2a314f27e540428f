use crate::record::record;
use crate::vocab::{FunctionSet, Name, Text};

record! {
    /// What a community is known for (特色; "one community, one feature", 一社区一特色).
    pub struct Feature, FeatureDraft, FeatureField {
        /// Its name.
        required name: Name,
        /// What it is.
        optional description: Text,
        /// The functions that it belongs to.
        optional functions: FunctionSet,
    }
}
