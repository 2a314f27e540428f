//! How far the plan of each year has come, and its tasks.

use std::collections::BTreeMap;

use neighborhood_center::rollup::PlanFigures;
use neighborhood_center::vocab::{Answer, Lang, Phrase, ProjectId, ProjectState, Year, Yuan};
use serde::Serialize;

use crate::document::Document;
use crate::words::{joined, of_field, of_list, said};

/// How wide the drawing of a plan is.
const WIDTH: u64 = 1_000;

/// The plan of one year.
#[derive(Serialize)]
pub(crate) struct Plan {
    year: Option<String>,
    target: Option<u64>,
    listed: u64,
    delivered: u64,
    /// Whether the list of tasks does not claim to be complete.
    unlisted: bool,
    met: &'static str,
    parts: Vec<Part>,
}

/// Some tasks in the drawing.
#[derive(Serialize)]
struct Part {
    key: &'static str,
    name: Phrase,
    tasks: u64,
    x: u64,
    width: u64,
}

/// A task.
#[derive(Serialize)]
pub(crate) struct Task {
    name: Option<String>,
    year: Option<String>,
    mode: Option<Phrase>,
    state: Option<Phrase>,
    key: &'static str,
    center: Option<String>,
    community: Option<String>,
    funding: Option<Phrase>,
    merged_into: Option<String>,
    history: Option<Phrase>,
}

/// The plans, by year.
pub(crate) fn plans(document: &Document) -> Vec<Plan> {
    document.summary.plans().map(|(year, figures)| plan(document, year, figures)).collect()
}

fn plan(document: &Document, year: Option<Year>, figures: &PlanFigures) -> Plan {
    let states: BTreeMap<Option<ProjectState>, u64> = figures.projects_by().collect();
    let of = |state: ProjectState| states.get(&Some(state)).copied().unwrap_or_default();
    let own = of(ProjectState::Completed) + of(ProjectState::InUse);
    let without_state = states.get(&None).copied().unwrap_or_default();
    let merged_else = of(ProjectState::Merged)
        .saturating_sub(figures.delivered().saturating_sub(own))
        .saturating_sub(figures.open().saturating_sub(without_state));
    let has_target = figures.plans() > figures.without_target();
    let unlisted = if has_target { figures.target().saturating_sub(figures.projects()) } else { 0 };
    let counted = [
        ("done", Phrase::new("已完成", "delivered"), figures.delivered()),
        ("doing", said(&ProjectState::UnderConstruction), of(ProjectState::UnderConstruction)),
        ("todo", Phrase::new("尚未开工", "not begun"), of(ProjectState::Planned)),
        ("halted", said(&ProjectState::Suspended), of(ProjectState::Suspended)),
        ("merged", Phrase::new("已合并，尚未完成", "merged, not delivered yet"), merged_else),
        ("canceled", said(&ProjectState::Canceled), of(ProjectState::Canceled)),
        ("unknown", Phrase::new("状态尚不清楚", "state not known"), figures.open()),
        ("unlisted", Phrase::new("资料没有逐项列出", "not listed one by one"), unlisted),
    ];
    let total: u64 = counted.iter().map(|(.., tasks)| tasks).sum();
    let mut before = 0;
    let parts = counted.into_iter().filter(|(.., tasks)| *tasks > 0).map(|(key, name, tasks)| {
        let x = before * WIDTH / total.max(1);
        before += tasks;
        Part { key, name, tasks, x, width: before * WIDTH / total.max(1) - x }
    });
    Plan {
        year: year.map(|year| year.to_string()),
        target: has_target.then(|| figures.target()),
        listed: figures.projects(),
        delivered: figures.delivered(),
        unlisted: figures.unlisted() > 0,
        met: match year.filter(|_| figures.plans() > 0).map(|year| document.summary.is_plan_met(year)) {
            None => "none",
            Some(Answer::Yes) => "yes",
            Some(Answer::No) => "no",
            Some(Answer::CannotSay) => "unknown",
        },
        parts: parts.collect(),
    }
}

/// The tasks in the order of the document.
pub(crate) fn tasks(document: &Document) -> Vec<Task> {
    let projects = &document.district.projects;
    let names: BTreeMap<ProjectId, String> = projects
        .items()
        .filter_map(|(_, project)| Some((*project.id.given()?, project.name.given()?.to_string())))
        .collect();
    let task = |project: &neighborhood_center::records::ProjectDraft| Task {
        name: project.name.given().map(ToString::to_string),
        year: project.plan_year.given().map(ToString::to_string),
        mode: of_field(&project.mode),
        state: of_field(&project.state),
        key: project.state.given().map_or("unknown", |state| key(*state)),
        center: document.center_name(project.center.given()),
        community: document.community_name(project.community.given()),
        funding: of_list(&project.funding, |funding| {
            let funder = funding.funder.given().and_then(|funder| of_field(&funder.name));
            let yuan = funding.yuan.given().map(|yuan| amount(*yuan));
            joined(funder.iter().chain(&yuan))
        }),
        merged_into: project.merged_into.given().and_then(|id| names.get(id)).cloned(),
        history: of_list(&project.history, |change| {
            let (state, on) = (of_field(&change.state)?, of_field(&change.on));
            Some(match on {
                None => state,
                Some(on) => crate::words::both(|lang| format!("{} {}", on.text(lang), state.text(lang))),
            })
        }),
    };
    projects.items().map(|(_, project)| task(project)).collect()
}

/// An amount as people say it: whole tens of thousands in Chinese are told as such.
fn amount(yuan: Yuan) -> Phrase {
    const TEN_THOUSAND: u64 = 10_000 * 100;
    let said = said(&yuan);
    match (yuan.fen() / TEN_THOUSAND, yuan.fen() % TEN_THOUSAND) {
        (1.., 0) => Phrase::from_texts(format!("{} 万元", yuan.fen() / TEN_THOUSAND), said.text(Lang::En).to_owned()),
        _ => said,
    }
}

const fn key(state: ProjectState) -> &'static str {
    match state {
        ProjectState::Completed | ProjectState::InUse => "done",
        ProjectState::UnderConstruction => "doing",
        ProjectState::Planned => "todo",
        ProjectState::Suspended => "halted",
        ProjectState::Merged => "merged",
        ProjectState::Canceled => "canceled",
    }
}
