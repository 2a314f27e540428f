use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{bounded, whole};
use super::word::{Word, read_as_word};

/// The greatest count: an engineering bound, above the population of any country.
const MOST: i32 = 2_000_000_000;

/// How many of something there are (数量): households, people, places. From 0 to 2,000,000,000.
///
/// On the wire it is a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count(u32);

impl Count {
    /// A count, if it is within bounds.
    #[must_use]
    pub const fn new(count: u32) -> Option<Self> {
        if count <= MOST.unsigned_abs() { Some(Self(count)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Word for Count {
    const EXPECTED: Phrase = Phrase::new("数量（整数）", "a count (a whole number)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        bounded(number, 0, MOST.into()).map(|count| Self(count as u32))
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, 0, MOST).map(|count| Self(count as u32))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

impl Say for Count {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(self.0)
    }
}

read_as_word!(Count);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_whole_number_within_bounds() {
        let out = Err(Flaw::OutOfRange { least: 0, most: 2_000_000_000 });
        assert_eq!(Count::from_integer(12_400), Ok(Count(12_400)));
        assert_eq!(Count::from_decimal(12_400.0), Ok(Count(12_400)));
        assert_eq!(Count::from_decimal(2.85), Err(Flaw::TooPrecise { decimals: 0 }));
        assert_eq!(Count::from_integer(-1), out);
        assert_eq!(Count::from_integer(2_000_000_001), out);
        assert_eq!(Count::from_decimal(1e20), out);
        assert_eq!(Count::from_text("5"), Err(Flaw::WrongType));
        assert_eq!(Count::new(2_000_000_001), None);
    }

    #[test]
    fn a_count_is_written_as_a_number() {
        assert_eq!(serde_json::to_string(&Count(0)).unwrap(), "0");
    }
}
