//! How a center or a task came to stand where it does, as its history tells.

use crate::field::Field;
use crate::finding::Fact;
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, CenterField, ProjectDraft, ProjectField};
use crate::vocab::{AcquisitionMode, Answer, Lifecycle, Member, PartialDate, ProjectState, Set};

/// A state that others can follow.
pub(crate) trait State: Member {
    /// The key of the field that holds it.
    const KEY: &'static str;

    fn may_become(self, to: Self, mode: Option<AcquisitionMode>) -> Answer;
    fn next(self, mode: Option<AcquisitionMode>) -> Set<Self>;
    /// Whether what all is for has begun by now: a center has opened, a task is complete; `None` where the state does not tell.
    fn has_begun(self) -> Option<bool>;
    /// Whether it says of a time before it that what all is for had begun.
    fn looks_back(self) -> bool;
    /// Whether the two words themselves exclude that one follows the other.
    fn excludes(self, to: Self) -> bool;
    fn fact(self) -> Fact;
    fn facts(states: Set<Self>) -> Fact;
}

impl State for Lifecycle {
    const KEY: &'static str = "status";

    fn may_become(self, to: Self, _: Option<AcquisitionMode>) -> Answer {
        Self::may_become(self, to).into()
    }

    fn next(self, _: Option<AcquisitionMode>) -> Set<Self> {
        Self::next(self)
    }

    fn has_begun(self) -> Option<bool> {
        self.has_opened()
    }

    fn looks_back(self) -> bool {
        matches!(self, Self::Suspended | Self::Closed)
    }

    fn excludes(self, to: Self) -> bool {
        let is_undone = self.has_opened() == Some(true) && to.has_opened() == Some(false);
        self != to && (self.has_closed() == Some(true) || is_undone)
    }

    fn fact(self) -> Fact {
        Fact::Status(self)
    }

    fn facts(states: Set<Self>) -> Fact {
        Fact::Statuses(states)
    }
}

impl State for ProjectState {
    const KEY: &'static str = "state";

    fn may_become(self, to: Self, mode: Option<AcquisitionMode>) -> Answer {
        Self::may_become(self, to, mode)
    }

    fn next(self, mode: Option<AcquisitionMode>) -> Set<Self> {
        Self::next(self, mode)
    }

    fn has_begun(self) -> Option<bool> {
        self.is_delivered()
    }

    fn looks_back(self) -> bool {
        false
    }

    fn excludes(self, to: Self) -> bool {
        self.is_delivered() == Some(true) && to == Self::Planned
    }

    fn fact(self) -> Fact {
        Fact::ProjectState(self)
    }

    fn facts(states: Set<Self>) -> Fact {
        Fact::ProjectStates(states)
    }
}

/// One step of a history; what is no step, or of no known state, is one too.
#[derive(Debug)]
pub(crate) struct Step<'d, S> {
    pub(crate) state: Option<S>,
    pub(crate) on: Option<&'d Field<PartialDate>>,
}

/// A history, and what the record says besides.
#[derive(Debug)]
pub(crate) struct Life<'d, S> {
    /// Every item of the list in turn.
    pub(crate) steps: Vec<Step<'d, S>>,
    /// Where it stands now.
    pub(crate) now: &'d Field<S>,
    pub(crate) mode: Option<AcquisitionMode>,
    /// Whether there were no other steps.
    pub(crate) whole: bool,
}

impl<'d> Life<'d, Lifecycle> {
    /// Of a center; `None` if it has no list that is one.
    pub(crate) fn of_center(center: &'d CenterDraft) -> Option<Self> {
        let list = center.history.given()?;
        let step =
            |item: &'d Field<_>| step(item, |step: &'d crate::records::StatusChangeDraft| (&step.status, &step.on));
        Some(Self {
            steps: list.items.iter().map(step).collect(),
            now: &center.status,
            mode: None,
            whole: list.omitted == 0 && center.claims_all(CenterField::history),
        })
    }
}

impl<'d> Life<'d, ProjectState> {
    /// Of a task; `None` if it has no list that is one.
    pub(crate) fn of_project(project: &'d ProjectDraft) -> Option<Self> {
        let list = project.history.given()?;
        let step =
            |item: &'d Field<_>| step(item, |step: &'d crate::records::ProjectChangeDraft| (&step.state, &step.on));
        Some(Self {
            steps: list.items.iter().map(step).collect(),
            now: &project.state,
            mode: project.mode.given().copied(),
            whole: list.omitted == 0 && project.claims_all(ProjectField::history),
        })
    }
}

fn step<'d, T, S: Copy + 'd>(
    item: &'d Field<T>,
    read: impl Fn(&'d T) -> (&'d Field<S>, &'d Field<PartialDate>),
) -> Step<'d, S> {
    match item.given().map(read) {
        Some((state, on)) => Step { state: state.given().copied(), on: Some(on) },
        None => Step { state: None, on: None },
    }
}

/// The place of one step below the record.
pub(crate) fn step_at(record: &Path<'_>, place: usize, key: &str) -> Pointer {
    record.key("history").index(place).key(key).to_pointer()
}

/// Whether a state can be followed by another after some others, for all that is known.
pub(crate) fn leads_to<S: State>(from: S, to: S, mode: Option<AcquisitionMode>) -> bool {
    let mut reached = Set::of(&[from]);
    loop {
        let next = S::ALL.iter().copied().filter(|next| {
            reached.contains(*next) || reached.iter().any(|from| from.may_become(*next, mode) != Answer::No)
        });
        let next: Set<S> = next.collect();
        if next == reached {
            return reached.contains(to);
        }
        reached = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_is_halted_may_come_to_use_after_more_steps_and_one_in_use_to_nothing() {
        let mode = Some(AcquisitionMode::Build);
        assert!(leads_to(ProjectState::Suspended, ProjectState::InUse, mode));
        assert!(!leads_to(ProjectState::InUse, ProjectState::Planned, mode));
        assert!(!leads_to(ProjectState::Completed, ProjectState::Canceled, mode));
    }

    #[test]
    fn a_closed_center_leads_nowhere_and_an_open_one_not_back_to_its_plan() {
        assert!(!leads_to(Lifecycle::Closed, Lifecycle::Open, None));
        assert!(!leads_to(Lifecycle::Open, Lifecycle::UnderConstruction, None));
        assert!(leads_to(Lifecycle::Planned, Lifecycle::Closed, None));
    }
}
