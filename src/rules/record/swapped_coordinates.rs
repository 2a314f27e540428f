//! `swapped-coordinates`: latitude and longitude are not each other.
//!
//! **Demands** that a point which lies outside China does not lie inside it once its two numbers are swapped.
//! **Basis**: the rough extent of China, 3° to 54° north and 73° to 136° east, which serves only to tell the two apart.
//! *Met* by a point that is not so; *violated* by one that is; *undecided* where a number is missing or malformed;
//! *not applicable* never.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::LocationDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Latitude, Longitude, Phrase};

pub(crate) static CARD: Card = Card {
    id: "swapped-coordinates",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("经纬度写反", "latitude and longitude are swapped"),
    facts: &["latitude", "longitude"],
    says: Phrase::new(
        "北纬 {latitude}、东经 {longitude} 不在中国境内,对调后则在",
        "latitude {latitude}, longitude {longitude} is outside China, and inside once the two are swapped",
    ),
    help: Phrase::new("请对调经度和纬度", "swap the two numbers"),
};

/// Ten-millionths of a degree in a degree, the unit of both numbers.
const DEGREE: i64 = 10_000_000;

fn in_china(north: i64, east: i64) -> bool {
    (3 * DEGREE..=54 * DEGREE).contains(&north) && (73 * DEGREE..=136 * DEGREE).contains(&east)
}

pub(crate) fn check(location: &LocationDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (Some(latitude), Some(longitude)) = (location.latitude.given(), location.longitude.given()) else {
        let wrong = if location.latitude.given().is_none() { "latitude" } else { "longitude" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let (north, east) = (units(*latitude), units_east(*longitude));
    if !in_china(north, east) && in_china(east, north) {
        probe.violated(Breach::at(
            at,
            [Fact::Text(latitude.to_string().into()), Fact::Text(longitude.to_string().into())],
        ));
    } else {
        probe.met();
    }
}

fn units(latitude: Latitude) -> i64 {
    i64::from(latitude.ten_millionths())
}

fn units_east(longitude: Longitude) -> i64 {
    i64::from(longitude.ten_millionths())
}
