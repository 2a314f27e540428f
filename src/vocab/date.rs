use std::fmt;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{digits, misfit, two_digits};
use super::weekday::Weekday;
use super::word::{Word, WordError, read_as_word, write_as_text};

/// The first year that can be written: it has four digits.
const FIRST_YEAR: i32 = 1000;
/// The last year that can be written with four digits.
const LAST_YEAR: i32 = 9999;

/// A day (日期) of the Gregorian calendar, in the years 1000 to 9999.
///
/// Its wire form is strictly `YYYY-MM-DD`; the Chinese form `2023年5月15日` is read too. Of the crate `chrono`, only
/// `NaiveDate` is ever seen from outside.
///
/// ```
/// use neighborhood_center::vocab::Date;
///
/// let day: Date = "2023年8月11日".parse()?;
/// assert_eq!(day.to_string(), "2023-08-11");
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// The day of this year, month (from 1) and day of the month (from 1), if there is one.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let naive = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
        (FIRST_YEAR..=LAST_YEAR).contains(&naive.year()).then_some(Self(naive))
    }

    /// The same day as a `chrono` date.
    #[must_use]
    pub fn naive(self) -> NaiveDate {
        self.0
    }

    /// The year, 1000 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0.year() as u16
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day() as u8
    }

    /// The number of the day, counted from 1 January of the year 1, which is day 1 and a Monday.
    #[must_use]
    pub(crate) fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            chrono::Weekday::Mon => Weekday::Monday,
            chrono::Weekday::Tue => Weekday::Tuesday,
            chrono::Weekday::Wed => Weekday::Wednesday,
            chrono::Weekday::Thu => Weekday::Thursday,
            chrono::Weekday::Fri => Weekday::Friday,
            chrono::Weekday::Sat => Weekday::Saturday,
            chrono::Weekday::Sun => Weekday::Sunday,
        }
    }

    /// The day so many days later, or earlier; `None` past the years that can be written.
    ///
    /// ```
    /// use neighborhood_center::vocab::Date;
    ///
    /// let day: Date = "2024-02-28".parse()?;
    /// assert_eq!(day.plus_days(2), Date::new(2024, 3, 1));
    /// assert_eq!(day.plus_days(-59), Date::new(2023, 12, 31));
    /// # Ok::<(), neighborhood_center::vocab::WordError>(())
    /// ```
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let naive = self.0.checked_add_signed(TimeDelta::try_days(days.into())?)?;
        Self::try_from(naive).ok()
    }

    /// The Monday and the Sunday of the week in which the day lies; at the ends of the years that can be written, the first or
    /// the last day that there is.
    #[must_use]
    pub fn week(self) -> (Self, Self) {
        let passed = self.weekday() as i32;
        let farthest =
            |days: i32, step: i32| (0..=days).rev().find_map(|days| self.plus_days(step * days)).unwrap_or(self);
        (farthest(passed, -1), farthest(6 - passed, 1))
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = WordError;

    fn try_from(naive: NaiveDate) -> Result<Self, Self::Error> {
        if (FIRST_YEAR..=LAST_YEAR).contains(&naive.year()) {
            Ok(Self(naive))
        } else {
            let flaw = Flaw::OutOfRange { least: FIRST_YEAR.into(), most: LAST_YEAR.into() };
            Err(WordError::of::<Self>(flaw))
        }
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl Word for Date {
    const EXPECTED: Phrase = Phrase::new("日期（如 2023-05-15）", "a date (such as 2023-05-15)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        match text.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                let year = digits(&[*y1, *y2, *y3, *y4]).ok_or(Flaw::Malformed)?;
                let month = two_digits(&[*m1, *m2]).ok_or(Flaw::Malformed)?;
                let day = two_digits(&[*d1, *d2]).ok_or(Flaw::Malformed)?;
                Self::new(year as u16, month, day).ok_or(Flaw::NoSuchTime)
            }
            _ => from_chinese(text),
        }
    }
}

/// Reads `2023年5月15日`.
#[cold]
fn from_chinese(text: &str) -> Result<Date, Flaw> {
    let parts = || {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix('日')?;
        let year = digits(year.as_bytes()).filter(|_| year.len() == 4)?;
        Some((year as u16, two_digits(month.as_bytes())?, two_digits(day.as_bytes())?))
    };
    let (year, month, day) = parts().ok_or_else(|| misfit(text))?;
    Date::new(year, month, day).ok_or(Flaw::NoSuchTime)
}

impl fmt::Display for Date {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Say for Date {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "{}年{}月{}日", self.year(), self.month(), self.day()),
            Lang::En => write!(to, "{self}"),
        }
    }
}

