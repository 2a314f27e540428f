use super::date::Date;
use super::word::words;

words! {
    /// The time in which a quota can be used up (限额周期).
    ///
    /// Closed: those are the spans that a calendar has.
    pub enum QuotaPeriod: "限额周期" / "the time in which a quota can be used up" {
        /// A day.
        Day = "day" / "每日" | "每天",
        /// A week, from Monday.
        Week = "week" / "每周",
        /// A month of the calendar.
        Month = "month" / "每月",
        /// A year of the calendar.
        Year = "year" / "每年",
    }
}

impl QuotaPeriod {
    /// The first and the last day of the period in which a date lies. Whatever is used from the one to the other counts together.
    ///
    /// ```
    /// use neighborhood_center::vocab::{Date, QuotaPeriod};
    ///
    /// let (first, last) = QuotaPeriod::Month.around("2024-02-14".parse()?);
    /// assert_eq!((first.to_string(), last.to_string()), ("2024-02-01".into(), "2024-02-29".into()));
    /// # Ok::<(), neighborhood_center::vocab::WordError>(())
    /// ```
    #[must_use]
    pub fn around(self, date: Date) -> (Date, Date) {
        match self {
            Self::Day => (date, date),
            Self::Week => date.week(),
            Self::Month => {
                let last = [31, 30, 29, 28].iter().find_map(|day| Date::new(date.year(), date.month(), *day));
                (Date::new(date.year(), date.month(), 1).unwrap_or(date), last.unwrap_or(date))
            }
            Self::Year => {
                let day = |month, day| Date::new(date.year(), month, day).unwrap_or(date);
                (day(1, 1), day(12, 31))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(period: QuotaPeriod, date: &str) -> (String, String) {
        let (first, last) = period.around(date.parse().unwrap());
        (first.to_string(), last.to_string())
    }

    #[test]
    fn periods_are_those_of_the_calendar_on_the_wall() {
        for (period, date, first, last) in [
            (QuotaPeriod::Day, "2024-02-29", "2024-02-29", "2024-02-29"),
            // The week of New Year 2025 begins in 2024.
            (QuotaPeriod::Week, "2025-01-01", "2024-12-30", "2025-01-05"),
            (QuotaPeriod::Week, "2024-12-30", "2024-12-30", "2025-01-05"),
            (QuotaPeriod::Week, "2025-01-05", "2024-12-30", "2025-01-05"),
            (QuotaPeriod::Week, "2024-02-29", "2024-02-26", "2024-03-03"),
            (QuotaPeriod::Month, "2024-02-29", "2024-02-01", "2024-02-29"),
            (QuotaPeriod::Month, "2023-02-01", "2023-02-01", "2023-02-28"),
            (QuotaPeriod::Month, "2100-02-10", "2100-02-01", "2100-02-28"),
            (QuotaPeriod::Month, "2025-12-31", "2025-12-01", "2025-12-31"),
            (QuotaPeriod::Year, "2024-02-29", "2024-01-01", "2024-12-31"),
            // The last day that can be written is a Friday.
            (QuotaPeriod::Week, "9999-12-31", "9999-12-27", "9999-12-31"),
        ] {
            assert_eq!(around(period, date), (first.to_owned(), last.to_owned()), "{period} {date}");
        }
    }

    proptest! {
        #[test]
        fn a_date_lies_in_its_period_and_every_day_of_it_has_the_same(
            year in 1000_u16..=9999, month in 1_u8..=12, day in 1_u8..=28, later in 0_i32..=400, which in 0..4_usize,
        ) {
            let date = Date::new(year, month, day).unwrap();
            let period = QuotaPeriod::ALL[which];
            let (first, last) = period.around(date);
            prop_assert!(first <= date && date <= last);
            if let Some(other) = date.plus_days(later) {
                prop_assert_eq!(period.around(other) == (first, last), other <= last);
            }
        }
    }
}
