use super::word::words;

words! {
    /// How a center comes by its premises (建设方式).
    ///
    /// Open: cities know more ways, so matches need a wildcard arm, and what has no word yet is [`AcquisitionMode::Other`]. Five words
    /// are those of thirteen departments of the nation (补建、购置、置换、租赁、改造), 新建 is in the rules of Yinchuan, 配建移交 in those
    /// of Xixian New Area; 建设, 提升 and 盘活 are the article's (People's Daily Online, 2023-08-11).
    #[non_exhaustive]
    pub enum AcquisitionMode: "建设方式" / "a way to come by premises" {
        /// Built anew.
        Build = "build" / "新建" | "建设",
        /// Built later, where it was left out.
        Supplement = "supplement" / "补建",
        /// Made of something that stands already.
        Refit = "refit" / "改造" | "盘活",
        /// Rented.
        Lease = "lease" / "租赁",
        /// Taken in exchange.
        Swap = "swap" / "置换",
        /// Bought.
        Purchase = "purchase" / "购置" | "购买",
        /// Built by a developer as part of an estate, and handed over.
        Handover = "handover" / "配建移交",
        /// A center that exists is improved.
        Upgrade = "upgrade" / "提升",
        /// Any other way.
        Other = "other" / "其他",
    }
}

impl AcquisitionMode {
    /// Whether somebody has to build before the premises are complete; `None` where the word does not tell.
    ///
    /// What is leased, exchanged, bought or handed over stands already. It may be fitted out, and need not be.
    ///
    /// ```
    /// use neighborhood_center::vocab::AcquisitionMode;
    ///
    /// assert_eq!(AcquisitionMode::Refit.needs_building(), Some(true));
    /// assert_eq!(AcquisitionMode::Lease.needs_building(), Some(false));
    /// assert_eq!(AcquisitionMode::Other.needs_building(), None);
    /// ```
    #[must_use]
    pub const fn needs_building(self) -> Option<bool> {
        match self {
            Self::Build | Self::Supplement | Self::Refit | Self::Upgrade => Some(true),
            Self::Lease | Self::Swap | Self::Purchase | Self::Handover => Some(false),
            Self::Other => None,
        }
    }
}
