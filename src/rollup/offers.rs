use super::join::Join;
use super::offering::Offering;
use crate::vocab::Cell;

/// Of each cell, how many centers offer it, and how many may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    counts: [(u64, u64); 18],
}

impl Offers {
    pub(super) fn of(offering: Offering) -> Self {
        let mut offers = Self::default();
        for (cell, (offered, possible)) in Cell::ALL.iter().zip(&mut offers.counts) {
            let is_offered = offering.offered.contains(*cell);
            *offered = u64::from(is_offered);
            *possible = u64::from(!is_offered && offering.possible.contains(*cell));
        }
        offers
    }

    /// Adds to the counts of one cell.
    pub(super) fn add(&mut self, cell: Cell, offered: u64, possible: u64) {
        let own = Cell::ALL.iter().zip(&mut self.counts).find(|(own, _)| **own == cell);
        if let Some((_, count)) = own {
            *count = (count.0.saturating_add(offered), count.1.saturating_add(possible));
        }
    }

    /// Every cell, with how many centers offer it and how many others may.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Cell, u64, u64)> {
        Cell::ALL.iter().zip(self.counts).map(|(cell, (offered, possible))| (*cell, offered, possible))
    }
}

impl Join for Offers {
    fn join(&mut self, other: Self) {
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            *own = (own.0.saturating_add(other.0), own.1.saturating_add(other.1));
        }
    }
}
