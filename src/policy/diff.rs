use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::ask::{Ask, Strictness};
use super::asked::{Declared, Loudness, Policy, Waived};
use super::authority::Authority;
use super::claim::Claim;
use super::demand::Demand;
use crate::path::Pointer;
use crate::vocab::{AgeBoundaries, CenterId, CircumstanceSet, Date, Lang, Name, RuleId, Say, Strength, Text};

/// One thing that a policy holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Term {
    /// Where the age groups divide.
    Boundaries {
        /// At which ages.
        at: AgeBoundaries,
        /// Who says so, if anybody does.
        by: Option<Authority>,
        /// The circumstances that are not known, and by which they may divide elsewhere.
        left_open: CircumstanceSet,
    },
    /// What is asked.
    Demand(Demand),
    /// How loud a rule is to be.
    Level(Loudness),
    /// A finding that is accepted for some time.
    Waiver(Arc<Waived>),
    /// What the community is known for.
    Feature(Declared),
}

/// In what way something changes from one policy to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Turn {
    /// Only the next policy holds it.
    Added,
    /// Only the earlier policy holds it.
    Dropped,
    /// The next policy asks for more of it, or more strongly; it wants the rule louder; it waives for a shorter time.
    Tightened,
    /// The next policy asks for less of it, or less strongly; it wants the rule less loud; it waives for a longer time.
    Loosened,
    /// It changes in another way, such as in two respects that are more and less strict.
    Altered,
    /// It stays, and another authority says it, or the same one in another place.
    Reattributed,
    /// It stays, and another reason is given for it.
    Reasoned,
    /// It is left open now whether it holds, since a circumstance is not known.
    LeftOpen,
    /// It was left open, and holds now.
    Settled,
    /// It was left open and still is, by other circumstances.
    OpenOtherwise,
}

/// A change from one policy to another.
///
/// ```
/// use neighborhood_center::policy::{Ask, Authority, Citation, Demand, Policy, Turn};
/// use neighborhood_center::vocab::{Confidence, Lang, PolicyLevel, Say, Strength};
///
/// let asks = |features| {
///     let plan = Authority::new(PolicyLevel::Community, Citation::new("our own plan", Confidence::Official));
///     Policy::none().ask(Demand::new(Ask::Features(features), Strength::Should, plan))
/// };
/// let changes = asks(1).diff(&asks(2));
/// assert_eq!(changes[0].turn(), Turn::Tightened);
/// assert_eq!(
///     changes[0].in_lang(Lang::En).to_string(),
///     "tightened: features declared: at least 1 (should) → features declared: at least 2 (should); \
///      by: community, “our own plan”",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    turn: Turn,
    sides: Sides,
}

/// What there is of it in the earlier policy, in the next, or in both.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Sides {
    Before(Term),
    After(Term),
    Both(Term, Term),
}

impl Policy {
    /// What changes from this policy to the next one.
    ///
    /// What is asked is paired by its topic, so that a greater area is one change and not two. Functions and other members of one
    /// set that change alike are one change. Policies that ask for the same, in other words of the same demands, do not differ.
    ///
    /// Changes come in a fixed order: age boundaries; demands, in the order in which [`Ask`] has them; levels of rules, waivers and
    /// features, each in their own order. With the two policies swapped the list has the same length and order, and each change is
    /// [mirrored](Change::mirrored).
    #[must_use]
    pub fn diff(&self, next: &Self) -> Vec<Change> {
        let (mut before, mut after) = (terms(self), terms(next));
        drop(take_pairs(&mut before, &mut after, Term::clone));
        let mut pairs = take_pairs(&mut before, &mut after, |term| (term.topic(), term.content()));
        pairs.extend(take_pairs(&mut before, &mut after, |term| (term.topic(), term.by().cloned())));
        pairs.extend(take_pairs(&mut before, &mut after, Term::topic));

        let mut changes: Vec<Change> = pairs.into_iter().flat_map(changes_between).collect();
        changes.extend(before.into_iter().map(|term| Change { turn: Turn::Dropped, sides: Sides::Before(term) }));
        changes.extend(after.into_iter().map(|term| Change { turn: Turn::Added, sides: Sides::After(term) }));
        let mut changes = grouped(changes);
        changes.sort_by(Change::in_order);
        changes
    }
}

