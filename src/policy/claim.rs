use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ask::{Ask, Strictness};
use super::authority::Authority;
use super::layer::{Layer, Spot};
use crate::vocab::{CommunityId, Lang, PolicyLevel, RuleId, RuleLevel, Say, Strength};

/// What an authority says about one topic: that something is asked, or how loud a rule is to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Something is asked.
    Ask {
        /// What.
        what: Ask,
        /// How strongly.
        strength: Strength,
    },
    /// A rule is to be so loud.
    Level {
        /// The rule.
        rule: RuleId,
        /// How loud.
        level: RuleLevel,
    },
}

/// What claims are about; two claims can only disagree if they have the same topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic {
    Ask(Ask),
    Level(RuleId),
}

impl Claim {
    pub(crate) fn topic(&self) -> Topic {
        match self {
            Self::Ask { what, .. } => Topic::Ask(what.topic()),
            Self::Level { rule, .. } => Topic::Level(rule.clone()),
        }
    }

    /// How this claim stands to another on the same topic.
    pub(crate) fn compare(&self, other: &Self) -> Strictness {
        match (self, other) {
            // Where groups divide is a definition, which is not made more or less strongly.
            (Self::Ask { what: a @ Ask::AgeBoundaries(_), .. }, Self::Ask { what: b, .. }) => a.compare_within_topic(b),
            (Self::Ask { what: a, strength: strong }, Self::Ask { what: b, strength }) => {
                a.compare_within_topic(b).and(Strictness::of(strength.cmp(strong)))
            }
            (Self::Level { level: a, .. }, Self::Level { level: b, .. }) => Strictness::of(b.cmp(a)),
            _ => Strictness::Both,
        }
    }

    /// Whether this claim takes something away from another on the same topic.
    pub(crate) fn loosens(&self, other: &Self) -> bool {
        matches!(self.compare(other), Strictness::Laxer | Strictness::Clash)
    }

    pub(crate) fn disagrees(&self, other: &Self) -> bool {
        !matches!(self.compare(other), Strictness::Same | Strictness::Both)
    }
}

impl Say for Claim {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Ask { what: what @ Ask::AgeBoundaries(_), .. }, _) => what.say(lang, to),
            (Self::Ask { what, strength }, Lang::Zh) => {
                write!(to, "{}（{}）", what.in_lang(lang), strength.in_lang(lang))
            }
            (Self::Ask { what, strength }, Lang::En) => {
                write!(to, "{} ({})", what.in_lang(lang), strength.in_lang(lang))
            }
            (Self::Level { rule, level }, Lang::Zh) => write!(to, "规则 {rule} 的等级为“{}”", level.in_lang(lang)),
            (Self::Level { rule, level }, Lang::En) => write!(to, "the level of `{rule}` is {}", level.in_lang(lang)),
        }
    }
}

/// A claim and where it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) claim: Claim,
    pub(crate) by: Arc<Authority>,
    pub(crate) reasoned: bool,
    /// The place of the layer among the layers.
    pub(crate) layer: usize,
    /// The list of the layer that holds it.
    pub(crate) list: &'static str,
    pub(crate) at: Spot,
}

impl Source {
    fn spot(&self) -> (usize, &'static str, usize, &'static str) {
        (self.layer, self.list, self.at.item, self.at.field)
    }
}

/// Two claims that stand against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) first: Source,
    pub(crate) second: Source,
}

/// Pairs of claims that were found, and whether looking for more would have taken too long.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) found: Vec<Pair>,
    pub(crate) too_many: bool,
}

/// How many pairs of claims are compared. It is far above what a province needs, and bounds the time on hostile input.
const COMPARISONS: usize = 4_000_000;
/// How many pairs are kept.
const KEPT: usize = 1_000;

