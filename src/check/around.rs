//! What is known around the centers of a document, and what is asked there.

use std::collections::HashMap;
use std::sync::Arc;

use crate::context::Context;
use crate::path::{Path, Pointer};
use crate::policy::{Communities, Known, Place, Policy, code_of};
use crate::records::{CenterDraft, CommunityDraft, DistrictDraft, DistrictField};
use crate::rule::PLACES;
use crate::rules::policy::measured::reading;
use crate::rules::policy::neighbors::Neighbors;
use crate::ruling::Turn;
use crate::vocab::{CommunityId, Date, DivisionCode, DivisionScheme, Tier};

/// What a document says of its communities, and what is asked in it, as far as that is resolved.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) communities: Communities,
    pub(super) divisions: Vec<(DivisionScheme, DivisionCode)>,
    /// What is asked of the district as a whole.
    pub(super) policy: Arc<Policy>,
    pub(super) resolved: HashMap<(Option<CommunityId>, Option<Tier>), Arc<Policy>>,
    pub(super) known: Known,
    /// The centers by whom they serve, as far as what is asked depends on it.
    pub(super) neighbors: Neighbors,
    /// The places that leave open whether there are other centers.
    pub(super) unlisted: Vec<Pointer>,
}

/// How many codes of a district count for the centers in it: as many as any district has, and a bound on what a document
/// with thousands of them may cost.
const CODES: usize = 16;

impl Around {
    /// With it, by what each center and each community of the document is judged; nothing for what is none.
    pub(super) fn of(district: &DistrictDraft, context: &Context) -> (Self, [Vec<Option<Turn>>; 2]) {
        let codes = district.divisions.items().filter_map(|(_, division)| code_of(division));
        let divisions: Vec<_> = codes.take(CODES).collect();
        let place = Place { divisions: divisions.clone(), date: context.date(), ..Place::default() };
        let mut around = Self {
            communities: Communities::of_district(district, context.communities()),
            divisions,
            policy: context.policy_of_district(&place),
            resolved: HashMap::new(),
            known: Known::default(),
            neighbors: Neighbors::default(),
            unlisted: unlisted_centers(district),
        };
        let items = district.centers.given().map_or(&[][..], |list| &list.items);
        let centers = items.iter().map(|center| Some(around.turn(center.given()?, context))).collect();
        let items = district.communities.given().map_or(&[][..], |list| &list.items);
        let numbered = items.iter().enumerate();
        let communities =
            numbered.map(|(nth, item)| Some(around.turn_of_community(item.given()?, nth, context))).collect();
        let policies = around.resolved.values().chain([context.policy()]).map(Arc::as_ref);
        around.neighbors = Neighbors::of(district, policies, reading);
        (around, [centers, communities])
    }

    fn turn(&mut self, center: &CenterDraft, context: &Context) -> Turn {
        let community = center.community.given().copied();
        Turn {
            policy: self.policy_of(community, center.tier.given().copied(), context),
            center: center.id.given().copied(),
            community: community.and_then(|id| self.communities.get(id)?.nth),
        }
    }

    fn turn_of_community(&mut self, community: &CommunityDraft, nth: usize, context: &Context) -> Turn {
        let policy = self.policy_of(community.id.given().copied(), None, context);
        Turn { policy, center: None, community: Some(nth) }
    }

    /// What is asked of a center of this tier in this community, by what the document says of the community, and by what is
    /// known besides.
    pub(super) fn policy_of(
        &mut self,
        community: Option<CommunityId>,
        tier: Option<Tier>,
        context: &Context,
    ) -> Arc<Policy> {
        let Some(resolver) = context.resolver() else { return Arc::clone(context.policy()) };
        if let Some(policy) = self.resolved.get(&(community, tier)) {
            return Arc::clone(policy);
        }
        let place = self.place(community, tier, context.communities(), context.date());
        let policy = resolver.resolve_among(&place, &mut self.known);
        self.resolved.insert((community, tier), Arc::clone(&policy));
        policy
    }

    /// A place in the district.
    fn place(
        &self,
        community: Option<CommunityId>,
        tier: Option<Tier>,
        besides: &Communities,
        date: Option<Date>,
    ) -> Place {
        let facts = community.and_then(|id| self.communities.get(id).or_else(|| besides.get(id)));
        let own = facts.into_iter().flat_map(|facts| &facts.divisions);
        Place {
            community,
            divisions: own.chain(&self.divisions).copied().collect(),
            tier,
            setting: facts.and_then(|facts| facts.setting),
            date,
        }
    }
}

/// The places that leave open whether a document holds all centers of its district.
fn unlisted_centers(district: &DistrictDraft) -> Vec<Pointer> {
    let (centers, partial) = (Path::ROOT.key("centers"), Path::ROOT.key("partial"));
    let mut places = Vec::new();
    if !district.claims_all(DistrictField::centers) {
        places.push(partial.to_pointer());
    }
    match district.centers.given() {
        Some(list) => {
            let unread = list.items.iter().enumerate().filter(|(_, item)| item.given().is_none());
            // Nobody is told more of them.
            places.extend(unread.take(PLACES + 1).map(|(place, _)| centers.index(place).to_pointer()));
            if list.omitted > 0 {
                places.push(centers.to_pointer());
            }
        }
        None => places.push(centers.to_pointer()),
    }
    places
}