/// All that a policy holds, demands for a set by its members.
fn terms(policy: &Policy) -> Vec<Term> {
    let mut terms = vec![Term::Boundaries {
        at: policy.boundaries(),
        by: policy.boundaries_by().cloned(),
        left_open: policy.boundaries_open,
    }];
    for demand in policy.demands() {
        let singles = demand.ask().singles().into_iter();
        terms.extend(singles.map(|ask| Term::Demand(demand.clone().with_ask(ask))));
    }
    terms.extend(policy.levels().iter().cloned().map(Term::Level));
    terms.extend(policy.shared_waivers().cloned().map(Term::Waiver));
    terms.extend(policy.features().iter().cloned().map(Term::Feature));
    // Two demands may have members in common.
    terms.sort();
    terms.dedup();
    terms
}

/// Takes out of both lists what has the same key, pair by pair: of several, the first with the first, so that it does not
/// matter which list is which.
fn take_pairs<K: Ord>(before: &mut Vec<Term>, after: &mut Vec<Term>, key: impl Fn(&Term) -> K) -> Vec<(Term, Term)> {
    let mut by_key: BTreeMap<K, (Vec<Term>, Vec<Term>)> = BTreeMap::new();
    before.sort();
    after.sort();
    for term in before.drain(..) {
        by_key.entry(key(&term)).or_default().0.push(term);
    }
    for term in after.drain(..) {
        by_key.entry(key(&term)).or_default().1.push(term);
    }
    let mut pairs = Vec::new();
    for (mut old, mut new) in by_key.into_values() {
        let both = old.len().min(new.len());
        before.extend(old.drain(both..));
        after.extend(new.drain(both..));
        pairs.extend(old.into_iter().zip(new));
    }
    pairs
}

/// What changes from one term to another on the same topic: what it says, and whether it is left open.
fn changes_between((before, after): (Term, Term)) -> impl Iterator<Item = Change> {
    let turns = [turn_between(&before, &after), turn_of_openness(&before, &after)];
    turns.into_iter().flatten().map(move |turn| Change { turn, sides: Sides::Both(before.clone(), after.clone()) })
}

fn turn_between(before: &Term, after: &Term) -> Option<Turn> {
    if before.content() != after.content() {
        return Some(match after.compare(before) {
            Strictness::Stricter => Turn::Tightened,
            Strictness::Laxer => Turn::Loosened,
            Strictness::Same | Strictness::Both | Strictness::Clash => Turn::Altered,
        });
    }
    if before.by() != after.by() {
        return Some(Turn::Reattributed);
    }
    (before.reason() != after.reason()).then_some(Turn::Reasoned)
}

fn turn_of_openness(before: &Term, after: &Term) -> Option<Turn> {
    let (before, after) = (before.left_open(), after.left_open());
    match (before.is_empty(), after.is_empty()) {
        _ if before == after => None,
        (true, _) => Some(Turn::LeftOpen),
        (_, true) => Some(Turn::Settled),
        _ => Some(Turn::OpenOtherwise),
    }
}

/// Changes of members of one set that are alike, made into one.
fn grouped(mut changes: Vec<Change>) -> Vec<Change> {
    // What can be joined comes side by side.
    changes.sort_by(|a, b| a.likeness().cmp(&b.likeness()));
    let mut grouped: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match grouped.last_mut().and_then(|last| Some((last.joined(&change)?, last))) {
            Some((joined, last)) => *last = joined,
            None => grouped.push(change),
        }
    }
    grouped
}

/// What a term is about.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Boundaries,
    Asked(Ask),
    Level(RuleId),
    Waiver(RuleId, Option<CenterId>, Pointer),
    Feature(Name),
}

/// What a term says on its topic, whoever says it and why.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Claim(Claim),
    Waiver(Date, Name),
    Feature,
}

/// All of a demand but what is asked.
type Manner<'t> = (Strength, &'t Authority, Option<&'t Text>, CircumstanceSet);

