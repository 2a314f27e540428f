//! `unsupported-format`: the document is written in a version of the data standard that is known.
//!
//! **Demands** that `format` is not newer than this version of the crate knows. A newer document is not judged further:
//! one clear sentence instead of a hundred unknown fields.
//! **Basis**: the data standard.
//! *Met* by a known version; *violated* by a newer one; *undecided* where it is missing or malformed.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
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
        "文件采用数据标准第 {format} 版，本程序只认识到第 {known} 版，其余内容未检查",
        "the document is written in format {format}, this program knows up to {known}; nothing else was checked",
    ),
    help: Phrase::new("请升级本程序", "use a newer version of this program"),
};

/// Tells whether the document can be judged.
pub(crate) fn check(format: &Field<FormatVersion>, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let place = at.key("format");
    match format.given() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::DistrictDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    /// Whether the document can be judged, beside what the rule tells.
    fn look(district: &str) -> (bool, Tally, Findings) {
        let district: DistrictDraft = serde_json::from_str(district).unwrap();
        let mut judged = None;
        let (tally, findings) = judge(&CARD, |probe| judged = Some(check(&district.format, &Path::ROOT, probe)));
        (judged.unwrap(), tally, findings)
    }

    #[test]
    fn the_known_version_is_in_order() {
        let (judged, tally, _) = look(r#"{ "format": 1 }"#);
        assert!(judged);
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_newer_version_is_one_clear_sentence_and_nothing_else_is_judged() {
        let (judged, tally, findings) = look(r#"{ "format": 2 }"#);
        assert!(!judged);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/format");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "文件采用数据标准第 2 版，本程序只认识到第 1 版，其余内容未检查");
        assert_eq!(
            violation.message(Lang::En),
            "the document is written in format 2, this program knows up to 1; nothing else was checked"
        );
        assert_eq!(violation.help(Lang::Zh), "请升级本程序");
        assert_eq!(violation.help(Lang::En), "use a newer version of this program");
    }

    #[test]
    fn a_document_that_does_not_say_its_version_is_judged_all_the_same() {
        for district in ["{}", r#"{ "format": "1" }"#, r#"{ "format": 0 }"#] {
            let (judged, tally, findings) = look(district);
            assert!(judged, "{district}");
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{district}");
            assert_eq!(findings.undecided[0].path().as_str(), "/format");
            assert_eq!(findings.undecided[0].because(), ["/format".parse().unwrap()]);
        }
    }
}
