//! What lint finds in layers is really at fault: the example shows it, and what is said never to matter never does.

#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::str::FromStr;
use std::time::{Duration, Instant};

use neighborhood_center::finding::Scope;
use neighborhood_center::lint::{Lint, LintKind, Quote, lint};
use neighborhood_center::path::Pointer;
use neighborhood_center::policy::{
    Ask, AtTimes, Authority, Choice, Chosen, Citation, Claim, Demand, Layer, MinimumArea, PerHouseholds, Place, Point,
    Policy, Reach, Strictness, Term, Turn, Within,
};
use neighborhood_center::vocab::{
    AgeBoundaries, AreaKind, Cell, CellSet, CommunityId, Confidence, Date, DivisionCode, DivisionScheme,
    EmbeddedFunction, FunctionSet, GroupSet, Lang, Name, Percent, PolicyLevel, RuleId, RuleLevel, Say, Scheme, Season,
    ServiceFunction, ServiceKind, Set, Setting, SettingSet, SquareMeters, Strength, Text, Tier, TierSet, TimeOfDay,
    Weekday, WeeklyMinutes,
};
use neighborhood_center::{Context, Report, check};
use proptest::prelude::*;

// --- A small world of layers ------------------------------------------------------------------------------------------

/// A layer that can be changed, as one that is built cannot.
#[derive(Clone, Debug)]
struct Sketch {
    level: PolicyLevel,
    title: &'static str,
    scope: Where,
    asks: Vec<(Ask, Strength, bool)>,
    loudness: Option<(RuleLevel, bool)>,
}

#[derive(Clone, Debug, Default)]
struct Where {
    communities: Option<Vec<u128>>,
    division: bool,
    tiers: Option<TierSet>,
    settings: Option<SettingSet>,
    from: Option<Date>,
    until: Option<Date>,
}

fn community(nth: u128) -> CommunityId {
    format!("5a0c3f5e-0000-4000-8000-{nth:012}").parse().unwrap()
}

fn code(text: &str) -> (DivisionScheme, DivisionCode) {
    (DivisionScheme::Nbs, text.parse().unwrap())
}

fn day(year: u16) -> Date {
    Date::new(year, 6, 1).unwrap()
}

fn reason() -> Text {
    "有此必要".parse().unwrap()
}

impl Sketch {
    fn authority(&self) -> Authority {
        Authority::new(self.level, Citation::new(self.title, Confidence::Stated))
    }

    fn new(level: PolicyLevel, asks: impl IntoIterator<Item = (Ask, Strength, bool)>) -> Self {
        Self { level, title: "甲", scope: Where::default(), asks: asks.into_iter().collect(), loudness: None }
    }

    fn layer(&self) -> Layer {
        let mut layer = Layer::new(self.authority());
        for (ask, strength, reasoned) in &self.asks {
            layer = layer.ask_because(ask.clone(), *strength, None, reasoned.then(reason));
        }
        if let Some((level, reasoned)) = self.loudness {
            layer = layer.set_level("too-far".parse().unwrap(), level, reasoned.then(reason));
        }
        let scope = &self.scope;
        if let Some(list) = &scope.communities {
            layer = layer.for_communities(list.iter().map(|nth| community(*nth)));
        }
        if scope.division {
            layer = layer.for_divisions([code("410311")]);
        }
        if let Some(tiers) = scope.tiers {
            layer = layer.for_tiers(tiers);
        }
        if let Some(settings) = scope.settings {
            layer = layer.for_settings(settings);
        }
        layer.valid(scope.from, scope.until)
    }

