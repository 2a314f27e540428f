use std::fmt;

use super::span::Span;
use crate::calendar::Day;
use crate::records::Closure;
use crate::vocab::{Date, DayKind, Lang, Name, Opening, Say, TimeOfDay, Weekday};

/// A day of a schedule, with what made it so.
///
/// It is said on one line; see [`Schedule::day`](super::Schedule::day).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayView<'c> {
    pub(super) date: Date,
    pub(super) day: Day,
    pub(super) holiday: Option<&'c Name>,
    pub(super) missing_notice: Option<u16>,
    pub(super) spans: Vec<Span>,
    pub(super) closure: Option<&'c Closure>,
    pub(super) is_dated: bool,
}

impl<'c> DayView<'c> {
    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Its name in the week.
    #[must_use]
    pub fn weekday(&self) -> Weekday {
        self.day.weekday()
    }

    /// What kind of day it is, if the calendar knows.
    #[must_use]
    pub fn kind(&self) -> Option<DayKind> {
        self.day.kind()
    }

    /// All that the calendar knows of it.
    #[must_use]
    pub fn day(&self) -> Day {
        self.day
    }

    /// The holiday for which it is off, or is worked on.
    #[must_use]
    pub fn holiday(&self) -> Option<&'c Name> {
        self.holiday
    }

    /// The year of the notice for lack of which nobody knows what kind of day it is.
    #[must_use]
    pub fn missing_notice(&self) -> Option<u16> {
        self.missing_notice
    }

    /// The spans that are open, or of which nobody can say, in order. What is open without a break is one span; all of the day
    /// that is in none is surely closed.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The closure that closes the center on this day against its hours.
    #[must_use]
    pub fn closure(&self) -> Option<&'c Closure> {
        self.closure
    }

    /// Whether hours of this date hold in place of the weekly hours of the center.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.is_dated
    }
}

impl Say for DayView<'_> {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say_day(lang, to)?;
        self.say_hours(lang, to)
    }
}

impl DayView<'_> {
    fn say_day(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday = self.weekday();
        let (date, weekday) = (self.date.in_lang(lang), weekday.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{date}，{weekday}，")?,
            Lang::En => write!(to, "{date}, {weekday}, ")?,
        }
        match (self.kind(), self.missing_notice, lang) {
            (Some(kind), ..) => kind.say(lang, to)?,
            (None, Some(year), Lang::Zh) => write!(to, "日期类型不详（缺 {year} 年放假通知）")?,
            (None, Some(year), Lang::En) => write!(to, "of a kind that is not known (no notice of {year})")?,
            (None, None, Lang::Zh) => to.write_str("日期类型不详")?,
            (None, None, Lang::En) => to.write_str("of a kind that is not known")?,
        }
        match (self.holiday, lang) {
            (Some(holiday), Lang::Zh) => write!(to, "（{holiday}）"),
            (Some(holiday), Lang::En) => write!(to, " ({holiday})"),
            (None, _) => Ok(()),
        }
    }

    fn say_hours(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (colon, comma, open, close) = match lang {
            Lang::Zh => ("：", "、", "（", "）"),
            Lang::En => (": ", ", ", " (", ")"),
        };
        to.write_str(colon)?;
        if self.spans.is_empty() {
            Opening::Closed.say(lang, to)?;
        }
        for (place, span) in self.spans.iter().enumerate() {
            let lasts_all_day = span.opens == TimeOfDay::START && span.closes == TimeOfDay::END;
            to.write_str(if place > 0 { comma } else { "" })?;
            match (span.opening, lasts_all_day) {
                (Opening::Open, _) => write!(to, "{}–{}", span.opens, span.closes)?,
                (opening, true) => opening.say(lang, to)?,
                (opening, false) => {
                    write!(to, "{}–{}{open}{}{close}", span.opens, span.closes, opening.in_lang(lang))?;
                }
            }
        }
        match (self.closure, self.is_dated, lang) {
            (Some(closure), ..) => match closure.reason() {
                Some(reason) => write!(to, "{open}{reason}{close}"),
                None => Ok(()),
            },
            (None, true, Lang::Zh) => to.write_str("（当日另有安排）"),
            (None, true, Lang::En) => to.write_str(" (hours of this date)"),
            (None, false, _) => Ok(()),
        }
    }
}
