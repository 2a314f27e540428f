use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ask::{Ask, Strictness};
use super::authority::Authority;
use super::layer::{Layer, Spot};
use super::place::Scope;
use crate::vocab::{
    CommunityId, DivisionCode, DivisionScheme, Lang, Phrase, PolicyLevel, RuleId, RuleLevel, Say, Strength,
};

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

    /// Whether this claim, how loud a rule is to be, makes less of what the other one asks than that does itself.
    pub(crate) fn quiets(&self, other: &Self) -> bool {
        let (Self::Level { rule, level }, Self::Ask { what, strength }) = (self, other) else { return false };
        let asked = match strength {
            Strength::Must => RuleLevel::Error,
            Strength::Should => RuleLevel::Warning,
            Strength::May => RuleLevel::Info,
        };
        what.judged_by() == Some(rule.as_str()) && *level > asked
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

/// Where a claim is made: the layer, the list, the item and the field.
type SpotOf = (usize, &'static str, usize, &'static str);

impl Source {
    /// The place from the layer down.
    pub(crate) fn place(&self) -> String {
        match self.list {
            "levels" => format!("levels/{}", self.at.item),
            list => format!("{list}/{}/{}", self.at.item, self.at.field),
        }
    }

    pub(crate) fn spot(&self) -> SpotOf {
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

/// How much work the comparison of claims may be: about a comparison of two each. It is far above what a province needs, and
/// bounds the time on hostile input.
const WORK: usize = 4_000_000;
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

/// The work that is left.
pub(crate) struct Work(pub(crate) usize);

impl Work {
    /// Does some work, if enough is left.
    fn spend(&mut self, work: usize) -> Option<()> {
        let left = self.0.checked_sub(work);
        self.0 = left.unwrap_or(0);
        left.map(|_| ())
    }

    /// Compares what two scopes name, whose items are looked up far faster than claims are compared.
    fn spend_on(&mut self, one: &Scope, other: &Scope) -> Option<()> {
        self.spend(1 + (one.size() + other.size()) / 64)
    }
}

/// What the layers claim on one topic.
pub(crate) struct Debate<'d> {
    pub(crate) layers: &'d [Layer],
    pub(crate) claims: &'d [Source],
}

impl<'d> Debate<'d> {
    pub(crate) fn scope(&self, source: &Source) -> Option<&'d Scope> {
        self.layers.get(source.layer).map(|layer| &layer.scope)
    }

    /// Calls `look` with every two claims of layers that may both apply somewhere, and whose levels are `wanted` together; the
    /// earlier first. `None` where that is more work than is left, or `look` has seen enough.
    ///
    /// Layers of different communities are never compared, which is what makes a province with a layer for each of its
    /// communities cheap; nor are those of divisions that lie apart.
    pub(crate) fn for_each_pair(
        &self,
        work: &mut Work,
        wanted: impl Fn(PolicyLevel, PolicyLevel) -> bool,
        mut look: impl FnMut(&'d Source, &'d Source, &mut Work) -> Option<()>,
    ) -> Option<()> {
        let speakers: Vec<&[Source]> = self.claims.chunk_by(|a, b| a.layer == b.layer).collect();
        let mut general: BTreeMap<PolicyLevel, Everywhere> = BTreeMap::new();
        let mut own: BTreeMap<CommunityId, Vec<usize>> = BTreeMap::new();
        let mut voices = Vec::with_capacity(speakers.len());
        for (nth, claims) in speakers.iter().enumerate() {
            let first = claims.first()?;
            let (level, scope) = (first.by.level(), self.scope(first)?);
            match &scope.communities {
                None => general.entry(level).or_default().add(nth, scope),
                Some(list) => list.iter().for_each(|id| own.entry(*id).or_default().push(nth)),
            }
            voices.push((level, scope));
        }
        general.values_mut().for_each(Everywhere::sort);
        // Two layers may share many communities, and are compared once all the same.
        let mut seen_with = vec![usize::MAX; speakers.len()];
        for (nth, ((level, scope), claims)) in voices.iter().zip(&speakers).enumerate() {
            if wanted(*level, *level) && !scope.is_void() {
                for (place, one) in claims.iter().enumerate() {
                    for other in claims.iter().skip(place + 1) {
                        work.spend(1)?;
                        look(one, other, work)?;
                    }
                }
            }
            let neighbors: Box<dyn Iterator<Item = usize>> = match &scope.communities {
                // Those with communities of their own come to this one from their side.
                None => Box::new(std::iter::empty()),
                Some(list) => Box::new(list.iter().flat_map(|id| own.get(id)).flatten().copied()),
            };
            let mut everywhere = Vec::new();
            for (_, general) in general.iter().filter(|(other, _)| wanted(*level, **other)) {
                work.spend(1 + Everywhere::grounds_of(scope).map_or(0, <[_]>::len))?;
                general.near(scope, &mut everywhere, work)?;
            }
            for other in neighbors.chain(everywhere) {
                work.spend(1)?;
                let Some((their_level, their_scope)) = voices.get(other) else { continue };
                let (Some(theirs), Some(seen)) = (speakers.get(other), seen_with.get_mut(other)) else { continue };
                let is_again = std::mem::replace(seen, nth) == nth;
                // Of two that come to each other, the later comes to the earlier.
                let comes_too = their_scope.communities.is_none() == scope.communities.is_none();
                if other == nth || is_again || (comes_too && other > nth) || !wanted(*level, *their_level) {
                    continue;
                }
                work.spend_on(scope, their_scope)?;
                if !scope.meets(their_scope) {
                    continue;
                }
                let (earlier, later) = if other < nth { (*theirs, *claims) } else { (*claims, *theirs) };
                for one in earlier {
                    for other in later {
                        work.spend(1)?;
                        look(one, other, work)?;
                    }
                }
            }
        }
        Some(())
    }
}

/// The speakers of one level that are not for certain communities.
#[derive(Default)]
struct Everywhere {
    /// Those that are compared with all others.
    wide: Vec<usize>,
    /// Those for a few divisions, by these: they can only meet where one division lies in the other.
    grounds: Vec<(Ground, usize)>,
}

pub(crate) type Ground = (DivisionScheme, DivisionCode);

impl Everywhere {
    /// The divisions by which a scope is looked up: a few of one scheme.
    fn grounds_of(scope: &Scope) -> Option<&[Ground]> {
        const FEW: usize = 64;

        let divisions = scope.divisions.as_deref()?;
        let of_one_scheme = divisions.first().zip(divisions.last()).is_some_and(|((a, _), (b, _))| a == b);
        (of_one_scheme && divisions.len() <= FEW).then_some(divisions)
    }

    fn add(&mut self, nth: usize, scope: &Scope) {
        match Self::grounds_of(scope) {
            Some(grounds) => self.grounds.extend(grounds.iter().map(|ground| (*ground, nth))),
            None => self.wide.push(nth),
        }
    }

    fn sort(&mut self) {
        self.grounds.sort_unstable();
    }

    /// Adds those that may meet a scope, one perhaps more than once; `None` where to look at them is more work than is left.
    fn near(&self, scope: &Scope, to: &mut Vec<usize>, work: &Work) -> Option<()> {
        to.extend(&self.wide);
        let Some(grounds) = Self::grounds_of(scope) else {
            to.extend(self.grounds.iter().map(|(_, nth)| nth));
            return Some(());
        };
        // Divisions of different schemes may well be the same ground.
        let scheme = grounds.first().map(|(scheme, _)| *scheme);
        let (before, rest) = self.grounds.split_at(self.grounds.partition_point(|((of, _), _)| Some(*of) < scheme));
        let (_, after) = rest.split_at(rest.partition_point(|((of, _), _)| Some(*of) == scheme));
        to.extend(before.iter().chain(after).map(|(_, nth)| nth));
        for (scheme, code) in grounds {
            let inside = |division: DivisionCode| division.is_within(*code);
            to.extend(run_of(&self.grounds, *scheme, *code, inside));
            for wider in std::iter::successors(code.parent(), |place| place.parent()) {
                to.extend(run_of(&self.grounds, *scheme, wider, |division| division.is_same_place(wider)));
            }
            if to.len() > work.0 {
                return None;
            }
        }
        Some(())
    }
}

/// Those whose divisions `belong`, all of which sort around the one given; the list is in order.
pub(crate) fn run_of(
    grounds: &[(Ground, usize)],
    scheme: DivisionScheme,
    around: DivisionCode,
    belong: impl Fn(DivisionCode) -> bool,
) -> impl Iterator<Item = usize> {
    let is_before = |((of, division), _): &(Ground, usize)| {
        (*of, *division) < (scheme, around) && !(*of == scheme && belong(*division))
    };
    let from = grounds.partition_point(is_before);
    let rest = grounds.iter().skip(from);
    rest.take_while(move |((of, division), _)| *of == scheme && belong(*division)).map(|(_, nth)| *nth)
}

/// Collects pairs of claims.
#[derive(Default)]
struct Found {
    pairs: Pairs,
    spots: BTreeSet<(SpotOf, SpotOf)>,
}

impl Found {
    /// Keeps a pair; `None` once no more are kept.
    fn keep(&mut self, first: &Source, second: &Source) -> Option<()> {
        // One sentence of a layer may make many single claims, such as the six functions: it is told once.
        if self.spots.contains(&(first.spot(), second.spot())) {
            return Some(());
        }
        if self.pairs.found.len() == KEPT {
            return None;
        }
        self.spots.insert((first.spot(), second.spot()));
        self.pairs.found.push(Pair { first: first.clone(), second: second.clone() });
        Some(())
    }

    fn into_pairs(mut self, whole: Option<()>) -> Pairs {
        self.pairs.too_many = whole.is_none();
        self.pairs.found.sort_by(|a, b| (a.second.spot(), a.first.spot()).cmp(&(b.second.spot(), b.first.spot())));
        self.pairs
    }
}

/// Claims of equal levels that disagree, so that no policy can be made of them.
pub(crate) fn contradictions(layers: &[Layer]) -> Pairs {
    let mut found = Found::default();
    let mut work = Work(WORK);
    let whole = by_topic(layers).values().try_for_each(|claims| {
        let debate = Debate { layers, claims };
        debate.for_each_pair(
            &mut work,
            |one, other| one == other,
            |one, other, _| if one.claim.disagrees(&other.claim) { found.keep(one, other) } else { Some(()) },
        )
    });
    found.into_pairs(whole)
}

/// Claims that ask for less than those of a higher level, without a reason; the higher first.
///
/// What another layer has loosened before, with a reason and wherever this layer applies, needs no reason again.
pub(crate) fn loosenings(layers: &[Layer]) -> Pairs {
    let mut found = Found::default();
    let mut work = Work(WORK);
    let whole = by_topic(layers).values().try_for_each(|claims| {
        let debate = Debate { layers, claims };
        let reasoned: Vec<&Source> = claims.iter().filter(|source| source.reasoned).collect();
        debate.for_each_pair(
            &mut work,
            |one, other| one != other,
            |one, other, work| {
                let (higher, lower) = if one.by.level() < other.by.level() { (one, other) } else { (other, one) };
                if lower.reasoned || !lower.claim.loosens(&higher.claim) {
                    return Some(());
                }
                if debate.is_excused(higher, lower, &reasoned, work)? { Some(()) } else { found.keep(higher, lower) }
            },
        )
    });
    let whole = whole.and_then(|()| quieted(layers, &mut work, &mut found));
    found.into_pairs(whole)
}

/// Keeps the levels, set without a reason, that make less of what a higher level asks than it does itself.
fn quieted(layers: &[Layer], work: &mut Work, found: &mut Found) -> Option<()> {
    let all: Vec<Source> = layers.iter().enumerate().flat_map(|(nth, layer)| claims_of(layer, nth)).collect();
    let mut asked: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in &all {
        if let Claim::Ask { what, .. } = &source.claim {
            asked.entry(what.judged_by().unwrap_or_default()).or_default().push(source);
        }
    }
    let scope = |source: &Source| layers.get(source.layer).map(|layer| &layer.scope);
    for lower in all.iter().filter(|source| !source.reasoned) {
        let Claim::Level { rule, .. } = &lower.claim else { continue };
        for higher in asked.get(rule.as_str()).into_iter().flatten() {
            work.spend(1)?;
            if higher.by.level() < lower.by.level() && lower.claim.quiets(&higher.claim) {
                let (one, other) = (scope(higher)?, scope(lower)?);
                work.spend_on(one, other)?;
                if one.meets(other) {
                    found.keep(higher, lower)?;
                }
            }
        }
    }
    Some(())
}

impl Debate<'_> {
    /// Whether a layer between the two has loosened the higher claim as much, with a reason, wherever the lower one applies.
    fn is_excused(&self, higher: &Source, lower: &Source, reasoned: &[&Source], work: &mut Work) -> Option<bool> {
        for between in reasoned {
            work.spend(1)?;
            let stands_between = between.by.level() > higher.by.level() && between.by.level() < lower.by.level();
            if stands_between && between.claim.loosens(&higher.claim) && !lower.claim.loosens(&between.claim) {
                let (wide, narrow) = (self.scope(between)?, self.scope(lower)?);
                work.spend_on(wide, narrow)?;
                if wide.covers(narrow) {
                    return Some(true);
                }
            }
        }
        Some(false)
    }
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

impl Say for Unresolvable {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CONTRADICT: Phrase = Phrase::new("政策互相矛盾", "the layers contradict each other");
        const UNSEEN: Phrase =
            Phrase::new("要求太多，未能逐一比对", "the layers make too many claims to compare them all");

        let heading = if self.conflicts.is_empty() { &UNSEEN } else { &CONTRADICT };
        write!(to, "{}", heading.in_lang(lang))?;
        for conflict in &self.conflicts {
            write!(to, "\n{}", conflict.in_lang(lang))?;
        }
        match lang {
            _ if !self.truncated || self.conflicts.is_empty() => Ok(()),
            Lang::Zh => to.write_str("\n……可能还有其他矛盾"),
            Lang::En => to.write_str("\n… and there may be more"),
        }
    }
}

