//! The traps of the domain: facts about real centers, each of which an obvious model gets wrong. One trap, one test.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::finding::Tally;
use neighborhood_center::policy::{Ask, Authority, Citation, Demand, MinimumArea, Policy};
use neighborhood_center::records::{Center, CenterDraft, District, DistrictDraft};
use neighborhood_center::vocab::{
    Age, AgeBoundaries, AgeGroup, AgeRange, Answer, Area, AreaKind, Confidence, Date, DivisionScheme, EmbeddedFunction,
    EmbeddedFunctionSet, FunctionSet, GroupSet, MonthPart, PartialDate, PolicyLevel, Qualifier, RuralFunction,
    RuralFunctionSet, ServiceFunction, ServiceKind, SquareMeters, Strength,
};
use neighborhood_center::{Context, Offer, Options, Report, json};
use serde_json::{Value, json};

/// A center with these fields besides its id and name.
fn center(fields: &Value) -> Value {
    let mut center = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心" });
    center.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    center
}

fn check(center: &Value, policy: Policy) -> Report {
    json::read_str::<CenterDraft>(&center.to_string(), &Context::new(policy), &Options::default()).report().clone()
}

fn check_on(center: &Value, day: Date) -> Report {
    let context = Context::new(Policy::none()).as_of(day);
    json::read_str::<CenterDraft>(&center.to_string(), &context, &Options::default()).report().clone()
}

fn admitted(center: &Value) -> Center {
    let context = Context::new(Policy::none());
    let (report, center) = json::read_str::<CenterDraft>(&center.to_string(), &context, &Options::default()).admit();
    center.unwrap_or_else(|| panic!("{report}"))
}

fn district(district: &Value) -> (Report, Option<District>) {
    let context = Context::new(Policy::none());
    json::read_str::<DistrictDraft>(&district.to_string(), &context, &Options::default()).admit()
}

/// The rule and place of every violation.
fn found(report: &Report) -> Vec<(&'static str, String)> {
    report.violations().iter().map(|found| (found.rule(), found.path().to_string())).collect()
}

fn tally(report: &Report, rule: &str) -> Tally {
    report.ledger().iter().find(|(card, _)| card.id == rule).unwrap().1
}

const MET: Tally = Tally { met: 1, violated: 0, undecided: 0, not_applicable: 0 };
const UNDECIDED: Tally = Tally { met: 0, violated: 0, undecided: 1, not_applicable: 0 };

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn years(years: u8) -> Age {
    Age::years(years).unwrap()
}

/// Services of these kinds, each for all three groups.
fn services(kinds: &[&str]) -> Value {
    kinds
        .iter()
        .map(|kind| {
            json!({
                "key": kind, "name": "示例服务", "kind": kind,
                "audience": { "groups": ["young", "middle", "old"] }
            })
        })
        .collect()
}

/// 人民网, 2023-08-11: the center of the community 大学城 is called 翰林苑邻里中心.
#[test]
fn a_center_that_bears_the_name_of_a_compound_is_the_center_of_its_community() {
    let community = "c0a80000-0000-4000-8000-000000000001";
    let document = |centers: Value| {
        json!({
            "format": 1,
            "name": "洛龙区",
            "communities": [{ "id": community, "name": "大学城社区", "compounds": [{ "name": "翰林苑" }] }],
            "centers": centers
        })
    };
    let both_names = json!({
        "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "大学城社区邻里中心", "aliases": ["翰林苑邻里中心"],
        "community": community
    });
    let other_name =
        json!({ "id": "5a0c3f5e-0000-4000-8000-000000000002", "name": "翰林苑邻里中心", "community": community });

    let (one_record, one) = district(&document(json!([both_names])));
    assert_eq!(found(&one_record), []);
    assert_eq!(one.unwrap().centers()[0].aliases()[0].as_str(), "翰林苑邻里中心");

    let (two_records, two) = district(&document(json!([both_names, other_name])));
    assert_eq!(found(&two_records), [("same-center-twice", "/centers/1/name".to_owned())]);
    assert_eq!(two_records.violations()[0].related()[0].as_str(), "/centers/0/aliases/0");
    assert_eq!(two, None);
}

