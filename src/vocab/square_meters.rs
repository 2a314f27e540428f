use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{scaled, write_decimal};
use super::word::{Word, read_as_word};

/// The greatest amount, in square meters: 1,000 square kilometers. An engineering bound that catches slips of the unit;
/// no source sets one.
const MOST: i32 = 1_000_000_000;
/// Square meters are kept to this many decimals.
const DECIMALS: u8 = 2;
/// Hundredths in a square meter.
const HUNDREDTHS: u64 = 100;

/// An amount of area in square meters (平方米), from 0 to 1,000,000,000, kept exactly to 0.01 m².
///
/// On the wire it is a number with at most two decimals.
///
/// ```
/// use neighborhood_center::vocab::SquareMeters;
///
/// let room: SquareMeters = serde_json::from_str("0.29")?;
/// assert_eq!(room.hundredths(), 29);
/// assert_eq!(serde_json::to_string(&room)?, "0.29");
/// assert!(serde_json::from_str::<SquareMeters>("0.295").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SquareMeters(u64);

impl SquareMeters {
    /// A whole number of square meters. More than the greatest amount becomes the greatest.
    #[must_use]
    pub const fn whole(square_meters: u32) -> Self {
        let most = MOST.unsigned_abs();
        let kept = if square_meters < most { square_meters } else { most };
        Self(kept as u64 * HUNDREDTHS)
    }

    /// So many hundredths of a square meter, if that is within bounds.
    #[must_use]
    pub const fn from_hundredths(hundredths: u64) -> Option<Self> {
        if hundredths <= MOST.unsigned_abs() as u64 * HUNDREDTHS { Some(Self(hundredths)) } else { None }
    }

    /// The amount in hundredths of a square meter.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// The sum of the two amounts, if it is within bounds.
    #[must_use]
    pub const fn plus(self, other: Self) -> Option<Self> {
        // Cannot overflow: amounts end at 10^11 hundredths.
        Self::from_hundredths(self.0 + other.0)
    }

    /// Whether this amount is at least `numerator / denominator` of another, computed without rounding; `None` if the other
    /// amount or the denominator is zero.
    ///
    /// ```
    /// use neighborhood_center::vocab::SquareMeters;
    ///
    /// let (active, total) = (SquareMeters::whole(600), SquareMeters::whole(1000));
    /// assert_eq!(active.at_least_ratio(total, 60, 100), Some(true));
    /// assert_eq!(active.at_least_ratio(SquareMeters::whole(0), 60, 100), None);
    /// ```
    #[must_use]
    pub fn at_least_ratio(self, of: Self, numerator: u32, denominator: u32) -> Option<bool> {
        if of.0 == 0 || denominator == 0 {
            return None;
        }
        Some(u128::from(self.0) * u128::from(denominator) >= u128::from(of.0) * u128::from(numerator))
    }
}

impl Word for SquareMeters {
    const EXPECTED: Phrase =
        Phrase::new("平方米数（最多两位小数）", "a number of square meters (at most two decimals)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        match u64::try_from(number) {
            Ok(square_meters) => square_meters.checked_mul(HUNDREDTHS).and_then(Self::from_hundredths),
            Err(_) => None,
        }
        .ok_or(Flaw::OutOfRange { least: 0, most: MOST.into() })
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        scaled(number, DECIMALS, 0, MOST).map(|hundredths| Self(hundredths.unsigned_abs()))
    }
}

impl fmt::Display for SquareMeters {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(self.0 as i64, DECIMALS, to)
    }
}

impl Say for SquareMeters {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "{self}㎡"),
            Lang::En => write!(to, "{self} m²"),
        }
    }
}

impl Serialize for SquareMeters {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0 % HUNDREDTHS == 0 {
            to.serialize_u64(self.0 / HUNDREDTHS)
        } else {
            to.serialize_f64(self.0 as f64 / HUNDREDTHS as f64)
        }
    }
}

read_as_word!(SquareMeters);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_decimal_of_two_places_is_exact() {
        assert_eq!(SquareMeters::from_decimal(0.29), Ok(SquareMeters(29)));
        assert_eq!(SquareMeters::from_decimal(29.5).unwrap().to_string(), "29.5");
        assert_eq!(SquareMeters::from_decimal(1500.0), Ok(SquareMeters::whole(1500)));
        assert_eq!(SquareMeters(5).to_string(), "0.05");
        assert_eq!(SquareMeters::from_decimal(1.005), Err(Flaw::TooPrecise { decimals: 2 }));
    }

    #[test]
    fn amounts_out_of_bounds_are_refused() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 1_000_000_000 });
        assert_eq!(SquareMeters::from_integer(-1), out);
        assert_eq!(SquareMeters::from_integer(1_000_000_001), out);
        assert_eq!(SquareMeters::from_integer(i64::MAX), out);
        assert_eq!(SquareMeters::from_decimal(f64::NAN), out);
        assert_eq!(SquareMeters::from_decimal(1e300), out);
        assert_eq!(SquareMeters::from_text("1500"), Err(Flaw::WrongType));
        assert_eq!(SquareMeters::from_integer(0), Ok(SquareMeters::whole(0)));
        assert_eq!(SquareMeters::whole(u32::MAX), SquareMeters::whole(1_000_000_000));
    }

    #[test]
    fn a_share_is_compared_by_cross_multiplication() {
        let third = SquareMeters::from_hundredths(3_333).unwrap();
        assert_eq!(third.at_least_ratio(SquareMeters::whole(100), 1, 3), Some(false));
        assert_eq!(SquareMeters::whole(1).at_least_ratio(SquareMeters::whole(3), 1, 3), Some(true));
        assert_eq!(third.at_least_ratio(SquareMeters::whole(0), 1, 3), None);
        assert_eq!(third.at_least_ratio(third, 1, 0), None);
    }

    #[test]
    fn a_sum_past_the_greatest_amount_is_none() {
        assert_eq!(SquareMeters::whole(1).plus(SquareMeters::whole(2)), Some(SquareMeters::whole(3)));
        assert_eq!(SquareMeters::whole(1_000_000_000).plus(SquareMeters(1)), None);
    }

    proptest! {
        #[test]
        fn every_amount_survives_json(hundredths in 0_u64..=100_000_000_000) {
            let amount = SquareMeters::from_hundredths(hundredths).unwrap();
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<SquareMeters>(&json).unwrap(), amount);
            prop_assert_eq!(json, amount.to_string());
        }
    }
}
