//! What the records of a document call each other by.

use crate::field::{Field, List};
use crate::records::{DistrictDraft, DistrictField};

/// The ids of a list of a document, sorted, and whether there are no others.
pub(super) struct KnownIds<T> {
    ids: Vec<(T, usize)>,
    pub(super) all: bool,
}

impl<T: Ord + Copy> KnownIds<T> {
    pub(super) fn of<R>(
        district: &DistrictDraft,
        field: DistrictField,
        list: &Field<List<R>>,
        id: impl Fn(&R) -> &Field<T>,
    ) -> Self {
        let mut ids: Vec<(T, usize)> =
            list.items().filter_map(|(place, record)| Some((*id(record).given()?, place))).collect();
        ids.sort_unstable();
        let whole = list.given().is_some_and(|list| list.omitted == 0 && list.items.len() == ids.len());
        Self { ids, all: whole && district.claims_all(field) }
    }

    pub(super) fn contains(&self, id: T) -> bool {
        self.place_of(id).is_some()
    }

    /// The place of the first record that has the id.
    pub(super) fn place_of(&self, id: T) -> Option<usize> {
        let first = self.ids.partition_point(|(known, _)| *known < id);
        self.ids.get(first).filter(|(known, _)| *known == id).map(|(_, place)| *place)
    }
}
