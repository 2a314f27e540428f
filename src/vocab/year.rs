use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{bounded, whole};
use super::word::{Word, read_as_word};

/// The first year that can be written: it has four digits.
const FIRST: u16 = 1000;
/// The last year that can be written with four digits.
const LAST: u16 = 9999;

/// A year (年份) of the Gregorian calendar, 1000 to 9999.
///
/// On the wire it is a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Year(u16);

impl Year {
    /// A year, if it has four digits.
    #[must_use]
    pub const fn new(year: u16) -> Option<Self> {
        if FIRST <= year && year <= LAST { Some(Self(year)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Word for Year {
    const EXPECTED: Phrase = Phrase::new("年份（四位整数）", "a year (a whole number of four digits)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        bounded(number, FIRST.into(), LAST.into()).map(|year| Self(year as u16))
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, FIRST.into(), LAST.into()).map(|year| Self(year as u16))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

impl Say for Year {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "{}年", self.0),
            Lang::En => write!(to, "{}", self.0),
        }
    }
}

impl Serialize for Year {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u16(self.0)
    }
}

read_as_word!(Year);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits() {
        let out = Err(Flaw::OutOfRange { least: 1000, most: 9999 });
        assert_eq!(Year::from_integer(2024), Ok(Year(2024)));
        assert_eq!(Year::from_decimal(2024.0), Ok(Year(2024)));
        assert_eq!(Year::from_integer(999), out);
        assert_eq!(Year::from_integer(10_000), out);
        assert_eq!(Year::new(24), None);
        assert_eq!(serde_json::to_string(&Year(2024)).unwrap(), "2024");
        assert_eq!(Year(2024).in_lang(Lang::Zh).to_string(), "2024年");
    }
}
