use std::collections::{BTreeMap, HashMap};
use std::mem::discriminant;
use std::sync::Arc;

use super::ask::{Ask, Strictness};
use super::asked::{Declared, Loudness, Policy, Waived, is_whereabouts};
use super::authority::Authority;
use super::claim::{Claim, Topic, Unresolvable, claims_of};
use super::demand::Demand;
use super::layer::Layer;
use super::place::Place;
use crate::vocab::{Circumstance, CircumstanceSet, Text};

/// A claim that holds for a place, as far as the layers that were looked at say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    claim: Claim,
    by: Arc<Authority>,
    reason: Option<Text>,
    open: CircumstanceSet,
}

impl Policy {
    /// What layers ask of the centers at a place, each demand with the layer that makes it.
    ///
    /// Layers speak from the nation down. A lower one may ask for more; what asks for less than a higher one holds only if
    /// it gives a reason, and replaces what it loosens. Where what is known of the place does not say whether a layer applies,
    /// its demands are [left open](Demand::left_open), and so is what it would loosen. The order of the layers means nothing.
    ///
    /// # Errors
    /// Layers of equal levels that disagree, wherever both could apply: nobody can say which holds.
    ///
    /// ```
    /// use neighborhood_center::policy::{Ask, Authority, Citation, Layer, Place, Policy};
    /// use neighborhood_center::vocab::{Confidence, PolicyLevel, Strength};
    ///
    /// let says = |level, title| Layer::new(Authority::new(level, Citation::new(title, Confidence::Official)));
    /// let layers = [
    ///     says(PolicyLevel::District, "a district's plan").ask(Ask::Features(1), Strength::Should),
    ///     says(PolicyLevel::Community, "a community's plan").ask(Ask::Features(2), Strength::Must),
    /// ];
    /// let policy = Policy::resolve(&layers, &Place::default())?;
    /// assert_eq!(policy.demands().len(), 1);
    /// assert_eq!(policy.demands()[0].by().level(), PolicyLevel::Community);
    /// # Ok::<(), neighborhood_center::policy::Unresolvable>(())
    /// ```
    pub fn resolve(layers: &[Layer], place: &Place) -> Result<Self, Unresolvable> {
        Unresolvable::check(layers)?;
        Ok(Self::resolve_unchecked(layers.iter(), place))
    }

    /// The same for layers that are known not to contradict each other.
    pub(crate) fn resolve_unchecked<'l>(layers: impl Iterator<Item = &'l Layer>, place: &Place) -> Self {
        Self::of_applying(applying(layers, place))
    }

    /// What layers ask that apply, unless circumstances leave it open.
    pub(crate) fn of_applying(mut applying: Vec<(&Layer, CircumstanceSet)>) -> Self {
        // By level first; then by content, so that nothing depends on the order in which the layers came.
        applying.sort();
        applying.dedup();

        let mut held: BTreeMap<Topic, Vec<Held>> = BTreeMap::new();
        for layers in applying.chunk_by(|(a, _), (b, _)| a.level() == b.level()) {
            let mut said: BTreeMap<Topic, Vec<Held>> = BTreeMap::new();
            for (layer, open) in layers {
                for held in claims_held(layer, *open) {
                    said.entry(held.claim.topic()).or_default().push(held);
                }
            }
            for (topic, claims) in said {
                hold(held.entry(topic).or_default(), claims);
            }
        }
        let held: Vec<Held> = held.into_values().flat_map(without_needless).collect();
        let idle: Vec<bool> = held.iter().map(|claim| claim.quiets_without_a_reason(&held)).collect();
        let mut policy = Self::none();
        let mut open_boundaries = CircumstanceSet::EMPTY;
        let mut demands: Vec<Demand> = Vec::new();
        for held in held.into_iter().zip(idle).filter_map(|(held, idle)| (!idle).then_some(held)) {
            match held.claim {
                Claim::Ask { what: Ask::AgeBoundaries(boundaries), .. } if held.open.is_empty() => {
                    policy = policy.with_boundaries_by(boundaries, held.by);
                }
                Claim::Ask { what: Ask::AgeBoundaries(_), .. } => open_boundaries = open_boundaries.or(held.open),
                Claim::Ask { what, strength } => {
                    demands.push(Demand::new(what, strength, held.by).because(held.reason).left_open_by(held.open));
                }
                Claim::Level { rule, level } => {
                    policy.levels.push(Loudness { rule, level, by: held.by, reason: held.reason, open: held.open });
                }
            }
        }
        let divided = |demand: &Demand| matches!(demand.ask(), Ask::Groups(_) | Ask::Cells(_));
        let open_too = |demand: Demand| if divided(&demand) { demand.left_open_by(open_boundaries) } else { demand };
        policy.demands = joined(one_of_a_kind(demands).into_iter().map(open_too).collect());
        policy.boundaries_open = open_boundaries;
        for (layer, open) in applying {
            let by = &layer.authority;
            policy.waivers.extend(layer.waivers.iter().map(|waiver| Arc::new(Waived::new(waiver, by, open))));
            let declared = layer.features.iter().cloned();
            // What may be declared counts for nothing.
            if open.is_empty() {
                policy.features.extend(declared.map(|name| Declared { name, by: Arc::clone(by) }));
            }
        }
        policy.order_waivers();
        policy.features.sort();
        policy.features.dedup();
        policy
    }
}

