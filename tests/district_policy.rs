//! In a document, each center is checked under the policy of its own community, tier and setting; and a stream of the same
//! centers says the same.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::policy::{Communities, Layer, Resolver};
use neighborhood_center::records::{CenterDraft, Community, District, DistrictDraft, PolicySet};
use neighborhood_center::vocab::{Date, Say};
use neighborhood_center::{Context, Options, Report, json};
use serde_json::{Value, json};

fn community(nth: u8) -> String {
    format!("c0a80000-0000-4000-8000-0000000000{nth:02x}")
}

fn center(nth: u8) -> String {
    format!("5a0c3f5e-0000-4000-8000-0000000000{nth:02x}")
}

fn layers(layers: &Value) -> Vec<Layer> {
    let set = json!({ "format": 1, "layers": layers });
    let set: PolicySet = serde_json::from_value(set).unwrap();
    set.layers().iter().map(Layer::from).collect()
}

/// A layer of a level, with what else it says.
fn layer(key: &str, level: &str, rest: &Value) -> Value {
    let citation = json!({ "document": "示例方案", "confidence": "unverified" });
    let mut layer = json!({ "key": key, "name": "示例方案", "level": level, "citation": citation });
    for (key, value) in rest.as_object().unwrap() {
        layer[key] = value.clone();
    }
    layer
}

fn context(said: &Value, communities: Communities) -> Context {
    Context::layered(Resolver::new(layers(said), communities, Date::new(2024, 6, 1)).unwrap())
}

fn known(communities: &Value) -> Communities {
    let district = json!({ "format": 1, "name": "示例区", "communities": communities });
    let district: District = serde_json::from_value(district).unwrap();
    district.communities().iter().collect::<Vec<&Community>>().into_iter().collect()
}

fn check(document: &Value, context: &Context) -> Report {
    json::read_str::<DistrictDraft>(&document.to_string(), context, &Options::default()).report().clone()
}

/// The violations of a report: the rule, the place, how grave, and `waived` if it is.
fn told(report: &Report) -> Vec<String> {
    let violations = report.violations().iter();
    let text = violations.map(|found| {
        let waived = if found.waived().is_some() { " waived" } else { "" };
        format!("{} {} {}{waived}", found.path(), found.rule(), found.severity().as_str())
    });
    text.collect()
}

fn undecided(report: &Report) -> Vec<String> {
    let text = report.undecided().iter().map(|found| {
        let because: Vec<&str> = found.because().iter().map(|place| place.as_str()).collect();
        format!("{} {} because of {}", found.path(), found.rule(), because.join(" "))
    });
    text.collect()
}

/// One layer for old towns, one for centers of compounds, and one of a community that waives and softens.
fn plans() -> Value {
    let asks_for = |functions: &[&str]| json!([{ "strength": "must", "functions": functions }]);
    json!([
        layer("all", "district", &json!({ "requirements": asks_for(&["culture"]) })),
        layer(
            "old",
            "district",
            &json!({ "applies_to": { "settings": ["old-town"] }, "requirements": asks_for(&["health"]) })
        ),
        layer(
            "compounds",
            "district",
            &json!({ "applies_to": { "tiers": ["compound"] }, "requirements": asks_for(&["sports"]) })
        ),
        layer(
            "own",
            "community",
            &json!({
                "applies_to": { "communities": [community(3)] },
                "levels": [
                    { "rule": "missing-function", "level": "warning", "reason": "新建社区" },
                    { "rule": "unknown-field", "level": "info" },
                ],
                "waivers": [{
                    "rule": "missing-function", "center": center(4), "reason": "正在招商",
                    "approved_by": "街道办事处", "until": "2024-12-31",
                }],
            })
        ),
    ])
}

fn document() -> Value {
    let of = |nth: u8, rest: &Value| {
        let mut record = json!({ "id": center(nth), "name": format!("第{nth}邻里中心"), "services": [] });
        for (key, value) in rest.as_object().unwrap() {
            record[key] = value.clone();
        }
        record
    };
    json!({
        "format": 1,
        "name": "示例区",
        "communities": [
            { "id": community(1), "name": "第一社区", "setting": "old-town" },
            { "id": community(2), "name": "第二社区", "setting": "new-town" },
            { "id": community(3), "name": "第三社区", "setting": "new-town" },
        ],
        "centers": [
            of(1, &json!({ "community": community(1), "tier": "community" })),
            of(2, &json!({ "community": community(2), "tier": "compound" })),
            of(3, &json!({ "community": community(3), "tier": "community", "telefax": "0379" })),
            of(4, &json!({ "community": community(3), "tier": "community" })),
            of(5, &json!({ "community": community(2) })),
        ],
    })
}

