use super::moves::{CannotMove, Change, Moved, Story};
use super::organization::Organization;
use super::source::Source;
use crate::field::Field;
use crate::record::{lists_all, record};
use crate::vocab::{
    AcquisitionMode, AssetId, CenterId, CommunityId, Name, PartialDate, ProjectId, ProjectState, Set, Text, Year, Yuan,
};

record! {
    /// A task of the annual plan (建设任务): a center that is to be built or improved.
    pub struct Project, ProjectDraft, ProjectField {
        /// Its id.
        required id: ProjectId,
        /// Its name.
        optional name: Name,
        /// The year of the plan that it belongs to.
        optional plan_year: Year,
        /// How the center comes by its premises.
        optional mode: AcquisitionMode,
        /// Where it stands.
        optional state: ProjectState,
        /// How it came to stand there, the oldest first.
        list history: ProjectChange,
        /// The center that it is for.
        optional center: CenterId,
        /// The community that it is for.
        optional community: CommunityId,
        /// The idle resources that it takes up: each as a whole, unless a reuse of the resource for this task says more.
        list assets: AssetId,
        /// Who pays for it.
        list funding: Funding,
        /// The task that took it over.
        optional merged_into: ProjectId,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<ProjectField>,
    }
}

impl ProjectDraft {
    /// Whether absence from this list means absence, as far as the task names the lists that are partial.
    #[must_use]
    pub(crate) fn claims_all(&self, list: ProjectField) -> bool {
        self.partial.surely_lacks(list)
    }

    /// Moves the task on to a state: checks the move as [`ProjectState::try_move`] does, adds it to the history with its date,
    /// and sets the state, in the way of [`CenterDraft::move_to`](crate::records::CenterDraft::move_to).
    ///
    /// # Errors
    /// [`CannotMove`] says why it was not moved, and what could follow. The draft is as it was. What depends on a mode that is
    /// not known is no error.
    ///
    /// ```
    /// use neighborhood_center::field::Field;
    /// use neighborhood_center::records::ProjectDraft;
    /// use neighborhood_center::vocab::{AcquisitionMode, Lang, ProjectState, Say};
    ///
    /// let mut task = ProjectDraft {
    ///     mode: AcquisitionMode::Build.into(),
    ///     state: ProjectState::Planned.into(),
    ///     ..ProjectDraft::default()
    /// };
    /// let refused = task.move_to(ProjectState::Completed, "2023-11".parse()?).unwrap_err();
    /// assert_eq!(refused.in_lang(Lang::Zh).to_string(), "“计划”之后不能是“完工”，可以是：建设中、停工、取消、合并");
    ///
    /// task.move_to(ProjectState::UnderConstruction, "2023-04-early".parse()?)?;
    /// assert_eq!(task.state, Field::Given(ProjectState::UnderConstruction));
    /// let states: Vec<_> = task.history.items().filter_map(|(_, step)| step.state.given().copied()).collect();
    /// assert_eq!(states, [ProjectState::Planned, ProjectState::UnderConstruction]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn move_to(&mut self, to: ProjectState, on: PartialDate) -> Result<Moved, CannotMove<ProjectState>> {
        let mode = self.mode.given().copied();
        let story = Story {
            now: ("state", &mut self.state),
            history: (ProjectField::history, &mut self.history),
            partial: &mut self.partial,
        };
        story.move_to(to, on, |from| from.try_move(to, mode))
    }
}

lists_all!(Project, ProjectField);

record! {
    /// One step of a task (任务进展): from then on, it stands so.
    pub struct ProjectChange, ProjectChangeDraft, ProjectChangeField {
        /// Where the task stands from then on.
        required state: ProjectState,
        /// When, as exactly as the source knows.
        optional on: PartialDate,
        /// Why.
        optional reason: Text,
    }
}

impl Change for ProjectChangeDraft {
    type State = ProjectState;

    fn new(state: ProjectState, on: Field<PartialDate>) -> Self {
        Self { state: Field::Given(state), on, ..Self::default() }
    }

    fn state(&self) -> Option<ProjectState> {
        self.state.given().copied()
    }

    fn on(&self) -> Option<PartialDate> {
        self.on.given().copied()
    }
}

record! {
    /// Money for a task (资金): from whom, and how much.
    pub struct Funding, FundingDraft, FundingField {
        /// Who gives it.
        optional funder: Organization,
        /// How much, in yuan with at most two decimals.
        optional yuan: Yuan,
    }
}
