use std::collections::BTreeMap;

use super::join::Join;
use crate::records::{DistrictDraft, DistrictField, ProjectDraft};
use crate::rules::merges::Merges;
use crate::vocab::{Answer, Count, ProjectState, Year};

/// How far the plans of one year have come: how many tasks were planned, and what became of those that are listed.
///
/// A task is delivered once it is completed or in use. One that was merged is delivered with the one that took it over, if the same
/// document lists that; one that was canceled is not delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFigures {
    pub(super) plans: u64,
    pub(super) target: u64,
    pub(super) without_target: u64,
    pub(super) unlisted: u64,
    pub(super) delivered: u64,
    pub(super) open: u64,
    pub(super) projects: BTreeMap<Option<ProjectState>, u64>,
}

impl PlanFigures {
    /// How many plans there are for the year, one a document.
    #[must_use]
    pub fn plans(&self) -> u64 {
        self.plans
    }

    /// How many tasks they have together, as far as they say.
    #[must_use]
    pub fn target(&self) -> u64 {
        self.target
    }

    /// How many of them do not say how many tasks they have.
    #[must_use]
    pub fn without_target(&self) -> u64 {
        self.without_target
    }

    /// How many of them come without a list of tasks that claims to be complete.
    #[must_use]
    pub fn unlisted(&self) -> u64 {
        self.unlisted
    }

    /// How many of the tasks that are listed are delivered.
    #[must_use]
    pub fn delivered(&self) -> u64 {
        self.delivered
    }

    /// Of how many of them nobody can say whether they are delivered.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.open
    }

    /// The tasks that are listed, by the state that each is in; `None` where the record does not tell.
    pub fn projects_by(&self) -> impl Iterator<Item = (Option<ProjectState>, u64)> {
        self.projects.iter().map(|(state, count)| (*state, *count))
    }

    /// How many tasks are listed.
    #[must_use]
    pub fn projects(&self) -> u64 {
        self.projects.values().copied().fold(0, u64::saturating_add)
    }

    pub(super) fn add_projects(&mut self, state: Option<ProjectState>, more: u64) {
        if more > 0 {
            let count = self.projects.entry(state).or_default();
            *count = count.saturating_add(more);
        }
    }

    /// Whether as many tasks are delivered as were planned, where tasks that name no year may be of this one.
    pub(super) fn is_met(&self, of_no_year: &Self) -> Answer {
        let may_be =
            [self.open, of_no_year.delivered, of_no_year.open].into_iter().fold(self.delivered, u64::saturating_add);
        let is_known = self.plans > 0 && self.without_target == 0;
        if is_known && self.delivered >= self.target {
            Answer::Yes
        } else if is_known && self.unlisted == 0 && may_be < self.target {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }
}

impl Join for PlanFigures {
    fn join(&mut self, other: Self) {
        self.plans = self.plans.saturating_add(other.plans);
        self.target = self.target.saturating_add(other.target);
        self.without_target = self.without_target.saturating_add(other.without_target);
        self.unlisted = self.unlisted.saturating_add(other.unlisted);
        self.delivered = self.delivered.saturating_add(other.delivered);
        self.open = self.open.saturating_add(other.open);
        for (state, count) in other.projects {
            self.add_projects(state, count);
        }
    }
}

/// The figures of every year; there are no more than there are years of four digits. Under no year stands what names none.
pub(super) type Plans = BTreeMap<Option<Year>, PlanFigures>;

