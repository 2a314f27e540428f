//! Which community is offered which function, for whom.

use std::collections::{BTreeMap, BTreeSet};

use neighborhood_center::Offer;
use neighborhood_center::records::Center;
use neighborhood_center::vocab::{
    AgeBoundaries, AgeGroup, Answer, Cell, CommunityId, FunctionSet, Lang, Phrase, Say, ServiceFunction,
};
use serde::Serialize;

use crate::document::Document;
use crate::words::{both, joined, said};

/// How wide a cell is in the drawing, and how far functions stand apart.
const CELL: usize = 10;
const APART: usize = 3;

/// What is known of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Known {
    Yes,
    No,
    /// The function is offered, and it is not said to whom.
    Function,
    Nothing,
}

impl Known {
    pub(crate) fn of(answer: Answer, function: ServiceFunction, offered: FunctionSet) -> Self {
        match answer {
            Answer::Yes => Self::Yes,
            Answer::No => Self::No,
            Answer::CannotSay if offered.contains(function) => Self::Function,
            Answer::CannotSay => Self::Nothing,
        }
    }

    const fn phrase(self) -> Phrase {
        match self {
            Self::Yes => Phrase::new("有", "offered"),
            Self::No => Phrase::new("没有", "not offered"),
            Self::Function => Phrase::new("有这项服务，面向谁未说明", "offered, but not said to whom"),
            Self::Nothing => Phrase::new("尚不清楚", "not known"),
        }
    }
}

/// The cells of one community or center in words.
#[derive(Serialize)]
pub(crate) struct Told {
    has: Option<Phrase>,
    lacks: Option<Phrase>,
    open: Option<Phrase>,
    unknown: Option<Phrase>,
}

impl Told {
    pub(crate) fn of(known: impl Fn(Cell) -> Known) -> Self {
        let of = |wanted: Known| cells(|cell| known(cell) == wanted);
        Self { has: of(Known::Yes), lacks: of(Known::No), open: of(Known::Function), unknown: of(Known::Nothing) }
    }
}

/// The functions of those services of a center that do not say whom they are for.
pub(crate) fn to_whomever(center: &Center, boundaries: AgeBoundaries) -> FunctionSet {
    let offers = center.services().iter().map(|service| Offer::of(service, boundaries));
    offers.filter(|offer| offer.groups.is_empty()).fold(FunctionSet::EMPTY, |all, offer| all.or(offer.functions))
}

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
    told: Told,
}

/// One cell of a community.
#[derive(Serialize)]
struct Square {
    x: usize,
    known: Known,
    title: Phrase,
}

#[derive(Serialize)]
struct Total {
    x: usize,
    communities: usize,
    /// Whether others may have it, too.
    open: bool,
}

impl Heat {
    pub(crate) fn of(document: &Document) -> Self {
        let boundaries = document.common_boundaries();
        let groups = AgeGroup::ALL.iter().map(|group| Group {
            short: short(*group),
            name: said(group),
            ages: boundaries.map(|boundaries| said(&boundaries.range_of(*group))),
        });
        let to_whomever = to_whomever_by_community(document);
        let row = |id| row(document, id, to_whomever.get(&id).copied().unwrap_or(FunctionSet::EMPTY));
        let rows: Vec<Row> = ids(document).into_iter().map(row).collect();
        let totals = (0..Cell::ALL.len()).map(|place| {
            let known = || rows.iter().filter_map(|row| row.squares.get(place)).map(|square| square.known);
            let communities = known().filter(|known| *known == Known::Yes).count();
            let open = known().any(|known| matches!(known, Known::Function | Known::Nothing));
            Total { x: x(place), communities, open }
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
    let mut known = BTreeSet::new();
    for id in listed.chain(seen) {
        if document.summary.community(id).is_some() && known.insert(id) {
            ids.push(id);
        }
    }
    ids
}

/// The functions that centers in use surely offer in each community, and do not say to whom.
fn to_whomever_by_community(document: &Document) -> BTreeMap<CommunityId, FunctionSet> {
    let mut all: BTreeMap<CommunityId, FunctionSet> = BTreeMap::new();
    for (place, _, center) in document.centers() {
        let in_use = |center: &Center| center.status().is_none_or(|status| status.is_in_use() == Some(true));
        let Some(center) = center.filter(in_use) else { continue };
        let offered = to_whomever(&center, document.boundaries(place));
        for id in center.community().into_iter().chain(center.serves()) {
            let known = all.entry(*id).or_insert(FunctionSet::EMPTY);
            *known = known.or(offered);
        }
    }
    all
}

fn row(document: &Document, id: CommunityId, offered: FunctionSet) -> Row {
    let figures = document.summary.community(id);
    let known = |cell: Cell| Known::of(document.summary.covers(id, cell), cell.function(), offered);
    let squares = Cell::ALL.iter().enumerate().map(|(place, cell)| Square {
        x: x(place),
        known: known(*cell),
        title: both(|lang| {
            let (cell, known) = (cell.in_lang(lang), known(*cell).phrase());
            match lang {
                Lang::Zh => format!("{cell}：{}", known.text(lang)),
                Lang::En => format!("{cell}: {}", known.text(lang)),
            }
        }),
    });
    Row {
        name: figures.and_then(|figures| figures.name()).map(ToString::to_string),
        id: id.to_string(),
        served_by: figures.map_or(0, |figures| figures.served_by()),
        squares: squares.collect(),
        told: Told::of(known),
    }
}

/// Some cells in words, a function with its groups.
fn cells(wanted: impl Fn(Cell) -> bool) -> Option<Phrase> {
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

/// One character, to stand above a narrow column.
const fn short(group: AgeGroup) -> Phrase {
    match group {
        AgeGroup::Young => Phrase::new("少", "Y"),
        AgeGroup::Middle => Phrase::new("壮", "M"),
        AgeGroup::Old => Phrase::new("老", "O"),
    }
}
