//! Faults in what a district has and plans, and in the lives of centers and tasks.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{OneFault, center, changed, district, put};
use super::words;
use crate::vocab::Lifecycle;

pub(super) fn development_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    Some(match rule {
        "duplicate-record-id" => changed(rule, district(), select(LISTS), |record, (list, key, insert)| {
            let first = record.get(list)?.get(0)?.clone();
            let items = record.get_mut(list)?.as_array_mut()?;
            if insert {
                items.insert(1, first);
            } else {
                let id = first.get(key)?.clone();
                put(items.get_mut(1)?, &format!("/{key}"), id)?;
            }
            Some(format!("/{list}/1/{key}"))
        }),
        "illegal-move" => changed(rule, center(), illegal_moves(), |record, (from, to)| {
            lived(record, json!([{ "status": from }, { "status": to }]))?;
            Some("/history/1/status".to_owned())
        }),
        "history-out-of-order" => {
            changed(rule, center(), (words::date(2015..2018), words::date(2019..2022)), |record, (early, late)| {
                lived(record, json!([{ "status": "planned", "on": late }, { "status": "open", "on": early }]))?;
                Some("/history/1/on".to_owned())
            })
        }
        "state-contradicts-history" => changed(rule, center(), states_apart(), |record, (now, told)| {
            lived(record, json!([{ "status": told }]))?;
            put(record, "/status", json!(now))
        }),
        "circular-merge" => changed(rule, district(), Just(()), |record, ()| {
            let ids = [0, 1].map(|nth| record.pointer(&format!("/projects/{nth}/id")).cloned());
            let [Some(first), Some(second)] = ids else { return None };
            put(record, "/projects/1/merged_into", first)?;
            put(record, "/projects/0/merged_into", second)
        }),
        "project-contradicts-center" => changed(rule, district(), any::<bool>(), |record, of_state| {
            for project in record.get_mut("projects")?.as_array_mut()? {
                project.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "center" | "state" | "history"));
            }
            let center = record.pointer("/centers/0/id")?.clone();
            put(record, "/projects/0/center", center)?;
            if of_state {
                let home = record.pointer("/centers/0/community")?.clone();
                put(record, "/projects/0/community", home)?;
                lived(record.pointer_mut("/centers/0")?, json!([{ "status": "planned" }]))?;
                put(record, "/centers/0/status", json!("planned"))?;
                return put(record, "/projects/0/state", json!("in-use"));
            }
            let [home, other] = [0, 1].map(|nth| record.pointer(&format!("/communities/{nth}/id")).cloned());
            put(record, "/centers/0/community", home?)?;
            put(record, "/projects/0/community", other?)
        }),
        "asset-reused-twice" => {
            let time = || (words::partial_date(2012..2014), words::partial_date(2015..2017));
            changed(rule, district(), (time(), time()), |record, ((began, ended), (again, until))| {
                let ids = [0, 1].map(|nth| record.pointer(&format!("/centers/{nth}/id")).cloned());
                let reuses = json!([
                    { "center": ids[0], "began": began, "ended": ended },
                    { "center": ids[1], "began": again, "ended": until },
                ]);
                put(record, "/assets/0/reuses", reuses)?;
                // The later one is told, the second where both begin on a day that may be the same.
                let later = usize::from(again.last_day() >= began.last_day());
                Some(format!("/assets/0/reuses/{later}"))
            })
        }
        "count-contradicts-list" => changed(rule, district(), 1_u64..1_000, |record, more| {
            let centers = record.get("centers")?.as_array()?.len() as u64;
            put(record, "/counts", json!([{ "of": "centers", "count": centers + more }]))?;
            Some("/counts/0/count".to_owned())
        }),
        "plan-behind-target" => changed(rule, district(), (2015_u32..2019, 1_u64..1_000), |record, (year, more)| {
            let tasks = record.get("projects")?.as_array()?.len() as u64;
            put(record, "/plans", json!([{ "year": year, "target": tasks + more }]))?;
            Some("/plans/0/target".to_owned())
        }),
        _ => return None,
    })
}

/// Gives a center another history, and takes away what may contradict it.
fn lived(center: &mut Value, history: Value) -> Option<()> {
    center.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "status" | "opened" | "closed"));
    put(center, "/history", history)?;
    Some(())
}

/// Two states of a center of which the second cannot follow the first.
fn illegal_moves() -> impl Strategy<Value = (Lifecycle, Lifecycle)> {
    (words::any_of::<Lifecycle>(), words::any_of::<Lifecycle>())
        .prop_filter("that is legal", |(from, to)| !from.may_become(*to))
}

/// Two different states of a center.
fn states_apart() -> impl Strategy<Value = (Lifecycle, Lifecycle)> {
    (words::any_of::<Lifecycle>(), words::any_of::<Lifecycle>())
        .prop_filter("they are the same", |(now, told)| now != told)
}

/// Leaves in a document its communities and centers.
pub(super) fn without_development(record: &mut Value) -> Option<()> {
    let lists = ["assets", "projects", "plans", "culture_sites", "surveys", "counts"];
    record.as_object_mut()?.retain(|key, _| !lists.contains(&key.as_str()));
    Some(())
}

/// Lists of records, what tells these apart, and whether a repeated one has to be a further one, since others refer to all.
const LISTS: &[(&str, &str, bool)] = &[
    ("assets", "id", true),
    ("projects", "id", true),
    ("plans", "year", true),
    ("culture_sites", "id", false),
    ("surveys", "id", false),
];
