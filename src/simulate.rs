//! What would change if another policy held: which centers fail that did not, and which no longer do.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::check::{Check, Options, check_with};
use crate::context::Context;
use crate::finding::{Card, Scope, Severity};
use crate::limits::Limits;
use crate::path::Pointer;
use crate::report::Report;
use crate::rules;
use crate::vocab::{Lang, Outcome, Say};

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
    /// They failed, and would meet it.
    pub newly_passing: u64,
    /// They failed, and would still fall short of it, which would be accepted for some time.
    pub newly_waived: u64,
    /// They failed, and nobody could say any more whether they do.
    pub newly_undecided: u64,
    /// They failed, and would no longer be asked.
    pub no_longer_asked: u64,
    /// They fail under both, and more gravely under the next.
    pub graver: u64,
    /// They fail under both, and less gravely under the next.
    pub milder: u64,
    /// They fail under both alike.
    pub still_failing: u64,
}

impl Balance {
    /// How many things change.
    fn changes(self) -> u64 {
        let Self { newly_failing, newly_passing, newly_waived, newly_undecided, no_longer_asked, .. } = self;
        newly_failing + newly_passing + newly_waived + newly_undecided + no_longer_asked + self.graver + self.milder
    }
}

impl Say for Balance {
    /// What becomes newly failing and passing, what fails still, and whatever else there is.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failing, passing, still) = (self.newly_failing, self.newly_passing, self.still_failing);
        match lang {
            Lang::Zh => write!(to, "新增不符合 {failing}，改为符合 {passing}，仍不符合 {still}")?,
            Lang::En => write!(to, "newly failing {failing}, newly passing {passing}, still failing {still}")?,
        }
        for (count, zh, en) in [
            (self.newly_waived, "改为豁免", "newly waived"),
            (self.newly_undecided, "改为不能断定", "newly undecided"),
            (self.no_longer_asked, "不再要求", "no longer asked"),
            (self.graver, "更严重", "graver"),
            (self.milder, "更轻", "milder"),
        ] {
            match lang {
                _ if count == 0 => {}
                Lang::Zh => write!(to, "，{zh} {count}")?,
                Lang::En => write!(to, ", {en} {count}")?,
            }
        }
        Ok(())
    }
}

