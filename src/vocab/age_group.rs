use super::set::Set;
use super::word::words;

words! {
    /// One of the three groups of residents that a center is for (一老一少一青壮).
    ///
    /// Closed: the district names these three (People's Daily Online, 2023-08-11). Where one ends and the next begins
    /// is not in the word: see [`AgeBoundaries`](super::AgeBoundaries). The order is by age.
    pub enum AgeGroup: "年龄群体" / "one of the three age groups" {
        /// Children and adolescents.
        Young = "young" / "少" | "一少" | "少儿",
        /// Those between the young and the old.
        Middle = "middle" / "青壮" | "一青壮" | "青壮年",
        /// The old.
        Old = "old" / "老" | "一老" | "老年",
    }
}

/// A set of the three groups.
pub type GroupSet = Set<AgeGroup>;
