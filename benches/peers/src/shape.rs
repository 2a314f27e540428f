//! The records as plain structs, read by serde and judged by `garde` and `validator`, each by attributes of its own.
//!
//! Words, ids, dates and whole numbers are types, so that serde judges them, and stops at the first that is wrong.

#![allow(dead_code, reason = "the fields are there to be judged")]

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;
use validator::Validate;

use crate::answers::{self, says, says_text};
use crate::own;
use crate::words::{
    ActivityKind, AreaKind, Charge, Confidence, Datum, DayRule, Exposure, Format, Function, Group, OrganizationKind,
    Progress, Qualifier, Role, Season, ServiceKind, SpaceKind, Status, Tier, Weekday,
};

/// A center, with the keys that the records of this benchmark use.
#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
#[garde(custom(says(Center::holds_together)))]
#[validate(schema(function = "answers::center", skip_on_field_errors = false))]
pub struct Center {
    #[garde(skip)]
    pub id: Uuid,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[serde(default)]
    #[garde(inner(length(chars, min = 1, max = 100), pattern(*own::NAME)))]
    #[validate(custom(function = "answers::names"))]
    pub aliases: Vec<String>,
    #[garde(skip)]
    pub tier: Option<Tier>,
    #[garde(skip)]
    pub community: Option<Uuid>,
    #[garde(skip)]
    pub status: Option<Status>,
    #[garde(inner(custom(says_text(own::partial_date))))]
    #[validate(custom(function = "answers::partial_date"))]
    pub opened: Option<String>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub areas: Vec<Area>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub sites: Vec<Site>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub spaces: Vec<Space>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub services: Vec<Service>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub tenants: Vec<Tenant>,
    #[garde(dive)]
    #[validate(nested)]
    pub operator: Option<Organization>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub hours: Vec<Session>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub closures: Vec<Closure>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub people: Vec<Person>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub activities: Vec<Activity>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub features: Vec<Feature>,
    #[garde(dive)]
    #[validate(nested)]
    pub contact: Option<Contact>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub sources: Vec<Source>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Area {
    #[garde(skip)]
    pub kind: AreaKind,
    #[garde(range(min = 0.0, max = 1e9), custom(says(own::two_decimals)))]
    #[validate(range(min = 0.0, max = 1e9), custom(function = "answers::two_decimals"))]
    pub square_meters: f64,
    #[garde(skip)]
    pub qualifier: Option<Qualifier>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Location {
    #[garde(skip)]
    pub datum: Datum,
    #[garde(range(min = -90.0, max = 90.0))]
    #[validate(range(min = -90.0, max = 90.0))]
    pub latitude: f64,
    #[garde(range(min = -180.0, max = 180.0))]
    #[validate(range(min = -180.0, max = 180.0))]
    pub longitude: f64,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Site {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 4000), pattern(*own::TEXT))]
    #[validate(length(min = 1, max = 4000), regex(path = *own::TEXT))]
    pub address: Option<String>,
    #[garde(dive)]
    #[validate(nested)]
    pub location: Option<Location>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Space {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[garde(skip)]
    pub kind: Option<SpaceKind>,
    #[garde(range(min = -10, max = 200), inner(custom(says(own::is_a_floor))))]
    #[validate(range(min = -10, max = 200), custom(function = "answers::is_a_floor"))]
    pub floor: Option<i16>,
    #[garde(skip)]
    pub exposure: Option<Exposure>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub areas: Vec<Area>,
    #[garde(range(max = 2_000_000_000))]
    #[validate(range(max = 2_000_000_000))]
    pub capacity: Option<u32>,
    #[garde(length(chars, min = 1, max = 4000), pattern(*own::TEXT))]
    #[validate(length(min = 1, max = 4000), regex(path = *own::TEXT))]
    pub former_use: Option<String>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Service {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[garde(skip)]
    pub kind: Option<ServiceKind>,
    #[serde(default)]
    #[garde(skip)]
    pub functions: Vec<Function>,
    #[garde(dive)]
    #[validate(nested)]
    pub audience: Option<Audience>,
    #[garde(dive)]
    #[validate(nested)]
    pub provider: Option<Organization>,
    #[serde(default)]
    #[garde(skip)]
    pub delivered_by: Vec<Role>,
    #[garde(skip)]
    pub charge: Option<Charge>,
    #[garde(range(max = 2_000_000_000))]
    #[validate(range(max = 2_000_000_000))]
    pub capacity: Option<u32>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub sessions: Vec<Session>,
    #[serde(default)]
    #[garde(inner(pattern(*own::KEY)))]
    #[validate(custom(function = "answers::keys"))]
    pub spaces: Vec<String>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    #[serde(default)]
    #[garde(skip)]
    pub groups: Vec<Group>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub ages: Vec<Ages>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
#[garde(custom(says(Ages::in_order)))]
#[validate(schema(function = "answers::ages", skip_on_field_errors = false))]
pub struct Ages {
    #[garde(range(max = 150))]
    #[validate(range(max = 150))]
    pub from: u8,
    #[garde(range(max = 150))]
    #[validate(range(max = 150))]
    pub below: Option<u8>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
#[garde(custom(says(Session::in_order)))]
#[validate(schema(function = "answers::session", skip_on_field_errors = false))]
pub struct Session {
    #[garde(length(min = 1))]
    #[validate(length(min = 1))]
    pub weekdays: Vec<Weekday>,
    #[garde(pattern(*own::TIME))]
    #[validate(regex(path = *own::TIME))]
    pub opens: String,
    #[garde(pattern(*own::TIME))]
    #[validate(regex(path = *own::TIME))]
    pub closes: String,
    #[garde(skip)]
    pub public_holidays: Option<DayRule>,
    #[garde(skip)]
    pub make_up_workdays: Option<DayRule>,
    #[garde(skip)]
    pub season: Option<Season>,
    #[garde(skip)]
    pub valid_from: Option<NaiveDate>,
    #[garde(skip)]
    pub valid_until: Option<NaiveDate>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Tenant {
    #[garde(skip)]
    pub format: Format,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: Option<String>,
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub space: Option<String>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[garde(skip)]
    pub kind: Option<OrganizationKind>,
    #[garde(pattern(*own::CREDIT), inner(custom(says_text(own::check_digit))))]
    #[validate(regex(path = *own::CREDIT), custom(function = "answers::check_digit"))]
    pub credit_code: Option<String>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
#[garde(custom(says(Closure::in_order)))]
#[validate(schema(function = "answers::closure", skip_on_field_errors = false))]
pub struct Closure {
    #[garde(skip)]
    pub begins: NaiveDate,
    #[garde(skip)]
    pub ends: Option<NaiveDate>,
    #[garde(length(chars, min = 1, max = 4000), pattern(*own::TEXT))]
    #[validate(length(min = 1, max = 4000), regex(path = *own::TEXT))]
    pub reason: Option<String>,
    #[garde(skip)]
    pub announced: Option<NaiveDate>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Person {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub roles: Vec<Role>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[garde(skip)]
    pub kind: Option<ActivityKind>,
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub service: Option<String>,
    #[serde(default)]
    #[garde(inner(pattern(*own::KEY)))]
    #[validate(custom(function = "answers::keys"))]
    pub spaces: Vec<String>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub sections: Vec<Section>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
#[garde(custom(says(Section::has_room)))]
#[validate(schema(function = "answers::section", skip_on_field_errors = false))]
pub struct Section {
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub key: String,
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: Option<String>,
    #[garde(skip)]
    pub progress: Option<Progress>,
    #[garde(pattern(*own::KEY))]
    #[validate(regex(path = *own::KEY))]
    pub teacher: Option<String>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    pub sessions: Vec<Session>,
    #[garde(range(max = 2_000_000_000))]
    #[validate(range(max = 2_000_000_000))]
    pub capacity: Option<u32>,
    #[garde(range(max = 2_000_000_000))]
    #[validate(range(max = 2_000_000_000))]
    pub enrolled: Option<u32>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    #[garde(length(chars, min = 1, max = 100), pattern(*own::NAME))]
    #[validate(length(min = 1, max = 100), regex(path = *own::NAME))]
    pub name: String,
    #[serde(default)]
    #[garde(skip)]
    pub functions: Vec<Function>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    #[serde(default)]
    #[garde(inner(pattern(*own::PHONE)))]
    #[validate(custom(function = "answers::phones"))]
    pub phones: Vec<String>,
    #[serde(default)]
    #[garde(inner(email))]
    #[validate(custom(function = "answers::emails"))]
    pub emails: Vec<String>,
    #[serde(default)]
    #[garde(inner(url, pattern(*own::WEB)))]
    #[validate(custom(function = "answers::links"))]
    pub links: Vec<String>,
}

#[derive(Deserialize, garde::Validate, Validate)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[garde(length(chars, min = 1, max = 4000), pattern(*own::TEXT))]
    #[validate(length(min = 1, max = 4000), regex(path = *own::TEXT))]
    pub title: String,
    #[garde(inner(custom(says_text(own::partial_date))))]
    #[validate(custom(function = "answers::partial_date"))]
    pub published: Option<String>,
    #[garde(skip)]
    pub confidence: Option<Confidence>,
}
