use std::fmt;

use serde::{Serialize, Serializer};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::reading::{bounded, whole};
use super::word::{Word, read_as_word};

/// The greatest version, so that it fits where numbers are signed.
const MOST: i32 = i32::MAX;

/// The version of the data format (格式版本) that a document is written in: a whole number from 1.
///
/// It is judged before anything else, so that a document of a later format gives one clear sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormatVersion(u32);

impl FormatVersion {
    /// The version that this crate writes, and the latest it reads.
    pub const CURRENT: Self = Self(1);

    /// Whether this crate can read the version.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 <= Self::CURRENT.0
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl Word for FormatVersion {
    const EXPECTED: Phrase = Phrase::new("格式版本（从 1 起的整数）", "a format version (a whole number from 1)");

    fn from_integer(number: i64) -> Result<Self, Flaw> {
        bounded(number, 1, MOST.into()).map(|version| Self(version as u32))
    }

    fn from_decimal(number: f64) -> Result<Self, Flaw> {
        whole(number, 1, MOST).map(|version| Self(version as u32))
    }
}

impl fmt::Display for FormatVersion {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

impl Say for FormatVersion {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => write!(to, "第 {self} 版"),
            Lang::En => write!(to, "version {self}"),
        }
    }
}

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(self.0)
    }
}

read_as_word!(FormatVersion);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_version_is_read_but_not_known() {
        assert!(FormatVersion::from_integer(1).unwrap().is_known());
        assert!(!FormatVersion::from_integer(2).unwrap().is_known());
    }

    #[test]
    fn versions_begin_at_one() {
        assert!(FormatVersion::from_integer(0).is_err());
        assert!(FormatVersion::from_integer(-1).is_err());
        assert_eq!(FormatVersion::from_decimal(1.5), Err(Flaw::TooPrecise { decimals: 0 }));
    }
}
