//! What holds for all layers of policy, however they are made and wherever they apply.

#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use neighborhood_center::path::Pointer;
use neighborhood_center::policy::{
    Ask, Authority, Citation, Communities, Demand, Layer, Place, Policy, Resolver, Strictness,
};
use neighborhood_center::records::{
    Center, CenterDraft, DistrictDraft, PolicyLayer, PolicyLayerDraft, PolicySet, PolicySetDraft, RequirementDraft,
};
use neighborhood_center::strategies::{
    NearlyValid, center, communities, junk, layer, nearly_valid_policy_set, place, policy_set,
};
use neighborhood_center::vocab::{
    CommunityId, Confidence, Date, Lang, PolicyLevel, RuleLevel, Say, Strength, Tier, WeeklyMinutes,
};
use neighborhood_center::{Check, Context, Options, Report, admit, check, json};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseError;
use serde_json::Value;

fn layers_of(set: &PolicySet) -> Vec<Layer> {
    set.layers().iter().map(Layer::from).collect()
}

/// Layers that resolve.
fn layers() -> impl Strategy<Value = Vec<Layer>> {
    policy_set().prop_map(|set| layers_of(&set))
}

fn resolve(layers: &[Layer], place: &Place) -> Policy {
    Policy::resolve(layers, place).unwrap()
}

/// Where the level of a demand comes from, whatever the clause.
fn speaker(by: &Authority) -> (PolicyLevel, Option<String>, String) {
    (by.level(), by.layer().map(ToString::to_string), by.citation().document().to_owned())
}

/// What a report says of one center.
fn violations(report: &Report) -> BTreeSet<(&str, &Pointer)> {
    report.violations().iter().map(|found| (found.rule(), found.path())).collect()
}

fn judged(center: &Center, policy: Policy) -> Report {
    check(&CenterDraft::from(center.clone()), &Context::new(policy).as_of(Date::new(2024, 6, 1).unwrap()))
}

