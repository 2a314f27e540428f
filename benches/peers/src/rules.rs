//! The rules that are compared: what each demands, how each peer expresses it, and the records that break it.

/// One rule.
pub struct Rule {
    pub name: &'static str,
    /// The rule of the crate that tells it.
    pub ours: &'static str,
    /// How `garde`, `validator`, `jsonschema`, pydantic and ajv express it, in this order: `d` declared, `f` by a function of our
    /// own, `-` not at all.
    pub how: &'static str,
    /// What breaks it in a record without a fault; each by itself.
    pub breaks: &'static [Break],
}

/// What to do to a record that is in order.
pub enum Break {
    /// Put this JSON text where the pointer leads.
    Put(&'static str, &'static str),
    /// Take away what the pointer leads to.
    Drop(&'static str),
    /// Put a text of so many characters there.
    Long(&'static str, usize),
    /// Put there what stands at the second pointer.
    Copy(&'static str, &'static str),
    /// Say this member once more, in front of all others.
    Again(&'static str),
}

use Break::{Again, Copy, Drop, Long, Put};

const fn rule(name: &'static str, ours: &'static str, how: &'static str, breaks: &'static [Break]) -> Rule {
    Rule { name, ours, how, breaks }
}

const MALFORMED: &str = "malformed-value";

#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    // Shape.
    rule("no unknown key", "unknown-field", "ddddd", &[Put("/statsu", "\"open\""), Put("/services/0/sessions/0/opnes", "\"09:00\"")]),
    rule("no key said twice", "repeated-field", "dd---", &[Again("\"status\":\"open\"")]),
    rule("a center has what it must", "missing-field", "ddddd", &[Drop("/id"), Drop("/name")]),
    rule("a part has what it must", "missing-field", "ddddd", &[Drop("/services/0/key"), Drop("/hours/0/opens"), Drop("/areas/0/kind")]),
    rule("a text is a text", MALFORMED, "ddddd", &[Put("/name", "7"), Put("/closures/0/reason", "[]")]),
    rule("a list is a list, an object an object", MALFORMED, "ddddd", &[Put("/aliases", "\"家园\""), Put("/services", "{}"), Put("/operator", "\"居委会\"")]),
    rule("a number is a whole number", MALFORMED, "ddddd", &[Put("/spaces/0/capacity", "60.5"), Put("/services/0/audience/ages/0/from", "\"many\"")]),
    // Words.
    rule("an id is a UUID", MALFORMED, "ddddd", &[Put("/id", "\"0001\""), Put("/community", "\"luolong\"")]),
    rule("words of a center", MALFORMED, "ddddd", &[Put("/tier", "\"village\""), Put("/status", "\"opne\"")]),
    rule("words of an area", MALFORMED, "ddddd", &[Put("/areas/0/kind", "\"flor\""), Put("/areas/1/qualifier", "\"roughly\"")]),
    rule("datum", MALFORMED, "ddddd", &[Put("/sites/0/location/datum", "\"bd-09\"")]),
    rule("words of a space", MALFORMED, "ddddd", &[Put("/spaces/0/kind", "\"lobby\""), Put("/spaces/0/exposure", "\"both\"")]),
    rule("words of a service", MALFORMED, "ddddd", &[Put("/services/0/kind", "\"homework\""), Put("/services/0/charge", "\"cheap\"")]),
    rule("functions", MALFORMED, "ddddd", &[Put("/services/0/functions", "[\"educaton\"]"), Put("/features/0/functions/0", "\"art\"")]),
    rule("age groups", MALFORMED, "ddddd", &[Put("/services/0/audience/groups", "[\"kids\"]")]),
    rule("who does the work", MALFORMED, "ddddd", &[Put("/services/0/delivered_by/0", "\"robot\""), Put("/people/1/roles/0", "\"trainer\"")]),
    rule("weekdays", MALFORMED, "ddddd", &[Put("/hours/0/weekdays/0", "\"mondag\"")]),
    rule("holidays and seasons", MALFORMED, "ddddd", &[Put("/hours/0/public_holidays", "\"never\""), Put("/services/0/sessions/0/season", "\"spring\"")]),
    rule("kinds of organization", MALFORMED, "ddddd", &[Put("/operator/kind", "\"company\"")]),
    rule("formats of business", MALFORMED, "ddddd", &[Put("/tenants/0/format", "\"tailor\"")]),
    rule("words of an activity", MALFORMED, "ddddd", &[Put("/activities/0/kind", "\"lesson\""), Put("/activities/0/sections/0/progress", "\"expert\"")]),
    rule("confidence of a source", MALFORMED, "ddddd", &[Put("/sources/0/confidence", "\"sure\"")]),
    // Values.
    rule("a name has 1 to 100 characters", MALFORMED, "ddddd", &[Put("/name", "\"\""), Put("/spaces/0/name", "\"   \""), Long("/name", 101)]),
    rule("a name of a list too", MALFORMED, "dfddd", &[Put("/aliases", "[\"\"]"), Put("/aliases", "[\"家\\u202e园\"]")]),
    rule("nothing invisible in a name", MALFORMED, "ddddd", &[Put("/name", "\"青云\\u202e中心\""), Put("/tenants/0/name", "\"裁\\u0007缝\"")]),
    rule("a text has 1 to 4,000 characters", MALFORMED, "ddddd", &[Long("/closures/0/reason", 4001), Put("/sources/0/title", "\"\"")]),
    rule("form of a key", MALFORMED, "ddddd", &[Put("/spaces/3/key", "\"大食堂\""), Put("/people/1/key", "\"Coach\"")]),
    rule("a date is a day", MALFORMED, "ddddd", &[Put("/services/1/sessions/0/valid_from", "\"2023-02-29\""), Put("/closures/0/begins", "\"2024/02/09\"")]),
    rule("a date known in part", MALFORMED, "fffff", &[Put("/opened", "\"2023-13-45\""), Put("/opened", "\"2023-05-end\""), Put("/sources/0/published", "\"2023-02-30\"")]),
    rule("a time of day, to 24:00", MALFORMED, "ddddd", &[Put("/services/3/sessions/0/closes", "\"25:99\""), Put("/hours/0/opens", "\"half past 8\"")]),
    rule("an area is an amount", MALFORMED, "ddddd", &[Put("/areas/0/square_meters", "\"很大\""), Put("/areas/0/square_meters", "-1"), Put("/areas/1/square_meters", "2e9")]),
    rule("an area has two decimals", MALFORMED, "ffddd", &[Put("/areas/0/square_meters", "1200.125")]),
    rule("a place on earth", MALFORMED, "ddddd", &[Put("/sites/0/location/latitude", "91"), Put("/sites/0/location/longitude", "-181")]),
    rule("a floor, -10 to 200, not 0", MALFORMED, "ffdfd", &[Put("/spaces/0/floor", "0"), Put("/spaces/0/floor", "300")]),
    rule("a count", MALFORMED, "ddddd", &[Put("/spaces/0/capacity", "-1"), Put("/spaces/0/capacity", "3000000000")]),
    rule("an age", MALFORMED, "ddddd", &[Put("/services/3/audience/ages/0/from", "151"), Put("/services/3/audience/ages/0/from", "-1")]),
    rule("form of a credit code", MALFORMED, "ddddd", &[Put("/services/3/provider/credit_code", "\"9135010\""), Put("/services/3/provider/credit_code", "\"91350100O000100Y43\"")]),
    rule("check digit of a credit code", "credit-code-check-digit", "fffff", &[Put("/services/3/provider/credit_code", "\"91350100M000100Y44\"")]),
    rule("telephone", MALFORMED, "dfddd", &[Put("/contact/phones/0", "\"ask at the desk\""), Put("/contact/phones/0", "\"0379-15510101\"")]),
    rule("e-mail", MALFORMED, "dfddd", &[Put("/contact/emails/0", "\"center(at)example.org\""), Put("/contact/emails/0", "\"center@\"")]),
    rule("link", MALFORMED, "dfddd", &[Put("/contact/links/0", "\"ftp://example.org/\""), Put("/contact/links/0", "\"example\"")]),
    // Between values.
    rule("a session has days", "session-without-days", "ddddd", &[Put("/hours/1/weekdays", "[]")]),
    rule("ages begin before they end", "reversed-age-range", "fffff", &[Put("/services/0/audience/ages/0", "{\"from\":12,\"below\":6}"), Put("/services/1/audience/ages/0/below", "14")]),
    rule("a session opens before it closes", "reversed-session", "fffff", &[Put("/hours/1/closes", "\"08:00\""), Put("/hours/1/closes", "\"09:00\"")]),
    rule("a period begins before it ends", "reversed-period", "fffff", &[Put("/services/1/sessions/0/valid_until", "\"2023-08-31\""), Put("/closures/0/ends", "\"2024-02-08\"")]),
    rule("no more people than places", "enrolled-over-capacity", "fffff", &[Put("/activities/0/sections/0/enrolled", "21")]),
    rule("keys of a list differ", "duplicate-key", "fffff", &[Put("/spaces/3/key", "\"hall\""), Put("/activities/0/sections/1/key", "\"beginners\"")]),
    rule("an alias is another name", "duplicate-alias", "fffff", &[Copy("/aliases/0", "/name"), Put("/aliases", "[\"甲园\",\"甲园\"]")]),
    rule("a space that is referred to is there", "unknown-reference", "fffff", &[Put("/services/5/spaces", "[\"nowhere\"]"), Put("/tenants/1/space", "\"nowhere\""), Put("/activities/0/spaces/0", "\"nowhere\"")]),
    rule("so are service and teacher", "unknown-reference", "fffff", &[Put("/activities/0/service", "\"nothing\""), Put("/activities/0/sections/0/teacher", "\"nobody\"")]),
    rule("no space is larger than its center", "space-larger-than-center", "fffff", &[Put("/spaces/1/areas/0/square_meters", "5000")]),
];