impl fmt::Display for Unresolvable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Lang::En, to)
    }
}

/// Something that asks for less than a higher level does, and gives no reason: it has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    lower: (Arc<Authority>, Claim),
    higher: (Arc<Authority>, Claim),
}

impl Loosening {
    fn of(pair: Pair) -> Self {
        Self { lower: (pair.second.by, pair.second.claim), higher: (pair.first.by, pair.first.claim) }
    }

    /// The lower level and what it says, then the higher one and what it says.
    #[must_use]
    pub fn sides(&self) -> [(&Authority, &Claim); 2] {
        [&self.lower, &self.higher].map(|(by, claim)| (by.as_ref(), claim))
    }
}

impl Say for Loosening {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [(lower, less), (higher, more)] = self.sides();
        let (lower, less) = (lower.in_lang(lang), less.in_lang(lang));
        let (higher, more) = (higher.in_lang(lang), more.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{lower}：{less}；{higher}：{more}。放宽而未说明理由"),
            Lang::En => write!(to, "{lower}: {less}; {higher}: {more}: it is loosened without a reason"),
        }
    }
}

/// Everything among some layers that is loosened without a reason.
///
/// Checking a policy set tells it of the layers in it, by the rule `policy-loosened-without-reason`. Layers that come from several
/// sets, or from presets, meet only here. [`Policy::resolve`](super::Policy::resolve) does not refuse them: what is loosened without
/// a reason has no effect, and whoever wrote it should know.
///
/// ```
/// use neighborhood_center::policy::{Ask, Authority, Citation, Layer, Loosenings, presets};
/// use neighborhood_center::vocab::{Confidence, PolicyLevel, Strength};
///
/// let plan = Authority::new(PolicyLevel::Community, Citation::new("our own plan", Confidence::Official));
/// let own = Layer::new(plan).ask(Ask::Features(1), Strength::May);
/// let loosenings = Loosenings::among(&[presets::luolong_2023(), own]);
/// let [(lower, _), (higher, _)] = loosenings.found()[0].sides();
/// assert_eq!((lower.level(), higher.level()), (PolicyLevel::Community, PolicyLevel::District));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loosenings {
    found: Vec<Loosening>,
    truncated: bool,
}