#[test]
fn each_center_is_judged_by_what_is_asked_at_its_own_place() {
    let report = check(&document(), &context(&plans(), Communities::default()));
    assert_eq!(
        told(&report),
        [
            // Culture everywhere, and health in an old town.
            "/centers/0/services missing-function error",
            "/centers/0/services missing-function error",
            // Culture, and sports in a compound.
            "/centers/1/services missing-function error",
            "/centers/1/services missing-function error",
            // The community's own levels hold for both of its centers, and for nobody else; so do they for the shape.
            "/centers/2/services missing-function warning",
            "/centers/2/telefax unknown-field info",
            "/centers/3/services missing-function warning waived",
            "/centers/4/services missing-function error",
        ]
    );
    // Of the last center the tier is not known, and so neither whether it has to offer sports.
    assert_eq!(undecided(&report), ["/centers/4/services missing-function because of /centers/4/tier"]);
    assert_eq!(report.counts().waived, 1);
}

#[test]
fn a_waiver_holds_for_its_own_place_wherever_the_record_stands() {
    let with = |path: &str| {
        let waiver = json!({
            "rule": "unknown-field", "path": path, "reason": "旧系统导出", "approved_by": "街道办事处",
            "until": "2024-12-31",
        });
        let own =
            layer("own", "community", &json!({ "applies_to": { "communities": [community(3)] }, "waivers": [waiver] }));
        check(&document(), &context(&json!([own]), Communities::default()))
    };
    assert_eq!(told(&with("/telefax")), ["/centers/2/telefax unknown-field warning waived"]);
    let elsewhere = with("/tele");
    assert!(told(&elsewhere).contains(&"/centers/2/telefax unknown-field warning".to_owned()), "{elsewhere}");
}

#[test]
fn what_the_document_says_of_a_community_comes_before_what_the_context_knows() {
    let old = |nth: u8| json!({ "id": community(nth), "name": "社区", "setting": "old-town" });
    let context = context(&plans(), known(&json!([old(1), old(2), old(3)])));
    let asked_for_health = |document: &Value| {
        let report = check(document, &context);
        let zh = |found: &neighborhood_center::finding::Violation| {
            found.message(neighborhood_center::vocab::Lang::Zh).contains("卫生健康")
        };
        let found = report.violations().iter().filter(|found| found.rule() == "missing-function" && zh(found));
        found.map(|found| found.path().to_string()).collect::<Vec<_>>()
    };
    let mut document = document();
    assert_eq!(asked_for_health(&document), ["/centers/0/services"]);
    // What the document does not say, the context may know.
    document["communities"][1].as_object_mut().unwrap().remove("setting");
    assert_eq!(asked_for_health(&document), ["/centers/0/services", "/centers/1/services", "/centers/4/services"]);
    document.as_object_mut().unwrap().remove("communities");
    assert_eq!(asked_for_health(&document).len(), 5);
}

#[test]
fn a_center_of_a_document_lies_in_the_divisions_of_its_district() {
    let luolong = layer(
        "luolong",
        "district",
        &json!({
            "applies_to": { "divisions": [{ "code": "410311", "scheme": "nbs" }] },
            "requirements": [{ "features": 1 }],
        }),
    );
    let document = |code: &str| {
        let mut document = json!({
            "format": 1,
            "name": "示例区",
            "divisions": [{ "code": code, "scheme": "nbs" }],
            "communities": [{ "id": community(1), "name": "第一社区" }],
            "centers": [
                { "id": center(1), "name": "第一邻里中心", "community": community(1), "features": [] },
                { "id": center(2), "name": "第二邻里中心", "features": [] },
            ],
        });
        if code.is_empty() {
            document.as_object_mut().unwrap().remove("divisions");
        }
        check(&document, &context(&json!([luolong]), Communities::default()))
    };
    let inside = ["/centers/0/features missing-feature error", "/centers/1/features missing-feature error"];
    assert_eq!(told(&document("410311000000")), inside);
    assert_eq!((told(&document("410302000000")), undecided(&document("410302000000"))), (vec![], vec![]));
    assert_eq!(
        undecided(&document("")),
        [
            "/centers/0/features missing-feature because of /communities/0/divisions",
            "/centers/1/features missing-feature because of /centers/1/community",
        ]
    );
}

