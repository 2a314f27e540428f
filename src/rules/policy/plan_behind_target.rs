//! `plan-behind-target`: what a plan set out to do is done when its year is over.
//!
//! **Demands** that as many tasks of a year's plan are complete or in use as the plan has for its target. What is planned, being
//! built or halted is not done; a task that was canceled is not either; one that was merged is done with the one that took it over.
//! **Basis**: the report of 2023, which states a plan of 35 tasks.
//! *Met* by a plan with as many; *violated* by one with fewer; *undecided* where tasks that may not be listed, or of which the
//! year, the state or what took them over is not known, may make up for it, where the target is malformed, or without a date of
//! the check in a document that does not say which time it describes; *not applicable* to a plan without a target, and as long as
//! its year is not over at the time that the document describes, or, where it does not say, on the day of the check.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::LUOLONG_2023;
use crate::records::{DistrictDraft, DistrictField, PlanDraft, ProjectDraft};
use crate::rule::{Breach, PLACES, Probe};
use crate::rules::merges::Merges;
use crate::vocab::{Date, Phrase, ProjectState, Year};

pub(crate) static CARD: Card = Card {
    id: "plan-behind-target",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("年度计划未完成", "a plan has fallen short of its target"),
    facts: &["year", "target", "delivered"],
    says: Phrase::new(
        "{year}计划任务 {target} 个，已完工或投用 {delivered} 个",
        "the plan of {year} has {target} tasks; complete or in use: {delivered}",
    ),
    help: Phrase::new(
        "谋划、在建、停工和取消的任务不计入；请补登已完成的任务，或更正目标",
        "tasks that are planned, being built, halted or canceled do not count: record those that are done, or correct the target",
    ),
};

/// How the tasks of a document stand, by the years of their plans.
///
/// It is made once for a document, in time n log n; asking it about a plan costs a search and the tasks that are told.
#[derive(Debug)]
pub(crate) struct Progress {
    /// Sorted: the year of every task of a known one, whether it is done, and its place.
    tasks: Vec<(Year, Done, usize)>,
    /// The tasks of no known year that are done, or may be.
    anytime: Vec<usize>,
    /// What leaves open whether there are more tasks.
    unlisted: Vec<Pointer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    Yes,
    Perhaps,
    No,
}

impl Progress {
    pub(crate) fn of(district: &DistrictDraft) -> Self {
        let is_merged = |project: &ProjectDraft| project.state.given() == Some(&ProjectState::Merged);
        let ends = Merges::of(district, is_merged).ends();
        let items = district.projects.given().map_or(&[][..], |list| &list.items);
        let done = |place: usize| {
            let end = ends.get(place).copied().flatten().and_then(|end| items.get(end)?.given());
            match end.and_then(|project| project.state.given()?.is_delivered()) {
                Some(true) => Done::Yes,
                Some(false) => Done::No,
                None => Done::Perhaps,
            }
        };
        let mut progress = Self { tasks: Vec::new(), anytime: Vec::new(), unlisted: Vec::new() };
        let list = Path::ROOT.key(DistrictField::projects.as_str());
        for (place, item) in items.iter().enumerate() {
            match item.given().map(|project| (project.plan_year.given(), done(place))) {
                Some((Some(year), done)) => progress.tasks.push((*year, done, place)),
                Some((None, Done::No)) => {}
                Some((None, _)) | None => progress.anytime.push(place),
            }
        }
        progress.tasks.sort_unstable();
        if !district.claims_all(DistrictField::projects) {
            progress.unlisted.push(Path::ROOT.key(DistrictField::partial.as_str()).to_pointer());
        }
        if district.projects.given().is_none_or(|list| list.omitted > 0) {
            progress.unlisted.push(list.to_pointer());
        }
        progress
    }

    fn of_year(&self, year: Year) -> &[(Year, Done, usize)] {
        let begin = self.tasks.partition_point(|(known, ..)| *known < year);
        let end = self.tasks.partition_point(|(known, ..)| *known <= year);
        self.tasks.get(begin..end).unwrap_or_default()
    }
}

