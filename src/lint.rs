//! What is wrong with layers of policy as they stand, before any center is looked at.
//!
//! Layers can be read and resolved and still not say what their authors mean: two authorities of one level contradict each
//! other, a requirement is met by every center or by none, or it has no effect because another layer asks for as much. Each
//! [`Lint`] names the layers and the places in them, and carries the smallest [`Example`] that shows the fault.
//!
//! ```
//! use neighborhood_center::lint::{LintKind, lint};
//! use neighborhood_center::policy::{Ask, Authority, Citation, Layer};
//! use neighborhood_center::vocab::{Confidence, Lang, PolicyLevel, Say, Scheme, Strength};
//!
//! let plan = Authority::new(PolicyLevel::Community, Citation::new("our own plan", Confidence::Official));
//! let seven = Ask::FunctionsAtLeast { scheme: Scheme::SixFunctions, at_least: 7 };
//! let lints = lint(&[Layer::new(plan).ask(seven, Strength::Must)]);
//! let fault = &lints.found()[0];
//! assert_eq!(fault.kind(), LintKind::Unsatisfiable);
//! assert_eq!(fault.says().at().as_str(), "/requirements/0/functions_at_least");
//! assert_eq!(
//!     fault.in_lang(Lang::Zh).to_string(),
//!     "没有中心能够满足：社区《our own plan》：按“六大公共服务功能”计不少于 7 项功能（必配）",
//! );
//! ```

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::path::{Path, Pointer};
use crate::policy::{
    Ask, Authority, Choice, Claim, Communities, Debate, Layer, Place, Source, Strictness, Work, by_topic,
};
use crate::records::CenterDraft;
use crate::scene::{FARTHEST, Scene, most_of};
use crate::vocab::{Lang, Percent, Phrase, Say, SquareMeters, WeeklyMinutes};

/// How much work the comparison of claims may be: about three for each two. It is far above what a province needs, and bounds
/// time and memory on hostile input.
const WORK: usize = 4_000_000;
/// How many other layers are tried for one that makes a claim needless.
const TRIED: usize = 8;
/// How many single claims at fault are kept before those of one set are made into one.
const SINGLES: usize = 20_000;
/// How many lints of each kind are kept.
const KEPT: usize = 1_000;

/// In what way layers are at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LintKind {
    /// Two authorities of the same level disagree where both can apply: no policy can be made of the layers.
    Contradictory,
    /// Every center meets a requirement, or a layer holds nothing or applies nowhere.
    Vacuous,
    /// No center can meet a requirement.
    Unsatisfiable,
    /// A requirement never matters, because of what another one asks.
    Shadowed,
}

/// Something that a layer says, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quote {
    layer: usize,
    at: Pointer,
    by: Arc<Authority>,
    claim: Option<Claim>,
}

/// A place and a center that show a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    place: Place,
    center: Option<CenterDraft>,
    communities: Communities,
}

/// A fault of layers as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    kind: LintKind,
    why: Phrase,
    says: Quote,
    against: Option<Quote>,
    example: Option<Example>,
}

/// The faults that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lints {
    found: Vec<Lint>,
    truncated: bool,
}