    /// The same without what is quoted of it.
    fn without(&self, quote: &Quote) -> Self {
        let mut rest = self.clone();
        let steps: Vec<&str> = quote.at().as_str().split('/').collect();
        if steps[1] == "levels" {
            rest.loudness = None;
            return rest;
        }
        let place: usize = steps[2].parse().unwrap();
        let Some(Claim::Ask { what, .. }) = quote.claim() else { panic!("{quote:?}") };
        rest.asks[place].0 = match (&rest.asks[place].0, what) {
            (Ask::Functions(all), Ask::Functions(some)) => Ask::Functions(all.without(*some)),
            (Ask::Groups(all), Ask::Groups(some)) => Ask::Groups(all.without(*some)),
            (Ask::Cells(all), Ask::Cells(some)) => Ask::Cells(all.without(*some)),
            // A set of nothing asks for nothing, and keeps the places of the others.
            (all, some) => {
                assert_eq!(all, some);
                Ask::Functions(FunctionSet::EMPTY)
            }
        };
        rest
    }
}

fn layers(sketches: &[Sketch]) -> Vec<Layer> {
    sketches.iter().map(Sketch::layer).collect()
}

fn floor(least: u32, advised: Option<u32>) -> Ask {
    let whole = SquareMeters::whole;
    Ask::Area(MinimumArea { kind: AreaKind::Floor, least: whole(least), advised: advised.map(whole) })
}

fn any_of(kinds: &[ServiceKind], at_least: u32) -> Ask {
    Ask::AnyOf { of: Choice::Kinds(Set::of(kinds)), at_least }
}

fn functions(functions: &[ServiceFunction]) -> Ask {
    Ask::Functions(Set::of(functions))
}

fn reach(within: u32) -> Ask {
    let to: Point = serde_json::from_str(r#"{ "datum": "gcj-02", "latitude": 34.6, "longitude": 112.4 }"#).unwrap();
    Ask::Reach(Reach { to, name: None, within: Within::Meters(within) })
}

fn chosen(core: &[ServiceKind], from: &[ServiceKind], at_least: u32) -> Ask {
    Ask::Chosen(Chosen {
        standard: "4+N".parse().unwrap(),
        core: Choice::Kinds(Set::of(core)),
        from: Set::of(from),
        at_least,
    })
}

fn for_households(function: Option<ServiceFunction>, least: u32) -> Ask {
    Ask::AreaPer100Households(PerHouseholds { kind: AreaKind::Floor, function, least: SquareMeters::whole(least) })
}

/// Whether a rule judges it at a center: a document is no center, and ages and the offices' share are not judged.
fn is_judged(ask: &Ask) -> bool {
    !ask.is_of_the_district() && !matches!(ask, Ask::AgeBoundaries(_) | Ask::OfficeShare)
}

fn at_times() -> impl Strategy<Value = Ask> {
    let cells = prop::sample::select(Cell::ALL);
    (cells, 0_u16..3, 1_u16..3, prop::option::of(Just(Season::SchoolTerm))).prop_map(|(cell, opens, hours, season)| {
        let time = |hours: u16| TimeOfDay::from_minutes(hours * 60).unwrap();
        let weekdays = Set::of(&[Weekday::Monday]);
        Ask::AtTimes(AtTimes { cell, weekdays, opens: time(opens), closes: time(opens + hours), season })
    })
}

fn ask() -> impl Strategy<Value = Ask> {
    use EmbeddedFunction as E;
    use ServiceKind as K;

    let four = Choice::Embedded(Set::of(E::PRIORITY_FOUR));
    let counted = (0_u32..9, prop::sample::select(Scheme::ALL))
        .prop_map(|(at_least, scheme)| Ask::FunctionsAtLeast { scheme, at_least });
    let dining = [K::CommunalDining, K::Clinic, K::Other];
    prop_oneof![
        prop::sample::select(vec![
            Ask::Functions(FunctionSet::all()),
            functions(&[ServiceFunction::Culture, ServiceFunction::Sports]),
            functions(&[]),
            Ask::Groups(GroupSet::all()),
            Ask::Cells(CellSet::all()),
            Ask::AgeBoundaries(AgeBoundaries::CENSUS),
            Ask::AgeBoundaries(AgeBoundaries::LEGAL),
            Ask::OfficeShare,
            Ask::DistinctFeatures,
            Ask::NotVolunteersAlone,
            Ask::CommunityTiers(TierSet::all()),
        ]),
        counted,
        (0_u32..6).prop_map(move |at_least| Ask::AnyOf { of: four, at_least }),
        (0_u32..4).prop_map(move |at_least| any_of(&dining, at_least)),
        (0_u32..3).prop_map(Ask::Features),
        (0_u32..3).prop_map(Ask::ClosureNotice),
        at_times(),
        (0_u32..4).prop_map(|hundreds| floor(hundreds * 100, None)),
        (0_u32..3, 0_u32..3).prop_map(|(least, more)| floor(least * 100, Some((least + more) * 100))),
        prop::sample::select(vec![0, 300, 1_000, 12_000_000, 30_000_000]).prop_map(reach),
        (0_u8..3).prop_map(|tens| Ask::ResidentShare(Percent::whole(tens * 30))),
        prop::sample::select(vec![0, 35, 42, 168]).prop_map(|hours| Ask::WeeklyMinutes(WeeklyMinutes::hours(hours))),
        (prop::option::of(Just(ServiceFunction::ElderlyCare)), 0_u32..3)
            .prop_map(|(function, tens)| for_households(function, tens * 10)),
        (prop::sample::select(vec![vec![K::Clinic], vec![K::Clinic, K::Nursery], vec![]]), any::<bool>(), 0_u32..4)
            .prop_map(|(from, other_core, at_least)| {
                chosen(if other_core { &[K::Nursery] } else { &[K::DayCare] }, &from, at_least)
            }),
        Just(Ask::Core { standard: "4+N".parse().unwrap(), of: Choice::Kinds(Set::of(&[K::Nursery, K::Other])) }),
    ]
}

fn scope() -> impl Strategy<Value = Where> {
    fn either<T: Clone + std::fmt::Debug + 'static>(of: Vec<T>) -> impl Strategy<Value = Option<T>> {
        prop::option::weighted(0.3, prop::sample::select(of))
    }
    let tiers = vec![TierSet::EMPTY, TierSet::of(&[Tier::Community]), TierSet::of(&[Tier::Community, Tier::Compound])];
    let settings = vec![SettingSet::of(&[Setting::OldTown]), SettingSet::all()];
    (
        either(vec![vec![], vec![1], vec![1, 2]]),
        prop::bool::weighted(0.2),
        either(tiers),
        either(settings),
        either(vec![day(2023), day(2025)]),
        either(vec![day(2024), day(2026)]),
    )
        .prop_map(|(communities, division, tiers, settings, from, until)| Where {
            communities,
            division,
            tiers,
            settings,
            from,
            until,
        })
}

