//! The advice on what is asked at certain times, against an exhaustive search on small centers.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::advise::{Addition, Advice, advise};
use neighborhood_center::policy::{Ask, AtTimes, Authority, Citation, Demand, Policy};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::{
    AgeGroup, Cell, CellSet, Confidence, FunctionSet, Lang, PolicyLevel, Say, Season, ServiceFunction, ServiceKind,
    Strength, TimeOfDay, Weekday, WeekdaySet,
};
use neighborhood_center::{Context, check};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

fn draft(services: &[Value]) -> CenterDraft {
    serde_json::from_value(json!({
        "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例邻里中心", "services": services
    }))
    .unwrap()
}

fn service(key: usize, functions: &[ServiceFunction], groups: &[AgeGroup], sessions: &[Value]) -> Value {
    json!({ "key": format!("s{key}"), "name": "示例服务", "functions": functions,
            "audience": { "groups": groups }, "sessions": sessions })
}

fn session(weekdays: &[Weekday], opens: &str, closes: &str) -> Value {
    json!({ "weekdays": weekdays, "opens": opens, "closes": closes })
}

fn must(asks: impl IntoIterator<Item = Ask>) -> Context {
    let plan = Citation::new("a plan made for this test", Confidence::Unverified);
    let by = Authority::new(PolicyLevel::Community, plan);
    let demand = |ask| Demand::new(ask, Strength::Must, by.clone());
    Context::new(asks.into_iter().fold(Policy::none(), |policy, ask| policy.ask(demand(ask))))
}

fn at(cell: &str, weekdays: &[Weekday], opens: &str, closes: &str) -> AtTimes {
    let (opens, closes) = (opens.parse().unwrap(), closes.parse().unwrap());
    AtTimes { cell: cell.parse().unwrap(), weekdays: WeekdaySet::of(weekdays), opens, closes, season: None }
}

fn said(advice: &Advice) -> Vec<String> {
    advice.additions().iter().map(|addition| addition.in_lang(Lang::Zh).to_string()).collect()
}

/// Once the advice is taken, nothing that is asked is missing, nor left open, and nothing of the record is wrong.
fn mends(advice: &Advice, center: &CenterDraft, context: &Context) {
    let report = check(&advice.apply(center.clone()), context);
    assert!(report.violations().is_empty(), "{report}");
    assert!(report.undecided().iter().all(|open| open.rule() != "unserved-hours"), "{report}");
}

use ServiceFunction::{Culture, Education, Sports};
use Weekday::{Friday, Monday, Tuesday};

