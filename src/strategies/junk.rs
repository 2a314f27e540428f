//! Values that nobody expects, and records that hold one.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

use super::districts::district_draft;
use super::records::{Fill, center_draft};
use crate::path::Pointer;
use crate::record::Model;
use crate::records::{Center, District};
use crate::vocab::Word;

/// A record in which one value was replaced.
#[derive(Clone, Debug)]
pub struct NearlyValid {
    /// The record as JSON text.
    pub text: String,
    /// The place of the value that was replaced.
    pub path: Pointer,
}

/// Any JSON value: of the wrong type, out of range, empty, nested, hostile to people who read it.
pub fn junk() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)),
        (-5_i64..200).prop_map(Value::from),
    ];
    let hostile = select(
        &[
            "",
            " ",
            "\u{202E}",
            "\u{200B}",
            "\0",
            "\u{FFFD}",
            "暂无",
            "锟斤拷",
            "<b>",
            "javascript:alert(1)",
            "-1",
            "999",
            "2999-13-45",
            "25:99",
            "ZZ",
            "null",
            "../../etc",
            "00000000-0000-0000-0000-000000000000",
        ][..],
    );
    let text = prop_oneof![
        hostile.prop_map(Value::from),
        ".{0,60}".prop_map(Value::from),
        "[a-z-]{1,12}".prop_map(Value::from)
    ];
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, text];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let entries = vec((".{0,8}", inner.clone()), 0..4);
        prop_oneof![
            vec(inner, 0..4).prop_map(Value::Array),
            entries.prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A center in order but for one value, which is [`junk`].
pub fn nearly_valid_center() -> impl Strategy<Value = NearlyValid> {
    nearly(center_draft(Fill::Some).prop_filter_map("not in order", |draft| written(Center::admit(draft)?)))
}

/// A document in order but for one value, which is [`junk`].
pub fn nearly_valid_district() -> impl Strategy<Value = NearlyValid> {
    nearly(district_draft(Fill::Some).prop_filter_map("not in order", |draft| written(District::admit(draft)?)))
}

pub(super) fn written(record: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(record).ok()
}

pub(super) fn nearly(record: impl Strategy<Value = Value>) -> impl Strategy<Value = NearlyValid> {
    (record, any::<Index>(), junk()).prop_filter_map("no such place", |(mut record, pick, junk)| {
        let places = places(&record);
        let path = places.get(pick.index(places.len()))?;
        *record.pointer_mut(path)? = junk;
        Some(NearlyValid { text: record.to_string(), path: Pointer::from_text(path).ok()? })
    })
}

/// The pointers of every value in a record, but for the record itself.
pub(super) fn places(record: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, to: &mut Vec<String>) {
        match value {
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    let at = format!("{at}/{place}");
                    walk(item, &at, to);
                    to.push(at);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    let at = format!("{at}/{key}");
                    walk(field, &at, to);
                    to.push(at);
                }
            }
            _ => {}
        }
    }
    let mut to = Vec::new();
    walk(record, "", &mut to);
    to
}
