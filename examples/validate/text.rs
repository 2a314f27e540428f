//! The report as a clerk reads it.

use std::io::{self, Write};

use neighborhood_center::Report;
use neighborhood_center::field::Field;
use neighborhood_center::finding::Tally;
use neighborhood_center::records::DistrictDraft;
use neighborhood_center::vocab::{Lang, Say};

use crate::args::Args;
use crate::input::{Checked, Content};
use crate::{centers, findings, undecided};

/// Writes everything about one input.
pub(crate) fn write_input(label: &str, checked: &Checked, args: &Args, to: &mut impl Write) -> io::Result<()> {
    write_title(label, checked, args.lang, to)?;
    if !is_newer(&checked.report) {
        write_centers(&checked.content, args, to)?;
    }
    findings::write(checked, args.lang, to)?;
    undecided::write(&checked.report, args.lang, to)?;
    write_sum(&checked.report, args.lang, to)?;
    writeln!(to)
}

/// Writes what several inputs come to together.
pub(crate) fn write_total(inputs: usize, total: &Report, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Zh => writeln!(to, "全部 {inputs} 个文件")?,
        Lang::En => writeln!(to, "all {inputs} files")?,
    }
    write_sum(total, lang, to)
}

fn write_title(label: &str, checked: &Checked, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, "{label}")?;
    let mut parts = Vec::new();
    match &checked.content {
        Content::District(district) => parts.extend(district.as_ref().map(|district| name_of(district, lang))),
        Content::Center(_) => {}
        Content::Lines => parts.push(match lang {
            Lang::Zh => "每行一个中心".to_owned(),
            Lang::En => "one center on each line".to_owned(),
        }),
    }
    parts.push(match (checked.report.as_of(), lang) {
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
        (Some(edition), Lang::En) => format!("{name} (as it was in {})", edition.in_lang(lang)),
    }
}

/// Whether the document is written in a newer format, so that nothing in it means what it seems to.
fn is_newer(report: &Report) -> bool {
    report.violations().iter().any(|found| found.rule() == "unsupported-format")
}

fn write_centers(content: &Content, args: &Args, to: &mut impl Write) -> io::Result<()> {
    let mut tables = false;
    match content {
        Content::District(Some(district)) => {
            for (place, center) in district.centers.given().into_iter().flat_map(|list| list.items.iter().enumerate()) {
                tables |= centers::write(place + 1, center, &args.context, args.lang, to)?;
            }
        }
        Content::Center(Some(center)) => {
            let center = Field::Given(center.as_ref().clone());
            tables = centers::write(1, &center, &args.context, args.lang, to)?;
        }
        Content::District(None) | Content::Center(None) | Content::Lines => {}
    }
    if tables {
        centers::write_legend(args.lang, to)?;
        writeln!(to)?;
    }
    Ok(())
}

/// Writes the totals: what was found, and how much was looked at.
fn write_sum(report: &Report, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let counts = report.counts();
    let mut looked = Tally::default();
    report.ledger().iter().for_each(|(_, tally)| looked.add(tally));
    match lang {
        Lang::Zh => {
            writeln!(
                to,
                "合计：错误 {}，警告 {}，提示 {}，不能断定 {}",
                counts.error, counts.warning, counts.info, counts.undecided
            )?;
            writeln!(
                to,
                "核对了 {} 条记录，判断 {} 次：符合 {}，不符合 {}，不能断定 {}，不适用 {}",
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
                "total: {} errors, {} warnings, {} for information, {} undecided",
                counts.error, counts.warning, counts.info, counts.undecided
            )?;
            writeln!(
                to,
                "looked at {} records, judged {} times: {} met, {} violated, {} undecided, {} not applicable",
                counts.records,
                looked.total(),
                looked.met,
                looked.violated,
                looked.undecided,
                looked.not_applicable
            )?;
        }
    }
    let kept = (report.violations().len() + report.undecided().len()) as u64;
    if kept < counts.error + counts.warning + counts.info + counts.undecided {
        match lang {
            Lang::Zh => writeln!(to, "结果过多，没有全部列出；以上数目仍然准确")?,
            Lang::En => writeln!(to, "there are too many findings to keep them all; the numbers above are true")?,
        }
    }
    Ok(())
}
