//! `malformed-value`: every value is what its field says.
//!
//! **Demands** that a value is of the type and form that the data standard gives its field.
//! **Basis**: the data standard.
//! *Met* once for every field that is given; *violated* by a value of another type, a word outside its vocabulary, a
//! date that is not in the calendar, a text with invisible characters; never *undecided*; *not applicable* never: a
//! field that is missing is not counted.

use crate::field::Malformed;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "malformed-value",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("值不合要求", "a value is not what its field says"),
    facts: &["found", "expected", "flaw"],
    says: Phrase::new("{found}不是{expected}：{flaw}", "{found} is not {expected}: {flaw}"),
    help: Phrase::new("请按要求更正该值", "correct the value"),
};

pub(crate) fn check(fault: &Malformed, at: &Path<'_>, probe: &mut Probe<'_>) {
    probe.violated(Breach::at(
        at,
        [Fact::Found(fault.found.clone()), Fact::Phrase(fault.expected.clone()), Fact::Flaw(fault.flaw.clone())],
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;
    use crate::finding::{Tally, Violation};
    use crate::records::{CenterDraft, ServiceDraft};
    use crate::rule::judge;
    use crate::vocab::Lang;

    fn look<T>(field: &Field<T>, at: &Path<'_>) -> Violation {
        let Field::Malformed(fault) = field else { panic!("the value was read") };
        let (tally, mut findings) = judge(&CARD, |probe| check(fault, at, probe));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        findings.violations.remove(0)
    }

    #[test]
    fn a_value_is_quoted_beside_what_is_expected_and_what_is_wrong_with_it() {
        let text = r#"{ "name": "翰林\u202E苑", "tier": 5, "status": "opne", "opened": "2999-13-45" }"#;
        let center: CenterDraft = serde_json::from_str(text).unwrap();
        for (violation, zh, en) in [
            (
                look(&center.name, &Path::ROOT.key("name")),
                r"“翰林\u{202E}苑”不是名称：第 3 个字符是不可见、控制或损坏的字符 U+202E",
                r"`翰林\u{202E}苑` is not a name: character 3 is U+202E, which is invisible, a control or a sign of lost data",
            ),
            (
                look(&center.status, &Path::ROOT.key("status")),
                "“opne”不是中心状态（谋划、建设中、提升中、投用、暂停、关闭）：词表中没有这个词，是否想写“open”",
                "`opne` is not a state of a center (planned, under-construction, upgrading, open, suspended or closed): \
                 the vocabulary has no such word; did you mean `open`?",
            ),
            (
                look(&center.opened, &Path::ROOT.key("opened")),
                "“2999-13-45”不是日期（年、年月、旬或日，如 2023-05-mid）：没有这个时间",
                "`2999-13-45` is not a year, a month, a third of a month or a day (such as 2023-05-mid): there is no such time",
            ),
        ] {
            assert!(violation.refuses_admission());
            assert_eq!(violation.message(Lang::Zh), zh);
            assert_eq!(violation.message(Lang::En), en);
        }
        let tier = look(&center.tier, &Path::ROOT.key("tier"));
        assert!(tier.message(Lang::En).starts_with("5 is not "));
        assert!(tier.message(Lang::En).ends_with(": it is of another type"));
    }

    #[test]
    fn a_violation_stands_at_the_value_and_says_what_to_do() {
        let service: ServiceDraft = serde_json::from_str(r#"{ "capacity": { "people": 30 }, "key": true }"#).unwrap();
        let place = Path::ROOT.key("services");
        let violation = look(&service.key, &place.index(3).key("key"));
        assert_eq!(violation.path().as_str(), "/services/3/key");
        assert_eq!(violation.related(), []);
        assert!(violation.message(Lang::En).starts_with("true is not "));
        let capacity = look(&service.capacity, &place.index(3).key("capacity"));
        assert!(capacity.message(Lang::Zh).starts_with("一个对象不是"));
        let status: CenterDraft = serde_json::from_str(r#"{ "status": "opne" }"#).unwrap();
        let status = look(&status.status, &Path::ROOT.key("status"));
        assert_eq!(status.help(Lang::Zh), "请按要求更正该值");
        assert_eq!(status.help(Lang::En), "correct the value");
    }
}
