//! `duplicate-center-id`: every center of a document has an id of its own.
//!
//! **Demands** that no two centers have the same id.
//! **Basis**: the data standard.
//! *Met* once for a document whose centers differ; *violated* by every center whose id an earlier one has; *not
//! applicable* where no center has a well-formed id.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Probe, STANDARD};
use crate::rules::repeats::all_differ;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "duplicate-center-id",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("中心编号重复", "two centers have the same id"),
    facts: &["id"],
    says: Phrase::new("编号 {id} 已属于前面的一个中心", "the id {id} belongs to an earlier center"),
    help: Phrase::new(
        "请给每个中心不同的编号，或合并重复的记录",
        "give each center an id of its own, or join the two records",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let ids = district.centers.items().filter_map(|(place, center)| Some((place, *center.id.given()?)));
    all_differ(ids, (&at.key("centers"), "id"), |id| Fact::Text(id.to_string().into()), probe);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const A: &str = r#"{ "id": "5a0c3f5e-0000-4000-8000-00000000000a" }"#;
    /// The same id in the other case.
    const A_AGAIN: &str = r#"{ "id": "5A0C3F5E-0000-4000-8000-00000000000A" }"#;
    const B: &str = r#"{ "id": "5a0c3f5e-0000-4000-8000-00000000000b" }"#;
    const MALFORMED: &str = r#"{ "id": "5a0c3f5e" }"#;

    fn look(centers: &[&str]) -> (Tally, Findings) {
        let text = format!(r#"{{ "centers": [{}] }}"#, centers.join(","));
        let district: DistrictDraft = serde_json::from_str(&text).unwrap();
        judge(&CARD, |probe| check(&district, &Path::ROOT, probe))
    }

    #[test]
    fn a_document_whose_centers_differ_is_in_order_once() {
        for centers in [&[A][..], &[A, B], &[A, MALFORMED, MALFORMED, "{}", "{}", "5"]] {
            assert_eq!(look(centers).0, Tally { met: 1, ..Tally::default() }, "{centers:?}");
        }
    }

    #[test]
    fn every_center_with_an_earlier_id_points_at_the_first_that_has_it() {
        let (tally, findings) = look(&[A, MALFORMED, A_AGAIN, B, A]);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/centers/2/id", "/centers/4/id"]);
        for violation in &findings.violations {
            assert_eq!(violation.related(), ["/centers/0/id".parse().unwrap()]);
        }
    }

    #[test]
    fn without_a_readable_id_there_is_nothing_to_judge() {
        for centers in [&[][..], &["{}"], &[MALFORMED, MALFORMED]] {
            assert_eq!(look(centers).0, Tally { not_applicable: 1, ..Tally::default() }, "{centers:?}");
        }
    }

    #[test]
    fn a_violation_names_the_id_in_its_canonical_form() {
        let (_, findings) = look(&[A, A_AGAIN]);
        let violation = &findings.violations[0];
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "编号 5a0c3f5e-0000-4000-8000-00000000000a 已属于前面的一个中心");
        assert_eq!(
            violation.message(Lang::En),
            "the id 5a0c3f5e-0000-4000-8000-00000000000a belongs to an earlier center"
        );
        assert_eq!(violation.help(Lang::Zh), "请给每个中心不同的编号，或合并重复的记录");
        assert_eq!(violation.help(Lang::En), "give each center an id of its own, or join the two records");
    }
}
