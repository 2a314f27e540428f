//! `repeated-field`: no object has the same key twice.
//!
//! **Demands** that a field is given once. Of several values the first is read; the others are told and not read.
//! **Basis**: the data standard; RFC 8259 §4 calls the names of an object unique.
//! *Met* once for every object without a repeated field; *violated* by a field that is there again; never *undecided* or
//! *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "repeated-field",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("字段重复", "a field is given more than once"),
    facts: &["field", "times"],
    says: Phrase::new(
        "{field} 出现了 {times} 次,只读取第一次",
        "`{field}` is given {times} times; only the first is read",
    ),
    help: Phrase::new("请只保留一个 {field}", "keep one `{field}`"),
};

pub(crate) fn check(field: &'static str, times: u64, at: &Path<'_>, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(at, [Fact::text(field), Fact::Count(times)]));
}
