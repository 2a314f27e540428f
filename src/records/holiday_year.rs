use crate::record::record;
use crate::vocab::{Date, Link, Name, Text, Year};

record! {
    /// The State Council's notice of one year's holidays (放假安排), in the form in which the project holiday-cn publishes it: its files
    /// are read as they are.
    ///
    /// The year is that of the notice. It may name days of the December before. A year without days is one that nobody has
    /// announced.
    pub struct HolidayYear, HolidayYearDraft, HolidayYearField {
        /// Where the form is described.
        optional schema = "$schema": Text,
        /// The address of the file.
        optional id = "$id": Text,
        /// The year of the notice.
        required year: Year,
        /// Where the notice can be read.
        list papers: Link,
        /// The days that break the week.
        list days: HolidayDay,
    }
}

record! {
    /// A day that breaks the week: a day off, or a Saturday or Sunday that is worked on.
    ///
    /// A Saturday or Sunday that only adjoins the days off is not named, and is an ordinary one.
    pub struct HolidayDay, HolidayDayDraft, HolidayDayField {
        /// The holiday that it belongs to.
        required name: Name,
        /// The day.
        required date: Date,
        /// Whether people have the day off; if not, they make up for another.
        required is_off_day = "isOffDay": bool,
    }
}
