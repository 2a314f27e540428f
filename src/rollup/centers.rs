use std::collections::BTreeMap;

use super::join::Join;
use crate::field::Field;
use crate::records::CenterDraft;
use crate::vocab::{Lifecycle, Setting, Tier};

/// How many centers are in one state, of one tier, in one part of town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CenterCount {
    /// The state; `None` where the record does not tell.
    pub status: Option<Lifecycle>,
    /// The tier; `None` where the record does not tell.
    pub tier: Option<Tier>,
    /// New or old town; `None` where nobody tells of the community, or sources disagree.
    pub setting: Option<Setting>,
    /// How many they are.
    pub count: u64,
}

/// Centers by state and tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Centers {
    counts: BTreeMap<(Option<Lifecycle>, Option<Tier>), u64>,
}

impl Centers {
    pub(super) fn of(center: &CenterDraft) -> Self {
        let mut centers = Self::default();
        centers.add(center.status.given().copied(), center.tier.given().copied(), 1);
        centers
    }

    pub(super) fn add(&mut self, status: Option<Lifecycle>, tier: Option<Tier>, more: u64) {
        if more > 0 {
            let count = self.counts.entry((status, tier)).or_default();
            *count = count.saturating_add(more);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Option<Lifecycle>, Option<Tier>, u64)> {
        self.counts.iter().map(|((status, tier), count)| (*status, *tier, *count))
    }

    pub(super) fn total(&self) -> u64 {
        self.counts.values().copied().fold(0, u64::saturating_add)
    }
}

impl Join for Centers {
    fn join(&mut self, other: Self) {
        for ((status, tier), count) in other.counts {
            self.add(status, tier, count);
        }
    }
}

/// Whether people can use a center by what its record says of its state: one that says nothing is taken to be open, as
/// everywhere; one that cannot be read leaves it open.
pub(super) fn is_in_use(status: &Field<Lifecycle>) -> Option<bool> {
    match status {
        Field::Missing => Some(true),
        Field::Malformed(_) => None,
        Field::Given(status) => status.is_in_use(),
    }
}
