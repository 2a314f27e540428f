use std::fmt;

use serde::{Deserialize, Serialize};

use super::count::Count;
use super::lang::{Lang, Say};
use super::qualifier::Qualifier;

/// How many of something there are, as a source states it (数量): a number, and how exactly it is meant.
///
/// A record carries its two parts as fields; in a report it is an object with the same keys.
///
/// ```
/// use neighborhood_center::vocab::{Count, HowMany, Qualifier};
///
/// let stated = |count, qualifier| Count::new(count).map(|count| HowMany::new(count, qualifier));
/// let (about, exactly) = (stated(44, Qualifier::About), stated(45, Qualifier::Exactly));
/// assert!(about.zip(exactly).is_some_and(|(about, exactly)| about.may_be(exactly)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HowMany {
    count: Count,
    qualifier: Qualifier,
}

impl HowMany {
    /// A number, and how it is meant.
    #[must_use]
    pub const fn new(count: Count, qualifier: Qualifier) -> Self {
        Self { count, qualifier }
    }

    /// The number that is stated.
    #[must_use]
    pub const fn count(self) -> Count {
        self.count
    }

    /// How it is meant.
    #[must_use]
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// Whether both can be said of the same things: there is a number that both allow.
    ///
    /// "About" (约) is taken to be right within a factor of two, as for an [area](super::Area::is_at_least). Nothing is fewer than
    /// none: what is said to be below 0 excludes all, itself too.
    #[must_use]
    pub fn may_be(self, other: Self) -> bool {
        let (one, other) = (self.bounds(), other.bounds());
        let least = one.0.max(other.0);
        [one.1, other.1].into_iter().flatten().all(|most| least <= most)
    }

    /// The least and the most that there may be; no most where it has none. Where no number is meant, the least is above the most,
    /// and above any count.
    pub(crate) fn bounds(self) -> (u64, Option<u64>) {
        let count = u64::from(self.count.get());
        match (self.qualifier, count) {
            (Qualifier::Exactly, _) => (count, Some(count)),
            (Qualifier::About, _) => (count.div_ceil(2), Some(2 * count)),
            (Qualifier::AtLeast, _) => (count, None),
            (Qualifier::Below, 0) => (u64::MAX, Some(0)),
            (Qualifier::Below, _) => (0, Some(count - 1)),
        }
    }
}

impl Say for HowMany {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.count;
        match (lang, self.qualifier) {
            (_, Qualifier::Exactly) => write!(to, "{count}"),
            (Lang::Zh, qualifier) => write!(to, "{} {count}", qualifier.label_zh()),
            (Lang::En, Qualifier::About) => write!(to, "about {count}"),
            (Lang::En, Qualifier::AtLeast) => write!(to, "at least {count}"),
            (Lang::En, Qualifier::Below) => write!(to, "fewer than {count}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Qualifier::{About, AtLeast, Below, Exactly};

    fn stated(count: u32, qualifier: Qualifier) -> HowMany {
        HowMany::new(Count::new(count).unwrap(), qualifier)
    }

    #[test]
    fn two_numbers_exclude_each_other_only_where_no_number_is_both() {
        for (one, other, expected) in [
            ((44, Exactly), (44, Exactly), true),
            ((44, Exactly), (45, Exactly), false),
            ((44, About), (45, Exactly), true),
            ((44, About), (88, Exactly), true),
            ((44, About), (89, Exactly), false),
            ((44, About), (21, Exactly), false),
            ((50, AtLeast), (44, Exactly), false),
            ((50, AtLeast), (50, Exactly), true),
            ((50, AtLeast), (90, AtLeast), true),
            ((50, Below), (50, Exactly), false),
            ((50, Below), (49, Exactly), true),
            ((50, Below), (50, AtLeast), false),
            ((0, Below), (0, Exactly), false),
            ((0, Below), (0, AtLeast), false),
            ((0, Below), (0, Below), false),
            ((1, Below), (0, Exactly), true),
            ((1, Below), (1, Below), true),
            ((2_000_000_000, About), (2_000_000_000, AtLeast), true),
        ] {
            let (one, other) = (stated(one.0, one.1), stated(other.0, other.1));
            assert_eq!(one.may_be(other), expected, "{one:?} {other:?}");
            assert_eq!(other.may_be(one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn a_number_is_said_with_how_it_is_meant() {
        let said = [Exactly, About, AtLeast, Below]
            .map(|qualifier| [Lang::Zh, Lang::En].map(|lang| stated(44, qualifier).in_lang(lang).to_string()));
        let expected = [["44", "44"], ["约 44", "about 44"], ["至少 44", "at least 44"], ["不足 44", "fewer than 44"]];
        assert_eq!(said, expected);
    }

    #[test]
    fn in_a_report_it_is_an_object() {
        let json = r#"{"count":44,"qualifier":"about"}"#;
        assert_eq!(serde_json::to_string(&stated(44, About)).unwrap(), json);
        assert_eq!(serde_json::from_str::<HowMany>(json).unwrap(), stated(44, About));
    }
}