/// 人民网, 2023-08-11: the center opened "今年五月中旬".
#[test]
fn mid_may_is_compared_without_a_day_being_invented() {
    let mid_may: PartialDate = "2023年5月中旬".parse().unwrap();
    assert_eq!(mid_may.to_string(), "2023-05-mid");
    assert_eq!((mid_may.month_part(), mid_may.day()), (Some(MonthPart::Mid), None));
    assert_eq!((mid_may.first_day(), mid_may.last_day()), (day("2023-05-11"), day("2023-05-20")));

    for (date, is_after_it) in [
        ("2023-05-10", Answer::Yes),
        ("2023-05-11", Answer::CannotSay),
        ("2023-05-15", Answer::CannotSay),
        ("2023-05-19", Answer::CannotSay),
        ("2023-05-20", Answer::No),
        ("2023-08-11", Answer::No),
    ] {
        assert_eq!(mid_may.is_after_date(day(date)), is_after_it, "{date}");
    }
    assert_eq!(mid_may.is_before("2023-05-late".parse().unwrap()), Answer::Yes);
    assert_eq!(mid_may.is_before("2023-05".parse().unwrap()), Answer::CannotSay);
    assert_eq!(mid_may.is_before("2023".parse().unwrap()), Answer::CannotSay);

    let sorted = ["2023", "2023-05", "2023-05-early", "2023-05-mid", "2023-05-late", "2023-06"];
    let mut dates: Vec<PartialDate> = sorted.iter().rev().map(|date| date.parse().unwrap()).collect();
    dates.sort();
    assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), sorted);

    let open = center(&json!({ "status": "open", "opened": "2023年5月中旬" }));
    let rule = "status-contradicts-date";
    assert_eq!(found(&check_on(&open, day("2023-05-10"))), [(rule, "/opened".to_owned())]);
    assert_eq!(tally(&check_on(&open, day("2023-05-15")), rule), UNDECIDED);
    assert_eq!(tally(&check_on(&open, day("2023-08-11")), rule), MET);
    assert_eq!(serde_json::to_value(admitted(&open)).unwrap()["opened"], "2023-05-mid");
}

/// 人民网, 2023-08-11: "占地面积 1500 平方米", which is a site. 《城市社区嵌入式服务设施建设导则(试行)》 asks for 600㎡ of
/// 建筑面积, which is floors.
#[test]
fn a_site_area_neither_satisfies_nor_breaks_a_rule_about_floors() {
    let rule = "area-below-minimum";
    let guideline = || Policy::embedded_facilities();
    for square_meters in [1, 599, 600, 1500, 1_000_000] {
        for qualifier in ["exactly", "about", "at-least", "below"] {
            let area = json!({ "kind": "占地", "square_meters": square_meters, "qualifier": qualifier });
            let report = check(&center(&json!({ "areas": [area] })), guideline());
            assert_eq!(tally(&report, rule), UNDECIDED, "{qualifier} {square_meters}");
            assert_eq!(found(&report), [], "{qualifier} {square_meters}");
        }
    }

    let site = center(&json!({ "areas": [{ "kind": "site", "square_meters": 1500, "qualifier": "about" }] }));
    let report = check(&site, guideline());
    let undecided = report.undecided().iter().find(|undecided| undecided.rule() == rule).unwrap();
    assert_eq!(undecided.because().iter().map(|place| place.as_str()).collect::<Vec<_>>(), ["/areas/0"]);

    let stated = Area::new(AreaKind::Site, SquareMeters::whole(1500), Qualifier::About);
    let floors = Area::new(AreaKind::Floor, SquareMeters::whole(1), Qualifier::Exactly);
    assert_eq!(stated.is_at_least(AreaKind::Floor, SquareMeters::whole(600)), Answer::CannotSay);
    assert_eq!((stated.is_above(floors), floors.is_above(stated)), (Answer::CannotSay, Answer::CannotSay));

    // The same area answers where a site is asked for.
    let plan = Authority::new(PolicyLevel::Community, Citation::new("a plan of this test", Confidence::Unverified));
    let asked = MinimumArea { kind: AreaKind::Site, least: SquareMeters::whole(600), advised: None };
    let report = check(&site, Policy::none().ask(Demand::new(Ask::Area(asked), Strength::Must, plan)));
    assert_eq!(tally(&report, rule), MET);
}