fn sketches_of(ask: impl Strategy<Value = Ask> + Clone + 'static) -> impl Strategy<Value = Vec<Sketch>> {
    let strength = prop::sample::select(vec![Strength::Must, Strength::Must, Strength::Should]);
    let asks = prop::collection::vec((ask, strength, any::<bool>()), 0..4);
    let loudness = prop::option::weighted(0.2, (prop::sample::select(RuleLevel::ALL), any::<bool>()));
    let sketch =
        (prop::sample::select(PolicyLevel::ALL), prop::sample::select(vec!["甲", "乙"]), scope(), asks, loudness)
            .prop_map(|(level, title, scope, asks, loudness)| Sketch { level, title, scope, asks, loudness });
    prop::collection::vec(sketch, 1..6)
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    prop_oneof![
        sketches_of(ask().boxed()),
        // All of one topic, where layers meet in every way.
        sketches_of((1_u32..5).prop_map(Ask::Features).boxed()),
        sketches_of(
            (0_u32..3, 0_u32..3).prop_map(|(least, more)| floor(least * 100, Some((least + more) * 100))).boxed()
        ),
        sketches_of(
            (0_usize..4, 1_u32..4)
                .prop_map(|(kinds, at_least)| {
                    let from = [ServiceKind::Clinic, ServiceKind::Nursery, ServiceKind::Playground];
                    chosen(&[ServiceKind::DayCare], &from[..kinds], at_least)
                })
                .boxed()
        ),
    ]
}

