//! A record that is in order is checked without a single allocation.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::hint::black_box;

use allocation_counter::measure;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Date;
use neighborhood_center::{Context, Options, check, json};

/// A center that says everything a policy asks for: six functions, three groups, a feature, a floor area.
const COMPLETE: &str = r#"{
    "id": "5a0c3f5e-0000-4000-8000-000000000001",
    "name": "大学城社区邻里中心",
    "aliases": ["翰林苑邻里中心"],
    "tier": "community",
    "status": "open",
    "opened": "2023-05-mid",
    "areas": [{ "kind": "site", "square_meters": 1500, "qualifier": "about" }, { "kind": "floor", "square_meters": 812.5 }],
    "sites": [{ "key": "main", "name": "翰林苑", "address": "洛阳市洛龙区",
                "location": { "datum": "gcj-02", "latitude": 34.62, "longitude": 112.45 } }],
    "spaces": [{ "key": "yuedufang", "name": "悦读坊", "site": "main", "floor": 1, "exposure": "indoor",
                 "areas": [{ "kind": "floor", "square_meters": 60 }], "capacity": 30 },
               { "key": "taoleyuan", "name": "淘乐园", "site": "main" }],
    "services": [
        { "key": "homework", "name": "课余辅导", "kind": "after-school-care", "functions": ["education"],
          "audience": { "groups": ["young"], "ages": [{ "from": 6, "below": 13 }] }, "delivered_by": ["volunteer", "staff"],
          "charge": "free", "capacity": 30, "spaces": ["yuedufang"],
          "sessions": [{ "weekdays": ["monday", "friday"], "opens": "16:30", "closes": "17:30" }] },
        { "key": "books", "name": "绘本阅读交流", "kind": "picture-book-reading", "audience": { "groups": ["young"] } },
        { "key": "games", "name": "亲子运动会", "kind": "parent-child-sports", "audience": { "groups": ["young", "middle"] } },
        { "key": "care", "name": "日间照料", "kind": "day-care", "audience": { "ages": [{ "from": 60 }] } },
        { "key": "clinic", "name": "健康问诊", "kind": "clinic", "audience": { "groups": ["young", "middle", "old"] } },
        { "key": "desk", "name": "政务服务", "kind": "government-desk", "audience": { "groups": ["middle", "old"] } }
    ],
    "tenants": [{ "format": "clothing-repair" }, { "format": "parcel-station", "space": "taoleyuan" }],
    "operator": { "name": "大学城社区居民委员会" },
    "hours": [{ "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "08:30", "closes": "11:30" },
              { "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "13:30", "closes": "17:30",
                "valid_from": "2023-05-15", "valid_until": "2023-12-31" }],
    "closures": [{ "begins": "2023-10-01", "ends": "2023-10-06", "reason": "国庆节闭馆", "announced": "2023-09-20" }],
    "people": [{ "key": "teacher", "id": "5a0c3f5e-0000-4000-8000-000000000009", "roles": ["professional-teacher"] }],
    "teams": [{ "key": "planners", "name": "活动策划队" }],
    "activities": [{ "key": "course", "name": "绘本课", "kind": "course", "service": "books", "teams": ["planners"],
        "spaces": ["taoleyuan"], "sections": [
            { "key": "first", "name": "一班", "teacher": "teacher", "capacity": 20, "enrolled": 18,
              "duties": [{ "role": "volunteer", "team": "planners" }],
              "sessions": [{ "weekdays": ["monday"], "opens": "09:00", "closes": "10:00" }] },
            { "key": "second", "name": "二班", "teacher": "teacher", "capacity": 20, "enrolled": 20,
              "sessions": [{ "weekdays": ["monday"], "opens": "10:00", "closes": "11:00" }] }] }],
    "features": [{ "name": "书香社区", "functions": ["culture"] }],
    "contact": { "phones": ["0379-65900000"], "emails": ["office@example.gov.cn"], "links": ["https://example.gov.cn/"] },
    "sources": [{ "title": "邻里中心成为“一站式”生活家园", "published": "2023-08-11", "supports": ["/opened", "/areas/0"] }]
}"#;

fn on_the_day_of_the_article() -> Context {
    Context::default().as_of(Date::new(2023, 8, 11).unwrap())
}

fn draft(text: &str, context: &Context) -> CenterDraft {
    json::read_str::<CenterDraft>(text, context, &Options::default()).into_parts().1.unwrap()
}

#[test]
fn a_record_in_order_is_checked_and_let_go_without_an_allocation() {
    let context = on_the_day_of_the_article();
    let draft = draft(COMPLETE, &context);

    let report = check(&draft, &context);
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.undecided(), [], "the record of this test has to answer everything that is asked");

    let cost = measure(|| drop(black_box(check(black_box(&draft), &context))));
    assert_eq!((cost.count_total, cost.count_current), (0, 0));
}

#[test]
fn the_counter_sees_what_a_fault_costs() {
    let context = on_the_day_of_the_article();
    let faulty = draft(&COMPLETE.replace("\"opened\": \"2023-05-mid\"", "\"opened\": \"2024-05-mid\""), &context);
    let cost = measure(|| drop(black_box(check(black_box(&faulty), &context))));
    assert!(cost.count_total > 0);
    assert_eq!(cost.count_current, 0, "a report leaves nothing behind");
}

#[test]
fn what_is_undecided_costs_and_what_does_not_apply_does_not() {
    let context = on_the_day_of_the_article();
    let closed = COMPLETE
        .replace("\"status\": \"open\"", "\"status\": \"closed\"")
        .replace("\"features\"", "\"serves\": null, \"features\"");
    let closed = draft(&closed, &context);
    let cost = measure(|| drop(black_box(check(black_box(&closed), &context))));
    assert_eq!(cost.count_total, 0);

    let without_features =
        draft(&COMPLETE.replace("\"features\"", "\"partial\": [\"features\"], \"features\""), &context);
    let cost = measure(|| drop(black_box(check(black_box(&without_features), &context))));
    assert_eq!(cost.count_total, 0, "a partial list that holds enough is proof enough");
}