#[test]
fn a_service_that_is_there_is_on_at_further_times_before_another_one_is_set_up() {
    let homework = service(0, &[Education], &[AgeGroup::Young], &[session(&[Monday], "16:00", "17:00")]);
    let center = draft(&[service(1, &[Sports], &[AgeGroup::Young], &[]), homework]);
    let context = must([Ask::AtTimes(at("education/young", &[Monday, Friday], "16:00", "18:00"))]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(said(&advice), ["第 2 项服务增加时段：周一、周五 16:00–18:00"]);
    assert!(advice.is_proved_minimal());
    mends(&advice, &center, &context);
    // Where it is on anyway it is not on twice.
    let grown = serde_json::to_value(
        advice.apply(center).services.items().nth(1).map(|(_, service)| service.sessions.items().count()),
    );
    assert_eq!(grown.unwrap(), json!(3));
}

#[test]
fn one_new_service_meets_what_is_asked_of_it_as_a_function_as_a_cell_and_at_its_times() {
    let center = draft(&[]);
    let education = FunctionSet::of(&[Education]);
    let cell: Cell = "education/young".parse().unwrap();
    let context = must([
        Ask::Functions(education),
        Ask::Cells(CellSet::of(&[cell])),
        Ask::AtTimes(at("education/young", &[Monday], "16:00", "18:00")),
        Ask::AtTimes(at("education/old", &[Monday], "16:00", "18:00")),
    ]);
    let advice = advise(&center, &context, Strength::Must);
    let Addition::Service { kind } = advice.additions()[0] else { panic!("{advice:?}") };
    assert!(kind.functions().contains(Education));
    assert_eq!(said(&advice)[1..], ["第 1 项服务增加时段：周一 16:00–18:00"]);
    mends(&advice, &center, &context);
}

#[test]
fn a_service_that_is_on_in_another_season_at_that_time_is_left_alone() {
    let mut summer = session(&[Monday], "16:00", "18:00");
    summer["season"] = json!("summer-vacation");
    let center = draft(&[service(0, &[Education], &[AgeGroup::Young], &[summer])]);
    let times = AtTimes { season: Some(Season::SchoolTerm), ..at("education/young", &[Monday], "16:00", "18:00") };
    let context = must([Ask::AtTimes(times)]);
    let advice = advise(&center, &context, Strength::Must);
    let kinds = advice.additions().iter().filter(|addition| matches!(addition, Addition::Service { .. })).count();
    assert_eq!((kinds, advice.additions().len()), (1, 2), "{:?}", said(&advice));
    mends(&advice, &center, &context);
}

#[test]
fn the_service_that_meets_most_by_itself_may_not_be_one_of_the_fewest() {
    let young_and_middle = [AgeGroup::Young, AgeGroup::Middle];
    let never = [session(&[Friday], "08:00", "09:00")];
    let center = draft(&[
        service(0, &[Culture, Sports], &young_and_middle, &never),
        service(1, &[Culture], AgeGroup::ALL, &never),
        service(2, &[Sports], AgeGroup::ALL, &never),
    ]);
    let cells = ["culture/young", "culture/middle", "culture/old", "sports/young", "sports/middle", "sports/old"];
    let context = must(cells.map(|cell| Ask::AtTimes(at(cell, &[Monday], "16:00", "18:00"))));
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(said(&advice), ["第 2 项服务增加时段：周一 16:00–18:00", "第 3 项服务增加时段：周一 16:00–18:00"]);
    assert!(advice.is_proved_minimal());
    mends(&advice, &center, &context);
}

#[test]
fn what_may_be_offered_anyway_is_left_open() {
    let center = draft(&[service(0, &[Education], &[AgeGroup::Young], &[])]);
    let context = must([Ask::AtTimes(at("education/young", &[Monday], "16:00", "18:00"))]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!((advice.additions().len(), advice.open().len()), (0, 1));
}

// --- The fewest -------------------------------------------------------------------------------------------------------

fn small_service() -> impl Strategy<Value = (Vec<ServiceFunction>, Vec<AgeGroup>, Vec<Value>)> {
    let functions = subsequence(vec![Education, Sports, Culture], 1..=2);
    let groups = subsequence(vec![AgeGroup::Young, AgeGroup::Old], 1..=2);
    let sessions = prop::sample::select(vec![
        vec![session(&[Monday], "08:00", "09:00")],
        vec![session(&[Monday, Tuesday], "16:00", "17:00")],
        vec![session(&[Monday], "16:30", "17:30"), session(&[Friday], "10:00", "11:00")],
    ]);
    (functions, groups, sessions)
}

fn asked() -> impl Strategy<Value = AtTimes> {
    let cells = select(vec!["education/young", "sports/young", "culture/old", "sports/old"]);
    let days = select(vec![vec![Monday], vec![Monday, Tuesday], vec![Friday]]);
    let times = select(vec![("16:00", "17:00"), ("16:00", "18:00"), ("10:00", "11:00")]);
    (cells, days, times).prop_map(|(cell, days, (opens, closes))| at(cell, &days, opens, closes))
}

fn minutes(time: &Value) -> u16 {
    time.as_str().unwrap().parse::<TimeOfDay>().unwrap().minutes()
}

/// The same services, one of which is on at these times too: minute by minute, where it is not on anyway.
fn also(services: &[Value], place: usize, times: &AtTimes) -> Vec<Value> {
    let mut services = services.to_vec();
    let sessions = services[place]["sessions"].as_array_mut().unwrap();
    let had = sessions.clone();
    for day in times.weekdays.iter() {
        let taken = |minute: u16| {
            had.iter().any(|session| {
                session["weekdays"].as_array().unwrap().contains(&json!(day))
                    && (minutes(&session["opens"])..minutes(&session["closes"])).contains(&minute)
            })
        };
        let mut begins = times.opens.minutes();
        for minute in times.opens.minutes()..=times.closes.minutes() {
            if taken(minute) || minute == times.closes.minutes() {
                if begins < minute {
                    let time = |minutes| TimeOfDay::from_minutes(minutes).unwrap();
                    sessions.push(json!({ "weekdays": [day], "opens": time(begins), "closes": time(minute) }));
                }
                begins = minute + 1;
            }
        }
    }
    services
}

fn conforms(services: &[Value], context: &Context) -> bool {
    check(&draft(services), context)
        .ledger()
        .iter()
        .all(|(card, tally)| card.id != "unserved-hours" || (tally.violated == 0 && tally.undecided == 0))
}

/// Whether so many times added to the services do.
fn is_met_with(services: &[Value], asked: &[AtTimes], more: usize, context: &Context) -> bool {
    if conforms(services, context) {
        return true;
    }
    more > 0
        && (0..services.len())
            .any(|place| asked.iter().any(|times| is_met_with(&also(services, place, times), asked, more - 1, context)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fewer_times_do(
        services in proptest::collection::vec(small_service(), 1..4),
        asked in proptest::collection::vec(asked(), 1..4),
    ) {
        let services: Vec<Value> = services
            .iter()
            .enumerate()
            .map(|(key, (functions, groups, sessions))| service(key, functions, groups, sessions))
            .collect();
        let context = must(asked.iter().copied().map(Ask::AtTimes));
        let center = draft(&services);
        let advice = advise(&center, &context, Strength::Must);
        prop_assert!(advice.is_proved_minimal() && advice.beyond().is_empty() && advice.open().is_empty());
        let report = check(&advice.apply(center.clone()), &context);
        prop_assert!(report.violations().is_empty(), "{}", report);
        prop_assert!(report.undecided().iter().all(|open| open.rule() != "unserved-hours"), "{}", report);
        let kinds: Vec<ServiceKind> = advice.additions().iter().filter_map(|addition| match addition {
            Addition::Service { kind } => Some(*kind),
            _ => None,
        }).collect();
        let times = advice.additions().len() - kinds.len();
        // A service that was added is for everybody, and as its kind says.
        let mut grown = services.clone();
        for kind in &kinds {
            let functions: Vec<ServiceFunction> = kind.functions().iter().collect();
            grown.push(service(grown.len(), &functions, AgeGroup::ALL, &[]));
        }
        if times > 0 {
            prop_assert!(!is_met_with(&grown, &asked, times - 1, &context), "{:?}", said(&advice));
        }
        // Services are added only for cells that no service has.
        if !kinds.is_empty() {
            let have = |cell: &Cell| services.iter().any(|service| {
                service["functions"].as_array().unwrap().contains(&json!(cell.function()))
                    && service["audience"]["groups"].as_array().unwrap().contains(&json!(cell.group()))
            });
            prop_assert!(asked.iter().any(|times| !have(&times.cell)), "{:?}", said(&advice));
        }
    }
}
