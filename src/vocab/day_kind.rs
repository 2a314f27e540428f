use super::set::Set;
use super::word::words;

words! {
    /// What kind of day a day is (日期类型), by the calendar of public holidays.
    ///
    /// Closed: a day is worked on or not, as the week has it or against the week.
    pub enum DayKind: "日期类型" / "a kind of day" {
        /// A day from Monday to Friday on which people work.
        Workday = "workday" / "工作日",
        /// A Saturday or Sunday on which people do not work, and which is no public holiday.
        RestDay = "rest-day" / "休息日" | "双休日" | "周末",
        /// A day off that the State Council's notice of the year names.
        PublicHoliday = "public-holiday" / "法定节假日" | "节假日",
        /// A Saturday or Sunday on which people work, in return for a day off.
        MakeUpWorkday = "make-up-workday" / "调休上班日" | "调休工作日" => "make-up workday",
    }
}

/// A set of kinds of days.
pub type DayKindSet = Set<DayKind>;
