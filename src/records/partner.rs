use super::organization::Organization;
use crate::record::record;
use crate::vocab::{Date, PartnerRole};

record! {
    /// An organization that does something for a center under a contract (合作单位).
    pub struct Partner, PartnerDraft, PartnerField {
        /// The organization.
        required organization: Organization,
        /// What it does.
        optional role: PartnerRole,
        /// The first day of the contract.
        optional valid_from: Date,
        /// The last day of the contract.
        optional valid_until: Date,
    }
}
