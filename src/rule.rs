//! What a rule is, what it may look at besides the record, and where it tells its outcome.

use std::sync::Arc;

use crate::finding::{Card, Counts, Evidence, Fact, Scope, Severity, Tally, Undecided, Violation};
use crate::limits::Limits;
use crate::path::{Path, Pointer};
use crate::policy::{Authority, Citation, Policy};
use crate::vocab::{Confidence, Date};

/// The basis of rules that follow from the data standard itself.
pub(crate) const STANDARD: Citation =
    Citation::new("neighborhood-center data standard, format 1", Confidence::Official);

/// What a check depends on besides the record: the date it speaks of, and what is asked of a center.
///
/// There is no clock in it: the same record in the same context always gives the same report.
///
/// ```
/// use neighborhood_center::Context;
/// use neighborhood_center::policy::Policy;
/// use neighborhood_center::vocab::Date;
///
/// let context = Context::new(Policy::luolong_2023()).as_of(Date::new(2023, 8, 11).unwrap());
/// assert!(context.date().is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    as_of: Option<Date>,
    policy: Policy,
}

impl Context {
    /// A context with a policy and no date; what depends on the date is undecided.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { as_of: None, policy }
    }

    /// The same context, speaking of a date.
    #[must_use]
    pub fn as_of(mut self, date: Date) -> Self {
        self.as_of = Some(date);
        self
    }

    /// The date that it speaks of.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.as_of
    }

    /// What is asked of a center.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// How many places one finding may name; of more, the first are named.
const PLACES: usize = 100;

/// What the rules have found so far, within the limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) counts: Counts,
    pub(crate) refused: bool,
    pub(crate) truncated: bool,
}

/// A fault as a rule tells it.
#[derive(Debug)]
pub(crate) struct Breach {
    at: Pointer,
    facts: Vec<Fact>,
    severity: Option<Severity>,
    demanded_by: Option<Arc<Authority>>,
    related: Vec<Pointer>,
}

impl Breach {
    pub(crate) fn at(path: &Path<'_>, facts: impl Into<Vec<Fact>>) -> Self {
        Self::at_pointer(path.to_pointer(), facts)
    }

    pub(crate) fn at_pointer(at: Pointer, facts: impl Into<Vec<Fact>>) -> Self {
        Self { at, facts: facts.into(), severity: None, demanded_by: None, related: Vec::new() }
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub(crate) fn demanded_by(mut self, authority: &Arc<Authority>) -> Self {
        self.demanded_by = Some(Arc::clone(authority));
        self
    }

    pub(crate) fn related(self, place: &Path<'_>) -> Self {
        self.related_pointer(place.to_pointer())
    }

    pub(crate) fn related_pointer(mut self, place: Pointer) -> Self {
        self.related.push(place);
        self
    }
}

/// Where one rule, looking at one thing, tells its outcome.
#[derive(Debug)]
pub(crate) struct Probe<'p> {
    pub(crate) card: &'static Card,
    pub(crate) tally: &'p mut Tally,
    pub(crate) findings: &'p mut Findings,
    pub(crate) limits: &'p Limits,
    pub(crate) keep_evidence: bool,
}

impl Probe<'_> {
    /// It is in order.
    pub(crate) fn met(&mut self) {
        self.tally.met += 1;
    }

    /// It is in order, as these places prove.
    pub(crate) fn met_by(&mut self, at: &Path<'_>, proof: impl FnOnce() -> Vec<Pointer>) {
        self.tally.met += 1;
        if self.keep_evidence && self.tally.met <= self.limits.findings as u64 {
            self.findings.evidence.push(Evidence {
                card: self.card,
                line: None,
                path: at.to_pointer(),
                proof: proof().into_iter().take(PLACES).collect(),
            });
        }
    }

    /// There is nothing to judge.
    pub(crate) fn not_applicable(&mut self) {
        self.tally.not_applicable += 1;
    }

    /// It cannot be judged.
    #[cold]
    pub(crate) fn undecided(&mut self, at: &Path<'_>, mut because: Vec<Pointer>) {
        self.findings.truncated |= because.len() > PLACES;
        because.truncate(PLACES);
        self.tally.undecided += 1;
        self.findings.counts.undecided += 1;
        if self.tally.undecided <= self.limits.findings as u64 {
            self.findings.undecided.push(Undecided { card: self.card, line: None, path: at.to_pointer(), because });
        } else {
            self.findings.truncated = true;
        }
    }

    /// It is at fault.
    #[cold]
    pub(crate) fn violated(&mut self, breach: Breach) {
        let severity = breach.severity.unwrap_or(self.card.severity);
        self.tally.violated += 1;
        match severity {
            Severity::Error => self.findings.counts.error += 1,
            Severity::Warning => self.findings.counts.warning += 1,
            Severity::Info => self.findings.counts.info += 1,
        }
        self.findings.refused |= severity == Severity::Error && self.card.scope == Scope::Record;
        if self.tally.violated <= self.limits.findings as u64 {
            self.findings.violations.push(Violation {
                card: self.card,
                severity,
                line: None,
                path: breach.at,
                facts: breach.facts,
                demanded_by: breach.demanded_by,
                related: breach.related,
            });
        } else {
            self.findings.truncated = true;
        }
    }
}

/// What a rule says of one thing, for the tests of the rules.
#[cfg(test)]
pub(crate) fn judge(card: &'static Card, look: impl FnOnce(&mut Probe<'_>)) -> (Tally, Findings) {
    let mut tally = Tally::default();
    let mut findings = Findings::default();
    let limits = Limits::default();
    look(&mut Probe { card, tally: &mut tally, findings: &mut findings, limits: &limits, keep_evidence: true });
    (tally, findings)
}