/// A demand that is as strict as another or stricter.
fn tightened(ask: &Ask, by: u32) -> Ask {
    match ask {
        Ask::Features(count) => Ask::Features(count + by),
        Ask::ClosureNotice(days) => Ask::ClosureNotice(days + by),
        Ask::FunctionsAtLeast { scheme, at_least } => {
            Ask::FunctionsAtLeast { scheme: *scheme, at_least: at_least + by }
        }
        Ask::AnyOf { of, at_least } => Ask::AnyOf { of: *of, at_least: at_least + by },
        Ask::WeeklyMinutes(minutes) => {
            let more = u16::try_from(by).ok().and_then(|by| WeeklyMinutes::new(minutes.get() + by * 30));
            Ask::WeeklyMinutes(more.unwrap_or(*minutes))
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_layers_means_nothing((ordered, shuffled) in layers().prop_flat_map(|layers| (Just(layers.clone()), Just(layers).prop_shuffle())), place in place()) {
        prop_assert_eq!(resolve(&ordered, &place), resolve(&shuffled, &place));
    }

    #[test]
    fn to_say_something_twice_is_to_say_it_once(layers in layers(), place in place()) {
        let twice: Vec<Layer> = layers.iter().chain(&layers).cloned().collect();
        prop_assert_eq!(resolve(&twice, &place), resolve(&layers, &place));
    }

    #[test]
    fn a_layer_that_asks_for_nothing_changes_nothing(layers in layers(), place in place(), level in select(PolicyLevel::ALL), at in any::<Index>()) {
        let silent = Layer::new(Authority::new(level, Citation::new("a layer that says nothing", Confidence::Official)));
        let mut more = layers.clone();
        more.insert(at.index(layers.len() + 1), silent);
        prop_assert_eq!(resolve(&more, &place), resolve(&layers, &place));
    }

    #[test]
    fn everything_in_a_policy_is_said_by_one_of_the_layers(layers in layers(), place in place()) {
        let speakers: BTreeSet<_> = layers.iter().map(|layer| speaker(layer.authority())).collect();
        let policy = resolve(&layers, &place);
        let demands = policy.demands().iter().map(|demand| demand.by().as_ref());
        let levels = policy.levels().iter().map(|loudness| loudness.by());
        let waivers = policy.waivers().map(|waived| waived.by());
        let features = policy.features().iter().map(|declared| declared.by());
        for by in demands.chain(levels).chain(waivers).chain(features).chain(policy.boundaries_by()) {
            prop_assert!(speakers.contains(&speaker(by)), "{by:?}");
        }
    }

    #[test]
    fn of_the_highest_level_nothing_is_lost_but_what_is_loosened_or_asked_more_strictly(layers in layers(), place in place()) {
        let top: Vec<Layer> = layers.iter().filter(|layer| layer.level() == layers.iter().map(Layer::level).min().unwrap()).cloned().collect();
        let (alone, policy) = (resolve(&top, &place), resolve(&layers, &place));
        let kept = |single: &Ask| policy.demands().iter().flat_map(|demand| demand.ask().singles()).any(|ask| ask.topic() == single.topic());
        for single in alone.demands().iter().flat_map(|demand| demand.ask().singles()) {
            prop_assert!(kept(&single), "nothing is said of {single:?} any more");
        }
    }

    #[test]
    fn a_lower_layer_without_reasons_never_makes_a_policy_laxer(layers in layers(), lower in layer(), place in place()) {
        let layers: Vec<Layer> = layers.into_iter().filter(|layer| layer.level() < PolicyLevel::Community).collect();
        let unexplained = of_a_community_without_reasons(lower);
        let more: Vec<Layer> = layers.iter().cloned().chain([unexplained]).collect();
        let (before, after) = (resolve(&layers, &place), resolve(&more, &place));
        let singles = |policy: &Policy| -> Vec<(Ask, Strength)> {
            policy.demands().iter().flat_map(|demand| demand.ask().singles().into_iter().map(|ask| (ask, demand.strength()))).collect()
        };
        let after = singles(&after);
        for (ask, strength) in singles(&before) {
            let holds = after.iter().any(|(other, as_strong)| {
                other.topic() == ask.topic() && as_strong <= &strength && matches!(other.compare(&ask), Strictness::Same | Strictness::Stricter)
            });
            prop_assert!(holds, "{ask:?} is lost");
        }
    }

    #[test]
    fn a_lower_layer_without_reasons_redefines_nothing(layers in layers(), lower in layer(), place in place()) {
        let layers: Vec<Layer> = layers.into_iter().filter(|layer| layer.level() < PolicyLevel::Community).collect();
        let unexplained = of_a_community_without_reasons(lower);
        let more: Vec<Layer> = layers.iter().cloned().chain([unexplained]).collect();
        let (before, after) = (resolve(&layers, &place), resolve(&more, &place));
        if before.boundaries_by().is_some() {
            prop_assert_eq!((after.boundaries(), after.boundaries_by()), (before.boundaries(), before.boundaries_by()));
        }
        for demand in before.demands().iter().filter(|demand| demand.left_open().is_empty()) {
            let clashes = |other: &&Demand| other.ask().compare(demand.ask()) == Strictness::Clash;
            let (now, then) = (after.demands().iter().filter(clashes), before.demands().iter().filter(clashes));
            prop_assert_eq!(now.count(), then.count(), "{:?}", demand);
        }
    }

    #[test]
    fn what_is_not_known_only_opens_what_is_asked(layers in layers(), place in place(), hide in 0_u8..5) {
        // Whatever is known in addition, a demand that is certain without it stays a demand on its topic.
        let mut less = place.clone();
        match hide {
            0 => less.community = None,
            1 => less.divisions.clear(),
            2 => less.tier = None,
            3 => less.setting = None,
            _ => less.date = None,
        }
        let (known, unknown) = (resolve(&layers, &place), resolve(&layers, &less));
        for demand in unknown.demands().iter().filter(|demand| demand.left_open().is_empty()) {
            for single in demand.ask().singles() {
                let is_made = |other: &Demand| other.ask().singles().iter().any(|ask| {
                    ask.topic() == single.topic() && matches!(ask.compare(&single), Strictness::Same | Strictness::Stricter)
                });
                prop_assert!(known.demands().iter().any(is_made), "{single:?} at {place:?} without {hide}");
            }
        }
        for demand in known.demands() {
            for single in demand.ask().singles() {
                let is_on = |other: &Demand| other.ask().singles().iter().any(|ask| ask.topic() == single.topic());
                prop_assert!(unknown.demands().iter().any(is_on), "{single:?}");
            }
        }
    }

    #[test]
    fn what_is_left_open_is_never_violated(layers in layers(), place in place(), center in center()) {
        let policy = resolve(&layers, &place);
        // Only what is open is asked.
        let open = policy.demands().iter().filter(|demand| !demand.left_open().is_empty());
        let open = open.cloned().fold(Policy::none(), Policy::ask);
        let report = judged(&center, open);
        prop_assert!(report.violations().is_empty(), "{report}");
    }

    #[test]
    fn a_layer_that_only_tightens_makes_nothing_right(center in center(), layers in layers(), place in place(), by in proptest::collection::vec(0_u32..3, 8), strength in select(Strength::ALL)) {
        let unwaived = |layers: &[Layer]| {
            let policy = resolve(layers, &place);
            policy.demands().iter().cloned().fold(Policy::none().with_boundaries(policy.boundaries()), Policy::ask)
        };
        let base: Vec<Layer> = layers.into_iter().filter(|layer| layer.level() < PolicyLevel::Community).collect();
        let before = unwaived(&base);
        let plan = Citation::new("a stricter plan", Confidence::Official);
        let mut stricter = Layer::new(Authority::new(PolicyLevel::Community, plan));
        for (demand, by) in before.demands().iter().zip(by.into_iter().cycle()) {
            stricter = stricter.ask(tightened(demand.ask(), by), strength.min(demand.strength()));
        }
        let more: Vec<Layer> = base.iter().cloned().chain([stricter]).collect();
        // Two demands of a level above may each be stricter than the other in one respect: then so are what tightens them.
        let Ok(after) = Policy::resolve(&more, &place) else { return Err(TestCaseError::reject("it disagrees with itself")) };
        prop_assert_eq!(after.boundaries(), before.boundaries());
        let (before, after) = (judged(&center, before), judged(&center, unwaived(&more)));
        prop_assert!(violations(&before).is_subset(&violations(&after)), "{before}\n{after}");
    }

    #[test]
    fn a_resolver_says_what_resolving_says(layers in layers(), known in communities(), place in place()) {
        let resolver = Resolver::new(layers.clone(), known.clone(), place.date).unwrap();
        let facts = place.community.and_then(|id| known.get(id));
        let told = Place { divisions: Vec::new(), setting: None, ..place.clone() };
        for tier in [None, Some(Tier::DistrictArea), Some(Tier::Community), Some(Tier::Compound)] {
            // What the resolver knows of the community is what a center of it has.
            let place = match facts {
                None => Place { tier, ..told.clone() },
                Some(facts) => Place { community: place.community, date: place.date, ..Place::of(&of_tier(tier), Some(facts), place.date) },
            };
            let policy = resolve(&layers, &place);
            prop_assert_eq!(resolver.policy(place.community, tier).as_ref(), &policy);
            prop_assert_eq!(&resolver.resolve(&place), &policy);
            let context = Context::layered(resolver.clone());
            prop_assert_eq!(&*context.policy_at(&place), &policy);
            prop_assert_eq!(context.policy_of(place.community, tier), resolver.policy(place.community, tier));
        }
        prop_assert_eq!(&resolver.resolve(&place), &resolve(&layers, &place));
    }

    #[test]
    fn a_resolver_for_another_day_is_one_made_for_that_day(layers in layers(), known in communities(), place in place(), other in place()) {
        let resolver = Resolver::new(layers.clone(), known.clone(), place.date).unwrap();
        prop_assert_eq!(resolver.on(other.date), Resolver::new(layers.clone(), known.clone(), other.date).unwrap());
        let of_nobody: Option<CommunityId> = None;
        let nowhere = Place { date: place.date, ..Place::default() };
        prop_assert_eq!(resolver.policy(of_nobody, None).as_ref(), &resolve(&layers, &nowhere));
    }
}

fn of_tier(tier: Option<Tier>) -> CenterDraft {
    CenterDraft { tier: tier.map_or_else(Default::default, Into::into), ..CenterDraft::default() }
}

/// The layer as one of a community that explains nothing.
fn of_a_community_without_reasons(layer: PolicyLayer) -> Layer {
    let mut draft = PolicyLayerDraft { level: PolicyLevel::Community.into(), ..PolicyLayerDraft::from(layer) };
    if let Some(list) = draft.requirements.given() {
        let items =
            list.given().map(|(_, requirement)| RequirementDraft { reason: Default::default(), ..requirement.clone() });
        draft.requirements = items.collect::<Vec<_>>().into();
    }
    let (_, layer) = admit(draft, &Context::new(Policy::none()));
    Layer::from(&layer.unwrap())
}

/// Whatever a document holds, reading it succeeds and the report is sound.
fn is_judged_soundly<D: Check>(text: &str) -> Result<(), TestCaseError> {
    let input: Value = serde_json::from_str(text).unwrap();
    let reading = json::read_str::<D>(text, &Context::new(Policy::none()), &Options::default());
    let report = reading.report();
    prop_assert!(report.violations().iter().all(|found| found.rule() != "unreadable-text"), "{report}");
    let there = |path: &Pointer| input.pointer(path.as_str()).is_some();
    let leads_somewhere = |path: &Pointer| there(path) || path.parent().is_some_and(|parent| there(&parent));
    for found in report.violations() {
        prop_assert!(leads_somewhere(found.path()), "{} {}", found.rule(), found.path());
        prop_assert!(found.related().iter().all(there), "{} {:?}", found.rule(), found.related());
        for lang in [Lang::Zh, Lang::En] {
            let message = found.message(lang);
            prop_assert!(!message.is_empty() && !message.contains(['\u{202E}', '\u{200B}', '\0']), "{message}");
        }
    }
    for open in report.undecided() {
        prop_assert!(leads_somewhere(open.path()), "{} {}", open.rule(), open.path());
        prop_assert!(open.because().iter().all(leads_somewhere), "{} {:?}", open.rule(), open.because());
    }
    let written = serde_json::to_string(report).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Report>(&written).unwrap(), report);
    let admits = report.admits();
    let (again, checked) = reading.admit();
    prop_assert_eq!(checked.is_some(), admits, "{}", again);
    Ok(())
}

fn any_object() -> impl Strategy<Value = Value> {
    let keys = vec!["format", "layers", "key", "level", "citation", "applies_to", "requirements", "levels", "waivers"];
    let key = prop_oneof![select(keys).prop_map(str::to_owned), ".{0,6}"];
    proptest::collection::vec((key, junk()), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_of_the_record_says_anything_about_a_valid_policy_set(set in policy_set()) {
        let report = check(&PolicySetDraft::from(set), &Context::new(Policy::none()));
        for found in report.violations() {
            prop_assert_eq!(found.rule(), "policy-loosened-without-reason", "{}", report);
        }
        prop_assert_eq!(report.counts().undecided, 0);
    }

    #[test]
    fn no_rule_at_all_says_anything_about_a_valid_layer(layer in layer()) {
        let report = check(&PolicyLayerDraft::from(layer), &Context::new(Policy::none()));
        prop_assert!(report.is_clean(), "{report}");
        prop_assert_eq!(report.counts().undecided, 0);
    }

    #[test]
    fn from_a_policy_set_to_json_and_back_nothing_is_lost(set in policy_set()) {
        let text = serde_json::to_string(&set).unwrap();
        let again: PolicySet = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&again, &set);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), text);
        prop_assert_eq!(layers_of(&again), layers_of(&set));
    }

    #[test]
    fn from_a_policy_set_to_a_draft_and_back_nothing_is_lost(set in policy_set()) {
        let (report, again) = admit(PolicySetDraft::from(set.clone()), &Context::new(Policy::none()));
        prop_assert!(report.admits(), "{report}");
        prop_assert_eq!(again, Some(set));
    }

    #[test]
    fn a_policy_set_with_one_odd_value_is_judged_soundly(NearlyValid { text, .. } in nearly_valid_policy_set()) {
        is_judged_soundly::<PolicySetDraft>(&text)?;
    }

    #[test]
    fn any_object_is_read_as_a_policy(object in any_object(), junk in junk()) {
        is_judged_soundly::<PolicySetDraft>(&object.to_string())?;
        is_judged_soundly::<PolicyLayerDraft>(&object.to_string())?;
        is_judged_soundly::<PolicySetDraft>(&junk.to_string())?;
        is_judged_soundly::<PolicyLayerDraft>(&junk.to_string())?;
    }

    #[test]
    fn a_level_is_what_the_lowest_layer_with_a_say_makes_it(loud in proptest::collection::vec((select(RuleLevel::ALL), any::<bool>()), 5)) {
        let rule: neighborhood_center::vocab::RuleId = "too-far".parse().unwrap();
        let mut layers = Vec::new();
        let mut expected = None;
        for (level, (loudness, reasoned)) in PolicyLevel::ALL.iter().zip(loud) {
            let authority = Authority::new(*level, Citation::new("a plan", Confidence::Official));
            let reason = reasoned.then(|| "示例理由".parse().unwrap());
            layers.push(Layer::new(authority).set_level(rule.clone(), loudness, reason));
            // Louder always, quieter with a reason: the order is from the loudest to the most quiet.
            if reasoned || expected.is_none_or(|before| loudness <= before) {
                expected = Some(loudness);
            }
        }
        let policy = resolve(&layers, &Place { ..Place::default() });
        let told: Vec<RuleLevel> = policy.levels().iter().map(|loudness| loudness.level()).collect();
        prop_assert_eq!(told, Vec::from_iter(expected));
        let resolver = Resolver::new(layers, Communities::default(), None).unwrap();
        prop_assert_eq!(resolver.policy(None, None).as_ref(), &policy);
    }
}

