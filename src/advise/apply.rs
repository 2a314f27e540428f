//! Additions made in a draft.

use std::collections::{BTreeMap, BTreeSet};

use super::addition::Addition;
use crate::field::{Field, List};
use crate::records::{AreaDraft, AudienceDraft, CenterDraft, FeatureDraft, ServiceDraft, SessionDraft};
use crate::vocab::{
    Answer, AreaKind, GroupSet, Key, Name, Season, ServiceKind, SquareMeters, TimeOfDay, Weekday, WeekdaySet,
    WeeklyMinutes, Word,
};

/// Where the day of an added session begins if it can: at eight, and not at midnight.
const MORNING: usize = 8 * 60;

/// Makes one addition in a draft. A list that is malformed is left as it is.
pub(crate) fn add(draft: &mut CenterDraft, addition: Addition) {
    match addition {
        Addition::Service { kind } => add_service(&mut draft.services, kind),
        Addition::Feature { more } => add_features(&mut draft.features, more),
        Addition::Area { kind, at_least } => enlarge(&mut draft.areas, kind, at_least),
        Addition::Times { service, weekdays, opens, closes, season } => {
            let service = match &mut draft.services {
                Field::Given(list) => list.items.get_mut(service),
                Field::Missing | Field::Malformed(_) => None,
            };
            if let Some(Field::Given(service)) = service {
                offer_at(&mut service.sessions, weekdays, (opens, closes), season);
            }
        }
        Addition::Hours { more } => lengthen(&mut draft.hours, more),
    }
}

/// What an added service offers is what this says: no functions of its own, so that its kind tells.
pub(crate) fn service_of(kind: ServiceKind) -> ServiceDraft {
    let everybody = AudienceDraft { groups: GroupSet::all().into(), ..AudienceDraft::default() };
    ServiceDraft {
        name: word(kind.label_zh()),
        kind: kind.into(),
        audience: everybody.into(),
        ..ServiceDraft::default()
    }
}

fn word<W: Word>(text: &str) -> Field<W> {
    W::from_text(text).map_or(Field::Missing, Field::Given)
}

/// The items of a list, which is begun where there is none.
fn items<T>(list: &mut Field<List<T>>) -> Option<&mut Vec<Field<T>>> {
    if list.is_missing() {
        *list = Field::Given(List::default());
    }
    match list {
        Field::Given(list) => Some(&mut list.items),
        Field::Missing | Field::Malformed(_) => None,
    }
}

fn add_service(services: &mut Field<List<ServiceDraft>>, kind: ServiceKind) {
    let taken: BTreeSet<&str> =
        services.items().filter_map(|(_, service)| service.key.given()).map(Key::as_str).collect();
    let numbered = (2_u32..).map(|number| format!("{kind}-{number}"));
    let key = std::iter::once(kind.to_string()).chain(numbered).find(|key| !taken.contains(key.as_str()));
    let key = key.map_or(Field::Missing, |key| word(&key));
    if let Some(items) = items(services) {
        items.push(Field::Given(ServiceDraft { key, ..service_of(kind) }));
    }
}

fn add_features(features: &mut Field<List<FeatureDraft>>, more: u32) {
    let taken: BTreeSet<String> =
        features.items().filter_map(|(_, feature)| feature.name.given()).map(Name::to_string).collect();
    let Some(items) = items(features) else { return };
    let names = (1_u32..).map(|number| format!("待命名的特色 {number}")).filter(|name| !taken.contains(name));
    for name in names.take(more as usize) {
        items.push(Field::Given(FeatureDraft { name: word(&name), ..FeatureDraft::default() }));
    }
}

fn enlarge(areas: &mut Field<List<AreaDraft>>, kind: AreaKind, at_least: SquareMeters) {
    let is_large = |area: &AreaDraft| area.value().is_some_and(|area| area.is_at_least(kind, at_least) == Answer::Yes);
    if !areas.items().any(|(_, area)| is_large(area)) {
        set_area(areas, kind, at_least);
    }
}

/// States an area of the center as a whole, in place of what is stated of that kind.
pub(crate) fn set_area(areas: &mut Field<List<AreaDraft>>, kind: AreaKind, amount: SquareMeters) {
    let Some(items) = items(areas) else { return };
    let stated = items.iter_mut().find_map(|item| match item {
        Field::Given(area) if area.kind.given() == Some(&kind) => Some(area),
        _ => None,
    });
    match stated {
        Some(area) => {
            area.square_meters = amount.into();
            area.qualifier = Field::Missing;
        }
        None => {
            let area = AreaDraft { kind: kind.into(), square_meters: amount.into(), ..AreaDraft::default() };
            items.push(Field::Given(area));
        }
    }
}

