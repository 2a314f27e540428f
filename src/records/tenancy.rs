use super::organization::Organization;
use crate::record::record;
use crate::vocab::{BusinessFormat, Key, Name};

record! {
    /// A business in the center (入驻业态): a tailor, a parcel station.
    ///
    /// Commerce for daily needs is outside the six functions.
    pub struct Tenancy, TenancyDraft, TenancyField {
        /// What kind of business it is.
        required format: BusinessFormat,
        /// What it is called.
        optional name: Name,
        /// Who runs it.
        optional tenant: Organization,
        /// The key of the space that it has.
        optional space: Key,
    }
}