/// The context of a district that asks for a feature and waives that, once for all centers and once for the second.
fn waiving(until: &str) -> Context {
    waiving_on(Date::new(2024, 6, 1), until)
}

fn waiving_on(date: Option<Date>, until: &str) -> Context {
    let waiver = |center: &str| {
        format!(
            r#"{{ "rule": "missing-feature", {center} "reason": "正在改造", "approved_by": "示例办公室", "until": "{until}" }}"#
        )
    };
    let set: PolicySet = serde_json::from_str(&format!(
        r#"{{ "format": 1, "layers": [{{
            "key": "plan", "name": "示例政策", "level": "district",
            "citation": {{ "document": "示例办法", "confidence": "official" }},
            "requirements": [{{ "features": 1 }}],
            "waivers": [{}, {}]
        }}] }}"#,
        waiver(""),
        waiver(r#""center": "5a0c3f5e-0000-4000-8000-000000000002", "#)
    ))
    .unwrap();
    Context::layered(Resolver::new(layers_of(&set), Communities::default(), date).unwrap())
}

#[test]
fn in_a_stream_a_waiver_is_judged_at_the_center_that_it_names_and_nowhere_else() {
    let record = |nth: u8| {
        format!(
            r#"{{ "id": "5a0c3f5e-0000-4000-8000-00000000000{nth}", "name": "示例中心", "features": [{{ "name": "书法" }}] }}"#
        )
    };
    let stream = [record(1), record(2), record(3)].join("\n");
    for (until, rule) in [("2024-06-01", "waiver-unused"), ("2024-05-31", "waiver-expired")] {
        let report = json::check_lines::<CenterDraft>(stream.as_bytes(), &waiving(until), &Options::default()).unwrap();
        let told: Vec<_> = report.violations().iter().map(|found| (found.rule(), found.line())).collect();
        assert_eq!(told, [(rule, Some(2))]);
    }
}

