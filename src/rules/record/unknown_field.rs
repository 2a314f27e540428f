//! `unknown-field`: every key is a field of its record.
//!
//! **Demands** that an object has no keys besides its fields. What such a key holds is not read.
//! **Basis**: the data standard.
//! *Met* once for every object without such a key; *violated* by a key that is no field, as a warning; as an error if it
//! looks like a misspelling of a required field that is missing, and everywhere in a policy, which without what the key
//! holds may ask for less, or of others, than it was written to; never *undecided* or *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::label_zh;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unknown-field",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("未知字段", "a key is no field of the record"),
    facts: &["key", "hint"],
    says: Phrase::new("没有 {key} 这个字段{hint}", "there is no field `{key}`{hint}"),
    help: Phrase::new("请更正或删去 {key}", "correct or remove `{key}`"),
};

/// Where a key stands that is no field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stray {
    /// The field that it looks like.
    pub(crate) nearest: Option<&'static str>,
    /// Whether that field is required and missing.
    pub(crate) required: bool,
    /// Whether it stands in a policy.
    pub(crate) in_policy: bool,
}

pub(crate) fn check(key: &str, stray: Stray, at: &Path<'_>, probe: &mut Probe<'_>) {
    let Stray { nearest, required, in_policy } = stray;
    let hint = nearest.map_or(Fact::Phrase(Phrase::new("", "")), |nearest| {
        let label = label_zh(nearest).map(|label| format!("“{label}”")).unwrap_or_default();
        Fact::Phrase(Phrase::from_texts(
            if required {
                format!("，是否想写必填项{label}（{nearest}）")
            } else {
                format!("，是否想写{label}（{nearest}）")
            },
            if required {
                format!("; did you mean `{nearest}`, which is required and missing?")
            } else {
                format!("; did you mean `{nearest}`?")
            },
        ))
    });
    let breach = Breach::at(at, [Fact::text(key), hint]);
    probe.violated(if required || in_policy { breach.severity(Severity::Error) } else { breach });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::judge;
    use crate::vocab::Lang;

    #[test]
    fn an_unknown_key_is_a_warning_and_an_error_where_it_hides_a_required_field() {
        for (key, nearest, required, severity, zh, en) in [
            ("mood", None, false, Severity::Warning, "没有 mood 这个字段", "there is no field `mood`"),
            (
                "sercives",
                Some("services"),
                false,
                Severity::Warning,
                "没有 sercives 这个字段，是否想写“服务”（services）",
                "there is no field `sercives`; did you mean `services`?",
            ),
            (
                "nmae",
                Some("name"),
                true,
                Severity::Error,
                "没有 nmae 这个字段，是否想写必填项“名称”（name）",
                "there is no field `nmae`; did you mean `name`, which is required and missing?",
            ),
        ] {
            let at = Path::ROOT.key(key);
            let (tally, findings) =
                judge(&CARD, |probe| check(key, Stray { nearest, required, in_policy: false }, &at, probe));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
            assert_eq!(findings.refused, required);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), format!("/{key}"));
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.message(Lang::Zh), zh);
            assert_eq!(violation.message(Lang::En), en);
            assert_eq!(violation.help(Lang::Zh), format!("请更正或删去 {key}"));
            assert_eq!(violation.help(Lang::En), format!("correct or remove `{key}`"));
        }
    }

    #[test]
    fn a_policy_with_an_unknown_key_is_refused() {
        let stray = Stray { nearest: Some("applies_to"), required: false, in_policy: true };
        let (_, findings) = judge(&CARD, |probe| check("aplies_to", stray, &Path::ROOT.key("aplies_to"), probe));
        assert!(findings.refused);
        assert_eq!(findings.violations[0].severity(), Severity::Error);
    }

    #[test]
    fn nothing_in_a_key_can_hide() {
        let key = "na\u{202E}me";
        let stray = Stray { nearest: None, required: false, in_policy: false };
        let (_, findings) = judge(&CARD, |probe| check(key, stray, &Path::ROOT.key(key), probe));
        assert_eq!(findings.violations[0].message(Lang::En), r"there is no field `na\u{202E}me`");
    }
}
