use crate::record::record;
use crate::vocab::{Count, FunctionSet, Key, Name, OrganizationKind};

record! {
    /// A team that works in a center (队伍).
    ///
    /// The article names three forces (People's Daily Online, 2023-08-11): planners of civilization-practice activities, culture
    /// cooperatives of the community, and operating teams of culture enterprises; and volunteers beside them.
    pub struct Team, TeamDraft, TeamField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name.
        required name: Name,
        /// What it is.
        optional kind: OrganizationKind,
        /// How many people are in it.
        optional members: Count,
        /// The functions that it works for.
        optional functions: FunctionSet,
    }
}
