use std::fmt;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::area_kind::AreaKind;
use super::lang::{Lang, Say};
use super::percent::Percent;
use super::qualifier::Qualifier;
use super::square_meters::SquareMeters;

/// An area (面积) as a source states it: of which kind, how much, and how exactly.
///
/// A record carries its three parts as fields; in a report it is an object with the same keys.
///
/// ```
/// use neighborhood_center::vocab::{Answer, Area, AreaKind, Qualifier, SquareMeters};
///
/// let site = Area::new(AreaKind::Site, SquareMeters::whole(1500), Qualifier::About);
/// assert_eq!(site.is_at_least(AreaKind::Site, SquareMeters::whole(600)), Answer::Yes);
/// assert_eq!(site.is_at_least(AreaKind::Floor, SquareMeters::whole(600)), Answer::CannotSay);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    kind: AreaKind,
    #[serde(rename = "square_meters")]
    amount: SquareMeters,
    qualifier: Qualifier,
}

impl Area {
    /// An area from its parts.
    #[must_use]
    pub const fn new(kind: AreaKind, amount: SquareMeters, qualifier: Qualifier) -> Self {
        Self { kind, amount, qualifier }
    }

    /// What it is the area of.
    #[must_use]
    pub const fn kind(self) -> AreaKind {
        self.kind
    }

    /// The amount that is stated.
    #[must_use]
    pub const fn amount(self) -> SquareMeters {
        self.amount
    }

    /// How the amount is meant.
    #[must_use]
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// Whether this is an area of `kind` that has at least `minimum`.
    ///
    /// An area of another kind never answers. "About" (约) is taken to be right within a factor of two, and inside that
    /// factor nothing is decided: no source says how far it may be off, so this is an engineering choice, made wide so that
    /// a center is never accused because of a rounded number. "At least" can only confirm and "below" can only refute.
    #[must_use]
    pub fn is_at_least(self, kind: AreaKind, minimum: SquareMeters) -> Answer {
        if self.kind == kind { self.reaches(1, minimum.hundredths().into()) } else { Answer::CannotSay }
    }

    /// Whether this is an area of `kind` that has at least `least` for every 100 of so many households, compared without
    /// rounding and as [`Area::is_at_least`] does.
    ///
    /// For no households nothing can be said: nobody is there to have too little, or enough.
    ///
    /// ```
    /// use neighborhood_center::vocab::{Answer, Area, AreaKind, Qualifier, SquareMeters};
    ///
    /// let area = Area::new(AreaKind::Floor, SquareMeters::whole(600), Qualifier::Exactly);
    /// let thirty = SquareMeters::whole(30);
    /// assert_eq!(area.is_at_least_per_100(AreaKind::Floor, thirty, 2_000), Answer::Yes);
    /// assert_eq!(area.is_at_least_per_100(AreaKind::Floor, thirty, 2_001), Answer::No);
    /// assert_eq!(area.is_at_least_per_100(AreaKind::Floor, thirty, 0), Answer::CannotSay);
    /// ```
    #[must_use]
    pub fn is_at_least_per_100(self, kind: AreaKind, least: SquareMeters, households: u64) -> Answer {
        if self.kind != kind || households == 0 {
            return Answer::CannotSay;
        }
        // An amount and a number of households are below 2^37 and 2^64: their product fits.
        self.reaches(100, u128::from(least.hundredths()) * u128::from(households))
    }

    /// Whether this area is at least a share of another, compared without rounding.
    ///
    /// Of nothing there is no share: where the whole is zero, nothing can be said. Qualifiers of both count, so that about
    /// 700 of 1,000 m² may be less than 60 %, and 700 of about 1,000 m² too.
    ///
    /// ```
    /// use neighborhood_center::vocab::{Answer, Area, AreaKind, Percent, Qualifier, SquareMeters};
    ///
    /// let area = |kind, amount| Area::new(kind, SquareMeters::whole(amount), Qualifier::Exactly);
    /// let floor = area(AreaKind::Floor, 1_000);
    /// assert_eq!(area(AreaKind::Activity, 600).is_share_of(floor, Percent::whole(60)), Answer::Yes);
    /// assert_eq!(area(AreaKind::Activity, 599).is_share_of(floor, Percent::whole(60)), Answer::No);
    /// assert_eq!(area(AreaKind::Activity, 599).is_share_of(area(AreaKind::Floor, 0), Percent::whole(60)), Answer::CannotSay);
    /// ```
    #[must_use]
    pub fn is_share_of(self, whole: Self, share: Percent) -> Answer {
        let share_of = |amount: u64| u128::from(amount) * u128::from(share.hundredths());
        let parts = Percent::WHOLE.into();
        let (least, most) = whole.bounds();
        if most == Some(0) {
            return Answer::CannotSay;
        }
        if self.reaches(parts, share_of(least)) == Answer::No {
            return Answer::No;
        }
        match most.map(|most| self.reaches(parts, share_of(most))) {
            Some(Answer::Yes) => Answer::Yes,
            None if share.hundredths() == 0 => Answer::Yes,
            _ => Answer::CannotSay,
        }
    }

