use super::word::words;

words! {
    /// What became of a demand (结果).
    ///
    /// Closed: these are the outcomes that a rule can come to, and acceptance of a fault for some time.
    pub enum Outcome: "结果" / "an outcome" {
        /// It is met.
        Met = "met" / "符合",
        /// It is not met.
        Violated = "violated" / "不符合",
        /// It is not met, which is accepted for some time.
        Waived = "waived" / "不符合，已豁免",
        /// It cannot be judged.
        Undecided = "undecided" / "不能断定",
        /// There is nothing to judge: the center does not owe it now.
        NotApplicable = "not-applicable" / "不适用",
    }
}
