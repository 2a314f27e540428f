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
    facts: &["field"],
    says: Phrase::new("缺少必填项{field}", "the required field {field} is missing"),
    help: Phrase::new("请补上{field}", "add {field}"),
};

/// `misspelled` is the unknown key that looks like a misspelling of the field.
pub(crate) fn check(field: &'static str, misspelled: Option<&str>, at: &Path<'_>, probe: &mut Probe<'_>) {
    match misspelled {
        Some(key) => {
            let place = at.sibling(key).to_pointer();
            probe.undecided(at, vec![place]);
        }
        None => probe.violated(Breach::at(at, [Fact::Field(field.into())])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::judge;
    use crate::vocab::Lang;

    #[test]
    fn a_required_field_that_is_missing_is_an_error_at_its_place() {
        let centers = Path::ROOT.key("centers");
        let center = centers.index(1);
        let (tally, findings) = judge(&CARD, |probe| check("name", None, &center.key("name"), probe));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/centers/1/name");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "缺少必填项“名称”（name）");
        assert_eq!(violation.message(Lang::En), "the required field `name` is missing");
        assert_eq!(violation.help(Lang::Zh), "请补上“名称”（name）");
        assert_eq!(violation.help(Lang::En), "add `name`");
    }

    #[test]
    fn a_key_that_looks_like_a_misspelling_leaves_it_open() {
        let centers = Path::ROOT.key("centers");
        let center = centers.index(1);
        let (tally, findings) = judge(&CARD, |probe| check("name", Some("na/me"), &center.key("name"), probe));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/centers/1/name");
        assert_eq!(findings.undecided[0].because(), ["/centers/1/na~1me".parse().unwrap()]);
    }
}
