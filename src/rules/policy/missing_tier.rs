//! `missing-tier`: the district has a center of each tier that is asked for.
//!
//! **Demands** that of each of these tiers there is at least one center in the document that is open, or closed for some time
//! only, or does not say how it stands. One that is planned, being built or closed for good does not count.
//! **Basis**: Luoyang's three-tier system: at least one center for a district area in every urban district (各城市区至少建成一个
//! 片区级邻里中心).
//! *Met* once for every tier that has a center; *violated* once for every tier that surely has none; *undecided* for a tier
//! without one where the list of centers is missing, partial or holds malformed items, or a center of no known tier, or one of
//! which nobody knows whether it stands, may be it; *not applicable* where nobody asks for tiers.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::standing::{Found, Standing};
use crate::vocab::{Confidence, Phrase, TierSet};

pub(crate) static CARD: Card = Card {
    id: "missing-tier",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("公益+适度收益 洛阳推动邻里中心实现长效运营（2023-08-05）", Confidence::Secondary),
    title: Phrase::new("缺少某一层级的中心", "the district has no center of a tier"),
    facts: &["tier"],
    says: Phrase::new("全区没有{tier}级中心", "the district has no center of the {tier} tier"),
    help: Phrase::new(
        "请登记或建设该层级的中心；规划、在建和已关闭的不计入",
        "record or build one; centers that are planned, being built or closed do not count",
    ),
};

pub(crate) fn check(tiers: TierSet, demand: &Demand, standing: &Standing, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key("centers");
    for tier in tiers.iter() {
        match standing.of_tier(tier) {
            Found::Center(center) => probe.met_by(&list, || vec![list.index(center).to_pointer()]),
            Found::None => probe.violated(Breach::at(&list, [Fact::Tier(tier)]).demanded_by(demand)),
            Found::Open(because) => probe.undecided(&list, because),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, PolicyLevel, Strength, Tier};

    /// A center for a district area and one for a community should be there.
    fn look(centers: &str) -> (Tally, Findings) {
        let tiers = TierSet::of(&[Tier::DistrictArea, Tier::Community]);
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::DistrictTiers(tiers), Strength::Should, by);
        let document = format!(r#"{{ "centers": [{centers}] }}"#);
        let standing = Standing::of(&serde_json::from_str(&document).unwrap());
        judge(&CARD, |probe| check(tiers, &demand, &standing, &Path::ROOT, probe))
    }

    #[test]
    fn one_center_of_each_tier_is_enough() {
        let (tally, findings) =
            look(r#"{ "tier": "community" }, 5, { "tier": "district-area" }, { "tier": "community" }"#);
        assert_eq!(tally, Tally { met: 2, ..Tally::default() });
        let proof: Vec<_> = findings.evidence.iter().map(|evidence| evidence.proof()[0].as_str()).collect();
        assert_eq!(proof, ["/centers/2", "/centers/0"]);
        assert!(findings.evidence.iter().all(|evidence| evidence.path().as_str() == "/centers"));
    }

    #[test]
    fn every_tier_without_a_center_is_told_by_itself() {
        let (tally, findings) = look(r#"{ "tier": "compound" }, { "tier": "community", "status": "planned" }"#);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        assert!(findings.violations.iter().all(|violation| violation.path().as_str() == "/centers"));
        let violation = &findings.violations[0];
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
        assert_eq!(violation.message(Lang::Zh), "全区没有片区级中心");
        assert_eq!(violation.message(Lang::En), "the district has no center of the district area tier");
        assert_eq!(violation.help(Lang::Zh), "请登记或建设该层级的中心；规划、在建和已关闭的不计入");
        assert_eq!(
            violation.help(Lang::En),
            "record or build one; centers that are planned, being built or closed do not count"
        );
        assert_eq!(findings.violations[1].message(Lang::Zh), "全区没有社区级中心");
    }

    #[test]
    fn a_center_that_may_be_it_leaves_only_its_tier_open() {
        let (tally, findings) = look(r#"{ "tier": "district-area", "status": "upgrading" }"#);
        assert_eq!(tally, Tally { violated: 1, undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/centers");
        assert_eq!(findings.undecided[0].because(), ["/centers/0/status".parse().unwrap()]);
        assert_eq!(findings.violations[0].message(Lang::Zh), "全区没有社区级中心");
    }
}
