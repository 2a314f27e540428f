use std::collections::BTreeMap;
use std::sync::Arc;

use super::ask::{Ask, Strictness};
use super::asked::{Declared, Loudness, Policy, Waived};
use super::authority::Authority;
use super::claim::{Claim, Topic, Unresolvable, claims_of};
use super::demand::Demand;
use super::layer::Layer;
use super::place::{Applies, Place};
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
        let mut policy = Self::none();
        let mut open_boundaries = CircumstanceSet::EMPTY;
        let mut demands: Vec<Demand> = Vec::new();
        for held in held.into_values().flat_map(without_needless) {
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
        policy.demands = joined(demands.into_iter().map(open_too).collect());
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
        policy.waivers.sort();
        policy.waivers.dedup();
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
    let applies = layers.map(|layer| (layer, layer.scope.applies_to(place)));
    applies
        .filter_map(|(layer, applies)| match applies {
            Applies::No => None,
            Applies::Unless(open) => Some((layer, open)),
        })
        .collect()
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
    /// Whether it defines what others speak of. One of two definitions holds in any case: which, is what they leave open.
    fn is_definition(&self) -> bool {
        matches!(self.claim, Claim::Ask { what: Ask::AgeBoundaries(_), .. })
    }

    /// Whether this claim makes another one needless: it asks for as much, and holds wherever the other does.
    ///
    /// Where not even the community is known, the layers of all communities are open; of what they ask on one topic the
    /// strictest is enough to say that it cannot be judged.
    fn makes_needless(&self, other: &Self) -> bool {
        let by_community = |held: &Self| held.open.contains(Circumstance::Community);
        (self.open.is_empty() || (by_community(self) && by_community(other)))
            && matches!(self.claim.compare(&other.claim), Strictness::Stricter | Strictness::Same)
    }
}

/// The claims of a topic that no other makes needless. Of claims that ask the same, that of the highest level stays.
fn without_needless(mut claims: Vec<Held>) -> Vec<Held> {
    claims.sort_by(|a, b| (a.by.level(), a).cmp(&(b.by.level(), b)));
    let mut kept: Vec<Held> = Vec::new();
    for claim in claims {
        if !kept.iter().any(|known| known.makes_needless(&claim)) {
            kept.retain(|known| !claim.makes_needless(known));
            kept.push(claim);
        }
    }
    kept
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
