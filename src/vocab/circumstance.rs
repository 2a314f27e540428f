use super::set::Set;
use super::word::words;

words! {
    /// What decides whether a layer of policy applies to a center (适用条件).
    ///
    /// Closed: these are the conditions that a layer can name.
    pub enum Circumstance: "适用条件" / "a circumstance that a policy depends on" {
        /// To which community the center belongs.
        Community = "community" / "所属社区",
        /// In which division its community lies.
        Division = "division" / "所在区划",
        /// Its tier.
        Tier = "tier" / "层级",
        /// Whether its community is new or old town.
        Setting = "setting" / "新城或旧城",
        /// The day that the check speaks of.
        Date = "date" / "核对日期",
    }
}

/// A set of circumstances.
pub type CircumstanceSet = Set<Circumstance>;
