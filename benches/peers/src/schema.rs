//! `jsonschema` with `center.schema.json`, and the keywords and formats that are functions of our own.

use std::collections::HashSet;

use jsonschema::{Keyword, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use crate::own;

/// The schema, ready to judge.
pub fn validator() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("../center.schema.json")).expect("the schema is JSON");
    jsonschema::options()
        // The faster of its two engines, in time linear in the text.
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .with_format("partial-date", own::partial_date)
        .with_format("credit-code", own::check_digit)
        .with_keyword("inOrder", |_, pairs, _| Ok(Box::new(Own { what: pairs.clone(), rule: in_order })))
        .with_keyword("keysDiffer", |_, what, _| Ok(Box::new(Own { what: what.clone(), rule: keys_differ })))
        .with_keyword("holdsTogether", |_, what, _| Ok(Box::new(Own { what: what.clone(), rule: holds_together })))
        .build(&schema)
        .expect("the schema is a schema")
}

/// A keyword that is a function of what the schema says there, and of the value.
struct Own {
    what: Value,
    rule: fn(&Value, &Value) -> bool,
}

impl<'i> Keyword<'i> for Own {
    fn validate(&self, value: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(value) { Ok(()) } else { Err(ValidationError::custom("does not hold")) }
    }

    fn is_valid(&self, value: &'i Value) -> bool {
        (self.rule)(&self.what, value)
    }
}

/// Pairs of numbers, or of texts that sort as they should: the first comes before the second, or with it where `apart` is false.
fn in_order(pairs: &Value, record: &Value) -> bool {
    items(pairs).iter().all(|pair| {
        let at = |end: &str| pair[end].as_str().and_then(|key| record.get(key));
        let order = match (at("first"), at("then")) {
            (Some(Value::String(first)), Some(Value::String(then))) => Some(first.cmp(then)),
            (Some(first), Some(then)) => {
                first.as_f64().zip(then.as_f64()).and_then(|(first, then)| first.partial_cmp(&then))
            }
            _ => None,
        };
        order.is_none_or(|order| order.is_lt() || order.is_eq() && pair["apart"] == Value::Bool(false))
    })
}

fn keys_differ(_: &Value, list: &Value) -> bool {
    let mut seen = HashSet::new();
    items(list).iter().filter_map(|item| item["key"].as_str()).all(|key| seen.insert(key))
}

fn holds_together(_: &Value, center: &Value) -> bool {
    let name = &center["name"];
    items(&center["aliases"]).iter().all(|alias| alias != name)
        && holds_its_spaces(center)
        && refers_to_what_is_there(center)
}

fn holds_its_spaces(center: &Value) -> bool {
    let most = |kind: &Value| {
        let own = items(&center["areas"]).iter().filter(|area| area["kind"] == *kind);
        own.filter_map(|area| area["square_meters"].as_f64()).reduce(f64::max)
    };
    let parts = items(&center["spaces"]).iter().flat_map(|space| items(&space["areas"]));
    parts.into_iter().all(|part| {
        part["square_meters"].as_f64().is_none_or(|size| most(&part["kind"]).is_none_or(|most| size <= most))
    })
}

fn refers_to_what_is_there(center: &Value) -> bool {
    let keys =
        |list: &str| -> HashSet<&str> { items(&center[list]).iter().filter_map(|item| item["key"].as_str()).collect() };
    let (spaces, services, people) = (keys("spaces"), keys("services"), keys("people"));
    let has = |among: &HashSet<&str>, key: &Value| key.as_str().is_none_or(|key| among.contains(key));
    let has_all = |list: &Value| items(list).iter().all(|key| has(&spaces, key));
    items(&center["services"]).iter().all(|service| has_all(&service["spaces"]))
        && items(&center["tenants"]).iter().all(|tenant| has(&spaces, &tenant["space"]))
        && items(&center["activities"]).iter().all(|activity| {
            has_all(&activity["spaces"])
                && has(&services, &activity["service"])
                && items(&activity["sections"]).iter().all(|section| has(&people, &section["teacher"]))
        })
}

/// The items of a list; none of what is missing or no list, which another rule tells.
fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}