/// Looks for what is wrong with layers of policy as they stand.
///
/// - [Contradictory](LintKind::Contradictory): what [`Policy::resolve`](crate::policy::Policy::resolve) refuses. The center of the
///   example meets one claim and violates the other; or, where they only differ in strength, violates both, unequally.
/// - [Vacuous](LintKind::Vacuous): a requirement that every center meets, such as no features at all, a layer that holds nothing, and
///   a layer for no place. The center has as little as there can be, and meets it still. A layer for no place has no example.
/// - [Unsatisfiable](LintKind::Unsatisfiable): a requirement that no center can meet, such as seven of the six functions. The center
///   has all there can be, and still violates it.
/// - [Shadowed](LintKind::Shadowed): a requirement that never matters, since another one asks for as much or more wherever it
///   applies. The policy at the place of the example, and wherever both layers apply, asks the same without it. The center meets what
///   is shadowed and violates what shadows it, where more is asked.
///
/// That there is too little area for the households of a community no center shows by itself: such an example has no center.
///
/// What some say contradicts, as long as they do, is not said to shadow anything. Faults come layer by layer, in the order in which
/// they stand there.
#[must_use]
pub fn lint(layers: &[Layer]) -> Lints {
    let mut lints = Lints::default();
    let mut found = Vec::new();
    for (nth, layer) in layers.iter().enumerate() {
        found.extend(alone(layer, nth));
    }
    let (mut pairs, truncated) = together(layers);
    lints.truncated = truncated;
    found.append(&mut pairs);
    found.sort_by(Fault::in_order);
    let found = grouped(found);
    let mut kept = [0_usize; 4];
    for fault in found {
        match kept.get_mut(fault.kind as usize) {
            Some(kept) if *kept < KEPT => {
                *kept += 1;
                lints.found.push(fault.shown(layers));
            }
            _ => lints.truncated = true,
        }
    }
    lints
}

/// A fault that is not shown yet.
struct Fault {
    kind: LintKind,
    why: Phrase,
    says: Said,
    against: Option<Said>,
}

/// Something that is said, or a layer as a whole.
#[derive(Clone)]
struct Said {
    layer: usize,
    list: &'static str,
    item: usize,
    field: &'static str,
    by: Arc<Authority>,
    claim: Option<Claim>,
}

impl Said {
    fn of(source: &Source) -> Self {
        Self {
            layer: source.layer,
            list: source.list,
            item: source.at.item,
            field: source.at.field,
            by: Arc::clone(&source.by),
            claim: Some(source.claim.clone()),
        }
    }

    fn spot(&self) -> impl Ord + use<> {
        // Requirements come before levels in a record, and what is said of the layer as a whole before both.
        (self.layer, self.list == "levels", self.item, self.field)
    }

    /// Both as one, where they stand in one place and differ in the members of one set only.
    fn joined(&self, other: &Self) -> Option<Self> {
        let (Claim::Ask { what: one, strength }, Claim::Ask { what: more, strength: other_strength }) =
            (self.claim.as_ref()?, other.claim.as_ref()?)
        else {
            return None;
        };
        let what = one.joined(more)?;
        let alike = self.spot().cmp(&other.spot()).is_eq() && strength == other_strength;
        alike.then(|| Self { claim: Some(Claim::Ask { what, strength: *strength }), ..self.clone() })
    }

    fn quoted(self) -> Quote {
        let list = Path::ROOT.key(self.list);
        let item = list.index(self.item);
        let at = match (self.list, &self.claim) {
            ("", _) if self.field.is_empty() => Path::ROOT.to_pointer(),
            ("", _) => Path::ROOT.key(self.field).to_pointer(),
            (_, None) => list.key(self.field).to_pointer(),
            ("levels", _) => item.to_pointer(),
            _ => item.key(self.field).to_pointer(),
        };
        Quote { layer: self.layer, at, by: self.by, claim: self.claim }
    }
}

impl Fault {
    fn in_order(&self, other: &Self) -> Ordering {
        let against = |fault: &Self| fault.against.as_ref().map(Said::spot);
        let claims = |fault: &Self| (fault.says.claim.clone(), fault.against.as_ref().map(|said| said.claim.clone()));
        (self.says.spot(), self.kind, against(self))
            .cmp(&(other.says.spot(), other.kind, against(other)))
            .then_with(|| claims(self).cmp(&claims(other)))
    }

    fn joined(&self, other: &Self) -> Option<Self> {
        let says = self.says.joined(&other.says)?;
        let against = match (&self.against, &other.against) {
            (Some(one), Some(more)) => Some(one.joined(more)?),
            (None, None) => None,
            _ => return None,
        };
        let alike = self.kind == other.kind && self.why == other.why;
        alike.then(|| Self { kind: self.kind, why: self.why.clone(), says, against })
    }

