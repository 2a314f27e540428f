//! What became of the tasks of the annual plans, each task once, and when.
//!
//! The rule on plans and the summary of a district both ask here, so that they cannot tell two stories of one document.

use crate::field::Field;
use crate::path::{Path, Pointer};
use crate::records::{DistrictDraft, DistrictField, ProjectDraft};
use crate::rules::lives::{Life, Step};
use crate::rules::merges::Merges;
use crate::vocab::{Answer, Date, PartialDate, ProjectState, Year};

/// One task: all items of the list that have one id are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Task {
    /// The year of the plan that it belongs to; `None` where that is not said, or said in two ways.
    pub(crate) year: Option<Year>,
    /// Whether it was complete or in use when that year was over; without a year, whether it is now, which may be for none.
    pub(crate) done: Answer,
    /// Where it stands in the list first.
    pub(crate) place: usize,
}

/// How many of some tasks are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// Those that surely are.
    pub(crate) delivered: u64,
    /// Those of which nobody can say.
    pub(crate) open: u64,
    /// All of them.
    pub(crate) counted: u64,
}

/// Whether a year is over at the time that a document describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearOver {
    Yes,
    NotYet,
    /// The document says which time it describes, but what it says is none.
    BadEdition,
    /// It does not say, and the check speaks of no day.
    NoDate,
}

/// Whether a year is over at the time that the document describes, or, where it does not say, on the day of the check.
///
/// What the document describes is known of no later time.
pub(crate) fn is_over(year: Year, edition: &Field<PartialDate>, date: Option<Date>) -> YearOver {
    let seen_in = match (edition, date) {
        (Field::Given(edition), _) => edition.year(),
        (Field::Malformed(_), _) => return YearOver::BadEdition,
        (Field::Missing, Some(date)) => date.year(),
        (Field::Missing, None) => return YearOver::NoDate,
    };
    if seen_in > year.get() { YearOver::Yes } else { YearOver::NotYet }
}

/// The tasks of a document, by the years of their plans.
///
/// It is made once for a document, in time n log n; asking it about a year costs a search and the tasks that are told.
#[derive(Debug)]
pub(crate) struct Progress {
    /// Sorted by year, done ones first; those of no known year stand before all others.
    tasks: Vec<Task>,
    /// What leaves open whether there are more tasks.
    unlisted: Vec<Pointer>,
}

impl Progress {
    pub(crate) fn of(district: &DistrictDraft) -> Self {
        let items = district.projects.given().map_or(&[][..], |list| &list.items);
        let project = |place: usize| items.get(place).and_then(Field::given);
        let is_merged = |project: &ProjectDraft| project.state.given() == Some(&ProjectState::Merged);
        let ends = Merges::of(district, is_merged).ends();
        let firsts = Firsts::of(district);
        let when_done: Vec<Option<Done>> = items.iter().map(|item| item.given().map(Done::of)).collect();
        let mut tasks: Vec<Task> = Vec::new();
        for place in 0..items.len() {
            if firsts.first_of(place) != place {
                continue;
            }
            let year = project(place).and_then(|task| task.plan_year.given().copied());
            let year = year.filter(|_| !firsts.is_of_two_years(place));
            // What took it over may stand twice too, and be told in two ways.
            let end = ends.get(place).copied().flatten().filter(|end| !firsts.is_contradicted(*end));
            let done = match end.and_then(|end| when_done.get(end).copied().flatten()) {
                Some(done) if !firsts.is_contradicted(place) => done.by(year),
                _ => Answer::CannotSay,
            };
            // What has no id may be a task that is listed besides.
            let is_known = project(place).is_some_and(|task| task.id.given().is_some());
            let done = if done == Answer::Yes && !is_known { Answer::CannotSay } else { done };
            tasks.push(Task { year, done, place });
        }
        tasks.sort_unstable_by_key(|task| (task.year, rank(task.done), task.place));
        let mut unlisted = Vec::new();
        if !district.claims_all(DistrictField::projects) {
            unlisted.push(Path::ROOT.key(DistrictField::partial.as_str()).to_pointer());
        }
        if district.projects.given().is_none_or(|list| list.omitted > 0) {
            unlisted.push(Path::ROOT.key(DistrictField::projects.as_str()).to_pointer());
        }
        Self { tasks, unlisted }
    }

