use compact_str::CompactString;

use super::malformed::excerpt;
use crate::limits::Budget;

/// The keys of an object that have no place in its record: unknown ones and repeated ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct StrayKeys(Option<Box<Stray>>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Stray {
    unknown: Vec<CompactString>,
    repeated: Vec<&'static str>,
    omitted: u64,
    cut: bool,
}

impl StrayKeys {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The keys that are no field of the record; a long one is kept as its beginning.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|stray| stray.unknown.iter().map(CompactString::as_str))
    }

    /// The fields that were given more than once, once for each time after the first.
    pub fn repeated(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|stray| stray.repeated.iter().copied())
    }

    /// How many more there were past [`Limits::findings`](crate::Limits::findings).
    #[must_use]
    pub fn omitted(&self) -> u64 {
        self.0.as_ref().map_or(0, |stray| stray.omitted)
    }

    /// Whether the value of an unknown key was nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.0.as_ref().is_some_and(|stray| stray.cut)
    }

    /// Notes a key that is no field.
    pub fn add_unknown(&mut self, key: &str) {
        self.0.get_or_insert_default().unknown.push(excerpt(key));
    }

    /// Notes a field that was given once more.
    pub fn add_repeated(&mut self, key: &'static str) {
        self.0.get_or_insert_default().repeated.push(key);
    }

    #[cold]
    pub(super) fn note(&mut self, limits: &Budget<'_>, add: impl FnOnce(&mut Self)) {
        limits.has_met_a_fault();
        match &mut self.0 {
            Some(stray) if stray.unknown.len() + stray.repeated.len() >= limits.findings => stray.omitted += 1,
            _ => add(self),
        }
    }

    /// Notes that the value of such a key was nested too deep.
    #[cold]
    pub(super) fn cut(&mut self, limits: &Budget<'_>) {
        limits.has_met_a_fault();
        self.0.get_or_insert_default().cut = true;
    }
}
