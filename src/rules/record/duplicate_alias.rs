//! `duplicate-alias`: an alias is another name.
//!
//! **Demands** that no alias equals the name or an earlier alias of the same record.
//! **Basis**: the data standard.
//! *Met* once for every list of aliases that differ; *violated* by each that repeats; *not applicable* where there are
//! none.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::{Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "duplicate-alias",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("别名重复", "an alias repeats a name"),
    facts: &["alias"],
    says: Phrase::new("别名“{alias}”与名称或前面的别名相同", "the alias “{alias}” is the name or an earlier alias"),
    help: Phrase::new("请删去重复的别名", "remove the repeated alias"),
};

pub(crate) fn check(name: &Field<Name>, aliases: &Field<List<Name>>, record: &Path<'_>, probe: &mut Probe<'_>) {
    if aliases.items().next().is_none() {
        return probe.not_applicable();
    }
    let list = record.key("aliases");
    let mut clean = true;
    if let Some(name) = name.given() {
        for (place, alias) in aliases.items().filter(|(_, alias)| *alias == name) {
            clean = false;
            probe.violated(Breach::at(&list.index(place), [Fact::text(alias.as_str())]).related(&record.key("name")));
        }
    }
    let others = aliases.items().filter(|(_, alias)| name.given() != Some(*alias));
    let repeated = for_each_repeat(others, |alias: &Name, first, again| {
        probe.violated(Breach::at(&list.index(again), [Fact::text(alias.as_str())]).related(&list.index(first)));
    });
    if clean && !repeated {
        probe.met();
    }
}