impl Say for Shift {
    /// The rule, the place, and how it stood and would stand.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, title) = (self.at.in_lang(lang).to_string(), self.card.title.text(lang));
        let stands = |outcome: Outcome, severity: Option<Severity>| match (severity, lang) {
            (None, _) => outcome.in_lang(lang).to_string(),
            (Some(severity), Lang::Zh) => format!("{}（{}）", outcome.in_lang(lang), severity.in_lang(lang)),
            (Some(severity), Lang::En) => format!("{} ({})", outcome.in_lang(lang), severity.in_lang(lang)),
        };
        let (before, after) = (stands(self.before, self.now), stands(self.after, self.next));
        match lang {
            Lang::Zh => write!(to, "{}，“{title}”：{before} → {after}", at.trim_end()),
            Lang::En => write!(to, "{at}, whether {title}: {before} → {after}"),
        }
    }
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    record: u64,
    at: Pointer,
    card: &'static Card,
    now: Option<Severity>,
    next: Option<Severity>,
    before: Outcome,
    after: Outcome,
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

    /// Whether it fails now, and would meet it. What would be waived, not be asked or not be judged is no more in order than before.
    #[must_use]
    pub fn is_newly_passing(&self) -> bool {
        self.now.is_some() && self.after == Outcome::Met
    }

    /// How it stands now: where it fails, it is violated.
    #[must_use]
    pub fn before(&self) -> Outcome {
        self.before
    }

    /// How it would stand.
    #[must_use]
    pub fn after(&self) -> Outcome {
        self.after
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
        let (mut before, mut after) = (Outcomes::of(draft, self.now), Outcomes::of(draft, self.next));
        for place in places {
            let (now, next) = (now.get(place).copied(), next.get(place).copied());
            self.compare(place, (now, next), || (before.at(place, now), after.at(place, next)));
        }
        self.records += 1;
        reports
    }

    fn compare(
        &mut self,
        (at, rule): &Thing,
        (now, next): (Option<Severity>, Option<Severity>),
        outcomes: impl FnOnce() -> (Outcome, Outcome),
    ) {
        let balance = self.balances.entry(rule).or_default();
        if now == next {
            balance.still_failing += 1;
            return;
        }
        let (before, after) = outcomes();
        match (now, next) {
            (None, _) => balance.newly_failing += 1,
            (_, None) => match after {
                Outcome::Met => balance.newly_passing += 1,
                Outcome::Violated | Outcome::Waived => balance.newly_waived += 1,
                Outcome::Undecided => balance.newly_undecided += 1,
                Outcome::NotApplicable => balance.no_longer_asked += 1,
            },
            (Some(now), Some(next)) if next < now => balance.graver += 1,
            (Some(_), Some(_)) => balance.milder += 1,
        }
        let told = balance.changes();
        match rules::by_id(rule) {
            Some(card) if told <= self.options.limits.findings as u64 => {
                self.shifts.push(Shift { record: self.records, at: at.clone(), card, now, next, before, after });
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

/// A center, a community or a document, and a rule that it is looked at by.
type Thing = (Pointer, &'static str);

/// How everything in a record stands under a policy. It is found out when it is asked for the first time: most records do not
/// change.
struct Outcomes<'o, D> {
    draft: &'o D,
    context: &'o Context,
    known: Option<HashMap<Thing, Outcome>>,
}

impl<'o, D: Check> Outcomes<'o, D> {
    fn of(draft: &'o D, context: &'o Context) -> Self {
        Self { draft, context, known: None }
    }

    fn at(&mut self, thing: &Thing, failing: Option<Severity>) -> Outcome {
        if failing.is_some() {
            return Outcome::Violated;
        }
        let known = self.known.get_or_insert_with(|| {
            // Of what is met, nothing must be cut off: it would seem not to be asked.
            let limits = Limits { findings: usize::MAX, ..Limits::default() };
            outcomes(&check_with(self.draft, self.context, &Options { evidence: true, limits }))
        });
        // What no policy can change is looked at under each, and tells of itself only where it is not in order.
        let otherwise =
            if rules::by_id(thing.1).is_some_and(is_unchangeable) { Outcome::Met } else { Outcome::NotApplicable };
        known.get(thing).copied().unwrap_or(otherwise)
    }
}

fn is_unchangeable(card: &'static Card) -> bool {
    card.scope == Scope::Record && card.severity == Severity::Error
}

/// How everything stands that is told of: of several judgments the worst counts.
fn outcomes(report: &Report) -> HashMap<Thing, Outcome> {
    let met = report.evidence().iter().map(|found| (found.path(), found.rule(), Outcome::Met));
    let open = report.undecided().iter().map(|found| (found.path(), found.rule(), Outcome::Undecided));
    let waived = report.violations().iter().map(|found| {
        let outcome = if found.waived().is_some() { Outcome::Waived } else { Outcome::Violated };
        (found.path(), found.rule(), outcome)
    });
    let mut outcomes = HashMap::new();
    for (path, rule, outcome) in met.chain(open).chain(waived) {
        outcomes.insert((thing_at(path), rule), outcome);
    }
    outcomes
}

/// What fails which rule, and how gravely at worst.
fn failing(report: &Report) -> BTreeMap<Thing, Severity> {
    let mut failing: BTreeMap<Thing, Severity> = BTreeMap::new();
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
    fn what_changes_is_said_in_both_languages() {
        let balance = Balance { newly_failing: 1, newly_waived: 2, milder: 3, ..Balance::default() };
        assert_eq!(balance.in_lang(Lang::Zh).to_string(), "新增不符合 1，改为符合 0，仍不符合 0，改为豁免 2，更轻 3");
        assert_eq!(
            balance.in_lang(Lang::En).to_string(),
            "newly failing 1, newly passing 0, still failing 0, newly waived 2, milder 3"
        );
        let shift = Shift {
            record: 0,
            at: "/centers/3".parse().unwrap(),
            card: rules::by_id("missing-feature").unwrap(),
            now: Some(Severity::Error),
            next: None,
            before: Outcome::Violated,
            after: Outcome::NotApplicable,
        };
        assert_eq!(shift.in_lang(Lang::Zh).to_string(), "/centers/3，“特色不足”：不符合（错误） → 不适用");
        assert_eq!(
            shift.in_lang(Lang::En).to_string(),
            "/centers/3, whether a feature is missing: violated (error) → not applicable"
        );
    }

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
