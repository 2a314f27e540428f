use super::word::words;

words! {
    /// What an idle resource (闲置资源) was built as.
    ///
    /// Open: what stands idle differs from place to place, so matches need a wildcard arm, and what has no word yet is
    /// [`AssetKind::Other`]. The words are those of conversions that sources tell of: the article's (废旧厂房、多间杂物房、社区大院、
    /// 闲置房屋; People's Daily Online, 2023-08-11), and in other centers of Luoyang the teaching block of a former primary school
    /// (北关社区) and the block of a party-service center (八里社区).
    #[non_exhaustive]
    pub enum AssetKind: "闲置资源类别" / "a kind of idle resource" {
        /// A workshop or factory.
        Workshop = "workshop" / "厂房" | "废旧厂房",
        /// A room for odds and ends.
        Storeroom = "storeroom" / "杂物房",
        /// The yard that buildings share.
        Courtyard = "courtyard" / "社区大院" | "大院",
        /// Rooms or a building of any use.
        IdleBuilding = "idle-building" / "闲置房屋" | "闲置房",
        /// A building of a school.
        SchoolBuilding = "school-building" / "教学楼",
        /// A building for the services of the party.
        PartyServiceCenter = "party-service-center" / "党群服务中心",
        /// Any other resource.
        Other = "other" / "其他",
    }
}
