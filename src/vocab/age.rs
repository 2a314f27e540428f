use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{digits, misfit, whole};
use super::word::{Word, read_as_word};

/// Months in a year.
const YEAR: u16 = 12;
/// The greatest age in years: a bound of plausibility that catches slips of the pen, not a fact of the domain.
const MOST_YEARS: u16 = 150;
/// The greatest age in months.
const MOST_MONTHS: u16 = MOST_YEARS * YEAR;

/// A completed age (周岁) in whole months, from 0 to 150 years.
///
/// The upper bound is one of plausibility, not a fact of the domain. On the wire an age of whole years is an integer,
/// any other a text of months such as `"30m"`. The labels `7岁`, `7周岁` and `30个月` are read too, and `7` as a text, so
/// that what `Display` writes reads back.
///
/// ```
/// use neighborhood_center::vocab::Age;
///
/// let ages: [Age; 3] = serde_json::from_str(r#"[60, "30m", "7岁"]"#)?;
/// assert_eq!(ages.map(Age::in_months), [720, 30, 84]);
/// assert_eq!(serde_json::to_string(&ages)?, r#"[60,"30m",7]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Age(u16);

impl Age {
    /// The age on the day of birth.
    pub const BIRTH: Self = Self(0);

    /// The age of so many years, at most 150.
    #[must_use]
    pub const fn years(years: u8) -> Option<Self> {
        Self::months(years as u16 * YEAR)
    }

    /// The age of so many months, at most 1,800.
    #[must_use]
    pub const fn months(months: u16) -> Option<Self> {
        if months <= MOST_MONTHS { Some(Self(months)) } else { None }
    }

    /// The age of so many years that are known when the program is built; more than 150 do not compile.
    pub(super) const fn fixed<const YEARS: u16>() -> Self {
        const { assert!(YEARS <= MOST_YEARS, "an age is at most 150 years") };
        Self(YEARS * YEAR)
    }

    /// The age in months, 0 to 1,800.
    #[must_use]
    pub const fn in_months(self) -> u16 {
        self.0
    }

    /// The years completed, 0 to 150, with the months past them dropped.
    #[must_use]
    pub const fn completed_years(self) -> u16 {
        self.0 / YEAR
    }

    /// The years, if the age is of whole years.
    #[must_use]
    pub const fn whole_years(self) -> Option<u16> {
        if self.0 % YEAR == 0 { Some(self.0 / YEAR) } else { None }
    }

    /// The age on `date` of someone born on `born`; `None` before birth and past 150 years.
    ///
    /// A month or a year is completed **on** the day of the month of birth, not on the day after it. Where a month has no
    /// such day, it is completed on the first day of the next month, since on the month's last day it has not wholly
    /// passed: whoever was born on 29 February completes a year on 1 March, and on 29 February itself in a leap year.
    /// Criminal law is said to count from the day after the birthday; this crate does not.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use neighborhood_center::vocab::Age;
    ///
    /// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    /// let born = day(1963, 8, 11);
    /// assert_eq!(Age::on(born, day(2023, 8, 11)), Age::years(60));
    /// assert!(Age::on(born, day(2023, 8, 10)) < Age::years(60));
    /// assert_eq!(Age::on(born, day(1963, 8, 10)), None);
    /// ```
    #[must_use]
    pub fn on(born: NaiveDate, date: NaiveDate) -> Option<Self> {
        if date < born {
            return None;
        }
        let month = |of: NaiveDate| i64::from(of.year()) * i64::from(YEAR) + i64::from(of.month0());
        let begun = month(date) - month(born);
        let completed = if date.day() < born.day() { begun - 1 } else { begun };
        Self::months(u16::try_from(completed).ok()?)
    }
}

impl Word for Age {
    const EXPECTED: Phrase =
        Phrase::new("年龄（整岁数，或如 \"30m\" 的月数）", "an age (whole years, or months as in \"30m\")");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let months = ["m", "个月"].iter().find_map(|unit| text.strip_suffix(unit));
        let years = ["周岁", "岁"].iter().find_map(|unit| text.strip_suffix(unit));
        let amount = months.or(years).unwrap_or(text);
        // Between amount and unit there may be a space, as messages write it.
        let amount = if amount.len() < text.len() { amount.strip_suffix(' ').unwrap_or(amount) } else { amount };
        let number = digits(amount.as_bytes()).ok_or_else(|| misfit(text))?;
        match months {
            Some(_) => u16::try_from(number).ok().and_then(Self::months).ok_or(out_of_range(MOST_MONTHS)),
            None => Self::from_integer(number.into()),
        }
    }

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        u8::try_from(number).ok().and_then(Self::years).ok_or(out_of_range(MOST_YEARS))
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, 0, MOST_YEARS.into()).and_then(Self::from_integer)
    }
}

fn out_of_range(most: u16) -> Flaw {
    Flaw::OutOfRange { least: 0, most: most.into() }
}

impl fmt::Display for Age {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole_years() {
            Some(years) => write!(to, "{years}"),
            None => write!(to, "{}m", self.0),
        }
    }
}

impl Say for Age {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = match (self.whole_years(), lang) {
            (Some(years), Lang::Zh) => (years, "岁"),
            (Some(1), Lang::En) => (1, "year"),
            (Some(years), Lang::En) => (years, "years"),
            (None, Lang::Zh) => (self.0, "个月"),
            (None, Lang::En) if self.0 == 1 => (1, "month"),
            (None, Lang::En) => (self.0, "months"),
        };
        write!(to, "{amount} {unit}")
    }
}

