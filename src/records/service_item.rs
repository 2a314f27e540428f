use super::organization::Organization;
use crate::record::record;
use crate::vocab::{ServiceItemCode, Text};

record! {
    /// A government-service item (政务服务事项) that a service handles.
    ///
    /// Centers name what they handle and seldom publish its code, so that the name is what every item has.
    ///
    /// ```
    /// use neighborhood_center::records::Service;
    /// use neighborhood_center::vocab::ServiceKind;
    ///
    /// let desk: Service = serde_json::from_str(r#"{
    ///     "key": "desk", "name": "政务服务", "kind": "government-desk",
    ///     "items": [{ "name": "退休年审认证" }]
    /// }"#)?;
    /// assert_eq!(desk.items()[0].name().as_str(), ServiceKind::RetirementRecertification.label_zh());
    /// assert_eq!(desk.items()[0].code(), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct ServiceItem, ServiceItemDraft, ServiceItemField {
        /// Its name, as the list of items has it; some are whole sentences.
        required name: Text,
        /// Its code.
        optional code: ServiceItemCode,
        /// The department that it belongs to.
        optional department: Organization,
    }
}