    /// Every task once.
    pub(crate) fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The tasks of a year, or those of no known year: first those that are done, then those of which nobody can say.
    pub(crate) fn of_year(&self, year: Option<Year>) -> &[Task] {
        let tasks = self.tasks();
        let begin = tasks.partition_point(|task| task.year < year);
        let end = tasks.partition_point(|task| task.year <= year);
        tasks.get(begin..end).unwrap_or_default()
    }

    /// How many of them are done.
    pub(crate) fn delivery(&self, year: Option<Year>) -> Delivery {
        let tasks = self.of_year(year);
        let delivered = tasks.partition_point(|task| rank(task.done) < rank(Answer::CannotSay));
        let not_surely = tasks.partition_point(|task| rank(task.done) < rank(Answer::No));
        Delivery { delivered: delivered as u64, open: (not_surely - delivered) as u64, counted: tasks.len() as u64 }
    }

    /// What leaves open whether there are tasks that are not listed; nothing where the list is all there is.
    pub(crate) fn unlisted(&self) -> &[Pointer] {
        &self.unlisted
    }

    /// Whether as many tasks of a year were done when it was over. Whether it is over, [`is_over`] tells.
    pub(crate) fn reaches(&self, year: Year, target: u64) -> Answer {
        let of_year = self.delivery(Some(year));
        let anytime = self.delivery(None);
        let may_be = of_year.delivered + of_year.open + anytime.delivered + anytime.open;
        if of_year.delivered >= target {
            Answer::Yes
        } else if self.unlisted.is_empty() && may_be < target {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }
}

fn rank(done: Answer) -> u8 {
    match done {
        Answer::Yes => 0,
        Answer::CannotSay => 1,
        Answer::No => 2,
    }
}

/// Whether a task that nobody took over is done, and what its history tells of when.
#[derive(Clone, Copy, Debug)]
struct Done {
    is_done: Option<bool>,
    earliest: Option<Date>,
    latest: Option<Date>,
    /// Whether it surely was not done before the step that says so.
    told_all: bool,
}

impl Done {
    fn of(task: &ProjectDraft) -> Self {
        let is_done = task.state.given().and_then(|state| state.is_delivered());
        // Whether another took it over, or it stands where it says, nobody can say.
        let is_done = is_done.filter(|_| task.merged_into.is_missing());
        let unknown = Self { is_done, earliest: None, latest: None, told_all: false };
        let Some(life) = Life::of_project(task).filter(|_| is_done == Some(true)) else { return unknown };
        let is_delivered = |state: Option<ProjectState>| state.and_then(ProjectState::is_delivered) == Some(true);
        let Some(nth) = life.steps.iter().position(|step| is_delivered(step.state)) else { return unknown };
        let (before, since) = life.steps.split_at_checked(nth).unwrap_or_default();
        let date = |step: &Step<'_, ProjectState>| step.on.and_then(|on| on.given().copied());
        // Steps stand in their order: it was done no earlier than any step before it, and no later than any after.
        Self {
            is_done,
            earliest: before.iter().chain(since.first()).filter_map(date).map(PartialDate::first_day).max(),
            latest: since.iter().filter_map(date).map(PartialDate::last_day).min(),
            told_all: life.whole && before.iter().all(|step| step.state.is_some()),
        }
    }

