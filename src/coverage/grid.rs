use std::collections::BTreeMap;

use super::row::WeekRow;
use crate::hours::all;
use crate::occasions::{Months, Occasion, On};
use crate::vocab::{AgeRange, Answer, FunctionSet, ServiceFunction};

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
