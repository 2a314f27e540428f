//! `unsupported-format`: the document is written in a version of the data standard that is known.
//!
//! **Demands** that `format` is not newer than this version of the crate knows. A newer document is not judged further:
//! one clear sentence instead of a hundred unknown fields.
//! **Basis**: the data standard.
//! *Met* by a known version; *violated* by a newer one; *undecided* where it is missing or malformed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{FormatVersion, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unsupported-format",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("数据标准版本过新", "the format is newer than is known"),
    facts: &["format", "known"],
    says: Phrase::new(
        "文件采用数据标准第 {format} 版,本程序只认识到第 {known} 版,其余内容未检查",
        "the document is written in format {format}, this program knows up to {known}; nothing else was checked",
    ),
    help: Phrase::new("请升级本程序", "use a newer version of this program"),
};

/// Tells whether the document can be judged.
pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let place = at.key("format");
    match district.format.given() {
        None => {
            probe.undecided(&place, vec![place.to_pointer()]);
            true
        }
        Some(format) if format.is_known() => {
            probe.met();
            true
        }
        Some(format) => {
            let facts = [format, &FormatVersion::CURRENT].map(|version| Fact::Count(u64::from(version.number())));
            probe.violated(Breach::at(&place, facts));
            false
        }
    }
}
