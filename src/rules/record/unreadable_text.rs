//! `unreadable-text`: the input is JSON text.
//!
//! **Demands** that a document, or a line of a stream, is JSON in UTF-8.
//! **Basis**: RFC 8259.
//! *Met* once for every text that could be read; *violated* by one that is broken, at the first place where it is; never
//! *undecided* or *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unreadable-text",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: Citation::new("RFC 8259", Confidence::Official),
    title: Phrase::new("不是合法的 JSON 文本", "the input is not JSON text"),
    facts: &["reason", "position"],
    says: Phrase::new("无法读取：{reason}，位于{position}", "cannot be read: {reason}, at {position}"),
    help: Phrase::new("请在该处改正 JSON 文本", "mend the JSON text there"),
};

#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
pub(crate) fn check(reason: Phrase, position: Fact, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(&Path::ROOT, [Fact::Phrase(reason), position]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::judge;
    use crate::vocab::Lang;

    #[test]
    fn a_broken_text_is_an_error_of_the_whole_document_with_line_column_and_byte() {
        let reason = Phrase::new("缺少逗号", "a comma is missing");
        let position = Fact::Position { line: 3, column: 5, offset: 40 };
        let (tally, findings) = judge(&CARD, |probe| check(reason, position, probe));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "无法读取：缺少逗号，位于第 3 行第 5 个字符（字节 40）");
        assert_eq!(violation.message(Lang::En), "cannot be read: a comma is missing, at line 3, column 5 (byte 40)");
        assert_eq!(violation.help(Lang::Zh), "请在该处改正 JSON 文本");
        assert_eq!(violation.help(Lang::En), "mend the JSON text there");
    }
}
