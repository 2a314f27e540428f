//! Policies in use: what a layer can and cannot do to the verdicts of others.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::time::{Duration, Instant};

use neighborhood_center::policy::{Communities, CommunityFacts, Layer, Policy, Resolver};
use neighborhood_center::records::{CenterDraft, DistrictDraft, PolicySet, PolicySetDraft};
use neighborhood_center::vocab::{CommunityId, Outcome, Setting};
use neighborhood_center::{Context, Limits, Options, Report, check, explain, json};
use serde_json::{Value, json};

const DAY: &str = "2026-11-25";

fn id(nth: u32) -> String {
    format!("5a0c3f5e-0000-4000-8000-{nth:012}")
}

fn layer(level: &str, what: Value) -> Value {
    let mut layer = json!({
        "key": format!("{level}-{}", what.to_string().len()), "name": "示例政策", "level": level,
        "citation": { "document": "示例文件", "confidence": "official" }
    });
    layer.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    layer
}

fn layers(of: &[Value]) -> Vec<Layer> {
    let set: PolicySet = serde_json::from_value(json!({ "format": 1, "layers": of })).unwrap();
    Layer::all_of(&set)
}

fn context(of: &[Value]) -> Context {
    Context::layered(Resolver::new(layers(of), Communities::default(), DAY.parse().ok()).unwrap())
}

/// What checking a policy set by itself says.
fn look(of: &[Value]) -> Report {
    let text = json!({ "format": 1, "layers": of }).to_string();
    let context = Context::new(Policy::none()).as_of(DAY.parse().unwrap());
    json::read_str::<PolicySetDraft>(&text, &context, &Options::default()).into_parts().0
}

fn found(report: &Report) -> Vec<(&str, &str)> {
    report.violations().iter().map(|found| (found.rule(), found.path().as_str())).collect()
}

fn center(what: Value) -> Value {
    let mut center = json!({ "id": id(1), "name": "示例社区邻里中心", "features": [] });
    center.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    center
}

fn draft(what: Value) -> CenterDraft {
    serde_json::from_value(center(what)).unwrap()
}

fn document(what: Value) -> DistrictDraft {
    let mut document = json!({ "format": 1, "name": "示例区" });
    document.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    serde_json::from_value(document).unwrap()
}

#[test]
fn a_policy_with_a_misspelt_key_is_refused_and_never_used_without_what_it_holds() {
    for misspelt in [
        json!({ "aplies_to": { "communities": [id(7)] } }),
        json!({ "applies_to": { "comunities": [id(7)] } }),
        json!({ "valid_untill": "2020-12-31" }),
        json!({ "requirements": [{ "strenght": "may", "features": 1 }] }),
        json!({ "requirements": [{ "feautres": 2, "functions": ["sports"] }] }),
        json!({ "waivers": [{ "rule": "missing-feature", "centre": id(1), "reason": "示例", "approved_by": "示例办公室",
                              "until": "2026-12-31" }] }),
    ] {
        let report = look(&[layer("district", misspelt.clone())]);
        assert!(!report.admits(), "{misspelt}\n{report}");
        let set = json!({ "format": 1, "layers": [layer("district", misspelt)] });
        assert!(serde_json::from_value::<PolicySet>(set).is_err());
    }
}

#[test]
fn a_rule_is_turned_down_below_what_a_higher_level_asks_only_with_a_reason() {
    let nation = layer("nation", json!({ "requirements": [{ "strength": "must", "features": 1 }] }));
    for (level, quiet) in [("off", true), ("info", true), ("warning", true), ("error", false)] {
        let own = layer("community", json!({ "levels": [{ "rule": "missing-feature", "level": level }] }));
        let told = look(&[nation.clone(), own.clone()]);
        let expected = if quiet { vec![("policy-loosened-without-reason", "/layers/1/levels/0")] } else { vec![] };
        assert_eq!(found(&told), expected, "{level}");
        let counts = check(&draft(json!({})), &context(&[nation.clone(), own])).counts();
        assert_eq!((counts.error, counts.warning, counts.info), (1, 0, 0), "{level} has no effect without a reason");
    }
    let own =
        layer("community", json!({ "levels": [{ "rule": "missing-feature", "level": "off", "reason": "征集中" }] }));
    assert_eq!(found(&look(&[nation.clone(), own.clone()])), []);
    assert!(check(&draft(json!({})), &context(&[nation, own])).is_clean());
}