read_as_word!(Date);
write_as_text!(Date);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_strict_form_and_the_chinese_form_are_read() {
        let day = Date::new(2023, 5, 15).unwrap();
        for text in ["2023-05-15", "2023年5月15日", "2023年05月15日"] {
            assert_eq!(Date::from_text(text), Ok(day), "{text}");
        }
        let others = [
            " 2023-5-15",
            "2023-5-15",
            "2023/05/15",
            "20230515",
            "2023-05-15 ",
            "-023-05-15",
            "+023-05-15",
            "２０２３-05-15",
        ];
        for text in others {
            assert_eq!(Date::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(Date::from_text(""), Err(Flaw::Empty));
        assert_eq!(Date::from_integer(20_230_515), Err(Flaw::WrongType));
    }

    #[test]
    fn a_day_that_no_calendar_has_is_told_from_a_wrong_form() {
        for text in ["2999-13-45", "2023-02-29", "0000-00-00", "0999-12-31", "2023年2月29日"] {
            assert_eq!(Date::from_text(text), Err(Flaw::NoSuchTime), "{text}");
        }
        assert!(Date::from_text("2024-02-29").is_ok());
    }

    #[test]
    fn a_chrono_date_whose_year_has_not_four_digits_is_refused() {
        assert!(Date::try_from(NaiveDate::MAX).is_err());
        assert!(Date::try_from(NaiveDate::MIN).is_err());
        let naive = NaiveDate::from_ymd_opt(2023, 8, 11).unwrap();
        assert_eq!(NaiveDate::from(Date::try_from(naive).unwrap()), naive);
    }

    #[test]
    fn the_day_of_the_article_was_a_friday() {
        assert_eq!(Date::new(2023, 8, 11).unwrap().weekday(), Weekday::Friday);
    }

    #[test]
    fn days_are_counted_from_a_monday() {
        // 2022 years of 365 days, 490 leap days (505 years that 4 divides, less 20 centuries, and 5 of 400 years).
        assert_eq!(Date::new(2023, 1, 1).unwrap().number(), 2022 * 365 + 505 - 20 + 5 + 1);
        for (month, day) in [(8, 7), (8, 14), (12, 25)] {
            assert_eq!(Date::new(2023, month, day).unwrap().number() % 7, 1, "{month}-{day} is a Monday");
        }
    }

    #[test]
    fn days_are_counted_over_year_ends_and_29_february_and_end_with_the_years() {
        let plus = |text: &str, days| text.parse::<Date>().unwrap().plus_days(days).map(|date| date.to_string());
        for (from, days, to) in [
            ("2024-02-28", 1, Some("2024-02-29")),
            ("2023-02-28", 1, Some("2023-03-01")),
            ("2024-12-31", 1, Some("2025-01-01")),
            ("2025-01-01", -366, Some("2024-01-01")),
            ("9999-12-31", 1, None),
            ("1000-01-01", -1, None),
            ("2024-02-28", i32::MAX, None),
            ("2024-02-28", i32::MIN, None),
        ] {
            assert_eq!(plus(from, days).as_deref(), to, "{from} {days}");
        }
    }

    #[test]
    fn a_week_begins_on_monday_wherever_a_year_begins() {
        let week = |text: &str| {
            let (monday, sunday) = text.parse::<Date>().unwrap().week();
            (monday.to_string(), sunday.to_string())
        };
        for day in ["2024-12-30", "2025-01-01", "2025-01-05"] {
            assert_eq!(week(day), ("2024-12-30".to_owned(), "2025-01-05".to_owned()));
        }
        // The years that can be written begin with a Wednesday and end with a Friday.
        assert_eq!(week("1000-01-03"), ("1000-01-01".to_owned(), "1000-01-05".to_owned()));
        assert_eq!(week("9999-12-28"), ("9999-12-27".to_owned(), "9999-12-31".to_owned()));
    }

    #[test]
    fn a_day_is_said_in_both_languages() {
        let day = Date::new(2023, 5, 15).unwrap();
        assert_eq!(day.in_lang(Lang::Zh).to_string(), "2023年5月15日");
        assert_eq!(day.in_lang(Lang::En).to_string(), "2023-05-15");
        assert_eq!(size_of::<Option<Date>>(), 4);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(year in 1000_u16..=9999, month in 1_u8..=12, day in 1_u8..=31) {
            if let Some(date) = Date::new(year, month, day) {
                prop_assert_eq!(date.to_string().parse(), Ok(date));
                prop_assert_eq!(date.in_lang(Lang::Zh).to_string().parse(), Ok(date));
            }
        }

        #[test]
        fn no_text_makes_the_reading_fail_badly(text in ".{0,16}") {
            let _ = Date::from_text(&text);
        }
    }
}
