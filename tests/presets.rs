//! What the presets ask for is what their sources say, each demand with its citation.
//!
//! The values are written out here by hand: a preset that changes has to be changed twice, with the source at hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;

use neighborhood_center::policy::{
    Ask, Choice, Chosen, Communities, Demand, Layer, MinimumArea, PerHouseholds, Place, Policy, Resolver, presets,
};
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::vocab::{
    AreaKind, Circumstance, CircumstanceSet, Confidence, Date, EmbeddedFunction, EmbeddedFunctionSet, FunctionSet,
    GroupSet, KindSet, Lang, Name, Percent, PolicyLevel, RuralFunction, RuralFunctionSet, Say, Scheme, ServiceFunction,
    ServiceKind, Setting, SquareMeters, Strength, Tier, TierSet, WeeklyMinutes,
};
use neighborhood_center::{Context, Report, check};

/// Four kinds for “4+N”, which the source does not name: made up for these tests.
fn four() -> KindSet {
    KindSet::of(&[ServiceKind::DayCare, ServiceKind::CommunalDining, ServiceKind::Clinic, ServiceKind::GovernmentDesk])
}

/// Every preset, by its name.
fn every_preset() -> Vec<(&'static str, Vec<Layer>)> {
    vec![
        ("luolong-2023", vec![presets::luolong_2023()]),
        ("luolong-old-town", vec![presets::luolong_old_town(four(), 2, KindSet::EMPTY)]),
        ("rural-centers", vec![presets::rural_centers()]),
        ("embedded-facilities", vec![presets::embedded_facilities()]),
        ("area-per-100-households", vec![presets::area_per_100_households()]),
        ("henan-elderly-care", presets::henan_elderly_care().to_vec()),
        ("resident-activity-share", vec![presets::resident_activity_share(PolicyLevel::District)]),
        ("office-share", vec![presets::office_share()]),
        ("weekly-hours-35", vec![presets::weekly_hours_of_a_community(PolicyLevel::District)]),
        ("weekly-hours-42", vec![presets::weekly_hours_of_a_subdistrict(PolicyLevel::District)]),
        ("closure-notice-7", vec![presets::closure_notice(PolicyLevel::District)]),
        ("three-tiers", vec![presets::three_tiers()]),
    ]
}

/// A place of which everything is known that the presets depend on.
fn place(setting: Setting, tier: Tier) -> Place {
    Place { setting: Some(setting), tier: Some(tier), date: Date::new(2024, 6, 1), ..Place::default() }
}

fn asked_at(layers: &[Layer], place: &Place) -> Vec<Demand> {
    Policy::resolve(layers, place).unwrap().demands().to_vec()
}

/// What layers ask for, and how strongly, where all of them apply.
fn asks(layers: &[Layer], place: &Place) -> Vec<(Ask, Strength)> {
    let mut asks: Vec<_> =
        asked_at(layers, place).iter().map(|demand| (demand.ask().clone(), demand.strength())).collect();
    asks.sort();
    asks
}

#[track_caller]
fn assert_asks<const N: usize>(
    layers: &[Layer],
    level: PolicyLevel,
    place: &Place,
    mut expected: [(Ask, Strength); N],
) {
    expected.sort();
    assert_eq!(asks(layers, place), expected);
    assert!(layers.iter().all(|layer| layer.level() == level));
}

fn new_town() -> Place {
    place(Setting::NewTown, Tier::Community)
}

fn old_town() -> Place {
    place(Setting::OldTown, Tier::Community)
}

#[test]
fn luolong_brings_in_six_functions_and_aims_at_three_age_groups_and_a_feature_of_its_own() {
    let expected = || {
        [
            (Ask::Functions(FunctionSet::all()), Strength::Must),
            (Ask::Groups(GroupSet::all()), Strength::Should),
            (Ask::Features(1), Strength::Should),
            (Ask::DistinctFeatures, Strength::May),
        ]
    };
    assert_asks(&[presets::luolong_2023()], PolicyLevel::District, &new_town(), expected());
    assert_asks(&[presets::luolong_2023()], PolicyLevel::District, &Place::default(), expected());
    let six: Vec<_> = FunctionSet::all().iter().map(|function| function.in_lang(Lang::Zh).to_string()).collect();
    assert_eq!(six, ["文化", "体育", "养老", "卫生健康", "教育", "政务"]);
}

