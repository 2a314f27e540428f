//! Entries that are put in any order and come out sorted, in as much memory as they take themselves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

/// Entries in a run. A run is small against all that is kept, so that one that is half full wastes little; and one of ids,
/// with what an allocator puts before it, just fits 42 pages.
const RUN: usize = 8_191;

/// Entries in runs, each sorted once it is full.
#[derive(Clone, Debug)]
pub(super) struct Runs<const N: usize> {
    full: Vec<Vec<[u8; N]>>,
    last: Vec<[u8; N]>,
}

impl<const N: usize> Default for Runs<N> {
    fn default() -> Self {
        Self { full: Vec::new(), last: Vec::new() }
    }
}

impl<const N: usize> Runs<N> {
    pub(super) fn len(&self) -> usize {
        self.full.len() * RUN + self.last.len()
    }

    pub(super) fn push(&mut self, entry: [u8; N]) {
        self.last.push(entry);
        if self.last.len() >= RUN {
            let mut run = std::mem::replace(&mut self.last, Vec::with_capacity(RUN));
            run.shrink_to_fit();
            run.sort_unstable();
            self.full.push(run);
        }
    }

    /// All entries in runs, in no order.
    pub(super) fn runs(&self) -> impl Iterator<Item = &[[u8; N]]> {
        let last = Some(self.last.as_slice()).filter(|last| !last.is_empty());
        self.full.iter().map(Vec::as_slice).chain(last)
    }

    /// All entries, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8; N]> {
        self.runs().flatten()
    }

    pub(super) fn append(&mut self, other: Self) {
        self.full.extend(other.full);
        other.last.into_iter().for_each(|entry| self.push(entry));
    }

    /// All entries, the least first. Runs are given back as they are used up.
    pub(super) fn into_sorted(mut self) -> impl Iterator<Item = [u8; N]> {
        self.last.sort_unstable();
        self.full.push(self.last);
        let mut runs: Vec<std::vec::IntoIter<[u8; N]>> = self.full.into_iter().map(Vec::into_iter).collect();
        let firsts = runs.iter_mut().enumerate().filter_map(|(nth, run)| Some(Reverse((run.next()?, nth))));
        let mut least: BinaryHeap<Reverse<([u8; N], usize)>> = firsts.collect();
        std::iter::from_fn(move || {
            let mut top = least.peek_mut()?;
            let Reverse((entry, nth)) = *top;
            match runs.get_mut(nth).and_then(|run| run.next().or_else(|| give_back(run))) {
                Some(next) => *top = Reverse((next, nth)),
                None => drop(PeekMut::pop(top)),
            }
            Some(entry)
        })
    }
}

/// Gives back the memory of a run that is used up.
fn give_back<T>(run: &mut std::vec::IntoIter<T>) -> Option<T> {
    *run = Vec::new().into_iter();
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers in an order that is none, each of them once: 7,919 is prime to the count.
    fn mixed(count: u32) -> impl Iterator<Item = [u8; 4]> {
        (0..count).map(move |nth| (nth.wrapping_mul(7_919) % count).to_be_bytes())
    }

    fn runs(entries: impl Iterator<Item = [u8; 4]>) -> Runs<4> {
        let mut runs = Runs::default();
        entries.for_each(|entry| runs.push(entry));
        runs
    }

    #[test]
    fn what_was_put_in_any_order_comes_out_in_order() {
        for count in [0, 1, 2, RUN as u32 - 1, RUN as u32, RUN as u32 + 1, 50_000] {
            let runs = runs(mixed(count));
            assert_eq!(runs.len(), count as usize);
            let sorted: Vec<u32> = runs.into_sorted().map(u32::from_be_bytes).collect();
            assert_eq!(sorted, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn parts_that_are_joined_come_out_as_the_whole() {
        let mut joined = Runs::default();
        for part in 0..7 {
            joined.append(runs(mixed(30_000).enumerate().filter(|(nth, _)| nth % 7 == part).map(|(_, entry)| entry)));
        }
        assert_eq!(joined.len(), 30_000);
        assert!(joined.into_sorted().eq(runs(mixed(30_000)).into_sorted()));
    }

    #[test]
    fn equal_entries_all_come_out() {
        assert_eq!(runs(std::iter::repeat_n([1; 4], 20_000)).into_sorted().count(), 20_000);
    }
}