impl serde::Serialize for Age {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.whole_years() {
            Some(years) => to.serialize_u16(years),
            None => to.collect_str(self),
        }
    }
}

read_as_word!(Age);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn months_on(born: NaiveDate, date: NaiveDate) -> u16 {
        Age::on(born, date).unwrap().in_months()
    }

    #[test]
    fn an_age_is_completed_on_the_birthday_itself() {
        let born = day(1963, 8, 11);
        assert_eq!(months_on(born, day(2023, 8, 10)), 60 * 12 - 1);
        assert_eq!(months_on(born, day(2023, 8, 11)), 60 * 12);
        assert_eq!(months_on(born, born), 0);
    }

    #[test]
    fn who_is_born_on_29_february_completes_a_year_on_1_march_unless_the_year_is_a_leap_year() {
        let born = day(2004, 2, 29);
        assert_eq!(months_on(born, day(2005, 2, 28)), 11);
        assert_eq!(months_on(born, day(2005, 3, 1)), 12);
        assert_eq!(months_on(born, day(2008, 2, 28)), 47);
        assert_eq!(months_on(born, day(2008, 2, 29)), 48);
    }

    #[test]
    fn who_is_born_on_the_31st_completes_a_short_month_on_the_first_of_the_next() {
        let born = day(2023, 1, 31);
        assert_eq!(months_on(born, day(2023, 2, 28)), 0);
        assert_eq!(months_on(born, day(2023, 3, 1)), 1);
        assert_eq!(months_on(born, day(2023, 3, 30)), 1);
        assert_eq!(months_on(born, day(2023, 3, 31)), 2);
        assert_eq!(months_on(born, day(2023, 4, 30)), 2);
        assert_eq!(months_on(born, day(2023, 5, 1)), 3);
    }

    #[test]
    fn nobody_grows_younger_from_one_day_to_the_next() {
        for born in [day(2004, 2, 29), day(2003, 12, 31), day(2004, 1, 30)] {
            let ages: Vec<_> = born.iter_days().take(1_500).map(|date| months_on(born, date)).collect();
            assert!(ages.windows(2).all(|pair| pair[1] == pair[0] || pair[1] == pair[0] + 1));
        }
    }

    #[test]
    fn there_is_no_age_before_birth_or_past_the_bound() {
        let born = day(1873, 8, 11);
        assert_eq!(Age::on(born, day(1873, 8, 10)), None);
        assert_eq!(Age::on(born, day(2023, 8, 11)), Age::years(150));
        assert_eq!(Age::on(born, day(2023, 9, 11)), None);
        assert_eq!(Age::on(NaiveDate::MIN, NaiveDate::MAX), None);
    }

    #[test]
    fn whole_years_are_written_as_an_integer_and_others_as_months() {
        for (months, json) in [(0, "0"), (12, "1"), (30, "\"30m\""), (720, "60"), (1, "\"1m\"")] {
            let age = Age::months(months).unwrap();
            assert_eq!(serde_json::to_string(&age).unwrap(), json);
            assert_eq!(serde_json::from_str::<Age>(json).unwrap(), age);
            assert_eq!(age.to_string().parse(), Ok(age));
        }
    }

    #[test]
    fn what_is_said_in_chinese_can_be_read_back() {
        for age in [Age::months(30), Age::years(7), Age::months(0)].into_iter().flatten() {
            assert_eq!(Age::from_text(&age.in_lang(Lang::Zh).to_string()), Ok(age));
        }
        assert_eq!(Age::from_text("60周岁"), Age::from_integer(60));
        assert_eq!(Age::from_text("24个月"), Age::from_integer(2));
    }

    #[test]
    fn english_knows_the_singular() {
        let said = |months| Age::months(months).unwrap().in_lang(Lang::En).to_string();
        assert_eq!(said(1), "1 month");
        assert_eq!(said(12), "1 year");
        assert_eq!(said(30), "30 months");
        assert_eq!(said(0), "0 years");
    }

    #[test]
    fn implausible_ages_are_out_of_range_and_stray_texts_malformed() {
        let years = Flaw::OutOfRange { least: 0, most: 150 };
        assert_eq!(Age::from_integer(-1), Err(years.clone()));
        assert_eq!(Age::from_integer(150), Ok(Age(1_800)));
        assert_eq!(Age::from_integer(151), Err(years.clone()));
        assert_eq!(Age::from_text("999999999岁"), Err(years.clone()));
        assert_eq!(Age::from_text("1801m"), Err(Flaw::OutOfRange { least: 0, most: 1_800 }));
        assert_eq!(Age::from_decimal(1e300), Err(years.clone()));
        assert_eq!(Age::from_decimal(f64::NAN), Err(years));
        assert_eq!(Age::from_decimal(2.5), Err(Flaw::TooPrecise { decimals: 0 }));
        assert_eq!(Age::from_decimal(7.0), Age::from_integer(7));
        assert_eq!(Age::from_text(" "), Err(Flaw::Empty));
        for text in ["m", "岁", "+7岁", "-1m", "7.5岁", "七岁", "3岁6个月", "7  岁", "7 ", "30M", "9999999999"]
        {
            assert_eq!(Age::from_text(text), Err(Flaw::Malformed), "{text}");
        }
    }
}
