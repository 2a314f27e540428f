//! A map of shades: a line for a function and the days that are alike, two columns for each hour.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::RangeInclusive;

use neighborhood_center::coverage::{Hole, Holes, Hour, WeekCoverage, WeekRow};
use neighborhood_center::vocab::{
    AgeRange, Answer, DayNames, FunctionSet, Lang, Phrase, Say, ServiceFunction, Weekday, WeekdaySet,
};
use unicode_width::UnicodeWidthStr;

/// Below a center's name.
pub(crate) const INDENT: &str = "   ";
/// The hours that are always shown: those that begin from 6:00 to 21:00.
const SHOWN: RangeInclusive<u8> = 6..=21;
/// How many columns a line has at most.
const WIDTH: usize = 98;
/// How many holes are told in words.
const HOLES: usize = 30;

const OTHER_DAYS: Phrase = Phrase::new("其余各天", "other days");
const ALL_FUNCTIONS: Phrase = Phrase::new("各项功能", "every function");
const LEGEND: Phrase = Phrase::new(
    "\
图中  两列为一小时，上面的数字是几点  █ 整小时都有  ▓ 半小时以上  ▒ 不到半小时  ? 不能确定  · 没有
      这个年龄段里有人可以用到，就画上；按岁数分的细处见缺口一栏
",
    "\
in the maps  two columns are an hour, which the number above tells
             █ all of it  ▓ half or more  ▒ less  ? not known  · nothing
             what is there for somebody of these ages counts; the holes tell the exact ages
",
);
const ONE_AGE: Phrase =
    Phrase::new("      只看一个岁数用 --age，如 --age 7\n", "             --age shows one age only, such as --age 7\n");

/// What one block of the map is about.
pub(crate) struct Block {
    pub(crate) title: String,
    pub(crate) ages: AgeRange,
}

/// Days of the week that have the same hours.
type DaysAlike = (WeekdaySet, Vec<Hour>);
type Alike = Vec<DaysAlike>;

/// One line of a block.
struct Line {
    function: String,
    days: String,
    hours: Vec<Hour>,
}

/// Explains the shades, and how to see one age only, unless that is what they show.
pub(crate) fn write_legend(of_one_age: bool, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    to.write_all(LEGEND.text(lang).as_bytes())?;
    if of_one_age { Ok(()) } else { to.write_all(ONE_AGE.text(lang).as_bytes()) }
}

/// Writes a block for each of the ages, all with the same columns.
pub(crate) fn write(week: &WeekCoverage, blocks: &[Block], lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let lines: Vec<Vec<Line>> = blocks.iter().map(|block| lines(week, block.ages, lang)).collect();
    let all = || lines.iter().flatten();
    let width = |of: fn(&Line) -> &str| all().map(|line| of(line).width()).max().unwrap_or_default();
    let (functions, days) = (width(|line| &line.function), width(|line| &line.days));
    let shown = shown(all());
    for (block, lines) in blocks.iter().zip(&lines) {
        // The title stands in the line of the hours, if there is room for it.
        let margin = 2 + functions + 2 + days + 2;
        let title = if block.title.width() + 2 > margin {
            writeln!(to, "{INDENT}{}", block.title)?;
            ""
        } else {
            &block.title
        };
        let hours: String =
            shown.clone().map(|hour| if hour % 2 == 0 { format!("{hour:<4}") } else { String::new() }).collect();
        let first = if shown.start() % 2 == 0 { "" } else { "  " };
        writeln!(to, "{}", format!("{INDENT}{}{first}{hours}", padded(title, margin)).trim_end())?;
        for line in lines {
            write!(to, "{INDENT}  {}  {}  ", padded(&line.function, functions), padded(&line.days, days))?;
            for hour in line.hours.iter().skip(usize::from(*shown.start())).take(shown.len()) {
                write!(to, "{}", shade(*hour))?;
            }
            writeln!(to)?;
        }
    }
    Ok(())
}

/// The hours that are usual, and those further ones in which something is on.
fn shown<'l>(lines: impl Iterator<Item = &'l Line>) -> RangeInclusive<u8> {
    let (mut first, mut last) = SHOWN.into_inner();
    for line in lines {
        for (hour, of) in (0..).zip(&line.hours) {
            if of.surely > 0 {
                (first, last) = (first.min(hour), last.max(hour));
            }
        }
    }
    first..=last
}

