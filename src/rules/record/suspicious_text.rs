//! `suspicious-text`: a name is a name.
//!
//! **Demands** that a name does not look like a placeholder (暂无, 待定, test, N/A, ——), like text that was decoded wrongly
//! (锟斤拷), or like markup. It is a warning, since a rare name may really be such.
//! **Basis**: what data of this kind holds where somebody had to fill in something.
//! *Met* once for every name that looks like one; *violated* by the others; never *undecided*; malformed names are left
//! to `malformed-value`.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "suspicious-text",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("名称可疑", "a name looks wrong"),
    facts: &["name", "reason"],
    says: Phrase::new("“{name}”{reason}", "“{name}” {reason}"),
    help: Phrase::new("请填写真实名称，不知道时留空", "give the real name, or leave the field out"),
};

/// The longest placeholder, in bytes; longer names are not compared with them.
const LONGEST_PLACEHOLDER: usize = 9;

fn is_placeholder(name: &str) -> bool {
    // What most names begin with, asked first because the general question is dear.
    let plain = name.starts_with(|first| matches!(first, '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z' | '0'..='9'));
    if !plain && !name.chars().any(char::is_alphanumeric) {
        return true;
    }
    if name.len() > LONGEST_PLACEHOLDER {
        return false;
    }
    if name.is_ascii() {
        return matches!(
            name.to_ascii_lowercase().as_str(),
            "test" | "null" | "none" | "nil" | "n/a" | "na" | "tbd" | "todo" | "unknown" | "undefined" | "nan" | "name"
        );
    }
    matches!(
        name,
        "无" | "暂无" | "没有" | "待定" | "待补" | "待补充" | "未知" | "不详" | "测试" | "空" | "名称" | "同上"
    )
}

/// Whether the bytes of 锟斤, 烫烫 or a `<` may be there: one pass without a branch, which most names end with.
fn may_be_damaged(name: &str) -> bool {
    let bytes = name.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    bytes
        .iter()
        .zip(next)
        .fold(false, |found, pair| found | matches!(pair, (0x94, 0x9F) | (0x83, 0xAB)) | (*pair.0 == b'<'))
}

fn reason(name: &str) -> Option<Phrase> {
    if is_placeholder(name) {
        Some(Phrase::new("像是占位文字", "looks like a placeholder"))
    } else if !may_be_damaged(name) {
        None
    } else if name.contains("锟斤") || name.contains("烫烫烫") {
        Some(Phrase::new("像是编码错误留下的乱码", "looks like text that was decoded wrongly"))
    } else if name.contains('<') && name.contains('>') {
        Some(Phrase::new("像是网页标记", "looks like markup"))
    } else {
        None
    }
}

pub(crate) fn check(name: &Name, at: &Path<'_>, probe: &mut Probe<'_>) {
    match reason(name.as_str()) {
        None => probe.met(),
        Some(reason) => probe.violated(Breach::at(at, [Fact::text(name.as_str()), Fact::Phrase(reason)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(name: &str) -> (Tally, Findings) {
        judge(&CARD, |probe| check(&name.parse().unwrap(), &Path::ROOT.key("name"), probe))
    }

    #[test]
    fn names_that_only_resemble_something_suspicious_are_in_order() {
        for name in [
            "石油社区邻里中心",
            "无锡路社区",
            "测试技术研究院社区",
            "空港社区",
            "Testaccio",
            "7",
            "A<B",
            "B>A",
            "末尾<",
            "锟铻路社区",
            "烫面馆",
        ] {
            assert_eq!(look(name).0, Tally { met: 1, ..Tally::default() }, "{name}");
        }
    }

    #[test]
    fn each_kind_of_suspicion_has_its_reason() {
        for (names, zh, en) in [
            (
                &["暂无", "待定", "待补充", "test", "TEST", "N/A", "undefined", "-", "...", "——", "？？？"][..],
                "像是占位文字",
                "looks like a placeholder",
            ),
            (&["锟斤拷锟斤拷", "石油社区烫烫烫"], "像是编码错误留下的乱码", "looks like text that was decoded wrongly"),
            (&["<b>石油社区</b>", "石油<br>社区"], "像是网页标记", "looks like markup"),
        ] {
            for name in names {
                let (tally, findings) = look(name);
                assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{name}");
                assert_eq!(findings.violations[0].message(Lang::Zh), format!("“{name}”{zh}"));
                assert_eq!(findings.violations[0].message(Lang::En), format!("“{name}” {en}"));
            }
        }
    }

    #[test]
    fn a_suspicion_is_a_warning_at_the_name() {
        let (_, findings) = look(" 暂无 ");
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/name");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.severity(), Severity::Warning);
        assert!(!findings.refused);
        assert_eq!(violation.message(Lang::Zh), "“暂无”像是占位文字");
        assert_eq!(violation.message(Lang::En), "“暂无” looks like a placeholder");
        assert_eq!(violation.help(Lang::Zh), "请填写真实名称，不知道时留空");
        assert_eq!(violation.help(Lang::En), "give the real name, or leave the field out");
    }
}
