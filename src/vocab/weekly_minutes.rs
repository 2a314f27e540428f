use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::plural::plural;
use super::reading::{bounded, whole};
use super::word::{Word, read_as_word};

/// Minutes in an hour.
const HOUR: u16 = 60;
/// Minutes in a week.
const WEEK: u16 = 7 * 24 * HOUR;

/// Minutes of a week (每周分钟数), from 0 to the 10,080 that a week has.
///
/// On the wire it is a whole number.
///
/// ```
/// use neighborhood_center::vocab::{Lang, Say, WeeklyMinutes};
///
/// let open: WeeklyMinutes = serde_json::from_str("2130")?;
/// assert_eq!(open.in_lang(Lang::Zh).to_string(), "每周35小时30分");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WeeklyMinutes(u16);

impl WeeklyMinutes {
    /// So many minutes, if a week has them.
    #[must_use]
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes <= WEEK { Some(Self(minutes)) } else { None }
    }

    /// So many hours a week. More than a week has become the week.
    #[must_use]
    pub const fn hours(hours: u8) -> Self {
        let minutes = hours as u16 * HOUR;
        Self(if minutes < WEEK { minutes } else { WEEK })
    }

    /// Whole hours, and the minutes beyond them.
    pub(crate) const fn in_hours(self) -> (u16, u16) {
        (self.0 / HOUR, self.0 % HOUR)
    }

    /// The number of minutes.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Word for WeeklyMinutes {
    const EXPECTED: Phrase =
        Phrase::new("每周分钟数（0 到 10080 的整数）", "minutes a week (a whole number, 0 to 10080)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        bounded(number, 0, WEEK.into()).map(|minutes| Self(minutes as u16))
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, 0, WEEK.into()).map(|minutes| Self(minutes as u16))
    }
}

impl fmt::Display for WeeklyMinutes {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

impl Say for WeeklyMinutes {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.in_hours();
        match (lang, minutes) {
            (Lang::Zh, 0) => write!(to, "每周{hours}小时"),
            (Lang::Zh, _) => write!(to, "每周{hours}小时{minutes}分"),
            (Lang::En, 0) => write!(to, "{hours} hour{} a week", plural(hours)),
            (Lang::En, _) => {
                write!(to, "{hours} hour{} and {minutes} minute{} a week", plural(hours), plural(minutes))
            }
        }
    }
}

impl Serialize for WeeklyMinutes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u16(self.0)
    }
}

read_as_word!(WeeklyMinutes);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hour_and_one_minute_are_said_so_in_english() {
        let said = |minutes| WeeklyMinutes::new(minutes).map(|it| it.in_lang(Lang::En).to_string()).unwrap();
        assert_eq!(
            [60, 61, 122].map(said),
            ["1 hour a week", "1 hour and 1 minute a week", "2 hours and 2 minutes a week"]
        );
    }

    #[test]
    fn a_week_has_168_hours_and_no_more() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 10_080 });
        assert_eq!(WeeklyMinutes::from_integer(10_080), Ok(WeeklyMinutes::hours(168)));
        assert_eq!(WeeklyMinutes::from_integer(10_081), out);
        assert_eq!(WeeklyMinutes::from_integer(-1), out);
        assert_eq!(WeeklyMinutes::from_decimal(2_100.0), Ok(WeeklyMinutes::hours(35)));
        assert_eq!(WeeklyMinutes::from_decimal(0.5), Err(Flaw::TooPrecise { decimals: 0 }));
        assert_eq!(WeeklyMinutes::hours(255), WeeklyMinutes::hours(168));
        assert_eq!(WeeklyMinutes::new(10_081), None);
        assert_eq!(serde_json::to_string(&WeeklyMinutes::hours(42)).unwrap(), "2520");
    }
}
