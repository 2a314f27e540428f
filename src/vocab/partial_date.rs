use std::fmt;

use super::answer::Answer;
use super::date::Date;
use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{digits, misfit, two_digits};
use super::word::{Word, read_as_word, words, write_as_text};

words! {
    /// A third of a month (旬), as Chinese dates name it: days 1–10, 11–20, and 21 to the end.
    ///
    /// Exhaustive on purpose: a month has three.
    pub enum MonthPart: "旬" / "a third of a month" {
        /// Days 1 to 10.
        Early = "early" / "上旬",
        /// Days 11 to 20.
        Mid = "mid" / "中旬",
        /// Day 21 to the end of the month.
        Late = "late" / "下旬",
    }
}

/// How far a [`PartialDate`] is known, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month are known.
    Month,
    /// Year, month and third of the month are known.
    MonthPart,
    /// The day is known.
    Day,
}

/// A date that may be known only in part (不完整日期): a year, a month, a third of a month, or a day.
///
/// Its wire forms are `2023`, `2023-05`, `2023-05-early` (`mid`, `late`) and `2023-05-15`; the Chinese forms `2023年`,
/// `2023年5月`, `2023年5月中旬` and `2023年5月15日` are read too.
///
/// Two ways to compare: [`PartialDate::is_before`] and its sisters answer a question of fact, and say so where they cannot;
/// `Ord` only sorts. It sorts by the first day the date can mean and, where that is the same, the vaguer date first; it
/// claims nothing about the days themselves.
///
/// ```
/// use neighborhood_center::vocab::{Answer, PartialDate};
///
/// let opened: PartialDate = "2023年5月中旬".parse()?;
/// assert_eq!(opened.to_string(), "2023-05-mid");
/// assert_eq!(opened.is_before("2023-06".parse()?), Answer::Yes);
/// assert_eq!(opened.is_before("2023-05-15".parse()?), Answer::CannotSay);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    // The order of these two fields is the order of the dates.
    first: Date,
    precision: Precision,
}

impl PartialDate {
    /// A year, 1000 to 9999, of which no more is known.
    #[must_use]
    pub fn of_year(year: u16) -> Option<Self> {
        Date::new(year, 1, 1).map(|first| Self { first, precision: Precision::Year })
    }

    /// A month of which no more is known.
    #[must_use]
    pub fn of_month(year: u16, month: u8) -> Option<Self> {
        Date::new(year, month, 1).map(|first| Self { first, precision: Precision::Month })
    }

    /// A third of a month.
    #[must_use]
    pub fn of_month_part(year: u16, month: u8, part: MonthPart) -> Option<Self> {
        let first = match part {
            MonthPart::Early => 1,
            MonthPart::Mid => 11,
            MonthPart::Late => 21,
        };
        Date::new(year, month, first).map(|first| Self { first, precision: Precision::MonthPart })
    }

    /// How far the date is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.first.year()
    }

    /// The month, if it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.precision >= Precision::Month).then(|| self.first.month())
    }

    /// The third of the month, if it is known; a day lies in one too.
    #[must_use]
    pub fn month_part(self) -> Option<MonthPart> {
        (self.precision >= Precision::MonthPart).then(|| match self.first.day() {
            ..=10 => MonthPart::Early,
            11..=20 => MonthPart::Mid,
            21.. => MonthPart::Late,
        })
    }

    /// The day, if it is known.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        (self.precision == Precision::Day).then_some(self.first)
    }

    /// The first day that can be meant.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day that can be meant.
    #[must_use]
    pub fn last_day(self) -> Date {
        let (year, month) = (self.first.year(), self.first.month());
        let last = match (self.precision, self.month_part()) {
            (Precision::Day, _) => Some(self.first),
            (Precision::Year, _) => Date::new(year, 12, 31),
            (_, Some(MonthPart::Early)) => Date::new(year, month, 10),
            (_, Some(MonthPart::Mid)) => Date::new(year, month, 20),
            (_, Some(MonthPart::Late) | None) => [31, 30, 29, 28].iter().find_map(|day| Date::new(year, month, *day)),
        };
        last.unwrap_or(self.first)
    }

    /// Whether the day meant here lies before the day meant there.
    #[must_use]
    pub fn is_before(self, other: Self) -> Answer {
        if self.last_day() < other.first_day() {
            Answer::Yes
        } else if self.first_day() >= other.last_day() {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }

    /// Whether the day meant here lies after the day meant there.
    #[must_use]
    pub fn is_after(self, other: Self) -> Answer {
        other.is_before(self)
    }

    /// Whether the day meant lies before this day.
    #[must_use]
    pub fn is_before_date(self, date: Date) -> Answer {
        self.is_before(date.into())
    }

    /// Whether the day meant lies after this day.
    #[must_use]
    pub fn is_after_date(self, date: Date) -> Answer {
        self.is_after(date.into())
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }
}