fn lines(week: &WeekCoverage, ages: AgeRange, lang: Lang) -> Vec<Line> {
    let rows: Vec<(ServiceFunction, Alike)> =
        ServiceFunction::ALL.iter().map(|function| (*function, alike(&week.to_anybody(*function, ages)))).collect();
    let named = |name: String, days: &[DaysAlike]| -> Vec<Line> {
        let line = |(place, (of, hours)): (usize, &DaysAlike)| Line {
            function: if place == 0 { name.clone() } else { String::new() },
            days: match days.len() {
                several if several > 1 && is_empty(hours) => OTHER_DAYS.text(lang).to_owned(),
                _ => DayNames(*of).in_lang(lang).to_string(),
            },
            hours: hours.clone(),
        };
        days.iter().enumerate().map(line).collect()
    };
    match rows.as_slice() {
        [(_, first), others @ ..] if others.iter().all(|(_, days)| days == first) => {
            named(ALL_FUNCTIONS.text(lang).to_owned(), first)
        }
        _ => rows.iter().flat_map(|(function, days)| named(function.in_lang(lang).to_string(), days)).collect(),
    }
}

/// The days of a week, those that are alike together, and last those on which nothing is.
fn alike(row: &WeekRow) -> Alike {
    let mut days: Alike = Vec::new();
    for weekday in Weekday::ALL {
        let hours: Vec<Hour> = (0..24).map(|hour| row.hour(*weekday, hour)).collect();
        match days.iter_mut().find(|(_, known)| *known == hours) {
            Some((days, _)) => days.insert(*weekday),
            None => days.push((WeekdaySet::of(&[*weekday]), hours)),
        }
    }
    days.sort_by_key(|(_, hours)| is_empty(hours));
    days
}

fn is_empty(hours: &[Hour]) -> bool {
    hours.iter().all(|hour| hour.possibly == 0)
}

fn shade(hour: Hour) -> &'static str {
    match hour {
        Hour { surely: 60, .. } => "██",
        Hour { surely: 30.., .. } => "▓▓",
        Hour { surely: 1.., .. } => "▒▒",
        Hour { possibly: 1.., .. } => "??",
        Hour { .. } => "··",
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(text.width()))
}

/// Writes what is missing, what is the same for some ages together.
pub(crate) fn write_holes(holes: &Holes, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let mut together: BTreeMap<(AgeRange, Answer, FunctionSet), Vec<(WeekdaySet, String)>> = BTreeMap::new();
    for Hole { functions, ages, weekdays, from, until, answer } in holes.list.iter().copied() {
        let spans = together.entry((ages, answer, functions)).or_default();
        match spans.iter_mut().find(|(days, _)| *days == weekdays) {
            Some((_, spans)) => spans.push_str(&format!("{}{from}–{until}", and(lang))),
            None => spans.push((weekdays, format!("{} {from}–{until}", DayNames(weekdays).in_lang(lang)))),
        }
    }
    let mut lines: Vec<_> = together.into_iter().collect();
    lines.sort_by_key(|((ages, answer, functions), _)| {
        (ages.from(), ages.below().is_none(), ages.below(), *answer != Answer::No, *functions)
    });
    for ((ages, answer, functions), spans) in lines.iter().take(HOLES) {
        let (ages, functions) = (ages.in_lang(lang), functions.in_lang(lang));
        let what = match (lang, answer) {
            (Lang::Zh, Answer::No) => format!("- {ages}，没有{functions}："),
            (Lang::Zh, _) => format!("- {ages}，不能确定有无{functions}："),
            (Lang::En, Answer::No) => format!("- {ages}, no {functions}: "),
            (Lang::En, _) => format!("- {ages}, not known whether there is {functions}: "),
        };
        let spans: Vec<&str> = spans.iter().map(|(_, span)| span.as_str()).collect();
        wrap(&what, &spans, lang, to)?;
    }
    let more = lines.len().saturating_sub(HOLES);
    match lang {
        _ if more == 0 && !holes.truncated => Ok(()),
        Lang::Zh => writeln!(to, "{INDENT}- 另有 {more} 项没有列出，见 --format json"),
        Lang::En => writeln!(to, "{INDENT}- {more} more are not told here: see --format json"),
    }
}

fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Writes something and its parts, as many on a line as have room.
fn wrap(what: &str, parts: &[&str], lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let apart = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    let mut line = format!("{INDENT}{what}");
    for (place, part) in parts.iter().enumerate() {
        let end = if place + 1 < parts.len() { apart } else { "" };
        if line.width() + part.width() + end.trim_end().width() > WIDTH {
            writeln!(to, "{}", line.trim_end())?;
            line = format!("{INDENT}    ");
        }
        line.push_str(part);
        line.push_str(end);
    }
    writeln!(to, "{line}")
}
