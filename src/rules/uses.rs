//! What an idle resource is used for: its own reuses, and the tasks that take it up.

use crate::field::Field;
use crate::path::{Path, Pointer};
use crate::records::{AssetDraft, DistrictDraft, ProjectDraft};
use crate::vocab::{AssetId, CenterId, Date, PartialDate, ProjectState};

/// The tasks of a document, by the idle resources that they take up.
///
/// It is made once for a document, in time n log n; asking it about a resource costs a search.
#[derive(Debug)]
pub(crate) struct Tasks<'d> {
    /// Sorted: the resource, the place of the task, and that of the resource in its list.
    by_asset: Vec<(AssetId, usize, usize)>,
    district: &'d DistrictDraft,
}

impl<'d> Tasks<'d> {
    pub(crate) fn of(district: &'d DistrictDraft) -> Self {
        let tasks = district.projects.items();
        let mut by_asset: Vec<(AssetId, usize, usize)> =
            tasks.flat_map(|(place, task)| task.assets.items().map(move |(nth, id)| (*id, place, nth))).collect();
        by_asset.sort_unstable();
        Self { by_asset, district }
    }

    /// The tasks that take up a resource, each with the place where it says so.
    fn of_asset(&self, id: AssetId) -> impl Iterator<Item = (&'d ProjectDraft, (usize, usize))> {
        let first = self.by_asset.partition_point(|(known, ..)| *known < id);
        let of_it = self.by_asset.iter().skip(first).take_while(move |(known, ..)| *known == id);
        let tasks = self.district.projects.given();
        of_it.filter_map(move |(_, place, nth)| Some((tasks?.items.get(*place)?.given()?, (*place, *nth))))
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
    const ALWAYS: Self = Self { from: None, until: None };

    fn is_on(self, day: Option<Date>) -> bool {
        self.until.is_none_or(|until| day.is_none_or(|day| day <= until))
    }
}

/// One use of a resource for a center.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub(crate) center: CenterId,
    pub(crate) told: Told,
    /// When the whole of it surely is in use so; all tasks that are not given up are so at the same time.
    pub(crate) surely: Option<Time>,
    /// When it may be.
    pub(crate) perhaps: Time,
}

/// The uses of a resource of which the center is known.
pub(crate) fn uses_of(asset: &AssetDraft, tasks: &Tasks<'_>) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    let mut parts = Vec::new();
    for (nth, reuse) in asset.reuses.items() {
        parts.extend(reuse.project.given().copied());
        if let Some(center) = reuse.center.given() {
            let whole = reuse.part.is_missing();
            let (began, ended) = (reuse.began.given(), reuse.ended.given());
            let surely = began.zip(ended).filter(|_| whole).map(|(began, ended)| (began.last_day(), ended.first_day()));
            uses.push(Use {
                center: *center,
                told: Told::Reuse(nth),
                surely: surely
                    .filter(|(from, until)| from <= until)
                    .map(|(from, until)| Time { from: Some(from), until: Some(until) }),
                perhaps: Time { from: began.map(|date| date.first_day()), until: ended.map(|date| date.last_day()) },
            });
        }
    }
    parts.sort_unstable();
    for (task, (place, nth)) in asset.id.given().into_iter().flat_map(|id| tasks.of_asset(*id)) {
        // What a reuse tells of a task, it tells better.
        let told = task.id.given().is_some_and(|id| parts.binary_search(id).is_ok());
        let given_up = matches!(task.state.given(), Some(ProjectState::Canceled | ProjectState::Merged));
        if let (Some(center), false) = (task.center.given(), told || given_up) {
            let year = task.plan_year.given().and_then(|year| PartialDate::of_year(year.get()));
            uses.push(Use {
                center: *center,
                told: Told::Task(place, nth),
                surely: matches!(task.state, Field::Given(_)).then_some(Time::ALWAYS),
                perhaps: Time { from: year.map(PartialDate::first_day), until: None },
            });
        }
    }
    uses
}

/// Of uses at some time each: every one that is on at the same time as an earlier one for another center, with that one.
///
/// Takes time n log n: of the earlier ones only two can count, the one that lasts longest, and the one of those for other
/// centers that does.
pub(crate) fn clashes(mut uses: Vec<(Time, Use)>) -> Vec<(Use, Use)> {
    uses.sort_by_key(|(time, _)| time.from);
    let later = |one: Time, other: Time| match (one.until, other.until) {
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
        (_, None) => false,
    };
    let mut clashing = Vec::new();
    let mut longest: Option<(Time, Use)> = None;
    let mut other: Option<(Time, Use)> = None;
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
            let uses: Vec<(Time, Use)> = spans.iter().enumerate().map(|(nth, (from, length, of))| {
                let time = Time { from: day(*from), until: length.and_then(|length| day(from + length)) };
                (time, Use { center: center(*of), told: Told::Reuse(nth), surely: Some(time), perhaps: time })
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
