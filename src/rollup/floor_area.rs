use std::fmt;

use serde::{Deserialize, Serialize};

use super::centers::is_in_use;
use super::join::Join;
use super::spread::Spread;
use crate::records::CenterDraft;
use crate::rules::policy::measured::reading;
use crate::rules::policy::standing::is_open;
use crate::vocab::{Answer, AreaKind, Count, Lang, Say, SquareMeters};

/// The floor area (建筑面积) of the centers that are, or may be, in use: sums in hundredths of a square meter, never rounded.
///
/// The area of a center is what it, or all of its sites together, state, as rules of policy have it. "About" is taken to be right
/// within a factor of two, as [`Area::is_at_least`](crate::vocab::Area::is_at_least) does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FloorArea {
    /// How many centers state a floor area.
    pub known: u64,
    /// How many do not, or leave open whether they are in use or whom else they serve; and one where other centers may be missing.
    pub unknown: u64,
    /// What is stated, whatever qualifies it.
    pub stated_hundredths: u64,
    /// The least that it may be.
    pub least_hundredths: u64,
    /// The most that it may be, of those that say so.
    pub most_hundredths: u64,
    /// How many centers say only how large they are at least.
    pub unbounded: u64,
    /// How many of the known are there for other communities as well.
    pub shared: u64,
}

impl FloorArea {
    pub(super) fn of(center: &CenterDraft, is_shared: bool) -> Self {
        let in_use = is_in_use(&center.status);
        if in_use == Some(false) {
            return Self::default();
        }
        let unknown = Self { unknown: 1, ..Self::default() };
        let is_plain = in_use.is_some() && !is_open(center);
        let Some(area) = reading((AreaKind::Floor, None), center).whole.filter(|_| is_plain) else { return unknown };
        let (least, most) = area.bounds();
        Self {
            known: 1,
            unknown: 0,
            stated_hundredths: area.amount().hundredths(),
            least_hundredths: least,
            most_hundredths: most.unwrap_or(0),
            unbounded: u64::from(most.is_none()),
            shared: u64::from(is_shared),
        }
    }

    /// The same where other centers may be missing.
    pub(super) fn perhaps_more(self, is_open: bool) -> Self {
        Self { unknown: self.unknown.saturating_add(is_open.into()), ..self }
    }

    /// The area, if all centers state it and state it exactly; in hundredths of a square meter.
    #[must_use]
    pub fn exact_hundredths(self) -> Option<u64> {
        let is_exact = self.unbounded == 0 && self.least_hundredths == self.most_hundredths;
        (self.known > 0 && self.unknown == 0 && is_exact).then_some(self.stated_hundredths)
    }

    /// The area for every 100 of these households; `None` where it is not known exactly, or households are not, or are none.
    #[must_use]
    pub fn per_100(self, households: Option<Spread<Count>>) -> Option<PerHundredHouseholds> {
        let households = households.and_then(Spread::only)?.get();
        PerHundredHouseholds::new(self.exact_hundredths()?, households.into())
    }

    /// Whether there is at least so much for every 100 of these households; cannot say where what is known leaves it open.
    #[must_use]
    pub fn reaches(self, least: SquareMeters, households: Option<Spread<Count>>) -> Answer {
        let Some(households) = households.filter(|households| households.most().get() > 0) else {
            return Answer::CannotSay;
        };
        // For every 100 households there are so many square meters as there are hundredths for each household.
        let needed = |households: Count| u128::from(least.hundredths()) * u128::from(households.get());
        let has = |hundredths: u64| u128::from(hundredths) * 100;
        let is_whole = self.unknown == 0 && self.unbounded == 0;
        if has(self.least_hundredths) >= needed(households.most()) {
            Answer::Yes
        } else if is_whole && has(self.most_hundredths) < needed(households.least()) {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }
}

impl Join for FloorArea {
    fn join(&mut self, other: Self) {
        self.known = self.known.saturating_add(other.known);
        self.unknown = self.unknown.saturating_add(other.unknown);
        self.stated_hundredths = self.stated_hundredths.saturating_add(other.stated_hundredths);
        self.least_hundredths = self.least_hundredths.saturating_add(other.least_hundredths);
        self.most_hundredths = self.most_hundredths.saturating_add(other.most_hundredths);
        self.unbounded = self.unbounded.saturating_add(other.unbounded);
        self.shared = self.shared.saturating_add(other.shared);
    }
}

/// So much area for every 100 households, as an exact ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PerHundredHouseholds {
    hundredths: u64,
    households: u64,
}

impl PerHundredHouseholds {
    /// So many hundredths of a square meter for so many households; for no households there is no ratio.
    #[must_use]
    pub fn new(hundredths: u64, households: u64) -> Option<Self> {
        (households > 0).then_some(Self { hundredths, households })
    }

    /// The area in hundredths of a square meter, all of it.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.hundredths
    }

    /// The households, all of them.
    #[must_use]
    pub const fn households(self) -> u64 {
        self.households
    }

    /// Whether there is at least so much for every 100 households, compared without rounding.
    #[must_use]
    pub fn is_at_least(self, least: SquareMeters) -> bool {
        u128::from(self.hundredths) * 100 >= u128::from(least.hundredths()) * u128::from(self.households)
    }
}