impl Term {
    /// Who says it; nobody where the legal age boundaries stand for want of others.
    #[must_use]
    pub fn by(&self) -> Option<&Authority> {
        match self {
            Self::Boundaries { by, .. } => by.as_ref(),
            Self::Demand(demand) => Some(demand.by()),
            Self::Level(level) => Some(level.by()),
            Self::Waiver(waiver) => Some(waiver.by()),
            Self::Feature(feature) => Some(feature.by()),
        }
    }

    /// Why, if the authority says.
    #[must_use]
    pub fn reason(&self) -> Option<&Text> {
        match self {
            Self::Demand(demand) => demand.reason(),
            Self::Level(level) => level.reason(),
            Self::Waiver(waiver) => Some(waiver.reason()),
            Self::Boundaries { .. } | Self::Feature(_) => None,
        }
    }

    /// The circumstances that are not known, and on which it depends whether it holds.
    #[must_use]
    pub fn left_open(&self) -> CircumstanceSet {
        match self {
            Self::Demand(demand) => demand.left_open(),
            Self::Level(level) => level.left_open(),
            Self::Waiver(waiver) => waiver.left_open(),
            Self::Boundaries { left_open, .. } => *left_open,
            Self::Feature(_) => CircumstanceSet::EMPTY,
        }
    }

    fn topic(&self) -> Topic {
        match self {
            Self::Boundaries { .. } => Topic::Boundaries,
            Self::Demand(demand) => Topic::Asked(demand.ask().topic()),
            Self::Level(level) => Topic::Level(level.rule().clone()),
            Self::Waiver(waiver) => Topic::Waiver(waiver.rule().clone(), waiver.center(), waiver.path().clone()),
            Self::Feature(feature) => Topic::Feature(feature.name().clone()),
        }
    }

    fn content(&self) -> Content {
        match self {
            Self::Boundaries { at, .. } => {
                Content::Claim(Claim::Ask { what: Ask::AgeBoundaries(*at), strength: Strength::Must })
            }
            Self::Demand(demand) => {
                Content::Claim(Claim::Ask { what: demand.ask().clone(), strength: demand.strength() })
            }
            Self::Level(level) => Content::Claim(Claim::Level { rule: level.rule().clone(), level: level.level() }),
            Self::Waiver(waiver) => Content::Waiver(waiver.until(), waiver.approved_by().clone()),
            Self::Feature(_) => Content::Feature,
        }
    }

    /// How strict it is beside another term on the same topic.
    fn compare(&self, other: &Self) -> Strictness {
        match (self.content(), other.content()) {
            (Content::Claim(one), Content::Claim(other)) => one.compare(&other),
            // What is waived for longer is the laxer.
            (Content::Waiver(one, _), Content::Waiver(other, _)) => Strictness::of(other.cmp(&one)),
            _ => Strictness::Same,
        }
    }

    fn as_demand(&self) -> Option<&Demand> {
        match self {
            Self::Demand(demand) => Some(demand),
            _ => None,
        }
    }

    fn manner(&self) -> Option<Manner<'_>> {
        self.as_demand().map(|demand| (demand.strength(), &**demand.by(), demand.reason(), demand.left_open()))
    }

    /// Both as one, where they are demands that only differ in the members of one set.
    fn joined(&self, other: &Self) -> Option<Self> {
        let (one, more) = (self.as_demand()?, other.as_demand()?);
        let ask = one.ask().joined(more.ask())?;
        (self.manner() == other.manner()).then(|| Self::Demand(one.clone().with_ask(ask)))
    }
}

impl Turn {
    /// The same way back.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Dropped,
            Self::Dropped => Self::Added,
            Self::Tightened => Self::Loosened,
            Self::Loosened => Self::Tightened,
            Self::LeftOpen => Self::Settled,
            Self::Settled => Self::LeftOpen,
            Self::Altered | Self::Reattributed | Self::Reasoned | Self::OpenOtherwise => self,
        }
    }
}

impl Change {
    /// In what way it changes.
    #[must_use]
    pub fn turn(&self) -> Turn {
        self.turn
    }

    /// What the earlier policy has of it.
    #[must_use]
    pub fn before(&self) -> Option<&Term> {
        match &self.sides {
            Sides::Before(term) | Sides::Both(term, _) => Some(term),
            Sides::After(_) => None,
        }
    }

    /// What the next policy has of it.
    #[must_use]
    pub fn after(&self) -> Option<&Term> {
        match &self.sides {
            Sides::After(term) | Sides::Both(_, term) => Some(term),
            Sides::Before(_) => None,
        }
    }

