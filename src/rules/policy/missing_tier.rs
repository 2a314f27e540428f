//! `missing-tier`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::records::DistrictDraft;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{Phrase, TierSet};

pub(crate) static CARD: Card = Card {
    id: "missing-tier",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("缺少某一层级的中心", "the district has no center of a tier"),
    facts: &[],
    says: Phrase::new("缺少某一层级的中心", "the district has no center of a tier"),
    help: Phrase::new("缺少某一层级的中心", "the district has no center of a tier"),
};

pub(crate) fn check(tiers: TierSet, demand: &Demand, district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (tiers, demand, district, at);
    probe.not_applicable();
}
