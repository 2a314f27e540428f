use crate::vocab::TimeOfDay;

/// Bits in one word.
const BITS: u16 = u64::BITS as u16;
/// Words that have a bit for each of the 1,440 minutes of a day.
const WORDS: usize = 23;

/// Some minutes of a day, named by when they begin: 00:00 to 23:59.
///
/// A bit for each: adding a span costs the same however many there are, and nothing is allocated or sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Minutes {
    words: [u64; WORDS],
}

impl Minutes {
    /// No minute.
    pub(crate) const NONE: Self = Self { words: [0; WORDS] };

    /// All minutes of a day.
    pub(crate) fn all() -> Self {
        Self::between(TimeOfDay::START, TimeOfDay::END)
    }

    /// The minutes from one time to another, which is not in them; none if the times are reversed.
    pub(crate) fn between(opens: TimeOfDay, closes: TimeOfDay) -> Self {
        let mut minutes = Self::NONE;
        for (first, word) in (0..).step_by(BITS.into()).zip(&mut minutes.words) {
            let before = |time: TimeOfDay| bits_below(time.minutes().saturating_sub(first));
            *word = before(closes) & !before(opens);
        }
        minutes
    }

    /// Adds minutes.
    pub(crate) fn add(&mut self, more: Self) {
        self.words.iter_mut().zip(more.words).for_each(|(word, more)| *word |= more);
    }

    /// The minutes that are in both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= other);
        self
    }

    /// The minutes that are not in the other.
    pub(crate) fn without(mut self, other: Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= !other);
        self
    }

    /// How many they are, 0 to 1,440.
    pub(crate) fn count(&self) -> u16 {
        // No bit is past the last minute of the day.
        self.words.iter().map(|word| word.count_ones() as u16).sum()
    }

    /// Whether the minute that begins at this time is one of them.
    pub(crate) fn contains(&self, time: TimeOfDay) -> bool {
        let (word, bit) = (usize::from(time.minutes() / BITS), time.minutes() % BITS);
        self.words.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    /// The spans that they make up, in order; those that touch are one.
    pub(crate) fn spans(self) -> impl Iterator<Item = (TimeOfDay, TimeOfDay)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let opens = self.next(from, true)?;
            from = self.next(opens, false).unwrap_or(TimeOfDay::END.minutes());
            TimeOfDay::from_minutes(opens).zip(TimeOfDay::from_minutes(from))
        })
    }

    /// The first minute from one on that is in them, or that is not; a bit past the end of the day is in none.
    fn next(&self, from: u16, is_in: bool) -> Option<u16> {
        let (skipped, bit) = (usize::from(from / BITS), from % BITS);
        let mut seen_from = u64::MAX << bit;
        for (first, word) in (0..).step_by(BITS.into()).zip(self.words).skip(skipped) {
            let found = if is_in { word } else { !word } & seen_from;
            if found != 0 {
                return Some(first + found.trailing_zeros() as u16);
            }
            seen_from = u64::MAX;
        }
        None
    }
}

/// A word in which this many of the lowest bits are set.
fn bits_below(bits: u16) -> u64 {
    if bits < BITS { (1 << bits) - 1 } else { u64::MAX }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn time(minutes: u16) -> TimeOfDay {
        TimeOfDay::from_minutes(minutes).unwrap()
    }

    fn of(spans: &[(u16, u16)]) -> Minutes {
        let mut minutes = Minutes::NONE;
        spans.iter().for_each(|(opens, closes)| minutes.add(Minutes::between(time(*opens), time(*closes))));
        minutes
    }

    fn spans(minutes: Minutes) -> Vec<(u16, u16)> {
        minutes.spans().map(|(opens, closes)| (opens.minutes(), closes.minutes())).collect()
    }

    #[test]
    fn a_day_has_1440_minutes_and_the_minute_of_closing_is_not_open() {
        assert_eq!(Minutes::all().count(), 1_440);
        assert_eq!(spans(Minutes::all()), [(0, 1_440)]);
        assert_eq!(spans(Minutes::NONE), []);
        let morning = of(&[(510, 720)]);
        assert!(morning.contains(time(510)) && morning.contains(time(719)));
        assert!(!morning.contains(time(509)) && !morning.contains(time(720)));
        assert!(!Minutes::all().contains(TimeOfDay::END));
        assert_eq!(of(&[(1_439, 1_440)]).count(), 1);
    }

    #[test]
    fn spans_that_touch_are_one_and_a_break_makes_two() {
        assert_eq!(spans(of(&[(510, 720), (720, 840)])), [(510, 840)]);
        assert_eq!(spans(of(&[(840, 1_050), (510, 690)])), [(510, 690), (840, 1_050)]);
        assert_eq!(spans(of(&[(0, 64), (65, 128), (128, 129)])), [(0, 64), (65, 129)]);
        assert_eq!(spans(of(&[(600, 540)])), []);
    }

    fn some() -> impl Strategy<Value = Vec<(u16, u16)>> {
        proptest::collection::vec((0_u16..=1_440, 0_u16..=1_440), 0..6)
    }

    fn holds(spans: &[(u16, u16)], minute: u16) -> bool {
        spans.iter().any(|(opens, closes)| (*opens..*closes).contains(&minute))
    }

    proptest! {
        #[test]
        fn minutes_are_what_one_finds_minute_by_minute(one in some(), other in some()) {
            let (left, right) = (of(&one), of(&other));
            let mut both = left;
            both.add(right);
            let mut counted = 0;
            for minute in 0..1_440 {
                let at = (holds(&one, minute), holds(&other, minute));
                counted += u16::from(at.0);
                prop_assert_eq!(left.contains(time(minute)), at.0);
                prop_assert_eq!(both.contains(time(minute)), at.0 || at.1);
                prop_assert_eq!(left.and(right).contains(time(minute)), at.0 && at.1);
                prop_assert_eq!(left.without(right).contains(time(minute)), at.0 && !at.1);
            }
            prop_assert_eq!(left.count(), counted);
        }

        #[test]
        fn spans_give_the_minutes_back_and_never_touch(one in some()) {
            let minutes = of(&one);
            let found = spans(minutes);
            prop_assert_eq!(of(&found), minutes);
            prop_assert!(found.iter().all(|(opens, closes)| opens < closes));
            prop_assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
