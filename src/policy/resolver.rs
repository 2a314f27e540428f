use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::asked::Policy;
use super::claim::Unresolvable;
use super::layer::Layer;
use super::place::{Communities, CommunityFacts, Place};
use super::resolve::applying;
use crate::vocab::{CircumstanceSet, CommunityId, Date, Tier};

/// Layers of policy that are resolved once, for every place that they or the known communities tell apart.
///
/// Make one, share it, and check any number of records with it: looking up the policy of a center resolves nothing.
///
/// ```
/// use neighborhood_center::Context;
/// use neighborhood_center::policy::{Communities, Resolver, presets};
///
/// let layers = vec![presets::luolong_2023(), presets::embedded_facilities()];
/// let resolver = Resolver::new(layers, Communities::default(), None)?;
/// let context = Context::layered(resolver);
/// # Ok::<(), neighborhood_center::policy::Unresolvable>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolver {
    layers: Vec<Layer>,
    /// The places of the layers that are made for certain communities.
    own: BTreeMap<CommunityId, Vec<usize>>,
    /// The places of the others.
    general: Vec<usize>,
    communities: Communities,
    date: Option<Date>,
    rows: BTreeMap<CommunityId, ByTier>,
    /// For a community of which nothing is known, and which no layer names.
    stranger: ByTier,
    /// For a center that does not say to which community it belongs.
    nowhere: ByTier,
}

/// The policies of one community's centers: of an unknown tier, and of each tier.
type ByTier = [Arc<Policy>; 4];

impl Resolver {
    /// Resolves layers for a day and for what is known of communities.
    ///
    /// # Errors
    /// Layers of equal levels that disagree wherever both could apply.
    pub fn new(layers: Vec<Layer>, communities: Communities, date: Option<Date>) -> Result<Self, Unresolvable> {
        Unresolvable::check(&layers)?;
        Ok(Self::unchecked(layers, communities, date))
    }

    fn unchecked(layers: Vec<Layer>, communities: Communities, date: Option<Date>) -> Self {
        let mut own: BTreeMap<CommunityId, Vec<usize>> = BTreeMap::new();
        let mut general = Vec::new();
        for (nth, layer) in layers.iter().enumerate() {
            match &layer.scope.communities {
                None => general.push(nth),
                Some(list) => list.iter().for_each(|id| own.entry(*id).or_default().push(nth)),
            }
        }
        let nothing = || std::array::from_fn(|_| Arc::new(Policy::none()));
        let mut resolver = Self {
            layers,
            own,
            general,
            communities,
            date,
            rows: BTreeMap::new(),
            stranger: nothing(),
            nowhere: nothing(),
        };
        let mut known = Known::new();
        let ids: Vec<CommunityId> =
            resolver.own.keys().copied().chain(resolver.communities.iter().map(|facts| facts.id)).collect();
        let rows = ids.into_iter().map(|id| (id, resolver.row(Some(id), &mut known))).collect();
        let nowhere = resolver.row(None, &mut known);
        let stranger = resolver.row_of(resolver.general.clone(), Place { date, ..Place::default() }, &mut known);
        resolver.rows = rows;
        resolver.stranger = stranger;
        resolver.nowhere = nowhere;
        resolver
    }

    /// The same layers, resolved for another day.
    #[must_use]
    pub fn on(&self, date: Option<Date>) -> Self {
        Self::unchecked(self.layers.clone(), self.communities.clone(), date)
    }

    /// The layers.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The day that they are resolved for.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// What is known of communities.
    #[must_use]
    pub fn communities(&self) -> &Communities {
        &self.communities
    }

    /// What is asked of a center of this tier in this community, as far as is known of either.
    #[must_use]
    pub fn policy(&self, community: Option<CommunityId>, tier: Option<Tier>) -> &Arc<Policy> {
        let row = match community {
            None => &self.nowhere,
            Some(id) => self.rows.get(&id).unwrap_or(&self.stranger),
        };
        let [unknown, district_area, of_community, compound] = row;
        match tier {
            None => unknown,
            Some(Tier::DistrictArea) => district_area,
            Some(Tier::Community) => of_community,
            Some(Tier::Compound) => compound,
        }
    }

    /// What is asked at a place of which more is known than the resolver was told. It is resolved anew: keep it.
    #[must_use]
    pub fn resolve(&self, place: &Place) -> Policy {
        let layers = self.candidates(place.community).into_iter().filter_map(|nth| self.layers.get(nth));
        Policy::resolve_unchecked(layers, place)
    }

    /// The same, where places to which the same layers apply share one policy: those that are known are kept in `known`.
    pub(crate) fn resolve_among(&self, place: &Place, known: &mut Known) -> Arc<Policy> {
        self.shared(self.candidates(place.community), place, known)
    }

    /// What is asked of a district as a whole, by the layers that are not made for certain communities. It is resolved anew:
    /// keep it.
    #[must_use]
    pub fn resolve_district(&self, place: &Place) -> Policy {
        Policy::resolve_unchecked(self.general.iter().filter_map(|nth| self.layers.get(*nth)), place)
    }

    /// The places of the layers that may apply in a community.
    fn candidates(&self, community: Option<CommunityId>) -> Vec<usize> {
        match community {
            None => (0..self.layers.len()).collect(),
            Some(id) => self.general.iter().chain(self.own.get(&id).into_iter().flatten()).copied().collect(),
        }
    }

    fn row(&self, community: Option<CommunityId>, known: &mut Known) -> ByTier {
        let facts = community.and_then(|id| self.communities.get(id));
        let place = Place {
            community,
            divisions: facts.map(|facts: &CommunityFacts| facts.divisions.clone()).unwrap_or_default(),
            tier: None,
            setting: facts.and_then(|facts| facts.setting),
            date: self.date,
        };
        self.row_of(self.candidates(community), place, known)
    }

    fn row_of(&self, candidates: Vec<usize>, place: Place, known: &mut Known) -> ByTier {
        let mut tiers = [None, Some(Tier::DistrictArea), Some(Tier::Community), Some(Tier::Compound)].into_iter();
        std::array::from_fn(|_| {
            let place = Place { tier: tiers.next().flatten(), ..place.clone() };
            self.shared(candidates.iter().copied(), &place, known)
        })
    }

    /// What those of these layers ask that apply to a place.
    fn shared(&self, candidates: impl IntoIterator<Item = usize>, place: &Place, known: &mut Known) -> Arc<Policy> {
        let layers = candidates.into_iter().filter_map(|nth| Some((nth, self.layers.get(nth)?)));
        let numbered: Vec<(usize, CircumstanceSet)> = layers
            .flat_map(|(nth, layer)| {
                applying(std::iter::once(layer), place).into_iter().map(move |(_, open)| (nth, open))
            })
            .collect();
        let policy = known.entry(numbered).or_insert_with_key(|numbered| {
            let layers = numbered.iter().filter_map(|(nth, open)| Some((self.layers.get(*nth)?, *open)));
            Arc::new(Policy::of_applying(layers.collect()))
        });
        Arc::clone(policy)
    }
}

/// Policies by the layers that apply, each with what leaves it open. Most communities share one.
pub(crate) type Known = HashMap<Vec<(usize, CircumstanceSet)>, Arc<Policy>>;
