use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::asked::Policy;
use super::claim::{Ground, Unresolvable, run_of};
use super::layer::Layer;
use super::place::{Communities, CommunityFacts, Place};
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
    /// Those of them that are not made for divisions of one scheme.
    wide: Vec<usize>,
    /// Those that are, by these divisions.
    grounds: Vec<(Ground, usize)>,
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
        let (mut wide, mut grounds) = (Vec::new(), Vec::new());
        for nth in &general {
            match layers.get(*nth).and_then(|layer| of_one_scheme(layer.scope.divisions.as_deref()?)) {
                Some(divisions) => grounds.extend(divisions.iter().map(|ground| (*ground, *nth))),
                None => wide.push(*nth),
            }
        }
        grounds.sort_unstable();
        let nothing = || std::array::from_fn(|_| Arc::new(Policy::none()));
        let mut resolver = Self {
            layers,
            own,
            general,
            wide,
            grounds,
            communities,
            date,
            rows: BTreeMap::new(),
            stranger: nothing(),
            nowhere: nothing(),
        };
        let mut known = Known::default();
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

    /// The same layers, resolved for what else is known of communities.
    pub(crate) fn knowing(&self, communities: Communities) -> Self {
        Self::unchecked(self.layers.clone(), communities, self.date)
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
        let layers =
            self.candidates(place.community, &place.divisions).into_iter().filter_map(|nth| self.layers.get(nth));
        Policy::resolve_unchecked(layers, place)
    }

    /// The same, where places to which the same layers apply share one policy: those that are known are kept in `known`.
    pub(crate) fn resolve_among(&self, place: &Place, known: &mut Known) -> Arc<Policy> {
        // To communities that no layer names, and of which the same is known, the same applies.
        let is_named = place.community.is_none_or(|id| self.own.contains_key(&id));
        let alike = (!is_named).then(|| Place { community: None, ..place.clone() });
        if let Some(policy) = alike.as_ref().and_then(|alike| known.by_place.get(alike)) {
            return Arc::clone(policy);
        }
        let policy = self.shared(self.candidates(place.community, &place.divisions), place, known);
        known.by_place.extend(alike.map(|alike| (alike, Arc::clone(&policy))));
        policy
    }

    /// What is asked of a district as a whole, by the layers that are not made for certain communities. It is resolved anew:
    /// keep it.
    #[must_use]
    pub fn resolve_district(&self, place: &Place) -> Policy {
        Policy::resolve_unchecked(self.general.iter().filter_map(|nth| self.layers.get(*nth)), place)
    }

    /// The places of the layers that may apply in a community, of which these are the codes.
    fn candidates(&self, community: Option<CommunityId>, divisions: &[Ground]) -> Vec<usize> {
        let Some(id) = community else { return (0..self.layers.len()).collect() };
        let mut general = self.wide.clone();
        for of_scheme in self.grounds.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            let scheme = of_scheme.first().map(|((scheme, _), _)| *scheme);
            let codes = || divisions.iter().filter(|(of, _)| Some(*of) == scheme).map(|(of, code)| (*of, *code));
            // Where the place lies in divisions of this scheme is not known: it may lie in any of them.
            let Some((of, narrowest)) = codes().max_by_key(|(_, code)| code.level()) else {
                general.extend(of_scheme.iter().map(|(_, nth)| nth));
                continue;
            };
            // It lies in what its codes belong to, and may lie in what belongs to all of them, and so to the narrowest.
            general.extend(run_of(of_scheme, of, narrowest, |division| division.is_within(narrowest)));
            for (of, code) in codes() {
                for wider in std::iter::successors(Some(code), |place| place.parent()) {
                    general.extend(run_of(of_scheme, of, wider, |division| division.is_same_place(wider)));
                }
            }
        }
        general.sort_unstable();
        general.dedup();
        general.extend(self.own.get(&id).into_iter().flatten());
        general
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
        self.row_of(self.candidates(community, &place.divisions), place, known)
    }

    fn row_of(&self, candidates: Vec<usize>, place: Place, known: &mut Known) -> ByTier {
        // What applies to no center of an unknown tier applies to none of a known one.
        let may_apply =
            |nth: &usize| self.layers.get(*nth).is_some_and(|layer| layer.scope.applies_to(&place).is_some());
        let candidates: Vec<usize> = candidates.into_iter().filter(may_apply).collect();
        let mut tiers = [None, Some(Tier::DistrictArea), Some(Tier::Community), Some(Tier::Compound)].into_iter();
        std::array::from_fn(|_| {
            let place = Place { tier: tiers.next().flatten(), ..place.clone() };
            self.shared(candidates.iter().copied(), &place, known)
        })
    }

    /// What those of these layers ask that apply to a place.
    fn shared(&self, candidates: impl IntoIterator<Item = usize>, place: &Place, known: &mut Known) -> Arc<Policy> {
        let applies = |nth: usize| Some((nth, self.layers.get(nth)?.scope.applies_to(place)?));
        let numbered: Vec<(usize, CircumstanceSet)> = candidates.into_iter().filter_map(applies).collect();
        let policy = known.by_layers.entry(numbered).or_insert_with_key(|numbered| {
            let layers = numbered.iter().filter_map(|(nth, open)| Some((self.layers.get(*nth)?, *open)));
            Arc::new(Policy::of_applying(layers.collect()))
        });
        Arc::clone(policy)
    }
}

