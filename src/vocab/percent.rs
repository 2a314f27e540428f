use std::fmt;

use serde::Serialize;

use super::flaw::Flaw;
use super::hundredths::Hundredths;
use super::lang::{Lang, Phrase, Say};
use super::word::{Word, read_as_word};

/// A share of a whole in percent (百分比), from 0 to 100, kept exactly to 0.01.
///
/// On the wire it is a number with at most two decimals: 60 means 60 %.
///
/// ```
/// use neighborhood_center::vocab::Percent;
///
/// let share: Percent = serde_json::from_str("1.76")?;
/// assert_eq!(share.hundredths(), 176);
/// assert!(serde_json::from_str::<Percent>("101").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Percent(Hundredths<100>);

impl Percent {
    /// Hundredths of a percent in the whole.
    pub const WHOLE: u32 = 10_000;

    /// So many hundredths of a percent, if that is no more than the whole.
    #[must_use]
    pub const fn from_hundredths(hundredths: u16) -> Option<Self> {
        match Hundredths::new(hundredths as u64) {
            Some(hundredths) => Some(Self(hundredths)),
            None => None,
        }
    }

    /// A whole number of percent. More than 100 becomes 100.
    #[must_use]
    pub const fn whole(percent: u8) -> Self {
        Self(Hundredths::whole(percent as u32))
    }

    /// The share in hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        // They are at most 10,000.
        self.0.get() as u16
    }
}

impl Word for Percent {
    const EXPECTED: Phrase =
        Phrase::new("百分比（0 到 100，最多两位小数）", "a percentage (0 to 100, at most two decimals)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        Hundredths::from_integer(number).map(Self)
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        Hundredths::from_decimal(number).map(Self)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl Say for Percent {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "{self}%"),
            Lang::En => write!(to, "{self} %"),
        }
    }
}

read_as_word!(Percent);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_lies_between_nothing_and_the_whole() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 100 });
        assert_eq!(Percent::from_integer(60), Ok(Percent::whole(60)));
        assert_eq!(Percent::from_decimal(0.29), Ok(Percent::from_hundredths(29).unwrap()));
        assert_eq!(Percent::from_integer(101), out);
        assert_eq!(Percent::from_integer(-1), out);
        assert_eq!(Percent::from_integer(256), out);
        assert_eq!(Percent::from_decimal(100.01), out);
        assert_eq!(Percent::from_decimal(f64::NAN), out);
        assert_eq!(Percent::from_decimal(33.333), Err(Flaw::TooPrecise { decimals: 2 }));
        assert_eq!(Percent::from_hundredths(10_001), None);
        assert_eq!(Percent::whole(255), Percent::whole(100));
    }

    proptest! {
        #[test]
        fn every_share_survives_json(hundredths in 0_u16..=10_000) {
            let share = Percent::from_hundredths(hundredths).unwrap();
            let json = serde_json::to_string(&share).unwrap();
            prop_assert_eq!(serde_json::from_str::<Percent>(&json).unwrap(), share);
            prop_assert_eq!(json, share.to_string());
        }
    }
}
