//! What stands twice, and the report on it.

use std::collections::BTreeMap;

use super::census::Census;
use super::entry::{LineBytes, line_bytes, line_of};
use crate::finding::{Card, Fact, Severity, Tally, Undecided, Violation};
use crate::path::{Path, Pointer};
use crate::report::Report;
use crate::rule::Findings;
use crate::rules::{Ledger, record};
use crate::vocab::{CenterId, Name};

/// What stands twice in a stream.
///
/// What the passes over one stream found, each in another part of the keys, is merged into what one pass over all keys would
/// have found; the order does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    census: Census,
    limit: usize,
    /// Lines whose id an earlier line has.
    ids: u64,
    /// Of these, the first.
    ids_twice: BTreeMap<u64, IdTwice>,
    /// The lines that share a name with an earlier line, once they are settled in order and each once.
    names: Vec<LineBytes>,
    /// Of these, the first.
    names_twice: BTreeMap<u64, NameTwice>,
    /// The lines whose community would tell whether they share a name, in the same way.
    open: Vec<LineBytes>,
    /// Suspected lines that nobody looked at, in the same way.
    missed: Vec<LineBytes>,
}

/// An id that an earlier line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IdTwice {
    pub(super) id: CenterId,
    pub(super) first: u64,
}

/// A name that an earlier center of the community has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameTwice {
    pub(super) place: NamePlace,
    pub(super) name: Name,
    pub(super) first: (u64, NamePlace),
}

/// Where in its record a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NamePlace {
    Official,
    Alias(usize),
}

impl NamePlace {
    fn pointer(self) -> Pointer {
        match self {
            Self::Official => Path::ROOT.key("name").to_pointer(),
            Self::Alias(nth) => Path::ROOT.key("aliases").index(nth).to_pointer(),
        }
    }
}

/// Keeps what is on the first lines, at most so many.
pub(super) fn keep_least<T>(kept: &mut BTreeMap<u64, T>, limit: usize, line: u64, what: T) {
    if kept.len() < limit || kept.last_key_value().is_some_and(|(last, _)| line < *last) {
        kept.insert(line, what);
        if kept.len() > limit {
            kept.pop_last();
        }
    }
}

