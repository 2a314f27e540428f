use crate::record::record;
use crate::vocab::{CreditCode, Name, OrganizationKind};

record! {
    /// Who runs or delivers something (运营方、提供方): a committee, a company, a team.
    pub struct Organization, OrganizationDraft, OrganizationField {
        /// Its name.
        required name: Name,
        /// What it is.
        optional kind: OrganizationKind,
        /// Its unified social credit code.
        optional credit_code: CreditCode,
    }
}