/// The layers that apply to a place, each with what leaves it open.
pub(crate) fn applying<'l>(
    layers: impl Iterator<Item = &'l Layer>,
    place: &Place,
) -> Vec<(&'l Layer, CircumstanceSet)> {
    layers.filter_map(|layer| Some((layer, layer.scope.applies_to(place)?))).collect()
}

fn claims_held(layer: &Layer, open: CircumstanceSet) -> impl Iterator<Item = Held> + '_ {
    let reasons =
        layer.stated.iter().map(|stated| &stated.reason).chain(layer.levels.iter().map(|level| &level.reason));
    claims_of(layer, 0).zip(reasons).map(move |(source, reason)| Held {
        claim: source.claim,
        by: source.by,
        reason: reason.clone(),
        open,
    })
}

/// Adds what one level says on a topic to what the levels above it say.
fn hold(held: &mut Vec<Held>, said: Vec<Held>) {
    // What may not even hold needs no reason to be loosened, and what loosens it holds all the same if it does not.
    let is_idle = |claim: &Held| {
        claim.reason.is_none() && held.iter().any(|above| above.open.is_empty() && claim.claim.loosens(&above.claim))
    };
    let mut said: Vec<Held> = said.into_iter().filter(|claim| !is_idle(claim)).collect();
    // Where a claim above may hold that cannot stand beside one without a reason, that one may be idle.
    for claim in said.iter_mut().filter(|claim| claim.reason.is_none() && !claim.is_definition()) {
        for above in held.iter().filter(|above| claim.claim.compare(&above.claim) == Strictness::Clash) {
            claim.open = claim.open.or(above.open);
        }
    }
    for claim in said.iter().filter(|claim| claim.reason.is_some()) {
        if claim.open.is_empty() {
            held.retain(|above| !claim.claim.loosens(&above.claim));
        } else {
            for above in held.iter_mut().filter(|above| claim.claim.loosens(&above.claim)) {
                above.open = above.open.or(claim.open);
            }
        }
    }
    held.extend(said);
}

impl Held {
    /// Whether it sets a rule to less than what a higher level surely asks by it, and gives no reason: then it has no effect.
    fn quiets_without_a_reason(&self, all: &[Self]) -> bool {
        let quiets = |above: &Self| {
            above.open.is_empty() && above.by.level() < self.by.level() && self.claim.quiets(&above.claim)
        };
        matches!(self.claim, Claim::Level { .. }) && self.reason.is_none() && all.iter().any(quiets)
    }

    /// Whether it defines what others speak of. One of two definitions holds in any case: which, is what they leave open.
    fn is_definition(&self) -> bool {
        matches!(self.claim, Claim::Ask { what: Ask::AgeBoundaries(_), .. })
    }

    /// Whether this claim makes another one needless: it asks for as much, and surely holds.
    fn makes_needless(&self, other: &Self) -> bool {
        self.open.is_empty() && matches!(self.claim.compare(&other.claim), Strictness::Stricter | Strictness::Same)
    }
}

