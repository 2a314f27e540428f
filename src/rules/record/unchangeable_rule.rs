//! `unchangeable-rule`: no policy changes what a record is.
//!
//! **Demands** that a rule of the record which is an error is not waived, nor set to any level but `error`, and that any other
//! rule of the record is not made an error: its errors would keep records out that are in order.
//! **Basis**: the data standard: what a record is does not depend on who looks at it.
//! *Met* once for every level and waiver of a rule of policy, and for those of a rule of the record that leave it what it is;
//! *violated* by any other; *undecided* where the level of a rule of the record is missing or malformed; *not applicable* to
//! rules that do not exist.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Phrase, RuleId, RuleLevel};

pub(crate) static CARD: Card = Card {
    id: "unchangeable-rule",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("规则不可更改", "a rule that no policy can change"),
    facts: &["rule", "limit"],
    says: Phrase::new("规则 {rule} 判断记录本身是否成立，{limit}", "`{rule}` judges what a record is: {limit}"),
    help: Phrase::new("请删去这一项，或更正规则", "remove this item, or correct the rule"),
};

/// What a policy wants to do to a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change<'d> {
    /// To accept what it finds.
    Waive,
    /// To make it so loud.
    Set(&'d Field<RuleLevel>),
}

pub(crate) fn check(rule: &RuleId, change: Change<'_>, known: &[&'static Card], at: &Path<'_>, probe: &mut Probe<'_>) {
    let Some(card) = known.iter().find(|card| card.id == rule.as_str()) else {
        return probe.not_applicable();
    };
    if card.scope == Scope::Policy {
        return probe.met();
    }
    let is_error = card.severity == Severity::Error;
    let level = match change {
        Change::Waive => None,
        Change::Set(Field::Given(level)) => Some(*level),
        Change::Set(_) => return probe.undecided(at, vec![at.to_pointer()]),
    };
    let limit = match level {
        None if is_error => Phrase::new("不能豁免", "it cannot be waived"),
        Some(level) if is_error && level != RuleLevel::Error => {
            Phrase::new("只能定为“错误”", "it can be nothing but an error")
        }
        Some(RuleLevel::Error) if !is_error => {
            Phrase::new("只能定为“警告”“提示”或“关闭”", "it can be a warning, information or off")
        }
        _ => return probe.met(),
    };
    probe.violated(Breach::at(at, [Fact::Rule(rule.clone()), Fact::Phrase(limit)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::rules::policy::waiver_unused;
    use crate::rules::record::unknown_field;
    use crate::vocab::Lang;

    const MET: Tally = Tally { met: 1, violated: 0, undecided: 0, not_applicable: 0 };
    const VIOLATED: Tally = Tally { met: 0, violated: 1, undecided: 0, not_applicable: 0 };

    /// Of the record and an error, of the record and a warning, of policy.
    const KNOWN: [&Card; 3] = [&CARD, &unknown_field::CARD, &waiver_unused::CARD];

    fn look(rule: &str, change: Change<'_>) -> (Tally, Findings) {
        let levels = Path::ROOT.key("levels");
        let at = levels.index(0);
        judge(&CARD, |probe| check(&rule.parse().unwrap(), change, &KNOWN, &at.key("level"), probe))
    }

    fn set(rule: &str, level: RuleLevel) -> (Tally, Findings) {
        look(rule, Change::Set(&Field::Given(level)))
    }

    #[test]
    fn an_error_of_the_record_stays_one() {
        assert_eq!(set("unchangeable-rule", RuleLevel::Error).0, MET);
        for level in [RuleLevel::Warning, RuleLevel::Info, RuleLevel::Off] {
            let (tally, findings) = set("unchangeable-rule", level);
            assert_eq!(tally, VIOLATED, "{level}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/levels/0/level");
            assert_eq!(violation.message(Lang::Zh), "规则 unchangeable-rule 判断记录本身是否成立，只能定为“错误”");
            assert_eq!(
                violation.message(Lang::En),
                "`unchangeable-rule` judges what a record is: it can be nothing but an error"
            );
        }
        let (tally, findings) = look("unchangeable-rule", Change::Waive);
        assert_eq!(tally, VIOLATED);
        assert_eq!(
            findings.violations[0].message(Lang::En),
            "`unchangeable-rule` judges what a record is: it cannot be waived"
        );
        assert!(findings.refused);
    }

    #[test]
    fn another_rule_of_the_record_is_anything_but_an_error() {
        for level in [RuleLevel::Warning, RuleLevel::Info, RuleLevel::Off] {
            assert_eq!(set("unknown-field", level).0, MET, "{level}");
        }
        assert_eq!(look("unknown-field", Change::Waive).0, MET);
        let (tally, findings) = set("unknown-field", RuleLevel::Error);
        assert_eq!(tally, VIOLATED);
        assert_eq!(
            findings.violations[0].message(Lang::Zh),
            "规则 unknown-field 判断记录本身是否成立，只能定为“警告”“提示”或“关闭”"
        );
    }

    #[test]
    fn a_rule_of_policy_may_be_changed_at_will() {
        for level in [RuleLevel::Error, RuleLevel::Warning, RuleLevel::Info, RuleLevel::Off] {
            assert_eq!(set("waiver-unused", level).0, MET, "{level}");
        }
        assert_eq!(look("waiver-unused", Change::Waive).0, MET);
        assert_eq!(look("waiver-unused", Change::Set(&Field::Missing)).0, MET);
    }

    #[test]
    fn a_level_that_nobody_can_read_is_no_waiver() {
        let (tally, findings) = look("unchangeable-rule", Change::Set(&Field::Missing));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/levels/0/level".parse().unwrap()]);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_left_to_another_rule() {
        assert_eq!(set("no-such-rule", RuleLevel::Off).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look("no-such-rule", Change::Waive).0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
