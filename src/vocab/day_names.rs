use std::fmt;

use super::lang::{Lang, Say};
use super::weekday::{Weekday, WeekdaySet};

/// Days of the week as people name them: three or more that follow each other by the first and the last.
///
/// ```
/// use neighborhood_center::vocab::{DayNames, Lang, Say, Weekday, WeekdaySet};
///
/// use Weekday::{Friday, Monday, Sunday, Tuesday, Wednesday};
/// let days = DayNames(WeekdaySet::of(&[Monday, Tuesday, Wednesday, Friday, Sunday]));
/// assert_eq!(days.in_lang(Lang::Zh).to_string(), "周一至周三、周五、周日");
/// assert_eq!(days.in_lang(Lang::En).to_string(), "Mon–Wed, Fri, Sun");
/// assert_eq!(DayNames(WeekdaySet::all()).in_lang(Lang::Zh).to_string(), "每天");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayNames(
    /// The days.
    pub WeekdaySet,
);

impl Say for DayNames {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(days) = *self;
        if days == WeekdaySet::all() {
            return to.write_str(match lang {
                Lang::Zh => "每天",
                Lang::En => "daily",
            });
        }
        if days.is_empty() {
            return days.say(lang, to);
        }
        let mut first = true;
        for run in Weekday::ALL.chunk_by(|one, other| days.contains(*one) == days.contains(*other)) {
            let (Some(from), Some(until)) = (run.first(), run.last()) else { continue };
            if !days.contains(*from) {
                continue;
            }
            let (apart, to_the) = match lang {
                Lang::Zh => ("、", "至"),
                Lang::En => (", ", "–"),
            };
            to.write_str(if first { "" } else { apart })?;
            first = false;
            to.write_str(name(*from, lang))?;
            if from != until {
                to.write_str(if run.len() > 2 { to_the } else { apart })?;
                to.write_str(name(*until, lang))?;
            }
        }
        Ok(())
    }
}

fn name(day: Weekday, lang: Lang) -> &'static str {
    match (lang, day) {
        (Lang::Zh, _) => day.label_zh(),
        (Lang::En, Weekday::Monday) => "Mon",
        (Lang::En, Weekday::Tuesday) => "Tue",
        (Lang::En, Weekday::Wednesday) => "Wed",
        (Lang::En, Weekday::Thursday) => "Thu",
        (Lang::En, Weekday::Friday) => "Fri",
        (Lang::En, Weekday::Saturday) => "Sat",
        (Lang::En, Weekday::Sunday) => "Sun",
    }
}