/// Every claim of one layer.
pub(crate) fn claims_of(layer: &Layer, nth: usize) -> impl Iterator<Item = Source> + '_ {
    let asks = layer.stated.iter().map(move |stated| Source {
        claim: Claim::Ask { what: stated.ask.clone(), strength: stated.strength },
        by: Arc::clone(&stated.by),
        reasoned: stated.reason.is_some(),
        layer: nth,
        list: "requirements",
        at: stated.at,
    });
    let levels = layer.levels.iter().map(move |stated| Source {
        claim: Claim::Level { rule: stated.rule.clone(), level: stated.level },
        by: Arc::clone(&stated.by),
        reasoned: stated.reason.is_some(),
        layer: nth,
        list: "levels",
        at: stated.at,
    });
    asks.chain(levels)
}

/// The claims of all layers, by what they are about.
pub(crate) fn by_topic(layers: &[Layer]) -> BTreeMap<Topic, Vec<Source>> {
    let mut topics: BTreeMap<Topic, Vec<Source>> = BTreeMap::new();
    for (nth, layer) in layers.iter().enumerate() {
        for source in claims_of(layer, nth) {
            topics.entry(source.claim.topic()).or_default().push(source);
        }
    }
    topics
}

/// Calls `look` with every two claims on one topic whose layers may both apply somewhere.
fn for_each_pair(layers: &[Layer], mut look: impl FnMut(&Source, &Source, &[Source])) -> bool {
    let mut left = COMPARISONS;
    for claims in by_topic(layers).values() {
        pairs_within(claims, layers, &mut left, |one, other| {
            if let (Some(one), Some(other)) = (claims.get(one), claims.get(other)) {
                look(one, other, claims);
            }
        });
    }
    left == 0
}

/// Calls `look` with the places of every two of the claims whose layers may both apply somewhere, as long as comparisons are
/// left.
///
/// Layers of different communities are never compared, which is what makes a province with a layer for each of its communities cheap.
pub(crate) fn pairs_within(claims: &[Source], layers: &[Layer], left: &mut usize, mut look: impl FnMut(usize, usize)) {
    let communities = |source: &Source| layers.get(source.layer).and_then(|layer| layer.scope.communities.as_ref());
    let mut general = Vec::new();
    let mut own: BTreeMap<CommunityId, Vec<usize>> = BTreeMap::new();
    for (nth, source) in claims.iter().enumerate() {
        match communities(source) {
            None => general.push(nth),
            Some(list) => list.iter().for_each(|id| own.entry(*id).or_default().push(nth)),
        }
    }
    let mut compare = |one: usize, other: usize| {
        let (one, other) = (one.min(other), one.max(other));
        if *left == 0 {
            return;
        }
        *left -= 1;
        if let (Some(a), Some(b)) = (claims.get(one), claims.get(other)) {
            let scopes = (layers.get(a.layer), layers.get(b.layer));
            if matches!(scopes, (Some(first), Some(second)) if first.scope.meets(&second.scope)) {
                look(one, other);
            }
        }
    };
    for (place, one) in general.iter().enumerate() {
        general.iter().skip(place + 1).for_each(|other| compare(*one, *other));
        (0..claims.len())
            .filter(|nth| claims.get(*nth).is_some_and(|source| communities(source).is_some()))
            .for_each(|other| compare(*one, other));
    }
    for together in own.values() {
        for (place, one) in together.iter().enumerate() {
            together.iter().skip(place + 1).for_each(|other| compare(*one, *other));
        }
    }
}

fn keep(pairs: &mut Pairs, first: &Source, second: &Source) {
    let again = |pair: &&Pair| pair.first.spot() == first.spot() && pair.second.spot() == second.spot();
    // One sentence of a layer may have many single claims, such as the six functions: it is told once.
    if pairs.found.iter().rev().take(32).any(|pair| again(&pair)) {
        return;
    }
    if pairs.found.len() < KEPT {
        pairs.found.push(Pair { first: first.clone(), second: second.clone() });
    } else {
        pairs.too_many = true;
    }
}

