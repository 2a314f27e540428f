//! `limit-exceeded`: the input stays within the bounds of the reader.
//!
//! **Demands** that no list, no object and no nesting passes the [`Limits`](crate::Limits) that the reader was given.
//! What lies beyond was counted and not kept, so that the record cannot be admitted.
//! **Basis**: the caller's limits.
//! *Violated* where a bound was passed; otherwise not counted.

use crate::field::Limit;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "limit-exceeded",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("超出读取上限", "the input passes a bound of the reader"),
    facts: &["what", "limit", "found"],
    says: Phrase::new("{what}:上限 {limit},实有 {found}", "{what}: the bound is {limit}, there are {found}"),
    help: Phrase::new("请拆分数据,或调高读取上限", "split the data, or raise the bound"),
};

pub(crate) fn check(limit: Limit, omitted: u64, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (what, bound) = match limit {
        Limit::ListItems => (Phrase::new("列表项过多", "too many items in a list"), probe.limits.list_items),
        Limit::Depth => (Phrase::new("嵌套过深", "nested too deep"), probe.limits.depth),
        Limit::Keys => (Phrase::new("多余的键过多", "too many stray keys"), probe.limits.findings),
        Limit::RecordBytes => (Phrase::new("记录过大(字节)", "too many bytes in a record"), probe.limits.record_bytes),
    };
    let bound = bound as u64;
    probe.findings.truncated = true;
    probe.violated(Breach::at(at, [Fact::Phrase(what), Fact::Count(bound), Fact::Count(bound + omitted.max(1))]));
}
