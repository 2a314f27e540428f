//! `service-item-code-part`: the parts of a government-service item's code are what they should be.
//!
//! **Demands** of a code `catalog-area-section-organization-task-version` twelve digits for the area, and three, one and
//! two for section, task and version; of its organization, and that of the short form `E-000004-001-organization`, that it
//! is a unified social credit code or an organization code whose check character holds. It is a warning: the layout is
//! what codes in use show, and some of them were given out with a part that is off.
//! **Basis**: 568 codes in use; the text of GB/T 39554.1-2020 was not at hand. GB 32100-2015 and GB 11714 for the check
//! characters.
//! *Violated* once for every part that is off; *undecided* where the code is malformed, or has a layout, a catalog or an
//! area that is not known, and no part is off; *met* where every part is in order; *not applicable* to an item without a
//! code.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::ServiceItemDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{Answer, Confidence, PartVerdict, Phrase};

pub(crate) static CARD: Card = Card {
    id: "service-item-code-part",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: Citation::new("568 service-item codes in use; GB 32100-2015; GB 11714", Confidence::Secondary),
    title: Phrase::new("事项编码的某一部分有误", "a part of a service item's code is off"),
    facts: &["code", "part", "flaw"],
    says: Phrase::new("{code} 的{part}有误：{flaw}", "the {part} in {code} is off: {flaw}"),
    help: Phrase::new(
        "请与政务服务网公布的编码核对；有的编码公布时就有误",
        "compare it with the published code; some codes were published with a part that is off",
    ),
};

pub(crate) fn check(item: &ServiceItemDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let place = at.key("code");
    let code = match item.code.given() {
        Some(code) => code,
        None if item.code.is_missing() => return probe.not_applicable(),
        None => return probe.undecided(&place, vec![place.to_pointer()]),
    };
    let Some(parts) = code.parts() else {
        return probe.undecided(&place, vec![place.to_pointer()]);
    };
    match parts.are_in_order() {
        Answer::Yes => probe.met(),
        Answer::CannotSay => probe.undecided(&place, vec![place.to_pointer()]),
        Answer::No => {
            for (part, verdict) in parts.verdicts() {
                if let PartVerdict::Off(flaw) = verdict {
                    let facts =
                        [Fact::ServiceItemCode(code.clone()), Fact::ServiceItemPart(part), Fact::ServiceItemFlaw(flaw)];
                    probe.violated(Breach::at(&place, facts));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(item: &str) -> (Tally, Findings) {
        let item: ServiceItemDraft = serde_json::from_str(item).unwrap();
        judge(&CARD, |probe| check(&item, &Path::ROOT.key("items").index(0), probe))
    }

    fn look_at(code: &str) -> (Tally, Findings) {
        look(&format!(r#"{{ "code": "{code}" }}"#))
    }

    #[test]
    fn a_code_whose_parts_are_in_order_is_in_order() {
        for code in [
            "511A0000800001-511602000000-000-115113016823646795-1-00",
            "511A07004003-511602000000-000-115113016823646795-1-00",
            "G-000004-001-511602000000-000-11511301008778490F-1-00",
            "1J-5100-00019-511602000000-000-11511301008778386B-1-00",
            "511A0081000003-511602000000-000-00877868-5-1-00",
            "512B0030200001-511602000000-000-083372204-1-00",
            "E-000004-001-11511301008778386B",
        ] {
            assert_eq!(look_at(code).0, Tally { met: 1, ..Tally::default() }, "{code}");
        }
    }

    #[test]
    fn a_part_that_is_off_is_a_warning_that_names_it() {
        let (tally, findings) = look_at("511A0020500002-511602000000-000-1151130000877869M-1-00");
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/items/0/code");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.severity(), Severity::Warning);
        assert!(!findings.refused);
        assert_eq!(
            violation.message(Lang::Zh),
            "511A0020500002-511602000000-000-1151130000877869M-1-00 的实施机构代码有误：\
             共 17 位，而统一社会信用代码为 18 位、组织机构代码为 9 位"
        );
        assert_eq!(
            violation.message(Lang::En),
            "the organization in 511A0020500002-511602000000-000-1151130000877869M-1-00 is off: \
             it has 17 characters, where a credit code has 18 and an organization code 9"
        );
        assert_eq!(violation.help(Lang::Zh), "请与政务服务网公布的编码核对；有的编码公布时就有误");
        assert_eq!(
            violation.help(Lang::En),
            "compare it with the published code; some codes were published with a part that is off"
        );
    }

    #[test]
    fn each_part_that_is_off_is_named() {
        let (tally, findings) = look_at("AB-51160200000-000-2222222222222-1-00");
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let messages: Vec<String> = findings.violations.iter().map(|found| found.message(Lang::Zh)).collect();
        assert_eq!(
            messages,
            [
                "AB-51160200000-000-2222222222222-1-00 的行政区划代码有误：应为 12 位数字",
                "AB-51160200000-000-2222222222222-1-00 的实施机构代码有误：同一字符重复，像是占位",
            ]
        );
    }

    #[test]
    fn a_code_that_no_known_layout_explains_is_left_open() {
        for code in [
            "511A0000800001",
            "511A000080000-511602000000-000-115113016823646795-1-00",
            "511A0000800001-000000000000-000-115113016823646795-1-00",
        ] {
            let (tally, findings) = look_at(code);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{code}");
            assert_eq!(findings.undecided[0].path().as_str(), "/items/0/code");
            assert_eq!(findings.undecided[0].because(), ["/items/0/code".parse().unwrap()]);
        }
    }

    #[test]
    fn a_malformed_code_has_no_parts_to_judge() {
        for code in ["事项编码", "511A 0000800001", "---"] {
            assert_eq!(look_at(code).0, Tally { undecided: 1, ..Tally::default() }, "{code}");
        }
    }

    #[test]
    fn an_item_without_a_code_is_not_judged() {
        for item in [r#"{ "name": "退休年审认证" }"#, r#"{ "code": null }"#] {
            assert_eq!(look(item).0, Tally { not_applicable: 1, ..Tally::default() }, "{item}");
        }
    }
}