/// A place of which all is known that a layer of the small world can depend on.
fn place() -> impl Strategy<Value = Place> {
    (
        1_u128..4,
        prop::sample::select(vec!["410311004000", "410302001000"]),
        prop::sample::select(Tier::ALL),
        prop::sample::select(Setting::ALL),
        2023_u16..2028,
    )
        .prop_map(|(nth, division, tier, setting, year)| Place {
            community: Some(community(nth)),
            divisions: vec![code(division)],
            tier: Some(tier),
            setting: Some(setting),
            date: Some(day(year)),
        })
}

// --- What the examples show -------------------------------------------------------------------------------------------

/// What the rules of policy say of the center of an example, if nothing but a claim is asked.
fn judged(lint: &Lint, quote: &Quote) -> Option<Report> {
    let example = lint.example().unwrap();
    let Some(Claim::Ask { what, strength }) = quote.claim() else { panic!("{lint:?}") };
    let policy = Policy::none().ask(Demand::new(what.clone(), *strength, quote.by().clone()));
    let mut context = Context::new(policy).knowing(example.communities().clone());
    if let Some(date) = example.place().date {
        context = context.as_of(date);
    }
    let report = check(example.center().unwrap(), &context);
    let of_policy = |report: &Report| report.violations().iter().all(|found| found.card().scope == Scope::Policy);
    assert!(report.admits() && of_policy(&report), "{report}");
    is_judged(what).then_some(report)
}

fn is_met(lint: &Lint, quote: &Quote) -> bool {
    judged(lint, quote).is_none_or(|report| report.violations().is_empty() && report.undecided().is_empty())
}

fn is_violated(lint: &Lint, quote: &Quote) -> bool {
    judged(lint, quote).is_none_or(|report| {
        let by = report.violations().iter().all(|found| found.demanded_by() == Some(quote.by()));
        by && !report.violations().is_empty() && report.undecided().is_empty()
    })
}

fn ask_of(quote: &Quote) -> Option<&Ask> {
    match quote.claim() {
        Some(Claim::Ask { what, .. }) => Some(what),
        _ => None,
    }
}

/// Whether a layer certainly applies to a place.
fn applies(sketch: &Sketch, place: &Place) -> bool {
    let only = Sketch { asks: vec![(Ask::Features(1), Strength::Must, false)], loudness: None, ..sketch.clone() };
    let policy = Policy::resolve(&[only.layer()], place).unwrap();
    policy.demands().iter().any(|demand| demand.left_open().is_empty())
}

/// Whether two policies ask the same, whoever asks it, why, and in what words: to advise what must be is to advise nothing.
fn ask_the_same(one: &Policy, other: &Policy) -> bool {
    one.diff(other).iter().all(|change| match (change.turn(), change.before(), change.after()) {
        (Turn::Reattributed | Turn::Reasoned, ..) => true,
        (Turn::Altered, Some(Term::Demand(before)), Some(Term::Demand(after))) => {
            before.ask().compare(after.ask()) == Strictness::Same && before.strength() == after.strength()
        }
        _ => false,
    })
}

