use crate::record::record;
use crate::vocab::{DeliveryRoleSet, Key, Name, PersonId};

record! {
    /// Somebody who teaches or works in a center (人员), as far as the record has to tell one from another.
    pub struct Person, PersonDraft, PersonField {
        /// What the rest of the record calls the person.
        required key: Key,
        /// The same in every center where the person works. Without it, nobody knows whether two records mean the same person.
        optional id: PersonId,
        /// The name, where it is public.
        optional name: Name,
        /// What the person does there.
        optional roles: DeliveryRoleSet,
        /// The keys of the teams that the person belongs to.
        list teams: Key,
    }
}
