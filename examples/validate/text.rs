//! The report as a clerk reads it.

use std::collections::HashMap;
use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::explain::Explanation;
use neighborhood_center::field::Field;
use neighborhood_center::finding::Tally;
use neighborhood_center::json::Line;
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::vocab::{Lang, Say};

use crate::args::Args;
use crate::explained::About;
use crate::input::{Checked, Content};
use crate::lacking::Lacking;
use crate::week::Week;
use crate::{centers, explained, findings, heat, summary, undecided};

/// Writes everything about one input.
pub(crate) fn write_input(label: &str, checked: &Checked, args: &Args, to: &mut impl Write) -> io::Result<()> {
    write_title(label, &checked.content, args, to)?;
    if !is_newer(&checked.report) {
        write_centers(checked, args, to)?;
    }
    write_found(checked, args, to)
}

/// Writes what was found in one input, which has a title already.
pub(crate) fn write_found(checked: &Checked, args: &Args, to: &mut impl Write) -> io::Result<()> {
    findings::write(checked, args.lang, to)?;
    undecided::write(&checked.report, args.lang, to)?;
    let several = checked.report.counts().records > 1;
    let records = if several { records(&checked.content, args.lang) } else { "" };
    write_sum(&checked.report, records, args.lang, to)?;
    writeln!(to)?;
    checked.summary.as_ref().map_or(Ok(()), |found| summary::write(found, args.lang, to))
}

/// Writes what is asked of the center on one line of a stream.
pub(crate) fn write_line(
    line: &Line<CenterDraft>,
    explanations: &[Explanation],
    week: Option<&Week>,
    args: &Args,
    to: &mut impl Write,
) -> io::Result<()> {
    let Some(center) = line.reading().draft() else { return Ok(()) };
    let (number, report) = (line.number(), line.reading().report());
    match args.lang {
        Lang::Zh => write!(to, "第 {number} 行 ")?,
        Lang::En => write!(to, "line {number} ")?,
    }
    writeln!(to, "{}", centers::name_of(center, args.lang))?;
    if let Some(week) = week {
        week.write(args.lang, to)?;
    }
    if !args.explain {
        return Ok(());
    }
    let content = Content::Lines(HashMap::new());
    let about = About { content: &content, center, line: Some(number), report, lacking: &Lacking::of(report) };
    explanations.iter().try_for_each(|explanation| explained::write(explanation, &about, args.lang, to))
}

/// Writes what several inputs come to together.
pub(crate) fn write_total(inputs: usize, total: &Report, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Zh => writeln!(to, "全部 {inputs} 个文件")?,
        Lang::En => writeln!(to, "all {inputs} files")?,
    }
    write_sum(total, "", lang, to)
}

/// Writes what is spoken of, and when.
pub(crate) fn write_title(label: &str, content: &Content, args: &Args, to: &mut impl Write) -> io::Result<()> {
    let lang = args.lang;
    writeln!(to, "{label}")?;
    let mut parts = Vec::new();
    match content {
        Content::District(district) => parts.extend(district.as_ref().map(|district| name_of(district, lang))),
        Content::Center(_) => {}
        Content::PolicySet(set) => parts.extend(set.as_ref().map(|set| {
            let layers = set.layers.given().map_or(0, |list| list.items.len());
            match lang {
                Lang::Zh => format!("一套政策，{layers} 层"),
                Lang::En => format!("a set of policy layers: {layers}"),
            }
        })),
        Content::PolicyLayer(layer) => parts.extend(layer.as_ref().map(|layer| {
            let name = layer.name.given().map(|name| format!(" {name}")).unwrap_or_default();
            match lang {
                Lang::Zh => format!("一层政策{name}"),
                Lang::En => format!("a policy layer{name}"),
            }
        })),
        Content::HolidayYear(year) => parts.extend(year.as_ref().map(|year| {
            let year = year.year.given().map(ToString::to_string).unwrap_or_default();
            match lang {
                Lang::Zh => format!("{year} 年节假日安排"),
                Lang::En => format!("the holidays of {year}"),
            }
        })),
        Content::SeasonTable(_) => parts.push(match lang {
            Lang::Zh => "季节与学期表".to_owned(),
            Lang::En => "a table of seasons".to_owned(),
        }),
        Content::Lines(_) => parts.push(match lang {
            Lang::Zh => "每行一个中心".to_owned(),
            Lang::En => "one center on each line".to_owned(),
        }),
    }
    parts.push(match (args.as_of, lang) {
        (Some(date), Lang::Zh) => format!("核对日期 {}", date.in_lang(lang)),
        (Some(date), Lang::En) => format!("as of {date}"),
        (None, Lang::Zh) => "未指定核对日期".to_owned(),
        (None, Lang::En) => "as of no date".to_owned(),
    });
    writeln!(
        to,
        "{}",
        parts.join(match lang {
            Lang::Zh => "\u{FF1B}",
            Lang::En => "; ",
        })
    )?;
    writeln!(to)
}

