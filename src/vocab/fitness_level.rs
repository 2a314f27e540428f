use super::word::words;

words! {
    /// How fit the members of a class have to be (身体素质).
    ///
    /// Closed: the article says that classes differ by fitness (身体素质) and not how; these three are the crate's own.
    pub enum FitnessLevel: "身体素质" / "a level of fitness" {
        /// Suits those who are weak.
        Low = "low" / "较弱",
        /// Suits most people.
        Average = "average" / "一般",
        /// Suits those who are strong.
        High = "high" / "较好",
    }
}
