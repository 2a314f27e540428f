use super::set::Set;
use super::word::words;

words! {
    /// Something beside age that may entitle a person (享受条件). The crate does not know who fulfills it: a program says so.
    ///
    /// Open: policies name others, so matches need a wildcard arm. The first four are those of a community canteen in Luolong
    /// District (Luoyang news, 2025-09-15, 广利社区邻里食堂: 低保户、残疾人、服务社区的环卫工人), the fifth is that of day-care
    /// centers (建标143-2010: 半失能老年人).
    #[non_exhaustive]
    pub enum Condition: "享受条件" / "a condition of eligibility" {
        /// The household receives the subsistence allowance.
        LowIncome = "low-income" / "低保户" | "低保",
        /// The person is disabled.
        Disabled = "disabled" / "残疾人",
        /// The person cleans the streets.
        SanitationWorker = "sanitation-worker" / "环卫工人",
        /// The person works for the community.
        ServesTheCommunity = "serves-the-community" / "服务本社区" | "服务社区",
        /// The person is old and cannot fully care for themselves.
        PartlyDependent = "partly-dependent" / "半失能" | "半失能老年人",
        /// The person lives in the community.
        Resident = "resident" / "本社区居民" | "居民",
    }
}

/// A set of conditions.
pub type ConditionSet = Set<Condition>;