/// What the plans and tasks of a document come to.
pub(super) fn of_district(district: &DistrictDraft) -> Plans {
    let mut plans = Plans::new();
    let tasks = district.projects.given();
    let is_listed = district.claims_all(DistrictField::projects)
        && tasks.is_some_and(|list| list.omitted == 0 && list.given().count() == list.items.len());
    for (_, plan) in district.plans.items() {
        let target = plan.target.given().copied();
        plans.entry(plan.year.given().copied()).or_default().join(PlanFigures {
            plans: 1,
            target: target.map_or(0, Count::get).into(),
            without_target: u64::from(target.is_none()),
            unlisted: u64::from(!is_listed),
            ..PlanFigures::default()
        });
    }
    let is_merged = |project: &ProjectDraft| project.state.given() == Some(&ProjectState::Merged);
    let ends = Merges::of(district, is_merged).ends();
    let tasks = tasks.map_or(&[][..], |list| &list.items);
    for (task, end) in tasks.iter().zip(ends) {
        let Some(project) = task.given() else { continue };
        let figures = plans.entry(project.plan_year.given().copied()).or_default();
        figures.add_projects(project.state.given().copied(), 1);
        let end = end.and_then(|end| tasks.get(end)?.given());
        match end.and_then(|end| end.state.given()?.is_delivered()) {
            Some(true) => figures.delivered += 1,
            None => figures.open += 1,
            Some(false) => {}
        }
    }
    plans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(nth: u32) -> String {
        format!("5a0c3f5e-0000-4000-8000-{nth:012x}")
    }

    /// A task of 2023 with the last digits of its id, its state, and the one that took it over.
    fn task(nth: u32, state: &str, into: Option<u32>) -> String {
        let into = into.map(|into| format!(r#", "merged_into": "{}""#, id(into))).unwrap_or_default();
        format!(r#"{{ "id": "{}", "plan_year": 2023, "state": "{state}"{into} }}"#, id(nth))
    }

    fn plans(plans: &str, tasks: &[String], rest: &str) -> Plans {
        let text = format!(r#"{{ "plans": [{plans}], "projects": [{}]{rest} }}"#, tasks.join(","));
        of_district(&serde_json::from_str(&text).unwrap())
    }

    fn is_met(of: &Plans) -> Answer {
        let year = of.get(&Year::new(2023)).unwrap();
        year.is_met(of.get(&None).unwrap_or(&PlanFigures::default()))
    }

    const THREE: &str = r#"{ "year": 2023, "target": 3 }"#;

    #[test]
    fn what_is_completed_or_in_use_is_delivered_and_what_is_canceled_is_not() {
        let tasks = |third: &str| [task(1, "in-use", None), task(2, "completed", None), task(3, third, None)].to_vec();
        for (third, answer) in [
            ("in-use", Answer::Yes),
            ("planned", Answer::No),
            ("under-construction", Answer::No),
            ("suspended", Answer::No),
            ("canceled", Answer::No),
            ("in use", Answer::CannotSay),
        ] {
            assert_eq!(is_met(&plans(THREE, &tasks(third), "")), answer, "{third}");
        }
    }

    #[test]
    fn a_merged_task_is_delivered_with_the_one_that_took_it_over() {
        let tasks = |last: &str| [task(1, "merged", Some(2)), task(2, "merged", Some(3)), task(3, last, None)].to_vec();
        assert_eq!(is_met(&plans(THREE, &tasks("in-use"), "")), Answer::Yes);
        assert_eq!(is_met(&plans(THREE, &tasks("canceled"), "")), Answer::No);
        // Nobody can say where these went.
        for into in [None, Some(9), Some(1), Some(2)] {
            let tasks = [task(1, "in-use", None), task(2, "merged", into), task(3, "merged", Some(2))];
            let expected = if into == Some(1) { Answer::Yes } else { Answer::CannotSay };
            assert_eq!(is_met(&plans(THREE, &tasks, "")), expected, "{into:?}");
        }
    }

    #[test]
    fn a_list_that_may_lack_tasks_never_shows_that_a_plan_fell_short() {
        let tasks = [task(1, "in-use", None)];
        assert_eq!(is_met(&plans(THREE, &tasks, r#", "partial": ["projects"]"#)), Answer::CannotSay);
        let enough = r#"{ "year": 2023, "target": 1 }"#;
        assert_eq!(is_met(&plans(enough, &tasks, r#", "partial": ["projects"]"#)), Answer::Yes);
        assert_eq!(is_met(&plans(r#"{ "year": 2023 }"#, &tasks, "")), Answer::CannotSay);
        let none: DistrictDraft = serde_json::from_str(&format!(r#"{{ "plans": [{THREE}] }}"#)).unwrap();
        assert_eq!(is_met(&of_district(&none)), Answer::CannotSay);
    }

    #[test]
    fn a_task_without_a_year_may_be_of_any() {
        let two = [task(1, "in-use", None), task(2, "in-use", None)];
        assert_eq!(is_met(&plans(THREE, &two, "")), Answer::No);
        let of_no_year = format!(r#"{{ "id": "{}", "state": "in-use" }}"#, id(3));
        assert_eq!(is_met(&plans(THREE, &[&two[..], &[of_no_year]].concat(), "")), Answer::CannotSay);
    }

    #[test]
    fn tasks_that_take_each_other_over_are_followed_to_the_end_and_not_in_circles() {
        let text: Vec<String> = (1..=2_000).map(|nth| task(nth, "merged", Some(nth + 1))).collect();
        let long = plans(THREE, &[&text[..], &[task(2_001, "completed", None)]].concat(), "");
        assert_eq!(long.get(&Year::new(2023)).unwrap().delivered(), 2_001);
        let circle = plans(THREE, &[&text[..], &[task(2_001, "merged", Some(1))]].concat(), "");
        assert_eq!(circle.get(&Year::new(2023)).unwrap().open(), 2_001);
    }
}