#[test]
fn a_level_that_perhaps_holds_leaves_open_what_another_would_silence() {
    let asks = layer(
        "nation",
        json!({
            "requirements": [{ "features": 1 }], "levels": [{ "rule": "missing-feature", "level": "off" }]
        }),
    );
    let loud = layer(
        "city",
        json!({
            "applies_to": { "settings": ["old-town"] }, "levels": [{ "rule": "missing-feature", "level": "error" }]
        }),
    );
    let report = check(&draft(json!({})), &context(&[asks, loud]));
    assert_eq!((report.violations().len(), report.undecided().len()), (0, 1), "{report}");
}

#[test]
fn a_rule_that_is_off_says_nothing_of_a_demand_that_only_perhaps_is_made() {
    let asks = layer(
        "city",
        json!({
            "applies_to": { "settings": ["old-town"] }, "requirements": [{ "features": 1 }]
        }),
    );
    let off = layer("nation", json!({ "levels": [{ "rule": "missing-feature", "level": "off" }] }));
    let report = check(&draft(json!({})), &context(&[asks, off]));
    assert_eq!((report.violations().len(), report.undecided().len()), (0, 0));
}

#[test]
fn no_policy_decides_whether_a_record_is_admitted() {
    let audience = json!({ "services": [{ "key": "a", "name": "示例", "audience":
        { "groups": ["old"], "ages": [{ "from": 50, "below": 55 }] } }] });
    let boundaries = json!({ "requirements": [{ "age_boundaries": { "middle_from": 18, "old_from": 50 } }] });
    for context in [Context::new(Policy::none()), context(&[layer("district", boundaries)])] {
        assert!(check(&draft(audience.clone()), &context).admits());
    }
}

#[test]
fn a_community_can_ask_that_its_own_features_differ_from_those_of_others() {
    let (one, other) = (json!({ "id": id(11), "name": "甲社区" }), json!({ "id": id(12), "name": "乙社区" }));
    let feature = json!([{ "name": "古筝" }]);
    let document = document(json!({
        "communities": [one, other],
        "centers": [
            { "id": id(1), "name": "甲中心", "community": id(11), "features": feature },
            { "id": id(2), "name": "乙中心", "community": id(12), "features": feature }
        ]
    }));
    let asks = |community: u32| {
        layer(
            "community",
            json!({
                "applies_to": { "communities": [id(community)] }, "requirements": [{ "distinct_features": true }]
            }),
        )
    };
    for (community, place) in [(11, "/centers/0/features/0/name"), (12, "/centers/1/features/0/name")] {
        let report = check(&document, &context(&[asks(community)]));
        assert_eq!(found(&report), [("duplicate-feature", place)]);
    }
}

/// Three communities with a center each, all of which declare the same feature: two of one subdistrict in the old town, with
/// centers of the community tier, and one elsewhere. Their tiers are known or not.
fn three_alike(tiers: bool) -> DistrictDraft {
    let community = |nth: u32, setting: &str, code: &str| json!({ "id": id(nth), "name": format!("第{nth}社区"), "setting": setting, "divisions": [{ "code": code, "scheme": "nbs" }] });
    let center = |nth: u32, tier: &str| {
        json!({ "id": id(nth), "name": format!("第{nth}中心"), "community": id(nth + 10), "tier": tiers.then_some(tier),
                "features": [{ "name": "古筝" }] })
    };
    document(json!({
        "divisions": [{ "code": "410311", "scheme": "nbs" }],
        "communities": [
            community(11, "old-town", "410311010001"),
            community(12, "old-town", "410311010002"),
            community(13, "new-town", "410311011001")
        ],
        "centers": [center(1, "community"), center(2, "community"), center(3, "compound")]
    }))
}

#[test]
fn that_features_differ_is_judged_wherever_it_is_asked_though_not_of_the_whole_district() {
    let both =
        [("duplicate-feature", "/centers/0/features/0/name"), ("duplicate-feature", "/centers/1/features/0/name")];
    for applies_to in [
        json!({ "settings": ["old-town"] }),
        json!({ "divisions": [{ "code": "410311010", "scheme": "nbs" }] }),
        json!({ "communities": [id(11), id(12)] }),
        json!({ "tiers": ["community"] }),
    ] {
        let asks =
            layer("district", json!({ "applies_to": applies_to, "requirements": [{ "distinct_features": true }] }));
        let report = check(&three_alike(true), &context(&[asks]));
        assert_eq!(found(&report), both, "{applies_to}");
        assert_eq!(report.counts().undecided, 0, "{applies_to}\n{report}");
    }
}

