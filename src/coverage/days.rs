use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::calendar::{Calendar, Day};
use crate::vocab::{Date, Season, Weekday};

/// The seven days of a week from Monday on, each as far as it is known.
///
/// ```
/// use neighborhood_center::calendar::Day;
/// use neighborhood_center::coverage::Days;
/// use neighborhood_center::vocab::Weekday;
///
/// assert_eq!(Days::school().day(Weekday::Wednesday), Day::school_day(Weekday::Wednesday));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days([Day; 7]);

impl Days {
    /// An ordinary week: five workdays, and two days off.
    #[must_use]
    pub fn ordinary() -> Self {
        Self::each(Day::ordinary)
    }

    /// An ordinary week while schools teach.
    #[must_use]
    pub fn school() -> Self {
        Self::each(Day::school_day)
    }

    /// The week from Monday to Sunday in which a date lies, as a calendar has it.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::coverage::Days;
    /// use neighborhood_center::vocab::{Date, Weekday};
    ///
    /// let week = Days::of(&Calendar::default(), "2025-01-01".parse()?);
    /// assert_eq!(week.day(Weekday::Monday).date(), Date::new(2024, 12, 30));
    /// # Ok::<(), neighborhood_center::vocab::WordError>(())
    /// ```
    #[must_use]
    pub fn of(calendar: &Calendar, date: Date) -> Self {
        let passed = date.weekday() as i32;
        Self::each(|weekday| match date.plus_days(weekday as i32 - passed) {
            Some(date) => calendar.day(date),
            None => Day::any(weekday),
        })
    }

    /// The same days, all known to lie in a season.
    #[must_use]
    pub fn during(self, season: Season) -> Self {
        Self(self.0.map(|day| day.during(season)))
    }

    /// The same days, thought of at the time of a date: what holds then holds on them.
    #[must_use]
    pub fn at(self, date: Option<Date>) -> Self {
        Self(self.0.map(|day| day.at(date)))
    }

    /// The same days, with this one in place of the one of its name.
    #[must_use]
    pub fn with(self, day: Day) -> Self {
        Self(self.0.map(|other| if other.weekday() == day.weekday() { day } else { other }))
    }

    /// The day of a name.
    #[must_use]
    pub fn day(&self, weekday: Weekday) -> Day {
        self.iter().find(|day| day.weekday() == weekday).unwrap_or(Day::any(weekday))
    }

    /// The days, from Monday on.
    pub fn iter(&self) -> impl Iterator<Item = Day> {
        self.0.into_iter()
    }

    fn each(day: impl Fn(Weekday) -> Day) -> Self {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

        Self([Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday].map(day))
    }
}

impl Serialize for Days {
    /// Writes a list of objects: the weekday, and the date and the kind of day where they are known.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.map(Written))
    }
}

/// A day as it is written.
struct Written(Day);

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(day) = self;
        let fields = 1 + usize::from(day.date().is_some()) + usize::from(day.kind().is_some());
        let mut object = to.serialize_struct("Day", fields)?;
        object.serialize_field("weekday", &day.weekday())?;
        match day.date() {
            Some(date) => object.serialize_field("date", &date)?,
            None => object.skip_field("date")?,
        }
        match day.kind() {
            Some(kind) => object.serialize_field("kind", &kind)?,
            None => object.skip_field("kind")?,
        }
        object.end()
    }
}
