//! A calendar from files: notices of public holidays, and tables of seasons.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use neighborhood_center::calendar::{Calendar, CalendarConflict};
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{HolidayYear, SeasonTable};
use neighborhood_center::vocab::{Lang, Say, Year};
use neighborhood_center::{Context, Options, admit};

use crate::args::{Args, Format};
use crate::asked::complain_after;
use crate::input::{self, Checked, Content};
use crate::visible::visible;
use crate::{json, text};

/// Reads all calendars, and tells what is wrong with them.
///
/// There is none if anything is wrong: nothing is checked by a calendar that was read by half.
pub(crate) fn calendar(args: &Args, options: &Options, to: &mut impl Write) -> io::Result<Option<Calendar>> {
    let context = Context::new(Policy::none());
    let (mut years, mut seasons): (Vec<HolidayYear>, Vec<SeasonTable>) = (Vec::new(), Vec::new());
    let mut usable = true;
    for path in &args.calendars {
        let checked = File::open(path).and_then(|file| input::check_calendar(file, &context, options));
        let checked = match checked {
            Ok(checked) => checked,
            Err(error) => {
                usable = false;
                complain_after(to, &unreadable(path, &error, args.lang))?;
                continue;
            }
        };
        if is_no_calendar(&checked.content) {
            usable = false;
            complain_after(to, &no_calendar(path, args.lang))?;
            continue;
        }
        let sound = checked.report.counts().error == 0;
        tell(path, &checked, sound, args, to)?;
        if let Content::HolidayYear(Some(year)) = &checked.content {
            if year.days.given().is_some_and(|days| days.items.is_empty()) {
                complain_after(to, &no_days(path, year.year.given().copied(), args.lang))?;
            }
        }
        match &checked.content {
            Content::HolidayYear(Some(year)) if sound => years.extend(admit(year.as_ref().clone(), &context).1),
            Content::SeasonTable(Some(table)) if sound => seasons.extend(admit(table.as_ref().clone(), &context).1),
            _ => usable = false,
        }
    }
    if !usable {
        let nothing = match args.lang {
            Lang::Zh => "日历不能使用，没有核对任何资料",
            Lang::En => "the calendar cannot be used; nothing was checked",
        };
        complain_after(to, nothing)?;
        return Ok(None);
    }
    match Calendar::new(&years, &seasons) {
        Ok(calendar) => Ok(Some(calendar)),
        Err(error) => {
            complain_after(to, &contradictory(error.conflicts(), args.lang))?;
            Ok(None)
        }
    }
}

/// Whether it has none of the keys of a calendar; a text that is broken is told as such.
fn is_no_calendar(content: &Content) -> bool {
    matches!(content, Content::HolidayYear(Some(year)) if year.year.is_missing() && year.days.is_missing())
}

/// Tells what was found in a calendar file, if there is anything.
fn tell(path: &Path, checked: &Checked, sound: bool, args: &Args, to: &mut impl Write) -> io::Result<()> {
    let name = visible(&path.to_string_lossy());
    let counts = checked.report.counts();
    if counts.error + counts.warning + counts.info == 0 {
        return Ok(());
    }
    let label = match args.lang {
        Lang::Zh => format!("日历文件 {name}"),
        Lang::En => format!("calendar file {name}"),
    };
    match args.format {
        Format::Text => text::write_input(&label, checked, args, to),
        Format::Json if sound => text::write_input(&label, checked, args, &mut io::stderr()),
        Format::Json => json::write(&json::of_calendar(&name, &checked.report), to),
    }
}

fn unreadable(path: &Path, error: &io::Error, lang: Lang) -> String {
    let (name, why) = (visible(&path.to_string_lossy()), input::explain(error, lang));
    match lang {
        Lang::Zh => format!("无法读取日历文件 {name}：{why}"),
        Lang::En => format!("cannot read the calendar file {name}: {why}"),
    }
}

fn no_calendar(path: &Path, lang: Lang) -> String {
    let name = visible(&path.to_string_lossy());
    match lang {
        Lang::Zh => format!("{name} 不是日历：顶层没有 year 和 days，也没有 periods"),
        Lang::En => format!("{name} is no calendar: there is neither `year` and `days` nor `periods` at its top"),
    }
}

/// The file of a year whose notice is still to come is no notice.
fn no_days(path: &Path, year: Option<Year>, lang: Lang) -> String {
    let (name, year) = (visible(&path.to_string_lossy()), year.map(|year| year.to_string()).unwrap_or_default());
    match lang {
        Lang::Zh => format!("{name} 里没有任何日期（{year} 年的放假通知尚未发布），等于没有给出"),
        Lang::En => format!("there is no day in {name} (the notice of {year} is still to come): it tells nothing"),
    }
}

/// Every day on which notices disagree.
fn contradictory(found: &[CalendarConflict], lang: Lang) -> String {
    let mut told = match lang {
        Lang::Zh => "节假日安排互相矛盾，没有核对任何资料：".to_owned(),
        Lang::En => "notices of holidays contradict each other; nothing was checked:".to_owned(),
    };
    for conflict in found {
        told.push_str("\n  - ");
        told.push_str(&visible(&conflict.in_lang(lang).to_string()));
    }
    told
}