    /// Who says so in the next policy, or said so in the earlier one, if the next has nothing of it.
    #[must_use]
    pub fn by(&self) -> Option<&Authority> {
        self.latest().by()
    }

    /// What the next policy has of it, or what the earlier one had, if the next has nothing of it.
    pub(crate) fn latest(&self) -> &Term {
        match &self.sides {
            Sides::Before(term) | Sides::After(term) | Sides::Both(_, term) => term,
        }
    }

    /// The change that takes it back.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let sides = match self.sides {
            Sides::Before(term) => Sides::After(term),
            Sides::After(term) => Sides::Before(term),
            Sides::Both(before, after) => Sides::Both(after, before),
        };
        Self { turn: self.turn.mirrored(), sides }
    }

    /// What has to be the same for two changes to be one; what is asked comes last.
    fn likeness(&self) -> impl Ord + '_ {
        let (before, after) = (self.before(), self.after());
        (self.turn, before.map(Term::manner), after.map(Term::manner), before, after)
    }

    fn joined(&self, other: &Self) -> Option<Self> {
        let sides = match (&self.sides, &other.sides) {
            (Sides::Before(one), Sides::Before(more)) => Sides::Before(one.joined(more)?),
            (Sides::After(one), Sides::After(more)) => Sides::After(one.joined(more)?),
            (Sides::Both(one, then), Sides::Both(more, and)) => Sides::Both(one.joined(more)?, then.joined(and)?),
            _ => return None,
        };
        (self.turn == other.turn).then_some(Self { turn: self.turn, sides })
    }

    /// The order in which changes are told, which does not depend on which of two policies is the earlier.
    fn in_order(&self, other: &Self) -> Ordering {
        let turn = |change: &Self| change.turn.min(change.turn.mirrored());
        let ends = |change: &Self| {
            let (before, after) = (change.before().cloned(), change.after().cloned());
            if before < after { (before, after) } else { (after, before) }
        };
        let topics = self.latest().topic().cmp(&other.latest().topic());
        topics.then_with(|| turn(self).cmp(&turn(other))).then_with(|| ends(self).cmp(&ends(other)))
    }
}

