use super::set::Set;
use super::word::words;

words! {
    /// A part of the year that hours are given for (季节). When it begins and ends, a calendar of seasons has to say.
    ///
    /// Closed: whoever divides the year by the weather divides it in two; schools divide it in terms and two vacations.
    pub enum Season: "季节或学期" / "a part of the year" {
        /// The warm one of the two parts in which a timetable divides the year.
        SummerTimetable = "summer-timetable" / "夏令" | "夏令时" | "夏季" | "春夏",
        /// The cold one.
        WinterTimetable = "winter-timetable" / "冬令" | "冬令时" | "冬季" | "秋冬",
        /// While schools teach.
        SchoolTerm = "school-term" / "学期" | "学期中" | "开学期间",
        /// The long vacation of schools in summer.
        SummerVacation = "summer-vacation" / "暑期" | "暑假",
        /// The vacation of schools around the Spring Festival.
        WinterVacation = "winter-vacation" / "寒假" | "寒期",
    }
}

/// A set of seasons.
pub type SeasonSet = Set<Season>;
