//! `unknown-field`: every key is a field of its record.
//!
//! **Demands** that an object has no keys besides its fields. What such a key holds is not read.
//! **Basis**: the data standard.
//! *Met* once for every object without such a key; *violated* by a key that is no field, as a warning; as an error if it
//! looks like a misspelling of a required field that is missing; never *undecided* or *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unknown-field",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("未知字段", "a key is no field of the record"),
    facts: &["key", "hint"],
    says: Phrase::new("没有 {key} 这个字段{hint}", "there is no field `{key}`{hint}"),
    help: Phrase::new("请更正或删去 {key}", "correct or remove `{key}`"),
};

pub(crate) fn check(key: &str, nearest: Option<&'static str>, required: bool, at: &Path<'_>, probe: &mut Probe<'_>) {
    let hint = nearest.map_or(Fact::Phrase(Phrase::new("", "")), |nearest| {
        Fact::Phrase(Phrase::from_texts(
            if required { format!(",是否想写必填项 {nearest}") } else { format!(",是否想写 {nearest}") },
            if required {
                format!("; did you mean `{nearest}`, which is required and missing?")
            } else {
                format!("; did you mean `{nearest}`?")
            },
        ))
    });
    let breach = Breach::at(at, [Fact::text(key), hint]);
    probe.violated(if required { breach.severity(Severity::Error) } else { breach });
}
