use std::fmt;

use serde::{Deserialize, Serialize};

use super::age::Age;
use super::lang::{Lang, Say};

/// A half-open range of completed ages: `from` is in it, `below` is not; without `below` it has no end.
///
/// It is never empty: `from` lies below `below`. Records carry the two ages as fields; in a report it is an object with
/// the same keys.
///
/// ```
/// use neighborhood_center::vocab::{Age, AgeRange, Lang, Say};
///
/// let preschool = Age::years(3).and_then(|from| AgeRange::new(from, Age::years(6)));
/// let said = preschool.map(|range| range.in_lang(Lang::En).to_string());
/// assert_eq!(said.as_deref(), Some("from 3 to under 6 years"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct AgeRange {
    from: Age,
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<Age>,
}

/// The two ages as they are read, in whatever order.
#[derive(Deserialize)]
struct Ends {
    from: Age,
    #[serde(default)]
    below: Option<Age>,
}

impl TryFrom<Ends> for AgeRange {
    type Error = &'static str;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        Self::new(ends.from, ends.below).ok_or("an age range begins below where it ends")
    }
}

impl AgeRange {
    /// The range of every age.
    pub const EVERY_AGE: Self = Self { from: Age::BIRTH, below: None };

    /// The range from `from` up to but without `below`; `None` if that is reversed or empty.
    #[must_use]
    pub const fn new(from: Age, below: Option<Age>) -> Option<Self> {
        match below {
            Some(end) if end.in_months() <= from.in_months() => None,
            _ => Some(Self { from, below }),
        }
    }

    /// A range whose ends are known to be in order, as they are between the boundaries of age groups.
    pub(super) fn in_order(from: Age, below: Option<Age>) -> Self {
        debug_assert!(below.is_none_or(|below| from < below), "an age range is not empty");
        Self { from, below }
    }

    /// The least age in the range.
    #[must_use]
    pub const fn from(self) -> Age {
        self.from
    }

    /// The age at which the range has ended, if it ends.
    #[must_use]
    pub const fn below(self) -> Option<Age> {
        self.below
    }

    /// Whether the age is in the range.
    #[must_use]
    pub fn contains(self, age: Age) -> bool {
        self.from <= age && self.below.is_none_or(|below| age < below)
    }

    /// Whether some age is in both ranges.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.below.is_none_or(|below| other.from < below) && other.below.is_none_or(|below| self.from < below)
    }
}

impl Say for AgeRange {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => self.say_zh(to),
            Lang::En => self.say_en(to),
        }
    }
}

impl AgeRange {
    fn say_zh(self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.in_lang(Lang::Zh);
        match self.below {
            None if self.from == Age::BIRTH => to.write_str("各年龄"),
            None => write!(to, "{from}及以上"),
            Some(below) if self.from == Age::BIRTH => write!(to, "不满 {}", below.in_lang(Lang::Zh)),
            Some(below) => write!(to, "{from}至不满 {}", below.in_lang(Lang::Zh)),
        }
    }

    fn say_en(self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.in_lang(Lang::En);
        match self.below {
            None if self.from == Age::BIRTH => to.write_str("all ages"),
            None => write!(to, "{from} and over"),
            Some(below) if self.from == Age::BIRTH => write!(to, "under {}", below.in_lang(Lang::En)),
            Some(below) => {
                let below_said = below.in_lang(Lang::En);
                // The unit is said once where it is the same.
                match (self.from.whole_years(), below.whole_years()) {
                    (Some(years), Some(_)) => write!(to, "from {years} to under {below_said}"),
                    (None, None) => write!(to, "from {} to under {below_said}", self.from.in_months()),
                    _ => write!(to, "from {from} to under {below_said}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(from: u8, below: Option<u8>) -> AgeRange {
        AgeRange::new(Age::years(from).unwrap(), below.and_then(Age::years)).unwrap()
    }

    #[test]
    fn a_reversed_or_empty_range_cannot_be_made() {
        let [three, six] = [3, 6].map(|age| Age::years(age).unwrap());
        assert_eq!(AgeRange::new(six, Some(three)), None);
        assert_eq!(AgeRange::new(six, Some(six)), None);
        assert!(AgeRange::new(three, Some(six)).is_some());
    }

    #[test]
    fn the_lower_end_is_in_the_range_and_the_upper_end_is_not() {
        let preschool = years(3, Some(6));
        assert!(preschool.contains(Age::years(3).unwrap()));
        assert!(preschool.contains(Age::months(71).unwrap()));
        assert!(!preschool.contains(Age::years(6).unwrap()));
        assert!(!preschool.contains(Age::months(35).unwrap()));
        assert!(years(60, None).contains(Age::years(150).unwrap()));
    }

    #[test]
    fn ranges_that_only_touch_do_not_overlap() {
        for (one, other, overlap) in [
            (years(3, Some(6)), years(6, Some(12)), false),
            (years(3, Some(7)), years(6, Some(12)), true),
            (years(0, Some(60)), years(60, None), false),
            (years(0, None), years(60, None), true),
            (years(0, None), years(3, Some(6)), true),
            (years(3, Some(6)), years(3, Some(6)), true),
        ] {
            assert_eq!(one.overlaps(other), overlap, "{one:?} {other:?}");
            assert_eq!(other.overlaps(one), overlap, "{other:?} {one:?}");
        }
    }

    #[test]
    fn a_range_is_said_as_people_say_it() {
        let months = |from, below| AgeRange::new(Age::months(from).unwrap(), Age::months(below)).unwrap();
        for (range, zh, en) in [
            (years(3, Some(6)), "3 岁至不满 6 岁", "from 3 to under 6 years"),
            (years(60, None), "60 岁及以上", "60 years and over"),
            (years(0, Some(3)), "不满 3 岁", "under 3 years"),
            (AgeRange::EVERY_AGE, "各年龄", "all ages"),
            (months(6, 36), "6 个月至不满 3 岁", "from 6 months to under 3 years"),
            (months(6, 30), "6 个月至不满 30 个月", "from 6 to under 30 months"),
        ] {
            assert_eq!(range.in_lang(Lang::Zh).to_string(), zh);
            assert_eq!(range.in_lang(Lang::En).to_string(), en);
        }
    }
}
