use std::fmt;

use crate::vocab::{Date, Lang, Opening, Say, TimeOfDay, WeeklyMinutes};

/// A span of one day in which something is open, or in which nobody can say.
///
/// ```
/// use neighborhood_center::schedule::Span;
/// use neighborhood_center::vocab::{Lang, Opening, Say};
///
/// let span = Span {
///     date: "2024-10-08".parse()?,
///     opens: "08:30".parse()?,
///     closes: "12:00".parse()?,
///     opening: Opening::Open,
/// };
/// assert_eq!(span.in_lang(Lang::Zh).to_string(), "2024年10月8日 08:30–12:00 开放");
/// assert_eq!(span.minutes(), 210);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The day.
    pub date: Date,
    /// When it begins.
    pub opens: TimeOfDay,
    /// When it ends, on the same day; this minute is not in it.
    pub closes: TimeOfDay,
    /// Whether it is open, as far as that is known. A schedule names no span that is surely closed.
    pub opening: Opening,
}

impl Span {
    /// How many minutes it has.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.closes.minutes().saturating_sub(self.opens.minutes())
    }

    /// What of it is not before a moment.
    pub(super) fn from(self, date: Date, time: TimeOfDay) -> Option<Self> {
        if self.date > date {
            return Some(self);
        }
        (self.date == date && self.closes > time).then_some(Self { opens: self.opens.max(time), ..self })
    }
}

impl Say for Span {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, opens, closes, opening } = self;
        write!(to, "{} {opens}–{closes} {}", date.in_lang(lang), opening.in_lang(lang))
    }
}

/// For how many minutes of a week something is open.
///
/// ```
/// use neighborhood_center::schedule::OpenMinutes;
/// use neighborhood_center::vocab::{Lang, Say, WeeklyMinutes};
///
/// let open = OpenMinutes { least: WeeklyMinutes::hours(35), most: WeeklyMinutes::hours(42) };
/// assert!(open.least <= open.most);
/// assert_eq!(open.in_lang(Lang::Zh).to_string(), "35小时至42小时");
/// assert_eq!(open.in_lang(Lang::En).to_string(), "35 to 42 hours");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenMinutes {
    /// The minutes in which it is surely open.
    pub least: WeeklyMinutes,
    /// Those and the minutes of which nobody can say.
    pub most: WeeklyMinutes,
}

impl Say for OpenMinutes {
    /// One amount where it is known, or the least and the most.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (self.least.in_hours(), self.most.in_hours());
        match (least == most, lang, least, most) {
            (true, ..) => write!(to, "{}", Length(most, lang)),
            (false, Lang::Zh, ..) => write!(to, "{}至{}", Length(least, lang), Length(most, lang)),
            (false, Lang::En, (hours, 0), (_, 0)) => write!(to, "{hours} to {}", Length(most, lang)),
            (false, Lang::En, ..) => write!(to, "{} to {}", Length(least, lang), Length(most, lang)),
        }
    }
}

/// Hours and minutes.
struct Length((u16, u16), Lang);

impl fmt::Display for Length {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self((hours, minutes), lang) = self;
        let many = |count: u16| if count == 1 { "" } else { "s" };
        match (lang, minutes) {
            (Lang::Zh, 0) => write!(to, "{hours}小时"),
            (Lang::Zh, _) => write!(to, "{hours}小时{minutes}分"),
            (Lang::En, 0) => write!(to, "{hours} hour{}", many(*hours)),
            (Lang::En, _) => write!(to, "{hours} hour{} and {minutes} minute{}", many(*hours), many(*minutes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_a_week_are_said_once_where_they_are_known() {
        for (least, most, zh, en) in [
            (2_100, 2_100, "35小时", "35 hours"),
            (60, 61, "1小时至1小时1分", "1 hour to 1 hour and 1 minute"),
            (0, 2_550, "0小时至42小时30分", "0 hours to 42 hours and 30 minutes"),
            (0, 600, "0小时至10小时", "0 to 10 hours"),
        ] {
            let minutes = |count| WeeklyMinutes::new(count).unwrap();
            let open = OpenMinutes { least: minutes(least), most: minutes(most) };
            assert_eq!(open.in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(open.in_lang(Lang::En).to_string(), en);
        }
    }
}
