use serde::{Deserialize, Serialize};

use super::join::Join;
use crate::field::{Field, List};
use crate::records::{DistrictDraft, DistrictField};

/// What may be missing: lists of documents that do not hold all that there is, as far as the documents say.
///
/// Where a center may be missing, no figure shows that there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gaps {
    /// Documents whose centers may not be all there: they have no list of centers, call it partial, or some of it was lost.
    pub center_lists: u64,
    /// Centers in such lists that were lost: malformed, or past the limits of a check.
    pub lost_centers: u64,
    /// The same of communities.
    pub community_lists: u64,
    /// Communities in such lists that were lost, or have no id that tells which they are.
    pub lost_communities: u64,
}

impl Gaps {
    pub(super) fn of(district: &DistrictDraft) -> Self {
        let nameless = district.communities.items().filter(|(_, community)| community.id.given().is_none()).count();
        let lost_centers = lost(&district.centers);
        let lost_communities = lost(&district.communities).saturating_add(nameless as u64);
        let is_open = |list, is_given: bool, lost| u64::from(!district.claims_all(list) || !is_given || lost > 0);
        Self {
            center_lists: is_open(DistrictField::centers, district.centers.given().is_some(), lost_centers),
            lost_centers,
            community_lists: is_open(
                DistrictField::communities,
                district.communities.given().is_some(),
                lost_communities,
            ),
            lost_communities,
        }
    }
}

fn lost<T>(list: &Field<List<T>>) -> u64 {
    list.given().map_or(0, |list| {
        let malformed = list.items.len().saturating_sub(list.given().count()) as u64;
        malformed.saturating_add(list.omitted)
    })
}

impl Join for Gaps {
    fn join(&mut self, other: Self) {
        self.center_lists = self.center_lists.saturating_add(other.center_lists);
        self.lost_centers = self.lost_centers.saturating_add(other.lost_centers);
        self.community_lists = self.community_lists.saturating_add(other.community_lists);
        self.lost_communities = self.lost_communities.saturating_add(other.lost_communities);
    }
}
