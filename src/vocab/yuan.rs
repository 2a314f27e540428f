use std::fmt;

use serde::Serialize;

use super::flaw::Flaw;
use super::hundredths::Hundredths;
use super::lang::{Lang, Phrase, Say};
use super::word::{Word, read_as_word};

/// The greatest amount, in yuan: an engineering bound that catches slips of the unit; no source sets one.
const MOST: i32 = 2_000_000_000;

/// An amount of money in yuan (元), from 0 to 2,000,000,000, kept exactly to the fen.
///
/// On the wire it is a number with at most two decimals.
///
/// ```
/// use neighborhood_center::vocab::Yuan;
///
/// let fee: Yuan = serde_json::from_str("0.29")?;
/// assert_eq!(fee.fen(), 29);
/// assert_eq!(serde_json::to_string(&fee)?, "0.29");
/// assert!(serde_json::from_str::<Yuan>("0.295").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Yuan(Hundredths<MOST>);

impl Yuan {
    /// So many fen, if that is within bounds.
    #[must_use]
    pub const fn from_fen(fen: u64) -> Option<Self> {
        match Hundredths::new(fen) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> u64 {
        self.0.get()
    }
}

impl Word for Yuan {
    const EXPECTED: Phrase = Phrase::new("金额（元，最多两位小数）", "an amount in yuan (at most two decimals)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        Hundredths::from_integer(number).map(Self)
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        Hundredths::from_decimal(number).map(Self)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl Say for Yuan {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "{self} 元"),
            Lang::En => write!(to, "{self} yuan"),
        }
    }
}

read_as_word!(Yuan);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fen(fen: u64) -> Yuan {
        Yuan::from_fen(fen).unwrap()
    }

    #[test]
    fn an_amount_of_two_decimals_is_exact_and_no_finer_one_is_kept() {
        assert_eq!(Yuan::from_decimal(0.29), Ok(fen(29)));
        assert_eq!(Yuan::from_integer(64_000_000), Ok(fen(6_400_000_000)));
        assert_eq!(Yuan::from_decimal(1.005), Err(Flaw::TooPrecise { decimals: 2 }));
        assert_eq!(fen(6_400_000_005).in_lang(Lang::Zh).to_string(), "64000000.05 元");
        assert_eq!(fen(150).in_lang(Lang::En).to_string(), "1.5 yuan");
    }

    #[test]
    fn amounts_out_of_bounds_are_refused() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 2_000_000_000 });
        assert_eq!(Yuan::from_integer(-1), out);
        assert_eq!(Yuan::from_integer(2_000_000_001), out);
        assert_eq!(Yuan::from_integer(i64::MAX), out);
        assert_eq!(Yuan::from_decimal(f64::NAN), out);
        assert_eq!(Yuan::from_text("1500"), Err(Flaw::WrongType));
        assert_eq!(Yuan::from_fen(200_000_000_001), None);
    }

    proptest! {
        #[test]
        fn every_amount_survives_json(fen in 0_u64..=200_000_000_000) {
            let amount = Yuan::from_fen(fen).unwrap();
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Yuan>(&json).unwrap(), amount);
            prop_assert_eq!(json, amount.to_string());
        }
    }
}
