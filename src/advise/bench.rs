//! Where demands are judged, by the rules that a check runs.

use std::sync::Arc;

use crate::context::Context;
use crate::finding::Tally;
use crate::judge;
use crate::limits::Limits;
use crate::path::{Path, Pointer};
use crate::policy::{Demand, Policy};
use crate::records::CenterDraft;
use crate::rule::{Findings, Probe};
use crate::rules::policy::subject::Subject;
use crate::ruling::Ruling;

/// The policy of a center, and what else its demands are judged by.
#[derive(Debug)]
pub(crate) struct Bench<'c> {
    policy: Arc<Policy>,
    context: &'c Context,
}

/// What becomes of a demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Met,
    Violated,
    /// These places leave it open.
    Open(Vec<Pointer>),
    /// There is nothing to judge, or nothing to tell: it is waived, or its rule is silenced.
    Idle,
}

impl<'c> Bench<'c> {
    /// For a center, as a check of its record alone would judge it.
    pub(crate) fn of(center: &CenterDraft, context: &'c Context) -> Self {
        let (community, tier) = (center.community.given().copied(), center.tier.given().copied());
        Self { policy: Arc::clone(context.policy_of(community, tier)), context }
    }

    pub(crate) fn demands(&self) -> &[Demand] {
        self.policy.demands()
    }

    pub(crate) fn subject<'d>(&'d self, center: &'d CenterDraft) -> Subject<'d> {
        Subject::under(&self.policy, center, None, self.context)
    }

    pub(crate) fn judge(&self, demand: &Demand, subject: &Subject<'_>) -> Outcome {
        let Some(rule) = judge::rule_of(demand.ask()) else { return Outcome::Idle };
        let (mut tally, mut findings, limits) = (Tally::default(), Findings::default(), Limits::default());
        let center = subject.center.id.given().copied();
        let ruling = Ruling::new(Arc::clone(&self.policy), center, self.context.date());
        let mut probe = Probe {
            card: rule.card(),
            tally: &mut tally,
            findings: &mut findings,
            limits: &limits,
            keep_evidence: false,
            ruling: &ruling,
            open: demand.left_open(),
            by: None,
        };
        judge::judge(demand, subject, &Path::ROOT, &mut probe);
        if findings.violations.iter().any(|violation| violation.waived.is_none()) {
            Outcome::Violated
        } else if !findings.undecided.is_empty() {
            Outcome::Open(findings.undecided.into_iter().flat_map(|undecided| undecided.because).collect())
        } else if tally.met > 0 {
            Outcome::Met
        } else {
            Outcome::Idle
        }
    }
}
