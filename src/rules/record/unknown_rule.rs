//! `unknown-rule`: the rules that a policy speaks of exist.
//!
//! **Demands** that the rule whose level is set, or whose findings are waived, is one of the rules there are.
//! **Basis**: the data standard: what is said of a rule that does not exist changes nothing, and whoever wrote it believes
//! that it does.
//! *Met* once for every rule that is named and exists; *violated* by one that does not; never *undecided*, since what is no
//! id at all is left to other rules, and never *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Phrase, RuleId, nearest};

pub(crate) static CARD: Card = Card {
    id: "unknown-rule",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("没有这条规则", "there is no such rule"),
    facts: &["rule", "hint"],
    says: Phrase::new("没有 {rule} 这条规则{hint}", "there is no rule `{rule}`{hint}"),
    help: Phrase::new("请按规则一览更正 {rule}", "correct `{rule}` after the list of the rules"),
};

pub(crate) fn check(rule: &RuleId, known: &[&'static Card], at: &Path<'_>, probe: &mut Probe<'_>) {
    if known.iter().any(|card| card.id == rule.as_str()) {
        return probe.met();
    }
    let hint = match nearest(rule.as_str(), known.iter().map(|card| card.id)) {
        Some(nearest) => Phrase::from_texts(format!("，是否想写 {nearest}"), format!("; did you mean `{nearest}`?")),
        None => Phrase::new("", ""),
    };
    probe.violated(Breach::at(at, [Fact::Rule(rule.clone()), Fact::Phrase(hint)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(rule: &str) -> (Tally, Findings) {
        let levels = Path::ROOT.key("levels");
        let at = levels.index(0);
        judge(&CARD, |probe| check(&rule.parse().unwrap(), &[&CARD], &at.key("rule"), probe))
    }

    #[test]
    fn a_rule_that_exists_is_met() {
        assert_eq!(look("unknown-rule").0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_rule_that_does_not_exist_is_an_error_with_the_nearest_id_if_one_is_near() {
        for (rule, zh, en) in [
            (
                "unkown-rule",
                "没有 unkown-rule 这条规则，是否想写 unknown-rule",
                "there is no rule `unkown-rule`; did you mean `unknown-rule`?",
            ),
            ("tidy-desk", "没有 tidy-desk 这条规则", "there is no rule `tidy-desk`"),
        ] {
            let (tally, findings) = look(rule);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
            assert!(findings.refused);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/levels/0/rule");
            assert_eq!(violation.message(Lang::Zh), zh);
            assert_eq!(violation.message(Lang::En), en);
            assert_eq!(violation.help(Lang::En), format!("correct `{rule}` after the list of the rules"));
        }
    }
}
