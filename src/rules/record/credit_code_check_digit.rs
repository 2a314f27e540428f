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
        "请对照登记证书核对;少数早期代码本身不合校验规则",
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
