use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{scaled, write_decimal};
use super::word::{Word, read_as_word, words};

words! {
    /// The datum that a pair of coordinates is given in (坐标系).
    ///
    /// Between GCJ-02 and the other two lie some hundreds of meters, so that coordinates without a datum name no place.
    #[non_exhaustive]
    pub enum Datum: "坐标系" / "a datum" {
        /// The shifted coordinates that Chinese map services give.
        Gcj02 = "gcj-02" / "国测局坐标" | "火星坐标" | "GCJ-02" | "GCJ02" | "gcj02" => "GCJ-02",
        /// What a satellite receiver gives.
        Wgs84 = "wgs-84" / "WGS-84坐标" | "WGS-84" | "WGS84" | "wgs84" => "WGS-84",
        /// The national datum of 2000, used in surveying.
        Cgcs2000 = "cgcs2000" / "2000国家大地坐标系" | "国家2000" | "CGCS2000" => "CGCS2000",
    }
}

/// Degrees are kept to this many decimals, about a centimeter on the ground.
const DECIMALS: u8 = 7;
/// Units of which one makes 10⁻⁷ degrees.
const UNITS: i64 = 10_000_000;

macro_rules! degrees {
    ($( $(#[$about:meta])* $angle:ident: $bound:literal, $expected:expr, $zh:expr, $en:expr; )+) => { $(
        $(#[$about])*
        ///
        /// Kept exactly to 10⁻⁷ degrees; on the wire it is a number with at most seven decimals.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $angle(i32);

        impl $angle {
            /// So many ten-millionths of a degree, if that is within bounds.
            #[must_use]
            pub const fn from_ten_millionths(units: i32) -> Option<Self> {
                if units.unsigned_abs() as i64 <= $bound * UNITS { Some(Self(units)) } else { None }
            }

            /// The angle in ten-millionths of a degree.
            #[must_use]
            pub const fn ten_millionths(self) -> i32 {
                self.0
            }

            /// The angle in degrees, for computing.
            #[must_use]
            pub fn degrees(self) -> f64 {
                f64::from(self.0) / UNITS as f64
            }
        }

        impl Word for $angle {
            const EXPECTED: Phrase = $expected;

            fn from_integer(number: i64) -> Result<Self, Flaw> {
                match i32::try_from(number) {
                    Ok(degrees) if degrees.unsigned_abs() <= $bound => Ok(Self(degrees * UNITS as i32)),
                    _ => Err(Flaw::OutOfRange { least: -$bound, most: $bound }),
                }
            }

            fn from_decimal(number: f64) -> Result<Self, Flaw> {
                scaled(number, DECIMALS, -$bound, $bound).map(|units| Self(units as i32))
            }
        }

        impl fmt::Display for $angle {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_decimal(self.0.into(), DECIMALS, to)
            }
        }

        impl Say for $angle {
            fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                let (zh, en) = if self.0 < 0 { ($zh.1, $en.1) } else { ($zh.0, $en.0) };
                if lang == Lang::Zh {
                    to.write_str(zh)?;
                }
                write_decimal(i64::from(self.0).abs(), DECIMALS, to)?;
                to.write_str("°")?;
                if lang == Lang::En {
                    write!(to, " {en}")?;
                }
                Ok(())
            }
        }

        impl Serialize for $angle {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let units = i64::from(self.0);
                if units % UNITS == 0 { to.serialize_i64(units / UNITS) } else { to.serialize_f64(self.degrees()) }
            }
        }

        read_as_word!($angle);
    )+ };
}

degrees! {
    /// A latitude (纬度), from −90 to 90 degrees, north positive.
    Latitude: 90, Phrase::new("纬度（-90 到 90，勿与经度写反）", "a latitude (-90 to 90, not swapped with the longitude)"), ("北纬", "南纬"), ("N", "S");

    /// A longitude (经度), from −180 to 180 degrees, east positive.
    Longitude: 180, Phrase::new("经度（-180 到 180）", "a longitude (-180 to 180)"), ("东经", "西经"), ("E", "W");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn degrees_are_kept_exactly_or_refused() {
        assert_eq!(Latitude::from_decimal(34.6197).unwrap().ten_millionths(), 346_197_000);
        assert_eq!(Longitude::from_decimal(112.453_926_1).unwrap().to_string(), "112.4539261");
        assert_eq!(Latitude::from_decimal(34.619_712_34), Err(Flaw::TooPrecise { decimals: 7 }));
        assert_eq!(Latitude::from_integer(-90).unwrap().to_string(), "-90");
        assert_eq!(Latitude::from_decimal(-0.5).unwrap().to_string(), "-0.5");
    }

    #[test]
    fn a_longitude_of_china_is_no_latitude() {
        let out = Err(Flaw::OutOfRange { least: -90, most: 90 });
        assert_eq!(Latitude::from_decimal(112.45), out);
        assert_eq!(Latitude::from_integer(91), out);
        assert_eq!(Latitude::from_integer(i64::MIN), out);
        assert_eq!(Latitude::from_decimal(f64::NAN), out);
        assert_eq!(Longitude::from_ten_millionths(1_800_000_001), None);
        assert_eq!(Longitude::from_ten_millionths(i32::MIN), None);
    }

    #[test]
    fn an_angle_is_said_with_its_side_of_the_globe() {
        let south = Latitude::from_decimal(-34.5).unwrap();
        assert_eq!(south.in_lang(Lang::Zh).to_string(), "南纬34.5°");
        assert_eq!(south.in_lang(Lang::En).to_string(), "34.5° S");
    }

    #[test]
    fn a_datum_is_read_as_it_is_commonly_written() {
        for text in ["gcj-02", "GCJ-02", "火星坐标", "国测局坐标"] {
            assert_eq!(text.parse(), Ok(Datum::Gcj02));
        }
    }

    proptest! {
        #[test]
        fn every_angle_survives_json(units in -1_800_000_000..=1_800_000_000) {
            let angle = Longitude::from_ten_millionths(units).unwrap();
            let json = serde_json::to_string(&angle).unwrap();
            prop_assert_eq!(serde_json::from_str::<Longitude>(&json).unwrap(), angle);
        }
    }
}