    fn shown(self, layers: &[Layer]) -> Lint {
        let example = self.example(layers);
        Lint {
            kind: self.kind,
            why: self.why,
            says: self.says.quoted(),
            against: self.against.map(Said::quoted),
            example,
        }
    }

    fn example(&self, layers: &[Layer]) -> Option<Example> {
        let scope = |said: &Said| layers.get(said.layer).map(|layer| &layer.scope);
        let own = scope(&self.says)?;
        let place = own.place_in_both(self.against.as_ref().and_then(scope).unwrap_or(own))?;
        let scene = self.scene(&place);
        let (center, communities) = scene.map(|scene| (scene.center, scene.communities)).unzip();
        Some(Example { place, center, communities: communities.unwrap_or_default() })
    }

    fn scene(&self, place: &Place) -> Option<Scene> {
        let asked = |said: &Said| match &said.claim {
            Some(Claim::Ask { what, .. }) => Some(what.clone()),
            _ => None,
        };
        let ask = asked(&self.says)?;
        if ask.is_of_the_district() {
            return None;
        }
        match (self.kind, self.against.as_ref().and_then(asked)) {
            (LintKind::Vacuous, _) => Scene::emptiest(&ask, place),
            (LintKind::Unsatisfiable, _) => Some(Scene::fullest(place)),
            (LintKind::Shadowed, Some(other)) => Scene::apart(&ask, &other, place),
            (LintKind::Contradictory, Some(other)) if ask == other => {
                Scene::emptiest(&ask, place).filter(|_| is_missed_by_the_emptiest(&ask))
            }
            (LintKind::Contradictory, Some(other)) => {
                Scene::apart(&ask, &other, place).or_else(|| Scene::apart(&other, &ask, place))
            }
            _ => None,
        }
    }
}

/// Faults of members of one set that are alike, made into one.
fn grouped(found: Vec<Fault>) -> Vec<Fault> {
    let mut grouped: Vec<Fault> = Vec::new();
    for fault in found {
        match grouped.last_mut().and_then(|last| Some((last.joined(&fault)?, last))) {
            Some((joined, last)) => *last = joined,
            None => grouped.push(fault),
        }
    }
    grouped
}

// --- What can be seen in one layer ------------------------------------------------------------------------------------

const EVERY: Phrase = Phrase::new("任何中心都满足", "every center meets it");
const NO: Phrase = Phrase::new("没有中心能够满足", "no center can meet it");
const IDLE: Phrase = Phrase::new("没有提出任何要求", "it asks for nothing");

fn alone(layer: &Layer, nth: usize) -> Vec<Fault> {
    let fault = |kind, why, list, item, field, claim| {
        let says = Said { layer: nth, list, item, field, by: Arc::clone(&layer.authority), claim };
        Fault { kind, why, says, against: None }
    };
    if let Some(field) = layer.scope.voided_by() {
        let list = if field == "valid_until" { "" } else { "applies_to" };
        return vec![fault(LintKind::Vacuous, nowhere(field), list, 0, field, None)];
    }
    if layer.is_empty() {
        return vec![fault(LintKind::Vacuous, IDLE, "", 0, "", None)];
    }
    let stated = layer.stated.iter().filter_map(|stated| {
        if is_vacuous(&stated.ask) {
            Some((LintKind::Vacuous, EVERY, stated))
        } else {
            is_unsatisfiable(&stated.ask).then_some((LintKind::Unsatisfiable, NO, stated))
        }
    });
    let idle = layer.idle.iter().map(|stated| (LintKind::Vacuous, IDLE, stated));
    let all = stated.chain(idle).map(|(kind, why, stated)| {
        let claim = Claim::Ask { what: stated.ask.clone(), strength: stated.strength };
        let mut fault = fault(kind, why, "requirements", stated.at.item, stated.at.field, Some(claim));
        fault.says.by = Arc::clone(&stated.by);
        fault
    });
    all.collect()
}