#[test]
fn where_it_is_not_known_whether_features_have_to_differ_that_is_told_at_the_center() {
    let document = three_alike(false);
    let tiers = json!({ "applies_to": { "tiers": ["community"] }, "requirements": [{ "distinct_features": true }] });
    let report = check(&document, &context(&[layer("district", tiers)]));
    let open = report.undecided().iter().map(|open| (open.path().as_str(), open.because()[0].as_str()));
    let at = |nth: u32| (format!("/centers/{nth}/features/0/name"), format!("/centers/{nth}/tier"));
    let told: Vec<(String, String)> = open.map(|(at, because)| (at.to_owned(), because.to_owned())).collect();
    assert_eq!(told, [at(0), at(1), at(2)]);
    assert!(report.violations().is_empty(), "{report}");
}

#[test]
fn a_community_waives_and_turns_down_what_it_asks_of_its_own_features() {
    let asks = |rest: Value| {
        let mut what = json!({ "applies_to": { "communities": [id(11)] },
            "requirements": [{ "strength": "must", "distinct_features": true }] });
        what.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        check(&three_alike(true), &context(&[layer("community", what)]))
    };
    assert_eq!(asks(json!({})).counts().error, 1);
    let waiver = json!({ "rule": "duplicate-feature", "center": id(1), "path": "/features", "reason": "渊源相同",
        "approved_by": "街道办", "until": "2026-12-31" });
    let waived = asks(json!({ "waivers": [waiver] }));
    assert_eq!((waived.counts().error, waived.counts().waived), (0, 1), "{waived}");
    assert_eq!(asks(json!({ "levels": [{ "rule": "duplicate-feature", "level": "info" }] })).counts().info, 1);
}

