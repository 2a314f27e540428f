//! Faults against what is asked of hours, of distances, and of a district as a whole.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::development_faults::without_development;
use super::fault::{OneFault, asked, changed, demand, district, no_sessions, put};
use super::words;
use crate::context::Context;
use crate::policy::{Ask, Point, Policy, Reach, Within};
use crate::vocab::{Datum, Latitude, Longitude, Tier, TierSet, TimeOfDay, Weekday, WeeklyMinutes};

pub(super) fn district_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    Some(match rule {
        "weekly-hours-below-minimum" => weekly_hours(rule),
        "too-far" => too_far(rule),
        "missing-tier" => asked_of_the_district(
            rule,
            tier_and_others(),
            |(tier, _)| Ask::DistrictTiers(TierSet::of(&[*tier])),
            |record, (_, others)| {
                for (center, other) in centers(record)?.iter_mut().zip(others.into_iter().cycle()) {
                    put(center, "/tier", json!(other))?;
                }
                Some("/centers".to_owned())
            },
        ),
        "uncovered-community" => asked_of_the_district(
            rule,
            (words::any_of::<Tier>(), any::<Index>()),
            |(tier, _)| Ask::CommunityTiers(TierSet::of(&[*tier])),
            |record, (tier, pick)| {
                // Tasks would be for communities that are not those of their centers any more.
                without_development(record)?;
                let list = record.get("communities")?.as_array()?;
                let mut ids: Vec<Value> = list.iter().filter_map(|community| community.get("id").cloned()).collect();
                let place = pick.index(ids.len());
                ids.remove(place);
                for center in centers(record)? {
                    stands(center)?;
                    put(center, "/tier", json!(tier))?;
                    put(center, "/community", ids.first()?.clone())?;
                }
                // One center serves all communities but that one.
                put(record, "/centers/0/serves", json!(ids))?;
                Some(format!("/communities/{place}"))
            },
        ),
        "duplicate-feature" => asked_of_the_district(
            rule,
            (words::name(), 0..3_usize),
            |_| Ask::DistinctFeatures,
            |record, (name, place)| {
                for (nth, center) in centers(record)?.iter_mut().enumerate() {
                    stands(center)?;
                    let own = |feature: usize| json!({ "name": format!("第{nth}处的第{feature}项特色") });
                    let mut features: Vec<Value> = (0..3).map(own).collect();
                    if nth < 2 {
                        *features.get_mut(if nth == 0 { 1 } else { place })? = json!({ "name": name });
                    }
                    put(center, "/features", json!(features))?;
                }
                Some(format!("/centers/1/features/{place}/name"))
            },
        ),
        _ => return None,
    })
}

/// The same as [`asked`], for a document.
fn asked_of_the_district<T: Clone + std::fmt::Debug + 'static>(
    rule: &'static str,
    fault: impl Strategy<Value = T> + 'static,
    ask: impl Fn(&T) -> Ask + Clone + 'static,
    change: impl Fn(&mut Value, T) -> Option<String> + Clone + 'static,
) -> BoxedStrategy<OneFault> {
    fault
        .prop_flat_map(move |fault| {
            let policy = Policy::none().ask(demand(ask(&fault)));
            changed(rule, district(), Just(fault), change.clone())
                .prop_map(move |found| OneFault { context: Context::new(policy.clone()), ..found })
        })
        .boxed()
}

fn centers(record: &mut Value) -> Option<&mut Vec<Value>> {
    record.get_mut("centers")?.as_array_mut()
}

/// Leaves it to be taken for granted that the center is open.
fn stands(center: &mut Value) -> Option<()> {
    center.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "status" | "opened" | "closed"));
    Some(())
}

/// A tier, and some that are another.
fn tier_and_others() -> impl Strategy<Value = (Tier, Vec<Tier>)> {
    (words::any_of::<Tier>(), any::<Index>()).prop_map(|(tier, turn)| {
        let mut others: Vec<Tier> = TierSet::all().without(TierSet::of(&[tier])).iter().collect();
        let turn = turn.index(others.len());
        others.rotate_left(turn);
        (tier, others)
    })
}

/// One session on some days, and more minutes asked for than it has in a week.
fn weekly_hours(rule: &'static str) -> BoxedStrategy<OneFault> {
    let session = (words::some_of::<Weekday>(), 0_u16..800, 1_u16..600);
    asked(
        rule,
        (session, 1_u16..500),
        |((days, _, minutes), more)| {
            let open = minutes * days.len() as u16;
            let asked = WeeklyMinutes::new(open + more).unwrap_or(WeeklyMinutes::hours(u8::MAX));
            Policy::none().ask(demand(Ask::WeeklyMinutes(asked)))
        },
        |record, ((days, opens, minutes), _)| {
            let session = json!({
                "weekdays": days,
                "opens": TimeOfDay::from_minutes(opens)?,
                "closes": TimeOfDay::from_minutes(opens + minutes)?,
            });
            no_sessions(record)?;
            put(record, "/hours", json!([session]))
        },
    )
}

/// Every site lies at least a degree to the north of a point, and a degree is more than 111 km.
fn too_far(rule: &'static str) -> BoxedStrategy<OneFault> {
    asked(
        rule,
        (proptest::collection::vec(31_u32..53, 8), 1_u32..111_000, words::any_of::<Datum>()),
        |(_, meters, datum)| {
            let degrees = (Latitude::from_ten_millionths(300_000_000), Longitude::from_ten_millionths(1_120_000_000));
            let (Some(latitude), Some(longitude)) = degrees else { return Policy::none() };
            let to = Point { datum: *datum, latitude, longitude };
            Policy::none().ask(demand(Ask::Reach(Reach { to, name: None, within: Within::Meters(*meters) })))
        },
        |record, (latitudes, _, datum)| {
            let sites = record.get_mut("sites")?.as_array_mut()?;
            let count = sites.len();
            for (site, latitude) in sites.iter_mut().zip(latitudes) {
                let location = json!({ "datum": datum, "latitude": latitude, "longitude": 112 });
                put(site, "/location", location)?;
            }
            Some(if count == 1 { "/sites/0/location" } else { "/sites" }.to_owned())
        },
    )
}
