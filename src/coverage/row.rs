use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::hours::Minutes;
use crate::occasions::On;
use crate::vocab::{AgeRange, Answer, Member, ServiceFunction, TimeOfDay, Weekday, WeeklyMinutes};

/// Minutes in an hour.
const HOUR: u16 = 60;
/// Hours in a day.
const DAY: u16 = 24;

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
