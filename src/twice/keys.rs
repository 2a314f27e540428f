//! The first pass: the keys of every center.

use super::census::Census;
use super::entry::{LAST_LINE, id_entry, name_entry};
use super::hashing::Hashing;
use super::part::Part;
use super::runs::Runs;
use super::suspects::Suspects;
use crate::limits::Limits;
use crate::records::CenterDraft;

/// The ids and the hashed names of the centers of a stream, each with its line.
///
/// They take 21 bytes for each id and 13 for each name. The keys of parts of a stream are merged into those of the whole; the order does not
/// matter. The module [`twice`](crate::twice) shows how they are used.
#[derive(Clone, Debug)]
pub struct Keys {
    hashing: Hashing,
    part: Part,
    at_most: usize,
    ids: Runs<21>,
    names: Runs<13>,
    census: Census,
}

impl Keys {
    /// No keys yet. The seed should be a number that whoever writes the stream does not know; all keys that are to be merged
    /// must have the same.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            hashing: Hashing::new(seed),
            part: Part::WHOLE,
            at_most: usize::MAX,
            ids: Runs::default(),
            names: Runs::default(),
            census: Census::default(),
        }
    }

    #[cfg(test)]
    pub(super) fn weak(seed: u64, bits: u64) -> Self {
        Self { hashing: Hashing::weak(seed, bits), ..Self::new(seed) }
    }

    /// The same, of which only the `nth` of so many parts is kept, from 0: the other parts take passes of their own over the
    /// stream, and what the passes find is merged by [`Found::merge`](super::Found::merge).
    #[must_use]
    pub fn part(mut self, nth: u32, of: u32) -> Self {
        self.part = Part::new(nth, of);
        self
    }

    /// The same, of which no more than so many are kept. A center whose keys do not fit is left out and counted, and the rules
    /// are undecided for it. The bound holds for what is added, not for what is merged.
    #[must_use]
    pub fn at_most(mut self, keys: usize) -> Self {
        self.at_most = keys;
        self
    }

    /// How many keys are kept: ids and names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len() + self.names.len()
    }

    /// Whether no key is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the center on a line. Every line has a number of its own, from 1: in a part of a stream, that which it has in the whole.
    pub fn add(&mut self, line: u64, center: &CenterDraft) {
        let id = center.id.given().copied();
        let names = || center.name.given().into_iter().chain(center.aliases.items().map(|(_, alias)| alias));
        self.census.with_id += u64::from(id.is_some());
        self.census.with_name += u64::from(names().next().is_some());
        let room = self.at_most.saturating_sub(self.len());
        // Counted only near the bound.
        if line > LAST_LINE || (room < 1 << 16 && room < names().count() + 1) {
            self.census.left_out += 1;
            return;
        }
        if let Some(id) = id.filter(|id| self.part.has(|| self.hashing.of_id(*id))) {
            self.ids.push(id_entry(id, line));
        }
        let marks = self.hashing.marks_in(center.community.given().copied());
        for name in names() {
            let (mark, rest) = marks.of(name);
            if self.part.has(|| rest) {
                self.names.push(name_entry(mark, line));
            }
        }
    }

    /// Adds the keys of another part of the stream.
    ///
    /// # Errors
    /// The others are of another seed, or another of so many parts of the keys.
    pub fn merge(&mut self, other: Self) -> Result<(), DifferentKeys> {
        if self.hashing != other.hashing || self.part != other.part {
            return Err(DifferentKeys);
        }
        self.ids.append(other.ids);
        self.names.append(other.names);
        self.census.add(other.census);
        Ok(())
    }

    /// What stands twice by these keys: ids for certain, names perhaps. Of what is found, as much is kept as of each rule in a
    /// report.
    #[must_use]
    pub fn into_suspects(self, limits: &Limits) -> Suspects {
        let Self { hashing, part, ids, names, census, .. } = self;
        Suspects::of((hashing, part), ids.into_sorted(), names.into_sorted(), census, limits.findings)
    }
}

/// Keys that cannot be merged: they were made with different seeds, or are different parts of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keys of different seeds or parts cannot be merged")]
pub struct DifferentKeys;

#[cfg(test)]
mod tests {
    use super::super::trial::Trial;
    use super::*;
    use crate::report::Report;

    fn center(community: &str, names: &[&str]) -> CenterDraft {
        let id = |digit: &str| format!("5a0c3f5e-0000-4000-8000-00000000000{digit}");
        let (name, aliases) = names.split_first().unwrap();
        let mut center = serde_json::json!({ "name": name, "aliases": aliases });
        if !community.is_empty() {
            center["community"] = id(community).into();
        }
        serde_json::from_value(center).unwrap()
    }

    fn judged(mut keys: Keys, centers: &[CenterDraft]) -> (usize, Report) {
        let lines = || (1..).zip(centers);
        lines().for_each(|(line, center)| keys.add(line, center));
        let suspects = keys.into_suspects(&Limits::default());
        let mut trial = Trial::of(&suspects);
        lines().for_each(|(line, center)| trial.look(line, center));
        (suspects.lines().len(), trial.into_found().report())
    }

    #[test]
    fn nobody_is_accused_where_hashes_are_the_same_and_names_are_not() {
        let centers = [
            center("1", &["甲", "乙"]),
            center("1", &["丙"]),
            center("2", &["甲"]),
            center("1", &["丁", "甲"]),
            center("", &["戊"]),
        ];
        let (looked_at, expected) = judged(Keys::new(1), &centers);
        // The first and the fourth, which share a name.
        assert_eq!((looked_at, expected.counts().error), (2, 1));
        for bits in [0, 1, 1 << 32, 3 << 32, 3] {
            let (suspected, report) = judged(Keys::weak(1, bits), &centers);
            assert!(suspected >= 4, "{bits:x}: {suspected}");
            assert_eq!(report, expected, "{bits:x}");
        }
    }

    #[test]
    fn keys_of_different_seeds_or_parts_are_not_merged() {
        for other in [Keys::new(2), Keys::new(1).part(0, 2)] {
            assert_eq!(Keys::new(1).merge(other), Err(DifferentKeys));
        }
        assert_eq!(Keys::new(1).part(1, 2).merge(Keys::new(1).part(3, 2)), Ok(()));
    }

    #[test]
    fn a_center_whose_keys_do_not_fit_is_left_out_and_counted() {
        let centers = [center("1", &["甲"]), center("1", &["乙", "丙"]), center("1", &["甲"])];
        let (_, report) = judged(Keys::new(1).at_most(3), &centers);
        // Two keys are room for an id and a name, but not for two names and an id.
        assert_eq!((report.counts().error, report.counts().undecided), (1, 2));
        assert!(report.truncated());
    }
}