/// The claims of a topic that no other makes needless. Of claims that ask the same, that of the highest level stays.
///
/// Where not even the community is known, the layers of all communities are open; of what they ask on one topic the strictest
/// is enough to say that it cannot be judged. So it is with divisions.
fn without_needless(mut claims: Vec<Held>) -> Vec<Held> {
    claims.sort_by(|a, b| (a.by.level(), a).cmp(&(b.by.level(), b)));
    let (somewhere, here): (Vec<Held>, Vec<Held>) = claims.into_iter().partition(|claim| is_whereabouts(claim.open));
    let mut kept: Vec<Held> = Vec::new();
    for claim in here {
        if !kept.iter().any(|known| known.makes_needless(&claim)) {
            kept.retain(|known| !claim.makes_needless(known));
            kept.push(claim);
        }
    }
    let unsure = somewhere.into_iter().filter(|claim| !kept.iter().any(|known| known.makes_needless(claim)));
    let (by_community, by_division) = unsure.partition(|claim| claim.open.contains(Circumstance::Community));
    kept.extend([by_community, by_division].into_iter().flat_map(strictest));
    kept
}

/// How many claims may be told that perhaps nobody makes; of more, the first stands for all.
const FEW: usize = 16;

/// Those of some claims than which none is stricter.
fn strictest(claims: Vec<Held>) -> Vec<Held> {
    let as_much = |a: &Held, b: &Held| matches!(a.claim.compare(&b.claim), Strictness::Stricter | Strictness::Same);
    let (mut kept, mut are_many): (Vec<Held>, bool) = (Vec::new(), false);
    for claim in claims {
        if !kept.iter().any(|known| as_much(known, &claim)) {
            kept.retain(|known| !as_much(&claim, known));
            kept.push(claim);
            are_many |= kept.len() > FEW;
            kept.truncate(if are_many { 1 } else { FEW });
        }
    }
    kept
}

/// Demands of which, where not even the community or the division is known and many are made of one kind, one stands for all
/// of it, whichever points, standards or services they name: what any community may ask would be as many as there are communities.
fn one_of_a_kind(demands: Vec<Demand>) -> Vec<Demand> {
    let kind = |demand: &Demand| {
        let of = match demand.ask() {
            Ask::Core { of, .. } => Some(*of),
            Ask::Reach(_) | Ask::Chosen(_) | Ask::AnyOf { .. } => None,
            // Of these there are only as many as the vocabulary has words.
            _ => return None,
        };
        let by_community = demand.left_open().contains(Circumstance::Community);
        is_whereabouts(demand.left_open()).then(|| (discriminant(demand.ask()), of, by_community))
    };
    let mut counts: HashMap<_, usize> = HashMap::new();
    demands.iter().filter_map(kind).for_each(|kind| *counts.entry(kind).or_default() += 1);
    let mut stands = |demand: &Demand| match kind(demand).and_then(|kind| counts.get_mut(&kind)) {
        Some(count) if *count > FEW => std::mem::replace(count, usize::MAX) != usize::MAX,
        _ => true,
    };
    demands.into_iter().filter(|demand| stands(demand)).collect()
}

