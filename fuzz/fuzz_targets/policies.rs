//! Any bytes as a policy set: what is admitted is resolved or refused with reasons, the order of layers means nothing, and no
//! question that can be asked of policies panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use neighborhood_center::advise::advise;
use neighborhood_center::lint::lint;
use neighborhood_center::policy::{Communities, Layer, Policy, Resolver};
use neighborhood_center::records::{CenterDraft, DistrictDraft, PolicySetDraft};
use neighborhood_center::simulate::Simulation;
use neighborhood_center::vocab::{Lang, Say, Strength, Tier};
use neighborhood_center::{Context, Limits, Options, check, explain, json};

/// The bounds are small, so that short inputs pass them.
const OPTIONS: Options = Options {
    limits: Limits { record_bytes: 1 << 14, list_items: 20, items: 100, depth: 4, findings: 10 },
    evidence: true,
};

const CENTER: &str = include_str!("../seeds/document/center.json");
const DISTRICT: &str = include_str!("../seeds/document/district.json");

fn ask_everything(layers: Vec<Layer>, date: &str) {
    for lint in lint(&layers).found() {
        assert!(!lint.in_lang(Lang::Zh).to_string().is_empty());
        assert!(!lint.in_lang(Lang::En).to_string().is_empty());
    }
    let mut reversed = layers.clone();
    reversed.reverse();
    let (one, other) = (
        Resolver::new(layers, Communities::default(), date.parse().ok()),
        Resolver::new(reversed, Communities::default(), date.parse().ok()),
    );
    assert_eq!(one.is_ok(), other.is_ok(), "the order of layers means nothing");
    let (one, other) = match (one, other) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(refused), _) => {
            assert!(!refused.conflicts().is_empty() || refused.truncated());
            return;
        }
        _ => return,
    };
    let center: CenterDraft = serde_json::from_str(CENTER).unwrap();
    let district: DistrictDraft = serde_json::from_str(DISTRICT).unwrap();
    for tier in [None, Some(Tier::Community)] {
        let policy = one.policy(center.community.given().copied(), tier);
        assert_eq!(policy, other.policy(center.community.given().copied(), tier));
        assert!(policy.diff(policy).is_empty());
        for change in Policy::luolong_2023().diff(policy) {
            assert!(!change.in_lang(Lang::Zh).to_string().is_empty());
        }
    }
    let (now, next) = (Context::new(Policy::none()), Context::layered(one));
    let mut simulation = Simulation::new(&now, &next, OPTIONS);
    simulation.add(&center);
    simulation.add(&district);
    assert_eq!(explain(&center, &next, &OPTIONS).len(), 1);
    let advice = advise(&center, &next, Strength::Should);
    let mended = check(&advice.apply(center.clone()), &next);
    let before = check(&center, &next);
    assert!(mended.counts().error <= before.counts().error, "advice makes nothing worse");
}

fuzz_target!(|bytes: &[u8]| {
    let reading = json::read_slice::<PolicySetDraft>(bytes, &Context::default(), &OPTIONS);
    let (report, set) = reading.admit();
    assert_eq!(report.admits(), set.is_some());
    if let Some(set) = set {
        for date in ["", "2023-08-11"] {
            ask_everything(set.layers().iter().map(Layer::from).collect(), date);
        }
    }
});
