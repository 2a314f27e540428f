//! For every rule, records with that fault and no other.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::activity_faults::activity_fault;
use super::calendars::calendar_fault;
use super::development_faults::{development_fault, without_development};
use super::district_faults::district_fault;
use super::fault::{Input, OneFault, asked, center, changed, demand, district, no_sessions, put, quiet, services};
use super::junk::{places, written};
use super::layer_faults::{layer, layer_fault};
use super::policy_faults::policy_fault;
use super::words;
use crate::check::Options;
use crate::limits::Limits;
use crate::path::Pointer;
use crate::policy::{Ask, AtTimes, Choice, Policy};
use crate::rules;
use crate::vocab::{
    AgeGroup, Cell, CellSet, EmbeddedFunction, EmbeddedFunctionSet, Scheme, ServiceFunction, ServiceItemPart,
    ServiceKind, TimeOfDay, Weekday,
};

/// Records with exactly one fault, which breaks this rule; `None` if there is no such rule.
///
/// ```
/// use neighborhood_center::strategies::one_fault;
/// use proptest::prelude::*;
///
/// proptest!(|(fault in one_fault("reversed-session").unwrap())| {
///     let report = fault.report();
///     prop_assert_eq!(report.violations().len(), 1);
///     prop_assert_eq!(report.violations()[0].rule(), "reversed-session");
/// });
/// ```
#[must_use]
pub fn one_fault(rule: &str) -> Option<BoxedStrategy<OneFault>> {
    let rule = rules::by_id(rule)?.id;
    let faults = match rule {
        "unreadable-text" => unreadable_text(),
        "unsupported-format" => {
            changed(rule, district(), 2_u32..1_000, |record, format| put(record, "/format", json!(format)))
        }
        "limit-exceeded" => limit_exceeded(),
        "malformed-value" => malformed_value(),
        "missing-field" => missing_field(),
        "unknown-field" => unknown_field(),
        "repeated-field" => repeated_field(),
        "duplicate-key" => changed(rule, center(), lists_of_keys(), |record, (list, needed_by)| {
            for list in needed_by {
                for item in record.get_mut(list)?.as_array_mut()? {
                    item.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "site" | "space" | "spaces"));
                }
            }
            let again = record.get(list)?.get(0)?.clone();
            record.get_mut(list)?.as_array_mut()?.insert(1, again);
            Some(format!("/{list}/1/key"))
        }),
        "unknown-reference" => changed(rule, center(), references(), |record, (place, reference)| {
            record.as_object_mut()?.remove("partial");
            put(record, place, reference)
        }),
        "repeated-reference" => repeated_reference(),
        "reversed-age-range" => changed(rule, center(), (0_u32..120, 0_u32..60), |record, (from, less)| {
            let below = from.saturating_sub(less);
            put(record, "/services/0/audience", json!({ "ages": [{ "from": from, "below": below }] }))?;
            Some("/services/0/audience/ages/0".to_owned())
        }),
        "age-group-mismatch" => changed(rule, center(), ages_of_another_group(), |record, (group, from, below)| {
            let audience = json!({ "groups": [group], "ages": [{ "from": from, "below": below }] });
            put(record, "/services/0/audience", audience)?;
            Some("/services/0/audience/groups".to_owned())
        }),
        "function-kind-mismatch" => changed(rule, center(), kind_and_another_function(), |record, (kind, function)| {
            put(record, "/services/0/kind", kind)?;
            put(record, "/services/0/functions", json!([function]))
        }),
        "reversed-session" => changed(rule, center(), words::times(), |record, [opens, _, _, closes]| {
            put(record, "/hours", json!([{ "weekdays": ["monday"], "opens": closes, "closes": opens }]))?;
            Some("/hours/0".to_owned())
        }),
        "session-without-days" => changed(rule, center(), words::times(), |record, [opens, closes, ..]| {
            put(record, "/hours", json!([{ "weekdays": [], "opens": opens, "closes": closes }]))?;
            Some("/hours/0/weekdays".to_owned())
        }),
        "overlapping-sessions" => changed(rule, center(), (words::times(), any::<bool>()), |record, (times, swap)| {
            let [a, b, c, d] = times;
            let mut hours = [
                json!({ "weekdays": ["monday", "tuesday"], "opens": a, "closes": c }),
                json!({ "weekdays": ["tuesday", "sunday"], "opens": b, "closes": d }),
            ];
            if swap {
                hours.reverse();
            }
            no_sessions(record)?;
            put(record, "/hours", json!(hours))?;
            // It is told where the later of the two begins.
            Some(if swap { "/hours/0" } else { "/hours/1" }.to_owned())
        }),
        "reversed-period" => reversed_period(),
        "status-contradicts-date" => status_contradicts_date(),
        "space-larger-than-center" => changed(rule, center(), (1_u32..500, 1_u32..500), |record, (whole, more)| {
            record.as_object_mut()?.remove("partial");
            record.as_object_mut()?.remove("sites");
            for space in record.get_mut("spaces")?.as_array_mut()? {
                space.as_object_mut()?.remove("site");
                space.as_object_mut()?.remove("areas");
            }
            put(record, "/areas", json!([{ "kind": "indoor", "square_meters": whole }]))?;
            put(record, "/spaces/0/areas", json!([{ "kind": "indoor", "square_meters": whole + more }]))?;
            Some("/spaces/0/areas/0".to_owned())
        }),
        "swapped-coordinates" => {
            changed(rule, center(), (7_300_u32..9_000, 1_800_u32..5_300), |record, (east, north)| {
                // Only where the two numbers could stand in each other's place at all: a latitude is at most 90.
                let degrees = |hundredths: u32| f64::from(hundredths) / 100.0;
                let location = json!({ "datum": "gcj-02", "latitude": degrees(east), "longitude": degrees(north) });
                put(record, "/sites/0/location", location)
            })
        }
        "division-code-band" => changed(rule, district(), 200_u32..400, |record, village| {
            let division = json!([{ "code": format!("410311001{village}"), "scheme": "nbs" }]);
            put(record, "/communities/0/divisions", division)?;
            Some("/communities/0/divisions/0/code".to_owned())
        }),
        "division-parent-mismatch" => changed(rule, district(), 100_000_u32..900_000, |record, other| {
            let other = if other == 410_311 { other + 1 } else { other };
            let division = json!([{ "code": format!("{other}001001"), "scheme": "nbs" }]);
            put(record, "/communities/0/divisions", division)?;
            Some("/communities/0/divisions/0/code".to_owned())
        }),
        "credit-code-check-digit" => {
            changed(rule, center(), (words::credit_code(), 1..31_usize), |record, (code, by)| {
                const DIGITS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
                let (body, digit) = code.as_str().split_at_checked(17)?;
                let wrong = DIGITS.chars().cycle().nth(DIGITS.find(digit)? + by)?;
                put(record, "/operator/credit_code", json!(format!("{body}{wrong}")))
            })
        }
        "service-item-code-part" => changed(
            rule,
            center(),
            (words::service_item_code(), parts_that_are_off()),
            |record, (code, (part, off))| {
                let parts = code.parts()?;
                parts.text(part)?;
                let texts: Vec<&str> = ServiceItemPart::ALL
                    .iter()
                    .filter_map(|it| parts.text(*it).map(|text| if *it == part { off.as_str() } else { text }))
                    .collect();
                put(record, "/services/0/items/0/code", json!(texts.join("-")))
            },
        ),
        "duplicate-alias" => changed(rule, center(), any::<bool>(), |record, of_the_name| {
            let name = record.get("name")?.clone();
            let aliases = if of_the_name { json!(["又名甲", name]) } else { json!(["又名甲", "又名甲"]) };
            put(record, "/aliases", aliases)?;
            Some("/aliases/1".to_owned())
        }),
        "suspicious-text" => {
            changed(rule, center(), suspicious_names(), |record, (place, name)| put(record, place, json!(name)))
        }
        "duplicate-center-id" => changed(rule, district(), Just(()), |record, ()| {
            // What refers to the second center would lead nowhere.
            without_development(record)?;
            let id = record.pointer("/centers/0/id")?.clone();
            put(record, "/centers/1/id", id)
        }),
        "duplicate-community-id" => changed(rule, district(), Just(()), |record, ()| {
            let mut again = record.pointer("/communities/0")?.clone();
            put(&mut again, "/name", json!("另一个同号社区"))?;
            record.get_mut("communities")?.as_array_mut()?.insert(1, again);
            Some("/communities/1/id".to_owned())
        }),
        "same-center-twice" => changed(rule, district(), any::<bool>(), |record, by_alias| {
            without_development(record)?;
            let name = record.pointer("/centers/0/name")?.clone();
            let home = record.pointer("/centers/0/community")?.clone();
            put(record, "/centers/1/community", home)?;
            let place = if by_alias { "/centers/1/aliases" } else { "/centers/1/name" };
            put(record, place, if by_alias { json!([name]) } else { name })?;
            Some(if by_alias { "/centers/1/aliases/0" } else { "/centers/1/name" }.to_owned())
        }),
        "missing-function" => asked(
            rule,
            any_function(),
            |_| Policy::luolong_2023(),
            |record, function| {
                services(record)?.retain(|service| service.pointer("/functions/0") != Some(&function));
                Some("/services".to_owned())
            },
        ),
        "unserved-age-group" => asked(
            rule,
            any_group(),
            |_| Policy::luolong_2023(),
            |record, group| {
                for service in services(record)? {
                    let groups = service.pointer_mut("/audience/groups")?.as_array_mut()?;
                    groups.retain(|known| *known != group);
                }
                Some("/services".to_owned())
            },
        ),
        "unserved-cell" => asked(
            rule,
            select(Cell::ALL),
            |cell| Policy::none().ask(demand(Ask::Cells(CellSet::of(&[*cell])))),
            |record, cell| {
                let (function, group) = (written(cell.function())?, written(cell.group())?);
                for service in services(record)? {
                    if service.pointer("/functions/0") == Some(&function) {
                        service.pointer_mut("/audience/groups")?.as_array_mut()?.retain(|known| *known != group);
                    }
                }
                Some("/services".to_owned())
            },
        ),
        "unserved-hours" => asked(
            rule,
            (select(Cell::ALL), words::some_of::<Weekday>(), 0_u16..1_000, 1_u16..400),
            |(cell, weekdays, opens, minutes)| {
                let time = |minutes: u16| TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::END);
                let (opens, closes) = (time(*opens), time(opens + minutes));
                let asked = AtTimes { cell: *cell, weekdays: *weekdays, opens, closes, season: None };
                Policy::none().ask(demand(Ask::AtTimes(asked)))
            },
            |record, (cell, ..)| {
                let (function, group) = (written(cell.function())?, written(cell.group())?);
                for service in services(record)? {
                    if service.pointer("/functions/0") == Some(&function) {
                        service.pointer_mut("/audience/groups")?.as_array_mut()?.retain(|known| *known != group);
                    }
                }
                put(record, "/activities", json!([]))?;
                Some("/services".to_owned())
            },
        ),
        "missing-feature" => {
            asked(rule, Just(()), |()| Policy::luolong_2023(), |record, ()| put(record, "/features", json!([])))
        }
        "too-few-functions" => asked(
            rule,
            (1_usize..6, any::<bool>()),
            |(left, six)| {
                let scheme = if *six { Scheme::SixFunctions } else { Scheme::EmbeddedFacilities };
                Policy::none().ask(demand(Ask::FunctionsAtLeast { scheme, at_least: *left as u32 + 1 }))
            },
            |record, (left, _)| {
                services(record)?.truncate(left);
                Some("/services".to_owned())
            },
        ),
        "missing-alternative" => asked(
            rule,
            Just(EmbeddedFunctionSet::of(&[EmbeddedFunction::InfantCare, EmbeddedFunction::CommunityDining])),
            |of| Policy::none().ask(demand(Ask::AnyOf { of: Choice::Embedded(*of), at_least: 1 })),
            |_, _| Some("/services".to_owned()),
        ),
        "area-below-minimum" => asked(
            rule,
            1_u32..800,
            |_| Policy::embedded_facilities(),
            |record, small| {
                put(record, "/areas", json!([{ "kind": "floor", "square_meters": small }]))?;
                for space in record.get_mut("spaces")?.as_array_mut()? {
                    space.as_object_mut()?.remove("areas");
                }
                Some("/areas/0".to_owned())
            },
        ),
        other => {
            return policy_fault(other)
                .or_else(|| district_fault(other))
                .or_else(|| development_fault(other))
                .or_else(|| layer_fault(other))
                .or_else(|| activity_fault(other))
                .or_else(|| calendar_fault(other));
        }
    };
    Some(faults)
}