impl Say for Turn {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (zh, en) = match self {
            Self::Added => ("新增", "added"),
            Self::Dropped => ("取消", "dropped"),
            Self::Tightened => ("收紧", "tightened"),
            Self::Loosened => ("放宽", "loosened"),
            Self::Altered => ("变更", "changed"),
            Self::Reattributed => ("依据变更", "on another authority"),
            Self::Reasoned => ("理由变更", "for another reason"),
            Self::LeftOpen => ("变为待定", "left open now"),
            Self::Settled => ("不再待定", "no longer left open"),
            Self::OpenOtherwise => ("待定条件变更", "left open by other circumstances"),
        };
        to.write_str(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ask::MinimumArea;
    use super::super::citation::Citation;
    use super::super::layer::{Layer, StatedWaiver};
    use super::super::place::Place;
    use super::*;
    use crate::vocab::{
        AreaKind, Circumstance, Confidence, FunctionSet, GroupSet, PolicyLevel, RuleLevel, ServiceFunction, Set,
        SquareMeters, Tier, TierSet,
    };

    fn authority(level: PolicyLevel, title: &'static str) -> Authority {
        Authority::new(level, Citation::new(title, Confidence::Stated))
    }

    fn text(text: &str) -> Option<Text> {
        Some(text.parse().unwrap())
    }

    fn floor(least: u32) -> Ask {
        Ask::Area(MinimumArea { kind: AreaKind::Floor, least: SquareMeters::whole(least), advised: None })
    }

    fn district() -> Authority {
        authority(PolicyLevel::District, "区标准")
    }

    fn must(ask: Ask) -> Demand {
        Demand::new(ask, Strength::Must, district())
    }

    fn asks(demands: impl IntoIterator<Item = Demand>) -> Policy {
        demands.into_iter().fold(Policy::none(), Policy::ask)
    }

    #[track_caller]
    fn reads(before: &Policy, after: &Policy, expected: &[(&str, &str)]) {
        let changes = before.diff(after);
        let said: Vec<(String, String)> = changes
            .iter()
            .map(|change| (change.in_lang(Lang::Zh).to_string(), change.in_lang(Lang::En).to_string()))
            .collect();
        let said: Vec<(&str, &str)> = said.iter().map(|(zh, en)| (zh.as_str(), en.as_str())).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn more_of_the_same_is_one_change_and_names_who_wants_it() {
        let own = authority(PolicyLevel::Community, "本社区方案");
        let next = Demand::new(floor(400), Strength::Must, own).because(text("场地有限"));
        reads(
            &asks([must(floor(600))]),
            &asks([must(floor(800))]),
            &[(
                "收紧：建筑面积不少于600㎡（必配） → 建筑面积不少于800㎡（必配），依据：区《区标准》",
                "tightened: the floor area is at least 600 m² (must) → the floor area is at least 800 m² (must); \
                 by: district, “区标准”",
            )],
        );
        reads(
            &asks([must(floor(600))]),
            &asks([next]),
            &[(
                "放宽：建筑面积不少于600㎡（必配） → 建筑面积不少于400㎡（必配），依据：社区《本社区方案》，理由：场地有限",
                "loosened: the floor area is at least 600 m² (must) → the floor area is at least 400 m² (must); \
                 by: community, “本社区方案”; reason: 场地有限",
            )],
        );
    }

    #[test]
    fn functions_that_change_alike_are_one_change() {
        let five = FunctionSet::all().without(Set::of(&[ServiceFunction::Culture]));
        let should = |functions| Demand::new(Ask::Functions(functions), Strength::Should, district());
        reads(
            &asks([must(Ask::Functions(FunctionSet::all()))]),
            &asks([should(five)]),
            &[
                (
                    "取消：提供文化功能（必配），原依据：区《区标准》",
                    "dropped: offer culture (must); by, before: district, “区标准”",
                ),
                (
                    "放宽：提供体育、养老、卫生健康、教育、政务功能（必配） → 提供体育、养老、卫生健康、教育、政务功能（宜配），\
                     依据：区《区标准》",
                    "loosened: offer sports, elderly care, health, education, government (must) → offer sports, elderly care, \
                     health, education, government (should); by: district, “区标准”",
                ),
            ],
        );
    }

    #[test]
    fn another_authority_or_reason_is_told_where_nothing_else_changes() {
        let city = authority(PolicyLevel::City, "市标准");
        let asked = Demand::new(floor(600), Strength::Must, city.clone());
        reads(
            &asks([must(floor(600))]),
            &asks([asked.clone().because(text("全市统一"))]),
            &[(
                "依据变更：建筑面积不少于600㎡（必配），区《区标准》 → 市《市标准》，理由：全市统一",
                "on another authority: the floor area is at least 600 m² (must); district, “区标准” → city, “市标准”; \
                 reason: 全市统一",
            )],
        );
        reads(
            &asks([asked.clone()]),
            &asks([asked.because(text("全市统一"))]),
            &[(
                "理由变更：建筑面积不少于600㎡（必配），未说明 → “全市统一”，依据：市《市标准》",
                "for another reason: the floor area is at least 600 m² (must); none given → “全市统一”; by: city, “市标准”",
            )],
        );
    }

    #[test]
    fn what_is_left_open_is_a_change_of_its_own() {
        let open = |demand: Demand, by: &[Circumstance]| demand.left_open_by(Set::of(by));
        let tier = open(must(floor(600)), &[Circumstance::Tier]);
        reads(
            &asks([must(floor(600))]),
            &asks([tier.clone()]),
            &[(
                "变为待定：建筑面积不少于600㎡（必配），取决于层级，依据：区《区标准》",
                "left open now: the floor area is at least 600 m² (must); depends on: tier; by: district, “区标准”",
            )],
        );
        reads(
            &asks([tier.clone()]),
            &asks([must(floor(600))]),
            &[(
                "不再待定：建筑面积不少于600㎡（必配），原取决于层级，依据：区《区标准》",
                "no longer left open: the floor area is at least 600 m² (must); depended on: tier; by: district, “区标准”",
            )],
        );
        reads(
            &asks([tier.clone()]),
            &asks([open(must(floor(600)), &[Circumstance::Setting])]),
            &[(
                "待定条件变更：建筑面积不少于600㎡（必配），取决于层级 → 新城或旧城，依据：区《区标准》",
                "left open by other circumstances: the floor area is at least 600 m² (must); depends on: tier → setting; \
                 by: district, “区标准”",
            )],
        );
        reads(
            &Policy::none(),
            &asks([tier]),
            &[(
                "新增：建筑面积不少于600㎡（必配），依据：区《区标准》，是否适用取决于层级",
                "added: the floor area is at least 600 m² (must); by: district, “区标准”; left open, depends on: tier",
            )],
        );
        // Tightened and left open at once.
        let turns: Vec<Turn> = asks([must(floor(600))])
            .diff(&asks([open(must(floor(800)), &[Circumstance::Tier])]))
            .iter()
            .map(Change::turn)
            .collect();
        assert_eq!(turns, [Turn::Tightened, Turn::LeftOpen]);
    }

    #[test]
    fn boundaries_levels_waivers_and_features_change_too() {
        let layer = || Layer::new(district());
        let at = |layer: Layer| Policy::resolve(&[layer], &Place::default()).unwrap();
        let rule = || "missing-feature".parse::<RuleId>().unwrap();
        reads(
            &Policy::none(),
            &at(layer().ask(Ask::AgeBoundaries(AgeBoundaries::CENSUS), Strength::Must)),
            &[(
                "变更：18 岁起为青壮，60 岁起为老 → 15 岁起为青壮，60 岁起为老，依据：区《区标准》",
                "changed: the middle group begins at 18 years, the old at 60 years → the middle group \
                 begins at 15 years, the old at 60 years; \
                 by: district, “区标准”",
            )],
        );
        reads(
            &at(layer().set_level(rule(), RuleLevel::Info, None)),
            &at(layer().set_level(rule(), RuleLevel::Error, text("连续三年未达标"))),
            &[(
                "收紧：规则“特色不足”的等级为“提示” → “错误”，依据：区《区标准》，理由：连续三年未达标",
                "tightened: the level of the rule “a feature is missing” is info → error; by: district, “区标准”; \
                 reason: 连续三年未达标",
            )],
        );
        let waiver = |until: &str| {
            let mut layer = layer();
            layer.waivers.push(StatedWaiver {
                rule: rule(),
                center: None,
                path: "/features".parse().unwrap(),
                reason: "正在申报".parse().unwrap(),
                approved_by: "区民政局".parse().unwrap(),
                until: until.parse().unwrap(),
            });
            at(layer)
        };
        reads(
            &waiver("2024-06-30"),
            &waiver("2024-12-31"),
            &[(
                "放宽：豁免“特色不足”（位置 /features），至2024年6月30日（批准：区民政局） → 至2024年12月31日（批准：区民政局），\
                 依据：区《区标准》，理由：正在申报",
                "loosened: the waiver of “a feature is missing” at /features until 2024-06-30 (approved by 区民政局) → \
                 until 2024-12-31 (approved by 区民政局); by: district, “区标准”; reason: 正在申报",
            )],
        );
        reads(
            &at(layer().declare("书香社区".parse().unwrap())),
            &at(layer().declare("孝老社区".parse().unwrap())),
            &[
                (
                    "取消：特色“书香社区”，原依据：区《区标准》",
                    "dropped: the feature “书香社区”; by, before: district, “区标准”",
                ),
                ("新增：特色“孝老社区”，依据：区《区标准》", "added: the feature “孝老社区”; by: district, “区标准”"),
            ],
        );
    }

    #[test]
    fn the_same_in_other_demands_is_no_change() {
        let one = |function| must(Ask::Functions(Set::of(&[function])));
        let [culture, sports] = [ServiceFunction::Culture, ServiceFunction::Sports];
        let both = must(Ask::Functions(Set::of(&[culture, sports])));
        assert_eq!(asks([one(sports), one(culture)]).diff(&asks([both.clone()])), []);
        assert_eq!(asks([one(sports), both.clone()]).diff(&asks([both])), []);
    }

    /// A layer of a small world, in which much is about the same.
    fn layers() -> impl Strategy<Value = Vec<Layer>> {
        let asks = prop::sample::select(vec![
            Ask::Functions(FunctionSet::all()),
            Ask::Functions(Set::of(&[ServiceFunction::Culture, ServiceFunction::Sports])),
            Ask::Groups(GroupSet::all()),
            Ask::AgeBoundaries(AgeBoundaries::CENSUS),
            Ask::Features(1),
            Ask::Features(2),
            floor(600),
            floor(800),
            Ask::Area(MinimumArea {
                kind: AreaKind::Floor,
                least: SquareMeters::whole(600),
                advised: Some(SquareMeters::whole(900)),
            }),
        ]);
        let strengths = prop::sample::select(Strength::ALL);
        let reason = prop::option::of(Just(text("有此必要").unwrap()));
        let levels = prop::option::of((prop::sample::select(RuleLevel::ALL), reason.clone()));
        let feature = prop::option::of(prop::sample::select(vec!["书香社区", "孝老社区"]));
        let waiver = prop::option::of(prop::sample::select(vec!["2024-06-30", "2024-12-31"]));
        let layer = (
            prop::sample::select(vec![PolicyLevel::City, PolicyLevel::District, PolicyLevel::Community]),
            prop::collection::vec((asks, strengths, reason), 0..4),
            (levels, feature, waiver),
            any::<bool>(),
        );
        let layer = layer.prop_map(|(level, asked, (loudness, feature, waiver), of_tier)| {
            let mut layer = Layer::new(authority(level, if of_tier { "甲" } else { "乙" }));
            for (ask, strength, reason) in asked {
                layer = layer.ask_because(ask, strength, None, reason);
            }
            if let Some((level, reason)) = loudness {
                layer = layer.set_level("too-far".parse().unwrap(), level, reason);
            }
            layer.features.extend(feature.map(|name| name.parse().unwrap()));
            layer.waivers.extend(waiver.map(|until| StatedWaiver {
                rule: "too-far".parse().unwrap(),
                center: None,
                path: Pointer::default(),
                reason: "说明".parse().unwrap(),
                approved_by: "某局".parse().unwrap(),
                until: until.parse().unwrap(),
            }));
            if of_tier { layer.for_tiers(TierSet::of(&[Tier::Community])) } else { layer }
        });
        prop::collection::vec(layer, 0..4)
    }

    /// Two policies that may well have much in common: of the same or of other layers, where the tier is known or not.
    fn policies() -> impl Strategy<Value = (Policy, Policy)> {
        let tier = || prop::option::of(Just(Tier::Community));
        let at = |layers: &[Layer], tier| Policy::resolve_unchecked(layers.iter(), &Place { tier, ..Place::default() });
        let resolved = (layers(), layers(), any::<bool>(), tier(), tier()).prop_map(
            move |(one, other, same, tier, other_tier)| {
                (at(&one, tier), at(if same { &one } else { &other }, other_tier))
            },
        );
        prop_oneof![resolved, (by_hand(), by_hand())]
    }

    /// A policy that has several demands on one topic.
    fn by_hand() -> impl Strategy<Value = Policy> {
        let demand = (0..4_u32, any::<bool>(), any::<bool>()).prop_map(|(count, city, open)| {
            let by = if city { authority(PolicyLevel::City, "市标准") } else { district() };
            let unknown = if open { Set::of(&[Circumstance::Tier]) } else { CircumstanceSet::EMPTY };
            Demand::new(Ask::Features(count), Strength::Must, by).left_open_by(unknown)
        });
        // In the order in which resolved policies have them.
        prop::collection::btree_set(demand, 0..5).prop_map(asks)
    }

    proptest! {
        #[test]
        fn a_policy_does_not_differ_from_itself((policy, _) in policies()) {
            prop_assert_eq!(policy.diff(&policy), []);
        }

        #[test]
        fn policies_differ_exactly_where_they_are_not_the_same((a, b) in policies()) {
            prop_assert_eq!(a.diff(&b).is_empty(), a == b, "{:#?}\n{:#?}", a, b);
        }

        #[test]
        fn what_changes_the_other_way_is_the_mirror_image((a, b) in policies()) {
            let back: Vec<Change> = b.diff(&a).into_iter().map(Change::mirrored).collect();
            prop_assert_eq!(a.diff(&b), back);
        }
    }
}
