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
    says: Phrase::new("缺少必填项 {field}", "the required field `{field}` is missing"),
    help: Phrase::new("请补上 {field}", "add `{field}`"),
};

/// `misspelt` is the unknown key that stands for the field, with the path of the record at `record`.
pub(crate) fn check(field: &'static str, misspelt: Option<&str>, at: &Path<'_>, probe: &mut Probe<'_>) {
    match misspelt {
        Some(key) => {
            let place = at.sibling(key).to_pointer();
            probe.undecided(at, vec![place]);
        }
        None => probe.violated(Breach::at(at, [Fact::text(field)])),
    }
}
