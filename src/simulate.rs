//! What would change if another policy held: which centers fail that did not, and which no longer do.

use std::collections::BTreeMap;

use crate::check::{Check, Options, check_with};
use crate::context::Context;
use crate::finding::{Card, Severity};
use crate::path::Pointer;
use crate::report::Report;
use crate::rules;

/// Records checked under two policies, and what differs.
///
/// A center, a community and a document are looked at one rule at a time: each fails the rule under a policy if a violation
/// of it counts. Whatever changes is told, and nothing is kept of what does not; so any number of records can be added.
///
/// ```
/// use neighborhood_center::policy::Policy;
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::simulate::Simulation;
/// use neighborhood_center::{Context, Options};
///
/// let center: CenterDraft = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
///     "areas": [{ "kind": "floor", "square_meters": 500 }]
/// }"#)?;
/// let (now, next) = (Context::new(Policy::none()), Context::new(Policy::embedded_facilities()));
/// let mut simulation = Simulation::new(&now, &next, Options::default());
/// simulation.add(&center);
/// assert_eq!(simulation.balance("area-below-minimum").newly_failing, 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Simulation<'c> {
    now: &'c Context,
    next: &'c Context,
    options: Options,
    records: u64,
    balances: BTreeMap<&'static str, Balance>,
    shifts: Vec<Shift>,
    truncated: bool,
}

/// How many things change in how they stand under one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Balance {
    /// They did not fail, and would.
    pub newly_failing: u64,
    /// They failed, and would no longer: they would meet it, not be asked, be waived, or not be judged.
    pub newly_passing: u64,
    /// They fail under both, and more gravely under the next.
    pub graver: u64,
    /// They fail under both, and less gravely under the next.
    pub milder: u64,
    /// They fail under both alike.
    pub still_failing: u64,
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    record: u64,
    at: Pointer,
    card: &'static Card,
    now: Option<Severity>,
    next: Option<Severity>,
}

impl Shift {
    /// Which of the records that were added it is in, from 0.
    #[must_use]
    pub fn record(&self) -> u64 {
        self.record
    }

    /// The center, community or document, as a place in the record.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// The rule.
    #[must_use]
    pub fn card(&self) -> &'static Card {
        self.card
    }

    /// How gravely it fails now; `None` if it does not.
    #[must_use]
    pub fn now(&self) -> Option<Severity> {
        self.now
    }

    /// How gravely it would fail; `None` if it would not.
    #[must_use]
    pub fn next(&self) -> Option<Severity> {
        self.next
    }

    /// Whether it would fail, and does not now.
    #[must_use]
    pub fn is_newly_failing(&self) -> bool {
        self.now.is_none() && self.next.is_some()
    }

    /// Whether it fails now, and would not.
    #[must_use]
    pub fn is_newly_passing(&self) -> bool {
        self.now.is_some() && self.next.is_none()
    }
}

impl<'c> Simulation<'c> {
    /// A comparison of two contexts: as it is now, and as it would be.
    #[must_use]
    pub fn new(now: &'c Context, next: &'c Context, options: Options) -> Self {
        Self { now, next, options, records: 0, balances: BTreeMap::new(), shifts: Vec::new(), truncated: false }
    }

    /// Checks a record under both, and keeps what differs. Gives the two reports.
    pub fn add<D: Check>(&mut self, draft: &D) -> (Report, Report) {
        let reports = (check_with(draft, self.now, &self.options), check_with(draft, self.next, &self.options));
        let (now, next) = (failing(&reports.0), failing(&reports.1));
        self.truncated |= reports.0.truncated() || reports.1.truncated();
        let mut places: Vec<_> = now.keys().chain(next.keys()).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            self.compare(place, now.get(place).copied(), next.get(place).copied());
        }
        self.records += 1;
        reports
    }

    fn compare(&mut self, (at, rule): &(Pointer, &'static str), now: Option<Severity>, next: Option<Severity>) {
        let balance = self.balances.entry(rule).or_default();
        match (now, next) {
            (None, Some(_)) => balance.newly_failing += 1,
            (Some(_), None) => balance.newly_passing += 1,
            (Some(now), Some(next)) if next < now => balance.graver += 1,
            (Some(now), Some(next)) if next > now => balance.milder += 1,
            _ => balance.still_failing += 1,
        }
        if now == next {
            return;
        }
        let told = balance.newly_failing + balance.newly_passing + balance.graver + balance.milder;
        match rules::by_id(rule) {
            Some(card) if told <= self.options.limits.findings as u64 => {
                self.shifts.push(Shift { record: self.records, at: at.clone(), card, now, next });
            }
            _ => self.truncated = true,
        }
    }

    /// How many records were added.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many things change under a rule.
    #[must_use]
    pub fn balance(&self, rule: &str) -> Balance {
        self.balances.get(rule).copied().unwrap_or_default()
    }

    /// Every rule that something fails under one of the two, in the order of the registry.
    pub fn by_rule(&self) -> impl Iterator<Item = (&'static Card, Balance)> {
        rules::all().iter().filter_map(|card| Some((*card, *self.balances.get(card.id)?)))
    }

    /// What changes, record by record; of each rule as many as the limits keep findings.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// Whether something was counted that is not told, or a report was truncated, so that even the counts may be too low.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

/// What fails which rule, and how gravely at worst.
fn failing(report: &Report) -> BTreeMap<(Pointer, &'static str), Severity> {
    let mut failing: BTreeMap<(Pointer, &'static str), Severity> = BTreeMap::new();
    for violation in report.violations().iter().filter(|violation| violation.waived().is_none()) {
        let severity = failing.entry((thing_at(violation.path()), violation.rule())).or_insert(violation.severity());
        *severity = violation.severity().min(*severity);
    }
    failing
}

/// The center, the community or the document that a place belongs to.
fn thing_at(place: &Pointer) -> Pointer {
    let mut steps = place.as_str().split('/').skip(1);
    match (steps.next(), steps.next()) {
        (Some(list @ ("centers" | "communities" | "layers")), Some(nth)) => Pointer::below(&format!("/{list}"), nth),
        _ => Pointer::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_belongs_to_the_center_or_community_that_it_is_in() {
        for (place, thing) in [
            ("", ""),
            ("/services/3", ""),
            ("/centers", ""),
            ("/centers/12", "/centers/12"),
            ("/centers/12/areas/0", "/centers/12"),
            ("/communities/0/name", "/communities/0"),
            ("/name", ""),
        ] {
            assert_eq!(thing_at(&place.parse().unwrap()).as_str(), thing, "{place}");
        }
    }
}
