use super::illegal_move::IllegalMove;
use super::set::Set;
use super::word::words;

words! {
    /// Where a center stands between being planned (谋划) and being closed (关闭).
    ///
    /// Closed: the rules have to judge every state. The states up to [`Lifecycle::Open`] are the article's own words
    /// (谋划、建设、提升、投用; People's Daily Online, 2023-08-11); the two after it mirror `temporarily closed` and
    /// `defunct` of the Human Services Data Specification (HSDS 3.x).
    pub enum Lifecycle: "中心状态" / "a state of a center" {
        /// Decided on, with nothing built yet.
        Planned = "planned" / "谋划" | "谋划中",
        /// Being built or converted for the first time.
        UnderConstruction = "under-construction" / "建设中" | "施工中",
        /// Premises that exist are being improved, with or without residents in them.
        Upgrading = "upgrading" / "提升中",
        /// Open to residents.
        Open = "open" / "投用" | "已投用",
        /// Was open, and is to open again.
        Suspended = "suspended" / "暂停",
        /// Was open, and is not to open again.
        Closed = "closed" / "关闭",
    }
}

impl Lifecycle {
    /// Whether the center has ever opened to residents; `None` where the state does not tell.
    ///
    /// An upgrade does not tell: what is being improved may have been open before, or be a first opening to come.
    ///
    /// ```
    /// use neighborhood_center::vocab::Lifecycle;
    ///
    /// assert_eq!(Lifecycle::Suspended.has_opened(), Some(true));
    /// assert_eq!(Lifecycle::Planned.has_opened(), Some(false));
    /// assert_eq!(Lifecycle::Upgrading.has_opened(), None);
    /// ```
    #[must_use]
    pub const fn has_opened(self) -> Option<bool> {
        match self {
            Self::Planned | Self::UnderConstruction => Some(false),
            Self::Upgrading => None,
            Self::Open | Self::Suspended | Self::Closed => Some(true),
        }
    }

    /// Whether the center has closed for good; `None` where the state does not tell.
    #[must_use]
    pub const fn has_closed(self) -> Option<bool> {
        match self {
            Self::Closed => Some(true),
            Self::Planned | Self::UnderConstruction | Self::Upgrading | Self::Open | Self::Suspended => Some(false),
        }
    }

    /// Whether residents can use the center in this state; `None` where the state does not tell.
    ///
    /// An upgrade does not tell: a part may stay in use meanwhile.
    #[must_use]
    pub const fn is_in_use(self) -> Option<bool> {
        match self {
            Self::Open => Some(true),
            Self::Upgrading => None,
            Self::Planned | Self::UnderConstruction | Self::Suspended | Self::Closed => Some(false),
        }
    }

    /// The states that can follow this one.
    ///
    /// No source sets down the moves; they are what the words mean. What is planned is built, improved, or opened in premises that
    /// are ready. What is being built opens. What is open is improved, suspended or closed; an improvement ends with it open,
    /// suspended or closed, the latter two only if it was open before, which the state does not tell; what is suspended opens
    /// again, is improved or closes. Nothing follows closing: whoever opens the
    /// place again plans a center anew. A plan that is given up leaves no center, and is a state of its
    /// [task](super::ProjectState::Canceled).
    ///
    /// ```
    /// use neighborhood_center::vocab::{Lifecycle, Set};
    ///
    /// assert_eq!(Lifecycle::UnderConstruction.next(), Set::of(&[Lifecycle::Open]));
    /// assert!(Lifecycle::Closed.next().is_empty());
    /// ```
    #[must_use]
    pub fn next(self) -> Set<Self> {
        Set::of(match self {
            Self::Planned => &[Self::UnderConstruction, Self::Upgrading, Self::Open],
            Self::UnderConstruction => &[Self::Open],
            Self::Upgrading => &[Self::Open, Self::Suspended, Self::Closed],
            Self::Open => &[Self::Upgrading, Self::Suspended, Self::Closed],
            Self::Suspended => &[Self::Upgrading, Self::Open, Self::Closed],
            Self::Closed => &[],
        })
    }

    /// Whether this state can be followed by that one. To stay is no move, and always possible.
    ///
    /// The two states decide it, so the answer is yes or no. [`ProjectState::may_become`](super::ProjectState::may_become) may have to
    /// leave it open, for what can follow a state of a task depends on how the center comes by its premises, too.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self == to || self.next().contains(to)
    }

    /// Moves on to a state.
    ///
    /// # Errors
    /// That this state cannot be followed by that one, and which could follow.
    pub fn try_move(self, to: Self) -> Result<Self, IllegalMove<Self>> {
        if self.may_become(to) { Ok(to) } else { Err(IllegalMove::new(self, to, self.next())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_has_opened_and_what_has_not_opened_is_not_in_use() {
        for &state in Lifecycle::ALL {
            if state.is_in_use() == Some(true) {
                assert_eq!(state.has_opened(), Some(true), "{state}");
            }
            if state.has_opened() == Some(false) {
                assert_eq!(state.is_in_use(), Some(false), "{state}");
            }
        }
    }

    #[test]
    fn only_an_upgrade_leaves_both_questions_open() {
        for &state in Lifecycle::ALL {
            assert_eq!(state.has_opened().is_none(), state == Lifecycle::Upgrading, "{state}");
            assert_eq!(state.is_in_use().is_none(), state == Lifecycle::Upgrading, "{state}");
        }
    }

    #[test]
    fn what_has_opened_is_never_planned_or_built_for_the_first_time_again() {
        for &state in Lifecycle::ALL {
            for next in state.next().iter().filter(|_| state.has_opened() == Some(true)) {
                assert_ne!(next.has_opened(), Some(false), "{state} to {next}");
            }
        }
    }

    #[test]
    fn only_closing_is_an_end_and_an_illegal_move_says_what_would_be_legal() {
        for &state in Lifecycle::ALL {
            assert_eq!(state.next().is_empty(), state == Lifecycle::Closed, "{state}");
            assert_eq!(state.try_move(state), Ok(state));
        }
        let refused = Lifecycle::Open.try_move(Lifecycle::Planned).unwrap_err();
        assert_eq!((refused.from(), refused.to()), (Lifecycle::Open, Lifecycle::Planned));
        assert_eq!(refused.legal(), Lifecycle::Open.next());
    }
}
