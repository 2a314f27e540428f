use super::word::words;

words! {
    /// The time in which a quota can be used up (限额周期).
    ///
    /// Closed: those are the spans that a calendar has.
    pub enum QuotaPeriod: "限额周期" / "the time in which a quota can be used up" {
        /// A day.
        Day = "day" / "每日" | "每天",
        /// A week, from Monday.
        Week = "week" / "每周",
        /// A month of the calendar.
        Month = "month" / "每月",
        /// A year of the calendar.
        Year = "year" / "每年",
    }
}