pub(crate) fn check(
    plan: &PlanDraft,
    (progress, edition, date): (&Progress, &Field<crate::vocab::PartialDate>, Option<Date>),
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let target_at = at.key("target");
    if plan.target.is_missing() {
        return probe.not_applicable();
    }
    let Some(year) = plan.year.given() else {
        return probe.undecided(&target_at, vec![at.key("year").to_pointer()]);
    };
    // What the document describes is known of no later time.
    let seen_in = match edition {
        Field::Given(edition) => edition.year(),
        Field::Malformed(_) => return probe.undecided(&target_at, vec![Path::ROOT.key("edition").to_pointer()]),
        Field::Missing => match date {
            Some(date) => date.year(),
            None => return probe.undated(&target_at),
        },
    };
    if seen_in <= year.get() {
        return probe.not_applicable();
    }
    let Some(target) = plan.target.given().map(|target| target.get() as usize) else {
        return probe.undecided(&target_at, vec![target_at.to_pointer()]);
    };
    let tasks = progress.of_year(*year);
    let perhaps = tasks.partition_point(|(_, done, _)| *done < Done::Perhaps);
    let not = tasks.partition_point(|(_, done, _)| *done < Done::No);
    if perhaps >= target {
        return probe.met();
    }
    let list = Path::ROOT.key(DistrictField::projects.as_str());
    if !progress.unlisted.is_empty() || not + progress.anytime.len() >= target {
        let of_year = tasks.iter().skip(perhaps).take(not - perhaps).map(|(.., place)| *place);
        let open = of_year.chain(progress.anytime.iter().copied()).take(PLACES);
        let open = open.map(|place| list.index(place).to_pointer());
        return probe.undecided(&target_at, progress.unlisted.iter().cloned().chain(open).collect());
    }
    let facts = [Fact::Year(*year), Fact::Count(target as u64), Fact::Count(perhaps as u64)];
    let mut breach = Breach::at(&target_at, facts);
    for (.., place) in tasks.iter().skip(perhaps).take(PLACES) {
        breach = breach.related(&list.index(*place));
    }
    probe.violated(breach);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    /// A plan of two tasks for 2023, and the tasks.
    fn look_at(rest: &str, projects: &str, date: Option<&str>) -> (Tally, Findings) {
        let text = format!(r#"{{ "plans": [{{ "year": 2023, "target": 2 }}], "projects": [{projects}]{rest} }}"#);
        let district: DistrictDraft = serde_json::from_str(&text).unwrap();
        let (_, plan) = district.plans.items().next().unwrap();
        let plans = Path::ROOT.key("plans");
        let date = date.map(|date| date.parse().unwrap());
        let asked = (&Progress::of(&district), &district.edition, date);
        judge(&CARD, |probe| check(plan, asked, &plans.index(0), probe))
    }

    fn look(projects: &[String]) -> (Tally, Findings) {
        look_at("", &projects.join(","), Some("2024-01-01"))
    }

    fn task(nth: u8, state: &str) -> String {
        format!(r#"{{ "id": "9c0ec700-0000-4000-8000-{nth:012}", "plan_year": 2023, "state": "{state}" }}"#)
    }

    fn merged(nth: u8, into: u8) -> String {
        let into = format!(r#", "merged_into": "9c0ec700-0000-4000-8000-{into:012}" }}"#);
        task(nth, "merged").replace(" }", &into)
    }

    #[test]
    fn what_is_complete_or_in_use_is_done() {
        assert_eq!(look(&[task(1, "completed"), task(2, "in-use")]).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn what_is_only_planned_being_built_halted_or_canceled_is_not() {
        for state in ["planned", "under-construction", "suspended", "canceled"] {
            let (tally, findings) = look(&[task(1, state), task(2, "in-use")]);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{state}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/plans/0/target");
            assert_eq!(violation.related(), ["/projects/0".parse().unwrap()]);
            assert!(!violation.refuses_admission());
        }
        let (_, findings) = look(&[task(1, "planned"), task(2, "in-use")]);
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "2023年计划任务 2 个，已完工或投用 1 个");
        let english = "the plan of 2023 has 2 tasks; complete or in use: 1";
        assert_eq!(violation.message(Lang::En), english);
    }

    #[test]
    fn a_merged_task_is_done_with_the_one_that_took_it_over() {
        assert_eq!(look(&[merged(1, 2), task(2, "in-use")]).0, Tally { met: 1, ..Tally::default() });
        assert_eq!(look(&[merged(1, 2), task(2, "planned")]).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&[task(1, "merged"), task(2, "in-use")]).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn tasks_of_other_years_do_not_count_and_those_of_no_year_may() {
        let other = task(1, "in-use").replace("2023", "2022");
        assert_eq!(look(&[other, task(2, "in-use")]).0, Tally { violated: 1, ..Tally::default() });
        let (tally, findings) = look(&[r#"{ "state": "in-use" }"#.to_owned(), task(2, "in-use")]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/projects/0".parse().unwrap()]);
        assert_eq!(look(&[r#"{ "state": "planned" }"#.to_owned()]).0, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn tasks_that_are_not_listed_leave_it_open() {
        let partial = r#", "partial": ["projects"]"#;
        let (tally, findings) = look_at(partial, &task(1, "planned"), Some("2024-01-01"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/partial".parse().unwrap()]);
        assert_eq!(look(&["5".to_owned(), task(2, "in-use")]).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn nothing_is_said_before_the_year_is_over() {
        let not_yet = Tally { not_applicable: 1, ..Tally::default() };
        assert_eq!(look_at("", "", Some("2023-12-31")).0, not_yet);
        // The document tells how things stood in August.
        assert_eq!(look_at(r#", "edition": "2023-08""#, "", Some("2026-01-01")).0, not_yet);
        assert_eq!(look_at(r#", "edition": "2024-01""#, "", None).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look_at("", "", None).0, Tally { undecided: 1, ..Tally::default() });
    }
}
