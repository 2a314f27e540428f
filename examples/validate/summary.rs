//! Where a district stands, by all that was read.

use std::io::{self, Write};

use neighborhood_center::json::Line;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::{Lang, Say};
use neighborhood_center::{Context, Report};

use crate::input::Content;

/// What a document comes to; `None` for what tells of no centers, such as a policy.
pub(crate) fn of(content: &Content, report: &Report, context: &Context) -> Option<DistrictSummary> {
    let mut summary = DistrictSummary::default();
    match content {
        Content::District(Some(district)) => return Some(DistrictSummary::of_district(district, report, context)),
        Content::Center(Some(center)) => summary.add_center(center, report, context),
        Content::District(None) | Content::Center(None) => summary.add_unread(report),
        _ => return None,
    }
    Some(summary)
}

/// Adds a line of a stream.
pub(crate) fn add(line: &Line<CenterDraft>, context: &Context, to: &mut DistrictSummary) {
    let reading = line.reading();
    match reading.draft() {
        Some(center) => to.add_center(center, reading.report(), context),
        None => to.add_unread(reading.report()),
    }
}

/// Writes it as text.
pub(crate) fn write(summary: &DistrictSummary, lang: Lang, to: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Zh => writeln!(to, "概况")?,
        Lang::En => writeln!(to, "summary")?,
    }
    for line in summary.in_lang(lang).to_string().lines() {
        writeln!(to, "  {line}")?;
    }
    writeln!(to)
}
