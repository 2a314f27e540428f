//! `suspicious-text`: a name is a name.
//!
//! **Demands** that a name does not look like a placeholder (暂无, 待定, test, N/A), like text that was decoded wrongly
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
    help: Phrase::new("请填写真实名称,不知道时留空", "give the real name, or leave the field out"),
};

/// The longest placeholder, in bytes; longer names are not compared with them.
const LONGEST_PLACEHOLDER: usize = 12;

fn is_placeholder(name: &str) -> bool {
    name.len() <= LONGEST_PLACEHOLDER
        && (matches!(
            name,
            "无" | "暂无" | "没有" | "待定" | "待补" | "待补充" | "未知" | "不详" | "测试" | "空" | "名称" | "同上"
        ) || ["test", "null", "none", "nil", "n/a", "na", "tbd", "todo", "unknown", "undefined", "nan", "name"]
            .iter()
            .any(|placeholder| name.eq_ignore_ascii_case(placeholder))
            || !name.chars().any(char::is_alphanumeric))
}

fn reason(name: &str) -> Option<Phrase> {
    if is_placeholder(name) {
        Some(Phrase::new("像是占位文字", "looks like a placeholder"))
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
