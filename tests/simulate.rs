//! A simulation is what checking twice and comparing comes to, for any records and any two policies.

#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use neighborhood_center::finding::Severity;
use neighborhood_center::policy::{Layer, Policy, Resolver};
use neighborhood_center::records::{CenterDraft, DistrictDraft, PolicySet};
use neighborhood_center::simulate::{Balance, Simulation};
use neighborhood_center::strategies::{center, communities, district, place, policy_set};
use neighborhood_center::vocab::{Date, Outcome};
use neighborhood_center::{Context, Limits, Options, Report, check, rules};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A context with whatever layers there may be.
fn context() -> impl Strategy<Value = Context> {
    (policy_set(), communities(), place()).prop_map(|(set, known, place)| {
        Context::layered(Resolver::new(Layer::all_of(&set), known, place.date).unwrap())
    })
}

/// What fails a rule, and how gravely at worst: the center or the community by its place in the document, or the record as a whole.
type Failing = BTreeMap<(String, String), Severity>;

fn failing(report: &Report) -> Failing {
    let mut failing = Failing::new();
    // The gravest comes last and stays.
    let mut violations: Vec<_> = report.violations().iter().filter(|found| found.waived().is_none()).collect();
    violations.sort_by_key(|found| std::cmp::Reverse(found.severity()));
    for found in violations {
        let steps: Vec<&str> = found.path().as_str().split('/').collect();
        let thing = match steps[..] {
            ["", "centers" | "communities", nth, ..] => format!("/{}/{nth}", steps[1]),
            _ => String::new(),
        };
        failing.insert((thing, found.rule().to_owned()), found.severity());
    }
    failing
}

/// One change: the record, the place in it, the rule, and how gravely it fails before and after.
type Change = (u64, String, String, Option<Severity>, Option<Severity>);

fn changes(record: u64, now: &Failing, next: &Failing) -> BTreeSet<Change> {
    let all: BTreeSet<_> = now.keys().chain(next.keys()).collect();
    let change = |thing: &(String, String)| {
        let (before, after) = (now.get(thing).copied(), next.get(thing).copied());
        (record, thing.0.clone(), thing.1.clone(), before, after)
    };
    all.into_iter().map(change).collect()
}

fn balance(changes: &BTreeSet<Change>, rule: &str) -> Balance {
    let mut balance = Balance::default();
    for (.., before, after) in changes.iter().filter(|(_, _, of, ..)| of == rule) {
        match (before, after) {
            (None, _) => balance.newly_failing += 1,
            (_, None) => balance.newly_passing += 1,
            // The gravest is the least.
            (Some(before), Some(after)) if after < before => balance.graver += 1,
            (Some(before), Some(after)) if after > before => balance.milder += 1,
            _ => balance.still_failing += 1,
        }
    }
    balance
}

/// The same balance with all that fails no longer, for whatever reason, counted as one.
fn not_failing_any_more(balance: Balance) -> Balance {
    let Balance { newly_passing, newly_waived, newly_undecided, no_longer_asked, .. } = balance;
    let newly_passing = newly_passing + newly_waived + newly_undecided + no_longer_asked;
    Balance { newly_passing, newly_waived: 0, newly_undecided: 0, no_longer_asked: 0, ..balance }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn to_simulate_is_to_check_twice(now in context(), next in context(), centers in vec(center(), 1..4), district in district()) {
        let centers: Vec<CenterDraft> = centers.into_iter().map(CenterDraft::from).collect();
        let district = DistrictDraft::from(district);
        let mut simulation = Simulation::new(&now, &next, Options::default());
        let mut back = Simulation::new(&next, &now, Options::default());
        let mut expected = BTreeSet::new();
        let mut compare = |nth: usize, told: (Report, Report), twice: (Report, Report)| {
            expected.extend(changes(nth as u64, &failing(&twice.0), &failing(&twice.1)));
            prop_assert_eq!(told, twice);
            Ok(())
        };
        for (nth, center) in centers.iter().enumerate() {
            back.add(center);
            compare(nth, simulation.add(center), (check(center, &now), check(center, &next)))?;
        }
        back.add(&district);
        compare(centers.len(), simulation.add(&district), (check(&district, &now), check(&district, &next)))?;

        prop_assert_eq!(simulation.records(), centers.len() as u64 + 1);
        prop_assert!(!simulation.truncated());
        for card in rules::all() {
            let told = not_failing_any_more(simulation.balance(card.id));
            prop_assert_eq!(told, balance(&expected, card.id), "{}", card.id);
            let (newly_failing, newly_passing) = (told.newly_passing, told.newly_failing);
            let mirrored = Balance { newly_failing, newly_passing, graver: told.milder, milder: told.graver, ..told };
            prop_assert_eq!(not_failing_any_more(back.balance(card.id)), mirrored);
        }
        for shift in simulation.shifts() {
            prop_assert_eq!(shift.before() == Outcome::Violated, shift.now().is_some());
            prop_assert_eq!(shift.after() == Outcome::Violated, shift.next().is_some());
        }
        let told: BTreeSet<Change> = simulation.shifts().iter().map(|shift| {
            (shift.record(), shift.at().to_string(), shift.card().id.to_owned(), shift.now(), shift.next())
        }).collect();
        prop_assert_eq!(told.len(), simulation.shifts().len());
        prop_assert_eq!(told, expected.into_iter().filter(|(.., before, after)| before != after).collect());
    }

    #[test]
    fn under_the_same_policy_nothing_changes(policy in context(), center in center(), district in district()) {
        let mut simulation = Simulation::new(&policy, &policy, Options::default());
        simulation.add(&CenterDraft::from(center));
        simulation.add(&DistrictDraft::from(district));
        prop_assert!(simulation.shifts().is_empty());
        for (card, balance) in simulation.by_rule() {
            prop_assert_eq!(balance, Balance { still_failing: balance.still_failing, ..Balance::default() }, "{}", card.id);
        }
    }
}

