use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::reading::{scaled, write_decimal};

/// They are written with this many decimals.
const DECIMALS: u8 = 2;
/// So many make one.
const IN_ONE: u64 = 100;

/// An amount from 0 to `MOST` of some unit, kept exactly to its hundredths: what the amounts of area and of money and the shares
/// have in common. On the wire it is a number with at most two decimals.
///
/// `MOST` is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Hundredths<const MOST: i32>(u64);

impl<const MOST: i32> Hundredths<MOST> {
    /// So many hundredths, if that is within bounds.
    pub(super) const fn new(hundredths: u64) -> Option<Self> {
        if hundredths <= MOST.unsigned_abs() as u64 * IN_ONE { Some(Self(hundredths)) } else { None }
    }

    /// A whole number of the unit. More than the greatest amount becomes the greatest.
    pub(super) const fn whole(number: u32) -> Self {
        let most = MOST.unsigned_abs();
        let kept = if number < most { number } else { most };
        Self(kept as u64 * IN_ONE)
    }

    pub(super) const fn get(self) -> u64 {
        self.0
    }

    pub(super) fn from_integer(number: i64) -> Result<Self, Flaw> {
        let hundredths = u64::try_from(number).ok().and_then(|number| number.checked_mul(IN_ONE));
        hundredths.and_then(Self::new).ok_or(Flaw::OutOfRange { least: 0, most: MOST.into() })
    }

    pub(super) fn from_decimal(number: f64) -> Result<Self, Flaw> {
        scaled(number, DECIMALS, 0, MOST).map(|hundredths| Self(hundredths.unsigned_abs()))
    }
}

/// As the number of hundredths, so that an amount shows as what it holds.
impl<const MOST: i32> fmt::Debug for Hundredths<MOST> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, to)
    }
}

impl<const MOST: i32> fmt::Display for Hundredths<MOST> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(self.0 as i64, DECIMALS, to)
    }
}

impl<const MOST: i32> Serialize for Hundredths<MOST> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0 % IN_ONE == 0 {
            to.serialize_u64(self.0 / IN_ONE)
        } else {
            to.serialize_f64(self.0 as f64 / IN_ONE as f64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type UpToFive = Hundredths<5>;

    #[test]
    fn both_bounds_are_within_and_nothing_beyond_them() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 5 });
        assert_eq!(UpToFive::from_integer(0), Ok(Hundredths(0)));
        assert_eq!(UpToFive::from_integer(5), Ok(Hundredths(500)));
        assert_eq!(UpToFive::from_decimal(5.0), Ok(Hundredths(500)));
        for number in [-1, 6, i64::MIN, i64::MAX] {
            assert_eq!(UpToFive::from_integer(number), out, "{number}");
        }
        assert_eq!(UpToFive::from_decimal(5.01), out);
        assert_eq!(UpToFive::from_decimal(-0.01), out);
        assert_eq!(UpToFive::new(500), Some(Hundredths(500)));
        assert_eq!(UpToFive::new(501), None);
        assert_eq!(UpToFive::whole(6), Hundredths(500));
    }

    #[test]
    fn an_amount_is_written_with_no_more_decimals_than_it_has() {
        for (hundredths, written) in [(0, "0"), (5, "0.05"), (29, "0.29"), (150, "1.5"), (500, "5")] {
            let amount = UpToFive::new(hundredths).unwrap();
            assert_eq!(amount.to_string(), written);
            assert_eq!(serde_json::to_string(&amount).unwrap(), written);
            assert_eq!(format!("{amount:?}"), hundredths.to_string());
        }
    }

    #[test]
    fn a_third_decimal_is_refused_and_not_rounded() {
        assert_eq!(UpToFive::from_decimal(0.29), Ok(Hundredths(29)));
        assert_eq!(UpToFive::from_decimal(0.295), Err(Flaw::TooPrecise { decimals: 2 }));
    }
}