/// 410311004 is 关林街道 in the statistics codes (国家统计局, edition of 2023-06-30) and 太康东路街道 in the list of the
/// Ministry of Civil Affairs (国家地名信息库, 2026), where 关林街道 is 410311003.
#[test]
fn the_same_digits_of_two_authorities_are_two_places() {
    let guanlin = json!({ "code": "410311004", "scheme": "nbs", "as_of": "2023-06-30" });
    let taikang = json!({ "code": "410311004", "scheme": "mca", "as_of": "2026" });
    let document = json!({
        "format": 1,
        "name": "洛龙区",
        "divisions": [{ "code": "410311", "scheme": "nbs" }, { "code": "410311", "scheme": "mca" }],
        "communities": [
            {
                "id": "c0a80000-0000-4000-8000-000000000001", "name": "甲社区", "subdistrict": "关林街道",
                "divisions": [guanlin, { "code": "410311003", "scheme": "mca", "as_of": "2026" }]
            },
            {
                "id": "c0a80000-0000-4000-8000-000000000002", "name": "乙社区", "subdistrict": "太康东路街道",
                "divisions": [{ "code": "410311005", "scheme": "nbs", "as_of": "2023-06-30" }, taikang]
            }
        ]
    });
    let (report, document) = district(&document);
    assert_eq!(found(&report), []);
    let document = document.unwrap();
    let (guanlin, taikang) = (&document.communities()[0].divisions()[0], &document.communities()[1].divisions()[1]);
    assert_eq!(guanlin.code(), taikang.code());
    assert_eq!((guanlin.scheme(), taikang.scheme()), (&DivisionScheme::Nbs, &DivisionScheme::Mca));
    assert_ne!(guanlin, taikang);
}

/// The codes of one authority are never held against those of another: only the statistics code of the district is known
/// here, and the community's code of the other authority begins with other digits.
#[test]
fn the_codes_of_two_authorities_are_never_compared() {
    let document = |scheme: &str| {
        json!({
            "format": 1,
            "name": "示例区",
            "divisions": [{ "code": "410311", "scheme": "nbs" }],
            "communities": [{
                "id": "c0a80000-0000-4000-8000-000000000001", "name": "甲社区",
                "divisions": [{ "code": "410399004006", "scheme": scheme }]
            }]
        })
    };
    assert_eq!(found(&district(&document("mca")).0), []);
    let place = "/communities/0/divisions/0/code".to_owned();
    assert_eq!(found(&district(&document("nbs")).0), [("division-parent-mismatch", place)]);
}

/// 人民网, 2023-08-11, names the six functions; the guideline (《城市社区嵌入式服务设施建设导则(试行)》) asks for two of
/// 养老服务、婴幼儿托育、儿童托管、社区助餐.
#[test]
fn a_center_with_all_six_functions_can_fail_the_guideline() {
    let kinds = ["reading-room", "sports-ground", "elderly-care", "clinic", "skills-training", "government-desk"];
    let center = center(&json!({
        "areas": [{ "kind": "floor", "square_meters": 1200 }],
        "services": services(&kinds),
        "features": [{ "name": "示例特色" }]
    }));
    let district = check(&center, Policy::luolong_2023());
    assert_eq!(found(&district), []);
    assert_eq!(tally(&district, "missing-function"), MET);

    let guideline = check(&center, Policy::embedded_facilities());
    assert_eq!(found(&guideline), [("missing-alternative", "/services".to_owned())]);
    // Elderly care is one of the four, and two are asked for; it is enough for the choice between it and infant care.
    assert_eq!(tally(&guideline, "missing-alternative"), Tally { violated: 1, ..MET });
    // Culture, sports, elderly care and health are four functions of the guideline, which knows no government desk.
    assert_eq!(tally(&guideline, "too-few-functions"), MET);
}

/// By the same two texts: infant care, communal meals and household services pass the guideline, and are two of the six.
#[test]
fn a_center_with_two_of_the_six_functions_can_pass_the_guideline() {
    let center = center(&json!({
        "areas": [{ "kind": "floor", "square_meters": 800 }],
        "services": services(&["nursery", "communal-dining", "household-services"]),
        "features": [{ "name": "示例特色" }]
    }));
    let guideline = check(&center, Policy::embedded_facilities());
    assert_eq!((found(&guideline), guideline.undecided().len()), (vec![], 0));

    let district = check(&center, Policy::luolong_2023());
    let missing = ("missing-function", "/services".to_owned());
    assert_eq!(found(&district), vec![missing; 4]);
}

