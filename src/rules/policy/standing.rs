//! The centers of a district that are there for people, by tier and by the communities that they are there for.

use crate::field::Field;
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, CenterField, DistrictDraft, DistrictField};
use crate::vocab::{Answer, CommunityId, Lifecycle, Member, Tier};

/// How many places one doubt names; of more, the list that holds them.
const NAMED: usize = 16;

/// Which centers of a district stand, and what leaves open whether there are more.
///
/// It is made once for a document, in time n log n; asking it about a community costs a search.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    tiers: [OfTier; 3],
    /// What leaves open which centers there are at all.
    list: Vec<Pointer>,
}

/// The centers of one tier.
#[derive(Debug, Default)]
struct OfTier {
    /// One that stands.
    first: Option<usize>,
    /// What leaves open whether some center is one of them.
    doubts: Vec<Doubt>,
    /// The communities of those that stand, sorted, each with the center.
    homes: Vec<(CommunityId, usize)>,
    /// The communities of those that perhaps stand or perhaps are of the tier, sorted, each with what leaves it open.
    perhaps: Vec<(CommunityId, Doubt)>,
    /// What leaves open whether some center is there for any community whatever.
    anywhere: Vec<Doubt>,
}

/// A center, and the field of it that leaves something open.
type Doubt = (usize, CenterField);

/// Whether there is a center, and how that is known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// This one is there.
    Center(usize),
    /// There is none.
    None,
    /// These places leave it open.
    Open(Vec<Pointer>),
}

impl Standing {
    pub(crate) fn of(district: &DistrictDraft) -> Self {
        let mut standing = Self { list: list_doubt(district), ..Self::default() };
        for (place, center) in district.centers.items() {
            let exists = stands(&center.status);
            if exists == Answer::No {
                continue;
            }
            for (tier, of_tier) in Tier::ALL.iter().zip(&mut standing.tiers) {
                let is_of_it = match &center.tier {
                    Field::Given(given) => *given == *tier,
                    Field::Missing | Field::Malformed(_) => true,
                };
                if is_of_it {
                    of_tier.add(place, center, exists);
                }
            }
        }
        for tier in &mut standing.tiers {
            tier.homes.sort_unstable();
            tier.perhaps.sort_unstable_by_key(|(id, (center, _))| (*id, *center));
        }
        standing
    }

    fn tier(&self, tier: Tier) -> Option<&OfTier> {
        self.tiers.get(tier.index() as usize)
    }

    /// A center of this tier.
    pub(crate) fn of_tier(&self, tier: Tier) -> Found {
        let Some(known) = self.tier(tier) else { return Found::None };
        match known.first {
            Some(center) => Found::Center(center),
            None => self.none_unless(&[&known.doubts]),
        }
    }

    /// A center of this tier that is there for a community.
    pub(crate) fn of_community(&self, tier: Tier, community: CommunityId) -> Found {
        let Some(known) = self.tier(tier) else { return Found::None };
        let homes = known.homes.partition_point(|(id, _)| *id < community);
        match known.homes.get(homes) {
            Some((id, center)) if *id == community => return Found::Center(*center),
            _ => {}
        }
        let perhaps = known.perhaps.partition_point(|(id, _)| *id < community);
        let perhaps = known.perhaps.iter().skip(perhaps).take_while(|(id, _)| *id == community);
        let perhaps: Vec<Doubt> = perhaps.take(NAMED + 1).map(|(_, doubt)| *doubt).collect();
        self.none_unless(&[&perhaps, &known.anywhere])
    }

    /// That there is none, unless one of these leaves it open, or the list of centers itself.
    fn none_unless(&self, doubts: &[&[Doubt]]) -> Found {
        let mut because = self.list.clone();
        let list = Path::ROOT.key(DistrictField::centers.as_str());
        for doubts in doubts {
            if doubts.len() > NAMED {
                because.push(list.to_pointer());
            } else {
                let named = doubts.iter().map(|(center, field)| list.index(*center).key(field.as_str()).to_pointer());
                because.extend(named);
            }
        }
        if because.is_empty() {
            return Found::None;
        }
        because.sort_unstable();
        because.dedup();
        Found::Open(because)
    }
}

