//! The centers of a document that serve the same communities, and how large they are together.

use std::collections::HashMap;

use crate::field::Field;
use crate::path::{Path, Pointer};
use crate::policy::{Ask, PerHouseholds, Policy};
use crate::records::{CenterDraft, CenterField, DistrictDraft, DistrictField};
use crate::rules::policy::standing::{is_open, list_doubt, stands};
use crate::vocab::{Answer, Area, AreaKind, CommunityId, Lifecycle, Qualifier, ServiceFunction, SquareMeters};

/// How many centers are added up. Where more serve the same communities, that is left to people: looking at each from each
/// would take a time that grows with their square.
const MOST: usize = 16;

/// Whose area is asked for: its kind, and the function of the spaces it is that of, if it is not that of the whole center.
pub(crate) type Measure = (AreaKind, Option<ServiceFunction>);

/// The field of a center that an area is told in.
pub(crate) fn area_field(function: Option<ServiceFunction>) -> &'static str {
    if function.is_some() { "spaces" } else { "areas" }
}

/// An area, as far as it is known, without the places that tell it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// What there is, whatever else there may be.
    pub(crate) certain: Option<Area>,
    /// What there is, if that is all.
    pub(crate) whole: Option<Area>,
}

/// The centers of a document, by the communities that they serve, and their areas as far as some center is asked for them.
///
/// It is made once for a document, in time n log n for each kind of area that is asked for; asking it about a center costs a
/// search for each community that the center serves.
#[derive(Debug, Default)]
pub(crate) struct Neighbors {
    centers: Vec<Neighbor>,
    /// Sorted, each community with a center that serves it.
    serving: Vec<(CommunityId, usize)>,
    /// Some of the centers of which nobody knows whom else they serve.
    anywhere: Vec<usize>,
    /// What leaves open which centers there are at all.
    unlisted: Vec<Pointer>,
    /// Of each center in turn.
    readings: HashMap<Measure, Vec<Reading>>,
}

/// A center that is not closed.
#[derive(Debug)]
struct Neighbor {
    place: usize,
    stands: Answer,
    /// How many communities it serves.
    serves: usize,
    /// The field that leaves open whom else it serves.
    open: Option<CenterField>,
}

/// What the centers that serve some communities have together.
#[derive(Debug)]
pub(crate) struct Together {
    /// What these communities have for certain, of centers that are there for nobody else.
    pub(crate) certain: Area,
    /// What there is, if that is all.
    pub(crate) whole: Option<Area>,
    /// Where the areas stand, that of the center itself left out.
    pub(crate) places: Vec<Pointer>,
    /// The places that leave open what there is in all.
    pub(crate) doubt: Vec<Pointer>,
    /// The places that leave open what of it these communities have.
    pub(crate) shared: Vec<Pointer>,
}

