//! For every rule about policy documents and waivers: a document, or a record under a policy, with that fault and no other.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{Base, Input, OneFault, center, changed, district, put};
use super::junk::written;
use super::policies::layer_draft;
use super::records::Fill;
use super::words::{date, text};
use crate::check::Options;
use crate::context::Context;
use crate::path::Pointer;
use crate::policy::{Layer, Resolver};
use crate::record::Model;
use crate::records::{PolicyLayer, PolicyLayerDraft};
use crate::vocab::{Date, Word};

pub(super) fn layer_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    Some(match rule {
        "unusable-requirement" => changed(rule, layer(), unusable(), |record, (requirement, field)| {
            put(record, "/requirements/0", requirement)?;
            Some(format!("/requirements/0{field}"))
        }),
        "unknown-rule" => {
            let id = "x-[a-z]{8,12}-[a-z0-9]{1,20}";
            changed(rule, layer(), (id, any::<bool>()), |record, (id, waived)| {
                put(record, if waived { "/waivers/0/rule" } else { "/levels/0/rule" }, json!(id))
            })
        }
        "unchangeable-rule" => changed(rule, layer(), changes(), |record, (rule, level)| match level {
            None => put(record, "/waivers/0/rule", json!(rule)),
            Some(level) => {
                put(record, "/levels", json!([{ "rule": rule, "level": level }]))?;
                Some("/levels/0/level".to_owned())
            }
        }),
        "contradictory-policy" => contradictory(rule),
        "policy-loosened-without-reason" => loosened(rule),
        "waiver-expired" => waived(rule, date(2000..2024)),
        "waiver-unused" => waived(rule, date(2025..2040)),
        _ => return None,
    })
}

/// A layer with something in every place.
pub(super) fn layer() -> Base {
    let record = layer_draft(Fill::All).prop_filter_map("", |draft| written(PolicyLayer::admit(draft)?));
    Base { input: Input::PolicyLayer, record: record.boxed() }
}

/// Two layers that are made for the same centers, at these levels.
fn two_layers(levels: impl Strategy<Value = [&'static str; 2]> + 'static) -> Base {
    let record = (layer().record, levels).prop_filter_map("", |(first, levels)| {
        let mut layers = [first.clone(), first];
        for (nth, (layer, level)) in layers.iter_mut().zip(levels).enumerate() {
            put(layer, "/key", json!(format!("layer-{nth}")))?;
            put(layer, "/level", json!(level))?;
        }
        Some(json!({ "format": 1, "layers": layers }))
    });
    Base { input: Input::PolicySet, record: record.boxed() }
}

/// Requirements that cannot be used, each with the place from it down where it is told.
fn unusable() -> impl Strategy<Value = (Value, &'static str)> {
    let to = json!({ "datum": "gcj-02", "latitude": 34.6, "longitude": 112.4 });
    prop_oneof![
        text().prop_map(|reason| (json!({ "strength": "should", "reason": reason }), "")),
        Just((json!({ "functions": [], "report_office_share": false }), "")),
        (1_u8..100, 0_u8..30).prop_map(|(old, more)| {
            (json!({ "age_boundaries": { "middle_from": old + more, "old_from": old } }), "/age_boundaries")
        }),
        (1_u32..9).prop_map(|least| (json!({ "any_of": { "of": {}, "at_least": least } }), "/any_of")),
        Just((
            json!({ "k_plus_n": {
                "name": "4+N", "core": { "functions": ["health"], "kinds": ["clinic"] }, "at_least": 1
            } }),
            "/k_plus_n"
        )),
        (0_u32..900, 1_u32..900).prop_map(|(advised, more)| {
            (json!({ "area": { "kind": "floor", "least": advised + more, "advised": advised } }), "/area")
        }),
        select(vec![
            json!({ "to": to }),
            json!({ "to": to, "minutes": 15 }),
            json!({ "to": to, "meters": 300, "meters_per_minute": 60 }),
        ])
        .prop_map(|reach| (json!({ "reach": reach }), "/reach")),
    ]
}

/// Rules of the record with what no policy may do to them; without a level they are waived.
fn changes() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    let errors = || select(vec!["malformed-value", "missing-field", "duplicate-key", "reversed-session"]);
    prop_oneof![
        errors().prop_map(|rule| (rule, None)),
        (errors(), select(vec!["warning", "info", "off"])).prop_map(|(rule, level)| (rule, Some(level))),
        select(vec!["unknown-field", "division-code-band", "suspicious-text"]).prop_map(|rule| (rule, Some("error"))),
    ]
}

