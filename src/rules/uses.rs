//! What an idle resource is used for: its own reuses, and the tasks that take it up.

use std::collections::BTreeMap;

use crate::finding::Fact;
use crate::path::{Path, Pointer};
use crate::records::{AssetDraft, CenterDraft, DistrictDraft, ProjectDraft};
use crate::rules::lives::Life;
use crate::vocab::{AssetId, CenterId, Date, PartialDate, ProjectId, ProjectState, Text};

/// The tasks of a document, by the idle resources that they take up, and the centers that they are for.
///
/// It is made once for a document, in time n log n; asking it about a resource costs a search.
#[derive(Debug)]
pub(crate) struct Tasks<'d> {
    /// Sorted: the resource, the place of the task, and where it names the resource first.
    by_asset: Vec<(AssetId, usize, usize)>,
    by_id: Vec<(ProjectId, usize)>,
    centers: Vec<(CenterId, usize)>,
    /// Of every task: when it surely takes up what it does, and from when on it may.
    times: BTreeMap<usize, (Option<Time>, Option<Date>)>,
    district: &'d DistrictDraft,
}

/// The place of the first that is called so.
fn place_of<T: Ord + Copy>(sorted: &[(T, usize)], id: T) -> Option<usize> {
    let first = sorted.partition_point(|(known, _)| *known < id);
    sorted.get(first).filter(|(known, _)| *known == id).map(|(_, place)| *place)
}

impl<'d> Tasks<'d> {
    pub(crate) fn of(district: &'d DistrictDraft) -> Self {
        let tasks = || district.projects.items();
        let mut by_asset: Vec<(AssetId, usize, usize)> =
            tasks().flat_map(|(place, task)| task.assets.items().map(move |(nth, id)| (*id, place, nth))).collect();
        by_asset.sort_unstable();
        by_asset.dedup_by_key(|(id, place, _)| (*id, *place));
        let mut by_id: Vec<_> = tasks().filter_map(|(place, task)| Some((*task.id.given()?, place))).collect();
        by_id.sort_unstable();
        let centers = district.centers.items();
        let mut centers: Vec<_> = centers.filter_map(|(place, center)| Some((*center.id.given()?, place))).collect();
        centers.sort_unstable();
        let takes_up = tasks().filter(|(_, task)| !task.assets.is_missing());
        let times = takes_up.map(|(place, task)| (place, (work_on(task), begin_of(task)))).collect();
        Self { by_asset, by_id, centers, times, district }
    }

    /// The tasks that take up a resource, each once, with the place where it says so.
    fn of_asset(&self, id: AssetId) -> impl Iterator<Item = (&'d ProjectDraft, (usize, usize))> {
        let first = self.by_asset.partition_point(|(known, ..)| *known < id);
        let of_it = self.by_asset.iter().skip(first).take_while(move |(known, ..)| *known == id);
        let tasks = self.district.projects.given();
        of_it.filter_map(move |(_, place, nth)| Some((tasks?.items.get(*place)?.given()?, (*place, *nth))))
    }

    fn task(&self, id: ProjectId) -> Option<&'d ProjectDraft> {
        self.district.projects.given()?.items.get(place_of(&self.by_id, id)?)?.given()
    }

    fn center(&self, id: CenterId) -> Option<&'d CenterDraft> {
        self.district.centers.given()?.items.get(place_of(&self.centers, id)?)?.given()
    }

    /// What people call a center; its id where the document does not say.
    pub(crate) fn name_of(&self, id: CenterId) -> Fact {
        match self.center(id).and_then(|center| center.name.given()) {
            Some(name) => Fact::text(name.as_str()),
            None => Fact::Text(id.to_string().into()),
        }
    }

    /// The last day on which a center can have been there.
    fn end_of(&self, id: CenterId) -> Option<Date> {
        self.center(id)?.closed.given().map(|closed| closed.last_day())
    }
}

