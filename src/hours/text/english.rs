use super::plan::{DayWords, Group, Plan, Rule, Special, Times};
use crate::vocab::{Date, DayRule, Lang, Say, Season, TimeOfDay, Weekday, WeekdaySet};

/// Writes a plan in English: Mon–Fri 8:30–11:30, 14:00–17:30; Sat, Sun 9:00–17:00.
pub(super) fn english(plan: &Plan) -> String {
    let groups: Vec<String> = plan.groups.iter().map(group).collect();
    let mut text = groups.join("; ");
    if !plan.of_all.is_empty() {
        text.push_str(", ");
        text.push_str(&rules(&plan.of_all));
    }
    text
}

fn group(group: &Group) -> String {
    let mut text = String::new();
    if group.besides {
        text.push_str("also ");
    }
    for words in [group.period.map(period), group.season.map(season)].into_iter().flatten() {
        text.push_str(&words);
        text.push_str(": ");
    }
    if !group.same_days {
        text.push_str(&heading(group));
    }
    let lists: Vec<String> = group.times.iter().map(|list| times(list)).collect();
    text.push_str(&lists.join("; also "));
    text
}

/// The days, and what becomes of them on special days.
fn heading(group: &Group) -> String {
    let days = days(group);
    match group.rules.as_slice() {
        [] if days.is_empty() => days,
        [] => format!("{days} "),
        special => format!("{days} ({}) ", rules(special)),
    }
}

fn period((from, until): (Option<Date>, Option<Date>)) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("{from} to {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => String::new(),
    }
}

fn season(season: Option<Season>) -> String {
    season.map_or("all year".to_owned(), |season| season.in_lang(Lang::En).to_string())
}

fn days(group: &Group) -> String {
    let words = match group.days {
        DayWords::Nothing | DayWords::SpecialOnly => None,
        DayWords::Unsettled => Some("days not stated".to_owned()),
        DayWords::Workdays => Some("workdays".to_owned()),
        DayWords::RestDays => Some("rest days".to_owned()),
        DayWords::These(days) => Some(weekdays(days)),
    };
    let special = group.also.iter().map(|special| name(*special).to_owned());
    words.into_iter().chain(special).collect::<Vec<_>>().join(", ")
}

fn weekdays(days: WeekdaySet) -> String {
    if days == WeekdaySet::all() {
        return "daily".to_owned();
    }
    let runs = super::days::runs(days).into_iter().map(|run| match run.as_slice() {
        [first, _, .., last] => format!("{}–{}", short(*first), short(*last)),
        days => days.iter().map(|day| short(*day)).collect::<Vec<_>>().join(", "),
    });
    runs.collect::<Vec<_>>().join(", ")
}

fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

fn name(special: Special) -> &'static str {
    match special {
        Special::PublicHolidays => "public holidays",
        Special::MakeUpWorkdays => "make-up workdays",
    }
}

/// Rules, those that are alike in one.
fn rules(rules: &[Rule]) -> String {
    let said = |names: &str, rule: Option<DayRule>| match rule {
        Some(DayRule::AsUsual) => format!("{names} as usual"),
        Some(DayRule::Also) => format!("also {names}"),
        Some(DayRule::Except) => format!("except {names}"),
        Some(DayRule::Only) => format!("{names} only"),
        None => format!("{names} to be announced"),
    };
    let is_said_alike = |one: &Rule, other: &Rule| one.rule == other.rule && one.rule != Some(DayRule::AsUsual);
    match rules {
        [one, other] if is_said_alike(one, other) => {
            said(&format!("{} and {}", name(one.special), name(other.special)), one.rule)
        }
        _ => {
            let said = |rule: &Rule| match rule {
                // As usual would be taken for open on them as on other workdays.
                Rule { special: Special::MakeUpWorkdays, rule: Some(DayRule::AsUsual) } => {
                    "make-up workdays by their weekday".to_owned()
                }
                rule => said(name(rule.special), rule.rule),
            };
            rules.iter().map(said).collect::<Vec<_>>().join(", ")
        }
    }
}

fn times(list: &[Times]) -> String {
    let said = list.iter().map(|(opens, closes)| match (*opens, *closes) {
        (TimeOfDay::START, TimeOfDay::END) => "all day".to_owned(),
        (opens, closes) => format!("{}–{}", clock(opens), clock(closes)),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// 8:30, not 08:30.
fn clock(time: TimeOfDay) -> String {
    format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60)
}