    /// Whether it was done when a year was over; without a year, whether it is done.
    fn by(self, year: Option<Year>) -> Answer {
        match (self.is_done, year.map(|year| Date::new(year.get(), 12, 31))) {
            (None, _) | (Some(true), Some(None)) => Answer::CannotSay,
            (Some(false), _) => Answer::No,
            (Some(true), None) => Answer::Yes,
            (Some(true), Some(Some(year_end))) => {
                match (self.earliest.map(|day| day <= year_end), self.latest.map(|day| day <= year_end)) {
                    (Some(true) | None, Some(true)) => Answer::Yes,
                    (Some(false), Some(false) | None) if self.told_all => Answer::No,
                    _ => Answer::CannotSay,
                }
            }
        }
    }
}

/// Of every item of the list of tasks, where the same task stands first, whether it is told in two ways, and for two years.
struct Firsts {
    first: Vec<usize>,
    contradicted: Vec<bool>,
    of_two_years: Vec<bool>,
}

impl Firsts {
    fn of(district: &DistrictDraft) -> Self {
        let items = district.projects.given().map_or(&[][..], |list| &list.items);
        let mut ids: Vec<_> =
            district.projects.items().filter_map(|(place, task)| Some((*task.id.given()?, place))).collect();
        ids.sort_unstable();
        let mut first: Vec<usize> = (0..items.len()).collect();
        let mut contradicted = vec![false; items.len()];
        let mut of_two_years = vec![false; items.len()];
        let tells = |place: usize| {
            let task = items.get(place)?.given()?;
            Some((&task.state, &task.history, &task.merged_into))
        };
        let year = |place: usize| Some(&items.get(place)?.given()?.plan_year);
        for of_one in ids.chunk_by(|one, other| one.0 == other.0) {
            let Some(&(_, earliest)) = of_one.first() else { continue };
            let differs = of_one.iter().any(|(_, place)| tells(*place) != tells(earliest));
            let years_differ = of_one.iter().any(|(_, place)| year(*place) != year(earliest));
            for (_, place) in of_one {
                set(&mut first, *place, earliest);
                set(&mut contradicted, *place, differs);
                set(&mut of_two_years, *place, years_differ);
            }
        }
        Self { first, contradicted, of_two_years }
    }

    fn first_of(&self, place: usize) -> usize {
        self.first.get(place).copied().unwrap_or(place)
    }

    fn is_contradicted(&self, place: usize) -> bool {
        self.contradicted.get(place).copied().unwrap_or(false)
    }