/// Demands in a fixed order, each once, those for members of one set made into one where all else is the same.
fn joined(mut demands: Vec<Demand>) -> Vec<Demand> {
    demands.sort();
    demands.dedup();
    let mut joined: Vec<Demand> = Vec::with_capacity(demands.len());
    let mut sets: BTreeMap<Demand, usize> = BTreeMap::new();
    for demand in demands {
        let Some(set) = demand.ask().emptied() else {
            joined.push(demand);
            continue;
        };
        let place = *sets.entry(demand.clone().with_ask(set)).or_insert(joined.len());
        match joined.get_mut(place) {
            Some(known) => {
                if let Some(ask) = known.ask().joined(demand.ask()) {
                    *known = demand.with_ask(ask);
                }
            }
            None => joined.push(demand),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Choice, Chosen, Citation};
    use crate::vocab::{
        AgeBoundaries, AgeGroup, CommunityId, Confidence, Date, GroupSet, KindSet, Name, PolicyLevel, ServiceKind, Set,
        Setting, SettingSet, Strength, Tier, TierSet,
    };

    fn layer(level: PolicyLevel) -> Layer {
        Layer::new(Authority::new(level, Citation::new("a plan", Confidence::Official)))
    }

    /// A layer that asks for so many features, with a reason or without.
    fn asks(level: PolicyLevel, features: u32, reason: Option<&str>) -> Layer {
        layer(level).ask_because(
            Ask::Features(features),
            Strength::Must,
            None,
            reason.map(|reason| reason.parse().unwrap()),
        )
    }

    fn resolve(layers: &[Layer], place: &Place) -> Policy {
        Policy::resolve(layers, place).unwrap()
    }

    /// What is asked: the level that asks, how many features, and what leaves it open.
    fn told(policy: &Policy) -> Vec<(PolicyLevel, u32, CircumstanceSet)> {
        let features = |demand: &Demand| match demand.ask() {
            Ask::Features(count) => *count,
            other => panic!("{other:?}"),
        };
        policy.demands().iter().map(|demand| (demand.by().level(), features(demand), demand.left_open())).collect()
    }

    fn old_town() -> SettingSet {
        SettingSet::of(&[Setting::OldTown])
    }

    const NOTHING: CircumstanceSet = CircumstanceSet::EMPTY;
    use PolicyLevel::{City, Community, Nation};

    #[test]
    fn a_lower_layer_that_loosens_holds_only_with_a_reason() {
        let anywhere = Place::default();
        assert_eq!(told(&resolve(&[asks(Nation, 3, None), asks(City, 1, None)], &anywhere)), [(Nation, 3, NOTHING)]);
        let loosened = [asks(Nation, 3, None), asks(City, 1, Some("旧城区用地不足"))];
        let policy = resolve(&loosened, &anywhere);
        assert_eq!(told(&policy), [(City, 1, NOTHING)]);
        assert_eq!(policy.demands()[0].reason().map(ToString::to_string).as_deref(), Some("旧城区用地不足"));
        assert_eq!(told(&resolve(&[asks(Nation, 3, None), asks(City, 4, None)], &anywhere)), [(City, 4, NOTHING)]);
    }

    #[test]
    fn what_a_layer_between_has_loosened_is_what_the_lowest_is_measured_by() {
        let chain =
            |community: u32| [asks(Nation, 3, None), asks(City, 1, Some("理由")), asks(Community, community, None)];
        assert_eq!(told(&resolve(&chain(1), &Place::default())), [(City, 1, NOTHING)]);
        assert_eq!(told(&resolve(&chain(2), &Place::default())), [(Community, 2, NOTHING)]);
        assert_eq!(told(&resolve(&chain(0), &Place::default())), [(City, 1, NOTHING)]);
    }

    #[test]
    fn where_the_setting_is_not_known_neither_the_rule_nor_its_exception_is_certain() {
        let layers = [asks(Nation, 3, None), asks(City, 1, Some("理由")).for_settings(old_town())];
        let at = |setting| resolve(&layers, &Place { setting, ..Place::default() });
        assert_eq!(told(&at(Some(Setting::NewTown))), [(Nation, 3, NOTHING)]);
        assert_eq!(told(&at(Some(Setting::OldTown))), [(City, 1, NOTHING)]);
        let open = CircumstanceSet::of(&[Circumstance::Setting]);
        let mut unknown = told(&at(None));
        unknown.sort();
        assert_eq!(unknown, [(Nation, 3, open), (City, 1, open)]);
    }

    #[test]
    fn what_is_known_not_to_fit_needs_nothing_else_to_be_known() {
        let both = asks(City, 1, None).for_settings(old_town()).for_tiers(TierSet::of(&[Tier::Compound]));
        let place = Place { tier: Some(Tier::Community), ..Place::default() };
        assert_eq!(told(&resolve(&[both], &place)), []);
    }

    #[test]
    fn a_layer_for_nobody_and_one_that_ends_before_it_begins_apply_nowhere() {
        let day = |year| Date::new(year, 1, 1);
        for nobody in [
            asks(City, 1, None).for_communities([]),
            asks(City, 1, None).for_divisions([]),
            asks(City, 1, None).for_tiers(TierSet::EMPTY),
            asks(City, 1, None).for_settings(SettingSet::EMPTY),
            asks(City, 1, None).valid(day(2025), day(2024)),
        ] {
            assert_eq!(told(&resolve(std::slice::from_ref(&nobody), &Place::default())), [], "{nobody:?}");
            // Nor does it contradict anybody.
            assert!(Policy::resolve(&[nobody, asks(City, 2, None)], &Place::default()).is_ok());
        }
    }

    #[test]
    fn a_community_that_is_not_known_leaves_open_which_of_their_layers_applies() {
        let id = |nth: u128| CommunityId::try_from(uuid::Uuid::from_u128(nth)).unwrap();
        let layers =
            [asks(Community, 2, None).for_communities([id(1)]), asks(Community, 3, None).for_communities([id(2)])];
        let at = |community| told(&resolve(&layers, &Place { community, ..Place::default() }));
        assert_eq!(at(Some(id(1))), [(Community, 2, NOTHING)]);
        assert_eq!(at(Some(id(9))), []);
        // Of all that may be asked, the strictest is enough to say that it cannot be judged.
        assert_eq!(at(None), [(Community, 3, CircumstanceSet::of(&[Circumstance::Community]))]);
    }

    #[test]
    fn a_core_that_cannot_stand_beside_one_that_may_hold_above_is_open_too() {
        let core = |kind| Choice::Kinds(KindSet::of(&[kind]));
        let chosen =
            |core| Ask::Chosen(Chosen { standard: Name::fixed("4+N"), core, from: KindSet::EMPTY, at_least: 1 });
        let above = layer(Nation).ask(chosen(core(ServiceKind::Clinic)), Strength::Must).for_settings(old_town());
        let below = layer(City).ask(chosen(core(ServiceKind::Nursery)), Strength::Must);
        let open = |place: &Place| -> Vec<CircumstanceSet> {
            resolve(&[above.clone(), below.clone()], place).demands().iter().map(Demand::left_open).collect()
        };
        let unknown = CircumstanceSet::of(&[Circumstance::Setting]);
        assert_eq!(open(&Place::default()), [unknown, unknown]);
        assert_eq!(open(&Place { setting: Some(Setting::NewTown), ..Place::default() }), [NOTHING]);
    }

    #[test]
    fn ages_that_may_divide_elsewhere_leave_open_what_depends_on_them() {
        let later =
            AgeBoundaries::new(AgeBoundaries::LEGAL.middle_from(), crate::vocab::Age::years(65).unwrap()).unwrap();
        let layers = [
            layer(Nation)
                .ask(Ask::Groups(GroupSet::of(&[AgeGroup::Old])), Strength::Must)
                .ask(Ask::Features(1), Strength::Must),
            layer(City).ask(Ask::AgeBoundaries(later), Strength::Must).for_settings(old_town()),
        ];
        let at = |setting| resolve(&layers, &Place { setting, ..Place::default() });
        assert_eq!(at(Some(Setting::OldTown)).boundaries(), later);
        assert_eq!(at(Some(Setting::NewTown)).boundaries_open, NOTHING);
        let unknown = at(None);
        assert_eq!((unknown.boundaries(), unknown.boundaries_by()), (AgeBoundaries::LEGAL, None));
        let open = |ask: fn(&Ask) -> bool| -> Vec<CircumstanceSet> {
            unknown.demands().iter().filter(|demand| ask(demand.ask())).map(Demand::left_open).collect()
        };
        assert_eq!(open(|ask| matches!(ask, Ask::Groups(_))), [CircumstanceSet::of(&[Circumstance::Setting])]);
        assert_eq!(open(|ask| matches!(ask, Ask::Features(_))), [NOTHING]);
    }

    #[test]
    fn the_members_of_one_set_stay_together_and_those_of_two_authorities_apart() {
        let groups = |groups: &[AgeGroup]| Ask::Groups(Set::of(groups));
        let layers = [
            layer(Nation).ask(groups(&[AgeGroup::Old]), Strength::Must),
            layer(City).ask(groups(&[AgeGroup::Old, AgeGroup::Young, AgeGroup::Middle]), Strength::Must),
        ];
        let policy = resolve(&layers, &Place::default());
        let mut told: Vec<(PolicyLevel, Ask)> =
            policy.demands().iter().map(|demand| (demand.by().level(), demand.ask().clone())).collect();
        told.sort();
        assert_eq!(told, [(Nation, groups(&[AgeGroup::Old])), (City, groups(&[AgeGroup::Young, AgeGroup::Middle]))]);
    }
}