impl Loosenings {
    /// Compares what layers of different levels say.
    #[must_use]
    pub fn among(layers: &[Layer]) -> Self {
        let pairs = loosenings(layers);
        Self { found: pairs.found.into_iter().map(Loosening::of).collect(), truncated: pairs.too_many }
    }

    /// What was found, layer by layer.
    #[must_use]
    pub fn found(&self) -> &[Loosening] {
        &self.found
    }

    /// Whether there is more than is kept, or more claims than are compared.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Citation, MinimumArea};
    use crate::vocab::{Confidence, Date, DivisionCode, DivisionScheme};

    fn layer(level: PolicyLevel) -> Layer {
        Layer::new(Authority::new(level, Citation::new("a plan", Confidence::Official)))
    }

    fn asks(level: PolicyLevel, features: u32) -> Layer {
        layer(level).ask(Ask::Features(features), Strength::Must)
    }

    fn community(nth: u128) -> CommunityId {
        CommunityId::try_from(uuid::Uuid::from_u128(nth)).unwrap()
    }

    fn division(code: &str) -> (DivisionScheme, DivisionCode) {
        (DivisionScheme::Nbs, code.parse().unwrap())
    }

    #[test]
    fn every_contradiction_of_layers_made_in_code_is_told() {
        let one = asks(PolicyLevel::City, 1).ask(Ask::ResidentShare(crate::vocab::Percent::whole(50)), Strength::Must);
        let other =
            asks(PolicyLevel::City, 2).ask(Ask::ResidentShare(crate::vocab::Percent::whole(60)), Strength::Must);
        let error = Unresolvable::check(&[one, other]).unwrap_err();
        assert_eq!(error.conflicts().len(), 2);
        assert!(!error.truncated());
    }

