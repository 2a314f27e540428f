use std::fmt;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{misfit, two_digits};
use super::word::{Word, read_as_word, write_as_text};

/// Minutes in a day.
const DAY: u16 = 24 * 60;

/// A time of day (时刻) to the minute, from 00:00 to 24:00, both included.
///
/// 24:00 is the end of the day, which an opening time needs and most clock types lack. The wire form is `HH:MM`; `8:30`
/// and a full-width colon are read too. There is no time zone: it is the clock on the wall of the center.
///
/// ```
/// use neighborhood_center::vocab::TimeOfDay;
///
/// let opens: TimeOfDay = "8：30".parse()?;
/// assert_eq!(opens.minutes(), 510);
/// assert_eq!(opens.to_string(), "08:30");
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// 00:00, where the day begins.
    pub const START: Self = Self(0);
    /// 24:00, where the day ends.
    pub const END: Self = Self(DAY);

    /// The time so many minutes after midnight, up to 1,440.
    #[must_use]
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes <= DAY { Some(Self(minutes)) } else { None }
    }

    /// Minutes since midnight, 0 to 1,440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl Word for TimeOfDay {
    const EXPECTED: Phrase = Phrase::new("时刻（如 08:30）", "a time of day (such as 08:30)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        match text.as_bytes() {
            [h1, h2, b':', m1, m2] => on_the_clock(two_digits(&[*h1, *h2]), two_digits(&[*m1, *m2])),
            _ => leniently(text),
        }
    }
}

/// Reads an hour of one digit and a full-width colon.
#[cold]
fn leniently(text: &str) -> Result<TimeOfDay, Flaw> {
    let (hour, minute) = text.split_once([':', '：']).ok_or_else(|| misfit(text))?;
    on_the_clock(two_digits(hour.as_bytes()), two_digits(minute.as_bytes()).filter(|_| minute.len() == 2))
}

fn on_the_clock(hour: Option<u8>, minute: Option<u8>) -> Result<TimeOfDay, Flaw> {
    let (hour, minute) = hour.zip(minute).ok_or(Flaw::Malformed)?;
    if minute > 59 {
        return Err(Flaw::NoSuchTime);
    }
    TimeOfDay::from_minutes(u16::from(hour) * 60 + u16::from(minute)).ok_or(Flaw::NoSuchTime)
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Say for TimeOfDay {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

read_as_word!(TimeOfDay);
write_as_text!(TimeOfDay);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_of_the_day_reads_back_as_written() {
        for minutes in 0..=1440 {
            let time = TimeOfDay::from_minutes(minutes).unwrap();
            assert_eq!(TimeOfDay::from_text(&time.to_string()), Ok(time));
        }
        assert_eq!(TimeOfDay::from_minutes(1441), None);
    }

    #[test]
    fn the_day_ends_at_24_00_and_not_a_minute_later() {
        assert_eq!(TimeOfDay::from_text("24:00"), Ok(TimeOfDay::END));
        for text in ["24:01", "25:99", "08:60", "99:00"] {
            assert_eq!(TimeOfDay::from_text(text), Err(Flaw::NoSuchTime), "{text}");
        }
    }

    #[test]
    fn lenient_forms_are_read_and_other_forms_refused() {
        for text in ["8:30", "8：30", "08：30"] {
            assert_eq!(TimeOfDay::from_text(text).unwrap().to_string(), "08:30");
        }
        for text in ["8", "8:3", "08:30:00", "8.30", "-8:30", " 08:30", "+8:30", "008:30", "08:３０"] {
            assert_eq!(TimeOfDay::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(TimeOfDay::from_text(""), Err(Flaw::Empty));
    }
}
