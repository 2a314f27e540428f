use super::set::Set;
use super::word::words;

words! {
    /// Whether a community lies in the new or in the old town (新城、旧城), on which the standard that applies depends.
    ///
    /// Closed: the district sets its standards for these two (People's Daily Online, 2023-08-11: 结合新城和旧城特点,
    /// 制定相应标准建设).
    pub enum Setting: "城区类型" / "a part of town" {
        /// Newly built, where premises can be planned.
        NewTown = "new-town" / "新城" | "新城区",
        /// Built up already, where idle premises are put to use.
        OldTown = "old-town" / "旧城" | "旧城区",
    }
}

/// New town, old town, or both.
pub type SettingSet = Set<Setting>;