    #[test]
    fn layers_that_are_too_many_to_compare_are_told_as_that() {
        let alike: Vec<Layer> = (0..10_000).map(|_| asks(PolicyLevel::City, 1)).collect();
        let error = Unresolvable::check(&alike).unwrap_err();
        assert!(error.conflicts().is_empty() && error.truncated());
        assert_eq!(error.to_string(), "the layers make too many claims to compare them all");
        assert_eq!(error.in_lang(Lang::Zh).to_string(), "要求太多，未能逐一比对");
    }

    #[test]
    fn the_earlier_of_two_comes_first_however_their_scopes_are_made() {
        let scopes: [fn(Layer) -> Layer; 3] = [
            |layer| layer,
            |layer| layer.for_communities([community(1), community(2), community(3)]),
            |layer| layer.for_divisions([division("410311"), division("410300")]),
        ];
        for first in scopes {
            for second in scopes {
                let layers = [first(asks(PolicyLevel::City, 1)), second(asks(PolicyLevel::City, 2))];
                let [pair] = contradictions(&layers).found.try_into().unwrap();
                assert_eq!((pair.first.layer, pair.second.layer), (0, 1));
            }
        }
    }

    #[test]
    fn ground_in_common_is_found_wherever_it_is_in_the_lists() {
        let meets = |a: &[&str], b: &[&str]| {
            let of = |codes: &[&str], features| {
                asks(PolicyLevel::City, features).for_divisions(codes.iter().map(|code| division(code)))
            };
            !contradictions(&[of(a, 1), of(b, 2)]).found.is_empty()
        };
        assert!(meets(&["410305", "410311010"], &["410300"]));
        assert!(meets(&["410300", "410311010003", "420000"], &["410400", "420100"]));
        assert!(meets(&["410311010"], &["410311010000"]));
        assert!(!meets(&["410305", "410311010", "420000"], &["410306", "410311001", "430000"]));
        assert!(!meets(&["410311010003"], &["410311010004", "410311010002"]));
    }