impl Found {
    pub(super) fn nothing(census: Census, limit: usize) -> Self {
        Self {
            census,
            limit,
            ids: 0,
            ids_twice: BTreeMap::new(),
            names: Vec::new(),
            names_twice: BTreeMap::new(),
            open: Vec::new(),
            missed: Vec::new(),
        }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    pub(super) fn id_again(&mut self) {
        self.ids += 1;
    }

    pub(super) fn ids_twice(&mut self, repeats: BTreeMap<u64, IdTwice>) {
        self.ids_twice = repeats;
    }

    pub(super) fn name_again(&mut self, line: u64, twice: NameTwice) {
        self.names.push(line_bytes(line));
        keep_least(&mut self.names_twice, self.limit, line, twice);
    }

    /// The community of a line would tell whether it shares a name.
    pub(super) fn left_open(&mut self, line: u64) {
        self.open.push(line_bytes(line));
    }

    /// Nobody looked at these lines.
    pub(super) fn without(&mut self, missed: impl Iterator<Item = LineBytes>) {
        self.missed.extend(missed);
    }

    /// The same, with its lines in order.
    pub(super) fn settled(mut self) -> Self {
        self.settle();
        self
    }

    fn settle(&mut self) {
        for lines in [&mut self.names, &mut self.open, &mut self.missed] {
            lines.sort_unstable();
            lines.dedup();
        }
    }

    /// Adds what another pass found, over the same stream and in another part of the keys.
    pub fn merge(&mut self, other: Self) {
        self.census.join(other.census);
        self.limit = self.limit.min(other.limit);
        self.ids += other.ids;
        for (line, twice) in other.ids_twice {
            keep_least(&mut self.ids_twice, self.limit, line, twice);
        }
        self.names.extend(other.names);
        for (line, twice) in other.names_twice {
            match self.names_twice.get_mut(&line) {
                // A center is told once, by the first of its names that it shares.
                Some(told) if told.place <= twice.place => {}
                Some(told) => *told = twice,
                None => keep_least(&mut self.names_twice, self.limit, line, twice),
            }
        }
        self.open.extend(other.open);
        self.missed.extend(other.missed);
        self.settle();
        self.ids_twice = std::mem::take(&mut self.ids_twice).into_iter().take(self.limit).collect();
        self.names_twice = std::mem::take(&mut self.names_twice).into_iter().take(self.limit).collect();
    }

    /// What was found as a report, which can be added to that on the lines one by one. It counts no records.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut told = Told { ledger: Ledger::default(), findings: Findings::default() };
        let Census { with_id, with_name, left_out } = self.census;

        let ids = &record::duplicate_center_id::CARD;
        told.counts(ids, (with_id > 0, self.ids, left_out));
        for (line, IdTwice { id, first }) in &self.ids_twice {
            let at = Path::ROOT.key("id").to_pointer();
            told.violation(ids, (*line, at.clone()), Fact::Text(id.to_string().into()), (*first, at));
        }

        let names = &record::same_center_twice::CARD;
        let only_missed = self.missed.iter().filter(|line| self.open.binary_search(line).is_err()).count();
        let undecided = left_out.saturating_add((self.open.len() + only_missed) as u64);
        told.counts(names, (with_name > 1, self.names.len() as u64, undecided));
        for (line, NameTwice { place, name, first: (first, first_place) }) in &self.names_twice {
            let at = (*line, place.pointer());
            told.violation(names, at, Fact::text(name.as_str()), (*first, first_place.pointer()));
        }
        let open = self.open.iter().take(self.limit).map(|line| (*line, "community"));
        // Which of its names were to be compared, only a second look would tell.
        let missed = self.missed.iter().take(self.limit).map(|line| (*line, "name"));
        let mut lacking: Vec<(LineBytes, &str)> = open.chain(missed).collect();
        lacking.sort_unstable();
        for (line, key) in lacking {
            told.undecided(names, line_of(line), Path::ROOT.key(key).to_pointer());
        }
        told.findings.undecided.truncate(self.limit);
        let kept = told.findings.violations.len() + told.findings.undecided.len();
        let counts = told.findings.counts;
        told.findings.truncated = (kept as u64) < counts.error.saturating_add(counts.undecided);
        Report::new(None, told.ledger, told.findings)
    }
}

/// A report that is being made.
struct Told {
    ledger: Ledger,
    findings: Findings,
}

impl Told {
    /// Counts what a rule comes to: whether there is anything to judge, how often it is violated, how often undecided.
    fn counts(&mut self, card: &'static Card, (judged, violated, undecided): (bool, u64, u64)) {
        let in_order = violated == 0 && undecided == 0;
        *self.ledger.of(card) = Tally {
            met: u64::from(judged && in_order),
            violated,
            undecided,
            not_applicable: u64::from(!judged && in_order),
        };
        let counts = &mut self.findings.counts;
        counts.error = counts.error.saturating_add(violated);
        counts.undecided = counts.undecided.saturating_add(undecided);
        self.findings.refused |= violated > 0;
    }

    /// For lack of what it is undecided on a line, of which what is lacking may come one by one.
    fn undecided(&mut self, card: &'static Card, line: u64, lacking: Pointer) {
        match self.findings.undecided.last_mut() {
            Some(last) if last.line == Some(line) => last.because.push(lacking),
            _ => self.findings.undecided.push(Undecided {
                card,
                line: Some(line),
                path: Path::ROOT.to_pointer(),
                because: vec![lacking],
                needs_date: false,
                demanded_by: None,
            }),
        }
    }

    fn violation(
        &mut self,
        card: &'static Card,
        (line, path): (u64, Pointer),
        fact: Fact,
        (first, first_place): (u64, Pointer),
    ) {
        self.findings.violations.push(Violation {
            card,
            // Rules of the record that are errors: no policy makes less of them.
            severity: Severity::Error,
            line: Some(line),
            path,
            facts: vec![fact],
            demanded_by: None,
            related: vec![first_place],
            related_line: Some(first),
            waived: None,
        });
    }
}
