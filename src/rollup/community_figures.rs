use super::centers::Centers;
use super::floor_area::FloorArea;
use super::join::Join;
use super::offering::Offering;
use super::spread::Spread;
use crate::vocab::{CellSet, Count, Lifecycle, Name, Setting, SettingSet, Tier};

/// What the records that were added come to for one community. Whether records may be missing, the
/// [summary](super::DistrictSummary::gaps) tells, and so it is the summary that answers about coverage and floor area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommunityFigures {
    pub(super) name: Option<Name>,
    pub(super) settings: SettingSet,
    pub(super) households: Option<Spread<Count>>,
    pub(super) centers: Centers,
    pub(super) served_by: u64,
    pub(super) offering: Offering,
    pub(super) floor_area: FloorArea,
}

impl CommunityFigures {
    /// Its name; of several that sources give, the one that sorts first. `None` where no document describes it.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// New or old town; `None` where nobody tells, or sources disagree.
    #[must_use]
    pub fn setting(&self) -> Option<Setting> {
        let mut settings = self.settings.iter();
        settings.next().filter(|_| settings.next().is_none())
    }

    /// How many households it has, by all who tell.
    #[must_use]
    pub fn households(&self) -> Option<Spread<Count>> {
        self.households
    }

    /// How many centers belong to it, in whatever state.
    #[must_use]
    pub fn centers(&self) -> u64 {
        self.centers.total()
    }

    /// The centers that belong to it, by state and tier.
    pub fn centers_by(&self) -> impl Iterator<Item = (Option<Lifecycle>, Option<Tier>, u64)> {
        self.centers.iter()
    }

    /// How many centers that are in use serve it, its own and others.
    #[must_use]
    pub fn served_by(&self) -> u64 {
        self.served_by
    }

    /// The cells that some center in use offers it.
    #[must_use]
    pub fn offered(&self) -> CellSet {
        self.offering.offered
    }

    /// The cells besides that centers may offer it which say that they serve it, but not all that they offer, or whether they are in
    /// use. Whether it is covered depends on those that do not say whom they serve, too:
    /// [`DistrictSummary::covers`](super::DistrictSummary::covers).
    #[must_use]
    pub fn perhaps(&self) -> CellSet {
        self.offering.possible.without(self.offering.offered)
    }
}

impl Join for CommunityFigures {
    fn join(&mut self, other: Self) {
        self.name = match (self.name.take(), other.name) {
            (Some(own), Some(other)) => Some(own.min(other)),
            (own, other) => own.or(other),
        };
        self.settings = self.settings.or(other.settings);
        Spread::join(&mut self.households, other.households);
        self.centers.join(other.centers);
        self.served_by = self.served_by.saturating_add(other.served_by);
        self.offering.join(other.offering);
        self.floor_area.join(other.floor_area);
    }
}

impl Join for Offering {
    fn join(&mut self, other: Self) {
        self.offered = self.offered.or(other.offered);
        self.possible = self.possible.or(other.possible);
    }
}