/// Where a use is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told {
    /// Among the reuses of the resource.
    Reuse(usize),
    /// Among the resources of a task.
    Task(usize, usize),
}

impl Told {
    pub(crate) fn place(self, asset: &Path<'_>) -> Pointer {
        match self {
            Self::Reuse(nth) => asset.key("reuses").index(nth).to_pointer(),
            Self::Task(task, nth) => Path::ROOT.key("projects").index(task).key("assets").index(nth).to_pointer(),
        }
    }
}

/// From when until when; without an end that is known, for all time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Time {
    fn is_on(self, day: Option<Date>) -> bool {
        self.until.is_none_or(|until| day.is_none_or(|day| day <= until))
    }

    /// From a day that is known until one that is, if there is such a time.
    fn between(from: Option<Date>, until: Option<Date>) -> Option<Self> {
        from.zip(until).filter(|(from, until)| from <= until).map(|_| Self { from, until })
    }
}

/// What of a resource is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Share<'d> {
    /// All of it.
    Whole,
    /// A part that has a name.
    Part(&'d Text),
    /// It does not say.
    Unknown,
}

/// One use of a resource for a center.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use<'d> {
    pub(crate) center: CenterId,
    pub(crate) told: Told,
    pub(crate) share: Share<'d>,
    /// When it surely is in use so.
    pub(crate) surely: Option<Time>,
    /// When it may be.
    pub(crate) perhaps: Time,
}

fn is_given_up(task: &ProjectDraft) -> bool {
    matches!(task.state.given(), Some(ProjectState::Canceled | ProjectState::Merged))
}

/// The uses of a resource of which the center is known, by its own record or by the task that it was done under.
pub(crate) fn uses_of<'d>(asset: &'d AssetDraft, tasks: &Tasks<'d>) -> Vec<Use<'d>> {
    let mut uses: Vec<Use<'d>> = Vec::new();
    let mut told_better = Vec::new();
    for (nth, reuse) in asset.reuses.items() {
        let task = reuse.project.given().and_then(|id| tasks.task(*id));
        let named = if reuse.center.is_missing() { task.map(|task| &task.center) } else { Some(&reuse.center) };
        let Some(center) = named.and_then(|center| center.given()) else { continue };
        told_better.extend(reuse.project.given().copied());
        let (began, ended) = (reuse.began.given(), reuse.ended.given());
        let is_sure = reuse.center.given().is_some() && !task.is_some_and(is_given_up);
        let surely = Time::between(began.map(|date| date.last_day()), ended.map(|date| date.first_day()));
        uses.push(Use {
            center: *center,
            told: Told::Reuse(nth),
            share: reuse.part.given().map_or(Share::Unknown, Share::Part),
            surely: surely.filter(|_| is_sure),
            perhaps: Time {
                from: began.map(|date| date.first_day()),
                until: earlier(ended.map(|date| date.last_day()), tasks.end_of(*center)),
            },
        });
    }
    told_better.sort_unstable();
    for (task, (place, nth)) in asset.id.given().into_iter().flat_map(|id| tasks.of_asset(*id)) {
        // What a reuse tells of a task, it tells better.
        let told = task.id.given().is_some_and(|id| told_better.binary_search(id).is_ok());
        if let (Some(center), false) = (task.center.given(), told || is_given_up(task)) {
            let (surely, from) = tasks.times.get(&place).copied().unwrap_or_default();
            uses.push(Use {
                center: *center,
                told: Told::Task(place, nth),
                share: Share::Whole,
                surely,
                perhaps: Time { from, until: tasks.end_of(*center) },
            });
        }
    }
    uses
}

/// The earlier of two ends, of which one may not be known.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

