use std::collections::BTreeMap;

use super::join::Join;
use crate::field::Field;
use crate::records::{DistrictDraft, PlanDraft};
use crate::rules::progress::{Progress, YearOver, is_over};
use crate::vocab::{Answer, Count, Date, ProjectState, Year};

/// How far the plans of one year have come: how many tasks were planned, and what became of those that are listed.
///
/// A task is delivered if it was completed or in use when its year was over, as the rule `plan-behind-target` has it. One that was
/// merged is delivered with the one that took it over, if the same document lists that; one that was canceled is not delivered.
/// What a document lists twice counts once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFigures {
    pub(super) plans: u64,
    pub(super) target: u64,
    pub(super) without_target: u64,
    pub(super) unlisted: u64,
    pub(super) running: u64,
    pub(super) delivered: u64,
    pub(super) open: u64,
    pub(super) projects: BTreeMap<Option<ProjectState>, u64>,
}

impl PlanFigures {
    /// How many plans there are for the year, one a document: one that a document states twice is one, and does not say how many tasks
    /// it has where the two disagree.
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

    /// Of how many of them nothing says that the year is over: not the time that their document describes, nor, where it does not
    /// say, the day of the check.
    #[must_use]
    pub fn running(&self) -> u64 {
        self.running
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

    /// Whether as many tasks are delivered as were planned, where tasks that name no year may be of this one. What is delivered stays so;
    /// that something is not, is told when the year is over.
    pub(super) fn is_met(&self, of_no_year: &Self) -> Answer {
        let may_be =
            [self.open, of_no_year.delivered, of_no_year.open].into_iter().fold(self.delivered, u64::saturating_add);
        let is_known = self.plans > 0 && self.without_target == 0;
        if is_known && self.delivered >= self.target {
            Answer::Yes
        } else if is_known && self.unlisted == 0 && self.running == 0 && may_be < self.target {
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
        self.running = self.running.saturating_add(other.running);
        self.delivered = self.delivered.saturating_add(other.delivered);
        self.open = self.open.saturating_add(other.open);
        for (state, count) in other.projects {
            self.add_projects(state, count);
        }
    }
}

/// The figures of every year; there are no more than there are years of four digits. Under no year stands what names none.
pub(super) type Plans = BTreeMap<Option<Year>, PlanFigures>;

/// What the plans and tasks of a document come to, by a check that speaks of this day.
pub(super) fn of_district(district: &DistrictDraft, date: Option<Date>) -> Plans {
    let progress = Progress::of(district);
    let mut plans = Plans::new();
    let mut stated: BTreeMap<Year, Target> = BTreeMap::new();
    let unlisted = u64::from(!progress.unlisted().is_empty());
    for (_, plan) in district.plans.items() {
        match plan.year.given() {
            Some(year) => stated.entry(*year).or_default().and(plan),
            None => {
                let mut target = Target::default();
                target.and(plan);
                plans.entry(None).or_default().join(PlanFigures { unlisted, running: 1, ..target.figures() });
            }
        }
    }
    for (year, target) in stated {
        let running = u64::from(is_over(year, &district.edition, date) != YearOver::Yes);
        plans.entry(Some(year)).or_default().join(PlanFigures { unlisted, running, ..target.figures() });
    }
    let items = district.projects.given().map_or(&[][..], |list| &list.items);
    for task in progress.tasks() {
        let figures = plans.entry(task.year).or_default();
        let state = items.get(task.place).and_then(Field::given).and_then(|project| project.state.given());
        figures.add_projects(state.copied(), 1);
        figures.delivered += u64::from(task.done == Answer::Yes);
        figures.open += u64::from(task.done == Answer::CannotSay);
    }
    plans
}

/// What the plans of one year in one document say of their target.
#[derive(Clone, Copy, Default)]
struct Target {
    said: Option<Count>,
    is_open: bool,
}

impl Target {
    fn and(&mut self, plan: &PlanDraft) {
        match &plan.target {
            Field::Missing => {}
            Field::Malformed(_) => self.is_open = true,
            Field::Given(target) => {
                self.is_open |= self.said.is_some_and(|said| said != *target);
                self.said = Some(*target);
            }
        }
    }

    fn figures(self) -> PlanFigures {
        let target = self.said.filter(|_| !self.is_open);
        PlanFigures {
            plans: 1,
            target: target.map_or(0, Count::get).into(),
            without_target: u64::from(target.is_none()),
            ..PlanFigures::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(nth: u32) -> String {
        format!("5a0c3f5e-0000-4000-8000-{nth:012x}")
    }

    /// A task of 2023 with the last digits of its id, its state since August of that year, and the one that took it over.
    fn task(nth: u32, state: &str, into: Option<u32>) -> String {
        let into = into.map(|into| format!(r#", "merged_into": "{}""#, id(into))).unwrap_or_default();
        let history = format!(r#""history": [{{ "state": "{state}", "on": "2023-08" }}]"#);
        format!(r#"{{ "id": "{}", "plan_year": 2023, "state": "{state}", {history}{into} }}"#, id(nth))
    }

    /// By a check at the end of 2024.
    fn plans(plans: &str, tasks: &[String], rest: &str) -> Plans {
        let text = format!(r#"{{ "plans": [{plans}], "projects": [{}]{rest} }}"#, tasks.join(","));
        of_district(&serde_json::from_str(&text).unwrap(), Date::new(2024, 12, 31))
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
        assert_eq!(is_met(&of_district(&none, Date::new(2024, 12, 31))), Answer::CannotSay);
    }

    #[test]
    fn a_plan_falls_short_only_once_its_year_is_over() {
        let planned = [task(1, "planned", None)];
        for (edition, answer) in [
            (r#", "edition": "2024""#, Answer::No),
            (r#", "edition": "2023-06""#, Answer::CannotSay),
            (r#", "edition": "June""#, Answer::CannotSay),
            ("", Answer::No),
        ] {
            assert_eq!(is_met(&plans(THREE, &planned, edition)), answer, "{edition}");
        }
        let text = format!(r#"{{ "plans": [{THREE}], "projects": [{}] }}"#, planned[0]);
        let undated = of_district(&serde_json::from_str(&text).unwrap(), None);
        assert_eq!((is_met(&undated), undated.get(&Year::new(2023)).unwrap().running()), (Answer::CannotSay, 1));
        // What is delivered stays so.
        let three = [1, 2, 3].map(|nth| task(nth, "in-use", None));
        assert_eq!(is_met(&plans(THREE, &three, r#", "edition": "2023-09""#)), Answer::Yes);
    }

    #[test]
    fn what_was_done_after_its_year_is_not_delivered_and_what_has_no_date_may_be() {
        let two = [task(1, "in-use", None), task(2, "in-use", None)];
        let later = task(3, "in-use", None).replace("2023-08", "2025-01");
        assert_eq!(is_met(&plans(THREE, &[&two[..], &[later]].concat(), "")), Answer::No);
        let on_no_day = task(3, "in-use", None).replace(r#", "on": "2023-08""#, "");
        assert_eq!(is_met(&plans(THREE, &[&two[..], &[on_no_day]].concat(), "")), Answer::CannotSay);
    }

    #[test]
    fn what_a_document_states_twice_counts_once() {
        let two = r#"{ "year": 2023, "target": 2 }"#;
        let tasks = [task(1, "in-use", None), task(2, "in-use", None)];
        assert_eq!(is_met(&plans(&[two, two].join(","), &tasks, "")), Answer::Yes);
        let differ = plans(&[two, THREE].join(","), &tasks, "");
        let year = differ.get(&Year::new(2023)).unwrap();
        assert_eq!((year.plans(), year.without_target(), is_met(&differ)), (1, 1, Answer::CannotSay));
        let one_twice = plans(two, &[task(1, "in-use", None), task(1, "in-use", None)], "");
        let year = one_twice.get(&Year::new(2023)).unwrap();
        assert_eq!((year.projects(), year.delivered(), is_met(&one_twice)), (1, 1, Answer::No));
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
