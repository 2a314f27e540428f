//! `duplicate-feature`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::records::DistrictDraft;
use crate::rule::{Probe, STANDARD};
use crate::vocab::{CommunityId, Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "duplicate-feature",
    scope: Scope::Policy,
    severity: Severity::Info,
    basis: STANDARD,
    title: Phrase::new("特色雷同", "two communities declare the same feature"),
    facts: &[],
    says: Phrase::new("特色雷同", "two communities declare the same feature"),
    help: Phrase::new("特色雷同", "two communities declare the same feature"),
};

pub(crate) fn check(
    demand: &Demand,
    declared: &[(CommunityId, Name)],
    district: &DistrictDraft,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let _ = (demand, declared, district, at);
    probe.not_applicable();
}