// --- By example -------------------------------------------------------------------------------------------------------

/// A district that asks for something, with what else its layer says.
fn asks(requirement: Value, rest: Value) -> Context {
    let mut layer = json!({
        "key": "plan", "name": "示例政策", "level": "district",
        "citation": { "document": "示例办法", "confidence": "official" }, "requirements": [requirement]
    });
    layer.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let set: PolicySet = serde_json::from_value(json!({ "format": 1, "layers": [layer] })).unwrap();
    let layers = Layer::all_of(&set);
    Context::layered(Resolver::new(layers, [].iter().collect(), Date::new(2024, 6, 1)).unwrap())
}

fn without_features() -> CenterDraft {
    let center = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [] });
    serde_json::from_value(center).unwrap()
}

#[test]
fn whatever_can_become_of_a_failure_is_counted_as_that() {
    let must = asks(json!({ "features": 1 }), json!({}));
    let should = asks(json!({ "features": 1, "strength": "should" }), json!({}));
    let more = asks(json!({ "features": 2 }), json!({}));
    let nothing = asks(json!({ "groups": ["old"] }), json!({}));
    let waiver =
        json!({ "rule": "missing-feature", "reason": "征集中", "approved_by": "街道办", "until": "2024-12-31" });
    let waived = asks(json!({ "features": 1 }), json!({ "waivers": [waiver] }));
    let off = asks(json!({ "features": 1 }), json!({ "levels": [{ "rule": "missing-feature", "level": "off" }] }));
    let open = asks(json!({ "features": 1 }), json!({ "applies_to": { "tiers": ["compound"] } }));

    let one = Balance::default;
    for (now, next, expected) in [
        (&nothing, &must, Balance { newly_failing: 1, ..one() }),
        (&must, &nothing, Balance { no_longer_asked: 1, ..one() }),
        (&must, &waived, Balance { newly_waived: 1, ..one() }),
        (&must, &off, Balance { no_longer_asked: 1, ..one() }),
        (&must, &open, Balance { newly_undecided: 1, ..one() }),
        (&waived, &must, Balance { newly_failing: 1, ..one() }),
        (&must, &should, Balance { milder: 1, ..one() }),
        (&should, &must, Balance { graver: 1, ..one() }),
        (&must, &more, Balance { still_failing: 1, ..one() }),
        (&nothing, &waived, one()),
    ] {
        let mut simulation = Simulation::new(now, next, Options::default());
        simulation.add(&without_features());
        assert_eq!(simulation.balance("missing-feature"), expected);
        let is_told = expected != Balance { still_failing: expected.still_failing, ..one() };
        assert_eq!(simulation.shifts().len(), usize::from(is_told));
    }
}

#[test]
fn only_what_is_met_passes_and_what_became_of_it_is_told() {
    let feature =
        json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [{ "name": "书法" }] });
    let center: CenterDraft = serde_json::from_value(feature).unwrap();
    let (two, one) = (asks(json!({ "features": 2 }), json!({})), asks(json!({ "features": 1 }), json!({})));
    let nothing = asks(json!({ "groups": ["old"] }), json!({}));
    for (now, next, before, after) in [
        (&two, &one, Outcome::Violated, Outcome::Met),
        (&one, &two, Outcome::Met, Outcome::Violated),
        (&two, &nothing, Outcome::Violated, Outcome::NotApplicable),
        (&nothing, &two, Outcome::NotApplicable, Outcome::Violated),
    ] {
        let mut simulation = Simulation::new(now, next, Options::default());
        simulation.add(&center);
        let shift = &simulation.shifts()[0];
        assert_eq!((shift.before(), shift.after()), (before, after));
        assert_eq!(shift.is_newly_passing(), after == Outcome::Met);
        assert_eq!(simulation.balance("missing-feature").newly_passing, u64::from(after == Outcome::Met));
    }
    // Under another date, a rule of the record is met that was not.
    let closed = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "status": "closed", "closed": "2024" });
    let closed: CenterDraft = serde_json::from_value(closed).unwrap();
    let now = Context::new(Policy::none()).as_of(Date::new(2023, 6, 1).unwrap());
    let next = Context::new(Policy::none()).as_of(Date::new(2025, 6, 1).unwrap());
    let mut simulation = Simulation::new(&now, &next, Options::default());
    simulation.add(&closed);
    assert_eq!(simulation.balance("status-contradicts-date").newly_passing, 1);
}

#[test]
fn of_many_changes_all_are_counted_and_few_are_kept() {
    let (nothing, must) = (asks(json!({ "groups": ["old"] }), json!({})), asks(json!({ "features": 1 }), json!({})));
    let options = Options { limits: Limits { findings: 3, ..Limits::default() }, ..Options::default() };
    let mut simulation = Simulation::new(&nothing, &must, options);
    for _ in 0..5 {
        simulation.add(&without_features());
    }
    assert_eq!(simulation.balance("missing-feature").newly_failing, 5);
    let kept: Vec<u64> = simulation.shifts().iter().map(|shift| shift.record()).collect();
    assert_eq!(kept, [0, 1, 2]);
    assert!(simulation.truncated());
}
