use std::fmt;

use serde::Serialize;

use super::flaw::Flaw;
use super::hundredths::Hundredths;
use super::lang::{Lang, Phrase, Say};
use super::word::{Word, read_as_word};

/// The greatest amount, in square meters: 1,000 square kilometers. An engineering bound that catches slips of the unit;
/// no source sets one.
const MOST: i32 = 1_000_000_000;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SquareMeters(Hundredths<MOST>);

impl SquareMeters {
    /// A whole number of square meters. More than the greatest amount becomes the greatest.
    #[must_use]
    pub const fn whole(square_meters: u32) -> Self {
        Self(Hundredths::whole(square_meters))
    }

    /// So many hundredths of a square meter, if that is within bounds.
    #[must_use]
    pub const fn from_hundredths(hundredths: u64) -> Option<Self> {
        match Hundredths::new(hundredths) {
            Some(hundredths) => Some(Self(hundredths)),
            None => None,
        }
    }

    /// The amount in hundredths of a square meter.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0.get()
    }

    /// The sum of the two amounts, if it is within bounds.
    #[must_use]
    pub const fn plus(self, other: Self) -> Option<Self> {
        // Cannot overflow: amounts end at 10^11 hundredths.
        Self::from_hundredths(self.hundredths() + other.hundredths())
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
        if of.hundredths() == 0 || denominator == 0 {
            return None;
        }
        let (part, whole) = (u128::from(self.hundredths()), u128::from(of.hundredths()));
        Some(part * u128::from(denominator) >= whole * u128::from(numerator))
    }
}

impl Word for SquareMeters {
    const EXPECTED: Phrase =
        Phrase::new("平方米数（最多两位小数）", "a number of square meters (at most two decimals)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        Hundredths::from_integer(number).map(Self)
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        Hundredths::from_decimal(number).map(Self)
    }
}

impl fmt::Display for SquareMeters {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
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

read_as_word!(SquareMeters);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hundredths(hundredths: u64) -> SquareMeters {
        SquareMeters::from_hundredths(hundredths).unwrap()
    }

    #[test]
    fn a_decimal_of_two_places_is_exact() {
        assert_eq!(SquareMeters::from_decimal(0.29), Ok(hundredths(29)));
        assert_eq!(SquareMeters::from_decimal(29.5).unwrap().to_string(), "29.5");
        assert_eq!(SquareMeters::from_decimal(1500.0), Ok(SquareMeters::whole(1500)));
        assert_eq!(hundredths(5).to_string(), "0.05");
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
        assert_eq!(SquareMeters::whole(1_000_000_000).plus(hundredths(1)), None);
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
