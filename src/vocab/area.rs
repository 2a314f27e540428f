use std::fmt;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::area_kind::AreaKind;
use super::lang::{Lang, Say};
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
        if self.kind != kind {
            return Answer::CannotSay;
        }
        // Doubling cannot overflow: amounts end at 10^11 hundredths.
        let (amount, minimum) = (self.amount.hundredths(), minimum.hundredths());
        match self.qualifier {
            Qualifier::Exactly => (amount >= minimum).into(),
            Qualifier::About if amount >= 2 * minimum => Answer::Yes,
            Qualifier::About if 2 * amount < minimum => Answer::No,
            Qualifier::AtLeast if amount >= minimum => Answer::Yes,
            Qualifier::Below if minimum == 0 => Answer::Yes,
            Qualifier::Below if amount <= minimum => Answer::No,
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

    /// The least and the most hundredths of a square meter that it may be; no most where it has none.
    fn bounds(self) -> (u64, Option<u64>) {
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
