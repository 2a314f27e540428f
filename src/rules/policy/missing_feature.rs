//! `missing-feature`: the center declares as many features as are asked for.
//!
//! **Demands** that `features` and what the policies of the community declare name at least so many different features together.
//! The same name again, in the record or in a policy, is the same feature.
//! **Basis**: “一社区一特色”: one community, one feature.
//! *Met* by enough different names, even of a partial list; *violated* by too few in a complete list of which every item has
//! a name; *undecided* where the list is missing or partial or holds malformed items, or one whose name is missing or
//! malformed: it may be a further feature or one of those that are named; *not applicable* to a center that is not open yet
//! or is closed; *undecided* also where its status is malformed, or is that of an upgrade, which does not tell.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Declared, Demand, LUOLONG_2023};
use crate::records::{CenterField, FeatureDraft};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-feature",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("特色不足", "a feature is missing"),
    facts: &["asked", "found"],
    says: Phrase::new("要求特色 {asked} 项，只登记了 {found} 项", "features asked for: {asked}; declared: {found}"),
    help: Phrase::new("请登记本社区的特色", "declare what the community is known for"),
};

pub(crate) fn check(asked: u32, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key("features");
    if !Subject::is_asked(subject.owes_services(), &list, at, probe) {
        return;
    }
    let features = &subject.center.features;
    let named = features.items().filter_map(|(_, feature)| feature.name.given());
    let declared = subject.declared.iter().map(Declared::name);
    let (asked, found) = (u64::from(asked), different(named.chain(declared)) as u64);
    if found >= asked {
        return probe.met_by(&list, || named_features(features, &list));
    }
    let mut doubt = Vec::new();
    if !subject.lists_all(CenterField::features, features) {
        doubt = subject.list_doubt(at, CenterField::features, features);
    }
    let nameless = features.items().filter(|(_, feature)| feature.name.given().is_none());
    doubt.extend(nameless.map(|(place, _)| list.index(place).key("name").to_pointer()));
    if doubt.is_empty() {
        probe.violated(Breach::at(&list, [Fact::Count(asked), Fact::Count(found)]).demanded_by(demand));
    } else {
        probe.undecided(&list, doubt);
    }
}

/// Up to this many names, looking at each costs less than sorting them, and nothing is allocated.
const FEW: usize = 16;

/// How many different names there are.
fn different<'n>(names: impl Iterator<Item = &'n Name> + Clone) -> usize {
    if names.clone().nth(FEW).is_none() {
        let is_new = |(nth, name): &(usize, &Name)| !names.clone().take(*nth).any(|known| known == *name);
        return names.clone().enumerate().filter(is_new).count();
    }
    let mut sorted: Vec<&Name> = names.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len()
}

