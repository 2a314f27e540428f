//! Finding what stands twice in a list.

use crate::finding::Fact;
use crate::path::Path;
use crate::rule::{Breach, Probe};

/// Up to this many items, comparing every two costs less than sorting them, and nothing is allocated.
const FEW: usize = 16;

/// Calls `tell` with every item that an earlier one equals, the place of the first such item, and its own.
///
/// Takes time proportional to n log n, whatever the items are. Tells whether there was any.
pub(crate) fn for_each_repeat<T: Ord + Copy>(
    items: impl Iterator<Item = (usize, T)> + Clone,
    mut tell: impl FnMut(T, usize, usize),
) -> bool {
    let few = items.clone().nth(FEW).is_none();
    let any = if few {
        items.clone().enumerate().any(|(nth, (_, item))| items.clone().take(nth).any(|(_, earlier)| earlier == item))
    } else {
        let mut sorted: Vec<T> = items.clone().map(|(_, item)| item).collect();
        sorted.sort_unstable();
        sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    };
    if any {
        let mut sorted: Vec<(T, usize)> = items.map(|(place, item)| (item, place)).collect();
        sorted.sort_unstable();
        let mut first: Option<(T, usize)> = None;
        let mut repeats = Vec::new();
        for (item, place) in sorted {
            match first {
                Some((known, at)) if known == item => repeats.push((place, at, item)),
                _ => first = Some((item, place)),
            }
        }
        repeats.sort_unstable_by_key(|(place, ..)| *place);
        for (place, at, item) in repeats {
            tell(item, at, place);
        }
    }
    any
}

/// Judges that the items of a list differ in one field: each repeat is a violation at that field of the later item.
pub(crate) fn all_differ<T: Ord + Copy>(
    items: impl Iterator<Item = (usize, T)> + Clone,
    (list, field): (&Path<'_>, &str),
    fact: impl Fn(T) -> Fact,
    probe: &mut Probe<'_>,
) {
    if items.clone().next().is_none() {
        return probe.not_applicable();
    }
    let found = for_each_repeat(items, |item, first, again| {
        let (first, again) = (list.index(first), list.index(again));
        probe.violated(Breach::at(&again.key(field), [fact(item)]).related(&first.key(field)));
    });
    if !found {
        probe.met();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(items: &[u32]) -> Vec<(u32, usize, usize)> {
        let mut told = Vec::new();
        for_each_repeat(items.iter().copied().enumerate(), |item, first, again| told.push((item, first, again)));
        told
    }

    #[test]
    fn every_repeat_is_told_with_its_first_place() {
        assert_eq!(repeats(&[7, 8, 7, 9, 7]), [(7, 0, 2), (7, 0, 4)]);
        assert_eq!(repeats(&[1, 2, 3]), []);
        assert_eq!(repeats(&[]), []);
    }

    #[test]
    fn long_lists_are_told_the_same_as_short_ones() {
        let mut items: Vec<u32> = (0..100).collect();
        assert_eq!(repeats(&items), []);
        items.push(5);
        items.push(99);
        assert_eq!(repeats(&items), [(5, 5, 100), (99, 99, 101)]);
    }
}