impl Word for PartialDate {
    const EXPECTED: Phrase = Phrase::new(
        "日期（年、年月、旬或日，如 2023-05-mid）",
        "a year, a month, a third of a month or a day (such as 2023-05-mid)",
    );

    /// A number of four digits is a year.
    fn from_integer(number: i64) -> Result<Self, Flaw> {
        match u16::try_from(number) {
            Ok(year @ 1_000..=9_999) => Self::of_year(year).ok_or(Flaw::NoSuchTime),
            _ => Err(Flaw::WrongType),
        }
    }

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let (year, month, part) = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => return Date::from_text(text).map(Self::from),
            [y1, y2, y3, y4] => ([*y1, *y2, *y3, *y4], None, None),
            [y1, y2, y3, y4, b'-', m1, m2, rest @ ..] => {
                let part = match rest {
                    b"" => None,
                    b"-early" => Some(MonthPart::Early),
                    b"-mid" => Some(MonthPart::Mid),
                    b"-late" => Some(MonthPart::Late),
                    _ => return Err(Flaw::Malformed),
                };
                ([*y1, *y2, *y3, *y4], Some([*m1, *m2]), part)
            }
            _ => return from_chinese(text),
        };
        let year = digits(&year).ok_or_else(|| misfit(text))?;
        let month = month.map(|month| two_digits(&month).ok_or(Flaw::Malformed)).transpose()?;
        from_parts(year as u16, month, part)
    }
}

fn from_parts(year: u16, month: Option<u8>, part: Option<MonthPart>) -> Result<PartialDate, Flaw> {
    match (month, part) {
        (None, _) => PartialDate::of_year(year),
        (Some(month), None) => PartialDate::of_month(year, month),
        (Some(month), Some(part)) => PartialDate::of_month_part(year, month, part),
    }
    .ok_or(Flaw::NoSuchTime)
}

/// Reads `2023年`, `2023年5月`, `2023年5月中旬` and `2023年5月15日`.
#[cold]
fn from_chinese(text: &str) -> Result<PartialDate, Flaw> {
    if text.ends_with('日') {
        return Date::from_text(text).map(PartialDate::from);
    }
    let parts = || {
        let (year, rest) = text.split_once('年')?;
        let year = digits(year.as_bytes()).filter(|_| year.len() == 4)?;
        if rest.is_empty() {
            return Some((year as u16, None, None));
        }
        let (month, rest) = rest.split_once('月')?;
        let part = match rest {
            "" => None,
            "上旬" => Some(MonthPart::Early),
            "中旬" => Some(MonthPart::Mid),
            "下旬" => Some(MonthPart::Late),
            _ => return None,
        };
        Some((year as u16, Some(two_digits(month.as_bytes())?), part))
    };
    let (year, month, part) = parts().ok_or_else(|| misfit(text))?;
    from_parts(year, month, part)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match (self.precision, self.month_part()) {
            (Precision::Year, _) => write!(to, "{year:04}"),
            (Precision::MonthPart, Some(part)) => write!(to, "{year:04}-{month:02}-{part}"),
            (Precision::Day, _) => write!(to, "{}", self.first),
            (Precision::Month | Precision::MonthPart, _) => write!(to, "{year:04}-{month:02}"),
        }
    }
}

impl Say for PartialDate {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        let part = self.month_part();
        match (lang, self.precision) {
            (_, Precision::Day) => self.first.say(lang, to),
            (Lang::Zh, Precision::Year) => write!(to, "{year}年"),
            (Lang::Zh, Precision::Month) => write!(to, "{year}年{month}月"),
            (Lang::Zh, Precision::MonthPart) => {
                write!(to, "{year}年{month}月{}", part.map_or("", MonthPart::label_zh))
            }
            (Lang::En, Precision::Year) => write!(to, "{year}"),
            (Lang::En, Precision::Month) => write!(to, "{} {year}", english_month(month)),
            (Lang::En, Precision::MonthPart) => {
                to.write_str(match part {
                    Some(MonthPart::Mid) => "mid-",
                    Some(MonthPart::Early) => "early ",
                    Some(MonthPart::Late) | None => "late ",
                })?;
                write!(to, "{} {year}", english_month(month))
            }
        }
    }
}