#[test]
fn luolong_asks_old_towns_for_the_four_that_the_user_names_and_as_many_more() {
    let layer = presets::luolong_old_town(four(), 2, KindSet::of(&[ServiceKind::SportsGround]));
    let (standard, core) = ("4+N".parse::<Name>().unwrap(), Choice::Kinds(four()));
    let from = KindSet::of(&[ServiceKind::SportsGround]);
    let chosen = Chosen { standard: standard.clone(), core, from, at_least: 2 };
    let core = (Ask::Core { standard, of: core }, Strength::Must);
    let expected = [core.clone(), (Ask::Chosen(chosen), Strength::Should)];
    let layer = [layer];
    assert_asks(&layer, PolicyLevel::District, &old_town(), expected);
    assert_eq!(asks(&layer, &new_town()), [], "for new towns no standard is known");
    let without_n = presets::luolong_old_town(four(), 0, KindSet::EMPTY);
    assert_asks(&[without_n], PolicyLevel::District, &old_town(), [core]);
}

#[test]
fn rural_centers_offer_seven_functions_and_are_encouraged_to_one_more() {
    let seven = RuralFunctionSet::of(&[
        RuralFunction::ConvenienceServices,
        RuralFunction::CivilizationPractice,
        RuralFunction::SkillsTraining,
        RuralFunction::DayCare,
        RuralFunction::NurseryAndKindergarten,
        RuralFunction::Health,
        RuralFunction::RuralServices,
    ]);
    assert_eq!(
        seven.in_lang(Lang::Zh).to_string(),
        "便民服务、文明实践、技能培训、日间照料、托幼、卫生健康、农村综合服务"
    );
    let (standard, core) = ("7+N".parse::<Name>().unwrap(), Choice::Rural(seven));
    let chosen = Chosen { standard: standard.clone(), core, from: KindSet::EMPTY, at_least: 1 };
    let expected = [(Ask::Core { standard, of: core }, Strength::Must), (Ask::Chosen(chosen), Strength::May)];
    assert_asks(&[presets::rural_centers()], PolicyLevel::City, &Place::default(), expected);
}

#[test]
fn an_embedded_facility_has_600_square_meters_three_functions_two_of_four_and_care_for_the_old_or_for_infants() {
    let area =
        MinimumArea { kind: AreaKind::Floor, least: SquareMeters::whole(600), advised: Some(SquareMeters::whole(800)) };
    let (old, infants) = (EmbeddedFunction::ElderlyCare, EmbeddedFunction::InfantCare);
    let (children, meals) = (EmbeddedFunction::ChildCare, EmbeddedFunction::CommunityDining);
    let any_of = |functions: &[EmbeddedFunction], at_least| Ask::AnyOf {
        of: Choice::Embedded(EmbeddedFunctionSet::of(functions)),
        at_least,
    };
    let expected = [
        (Ask::Area(area), Strength::Must),
        (Ask::FunctionsAtLeast { scheme: Scheme::EmbeddedFacilities, at_least: 3 }, Strength::Must),
        (any_of(&[old, infants, children, meals], 2), Strength::Should),
        (any_of(&[old, infants], 1), Strength::Should),
    ];
    let expected = || expected.clone();
    for tier in [Tier::Community, Tier::DistrictArea] {
        assert_asks(&[presets::embedded_facilities()], PolicyLevel::Nation, &place(Setting::NewTown, tier), expected());
    }
    // A compound's center may be one of the smaller facilities that stand among the houses.
    assert_eq!(asks(&[presets::embedded_facilities()], &place(Setting::NewTown, Tier::Compound)), []);
    let open = asked_at(&[presets::embedded_facilities()], &Place::default());
    assert!(open.len() == 4 && open.iter().all(|demand| !demand.left_open().is_empty()));
    assert_eq!(Policy::embedded_facilities().demands().len(), 4, "asked of any center, it leaves nothing open");
    assert!(Policy::embedded_facilities().demands().iter().all(|demand| demand.left_open().is_empty()));
}

#[test]
fn what_another_place_asks_for_is_asked_by_whoever_adopts_it_and_cited_from_there() {
    for level in [PolicyLevel::City, PolicyLevel::Community] {
        for layer in [
            presets::resident_activity_share(level),
            presets::weekly_hours_of_a_community(level),
            presets::weekly_hours_of_a_subdistrict(level),
            presets::closure_notice(level),
        ] {
            let demands = asked_at(&[layer], &new_town());
            let by = demands[0].by();
            assert_eq!(by.level(), level);
            let document = by.citation().document();
            assert!(
                document.contains("昌吉州") || document.contains("他市") || document.contains("重庆市"),
                "{document}"
            );
        }
    }
}

