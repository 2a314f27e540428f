//! What the parts of a center call each other by.

use crate::field::{Field, List};
use crate::records::{CenterDraft, CenterField};
use crate::vocab::Key;

/// Up to this many keys, looking at each costs less than sorting them, and nothing is allocated.
const FEW_KEYS: usize = 16;

/// The keys of a list of a center, and whether there are no others.
pub(super) struct KnownKeys<'d> {
    /// In the order of the list where they are few, sorted where they are many.
    few: [Option<(&'d Key, usize)>; FEW_KEYS],
    many: Vec<(&'d Key, usize)>,
    pub(super) all: bool,
}

impl<'d> KnownKeys<'d> {
    pub(super) fn of<T>(
        center: &'d CenterDraft,
        field: CenterField,
        list: &'d Field<List<T>>,
        key: impl Fn(&'d T) -> &'d Field<Key>,
    ) -> Self {
        let keys = || list.items().filter_map(|(place, item)| Some((key(item).given()?, place)));
        let mut known = Self { few: [None; FEW_KEYS], many: Vec::new(), all: false };
        let mut count = 0;
        for found in keys() {
            if let Some(slot) = known.few.get_mut(count) {
                *slot = Some(found);
            }
            count += 1;
        }
        if count > FEW_KEYS {
            known.many = keys().collect();
            known.many.sort_unstable();
        }
        let whole = list.given().is_some_and(|list| list.omitted == 0 && list.items.len() == count);
        known.all = whole && center.claims_all(field);
        known
    }

    pub(super) fn contains(&self, key: &'d Key) -> bool {
        self.place_of(key).is_some()
    }

    /// The place of the first item that has the key.
    pub(super) fn place_of(&self, key: &'d Key) -> Option<usize> {
        if self.many.is_empty() {
            return self.few.iter().flatten().find(|(known, _)| *known == key).map(|(_, place)| *place);
        }
        let first = self.many.partition_point(|(known, _)| *known < key);
        self.many.get(first).filter(|(known, _)| *known == key).map(|(_, place)| *place)
    }
}
