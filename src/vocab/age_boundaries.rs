use std::fmt;

use serde::{Deserialize, Serialize};

use super::age::Age;
use super::age_group::{AgeGroup, GroupSet};
use super::age_range::AgeRange;
use super::lang::{Lang, Say};

/// Where the young (少) end and the old (老) begin.
///
/// The three groups are a total and disjoint partition of all ages: every age is in exactly one of them. The boundaries
/// belong to the policy; [`AgeBoundaries::LEGAL`] is the default. Neither sex nor retirement moves them.
///
/// ```
/// use neighborhood_center::vocab::{Age, AgeBoundaries, AgeGroup};
///
/// let sixty = Age::years(60);
/// assert_eq!(sixty.map(|age| AgeBoundaries::LEGAL.group_of(age)), Some(AgeGroup::Old));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct AgeBoundaries {
    middle_from: Age,
    old_from: Age,
}

impl AgeBoundaries {
    /// 18 and 60: a minor (未成年人) is under 18, an old person (老年人) is 60 or over (老年人权益保障法, article 2); both as
    /// secondary texts quote the law.
    pub const LEGAL: Self = Self { middle_from: Age::fixed::<18>(), old_from: Age::fixed::<60>() };

    /// 15 and 60: the thirds 0–14, 15–59 and 60 and over of the seventh national census (第七次全国人口普查公报 no. 5).
    pub const CENSUS: Self = Self { middle_from: Age::fixed::<15>(), old_from: Age::fixed::<60>() };

    /// 16 and 60: the thirds 0–15, 16–59 and 60 and over of the annual communiqués of the National Bureau of Statistics
    /// (2013, 2018, 2024).
    pub const NBS_ANNUAL: Self = Self { middle_from: Age::fixed::<16>(), old_from: Age::fixed::<60>() };

    /// The boundaries at these two ages; `None` if a group would be empty or the two are reversed.
    #[must_use]
    pub fn new(middle_from: Age, old_from: Age) -> Option<Self> {
        (Age::BIRTH < middle_from && middle_from < old_from).then_some(Self { middle_from, old_from })
    }

    /// The least age of the middle group.
    #[must_use]
    pub const fn middle_from(self) -> Age {
        self.middle_from
    }

    /// The least age of the old group.
    #[must_use]
    pub const fn old_from(self) -> Age {
        self.old_from
    }

    /// The one group that someone of this age is in.
    #[must_use]
    pub fn group_of(self, age: Age) -> AgeGroup {
        if age < self.middle_from {
            AgeGroup::Young
        } else if age < self.old_from {
            AgeGroup::Middle
        } else {
            AgeGroup::Old
        }
    }

    /// The ages of a group.
    #[must_use]
    pub fn range_of(self, group: AgeGroup) -> AgeRange {
        match group {
            AgeGroup::Young => AgeRange::in_order(Age::BIRTH, Some(self.middle_from)),
            AgeGroup::Middle => AgeRange::in_order(self.middle_from, Some(self.old_from)),
            AgeGroup::Old => AgeRange::in_order(self.old_from, None),
        }
    }

    /// Every group that has an age in the range.
    #[must_use]
    pub fn groups_meeting(self, range: AgeRange) -> GroupSet {
        AgeGroup::ALL.iter().copied().filter(|group| self.range_of(*group).overlaps(range)).collect()
    }
}

/// The form on the wire, which may hold boundaries that are reversed.
#[derive(Deserialize)]
struct Ends {
    middle_from: Age,
    old_from: Age,
}

impl TryFrom<Ends> for AgeBoundaries {
    type Error = &'static str;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        Self::new(ends.middle_from, ends.old_from).ok_or("age boundaries must be above birth and in order")
    }
}

impl Say for AgeBoundaries {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (middle, old) = (self.middle_from.in_lang(lang), self.old_from.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{middle}起为青壮，{old}起为老"),
            Lang::En => write!(to, "the middle group begins at {middle}, the old at {old}"),
        }
    }
}

impl Default for AgeBoundaries {
    fn default() -> Self {
        Self::LEGAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    const PRESETS: [AgeBoundaries; 3] = [AgeBoundaries::LEGAL, AgeBoundaries::CENSUS, AgeBoundaries::NBS_ANNUAL];

    fn years(from: u8, below: Option<u8>) -> AgeRange {
        AgeRange::new(Age::years(from).unwrap(), below.and_then(Age::years)).unwrap()
    }

    #[test]
    fn each_preset_has_the_ages_of_its_source() {
        for (preset, young_to, middle_to) in
            [(AgeBoundaries::LEGAL, 17, 59), (AgeBoundaries::CENSUS, 14, 59), (AgeBoundaries::NBS_ANNUAL, 15, 59)]
        {
            let group = |age| preset.group_of(Age::years(age).unwrap());
            assert_eq!(group(0), AgeGroup::Young);
            assert_eq!(group(young_to), AgeGroup::Young);
            assert_eq!(group(young_to + 1), AgeGroup::Middle);
            assert_eq!(group(middle_to), AgeGroup::Middle);
            assert_eq!(group(middle_to + 1), AgeGroup::Old);
        }
        assert_eq!(AgeBoundaries::default(), AgeBoundaries::LEGAL);
    }

    #[test]
    fn every_age_is_in_exactly_one_group() {
        for boundaries in PRESETS {
            for age in (0..=1_800).filter_map(Age::months) {
                let of: Vec<_> =
                    AgeGroup::ALL.iter().filter(|group| boundaries.range_of(**group).contains(age)).collect();
                assert_eq!(of, [&boundaries.group_of(age)]);
            }
        }
    }

    #[test]
    fn presets_obey_what_is_asked_of_any_boundaries() {
        for preset in PRESETS {
            assert_eq!(AgeBoundaries::new(preset.middle_from(), preset.old_from()), Some(preset));
        }
        let [zero, eighteen, sixty] = [0, 18, 60].map(|age| Age::years(age).unwrap());
        assert_eq!(AgeBoundaries::new(zero, sixty), None);
        assert_eq!(AgeBoundaries::new(sixty, eighteen), None);
        assert_eq!(AgeBoundaries::new(sixty, sixty), None);
    }

    #[test]
    fn someone_is_old_on_the_sixtieth_birthday_and_not_the_day_before() {
        let born = NaiveDate::from_ymd_opt(1963, 8, 11).unwrap();
        let group = |day| {
            let date = NaiveDate::from_ymd_opt(2023, 8, day).unwrap();
            AgeBoundaries::LEGAL.group_of(Age::on(born, date).unwrap())
        };
        assert_eq!(group(10), AgeGroup::Middle);
        assert_eq!(group(11), AgeGroup::Old);
    }

    #[test]
    fn youth_of_14_to_35_is_young_and_middle_at_once() {
        let youth = years(14, Some(36));
        assert_eq!(AgeBoundaries::LEGAL.groups_meeting(youth), GroupSet::of(&[AgeGroup::Young, AgeGroup::Middle]));
    }

    #[test]
    fn a_range_meets_no_group_that_it_only_touches() {
        let legal = AgeBoundaries::LEGAL;
        assert_eq!(legal.groups_meeting(years(6, Some(18))), GroupSet::of(&[AgeGroup::Young]));
        assert_eq!(legal.groups_meeting(years(18, Some(60))), GroupSet::of(&[AgeGroup::Middle]));
        assert_eq!(legal.groups_meeting(years(80, None)), GroupSet::of(&[AgeGroup::Old]));
        assert_eq!(legal.groups_meeting(AgeRange::EVERY_AGE), GroupSet::all());
    }
}