/// Where the record names features. What a policy declares has no place in it.
fn named_features(features: &Field<List<FeatureDraft>>, list: &Path<'_>) -> Vec<Pointer> {
    let named = features.items().filter(|(_, feature)| feature.name.given().is_some());
    named.map(|(place, _)| list.index(place).to_pointer()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Lang, PolicyLevel, Strength};

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let demand = Demand::new(Ask::Features(2), strength, Authority::new(PolicyLevel::District, LUOLONG_2023));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(2, &demand, &subject, &Path::ROOT, probe))
    }

    /// Two features should be declared.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Should, center)
    }

    #[test]
    fn enough_features_prove_themselves_even_in_a_partial_list() {
        for center in [
            r#"{ "features": [{ "name": "体育" }, 5, { "name": "阅读" }] }"#,
            r#"{ "features": [{ "name": "体育" }, 5, { "name": "阅读" }], "partial": ["features"] }"#,
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.evidence[0].path().as_str(), "/features");
            assert_eq!(findings.evidence[0].proof(), ["/features/0".parse().unwrap(), "/features/2".parse().unwrap()]);
        }
    }

    #[test]
    fn a_complete_list_that_is_too_short_is_a_violation() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            for features in ["[]", r#"[{ "name": "体育" }]"#] {
                let (tally, findings) = look_for(strength, &format!(r#"{{ "features": {features} }}"#));
                assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{features}");
                let violation = &findings.violations[0];
                assert_eq!(violation.path().as_str(), "/features");
                assert_eq!(violation.related(), []);
                assert_eq!(violation.severity(), severity);
                assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::District));
                assert!(!findings.refused);
            }
        }
    }

    #[test]
    fn the_same_feature_named_again_is_no_other_one() {
        for features in [
            r#"[{ "name": "古筝" }, { "name": "古筝" }]"#,
            r#"[{ "name": "古筝" }, { "name": " 古筝 " }, { "name": "古筝" }]"#,
        ] {
            let (tally, findings) = look(&format!(r#"{{ "features": {features} }}"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{features}");
            assert_eq!(findings.violations[0].facts().last(), Some(("found", &Fact::Count(1))), "{features}");
        }
        let many = vec![r#"{ "name": "古筝" }"#; 40].join(", ");
        assert_eq!(look(&format!(r#"{{ "features": [{many}] }}"#)).0, Tally { violated: 1, ..Tally::default() });
        let (tally, _) = look(&format!(r#"{{ "features": [{many}, {{ "name": "体育" }}] }}"#));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        let (tally, _) = look(r#"{ "features": [{ "name": "古筝" }, { "name": "古筝" }, { "name": "体育" }] }"#);
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn what_policies_declare_counts_once_and_has_no_place_in_the_record() {
        let authority = Arc::new(Authority::new(PolicyLevel::District, LUOLONG_2023));
        let declared =
            ["古筝", "体育", "体育"].map(|name| Declared { name: Name::fixed(name), by: Arc::clone(&authority) });
        let look = |declared: &[Declared], features: &str| {
            let center: CenterDraft = serde_json::from_str(&format!(r#"{{ "features": {features} }}"#)).unwrap();
            let demand =
                Demand::new(Ask::Features(2), Strength::Should, Authority::new(PolicyLevel::City, LUOLONG_2023));
            let subject = Subject { declared, ..Subject::new(&center, AgeBoundaries::LEGAL) };
            judge(&CARD, |probe| check(2, &demand, &subject, &Path::ROOT, probe))
        };
        let (met, violated) = (Tally { met: 1, ..Tally::default() }, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&declared, "[]").0, met);
        assert_eq!(look(&declared[1..], "[]").0, violated);
        assert_eq!(look(&declared[..1], r#"[{ "name": "古筝" }]"#).0, violated);
        let (tally, findings) = look(&declared[..1], r#"[{}, { "name": "体育" }]"#);
        assert_eq!(tally, met);
        assert_eq!(findings.evidence[0].proof(), ["/features/1".parse().unwrap()]);
    }

    #[test]
    fn a_violation_counts_what_is_asked_and_what_is_there() {
        let (_, findings) = look(r#"{ "features": [] }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "要求特色 2 项，只登记了 0 项");
        assert_eq!(violation.message(Lang::En), "features asked for: 2; declared: 0");
        assert_eq!(violation.help(Lang::Zh), "请登记本社区的特色");
        assert_eq!(violation.help(Lang::En), "declare what the community is known for");
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open() {
        for (center, because) in [
            ("{}", "/features"),
            (r#"{ "features": "体育" }"#, "/features"),
            (r#"{ "features": [{ "name": "体育" }], "partial": ["features"] }"#, "/partial"),
            (r#"{ "features": [{ "name": "体育" }, 5] }"#, "/features/1"),
            (r#"{ "features": [{ "name": "体育" }, {}] }"#, "/features/1/name"),
            (r#"{ "features": [{ "name": "体育" }, { "name": 5 }] }"#, "/features/1/name"),
            (r#"{ "features": [{ "note": "体育" }, { "name": "体育" }] }"#, "/features/0/name"),
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/features");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let center = format!(r#"{{ "status": "{status}", "features": [] }}"#);
            assert_eq!(look(&center).0, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
    }
}