#[test]
fn what_is_waived_stays_in_the_report_and_is_counted_apart() {
    let record = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [] }"#;
    let report = json::read_str::<CenterDraft>(record, &waiving("2024-06-01"), &Options::default()).into_parts().0;
    assert_eq!(report.violations().len(), 1);
    assert!(report.violations()[0].waived().is_some());
    assert_eq!((report.counts().error, report.counts().waived), (0, 1));
    let report = json::read_str::<CenterDraft>(record, &waiving("2024-05-31"), &Options::default()).into_parts().0;
    assert_eq!((report.counts().error, report.counts().waived), (1, 0));
}

/// Layers of communities, each with one waiver of what a district asks of all.
fn waiving_by_community(count: u32) -> Context {
    let layer = |nth: u32| {
        format!(
            r#"{{ "key": "plan-{nth}", "name": "示例政策", "level": "community",
                 "citation": {{ "document": "示例办法{nth}", "confidence": "official" }},
                 "applies_to": {{ "communities": ["5a0c3f5e-0000-4000-9000-{nth:012}"] }},
                 "waivers": [{{ "rule": "missing-feature", "reason": "正在改造", "approved_by": "示例办公室", "until": "2024-06-01" }}] }}"#
        )
    };
    let district = r#"{ "key": "plan", "name": "示例政策", "level": "district",
        "citation": { "document": "示例办法", "confidence": "official" }, "requirements": [{ "features": 1 }] }"#;
    let layers: Vec<String> = (1..=count).map(layer).chain([district.to_owned()]).collect();
    let set: PolicySet =
        serde_json::from_str(&format!(r#"{{ "format": 1, "layers": [{}] }}"#, layers.join(","))).unwrap();
    Context::layered(Resolver::new(layers_of(&set), Communities::default(), Date::new(2024, 6, 1)).unwrap())
}

#[test]
fn where_the_community_is_not_known_one_waiver_stands_for_those_of_all_communities() {
    let context = waiving_by_community(200);
    assert_eq!(context.policy_of(None, None).waivers().count(), 1);
    let center = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [] }"#;
    let report = json::read_str::<CenterDraft>(center, &context, &Options::default()).into_parts().0;
    // That the feature is missing is certain, whoever may accept it.
    let found: Vec<&str> = report.violations().iter().map(|found| found.rule()).collect();
    assert_eq!((found, report.counts().error, report.counts().waived), (vec!["missing-feature"], 1, 0));
    assert!(report.undecided().is_empty(), "{report}");
}

