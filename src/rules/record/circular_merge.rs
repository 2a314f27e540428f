//! `circular-merge`: tasks do not take over each other in a circle.
//!
//! **Demands** that whoever follows a task to the one that took it over, and on from there, comes to an end.
//! **Basis**: the data standard.
//! *Met* once for a document whose merged tasks all come to an end, or to a task that the document does not hold; *violated* once
//! for every circle; *not applicable* where no task names one that took it over.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::DistrictDraft;
use crate::rule::{Breach, PLACES, Probe, STANDARD};
use crate::rules::merges::Merges;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "circular-merge",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("建设任务循环并入", "tasks are merged in a circle"),
    facts: &["count"],
    says: Phrase::new(
        "沿并入的任务走 {count} 步又回到本任务",
        "the task is merged into itself, in a circle of {count}",
    ),
    help: Phrase::new(
        "请更正 merged_into，使其指向实际承接的任务",
        "let `merged_into` name the task that is left in the end",
    ),
};

pub(crate) fn check(district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key("projects");
    if !district.projects.items().any(|(_, project)| project.merged_into.given().is_some()) {
        return probe.not_applicable();
    }
    let circles = Merges::of(district, |project| !project.merged_into.is_missing()).circles();
    if circles.is_empty() {
        return probe.met();
    }
    for circle in circles {
        let Some((first, others)) = circle.split_first() else { continue };
        let mut breach = Breach::at(&list.index(*first).key("merged_into"), [Fact::Count(circle.len() as u64)]);
        for other in others.iter().take(PLACES) {
            breach = breach.related(&list.index(*other).key("merged_into"));
        }
        probe.violated(breach);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(projects: &[(u8, Option<u8>)]) -> (Tally, Findings) {
        let id = |nth: u8| format!("9c0ec700-0000-4000-8000-{nth:012}");
        let tasks: Vec<String> = projects
            .iter()
            .map(|(nth, into)| match into {
                Some(into) => format!(r#"{{ "id": "{}", "merged_into": "{}" }}"#, id(*nth), id(*into)),
                None => format!(r#"{{ "id": "{}" }}"#, id(*nth)),
            })
            .collect();
        let district: DistrictDraft =
            serde_json::from_str(&format!(r#"{{ "projects": [{}] }}"#, tasks.join(","))).unwrap();
        judge(&CARD, |probe| check(&district, &Path::ROOT, probe))
    }

    #[test]
    fn merges_that_come_to_an_end_are_in_order_once() {
        for projects in [&[(1, Some(2)), (2, None)][..], &[(1, Some(9))], &[(1, Some(2)), (2, Some(3)), (3, None)]] {
            assert_eq!(look(projects).0, Tally { met: 1, ..Tally::default() });
        }
    }

    #[test]
    fn a_circle_is_told_at_its_first_task_with_the_others() {
        let (tally, findings) = look(&[(1, Some(3)), (2, Some(3)), (3, Some(1))]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/projects/0/merged_into");
        assert_eq!(violation.related(), ["/projects/2/merged_into".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "沿并入的任务走 2 步又回到本任务");
        assert_eq!(violation.message(Lang::En), "the task is merged into itself, in a circle of 2");
    }

    #[test]
    fn a_task_that_took_over_itself_goes_in_a_circle_of_one() {
        let (_, findings) = look(&[(1, Some(1))]);
        assert_eq!(findings.violations[0].message(Lang::Zh), "沿并入的任务走 1 步又回到本任务");
        assert_eq!(findings.violations[0].message(Lang::En), "the task is merged into itself, in a circle of 1");
    }

    #[test]
    fn without_a_merge_there_is_nothing_to_judge() {
        assert_eq!(look(&[(1, None)]).0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
