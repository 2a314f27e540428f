//! The baseline: the same records as plain structs of `String`, with no check at all.

#![allow(dead_code, reason = "the fields are there to be parsed")]

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Center {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    tier: Option<String>,
    community: Option<String>,
    status: Option<String>,
    opened: Option<String>,
    #[serde(default)]
    areas: Vec<Area>,
    #[serde(default)]
    sites: Vec<Site>,
    #[serde(default)]
    spaces: Vec<Space>,
    #[serde(default)]
    services: Vec<Service>,
    #[serde(default)]
    tenants: Vec<Tenancy>,
    operator: Option<Organization>,
    #[serde(default)]
    hours: Vec<Session>,
    #[serde(default)]
    closures: Vec<Closure>,
    #[serde(default)]
    people: Vec<Person>,
    #[serde(default)]
    activities: Vec<Activity>,
    #[serde(default)]
    features: Vec<Feature>,
    contact: Option<Contact>,
    #[serde(default)]
    sources: Vec<Source>,
}

#[derive(Deserialize)]
struct Area {
    kind: String,
    square_meters: f64,
    qualifier: Option<String>,
}

#[derive(Deserialize)]
struct Site {
    key: String,
    address: Option<String>,
    location: Option<Location>,
}

#[derive(Deserialize)]
struct Location {
    datum: String,
    latitude: f64,
    longitude: f64,
}

#[derive(Deserialize)]
struct Space {
    key: String,
    name: String,
    kind: Option<String>,
    floor: Option<i32>,
    exposure: Option<String>,
    capacity: Option<u32>,
    former_use: Option<String>,
    #[serde(default)]
    areas: Vec<Area>,
}

#[derive(Deserialize)]
struct Service {
    key: String,
    name: String,
    kind: Option<String>,
    #[serde(default)]
    functions: Vec<String>,
    audience: Option<Audience>,
    provider: Option<Organization>,
    #[serde(default)]
    delivered_by: Vec<String>,
    charge: Option<String>,
    capacity: Option<u32>,
    #[serde(default)]
    sessions: Vec<Session>,
    #[serde(default)]
    spaces: Vec<String>,
}

#[derive(Deserialize)]
struct Audience {
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    ages: Vec<Ages>,
}

#[derive(Deserialize)]
struct Ages {
    from: u32,
    below: Option<u32>,
}

#[derive(Deserialize)]
struct Session {
    weekdays: Vec<String>,
    opens: String,
    closes: String,
    public_holidays: Option<String>,
    make_up_workdays: Option<String>,
    season: Option<String>,
    valid_from: Option<String>,
    valid_until: Option<String>,
}

#[derive(Deserialize)]
struct Closure {
    begins: String,
    ends: Option<String>,
    reason: Option<String>,
    announced: Option<String>,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    name: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
}

#[derive(Deserialize)]
struct Activity {
    key: String,
    name: String,
    kind: Option<String>,
    service: Option<String>,
    #[serde(default)]
    spaces: Vec<String>,
    #[serde(default)]
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    key: String,
    name: Option<String>,
    progress: Option<String>,
    teacher: Option<String>,
    #[serde(default)]
    sessions: Vec<Session>,
    capacity: Option<u32>,
    enrolled: Option<u32>,
}

#[derive(Deserialize)]
struct Tenancy {
    format: String,
    name: Option<String>,
    space: Option<String>,
}

#[derive(Deserialize)]
struct Organization {
    name: String,
    kind: Option<String>,
    credit_code: Option<String>,
}

#[derive(Deserialize)]
struct Feature {
    name: String,
    #[serde(default)]
    functions: Vec<String>,
}

#[derive(Deserialize)]
struct Contact {
    #[serde(default)]
    phones: Vec<String>,
    #[serde(default)]
    emails: Vec<String>,
    #[serde(default)]
    links: Vec<String>,
}

#[derive(Deserialize)]
struct Source {
    title: String,
    published: Option<String>,
    confidence: Option<String>,
}