    fn is_of_two_years(&self, place: usize) -> bool {
        self.of_two_years.get(place).copied().unwrap_or(false)
    }
}

fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(held) = list.get_mut(place) {
        *held = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(projects: &[String]) -> Progress {
        let text = format!(r#"{{ "projects": [{}] }}"#, projects.join(","));
        Progress::of(&serde_json::from_str(&text).unwrap())
    }

    fn task(nth: u8, rest: &str) -> String {
        format!(r#"{{ "id": "9c0ec700-0000-4000-8000-{nth:012}", "plan_year": 2023, {rest} }}"#)
    }

    fn of_2023(projects: &[String]) -> (u64, u64, u64) {
        let delivery = progress(projects).delivery(Year::new(2023));
        (delivery.delivered, delivery.open, delivery.counted)
    }

    fn in_use(history: &str) -> String {
        task(1, &format!(r#""state": "in-use", "history": [{history}]"#))
    }

    #[test]
    fn a_task_is_done_in_its_year_only_if_its_history_says_so() {
        for (history, expected) in [
            (r#"{ "state": "in-use", "on": "2023-12" }"#, (1, 0, 1)),
            (r#"{ "state": "completed", "on": "2023-11" }, { "state": "in-use", "on": "2024-02" }"#, (1, 0, 1)),
            (r#"{ "state": "in-use", "on": "2024-01-01" }"#, (0, 0, 1)),
            // It was being built later.
            (r#"{ "state": "under-construction", "on": "2024" }, { "state": "in-use" }"#, (0, 0, 1)),
            // It was in use before the year was over, whenever it was complete.
            (r#"{ "state": "completed" }, { "state": "in-use", "on": "2023" }"#, (1, 0, 1)),
            // Nobody can say.
            (r#"{ "state": "completed" }, { "state": "in-use", "on": "2024" }"#, (0, 1, 1)),
            (r#"{ "state": 5 }, { "state": "in-use", "on": "2024" }"#, (0, 1, 1)),
            (r#"{ "state": "in-use" }"#, (0, 1, 1)),
            ("", (0, 1, 1)),
            (r#"{ "state": "planned", "on": "2024" }, { "state": "in-use", "on": "2023" }"#, (0, 1, 1)),
        ] {
            assert_eq!(of_2023(&[in_use(history)]), expected, "{history}");
        }
        let partial = in_use(r#"{ "state": "in-use", "on": "2024" }"#).replace(" }", r#", "partial": ["history"] }"#);
        let partial = partial.replacen(r#", "partial": ["history"] }"#, " }", 1);
        assert_eq!(of_2023(&[partial]), (0, 1, 1));
    }

    #[test]
    fn a_task_that_stands_twice_is_one_and_one_told_in_two_ways_is_open() {
        let done = in_use(r#"{ "state": "in-use", "on": "2023" }"#);
        assert_eq!(of_2023(&[done.clone(), done.clone()]), (1, 0, 1));
        let named = done.replacen(r#""state": "in-use","#, r#""name": "甲", "state": "in-use","#, 1);
        assert_eq!(of_2023(&[done.clone(), named]), (1, 0, 1));
        let other = progress(&[
            done.clone(),
            task(1, r#""state": "planned""#),
            task(2, r#""state": "merged", "merged_into": "9c0ec700-0000-4000-8000-000000000001""#),
        ]);
        // Whatever it took over is as open as it is.
        assert_eq!(other.delivery(Year::new(2023)), Delivery { delivered: 0, open: 2, counted: 2 });
        let years = progress(&[done.clone(), done.replace(r#""plan_year": 2023"#, r#""plan_year": 2022"#)]);
        assert_eq!(years.delivery(None), Delivery { delivered: 1, open: 0, counted: 1 });
        let unnamed = done.replace(r#""id": "9c0ec700-0000-4000-8000-000000000001", "#, "");
        assert_eq!(of_2023(&[done, unnamed]), (1, 1, 2));
    }

    #[test]
    fn what_a_task_was_merged_with_has_to_be_done_in_the_same_year() {
        let merged = task(2, r#""state": "merged", "merged_into": "9c0ec700-0000-4000-8000-000000000001""#);
        let later = in_use(r#"{ "state": "in-use", "on": "2024" }"#).replace("2023", "2024");
        let both = progress(&[later, merged]);
        assert_eq!(both.delivery(Year::new(2023)), Delivery { delivered: 0, open: 0, counted: 1 });
        assert_eq!(both.delivery(Year::new(2024)), Delivery { delivered: 1, open: 0, counted: 1 });
    }

    #[test]
    fn a_task_that_names_one_which_took_it_over_without_being_merged_is_open() {
        let used = in_use(r#"{ "state": "in-use", "on": "2023" }"#);
        let into = r#""merged_into": "9c0ec700-0000-4000-8000-000000000002", "state""#;
        assert_eq!(of_2023(&[used.replacen(r#""state""#, into, 1)]), (0, 1, 1));
        assert_eq!(of_2023(&[task(1, r#""state": "planned""#).replace(r#""state""#, into)]), (0, 1, 1));
    }

    #[test]
    fn a_year_is_over_when_the_document_describes_a_later_one() {
        let year = Year::new(2023).unwrap();
        let edition = |text: &str| Field::Given(text.parse::<PartialDate>().unwrap());
        let day = "2026-01-01".parse().ok();
        assert_eq!(is_over(year, &edition("2023-08"), day), YearOver::NotYet);
        assert_eq!(is_over(year, &edition("2024"), None), YearOver::Yes);
        assert_eq!(is_over(year, &Field::Missing, day), YearOver::Yes);
        assert_eq!(is_over(year, &Field::Missing, "2023-12-31".parse().ok()), YearOver::NotYet);
        assert_eq!(is_over(year, &Field::Missing, None), YearOver::NoDate);
    }
}
