//! `contradictory-policy`: layers of equal levels agree wherever both apply.
//!
//! **Demands** that no two claims of equal levels disagree, be they of one layer or of two that can apply to the same place:
//! that both ask for the same, or each for something that the other leaves out. Otherwise nobody can say which holds, and no
//! policy can be made of them.
//! **Basis**: the data standard.
//! *Met* once if no two disagree; *violated* by each two that do, at the later one; *undecided* where something malformed or
//! missing leaves open what is asked or for which centers, or the claims are too many to compare; *not applicable* where no
//! layer claims anything.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::contradictions;
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::stack::Stack;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "contradictory-policy",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("同级政策互相矛盾", "policies of equal levels disagree"),
    facts: &["claim", "other"],
    says: Phrase::new(
        "本项：{claim}；同级的另一项：{other}；两项不一致",
        "this says: {claim}; another of equal level says: {other}; the two disagree",
    ),
    help: Phrase::new(
        "请统一口径，或以适用范围、有效期把两项分开",
        "settle on one of the two, or keep them apart by where and when they apply",
    ),
};

pub(crate) fn check(stack: &Stack, at: &Path<'_>, probe: &mut Probe<'_>) {
    stack.tell(contradictions(&stack.layers), at, probe);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::PolicySetDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, PolicyLevel};

    const MET: Tally = Tally { met: 1, violated: 0, undecided: 0, not_applicable: 0 };

    fn look(layers: &[&str]) -> (Tally, Findings) {
        let set: PolicySetDraft = serde_json::from_str(&format!(r#"{{ "layers": [{}] }}"#, layers.join(","))).unwrap();
        judge(&CARD, |probe| check(&Stack::of_set(&set), &Path::ROOT.key("layers"), probe))
    }

    fn city(rest: &str) -> String {
        let citation = r#""citation": { "document": "示例办法", "confidence": "official" }"#;
        format!(r#"{{ "key": "city", "name": "市级示例", "level": "city", {citation}, {rest} }}"#)
    }

    #[test]
    fn two_layers_of_one_level_that_disagree_are_told_at_the_later_one() {
        let (one, two) = (
            city(r#""requirements": [{ "features": 1 }]"#),
            city(r#""requirements": [{ "groups": ["old"] }, { "features": 2 }]"#),
        );
        let (tally, findings) = look(&[&one, &two]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/layers/1/requirements/1/features");
        assert_eq!(violation.related(), ["/layers/0/requirements/0/features".parse().unwrap()]);
        assert_eq!(violation.demanded_by().map(|by| by.level()), Some(PolicyLevel::City));
        assert_eq!(
            violation.message(Lang::Zh),
            "本项：特色不少于 2 项（必配）；同级的另一项：特色不少于 1 项（必配）；两项不一致"
        );
        assert_eq!(
            violation.message(Lang::En),
            "this says: features declared: at least 2 (must); another of equal level says: features declared: at least 1 \
             (must); the two disagree"
        );
        assert!(!findings.refused);
    }

    #[test]
    fn one_layer_can_disagree_with_itself() {
        let layer =
            city(r#""levels": [{ "rule": "too-far", "level": "off" }, { "rule": "too-far", "level": "info" }]"#);
        let (tally, findings) = look(&[&layer]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/layers/0/levels/1");
        assert_eq!(findings.violations[0].related(), ["/layers/0/levels/0".parse().unwrap()]);
    }

    #[test]
    fn a_sentence_that_makes_many_claims_is_told_once() {
        let of = |strength: &str| {
            city(&format!(r#""requirements": [{{ "functions": ["culture", "sports"], "strength": "{strength}" }}]"#))
        };
        assert_eq!(look(&[&of("must"), &of("should")]).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&[&of("must"), &of("must")]).0, MET);
    }

    #[test]
    fn layers_that_never_meet_never_disagree() {
        let of = |features: u8, rest: &str| city(&format!(r#""requirements": [{{ "features": {features} }}], {rest}"#));
        let tiers = |tier: &str| format!(r#""applies_to": {{ "tiers": ["{tier}"] }}"#);
        assert_eq!(look(&[&of(1, &tiers("community")), &of(2, &tiers("compound"))]).0, MET);
        let (early, late) = (r#""valid_until": "2024-12-31""#, r#""valid_from": "2025-01-01""#);
        assert_eq!(look(&[&of(1, early), &of(2, late)]).0, MET);
        let (on_one_day, from_then) = (r#""valid_until": "2025-01-01""#, late);
        assert_eq!(look(&[&of(1, on_one_day), &of(2, from_then)]).0.violated, 1);
        let never = r#""valid_from": "2025-01-01", "valid_until": "2024-01-01""#;
        assert_eq!(look(&[&of(1, never), &of(2, &tiers("compound"))]).0, MET);
    }

    #[test]
    fn what_cannot_be_read_is_never_accused() {
        let plain = city(r#""requirements": [{ "features": 1 }]"#);
        for (rest, because) in [
            (r#""requirements": [{ "features": 2 }], "applies_to": 7"#, "/layers/1/applies_to"),
            (
                r#""requirements": [{ "features": 2 }], "applies_to": { "tiers": ["villa"] }"#,
                "/layers/1/applies_to/tiers/0",
            ),
            (r#""requirements": [{ "features": 2 }], "valid_from": "soon""#, "/layers/1/valid_from"),
            (r#""requirements": [{ "features": "two" }]"#, "/layers/1/requirements/0/features"),
            (r#""requirements": 7"#, "/layers/1/requirements"),
        ] {
            let (tally, findings) = look(&[&plain, &city(rest)]);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{rest}");
            assert_eq!(findings.undecided[0].path().as_str(), "/layers");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{rest}");
        }
        let (tally, findings) = look(&[&plain, r#"{ "requirements": [{ "features": 2 }] }"#, "7"]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        let because: Vec<&str> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
        assert_eq!(because, ["/layers/1/level", "/layers/1/citation", "/layers/2"]);
    }

    #[test]
    fn there_is_nothing_to_judge_where_nothing_is_claimed() {
        assert_eq!(look(&[]).0, Tally { not_applicable: 1, ..Tally::default() });
        let feature = city(r#""features": [{ "name": "示例特色" }]"#);
        assert_eq!(look(&[&feature]).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn more_than_can_be_compared_is_said_to_be_so() {
        let requirements = vec![r#"{ "features": 1 }"#; 10_000].join(",");
        let many = city(&format!(r#""requirements": [{requirements}]"#));
        let (tally, findings) = look(&[&many]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert!(findings.truncated);
        let requirements: Vec<String> = (0..2_000).map(|count| format!(r#"{{ "features": {count} }}"#)).collect();
        let (tally, findings) = look(&[&city(&format!(r#""requirements": [{}]"#, requirements.join(",")))]);
        assert_eq!(tally, Tally { violated: 1_000, ..Tally::default() });
        assert!(findings.truncated);
    }
}
