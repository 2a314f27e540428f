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
    says: Phrase::new("无法读取:{reason},位于{position}", "cannot be read: {reason}, at {position}"),
    help: Phrase::new("请在该处改正 JSON 文本", "mend the JSON text there"),
};

pub(crate) fn check(reason: Phrase, position: Fact, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(&Path::ROOT, [Fact::Phrase(reason), position]));
}
