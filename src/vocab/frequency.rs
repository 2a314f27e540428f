use super::word::words;

words! {
    /// How often something takes place (举办频次).
    ///
    /// Closed: a source says how often, or only that it comes back.
    pub enum Frequency: "举办频次" / "how often something takes place" {
        /// Once.
        Once = "once" / "一次性",
        /// It comes back, and the source does not say how often, as the article has it (定期举办).
        Regularly = "regularly" / "定期",
        /// Every week.
        Weekly = "weekly" / "每周",
        /// Every month.
        Monthly = "monthly" / "每月",
        /// Every quarter of a year.
        Quarterly = "quarterly" / "每季度",
        /// Every year.
        Yearly = "yearly" / "每年",
    }
}
