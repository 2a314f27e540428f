use super::word::words;

words! {
    /// A level of administration that speaks through a policy (政策层级), lowest authority last.
    ///
    /// Closed: these are the levels that a center in Luolong has above it, and its community.
    pub enum PolicyLevel: "政策层级" / "a policy level" {
        /// The state and its ministries.
        Nation = "nation" / "国家",
        /// The province.
        Province = "province" / "省",
        /// The city.
        City = "city" / "市",
        /// The district.
        District = "district" / "区",
        /// The community itself.
        Community = "community" / "社区",
    }
}