fn any_function() -> impl Strategy<Value = Value> {
    words::any_of::<ServiceFunction>().prop_filter_map("", written)
}

fn any_group() -> impl Strategy<Value = Value> {
    words::any_of::<AgeGroup>().prop_filter_map("", written)
}

/// A text that breaks off: the end of a record is the end of its outermost object.
fn unreadable_text() -> BoxedStrategy<OneFault> {
    (center().record, any::<Index>())
        .prop_filter_map("", |(record, cut)| {
            let whole = record.to_string();
            let text: String = whole.chars().take(cut.index(whole.chars().count())).collect();
            let (context, options) = (quiet(), Options::default());
            Some(OneFault {
                rule: "unreadable-text",
                path: Pointer::default(),
                input: Input::Center,
                text,
                context,
                options,
            })
        })
        .boxed()
}

fn limit_exceeded() -> BoxedStrategy<OneFault> {
    let faults = changed("limit-exceeded", center(), 13_usize..40, |record, aliases| {
        let aliases: Vec<String> = (0..aliases).map(|place| format!("又名第{place}")).collect();
        put(record, "/aliases", json!(aliases))
    });
    let limits = Limits { list_items: 12, ..Limits::default() };
    faults.prop_map(move |fault| OneFault { options: Options { limits, ..fault.options }, ..fault }).boxed()
}

