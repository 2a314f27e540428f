use serde::{Deserialize, Serialize};

/// From the least to the most of what several sources say.
///
/// ```
/// use neighborhood_center::rollup::Spread;
///
/// let mut households = Spread::of(1_200);
/// assert_eq!(households.only(), Some(1_200));
/// households.take_in(Spread::of(1_500));
/// assert_eq!((households.least(), households.most(), households.only()), (1_200, 1_500, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends<T>", bound(deserialize = "T: Copy + Ord + Deserialize<'de>"))]
pub struct Spread<T> {
    least: T,
    most: T,
}

impl<T: Copy + Ord> Spread<T> {
    /// What one source says.
    #[must_use]
    pub const fn of(value: T) -> Self {
        Self { least: value, most: value }
    }

    /// The least that is said.
    #[must_use]
    pub const fn least(self) -> T {
        self.least
    }

    /// The most that is said.
    #[must_use]
    pub const fn most(self) -> T {
        self.most
    }

    /// What all say, if they agree.
    #[must_use]
    pub fn only(self) -> Option<T> {
        (self.least == self.most).then_some(self.least)
    }

    /// Takes in what others say.
    pub fn take_in(&mut self, other: Self) {
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }

    /// What either or both say.
    pub(super) fn join(own: &mut Option<Self>, other: Option<Self>) {
        match (own.as_mut(), other) {
            (Some(own), Some(other)) => own.take_in(other),
            (None, other) => *own = other,
            (Some(_), None) => {}
        }
    }
}

/// The two ends as they were read.
#[derive(Deserialize)]
struct Ends<T> {
    least: T,
    most: T,
}

impl<T: Copy + Ord> TryFrom<Ends<T>> for Spread<T> {
    type Error = &'static str;

    fn try_from(Ends { least, most }: Ends<T>) -> Result<Self, Self::Error> {
        if least <= most { Ok(Self { least, most }) } else { Err("the least is above the most") }
    }
}
