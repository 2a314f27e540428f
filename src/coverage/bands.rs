use std::collections::BTreeSet;

use crate::occasions::{Months, Occasions};
use crate::vocab::{Age, AgeBoundaries, AgeRange};

/// How many bands of ages one answer has at most.
pub(super) const MOST_BANDS: usize = 64;
/// Months in a year.
const YEAR: u16 = 12;

/// The coarsest bands of ages, within a range, in each of which everybody is served alike; they part at the boundaries of the
/// groups, too. Tells also whether they would be more than [`MOST_BANDS`]: then some have parts that are not served alike.
pub(super) fn bands(occasions: &Occasions, boundaries: AgeBoundaries, within: AgeRange) -> (Vec<AgeRange>, bool) {
    let mut edges = Months::NONE;
    occasions.list.iter().for_each(|occasion| edges.add(&occasion.whom.edges()));
    let inside = |month: &u16| {
        within.from().in_months() < *month && within.below().is_none_or(|below| *month < below.in_months())
    };
    let groups: BTreeSet<u16> =
        [boundaries.middle_from(), boundaries.old_from()].map(Age::in_months).into_iter().filter(inside).collect();
    let others: Vec<u16> = edges.iter().filter(inside).filter(|month| !groups.contains(month)).collect();
    // Where not all have a place, the boundaries of groups come first, then those of whole years.
    let room = MOST_BANDS - 1 - groups.len();
    let truncated = others.len() > room;
    let (years, months): (Vec<u16>, Vec<u16>) = others.into_iter().partition(|month| month % YEAR == 0);
    let parted: BTreeSet<u16> = groups.into_iter().chain(years.into_iter().chain(months).take(room)).collect();

    let mut bands = Vec::with_capacity(parted.len() + 1);
    let mut from = within.from();
    for edge in parted.into_iter().filter_map(Age::months) {
        bands.extend(AgeRange::new(from, Some(edge)));
        from = edge;
    }
    bands.extend(AgeRange::new(from, within.below()));
    (bands, truncated)
}