fn nowhere(field: &str) -> Phrase {
    match field {
        "communities" => {
            Phrase::new("不适用于任何地方，没有列出社区", "it applies nowhere, since it names no community")
        }
        "divisions" => Phrase::new("不适用于任何地方，没有列出区划", "it applies nowhere, since it names no division"),
        "tiers" => Phrase::new("不适用于任何地方，没有列出层级", "it applies nowhere, since it names no tier"),
        "settings" => Phrase::new(
            "不适用于任何地方，新城、旧城都没有列出",
            "it applies nowhere, since it names neither new nor old towns",
        ),
        _ => Phrase::new("在任何时候都不生效，截止日期早于生效日期", "it never holds, since it ends before it begins"),
    }
}

/// Whether every center meets it. What is only reported asks for no more.
fn is_vacuous(ask: &Ask) -> bool {
    const NOTHING: SquareMeters = SquareMeters::whole(0);

    match ask {
        Ask::FunctionsAtLeast { at_least, .. } | Ask::AnyOf { at_least, .. } | Ask::Features(at_least) => {
            *at_least == 0
        }
        Ask::Chosen(chosen) => chosen.at_least == 0,
        Ask::Area(area) => area.least == NOTHING && area.advised.is_none_or(|advised| advised == NOTHING),
        Ask::AreaPer100Households(area) => area.least == NOTHING,
        Ask::ResidentShare(share) => *share == Percent::whole(0),
        Ask::AtTimes(times) => times.is_empty(),
        Ask::WeeklyMinutes(minutes) => *minutes == WeeklyMinutes::hours(0),
        Ask::Reach(reach) => reach.within.meters() >= FARTHEST,
        _ => false,
    }
}

/// Whether the emptiest center misses it by more than what is only advised. An area for households is not missed by one
/// center: its community may have others.
fn is_missed_by_the_emptiest(ask: &Ask) -> bool {
    match ask {
        Ask::OfficeShare | Ask::AreaPer100Households(_) => false,
        Ask::Area(area) => area.least > SquareMeters::whole(0),
        other => !is_vacuous(other),
    }
}

/// Whether no center can meet it.
fn is_unsatisfiable(ask: &Ask) -> bool {
    let fewer = |there_are: usize, asked: u32| there_are < asked as usize;
    match ask {
        Ask::Core { of, .. } => most_of(*of) < of.len(),
        Ask::Chosen(chosen) => fewer(chosen.eligible().len(), chosen.at_least),
        Ask::FunctionsAtLeast { scheme, at_least } => fewer(Choice::all_of(*scheme).len(), *at_least),
        Ask::AnyOf { of, at_least } => fewer(most_of(*of), *at_least),
        _ => false,
    }
}

// --- What can be seen in two layers -----------------------------------------------------------------------------------

const DISAGREE: Phrase = Phrase::new("同级要求相互矛盾", "equal levels disagree");
const REPEATS: Phrase = Phrase::new("重复已有的要求", "it repeats what is asked already");
const UNREASONED: Phrase = Phrase::new(
    "没有理由的放宽，不起作用",
    "it has no effect, since it asks for less than a higher level and gives no reason",
);
const OUTDONE: Phrase =
    Phrase::new("不起作用，凡适用之处都另有更严的要求", "it has no effect, since more is asked wherever it applies");

