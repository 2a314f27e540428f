//! Faults in what a district has and plans, and in the lives of centers and tasks.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::fault::{OneFault, changed, district, put};

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
        _ => return None,
    })
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