#[test]
fn the_nation_guides_to_30_square_meters_of_service_facilities_for_every_100_households() {
    let area = PerHouseholds { kind: AreaKind::Floor, function: None, least: SquareMeters::whole(30) };
    let expected = [(Ask::AreaPer100Households(area), Strength::Should)];
    assert_asks(&[presets::area_per_100_households()], PolicyLevel::Nation, &Place::default(), expected);
}

#[test]
fn henan_asks_30_square_meters_for_the_old_in_new_towns_and_20_in_old_towns_since_october_2022() {
    let layers = presets::henan_elderly_care();
    let area = |least| {
        let function = Some(ServiceFunction::ElderlyCare);
        let least = SquareMeters::whole(least);
        (Ask::AreaPer100Households(PerHouseholds { kind: AreaKind::Floor, function, least }), Strength::Must)
    };
    assert_asks(&layers, PolicyLevel::Province, &new_town(), [area(30)]);
    assert_asks(&layers, PolicyLevel::Province, &old_town(), [area(20)]);
    let on = |year, month, day| Place { date: Date::new(year, month, day), ..new_town() };
    assert_eq!(asks(&layers, &on(2022, 9, 30)), []);
    assert_asks(&layers, PolicyLevel::Province, &on(2022, 10, 1), [area(30)]);
}

#[test]
fn residents_have_60_percent_of_the_floor_area() {
    let expected = [(Ask::ResidentShare(Percent::whole(60)), Strength::Should)];
    assert_asks(
        &[presets::resident_activity_share(PolicyLevel::District)],
        PolicyLevel::District,
        &Place::default(),
        expected,
    );
}

#[test]
fn the_share_of_the_offices_is_reported_without_a_number() {
    assert_asks(&[presets::office_share()], PolicyLevel::City, &Place::default(), [(Ask::OfficeShare, Strength::May)]);
}

#[test]
fn another_city_opens_35_hours_a_week_in_communities_and_42_in_subdistricts() {
    let hours = |hours| (Ask::WeeklyMinutes(WeeklyMinutes::hours(hours)), Strength::Should);
    let community = [presets::weekly_hours_of_a_community(PolicyLevel::District)];
    assert_asks(&community, PolicyLevel::District, &new_town(), [hours(35)]);
    for tier in [Tier::DistrictArea, Tier::Compound] {
        assert_eq!(asks(&community, &place(Setting::NewTown, tier)), []);
    }
    let subdistrict = [presets::weekly_hours_of_a_subdistrict(PolicyLevel::District)];
    assert_asks(&subdistrict, PolicyLevel::District, &Place::default(), [hours(42)]);
}

#[test]
fn others_announce_a_closure_seven_days_before_it_begins() {
    let layers = [presets::closure_notice(PolicyLevel::District)];
    assert_asks(&layers, PolicyLevel::District, &Place::default(), [(Ask::ClosureNotice(7), Strength::Should)]);
}

#[test]
fn every_district_has_a_center_for_a_district_area_and_every_community_one_of_its_own() {
    let expected = [
        (Ask::DistrictTiers(TierSet::of(&[Tier::DistrictArea])), Strength::Should),
        (Ask::CommunityTiers(TierSet::of(&[Tier::Community])), Strength::Should),
    ];
    assert_asks(&[presets::three_tiers()], PolicyLevel::City, &Place::default(), expected);
}

#[test]
fn every_demand_of_a_preset_cites_a_clause_and_a_link_and_says_how_far_it_can_be_trusted() {
    for (name, layers) in every_preset() {
        for town in [new_town(), old_town()] {
            for demand in asked_at(&layers, &town) {
                let citation = demand.by().citation();
                let ask = demand.ask().in_lang(Lang::En).to_string();
                assert!(!citation.document().is_empty(), "{name}: {ask}");
                assert!(citation.clause().is_some_and(|clause| !clause.is_empty()), "{name}: {ask}");
                assert!(citation.link().is_some_and(|link| link.starts_with("http")), "{name}: {ask}");
                assert_ne!(citation.confidence(), Confidence::Unverified, "{name}: {ask}");
            }
        }
        let asked: usize = [new_town(), old_town()].iter().map(|town| asked_at(&layers, town).len()).sum();
        assert!(asked > 0, "{name} asks for nothing");
    }
}

