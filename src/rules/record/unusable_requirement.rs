//! `unusable-requirement`: a requirement asks for something, and each of its fields can be judged.
//!
//! **Demands** of a requirement that its age boundaries follow each other, that a choice names services by exactly one
//! scheme, that an advised area is not below the least one, that a reach states one distance, and that it asks for anything at
//! all: an empty list and a `false` ask for nothing.
//! **Basis**: the data standard: what cannot be judged cannot be asked.
//! *Met* once for every requirement; *violated* at each field that cannot be used, and at the requirement if it asks for
//! nothing; *undecided* where something malformed or missing leaves open what is asked; never *not applicable*.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{asks_nothing, asks_of, unread_of};
use crate::records::{RequirementDraft, RequirementField};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unusable-requirement",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("要求无法执行", "a requirement cannot be used"),
    facts: &["flaw"],
    says: Phrase::new("这项要求无法执行：{flaw}", "the requirement cannot be used: {flaw}"),
    help: Phrase::new("请补全或更正这项要求", "complete or correct the requirement"),
};

pub(crate) fn check(requirement: &RequirementDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    if let Some(flaw) = asks_nothing(requirement) {
        return probe.violated(Breach::at(at, [Fact::Phrase(flaw)]));
    }
    let asks = asks_of(requirement);
    let mut usable = true;
    for (field, ask) in &asks {
        if let Err(flaw) = ask {
            usable = false;
            probe.violated(Breach::at(&at.key(field.as_str()), [Fact::Phrase(flaw.clone())]));
        }
    }
    let unread = unread_of(requirement, &asks);
    if usable && unread.is_empty() {
        probe.met();
    } else if usable {
        let place = |field: &RequirementField| -> Pointer { at.key(field.as_str()).to_pointer() };
        probe.undecided(at, unread.iter().map(place).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(requirement: &str) -> (Tally, Findings) {
        let requirement: RequirementDraft = serde_json::from_str(requirement).unwrap();
        let list = Path::ROOT.key("requirements");
        judge(&CARD, |probe| check(&requirement, &list.index(0), probe))
    }

    #[test]
    fn a_requirement_with_fields_that_can_all_be_used_is_met_once() {
        for requirement in [
            r#"{ "functions": ["culture"] }"#,
            r#"{ "strength": "may", "report_office_share": true }"#,
            r#"{ "features": 1, "distinct_features": false, "groups": [] }"#,
            r#"{ "age_boundaries": { "middle_from": 18, "old_from": 60 } }"#,
            r#"{ "area": { "kind": "floor", "least": 600, "advised": 600 }, "resident_share": 60 }"#,
            r#"{ "k_plus_n": { "name": "4+N", "core": { "kinds": ["nursery"] }, "at_least": 0 } }"#,
        ] {
            assert_eq!(look(requirement).0, Tally { met: 1, ..Tally::default() }, "{requirement}");
        }
    }

    #[test]
    fn a_requirement_that_asks_for_nothing_is_told_as_a_whole() {
        for requirement in [
            "{}",
            r#"{ "strength": "must", "reason": "没有" }"#,
            r#"{ "functions": [] }"#,
            r#"{ "distinct_features": false }"#,
        ] {
            let (tally, findings) = look(requirement);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{requirement}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/requirements/0");
            assert_eq!(violation.message(Lang::Zh), "这项要求无法执行：没有提出要求");
            assert_eq!(violation.message(Lang::En), "the requirement cannot be used: it asks for nothing");
            assert!(findings.refused);
        }
    }

    #[test]
    fn what_cannot_be_judged_reads_as_a_chinese_sentence() {
        let (_, findings) = look(r#"{ "functions": 5 }"#);
        let told = findings.undecided[0].message(Lang::Zh);
        assert!(told.starts_with("不能断定有无“要求无法执行”，"), "{told}");
    }

    #[test]
    fn each_field_that_cannot_be_used_is_told_where_it_stands() {
        let point = r#""to": { "datum": "gcj-02", "latitude": 34.6, "longitude": 112.4 }"#;
        let reach = |rest: &str| format!(r#"{{ "reach": {{ {point} {rest} }} }}"#);
        for (requirement, field) in [
            (r#"{ "age_boundaries": { "middle_from": 60, "old_from": 60 } }"#.to_owned(), "age_boundaries"),
            (r#"{ "age_boundaries": { "middle_from": 0, "old_from": 60 } }"#.to_owned(), "age_boundaries"),
            (r#"{ "any_of": { "of": {}, "at_least": 1 } }"#.to_owned(), "any_of"),
            (r#"{ "any_of": { "of": { "kinds": [] }, "at_least": 1 } }"#.to_owned(), "any_of"),
            (
                r#"{ "any_of": { "of": { "kinds": ["clinic"], "functions": ["health"] }, "at_least": 1 } }"#.to_owned(),
                "any_of",
            ),
            (r#"{ "k_plus_n": { "name": "4+N", "core": {}, "at_least": 1 } }"#.to_owned(), "k_plus_n"),
            (r#"{ "area": { "kind": "floor", "least": 600, "advised": 599.99 } }"#.to_owned(), "area"),
            (reach(""), "reach"),
            (reach(r#", "meters": 300, "minutes": 5, "meters_per_minute": 60"#), "reach"),
            (reach(r#", "minutes": 5"#), "reach"),
        ] {
            let (tally, findings) = look(&requirement);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{requirement}");
            assert_eq!(findings.violations[0].path().as_str(), format!("/requirements/0/{field}"), "{requirement}");
        }
        let (tally, findings) = look(
            r#"{ "features": 1, "age_boundaries": { "middle_from": 60, "old_from": 18 },
                 "area": { "kind": "floor", "least": 800, "advised": 600 } }"#,
        );
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        assert_eq!(findings.violations[1].message(Lang::Zh), "这项要求无法执行：建议面积小于最小面积");
    }

    #[test]
    fn what_is_malformed_leaves_open_what_is_asked() {
        for (requirement, because) in [
            (r#"{ "features": "many" }"#, "features"),
            (r#"{ "functions": ["cooking"] }"#, "functions"),
            (r#"{ "features": 1, "area": { "kind": "floor" } }"#, "area"),
            (r#"{ "any_of": { "of": { "kinds": 7 }, "at_least": 1 } }"#, "any_of"),
            (r#"{ "any_of": { "of": { "kinds": ["clinic"], "functions": 7 }, "at_least": 1 } }"#, "any_of"),
            (r#"{ "any_of": { "of": { "kinds": ["clinic", "cooking"] }, "at_least": 1 } }"#, "any_of"),
            (r#"{ "reach": { "meters": 300 } }"#, "reach"),
        ] {
            let (tally, findings) = look(requirement);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{requirement}");
            let [undecided] = findings.undecided.as_slice() else { panic!("{requirement}") };
            assert_eq!(undecided.path().as_str(), "/requirements/0");
            assert_eq!(undecided.because()[0].as_str(), format!("/requirements/0/{because}"), "{requirement}");
        }
    }

    #[test]
    fn a_malformed_field_excuses_no_other() {
        let (tally, findings) =
            look(r#"{ "features": "many", "area": { "kind": "floor", "least": 2, "advised": 1 } }"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/requirements/0/area");
    }
}