    /// Whether so many parts of this area reach an amount, in hundredths of a square meter.
    fn reaches(self, parts: u128, amount: u128) -> Answer {
        let own = u128::from(self.amount.hundredths()) * parts;
        match self.qualifier {
            Qualifier::Exactly => (own >= amount).into(),
            Qualifier::About if own >= 2 * amount => Answer::Yes,
            Qualifier::About if 2 * own < amount => Answer::No,
            Qualifier::AtLeast if own >= amount => Answer::Yes,
            Qualifier::Below if amount == 0 => Answer::Yes,
            Qualifier::Below if own <= amount => Answer::No,
            Qualifier::About | Qualifier::AtLeast | Qualifier::Below => Answer::CannotSay,
        }
    }

    /// Whether this area is above another one of the same kind.
    ///
    /// Areas of different kinds cannot say, nor can amounts whose qualifiers leave it open: "at least" may be more,
    /// "below" less, and "about" either by up to the factor of two of [`Area::is_at_least`].
    #[must_use]
    pub fn is_above(self, other: Self) -> Answer {
        if self.kind != other.kind {
            return Answer::CannotSay;
        }
        let (least, most) = self.bounds();
        let (other_least, other_most) = other.bounds();
        if other_most.is_some_and(|other_most| least > other_most) {
            Answer::Yes
        } else if most.is_some_and(|most| most <= other_least) {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }

    /// What this area and another of the same kind are together; `None` where that cannot be said: kinds differ, the sum
    /// is too large, or one is known as at least and the other as about or below.
    ///
    /// ```
    /// use neighborhood_center::vocab::{Area, AreaKind, Qualifier, SquareMeters};
    ///
    /// let area = |amount, qualifier| Area::new(AreaKind::Floor, SquareMeters::whole(amount), qualifier);
    /// let both = area(250, Qualifier::Exactly).plus(area(100, Qualifier::AtLeast));
    /// assert_eq!(both, Some(area(350, Qualifier::AtLeast)));
    /// assert_eq!(area(250, Qualifier::Below).plus(area(100, Qualifier::AtLeast)), None);
    /// ```
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let qualifier = match (self.qualifier, other.qualifier) {
            (one, other) if one == other => one,
            (Qualifier::Exactly, inexact) | (inexact, Qualifier::Exactly) => inexact,
            _ => return None,
        };
        let amount = self.amount.plus(other.amount)?;
        (self.kind == other.kind).then_some(Self { kind: self.kind, amount, qualifier })
    }

    /// The same area, as far as it is certain: at least the least that it may be.
    #[must_use]
    pub(crate) fn at_least(self) -> Self {
        let amount = SquareMeters::from_hundredths(self.bounds().0).unwrap_or(self.amount);
        Self { amount, qualifier: Qualifier::AtLeast, ..self }
    }

    /// The least and the most hundredths of a square meter that it may be; no most where it has none.
    pub(crate) fn bounds(self) -> (u64, Option<u64>) {
        let amount = self.amount.hundredths();
        match self.qualifier {
            Qualifier::Exactly => (amount, Some(amount)),
            Qualifier::About => (amount.div_ceil(2), Some(2 * amount)),
            Qualifier::AtLeast => (amount, None),
            Qualifier::Below => (0, Some(amount)),
        }
    }
}

