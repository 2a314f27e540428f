//! What the parts of a center call each other by.

use std::cell::OnceCell;

use crate::field::{Field, List};
use crate::records::{CenterDraft, CenterField};
use crate::vocab::Key;

/// Up to this many items, looking at the key of each costs less than sorting them, and nothing is allocated.
const FEW: usize = 16;

/// The keys of a list of a center, and whether there are no others. Nothing is done before somebody asks.
pub(super) struct KnownKeys<'d, T> {
    center: &'d CenterDraft,
    field: CenterField,
    list: &'d Field<List<T>>,
    key: fn(&T) -> &Field<Key>,
    sorted: OnceCell<Vec<(&'d Key, usize)>>,
    all: OnceCell<bool>,
}

impl<'d, T> KnownKeys<'d, T> {
    pub(super) fn of(
        center: &'d CenterDraft,
        field: CenterField,
        list: &'d Field<List<T>>,
        key: fn(&T) -> &Field<Key>,
    ) -> Self {
        Self { center, field, list, key, sorted: OnceCell::new(), all: OnceCell::new() }
    }

    fn keys(&self) -> impl Iterator<Item = (&'d Key, usize)> + use<'d, T> {
        let key = self.key;
        self.list.items().filter_map(move |(place, item)| Some((key(item).given()?, place)))
    }

    pub(super) fn contains(&self, key: &Key) -> bool {
        self.place_of(key).is_some()
    }

    /// Whether what has none of the keys is not in the list.
    pub(super) fn are_all(&self) -> bool {
        let whole = |list: &List<T>| list.omitted == 0 && list.items.len() == self.keys().count();
        *self.all.get_or_init(|| self.list.given().is_some_and(whole) && self.center.claims_all(self.field))
    }

    /// The first item that has the key.
    pub(super) fn get(&self, key: &Key) -> Option<&'d T> {
        self.list.given()?.items.get(self.place_of(key)?)?.given()
    }

    /// The place of the first item that has the key.
    pub(super) fn place_of(&self, key: &Key) -> Option<usize> {
        if self.list.given().is_none_or(|list| list.items.len() <= FEW) {
            return self.keys().find(|(known, _)| *known == key).map(|(_, place)| place);
        }
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<_> = self.keys().collect();
            sorted.sort_unstable();
            sorted
        });
        let first = sorted.partition_point(|(known, _)| *known < key);
        sorted.get(first).filter(|(known, _)| *known == key).map(|(_, place)| *place)
    }
}
