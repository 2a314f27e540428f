//! Whether something takes place where no door is closed.

use super::known_keys::KnownKeys;
use crate::field::{Field, List};
use crate::records::SpaceDraft;
use crate::vocab::{Exposure, Key};

/// Whether some spaces are named, and all of them are known to be outdoors.
pub(super) fn is_outdoors(spaces: &Field<List<Key>>, known: &KnownKeys<'_, SpaceDraft>) -> bool {
    let is_outdoor = |item: &Field<Key>| {
        let space = item.given().and_then(|key| known.get(key));
        space.is_some_and(|space| space.exposure.given() == Some(&Exposure::Outdoor))
    };
    spaces.given().is_some_and(|list| list.omitted == 0 && !list.items.is_empty() && list.items.iter().all(is_outdoor))
}
