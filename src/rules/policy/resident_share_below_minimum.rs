//! `resident-share-below-minimum`: TODO.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::Demand;
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Percent, Phrase};

pub(crate) static CARD: Card = Card {
    id: "resident-share-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("居民活动面积占比不足", "residents have too small a share of the floor area"),
    facts: &[],
    says: Phrase::new("居民活动面积占比不足", "residents have too small a share of the floor area"),
    help: Phrase::new("居民活动面积占比不足", "residents have too small a share of the floor area"),
};

pub(crate) fn check(share: Percent, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let _ = (share, demand, subject, at);
    probe.not_applicable();
}