#[test]
fn what_leaves_open_whether_a_demand_of_the_district_is_made_is_named_where_it_should_stand() {
    let of = |applies_to: &Value| {
        let asks = json!([{ "district_tiers": ["compound"], "community_tiers": ["compound"] }]);
        let plan = layer("plan", "city", &json!({ "applies_to": applies_to, "requirements": asks }));
        let document = json!({
            "format": 1, "name": "示例区", "communities": [{ "id": community(1), "name": "第一社区" }], "centers": [],
        });
        undecided(&check(&document, &context(&json!([plan]), Communities::default())))
    };
    assert_eq!(
        of(&json!({ "divisions": [{ "code": "410300", "scheme": "nbs" }] })),
        [
            "/centers missing-tier because of /divisions",
            "/communities/0 uncovered-community because of /communities/0/divisions",
        ]
    );
    assert_eq!(
        of(&json!({ "settings": ["old-town"] })),
        ["/centers missing-tier because of ", "/communities/0 uncovered-community because of /communities/0/setting",]
    );
    assert_eq!(
        of(&json!({ "tiers": ["compound"] })),
        ["/centers missing-tier because of ", "/communities/0 uncovered-community because of /communities/0"]
    );
}

#[test]
fn a_demand_of_the_district_can_be_waived_and_softened() {
    let waiver =
        |rule: &str| json!({ "rule": rule, "reason": "分期建设", "approved_by": "区民政局", "until": "2024-12-31" });
    let plan = layer(
        "plan",
        "city",
        &json!({
            "requirements": [{ "district_tiers": ["district-area"], "community_tiers": ["community"] }],
            "levels": [{ "rule": "uncovered-community", "level": "info" }],
            "waivers": [waiver("missing-tier")],
        }),
    );
    let own = layer(
        "own",
        "community",
        &json!({ "applies_to": { "communities": [community(2)] }, "waivers": [waiver("uncovered-community")] }),
    );
    let document = json!({
        "format": 1,
        "name": "示例区",
        "communities": [{ "id": community(1), "name": "第一社区" }, { "id": community(2), "name": "第二社区" }],
        "centers": [],
    });
    let report = check(&document, &context(&json!([plan, own]), Communities::default()));
    assert_eq!(
        told(&report),
        [
            "/centers missing-tier error waived",
            "/communities/0 uncovered-community info",
            "/communities/1 uncovered-community info waived",
        ]
    );
}

/// What a report of one center says: the rule, the place, how grave, whether waived, and who demands it.
fn of_the_center(report: &Report, within: &str) -> Vec<String> {
    let place = |path: &str| {
        path.strip_prefix(within).filter(|rest| rest.is_empty() || rest.starts_with('/')).map(str::to_owned)
    };
    let violations = report.violations().iter().filter_map(|found| {
        let by = found.demanded_by().map(|by| by.in_lang(neighborhood_center::vocab::Lang::En).to_string());
        let place = place(found.path().as_str())?;
        Some(format!("{place} {} {:?} {} {by:?}", found.rule(), found.severity(), found.waived().is_some()))
    });
    let undecided = report
        .undecided()
        .iter()
        .filter_map(|found| Some(format!("{} {} undecided", place(found.path().as_str())?, found.rule())));
    let mut told: Vec<String> = violations.chain(undecided).collect();
    told.sort();
    told
}

/// That a stream of the document's centers, in a context that knows its communities, says what the document says of them.
fn is_told_alike(document: &Value, said: &Value) -> usize {
    let of_the_document = check(document, &context(said, Communities::default()));
    let empty = json!([]);
    let streamed = context(said, known(document.get("communities").unwrap_or(&empty)));
    let centers = document["centers"].as_array().unwrap();
    let stream: Vec<String> = centers.iter().map(ToString::to_string).collect();
    let stream = stream.join("\n");
    let options = Options::default();
    let mut compared = 0;
    for (nth, line) in json::lines::<CenterDraft, _>(stream.as_bytes(), &streamed, &options).enumerate() {
        let alone = of_the_center(line.unwrap().reading().report(), "");
        let together = of_the_center(&of_the_document, &format!("/centers/{nth}"));
        assert_eq!(alone, together, "center {nth} of {document}");
        compared += alone.len();
    }
    compared
}

#[test]
fn a_stream_of_the_centers_says_what_the_document_says() {
    assert_eq!(is_told_alike(&document(), &plans()), 9);
}

#[cfg(feature = "proptest")]
mod at_random {
    use neighborhood_center::strategies::district;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn a_stream_of_any_centers_says_what_their_document_says(district in district(), own in 0_usize..3) {
            let mut document = serde_json::to_value(&district).unwrap();
            // A stream does not know the district around its centers.
            document.as_object_mut().unwrap().remove("divisions");
            let mut plans = plans();
            if let Some(id) = document.pointer(&format!("/communities/{own}/id")) {
                plans[3]["applies_to"]["communities"] = json!([id]);
            }
            let of_towns = json!({
                "applies_to": { "divisions": [{ "code": "410311001", "scheme": "nbs" }] },
                "requirements": [{ "features": 3, "weekly_minutes": 5_000, "strength": "may" }],
            });
            plans.as_array_mut().unwrap().push(layer("town", "district", &of_towns));
            if document.get("centers").is_some() {
                is_told_alike(&document, &plans);
            }
        }
    }
}
