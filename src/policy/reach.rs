use std::fmt;

use serde::{Deserialize, Serialize};

use crate::records::LocationDraft;
use crate::vocab::{Datum, Lang, Latitude, Longitude, Name, Say, plural};

/// A point on the earth, in one datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// The datum.
    pub datum: Datum,
    /// Degrees north.
    pub latitude: Latitude,
    /// Degrees east.
    pub longitude: Longitude,
}

impl Point {
    /// The point of a record, if all of it is there.
    #[must_use]
    pub fn of(location: &LocationDraft) -> Option<Self> {
        Some(Self {
            datum: *location.datum.given()?,
            latitude: *location.latitude.given()?,
            longitude: *location.longitude.given()?,
        })
    }

    /// The distance to another point along the great circle, in whole meters; `None` if the two are given in different datums,
    /// between which lie hundreds of meters.
    ///
    /// It is that of a sphere of 6,371,008.8 m, the mean radius of the earth (IUGG), and off by up to half a percent from
    /// that of the ellipsoid.
    ///
    /// ```
    /// use neighborhood_center::policy::Point;
    ///
    /// let at = |text| serde_json::from_str::<Point>(text);
    /// let equator = at(r#"{ "datum": "wgs-84", "latitude": 0, "longitude": 0 }"#)?;
    /// let north = at(r#"{ "datum": "wgs-84", "latitude": 1, "longitude": 0 }"#)?;
    /// assert_eq!(equator.meters_to(north), Some(111_195));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn meters_to(self, other: Self) -> Option<u32> {
        const RADIUS: f64 = 6_371_008.8;

        if self.datum != other.datum {
            return None;
        }
        let [north, other_north] = [self.latitude, other.latitude].map(|angle| angle.degrees().to_radians());
        let east = (other.longitude.degrees() - self.longitude.degrees()).to_radians();
        // Not from the standard library, whose last digit depends on the machine.
        let half_chord = |angle: f64| libm::pow(libm::sin(angle / 2.0), 2.0);
        let haversine = half_chord(other_north - north) + libm::cos(north) * libm::cos(other_north) * half_chord(east);
        let meters = 2.0 * RADIUS * libm::asin(libm::sqrt(haversine.clamp(0.0, 1.0)));
        Some(libm::round(meters) as u32)
    }
}

impl Say for Point {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (north, east) = (self.latitude.in_lang(lang), self.longitude.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{north}{east}"),
            Lang::En => write!(to, "{north}, {east}"),
        }
    }
}

/// How near a center has to be to a point.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reach {
    /// The point.
    pub to: Point,
    /// What lies there.
    pub name: Option<Name>,
    /// The greatest distance.
    pub within: Within,
}

/// The greatest distance to a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// In meters.
    Meters(u32),
    /// In minutes on foot.
    Walk {
        /// The minutes.
        minutes: u32,
        /// How many meters somebody walks in a minute.
        meters_per_minute: u32,
    },
}

impl Within {
    /// The distance in meters.
    #[must_use]
    pub const fn meters(self) -> u32 {
        match self {
            Self::Meters(meters) => meters,
            Self::Walk { minutes, meters_per_minute } => minutes.saturating_mul(meters_per_minute),
        }
    }
}

impl Say for Within {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Meters(meters), Lang::Zh) => write!(to, "{meters} 米"),
            (Self::Meters(meters), Lang::En) => write!(to, "{meters} m"),
            (Self::Walk { minutes, meters_per_minute }, Lang::Zh) => {
                write!(to, "{} 米（步行 {minutes} 分钟，每分钟 {meters_per_minute} 米）", self.meters())
            }
            (Self::Walk { minutes, meters_per_minute }, Lang::En) => {
                let (meters, ending) = (self.meters(), plural(*minutes));
                write!(to, "{meters} m ({minutes} minute{ending} on foot, {meters_per_minute} m a minute)")
            }
        }
    }
}

impl Reach {
    /// What the point is called.
    pub(crate) fn place(&self, lang: Lang) -> String {
        self.name.as_ref().map_or_else(|| self.to.in_lang(lang).to_string(), ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        serde_json::from_value(serde_json::json!({ "datum": "wgs-84", "latitude": latitude, "longitude": longitude }))
            .unwrap()
    }

    #[test]
    fn distances_are_those_of_the_sphere() {
        // A quarter of the circumference: π/2 × 6,371,008.8 m.
        assert_eq!(point(0.0, 0.0).meters_to(point(0.0, 90.0)), Some(10_007_557));
        assert_eq!(point(0.0, 0.0).meters_to(point(90.0, 0.0)), Some(10_007_557));
        // Antipodes, where rounding could leave the domain of the arc sine.
        assert_eq!(point(34.6, 112.4).meters_to(point(-34.6, -67.6)), Some(20_015_114));
        assert_eq!(point(34.6, 112.4).meters_to(point(34.6, 112.4)), Some(0));
        // Across the date line it is two degrees, not 358.
        assert_eq!(point(0.0, 179.0).meters_to(point(0.0, -179.0)), Some(222_390));
    }

    #[test]
    fn points_in_different_datums_have_no_distance() {
        let other = Point { datum: Datum::Gcj02, ..point(34.6, 112.4) };
        assert_eq!(point(34.6, 112.4).meters_to(other), None);
    }

    #[test]
    fn a_walk_is_as_far_as_its_speed_says() {
        assert_eq!(Within::Walk { minutes: 5, meters_per_minute: 60 }.meters(), 300);
        assert_eq!(Within::Walk { minutes: u32::MAX, meters_per_minute: 2 }.meters(), u32::MAX);
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_both_ways(
            a in (-90.0..90.0_f64, -180.0..180.0_f64), b in (-90.0..90.0_f64, -180.0..180.0_f64),
        ) {
            let round = |angle: f64| (angle * 1e6).round() / 1e6;
            let (a, b) = (point(round(a.0), round(a.1)), point(round(b.0), round(b.1)));
            prop_assert_eq!(a.meters_to(b), b.meters_to(a));
            prop_assert!(a.meters_to(b).unwrap() <= 20_015_115);
        }
    }
}
