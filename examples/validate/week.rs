//! What a center offers hour by hour, and what is missing.

use std::collections::BTreeSet;
use std::io::{self, Write};

use neighborhood_center::calendar::{Calendar, Day};
use neighborhood_center::coverage::{Days, Holes, Timetable, WeekCoverage, Window};
use neighborhood_center::explain::Explanation;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{Center, CenterDraft};
use neighborhood_center::vocab::{
    Age, AgeBoundaries, AgeGroup, AgeRange, Answer, CenterId, FunctionSet, Lang, Name, Say, Season, TimeOfDay,
    WeekdaySet,
};
use neighborhood_center::{Context, admit};
use serde::Serialize;

use crate::args::Args;
use crate::heat::{self, Block};

/// Where a center does not state its hours, what is missing is looked for between these hours of every day.
const FROM: u16 = 8 * 60;
const UNTIL: u16 = 20 * 60;

/// The week of one center, as a program reads it.
#[derive(Serialize)]
pub(crate) struct Week {
    at: String,
    id: CenterId,
    name: Name,
    age_boundaries: AgeBoundaries,
    week: WeekCoverage,
    /// Within what the holes are looked for.
    holes_within: Within,
    holes: Holes,
    #[serde(skip)]
    in_use: bool,
    #[serde(skip)]
    ages: Option<AgeRange>,
    #[serde(skip)]
    special: Vec<[String; 2]>,
    /// The years of the notices that are not there.
    #[serde(skip)]
    missing_notices: BTreeSet<u16>,
    /// Whether there is a calendar, and no date to use it for.
    #[serde(skip)]
    unused_calendar: bool,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Within {
    OpeningHours,
    EightToTwenty,
}

impl Week {
    /// The week of a center, unless its record has errors.
    pub(crate) fn of(
        at: &str,
        draft: &CenterDraft,
        explanation: Option<&Explanation>,
        args: &Args,
        calendar: &Calendar,
    ) -> Option<Self> {
        let policy = explanation.map_or_else(Policy::none, |explanation| explanation.policy().clone());
        let boundaries = policy.boundaries();
        let (_, center) = admit(draft.clone(), &Context::new(policy));
        Some(Self::of_checked(at, &center?, boundaries, args, calendar))
    }

    fn of_checked(at: &str, center: &Center, boundaries: AgeBoundaries, args: &Args, calendar: &Calendar) -> Self {
        let days = args.as_of.map_or_else(Days::school, |date| Days::of(calendar, date));
        let timetable = Timetable::of(center, boundaries);
        let ages = args.age.map(at_age);
        let week = timetable.week(FunctionSet::all(), ages.unwrap_or(AgeRange::EVERY_AGE), &days);
        let open = timetable.open_in(&days).filter(|window| *window != Window::NEVER);
        let (holes_within, window) =
            open.map_or_else(|| (Within::EightToTwenty, by_day()), |window| (Within::OpeningHours, window));
        let holes = week.holes(&window);
        let dates = days.iter().filter_map(|day| day.date());
        let special = days.iter().filter_map(|day| special(day, calendar)).collect();
        Self {
            at: at.to_owned(),
            id: *center.id(),
            name: center.name().clone(),
            age_boundaries: boundaries,
            week,
            holes_within,
            holes,
            in_use: center.status().is_none_or(|status| status.is_in_use() != Some(false)),
            ages,
            special,
            missing_notices: dates.filter_map(|date| calendar.missing_notice(date)).collect(),
            unused_calendar: args.as_of.is_none() && !args.calendars.is_empty(),
        }
    }

    /// Where the center stands in its document.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    /// Writes it as a map of shades, and what is missing in words.
    pub(crate) fn write(&self, lang: Lang, to: &mut impl Write) -> io::Result<()> {
        writeln!(to, "{}{}", heat::INDENT, self.title(lang))?;
        if !self.in_use {
            let closed = match lang {
                Lang::Zh => "中心不在投用，这一周没有服务",
                Lang::En => "the center is not in use: nothing is offered in this week",
            };
            writeln!(to, "{}{closed}", heat::INDENT)?;
            return writeln!(to);
        }
        self.write_special(lang, to)?;
        let blocks: Vec<Block> = match self.ages {
            Some(ages) => vec![Block { title: ages.in_lang(lang).to_string(), ages }],
            None => AgeGroup::ALL.iter().map(|group| self.block(*group, lang)).collect(),
        };
        heat::write(&self.week, &blocks, lang, to)?;
        self.write_holes(lang, to)?;
        writeln!(to)
    }

    fn block(&self, group: AgeGroup, lang: Lang) -> Block {
        let ages = self.age_boundaries.range_of(group);
        let (group, said) = (group.in_lang(lang), ages.in_lang(lang));
        let title = match lang {
            Lang::Zh => format!("{group}（{said}）"),
            Lang::En => format!("{group} ({said})"),
        };
        Block { title, ages }
    }