/// The divisions, if all are of one scheme.
fn of_one_scheme(divisions: &[Ground]) -> Option<&[Ground]> {
    let (first, last) = divisions.first().zip(divisions.last())?;
    (first.0 == last.0).then_some(divisions)
}

/// Policies that were resolved. Most communities share one.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// By the layers that apply, each with what leaves it open.
    by_layers: HashMap<Vec<(usize, CircumstanceSet)>, Arc<Policy>>,
    /// By what is known of a community that no layer names.
    by_place: HashMap<Place, Arc<Policy>>,
}

impl Known {
    /// Each of them once.
    pub(crate) fn policies(&self) -> impl Iterator<Item = &Arc<Policy>> {
        self.by_layers.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Ask, Authority, Citation};
    use crate::vocab::{
        Circumstance, Confidence, DivisionCode, DivisionScheme, PolicyLevel, Setting, SettingSet, Strength,
    };

    fn asks(level: PolicyLevel, features: u32) -> Layer {
        Layer::new(Authority::new(level, Citation::new("a plan", Confidence::Official)))
            .ask(Ask::Features(features), Strength::Must)
    }

    fn id(nth: u128) -> CommunityId {
        CommunityId::try_from(uuid::Uuid::from_u128(nth)).unwrap()
    }

    fn facts(nth: u128, code: &str, setting: Option<Setting>) -> CommunityFacts {
        let divisions = vec![(DivisionScheme::Nbs, code.parse::<DivisionCode>().unwrap())];
        CommunityFacts { id: id(nth), divisions, setting, households: None, nth: None }
    }

    /// How many features are asked, and what leaves each open.
    fn told(policy: &Policy) -> Vec<(u32, CircumstanceSet)> {
        let count = |ask: &Ask| if let Ask::Features(count) = ask { *count } else { 0 };
        policy.demands().iter().map(|demand| (count(demand.ask()), demand.left_open())).collect()
    }

    #[test]
    fn what_is_known_of_a_community_decides_and_what_is_not_leaves_open() {
        let layers = vec![
            asks(PolicyLevel::District, 1).for_divisions([(DivisionScheme::Nbs, "410311".parse().unwrap())]),
            asks(PolicyLevel::Community, 2).for_settings(SettingSet::of(&[Setting::NewTown])),
            asks(PolicyLevel::Community, 3).for_communities([id(7)]).for_settings(SettingSet::of(&[Setting::OldTown])),
        ];
        let known = [
            facts(1, "410311010003", Some(Setting::OldTown)),
            facts(2, "410305001001", Some(Setting::NewTown)),
            facts(3, "410311010004", None),
        ];
        let resolver = Resolver::new(layers, known.into_iter().collect(), None).unwrap();
        let at = |community: Option<u128>| {
            let mut told = told(resolver.policy(community.map(id), None));
            told.sort();
            told
        };
        let open = |circumstances: &[Circumstance]| CircumstanceSet::of(circumstances);
        let nothing = CircumstanceSet::EMPTY;
        assert_eq!(at(Some(1)), [(1, nothing)]);
        assert_eq!(at(Some(2)), [(2, nothing)]);
        assert_eq!(at(Some(3)), [(1, nothing), (2, open(&[Circumstance::Setting]))]);
        // No layer names it, and nothing is known of it: where it lies and in which town is open.
        let stranger = [(1, open(&[Circumstance::Division])), (2, open(&[Circumstance::Setting]))];
        assert_eq!(at(Some(9)), stranger);
        let both = open(&[Circumstance::Community, Circumstance::Setting]);
        assert_eq!(at(None), [stranger[0], stranger[1], (3, both)]);
        // A layer names it, and nothing else is known of it.
        assert_eq!(at(Some(7)), [stranger[0], stranger[1], (3, open(&[Circumstance::Setting]))]);
    }

    #[test]
    fn what_is_made_for_one_community_is_not_asked_of_the_district() {
        let layers = vec![asks(PolicyLevel::District, 1), asks(PolicyLevel::Community, 2).for_communities([id(1)])];
        let resolver = Resolver::new(layers, Communities::default(), None).unwrap();
        assert_eq!(told(&resolver.resolve_district(&Place::default())), [(1, CircumstanceSet::EMPTY)]);
    }

    #[test]
    fn layers_that_contradict_each_other_make_no_resolver() {
        let error =
            Resolver::new(vec![asks(PolicyLevel::City, 1), asks(PolicyLevel::City, 2)], Communities::default(), None)
                .unwrap_err();
        assert_eq!(error.conflicts().len(), 1);
        assert_eq!(error.conflicts()[0].level(), PolicyLevel::City);
    }

    #[test]
    fn communities_that_are_asked_the_same_share_one_policy() {
        let known = [facts(1, "410311010003", None), facts(2, "410311010004", None)];
        let resolver = Resolver::new(vec![asks(PolicyLevel::City, 1)], known.into_iter().collect(), None).unwrap();
        assert!(Arc::ptr_eq(resolver.policy(Some(id(1)), Some(Tier::Compound)), resolver.policy(Some(id(2)), None)));
    }
}
