use super::moves::Change;
use crate::field::Field;
use crate::record::record;
use crate::vocab::{Lifecycle, PartialDate, Text};

record! {
    /// One step in the life of a center (状态变更): from then on, it stands so.
    pub struct StatusChange, StatusChangeDraft, StatusChangeField {
        /// Where the center stands from then on.
        required status: Lifecycle,
        /// When, as exactly as the source knows.
        optional on: PartialDate,
        /// Why.
        optional reason: Text,
    }
}

impl Change for StatusChangeDraft {
    type State = Lifecycle;

    fn new(status: Lifecycle, on: Field<PartialDate>) -> Self {
        Self { status: Field::Given(status), on, ..Self::default() }
    }

    fn state(&self) -> Option<Lifecycle> {
        self.status.given().copied()
    }

    fn on(&self) -> Option<PartialDate> {
        self.on.given().copied()
    }
}