    fn title(&self, lang: Lang) -> String {
        let mut dates = self.week.days().iter().filter_map(|day| day.date());
        match (dates.next(), dates.last(), lang) {
            (Some(from), Some(until), Lang::Zh) => {
                format!("一周覆盖：{}至{}", from.in_lang(lang), until.in_lang(lang))
            }
            (Some(from), Some(until), Lang::En) => format!("the week from {from} to {until}"),
            (.., Lang::Zh) => "一周覆盖：上学期间平常的一周，没有节假日和调休".to_owned(),
            (.., Lang::En) => "an ordinary week while schools teach, without holidays".to_owned(),
        }
    }

    /// Says which days are holidays, or are worked on, and which nobody knows.
    fn write_special(&self, lang: Lang, to: &mut impl Write) -> io::Result<()> {
        for [zh, en] in &self.special {
            let said = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            writeln!(to, "{}{said}", heat::INDENT)?;
        }
        let mut dated = self.week.days().iter().filter(|day| day.date().is_some()).peekable();
        if dated.peek().is_none() {
            return match lang {
                _ if !self.unused_calendar => Ok(()),
                Lang::Zh => writeln!(to, "{}没有给出日期（--as-of），这张图不用 --calendar", heat::INDENT),
                Lang::En => writeln!(to, "{}without --as-of, --calendar is not used here", heat::INDENT),
            };
        }
        let terms = dated.all(|day| day.is_in(Season::SchoolTerm) != Answer::CannotSay);
        let years: Vec<String> = self.missing_notices.iter().map(u16::to_string).collect();
        let lacks = match (lang, years.is_empty(), terms) {
            (_, true, true) => return Ok(()),
            (Lang::Zh, false, true) => format!(" {} 年的放假通知", years.join("、")),
            (Lang::Zh, true, false) => "学期起止".to_owned(),
            (Lang::Zh, false, false) => format!(" {} 年的放假通知和学期起止", years.join("、")),
            (Lang::En, false, true) => format!("which days are holidays, by the notice of {}", years.join(" and ")),
            (Lang::En, true, false) => "whether schools teach".to_owned(),
            (Lang::En, false, false) => {
                format!("which days are holidays, by the notice of {}, and whether schools teach", years.join(" and "))
            }
        };
        match lang {
            Lang::Zh => writeln!(to, "{}这一周缺{lacks}（--calendar），凡取决于此的都不能确定", heat::INDENT),
            Lang::En => writeln!(to, "{}not known for lack of --calendar: {lacks}", heat::INDENT),
        }
    }

    fn write_holes(&self, lang: Lang, to: &mut impl Write) -> io::Result<()> {
        let title = match (lang, self.holes_within, self.holes.list.is_empty()) {
            (Lang::Zh, Within::OpeningHours, true) => "开放时间内没有缺口",
            (Lang::Zh, Within::OpeningHours, false) => "开放时间内的缺口：",
            (Lang::Zh, Within::EightToTwenty, true) => "每天 08:00–20:00 没有缺口（开放时间未写全）",
            (Lang::Zh, Within::EightToTwenty, false) => "每天 08:00–20:00 的缺口（开放时间未写全）：",
            (Lang::En, Within::OpeningHours, true) => "no holes in the opening hours",
            (Lang::En, Within::OpeningHours, false) => "holes in the opening hours:",
            (Lang::En, Within::EightToTwenty, true) => {
                "no holes from 08:00 to 20:00 (the opening hours are not known in full)"
            }
            (Lang::En, Within::EightToTwenty, false) => {
                "holes from 08:00 to 20:00 (the opening hours are not known in full):"
            }
        };
        writeln!(to, "{}{title}", heat::INDENT)?;
        heat::write_holes(&self.holes, lang, to)
    }
}

/// Somebody of a whole number of years is of that age for a year, and of a number of months for a month.
fn at_age(age: Age) -> AgeRange {
    let months = if age.whole_years().is_some() { 12 } else { 1 };
    AgeRange::new(age, Age::months(age.in_months() + months)).unwrap_or(AgeRange::EVERY_AGE)
}

fn by_day() -> Window {
    let time = |minutes| TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::END);
    Window::NEVER.and(WeekdaySet::all(), time(FROM), time(UNTIL))
}

/// A day that a notice names, in both languages.
fn special(day: Day, calendar: &Calendar) -> Option<[String; 2]> {
    let date = day.date()?;
    let (holiday, kind) = (calendar.holiday(date)?, day.kind()?);
    let said = |lang| (day.weekday().in_lang(lang).to_string(), kind.in_lang(lang).to_string());
    let ((weekday_zh, kind_zh), (weekday_en, kind_en)) = (said(Lang::Zh), said(Lang::En));
    let zh = format!("{weekday_zh}（{}）：{kind_zh}，{holiday}", date.in_lang(Lang::Zh));
    Some([zh, format!("{weekday_en} ({date}): {kind_en}, {holiday}")])
}