fn is_shown(lint: &Lint, sketches: &[Sketch]) {
    let says = lint.says();
    let Some(example) = lint.example() else {
        assert_eq!((lint.kind(), says.claim()), (LintKind::Vacuous, None));
        return;
    };
    let place = example.place();
    for quote in [Some(says), lint.against()].into_iter().flatten() {
        assert!(applies(&sketches[quote.layer()], place), "{quote:?} {place:?}");
    }
    match (lint.kind(), lint.against()) {
        (LintKind::Vacuous, None) => assert!(example.center().is_none() || is_met(lint, says), "{lint:?}"),
        (LintKind::Unsatisfiable, None) => assert!(is_violated(lint, says), "{lint:?}"),
        (LintKind::Contradictory, Some(other)) => {
            assert!(Policy::resolve(&layers(sketches), place).is_err());
            let same = ask_of(says).is_some() && ask_of(says) == ask_of(other);
            match example.center() {
                None => {}
                Some(_) if same => {
                    assert!(is_violated(lint, says) && is_violated(lint, other), "{lint:?}");
                    let severity = |quote| judged(lint, quote).map(|report| report.violations()[0].severity());
                    assert!(severity(says).is_none() || severity(says) != severity(other));
                }
                Some(_) => assert!(
                    is_met(lint, says) && is_violated(lint, other) || is_violated(lint, says) && is_met(lint, other),
                    "{lint:?}"
                ),
            }
        }
        (LintKind::Shadowed, Some(other)) => {
            let two = [&sketches[says.layer()], &sketches[other.layer()]];
            let with =
                if says.layer() == other.layer() { vec![two[0].clone()] } else { two.map(Clone::clone).to_vec() };
            let mut without = with.clone();
            without[0] = without[0].without(says);
            if let (Ok(with), Ok(without)) =
                (Policy::resolve(&layers(&with), place), Policy::resolve(&layers(&without), place))
            {
                assert!(ask_the_same(&with, &without), "{lint:?}\n{:?}", with.diff(&without));
            }
            if example.center().is_some() {
                assert!(is_met(lint, says) && is_violated(lint, other), "{lint:?}");
            }
        }
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_example_shows_what_is_at_fault(sketches in sketches()) {
        let lints = lint(&layers(&sketches));
        prop_assert!(!lints.truncated());
        for lint in lints.found() {
            is_shown(lint, &sketches);
        }
    }

    #[test]
    fn what_is_shadowed_matters_at_no_place(sketches in sketches(), places in prop::collection::vec(place(), 8)) {
        for lint in lint(&layers(&sketches)).found().iter().filter(|lint| lint.kind() == LintKind::Shadowed) {
            let mut without = sketches.clone();
            let layer = lint.says().layer();
            without[layer] = without[layer].without(lint.says());
            for place in &places {
                if let (Ok(with), Ok(without)) =
                    (Policy::resolve(&layers(&sketches), place), Policy::resolve(&layers(&without), place))
                {
                    prop_assert!(ask_the_same(&with, &without), "{:?}\n{:?}", lint, with.diff(&without));
                }
            }
        }
    }

    #[test]
    fn layers_contradict_each_other_exactly_where_they_cannot_be_resolved(sketches in sketches()) {
        let layers = layers(&sketches);
        let contradict = lint(&layers).found().iter().any(|lint| lint.kind() == LintKind::Contradictory);
        prop_assert_eq!(contradict, Policy::resolve(&layers, &Place::default()).is_err());
    }
}

// --- What is found, and how it reads ----------------------------------------------------------------------------------

fn must(ask: Ask) -> (Ask, Strength, bool) {
    (ask, Strength::Must, false)
}

#[track_caller]
fn reads(sketches: &[Sketch], expected: &[(LintKind, &str, &str, &str)]) {
    let lints = lint(&layers(sketches));
    let told = lints.found().iter().map(|lint| {
        let at = format!("{}{}", lint.says().layer(), lint.says().at());
        (lint.kind(), at, lint.in_lang(Lang::Zh).to_string(), lint.in_lang(Lang::En).to_string())
    });
    let told: Vec<_> = told.collect();
    let told: Vec<_> = told.iter().map(|(kind, at, zh, en)| (*kind, at.as_str(), zh.as_str(), en.as_str())).collect();
    assert_eq!(told, expected);
    lints.found().iter().for_each(|lint| is_shown(lint, sketches));
}

#[test]
fn what_one_layer_says_is_judged_by_itself() {
    let six = Choice::all_of(Scheme::SixFunctions);
    reads(
        &[Sketch::new(
            PolicyLevel::Community,
            [
                must(Ask::Features(0)),
                must(floor(600, None)),
                must(any_of(&[ServiceKind::Clinic, ServiceKind::Nursery], 3)),
                must(functions(&[])),
                must(Ask::AnyOf { of: six, at_least: 6 }),
                must(Ask::AnyOf { of: six, at_least: 7 }),
            ],
        )],
        &[
            (
                LintKind::Vacuous,
                "0/requirements/0/features",
                "任何中心都满足：社区《甲》：特色不少于 0 项（必配）",
                "every center meets it: community, “甲”: features declared: at least 0 (must)",
            ),
            (
                LintKind::Unsatisfiable,
                "0/requirements/2/any_of",
                "没有中心能够满足：社区《甲》：从婴幼儿托育、健康问诊中至少提供 3 项（必配）",
                "no center can meet it: community, “甲”: at least 3 of nursery, clinic (must)",
            ),
            (
                LintKind::Vacuous,
                "0/requirements/3/functions",
                "没有提出任何要求：社区《甲》：提供无功能（必配）",
                "it asks for nothing: community, “甲”: offer none (must)",
            ),
            (
                LintKind::Contradictory,
                "0/requirements/4/any_of",
                "同级要求相互矛盾：社区《甲》：从文化、体育、养老、卫生健康、教育、政务中至少提供 6 项（必配）；\
                 社区《甲》：从文化、体育、养老、卫生健康、教育、政务中至少提供 7 项（必配）",
                "equal levels disagree: community, “甲”: at least 6 of culture, sports, elderly care, health, education, \
                 government (must); community, “甲”: at least 7 of culture, sports, elderly care, health, education, \
                 government (must)",
            ),
            (
                LintKind::Unsatisfiable,
                "0/requirements/5/any_of",
                "没有中心能够满足：社区《甲》：从文化、体育、养老、卫生健康、教育、政务中至少提供 7 项（必配）",
                "no center can meet it: community, “甲”: at least 7 of culture, sports, elderly care, health, education, \
                 government (must)",
            ),
        ],
    );
}

#[test]
fn a_layer_for_no_place_is_told_once_whatever_it_asks() {
    let nowhere = |scope| Sketch { scope, ..Sketch::new(PolicyLevel::District, [must(Ask::Features(0))]) };
    reads(
        &[
            nowhere(Where { tiers: Some(TierSet::EMPTY), ..Where::default() }),
            nowhere(Where { from: Some(day(2025)), until: Some(day(2024)), ..Where::default() }),
        ],
        &[
            (
                LintKind::Vacuous,
                "0/applies_to/tiers",
                "不适用于任何地方，没有列出层级：区《甲》",
                "it applies nowhere, since it names no tier: district, “甲”",
            ),
            (
                LintKind::Vacuous,
                "1/valid_until",
                "在任何时候都不生效，截止日期早于生效日期：区《甲》",
                "it never holds, since it ends before it begins: district, “甲”",
            ),
        ],
    );
}

#[test]
fn a_layer_that_holds_nothing_is_told_as_a_whole() {
    reads(
        &[Sketch::new(PolicyLevel::Community, [])],
        &[(LintKind::Vacuous, "0", "没有提出任何要求：社区《甲》", "it asks for nothing: community, “甲”")],
    );
    let authority = Sketch::new(PolicyLevel::Community, []).authority();
    let feature = Layer::new(authority.clone()).declare(Name::from_str("邻里课堂").unwrap());
    assert!(lint(&[feature]).found().is_empty());
    let quiet = RuleId::from_str("too-far").unwrap();
    assert!(lint(&[Layer::new(authority).set_level(quiet, RuleLevel::Info, None)]).found().is_empty());
}

#[test]
fn functions_that_are_at_fault_alike_are_one_lint() {
    let all = |level, strength| Sketch::new(level, [(Ask::Functions(FunctionSet::all()), strength, false)]);
    let zh = "提供文化、体育、养老、卫生健康、教育、政务功能";
    let en = "offer culture, sports, elderly care, health, education, government";
    reads(
        &[all(PolicyLevel::District, Strength::Must), all(PolicyLevel::Community, Strength::Must)],
        &[(
            LintKind::Shadowed,
            "1/requirements/0/functions",
            &format!("重复已有的要求：社区《甲》：{zh}（必配）；区《甲》：{zh}（必配）"),
            &format!("it repeats what is asked already: community, “甲”: {en} (must); district, “甲”: {en} (must)"),
        )],
    );
    reads(
        &[all(PolicyLevel::District, Strength::Must), all(PolicyLevel::District, Strength::Should)],
        &[(
            LintKind::Contradictory,
            "0/requirements/0/functions",
            &format!("同级要求相互矛盾：区《甲》：{zh}（必配）；区《甲》：{zh}（宜配）"),
            &format!("equal levels disagree: district, “甲”: {en} (must); district, “甲”: {en} (should)"),
        )],
    );
}

#[test]
fn what_never_matters_says_why() {
    let asks = |level, least| Sketch::new(level, [must(floor(least, None))]);
    reads(
        &[asks(PolicyLevel::Nation, 600), asks(PolicyLevel::District, 400)],
        &[(
            LintKind::Shadowed,
            "1/requirements/0/area",
            "没有理由的放宽，不起作用：区《甲》：建筑面积不少于400㎡（必配）；国家《甲》：建筑面积不少于600㎡（必配）",
            "it has no effect, since it asks for less than a higher level and gives no reason: district, “甲”: the floor area \
             is at least 400 m² (must); nation, “甲”: the floor area is at least 600 m² (must)",
        )],
    );
    reads(
        &[asks(PolicyLevel::Nation, 600), asks(PolicyLevel::District, 800)],
        &[(
            LintKind::Shadowed,
            "0/requirements/0/area",
            "不起作用，凡适用之处都另有更严的要求：国家《甲》：建筑面积不少于600㎡（必配）；区《甲》：建筑面积不少于800㎡（必配）",
            "it has no effect, since more is asked wherever it applies: nation, “甲”: the floor area is at least 600 m² (must); \
             district, “甲”: the floor area is at least 800 m² (must)",
        )],
    );
}

#[test]
fn what_matters_somewhere_is_not_shadowed() {
    let asks = |level, least, reasoned| Sketch::new(level, [(floor(least, None), Strength::Must, reasoned)]);
    let of_tier = |sketch: Sketch| Sketch {
        scope: Where { tiers: Some(TierSet::of(&[Tier::Community])), ..Where::default() },
        ..sketch
    };
    let (nation, city, district) = (PolicyLevel::Nation, PolicyLevel::City, PolicyLevel::District);
    let advises =
        |level, least, advised, reasoned| Sketch::new(level, [(floor(least, Some(advised)), Strength::Must, reasoned)]);
    for sketches in [
        // The community loosens what the district asks, and not what the nation advises.
        vec![
            advises(nation, 600, 900, false),
            advises(district, 800, 1_000, false),
            advises(PolicyLevel::Community, 700, 700, true),
        ],
        // It is loosened with a reason.
        vec![asks(nation, 600, false), asks(district, 400, true)],
        // More is asked in some places only.
        vec![asks(nation, 600, false), of_tier(asks(district, 800, false))],
        // The district asks again for what the city has loosened.
        vec![asks(nation, 600, false), asks(city, 400, true), asks(district, 600, false)],
        // The city's word has no effect, and the district's, with a reason, has.
        vec![asks(nation, 800, false), of_tier(asks(city, 600, false)), of_tier(asks(district, 600, true))],
    ] {
        let lints = lint(&layers(&sketches));
        let last = sketches.len() - 1;
        let shadowed = lints.found().iter().filter(|lint| lint.kind() == LintKind::Shadowed);
        assert!(shadowed.map(|lint| lint.says().layer()).all(|layer| layer != 0 && layer != last), "{lints:?}");
    }
}

#[test]
fn examples_are_built_for_whatever_can_be_asked_of_a_center() {
    use ServiceKind as K;

    for (met, violated) in [
        (reach(1_000), reach(300)),
        (reach(19_999_999), reach(12_000_000)),
        (Ask::WeeklyMinutes(WeeklyMinutes::hours(35)), Ask::WeeklyMinutes(WeeklyMinutes::hours(42))),
        (Ask::WeeklyMinutes(WeeklyMinutes::hours(0)), Ask::WeeklyMinutes(WeeklyMinutes::hours(168))),
        (Ask::ResidentShare(Percent::whole(60)), Ask::ResidentShare(Percent::whole(70))),
        (chosen(&[K::DayCare], &[], 2), chosen(&[K::DayCare], &[], 3)),
        (chosen(&[K::DayCare], &[K::Clinic, K::Nursery], 1), chosen(&[K::DayCare], &[K::Nursery, K::Playground], 1)),
        (floor(600, Some(800)), floor(600, Some(900))),
        (Ask::Features(1), Ask::Features(3)),
        (Ask::ClosureNotice(0), Ask::ClosureNotice(7)),
    ] {
        let of = |ask: &Ask| Sketch::new(PolicyLevel::District, [must(ask.clone())]);
        let sketches = [of(&met), of(&violated)];
        let lints = lint(&layers(&sketches));
        let found = lints.found().iter().find(|lint| lint.kind() == LintKind::Contradictory).unwrap();
        assert!(found.example().unwrap().center().is_some(), "{met:?}");
        is_shown(found, &sketches);
    }
}

#[test]
fn that_there_is_too_little_for_households_no_center_shows_by_itself() {
    for function in [None, Some(ServiceFunction::ElderlyCare)] {
        let of = |least| Sketch::new(PolicyLevel::District, [must(for_households(function, least))]);
        let lints = lint(&layers(&[of(20), of(30)]));
        let found = lints.found().iter().find(|lint| lint.kind() == LintKind::Contradictory).unwrap();
        assert_eq!(found.example().unwrap().center(), None, "{function:?}");
    }
}

#[test]
fn a_requirement_of_a_record_is_found_where_it_stands() {
    let text = r#"{ "key": "own", "name": "本社区方案", "level": "community",
                    "citation": { "document": "本社区方案", "confidence": "official" },
                    "requirements": [{ "features": 1 }, { "features": 1, "weekly_minutes": 0 }] }"#;
    let record: neighborhood_center::records::PolicyLayer = serde_json::from_str(text).unwrap();
    let lints = lint(&[Layer::from(&record)]);
    let at: Vec<(LintKind, &Pointer)> = lints.found().iter().map(|lint| (lint.kind(), lint.says().at())).collect();
    assert_eq!(
        at,
        [
            (LintKind::Shadowed, &"/requirements/1/features".parse().unwrap()),
            (LintKind::Vacuous, &"/requirements/1/weekly_minutes".parse().unwrap()),
        ]
    );
}

