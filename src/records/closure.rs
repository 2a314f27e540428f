use crate::record::record;
use crate::vocab::{Date, Text, TimeOfDay};

record! {
    /// Days on which a center is closed against its weekly hours (临时闭馆).
    pub struct Closure, ClosureDraft, ClosureField {
        /// The first day.
        required begins: Date,
        /// The last day; without it, the first is the only one.
        optional ends: Date,
        /// Why.
        optional reason: Text,
        /// When people were told.
        optional announced: Date,
    }
}

record! {
    /// Hours of one date (指定日期的时段). Those of a center hold in place of its weekly hours on that date.
    pub struct DatedHours, DatedHoursDraft, DatedHoursField {
        /// The day.
        required date: Date,
        /// When it begins, local time.
        required opens: TimeOfDay,
        /// When it ends, local time, on the same day.
        required closes: TimeOfDay,
    }
}