/// A value of a type that its field can never have, in any place.
fn malformed_value() -> BoxedStrategy<OneFault> {
    let input = prop_oneof![Just(Input::Center), Just(Input::District)];
    input
        .prop_flat_map(|input| {
            let base = if input == Input::Center { center() } else { district() };
            changed("malformed-value", base, any::<Index>(), |record, pick| {
                let places = places(record);
                let place = places.get(pick.index(places.len()))?.clone();
                let value = record.pointer_mut(&place)?;
                // A list of anything is no word and no record; an object is no list.
                *value = if value.is_array() { json!({}) } else { json!([]) };
                Some(place)
            })
        })
        .boxed()
}

fn missing_field() -> BoxedStrategy<OneFault> {
    const REQUIRED: &[&str] = &[
        "/id",
        "/name",
        "/areas/0/kind",
        "/areas/0/square_meters",
        "/sites/0/key",
        "/sites/0/location/datum",
        "/sites/0/location/latitude",
        "/sites/0/location/longitude",
        "/spaces/0/key",
        "/spaces/0/name",
        "/services/0/key",
        "/services/0/name",
        "/services/0/provider/name",
        "/services/0/items/0/name",
        "/services/0/items/0/department/name",
        "/tenants/0/format",
        "/operator/name",
        "/hours/0/weekdays",
        "/hours/0/opens",
        "/hours/0/closes",
        "/features/0/name",
        "/sources/0/title",
    ];
    changed("missing-field", center(), (select(REQUIRED), any::<bool>()), |record, (place, null)| {
        if null {
            return put(record, place, Value::Null);
        }
        let (parent, key) = place.rsplit_once('/')?;
        record.pointer_mut(parent)?.as_object_mut()?.remove(key)?;
        Some(place.to_owned())
    })
}