impl Say for Area {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, amount) = (self.kind.in_lang(lang), self.amount.in_lang(lang));
        match lang {
            Lang::Zh => match self.qualifier {
                Qualifier::Exactly => write!(to, "{kind}面积{amount}"),
                qualifier => write!(to, "{kind}面积{}{amount}", qualifier.label_zh()),
            },
            Lang::En => {
                let qualifier = match self.qualifier {
                    Qualifier::Exactly => "",
                    Qualifier::About => "about ",
                    Qualifier::AtLeast => "at least ",
                    Qualifier::Below => "less than ",
                };
                write!(to, "{kind} area of {qualifier}{amount}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floor(amount: u32, qualifier: Qualifier) -> Area {
        Area::new(AreaKind::Floor, SquareMeters::whole(amount), qualifier)
    }

    fn has_600(area: Area) -> Answer {
        area.is_at_least(AreaKind::Floor, SquareMeters::whole(600))
    }

    #[test]
    fn a_site_area_never_answers_a_question_about_floor_area() {
        let site = Area::new(AreaKind::Site, SquareMeters::whole(1500), Qualifier::Exactly);
        assert_eq!(site.is_at_least(AreaKind::Floor, SquareMeters::whole(800)), Answer::CannotSay);
    }

    #[test]
    fn the_qualifier_decides_how_far_an_amount_answers() {
        assert_eq!(has_600(floor(600, Qualifier::Exactly)), Answer::Yes);
        assert_eq!(has_600(floor(599, Qualifier::Exactly)), Answer::No);
        assert_eq!(has_600(floor(600, Qualifier::AtLeast)), Answer::Yes);
        assert_eq!(has_600(floor(599, Qualifier::AtLeast)), Answer::CannotSay);
        assert_eq!(has_600(floor(600, Qualifier::Below)), Answer::No);
        assert_eq!(has_600(floor(601, Qualifier::Below)), Answer::CannotSay);
        assert_eq!(has_600(floor(1200, Qualifier::About)), Answer::Yes);
        assert_eq!(has_600(floor(1199, Qualifier::About)), Answer::CannotSay);
        assert_eq!(has_600(floor(300, Qualifier::About)), Answer::CannotSay);
        assert_eq!(has_600(floor(299, Qualifier::About)), Answer::No);
    }

    #[test]
    fn what_so_many_households_need_is_compared_without_rounding() {
        use Qualifier::{About, AtLeast, Below, Exactly};

        // 10.01 m² for every 100 of 1,001 households are 100.2001 m².
        let least = SquareMeters::from_hundredths(1_001).unwrap();
        for (hundredths, qualifier, answer) in [
            (10_021, Exactly, Answer::Yes),
            (10_020, Exactly, Answer::No),
            (10_021, AtLeast, Answer::Yes),
            (10_020, AtLeast, Answer::CannotSay),
            (10_020, Below, Answer::No),
            (10_021, Below, Answer::CannotSay),
            (20_041, About, Answer::Yes),
            (20_040, About, Answer::CannotSay),
            (5_011, About, Answer::CannotSay),
            (5_010, About, Answer::No),
        ] {
            let area = Area::new(AreaKind::Floor, SquareMeters::from_hundredths(hundredths).unwrap(), qualifier);
            assert_eq!(area.is_at_least_per_100(AreaKind::Floor, least, 1_001), answer, "{hundredths} {qualifier}");
            assert_eq!(area.is_at_least_per_100(AreaKind::Usable, least, 1_001), Answer::CannotSay);
        }
    }

    #[test]
    fn the_greatest_need_there_can_be_is_compared_too() {
        let most = SquareMeters::whole(u32::MAX);
        let area = Area::new(AreaKind::Floor, most, Qualifier::About);
        assert_eq!(area.is_at_least_per_100(AreaKind::Floor, most, u64::MAX), Answer::No);
        assert_eq!(area.is_at_least_per_100(AreaKind::Floor, most, 1), Answer::Yes);
        assert_eq!(area.is_at_least_per_100(AreaKind::Floor, most, 0), Answer::CannotSay);
    }

    #[test]
    fn a_share_is_decided_only_where_no_qualifier_leaves_it_open() {
        use Qualifier::{About, AtLeast, Below, Exactly};

        for (part, whole, answer) in [
            ((600, Exactly), (1_000, Exactly), Answer::Yes),
            ((599, Exactly), (1_000, Exactly), Answer::No),
            ((600, AtLeast), (1_000, Exactly), Answer::Yes),
            ((599, AtLeast), (1_000, Exactly), Answer::CannotSay),
            ((600, Below), (1_000, Exactly), Answer::No),
            ((601, Below), (1_000, Exactly), Answer::CannotSay),
            ((1_200, About), (1_000, Exactly), Answer::Yes),
            ((1_199, About), (1_000, Exactly), Answer::CannotSay),
            ((300, About), (1_000, Exactly), Answer::CannotSay),
            ((299, About), (1_000, Exactly), Answer::No),
            // About 1,000 m² are 500 to 2,000 m², of which 60 % are 300 to 1,200 m².
            ((1_200, Exactly), (1_000, About), Answer::Yes),
            ((1_199, Exactly), (1_000, About), Answer::CannotSay),
            ((300, Exactly), (1_000, About), Answer::CannotSay),
            ((299, Exactly), (1_000, About), Answer::No),
            // Of a whole that may be of any size, no area is certainly enough.
            ((9_000, Exactly), (1_000, AtLeast), Answer::CannotSay),
            ((599, Exactly), (1_000, AtLeast), Answer::No),
            // And of one that may be small, none is certainly too little.
            ((600, Exactly), (1_000, Below), Answer::Yes),
            ((1, Exactly), (1_000, Below), Answer::CannotSay),
            ((600, AtLeast), (1_000, Below), Answer::Yes),
            ((600, Below), (1_000, AtLeast), Answer::No),
            ((600, AtLeast), (1_000, AtLeast), Answer::CannotSay),
            ((2_400, About), (1_000, About), Answer::Yes),
            ((150, About), (1_000, About), Answer::CannotSay),
            ((149, About), (1_000, About), Answer::No),
            // Nothing has no share.
            ((600, Exactly), (0, Exactly), Answer::CannotSay),
            ((0, Exactly), (0, About), Answer::CannotSay),
            ((0, Exactly), (1_000, Exactly), Answer::No),
        ] {
            let activity = Area::new(AreaKind::Activity, SquareMeters::whole(part.0), part.1);
            assert_eq!(activity.is_share_of(floor(whole.0, whole.1), Percent::whole(60)), answer, "{part:?} {whole:?}");
        }
    }

    #[test]
    fn a_share_is_compared_to_the_last_hundredth() {
        let third = Percent::from_hundredths(3_333).unwrap();
        let hundredths = |amount| SquareMeters::from_hundredths(amount).unwrap();
        let activity = |amount| Area::new(AreaKind::Activity, hundredths(amount), Qualifier::Exactly);
        let whole = Area::new(AreaKind::Floor, hundredths(100_000_000_000), Qualifier::Exactly);
        assert_eq!(activity(33_330_000_000).is_share_of(whole, third), Answer::Yes);
        assert_eq!(activity(33_329_999_999).is_share_of(whole, third), Answer::No);
        // 33.33 % of 1 m² are 0.3333 m².
        assert_eq!(activity(34).is_share_of(floor(1, Qualifier::Exactly), third), Answer::Yes);
        assert_eq!(activity(33).is_share_of(floor(1, Qualifier::Exactly), third), Answer::No);
    }

    #[test]
    fn no_share_at_all_is_always_there() {
        let nothing = Area::new(AreaKind::Activity, SquareMeters::whole(0), Qualifier::Exactly);
        for qualifier in [Qualifier::Exactly, Qualifier::About, Qualifier::AtLeast, Qualifier::Below] {
            assert_eq!(nothing.is_share_of(floor(5, qualifier), Percent::whole(0)), Answer::Yes, "{qualifier}");
        }
    }

    #[test]
    fn the_least_that_an_area_may_be_depends_on_its_qualifier() {
        for (qualifier, least) in
            [(Qualifier::Exactly, 601), (Qualifier::About, 301), (Qualifier::AtLeast, 601), (Qualifier::Below, 0)]
        {
            let area = Area::new(AreaKind::Floor, SquareMeters::from_hundredths(601).unwrap(), qualifier);
            let certain = area.at_least();
            assert_eq!(
                (certain.amount().hundredths(), certain.qualifier()),
                (least, Qualifier::AtLeast),
                "{qualifier}"
            );
        }
    }

    #[test]
    fn one_area_is_above_another_only_where_their_qualifiers_leave_no_doubt() {
        let whole = floor(600, Qualifier::Exactly);
        assert_eq!(floor(601, Qualifier::Exactly).is_above(whole), Answer::Yes);
        assert_eq!(floor(600, Qualifier::Exactly).is_above(whole), Answer::No);
        assert_eq!(floor(700, Qualifier::About).is_above(whole), Answer::CannotSay);
        assert_eq!(floor(300, Qualifier::About).is_above(whole), Answer::No);
        assert_eq!(floor(100, Qualifier::AtLeast).is_above(whole), Answer::CannotSay);
        assert_eq!(floor(600, Qualifier::Below).is_above(whole), Answer::No);
        let site = Area::new(AreaKind::Site, SquareMeters::whole(9000), Qualifier::Exactly);
        assert_eq!(site.is_above(whole), Answer::CannotSay);
    }

    #[test]
    fn an_area_is_said_with_its_kind_and_qualifier() {
        let site = Area::new(AreaKind::Site, SquareMeters::whole(1500), Qualifier::About);
        assert_eq!(site.in_lang(Lang::Zh).to_string(), "占地面积约1500㎡");
        assert_eq!(site.in_lang(Lang::En).to_string(), "site area of about 1500 m²");
        assert_eq!(floor(30, Qualifier::Below).in_lang(Lang::En).to_string(), "floor area of less than 30 m²");
    }
}
