use std::collections::BTreeMap;

use super::days::{monday_to_friday, weekend};
use super::normal::normal_form;
use super::occupied::Occupied;
use super::stated::Stated;
use super::told::ToldApart;
use crate::vocab::{Date, DayRule, Season, TimeOfDay, Weekday, WeekdaySet};

/// What a text of opening hours says, in any language.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    /// What is true of all hours.
    pub(super) of_all: Vec<Rule>,
}

/// Hours with one heading.
#[derive(Debug)]
pub(super) struct Group {
    /// They may overlap hours that stand before them.
    pub(super) besides: bool,
    /// The period, where it is another than before.
    pub(super) period: Option<(Option<Date>, Option<Date>)>,
    /// The part of the year, where it is another than before.
    pub(super) season: Option<Option<Season>>,
    pub(super) days: DayWords,
    /// The days and their rules are those of the part of the year before, and need not be said again.
    pub(super) same_days: bool,
    /// Special days that are added to the days of the week.
    pub(super) also: Vec<Special>,
    pub(super) rules: Vec<Rule>,
    /// From when to when; those of the lists behind the first overlap others.
    pub(super) times: Vec<Vec<Times>>,
}

/// From when to when.
pub(super) type Times = (TimeOfDay, TimeOfDay);

/// The words for days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayWords {
    /// None are named, and nothing else is said of the days.
    Nothing,
    /// None are named, and that has to be said.
    Unsettled,
    Workdays,
    RestDays,
    /// Special days and no others: those that are added.
    SpecialOnly,
    These(WeekdaySet),
}

/// Days that break the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    PublicHolidays,
    MakeUpWorkdays,
}

/// What becomes of hours on special days; `None` where it has to be said that nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) special: Special,
    pub(super) rule: Option<DayRule>,
}

impl Plan {
    pub(super) fn of(sessions: impl IntoIterator<Item: Into<Stated>>) -> Self {
        let sessions = normal_form(sessions);
        let told = ToldApart::of(&sessions);
        let mut groups: Vec<Group> = Vec::new();
        let mut occupied = Occupied::default();
        let mut before: Option<Stated> = None;
        // All day without days is every day, unless it is said that nobody knows.
        let mut days_are_named = sessions.iter().any(Stated::is_all_day_of_no_day);
        // How often days were named since the part of the year was.
        let mut namings = 0;
        for chunk in by_days(&sessions) {
            let Some(stated) = chunk.first() else { continue };
            occupied.pass_to(stated.valid_from);
            let mut group = Group::of(stated, told.leaves_out(stated), days_are_named);
            chunk.iter().for_each(|stated| group.add(stated.opens, stated.closes));
            group.besides = chunk.iter().any(|stated| occupied.meets(stated));
            chunk.iter().for_each(|stated| occupied.add(stated));
            let period = (stated.valid_from, stated.valid_until);
            let old_period = before.map_or((None, None), |before| (before.valid_from, before.valid_until));
            let old_season = before.and_then(|before| before.season);
            let is_new = period != old_period || stated.season != old_season;
            group.period = (period != old_period).then_some(period);
            // What is said of a season holds on, unless the next heading names one, too.
            group.season = (is_new && (stated.season.is_some() || old_season.is_some())).then_some(stated.season);
            let names_days = group.days != DayWords::Nothing;
            let goes_on = is_new && namings == 1 && old_season.is_some() && group.period.is_none();
            group.same_days = goes_on && names_days && groups.last().is_some_and(|last| last.has_days_of(&group));
            match (is_new, group.same_days) {
                (true, false) => namings = usize::from(names_days),
                (false, _) => namings += usize::from(names_days),
                (true, true) => {}
            }
            days_are_named |= names_days;
            groups.push(group);
            before = Some(*stated);
        }
        let of_all = [Special::PublicHolidays, Special::MakeUpWorkdays].into_iter().filter_map(|special| {
            let of = |stated: &Stated| match special {
                Special::PublicHolidays => stated.public_holidays,
                Special::MakeUpWorkdays => stated.make_up_workdays,
            };
            let rule = of(sessions.first()?).filter(|rule| matches!(rule, DayRule::Except | DayRule::AsUsual))?;
            let rule = Rule { special, rule: Some(rule) };
            let is_of_all = sessions.iter().all(|stated| of(stated) == rule.rule);
            (is_of_all && groups.iter().any(|group| group.rules.contains(&rule))).then_some(rule)
        });
        let of_all: Vec<Rule> = of_all.collect();
        for group in &mut groups {
            group.rules.retain(|rule| !of_all.contains(rule));
        }
        Self { groups, of_all }
    }
}