/// Claims of equal levels that disagree, so that no policy can be made of them.
pub(crate) fn contradictions(layers: &[Layer]) -> Pairs {
    let mut pairs = Pairs::default();
    let cut = for_each_pair(layers, |one, other, _| {
        if one.by.level() == other.by.level() && one.claim.disagrees(&other.claim) {
            keep(&mut pairs, one, other);
        }
    });
    pairs.too_many |= cut;
    pairs.found.sort_by(|a, b| (a.second.spot(), a.first.spot()).cmp(&(b.second.spot(), b.first.spot())));
    pairs.found.dedup_by(|a, b| a.first.spot() == b.first.spot() && a.second.spot() == b.second.spot());
    pairs
}

/// Claims that ask for less than those of a higher level, without a reason; the higher first.
///
/// What another layer has loosened before, with a reason and wherever this layer applies, needs no reason again.
pub(crate) fn loosenings(layers: &[Layer]) -> Pairs {
    let mut pairs = Pairs::default();
    let scope = |source: &Source| layers.get(source.layer).map(|layer| &layer.scope);
    let cut = for_each_pair(layers, |one, other, all| {
        let (higher, lower) = if one.by.level() <= other.by.level() { (one, other) } else { (other, one) };
        if higher.by.level() == lower.by.level() || lower.reasoned || !lower.claim.loosens(&higher.claim) {
            return;
        }
        let excused = all.iter().take(KEPT).any(|between| {
            between.reasoned
                && between.by.level() > higher.by.level()
                && between.by.level() < lower.by.level()
                && between.claim.loosens(&higher.claim)
                && !lower.claim.loosens(&between.claim)
                && matches!((scope(between), scope(lower)), (Some(wide), Some(narrow)) if wide.covers(narrow))
        });
        if !excused {
            keep(&mut pairs, higher, lower);
        }
    });
    pairs.too_many |= cut;
    pairs.found.sort_by(|a, b| (a.second.spot(), a.first.spot()).cmp(&(b.second.spot(), b.first.spot())));
    pairs.found.dedup_by(|a, b| a.first.spot() == b.first.spot() && a.second.spot() == b.second.spot());
    pairs
}

/// Two authorities of the same level that disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    first: (Arc<Authority>, Claim),
    second: (Arc<Authority>, Claim),
}

impl Conflict {
    pub(crate) fn of(pair: Pair) -> Self {
        Self { first: (pair.first.by, pair.first.claim), second: (pair.second.by, pair.second.claim) }
    }

    /// The two that disagree, each with what it says.
    #[must_use]
    pub fn sides(&self) -> [(&Authority, &Claim); 2] {
        [&self.first, &self.second].map(|(by, claim)| (by.as_ref(), claim))
    }

    /// The level at which they stand.
    #[must_use]
    pub fn level(&self) -> PolicyLevel {
        self.first.0.level()
    }
}

impl Say for Conflict {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [(one, one_claim), (other, other_claim)] = self.sides();
        let (one, other) = (one.in_lang(lang), other.in_lang(lang));
        let (one_claim, other_claim) = (one_claim.in_lang(lang), other_claim.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{one}：{one_claim}；{other}：{other_claim}。同级要求不一致"),
            Lang::En => write!(to, "{one}: {one_claim}; {other}: {other_claim}: equal levels disagree"),
        }
    }
}

/// Why no policy can be made of some layers: every contradiction among them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Unresolvable {
    conflicts: Vec<Conflict>,
    truncated: bool,
}

impl Unresolvable {
    /// An error, if anything contradicts.
    pub(crate) fn check(layers: &[Layer]) -> Result<(), Self> {
        let pairs = contradictions(layers);
        if pairs.found.is_empty() && !pairs.too_many {
            return Ok(());
        }
        Err(Self { conflicts: pairs.found.into_iter().map(Conflict::of).collect(), truncated: pairs.too_many })
    }

    /// The contradictions.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether there are more than are kept, or more claims than are compared.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

impl fmt::Display for Unresolvable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the layers contradict each other")?;
        for conflict in &self.conflicts {
            write!(to, "\n{}", conflict.in_lang(Lang::En))?;
        }
        if self.truncated { to.write_str("\n… and there may be more") } else { Ok(()) }
    }
}
