use super::acquisition_mode::AcquisitionMode;
use super::answer::Answer;
use super::illegal_move::IllegalMove;
use super::set::Set;
use super::word::words;

words! {
    /// Where a task of the annual plan (建设任务) stands.
    ///
    /// Closed: the rules have to judge every state. 谋划, 建设 and 投用 are the article's words (People's Daily Online, 2023-08-11),
    /// 施工中 and 完工 those of a report on the center of 八里社区; that a task may be halted, canceled or merged with another is
    /// what has to be told apart for a plan of 35 tasks to be counted.
    pub enum ProjectState: "任务状态" / "a state of a task" {
        /// Decided on, with nothing done yet.
        Planned = "planned" / "计划" | "谋划" | "谋划中",
        /// Being built, converted or fitted out.
        UnderConstruction = "under-construction" / "建设中" | "施工中",
        /// The premises are complete, and not in use yet.
        Completed = "completed" / "完工",
        /// What was to be made is there for residents.
        InUse = "in-use" / "投用" | "已投用",
        /// Work is halted, and is to go on.
        Suspended = "suspended" / "停工",
        /// Given up.
        Canceled = "canceled" / "取消",
        /// Taken over by another task.
        Merged = "merged" / "合并" | "并入",
    }
}

impl ProjectState {
    /// Whether this state can be followed by that one, in a task of this mode. To stay is no move, and always possible.
    ///
    /// No source sets down the moves; they are what the words mean:
    ///
    /// - what is planned is begun, halted, given up, or merged with another task; where [nothing has to be
    ///   built](AcquisitionMode::needs_building) it may be complete or in use without anybody building;
    /// - what is being built is completed, or put to use at once; or it is halted, given up or merged;
    /// - what is complete is put to use;
    /// - what is halted is planned anew, goes on, is given up or merged; where nothing has to be built it may be complete or in use;
    /// - what is in use, given up or merged stays so: to do more is another task.
    ///
    /// Without a mode nobody knows whether something has to be built. That is why this answers otherwise than
    /// [`Lifecycle::may_become`](super::Lifecycle::may_become), where the two states alone decide.
    ///
    /// ```
    /// use neighborhood_center::vocab::{AcquisitionMode, Answer, ProjectState};
    ///
    /// let (planned, completed) = (ProjectState::Planned, ProjectState::Completed);
    /// assert_eq!(planned.may_become(completed, Some(AcquisitionMode::Lease)), Answer::Yes);
    /// assert_eq!(planned.may_become(completed, Some(AcquisitionMode::Build)), Answer::No);
    /// assert_eq!(planned.may_become(completed, None), Answer::CannotSay);
    /// ```
    #[must_use]
    pub fn may_become(self, to: Self, mode: Option<AcquisitionMode>) -> Answer {
        let without_building = match mode.and_then(AcquisitionMode::needs_building) {
            Some(needs_building) => Answer::from(!needs_building),
            None => Answer::CannotSay,
        };
        match (self, to) {
            _ if self == to => Answer::Yes,
            (Self::Planned | Self::Suspended, Self::Completed | Self::InUse) => without_building,
            (Self::Planned, Self::UnderConstruction | Self::Suspended | Self::Canceled | Self::Merged)
            | (
                Self::UnderConstruction,
                Self::Completed | Self::InUse | Self::Suspended | Self::Canceled | Self::Merged,
            )
            | (Self::Completed, Self::InUse)
            | (Self::Suspended, Self::Planned | Self::UnderConstruction | Self::Canceled | Self::Merged) => Answer::Yes,
            _ => Answer::No,
        }
    }

    /// The states that surely can follow this one in a task of this mode.
    #[must_use]
    pub fn next(self, mode: Option<AcquisitionMode>) -> Set<Self> {
        let others = Self::ALL.iter().copied().filter(|to| *to != self);
        others.filter(|to| self.may_become(*to, mode) == Answer::Yes).collect()
    }

    /// Moves on to a state.
    ///
    /// # Errors
    /// That this state surely cannot be followed by that one, and which could follow. What depends on a mode that is not known
    /// is no error.
    pub fn try_move(self, to: Self, mode: Option<AcquisitionMode>) -> Result<Self, IllegalMove<Self>> {
        match self.may_become(to, mode) {
            Answer::No => Err(IllegalMove::new(self, to, self.next(mode))),
            Answer::Yes | Answer::CannotSay => Ok(to),
        }
    }

    /// Whether the task has come to what it was for: the premises are complete.
    ///
    /// What was [merged](Self::Merged) is done when the task that took it over is; the state does not tell.
    ///
    /// ```
    /// use neighborhood_center::vocab::ProjectState;
    ///
    /// assert_eq!(ProjectState::Completed.is_delivered(), Some(true));
    /// assert_eq!(ProjectState::Planned.is_delivered(), Some(false));
    /// assert_eq!(ProjectState::Merged.is_delivered(), None);
    /// ```
    #[must_use]
    pub const fn is_delivered(self) -> Option<bool> {
        match self {
            Self::Completed | Self::InUse => Some(true),
            Self::Planned | Self::UnderConstruction | Self::Suspended | Self::Canceled => Some(false),
            Self::Merged => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_given_up_or_merged_stays_so() {
        for &state in ProjectState::ALL {
            let is_an_end = matches!(state, ProjectState::InUse | ProjectState::Canceled | ProjectState::Merged);
            for mode in [None, Some(AcquisitionMode::Lease), Some(AcquisitionMode::Build)] {
                assert_eq!(state.next(mode).is_empty(), is_an_end, "{state}");
            }
        }
    }

    #[test]
    fn what_is_complete_is_only_put_to_use() {
        assert_eq!(ProjectState::Completed.next(None), Set::of(&[ProjectState::InUse]));
    }

    #[test]
    fn only_what_needs_no_building_is_complete_without_it() {
        for &mode in AcquisitionMode::ALL {
            let expected = match mode.needs_building() {
                Some(true) => Answer::No,
                Some(false) => Answer::Yes,
                None => Answer::CannotSay,
            };
            for state in [ProjectState::Planned, ProjectState::Suspended] {
                assert_eq!(state.may_become(ProjectState::InUse, Some(mode)), expected, "{mode}");
            }
            assert_eq!(ProjectState::UnderConstruction.may_become(ProjectState::InUse, Some(mode)), Answer::Yes);
        }
    }

    #[test]
    fn an_illegal_move_says_what_would_be_legal_and_a_doubtful_one_is_none() {
        let refused = ProjectState::Completed.try_move(ProjectState::Planned, None).unwrap_err();
        assert_eq!(refused.to_string(), "completed cannot be followed by planned; what can follow: in use");
        assert_eq!(ProjectState::Planned.try_move(ProjectState::Completed, None), Ok(ProjectState::Completed));
    }
}
