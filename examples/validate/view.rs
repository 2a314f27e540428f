//! What is asked of a center, as a program reads it.

use neighborhood_center::explain::{Explanation, Item};
use neighborhood_center::finding::{Evidence, Undecided, Violation};
use neighborhood_center::path::Pointer;
use neighborhood_center::policy::{Ask, Authority, Declared, Loudness, Waived};
use neighborhood_center::vocab::{
    AgeBoundaries, Area, CenterId, CircumstanceSet, Lang, Name, Outcome, Percent, RuleId, RuleLevel, Say, Strength,
    Text,
};
use serde::Serialize;

/// One center, and every demand on it.
#[derive(Serialize)]
pub(crate) struct View<'e> {
    at: &'e Pointer,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<CenterId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'e Name>,
    demands: Vec<DemandView<'e>>,
    age_boundaries: BoundariesView<'e>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    levels: Vec<LevelView<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waivers: Vec<&'e Waived>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    features: Vec<FeatureView<'e>>,
}

#[derive(Serialize)]
struct DemandView<'e> {
    asks: Words,
    ask: &'e Ask,
    strength: Strength,
    demanded_by: &'e Authority,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'e Text>,
    /// What is not known, and decides whether the demand is made.
    #[serde(skip_serializing_if = "is_empty")]
    left_open: CircumstanceSet,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    outcome: Outcome,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'e [Evidence],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    violations: &'e [Violation],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    undecided: &'e [Undecided],
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<MeasureView>,
}

#[derive(Serialize)]
struct MeasureView {
    part: Area,
    whole: Area,
    share: Option<Percent>,
    exact: bool,
}

#[derive(Serialize)]
struct BoundariesView<'e> {
    #[serde(flatten)]
    boundaries: AgeBoundaries,
    #[serde(skip_serializing_if = "Option::is_none")]
    demanded_by: Option<&'e Authority>,
}

#[derive(Serialize)]
struct LevelView<'e> {
    rule: &'e RuleId,
    level: RuleLevel,
    demanded_by: &'e Authority,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'e Text>,
    #[serde(skip_serializing_if = "is_empty")]
    left_open: CircumstanceSet,
}

#[derive(Serialize)]
struct FeatureView<'e> {
    name: &'e Name,
    declared_by: &'e Authority,
}

/// Something in both languages, as in a report.
#[derive(Serialize)]
struct Words {
    zh: String,
    en: String,
}

impl Words {
    fn of(said: &impl Say) -> Self {
        Self { zh: said.in_lang(Lang::Zh).to_string(), en: said.in_lang(Lang::En).to_string() }
    }
}

impl<'e> View<'e> {
    pub(crate) fn of(explanation: &'e Explanation) -> Self {
        let policy = explanation.policy();
        Self {
            at: explanation.at(),
            id: explanation.id(),
            name: explanation.name(),
            demands: explanation.items().iter().map(DemandView::of).collect(),
            age_boundaries: BoundariesView { boundaries: policy.boundaries(), demanded_by: policy.boundaries_by() },
            levels: policy.levels().iter().map(LevelView::of).collect(),
            waivers: policy.waivers().collect(),
            features: policy.features().iter().map(FeatureView::of).collect(),
        }
    }
}

impl<'e> DemandView<'e> {
    fn of(item: &'e Item) -> Self {
        let demand = item.demand();
        Self {
            asks: Words::of(demand.ask()),
            ask: demand.ask(),
            strength: demand.strength(),
            demanded_by: demand.by(),
            reason: demand.reason(),
            left_open: demand.left_open(),
            rule: item.card().map(|card| card.id),
            outcome: item.outcome(),
            evidence: item.evidence(),
            violations: item.violations(),
            undecided: item.undecided(),
            measure: item.measure().map(|measure| MeasureView {
                part: measure.part(),
                whole: measure.whole(),
                share: measure.share(),
                exact: measure.is_exact(),
            }),
        }
    }
}

impl<'e> LevelView<'e> {
    fn of(level: &'e Loudness) -> Self {
        Self {
            rule: level.rule(),
            level: level.level(),
            demanded_by: level.by(),
            reason: level.reason(),
            left_open: level.left_open(),
        }
    }
}

impl<'e> FeatureView<'e> {
    fn of(declared: &'e Declared) -> Self {
        Self { name: declared.name(), declared_by: declared.by() }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_empty(set: &CircumstanceSet) -> bool {
    set.is_empty()
}