/// Adds sessions at these times, where no session is on, in whatever season: sessions of a list do not overlap.
fn offer_at(
    sessions: &mut Field<List<SessionDraft>>,
    weekdays: WeekdaySet,
    (opens, closes): (TimeOfDay, TimeOfDay),
    season: Option<Season>,
) {
    let mut week = Week::of(sessions);
    let span = usize::from(opens.minutes())..usize::from(closes.minutes());
    for (name, day) in Weekday::ALL.iter().zip(&mut week.0) {
        let free = day.get_mut(span.clone()).unwrap_or_default().iter_mut();
        for minute in free.filter(|minute| weekdays.contains(*name) && **minute == Minute::Free) {
            *minute = Minute::Added;
        }
    }
    let season = season.map_or(Field::Missing, Field::Given);
    let added = week.added().into_iter().map(|session| SessionDraft { season: season.clone(), ..session });
    if let Some(items) = items(sessions) {
        items.extend(added.map(Field::Given));
    }
}

/// Adds sessions in the free time of the week, as evenly over its days as that goes.
fn lengthen(hours: &mut Field<List<SessionDraft>>, more: WeeklyMinutes) {
    let mut week = Week::of(hours);
    let taken = week.take(more.get().into());
    if let Some(items) = items(hours) {
        items.extend(taken.into_iter().map(Field::Given));
    }
}

/// The minutes of a day: whether the center is open anyway, and whether it is to open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Minute {
    Free,
    Taken,
    Added,
}

struct Week([[Minute; TimeOfDay::END.minutes() as usize]; 7]);

impl Week {
    /// Every minute in which some session is on, in whatever season: sessions that are added overlap none.
    fn of(hours: &Field<List<SessionDraft>>) -> Self {
        let mut week = Self([[Minute::Free; TimeOfDay::END.minutes() as usize]; 7]);
        for (_, session) in hours.items() {
            let (Some(days), Some(opens), Some(closes)) =
                (session.weekdays.given(), session.opens.given(), session.closes.given())
            else {
                continue;
            };
            let span = usize::from(opens.minutes())..usize::from(closes.minutes());
            for (name, day) in Weekday::ALL.iter().zip(&mut week.0) {
                if days.words.contains(*name) {
                    day.get_mut(span.clone()).unwrap_or_default().fill(Minute::Taken);
                }
            }
        }
        week
    }

    fn take(&mut self, more: usize) -> Vec<SessionDraft> {
        let mut left = more;
        let is_free = |minute: &Minute| *minute == Minute::Free;
        loop {
            let days = self.0.iter().filter(|day| day.iter().any(is_free)).count();
            if left == 0 || days == 0 {
                return self.added();
            }
            let share = left.div_ceil(days);
            for day in &mut self.0 {
                let (night, daytime) = day.split_at_mut(MORNING);
                let free = daytime.iter_mut().chain(night).filter(|minute| is_free(minute));
                for minute in free.take(share.min(left)) {
                    *minute = Minute::Added;
                    left -= 1;
                }
            }
        }
    }

    /// The added minutes as sessions: those that are the same on several days as one.
    fn added(&self) -> Vec<SessionDraft> {
        let mut sessions: BTreeMap<(TimeOfDay, TimeOfDay), WeekdaySet> = BTreeMap::new();
        for (name, day) in Weekday::ALL.iter().zip(&self.0) {
            let mut begins = 0_u16;
            for span in day.chunk_by(|a, b| a == b) {
                let ends = begins.saturating_add(span.len() as u16);
                let times = TimeOfDay::from_minutes(begins).zip(TimeOfDay::from_minutes(ends));
                if let Some(times) = times.filter(|_| span.first() == Some(&Minute::Added)) {
                    sessions.entry(times).or_default().insert(*name);
                }
                begins = ends;
            }
        }
        let session = |((opens, closes), days): ((TimeOfDay, TimeOfDay), WeekdaySet)| SessionDraft {
            weekdays: days.into(),
            opens: opens.into(),
            closes: closes.into(),
            ..SessionDraft::default()
        };
        sessions.into_iter().map(session).collect()
    }
}