/// The faults of claims beside others, and whether looking at all would have taken too long.
fn together(layers: &[Layer]) -> (Vec<Fault>, bool) {
    let mut found = Vec::new();
    let mut work = Work(WORK);
    for claims in by_topic(layers).into_values() {
        let mut topic = Beside::new(Debate { layers, claims: &claims });
        // What was not compared with all others may well matter.
        let whole = topic.compare(&mut work);
        let disagree = |(one, other): &(&Source, &Source)| fault(LintKind::Contradictory, DISAGREE, one, other);
        found.extend(topic.contradictory.iter().map(disagree));
        if whole.is_none() {
            return (found, true);
        }
        found.extend(topic.shadowed());
        if found.len() >= SINGLES {
            return (found, true);
        }
    }
    (found, false)
}

fn fault(kind: LintKind, why: Phrase, says: &Source, against: &Source) -> Fault {
    Fault { kind, why, says: Said::of(says), against: Some(Said::of(against)) }
}

/// The claims on one topic, and which of them can apply at the same place.
struct Beside<'d> {
    debate: Debate<'d>,
    /// For each claim, told by where it is kept, those that its layer meets.
    near: HashMap<*const Source, Vec<&'d Source>>,
    /// Those that contradict each other.
    contradictory: Vec<(&'d Source, &'d Source)>,
}

impl<'d> Beside<'d> {
    fn new(debate: Debate<'d>) -> Self {
        Self { debate, near: HashMap::new(), contradictory: Vec::new() }
    }

    /// Compares every claim with those beside it; `None` where that is more work than is left.
    fn compare(&mut self, work: &mut Work) -> Option<()> {
        let Self { debate, near, contradictory } = self;
        debate.for_each_pair(
            work,
            |_, _| true,
            |one, other, _| {
                near.entry(std::ptr::from_ref(one)).or_default().push(other);
                near.entry(std::ptr::from_ref(other)).or_default().push(one);
                if one.by.level() == other.by.level() && one.claim.disagrees(&other.claim) {
                    contradictory.push((one, other));
                }
                (contradictory.len() < SINGLES).then_some(())
            },
        )
    }

    /// The claims that never matter.
    fn shadowed(&self) -> Vec<Fault> {
        if !self.contradictory.is_empty() {
            return Vec::new();
        }
        let claims = self.debate.claims.iter();
        claims.filter_map(|claim| self.shadow_of(claim, self.near.get(&std::ptr::from_ref(claim))?)).collect()
    }

    /// What makes a claim needless wherever it applies.
    ///
    /// It is told only where it is certain. That another claim asks for as much is not enough: a third one can loosen that and
    /// not this.
    fn shadow_of(&self, claim: &Source, near: &[&'d Source]) -> Option<Fault> {
        let level = claim.by.level();
        let moves = |other: &&Source| {
            clash(claim, other) || (claim.reasoned && other.by.level() < level && claim.claim.loosens(&other.claim))
        };
        if near.iter().any(moves) {
            return None;
        }
        let needless = |other: &&'d Source| Some((*other, self.makes_needless(other, claim)?));
        let mut candidates: Vec<(&Source, Phrase)> = near.iter().filter_map(needless).collect();
        candidates.sort_by_key(|(other, _)| (other.by.level(), other.layer, other.at.item));
        let stays = |other: &Source| {
            let may_go = |third: &&Source| {
                !std::ptr::eq(*third, other) && (clash(third, other) || leaves_less(third, other, claim))
            };
            !near.iter().any(may_go)
        };
        let (other, why) = candidates.into_iter().take(TRIED).find(|(other, _)| stays(other))?;
        Some(fault(LintKind::Shadowed, why, claim, other))
    }

    /// Why a claim is needless beside another one, if nothing else is said on the topic.
    fn makes_needless(&self, other: &Source, claim: &Source) -> Option<Phrase> {
        let (wide, narrow) = (self.debate.scope(other)?, self.debate.scope(claim)?);
        if !wide.covers(narrow) {
            return None;
        }
        match (other.claim.compare(&claim.claim), other.by.level().cmp(&claim.by.level())) {
            (Strictness::Same, Ordering::Less) => Some(REPEATS),
            // Of two that say the same in the same places, one is told.
            (Strictness::Same, Ordering::Equal) => {
                let comes_first = (&other.claim, &other.by, other.layer, other.at.item)
                    < (&claim.claim, &claim.by, claim.layer, claim.at.item);
                (comes_first || !narrow.covers(wide)).then_some(REPEATS)
            }
            (Strictness::Stricter, Ordering::Less) if !claim.reasoned => Some(UNREASONED),
            (Strictness::Stricter, Ordering::Greater) => Some(OUTDONE),
            _ => None,
        }
    }
}

fn clash(one: &Source, other: &Source) -> bool {
    one.claim.compare(&other.claim) == Strictness::Clash
}

/// Whether a third claim may take the other one away and leave less than the claim asks for.
fn leaves_less(third: &Source, other: &Source, claim: &Source) -> bool {
    let (at, from, to) = (third.by.level(), other.by.level(), claim.by.level());
    if !third.reasoned || at < from {
        return false;
    }
    let stands = third.claim.compare(&claim.claim);
    if from <= to {
        // What comes after the claim takes both away, or neither.
        at < to && !matches!(stands, Strictness::Same | Strictness::Stricter)
    } else {
        stands != Strictness::Stricter
    }
}

// --- What is told -----------------------------------------------------------------------------------------------------

impl Quote {
    /// The place of the layer among the layers, counted from 0.
    #[must_use]
    pub fn layer(&self) -> usize {
        self.layer
    }

