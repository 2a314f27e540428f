//! How centers and tasks came to stand where they do, to which no rule objects.

use crate::field::{Field, List};
use crate::records::{ProjectChangeDraft, StatusChangeDraft};
use crate::vocab::{Lifecycle, PartialDate, ProjectState};

/// How a center came to stand as it does, which agrees with the days on which it opened and closed.
pub(super) fn history_of(
    status: Lifecycle,
    opened: &Field<PartialDate>,
    closed: &Field<PartialDate>,
) -> Field<List<StatusChangeDraft>> {
    let steps: &[Lifecycle] = match status {
        Lifecycle::Planned => &[Lifecycle::Planned],
        Lifecycle::UnderConstruction => &[Lifecycle::Planned, Lifecycle::UnderConstruction],
        Lifecycle::Upgrading => &[Lifecycle::Planned, Lifecycle::Upgrading],
        Lifecycle::Open => &[Lifecycle::UnderConstruction, Lifecycle::Open],
        Lifecycle::Suspended => &[Lifecycle::Planned, Lifecycle::Open, Lifecycle::Suspended],
        Lifecycle::Closed => &[Lifecycle::UnderConstruction, Lifecycle::Open, Lifecycle::Closed],
    };
    let step = |status: &Lifecycle| StatusChangeDraft {
        status: (*status).into(),
        on: match status {
            Lifecycle::Open => opened.clone(),
            Lifecycle::Closed => closed.clone(),
            _ => Field::Missing,
        },
        ..StatusChangeDraft::default()
    };
    steps.iter().map(step).collect::<Vec<_>>().into()
}

/// How a task came to stand as it does, in the years from that of its plan on.
pub(super) fn changes_to(state: ProjectState, year: u16) -> Field<List<ProjectChangeDraft>> {
    let steps: &[ProjectState] = match state {
        ProjectState::Planned => &[ProjectState::Planned],
        ProjectState::UnderConstruction => &[ProjectState::Planned, ProjectState::UnderConstruction],
        ProjectState::Completed => &[ProjectState::Planned, ProjectState::UnderConstruction, ProjectState::Completed],
        ProjectState::InUse => {
            &[ProjectState::Planned, ProjectState::UnderConstruction, ProjectState::Completed, ProjectState::InUse]
        }
        ProjectState::Suspended => &[ProjectState::Planned, ProjectState::Suspended],
        ProjectState::Canceled => &[ProjectState::Planned, ProjectState::Canceled],
        ProjectState::Merged => &[ProjectState::Planned, ProjectState::Merged],
    };
    let step = |(nth, state): (u16, &ProjectState)| ProjectChangeDraft {
        state: (*state).into(),
        on: PartialDate::of_year(year + nth).map_or(Field::Missing, Field::Given),
        ..ProjectChangeDraft::default()
    };
    (0..).zip(steps).map(step).collect::<Vec<_>>().into()
}