/// 未成年人 are under 18 (未成年人保护法), 青年 from 14 to 35 (中长期青年发展规划, 2016–2025); the census divides at 15
/// (第七次全国人口普查公报 no. 5), the annual communiqués at 16.
#[test]
fn those_from_14_to_17_are_minors_and_youth_at_once() {
    let (legal, census, annual) = (AgeBoundaries::LEGAL, AgeBoundaries::CENSUS, AgeBoundaries::NBS_ANNUAL);
    let (young, middle) = (AgeGroup::Young, AgeGroup::Middle);
    for (age, by_law, by_census, by_communique) in [
        (14, young, young, young),
        (15, young, middle, young),
        (16, young, middle, middle),
        (17, young, middle, middle),
    ] {
        let groups = [legal, census, annual].map(|boundaries| boundaries.group_of(years(age)));
        assert_eq!(groups, [by_law, by_census, by_communique], "{age}");
    }
    assert_eq!(legal.group_of(years(18)), middle);

    let youth = AgeRange::new(years(14), Some(years(36))).unwrap();
    for boundaries in [legal, census, annual] {
        assert_eq!(boundaries.groups_meeting(youth), GroupSet::of(&[young, middle]));
    }
    let minors = AgeRange::new(years(14), Some(years(18))).unwrap();
    assert_eq!(legal.groups_meeting(minors), GroupSet::of(&[young]));
    assert_eq!(census.groups_meeting(minors), GroupSet::of(&[young, middle]));

    // A class of 14 to 17 that calls itself one for the middle group is right or wrong by the boundaries of the policy.
    let class = center(&json!({ "services": [{
        "key": "class", "name": "示例课程",
        "audience": { "groups": ["middle"], "ages": [{ "from": 14, "below": 18 }] }
    }] }));
    let at = |boundaries| found(&check(&class, Policy::none().with_boundaries(boundaries)));
    assert_eq!(at(legal), [("age-group-mismatch", "/services/0/audience/groups".to_owned())]);
    assert_eq!((at(census), at(annual)), (vec![], vec![]));
}

/// 托育 is 托幼 in 7+N (news.lyd.com.cn, 2025-09-30) and 婴幼儿托育 in the guideline. The six functions have no such word: it counts
/// there as education, or as whatever the record itself says.
#[test]
fn the_care_of_infants_counts_as_another_function_in_each_scheme() {
    let nursery: ServiceKind = "托育".parse().unwrap();
    assert_eq!(nursery, ServiceKind::Nursery);
    assert_eq!(nursery.functions(), FunctionSet::of(&[ServiceFunction::Education]));
    assert_eq!(nursery.rural_functions(), RuralFunctionSet::of(&[RuralFunction::NurseryAndKindergarten]));
    assert_eq!(nursery.embedded_functions(), EmbeddedFunctionSet::of(&[EmbeddedFunction::InfantCare]));

    // Day care (日间照料) is care for the old in every scheme, not for infants.
    let day_care: ServiceKind = "日间照料".parse().unwrap();
    assert_eq!(day_care.functions(), FunctionSet::of(&[ServiceFunction::ElderlyCare]));
    assert_eq!(day_care.rural_functions(), RuralFunctionSet::of(&[RuralFunction::DayCare]));
    assert_eq!(day_care.embedded_functions(), EmbeddedFunctionSet::of(&[EmbeddedFunction::ElderlyCare]));

    // 社区助餐 is a function of its own in the guideline, and none of the seven.
    let meals: ServiceKind = "社区助餐".parse().unwrap();
    assert_eq!(meals.embedded_functions(), EmbeddedFunctionSet::of(&[EmbeddedFunction::CommunityDining]));
    assert_eq!(meals.rural_functions(), RuralFunctionSet::EMPTY);

    let stated = admitted(&center(&json!({ "services": [{
        "key": "nursery", "name": "托育", "kind": "托育", "functions": ["教育", "卫生健康"]
    }] })));
    let offer = Offer::of(&stated.services()[0], AgeBoundaries::LEGAL);
    assert_eq!(offer.functions, FunctionSet::of(&[ServiceFunction::Education, ServiceFunction::Health]));
    assert_eq!(offer.embedded, EmbeddedFunctionSet::of(&[EmbeddedFunction::InfantCare]));
}

