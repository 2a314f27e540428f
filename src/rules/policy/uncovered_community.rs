//! `uncovered-community`: every community has a center of each tier that is asked for.
//!
//! **Demands** that for every community of the document, and of each of these tiers, there is a center that belongs to it or
//! names it among those that it serves. Centers count as for `missing-tier`: planned ones do not. A center that does not say
//! which communities it serves serves its own.
//! **Basis**: Luoyang's three-tier system: centers for communities everywhere (社区级邻里中心全覆盖).
//! *Met* once for every community and tier with a center; *violated* once for every one that surely has none; *undecided* for
//! one without where the list of centers is missing, partial or holds malformed items, or a center may be it of which the
//! tier, the community, the communities served or the status is not known, or where the community has no id; *not applicable*
//! to a community of which nobody asks for tiers.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand};
use crate::records::{CommunityDraft, DistrictField};
use crate::rule::{Breach, Probe};
use crate::rules::policy::standing::{Found, Standing};
use crate::vocab::{CommunityId, Confidence, Name, Phrase, TierSet};

pub(crate) static CARD: Card = Card {
    id: "uncovered-community",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("公益+适度收益 洛阳推动邻里中心实现长效运营（2023-08-05）", Confidence::Secondary),
    title: Phrase::new("社区没有中心", "a community has no center"),
    facts: &["community", "tier"],
    says: Phrase::new(
        "没有属于或服务于{community}的{tier}级中心",
        "no center of the {tier} tier belongs to {community} or serves it",
    ),
    help: Phrase::new(
        "请登记或建设一个；已有中心服务该社区的，请写入其 serves",
        "record or build one; where a center serves the community already, list it there under `serves`",
    ),
};

pub(crate) fn check(
    tiers: TierSet,
    demand: &Demand,
    community: &CommunityDraft,
    standing: &Standing,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let centers = Path::ROOT.key(DistrictField::centers.as_str());
    for tier in tiers.iter() {
        let Some(id) = community.id.given() else {
            probe.undecided(at, vec![at.key("id").to_pointer()]);
            continue;
        };
        match standing.of_community(tier, *id) {
            Found::Center(center) => probe.met_by(at, || vec![centers.index(center).to_pointer()]),
            Found::None => {
                let facts = [name_of(*id, community.name.given()), Fact::Tier(tier)];
                probe.violated(Breach::at(at, facts).demanded_by(demand));
            }
            Found::Open(because) => probe.undecided(at, because),
        }
    }
}

fn name_of(id: CommunityId, name: Option<&Name>) -> Fact {
    name.map_or_else(|| Fact::Text(id.to_string().into()), |name| Fact::text(name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::DistrictDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, PolicyLevel, Strength, Tier};

    const HERE: &str = "c0a80000-0000-4000-8000-000000000001";

    /// The community should have a center of its tier.
    fn look_at(community: &str, centers: &str) -> (Tally, Findings) {
        let tiers = TierSet::of(&[Tier::Community]);
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::CommunityTiers(tiers), Strength::Should, by);
        let document = format!(r#"{{ "communities": [{community}], "centers": [{centers}] }}"#);
        let district: DistrictDraft = serde_json::from_str(&document).unwrap();
        let standing = Standing::of(&district);
        let (_, community) = district.communities.items().next().unwrap();
        let list = Path::ROOT.key("communities");
        judge(&CARD, |probe| check(tiers, &demand, community, &standing, &list.index(0), probe))
    }

    fn look(centers: &str) -> (Tally, Findings) {
        look_at(&format!(r#"{{ "id": "{HERE}", "name": "大学城社区" }}"#), centers)
    }

    #[test]
    fn a_center_of_the_community_or_one_that_serves_it_is_enough() {
        for center in [
            format!(r#"{{ "tier": "community", "community": "{HERE}" }}"#),
            format!(r#"{{ "tier": "community", "serves": ["{HERE}"] }}"#),
        ] {
            let (tally, findings) = look(&center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.evidence[0].path().as_str(), "/communities/0");
            assert_eq!(findings.evidence[0].proof(), ["/centers/0".parse().unwrap()]);
        }
    }

    #[test]
    fn a_community_without_one_is_told_by_its_name() {
        let elsewhere = HERE.replace("01", "02");
        for centers in [
            String::new(),
            format!(r#"{{ "tier": "community", "community": "{elsewhere}" }}"#),
            format!(r#"{{ "tier": "compound", "community": "{HERE}" }}"#),
            format!(r#"{{ "tier": "community", "community": "{HERE}", "status": "under-construction" }}"#),
        ] {
            let (tally, findings) = look(&centers);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{centers}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/communities/0");
            assert_eq!(violation.severity(), Severity::Warning);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
            assert_eq!(violation.message(Lang::Zh), "没有属于或服务于大学城社区的社区级中心");
            assert_eq!(
                violation.message(Lang::En),
                "no center of the community tier belongs to 大学城社区 or serves it"
            );
            assert_eq!(violation.help(Lang::Zh), "请登记或建设一个；已有中心服务该社区的，请写入其 serves");
            assert_eq!(
                violation.help(Lang::En),
                "record or build one; where a center serves the community already, list it there under `serves`"
            );
        }
        let (_, findings) = look_at(&format!(r#"{{ "id": "{HERE}" }}"#), "");
        assert_eq!(findings.violations[0].message(Lang::Zh), format!("没有属于或服务于{HERE}的社区级中心"));
    }

    #[test]
    fn what_may_be_its_center_leaves_it_open() {
        for (center, because) in [
            (format!(r#"{{ "community": "{HERE}" }}"#), "/centers/0/tier"),
            (r#"{ "tier": "community" }"#.to_owned(), "/centers/0/community"),
            ("5".to_owned(), "/centers/0"),
        ] {
            let (tally, findings) = look(&center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/communities/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn centers_cannot_be_found_for_a_community_without_an_id() {
        for community in ["{}", r#"{ "id": "here" }"#] {
            let (tally, findings) = look_at(community, "");
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{community}");
            assert_eq!(findings.undecided[0].because(), ["/communities/0/id".parse().unwrap()]);
        }
    }
}
