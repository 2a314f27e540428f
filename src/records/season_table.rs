use super::source::Source;
use crate::record::record;
use crate::vocab::{Date, Season};

record! {
    /// When the parts of the year begin and end (季节与学期): nobody publishes it for all, so that whoever knows it writes it down.
    ///
    /// From the first to the last day of the table its periods are all there are: a day in none of them is in no season of those
    /// that the table names.
    pub struct SeasonTable, SeasonTableDraft, SeasonTableField {
        /// The first day of which the table tells.
        required valid_from: Date,
        /// The last day of which the table tells.
        required valid_until: Date,
        /// The periods.
        list periods: SeasonPeriod,
        /// Where these facts come from.
        list sources: Source,
    }
}

record! {
    /// One season, from its first to its last day.
    pub struct SeasonPeriod, SeasonPeriodDraft, SeasonPeriodField {
        /// Which season.
        required season: Season,
        /// Its first day.
        required begins: Date,
        /// Its last day.
        required ends: Date,
    }
}
