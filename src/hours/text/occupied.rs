use std::collections::BTreeMap;

use super::settle::may_meet;
use super::stated::Stated;
use crate::hours::week::{Span, Week};
use crate::vocab::{Date, DayRule, Season, Weekday, WeekdaySet};

/// The hours that are written already.
///
/// A bit for each minute of the week, of each part of the year, whether for days that break the week alone or not: to ask
/// costs the same however many hours there are.
#[derive(Debug, Default)]
pub(super) struct Occupied {
    weeks: BTreeMap<(Option<Season>, Class), Week>,
    /// The last day of all of them; nothing where one of them has none.
    last: Option<Option<Date>>,
}

/// Whether days are named, and whether it is for public holidays or for make-up workdays alone.
type Class = (bool, bool, bool);

impl Occupied {
    /// Whether hours that are written overlap these, or may do so.
    pub(super) fn meets(&self, stated: &Stated) -> bool {
        let class = class(stated);
        let seasons = [None].into_iter().chain(Season::ALL.iter().copied().map(Some));
        seasons
            .filter(|season| may_meet(*season, stated.season))
            .filter_map(|season| self.weeks.get(&(season, class)))
            .any(|week| week.meets(span(stated)))
    }

    pub(super) fn add(&mut self, stated: &Stated) {
        self.weeks.entry((stated.season, class(stated))).or_default().add(span(stated));
        self.last = Some(match self.last {
            Some(last) => last.zip(stated.valid_until).map(|(one, other)| one.max(other)),
            None => stated.valid_until,
        });
    }

    /// Forgets what ends before a day, if all of it does.
    pub(super) fn pass_to(&mut self, begin: Option<Date>) {
        if let (Some(Some(last)), Some(begin)) = (self.last, begin) {
            if last < begin {
                *self = Self::default();
            }
        }
    }
}

fn class(stated: &Stated) -> Class {
    let only = |rule: Option<DayRule>| rule == Some(DayRule::Only);
    (stated.weekdays.is_some(), only(stated.public_holidays), only(stated.make_up_workdays))
}

/// Where no day is named, one of them stands for whichever it is.
fn span(stated: &Stated) -> Span {
    let days = stated.weekdays.unwrap_or(WeekdaySet::of(&[Weekday::Monday]));
    Span { days, opens: stated.opens, closes: stated.closes }
}