fn name_of(district: &DistrictDraft, lang: Lang) -> String {
    let name = match (district.name.given(), lang) {
        (Some(name), _) => name.to_string(),
        (None, Lang::Zh) => "没有区名".to_owned(),
        (None, Lang::En) => "a district without a name".to_owned(),
    };
    match (district.edition.given(), lang) {
        (None, _) => name,
        (Some(edition), Lang::Zh) => format!("{name}（{}的资料）", edition.in_lang(lang)),
        (Some(edition), Lang::En) => {
            let preposition = if edition.day().is_some() { "on" } else { "in" };
            format!("{name} (as it was {preposition} {})", edition.in_lang(lang))
        }
    }
}

/// Whether the document is written in a newer format, so that nothing in it means what it seems to.
fn is_newer(report: &Report) -> bool {
    report.violations().iter().any(|found| found.rule() == "unsupported-format")
}

fn write_centers(checked: &Checked, args: &Args, to: &mut impl Write) -> io::Result<()> {
    let lacking = Lacking::of(&checked.report);
    let mut explanations = checked.explanations.iter().peekable();
    let mut weeks = checked.weeks.iter().peekable();
    let mut tables = false;
    let mut write = |place: usize, at: &str, center: &Field<CenterDraft>, to: &mut _| {
        let explanation = explanations.next_if(|explanation| explanation.at().as_str() == at);
        tables |= centers::write(place + 1, center, explanation, args.as_of, args.lang, to)?;
        if let Some(week) = weeks.next_if(|week| week.at() == at) {
            week.write(args.lang, to)?;
        }
        match (center.given(), explanation) {
            (Some(center), Some(explanation)) if args.explain => {
                let about =
                    About { content: &checked.content, center, line: None, report: &checked.report, lacking: &lacking };
                explained::write(explanation, &about, args.lang, to)
            }
            _ => Ok(()),
        }
    };
    match &checked.content {
        Content::District(Some(district)) => {
            for (place, center) in district.centers.given().into_iter().flat_map(|list| list.items.iter().enumerate()) {
                write(place, &format!("/centers/{place}"), center, to)?;
            }
        }
        Content::Center(Some(center)) => write(0, "", &Field::Given(center.as_ref().clone()), to)?,
        _ => {}
    }
    if tables {
        centers::write_legend(args.lang, to)?;
        if !checked.weeks.is_empty() {
            heat::write_legend(args.age.is_some(), args.lang, to)?;
        }
        writeln!(to)?;
    }
    Ok(())
}

/// A number of things, in English.
fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What the records of an input are, where it holds several of different kinds.
fn records(content: &Content, lang: Lang) -> &'static str {
    match (content, lang) {
        (Content::District(Some(_)), Lang::Zh) => "（区、社区、中心等）",
        (Content::District(Some(_)), Lang::En) => " (the district, communities, centers and others)",
        (Content::PolicySet(Some(_)), Lang::Zh) => "（整套政策、其中各层）",
        (Content::PolicySet(Some(_)), Lang::En) => " (the set, its layers)",
        _ => "",
    }
}

/// Writes the totals: what was found, and how much was looked at; `records` says what the records are.
fn write_sum(report: &Report, records: &str, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let counts = report.counts();
    let mut looked = Tally::default();
    report.ledger().iter().for_each(|(_, tally)| looked.add(tally));
    let waived = match (counts.waived, lang) {
        (0, _) => String::new(),
        (some, Lang::Zh) => format!("；另有已豁免 {some}"),
        (some, Lang::En) => format!("; {some} more waived"),
    };
    match lang {
        Lang::Zh => {
            writeln!(
                to,
                "合计：错误 {}，警告 {}，提示 {}，不能断定 {}{waived}",
                counts.error, counts.warning, counts.info, counts.undecided
            )?;
            writeln!(
                to,
                "核对了 {} 条记录{records}，判断 {} 次：符合 {}，不符合 {}，不能断定 {}，不适用 {}",
                counts.records,
                looked.total(),
                looked.met,
                looked.violated,
                looked.undecided,
                looked.not_applicable
            )?;
        }
        Lang::En => {
            writeln!(
                to,
                "total: {}, {}, {} for information, {} undecided{waived}",
                counted(counts.error, "error"),
                counted(counts.warning, "warning"),
                counts.info,
                counts.undecided
            )?;
            writeln!(
                to,
                "looked at {}{records}, judged {}: {} met, {} violated, {} undecided, {} not applicable",
                counted(counts.records, "record"),
                counted(looked.total(), "time"),
                looked.met,
                looked.violated,
                looked.undecided,
                looked.not_applicable
            )?;
        }
    }
    let kept = (report.violations().len() + report.undecided().len()) as u64;
    if kept < counts.error + counts.warning + counts.info + counts.undecided + counts.waived {
        match lang {
            Lang::Zh => writeln!(to, "结果过多，没有全部列出；以上数目仍然准确")?,
            Lang::En => writeln!(to, "there are too many findings to keep them all; the numbers above are true")?,
        }
    }
    Ok(())
}