/// The sessions in lists of the same days, so that nobody has to look for a day in two places.
///
/// Where days are the special ones alone, they come after the others.
fn by_days(sessions: &[Stated]) -> Vec<Vec<Stated>> {
    // By everything but days and times: the times of each day, with those of no day first.
    let mut times: BTreeMap<Stated, [Vec<Times>; 8]> = BTreeMap::new();
    for stated in sessions {
        let heading = Stated { weekdays: None, opens: TimeOfDay::START, closes: TimeOfDay::END, ..*stated };
        let days = times.entry(heading).or_default();
        for (day, list) in days_of_week().zip(days) {
            let is_on = stated.weekdays.map_or(day.is_none(), |days| day.is_some_and(|day| days.contains(day)));
            if is_on {
                list.push((stated.opens, stated.closes));
            }
        }
    }
    let mut lists: Vec<Vec<Stated>> = Vec::new();
    for (heading, days) in &mut times {
        days.iter_mut().for_each(|times| times.sort_unstable());
        let mut alike: BTreeMap<(bool, &[Times]), WeekdaySet> = BTreeMap::new();
        for (day, times) in days_of_week().zip(days.iter()).filter(|(_, times)| !times.is_empty()) {
            let days = alike.entry((day.is_some(), times)).or_default();
            day.into_iter().for_each(|day| days.insert(day));
        }
        lists.extend(alike.into_iter().map(|((is_named, times), days)| {
            let weekdays = is_named.then_some(days);
            times
                .iter()
                .map(|(opens, closes)| Stated { weekdays, opens: *opens, closes: *closes, ..*heading })
                .collect()
        }));
    }
    lists.sort_by_cached_key(|list| list.first().map(|stated| (place(stated), *stated)));
    lists
}

fn days_of_week() -> impl Iterator<Item = Option<Weekday>> {
    [None].into_iter().chain(Weekday::ALL.iter().copied().map(Some))
}

/// Where a text has a list: by period and part of the year, special days last, and days as they come in the week.
fn place(stated: &Stated) -> impl Ord + use<> {
    let is_special = [stated.public_holidays, stated.make_up_workdays].contains(&Some(DayRule::Only));
    let first = stated.weekdays.and_then(|days| days.iter().next());
    (stated.valid_from, stated.valid_until, stated.season, first.is_some(), is_special, first)
}

impl Group {
    fn of(stated: &Stated, is_left_out: bool, days_are_named: bool) -> Self {
        use DayRule::{Also, Except, Only};
        let (mut holidays, mut make_up) = (stated.public_holidays, stated.make_up_workdays);
        let mut also = Vec::new();
        let mut take = |rule: &mut Option<DayRule>, wanted: DayRule, special: Special| {
            if *rule == Some(wanted) {
                also.push(special);
                *rule = None;
            }
        };
        let holidays_are_silent = holidays.is_none();
        let days = match stated.weekdays {
            None => DayWords::Nothing,
            Some(days) if days == monday_to_friday() && (holidays, make_up) == (Some(Except), Some(Also)) => {
                (holidays, make_up) = (None, None);
                DayWords::Workdays
            }
            Some(days) if days == weekend() && make_up == Some(Except) => {
                make_up = None;
                take(&mut holidays, Also, Special::PublicHolidays);
                DayWords::RestDays
            }
            Some(days) if days == WeekdaySet::all() && (holidays == Some(Only) || make_up == Some(Only)) => {
                take(&mut holidays, Only, Special::PublicHolidays);
                take(&mut make_up, Only, Special::MakeUpWorkdays);
                DayWords::SpecialOnly
            }
            Some(days) => {
                take(&mut holidays, Also, Special::PublicHolidays);
                take(&mut make_up, Also, Special::MakeUpWorkdays);
                DayWords::These(days)
            }
        };
        let mut rules = Vec::new();
        // Who tells the hours of public holidays apart need not say that others do not hold on them; who does not know has to.
        let is_understood = is_left_out && holidays == Some(Except);
        if (holidays.is_some() && !is_understood) || (holidays_are_silent && is_left_out) {
            rules.push(Rule { special: Special::PublicHolidays, rule: holidays });
        }
        if make_up.is_some() {
            rules.push(Rule { special: Special::MakeUpWorkdays, rule: make_up });
        }
        let has_to_be_said = days_are_named || !rules.is_empty();
        let days = if days == DayWords::Nothing && has_to_be_said { DayWords::Unsettled } else { days };
        Self { besides: false, period: None, season: None, days, same_days: false, also, rules, times: Vec::new() }
    }

    fn has_days_of(&self, other: &Self) -> bool {
        (self.days, &self.also, &self.rules) == (other.days, &other.also, &other.rules)
    }

    /// Adds hours that begin no earlier than those before them.
    fn add(&mut self, opens: TimeOfDay, closes: TimeOfDay) {
        match self.times.last_mut() {
            Some(list) if list.last().is_some_and(|(_, last)| *last <= opens) => list.push((opens, closes)),
            _ => self.times.push(vec![(opens, closes)]),
        }
    }
}
