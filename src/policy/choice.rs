use std::fmt;

use serde::{Deserialize, Serialize};

use crate::offer::Offer;
use crate::vocab::{EmbeddedFunctionSet, FunctionSet, KindSet, Lang, RuralFunctionSet, Say, Scheme, ServiceKind, Set};

/// Some services, named by one scheme: functions of it, or kinds of service.
///
/// ```
/// use neighborhood_center::policy::Choice;
/// use neighborhood_center::vocab::{EmbeddedFunction, Lang, Say};
///
/// let four = Choice::Embedded(EmbeddedFunction::priority_four());
/// assert_eq!(four.len(), 4);
/// assert_eq!(four.in_lang(Lang::Zh).to_string(), "养老服务、婴幼儿托育、儿童托管、社区助餐");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Choice {
    /// Of the six functions.
    #[serde(rename = "functions")]
    Six(FunctionSet),
    /// Of the seven functions of 7+N.
    #[serde(rename = "rural_functions")]
    Rural(RuralFunctionSet),
    /// Of the functions of the embedded-facility guideline.
    #[serde(rename = "embedded_functions")]
    Embedded(EmbeddedFunctionSet),
    /// Kinds of service.
    #[serde(rename = "kinds")]
    Kinds(KindSet),
}

/// Does the same with the set, whatever it is a set of.
macro_rules! with_set {
    ($choice:expr, $set:ident => $then:expr) => {
        match $choice {
            Choice::Six($set) => $then,
            Choice::Rural($set) => $then,
            Choice::Embedded($set) => $then,
            Choice::Kinds($set) => $then,
        }
    };
}

impl Choice {
    /// Every function of a scheme.
    #[must_use]
    pub fn all_of(scheme: Scheme) -> Self {
        match scheme {
            Scheme::SixFunctions => Self::Six(Set::all()),
            Scheme::SevenPlusN => Self::Rural(Set::all()),
            Scheme::EmbeddedFacilities => Self::Embedded(Set::all()),
        }
    }

    /// How many they are.
    #[must_use]
    pub fn len(self) -> usize {
        with_set!(self, set => set.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Those of them that an offer holds.
    #[must_use]
    pub fn offered(self, offer: &Offer) -> Self {
        match self {
            Self::Six(set) => Self::Six(set.and(offer.functions)),
            Self::Rural(set) => Self::Rural(set.and(offer.rural)),
            Self::Embedded(set) => Self::Embedded(set.and(offer.embedded)),
            Self::Kinds(set) => Self::Kinds(set.and(offer.kinds)),
        }
    }

    /// Those of them that an offer does not hold.
    #[must_use]
    pub fn missing(self, offer: &Offer) -> Self {
        match self {
            Self::Six(set) => Self::Six(set.without(offer.functions)),
            Self::Rural(set) => Self::Rural(set.without(offer.rural)),
            Self::Embedded(set) => Self::Embedded(set.without(offer.embedded)),
            Self::Kinds(set) => Self::Kinds(set.without(offer.kinds)),
        }
    }

    /// Whether an offer leaves open what else of this scheme there may be.
    #[must_use]
    pub fn is_open(self, offer: &Offer) -> bool {
        match self {
            Self::Six(_) => offer.functions_open,
            Self::Rural(_) | Self::Embedded(_) | Self::Kinds(_) => offer.kinds_open,
        }
    }

    /// The field of a service that leaves it open.
    pub(crate) fn told_by(self) -> &'static str {
        match self {
            Self::Six(_) => "functions",
            Self::Rural(_) | Self::Embedded(_) | Self::Kinds(_) => "kind",
        }
    }

    /// Whether a kind of service counts toward one of them, as their scheme classifies it.
    pub(crate) fn counts(self, kind: ServiceKind) -> bool {
        match self {
            Self::Six(set) => set.meets(kind.functions()),
            Self::Rural(set) => set.meets(kind.rural_functions()),
            Self::Embedded(set) => set.meets(kind.embedded_functions()),
            Self::Kinds(set) => set.contains(kind),
        }
    }

    /// Each of them by itself.
    pub(crate) fn singles(self) -> Vec<Self> {
        match self {
            Self::Six(set) => set.iter().map(|word| Self::Six(Set::of(&[word]))).collect(),
            Self::Rural(set) => set.iter().map(|word| Self::Rural(Set::of(&[word]))).collect(),
            Self::Embedded(set) => set.iter().map(|word| Self::Embedded(Set::of(&[word]))).collect(),
            Self::Kinds(set) => set.iter().map(|word| Self::Kinds(Set::of(&[word]))).collect(),
        }
    }

    /// None of them, by the same scheme.
    pub(crate) fn emptied(self) -> Self {
        match self {
            Self::Six(_) => Self::Six(Set::EMPTY),
            Self::Rural(_) => Self::Rural(Set::EMPTY),
            Self::Embedded(_) => Self::Embedded(Set::EMPTY),
            Self::Kinds(_) => Self::Kinds(Set::EMPTY),
        }
    }

    /// These and those of another choice by the same scheme.
    pub(crate) fn or(self, other: Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Six(a), Self::Six(b)) => Self::Six(a.or(b)),
            (Self::Rural(a), Self::Rural(b)) => Self::Rural(a.or(b)),
            (Self::Embedded(a), Self::Embedded(b)) => Self::Embedded(a.or(b)),
            (Self::Kinds(a), Self::Kinds(b)) => Self::Kinds(a.or(b)),
            _ => return None,
        })
    }
}