#[test]
fn what_is_found_and_what_waives_it_is_said_in_both_languages() {
    let record = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [] }"#;
    let report = json::read_str::<CenterDraft>(record, &waiving("2024-06-01"), &Options::default()).into_parts().0;
    let waived = report.violations()[0].waived().unwrap();
    assert_eq!(
        waived.in_lang(Lang::Zh).to_string(),
        "豁免本记录的 missing-feature，至2024年6月1日，理由：正在改造，批准：示例办公室，出自：区《示例办法》"
    );
    assert_eq!(
        waived.in_lang(Lang::En).to_string(),
        "findings of `missing-feature` waived at the record until 2024-06-01, because: 正在改造; approved by 示例办公室; by \
         district, “示例办法”"
    );
    assert_eq!(
        report.in_lang(Lang::Zh).to_string(),
        "记录 1 条，错误 0，警告 0，提示 0，不能断定 0，已豁免 1\n错误 /features [missing-feature] 要求特色 1 项，只登记了 0 项（已豁免）"
    );
    assert!(report.in_lang(Lang::En).to_string().starts_with(
        "records: 1, errors: 0, warnings: 0, information: 0, undecided: 0, waived: 1\nerror /features [missing-feature] "
    ));
}

#[test]
fn what_cannot_be_judged_says_who_demands_it() {
    let record = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000002", "name": "示例中心", "status": "open" }"#;
    let context = waiving_on(None, "2024-06-01");
    let report = json::read_str::<CenterDraft>(record, &context, &Options::default()).into_parts().0;
    let by: Vec<(&str, Option<&str>)> = report
        .undecided()
        .iter()
        .map(|open| (open.rule(), open.demanded_by().map(|by| by.citation().document())))
        .collect();
    let plan = Some("示例办法");
    assert_eq!(by, [("waiver-expired", plan), ("waiver-unused", plan), ("missing-feature", plan)]);
    let written = serde_json::to_value(&report).unwrap();
    assert_eq!(written["undecided"][2]["demanded_by"]["citation"]["document"], "示例办法");
    assert_eq!(serde_json::from_value::<Report>(written).unwrap(), report);
    // Nobody demands what the data standard itself says.
    let closed = record.replace("open", "closed").replace(" }", r#", "closed": "2024-05" }"#);
    let report = json::read_str::<CenterDraft>(&closed, &context, &Options::default()).into_parts().0;
    assert!(
        report.undecided().iter().any(|open| open.rule() == "status-contradicts-date" && open.demanded_by().is_none())
    );
}

#[test]
fn without_a_date_nothing_is_waived_and_every_violation_counts() {
    let context = waiving_on(None, "2024-06-01");
    let record = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000002", "name": "示例中心", "features": [] }"#;
    let report = json::read_str::<CenterDraft>(record, &context, &Options::default()).into_parts().0;
    assert_eq!((report.counts().error, report.counts().waived), (1, 0));
    assert_eq!(report.violations()[0].rule(), "missing-feature");
    assert!(report.violations()[0].waived().is_none());
    let open: Vec<(&str, String)> =
        report.undecided().iter().map(|open| (open.rule(), open.message(Lang::Zh))).collect();
    assert_eq!(
        open,
        [
            ("waiver-expired", "不能断定有无“豁免已过期”，须给出核对日期".to_owned()),
            ("waiver-unused", "不能断定有无“豁免未使用”，须给出核对日期".to_owned()),
        ]
    );
    let told = report.undecided()[0].message(Lang::En);
    assert_eq!(told, "cannot say whether a waiver has expired: it takes the day that the check speaks of");
    let again: Report = serde_json::from_value(serde_json::to_value(&report).unwrap()).unwrap();
    assert_eq!(again, report);
}

#[test]
fn a_waiver_that_is_stood_for_by_another_is_not_called_useless() {
    // The center may well belong to the second community, whose waiver then is of use.
    let document = r#"{ "format": 1, "kind": "district", "name": "示例区",
        "communities": [{ "id": "5a0c3f5e-0000-4000-9000-000000000002", "name": "示例社区" }],
        "centers": [{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例中心", "features": [] }] }"#;
    let report =
        json::read_str::<DistrictDraft>(document, &waiving_by_community(3), &Options::default()).into_parts().0;
    assert!(report.violations().iter().all(|found| found.rule() != "waiver-unused"), "{report}");
    assert!(report.undecided().iter().any(|open| open.rule() == "waiver-unused"), "{report}");
}

#[test]
fn where_the_community_is_not_known_one_demand_of_a_kind_stands_for_all() {
    let ask = |json: String| serde_json::from_str::<Ask>(&json).unwrap();
    let layer = |nth: u32| {
        let plan = Citation::new("a plan of a community", Confidence::Official);
        let point = format!(r#"{{ "datum": "wgs-84", "latitude": 34.{nth:03}, "longitude": 112 }}"#);
        Layer::new(Authority::new(PolicyLevel::Community, plan))
            .ask(
                ask(format!(r#"{{ "reach": {{ "to": {point}, "name": null, "within": {{ "meters": {nth} }} }} }}"#)),
                Strength::Must,
            )
            .ask(Ask::Features(nth), Strength::Must)
            .for_communities([format!("5a0c3f5e-0000-4000-9000-{nth:012}").parse::<CommunityId>().unwrap()])
    };
    let mut layers: Vec<Layer> = (1..=300).map(layer).collect();
    let policy = resolve(&layers, &Place::default());
    let asked: Vec<&Ask> = policy.demands().iter().map(Demand::ask).collect();
    assert!(matches!(asked[..], [Ask::Reach(_), Ask::Features(300)]), "{asked:?}");
    layers.reverse();
    assert_eq!(resolve(&layers, &Place::default()), policy);
    // What is known to be asked stays, beside what may be.
    layers.push(
        Layer::new(Authority::new(PolicyLevel::City, Citation::new("a plan", Confidence::Official)))
            .ask(Ask::Features(1), Strength::Must),
    );
    assert_eq!(resolve(&layers, &Place::default()).demands().len(), 3);
}
