//! What stands twice by the keys: ids for certain, names perhaps.

use std::collections::BTreeMap;

use super::census::Census;
use super::entry::{
    IdEntry, LineBytes, Mark, NameEntry, id_of, is_anywhere, line_bytes, line_of, name_alone, name_entry, name_of,
};
use super::found::{Found, IdTwice, keep_least};
use super::hashing::{Hashing, Marks};
use super::part::Part;
use crate::vocab::{CommunityId, Name};

/// What has one id twice, and which lines have to be looked at again for names that may be the same.
///
/// They take 13 bytes for each name that may stand twice, and 5 for each line that has one.
#[derive(Clone, Debug)]
pub struct Suspects {
    hashing: Hashing,
    part: Part,
    /// Sorted: those that share their mark with another line, and those that share their name with a line of no known community.
    names: Vec<NameEntry>,
    /// The lines that they are on, in order, each once.
    lines: Vec<LineBytes>,
    found: Found,
}

impl Suspects {
    pub(super) fn of(
        (hashing, part): (Hashing, Part),
        ids: impl Iterator<Item = IdEntry>,
        names: impl Iterator<Item = NameEntry>,
        census: Census,
        limit: usize,
    ) -> Self {
        let mut found = Found::nothing(census, limit);
        same_ids(ids, &mut found);
        let names = same_marks(names);
        let mut lines: Vec<LineBytes> = names.iter().map(|entry| line_bytes(name_of(entry).1)).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.shrink_to_fit();
        Self { hashing, part, names, lines, found }
    }

    /// The lines that have to be looked at again, in order.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = u64> {
        self.lines.iter().map(|line| line_of(*line))
    }

    /// Whether no name may stand twice, so that a second pass has nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What is found already: ids.
    pub(super) fn found(&self) -> &Found {
        &self.found
    }

    /// The place of a line among those that have to be looked at again.
    pub(super) fn place_of(&self, line: u64) -> Option<usize> {
        self.lines.binary_search(&line_bytes(line)).ok()
    }

    /// So many of them, from a place on.
    pub(super) fn some_lines(&self, from: usize, many: usize) -> impl Iterator<Item = LineBytes> {
        self.lines.iter().skip(from).take(many).copied()
    }

    /// The marks of names in a community.
    pub(super) fn marks_in(&self, community: Option<CommunityId>) -> Marks {
        self.hashing.marks_in(community)
    }

    /// What a name on a line is suspected of.
    pub(super) fn suspicion(&self, marks: Marks, name: &Name, line: u64) -> Option<Suspicion> {
        let (mark, rest) = marks.of(name);
        if !self.part.has(|| rest) {
            return None;
        }
        let place = self.names.binary_search(&name_entry(mark, line)).ok()?;
        let has_mark = |other: Option<&NameEntry>| other.is_some_and(|other| name_of(other).0 == mark);
        let before = place.checked_sub(1).and_then(|before| self.names.get(before));
        let same = !is_anywhere(mark) && (has_mark(before) || has_mark(self.names.get(place + 1)));
        let first = self.names.partition_point(|entry| name_alone(name_of(entry).0) < name_alone(mark));
        let anywhere = self.names.get(first).is_some_and(|entry| is_anywhere(name_of(entry).0));
        Some(Suspicion { same, anywhere })
    }
}

/// What a name is suspected of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspicion {
    /// Another center of its community may have it.
    pub(super) same: bool,
    /// A center of no known community may have it, perhaps this one.
    pub(super) anywhere: bool,
}

/// Puts together what has the same id.
fn same_ids(ids: impl Iterator<Item = IdEntry>, found: &mut Found) {
    let mut first = None;
    let mut repeats = BTreeMap::new();
    for entry in ids {
        let (Some(id), line) = id_of(&entry) else { continue };
        match first {
            Some((known, at)) if known == id => {
                found.id_again();
                keep_least(&mut repeats, found.limit(), line, IdTwice { id, first: at });
            }
            _ => first = Some((id, line)),
        }
    }
    found.ids_twice(repeats);
}

/// Of sorted names, those of which another line has the same mark, and all of those names that a center of no known community
/// has.
fn same_marks(names: impl Iterator<Item = NameEntry>) -> Vec<NameEntry> {
    let mut kept: Vec<NameEntry> = Vec::new();
    // Where the names begin that are the same but for the community, if it is not known of the first.
    let mut anywhere: Option<usize> = None;
    let mut first: Option<(NameEntry, Mark, u64)> = None;
    let mut kept_first = false;
    for entry in names {
        let (mark, line) = name_of(&entry);
        let known = first.filter(|(_, known, _)| name_alone(*known) == name_alone(mark));
        if known.is_none() {
            end(&mut kept, anywhere.take());
            anywhere = is_anywhere(mark).then_some(kept.len());
        }
        match known {
            // A center that repeats itself.
            Some((_, same, at)) if same == mark && at == line => continue,
            Some(_) if anywhere.is_some() => kept.push(entry),
            Some((earlier, same, _)) if same == mark => {
                if !kept_first {
                    kept.push(earlier);
                }
                kept.push(entry);
                // The next may repeat this one.
                first = Some((entry, mark, line));
                kept_first = true;
                continue;
            }
            _ if anywhere.is_some() => kept.push(entry),
            _ => {}
        }
        first = Some((entry, mark, line));
        kept_first = false;
    }
    end(&mut kept, anywhere);
    kept.shrink_to_fit();
    kept
}

/// Drops what began here, unless it is on more than one line.
fn end(kept: &mut Vec<NameEntry>, begin: Option<usize>) {
    let Some(begin) = begin else { return };
    let mut lines = kept.iter().skip(begin).map(|entry| name_of(entry).1);
    let first = lines.next();
    if lines.all(|line| Some(line) == first) {
        kept.truncate(begin);
    }
}