impl Say for Choice {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        with_set!(self, set => set.say(lang, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{EmbeddedFunction, ServiceFunction};

    #[test]
    fn each_scheme_counts_what_is_its_own() {
        let offer = Offer {
            functions: Set::of(&[ServiceFunction::Sports]),
            kinds: Set::of(&[ServiceKind::SportsGround]),
            ..Offer::default()
        };
        let kinds = Choice::Kinds(Set::of(&[ServiceKind::SportsGround, ServiceKind::Clinic]));
        assert_eq!(kinds.offered(&offer), Choice::Kinds(Set::of(&[ServiceKind::SportsGround])));
        assert_eq!(kinds.missing(&offer), Choice::Kinds(Set::of(&[ServiceKind::Clinic])));
        assert_eq!(Choice::all_of(Scheme::SixFunctions).missing(&offer).len(), 5);
        assert!(Choice::all_of(Scheme::SevenPlusN).offered(&offer).is_empty());
    }

    #[test]
    fn a_kind_counts_toward_what_its_scheme_classifies_it_as() {
        let education = Choice::Six(Set::of(&[ServiceFunction::Education]));
        let infants = Choice::Embedded(Set::of(&[EmbeddedFunction::InfantCare]));
        let seven = Choice::all_of(Scheme::SevenPlusN);
        let kinds = Choice::Kinds(Set::of(&[ServiceKind::Nursery]));
        for (kind, counts) in [
            (ServiceKind::Nursery, [true, true, true, true]),
            (ServiceKind::AfterSchoolCare, [true, false, false, false]),
            (ServiceKind::DayCare, [false, false, true, false]),
            (ServiceKind::LiveCommerce, [false, false, false, false]),
            (ServiceKind::Other, [false, false, false, false]),
        ] {
            assert_eq!([education, infants, seven, kinds].map(|of| of.counts(kind)), counts, "{kind}");
        }
    }

    #[test]
    fn choices_of_different_schemes_do_not_add_up() {
        let (six, seven) = (Choice::all_of(Scheme::SixFunctions), Choice::all_of(Scheme::SevenPlusN));
        assert_eq!(six.or(seven), None);
        let [first, second] = [0, 1].map(|nth| six.singles()[nth]);
        assert_eq!(first.or(second).map(Choice::len), Some(2));
        assert_eq!(seven.singles().len(), 7);
    }
}
