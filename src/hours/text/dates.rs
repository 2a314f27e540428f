use super::digits::{Number, number, numeral};
use crate::vocab::Date;

/// A date as it is written, whether or not there is such a day: what is not written is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: Option<u32>,
    /// 次年: the year after the one before it.
    next_year: bool,
    month: Option<u32>,
    day: Option<u32>,
}

impl Day {
    /// Reads the date that a text begins with; gives what follows, too.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        for word in ["次年", "翌年", "来年"] {
            if let Some(rest) = text.strip_prefix(word) {
                return Self::without_year(rest).map(|(day, rest)| (Self { next_year: true, ..day }, rest));
            }
        }
        match number(text) {
            Some(Number { value, digits: 4, rest }) => Self::after_year(value, rest),
            Some(Number { digits: 1 | 2, .. }) => Self::without_year(text),
            Some(_) => None,
            None => Self::without_year(text).filter(|(day, _)| day.month.is_some()),
        }
    }

    fn after_year(year: u32, text: &str) -> Option<(Self, &str)> {
        if let Some(rest) = text.strip_prefix('年') {
            let bare = Self { year: Some(year), next_year: false, month: None, day: None };
            let more = Self::without_year(rest).filter(|(day, _)| day.month.is_some());
            return Some(more.map_or((bare, rest), |(day, rest)| (Self { year: Some(year), ..day }, rest)));
        }
        let mark = text.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        let two_digits = |text| number(text).filter(|number| number.digits <= 2);
        let month = two_digits(text.strip_prefix(mark)?)?;
        let day = two_digits(month.rest.strip_prefix(mark)?)?;
        Some((Self { year: Some(year), next_year: false, month: Some(month.value), day: Some(day.value) }, day.rest))
    }

    /// Reads 5月1日, 5月 or 15日.
    fn without_year(text: &str) -> Option<(Self, &str)> {
        let bare = Self { year: None, next_year: false, month: None, day: None };
        let count = |text| match number(text) {
            Some(Number { value, digits: 1 | 2, rest }) => Some((value, rest)),
            Some(_) => None,
            None => numeral(text),
        };
        let (first, rest) = count(text)?;
        let Some(after_month) = rest.strip_prefix('月') else {
            let rest = rest.strip_prefix(['日', '号'])?;
            return Some((Self { day: Some(first), ..bare }, rest));
        };
        let month = Self { month: Some(first), ..bare };
        let after_month = after_month.strip_prefix('份').unwrap_or(after_month);
        let day = count(after_month).and_then(|(day, rest)| Some((day, rest.strip_prefix(['日', '号'])?)));
        Some(day.map_or((month, after_month), |(day, rest)| (Self { day: Some(day), ..month }, rest)))
    }

    /// The first day that it names, if the year and the month are known.
    pub(super) fn first(self) -> Option<Date> {
        date(self.year?, self.month?, self.day.unwrap_or(1))
    }

    /// The last day that it names.
    fn last(self) -> Option<Date> {
        let (year, month) = (self.year?, self.month?);
        match self.day {
            Some(day) => date(year, month, day),
            None => (28..=31).rev().find_map(|day| date(year, month, day)),
        }
    }

    /// The last day of a period that this day ends and that began on another; `None` if that is not known.
    pub(super) fn last_after(self, begin: Option<Date>) -> Option<Date> {
        let year = match (self.year, self.next_year, begin) {
            (Some(year), ..) => year,
            (None, next, Some(begin)) => u32::from(begin.year()) + u32::from(next),
            (None, ..) => return None,
        };
        Self { year: Some(year), ..self }.last().filter(|last| begin.is_none_or(|begin| begin <= *last))
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Day, &str) {
        Day::read(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_date_is_read_in_every_form() {
        for text in ["2024年5月1日", "2024-05-01", "2024.5.1", "2024/5/1", "2024年5月1号", "2024年五月一日"]
        {
            assert_eq!(read(text).0.first(), Date::new(2024, 5, 1), "{text}");
        }
        assert_eq!(read("2024年2月").0.last(), Date::new(2024, 2, 29));
        assert_eq!(read("2024年2月30日").0.first(), None);
        assert_eq!(read("2024年起").1, "起");
        for text in ["5月1日", "5月", "15日", "五月一日"] {
            assert_eq!(read(text).0.first(), None, "{text}");
        }
        for text in ["8:30", "8.30", "2024", "0379-65900000", "五点", "20240501"] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_ends_in_the_year_it_began_unless_it_says_otherwise() {
        let begin = Date::new(2024, 10, 1);
        assert_eq!(read("12月31日").0.last_after(begin), Date::new(2024, 12, 31));
        assert_eq!(read("次年3月31日").0.last_after(begin), Date::new(2025, 3, 31));
        assert_eq!(read("3月31日").0.last_after(begin), None, "which year is not said");
        assert_eq!(read("2025年3月").0.last_after(begin), Date::new(2025, 3, 31));
        assert_eq!(read("3月31日").0.last_after(None), None);
    }
}
