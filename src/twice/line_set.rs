//! The lines that there are keys of, so that no two centers are taken for one line.

use std::collections::BTreeMap;

/// Lines of a page.
const LINES: u64 = 4_096;

/// The bits of a page.
pub(super) type Page = [u64; 64];

/// A set of lines: one bit for each, in pages of which only those are held that have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineSet {
    pages: BTreeMap<u64, Box<Page>>,
}

/// The page of a line, the word in it, and the bit in that.
fn place(line: u64) -> (u64, usize, u64) {
    let within = line % LINES;
    (line / LINES, (within / 64) as usize, 1 << (within % 64))
}

impl LineSet {
    /// Adds a line. Tells whether it is new.
    pub(super) fn insert(&mut self, line: u64) -> bool {
        let (page, word, bit) = place(line);
        let page = self.pages.entry(page).or_insert_with(|| Box::new([0; 64]));
        let Some(word) = page.get_mut(word) else { return false };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    pub(super) fn has(&self, line: u64) -> bool {
        let (page, word, bit) = place(line);
        self.pages.get(&page).and_then(|page| page.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// The first line that both have.
    pub(super) fn common(&self, other: &Self) -> Option<u64> {
        self.pages.iter().find_map(|(nth, page)| {
            let both = page.iter().zip(other.pages.get(nth)?.iter()).map(|(own, other)| own & other);
            let (word, bits) = both.enumerate().find(|(_, bits)| *bits != 0)?;
            Some(nth * LINES + word as u64 * 64 + u64::from(bits.trailing_zeros()))
        })
    }

    pub(super) fn append(&mut self, other: Self) {
        for (nth, page) in other.pages {
            self.add_page(nth, page);
        }
    }

    /// All pages, in order.
    pub(super) fn pages(&self) -> impl ExactSizeIterator<Item = (u64, &Page)> {
        self.pages.iter().map(|(nth, page)| (*nth, page.as_ref()))
    }

    pub(super) fn add_page(&mut self, nth: u64, page: Box<Page>) {
        match self.pages.get_mut(&nth) {
            Some(own) => own.iter_mut().zip(page.iter()).for_each(|(own, other)| *own |= other),
            None => {
                self.pages.insert(nth, page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::LAST_LINE;
    use super::*;

    fn set(lines: &[u64]) -> LineSet {
        let mut set = LineSet::default();
        lines.iter().for_each(|line| assert!(set.insert(*line)));
        set
    }

    #[test]
    fn a_line_is_new_once() {
        let lines = [0, 1, 63, 64, 4_095, 4_096, 70_000, LAST_LINE];
        let mut all = set(&lines);
        assert!(lines.iter().all(|line| all.has(*line) && !all.insert(*line)));
        assert!([2, 62, 65, 4_094, 4_097, 69_999].iter().all(|line| !all.has(*line)));
    }

    #[test]
    fn the_first_line_of_two_sets_is_found() {
        let odd = set(&[1, 3, 5_001, 9_999]);
        assert_eq!(odd.common(&set(&[2, 4, 5_000, 10_000])), None);
        assert_eq!(odd.common(&set(&[2, 9_999, 5_001])), Some(5_001));
        let mut both = odd.clone();
        both.append(set(&[2, 5_000]));
        assert!([1, 2, 3, 5_000, 5_001, 9_999].iter().all(|line| both.has(*line)));
    }
}