fn contradictory(rule: &'static str) -> BoxedStrategy<OneFault> {
    let counts = || (0_u32..50, 1_u32..50, any::<bool>());
    let within = changed(rule, layer(), counts(), |record, (count, more, swap)| {
        let [one, other] = if swap { [count + more, count] } else { [count, count + more] };
        put(record, "/requirements", json!([{ "features": one }, { "features": other }]))?;
        Some("/requirements/1/features".to_owned())
    });
    let levels = select(vec!["nation", "province", "city", "district", "community"]).prop_map(|level| [level; 2]);
    let between = changed(rule, two_layers(levels), counts(), |record, (count, more, swap)| {
        let [one, other] = if swap { [count + more, count] } else { [count, count + more] };
        put(record, "/layers/0/requirements", json!([{ "features": one }]))?;
        put(record, "/layers/1/requirements", json!([{ "features": other, "reason": "另有安排" }]))?;
        Some("/layers/1/requirements/0/features".to_owned())
    });
    prop_oneof![within, between].boxed()
}

fn loosened(rule: &'static str) -> BoxedStrategy<OneFault> {
    let levels =
        select(vec![["nation", "city"], ["province", "district"], ["city", "community"], ["nation", "community"]]);
    changed(rule, two_layers(levels), (0_u32..50, 1_u32..50), |record, (count, more)| {
        put(record, "/layers/0/requirements", json!([{ "features": count + more }]))?;
        put(record, "/layers/1/requirements", json!([{ "features": count }]))?;
        Some("/layers/1/requirements/0/features".to_owned())
    })
}

/// Records under a policy that asks for nothing and waives something until a day. A waiver for all centers is told of a
/// document only.
fn waived(rule: &'static str, until: impl Strategy<Value = Date> + 'static) -> BoxedStrategy<OneFault> {
    let within = select(vec![(Input::Center, true), (Input::District, true), (Input::District, false)]);
    (within, until)
        .prop_flat_map(move |((input, named), until)| {
            let base = if input == Input::Center { center() } else { district() };
            let waivable = select(vec!["missing-feature", "too-far", "area-below-minimum"]);
            (base.record, waivable).prop_filter_map("", move |(record, waivable)| {
                let place = match (input, named) {
                    (Input::Center, _) => "",
                    (_, true) => "/centers/1",
                    (_, false) => "",
                };
                let center = named.then(|| record.pointer(&format!("{place}/id")).cloned());
                let mut waiver = json!({
                    "rule": waivable, "reason": "正在改造", "approved_by": "某区某办公室", "until": until
                });
                if let Some(center) = center {
                    put(&mut waiver, "/center", center?)?;
                }
                Some(OneFault {
                    rule,
                    path: Pointer::from_text(place).ok()?,
                    input,
                    text: record.to_string(),
                    context: waiving(waiver)?,
                    options: Options::default(),
                })
            })
        })
        .boxed()
}

/// The context of a district that waives something and asks for nothing, in June 2024.
fn waiving(waiver: Value) -> Option<Context> {
    let layer = json!({
        "key": "waiving", "name": "某区豁免", "level": "district",
        "citation": { "document": "某区豁免通知", "confidence": "stated" },
        "waivers": [waiver]
    });
    let layer: PolicyLayerDraft = serde_json::from_value(layer).ok()?;
    let layer = Layer::from(&PolicyLayer::admit(layer)?);
    let resolver = Resolver::new(vec![layer], crate::policy::Communities::default(), Date::new(2024, 6, 1)).ok()?;
    Some(Context::layered(resolver))
}
