//! `uncovered-community`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::records::{CommunityDraft, DistrictDraft};
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Phrase, TierSet};

pub(crate) static CARD: Card = Card {
    id: "uncovered-community",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("社区没有中心", "a community has no center"),
    facts: &[],
    says: Phrase::new("社区没有中心", "a community has no center"),
    help: Phrase::new("社区没有中心", "a community has no center"),
};

pub(crate) fn check(
    tiers: TierSet,
    demand: &Demand,
    community: &CommunityDraft,
    district: &DistrictDraft,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (tiers, demand, community, district, at);
    probe.not_applicable();
}
