//! Faults in what a district has and plans, and in the lives of centers and tasks.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{OneFault, center, changed, district, put};
use super::words;
use crate::vocab::{AcquisitionMode, Answer, Lifecycle, PartialDate, ProjectState};

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
        "illegal-move" => prop_oneof![
            changed(rule, center(), illegal_moves(), |record, (from, to)| {
                lived(record, json!([{ "status": from }, { "status": to }]))?;
                Some("/history/1/status".to_owned())
            }),
            changed(rule, district(), illegal_steps(), |record, (mode, from, to)| {
                let task = worked(record, json!([{ "state": from }, { "state": to }]))?;
                put(task, "/mode", json!(mode))?;
                Some("/projects/0/history/1/state".to_owned())
            }),
        ]
        .boxed(),
        "history-out-of-order" => {
            let dates = || (words::date(2015..2018), words::date(2019..2022));
            prop_oneof![
                changed(rule, center(), dates(), |record, (early, late)| {
                    lived(record, json!([{ "status": "planned", "on": late }, { "status": "open", "on": early }]))?;
                    Some("/history/1/on".to_owned())
                }),
                changed(rule, district(), dates(), |record, (early, late)| {
                    let steps = json!([{ "state": "planned", "on": late }, { "state": "canceled", "on": early }]);
                    worked(record, steps)?;
                    Some("/projects/0/history/1/on".to_owned())
                }),
            ]
            .boxed()
        }
        "state-contradicts-history" => prop_oneof![
            changed(rule, center(), states_apart(), |record, (now, told)| {
                lived(record, json!([{ "status": told }]))?;
                put(record, "/status", json!(now))
            }),
            changed(rule, district(), tasks_apart(), |record, (now, told)| {
                let task = worked(record, json!([{ "state": told }]))?;
                put(task, "/state", json!(now))?;
                Some("/projects/0/state".to_owned())
            }),
            changed(rule, district(), (unmerged(), any::<bool>()), |record, (state, by_history)| {
                let other = record.pointer("/projects/1/id")?.clone();
                record.pointer_mut("/projects/1")?.as_object_mut()?.remove("merged_into");
                let task = worked(record, json!([{ "state": state }]))?;
                put(task, "/merged_into", other)?;
                if by_history {
                    return Some("/projects/0/history/0/state".to_owned());
                }
                put(task, "/state", json!(state))?;
                Some("/projects/0/state".to_owned())
            }),
        ]
        .boxed(),
        "circular-merge" => changed(rule, district(), Just(()), |record, ()| {
            for nth in [0, 1] {
                let fields = record.pointer_mut(&format!("/projects/{nth}"))?.as_object_mut()?;
                fields.retain(|key, _| !matches!(key.as_str(), "history" | "center"));
                fields.insert("state".to_owned(), json!("merged"));
            }
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
            // The later one is told, the second where both begin on a day that may be the same.
            let later = |one: PartialDate, other: PartialDate| usize::from(other.last_day() >= one.last_day());
            let reuses = move |record: &mut Value, (one, other): (Span, Span), part: String| {
                let ids = [0, 1].map(|nth| record.pointer(&format!("/centers/{nth}/id")).cloned());
                let reuses = json!([
                    { "center": ids[0], "part": part, "began": one.0, "ended": one.1 },
                    { "center": ids[1], "part": part, "began": other.0, "ended": other.1 },
                ]);
                put(record, "/assets/0/reuses", reuses)?;
                Some(format!("/assets/0/reuses/{}", later(one.0, other.0)))
            };
            let tasks = move |record: &mut Value, (one, other): (Span, Span)| {
                let asset = record.pointer("/assets/0/id")?.clone();
                put(record, "/assets/0/reuses", json!([]))?;
                for (nth, (began, ended)) in [one, other].into_iter().enumerate() {
                    let center = record.pointer(&format!("/centers/{nth}/id"))?.clone();
                    let task = record.pointer_mut(&format!("/projects/{nth}"))?;
                    let fields = task.as_object_mut()?;
                    fields.retain(|key, _| !matches!(key.as_str(), "community" | "merged_into" | "plan_year"));
                    put(task, "/center", center)?;
                    put(task, "/state", json!("completed"))?;
                    put(task, "/assets", json!([asset]))?;
                    let begins = json!({ "state": "under-construction", "on": began });
                    put(task, "/history", json!([begins, { "state": "completed", "on": ended }]))?;
                }
                Some(format!("/projects/{}/assets/0", later(one.0, other.0)))
            };
            prop_oneof![
                changed(rule, district(), (time(), time(), "[一二三]楼"), move |record, (one, other, part)| {
                    reuses(record, (one, other), part)
                }),
                changed(rule, district(), (time(), time()), tasks),
            ]
            .boxed()
        }
        "count-contradicts-list" => {
            let of_the_list = changed(rule, district(), (1_u64..1_000, any::<bool>()), |record, (more, of_topics)| {
                if of_topics {
                    let topics = record.pointer("/surveys/0/topics")?.as_array()?.len() as u64;
                    return put(record, "/surveys/0/topic_count", json!(topics + more));
                }
                let centers = record.get("centers")?.as_array()?.len() as u64;
                put(record, "/counts", json!([{ "of": "centers", "count": centers + more }]))?;
                Some("/counts/0/count".to_owned())
            });
            let day = prop_oneof![Just(None), words::date(2015..2019).prop_map(Some)];
            let numbers = (0_u64..1_000, 1_u64..1_000, day);
            let of_each_other = changed(rule, district(), numbers, |record, (least, more, day)| {
                record.as_object_mut()?.remove("culture_sites");
                if day.is_none() {
                    // Two counts of a document of a year need not be of one time.
                    record.as_object_mut()?.remove("edition");
                }
                let counts = [("below", least + 1), ("exactly", least + more)].map(|(qualifier, count)| {
                    json!({ "of": "culture_sites", "count": count, "qualifier": qualifier, "as_of": day })
                });
                put(record, "/counts", json!(counts))?;
                Some("/counts/1/count".to_owned())
            });
            prop_oneof![of_the_list, of_each_other].boxed()
        }
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

/// Gives the first task another history, and takes away what may contradict it.
fn worked(district: &mut Value, history: Value) -> Option<&mut Value> {
    let task = district.pointer_mut("/projects/0")?;
    task.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "state" | "center" | "community" | "merged_into"));
    put(task, "/history", history)?;
    Some(task)
}

/// A mode, and two states of a task of which the second then cannot follow the first.
fn illegal_steps() -> impl Strategy<Value = (AcquisitionMode, ProjectState, ProjectState)> {
    (words::any_of::<AcquisitionMode>(), words::any_of::<ProjectState>(), words::any_of::<ProjectState>())
        .prop_filter("that may be legal", |(mode, from, to)| from.may_become(*to, Some(*mode)) == Answer::No)
}

/// Two different states of a task.
fn tasks_apart() -> impl Strategy<Value = (ProjectState, ProjectState)> {
    (words::any_of::<ProjectState>(), words::any_of::<ProjectState>())
        .prop_filter("they are the same", |(now, told)| now != told)
}

/// A state of a task that was not merged.
fn unmerged() -> impl Strategy<Value = ProjectState> {
    words::any_of::<ProjectState>().prop_filter("it was merged", |state| *state != ProjectState::Merged)
}

/// When a use began and ended.
type Span = (PartialDate, PartialDate);

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
