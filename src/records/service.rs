use super::audience::{Audience, Quota};
use super::organization::Organization;
use super::service_item::ServiceItem;
use super::session::Session;
use crate::record::record;
use crate::vocab::{Charge, Count, DeliveryRoleSet, FunctionSet, Key, Name, ServiceKind};

record! {
    /// What a center does for people (服务).
    pub struct Service, ServiceDraft, ServiceField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name, as the center says it.
        required name: Name,
        /// What kind of service it is.
        optional kind: ServiceKind,
        /// Which of the six functions it fulfills; where the source does not say, its kind tells.
        optional functions: FunctionSet,
        /// Whom it is meant for.
        optional audience: Audience,
        /// Who provides it, if not the operator of the center.
        optional provider: Organization,
        /// Who does the work.
        optional delivered_by: DeliveryRoleSet,
        /// What it costs those who use it.
        optional charge: Charge,
        /// How much one person gets.
        optional quota: Quota,
        /// How many people it can serve at a time.
        optional capacity: Count,
        /// When it is offered.
        list sessions: Session,
        /// The keys of the spaces where it is offered.
        list spaces: Key,
        /// The government-service items handled there (政务服务事项).
        list items: ServiceItem,
    }
}
