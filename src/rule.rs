//! What a rule is, and where it tells its outcome.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::{Card, Counts, Evidence, Fact, Scope, Severity, Tally, Undecided, Violation};
use crate::limits::Limits;
use crate::path::{Path, Pointer};
use crate::policy::{Authority, Citation, Demand, Waivable, Waived, is_whereabouts};
use crate::vocab::{Circumstance, CircumstanceSet, Confidence};

use crate::ruling::{Ruling, Verdict};

/// The basis of rules that follow from the data standard itself.
pub(crate) const STANDARD: Citation =
    Citation::new("neighborhood-center data standard, format 1", Confidence::Official);

/// How many places one finding may name; of more, the first are named.
pub(crate) const PLACES: usize = 100;

/// What the rules have found so far, within the limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) counts: Counts,
    pub(crate) refused: bool,
    pub(crate) truncated: bool,
    /// The waivers that have waived something, each once.
    pub(crate) used: BTreeSet<Arc<Waived>>,
    /// Those that may have, each with a place where its rule could not be judged.
    pub(crate) perhaps: BTreeMap<Arc<Waived>, Pointer>,
    /// The same for what is waived perhaps by others too, for which one stands in the policy.
    pub(crate) stood_for: BTreeMap<Waivable, Pointer>,
}

/// A fault as a rule tells it.
#[derive(Debug)]
pub(crate) struct Breach {
    at: Pointer,
    facts: Vec<Fact>,
    severity: Option<Severity>,
    advised: bool,
    demanded_by: Option<Arc<Authority>>,
    related: Vec<Pointer>,
}

impl Breach {
    pub(crate) fn at(path: &Path<'_>, facts: impl Into<Vec<Fact>>) -> Self {
        Self::at_pointer(path.to_pointer(), facts)
    }