/// 周岁 are completed on the birthday; whoever is born on 29 February completes one on 1 March where the year has no such
/// day. 老年人 are those of 60 and over (老年人权益保障法, article 2).
#[test]
fn somebody_born_on_29_february_grows_older_every_year() {
    let age = |born: &str, on: &str| Age::on(day(born).naive(), day(on).naive());
    let born = "1964-02-29";
    assert_eq!(age(born, "1964-02-28"), None);
    assert_eq!(age(born, "1964-02-29"), Some(Age::BIRTH));
    assert_eq!(age(born, "1965-02-28"), Age::months(11));
    assert_eq!(age(born, "1965-03-01"), Age::years(1));
    assert_eq!(age(born, "1968-02-28"), Age::months(3 * 12 + 11));
    assert_eq!(age(born, "1968-02-29"), Age::years(4));
    // 2100 is no leap year, 2000 was one.
    assert_eq!(age("2000-02-29", "2100-02-28"), Age::months(99 * 12 + 11));
    assert_eq!(age("2000-02-29", "2100-03-01"), Age::years(100));

    let group = |on| age(born, on).map(|age| AgeBoundaries::LEGAL.group_of(age));
    assert_eq!(group("2024-02-28"), Some(AgeGroup::Middle));
    assert_eq!(group("2024-02-29"), Some(AgeGroup::Old));
    let other = |on| age("1963-08-11", on).map(|age| AgeBoundaries::LEGAL.group_of(age));
    assert_eq!((other("2023-08-10"), other("2023-08-11")), (Some(AgeGroup::Middle), Some(AgeGroup::Old)));
}

/// 常州市天宁区 (www.cztn.gov.cn, 2010): Monday to Friday 8:30–11:30 and 13:30–17:30, and on other duty from 7:30 to 18:30.
#[test]
fn a_lunch_break_makes_two_sessions_and_is_no_opening_time() {
    let weekdays = ["周一", "周二", "周三", "周四", "周五"];
    let session = |opens: &str, closes: &str| json!({ "weekdays": weekdays, "opens": opens, "closes": closes });
    let usual = [session("8:30", "11:30"), session("13:30", "17:30")];

    let report = check(&center(&json!({ "hours": usual })), Policy::none());
    assert_eq!((found(&report), tally(&report, "overlapping-sessions")), (vec![], MET));
    let minutes: u64 = admitted(&center(&json!({ "hours": usual })))
        .hours()
        .iter()
        .map(|hours| {
            u64::from(hours.closes().minutes() - hours.opens().minutes()) * hours.weekdays().iter().count() as u64
        })
        .sum();
    assert_eq!(minutes, 35 * 60);

    // Put into the same list, the longer duty would count the usual hours twice: it overlaps both.
    let [morning, afternoon] = usual;
    let all = json!({ "hours": [session("7:30", "18:30"), morning, afternoon] });
    let overlap = |place: &str| ("overlapping-sessions", place.to_owned());
    assert_eq!(found(&check(&center(&all), Policy::none())), [overlap("/hours/1"), overlap("/hours/2")]);
}

/// A 小区 lies below the community and has no code: the rules for compiling statistical division codes end with the
/// village level (统计用区划代码编制规则).
#[test]
fn a_compound_has_a_name_and_no_code() {
    let document = |compound: Value| {
        json!({
            "format": 1,
            "name": "洛龙区",
            "divisions": [{ "code": "410311", "scheme": "nbs" }],
            "communities": [{
                "id": "c0a80000-0000-4000-8000-000000000001", "name": "石油社区",
                "divisions": [{ "code": "410311004006", "scheme": "nbs", "as_of": "2023-06-30" }],
                "compounds": [compound]
            }]
        })
    };
    let (report, document_with) = district(&document(json!({ "name": "地勘三院小区" })));
    assert_eq!((found(&report), report.undecided().len()), (vec![], 0));
    assert_eq!(document_with.unwrap().communities()[0].compounds()[0].name().as_str(), "地勘三院小区");

    let (report, _) = district(&document(json!({ "name": "地勘三院小区", "code": "410311004006001" })));
    assert_eq!(found(&report), [("unknown-field", "/communities/0/compounds/0/code".to_owned())]);
}