impl OfTier {
    /// Adds a center that is, or perhaps is, of this tier and there.
    fn add(&mut self, place: usize, center: &CenterDraft, exists: Answer) {
        let status = (exists == Answer::CannotSay).then_some((place, CenterField::status));
        let tier = center.tier.given().is_none().then_some((place, CenterField::tier));
        let doubts = || status.into_iter().chain(tier);
        let sure = doubts().next().is_none();
        if sure {
            self.first = self.first.or(Some(place));
        }
        keep(&mut self.doubts, doubts());
        let own = center.community.given();
        for id in own.into_iter().chain(center.serves.items().map(|(_, id)| id)) {
            if sure {
                self.homes.push((*id, place));
            } else {
                self.perhaps.extend(doubts().map(|doubt| (*id, doubt)));
            }
        }
        let home = own.is_none().then_some((place, CenterField::community));
        let serves = is_open(center).then_some((place, CenterField::serves));
        keep(&mut self.anywhere, home.into_iter().chain(serves));
    }
}

/// Whether a center of this status is there for people: one that is planned, being built or closed is not. One that does not
/// say is taken to be open; one that is being upgraded may or may not have opened before.
pub(crate) fn stands(status: &Field<Lifecycle>) -> Answer {
    match status {
        Field::Missing => Answer::Yes,
        Field::Malformed(_) | Field::Given(Lifecycle::Upgrading) => Answer::CannotSay,
        Field::Given(Lifecycle::Open | Lifecycle::Suspended) => Answer::Yes,
        Field::Given(Lifecycle::Planned | Lifecycle::UnderConstruction | Lifecycle::Closed) => Answer::No,
    }
}

/// Keeps as many as are named, and one more, which tells that there are others.
fn keep(known: &mut Vec<Doubt>, more: impl Iterator<Item = Doubt>) {
    known.extend(more);
    known.truncate(NAMED + 1);
}

/// Whether a center may serve communities that its record does not name. One that names none serves its own only.
pub(crate) fn is_open(center: &CenterDraft) -> bool {
    match &center.serves {
        Field::Missing => !center.claims_all(CenterField::serves),
        Field::Malformed(_) => true,
        Field::Given(list) => {
            list.omitted > 0 || list.given().count() < list.items.len() || !center.claims_all(CenterField::serves)
        }
    }
}

