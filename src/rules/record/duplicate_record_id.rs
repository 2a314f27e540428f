//! `duplicate-record-id`: every record of a list of the document has an id of its own.
//!
//! **Demands** that no two idle resources, no two tasks, no two culture sites and no two surveys have the same id, and no two
//! plans the same year. Centers and communities have rules of their own.
//! **Basis**: the data standard.
//! *Met* once for every list whose records differ; *violated* by every record whose id, or year, an earlier one of its list
//! has; *not applicable* to a list in which no record has a well-formed one. A list that is not there is not counted.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Probe, STANDARD};
use crate::rules::repeats::all_differ;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "duplicate-record-id",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("记录编号重复", "two records of a list have the same id"),
    facts: &["id"],
    says: Phrase::new("前面已有一条 {id} 的记录", "an earlier record is that of {id}"),
    help: Phrase::new(
        "请给每条记录不同的编号（计划为年份），或合并重复的记录",
        "give each record an id of its own, each plan its year, or join the two records",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    differ(&district.assets, |asset| &asset.id, (&at.key("assets"), "id"), probe);
    differ(&district.projects, |project| &project.id, (&at.key("projects"), "id"), probe);
    differ(&district.plans, |plan| &plan.year, (&at.key("plans"), "year"), probe);
    differ(&district.culture_sites, |site| &site.id, (&at.key("culture_sites"), "id"), probe);
    differ(&district.surveys, |survey| &survey.id, (&at.key("surveys"), "id"), probe);
}

fn differ<R, T: Ord + Copy + std::fmt::Display>(
    list: &Field<List<R>>,
    id: impl Fn(&R) -> &Field<T> + Clone,
    place: (&Path<'_>, &str),
    probe: &mut Probe<'_>,
) {
    if !list.is_missing() {
        let ids = list.items().filter_map(|(place, record)| Some((place, *id(record).given()?)));
        all_differ(ids, place, |id| Fact::Text(id.to_string().into()), probe);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const A: &str = r#"{ "id": "5a0c3f5e-0000-4000-8000-00000000000a" }"#;
    const B: &str = r#"{ "id": "5a0c3f5e-0000-4000-8000-00000000000b" }"#;

    fn look(lists: &str) -> (Tally, Findings) {
        let district: DistrictDraft = serde_json::from_str(&format!("{{ {lists} }}")).unwrap();
        judge(&CARD, |probe| check(&district, &Path::ROOT, probe))
    }

    #[test]
    fn each_list_whose_records_differ_is_in_order_once() {
        let lists = format!(r#""assets": [{A}, {B}], "projects": [{A}, {{}}], "plans": [{{ "year": 2023 }}]"#);
        assert_eq!(look(&lists).0, Tally { met: 3, ..Tally::default() });
    }

    #[test]
    fn the_same_id_in_two_lists_is_no_repeat() {
        let lists = format!(r#""culture_sites": [{A}], "surveys": [{A}]"#);
        assert_eq!(look(&lists).0, Tally { met: 2, ..Tally::default() });
    }

    #[test]
    fn a_later_record_with_the_id_of_an_earlier_one_points_at_it() {
        for list in ["assets", "projects", "culture_sites", "surveys"] {
            let (tally, findings) = look(&format!(r#""{list}": [{A}, {B}, {A}]"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{list}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), format!("/{list}/2/id"));
            assert_eq!(violation.related(), [format!("/{list}/0/id").parse().unwrap()]);
            assert!(violation.refuses_admission());
        }
    }

    #[test]
    fn a_year_has_one_plan() {
        let (tally, findings) = look(r#""plans": [{ "year": 2023 }, { "year": 2024 }, { "year": 2023 }]"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/plans/2/year");
        assert_eq!(violation.message(Lang::Zh), "前面已有一条 2023 的记录");
        assert_eq!(violation.message(Lang::En), "an earlier record is that of 2023");
    }

    #[test]
    fn a_list_without_well_formed_ids_is_not_judged_and_a_missing_one_not_counted() {
        assert_eq!(look(r#""assets": [{ "id": 5 }, 7]"#).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look("").0, Tally::default());
    }
}
