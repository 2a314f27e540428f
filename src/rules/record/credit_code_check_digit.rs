//! `credit-code-check-digit`: the check digit of a unified social credit code holds.
//!
//! **Demands** that the last character follows from the first seventeen. It is a warning: some codes that are in use
//! were issued with a digit that does not.
//! **Basis**: GB 32100-2015.
//! *Met* and *violated* by the digit; *undecided* where the code is malformed; *not applicable* to an organization
//! without a code.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::OrganizationDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{CheckDigit, Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "credit-code-check-digit",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: Citation::new("GB 32100-2015", Confidence::Secondary),
    title: Phrase::new("信用代码校验位不符", "the check digit of a credit code does not hold"),
    facts: &["code", "expected"],
    says: Phrase::new(
        "{code} 的校验位按标准应为 {expected}",
        "by the standard, the check digit of {code} would be {expected}",
    ),
    help: Phrase::new(
        "请对照登记证书核对；少数早期代码本身不合校验规则",
        "compare it with the certificate; a few early codes really fail the check",
    ),
};

pub(crate) fn check(organization: &OrganizationDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let place = at.key("credit_code");
    match organization.credit_code.given() {
        None if organization.credit_code.is_missing() => probe.not_applicable(),
        None => probe.undecided(&place, vec![place.to_pointer()]),
        Some(code) => match code.check_digit() {
            CheckDigit::Holds => probe.met(),
            CheckDigit::Fails { expected } => {
                let expected = Fact::Text(expected.to_string().into());
                probe.violated(Breach::at(&place, [Fact::CreditCode(*code), expected]));
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(organization: &str) -> (Tally, Findings) {
        let organization: OrganizationDraft = serde_json::from_str(organization).unwrap();
        judge(&CARD, |probe| check(&organization, &Path::ROOT.key("operator"), probe))
    }

    #[test]
    fn a_check_digit_that_follows_from_the_code_is_in_order() {
        for organization in [r#"{ "credit_code": "91350100M000100Y43" }"#, r#"{ "credit_code": "91350100m000100y43" }"#]
        {
            assert_eq!(look(organization).0, Tally { met: 1, ..Tally::default() }, "{organization}");
        }
    }

    #[test]
    fn a_check_digit_that_does_not_follow_is_a_warning_that_names_the_right_one() {
        let (tally, findings) = look(r#"{ "credit_code": "91350211M0000XUF46" }"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/operator/credit_code");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.severity(), Severity::Warning);
        assert!(!findings.refused);
        assert_eq!(violation.message(Lang::Zh), "91350211M0000XUF46 的校验位按标准应为 R");
        assert_eq!(violation.message(Lang::En), "by the standard, the check digit of 91350211M0000XUF46 would be R");
        assert_eq!(violation.help(Lang::Zh), "请对照登记证书核对；少数早期代码本身不合校验规则");
        assert_eq!(
            violation.help(Lang::En),
            "compare it with the certificate; a few early codes really fail the check"
        );
    }

    #[test]
    fn a_code_of_another_form_has_no_check_digit_to_judge() {
        // Z is not of the alphabet; the second code is one character short; the third is a number.
        for organization in [
            r#"{ "credit_code": "91350100M000100Y4Z" }"#,
            r#"{ "credit_code": "91350100M000100Y4" }"#,
            r#"{ "credit_code": 913501000001000043 }"#,
        ] {
            let (tally, findings) = look(organization);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{organization}");
            assert_eq!(findings.undecided[0].path().as_str(), "/operator/credit_code");
            assert_eq!(findings.undecided[0].because(), ["/operator/credit_code".parse().unwrap()]);
        }
    }

    #[test]
    fn an_organization_without_a_code_is_not_judged() {
        for organization in ["{}", r#"{ "credit_code": null }"#] {
            assert_eq!(look(organization).0, Tally { not_applicable: 1, ..Tally::default() }, "{organization}");
        }
    }
}
