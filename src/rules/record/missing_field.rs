//! `missing-field`: every required field is there.
//!
//! **Demands** that a record has the fields that the data standard calls required.
//! **Basis**: the data standard.
//! *Met* once for every required field that is there, well-formed or not; *violated* by one that is missing or `null`;
//! *undecided* where an unknown key looks like a misspelling of it (that key is then the fault, see `unknown-field`);
//! *not applicable* never.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "missing-field",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("缺少必填项", "a required field is missing"),
    facts: &["field", "expected"],
    says: Phrase::new("缺少必填项{field}", "the required field {field} is missing"),
    help: Phrase::new("请补上{field}，应为{expected}", "add {field}, which is {expected}"),
};

/// What is missing is a field, and what to put there; `misspelled` is the unknown key that looks like a misspelling of it.
pub(crate) fn check(
    (field, wanted): (&'static str, fn() -> Phrase),
    misspelled: Option<&str>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    match misspelled {
        Some(key) => {
            let place = at.sibling(key).to_pointer();
            probe.undecided(at, vec![place]);
        }
        None => probe.violated(Breach::at(at, [Fact::Field(field.into()), Fact::Phrase(wanted())])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Draft, SetDraft};
    use crate::finding::Tally;
    use crate::records::BasisDraft;
    use crate::rule::judge;
    use crate::vocab::{DeliveryRole, Lang, Name, PolicyLevel};

    #[test]
    fn a_required_field_that_is_missing_is_an_error_at_its_place() {
        let centers = Path::ROOT.key("centers");
        let center = centers.index(1);
        let (tally, findings) = judge(&CARD, |probe| check(("name", Name::wanted), None, &center.key("name"), probe));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/centers/1/name");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "缺少必填项“名称”（name）");
        assert_eq!(violation.message(Lang::En), "the required field `name` is missing");
        assert_eq!(violation.help(Lang::Zh), "请补上“名称”（name），应为名称");
        assert_eq!(violation.help(Lang::En), "add `name`, which is a name");
    }

    #[test]
    fn what_to_put_there_is_said_to_the_word() {
        let help = |field, wanted| {
            let (_, findings) = judge(&CARD, |probe| check((field, wanted), None, &Path::ROOT.key(field), probe));
            [Lang::Zh, Lang::En].map(|lang| findings.violations[0].help(lang))
        };
        assert_eq!(
            help("level", PolicyLevel::wanted),
            [
                "请补上“级别”（level），应为政策层级（国家、省、市、区、社区）",
                "add `level`, which is a policy level (nation, province, city, district or community)",
            ]
        );
        assert_eq!(
            help("roles", SetDraft::<DeliveryRole>::wanted),
            [
                "请补上“角色”（roles），应为列表，每项为服务人员（工作人员、志愿者、专业教师、教练）",
                "add `roles`, which is a list, each item of it a role of those who deliver a service \
                 (staff, volunteer, professional-teacher or coach)",
            ]
        );
        assert_eq!(
            help("citation", BasisDraft::wanted),
            [
                "请补上“依据”（citation），应为对象，须有 document、confidence",
                "add `citation`, which is an object with at least `document`, `confidence`",
            ]
        );
    }

    #[test]
    fn a_key_that_looks_like_a_misspelling_leaves_it_open() {
        let centers = Path::ROOT.key("centers");
        let center = centers.index(1);
        let (tally, findings) =
            judge(&CARD, |probe| check(("name", Name::wanted), Some("na/me"), &center.key("name"), probe));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/centers/1/name");
        assert_eq!(findings.undecided[0].because(), ["/centers/1/na~1me".parse().unwrap()]);
    }
}
