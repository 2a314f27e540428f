use std::cmp::Ordering;

use super::demander::Demander;
use super::join::Join;
use crate::finding::{Card, Severity, Undecided, Violation};

/// How often one rule found something that one authority demands, or that a record is by itself.
///
/// It counts the findings that reports told. A report tells no more than its limits let it: how often a rule found something
/// in all is in the [ledger](super::DistrictSummary::ledger), and always true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The rule.
    pub card: &'static Card,
    /// Who demands it; `None` for what no policy asks.
    pub demanded_by: Option<Demander>,
    /// Violations that are errors.
    pub error: u64,
    /// Violations that are warnings.
    pub warning: u64,
    /// Violations for information.
    pub info: u64,
    /// Violations that are waived, counted under no severity.
    pub waived: u64,
    /// What could not be judged.
    pub undecided: u64,
}

/// What standings are told apart by: the rule, by its id, and who demands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StandingKey {
    pub(super) card: &'static Card,
    pub(super) demanded_by: Option<Demander>,
}

impl PartialOrd for StandingKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for StandingKey {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.card.id, &self.demanded_by).cmp(&(other.card.id, &other.demanded_by))
    }
}

/// The numbers of a standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) error: u64,
    pub(super) warning: u64,
    pub(super) info: u64,
    pub(super) waived: u64,
    pub(super) undecided: u64,
}

impl Told {
    pub(super) fn of_violation(violation: &Violation) -> (StandingKey, Self) {
        let mut told = Self::default();
        match violation.severity() {
            _ if violation.waived().is_some() => told.waived = 1,
            Severity::Error => told.error = 1,
            Severity::Warning => told.warning = 1,
            Severity::Info => told.info = 1,
        }
        let demanded_by = violation.demanded_by().map(Demander::from);
        (StandingKey { card: violation.card(), demanded_by }, told)
    }

    pub(super) fn of_undecided(undecided: &Undecided) -> (StandingKey, Self) {
        let demanded_by = undecided.demanded_by().map(Demander::from);
        (StandingKey { card: undecided.card(), demanded_by }, Self { undecided: 1, ..Self::default() })
    }

    pub(super) fn standing(self, key: &StandingKey) -> Standing {
        let Self { error, warning, info, waived, undecided } = self;
        Standing { card: key.card, demanded_by: key.demanded_by.clone(), error, warning, info, waived, undecided }
    }
}

impl Join for Told {
    fn join(&mut self, other: Self) {
        self.error = self.error.saturating_add(other.error);
        self.warning = self.warning.saturating_add(other.warning);
        self.info = self.info.saturating_add(other.info);
        self.waived = self.waived.saturating_add(other.waived);
        self.undecided = self.undecided.saturating_add(other.undecided);
    }
}
