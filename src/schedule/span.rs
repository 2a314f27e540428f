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
/// use neighborhood_center::vocab::WeeklyMinutes;
///
/// let open = OpenMinutes { least: WeeklyMinutes::hours(35), most: WeeklyMinutes::hours(42) };
/// assert!(open.least <= open.most);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenMinutes {
    /// The minutes in which it is surely open.
    pub least: WeeklyMinutes,
    /// Those and the minutes of which nobody can say.
    pub most: WeeklyMinutes,
}
