//! Centers that do what the presets ask for, but for one thing that a policy asks besides: services of a standard k+N, and
//! areas measured by households or by each other.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{Input, OneFault, asked, demand, put, services};
use super::junk::written;
use crate::policy::{Ask, Choice, Chosen, Communities, CommunityFacts, PerHouseholds, Policy};
use crate::vocab::{
    AreaKind, Count, EmbeddedFunction, EmbeddedFunctionSet, KindSet, Name, Percent, RuralFunction, RuralFunctionSet,
    Scheme, ServiceFunction, ServiceKind, SquareMeters,
};

pub(super) fn policy_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    Some(match rule {
        "missing-core-service" => asked(
            rule,
            core_and_a_kind_of_it(),
            |(core, _)| {
                let ask = Ask::Core { standard: Name::fixed("k+N"), of: *core };
                Policy::none().ask(demand(ask))
            },
            |record, (_, kind)| remove_kind(record, kind),
        ),
        "too-few-chosen-services" => asked(
            rule,
            core_choices_and_one_of_them(),
            |(core, from, _)| {
                let standard = Name::fixed("k+N");
                let core = Choice::Kinds(KindSet::of(&[*core]));
                // All that the center offers besides the core.
                let at_least = OFFERED.len() as u32 - 1;
                Policy::none().ask(demand(Ask::Chosen(Chosen { standard, core, from: *from, at_least })))
            },
            |record, (.., kind)| remove_kind(record, kind),
        ),
        "area-per-100-households-below-minimum" => area_per_100_households(rule),
        "resident-share-below-minimum" => asked(
            rule,
            // The floor area is at least 800 m².
            (1_u8..=100).prop_flat_map(|share| (Just(Percent::whole(share)), 0..8 * u32::from(share))),
            |(share, _)| Policy::none().ask(demand(Ask::ResidentShare(*share))),
            |record, (_, activity)| {
                let areas = record.get_mut("areas")?.as_array_mut()?;
                areas.push(json!({ "kind": "activity", "square_meters": activity }));
                Some(format!("/areas/{}", areas.len() - 1))
            },
        ),
        _ => return None,
    })
}

/// The kinds of service that a center offers which does everything that the presets ask for.
const OFFERED: [ServiceKind; 6] = [
    ServiceKind::ReadingRoom,
    ServiceKind::FitnessEquipment,
    ServiceKind::DayCare,
    ServiceKind::Clinic,
    ServiceKind::AfterSchoolCare,
    ServiceKind::GovernmentDesk,
];

/// Takes every service of a kind away.
fn remove_kind(record: &mut Value, kind: ServiceKind) -> Option<String> {
    let kind = written(kind)?;
    services(record)?.retain(|service| service.get("kind") != Some(&kind));
    Some("/services".to_owned())
}

/// A core that the center offers, by any scheme, and a kind without which it lacks one of it.
fn core_and_a_kind_of_it() -> impl Strategy<Value = (Choice, ServiceKind)> {
    let rural = RuralFunctionSet::of(&[
        RuralFunction::ConvenienceServices,
        RuralFunction::CivilizationPractice,
        RuralFunction::DayCare,
        RuralFunction::Health,
    ]);
    let embedded = EmbeddedFunctionSet::of(&[
        EmbeddedFunction::ElderlyCare,
        EmbeddedFunction::ChildCare,
        EmbeddedFunction::HealthServices,
        EmbeddedFunction::Fitness,
        EmbeddedFunction::CultureLeisure,
    ]);
    let cores = vec![
        Choice::all_of(Scheme::SixFunctions),
        Choice::Rural(rural),
        Choice::Embedded(embedded),
        Choice::Kinds(KindSet::of(&OFFERED)),
    ];
    (select(cores), select(&OFFERED[..])).prop_filter("the kind is not of the core", |(core, kind)| core.counts(*kind))
}

/// A kind for the core, those to choose from or none, and a kind that is chosen.
fn core_choices_and_one_of_them() -> impl Strategy<Value = (ServiceKind, KindSet, ServiceKind)> {
    let from = select(vec![KindSet::EMPTY, KindSet::of(&OFFERED)]);
    (select(&OFFERED[..]), from, select(&OFFERED[..]))
        .prop_filter("the core is no choice", |(core, _, chosen)| core != chosen)
}

/// A document whose only center has up to 9,000 m² for so many households that it is too small, or offers nothing for the old.
fn area_per_100_households(rule: &'static str) -> BoxedStrategy<OneFault> {
    const COMMUNITY: &str = "5a0c3f5e-0000-4000-8000-00000000000c";

    let function = prop_oneof![Just(None), Just(Some(ServiceFunction::ElderlyCare))];
    (function, 30_001_u32..2_000_000)
        .prop_flat_map(move |(function, households)| {
            let minimum = PerHouseholds { kind: AreaKind::Floor, function, least: SquareMeters::whole(30) };
            let faults = asked(
                rule,
                Just(minimum),
                |minimum| Policy::none().ask(demand(Ask::AreaPer100Households(*minimum))),
                |record, minimum| {
                    put(record, "/community", json!(COMMUNITY))?;
                    record.as_object_mut()?.remove("serves");
                    match minimum.function {
                        None => Some("/areas/0".to_owned()),
                        Some(_) => remove_kind(record, ServiceKind::DayCare).map(|_| "/spaces".to_owned()),
                    }
                },
            );
            faults.prop_filter_map("no community", move |fault| {
                let households = Count::new(households);
                let facts = CommunityFacts {
                    id: COMMUNITY.parse().ok()?,
                    divisions: Vec::new(),
                    setting: None,
                    households,
                    nth: None,
                };
                let context = fault.context.knowing(Communities::from_iter([facts]));
                let text = format!(r#"{{ "format": 1, "name": "示例区", "centers": [{}] }}"#, fault.text);
                let path = format!("/centers/0{}", fault.path).parse().ok()?;
                Some(OneFault { path, input: Input::District, text, context, ..fault })
            })
        })
        .boxed()
}