impl Neighbors {
    /// Of a document, whose centers are asked for what these policies ask. Where none asks for an area for households, nobody
    /// needs to know, and it is empty.
    pub(crate) fn of<'p>(
        district: &DistrictDraft,
        policies: impl Iterator<Item = &'p Policy>,
        reading: fn(Measure, &CenterDraft) -> Reading,
    ) -> Self {
        let mut neighbors = Self::default();
        for demand in policies.flat_map(Policy::demands) {
            if let Ask::AreaPer100Households(PerHouseholds { kind, function, .. }) = demand.ask() {
                neighbors.readings.entry((*kind, *function)).or_default();
            }
        }
        if neighbors.readings.is_empty() {
            return neighbors;
        }
        neighbors.unlisted = list_doubt(district);
        for (place, center) in district.centers.items() {
            if center.status != Field::Given(Lifecycle::Closed) {
                neighbors.add(place, center);
                neighbors.readings.iter_mut().for_each(|(measure, known)| known.push(reading(*measure, center)));
            }
        }
        neighbors.serving.sort_unstable();
        neighbors
    }

    fn add(&mut self, place: usize, center: &CenterDraft) {
        let nth = self.centers.len();
        let own = center.community.given();
        let mut communities: Vec<CommunityId> =
            own.into_iter().chain(center.serves.items().map(|(_, id)| id)).copied().collect();
        communities.sort_unstable();
        communities.dedup();
        let open = match own {
            None => Some(CenterField::community),
            Some(_) => is_open(center).then_some(CenterField::serves),
        };
        // Of those that are named, one may be the center itself that is looked at.
        if open.is_some() && self.anywhere.len() < MOST + 2 {
            self.anywhere.push(nth);
        }
        self.serving.extend(communities.iter().map(|id| (*id, nth)));
        self.centers.push(Neighbor { place, stands: stands(&center.status), serves: communities.len(), open });
    }

    /// What the centers that serve any of these communities have together, as seen from one of them. The communities are
    /// sorted, and each is there once.
    pub(crate) fn together(&self, measure: Measure, communities: &[CommunityId], own: &Path<'_>) -> Together {
        let (kind, function) = measure;
        let nothing = |qualifier| Area::new(kind, SquareMeters::whole(0), qualifier);
        let (mut certain, mut whole) = (nothing(Qualifier::AtLeast), Some(nothing(Qualifier::Exactly)));
        let (mut places, mut doubt, mut shared) = (Vec::new(), self.unlisted.clone(), Vec::new());
        let (list, own) = (Path::ROOT.key(DistrictField::centers.as_str()), own.to_pointer());
        let field = area_field(function);
        let serving = self.serving(communities);
        let Some(serving) = serving else {
            doubt.push(list.to_pointer());
            return Together { certain, whole: None, places, doubt, shared };
        };
        for (nth, served) in serving {
            let (Some(center), Some(reading)) = (self.centers.get(nth), self.reading(measure, nth)) else { continue };
            let at = list.index(center.place);
            let is_own = at.to_pointer() == own;
            if !is_own {
                places.push(at.key(field).to_pointer());
                if reading.whole.is_none() {
                    doubt.push(at.key(field).to_pointer());
                }
            }
            whole = whole.zip(reading.whole).and_then(|(whole, area)| whole.plus(area));
            if !is_own && center.stands != Answer::Yes {
                shared.push(at.key("status").to_pointer());
            } else if !is_own && (center.open.is_some() || served < center.serves) {
                shared.push(at.key("serves").to_pointer());
            } else if let Some(area) = reading.certain {
                certain = certain.plus(area.at_least()).unwrap_or(certain);
            }
        }
        self.tell_of_others(&list, &own, &mut doubt);
        Together { certain, whole: whole.filter(|_| doubt.is_empty()), places, doubt, shared }
    }

    /// Which centers serve any of these communities, and how many of them; `None` where these are too many.
    fn serving(&self, communities: &[CommunityId]) -> Option<Vec<(usize, usize)>> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for id in communities {
            let from = self.serving.partition_point(|(known, _)| known < id);
            for (_, nth) in self.serving.iter().skip(from).take_while(|(known, _)| known == id) {
                let is_full = found.len() == MOST;
                match found.iter_mut().find(|(known, _)| known == nth) {
                    Some((_, served)) => *served += 1,
                    None if is_full => return None,
                    None => found.push((*nth, 1)),
                }
            }
        }
        found.sort_unstable();
        Some(found)
    }

    fn reading(&self, measure: Measure, nth: usize) -> Option<Reading> {
        self.readings.get(&measure)?.get(nth).copied()
    }

    /// The other centers that may serve these communities too.
    fn tell_of_others(&self, list: &Path<'_>, own: &Pointer, doubt: &mut Vec<Pointer>) {
        let others = self.anywhere.iter().filter_map(|nth| {
            let center = self.centers.get(*nth)?;
            let at = list.index(center.place);
            (at.to_pointer() != *own).then(|| at.key(center.open.unwrap_or(CenterField::serves).as_str()).to_pointer())
        });
        let others: Vec<Pointer> = others.collect();
        if others.len() > MOST {
            doubt.push(list.to_pointer());
        } else {
            doubt.extend(others);
        }
    }
}
