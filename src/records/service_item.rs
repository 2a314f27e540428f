use super::organization::Organization;
use crate::record::record;
use crate::vocab::{ServiceItemCode, Text};

record! {
    /// A government-service item (政务服务事项) that a service handles.
    ///
    /// Centers name what they handle and seldom publish its code, so that the name is what every item has.
    ///
    /// ```
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::vocab::ServiceKind;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "6f1b2c00-4103-4110-8000-000000000299", "name": "示例社区邻里中心",
    ///     "services": [{ "key": "desk", "name": "政务服务", "kind": "government-desk",
    ///                    "items": [{ "name": "退休年审认证" }] }]
    /// }"#)?;
    /// let item = &center.services()[0].items()[0];
    /// assert_eq!(item.name().as_str(), ServiceKind::RetirementRecertification.label_zh());
    /// assert_eq!(item.code(), None);
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