/// 人民网, 2023-08-11, states no floor area of any of its four centers; those of the old town make use of idle premises.
#[test]
fn a_center_of_the_old_town_without_an_area_is_never_accused() {
    let community = "c0a80000-0000-4000-8000-000000000001";
    let without = |fields: Value| {
        json!({
            "format": 1,
            "name": "洛龙区",
            "communities": [{ "id": community, "name": "示例社区", "setting": "旧城" }],
            "centers": [center(&fields)]
        })
    };
    let context = Context::new(Policy::embedded_facilities());
    for fields in [
        json!({ "community": community, "status": "open" }),
        json!({ "community": community, "areas": [] }),
        json!({ "community": community, "areas": null }),
        json!({ "community": community, "partial": ["areas"] }),
        json!({ "community": community, "sites": [{ "key": "shop" }, { "key": "hall" }] }),
    ] {
        let text = without(fields.clone()).to_string();
        let reading = json::read_str::<DistrictDraft>(&text, &context, &Options::default());
        assert_eq!(found(reading.report()), [], "{fields}");
        assert_eq!(tally(reading.report(), "area-below-minimum"), UNDECIDED, "{fields}");
        assert!(reading.admit().1.is_some(), "{fields}");
    }
}

/// Where one building is not to be had, the guideline allows scattered facilities (插花式;
/// 《城市社区嵌入式服务设施建设导则(试行)》): a center may be a set of sites.
#[test]
fn a_scattered_center_is_as_large_as_its_sites_together() {
    let sized = |east: f64, west: f64| {
        let site = |key: &str, area: f64| json!({ "key": key, "areas": [{ "kind": "floor", "square_meters": area }] });
        check(&center(&json!({ "sites": [site("east", east), site("west", west)] })), Policy::embedded_facilities())
    };
    assert_eq!(tally(&sized(400.0, 400.0), "area-below-minimum"), MET);
    assert_eq!(tally(&sized(799.99, 0.01), "area-below-minimum"), MET);
    assert_eq!(found(&sized(300.0, 299.99)), [("area-below-minimum", "/sites".to_owned())]);
}

/// 人民网, 2023-08-11: "2023年度洛龙区重点谋划邻里中心建设任务35个". Planned is not opened, a canceled task is not done, and one that was
/// merged is done with the one that took it over.
#[test]
fn a_plan_of_35_is_not_fulfilled_by_what_is_only_planned_canceled_or_merged_away() {
    let task = |nth: usize, state: &str| {
        let id = format!("9c0ec700-0000-4000-8000-{nth:012}");
        let history = json!([{ "state": state, "on": "2023-12" }]);
        json!({ "id": id, "plan_year": 2023, "state": state, "history": history })
    };
    let judged = |last: Value, more: Value| {
        let mut tasks: Vec<Value> = (1..=33).map(|nth| task(nth, "in-use")).collect();
        tasks.extend([task(34, "completed"), last]);
        let mut document = json!({
            "format": 1, "name": "洛龙区", "edition": "2024-01",
            "plans": [{ "year": 2023, "target": 35 }], "projects": tasks
        });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let (report, district) = self::district(&document);
        assert!(district.is_some(), "no plan refuses admission");
        report
    };
    let merged = |into: usize| {
        let mut task = task(35, "merged");
        task["merged_into"] = json!(format!("9c0ec700-0000-4000-8000-{into:012}"));
        task
    };
    let rule = "plan-behind-target";
    for done in [task(35, "in-use"), merged(34)] {
        assert_eq!(tally(&judged(done, json!({})), rule), MET);
    }
    for not_done in ["planned", "under-construction", "suspended", "canceled"] {
        let report = judged(task(35, not_done), json!({}));
        assert_eq!(found(&report), [(rule, "/plans/0/target".to_owned())], "{not_done}");
        // Others may have been done that the document does not list.
        let partial = judged(task(35, not_done), json!({ "partial": ["projects"] }));
        assert_eq!(tally(&partial, rule), UNDECIDED);
    }
    // What came to use in the year after was not done in time, and of what has no day nobody can say.
    let mut late = task(35, "in-use");
    late["history"][0]["on"] = json!("2024-01-01");
    assert_eq!(found(&judged(late, json!({}))), [(rule, "/plans/0/target".to_owned())]);
    let mut undated = task(35, "in-use");
    undated["history"] = json!([]);
    assert_eq!(tally(&judged(undated, json!({})), rule), UNDECIDED);
    // The year was not over when the document was written.
    let early = judged(task(35, "planned"), json!({ "edition": "2023-08" }));
    assert_eq!(tally(&early, rule), Tally { not_applicable: 1, ..Tally::default() });
}
