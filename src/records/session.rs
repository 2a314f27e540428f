use crate::record::record;
use crate::vocab::{Count, Date, DayRule, Season, TimeOfDay, WeekdaySet};

record! {
    /// A span of time that comes back every week (时段): these weekdays, from opening to closing.
    ///
    /// A lunch break makes two sessions. A session ends after it begins, on the same day; midnight is `24:00`.
    pub struct Session, SessionDraft, SessionField {
        /// On which days of the week.
        required weekdays: WeekdaySet,
        /// When it begins, local time.
        required opens: TimeOfDay,
        /// When it ends, local time.
        required closes: TimeOfDay,
        /// What becomes of it on public holidays. Where the source does not say, nobody knows whether it is on.
        optional public_holidays: DayRule,
        /// What becomes of it on the Saturdays and Sundays that are workdays in return for a day off.
        optional make_up_workdays: DayRule,
        /// The part of the year in which it holds; without it, all year.
        optional season: Season,
        /// The first day it holds; without it, since ever.
        optional valid_from: Date,
        /// The last day it holds; without it, until further notice.
        optional valid_until: Date,
        /// How many people of the staff are on duty.
        optional on_duty: Count,
    }
}
