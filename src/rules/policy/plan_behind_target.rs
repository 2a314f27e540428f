//! `plan-behind-target`: what a plan set out to do is done when its year is over.
//!
//! **Demands** that as many tasks of a year's plan were complete or in use at the end of that year as the plan has for its target,
//! as their histories date it. What is planned, being built or halted is not done; a task that was canceled is not either; one that
//! was merged is done with the one that took it over. A task that is listed twice counts once.
//! **Basis**: the report of 2023, which states a plan of 35 tasks.
//! *Met* by a plan with as many; *violated* by one with fewer; *undecided* where tasks that may not be listed, or of which the
//! year, the state, the day on which they were done or what took them over is not known, or that name one which took them over
//! without being merged, may make up for it, where the target is malformed, or without a date of the check in a document that does not say which time it describes; *not applicable* to a plan
//! without a target, and as long as its year is not over at the time that the document describes, or, where it does not say, on
//! the day of the check.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::LUOLONG_2023;
use crate::records::{DistrictField, PlanDraft};
use crate::rule::{Breach, PLACES, Probe};
use crate::rules::progress::{Progress, YearOver, is_over};
use crate::vocab::{Answer, Date, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "plan-behind-target",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("年度计划未完成", "a plan has fallen short of its target"),
    facts: &["year", "target", "delivered", "open"],
    says: Phrase::new(
        "{year}计划任务 {target} 个，年内完工或投用 {delivered} 个，不能断定 {open} 个",
        "tasks planned for {year}: {target}; complete or in use by the end of it: {delivered}; not known: {open}",
    ),
    help: Phrase::new(
        "谋划、在建、停工、取消和逾期完工的任务不计入；请补登已完成的任务及其日期，或更正目标",
        "tasks that are planned, being built, halted or canceled, or were done later, do not count: record those that were done, and when, or correct the target",
    ),
};

pub(crate) fn check(
    plan: &PlanDraft,
    (progress, edition, date): (&Progress, &Field<PartialDate>, Option<Date>),
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
    match is_over(*year, edition, date) {
        YearOver::Yes => {}
        YearOver::NotYet => return probe.not_applicable(),
        YearOver::BadEdition => return probe.undecided(&target_at, vec![Path::ROOT.key("edition").to_pointer()]),
        YearOver::NoDate => return probe.undated(&target_at),
    }
    let Some(target) = plan.target.given().map(|target| u64::from(target.get())) else {
        return probe.undecided(&target_at, vec![target_at.to_pointer()]);
    };
    let list = Path::ROOT.key(DistrictField::projects.as_str());
    let of_year = progress.of_year(Some(*year));
    match progress.reaches(*year, target) {
        Answer::Yes => probe.met(),
        Answer::CannotSay => {
            let tasks = of_year.iter().filter(|task| task.done == Answer::CannotSay);
            let tasks = tasks.chain(progress.of_year(None).iter().filter(|task| task.done != Answer::No));
            let open = tasks.take(PLACES).map(|task| list.index(task.place).to_pointer());
            probe.undecided(&target_at, progress.unlisted().iter().cloned().chain(open).collect());
        }
        Answer::No => {
            let (tasks, anytime) = (progress.delivery(Some(*year)), progress.delivery(None));
            let open = tasks.open + anytime.delivered + anytime.open;
            let facts = [Fact::Year(*year), Fact::Count(target), Fact::Count(tasks.delivered), Fact::Count(open)];
            let mut breach = Breach::at(&target_at, facts);
            for task in of_year.iter().filter(|task| task.done != Answer::Yes).take(PLACES) {
                breach = breach.related(&list.index(task.place));
            }
            probe.violated(breach);
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
        let history = format!(r#""history": [{{ "state": "{state}", "on": "2023-08" }}]"#);
        format!(r#"{{ "id": "9c0ec700-0000-4000-8000-{nth:012}", "plan_year": 2023, {history}, "state": "{state}" }}"#)
    }

    fn merged(nth: u8, into: u8) -> String {
        let into = format!(r#", "merged_into": "9c0ec700-0000-4000-8000-{into:012}" }}"#);
        task(nth, "merged").replace(r#""merged" }"#, &format!(r#""merged"{into}"#))
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
        assert_eq!(violation.message(Lang::Zh), "2023年计划任务 2 个，年内完工或投用 1 个，不能断定 0 个");
        let english = "tasks planned for 2023: 2; complete or in use by the end of it: 1; not known: 0";
        assert_eq!(violation.message(Lang::En), english);
    }

    #[test]
    fn a_merged_task_is_done_with_the_one_that_took_it_over() {
        assert_eq!(look(&[merged(1, 2), task(2, "in-use")]).0, Tally { met: 1, ..Tally::default() });
        assert_eq!(look(&[merged(1, 2), task(2, "planned")]).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&[task(1, "merged"), task(2, "in-use")]).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn what_was_done_later_is_not_done_in_time_and_what_has_no_date_may_be() {
        let late = task(1, "in-use").replace("2023-08", "2025");
        let (tally, findings) = look(&[late, task(2, "in-use")]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].related(), ["/projects/0".parse().unwrap()]);
        let undated = task(1, "in-use").replace(r#", "on": "2023-08""#, "");
        let (tally, findings) = look(&[undated, task(2, "in-use")]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/projects/0".parse().unwrap()]);
    }

    #[test]
    fn a_task_that_is_listed_twice_counts_once() {
        assert_eq!(look(&[task(1, "in-use"), task(1, "in-use")]).0, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn tasks_of_other_years_do_not_count_and_those_of_no_year_may() {
        let other = task(1, "in-use").replace(r#""plan_year": 2023"#, r#""plan_year": 2022"#);
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
