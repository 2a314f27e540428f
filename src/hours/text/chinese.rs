use super::plan::{DayWords, Group, Plan, Rule, Special, Times};
use crate::vocab::{Date, DayRule, Lang, Say, Season, TimeOfDay, Weekday, WeekdaySet};

/// Writes a plan as people write opening hours in Chinese: 周一至周五 8:30-11:30，14:00-17:30；周末 9:00-17:00.
pub(super) fn chinese(plan: &Plan) -> String {
    let groups: Vec<String> = plan.groups.iter().map(group).collect();
    let mut text = groups.join("；");
    if !plan.of_all.is_empty() {
        text.push('，');
        text.push_str(&rules(&plan.of_all));
    }
    text
}

fn group(group: &Group) -> String {
    let mut text = String::new();
    if group.besides {
        text.push_str("另 ");
    }
    for words in [group.period.map(period), group.season.map(season)].into_iter().flatten() {
        text.push_str(&words);
        text.push(' ');
    }
    if !group.same_days {
        text.push_str(&heading(group));
    }
    let lists: Vec<String> = group.times.iter().map(|list| times(list)).collect();
    text.push_str(&lists.join("；另 "));
    text
}

/// The days, and what becomes of them on special days.
fn heading(group: &Group) -> String {
    let days = days(group);
    match group.rules.as_slice() {
        [] if days.is_empty() => days,
        [] => format!("{days} "),
        special => format!("{days}（{}）", rules(special)),
    }
}

fn period((from, until): (Option<Date>, Option<Date>)) -> String {
    let said = |date: Date| date.in_lang(Lang::Zh).to_string();
    match (from, until) {
        (Some(from), Some(until)) => format!("{}至{}", said(from), said(until)),
        (Some(from), None) => format!("{}起", said(from)),
        (None, Some(until)) => format!("截至{}", said(until)),
        (None, None) => String::new(),
    }
}

fn season(season: Option<Season>) -> String {
    season.map_or("全年", Season::label_zh).to_owned()
}

fn days(group: &Group) -> String {
    let words = match group.days {
        DayWords::Nothing | DayWords::SpecialOnly => None,
        DayWords::Unsettled => Some("星期未定".to_owned()),
        DayWords::Workdays => Some("工作日".to_owned()),
        DayWords::RestDays => Some("双休日".to_owned()),
        DayWords::These(days) => Some(weekdays(days)),
    };
    let special = group.also.iter().map(|special| name(*special).to_owned());
    words.into_iter().chain(special).collect::<Vec<_>>().join("、")
}

fn weekdays(days: WeekdaySet) -> String {
    if days == WeekdaySet::all() {
        return "每天".to_owned();
    }
    if days == super::days::weekend() {
        return "周末".to_owned();
    }
    let runs = super::days::runs(days).into_iter().map(|run| match run.as_slice() {
        [first, _, .., last] => format!("{}至{}", first.label_zh(), last.label_zh()),
        short => short.iter().map(|day| Weekday::label_zh(*day)).collect::<Vec<_>>().join("、"),
    });
    runs.collect::<Vec<_>>().join("、")
}

fn name(special: Special) -> &'static str {
    match special {
        Special::PublicHolidays => "法定节假日",
        Special::MakeUpWorkdays => "调休上班日",
    }
}

/// Rules, those that are alike in one.
fn rules(rules: &[Rule]) -> String {
    let said = |names: &str, rule: Option<DayRule>| match rule {
        Some(DayRule::AsUsual) => format!("{names}照常"),
        Some(DayRule::Also) => format!("{names}也开放"),
        Some(DayRule::Except) => format!("{names}除外"),
        Some(DayRule::Only) => format!("仅{names}"),
        None => format!("{names}另行通知"),
    };
    let is_said_alike = |one: &Rule, other: &Rule| one.rule == other.rule && one.rule != Some(DayRule::AsUsual);
    match rules {
        [one, other] if is_said_alike(one, other) => {
            said(&format!("{}、{}", name(one.special), name(other.special)), one.rule)
        }
        _ => rules
            .iter()
            .map(|rule| match rule {
                // 照常 would be taken for open on them as on other workdays.
                Rule { special: Special::MakeUpWorkdays, rule: Some(DayRule::AsUsual) } => {
                    "调休上班日按原星期".to_owned()
                }
                rule => said(name(rule.special), rule.rule),
            })
            .collect::<Vec<_>>()
            .join("，"),
    }
}

fn times(list: &[Times]) -> String {
    let said = list.iter().map(|(opens, closes)| match (*opens, *closes) {
        (TimeOfDay::START, TimeOfDay::END) => "全天".to_owned(),
        (opens, closes) => format!("{}-{}", clock(opens), clock(closes)),
    });
    said.collect::<Vec<_>>().join("，")
}

/// 8:30, not 08:30.
fn clock(time: TimeOfDay) -> String {
    format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60)
}
