//! `malformed-value`: every value is what its field says.
//!
//! **Demands** that a value is of the type and form that the data standard gives its field.
//! **Basis**: the data standard.
//! *Met* once for every field that is given; *violated* by a value of another type, a word outside its vocabulary, a
//! date that is not in the calendar, a text with invisible characters; never *undecided*; *not applicable* never: a
//! field that is missing is not counted.

use crate::field::Malformed;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "malformed-value",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("值不合要求", "a value is not what its field says"),
    facts: &["found", "expected", "flaw"],
    says: Phrase::new("{found} 不是{expected}:{flaw}", "{found} is not {expected}: {flaw}"),
    help: Phrase::new("请改为{expected}", "give {expected}"),
};

pub(crate) fn check(fault: &Malformed, at: &Path<'_>, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(
        at,
        [Fact::Found(fault.found.clone()), Fact::Phrase(fault.expected.clone()), Fact::Flaw(fault.flaw.clone())],
    ));
}
