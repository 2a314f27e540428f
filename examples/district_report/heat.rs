//! Which community is offered which function, for whom.

use neighborhood_center::vocab::{AgeGroup, Answer, Cell, CommunityId, Lang, Phrase, Say, ServiceFunction};
use serde::Serialize;

use crate::document::Document;
use crate::words::{both, joined, said};

/// How wide a cell is in the drawing, and how far functions stand apart.
const CELL: usize = 10;
const APART: usize = 3;

/// The map.
#[derive(Serialize)]
pub(crate) struct Heat {
    functions: Vec<Phrase>,
    groups: Vec<Group>,
    rows: Vec<Row>,
    /// How many communities have each cell.
    totals: Vec<Total>,
    width: usize,
}

/// A group of residents, and whom it takes in.
#[derive(Serialize)]
struct Group {
    short: Phrase,
    name: Phrase,
    ages: Option<Phrase>,
}

/// A community.
#[derive(Serialize)]
struct Row {
    name: Option<String>,
    id: String,
    served_by: u64,
    squares: Vec<Square>,
    has: Option<Phrase>,
    lacks: Option<Phrase>,
    unknown: Option<Phrase>,
}

/// One cell of a community.
#[derive(Serialize)]
struct Square {
    x: usize,
    answer: &'static str,
    title: Phrase,
}

#[derive(Serialize)]
struct Total {
    x: usize,
    communities: usize,
}

impl Heat {
    pub(crate) fn of(document: &Document) -> Self {
        let boundaries = document.common_boundaries();
        let groups = AgeGroup::ALL.iter().map(|group| Group {
            short: short(*group),
            name: said(group),
            ages: boundaries.map(|boundaries| said(&boundaries.range_of(*group))),
        });
        let rows: Vec<Row> = ids(document).into_iter().map(|id| row(document, id)).collect();
        let totals = (0..Cell::ALL.len()).map(|place| Total {
            x: x(place),
            communities: rows.iter().filter(|row| row.squares.get(place).is_some_and(|it| it.answer == "yes")).count(),
        });
        Self {
            functions: ServiceFunction::ALL.iter().map(said).collect(),
            groups: groups.collect(),
            totals: totals.collect(),
            rows,
            width: x(Cell::ALL.len()) - APART,
        }
    }
}

/// The communities in the order of the document, then others that centers name.
fn ids(document: &Document) -> Vec<CommunityId> {
    let mut ids: Vec<CommunityId> = Vec::new();
    let listed = document.district.communities.items().filter_map(|(_, community)| community.id.given().copied());
    let seen = document.summary.communities().map(|(id, _)| id);
    let mut known = std::collections::BTreeSet::new();
    for id in listed.chain(seen) {
        if document.summary.community(id).is_some() && known.insert(id) {
            ids.push(id);
        }
    }
    ids
}

fn row(document: &Document, id: CommunityId) -> Row {
    let summary = &document.summary;
    let figures = summary.community(id);
    let answer = |cell: Cell| summary.covers(id, cell);
    let squares = Cell::ALL.iter().enumerate().map(|(place, cell)| Square {
        x: x(place),
        answer: key(answer(*cell)),
        title: both(|lang| {
            let (cell, answer) = (cell.in_lang(lang), word(answer(*cell)));
            match lang {
                Lang::Zh => format!("{cell}：{}", answer.text(lang)),
                Lang::En => format!("{cell}: {}", answer.text(lang)),
            }
        }),
    });
    Row {
        name: figures.and_then(|figures| figures.name()).map(ToString::to_string),
        id: id.to_string(),
        served_by: figures.map_or(0, |figures| figures.served_by()),
        squares: squares.collect(),
        has: cells(|cell| answer(cell) == Answer::Yes),
        lacks: cells(|cell| answer(cell) == Answer::No),
        unknown: cells(|cell| answer(cell) == Answer::CannotSay),
    }
}

/// Some cells in words, a function with its groups.
pub(crate) fn cells(wanted: impl Fn(Cell) -> bool) -> Option<Phrase> {
    let parts: Vec<Phrase> = ServiceFunction::ALL
        .iter()
        .filter_map(|function| {
            let groups: Vec<Phrase> =
                AgeGroup::ALL.iter().filter(|group| wanted(Cell::new(*function, **group))).map(said).collect();
            let all = groups.len() == AgeGroup::ALL.len();
            let groups = joined(groups.iter())?;
            Some(both(|lang| {
                let function = function.in_lang(lang);
                match lang {
                    _ if all => function.to_string(),
                    Lang::Zh => format!("{function}（{}）", groups.text(lang)),
                    Lang::En => format!("{function} ({})", groups.text(lang)),
                }
            }))
        })
        .collect();
    joined(parts.iter())
}

/// Where a cell begins in the drawing.
fn x(place: usize) -> usize {
    place * CELL + place / AgeGroup::ALL.len() * APART
}

/// A word for style sheets.
pub(crate) const fn key(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::CannotSay => "unknown",
    }
}

/// What an answer is called in the report.
const fn word(answer: Answer) -> Phrase {
    match answer {
        Answer::Yes => Phrase::new("有", "offered"),
        Answer::No => Phrase::new("没有", "not offered"),
        Answer::CannotSay => Phrase::new("尚不清楚", "not known"),
    }
}

/// One character, to stand above a narrow column.
const fn short(group: AgeGroup) -> Phrase {
    match group {
        AgeGroup::Young => Phrase::new("少", "Y"),
        AgeGroup::Middle => Phrase::new("壮", "M"),
        AgeGroup::Old => Phrase::new("老", "O"),
    }
}