    #[test]
    fn what_is_loosened_for_a_wider_ground_excuses_a_part_of_it() {
        let loosened = |by: &str, lower: &str| {
            let reason = Some("旧城区用地不足".parse().unwrap());
            let city = layer(PolicyLevel::City).ask_because(Ask::Features(1), Strength::Must, None, reason);
            let layers = [
                asks(PolicyLevel::Nation, 2),
                city.for_divisions([division("410200"), division(by), division("420000")]),
                asks(PolicyLevel::District, 1).for_divisions([division(lower)]),
            ];
            loosenings(&layers).found.len()
        };
        assert_eq!(loosened("410311", "410311010003"), 0);
        assert_eq!(loosened("410311000000", "410311"), 0);
        assert_eq!(loosened("410311", "410311000000"), 0);
        assert_eq!(loosened("410311010", "410311"), 1);
        assert_eq!(loosened("410305", "410311010003"), 1);
    }

    /// The bounds are there for input that nobody would write; see how long it takes with `cargo test --release`.
    #[test]
    fn hostile_sizes_take_no_hostile_time() {
        let codes = |from: u32| {
            (0..5_000).map(move |nth| division(&format!("41{:02}{:02}{:03}", from, 10 + nth / 900, nth % 900 + 1)))
        };
        let own = |nth: u32, count: u128| asks(PolicyLevel::Community, nth).for_communities((1..=count).map(community));
        let alike: Vec<Layer> = (0..10_000).map(|_| asks(PolicyLevel::City, 1)).collect();
        let apart: Vec<Layer> =
            (1..=10_000).map(|nth| asks(PolicyLevel::Community, 1).for_communities([community(nth)])).collect();
        let together: Vec<Layer> = (0..400).map(|nth| own(nth % 2, 500)).collect();
        let grounds: Vec<Layer> = (10..40).map(|nth| asks(PolicyLevel::City, nth).for_divisions(codes(nth))).collect();
        let long = (0..10_000).fold(layer(PolicyLevel::City), |layer, _| layer.ask(Ask::Features(1), Strength::Must));
        let loose: Vec<Layer> = (0..10_000)
            .map(|nth| asks([PolicyLevel::City, PolicyLevel::District][nth % 2], 5 - nth as u32 % 2))
            .collect();
        for (layers, too_many, none) in [
            (&alike, true, true),
            (&apart, false, true),
            (&together, true, false),
            (&grounds, false, true),
            (&vec![long], true, true),
            (&loose, true, true),
        ] {
            let pairs = contradictions(layers);
            assert_eq!((pairs.too_many, pairs.found.is_empty()), (too_many, none), "{} layers", layers.len());
        }
        assert!(loosenings(&loose).too_many);
        assert!(!loosenings(&apart).too_many);
    }

