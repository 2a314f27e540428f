use serde::{Deserialize, Serialize};

use crate::vocab::{Cell, Season, TimeOfDay, WeekdaySet};

/// A function that is offered to an age group at certain times of every week (定时服务).
///
/// What is asked is asked of ordinary days, in the season if there is one: in each minute from `opens` up to `closes`, on each of
/// the days, some service reaches the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AtTimes {
    /// What is offered, and to whom.
    pub cell: Cell,
    /// On which days of the week.
    pub weekdays: WeekdaySet,
    /// From when.
    pub opens: TimeOfDay,
    /// Until when; this minute is not asked for.
    pub closes: TimeOfDay,
    /// In which part of the year; without it, all year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

impl AtTimes {
    /// Whether nothing is asked: no day, or no minute.
    pub(crate) fn is_empty(&self) -> bool {
        self.weekdays.is_empty() || self.opens >= self.closes
    }
}
