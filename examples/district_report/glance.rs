//! Where the district stands, in figures and a sentence or two.

use neighborhood_center::records::DistrictField;
use neighborhood_center::vocab::{Lang, Phrase, Say, Set};
use serde::Serialize;

use crate::document::Document;
use crate::words::{both, joined, said};

/// The main figures.
#[derive(Serialize)]
pub(crate) struct Glance {
    centers: u64,
    centers_partial: bool,
    in_use: u64,
    by_status: Option<Phrase>,
    communities: usize,
    communities_partial: bool,
    served: usize,
    households: Option<u64>,
    area: Area,
    error: u64,
    warning: u64,
    info: u64,
    waived: u64,
    undecided: u64,
    truncated: bool,
}

/// The floor area of the centers.
#[derive(Serialize)]
struct Area {
    known: u64,
    unknown: u64,
    stated: String,
    per_100: Option<Phrase>,
}

impl Glance {
    pub(crate) fn of(document: &Document) -> Self {
        let summary = &document.summary;
        let (counts, area) = (summary.counts(), summary.floor_area());
        let mut by_status = std::collections::BTreeMap::new();
        for count in summary.centers() {
            *by_status.entry(count.status).or_insert(0) += count.count;
        }
        let of_status: Vec<Phrase> = by_status
            .iter()
            .rev()
            .map(|(status, count)| {
                let status = status.map_or(Phrase::new("状态未说明", "state not said"), |status| said(&status));
                both(|lang| format!("{} {count}", status.text(lang)))
            })
            .collect();
        let in_use = by_status.iter().filter(|(status, _)| status.is_some_and(|it| it.is_in_use() == Some(true)));
        let households = summary.communities().map(|(_, figures)| Some(figures.households()?.only()?.get()));
        let households: Option<Vec<u32>> = households.collect();
        Self {
            centers: summary.center_count(),
            centers_partial: is_partial(document, DistrictField::centers),
            in_use: in_use.map(|(_, count)| count).sum(),
            by_status: joined(of_status.iter()),
            communities: summary.community_count(),
            communities_partial: is_partial(document, DistrictField::communities),
            served: summary.communities().filter(|(_, figures)| figures.served_by() > 0).count(),
            households: households.filter(|all| !all.is_empty()).map(|all| all.into_iter().map(u64::from).sum()),
            area: Area {
                known: area.known,
                unknown: area.unknown,
                stated: hundredths(area.stated_hundredths),
                per_100: summary.area_per_100_households().map(|ratio| said(&ratio)),
            },
            error: counts.error,
            warning: counts.warning,
            info: counts.info,
            waived: counts.waived,
            undecided: counts.undecided,
            truncated: summary.is_truncated(),
        }
    }
}

/// Whether the document says that a list of it is not complete.
pub(crate) fn is_partial(document: &Document, list: DistrictField) -> bool {
    document.district.partial.given().is_some_and(|partial| {
        let words: Set<DistrictField> = partial.words;
        words.contains(list)
    })
}

fn hundredths(area: u64) -> String {
    let (whole, part) = (area / 100, area % 100);
    match part {
        0 => whole.to_string(),
        part => format!("{whole}.{part:02}").trim_end_matches('0').to_owned(),
    }
}

/// The title of the report.
pub(crate) fn as_of(document: &Document) -> Option<Phrase> {
    let as_of = document.as_of?;
    Some(both(|lang| {
        let date = as_of.date.in_lang(lang);
        match (as_of.last_of, lang) {
            (None, Lang::Zh) => format!("核对日期：{date}"),
            (None, Lang::En) => format!("as of {date}"),
            (Some(time), Lang::Zh) => format!("核对日期：{date}（资料所述时间 {} 的最后一天）", time.in_lang(lang)),
            (Some(time), Lang::En) => {
                format!("as of {date}, the last day of the time that the document describes, {}", time.in_lang(lang))
            }
        }
    }))
}
