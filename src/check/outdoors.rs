//! Whether something takes place where no door is closed.

use super::known_keys::KnownKeys;
use crate::field::{Field, List};
use crate::records::CenterDraft;
use crate::vocab::{Exposure, Key};

/// Whether some spaces are named, and all of them are known to be outdoors.
pub(super) fn is_outdoors<'d>(spaces: &'d Field<List<Key>>, center: &'d CenterDraft, known: &KnownKeys<'d>) -> bool {
    let is_outdoor = |item: &'d Field<Key>| {
        let place = item.given().and_then(|key| known.place_of(key));
        let space = place.and_then(|place| center.spaces.given()?.items.get(place)?.given());
        space.is_some_and(|space| space.exposure.given() == Some(&Exposure::Outdoor))
    };
    spaces.given().is_some_and(|list| list.omitted == 0 && !list.items.is_empty() && list.items.iter().all(is_outdoor))
}
