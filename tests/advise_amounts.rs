//! The advice on what is asked by k+N, by household, as a share, of hours and of distance.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[cfg(feature = "proptest")]
#[path = "common/told.rs"]
mod told;

use neighborhood_center::advise::{Addition, Advice, advise};
use neighborhood_center::policy::{
    Ask, Authority, Choice, Chosen, Citation, Communities, Demand, MinimumArea, PerHouseholds, Point, Policy, Reach,
    Within,
};
use neighborhood_center::records::{CenterDraft, Community, District, LocationDraft, SessionDraft};
use neighborhood_center::vocab::{
    AreaKind, Confidence, Date, KindSet, Name, Percent, PolicyLevel, Scheme, ServiceFunction, ServiceKind, Set,
    SquareMeters, Strength, WeeklyMinutes,
};
use neighborhood_center::{Context, check};
use serde_json::{Value, json};

const COMMUNITY: &str = "6b1c3f5e-0000-4000-8000-000000000001";

fn center(record: Value) -> CenterDraft {
    let mut whole = json!({ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例邻里中心" });
    whole.as_object_mut().unwrap().extend(record.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn service(kind: &str) -> Value {
    json!({ "key": kind, "name": "示例服务", "kind": kind, "audience": { "groups": ["young", "middle", "old"] } })
}

fn area(kind: &str, amount: f64) -> Value {
    json!({ "kind": kind, "square_meters": amount })
}

fn session(days: &[&str], opens: &str, closes: &str) -> Value {
    json!({ "weekdays": days, "opens": opens, "closes": closes })
}

fn demand(ask: Ask, strength: Strength) -> Demand {
    let plan = Citation::new("a plan made for this test", Confidence::Unverified);
    Demand::new(ask, strength, Authority::new(PolicyLevel::Community, plan))
}

fn must(asks: impl IntoIterator<Item = Ask>) -> Context {
    Context::new(asks.into_iter().fold(Policy::none(), |policy, ask| policy.ask(demand(ask, Strength::Must))))
        .as_of(Date::new(2024, 6, 1).unwrap())
}

fn standard() -> Name {
    "7+N".parse().unwrap()
}

fn communities(households: u32) -> Communities {
    let record = json!({ "id": COMMUNITY, "name": "示例社区", "households": households });
    let district: District =
        serde_json::from_value(json!({ "format": 1, "name": "示例区", "communities": [record] })).unwrap();
    let known: &[Community] = district.communities();
    known.iter().collect()
}

fn services(advice: &Advice) -> Vec<ServiceKind> {
    let kind = |addition: &Addition| match addition {
        Addition::Service { kind } => Some(*kind),
        _ => None,
    };
    advice.additions().iter().filter_map(kind).collect()
}

fn hundredths(hundredths: u64) -> SquareMeters {
    SquareMeters::from_hundredths(hundredths).unwrap()
}

/// Checks that a center meets everything once the advice is taken, and that nothing of its record is wrong.
fn mends(advice: &Advice, center: CenterDraft, context: &Context) {
    let grown = advice.apply(center);
    let report = check(&grown, context);
    assert_eq!((report.violations().len(), report.undecided().len()), (0, 0), "{report}");
}

// --- k+N --------------------------------------------------------------------------------------------------------------

#[test]
fn the_seven_take_seven_services_and_the_n_is_chosen_besides_them() {
    let core = Choice::all_of(Scheme::SevenPlusN);
    let chosen = Chosen { standard: standard(), core, from: KindSet::EMPTY, at_least: 1 };
    let center = center(json!({ "services": [service("day-care")] }));
    let context = must([Ask::Core { standard: standard(), of: core }, Ask::Chosen(chosen)]);
    let advice = advise(&center, &context, Strength::Must);
    // Six of the seven are missing, no kind counts as two of them, and one more is chosen.
    assert_eq!(
        services(&advice),
        [
            ServiceKind::AfterSchoolCare,
            ServiceKind::Nursery,
            ServiceKind::Clinic,
            ServiceKind::GovernmentDesk,
            ServiceKind::ReadingRoom,
            ServiceKind::SkillsTraining,
            ServiceKind::RuralServices,
        ]
    );
    assert!(advice.is_proved_minimal());
    mends(&advice, center, &context);
}

#[test]
fn one_service_can_be_chosen_for_one_standard_and_of_the_core_of_another() {
    let four: KindSet = Set::of(&[ServiceKind::Clinic, ServiceKind::DayCare]);
    let core = Choice::Kinds(four);
    let chosen = |standard: &str, core, from: &[ServiceKind], at_least| {
        Ask::Chosen(Chosen { standard: standard.parse().unwrap(), core, from: Set::of(from), at_least })
    };
    let nursery = Choice::Kinds(Set::of(&[ServiceKind::Nursery]));
    let context = must([
        Ask::Core { standard: "2+N".parse().unwrap(), of: core },
        chosen("2+N", core, &[ServiceKind::Clinic, ServiceKind::Nursery, ServiceKind::Playground], 1),
        chosen("1+N", nursery, &[ServiceKind::Clinic, ServiceKind::Nursery], 1),
    ]);
    let center = center(json!({ "services": [] }));
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(services(&advice), [ServiceKind::Nursery, ServiceKind::DayCare, ServiceKind::Clinic]);
    mends(&advice, center, &context);
}

#[test]
fn of_the_core_what_no_kind_brings_is_told_and_the_rest_is_advised() {
    let of = |kinds: &[ServiceKind]| Ask::Core { standard: standard(), of: Choice::Kinds(Set::of(kinds)) };
    let context = must([of(&[ServiceKind::Clinic, ServiceKind::Other])]);
    let advice = advise(&center(json!({ "services": [] })), &context, Strength::Must);
    assert_eq!(services(&advice), [ServiceKind::Clinic]);
    assert_eq!(advice.beyond().iter().map(Demand::ask).collect::<Vec<_>>(), [&of(&[ServiceKind::Other])]);
}

// --- Areas ------------------------------------------------------------------------------------------------------------

/// What the record leaves open.
fn left_open(advice: &Advice) -> Vec<&Ask> {
    advice.open().iter().map(|left| left.demand().ask()).collect()
}

#[test]
fn an_area_by_household_that_other_centers_may_have_is_left_open() {
    let least = SquareMeters::whole(30);
    let by_household = Ask::AreaPer100Households(PerHouseholds { kind: AreaKind::Floor, function: None, least });
    let context = must([by_household.clone()]).knowing(communities(3_000));
    for (amount, open) in [(300.0, vec![&by_household]), (900.0, vec![])] {
        let center = center(json!({ "community": COMMUNITY, "areas": [area("floor", amount)] }));
        let advice = advise(&center, &context, Strength::Must);
        assert_eq!(advice.additions(), [], "{amount}");
        assert_eq!(advice.beyond(), [], "{amount}");
        assert_eq!(left_open(&advice), open, "{amount}");
    }
}

#[test]
fn of_several_demands_for_one_area_the_largest_counts() {
    let of = |least| {
        let least = SquareMeters::whole(least);
        Ask::Area(MinimumArea { kind: AreaKind::Floor, least, advised: None })
    };
    let center = center(json!({ "areas": [area("floor", 300.0)] }));
    for (one, other, amount) in [(600, 400, 600), (600, 900, 900)] {
        let advice = advise(&center, &must([of(one), of(other)]), Strength::Must);
        let at_least = SquareMeters::whole(amount);
        assert_eq!(advice.additions(), [Addition::Area { kind: AreaKind::Floor, at_least }], "{one} {other}");
    }
}

#[test]
fn a_service_without_a_room_does_not_hide_that_its_function_may_lack_one() {
    let function = Some(ServiceFunction::ElderlyCare);
    let least = SquareMeters::whole(20);
    let room = Ask::AreaPer100Households(PerHouseholds { kind: AreaKind::Floor, function, least });
    let care = Ask::Functions(Set::of(&[ServiceFunction::ElderlyCare]));
    let context = must([room.clone(), care]).knowing(communities(1_000));
    let advice = advise(&center(json!({ "community": COMMUNITY, "services": [] })), &context, Strength::Must);
    assert_eq!(services(&advice), [ServiceKind::DayCare]);
    assert_eq!(left_open(&advice), [&room]);
}

#[test]
fn the_residents_share_is_taken_of_the_floor_area_that_is_to_be() {
    let share = Ask::ResidentShare(Percent::whole(60));
    let whole = Ask::Area(MinimumArea { kind: AreaKind::Floor, least: hundredths(60_001), advised: None });
    // 75 % of what there is, and half of what there is to be.
    let center = center(json!({ "areas": [area("floor", 400.0), area("activity", 300.0)] }));
    assert_eq!(advise(&center, &must([share.clone()]), Strength::Must).additions(), []);
    let context = must([share, whole]);
    let advice = advise(&center, &context, Strength::Must);
    // 60 % of 600.01 m² are 360.006 m².
    assert_eq!(
        advice.additions(),
        [
            Addition::Area { kind: AreaKind::Floor, at_least: hundredths(60_001) },
            Addition::Area { kind: AreaKind::Activity, at_least: hundredths(36_001) },
        ]
    );
    mends(&advice, center, &context);
}

#[test]
fn a_share_that_only_the_addition_settles_is_mended_too() {
    let share = Ask::ResidentShare(Percent::whole(60));
    let whole = Ask::Area(MinimumArea { kind: AreaKind::Floor, least: SquareMeters::whole(600), advised: None });
    let about = json!({ "kind": "floor", "square_meters": 200, "qualifier": "about" });
    let center = center(json!({ "areas": [about, area("activity", 100.0)] }));
    let alone = advise(&center, &must([share.clone()]), Strength::Must);
    assert_eq!((alone.additions().len(), alone.open().len()), (0, 1));
    let context = must([share, whole]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!((advice.additions().len(), advice.open().len()), (2, 0));
    mends(&advice, center, &context);
}

// --- Hours ------------------------------------------------------------------------------------------------------------

const WORKDAYS: [&str; 5] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

#[test]
fn hours_are_longer_by_what_is_missing_and_overlap_none_that_there_are() {
    // Five days of 3 and 3 hours are 30 hours; 35 are asked for.
    let hours = [session(&WORKDAYS, "09:00", "12:00"), session(&WORKDAYS, "14:00", "17:00")];
    let center = center(json!({ "hours": hours }));
    let context = must([Ask::WeeklyMinutes(WeeklyMinutes::hours(35))]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(advice.additions(), [Addition::Hours { more: WeeklyMinutes::hours(5) }]);
    mends(&advice, center.clone(), &context);
    let grown = advice.apply(center);
    assert!(grown.hours.items().count() > 2);
}

#[test]
fn a_center_that_is_never_open_opens_on_every_day_alike() {
    let center = center(json!({ "hours": [] }));
    let context = must([Ask::WeeklyMinutes(WeeklyMinutes::hours(35))]);
    let grown = advise(&center, &context, Strength::Must).apply(center);
    let told = |session: &SessionDraft| {
        let days = session.weekdays.given().unwrap().words.len();
        format!("{} {}-{}", days, session.opens.given().unwrap(), session.closes.given().unwrap())
    };
    assert_eq!(grown.hours.items().map(|(_, session)| told(session)).collect::<Vec<_>>(), ["7 08:00-13:00"]);
}

#[test]
fn a_session_that_does_not_hold_on_the_day_counts_for_nothing_and_is_not_overlapped() {
    let mut past = session(&["monday"], "08:00", "20:00");
    past["valid_until"] = json!("2023-12-31");
    let center = center(json!({ "hours": [past] }));
    let context = must([Ask::WeeklyMinutes(WeeklyMinutes::hours(14))]);
    let advice = advise(&center, &context, Strength::Must);
    assert_eq!(advice.additions(), [Addition::Hours { more: WeeklyMinutes::hours(14) }]);
    mends(&advice, center, &context);
}

#[test]
fn a_whole_week_can_be_filled() {
    let center = center(json!({ "hours": [session(&WORKDAYS, "07:30", "24:00")] }));
    let context = must([Ask::WeeklyMinutes(WeeklyMinutes::hours(168))]);
    let advice = advise(&center, &context, Strength::Must);
    // 168 hours less five times 16 and a half.
    assert_eq!(advice.additions(), [Addition::Hours { more: WeeklyMinutes::new(5_130).unwrap() }]);
    mends(&advice, center, &context);
}

#[test]
fn hours_that_are_not_known_are_not_extended() {
    let context = must([Ask::WeeklyMinutes(WeeklyMinutes::hours(35))]);
    for record in [json!({}), json!({ "hours": [], "partial": ["hours"] })] {
        let advice = advise(&center(record), &context, Strength::Must);
        assert_eq!((advice.additions().len(), advice.open().len()), (0, 1));
    }
}

// --- Distance ---------------------------------------------------------------------------------------------------------

#[test]
fn a_center_that_is_too_far_away_is_beyond_advice() {
    let location = |latitude| json!({ "datum": "wgs-84", "latitude": latitude, "longitude": 112.4 });
    let to: LocationDraft = serde_json::from_value(location(34.6)).unwrap();
    let reach = Ask::Reach(Reach { to: Point::of(&to).unwrap(), name: None, within: Within::Meters(300) });
    let center = center(json!({ "sites": [{ "key": "site", "location": location(34.7) }] }));
    let advice = advise(&center, &must([reach.clone()]), Strength::Must);
    assert_eq!(advice.additions(), []);
    assert_eq!(advice.beyond().iter().map(Demand::ask).collect::<Vec<_>>(), [&reach]);
}

// --- Any center, any policy -------------------------------------------------------------------------------------------

#[cfg(feature = "proptest")]
mod any {
    use neighborhood_center::strategies;
    use neighborhood_center::vocab::Member;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::told::violations;
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
            choice().prop_map(|of| Ask::Core { standard: standard(), of }),
            (choice(), some(5), 0_u32..4).prop_map(|(core, from, at_least)| Ask::Chosen(Chosen {
                standard: standard(),
                core,
                from,
                at_least
            })),
        ]
    }

    fn of_amounts() -> impl Strategy<Value = Ask> {
        let kinds = || select(AreaKind::ALL);
        let functions = prop::option::of(select(ServiceFunction::ALL));
        prop_oneof![
            (kinds(), 0_u32..20_000).prop_map(|(kind, least)| {
                Ask::Area(MinimumArea { kind, least: SquareMeters::whole(least), advised: None })
            }),
            (kinds(), functions, 0_u64..10_000).prop_map(|(kind, function, least)| {
                Ask::AreaPer100Households(PerHouseholds { kind, function, least: hundredths(least) })
            }),
            (0_u16..=10_000).prop_map(|share| Ask::ResidentShare(Percent::from_hundredths(share).unwrap())),
            (0_u16..=10_080).prop_map(|minutes| Ask::WeeklyMinutes(WeeklyMinutes::new(minutes).unwrap())),
        ]
    }

    fn policy(ask: impl Strategy<Value = Ask>) -> impl Strategy<Value = Policy> {
        let demands = vec((ask, select(Strength::ALL)), 0..6);
        demands.prop_map(|demands| {
            demands.into_iter().fold(Policy::none(), |policy, (ask, strength)| policy.ask(demand(ask, strength)))
        })
    }

    /// A center that belongs to a community of so many households.
    fn at_home(center: impl Into<CenterDraft>, households: u32, policy: Policy) -> (CenterDraft, Context) {
        let mut center = center.into();
        center.community = serde_json::from_value::<CenterDraft>(json!({ "community": COMMUNITY })).unwrap().community;
        let context = Context::new(policy).as_of(Date::new(2024, 6, 1).unwrap());
        (center, context.knowing(communities(households)))
    }

    /// A center whose areas and hours are known, and whose services each have a kind.
    fn complete() -> impl Strategy<Value = CenterDraft> {
        let services = vec(select(&ServiceKind::ALL[..27]), 0..4);
        let spans = vec((0_u16..1_380, 1_u16..60), 0..3);
        (services, 0_u64..90_000, 0_u64..90_000, spans).prop_map(|(kinds, floor, activity, spans)| {
            let service = |(nth, kind): (usize, &ServiceKind)| {
                json!({ "key": format!("s{nth}"), "name": "示例服务", "kind": kind, "audience": { "groups": ["old"] } })
            };
            let services: Vec<Value> = kinds.iter().enumerate().map(service).collect();
            let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let hours: Vec<Value> = spans
                .into_iter()
                .zip(WORKDAYS)
                .map(|((opens, long), day)| session(&[day], &clock(opens), &clock(opens + long)))
                .collect();
            let areas = json!([
                { "kind": "floor", "square_meters": hundredths(floor) },
                { "kind": "activity", "square_meters": hundredths(activity) },
            ]);
            center(json!({ "services": services, "areas": areas, "hours": hours, "features": [] }))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn what_is_left_violated_is_told_and_nothing_else_is(
            center in prop_oneof![strategies::center().prop_map(CenterDraft::from), complete()],
            households in 1_u32..5_000,
            asked in policy(prop_oneof![of_services(), of_amounts()]),
            strength in select(Strength::ALL),
        ) {
            let (center, context) = at_home(center, households, asked);
            let advice = advise(&center, &context, strength);
            prop_assert_eq!(&advice, &advise(&center, &context, strength));
            let grown = advice.apply(center.clone());
            let beyond = advice.beyond().iter().cloned().fold(Policy::none(), Policy::ask);
            let (_, of_beyond) = at_home(center, households, beyond);
            let left = violations(&check(&grown, &context), strength);
            prop_assert_eq!(left, violations(&check(&grown, &of_beyond), strength));
            prop_assert!(advise(&grown, &context, strength).additions().is_empty());
        }

        #[test]
        fn no_amount_can_be_less(
            center in complete(), households in 1_u32..5_000, asked in policy(of_amounts()),
        ) {
            let (center, context) = at_home(center, households, asked);
            let advice = advise(&center, &context, Strength::Must);
            let beyond = violations(&check(&advice.apply(center.clone()), &context), Strength::Must);
            for (place, addition) in advice.additions().iter().enumerate() {
                // A little less of one, and of what depends on it as much as before.
                let less = match *addition {
                    Addition::Area { kind, at_least } => {
                        json!({ "area": { "kind": kind, "at_least": hundredths(at_least.hundredths() - 1) } })
                    }
                    Addition::Hours { more } => json!({ "hours": { "more": more.get() - 1 } }),
                    other => panic!("{other:?}"),
                };
                let mut additions = advice.additions().to_vec();
                additions[place] = serde_json::from_value(less).unwrap();
                let grown = additions.iter().fold(center.clone(), |grown, addition| made(addition, grown));
                let left = violations(&check(&grown, &context), Strength::Must);
                prop_assert!(left.len() > beyond.len(), "a little less than {addition:?} would do");
            }
        }

        #[test]
        fn no_smaller_set_of_services_conforms(center in complete(), asked in policy(of_services())) {
            let context = Context::new(asked);
            let advice = advise(&center, &context, Strength::May);
            prop_assume!(advice.beyond().is_empty());
            prop_assert!(advice.is_proved_minimal());
            let kinds = services(&advice);
            let conforms = |kinds: &[ServiceKind]| {
                let mut grown = center.clone();
                let neighborhood_center::field::Field::Given(list) = &mut grown.services else { panic!("no list") };
                let added = |kind: &ServiceKind| serde_json::from_value(service(kind.as_str())).unwrap();
                list.items.extend(kinds.iter().map(added).map(neighborhood_center::field::Field::Given));
                violations(&check(&grown, &context), Strength::May).is_empty()
            };
            prop_assert!(conforms(&kinds));
            for first in ServiceKind::ALL[..27].iter().filter(|_| kinds.len() > 1) {
                prop_assert!(!conforms(&[*first]), "{first:?} would do instead of {kinds:?}");
                for second in ServiceKind::ALL[..27].iter().filter(|second| first < second && kinds.len() > 2) {
                    prop_assert!(!conforms(&[*first, *second]), "{first:?} and {second:?} would do instead of {kinds:?}");
                }
            }
            prop_assert!(kinds.is_empty() || !conforms(&[]));
        }
    }

    /// A center with an area of exactly this, or with so much longer hours.
    fn made(addition: &Addition, center: CenterDraft) -> CenterDraft {
        let Addition::Area { kind, at_least } = addition else {
            let Addition::Hours { more } = addition else { panic!("{addition:?}") };
            let asked = must([Ask::WeeklyMinutes(WeeklyMinutes::new(open(&center) + more.get()).unwrap())]);
            return advise(&center, &asked, Strength::Must).apply(center);
        };
        let mut center = center;
        let neighborhood_center::field::Field::Given(list) = &mut center.areas else { panic!("no list") };
        list.items.retain(|item| item.given().unwrap().kind.given() != Some(kind));
        let area = json!({ "kind": kind, "square_meters": at_least });
        list.items.push(neighborhood_center::field::Field::Given(serde_json::from_value(area).unwrap()));
        center
    }

    /// The minutes a week of sessions that do not overlap.
    fn open(center: &CenterDraft) -> u16 {
        let long = |session: &SessionDraft| {
            let days = session.weekdays.given().unwrap().words.len() as u16;
            days * (session.closes.given().unwrap().minutes() - session.opens.given().unwrap().minutes())
        };
        center.hours.items().map(|(_, session)| long(session)).sum()
    }
}
