use super::word::words;

words! {
    /// How strongly something is asked for (配置要求).
    ///
    /// Closed: the three values in which planning standards speak (必配、宜配、可选).
    pub enum Strength: "配置要求" / "a strength of demand" {
        /// It has to be there; its absence is an error.
        Must = "must" / "必配" | "必配置",
        /// It had better be there; its absence is a warning.
        Should = "should" / "宜配",
        /// It may be there; its absence is told for information.
        May = "may" / "可选",
    }
}