    #[test]
    fn a_city_whose_communities_are_told_apart_by_division_is_no_hostile_size() {
        use crate::vocab::{AreaKind, Percent, SquareMeters, WeeklyMinutes};

        // What each asks differs from what the others ask, on ten topics; so that a single comparison too many would be told.
        let of_community = |nth: u32| {
            let area = |kind| Ask::Area(MinimumArea { kind, least: SquareMeters::whole(nth), advised: None });
            let code = format!("4103{:02}{:03}{:03}", 10 + nth % 10, 1 + nth / 1_000, 1 + nth / 10 % 100);
            let others = [
                Ask::Features(nth),
                Ask::ResidentShare(Percent::whole((nth % 100) as u8)),
                Ask::WeeklyMinutes(WeeklyMinutes::hours((nth % 100) as u8)),
            ];
            let asks = AreaKind::ALL.iter().map(|kind| area(*kind)).chain(others);
            asks.fold(layer(PolicyLevel::Community), |layer, ask| layer.ask(ask, Strength::Must))
                .for_divisions([division(&code)])
        };
        let mut layers: Vec<Layer> = (0..3_000).map(of_community).collect();
        for pairs in [contradictions(&layers), loosenings(&layers)] {
            assert_eq!((pairs.too_many, pairs.found.len()), (false, 0));
        }
        // One that lies in the ground of another is found among all of them.
        layers.push(asks(PolicyLevel::Community, 9).for_divisions([division("410310001")]));
        layers.push(asks(PolicyLevel::City, 9).for_divisions([division("410310001001")]));
        assert_eq!(contradictions(&layers).found.len(), 100);
        assert_eq!(loosenings(&layers).found.len(), 1);
    }

    #[test]
    fn times_that_follow_each_other_never_meet() {
        let day = |day| Date::new(2024, 6, day);
        let of = |features, from, until| asks(PolicyLevel::City, features).valid(from, until);
        assert!(contradictions(&[of(1, None, day(1)), of(2, day(2), None)]).found.is_empty());
        assert_eq!(contradictions(&[of(1, None, day(2)), of(2, day(2), None)]).found.len(), 1);
        assert!(contradictions(&[of(1, day(9), day(1)), of(2, None, None)]).found.is_empty());
    }
}