/// The places that leave open which centers there are, as few as say so.
pub(crate) fn list_doubt(district: &DistrictDraft) -> Vec<Pointer> {
    let place = Path::ROOT.key(DistrictField::centers.as_str());
    let mut because = Vec::new();
    if !district.claims_all(DistrictField::centers) {
        because.push(Path::ROOT.key(DistrictField::partial.as_str()).to_pointer());
    }
    let Some(list) = district.centers.given() else {
        because.push(place.to_pointer());
        return because;
    };
    let malformed = list.items.iter().enumerate().filter(|(_, item)| item.given().is_none()).map(|(nth, _)| nth);
    let malformed: Vec<usize> = malformed.take(NAMED + 1).collect();
    if list.omitted > 0 || malformed.len() > NAMED {
        because.push(place.to_pointer());
    } else {
        because.extend(malformed.into_iter().map(|nth| place.index(nth).to_pointer()));
    }
    because
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(document: &str) -> Standing {
        Standing::of(&serde_json::from_str(document).unwrap())
    }

    fn of(centers: &str) -> Standing {
        standing(&format!(r#"{{ "centers": [{centers}] }}"#))
    }

    fn id(nth: u8) -> CommunityId {
        format!("c0a80000-0000-4000-8000-0000000000{nth:02x}").parse().unwrap()
    }

    fn open(because: &[&str]) -> Found {
        Found::Open(because.iter().map(|place| place.parse().unwrap()).collect())
    }

    fn center(community: u8, rest: &str) -> String {
        format!(r#"{{ "community": "{}", "tier": "community" {rest} }}"#, id(community))
    }

    #[test]
    fn a_center_stands_for_its_own_community_and_those_that_it_serves() {
        let serves = format!(r#", "serves": ["{}", "{}"]"#, id(2), id(3));
        let standing = of(&[center(1, &serves), center(4, "")].join(","));
        for (community, center) in [(1, 0), (2, 0), (3, 0), (4, 1)] {
            assert_eq!(standing.of_community(Tier::Community, id(community)), Found::Center(center));
        }
        assert_eq!(standing.of_community(Tier::Community, id(5)), Found::None);
        assert_eq!(standing.of_community(Tier::DistrictArea, id(1)), Found::None);
        assert_eq!(standing.of_tier(Tier::Community), Found::Center(0));
        assert_eq!(standing.of_tier(Tier::Compound), Found::None);
    }

    #[test]
    fn what_is_not_there_yet_or_any_more_does_not_count() {
        for (status, found) in [
            ("open", Found::Center(0)),
            ("suspended", Found::Center(0)),
            ("planned", Found::None),
            ("under-construction", Found::None),
            ("closed", Found::None),
            ("upgrading", open(&["/centers/0/status"])),
            ("no such status", open(&["/centers/0/status"])),
        ] {
            let standing = of(&center(1, &format!(r#", "status": "{status}""#)));
            assert_eq!(standing.of_tier(Tier::Community), found, "{status}");
            assert_eq!(standing.of_community(Tier::Community, id(1)), found, "{status}");
            assert_eq!(standing.of_community(Tier::Community, id(2)), Found::None, "{status}");
        }
    }

    #[test]
    fn a_center_of_no_known_tier_or_community_may_be_the_one() {
        let (one, two) = (id(1), id(2));
        for (center, of_tier, of_one, of_two) in [
            (
                format!(r#"{{ "community": "{one}" }}"#),
                open(&["/centers/0/tier"]),
                open(&["/centers/0/tier"]),
                Found::None,
            ),
            (
                format!(r#"{{ "community": "{one}", "tier": "town" }}"#),
                open(&["/centers/0/tier"]),
                open(&["/centers/0/tier"]),
                Found::None,
            ),
            (
                r#"{ "tier": "community" }"#.to_owned(),
                Found::Center(0),
                open(&["/centers/0/community"]),
                open(&["/centers/0/community"]),
            ),
            (
                format!(r#"{{ "tier": "community", "community": "{one}", "serves": [5] }}"#),
                Found::Center(0),
                Found::Center(0),
                open(&["/centers/0/serves"]),
            ),
            (
                format!(r#"{{ "tier": "community", "community": "{one}", "partial": ["serves"] }}"#),
                Found::Center(0),
                Found::Center(0),
                open(&["/centers/0/serves"]),
            ),
            (
                format!(r#"{{ "tier": "community", "community": "here", "serves": ["{two}"] }}"#),
                Found::Center(0),
                open(&["/centers/0/community"]),
                Found::Center(0),
            ),
            // A center of another tier is none, whatever else is not known of it.
            (r#"{ "tier": "compound", "status": 5 }"#.to_owned(), Found::None, Found::None, Found::None),
        ] {
            let standing = of(&center);
            assert_eq!(standing.of_tier(Tier::Community), of_tier, "{center}");
            assert_eq!(standing.of_community(Tier::Community, one), of_one, "{center}");
            assert_eq!(standing.of_community(Tier::Community, two), of_two, "{center}");
        }
    }

    #[test]
    fn a_list_that_may_leave_out_centers_leaves_open_what_it_does_not_hold() {
        let known = center(1, "");
        for (document, because) in [
            ("{}".to_owned(), vec!["/centers"]),
            (r#"{ "centers": 5 }"#.to_owned(), vec!["/centers"]),
            (format!(r#"{{ "centers": [{known}], "partial": ["centers"] }}"#), vec!["/partial"]),
            (format!(r#"{{ "centers": [{known}], "partial": ["cetners"] }}"#), vec!["/partial"]),
            (format!(r#"{{ "centers": [{known}, 5, null] }}"#), vec!["/centers/1", "/centers/2"]),
        ] {
            let standing = standing(&document);
            assert_eq!(standing.of_tier(Tier::Compound), open(&because), "{document}");
            assert_eq!(standing.of_community(Tier::Community, id(2)), open(&because), "{document}");
        }
        let partial = standing(&format!(r#"{{ "centers": [{known}], "partial": ["communities"] }}"#));
        assert_eq!(partial.of_tier(Tier::Compound), Found::None);
    }

    #[test]
    fn of_many_doubts_the_list_is_named() {
        let unknown = |count: usize| of(&vec![r#"{ "tier": "community" }"#; count].join(","));
        let Found::Open(few) = unknown(16).of_community(Tier::Community, id(1)) else { panic!("it is open") };
        assert_eq!(few.len(), 16);
        assert_eq!(unknown(17).of_community(Tier::Community, id(1)), open(&["/centers"]));
        let malformed = standing(&format!(r#"{{ "centers": [{}] }}"#, vec!["5"; 17].join(",")));
        assert_eq!(malformed.of_tier(Tier::Community), open(&["/centers"]));
        let upgraded = of(&vec![center(1, r#", "status": "upgrading""#); 17].join(","));
        assert_eq!(upgraded.of_community(Tier::Community, id(1)), open(&["/centers"]));
        assert_eq!(upgraded.of_tier(Tier::Community), open(&["/centers"]));
    }
}
