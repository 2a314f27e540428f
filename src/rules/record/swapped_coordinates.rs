//! `swapped-coordinates`: latitude and longitude are not each other.
//!
//! **Demands** that a point which lies outside China does not lie inside it once its two numbers are swapped.
//! **Basis**: a rough box around China, 3° to 54° north and 73° to 136° east. It is an engineering bound, which serves only
//! to tell the two numbers apart, and therefore a warning.
//! *Met* by a point that is not so; *violated* by one that is; *undecided* where a number is missing or malformed, as
//! a latitude above 90° is;
//! *not applicable* never.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::LocationDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Latitude, Longitude, Phrase};

pub(crate) static CARD: Card = Card {
    id: "swapped-coordinates",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("经纬度写反", "latitude and longitude are swapped"),
    facts: &["latitude", "longitude"],
    says: Phrase::new(
        "北纬 {latitude}、东经 {longitude} 不在中国境内，对调后则在",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(location: &str) -> (Tally, Findings) {
        let location: LocationDraft = serde_json::from_str(location).unwrap();
        judge(&CARD, |probe| check(&location, &Path::ROOT.key("location"), probe))
    }

    fn point(latitude: &str, longitude: &str) -> (Tally, Findings) {
        look(&format!(r#"{{ "latitude": {latitude}, "longitude": {longitude} }}"#))
    }

    #[test]
    fn a_point_is_in_order_unless_swapping_brings_it_to_china() {
        for (latitude, longitude, met) in [
            ("34.62", "112.45", true),
            ("39.5", "76", true),
            ("76", "39.5", false),
            // Both ends of the extent count as inside.
            ("73", "3", false),
            ("73", "54", false),
            ("72.9999999", "54", true),
            ("73", "54.0000001", true),
            // Abroad, and abroad when swapped.
            ("51.5", "-0.1", true),
            ("-34.6", "-58.4", true),
        ] {
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(point(latitude, longitude).0, expected, "{latitude} {longitude}");
        }
    }

    #[test]
    fn a_violation_stands_at_the_point_and_names_both_numbers() {
        let (_, findings) = point("75.99", "39.47");
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/location");
        assert_eq!(violation.related(), []);
        assert!(!violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "北纬 75.99、东经 39.47 不在中国境内，对调后则在");
        assert_eq!(
            violation.message(Lang::En),
            "latitude 75.99, longitude 39.47 is outside China, and inside once the two are swapped"
        );
        assert_eq!(violation.help(Lang::Zh), "请对调经度和纬度");
        assert_eq!(violation.help(Lang::En), "swap the two numbers");
    }

    #[test]
    fn a_number_that_is_missing_or_no_angle_leaves_it_open() {
        for (location, because) in [
            (r#"{ "longitude": 112.45 }"#, "/location/latitude"),
            (r#"{ "latitude": "34.62", "longitude": 112.45 }"#, "/location/latitude"),
            (r#"{ "latitude": 34.62 }"#, "/location/longitude"),
        ] {
            let (tally, findings) = look(location);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{location}");
            assert_eq!(findings.undecided[0].path().as_str(), "/location");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{location}");
        }
    }
}
