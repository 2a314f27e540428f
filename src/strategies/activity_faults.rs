//! Faults in what people come together for: classes, and when and where they are.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::fault::{OneFault, asked, center, changed, demand, no_sessions, put, services};
use super::words;
use crate::policy::{Ask, Policy};
use crate::vocab::{DeliveryRole, Weekday};

pub(super) fn activity_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    Some(match rule {
        "enrolled-over-capacity" => {
            changed(rule, center(), (0_u32..500, 1_u32..100, any::<bool>()), |record, (capacity, more, own)| {
                let mut activity = course(json!([{ "key": "one", "enrolled": capacity + more }]));
                let place = if own { "/sections/0/capacity" } else { "/capacity" };
                put(&mut activity, place, json!(capacity))?;
                put(record, "/activities", json!([activity]))?;
                Some("/activities/0/sections/0/enrolled".to_owned())
            })
        }
        "ages-outside-audience" => {
            changed(rule, center(), (1_u32..60, 0_u32..40, any::<bool>()), |record, (below, more, own)| {
                let (young, old) = (json!([{ "from": 0, "below": below }]), json!([{ "from": below + more }]));
                let (whole, part) = if own { (young, old) } else { (old, young) };
                let mut activity = course(json!([{ "key": "one", "audience": { "ages": part } }]));
                put(&mut activity, "/audience", json!({ "ages": whole }))?;
                put(record, "/activities", json!([activity]))?;
                Some("/activities/0/sections/0/audience/ages/0".to_owned())
            })
        }
        "outside-opening-hours" => outside_opening_hours(rule),
        "space-double-booked" => changed(rule, center(), clash(), |record, (sessions, later)| {
            record.as_object_mut()?.remove("hours");
            record.pointer_mut("/spaces/0")?.as_object_mut()?.remove("shared");
            let spaces = [record.pointer("/spaces/0/key")?];
            let sections = json!([
                { "key": "one", "sessions": [sessions[0]], "spaces": spaces },
                { "key": "two", "sessions": [sessions[1]], "spaces": spaces },
            ]);
            put(record, "/activities", json!([course(sections)]))?;
            Some(format!("/activities/0/sections/{later}/sessions/0"))
        }),
        "teacher-double-booked" => {
            changed(rule, center(), (clash(), any::<bool>()), |record, ((sessions, later), on_duty)| {
                record.as_object_mut()?.remove("hours");
                let mut sections = json!([
                    { "key": "one", "sessions": [sessions[0]], "teacher": "somebody" },
                    { "key": "two", "sessions": [sessions[1]] },
                ]);
                if on_duty {
                    put(&mut sections, "/1/duties", json!([{ "role": "staff", "person": "somebody" }]))?;
                } else {
                    put(&mut sections, "/1/teacher", json!("somebody"))?;
                }
                put(record, "/people", json!([{ "key": "somebody" }]))?;
                put(record, "/activities", json!([course(sections)]))?;
                Some(format!("/activities/0/sections/{later}/sessions/0"))
            })
        }
        "unreadable-hours" => {
            changed(rule, center(), select(UNREADABLE), |record, text| put(record, "/hours_text", json!(text)))
        }
        "closed-without-notice" => asked(
            rule,
            (1_u32..60, words::date(2020..2024), any::<prop::sample::Index>()),
            |(days, ..)| Policy::none().ask(demand(Ask::ClosureNotice(*days))),
            |record, (days, begins, short)| {
                let notice = short.index(usize::try_from(days).ok()?);
                let announced = begins.naive() - chrono::Days::new(u64::try_from(notice).ok()?);
                let announced = crate::vocab::Date::try_from(announced).ok()?;
                put(record, "/closures", json!([{ "begins": begins, "announced": announced }]))?;
                Some("/closures/0/announced".to_owned())
            },
        ),
        "volunteer-alone" => asked(
            rule,
            (any::<bool>(), words::some_of::<DeliveryRole>()),
            |_| Policy::none().ask(demand(Ask::NotVolunteersAlone)),
            |record, (in_a_class, roles)| {
                for service in services(record)? {
                    put(service, "/delivered_by", json!(["staff"]))?;
                }
                let duties: Vec<Value> = roles.iter().map(|_| json!({ "role": "volunteer" })).collect();
                if in_a_class {
                    put(record, "/activities", json!([course(json!([{ "key": "one", "duties": duties }]))]))?;
                    return Some("/activities/0/sections/0".to_owned());
                }
                put(record, "/services/0/delivered_by", json!(["volunteer"]))
            },
        ),
        _ => return None,
    })
}

/// Texts of which nothing says when a center is open.
const UNREADABLE: &[&str] = &["详见门口公告", "请来电咨询", "看天气"];

fn course(sections: Value) -> Value {
    json!({ "key": "course", "name": "示例课程", "sections": sections })
}

/// Two sessions that are on at one time, and which of them begins later.
fn clash() -> impl Strategy<Value = ([Value; 2], usize)> {
    (words::times(), words::any_of::<Weekday>(), any::<bool>()).prop_map(|([a, b, c, d], day, swap)| {
        let mut sessions = [
            json!({ "weekdays": [day], "opens": a, "closes": c }),
            json!({ "weekdays": [day], "opens": b, "closes": d }),
        ];
        if swap {
            sessions.reverse();
        }
        (sessions, usize::from(!swap))
    })
}

/// A session that begins or ends while the center is open, and is on longer.
fn outside_opening_hours(rule: &'static str) -> BoxedStrategy<OneFault> {
    let when = (words::times(), words::any_of::<Weekday>(), any::<bool>(), any::<bool>());
    changed(rule, center(), when, |record, ([a, b, c, d], day, early, of_a_service)| {
        no_sessions(record)?;
        let session = |opens, closes| json!([{ "weekdays": [day], "opens": opens, "closes": closes }]);
        let (open, on) = if early { (session(b, d), session(a, c)) } else { (session(a, c), session(b, d)) };
        put(record, "/hours", open)?;
        record.as_object_mut()?.remove("partial");
        if of_a_service {
            // On an open square no door is closed.
            record.pointer_mut("/services/0")?.as_object_mut()?.remove("spaces");
            put(record, "/services/0/sessions", on)?;
            return Some("/services/0/sessions/0".to_owned());
        }
        put(record, "/activities", json!([{ "key": "course", "name": "示例课程", "sessions": on }]))?;
        Some("/activities/0/sessions/0".to_owned())
    })
}
