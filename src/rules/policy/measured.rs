//! How large a center is, or the part of it that is for one function.

use std::collections::BTreeMap;

use crate::offer::Offer;
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, SpaceDraft};
use crate::rules::policy::neighbors::{Measure, Reading};
use crate::rules::policy::subject::{Subject, only_area};
use crate::vocab::{AgeBoundaries, Answer, Area, AreaKind, Key, Qualifier, ServiceFunction, SquareMeters};

/// How large a center is, for those who add up several.
pub(crate) fn reading(measure: Measure, center: &CenterDraft) -> Reading {
    // Which function a service has does not depend on where age groups divide.
    let subject = Subject::new(center, AgeBoundaries::LEGAL);
    let Measured { certain, whole, .. } = Measured::of(measure, &subject, &Path::ROOT);
    Reading { certain, whole }
}

/// An area, as far as it is known.
pub(crate) struct Measured {
    /// What there is, whatever else there may be.
    pub(crate) certain: Option<Area>,
    /// What there is, if that is all.
    pub(crate) whole: Option<Area>,
    /// Where it is told that it is too small.
    pub(crate) at: Pointer,
    /// Where the areas stand that it is made of.
    pub(crate) places: Vec<Pointer>,
    /// The places that leave open how large it is.
    pub(crate) doubt: Vec<Pointer>,
}

impl Measured {
    pub(crate) fn of((kind, function): Measure, subject: &Subject<'_>, at: &Path<'_>) -> Self {
        match function {
            None => Self::center(kind, subject, at),
            Some(function) => Self::spaces(function, kind, subject, at),
        }
    }

    /// The area of the whole center.
    fn center(kind: AreaKind, subject: &Subject<'_>, at: &Path<'_>) -> Self {
        match subject.area_of(kind, at) {
            Ok((area, place)) => Self {
                certain: Some(area),
                whole: Some(area),
                places: vec![place.clone()],
                at: place,
                doubt: Vec::new(),
            },
            Err(doubt) => {
                let at = at.key("areas").to_pointer();
                Self { certain: None, whole: None, at, places: Vec::new(), doubt }
            }
        }
    }

    /// The area of the spaces where services of a function are offered.
    fn spaces(function: ServiceFunction, kind: AreaKind, subject: &Subject<'_>, at: &Path<'_>) -> Self {
        let list = at.key("spaces");
        let nothing = |qualifier| Area::new(kind, SquareMeters::whole(0), qualifier);
        let (mut certain, mut whole) = (nothing(Qualifier::AtLeast), Some(nothing(Qualifier::Exactly)));
        let (rooms, mut doubt) = rooms(function, subject, at);
        let mut places = Vec::new();
        for room in rooms.values().filter(|room| room.is_used) {
            let room_at = list.index(room.place);
            let areas = room_at.key("areas");
            match only_area(&room.space.areas, kind, &areas) {
                Ok(Some((area, place))) => {
                    // A sum too large to be kept is still at least what it was before.
                    certain = certain.plus(area.at_least()).unwrap_or(certain);
                    whole = whole.and_then(|whole| whole.plus(area));
                    places.push(place);
                }
                Ok(None) => doubt.push(areas.to_pointer()),
                Err(unread) => doubt.extend(unread),
            }
        }
        let whole = whole.filter(|_| doubt.is_empty());
        Self { certain: Some(certain), whole, at: list.to_pointer(), places, doubt }
    }
}

/// A space, and whether a service of the function is offered there.
struct Room<'d> {
    place: usize,
    space: &'d SpaceDraft,
    is_used: bool,
    /// Whether another space has the same key, so that nobody can say which of them is meant.
    is_ambiguous: bool,
}

/// The spaces by their keys, and the places that leave open which of them are used for a function.
fn rooms<'d>(
    function: ServiceFunction,
    subject: &Subject<'d>,
    at: &Path<'_>,
) -> (BTreeMap<&'d Key, Room<'d>>, Vec<Pointer>) {
    let center = subject.center;
    let mut rooms: BTreeMap<&Key, Room<'_>> = BTreeMap::new();
    for (place, space) in center.spaces.items() {
        if let Some(key) = space.key.given() {
            let room = Room { place, space, is_used: false, is_ambiguous: false };
            rooms.entry(key).and_modify(|room| room.is_ambiguous = true).or_insert(room);
        }
    }
    let may_be = |offer: &Offer| offer.functions_open && !offer.functions.contains(function);
    let mut doubt = subject.doubt(at, "functions", may_be);
    if subject.owes_services() != Answer::Yes {
        doubt.push(at.key("status").to_pointer());
    }
    let services = at.key("services");
    for (place, service) in center.services.items() {
        if !Offer::of_draft(service, subject.boundaries).functions.contains(function) {
            continue;
        }
        let service_at = services.index(place);
        let keys_at = service_at.key("spaces");
        // An empty list says no more than one that is not there: every service is offered somewhere.
        let keys = service.spaces.given().filter(|keys| !keys.items.is_empty());
        if keys.is_none_or(|keys| keys.omitted > 0) {
            doubt.push(keys_at.to_pointer());
        }
        for (nth, key) in keys.into_iter().flat_map(|keys| keys.items.iter().enumerate()) {
            match key.given().and_then(|key| rooms.get_mut(key)) {
                Some(room) if !room.is_ambiguous => room.is_used = true,
                _ => doubt.push(keys_at.index(nth).to_pointer()),
            }
        }
    }
    (rooms, doubt)
}
