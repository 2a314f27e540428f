//! Which task of a plan was taken over by which.

use crate::records::{DistrictDraft, ProjectDraft};
use crate::vocab::ProjectId;

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    /// It stands by itself.
    Itself,
    /// Another task of the document took it over, which stands at this place.
    Task(usize),
    /// Nobody knows which task took it over.
    Unknown,
}

/// How far a walk along tasks has come with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    No,
    OnThisWalk,
    Before,
}

/// Of every task of a document, in turn, which one took it over. All questions take time in proportion to their number.
#[derive(Debug)]
pub(crate) struct Merges {
    into: Vec<Into>,
}

impl Merges {
    /// Follows the tasks that were taken over, as `is_merged` has it.
    pub(crate) fn of(district: &DistrictDraft, is_merged: impl Fn(&ProjectDraft) -> bool) -> Self {
        let mut ids: Vec<(ProjectId, usize)> =
            district.projects.items().filter_map(|(place, project)| Some((*project.id.given()?, place))).collect();
        ids.sort_unstable();
        let place_of = |id: ProjectId| {
            let first = ids.partition_point(|(known, _)| *known < id);
            ids.get(first).filter(|(known, _)| *known == id).map(|(_, place)| *place)
        };
        let into = |project: &ProjectDraft| {
            if !is_merged(project) {
                return Into::Itself;
            }
            project.merged_into.given().and_then(|id| place_of(*id)).map_or(Into::Unknown, Into::Task)
        };
        let items = district.projects.given().map_or(&[][..], |list| &list.items);
        Self { into: items.iter().map(|item| item.given().map_or(Into::Unknown, into)).collect() }
    }

    /// The circles of tasks that took over each other, each from its first task in the document on.
    pub(crate) fn circles(&self) -> Vec<Vec<usize>> {
        let mut circles = Vec::new();
        self.walk(|path, next| {
            let circle = path.iter().position(|place| *place == next).and_then(|begin| path.get(begin..));
            if let Some(circle) = circle {
                let mut circle = circle.to_vec();
                let first = circle.iter().enumerate().min_by_key(|(_, place)| **place).map_or(0, |(nth, _)| nth);
                circle.rotate_left(first);
                circles.push(circle);
            }
        });
        circles.sort_unstable();
        circles
    }

    /// The task that each ended in, itself if nobody took it over; `None` where nobody knows.
    pub(crate) fn ends(&self) -> Vec<Option<usize>> {
        let mut ends: Vec<Option<usize>> = vec![None; self.into.len()];
        let mut known = vec![false; self.into.len()];
        for start in 0..self.into.len() {
            let mut path = Vec::new();
            let mut at = start;
            let end = loop {
                if known.get(at) == Some(&true) {
                    break ends.get(at).copied().flatten();
                }
                if let Some(known) = known.get_mut(at) {
                    // Whoever comes back to a task that has no end yet goes in a circle.
                    *known = true;
                }
                path.push(at);
                match self.into.get(at) {
                    Some(Into::Task(next)) => at = *next,
                    Some(Into::Itself) => break Some(at),
                    Some(Into::Unknown) | None => break None,
                }
            };
            for place in path {
                if let Some(known) = ends.get_mut(place) {
                    *known = end;
                }
            }
        }
        ends
    }

    /// Walks along all tasks, each once, and tells of every step back onto the way that was gone.
    fn walk(&self, mut tell: impl FnMut(&[usize], usize)) {
        let mut seen = vec![Seen::No; self.into.len()];
        for start in 0..self.into.len() {
            let mut path = Vec::new();
            let mut at = start;
            while seen.get(at) == Some(&Seen::No) {
                mark(&mut seen, at, Seen::OnThisWalk);
                path.push(at);
                match self.into.get(at) {
                    Some(Into::Task(next)) => at = *next,
                    _ => break,
                }
            }
            let stands_still = path.last() == Some(&at) && self.into.get(at) != Some(&Into::Task(at));
            if seen.get(at) == Some(&Seen::OnThisWalk) && !stands_still {
                tell(&path, at);
            }
            for place in path {
                mark(&mut seen, place, Seen::Before);
            }
        }
    }
}

fn mark(seen: &mut [Seen], place: usize, as_seen: Seen) {
    if let Some(seen) = seen.get_mut(place) {
        *seen = as_seen;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tasks of which each names the number of another.
    fn merges(into: &[Option<usize>]) -> Merges {
        let id = |nth: usize| format!("9c0ec700-0000-4000-8000-{:012}", nth + 1);
        let tasks: Vec<String> = into
            .iter()
            .enumerate()
            .map(|(nth, into)| match into {
                Some(into) => format!(r#"{{ "id": "{}", "merged_into": "{}" }}"#, id(nth), id(*into)),
                None => format!(r#"{{ "id": "{}" }}"#, id(nth)),
            })
            .collect();
        let district: DistrictDraft =
            serde_json::from_str(&format!(r#"{{ "projects": [{}] }}"#, tasks.join(","))).unwrap();
        Merges::of(&district, |project| !project.merged_into.is_missing())
    }

    #[test]
    fn a_task_ends_in_the_last_of_those_that_took_it_over() {
        let merges = merges(&[Some(1), Some(3), None, None, Some(9)]);
        assert_eq!(merges.ends(), [Some(3), Some(3), Some(2), Some(3), None]);
        assert!(merges.circles().is_empty());
    }

    #[test]
    fn circles_are_told_once_and_what_leads_into_one_has_no_end() {
        let merges = merges(&[Some(2), Some(1), Some(3), Some(2), None]);
        assert_eq!(merges.circles(), [vec![1], vec![2, 3]]);
        assert_eq!(merges.ends(), [None, None, None, None, Some(4)]);
    }

    #[test]
    fn a_chain_of_many_tasks_is_followed_without_nesting() {
        let mut into: Vec<Option<usize>> = (1..5_000).map(Some).collect();
        into.push(None);
        let merges = merges(&into);
        assert!(merges.ends().iter().all(|end| *end == Some(4_999)));
        assert!(merges.circles().is_empty());
    }
}
