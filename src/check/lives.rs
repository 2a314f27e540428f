//! How centers and tasks came to stand where they do.

use super::walk::{Walk, run};
use crate::path::Path;
use crate::records::{CenterDraft, ProjectDraft};
use crate::rules::lives::{Life, State};
use crate::rules::record::state_contradicts_history::Dated;
use crate::rules::{Rule, record};
use crate::vocab::Lifecycle;

impl Walk<'_> {
    /// Judges the history of a center that has one.
    #[cold]
    pub(super) fn life_of_center(&mut self, center: &CenterDraft, at: &Path<'_>) {
        if let Some(life) = Life::of_center(center) {
            let opened = ("opened", &center.opened, Lifecycle::Open, Lifecycle::has_opened as fn(_) -> _);
            let closed = ("closed", &center.closed, Lifecycle::Closed, Lifecycle::has_closed as fn(_) -> _);
            let dates = [opened, closed].map(|(key, date, begins, has_begun)| Dated { key, date, begins, has_begun });
            self.life(&life, &dates, at);
        }
    }

    /// Judges the history of a task, if it has one, and what it says of the task that took it over.
    pub(super) fn life_of_project(&mut self, project: &ProjectDraft, at: &Path<'_>) {
        record::state_contradicts_history::check_merge(project, at, &mut self.probe(Rule::state_contradicts_history));
        if let Some(life) = Life::of_project(project) {
            self.life(&life, &[], at);
        }
    }

    fn life<S: State>(&mut self, life: &Life<'_, S>, dates: &[Dated<'_, S>], at: &Path<'_>) {
        let as_of = self.context.date();
        record::status_contradicts_date::check_last_step(
            life,
            as_of,
            at,
            &mut self.probe(Rule::status_contradicts_date),
        );
        run!(self, record::illegal_move, life, at);
        run!(self, record::history_out_of_order, life, at);
        run!(self, record::state_contradicts_history, life, dates, at);
    }
}