impl Say for PerHundredHouseholds {
    /// With two decimals, rounded down, so that nothing is said to be reached that is not.
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = u128::from(self.hundredths) * 100 / u128::from(self.households.max(1));
        let (whole, part) = (scaled / 100, scaled % 100);
        match lang {
            Lang::Zh => write!(to, "{whole}.{part:02}㎡"),
            Lang::En => write!(to, "{whole}.{part:02} m²"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(center: &str) -> FloorArea {
        FloorArea::of(&serde_json::from_str(center).unwrap(), false)
    }

    fn households(least: u32, most: u32) -> Option<Spread<Count>> {
        let mut spread = Spread::of(Count::new(least).unwrap());
        spread.take_in(Spread::of(Count::new(most).unwrap()));
        Some(spread)
    }

    fn stated(amount: &str) -> FloorArea {
        area(&format!(r#"{{ "status": "open", "areas": [{{ "kind": "floor", "square_meters": {amount} }}] }}"#))
    }

    #[test]
    fn six_hundred_square_meters_for_two_thousand_households_are_thirty_for_every_hundred() {
        let thirty = SquareMeters::whole(30);
        let ratio = stated("600").per_100(households(2_000, 2_000)).unwrap();
        assert!(ratio.is_at_least(thirty));
        assert_eq!(ratio.in_lang(Lang::Zh).to_string(), "30.00㎡");
        let below = stated("599.99").per_100(households(2_000, 2_000)).unwrap();
        assert!(!below.is_at_least(thirty));
        assert_eq!(below.in_lang(Lang::En).to_string(), "29.99 m²");
    }

    #[test]
    fn a_minimum_is_decided_only_where_nothing_leaves_it_open() {
        let thirty = SquareMeters::whole(30);
        for (amount, households, answer) in [
            ("600", households(2_000, 2_000), Answer::Yes),
            ("599.99", households(2_000, 2_000), Answer::No),
            // Two sources disagree.
            ("600", households(1_900, 2_001), Answer::CannotSay),
            ("600", households(1_900, 2_000), Answer::Yes),
            ("569", households(1_900, 2_000), Answer::No),
            ("600", households(0, 0), Answer::CannotSay),
            ("600", None, Answer::CannotSay),
            (r#"600, "qualifier": "at-least""#, households(2_000, 2_000), Answer::Yes),
            (r#"599, "qualifier": "at-least""#, households(2_000, 2_000), Answer::CannotSay),
            (r#"1200, "qualifier": "about""#, households(2_000, 2_000), Answer::Yes),
            (r#"600, "qualifier": "about""#, households(2_000, 2_000), Answer::CannotSay),
            (r#"599, "qualifier": "below""#, households(2_000, 2_000), Answer::No),
        ] {
            assert_eq!(stated(amount).reaches(thirty, households), answer, "{amount} {households:?}");
        }
    }

    #[test]
    fn only_what_is_in_use_has_an_area_and_what_may_be_leaves_it_open() {
        let with = |status: &str| {
            let area =
                area(&format!(r#"{{ "status": {status}, "areas": [{{ "kind": "floor", "square_meters": 600 }}] }}"#));
            (area.known, area.unknown, area.exact_hundredths())
        };
        assert_eq!(with(r#""open""#), (1, 0, Some(60_000)));
        assert_eq!(with("null"), (1, 0, Some(60_000)));
        assert_eq!(with(r#""upgrading""#), (0, 1, None));
        assert_eq!(with(r#""opne""#), (0, 1, None));
        for status in ["planned", "under-construction", "suspended", "closed"] {
            assert_eq!(with(&format!(r#""{status}""#)), (0, 0, None), "{status}");
        }
    }

    #[test]
    fn an_area_that_may_be_there_for_communities_nobody_names_is_not_known() {
        let whole = r#"{ "areas": [{ "kind": "floor", "square_meters": 600 }], "partial": ["services"] }"#;
        assert_eq!(area(whole).exact_hundredths(), Some(60_000));
        let open = area(&whole.replace(r#"["services"]"#, r#"["serves"]"#));
        assert_eq!((open.known, open.unknown), (0, 1));
    }

    #[test]
    fn a_site_area_is_no_floor_area_and_another_center_without_one_leaves_the_sum_open() {
        let site = area(r#"{ "status": "open", "areas": [{ "kind": "site", "square_meters": 1500 }] }"#);
        assert_eq!((site.known, site.unknown), (0, 1));
        let mut both = stated("600");
        both.join(site);
        assert_eq!(both.exact_hundredths(), None);
        assert_eq!(both.reaches(SquareMeters::whole(30), households(2_000, 2_000)), Answer::Yes);
        assert_eq!(both.reaches(SquareMeters::whole(31), households(2_000, 2_000)), Answer::CannotSay);
    }
}
