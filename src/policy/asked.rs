use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::demand::Demand;
use super::layer::StatedWaiver;
use crate::path::Pointer;
use crate::vocab::{
    AgeBoundaries, CenterId, Circumstance, CircumstanceSet, Date, Lang, Name, RuleId, RuleLevel, Say, Text,
};

/// What is asked of one center, each demand with its authority.
///
/// A policy asks for nothing by itself: make one [from layers](Policy::resolve), start from a preset, or start from
/// [`Policy::none`] and add demands. Every demand is judged by one rule, which reports who made it.
///
/// ```
/// use neighborhood_center::policy::{Ask, Policy};
/// use neighborhood_center::vocab::FunctionSet;
///
/// assert!(Policy::none().demands().is_empty());
/// let luolong = Policy::luolong_2023();
/// assert!(luolong.demands().iter().any(|demand| *demand.ask() == Ask::Functions(FunctionSet::all())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    boundaries: AgeBoundaries,
    boundaries_by: Option<Arc<Authority>>,
    /// The circumstances that leave open whether the groups divide elsewhere.
    pub(crate) boundaries_open: CircumstanceSet,
    pub(crate) demands: Vec<Demand>,
    pub(crate) levels: Vec<Loudness>,
    pub(crate) waivers: Vec<Arc<Waived>>,
    pub(crate) features: Vec<Declared>,
}

/// How loud a policy wants a rule to be, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Loudness {
    pub(crate) rule: RuleId,
    pub(crate) level: RuleLevel,
    pub(crate) by: Arc<Authority>,
    pub(crate) reason: Option<Text>,
    pub(crate) open: CircumstanceSet,
}

impl Loudness {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// How loud it is to be.
    #[must_use]
    pub fn level(&self) -> RuleLevel {
        self.level
    }

    /// Who says so.
    #[must_use]
    pub fn by(&self) -> &Authority {
        &self.by
    }

    /// Why, if the authority says.
    #[must_use]
    pub fn reason(&self) -> Option<&Text> {
        self.reason.as_ref()
    }

    /// The circumstances that are not known, and on which it depends.
    #[must_use]
    pub fn left_open(&self) -> CircumstanceSet {
        self.open
    }
}

/// A feature that a policy declares a community to be known for, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Declared {
    pub(crate) name: Name,
    pub(crate) by: Arc<Authority>,
}

impl Declared {
    /// The feature.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// Who says so.
    #[must_use]
    pub fn by(&self) -> &Authority {
        &self.by
    }
}

/// A finding that is accepted for some time, by somebody who answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Waived {
    rule: RuleId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    center: Option<CenterId>,
    path: Pointer,
    reason: Text,
    approved_by: Name,
    until: Date,
    by: Authority,
    #[serde(skip)]
    open: CircumstanceSet,
}

impl Waived {
    pub(crate) fn new(said: &StatedWaiver, by: &Authority, open: CircumstanceSet) -> Self {
        Self {
            rule: said.rule.clone(),
            center: said.center,
            path: said.path.clone(),
            reason: said.reason.clone(),
            approved_by: said.approved_by.clone(),
            until: said.until,
            by: by.clone(),
            open,
        }
    }

    /// The rule whose findings are waived.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// The center, if the waiver names one.
    #[must_use]
    pub fn center(&self) -> Option<CenterId> {
        self.center
    }

    /// The place that it speaks of, from the center's record down.
    #[must_use]
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &Text {
        &self.reason
    }

    /// Who answers for it.
    #[must_use]
    pub fn approved_by(&self) -> &Name {
        &self.approved_by
    }

    /// The last day it holds.
    #[must_use]
    pub fn until(&self) -> Date {
        self.until
    }

    /// Who waives.
    #[must_use]
    pub fn by(&self) -> &Authority {
        &self.by
    }

    /// The circumstances that are not known, and on which it depends.
    #[must_use]
    pub fn left_open(&self) -> CircumstanceSet {
        self.open
    }

    /// Where it is kept among the waivers of a policy, which are in this order.
    fn subject(&self) -> (&str, Option<CenterId>) {
        (self.rule.as_str(), self.center)
    }

    /// What waivers have in common that can stand for each other.
    pub(crate) fn kind(&self) -> Waivable {
        (self.rule.clone(), self.center, self.path.clone())
    }

    fn is_alike(&self, other: &Self) -> bool {
        self.subject() == other.subject() && self.path == other.path
    }

    /// Whether it is the same waiver, whatever is known of the center to which it may apply.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        fn said(it: &Waived) -> impl PartialEq + '_ {
            (&it.rule, it.center, &it.path, &it.reason, &it.approved_by, it.until, &it.by)
        }
        said(self) == said(other)
    }
}

impl Say for Waived {
    /// What is waived, until when, why and by whom.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.path.in_lang(lang);
        let (until, by) = (self.until.in_lang(lang), self.by.in_lang(lang));
        let (rule, reason, approved_by) = (&self.rule, &self.reason, &self.approved_by);
        match lang {
            Lang::Zh => write!(to, "豁免{place}的 {rule}，至{until}，理由：{reason}，批准：{approved_by}，出自：{by}"),
            Lang::En => write!(
                to,
                "findings of `{rule}` waived at {place} until {until}, because: {reason}; approved by {approved_by}; by {by}"
            ),
        }
    }
}

/// What can be waived: what a rule finds at a place, of one center or of any.
pub(crate) type Waivable = (RuleId, Option<CenterId>, Pointer);

