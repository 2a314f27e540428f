//! The classes of a center: what takes place there, who is there, and when.

use crate::calendar::Calendar;
use crate::field::{Field, List};
use crate::hours::{Slot, When};
use crate::path::{Path, Pointer};
use crate::records::{ActivityDraft, CenterDraft, DatedHoursDraft, SectionDraft, SessionDraft};
use crate::vocab::Key;

/// A class: a section of an activity, or an activity of which no section says when it takes place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class<'d> {
    activity: (usize, &'d ActivityDraft),
    section: Option<(usize, &'d SectionDraft)>,
}

/// All classes of a center, in the order of its record.
pub(crate) fn classes(center: &CenterDraft) -> impl Iterator<Item = Class<'_>> {
    center.activities.items().flat_map(|activity| {
        let sections = || activity.1.sections.items();
        let whole = !sections().any(|(_, section)| says(&section.sessions) || says(&section.dates));
        let whole = whole.then_some(Class { activity, section: None });
        whole.into_iter().chain(sections().map(move |section| Class { activity, section: Some(section) }))
    })
}

/// The places of lists of activities and sections that could not be read as a whole, of which the first are enough: what is not
/// there may be a class like any other.
pub(crate) fn unread(center: &CenterDraft, at: &Path<'_>) -> Vec<Pointer> {
    let list = at.key("activities");
    let activities = unread_items(&center.activities, &list);
    let sections = center
        .activities
        .items()
        .filter_map(|(place, activity)| unread_items(&activity.sections, &list.index(place).key("sections")));
    activities.into_iter().chain(sections).take(FEW).collect()
}

/// So many places are told of what could not be read.
const FEW: usize = 16;

fn unread_items<T>(list: &Field<List<T>>, at: &Path<'_>) -> Option<Pointer> {
    (!is_read(list)).then(|| at.to_pointer())
}

/// Whether all items of a list could be read.
fn is_read<T>(list: &Field<List<T>>) -> bool {
    match list {
        Field::Missing => true,
        Field::Malformed(_) => false,
        Field::Given(list) => list.omitted == 0 && list.items.iter().all(|item| item.given().is_some()),
    }
}

/// Whether all activities, and all sections of each, could be read.
pub(crate) fn can_be_read(activities: &Field<List<ActivityDraft>>) -> bool {
    is_read(activities) && activities.items().all(|(_, activity)| is_read(&activity.sections))
}

fn says<T>(list: &Field<List<T>>) -> bool {
    !list.is_missing() && list.given().is_none_or(|list| !list.items.is_empty() || list.omitted > 0)
}

impl<'d> Class<'d> {
    /// The section, if it is one.
    pub(crate) fn section(&self) -> Option<&'d SectionDraft> {
        self.section.map(|(_, section)| section)
    }

    /// The place of its activity and, if it is a section, of the section.
    pub(crate) fn places(&self) -> (usize, Option<usize>) {
        (self.activity.0, self.section.map(|(place, _)| place))
    }

    pub(crate) fn sessions(&self) -> &'d Field<List<SessionDraft>> {
        self.section().map_or(&self.activity.1.sessions, |section| &section.sessions)
    }

    pub(crate) fn dates(&self) -> &'d Field<List<DatedHoursDraft>> {
        self.section().map_or(&self.activity.1.dates, |section| &section.dates)
    }

    /// Where it takes place: in its own spaces or, if it names none, in those of its activity.
    pub(crate) fn spaces(&self) -> &'d Field<List<Key>> {
        let own = self.section().map(|section| &section.spaces).filter(|spaces| says(spaces));
        own.unwrap_or(&self.activity.1.spaces)
    }

    /// The only space in which it takes place; `None` where it is in several, in none, or that is not known.
    pub(crate) fn only_space(&self) -> Option<&'d Key> {
        match self.spaces().given()? {
            List { items, omitted: 0 } => match items.as_slice() {
                [Field::Given(space)] => Some(space),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many times it names at which it may be on.
    pub(crate) fn times(&self) -> usize {
        let count = |length: Option<usize>| length.unwrap_or(0);
        count(self.sessions().given().map(|list| list.items.len()))
            + count(self.dates().given().map(|list| list.items.len()))
    }

    /// Whether it has weekly hours only, all of which could be read, and takes and has no more than so many of anything.
    pub(crate) fn is_plain(&self, most: usize) -> bool {
        let duties = self.section().map_or(0, |section| section.duties.items().count());
        let many = [self.times(), self.spaces().items().count(), duties];
        is_read(self.sessions())
            && is_read(self.spaces())
            && self.section().is_none_or(|section| is_read(&section.duties))
            && self.dates().is_missing()
            && many.into_iter().all(|length| length <= most)
    }

    /// Its place, in a center that is at a place.
    pub(crate) fn at(&self, center: &Path<'_>) -> Pointer {
        self.within(center, |class| class.to_pointer())
    }

    /// The place of one of its fields.
    pub(crate) fn below(&self, center: &Path<'_>, key: &str) -> Pointer {
        self.within(center, |class| class.key(key).to_pointer())
    }

    /// The place of one of the times at which it is on.
    pub(crate) fn time_at(&self, time: Time, center: &Path<'_>) -> Pointer {
        self.within(center, |class| match time {
            Time::Session(nth) => class.key("sessions").index(nth).to_pointer(),
            Time::Date(nth) => class.key("dates").index(nth).to_pointer(),
        })
    }

    fn within<T>(&self, center: &Path<'_>, look: impl FnOnce(&Path<'_>) -> T) -> T {
        let list = center.key("activities");
        let activity = list.index(self.activity.0);
        match self.section {
            Some((place, _)) => look(&activity.key("sections").index(place)),
            None => look(&activity),
        }
    }

    /// When it is on; tells each time with its slot, or none where that cannot be told.
    pub(crate) fn slots(&self, calendar: &Calendar, mut tell: impl FnMut(Time, Option<Slot>)) {
        let items = self.sessions().given().map_or(&[][..], |list| &list.items);
        for (nth, item) in items.iter().enumerate() {
            let when = item.given().and_then(|session| When::of_draft(session).ok());
            tell(Time::Session(nth), when.map(|when| Slot::of(0, &when)));
        }
        let items = self.dates().given().map_or(&[][..], |list| &list.items);
        for (nth, item) in items.iter().enumerate() {
            let slot = item.given().and_then(|hours| {
                let date = *hours.date.given()?;
                Slot::on(0, date, calendar.kind(date), *hours.opens.given()?, *hours.closes.given()?)
            });
            tell(Time::Date(nth), slot);
        }
    }

    /// The lists of its times that could not be read as a whole.
    pub(crate) fn unread_times(&self, center: &Path<'_>) -> Vec<Pointer> {
        fn is_open<T>(list: &Field<List<T>>) -> bool {
            !list.is_missing() && list.given().is_none_or(|list| list.omitted > 0)
        }
        let lists = [("sessions", is_open(self.sessions())), ("dates", is_open(self.dates()))];
        let open = lists.into_iter().filter(|(_, open)| *open);
        open.map(|(key, _)| self.below(center, key)).collect()
    }
}

/// One of the times at which a class is on, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    Session(usize),
    Date(usize),
}