/// A key that is like no field of any record, in any object.
fn unknown_field() -> BoxedStrategy<OneFault> {
    let key = prop_oneof!["x-[a-z]{8,12}", "[\u{4E00}-\u{9FA5}]{2,6}", "[~/]{1,3}"];
    changed("unknown-field", center(), (key, any::<Index>(), super::junk()), |record, (key, pick, junk)| {
        let mut objects = places(record);
        objects.retain(|place| record.pointer(place).is_some_and(Value::is_object));
        objects.push(String::new());
        let place = objects.get(pick.index(objects.len()))?;
        record.pointer_mut(place)?.as_object_mut()?.insert(key.clone(), junk);
        Some(format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")))
    })
}

/// A field of the record that stands there once more, with any value: the first counts.
fn repeated_field() -> BoxedStrategy<OneFault> {
    let faults = changed("repeated-field", center(), any::<Index>(), |record, pick| {
        let fields = record.as_object()?;
        Some(format!("/{}", fields.keys().nth(pick.index(fields.len()))?))
    });
    (faults, super::junk())
        .prop_map(|(fault, junk)| {
            let key = fault.path.first_step().unwrap_or_default();
            let open = fault.text.strip_suffix('}').unwrap_or(&fault.text);
            OneFault { text: format!("{open},{}:{junk}}}", Value::from(key.as_str())), ..fault }
        })
        .boxed()
}

/// Parts of a code of a government-service item, each with a text that it cannot have.
fn parts_that_are_off() -> impl Strategy<Value = (ServiceItemPart, String)> {
    prop_oneof![
        "[0-9]{9,11}|[0-9]{11}[A-Z]".prop_map(|text| (ServiceItemPart::Area, text)),
        "[0-9]{2}|[0-9]{2}[A-Z]".prop_map(|text| (ServiceItemPart::Section, text)),
        "[0-9]{2}|[A-Z]".prop_map(|text| (ServiceItemPart::Task, text)),
        "[0-9]{1}|[0-9][A-Z]".prop_map(|text| (ServiceItemPart::Version, text)),
        "[0-9]{10}|[0-9]{13}|1[1-9]51130[0-9A-HJ-NPQRTUWXY]{10}|2{9,18}"
            .prop_map(|text| (ServiceItemPart::Organization, text)),
        words::credit_code().prop_filter_map("it ends so", |code| {
            let wrong = if code.as_str().ends_with('Y') { 'X' } else { 'Y' };
            let body = code.as_str().get(..17)?;
            Some((ServiceItemPart::Organization, format!("{body}{wrong}")))
        }),
    ]
}

/// The lists whose items have keys, each with the lists that refer to them.
fn lists_of_keys() -> impl Strategy<Value = (&'static str, &'static [&'static str])> {
    const LISTS: &[(&str, &[&str])] =
        &[("services", &[]), ("spaces", &["services", "tenants"]), ("sites", &["spaces"])];
    select(LISTS)
}

/// Places of references, with a reference that leads nowhere.
fn references() -> impl Strategy<Value = (&'static str, Value)> {
    let nowhere = "nowhere-[a-z]{1,8}";
    prop_oneof![
        nowhere.prop_map(|key| ("/spaces/0/site", json!(key))),
        nowhere.prop_map(|key| ("/tenants/0/space", json!(key))),
        nowhere.prop_map(|key| ("/services/0/spaces/0", json!(key))),
        nowhere.prop_map(|key| ("/sources/0/supports/0", json!(format!("/{key}")))),
    ]
}

/// Lists of references of which the first stands there twice.
fn repeated_reference() -> BoxedStrategy<OneFault> {
    const RULE: &str = "repeated-reference";
    let twice = |record: &mut Value, list: &'static str| {
        let references = record.pointer_mut(list)?.as_array_mut()?;
        let first = references.first()?.clone();
        references.insert(1, first);
        Some(format!("{list}/1"))
    };
    let of_parts =
        &["/activities/0/spaces", "/activities/0/teams", "/activities/0/sections/0/spaces", "/people/0/teams"];
    let of_districts = &["/projects/0/assets", "/surveys/0/communities", "/assets/0/reuses/0/spaces"];
    prop_oneof![
        changed(RULE, center(), select(&["/services/0/spaces", "/sources/0/supports"]), twice),
        changed(RULE, center(), select(of_parts), move |record, list| {
            let space = record.pointer("/spaces/0/key")?.clone();
            let section = json!({ "key": "class", "spaces": [space] });
            let activity =
                json!({ "key": "one", "name": "活动", "spaces": [space], "teams": ["team"], "sections": [section] });
            put(record, "/activities", json!([activity]))?;
            put(record, "/teams", json!([{ "key": "team", "name": "队伍" }]))?;
            put(record, "/people", json!([{ "key": "person", "name": "老师", "teams": ["team"] }]))?;
            twice(record, list)
        }),
        changed(RULE, district(), select(of_districts), twice),
        changed(RULE, district(), Just("/centers/0/serves"), move |record, list| {
            let community = record.pointer("/communities/0/id")?.clone();
            put(record, list, json!([community]))?;
            twice(record, list)
        }),
        changed(RULE, layer(), Just("/applies_to/communities"), twice),
    ]
    .boxed()
}

/// A group, and ages in years of which it has none, under the legal boundaries.
fn ages_of_another_group() -> impl Strategy<Value = (&'static str, u32, u32)> {
    prop_oneof![
        (18_u32..100).prop_map(|from| ("young", from, from + 5)),
        (0_u32..17, 1_u32..18).prop_map(|(from, span)| ("middle", from, (from + span).min(18))),
        (60_u32..100).prop_map(|from| ("middle", from, from + 5)),
        (0_u32..59, 1_u32..60).prop_map(|(from, span)| ("old", from, (from + span).min(60))),
    ]
}

/// A kind of service with functions, and a function that is none of them.
fn kind_and_another_function() -> impl Strategy<Value = (Value, Value)> {
    (words::any_of::<ServiceKind>(), words::any_of::<ServiceFunction>()).prop_filter_map(
        "it is one of them",
        |(kind, function)| {
            let (fulfills, disputed) = (kind.functions(), kind.disputed_functions());
            if fulfills.is_empty() || fulfills.or(disputed).contains(function) {
                None
            } else {
                Some((written(kind)?, written(function)?))
            }
        },
    )
}

fn reversed_period() -> BoxedStrategy<OneFault> {
    let days = (words::date(2015..2018), words::date(2019..2023));
    changed("reversed-period", center(), (days, any::<bool>()), |record, ((early, late), of_the_center)| {
        if of_the_center {
            record.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "status" | "history"));
            put(record, "/opened", json!(late))?;
            return put(record, "/closed", json!(early));
        }
        let session = json!({
            "weekdays": ["monday"], "opens": "09:00", "closes": "11:00", "valid_from": late, "valid_until": early
        });
        put(record, "/hours", json!([session]))?;
        Some("/hours/0/valid_until".to_owned())
    })
}

