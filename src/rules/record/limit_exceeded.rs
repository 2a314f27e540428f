//! `limit-exceeded`: the input stays within the bounds of the reader.
//!
//! **Demands** that no list, no object and no nesting passes the [`Limits`](crate::Limits) that the reader was given.
//! What lies beyond was counted and not kept, so that the record cannot be admitted.
//! **Basis**: the caller's limits.
//! *Met* by every other input, which is not counted; *violated* where a bound was passed; never *undecided* or
//! *not applicable*.

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
    says: Phrase::new("{what}：上限为{limit}，实际为{found}", "{what}: the bound is {limit}, found: {found}"),
    help: Phrase::new("请拆分数据，或调高读取上限", "split the data, or raise the bound"),
};

pub(crate) fn check(limit: Limit, omitted: u64, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (what, bound) = match limit {
        Limit::ListItems { kept } => (Phrase::new("列表项过多", "too many items in a list"), kept),
        Limit::Depth => (Phrase::new("嵌套层数过多", "too many levels of nesting"), probe.limits.depth as u64),
        Limit::Keys => (Phrase::new("多余的键过多", "too many stray keys"), probe.limits.findings as u64),
        Limit::RecordBytes => {
            (Phrase::new("记录过大（字节）", "too many bytes in a record"), probe.limits.record_bytes as u64)
        }
    };
    probe.findings.truncated = true;
    let found = match limit {
        // What lies deeper is not looked at.
        Limit::Depth => Fact::Phrase(Phrase::new("更多", "more")),
        _ => Fact::Count(bound + omitted.max(1)),
    };
    probe.violated(Breach::at(at, [Fact::Phrase(what), Fact::Count(bound), found]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::judge;
    use crate::vocab::Lang;

    #[test]
    fn every_bound_is_told_with_its_number_and_what_was_found() {
        for (limit, omitted, zh, en) in [
            (
                Limit::ListItems { kept: 10_000 },
                5,
                "列表项过多：上限为10000，实际为10005",
                "too many items in a list: the bound is 10000, found: 10005",
            ),
            (
                Limit::Keys,
                1,
                "多余的键过多：上限为1000，实际为1001",
                "too many stray keys: the bound is 1000, found: 1001",
            ),
            (
                Limit::RecordBytes,
                36,
                "记录过大（字节）：上限为16777216，实际为16777252",
                "too many bytes in a record: the bound is 16777216, found: 16777252",
            ),
        ] {
            let at = Path::ROOT.key("services");
            let (tally, findings) = judge(&CARD, |probe| check(limit, omitted, &at, probe));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
            assert!(findings.truncated);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert!(violation.refuses_admission());
            assert_eq!(violation.message(Lang::Zh), zh);
            assert_eq!(violation.message(Lang::En), en);
            assert_eq!(violation.help(Lang::Zh), "请拆分数据，或调高读取上限");
            assert_eq!(violation.help(Lang::En), "split the data, or raise the bound");
        }
    }

    #[test]
    fn nesting_past_the_bound_is_told_where_the_object_is() {
        let (_, findings) = judge(&CARD, |probe| check(Limit::Depth, 0, &Path::ROOT, probe));
        assert_eq!(findings.violations[0].path().as_str(), "");
        assert_eq!(findings.violations[0].message(Lang::Zh), "嵌套层数过多：上限为32，实际为更多");
        assert_eq!(
            findings.violations[0].message(Lang::En),
            "too many levels of nesting: the bound is 32, found: more"
        );
        assert!(findings.truncated);
    }
}