#[test]
fn a_layer_of_a_preset_is_named_after_it() {
    for (name, layers) in every_preset() {
        for layer in layers {
            let key = layer.authority().layer().unwrap().to_string();
            assert!(key.starts_with(name), "{key}");
        }
    }
}

/// The presets that can be asked for together: all but one.
fn together() -> Vec<Layer> {
    every_preset().into_iter().filter(|(name, _)| *name != "weekly-hours-42").flat_map(|(_, layers)| layers).collect()
}

#[test]
fn the_presets_contradict_each_other_only_in_the_hours_until_the_user_says_for_which_centers_each_is_meant() {
    for town in [new_town(), old_town(), Place::default()] {
        assert!(Policy::resolve(&together(), &town).is_ok());
    }
    let hours = || {
        vec![
            presets::weekly_hours_of_a_community(PolicyLevel::District),
            presets::weekly_hours_of_a_subdistrict(PolicyLevel::District),
        ]
    };
    assert_eq!(Policy::resolve(&hours(), &Place::default()).unwrap_err().conflicts().len(), 1);
    let [community, subdistrict] = hours().try_into().unwrap();
    let told_apart = [community, subdistrict.for_tiers(TierSet::of(&[Tier::DistrictArea]))];
    assert!(Policy::resolve(&told_apart, &Place::default()).is_ok());
}

const NOTHING_KNOWN: &str = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心" }"#;

fn checked(layers: Vec<Layer>, center: &str) -> Report {
    let center: CenterDraft = serde_json::from_str(center).unwrap();
    check(&center, &Context::layered(Resolver::new(layers, Communities::default(), None).unwrap()))
}

/// How often each rule of policy was undecided; what is met, or violated, is not looked for.
fn undecided(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut rules = BTreeMap::new();
    for undecided in report.undecided() {
        *rules.entry(undecided.rule()).or_insert(0) += 1;
    }
    rules
}

#[test]
fn no_preset_fails_a_center_about_which_nothing_is_known() {
    let expected: [(&str, &[(&str, usize)]); 12] = [
        ("luolong-2023", &[("missing-feature", 1), ("missing-function", 1), ("unserved-age-group", 1)]),
        ("luolong-old-town", &[("missing-core-service", 1), ("too-few-chosen-services", 1)]),
        ("rural-centers", &[("missing-core-service", 1), ("too-few-chosen-services", 1)]),
        ("embedded-facilities", &[("area-below-minimum", 1), ("missing-alternative", 2), ("too-few-functions", 1)]),
        ("area-per-100-households", &[("area-per-100-households-below-minimum", 1)]),
        // In new towns or in old towns: which of the two is not known.
        ("henan-elderly-care", &[("area-per-100-households-below-minimum", 2)]),
        ("resident-activity-share", &[("resident-share-below-minimum", 1)]),
        // It is reported, and not judged.
        ("office-share", &[]),
        ("weekly-hours-35", &[("weekly-hours-below-minimum", 1)]),
        ("weekly-hours-42", &[("weekly-hours-below-minimum", 1)]),
        // Nobody says that it was ever closed.
        ("closure-notice-7", &[]),
        // It is asked of districts and communities.
        ("three-tiers", &[]),
    ];
    for ((name, layers), (of, expected)) in every_preset().into_iter().zip(expected) {
        assert_eq!(name, of);
        let report = checked(layers, NOTHING_KNOWN);
        assert_eq!(report.violations(), [], "{name}");
        assert_eq!(undecided(&report), expected.iter().copied().collect(), "{name}");
    }
    assert_eq!(checked(together(), NOTHING_KNOWN).violations(), []);
}

#[test]
fn where_the_setting_is_not_known_what_depends_on_it_is_left_open() {
    let unknown = Place { setting: None, ..new_town() };
    for layers in [presets::henan_elderly_care().to_vec(), vec![presets::luolong_old_town(four(), 1, KindSet::EMPTY)]] {
        let demands = asked_at(&layers, &unknown);
        assert_eq!(demands.len(), 2);
        assert!(demands.iter().all(|demand| demand.left_open() == CircumstanceSet::of(&[Circumstance::Setting])));
    }
}

