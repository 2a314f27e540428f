//! `policy-loosened-without-reason`: a layer that asks for less than one above it says why.
//!
//! **Demands** of each claim that is laxer than one of a higher level, or cannot stand beside it, where both can apply, that
//! it gives a reason. What a layer between the two has loosened as much, with a reason and wherever the lower one applies, needs
//! no reason again.
//! **Basis**: the data standard: a lower level may tighten freely; what it loosens without a reason does not hold.
//! *Met* once if nothing is loosened without a reason; *violated* by each two claims of which the lower one does, at the lower
//! one; *undecided* where something malformed or missing leaves open what is asked or for which centers, or the claims are too many
//! to compare; *not applicable* where no layer claims anything.

use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::policy::loosenings;
use crate::rule::{Probe, STANDARD};
use crate::rules::policy::stack::Stack;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "policy-loosened-without-reason",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("放宽上级要求而未说明理由", "a policy is loosened without a reason"),
    facts: &["claim", "other"],
    says: Phrase::new(
        "本项：{claim}；上级要求：{other}；放宽而未说明理由",
        "this says: {claim}; a higher level says: {other}; it is loosened without a reason",
    ),
    help: Phrase::new(
        "请写明理由，或不低于上级要求；没有理由的放宽不生效",
        "give the reason, or ask for no less; without a reason it does not hold",
    ),
};

pub(crate) fn check(stack: &Stack, at: &Path<'_>, probe: &mut Probe<'_>) {
    stack.tell(loosenings(&stack.layers), at, probe);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::PolicySetDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, PolicyLevel};

    const MET: Tally = Tally { met: 1, violated: 0, undecided: 0, not_applicable: 0 };
    const VIOLATED: Tally = Tally { met: 0, violated: 1, undecided: 0, not_applicable: 0 };

    fn look(layers: &[String]) -> (Tally, Findings) {
        let set: PolicySetDraft = serde_json::from_str(&format!(r#"{{ "layers": [{}] }}"#, layers.join(","))).unwrap();
        judge(&CARD, |probe| check(&Stack::of_set(&set), &Path::ROOT.key("layers"), probe))
    }

    /// A layer of a level that asks for so many features.
    fn asks(level: &str, features: u8, rest: &str) -> String {
        let citation = r#""citation": { "document": "示例办法", "confidence": "official" }"#;
        let (requirement, layer) = rest.split_once('|').unwrap_or((rest, ""));
        format!(
            r#"{{ "key": "{level}", "name": "示例", "level": "{level}", {citation} {layer},
                 "requirements": [{{ "features": {features} {requirement} }}] }}"#
        )
    }

    const REASON: &str = r#", "reason": "场地有限""#;

    #[test]
    fn what_is_loosened_needs_a_reason() {
        let (tally, findings) = look(&[asks("community", 1, ""), asks("city", 2, "")]);
        assert_eq!(tally, VIOLATED);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/layers/0/requirements/0/features");
        assert_eq!(violation.related(), ["/layers/1/requirements/0/features".parse().unwrap()]);
        assert_eq!(violation.demanded_by().map(|by| by.level()), Some(PolicyLevel::City));
        assert_eq!(
            violation.message(Lang::Zh),
            "本项：特色不少于 1 项（必配）；上级要求：特色不少于 2 项（必配）；放宽而未说明理由"
        );
        assert_eq!(
            violation.message(Lang::En),
            "this says: features declared: at least 1 (must); a higher level says: features declared: at least 2 (must); it is \
             loosened without a reason"
        );
        assert!(!findings.refused);
        assert_eq!(look(&[asks("community", 1, REASON), asks("city", 2, "")]).0, MET);
        assert_eq!(look(&[asks("community", 3, ""), asks("city", 2, "")]).0, MET);
        assert_eq!(look(&[asks("community", 2, r#", "strength": "should""#), asks("city", 2, "")]).0, VIOLATED);
    }

    #[test]
    fn what_a_layer_between_has_loosened_needs_no_reason_again() {
        let nation = asks("nation", 3, "");
        assert_eq!(look(&[nation.clone(), asks("city", 1, REASON), asks("community", 1, "")]).0, MET);
        assert_eq!(look(&[nation.clone(), asks("city", 1, REASON), asks("community", 2, "")]).0, MET);
        // Looser than even that.
        assert_eq!(look(&[nation.clone(), asks("city", 2, REASON), asks("community", 1, "")]).0.violated, 2);
        // Without a reason there is none to rely on.
        assert_eq!(look(&[nation.clone(), asks("city", 1, ""), asks("community", 1, "")]).0.violated, 2);
        // It has loosened it for others.
        let for_compounds = format!(r#"{REASON}|, "applies_to": {{ "tiers": ["compound"] }}"#);
        assert_eq!(look(&[nation, asks("city", 1, &for_compounds), asks("community", 1, "")]).0, VIOLATED);
    }

    #[test]
    fn the_layer_between_is_found_however_many_there_are() {
        let mut layers = vec![asks("nation", 3, "")];
        for nth in 1..=1_100 {
            let id = format!(r#"|, "applies_to": {{ "communities": ["5a0c3f5e-0000-4000-8000-{nth:012}"] }}"#);
            layers.push(asks("community", 1, &id));
        }
        layers.push(asks("city", 1, REASON));
        assert_eq!(look(&layers).0, MET);
    }

    #[test]
    fn a_level_may_be_lowered_with_a_reason_only() {
        let sets = |level: &str, loud: &str, reason: &str| {
            asks(level, 1, &format!(r#"|, "levels": [{{ "rule": "too-far", "level": "{loud}" {reason} }}]"#))
        };
        let (tally, findings) = look(&[sets("district", "error", ""), sets("community", "off", "")]);
        assert_eq!(tally, VIOLATED);
        assert_eq!(findings.violations[0].path().as_str(), "/layers/1/levels/0");
        assert_eq!(look(&[sets("district", "error", ""), sets("community", "off", REASON)]).0, MET);
    }

    #[test]
    fn nothing_is_claimed_and_nothing_can_be_read() {
        assert_eq!(look(&[]).0, Tally { not_applicable: 1, ..Tally::default() });
        let open = r#"|, "applies_to": { "settings": ["harbor"] }"#;
        let (tally, findings) = look(&[asks("nation", 2, ""), asks("city", 1, open)]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/layers/1/applies_to/settings/0".parse().unwrap()]);
    }
}