#[test]
fn hostile_layers_take_no_long_time_and_are_said_to_be_cut() {
    let begin = Instant::now();
    let many: Vec<Layer> = (0..10_000)
        .map(|nth| {
            Sketch::new(PolicyLevel::ALL[nth % 5], [(floor(nth as u32, None), Strength::Must, nth % 3 == 0)]).layer()
        })
        .collect();
    let lints = lint(&many);
    assert!(lints.truncated());
    let whole = Ask::FunctionsAtLeast { scheme: Scheme::SixFunctions, at_least: 7 };
    let own: Vec<Layer> = (0..10_000)
        .map(|nth| {
            Sketch::new(PolicyLevel::Community, [must(Ask::Functions(FunctionSet::all())), must(whole.clone())])
                .layer()
                .for_communities([community(nth)])
        })
        .collect();
    let lints = lint(&own);
    assert!(lints.truncated());
    assert_eq!(lints.found().len(), 1_000);
    // A bound on what would otherwise be minutes, wide enough for a slow machine.
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}

#[test]
fn layers_that_say_what_they_mean_have_nothing_wrong() {
    use neighborhood_center::policy::presets;

    let mut layers = vec![presets::luolong_2023(), presets::embedded_facilities(), presets::area_per_100_households()];
    layers.extend(presets::henan_elderly_care());
    layers.extend([
        presets::resident_activity_share(PolicyLevel::District),
        presets::office_share(),
        presets::three_tiers(),
    ]);
    layers.push(presets::rural_centers());
    assert_eq!(lint(&layers).found(), []);
}
