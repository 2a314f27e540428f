use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::demand::Demand;
use super::layer::StatedWaiver;
use crate::path::Pointer;
use crate::vocab::{AgeBoundaries, CenterId, CircumstanceSet, Date, Name, RuleId, RuleLevel, Text};

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

    /// Whether it speaks of this place of a center, told from the center down.
    pub(crate) fn covers(&self, rule: &str, center: Option<CenterId>, place: &str) -> bool {
        self.is_about(rule, center) && is_at_or_below(place, self.path.as_str())
    }

    /// Whether it may speak of something at or below this place of a center.
    pub(crate) fn may_cover(&self, rule: &str, center: Option<CenterId>, place: &str) -> bool {
        let path = self.path.as_str();
        self.is_about(rule, center) && (is_at_or_below(place, path) || is_at_or_below(path, place))
    }

    fn is_about(&self, rule: &str, center: Option<CenterId>) -> bool {
        self.rule.as_str() == rule && self.center.is_none_or(|named| Some(named) == center)
    }

    /// Whether it is the same waiver, whatever is known of the center to which it may apply.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        fn said(it: &Waived) -> impl PartialEq + '_ {
            (&it.rule, it.center, &it.path, &it.reason, &it.approved_by, it.until, &it.by)
        }
        said(self) == said(other)
    }
}

fn is_at_or_below(place: &str, path: &str) -> bool {
    place.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
    pub fn waivers(&self) -> impl Iterator<Item = &Waived> {
        self.waivers.iter().map(Arc::as_ref)
    }

    pub(crate) fn shared_waivers(&self) -> impl Iterator<Item = &Arc<Waived>> {
        self.waivers.iter()
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
