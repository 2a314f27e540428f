//! The advice to a center: it mends what is violated, no more than is needed for it, and nothing that is not known.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "common/told.rs"]
mod told;

use neighborhood_center::advise::{Addition, Advice, advise};
use neighborhood_center::policy::{Ask, Authority, Choice, Citation, Demand, Layer, MinimumArea, Policy, Resolver};
use neighborhood_center::records::{CenterDraft, PolicySet};
use neighborhood_center::vocab::{
    AreaKind, Cell, Confidence, Date, EmbeddedFunction, FunctionSet, GroupSet, Lang, PolicyLevel, Say, Scheme,
    ServiceKind, Set, SquareMeters, Strength,
};
use neighborhood_center::{Context, check};
use serde_json::{Value, json};

use told::violations;

fn center(record: Value) -> CenterDraft {
    let mut whole = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例邻里中心" });
    whole.as_object_mut().unwrap().extend(record.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn service(kind: &str) -> Value {
    json!({ "key": kind, "name": "示例服务", "kind": kind, "audience": { "groups": ["young", "middle", "old"] } })
}

fn demand(ask: Ask, strength: Strength) -> Demand {
    let plan = Citation::new("a plan made for this test", Confidence::Unverified);
    Demand::new(ask, strength, Authority::new(PolicyLevel::Community, plan))
}

fn must(asks: impl IntoIterator<Item = Ask>) -> Context {
    Context::new(asks.into_iter().fold(Policy::none(), |policy, ask| policy.ask(demand(ask, Strength::Must))))
}

/// A context with one layer of a district.
fn layered(layer: Value) -> Context {
    let mut whole = json!({
        "key": "plan", "name": "示例政策", "level": "district", "citation": { "document": "示例政策", "confidence": "unverified" },
    });
    whole.as_object_mut().unwrap().extend(layer.as_object().unwrap().clone());
    let set: PolicySet = serde_json::from_value(json!({ "format": 1, "layers": [whole] })).unwrap();
    let layers = set.layers().iter().map(Layer::from).collect();
    Context::layered(Resolver::new(layers, [].iter().collect(), Date::new(2024, 6, 1)).unwrap())
}

fn floor(least: u32, advised: Option<u32>) -> Ask {
    let kind = AreaKind::Floor;
    Ask::Area(MinimumArea { kind, least: SquareMeters::whole(least), advised: advised.map(SquareMeters::whole) })
}

fn services(advice: &Advice) -> Vec<ServiceKind> {
    let kind = |addition: &Addition| match addition {
        Addition::Service { kind } => Some(*kind),
        _ => None,
    };
    advice.additions().iter().filter_map(kind).collect()
}

// --- Services ---------------------------------------------------------------------------------------------------------

#[test]
fn two_functions_that_one_kind_counts_as_take_one_service() {
    let kinds = ["after-school-care", "day-care", "clinic", "government-desk"];
    let center = center(json!({ "services": kinds.map(service) }));
    let context = must([Ask::Functions(FunctionSet::all())]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(advice.additions(), [Addition::Service { kind: ServiceKind::CultureSportsEvent }]);
    assert!(advice.is_proved_minimal());
    assert_eq!(check(&advice.apply(center), &context).counts().error, 0);
}

#[test]
fn only_demands_that_are_strong_enough_are_considered() {
    let center = center(json!({ "services": [], "features": [] }));
    let policy = Policy::none()
        .ask(demand(Ask::Features(1), Strength::May))
        .ask(demand(Ask::Groups(GroupSet::all()), Strength::Should))
        .ask(demand(floor(600, None), Strength::Must));
    let context = Context::new(policy);
    let additions = |strength| advise(&center, &context, strength).additions().len();
    assert_eq!([Strength::Must, Strength::Should, Strength::May].map(additions), [0, 1, 2]);
}

#[test]
fn what_a_record_leaves_open_is_told_and_not_advised_on() {
    let context = must([Ask::Functions(FunctionSet::all()), Ask::Features(1), floor(600, None)]);
    let partial = center(json!({ "services": [service("clinic")], "features": [], "partial": ["services"] }));
    let advice = advise(&partial, &context, Strength::May);
    assert_eq!(advice.additions(), [Addition::Feature { more: 1 }]);
    let open: Vec<&str> = advice.open().iter().flat_map(|open| open.because()).map(|place| place.as_str()).collect();
    assert_eq!(open, ["/partial", "/areas"]);
    assert_eq!(*advice.open()[0].demand().ask(), Ask::Functions(FunctionSet::all()));

    assert_eq!(advice.open()[1].in_lang(Lang::Zh).to_string(), "不能断定：建筑面积不少于600㎡，须看 /areas");
    assert_eq!(
        advice.open()[1].in_lang(Lang::En).to_string(),
        "cannot say: the floor area is at least 600 m²; see /areas"
    );

    let empty = advise(&center(json!({})), &context, Strength::May);
    assert_eq!(empty.additions(), []);
    assert_eq!(empty.open().len(), 3);
}

#[test]
fn a_center_that_owes_no_services_is_advised_none() {
    let context = must([Ask::Functions(FunctionSet::all()), Ask::Features(1)]);
    for (status, open) in [("planned", 0), ("closed", 0), ("upgrading", 2)] {
        let center = center(json!({ "status": status, "services": [], "features": [] }));
        let advice = advise(&center, &context, Strength::May);
        assert_eq!((advice.additions().len(), advice.open().len()), (0, open), "{status}");
    }
}

#[test]
fn what_no_service_can_be_is_advised_though_an_audience_is_not_said() {
    let center = center(json!({ "services": [{ "key": "gym", "name": "健身", "functions": ["sports"] }] }));
    let layer =
        layered(json!({ "requirements": [{ "strength": "must", "cells": ["elderly-care/old", "sports/old"] }] }));
    let cells = ["elderly-care/old", "sports/old"].map(|cell| cell.parse::<Cell>().unwrap());
    for context in [layer, must([Ask::Cells(Set::of(&cells))])] {
        let advice = advise(&center, &context, Strength::Must);
        assert_eq!(advice.additions(), [Addition::Service { kind: ServiceKind::DayCare }]);
        let open: Vec<&Ask> = advice.open().iter().map(|open| open.demand().ask()).collect();
        assert_eq!(open, [&Ask::Cells(Set::of(&cells[1..]))]);
        assert_eq!(advice.open()[0].because(), ["/services/0/audience".parse().unwrap()]);
        assert!(advice.beyond().is_empty());
    }
}

#[test]
fn what_is_waived_or_silenced_needs_no_addition() {
    let requirements = json!([{ "functions": ["health"] }, { "features": 1 }]);
    let center = center(json!({ "services": [], "features": [] }));
    let rule = "missing-function";
    let waiver = json!({ "rule": rule, "reason": "医院就在隔壁", "approved_by": "示例局", "until": "2024-12-31" });
    let waived = layered(json!({ "requirements": requirements, "waivers": [waiver] }));
    assert_eq!(advise(&center, &waived, Strength::May).additions(), [Addition::Feature { more: 1 }]);
    let off = layered(json!({ "requirements": requirements, "levels": [{ "rule": rule, "level": "off" }] }));
    assert_eq!(advise(&center, &off, Strength::May).additions(), [Addition::Feature { more: 1 }]);
    let loud = layered(json!({ "requirements": requirements }));
    assert_eq!(advise(&center, &loud, Strength::May).additions().len(), 2);
}

#[test]
fn a_demand_that_may_not_be_made_of_the_center_is_open() {
    let layer = json!({ "applies_to": { "tiers": ["community"] }, "requirements": [{ "functions": ["health"] }] });
    let context = layered(layer);
    let unknown = advise(&center(json!({ "services": [] })), &context, Strength::Must);
    assert_eq!((unknown.additions().len(), unknown.open()[0].because()[0].as_str()), (0, "/tier"));
    let known = advise(&center(json!({ "tier": "community", "services": [] })), &context, Strength::Must);
    assert_eq!(services(&known), [ServiceKind::Clinic]);
}

#[test]
fn what_no_addition_mends_is_told() {
    let care = EmbeddedFunction::PRIORITY_FOUR;
    let two = Ask::AnyOf { of: Choice::Embedded(Set::of(&care[..2])), at_least: 3 };
    let other = Ask::AnyOf { of: Choice::Kinds(Set::of(&[ServiceKind::Other])), at_least: 1 };
    let health = Ask::FunctionsAtLeast { scheme: Scheme::SixFunctions, at_least: 1 };
    let many = Ask::Features(u32::MAX);
    let context = must([two.clone(), other.clone(), health, many.clone()]);
    let advice = advise(&center(json!({ "services": [], "features": [] })), &context, Strength::Must);
    assert_eq!(advice.beyond().iter().map(Demand::ask).collect::<Vec<_>>(), [&two, &other, &many]);
    assert_eq!(services(&advice).len(), 1);
    assert!(advice.is_proved_minimal());
}

#[test]
fn new_services_take_keys_that_are_free_and_names_that_nobody_suspects() {
    let mut taken = service("reading-room");
    taken["key"] = json!("clinic");
    let mut twice = service("reading-room");
    twice["key"] = json!("clinic-2");
    let center = center(json!({ "services": [taken, twice], "features": [{ "name": "待命名的特色 1" }] }));
    let context = must([Ask::Functions(FunctionSet::all()), Ask::Features(3)]);
    let advice = advise(&center, &context, Strength::Must);
    let grown = advice.apply(center);
    let report = check(&grown, &context);
    assert_eq!((report.counts().error, report.counts().warning), (0, 0), "{report}");
    let keys: Vec<String> =
        grown.services.items().map(|(_, service)| service.key.given().unwrap().to_string()).collect();
    assert!(keys.contains(&"clinic-3".to_owned()), "{keys:?}");
    let clinic =
        grown.services.items().find(|(_, service)| service.kind.given() == Some(&ServiceKind::Clinic)).unwrap();
    assert_eq!(clinic.1.name.given().unwrap().as_str(), "健康问诊");
    let names: Vec<&str> = grown.features.items().map(|(_, feature)| feature.name.given().unwrap().as_str()).collect();
    assert_eq!(names, ["待命名的特色 1", "待命名的特色 2", "待命名的特色 3"]);
}

// --- Areas ------------------------------------------------------------------------------------------------------------

#[test]
fn an_area_grows_to_the_most_that_is_asked_and_to_what_is_advised_only_in_the_weakest_strength() {
    let small = center(json!({ "areas": [{ "kind": "floor", "square_meters": 250.5, "qualifier": "about" }] }));
    let context = must([floor(600, Some(800)), floor(550, None)]);
    let to = |amount| [Addition::Area { kind: AreaKind::Floor, at_least: SquareMeters::whole(amount) }];
    assert_eq!(advise(&small, &context, Strength::Must).additions(), to(600));
    assert_eq!(advise(&small, &context, Strength::May).additions(), to(800));

    let enough = center(json!({ "areas": [{ "kind": "floor", "square_meters": 600 }] }));
    assert_eq!(advise(&enough, &context, Strength::Should).additions(), []);
    assert_eq!(advise(&enough, &context, Strength::May).additions(), to(800));
    let grown = advise(&enough, &context, Strength::May).apply(enough);
    assert_eq!(violations(&check(&grown, &context), Strength::May), Vec::<String>::new());
    assert_eq!(grown.areas.items().count(), 1);
}

#[test]
fn a_scattered_center_states_its_area_as_a_whole() {
    let site = |key: &str| json!({ "key": key, "areas": [{ "kind": "floor", "square_meters": 200 }] });
    let center = center(json!({ "sites": [site("east"), site("west")] }));
    let context = must([floor(600, None)]);
    let grown = advise(&center, &context, Strength::Must).apply(center);
    assert_eq!(violations(&check(&grown, &context), Strength::Must), Vec::<String>::new());
    assert_eq!(grown.areas.items().count(), 1);
    assert_eq!(grown.sites.items().count(), 2);
}

#[test]
fn an_area_of_another_kind_or_not_exact_enough_is_not_enlarged() {
    let context = must([floor(600, None)]);
    for area in [
        json!({ "kind": "site", "square_meters": 100 }),
        json!({ "kind": "floor", "square_meters": 400, "qualifier": "about" }),
        json!({ "kind": "floor", "square_meters": 400, "qualifier": "at-least" }),
    ] {
        let advice = advise(&center(json!({ "areas": [area] })), &context, Strength::Must);
        assert_eq!((advice.additions().len(), advice.open().len()), (0, 1), "{area}");
    }
}

// --- Order ------------------------------------------------------------------------------------------------------------

#[test]
fn services_come_before_features_and_features_before_areas() {
    let center = center(json!({
        "services": [], "features": [], "areas": [{ "kind": "usable", "square_meters": 1 }, { "kind": "floor", "square_meters": 1 }],
    }));
    let usable = MinimumArea { kind: AreaKind::Usable, least: SquareMeters::whole(2), advised: None };
    let context = must([Ask::Area(usable), floor(2, None), Ask::Features(2), Ask::Groups(GroupSet::all())]);
    let at_least = SquareMeters::whole(2);
    assert_eq!(
        advise(&center, &context, Strength::Must).additions(),
        [
            Addition::Service { kind: ServiceKind::AfterSchoolCare },
            Addition::Feature { more: 2 },
            Addition::Area { kind: AreaKind::Floor, at_least },
            Addition::Area { kind: AreaKind::Usable, at_least },
        ]
    );
}

// --- Any center, any policy -------------------------------------------------------------------------------------------

#[cfg(feature = "proptest")]
mod any {
    use neighborhood_center::policy::presets;
    use neighborhood_center::strategies;
    use neighborhood_center::vocab::{CellSet, Member};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;

    fn some<W: Member>(most: usize) -> impl Strategy<Value = Set<W>> {
        subsequence(W::ALL, 0..=most.min(W::ALL.len())).prop_map(|words| Set::of(&words))
    }

    fn choice() -> impl Strategy<Value = Choice> {
        prop_oneof![
            some(4).prop_map(Choice::Six),
            some(4).prop_map(Choice::Rural),
            some(4).prop_map(Choice::Embedded),
            some(4).prop_map(Choice::Kinds),
        ]
    }

    fn of_services() -> impl Strategy<Value = Ask> {
        prop_oneof![
            some(3).prop_map(Ask::Functions),
            some(3).prop_map(Ask::Groups),
            some(3).prop_map(|cells: CellSet| Ask::Cells(cells)),
            (select(Scheme::ALL), 0_u32..4).prop_map(|(scheme, at_least)| Ask::FunctionsAtLeast { scheme, at_least }),
            (choice(), 0_u32..4).prop_map(|(of, at_least)| Ask::AnyOf { of, at_least }),
        ]
    }

    fn of_amounts() -> impl Strategy<Value = Ask> {
        let area = (select(AreaKind::ALL), 0_u32..20_000, prop::option::of(0_u32..20_000));
        prop_oneof![
            (0_u32..4).prop_map(Ask::Features),
            area.prop_map(|(kind, least, more)| {
                let advised = more.map(|more| SquareMeters::whole(least + more));
                Ask::Area(MinimumArea { kind, least: SquareMeters::whole(least), advised })
            }),
        ]
    }

    fn policy(ask: impl Strategy<Value = Ask>) -> impl Strategy<Value = Policy> {
        let demands = vec((ask, select(Strength::ALL)), 0..5);
        demands.prop_map(|demands| {
            demands.into_iter().fold(Policy::none(), |policy, (ask, strength)| policy.ask(demand(ask, strength)))
        })
    }

    /// A center of whose services everything is known.
    fn complete() -> impl Strategy<Value = CenterDraft> {
        let groups = some(3).prop_filter("for nobody", |groups: &GroupSet| !groups.is_empty());
        let services = vec((select(&ServiceKind::ALL[..27]), groups), 0..4);
        services.prop_map(|services| {
            let service = |(nth, (kind, groups)): (usize, (ServiceKind, GroupSet))| {
                json!({ "key": format!("s{nth}"), "name": "示例服务", "kind": kind, "audience": { "groups": groups } })
            };
            let services: Vec<Value> = services.into_iter().enumerate().map(service).collect();
            center(json!({ "services": services, "features": [] }))
        })
    }

    fn with(center: &CenterDraft, kinds: &[ServiceKind]) -> CenterDraft {
        let mut grown = center.clone();
        let neighborhood_center::field::Field::Given(list) = &mut grown.services else { panic!("no list") };
        for kind in kinds {
            let added = serde_json::from_value(service(kind.as_str())).unwrap();
            list.items.push(neighborhood_center::field::Field::Given(added));
        }
        grown
    }

    /// Every set of so many kinds, in the order of the vocabulary.
    fn sets(size: usize, from: &[ServiceKind]) -> Vec<Vec<ServiceKind>> {
        if size == 0 {
            return vec![Vec::new()];
        }
        let begun = (0..from.len()).flat_map(|first| {
            sets(size - 1, &from[first + 1..]).into_iter().map(move |rest| [vec![from[first]], rest].concat())
        });
        begun.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn what_is_left_violated_is_told_and_nothing_else_is(
            center in strategies::center(),
            asked in policy(prop_oneof![of_services(), of_amounts()]),
            strength in select(Strength::ALL),
        ) {
            let center = CenterDraft::from(center);
            let context = Context::new(asked);
            let advice = advise(&center, &context, strength);
            prop_assert_eq!(&advice, &advise(&center, &context, strength));
            let grown = advice.apply(center);
            let beyond = advice.beyond().iter().cloned().fold(Policy::none(), Policy::ask);
            let left = violations(&check(&grown, &context), strength);
            prop_assert_eq!(left, violations(&check(&grown, &Context::new(beyond)), strength));
            prop_assert!(advise(&grown, &context, strength).additions().is_empty());
        }

        #[test]
        fn no_smaller_set_of_services_conforms(center in complete(), asked in policy(of_services())) {
            let context = Context::new(asked);
            let advice = advise(&center, &context, Strength::May);
            prop_assume!(advice.beyond().is_empty());
            prop_assert!(advice.is_proved_minimal());
            prop_assert_eq!(advice.open(), &[]);
            let kinds = services(&advice);
            prop_assert_eq!(kinds.len(), advice.additions().len());
            let conforms = |kinds: &[ServiceKind]| violations(&check(&with(&center, kinds), &context), Strength::May).is_empty();
            prop_assert!(conforms(&kinds));
            for size in 0..kinds.len().min(3) {
                for fewer in sets(size, &ServiceKind::ALL[..27]) {
                    prop_assert!(!conforms(&fewer), "{fewer:?} would do instead of {kinds:?}");
                }
            }
            if kinds.len() < 3 {
                let first = sets(kinds.len(), &ServiceKind::ALL[..27]).into_iter().find(|set| conforms(set));
                prop_assert_eq!(first, Some(kinds));
            }
        }

        #[test]
        fn a_center_that_conforms_needs_nothing(center in strategies::conforming_center()) {
            let center = CenterDraft::from(center);
            for policy in [Policy::luolong_2023(), Policy::embedded_facilities()] {
                let advice = advise(&center, &Context::new(policy), Strength::May);
                prop_assert_eq!(&advice, &Advice::default());
            }
        }

        #[test]
        fn a_center_with_partial_lists_is_advised_nothing(
            center in strategies::center(), asked in policy(prop_oneof![of_services(), Just(Ask::Features(3))]),
        ) {
            let mut center = CenterDraft::from(center);
            center.partial = serde_json::from_value::<CenterDraft>(json!({ "partial": ["services", "features"] })).unwrap().partial;
            let advice = advise(&center, &Context::new(asked), Strength::May);
            prop_assert_eq!(advice.additions(), &[]);
        }
    }

    #[test]
    fn the_presets_are_met_with_so_few_services() {
        for (layer, strength, fewest) in [
            // Culture goes with education or with sports, so that six functions take five.
            (presets::luolong_2023(), Strength::Should, 5),
            // Three functions, of which one kind counts as two.
            (presets::embedded_facilities(), Strength::Must, 2),
            // Two of them care, for which there is no such kind.
            (presets::embedded_facilities(), Strength::Should, 3),
        ] {
            let center = center(json!({ "tier": "community", "services": [], "features": [] }));
            let resolver = Resolver::new(vec![layer], [].iter().collect(), None).unwrap();
            let advice = advise(&center, &Context::layered(resolver), strength);
            assert_eq!(services(&advice).len(), fewest, "{:?}", advice.additions());
        }
    }
}
