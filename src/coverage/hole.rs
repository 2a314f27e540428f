use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::row::WeekRow;
use super::window::Window;
use crate::hours::Minutes;
use crate::vocab::{
    AgeRange, Answer, DayNames, FunctionSet, Lang, Say, ServiceFunction, TimeOfDay, Weekday, WeekdaySet,
};

/// How many holes one answer has at most.
const MOST_HOLES: usize = 10_000;

/// A time at which some functions are not offered to people of some ages, or nobody can say that they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Hole {
    /// The functions.
    pub functions: FunctionSet,
    /// The ages.
    pub ages: AgeRange,
    /// On which days of the week.
    pub weekdays: WeekdaySet,
    /// From when.
    pub from: TimeOfDay,
    /// Until when; that minute is not in it.
    pub until: TimeOfDay,
    /// No, or cannot say.
    pub answer: Answer,
}

/// The holes in a week: what is the same on several days, for ages that follow each other and for several functions, is one.
///
/// They never overlap, and together they are all minutes in which nothing surely is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Holes {
    /// By age, then by when they begin in the week, at most 10,000.
    pub list: Vec<Hole>,
    /// Whether there are more.
    pub truncated: bool,
}

/// What two holes have in common that are one.
type Span = (WeekdaySet, TimeOfDay, TimeOfDay, Answer);

impl Holes {
    pub(super) fn of(rows: &[WeekRow], within: &Window) -> Self {
        let mut by_ages: BTreeMap<(AgeRange, Span), FunctionSet> = BTreeMap::new();
        for of_function in rows.chunk_by(|one, other| one.function == other.function) {
            for (function, ages, span) in merged(of_function, within) {
                by_ages.entry((ages, span)).or_default().insert(function);
            }
        }
        let truncated = by_ages.len() > MOST_HOLES;
        let hole = |((ages, span), functions): ((AgeRange, Span), FunctionSet)| {
            let (weekdays, from, until, answer) = span;
            Hole { functions, ages, weekdays, from, until, answer }
        };
        let mut list: Vec<Hole> = by_ages.into_iter().map(hole).collect();
        list.sort_by_key(|hole| {
            (hole.ages, hole.weekdays.iter().next(), hole.from, hole.until, hole.answer, hole.functions)
        });
        list.truncate(MOST_HOLES);
        Self { list, truncated }
    }
}

/// The holes of one function: the same spans of bands that follow each other are one.
fn merged(rows: &[WeekRow], within: &Window) -> Vec<(ServiceFunction, AgeRange, Span)> {
    let mut done = Vec::new();
    let mut growing: BTreeMap<Span, AgeRange> = BTreeMap::new();
    for row in rows {
        let mut next = BTreeMap::new();
        for span in spans(row, within) {
            let begun = growing.remove(&span).filter(|ages| ages.below() == Some(row.ages.from()));
            let ages = begun.and_then(|ages| AgeRange::new(ages.from(), row.ages.below()));
            next.insert(span, ages.unwrap_or(row.ages));
        }
        done.extend(std::mem::replace(&mut growing, next).into_iter().map(|(span, ages)| (row.function, ages, span)));
    }
    if let Some(last) = rows.last() {
        done.extend(growing.into_iter().map(|(span, ages)| (last.function, ages, span)));
    }
    done
}

/// The holes of one row: the same spans of several days are one.
fn spans(row: &WeekRow, within: &Window) -> Vec<Span> {
    let mut days: BTreeMap<(TimeOfDay, TimeOfDay, Answer), WeekdaySet> = BTreeMap::new();
    for ((weekday, on), window) in Weekday::ALL.iter().zip(&row.days).zip(within.days()) {
        let surely_not = window.without(on.possible);
        let perhaps = window.and(on.possible).without(on.sure);
        let mut note = |minutes: Minutes, answer| {
            for (from, until) in minutes.spans() {
                days.entry((from, until, answer)).or_default().insert(*weekday);
            }
        };
        note(surely_not, Answer::No);
        note(perhaps, Answer::CannotSay);
    }
    days.into_iter().map(|((from, until, answer), weekdays)| (weekdays, from, until, answer)).collect()
}

impl Say for Hole {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (functions, ages) = (self.functions.in_lang(lang), self.ages.in_lang(lang));
        let (days, from, until) = (DayNames(self.weekdays), self.from, self.until);
        let days = days.in_lang(lang);
        match (lang, self.answer) {
            (Lang::Zh, Answer::CannotSay) => write!(to, "{ages}：{days} {from}–{until} 不能确定有无{functions}"),
            (Lang::Zh, _) => write!(to, "{ages}：{days} {from}–{until} 没有{functions}"),
            (Lang::En, Answer::CannotSay) => write!(to, "{ages}: {days}, {from}–{until}: {functions} not known"),
            (Lang::En, _) => write!(to, "{ages}: {days}, {from}–{until}: no {functions}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Days, Timetable};
    use crate::records::Center;
    use crate::vocab::AgeBoundaries;

    fn said(lang: Lang) -> Vec<String> {
        let center: Center = serde_json::from_str(
            r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心", "services": [
                { "key": "homework", "name": "课余辅导", "functions": ["education", "culture"],
                  "audience": { "ages": [{ "from": 6, "below": 18 }] },
                  "sessions": [{ "weekdays": ["周一", "周二", "周三"], "opens": "16:00", "closes": "18:00" }] },
                { "key": "reading", "name": "阅览", "functions": ["culture"], "audience": { "groups": ["old"] } }] }"#,
        )
        .unwrap();
        let within = Window::NEVER.and(
            WeekdaySet::of(&[Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Friday]),
            "16:00".parse().unwrap(),
            "19:00".parse().unwrap(),
        );
        let functions = FunctionSet::of(&[ServiceFunction::Culture, ServiceFunction::Education]);
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let week = timetable.week(functions, AgeRange::EVERY_AGE, &Days::ordinary());
        week.holes(&within).list.iter().map(|hole| hole.in_lang(lang).to_string()).collect()
    }

    #[test]
    fn what_is_the_same_for_days_ages_and_functions_is_one_hole() {
        assert_eq!(
            said(Lang::Zh),
            [
                "不满 6 岁：周一至周三、周五 16:00–19:00 没有文化、教育",
                "6 岁至不满 18 岁：周一至周三 18:00–19:00 没有文化、教育",
                "6 岁至不满 18 岁：周五 16:00–19:00 没有文化、教育",
                "18 岁及以上：周一至周三、周五 16:00–19:00 没有教育",
                "18 岁至不满 60 岁：周一至周三、周五 16:00–19:00 没有文化",
                "60 岁及以上：周一至周三、周五 16:00–19:00 不能确定有无文化",
            ]
        );
        assert_eq!(said(Lang::En)[0], "under 6 years: Mon–Wed, Fri, 16:00–19:00: no culture, education");
        assert_eq!(said(Lang::En)[5], "60 years and over: Mon–Wed, Fri, 16:00–19:00: culture not known");
    }
}