    /// The place in the layer's record. A layer built in code has each thing that it asks for as a requirement of its own.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// Who says it.
    #[must_use]
    pub fn by(&self) -> &Authority {
        &self.by
    }

    /// What is said; `None` where it is about the layer as a whole.
    #[must_use]
    pub fn claim(&self) -> Option<&Claim> {
        self.claim.as_ref()
    }
}

impl Example {
    /// A place to which the layers apply.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// A center at that place, where one shows the fault.
    #[must_use]
    pub fn center(&self) -> Option<&CenterDraft> {
        self.center.as_ref()
    }

    /// What has to be known of communities to judge it.
    #[must_use]
    pub fn communities(&self) -> &Communities {
        &self.communities
    }
}

impl Lint {
    /// In what way the layers are at fault.
    #[must_use]
    pub fn kind(&self) -> LintKind {
        self.kind
    }

    /// What is at fault.
    #[must_use]
    pub fn says(&self) -> &Quote {
        &self.says
    }

    /// What it contradicts, or what shadows it.
    #[must_use]
    pub fn against(&self) -> Option<&Quote> {
        self.against.as_ref()
    }

    /// The smallest example that shows it; `None` where a layer applies nowhere.
    #[must_use]
    pub fn example(&self) -> Option<&Example> {
        self.example.as_ref()
    }
}

impl Lints {
    /// The faults, layer by layer.
    #[must_use]
    pub fn found(&self) -> &[Lint] {
        &self.found
    }

    /// Whether there may be more: more were found than are kept, or there are more claims than are compared.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

impl Say for Quote {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.by.say(lang, to)?;
        match (&self.claim, lang) {
            (None, _) => Ok(()),
            (Some(claim), Lang::Zh) => write!(to, "：{}", claim.in_lang(lang)),
            (Some(claim), Lang::En) => write!(to, ": {}", claim.in_lang(lang)),
        }
    }
}

impl Say for Lint {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (why, says) = (self.why.text(lang), self.says.in_lang(lang));
        match (&self.against, lang) {
            (None, Lang::Zh) => write!(to, "{why}：{says}"),
            (None, Lang::En) => write!(to, "{why}: {says}"),
            (Some(other), Lang::Zh) => write!(to, "{why}：{says}；{}", other.in_lang(lang)),
            (Some(other), Lang::En) => write!(to, "{why}: {says}; {}", other.in_lang(lang)),
        }
    }
}