/// A state that cannot be true in June 2024, given the date.
fn status_contradicts_date() -> BoxedStrategy<OneFault> {
    let before = || words::partial_date(2001..2024);
    let after = || words::partial_date(2025..2030);
    let cases = prop_oneof![
        before().prop_map(|date| ("planned", "opened", date)),
        before().prop_map(|date| ("under-construction", "opened", date)),
        after().prop_map(|date| ("open", "opened", date)),
        after().prop_map(|date| ("suspended", "opened", date)),
        before().prop_map(|date| ("open", "closed", date)),
        after().prop_map(|date| ("closed", "closed", date)),
    ];
    changed("status-contradicts-date", center(), cases, |record, (status, key, date)| {
        let fields = record.as_object_mut()?;
        fields.remove("history");
        fields.remove("opened");
        fields.remove("closed");
        put(record, "/status", json!(status))?;
        put(record, &format!("/{key}"), json!(date))
    })
}

/// Places of names, with a name that is none.
fn suspicious_names() -> impl Strategy<Value = (&'static str, &'static str)> {
    let places =
        ["/name", "/spaces/0/name", "/services/0/name", "/tenants/0/name", "/operator/name", "/features/0/name"];
    let names = ["暂无", "待定", "test", "N/A", "锟斤拷社区", "烫烫烫烫", "<b>中心</b>", "——", "无"];
    (select(Vec::from(places)), select(Vec::from(names)))
}
