use std::collections::BTreeMap;

use super::part::{ActivityPart, Occasion, Occasions, Origin, SectionPart, ServicePart};
use super::times::{Besides, Times};
use super::whom::{Level, Whom};
use crate::offer::Known;
use crate::vocab::{FunctionSet, Key};

/// What is known of the lists of a center.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lists {
    /// Whether there may be services that the record does not hold.
    pub(crate) services_open: bool,
    /// Whether there may be activities that it does not hold.
    pub(crate) activities_open: bool,
    /// Whether an activity stands there that could not be read, or not its service.
    pub(crate) activity_unread: bool,
}

/// The occasions that services and activities come to.
///
/// - What states its times is on at those, and at no others: a service, and each class of its activities.
/// - A class that states none is on whenever its activity is. Whom it is for, the class says, or else the activity, or else the
///   service.
/// - An activity that states no times either is on at those of its service.
/// - What is left without times may be on while the center may be open; so may a service that has times only from its
///   activities, if there may be further ones, and whatever service the record does not hold.
pub(crate) fn assemble(services: Vec<ServicePart<'_>>, activities: Vec<ActivityPart<'_>>, lists: Lists) -> Occasions {
    let mut of_service: BTreeMap<&Key, Vec<ActivityPart<'_>>> = BTreeMap::new();
    for activity in activities {
        if let Some(key) = activity.service {
            of_service.entry(key).or_default().push(activity);
        }
    }
    let mut all = Occasions::default();
    for service in services {
        let own = service.key.and_then(|key| of_service.remove(key)).unwrap_or_default();
        of_one_service(service, own, lists, &mut all);
    }
    if lists.services_open {
        unheld(Besides::WhileOpen, &mut all);
    }
    if lists.activity_unread {
        unheld(Besides::Ever, &mut all);
    }
    all
}

/// What the record does not hold: nobody knows what it fulfills, nor for whom.
fn unheld(besides: Besides, all: &mut Occasions) {
    let times = all.keep(Times { besides, ..Times::default() });
    all.list.push(Occasion {
        origin: Origin::default(),
        functions: Known { what: FunctionSet::EMPTY, open: true },
        whom: Whom::unknown(Level::Service),
        times,
        timed_by: Level::Service,
    });
}

fn of_one_service(service: ServicePart<'_>, activities: Vec<ActivityPart<'_>>, lists: Lists, all: &mut Occasions) {
    let ServicePart { place, functions, times, whom, .. } = service;
    let whom = whom.unwrap_or(Whom::unknown(Level::Service));
    let origin = Origin { service: Some(place), ..Origin::default() };
    let own = times.map(|times| all.keep(times));
    // What has no times of its own is within those of the service, if that states some.
    let otherwise = if own.is_none() { Some(all.keep(Times::unstated())) } else { None };
    let give = |all: &mut Occasions, origin, whom, times: Option<usize>, timed_by| {
        if let Some(times) = times.or(otherwise) {
            all.list.push(Occasion { origin, functions, whom, times, timed_by });
        }
    };
    if activities.is_empty() || own.is_some() || lists.activities_open {
        give(all, origin, whom, own, Level::Service);
    }
    for activity in activities {
        let ActivityPart { place, times, sections, open, .. } = activity;
        let origin = Origin { activity: Some(place), ..origin };
        let whom = activity.whom.unwrap_or(whom);
        let times = times.map(|times| all.keep(times));
        if sections.is_empty() || open {
            give(all, origin, whom, times, Level::Activity);
        }
        for SectionPart { place, whom: own, times: at } in sections {
            let origin = Origin { section: Some(place), ..origin };
            let level = if at.is_some() { Level::Section } else { Level::Activity };
            let at = at.map(|times| all.keep(times)).or(times);
            give(all, origin, own.unwrap_or(whom), at, level);
        }
    }
}