#[test]
fn that_many_communities_ask_that_their_features_differ_takes_no_hostile_time() {
    let many = 4_000;
    let communities: Vec<Value> =
        (1..=many).map(|nth| json!({ "id": id(nth), "name": format!("第{nth}社区") })).collect();
    let center = |nth: u32| json!({ "id": id(nth), "name": format!("第{nth}中心"), "community": id(nth), "features": [{ "name": "书法" }] });
    let centers: Vec<Value> = (1..=many).map(center).collect();
    let ids: Vec<String> = (1..=many).map(id).collect();
    let asks = json!({ "applies_to": { "communities": ids }, "requirements": [{ "distinct_features": true }] });
    let context = context(&[layer("district", asks)]);
    let document = document(json!({ "communities": communities, "centers": centers }));
    let begin = Instant::now();
    assert_eq!(check(&document, &context).counts().error, u64::from(many));
    // It took most of a minute while all was looked at again for each community.
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

#[test]
fn a_city_whose_communities_are_told_apart_by_division_is_checked_in_no_hostile_time() {
    let many = 4_000;
    let code = |nth: u32| format!("4103{:02}{:03}{:03}", 10 + nth % 10, 1 + nth / 1_000, 1 + nth / 10 % 100);
    let division = |nth: u32| json!([{ "code": code(nth), "scheme": "nbs" }]);
    let asks = |nth: u32| {
        json!({ "key": format!("own-{nth}"), "name": "示例政策", "level": "community",
                "citation": { "document": "示例文件", "confidence": "official" },
                "applies_to": { "divisions": division(nth) }, "requirements": [{ "features": 1 + nth % 3 }] })
    };
    let context = context(&(1..=many).map(asks).collect::<Vec<_>>());
    let center = |nth: u32| {
        let features = [json!({ "name": "书法" }), json!({ "name": "古筝" })];
        json!({ "id": id(nth), "name": format!("第{nth}中心"), "community": id(nth), "features": features })
    };
    let centers: Vec<Value> = (1..=many).map(center).collect();
    for (codes, expected, seconds) in [(true, u64::from(many / 3), 5), (false, 0, 2)] {
        let community = |nth: u32| {
            let divisions = codes.then(|| division(nth));
            json!({ "id": id(nth), "name": format!("第{nth}社区"), "divisions": divisions })
        };
        let communities: Vec<Value> = (1..=many).map(community).collect();
        let document = document(json!({ "communities": communities, "centers": centers }));
        let begin = Instant::now();
        let report = check(&document, &context);
        assert_eq!(report.counts().error, expected);
        // It took several times as long while each layer was looked at for each community.
        assert!(begin.elapsed() < Duration::from_secs(seconds), "{:?}", begin.elapsed());
    }
}

#[test]
fn what_is_found_at_a_community_is_judged_by_that_community_s_policy() {
    let document = document(json!({
        "communities": [{ "id": id(11), "name": "甲社区", "divisions": [{ "code": "410311001300", "scheme": "nbs" }] }]
    }));
    let quiet = layer(
        "community",
        json!({
            "applies_to": { "communities": [id(11)] }, "levels": [{ "rule": "division-code-band", "level": "off" }]
        }),
    );
    assert_eq!(found(&check(&document, &Context::new(Policy::none()))).len(), 1);
    assert_eq!(found(&check(&document, &context(&[quiet]))), []);
}

#[test]
fn an_explanation_is_not_cut_short_by_what_was_found_in_other_centers() {
    let waives = layer(
        "district",
        json!({
            "requirements": [{ "features": 1 }],
            "waivers": [{ "rule": "missing-feature", "reason": "征集中", "approved_by": "街道办", "until": "2026-12-31" }]
        }),
    );
    let centers: Vec<Value> =
        (1..=4).map(|nth| json!({ "id": id(nth), "name": format!("中心{nth}"), "features": [] })).collect();
    let document = document(json!({ "centers": centers }));
    let options = Options { limits: Limits { findings: 2, ..Limits::default() }, ..Options::default() };
    for explained in explain(&document, &context(&[waives]), &options) {
        assert_eq!(explained.items()[0].outcome(), Outcome::Waived);
        assert_eq!(explained.items()[0].violations().len(), 1);
    }
}

#[test]
fn what_is_learned_of_communities_counts_for_a_stream_as_for_a_document() {
    let community: CommunityId = id(11).parse().unwrap();
    let old_town = layer(
        "district",
        json!({
            "applies_to": { "settings": ["old-town"] }, "requirements": [{ "features": 1 }]
        }),
    );
    let alone = draft(json!({ "community": id(11) }));
    let together = document(json!({
        "communities": [{ "id": id(11), "name": "甲社区" }], "centers": [center(json!({ "community": id(11) }))]
    }));
    let facts = || [CommunityFacts::new(community).in_setting(Setting::OldTown)].into_iter().collect::<Communities>();
    let known_first = Context::layered(Resolver::new(layers(std::slice::from_ref(&old_town)), facts(), None).unwrap());
    for context in
        [known_first.clone(), known_first.knowing(Communities::default()), context(&[old_town]).knowing(facts())]
    {
        assert_eq!(found(&check(&alone, &context)), [("missing-feature", "/features")]);
        assert_eq!(found(&check(&together, &context)), [("missing-feature", "/centers/0/features")]);
    }
}

#[test]
fn a_waiver_that_has_ended_is_seen_in_the_policy_itself() {
    let waives = |until: &str| {
        layer(
            "district",
            json!({ "waivers": [{ "rule": "missing-feature", "reason": "征集中", "approved_by": "街道办",
                                                "until": until }] }),
        )
    };
    assert_eq!(found(&look(&[waives("2020-12-31")])), [("waiver-expired", "/layers/0/waivers/0")]);
    assert_eq!(found(&look(&[waives("2026-12-31")])), []);
}

#[test]
fn layers_made_in_code_waive_as_those_of_a_file_do() {
    let asks = layer(
        "district",
        json!({
            "requirements": [{ "features": 1 }],
            "waivers": [{ "rule": "missing-feature", "reason": "征集中", "approved_by": "街道办", "until": "2026-12-31" }]
        }),
    );
    let from_file = layers(&[asks]).remove(0);
    let in_code = Layer::new(from_file.authority().clone())
        .ask(neighborhood_center::policy::Ask::Features(1), neighborhood_center::vocab::Strength::Must)
        .waive(
            "missing-feature".parse().unwrap(),
            (None, neighborhood_center::path::Pointer::default()),
            "征集中".parse().unwrap(),
            "街道办".parse().unwrap(),
            "2026-12-31".parse().unwrap(),
        );
    assert_eq!(in_code, from_file);
}
