//! Records with one fault each, made from one that is in order: what a peer really tells.

use serde_json::Value;

use crate::corpus::{self, Recipe};
use crate::rules::{Break, RULES};
use crate::{FAULTS_PER_HUNDRED, SEED};

/// One line for every break of every rule, in the order of the rules.
pub fn lines() -> Vec<String> {
    let sound: Value = serde_json::from_str(&sound()).expect("the corpus is JSON");
    RULES.iter().flat_map(|rule| rule.breaks).map(|how| broken(sound.clone(), how)).collect()
}

/// The first record of the corpus without a fault.
pub fn sound() -> String {
    corpus::record(0, &recipe(0))
}

/// Records of the corpus, with the faults that it has.
pub fn record(number: u64) -> String {
    corpus::record(number, &recipe(FAULTS_PER_HUNDRED))
}

fn recipe(faults_per_hundred: u64) -> Recipe {
    Recipe { seed: SEED, faults_per_hundred, twice_per_hundred: 0, escaped: false }
}

fn broken(mut record: Value, how: &Break) -> String {
    match how {
        Break::Put(pointer, text) => put(&mut record, pointer, serde_json::from_str(text).expect("a break is JSON")),
        Break::Long(pointer, length) => put(&mut record, pointer, Value::from("长".repeat(*length))),
        Break::Copy(to, from) => {
            let copy = record.pointer(from).cloned().expect("there is something to copy");
            put(&mut record, to, copy);
        }
        Break::Drop(pointer) => {
            let (parent, key) = parent(&mut record, pointer);
            parent.as_object_mut().and_then(|parent| parent.remove(key)).expect("there is something to drop");
        }
        Break::Again(member) => return format!("{{{member},{}", &record.to_string()[1..]),
    }
    record.to_string()
}

fn put(record: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = parent(record, pointer);
    match parent {
        Value::Array(list) => list[key.parse::<usize>().expect("a place in a list")] = value,
        object => object[key] = value,
    }
}

fn parent<'r, 'p>(record: &'r mut Value, pointer: &'p str) -> (&'r mut Value, &'p str) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    (record.pointer_mut(parent).expect("a pointer leads somewhere"), key)
}
