use super::source::Source;
use crate::record::record;
use crate::vocab::{Count, Name, PartialDate, Year};

record! {
    /// The plan of one year (年度计划): how many tasks are to be done.
    pub struct Plan, PlanDraft, PlanField {
        /// The year.
        required year: Year,
        /// Its name.
        optional name: Name,
        /// How many tasks it has.
        optional target: Count,
        /// When that was so.
        optional as_of: PartialDate,
        /// Where these facts come from.
        list sources: Source,
    }
}
