use super::set::Set;
use super::word::words;

words! {
    /// The tier (层级) of a center in the three-tier system (三级邻里中心体系).
    ///
    /// Closed: Luoyang's policy fixes three tiers, 片区级, 社区级 and 小区级 (city report of 2023-08-05 on the long-term
    /// operation of the centers). The order is from the widest area served to the narrowest.
    pub enum Tier: "层级" / "one of the three tiers of center" {
        /// For a planning area that takes in several communities; it has no code of its own.
        DistrictArea = "district-area" / "片区" | "片区级",
        /// For one community, the area of one residents' committee.
        Community = "community" / "社区" | "社区级",
        /// For one residential compound inside a community.
        Compound = "compound" / "小区" | "小区级",
    }
}

/// A set of tiers.
pub type TierSet = Set<Tier>;