/// Whether it is not known in which community a center is, or in which division.
pub(crate) fn is_whereabouts(open: CircumstanceSet) -> bool {
    open.contains(Circumstance::Community) || open.contains(Circumstance::Division)
}

/// Those of a list in order that are equal to what is looked for.
fn among(waivers: &[Arc<Waived>], order: impl Fn(&Waived) -> Ordering) -> &[Arc<Waived>] {
    let from = waivers.partition_point(|waiver| order(waiver).is_lt());
    let until = waivers.partition_point(|waiver| order(waiver).is_le());
    waivers.get(from..until).unwrap_or_default()
}

impl Policy {
    /// The policy that asks for nothing, and divides ages at the legal boundaries (18 and 60).
    #[must_use]
    pub fn none() -> Self {
        Self {
            boundaries: AgeBoundaries::LEGAL,
            boundaries_by: None,
            boundaries_open: CircumstanceSet::EMPTY,
            demands: Vec::new(),
            levels: Vec::new(),
            waivers: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Where the three age groups divide.
    #[must_use]
    pub fn boundaries(&self) -> AgeBoundaries {
        self.boundaries
    }

    /// Who says where the age groups divide; nobody, where the legal boundaries stand for want of others.
    #[must_use]
    pub fn boundaries_by(&self) -> Option<&Authority> {
        self.boundaries_by.as_deref()
    }

    /// The same policy with other age boundaries.
    #[must_use]
    pub fn with_boundaries(mut self, boundaries: AgeBoundaries) -> Self {
        self.boundaries = boundaries;
        self
    }

    #[must_use]
    pub(crate) fn with_boundaries_by(mut self, boundaries: AgeBoundaries, by: Arc<Authority>) -> Self {
        self.boundaries_by = Some(by);
        self.with_boundaries(boundaries)
    }

    /// Everything that is asked.
    #[must_use]
    pub fn demands(&self) -> &[Demand] {
        &self.demands
    }

    /// The same policy with one more demand; none twice.
    #[must_use]
    pub fn ask(mut self, demand: Demand) -> Self {
        if !self.demands.contains(&demand) {
            self.demands.push(demand);
        }
        self
    }

    /// How loud rules are to be, where that is not what they are by themselves.
    #[must_use]
    pub fn levels(&self) -> &[Loudness] {
        &self.levels
    }

    /// The findings that are waived.
    ///
    /// Where not even the community is known, or not the division, one waiver of a rule at a place stands for all that any
    /// layer may grant there: it accepts nothing, and whether any of them is of use is left open.
    pub fn waivers(&self) -> impl Iterator<Item = &Waived> {
        self.waivers.iter().map(Arc::as_ref)
    }

    pub(crate) fn shared_waivers(&self) -> impl Iterator<Item = &Arc<Waived>> {
        self.waivers.iter()
    }

    /// The waivers of a rule that speak of a place of a center, told from the center down.
    pub(crate) fn waivers_at(&self, rule: &str, center: Option<CenterId>, place: &str) -> Vec<&Arc<Waived>> {
        let of_rule = self.waivers_of(rule, center);
        if of_rule.iter().all(|waivers| waivers.is_empty()) {
            return Vec::new();
        }
        let Ok(place) = place.parse::<Pointer>() else { return Vec::new() };
        let mut above: Vec<Pointer> = std::iter::successors(Some(place), Pointer::parent).collect();
        above.reverse();
        of_rule
            .into_iter()
            .flat_map(|waivers| above.iter().flat_map(move |path| among(waivers, |waiver| waiver.path.cmp(path))))
            .collect()
    }

    /// Those that speak of something below it.
    pub(crate) fn waivers_below(&self, rule: &str, center: Option<CenterId>, place: &str) -> Vec<&Arc<Waived>> {
        let of_rule = self.waivers_of(rule, center);
        if of_rule.iter().all(|waivers| waivers.is_empty()) {
            return Vec::new();
        }
        let Ok(place) = place.parse::<Pointer>() else { return Vec::new() };
        let below = of_rule.into_iter().flat_map(|waivers| {
            let from = waivers.partition_point(|waiver| waiver.path <= place);
            waivers.iter().skip(from).take_while(|waiver| waiver.path.is_at_or_below(&place))
        });
        below.collect()
    }

    /// The waivers of a rule that name no center, and those that name this one; each in the order of their places.
    fn waivers_of(&self, rule: &str, center: Option<CenterId>) -> [&[Arc<Waived>]; 2] {
        let naming = |center| among(&self.waivers, |waiver| waiver.subject().cmp(&(rule, center)));
        [naming(None), if center.is_some() { naming(center) } else { &[] }]
    }

    /// Puts the waivers in order, each once; of those that stand for each other the first that is least open.
    pub(crate) fn order_waivers(&mut self) {
        self.waivers.sort();
        self.waivers.dedup();
        let (open, mut waivers): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waivers).into_iter().partition(|waiver| is_whereabouts(waiver.open));
        let mut kept: Vec<Arc<Waived>> = Vec::new();
        for waiver in open {
            match kept.last_mut().filter(|known| known.is_alike(&waiver)) {
                Some(known) if known.open <= waiver.open => {}
                Some(known) => *known = waiver,
                None => kept.push(waiver),
            }
        }
        waivers.append(&mut kept);
        waivers.sort();
        self.waivers = waivers;
    }

    /// What policies declare the community to be known for.
    #[must_use]
    pub fn features(&self) -> &[Declared] {
        &self.features
    }
}

impl Default for Policy {
    /// [`Policy::luolong_2023`], where this model comes from.
    fn default() -> Self {
        Self::luolong_2023()
    }
}
