use super::set::Set;
use super::word::words;

words! {
    /// A day of the week (星期).
    ///
    /// Exhaustive on purpose: a week has seven. Weeks begin on Monday, as in ISO 8601 and GB/T 7408.
    pub enum Weekday: "星期" / "a day of the week" {
        /// Monday.
        Monday = "monday" / "周一" | "星期一" | "礼拜一" | "mon" => "Monday",
        /// Tuesday.
        Tuesday = "tuesday" / "周二" | "星期二" | "礼拜二" | "tue" => "Tuesday",
        /// Wednesday.
        Wednesday = "wednesday" / "周三" | "星期三" | "礼拜三" | "wed" => "Wednesday",
        /// Thursday.
        Thursday = "thursday" / "周四" | "星期四" | "礼拜四" | "thu" => "Thursday",
        /// Friday.
        Friday = "friday" / "周五" | "星期五" | "礼拜五" | "fri" => "Friday",
        /// Saturday.
        Saturday = "saturday" / "周六" | "星期六" | "礼拜六" | "sat" => "Saturday",
        /// Sunday.
        Sunday = "sunday" / "周日" | "星期日" | "星期天" | "周天" | "礼拜天" | "sun" => "Sunday",
    }
}

/// A set of days of the week.
pub type WeekdaySet = Set<Weekday>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_read_in_its_chinese_and_short_forms() {
        for text in ["sunday", "周日", "星期天", "星期日", "sun"] {
            assert_eq!(text.parse(), Ok(Weekday::Sunday), "{text}");
        }
        assert!("someday".parse::<Weekday>().is_err());
    }

    #[test]
    fn a_set_of_weekdays_is_written_from_monday_on() {
        let set: WeekdaySet = serde_json::from_str(r#"["周六","monday"]"#).unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["monday","saturday"]"#);
    }
}
