use std::collections::BTreeMap;

use super::join::Join;

/// Entries by key, of which no more than `MOST` are kept: those with the smallest keys.
///
/// A key that is once dropped has `MOST` smaller ones, whatever comes later, so that it is dropped for good, and one that is kept
/// in the end was never dropped. What is kept therefore does not depend on the order in which entries come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Smallest<K, V, const MOST: usize> {
    entries: BTreeMap<K, V>,
    dropped: bool,
}

impl<K, V, const MOST: usize> Default for Smallest<K, V, MOST> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), dropped: false }
    }
}

impl<K: Ord, V: Join, const MOST: usize> Smallest<K, V, MOST> {
    /// Adds to the entry of a key. Gives back the value that there is no room for, if there is one.
    #[must_use]
    pub(super) fn add(&mut self, key: K, value: V) -> Option<V> {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.join(value);
            return None;
        }
        if self.entries.len() < MOST {
            self.entries.insert(key, value);
            return None;
        }
        self.dropped = true;
        if self.entries.last_key_value().is_none_or(|(last, _)| key > *last) {
            return Some(value);
        }
        self.entries.insert(key, value);
        self.entries.pop_last().map(|(_, dropped)| dropped)
    }

    /// Adds all entries of another, and hands out the values that there is no room for.
    pub(super) fn merge(&mut self, other: Self, mut drop: impl FnMut(V)) {
        self.dropped |= other.dropped;
        for (key, value) in other.entries {
            if let Some(dropped) = self.add(key, value) {
                drop(dropped);
            }
        }
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(key)
    }

    /// In the order of their keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether a key was dropped.
    pub(super) fn has_dropped(&self) -> bool {
        self.dropped
    }

    /// Says that a key was dropped before it was written.
    pub(super) fn set_dropped(&mut self, dropped: bool) {
        self.dropped |= dropped;
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    struct Sum(u64);

    impl Join for Sum {
        fn join(&mut self, other: Self) {
            self.0 += other.0;
        }
    }

    /// What is kept, and the sum of what is not.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    struct Kept {
        three: Smallest<u8, Sum, 3>,
        beyond: Sum,
    }

    impl Kept {
        fn of(items: &[(u8, u64)]) -> Self {
            let mut kept = Self::default();
            for (key, value) in items {
                let dropped = kept.three.add(*key, Sum(*value));
                kept.beyond.join(dropped.unwrap_or_default());
            }
            kept
        }

        fn and(mut self, other: Self) -> Self {
            self.beyond.join(other.beyond);
            self.three.merge(other.three, |dropped| self.beyond.join(dropped));
            self
        }
    }

    #[test]
    fn the_smallest_keys_are_kept_with_all_that_was_added_to_them() {
        let kept = Kept::of(&[(5, 1), (4, 2), (9, 3), (4, 4), (1, 5), (9, 6), (2, 7)]);
        let entries: Vec<_> = kept.three.iter().map(|(key, value)| (*key, value.0)).collect();
        assert_eq!(entries, [(1, 5), (2, 7), (4, 6)]);
        assert_eq!(kept.beyond, Sum(1 + 3 + 6));
        assert!(kept.three.has_dropped());
        assert!(!Kept::of(&[(1, 1), (2, 2), (3, 3), (1, 4)]).three.has_dropped());
    }

    proptest! {
        #[test]
        fn no_order_and_no_partition_changes_what_is_kept(
            items in vec((0_u8..8, 0_u64..100), 0..20),
            cuts in (0_usize..20, 0_usize..20),
            order in any::<u64>(),
        ) {
            let whole = Kept::of(&items);
            let one = cuts.0.min(cuts.1).min(items.len());
            let two = cuts.0.max(cuts.1).min(items.len());
            let (a, b, c) = (Kept::of(&items[..one]), Kept::of(&items[one..two]), Kept::of(&items[two..]));
            prop_assert_eq!(a.clone().and(b.clone()).and(c.clone()), whole.clone());
            prop_assert_eq!(a.clone().and(b.clone().and(c.clone())), whole.clone());
            prop_assert_eq!(c.and(a).and(b), whole.clone());
            prop_assert_eq!(Kept::default().and(whole.clone()), whole.clone());
            let mut shuffled = items;
            let count = shuffled.len().max(1);
            shuffled.sort_by_key(|(key, value)| (u64::from(*key) * 31 + value * 17 + order) % count as u64);
            prop_assert_eq!(Kept::of(&shuffled), whole);
        }
    }
}
