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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::CompoundDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(record: &str) -> (Tally, Findings) {
        let record: CompoundDraft = serde_json::from_str(record).unwrap();
        judge(&CARD, |probe| check(&record.name, &record.aliases, &Path::ROOT, probe))
    }

    #[test]
    fn aliases_that_differ_are_in_order_once_a_list() {
        for record in [
            r#"{ "name": "大学城社区邻里中心", "aliases": ["翰林苑邻里中心", "大学城邻里中心"] }"#,
            r#"{ "aliases": ["翰林苑邻里中心"] }"#,
            r#"{ "name": 5, "aliases": ["翰林苑邻里中心", 5, 5] }"#,
        ] {
            assert_eq!(look(record).0, Tally { met: 1, ..Tally::default() }, "{record}");
        }
    }

    #[test]
    fn every_repeat_points_at_what_it_repeats() {
        for (record, repeats) in [
            (r#"{ "name": "甲", "aliases": ["乙", "甲"] }"#, vec![("/aliases/1", "/name")]),
            (r#"{ "name": "甲", "aliases": [" 甲 ", "甲"] }"#, vec![("/aliases/0", "/name"), ("/aliases/1", "/name")]),
            (
                r#"{ "name": "甲", "aliases": ["乙", 5, "乙", "乙"] }"#,
                vec![("/aliases/2", "/aliases/0"), ("/aliases/3", "/aliases/0")],
            ),
            (
                r#"{ "name": "甲", "aliases": ["乙", "甲", "乙"] }"#,
                vec![("/aliases/1", "/name"), ("/aliases/2", "/aliases/0")],
            ),
            (r#"{ "aliases": ["乙", "乙"] }"#, vec![("/aliases/1", "/aliases/0")]),
        ] {
            let (tally, findings) = look(record);
            assert_eq!(tally, Tally { violated: repeats.len() as u64, ..Tally::default() }, "{record}");
            for (violation, (path, related)) in findings.violations.iter().zip(repeats) {
                assert_eq!(violation.path().as_str(), path, "{record}");
                assert_eq!(violation.related(), [related.parse().unwrap()], "{record}");
            }
        }
    }

    #[test]
    fn a_record_without_readable_aliases_is_not_judged() {
        for record in ["{}", r#"{ "name": "甲", "aliases": [] }"#, r#"{ "name": "甲", "aliases": [5] }"#] {
            assert_eq!(look(record).0, Tally { not_applicable: 1, ..Tally::default() }, "{record}");
        }
    }

    #[test]
    fn a_violation_quotes_the_alias() {
        let (_, findings) = look(r#"{ "name": "翰林苑", "aliases": ["翰林苑"] }"#);
        let violation = &findings.violations[0];
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "别名“翰林苑”与名称或前面的别名相同");
        assert_eq!(violation.message(Lang::En), "the alias “翰林苑” is the name or an earlier alias");
        assert_eq!(violation.help(Lang::Zh), "请删去重复的别名");
        assert_eq!(violation.help(Lang::En), "remove the repeated alias");
    }
}
