use crate::vocab::{Age, AgeRange};

/// Bits in one word.
const BITS: u16 = u64::BITS as u16;
/// Words that have a bit for each age.
const WORDS: usize = 29;
/// Past the greatest age in months.
pub(crate) const PAST_EVERY_AGE: u16 = 150 * 12 + 1;

/// Some ages, in completed months: of the 1,801 that there are, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Months {
    words: [u64; WORDS],
}

impl Months {
    /// No age.
    pub(crate) const NONE: Self = Self { words: [0; WORDS] };

    /// The ages of a range.
    pub(crate) fn of(range: AgeRange) -> Self {
        let (from, below) = (range.from().in_months(), range.below().map_or(PAST_EVERY_AGE, Age::in_months));
        let mut months = Self::NONE;
        for (first, word) in (0..).step_by(BITS.into()).zip(&mut months.words) {
            let before = |month: u16| bits_below(month.saturating_sub(first));
            *word = before(below) & !before(from);
        }
        months
    }

    pub(crate) fn of_one(age: Age) -> Self {
        AgeRange::new(age, Age::months(age.in_months() + 1)).map_or(Self::NONE, Self::of)
    }

    pub(crate) fn every_age() -> Self {
        Self::of(AgeRange::EVERY_AGE)
    }

    /// Adds ages.
    pub(crate) fn add(&mut self, more: &Self) {
        self.words.iter_mut().zip(more.words).for_each(|(word, more)| *word |= more);
    }

    /// The ages that are in both.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= other);
        self
    }

    /// The ages at which one of them begins, or has just ended; birth is none.
    pub(crate) fn edges(&self) -> Self {
        let mut edges = Self::NONE;
        let mut last = self.words.first().map_or(0, |word| word & 1);
        for (edge, word) in edges.words.iter_mut().zip(self.words) {
            *edge = word ^ (word << 1 | last);
            last = word >> (BITS - 1);
        }
        edges
    }

    /// The ages, in months and in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> {
        let words = self.words;
        (0..PAST_EVERY_AGE).filter(move |month| {
            words.get(usize::from(month / BITS)).is_some_and(|word| word >> (month % BITS) & 1 == 1)
        })
    }

    pub(crate) fn contains_all(&self, other: &Self) -> bool {
        self.words.iter().zip(other.words).all(|(word, other)| other & !word == 0)
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(other.words).any(|(word, other)| word & other != 0)
    }
}

/// A word in which this many of the lowest bits are set.
fn bits_below(bits: u16) -> u64 {
    if bits < BITS { (1 << bits) - 1 } else { u64::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(from: u16, below: Option<u16>) -> Months {
        Months::of(AgeRange::new(Age::months(from).unwrap(), below.and_then(Age::months)).unwrap())
    }

    #[test]
    fn a_range_has_its_first_month_and_not_the_one_past_its_last() {
        let has = |months: &Months, month: u16| {
            let age = Age::months(month).unwrap();
            let below = Age::months(month + 1);
            months.meets(&Months::of(AgeRange::new(age, below).unwrap()))
        };
        for (from, below) in [(0, 1), (36, 72), (63, 64), (64, 65), (71, 192)] {
            let range = months(from, Some(below));
            let found: Vec<u16> = (0..1_800).filter(|month| has(&range, *month)).collect();
            assert_eq!(found, (from..below).collect::<Vec<_>>());
        }
        assert!(has(&months(720, None), 1_800), "whoever is 150 years old is old");
        assert!(!has(&months(720, None), 719));
    }

    #[test]
    fn ages_have_an_edge_where_they_begin_and_where_they_have_ended() {
        let edges = |months: &Months| months.edges().iter().collect::<Vec<_>>();
        assert_eq!(edges(&Months::every_age()), Vec::<u16>::new());
        assert_eq!(edges(&months(0, Some(64))), [64]);
        let mut both = months(36, Some(72));
        both.add(&months(71, Some(108)));
        both.add(&months(720, None));
        assert_eq!(edges(&both), [36, 108, 720]);
    }

    #[test]
    fn ages_that_touch_are_for_everybody_between() {
        let mut both = months(36, Some(72));
        both.add(&months(72, Some(108)));
        assert!(both.contains_all(&months(40, Some(100))));
        assert!(!both.contains_all(&months(40, Some(109))));
        assert!(both.meets(&months(107, Some(200))));
        assert!(!both.meets(&months(108, Some(200))));
        assert_eq!(both.and(&months(60, None)), months(60, Some(108)));
    }
}
