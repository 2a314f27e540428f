//! What is asked of a center, and what is waived.

use std::sync::Arc;

use super::walk::{Walk, run};
use crate::explain::{Explanation, Item, Measure, outcome_of};
use crate::finding::Tally;
use crate::judge;
use crate::path::{Path, Pointer};
use crate::policy::{Ask, Demand, Waived};
use crate::records::CenterDraft;
use crate::rule::Findings;
use crate::rules::policy::subject::Subject;
use crate::rules::policy::waiver_unused::Use;
use crate::rules::{Rule, policy};
use crate::vocab::{AreaKind, Outcome};

impl Walk<'_> {
    pub(super) fn policy(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let policy = Arc::clone(&self.ruling.turn.policy);
        let context = self.context;
        let around = self.district.take();
        let of_the_document = around.as_ref().map(|around| &around.communities);
        let neighbors = around.as_ref().map(|around| &around.neighbors);
        let subject = Subject { neighbors, ..Subject::under(&policy, center, of_the_document, context) };
        let mut asked = [false; judge::RULES.len()];
        let mut items = Vec::new();
        for demand in policy.demands() {
            let rule = judge::rule_of(demand.ask()).and_then(|rule| {
                let place = judge::RULES.iter().position(|known| *known == rule)?;
                asked.get_mut(place).map(|asked| *asked = true)?;
                Some(rule)
            });
            let before = self.explained.is_some().then(|| self.mark(rule));
            if let Some(rule) = rule {
                let mut probe = self.probe(rule);
                probe.judges(demand);
                judge::judge(demand, &subject, at, &mut probe);
            }
            if let Some(before) = before {
                if !demand.ask().is_of_the_district() {
                    items.push(self.since(&before, demand, &subject, at));
                }
            }
        }
        if let Some(explained) = &mut self.explained {
            explained.push(Explanation {
                at: at.to_pointer(),
                id: self.ruling.turn.center,
                name: center.name.given().cloned(),
                policy: Arc::clone(&policy),
                items,
            });
        }
        for (rule, asked) in judge::RULES.into_iter().zip(asked) {
            if !asked {
                self.ledger.tally(rule).not_applicable += 1;
            }
        }
        self.district = around;
        // Those of a document are judged once all of it was looked at.
        if self.district.is_none() {
            let own = self.own_waivers();
            self.waivers(own, at);
        }
    }

    /// How far the findings have come, so that what one demand adds can be told apart.
    fn mark(&mut self, rule: Option<Rule>) -> Mark {
        Mark {
            rule,
            tally: rule.map(|rule| *self.ledger.tally(rule)).unwrap_or_default(),
            violations: self.findings.violations.len(),
            undecided: self.findings.undecided.len(),
            evidence: self.findings.evidence.len(),
        }
    }

    /// What became of a demand since the mark.
    fn since(&mut self, mark: &Mark, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>) -> Item {
        let tally = mark.rule.map(|rule| *self.ledger.tally(rule)).unwrap_or_default().since(mark.tally);
        let violations = self.findings.violations.get(mark.violations..).unwrap_or_default().to_vec();
        let mut item = Item {
            demand: demand.clone(),
            card: mark.rule.map(Rule::card),
            outcome: outcome_of(tally, &violations),
            violations,
            undecided: self.findings.undecided.get(mark.undecided..).unwrap_or_default().to_vec(),
            evidence: self.findings.evidence.get(mark.evidence..).unwrap_or_default().to_vec(),
            measure: None,
        };
        if *demand.ask() == Ask::OfficeShare {
            let area = |kind| subject.area_of(kind, at).ok().map(|(area, _)| area);
            item.measure = area(AreaKind::Office).zip(area(AreaKind::Floor)).and_then(|(a, b)| Measure::new(a, b));
            item.outcome = if item.measure.is_some() { Outcome::Met } else { Outcome::Undecided };
        }
        item
    }

    /// The waivers that name the center whose record is looked at.
    pub(super) fn own_waivers(&self) -> Vec<Arc<Waived>> {
        let own = |waiver: &&Arc<Waived>| waiver.center().is_some() && waiver.center() == self.ruling.turn.center;
        self.ruling.turn.policy.shared_waivers().filter(own).cloned().collect()
    }

    /// Judges waivers, once everything was looked at that they may be about.
    pub(super) fn waivers(&mut self, mut waivers: Vec<Arc<Waived>>, at: &Path<'_>) {
        if waivers.is_empty() {
            self.ledger.tally(Rule::waiver_expired).not_applicable += 1;
            self.ledger.tally(Rule::waiver_unused).not_applicable += 1;
            return;
        }
        // A waiver may be of what is found about other waivers, which therefore come before it.
        let of_waivers = |waiver: &Waived| {
            [Rule::waiver_expired, Rule::waiver_unused].map(|rule| rule.card().id).contains(&waiver.rule().as_str())
        };
        waivers.sort_by_key(|waiver| of_waivers(waiver));
        for waiver in waivers {
            let (date, used) = (self.context.date(), self.use_of(&waiver));
            run!(self, policy::waiver_expired, &waiver, date, at);
            run!(self, policy::waiver_unused, &waiver, used, date, at);
        }
    }

    fn use_of(&self, waiver: &Arc<Waived>) -> Use {
        let Findings { used, perhaps, stood_for, .. } = &self.findings;
        // What has waived something surely applies; so does a waiver whose use matters.
        if used.contains(waiver) {
            return Use::Some;
        }
        let same = perhaps.range::<Waived, _>(waiver.as_ref()..).take_while(|(known, _)| known.is_same(waiver));
        let mut open: Vec<Pointer> = same.map(|(_, place)| place.clone()).collect();
        if open.is_empty() {
            open.extend(stood_for.get(&waiver.kind()).cloned());
        }
        if waiver.center().is_none() {
            open.extend(self.district.iter().flat_map(|around| around.unlisted.iter().cloned()));
        }
        if open.is_empty() { Use::None } else { Use::Open(open) }
    }
}

/// A point in the course of a walk.
struct Mark {
    rule: Option<Rule>,
    tally: Tally,
    violations: usize,
    undecided: usize,
    evidence: usize,
}