    pub(crate) fn at_pointer(at: Pointer, facts: impl Into<Vec<Fact>>) -> Self {
        Self { at, facts: facts.into(), severity: None, advised: false, demanded_by: None, related: Vec::new() }
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Who demands what is missing, and how strongly.
    pub(crate) fn demanded_by(mut self, demand: &Demand) -> Self {
        self.severity = Some(demand.strength().into());
        self.by(demand.by())
    }

    /// It falls short of what is only advised, however strong the demand.
    pub(crate) fn advised(mut self) -> Self {
        self.severity = Some(Severity::Info);
        self.advised = true;
        self
    }

    pub(crate) fn by(mut self, authority: &Arc<Authority>) -> Self {
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
    pub(crate) ruling: &'p Ruling,
    /// What leaves open whether the demand that is judged is made at all.
    pub(crate) open: CircumstanceSet,
    /// Who makes the demand that is judged, if it is one.
    pub(crate) by: Option<Cow<'p, Arc<Authority>>>,
}

impl<'p> Probe<'p> {
    /// What is judged from now on is a demand.
    pub(crate) fn judges(&mut self, demand: &'p Demand) {
        self.open = demand.left_open();
        self.by = Some(Cow::Borrowed(demand.by()));
    }

    /// What is judged from now on is a waiver.
    pub(crate) fn judges_waiver(&mut self, waiver: &Waived) {
        self.by = Some(Cow::Owned(Arc::new(waiver.by().clone())));
    }

    /// It is in order.
    pub(crate) fn met(&mut self) {
        self.tally.met += 1;
    }

    /// It is in order, as these places prove.
    pub(crate) fn met_by(&mut self, at: &Path<'_>, proof: impl FnOnce() -> Vec<Pointer>) {
        self.met_at(|| at.to_pointer(), proof);
    }

    /// The same, at a place that is a pointer already.
    pub(crate) fn met_at(&mut self, at: impl FnOnce() -> Pointer, proof: impl FnOnce() -> Vec<Pointer>) {
        self.tally.met += 1;
        if self.keep_evidence && self.tally.met <= self.limits.findings as u64 {
            let proof = proof().into_iter().take(PLACES).collect();
            self.findings.evidence.push(Evidence { card: self.card, line: None, path: at(), proof });
        }
    }

    /// There is nothing to judge.
    pub(crate) fn not_applicable(&mut self) {
        self.tally.not_applicable += 1;
    }

    /// It cannot be judged.
    #[cold]
    pub(crate) fn undecided(&mut self, at: &Path<'_>, because: Vec<Pointer>) {
        self.undecided_at(at.to_pointer(), because);
    }

    /// The same, at a place that is a pointer already.
    #[cold]
    pub(crate) fn undecided_at(&mut self, at: Pointer, because: Vec<Pointer>) {
        if self.ruling.at(&at).silences(self.card) {
            return self.not_applicable();
        }
        self.leave_open(at, because, false);
    }

    /// It cannot be judged without the day that the check speaks of.
    #[cold]
    pub(crate) fn undated(&mut self, at: &Path<'_>) {
        self.undated_among(at, vec![at.to_pointer()]);
    }

    /// The same, where these places would tell more with the day, or tell too little with it or without it.
    #[cold]
    pub(crate) fn undated_among(&mut self, at: &Path<'_>, because: Vec<Pointer>) {
        let at = at.to_pointer();
        if self.ruling.at(&at).silences(self.card) {
            return self.not_applicable();
        }
        self.leave_open(at, because, true);
    }

    /// It cannot be judged, since nobody knows what these circumstances are.
    #[cold]
    pub(crate) fn undecided_by(&mut self, at: Pointer, unknown: CircumstanceSet) {
        let ruling = self.ruling.at(&at);
        if ruling.silences(self.card) {
            return self.not_applicable();
        }
        let because = ruling.places_of(unknown);
        self.leave_open(at, because, unknown.contains(Circumstance::Date));
    }

    /// There is more to tell than can be found within bounds.
    pub(crate) fn truncated(&mut self) {
        self.findings.truncated = true;
    }

    fn leave_open(&mut self, at: Pointer, mut because: Vec<Pointer>, needs_date: bool) {
        self.findings.truncated |= because.len() > PLACES;
        because.truncate(PLACES);
        self.tally.undecided += 1;
        self.findings.counts.undecided += 1;
        let ruling = self.ruling.at(&at);
        self.perhaps_waived(&at, ruling.waivers_about(self.card, &at));
        if self.tally.undecided <= self.limits.findings as u64 {
            self.findings.undecided.push(Undecided {
                card: self.card,
                line: None,
                path: at,
                because,
                needs_date,
                demanded_by: self.by.as_deref().cloned(),
            });
        } else {
            self.findings.truncated = true;
        }
    }

    /// Remembers waivers that may be of use for what is found at a place.
    fn perhaps_waived<'w>(&mut self, at: &Pointer, waivers: impl IntoIterator<Item = &'w Arc<Waived>>) {
        for waiver in waivers {
            if !self.findings.perhaps.contains_key(waiver) {
                self.findings.perhaps.insert(Arc::clone(waiver), at.clone());
                if is_whereabouts(waiver.left_open()) {
                    self.findings.stood_for.entry(waiver.kind()).or_insert_with(|| at.clone());
                }
            }
        }
    }

    /// It is at fault, unless the policy has it otherwise.
    #[cold]
    pub(crate) fn violated(&mut self, breach: Breach) {
        if !self.open.is_empty() {
            return self.undecided_by(breach.at, self.open);
        }
        let severity = breach.severity.unwrap_or(self.card.severity);
        let (severity, waivers) = match self.ruling.at(&breach.at).of(self.card, severity, breach.advised, &breach.at) {
            Verdict::Stands(severity) => (severity, Vec::new()),
            Verdict::Waived(severity, waivers) => (severity, waivers),
            Verdict::Silent => return self.not_applicable(),
            Verdict::Open(unknown) => return self.undecided_by(breach.at, unknown),
        };
        if waivers.is_empty() {
            let ruling = self.ruling.at(&breach.at);
            let covering = ruling.waivers_of(self.card, &breach.at).into_iter();
            self.perhaps_waived(&breach.at, covering.filter(|waiver| !waiver.left_open().is_empty()));
        }
        self.tally.violated += 1;
        let counts = &mut self.findings.counts;
        match severity {
            _ if !waivers.is_empty() => counts.waived += 1,
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Info => counts.info += 1,
        }
        let waived = waivers.first().cloned();
        self.findings.used.extend(waivers);
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
                related_line: None,
                waived,
            });
        } else {
            self.findings.truncated = true;
        }
    }
}

/// What a rule says of one thing, for the tests of the rules.
#[cfg(test)]
pub(crate) fn judge(card: &'static Card, look: impl FnOnce(&mut Probe<'_>)) -> (Tally, Findings) {
    use crate::policy::Policy;

    let mut tally = Tally::default();
    let mut findings = Findings::default();
    let limits = Limits::default();
    look(&mut Probe {
        card,
        tally: &mut tally,
        findings: &mut findings,
        limits: &limits,
        keep_evidence: true,
        ruling: &Ruling::new(Arc::new(Policy::none()), None, None),
        open: CircumstanceSet::EMPTY,
        by: None,
    });
    (tally, findings)
}
