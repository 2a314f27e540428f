use serde::Serialize;

use super::days::Days;
use super::hole::Holes;
use super::row::WeekRow;
use super::window::Window;
use crate::occasions::On;
use crate::vocab::{AgeRange, ServiceFunction};

/// Function by age by time: what a center offers in each minute of a week.
///
/// Everybody in one band of ages is served alike, to the month, unless it [is truncated](Self::truncated).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekCoverage {
    days: Days,
    rows: Vec<WeekRow>,
    truncated: bool,
}

impl WeekCoverage {
    pub(super) fn new(days: Days, rows: Vec<WeekRow>, truncated: bool) -> Self {
        Self { days, rows, truncated }
    }

    /// The days.
    #[must_use]
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// A row for each function and band: function by function, and in each by age.
    #[must_use]
    pub fn rows(&self) -> &[WeekRow] {
        &self.rows
    }

    /// Whether there are more bands than the 64 that are kept. Where a band has parts that are not served alike, what is offered
    /// to some of it only may be offered.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// When a function is offered to anybody of these ages.
    #[must_use]
    pub fn to_anybody(&self, function: ServiceFunction, ages: AgeRange) -> WeekRow {
        let mut all = WeekRow { function, ages, days: [On::default(); 7] };
        for row in self.rows.iter().filter(|row| row.function == function && row.ages.overlaps(ages)) {
            all.days.iter_mut().zip(&row.days).for_each(|(all, day)| all.add(day));
        }
        all
    }

    /// Where nothing surely is offered, within these minutes.
    #[must_use]
    pub fn holes(&self, within: &Window) -> Holes {
        Holes::of(&self.rows, within)
    }
}