fn english_month(month: u8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

read_as_word!(PartialDate);
write_as_text!(PartialDate);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_of_four_digits_is_a_year() {
        assert_eq!(PartialDate::from_integer(2023), Ok(PartialDate::of_year(2023).unwrap()));
        assert_eq!(PartialDate::from_integer(20_230_101), Err(Flaw::WrongType));
        assert_eq!(PartialDate::from_integer(-2023), Err(Flaw::WrongType));
    }

    #[test]
    fn mid_may_2023_compares_without_inventing_a_day() {
        let opened = read("2023-05-mid");
        assert_eq!(opened.is_before(read("2023-05-15")), Answer::CannotSay);
        assert_eq!(opened.is_after(read("2023-05-15")), Answer::CannotSay);
        assert_eq!(opened.is_after(read("2023-05-10")), Answer::Yes);
        assert_eq!(opened.is_before(read("2023-05-10")), Answer::No);
        assert_eq!(opened.is_before(read("2023-05-11")), Answer::No);
        assert_eq!(opened.is_after(read("2023-05-11")), Answer::CannotSay);
        assert_eq!(opened.is_before(read("2023-05")), Answer::CannotSay);
        assert_eq!(opened.is_before(read("2023-06")), Answer::Yes);
        assert_eq!(opened.is_before(opened), Answer::CannotSay);
        assert_eq!(opened.is_before_date(Date::new(2023, 8, 11).unwrap()), Answer::Yes);
        assert_eq!(opened.is_after_date(Date::new(2023, 8, 11).unwrap()), Answer::No);
    }

    #[test]
    fn sorting_puts_the_vaguer_date_first_and_is_total() {
        let sorted =
            ["2023", "2023-01", "2023-01-early", "2023-01-01", "2023-05", "2023-05-01", "2023-05-mid", "2023-05-15"];
        let mut dates: Vec<_> = sorted.iter().rev().map(|text| read(text)).collect();
        dates.sort();
        assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn thirds_and_months_end_where_the_calendar_says() {
        for (text, first, last) in [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2023-02", "2023-02-01", "2023-02-28"),
            ("2024-02-late", "2024-02-21", "2024-02-29"),
            ("2023-05-early", "2023-05-01", "2023-05-10"),
            ("2023-05-mid", "2023-05-11", "2023-05-20"),
            ("2023-04-late", "2023-04-21", "2023-04-30"),
            ("2023-05-15", "2023-05-15", "2023-05-15"),
        ] {
            assert_eq!(read(text).first_day().to_string(), first);
            assert_eq!(read(text).last_day().to_string(), last);
        }
    }

    #[test]
    fn chinese_forms_are_read_and_the_wire_form_written() {
        for (text, wire) in [
            ("2023年", "2023"),
            ("2023年5月", "2023-05"),
            ("2023年5月上旬", "2023-05-early"),
            ("2023年05月中旬", "2023-05-mid"),
            ("2023年5月下旬", "2023-05-late"),
            ("2023年5月15日", "2023-05-15"),
        ] {
            assert_eq!(read(text).to_string(), wire);
        }
    }

    #[test]
    fn wrong_forms_and_wrong_times_are_told_apart() {
        for text in
            ["23", "2023-5", "2023-05-middle", "2023-05-", "2023年五月", "今年五月中旬", "2023-05-1", "202三", "20 3"]
        {
            assert_eq!(PartialDate::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        for text in ["2023-13", "2023-00-mid", "2023-02-30", "0999", "2023年13月"] {
            assert_eq!(PartialDate::from_text(text), Err(Flaw::NoSuchTime), "{text}");
        }
        assert_eq!(PartialDate::from_text(""), Err(Flaw::Empty));
    }

    #[test]
    fn a_partial_date_is_said_as_far_as_it_is_known() {
        for (text, zh, en) in [
            ("2023", "2023年", "2023"),
            ("2023-05", "2023年5月", "May 2023"),
            ("2023-05-mid", "2023年5月中旬", "mid-May 2023"),
            ("2023-05-early", "2023年5月上旬", "early May 2023"),
            ("2023-05-15", "2023年5月15日", "2023-05-15"),
        ] {
            assert_eq!(read(text).in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(read(text).in_lang(Lang::En).to_string(), en);
        }
    }

    fn any_partial_date() -> impl Strategy<Value = PartialDate> {
        (1000_u16..=9999, 1_u8..=12, 1_u8..=28, 0..6).prop_map(|(year, month, day, form)| {
            match form {
                0 => PartialDate::of_year(year),
                1 => PartialDate::of_month(year, month),
                2 => PartialDate::of_month_part(year, month, MonthPart::Early),
                3 => PartialDate::of_month_part(year, month, MonthPart::Mid),
                4 => PartialDate::of_month_part(year, month, MonthPart::Late),
                _ => Date::new(year, month, day).map(PartialDate::from),
            }
            .unwrap()
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(date in any_partial_date()) {
            prop_assert_eq!(date.to_string().parse(), Ok(date));
            prop_assert_eq!(date.in_lang(Lang::Zh).to_string().parse(), Ok(date));
        }

        #[test]
        fn a_sure_answer_never_contradicts_the_sorting(left in any_partial_date(), right in any_partial_date()) {
            if left.is_before(right) == Answer::Yes {
                prop_assert!(left < right);
                prop_assert_eq!(right.is_before(left), Answer::No);
            }
        }
    }
}
