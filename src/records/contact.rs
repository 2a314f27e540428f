use crate::record::record;
use crate::vocab::{Email, Link, Phone};

record! {
    /// How to reach someone (联系方式).
    pub struct Contact, ContactDraft, ContactField {
        /// Telephone numbers.
        list phones: Phone,
        /// E-mail addresses.
        list emails: Email,
        /// Pages.
        list links: Link,
    }
}
