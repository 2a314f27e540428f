//! The first pass: the keys of every center.

use super::census::Census;
use super::clash::{CannotMerge, SameLine};
use super::entry::{LAST_LINE, id_entry, name_entry};
use super::hashing::Hashing;
use super::line_set::LineSet;
use super::part::Part;
use super::runs::Runs;
use super::suspects::Suspects;
use crate::limits::Limits;
use crate::records::CenterDraft;

/// The ids and the hashed names of the centers of a stream, each with its line.
///
/// They take 21 bytes for each id, 13 for each name, and a bit for each line. The keys of parts of a stream are merged into those of the
/// whole; the order does not matter. They are written and read back by serde, twice as long, for parts that other machines
/// saw; whoever reads that reads the seed. The module [`twice`](crate::twice) shows how they are used.
#[derive(Clone, Debug)]
pub struct Keys {
    pub(super) hashing: Hashing,
    pub(super) part: Part,
    pub(super) at_most: usize,
    pub(super) lines: LineSet,
    pub(super) ids: Runs<21>,
    pub(super) names: Runs<13>,
    pub(super) census: Census,
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
            lines: LineSet::default(),
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

    /// Adds the center on a line. Every line has a number of its own, from 1: in a part of a stream, that which it has in the whole
    /// ([`Lines::numbered_from`](crate::json::Lines::numbered_from)).
    ///
    /// # Errors
    /// There is a center of this line already. It stays, and this one is not added.
    pub fn add(&mut self, line: u64, center: &CenterDraft) -> Result<(), SameLine> {
        if line <= LAST_LINE && !self.lines.insert(line) {
            return Err(SameLine(line));
        }
        let id = center.id.given().copied();
        let names = || center.name.given().into_iter().chain(center.aliases.items().map(|(_, alias)| alias));
        self.census.with_id += u64::from(id.is_some());
        self.census.with_name += u64::from(names().next().is_some());
        let room = self.at_most.saturating_sub(self.len());
        // Counted only near the bound.
        if line > LAST_LINE || (room < 1 << 16 && room < names().count() + 1) {
            self.census.left_out += 1;
            return Ok(());
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
        Ok(())
    }

    /// Adds the keys of another part of the stream.
    ///
    /// # Errors
    /// The others are of another seed, or another of so many parts of the keys, or of a line of which there are keys already. Then none is
    /// added.
    pub fn merge(&mut self, other: Self) -> Result<(), CannotMerge> {
        if self.hashing != other.hashing || self.part != other.part {
            return Err(CannotMerge::DifferentKeys);
        }
        if let Some(line) = self.lines.common(&other.lines) {
            return Err(SameLine(line).into());
        }
        self.lines.append(other.lines);
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
        lines().for_each(|(line, center)| keys.add(line, center).unwrap());
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
            assert_eq!(Keys::new(1).merge(other), Err(CannotMerge::DifferentKeys));
        }
        assert_eq!(Keys::new(1).part(1, 2).merge(Keys::new(1).part(3, 2)), Ok(()));
    }

    #[test]
    fn two_centers_of_one_line_are_not_put_together() {
        let centers = [center("1", &["甲"]), center("1", &["乙"])];
        let of = |lines: &[u64]| {
            let mut keys = Keys::new(1);
            lines.iter().zip(&centers).for_each(|(line, center)| keys.add(*line, center).unwrap());
            keys
        };
        let mut keys = of(&[1, 2]);
        assert_eq!(keys.add(2, &centers[0]), Err(SameLine(2)));
        assert_eq!(keys.merge(of(&[3, 2])), Err(SameLine(2).into()));
        assert_eq!(keys.len(), 2);
        assert_eq!(keys.merge(of(&[4, 3])), Ok(()));
        assert_eq!(keys.len(), 4);
    }

    #[test]
    fn keys_are_written_with_their_lines_and_their_bytes() {
        let mut keys = Keys::new(0x5EED).part(1, 2).part(0, 1);
        let id = "5a0c3f5e-0000-4000-8000-00000000000a";
        let mut center = center("1", &["甲"]);
        center.id = crate::field::Field::Given(id.parse().unwrap());
        keys.add(258, &center).unwrap();
        let written = serde_json::to_value(&keys).unwrap();
        // The line is the last five bytes.
        assert_eq!(written["ids"], serde_json::json!(["5a0c3f5e00004000800000000000000a0000000102"]));
        let name = written["names"][0].as_str().unwrap();
        assert_eq!((name.len(), name.get(16..)), (26, Some("0000000102")));
        // Four lines to a digit, the first of them on the left.
        let lines = format!("{}2{}", "0".repeat(64), "0".repeat(959));
        assert_eq!(written["lines"], serde_json::json!([{ "page": 0, "bits": lines }]));
        let rest =
            serde_json::json!({ "format": 1, "hash": "siphash-1-3", "seed": "0000000000005eed", "part": 0, "of": 1 });
        assert!(rest.as_object().unwrap().iter().all(|(key, value)| written[key] == *value), "{written}");
        for (place, value, expected) in [
            ("/format", serde_json::json!(2), "the keys are written in form 2 by `siphash-1-3`"),
            ("/hash", "fnv\u{202E}".into(), r"by `fnv\u{202E}`, this version reads 1 by `siphash-1-3`"),
            ("/seed", "5eed".into(), "the seed has to be 16 hexadecimal digits"),
            ("/of", 0.into(), "there is no part 0 of 0"),
            ("/ids/0", "5a0c".into(), "42 hexadecimal digits"),
            ("/ids/0", "5a0c3f5e00004000800000000000000a0000000103".into(), "a key of line 259"),
            ("/names/0", "甲".into(), "26 hexadecimal digits"),
            ("/lines/0/bits", "20".into(), "1,024 hexadecimal digits"),
        ] {
            let mut changed = written.clone();
            *changed.pointer_mut(place).unwrap() = value;
            let error = serde_json::from_value::<Keys>(changed).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
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