/// When a task surely was under way or done, as its history tells: between two steps that it was. For how long its center keeps
/// what it made, no task tells.
fn work_on(task: &ProjectDraft) -> Option<Time> {
    let life = Life::of_project(task).filter(|life| life.whole)?;
    let is_work = |state: Option<ProjectState>| {
        matches!(state, Some(ProjectState::UnderConstruction | ProjectState::Completed | ProjectState::InUse))
    };
    let at_work = life.steps.iter().skip_while(|step| !is_work(step.state)).take_while(|step| is_work(step.state));
    let dates: Vec<PartialDate> = at_work.filter_map(|step| step.on?.given().copied()).collect();
    let from = dates.iter().map(|date| date.last_day()).min();
    Time::between(from, dates.iter().map(|date| date.first_day()).max())
}

/// The first day on which a task can have taken up anything: that of its plan, or of its first step if that is earlier.
fn begin_of(task: &ProjectDraft) -> Option<Date> {
    let year = PartialDate::of_year(task.plan_year.given()?.get())?.first_day();
    let steps = task.history.items().filter_map(|(_, step)| step.on.given());
    earlier(Some(year), steps.map(|date| date.first_day()).min())
}

/// Of uses at some time each: every one that is on at the same time as an earlier one for another center, with that one.
///
/// Takes time n log n: of the earlier ones only two can count, the one that lasts longest, and the one of those for other
/// centers that does.
pub(crate) fn clashes<'d>(mut uses: Vec<(Time, Use<'d>)>) -> Vec<(Use<'d>, Use<'d>)> {
    uses.sort_by_key(|(time, _)| time.from);
    let later = |one: Time, other: Time| match (one.until, other.until) {
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
        (_, None) => false,
    };
    let mut clashing = Vec::new();
    let mut longest: Option<(Time, Use<'d>)> = None;
    let mut other: Option<(Time, Use<'d>)> = None;
    for (time, used) in uses {
        let earlier = [longest, other].into_iter().flatten();
        let mut of_others = earlier.filter(|(_, earlier)| earlier.center != used.center);
        if let Some((_, earlier)) = of_others.find(|(earlier, _)| earlier.is_on(time.from)) {
            clashing.push((earlier, used));
        }
        match longest {
            Some((known, of)) if !later(time, known) => {
                if of.center != used.center && other.is_none_or(|(known, _)| later(time, known)) {
                    other = Some((time, used));
                }
            }
            _ => {
                if longest.is_some_and(|(_, of)| of.center != used.center) {
                    other = longest;
                }
                longest = Some((time, used));
            }
        }
    }
    clashing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(day: u32) -> Option<Date> {
        Date::new(2020, 1, 1)?.plus_days(i32::try_from(day).ok()?)
    }

    fn center(nth: u8) -> CenterId {
        format!("5a0c3f5e-0000-4000-8000-{:012}", u32::from(nth) + 1).parse().unwrap()
    }

    proptest! {
        #[test]
        fn there_is_a_clash_exactly_where_two_uses_for_different_centers_share_a_day(
            spans in proptest::collection::vec((0_u32..30, proptest::option::of(0_u32..10), 0_u8..3), 0..8),
        ) {
            let uses: Vec<(Time, Use<'_>)> = spans.iter().enumerate().map(|(nth, (from, length, of))| {
                let time = Time { from: day(*from), until: length.and_then(|length| day(from + length)) };
                (time, Use { center: center(*of), told: Told::Reuse(nth), share: Share::Unknown, surely: Some(time), perhaps: time })
            }).collect();
            let pairs = uses.iter().enumerate().flat_map(|(nth, one)| uses.iter().skip(nth + 1).map(move |other| (one, other)));
            let expected = pairs.filter(|(one, other)| one.1.center != other.1.center).any(|(one, other)| {
                one.0.is_on(other.0.from) && other.0.is_on(one.0.from)
            });
            let found = clashes(uses);
            prop_assert_eq!(!found.is_empty(), expected);
            prop_assert!(found.iter().all(|(earlier, later)| earlier.center != later.center));
        }
    }
}
