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
}
