//! `duplicate-key`: within a list, every key names one item.
//!
//! **Demands** that no two sites, spaces or services of a center have the same key.
//! **Basis**: the data standard; other items refer to these keys.
//! *Met* once for every list whose keys differ; *violated* by every item whose key an earlier item has; items without a
//! well-formed key are left to other rules; *not applicable* where no item has a key.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::{Key, Phrase};

pub(crate) static CARD: Card = Card {
    id: "duplicate-key",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("键重复", "two items have the same key"),
    facts: &["key"],
    says: Phrase::new("键 {key} 已用于前面的一项", "the key `{key}` is taken by an earlier item"),
    help: Phrase::new("请给每一项不同的键", "give each item a key of its own"),
};

/// `keys` are the keys of one list, each with the place of its item.
pub(crate) fn check<'d>(keys: impl Iterator<Item = (usize, &'d Key)> + Clone, list: &Path<'_>, probe: &mut Probe<'_>) {
    if keys.clone().next().is_none() {
        return probe.not_applicable();
    }
    let found = for_each_repeat(keys, |key, first, again| {
        let (first, again) = (list.index(first), list.index(again));
        probe.violated(Breach::at(&again.key("key"), [Fact::text(key.as_str())]).related(&first.key("key")));
    });
    if !found {
        probe.met();
    }
}
