use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::days::Days;
use super::hole::Holes;
use super::window::Window;
use crate::hours::{Minutes, all};
use crate::occasions::{Months, Occasion, On};
use crate::vocab::{AgeRange, Answer, FunctionSet, Member, ServiceFunction, TimeOfDay, Weekday, WeeklyMinutes};

/// Minutes in an hour.
const HOUR: u16 = 60;
/// Hours in a day.
const DAY: u16 = 24;

/// Function by age by time: what a center offers in each minute of a week.
///
/// Everybody in one band of ages is served alike, to the month, unless it [is truncated](Self::truncated).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekCoverage {
    days: Days,
    rows: Vec<WeekRow>,
    truncated: bool,
}

/// One function for one band of ages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRow {
    pub(super) function: ServiceFunction,
    pub(super) ages: AgeRange,
    pub(super) days: [On; 7],
}

/// How long something is offered in one hour, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Hour {
    /// In how many minutes it surely is, 0 to 60.
    pub surely: u8,
    /// In how many minutes it is or may be: at least as many.
    pub possibly: u8,
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

impl WeekRow {
    /// The function.
    #[must_use]
    pub fn function(&self) -> ServiceFunction {
        self.function
    }

    /// The ages.
    #[must_use]
    pub fn ages(&self) -> AgeRange {
        self.ages
    }

    /// Whether it is offered in the minute that begins at a time.
    #[must_use]
    pub fn at(&self, weekday: Weekday, time: TimeOfDay) -> Answer {
        self.on(weekday).at(time)
    }

    /// How long it is offered in an hour of a day, 0 to 23.
    #[must_use]
    pub fn hour(&self, weekday: Weekday, hour: u8) -> Hour {
        hour_of(&self.on(weekday), hour.into())
    }

    /// How long it surely is offered in the week.
    #[must_use]
    pub fn surely(&self) -> WeeklyMinutes {
        self.total(|on| on.sure)
    }

    /// How long it is or may be offered in the week.
    #[must_use]
    pub fn possibly(&self) -> WeeklyMinutes {
        self.total(|on| on.possible)
    }

    fn on(&self, weekday: Weekday) -> On {
        self.days.get(weekday.index() as usize).copied().unwrap_or_default()
    }

    fn total(&self, of: impl Fn(&On) -> Minutes) -> WeeklyMinutes {
        WeeklyMinutes::new(self.days.iter().map(|on| of(on).count()).sum()).unwrap_or(WeeklyMinutes::hours(u8::MAX))
    }
}

fn hour_of(on: &On, hour: u16) -> Hour {
    let time = |hour: u16| TimeOfDay::from_minutes(hour * HOUR).unwrap_or(TimeOfDay::END);
    let minutes = Minutes::between(time(hour), time(hour + 1));
    let count = |of: Minutes| of.and(minutes).count() as u8;
    Hour { surely: count(on.sure), possibly: count(on.possible) }
}

impl Serialize for WeekRow {
    /// Writes the function, the ages, and the minutes of each hour, `surely` and `possibly`: a list of 24 numbers for each day, from
    /// Monday on.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let days = |of: fn(Hour) -> u8| self.days.map(|on| Vec::from_iter((0..DAY).map(|hour| of(hour_of(&on, hour)))));
        let mut object = to.serialize_struct("WeekRow", 4)?;
        object.serialize_field("function", &self.function)?;
        object.serialize_field("ages", &self.ages)?;
        object.serialize_field("surely", &days(|hour| hour.surely))?;
        object.serialize_field("possibly", &days(|hour| hour.possibly))?;
        object.end()
    }
}

/// A table of functions by bands by days, as it is filled.
pub(super) struct Grid<'b> {
    functions: FunctionSet,
    bands: &'b [AgeRange],
    /// What bears on it: for some functions and bands, whether it is so, and which times.
    bearing: Vec<(Run, usize)>,
    /// When something is on, for each of the runs of bands.
    runs: BTreeMap<Run, [On; 7]>,
}

/// A function for bands that follow each other, from the first up to but without the last, and whether it is offered to them.
type Run = (ServiceFunction, usize, usize, Answer);

impl<'b> Grid<'b> {
    pub(super) fn new(functions: FunctionSet, bands: &'b [AgeRange]) -> Self {
        Self { functions, bands, bearing: Vec::new(), runs: BTreeMap::new() }
    }

    /// Notes what occasions bear on.
    pub(super) fn see(&mut self, occasions: &[Occasion]) {
        let bands: Vec<Months> = self.bands.iter().copied().map(Months::of).collect();
        for occasion in occasions {
            let served: Vec<Answer> = bands.iter().map(|band| occasion.whom.serves(band)).collect();
            for function in self.functions.iter() {
                let fulfills = occasion.fulfills(function);
                let mut first = 0;
                for run in served.chunk_by(|one, other| one == other) {
                    let past = first + run.len();
                    let answer = all(run.first().copied().into_iter().chain([fulfills]));
                    if answer != Answer::No {
                        self.bearing.push(((function, first, past, answer), occasion.times));
                    }
                    first = past;
                }
            }
        }
    }

    /// Adds a day, counted from Monday, on which the times are these.
    pub(super) fn add(&mut self, day: usize, on: &[On]) {
        for (run, times) in &self.bearing {
            let (_, _, _, answer) = run;
            let days = self.runs.entry(*run).or_default();
            if let Some((day, on)) = days.get_mut(day).zip(on.get(*times)) {
                day.add(&on.if_so(*answer));
            }
        }
    }

    /// The rows, function by function and by age.
    pub(super) fn into_rows(self) -> Vec<WeekRow> {
        let row = |function, ages: &AgeRange| WeekRow { function, ages: *ages, days: [On::default(); 7] };
        let mut rows = Vec::new();
        for function in self.functions.iter() {
            let begin = rows.len();
            rows.extend(self.bands.iter().map(|ages| row(function, ages)));
            for ((of, first, past, _), days) in &self.runs {
                let bands = rows.iter_mut().skip(begin + first).take(past - first).filter(|_| *of == function);
                bands.for_each(|row| row.days.iter_mut().zip(days).for_each(|(all, day)| all.add(day)));
            }
        }
        rows
    }
}