/// A document with one community of 2,000 households, of this setting, and a center with these fields.
fn district(setting: &str, center: &str) -> DistrictDraft {
    const COMMUNITY: &str = "5a0c3f5e-0000-4000-8000-0000000000c1";

    let text = format!(
        r#"{{ "format": 1, "name": "示例区",
              "communities": [{{ "id": "{COMMUNITY}", "name": "示例社区", "households": 2000, "setting": {setting} }}],
              "centers": [{{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
                             "community": "{COMMUNITY}", {center} }}] }}"#
    );
    serde_json::from_str(&text).unwrap()
}

/// How often a rule came to be met, to be violated and to be undecided.
fn outcomes(layers: Vec<Layer>, district: &DistrictDraft, rule: &str) -> (u64, u64, u64) {
    let resolver = Resolver::new(layers, Communities::default(), Date::new(2024, 6, 1)).unwrap();
    let report = check(district, &Context::layered(resolver));
    let (_, tally) = report.ledger().iter().find(|(card, _)| card.id == rule).unwrap();
    (tally.met, tally.violated, tally.undecided)
}

#[test]
fn two_thousand_households_need_600_square_meters_of_the_nation_s_guidance() {
    let rule = "area-per-100-households-below-minimum";
    for (amount, expected) in [("600", (1, 0, 0)), ("599.99", (0, 1, 0))] {
        let areas = format!(r#""areas": [{{ "kind": "floor", "square_meters": {amount} }}]"#);
        assert_eq!(outcomes(vec![presets::area_per_100_households()], &district("null", &areas), rule), expected);
    }
}

#[test]
fn henan_s_law_asks_for_less_in_old_towns_and_decides_nothing_where_the_setting_is_not_known() {
    let rule = "area-per-100-households-below-minimum";
    for (setting, amount, expected) in [
        (r#""new-town""#, "600", (1, 0, 0)),
        (r#""new-town""#, "599", (0, 1, 0)),
        (r#""old-town""#, "400", (1, 0, 0)),
        (r#""old-town""#, "399", (0, 1, 0)),
        // 600 m² are enough in either; 400 m² are enough in one; 399 m² are too little wherever it is.
        ("null", "600", (2, 0, 0)),
        ("null", "400", (1, 0, 1)),
        ("null", "399", (0, 0, 2)),
    ] {
        let center = format!(
            r#""services": [{{ "key": "care", "name": "日间照料", "kind": "day-care", "spaces": ["rest"] }}],
               "spaces": [{{ "key": "rest", "name": "休息室",
                             "areas": [{{ "kind": "floor", "square_meters": {amount} }}] }}]"#
        );
        let layers = presets::henan_elderly_care().to_vec();
        assert_eq!(outcomes(layers, &district(setting, &center), rule), expected, "{setting} {amount}");
    }
}

#[test]
fn six_hundred_of_a_thousand_square_meters_are_enough_for_residents() {
    for (activity, expected) in [("600", (1, 0, 0)), ("599", (0, 1, 0))] {
        let areas = format!(
            r#""areas": [{{ "kind": "floor", "square_meters": 1000 }}, {{ "kind": "activity", "square_meters": {activity} }}]"#
        );
        let district = district("null", &areas);
        assert_eq!(
            outcomes(
                vec![presets::resident_activity_share(PolicyLevel::District)],
                &district,
                "resident-share-below-minimum"
            ),
            expected
        );
    }
}

#[test]
fn a_rural_center_with_the_seven_has_its_core_and_not_yet_its_n() {
    let service = |kind: &str| format!(r#"{{ "key": "{kind}", "name": "示例服务", "kind": "{kind}" }}"#);
    let seven = [
        "government-desk",
        "civilization-practice",
        "skills-training",
        "day-care",
        "nursery",
        "clinic",
        "rural-services",
    ];
    for (more, chosen) in [("live-commerce", (1, 0, 0)), ("household-services", (0, 1, 0))] {
        let services: Vec<_> = seven.into_iter().chain([more]).map(service).collect();
        let district = district("null", &format!(r#""services": [{}]"#, services.join(", ")));
        assert_eq!(outcomes(vec![presets::rural_centers()], &district, "missing-core-service"), (1, 0, 0));
        assert_eq!(outcomes(vec![presets::rural_centers()], &district, "too-few-chosen-services"), chosen, "{more}");
    }
}
