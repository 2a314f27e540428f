use super::policy_layer::PolicyLayer;
use crate::record::record;
use crate::vocab::FormatVersion;

record! {
    /// Layers of policy (政策集): the file in which an office keeps what is asked, by whom, of which centers.
    ///
    /// The order of the layers means nothing.
    pub struct PolicySet, PolicySetDraft, PolicySetField {
        /// The version of this data standard that it is written in.
        required format: FormatVersion,
        /// The layers.
        list layers: PolicyLayer,
    }
}
