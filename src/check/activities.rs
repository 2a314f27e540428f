//! What people come together for in a center, who is there, and when.

use super::known_keys::KnownKeys;
use super::outdoors::is_outdoors;
use super::walk::{Walk, run};
use crate::path::Path;
use crate::records::{
    ActivityDraft, AudienceDraft, CenterDraft, CenterField, DutyDraft, PersonDraft, SectionDraft, ServiceDraft,
    SpaceDraft, TeamDraft,
};
use crate::rules::bookings::Apart;
use crate::rules::record::outside_opening_hours::OpenHours;
use crate::rules::{Rule, record};
use crate::vocab::Key;

/// What the activities of a center refer to.
struct Known<'k, 'd> {
    open: &'k OpenHours<'d>,
    spaces: &'k KnownKeys<'d, SpaceDraft>,
    services: KnownKeys<'d, ServiceDraft>,
    people: KnownKeys<'d, PersonDraft>,
    teams: KnownKeys<'d, TeamDraft>,
}

impl<'d> Known<'_, 'd> {
    /// The service that has a key, and its place.
    fn service(&self, key: &'d Key) -> Option<(usize, &'d ServiceDraft)> {
        Some((self.services.place_of(key)?, self.services.get(key)?))
    }
}

/// An audience, if it says anything.
fn said<'a, 'p>(
    (audience, at): (Option<&'a AudienceDraft>, &'p Path<'p>),
) -> Option<(&'a AudienceDraft, &'p Path<'p>)> {
    audience.filter(|audience| !audience.is_silent()).map(|audience| (audience, at))
}

impl Walk<'_> {
    pub(super) fn activities<'d>(
        &mut self,
        center: &'d CenterDraft,
        (spaces, open): (&KnownKeys<'d, SpaceDraft>, &OpenHours<'d>),
        at: &Path<'_>,
    ) {
        let known = Known {
            open,
            spaces,
            services: KnownKeys::of(center, CenterField::services, &center.services, |service| &service.key),
            people: KnownKeys::of(center, CenterField::people, &center.people, |person| &person.key),
            teams: KnownKeys::of(center, CenterField::teams, &center.teams, |team| &team.key),
        };
        let list = at.key("activities");
        self.keys(center.activities.items().filter_map(|(place, item)| Some((place, item.key.given()?))), &list);
        for (place, activity) in center.activities.items() {
            self.activity(activity, &known, &list.index(place), at);
        }
        let calendar = self.context.calendar();
        let apart = if center.activities.is_missing() { None } else { Apart::of(center) };
        run!(self, record::space_double_booked, center, apart.as_ref(), calendar, at);
        run!(self, record::teacher_double_booked, center, apart.as_ref(), calendar, at);
        self.people(center, &known, at);
        let list = at.key("teams");
        self.keys(center.teams.items().filter_map(|(place, team)| Some((place, team.key.given()?))), &list);
        for (place, team) in center.teams.items() {
            self.name(&team.name, &list.index(place).key("name"));
        }
    }

    fn activity<'d>(&mut self, activity: &'d ActivityDraft, known: &Known<'_, 'd>, at: &Path<'_>, center: &Path<'_>) {
        self.name(&activity.name, &at.key("name"));
        if let Some(service) = activity.service.given() {
            self.reference(service, &known.services, &center.key("services"), &at.key("service"));
        }
        let (services, audience_at) = (center.key("services"), at.key("audience"));
        let service = activity.service.given().and_then(|key| known.service(key));
        let service_at = services.index(service.map_or(0, |(place, _)| place));
        let of_the_service = (service.and_then(|(_, service)| service.audience.given()), &service_at.key("audience"));
        if let Some(audience) = activity.audience.given() {
            self.audience_within(audience, said(of_the_service), &audience_at);
        }
        let whole = said((activity.audience.given(), &audience_at)).or(said(of_the_service));
        self.organization(&activity.organizer, &at.key("organizer"));
        self.references(&activity.teams, &known.teams, &center.key("teams"), &at.key("teams"));
        self.references(&activity.spaces, known.spaces, &center.key("spaces"), &at.key("spaces"));
        let outdoors = is_outdoors(&activity.spaces, known.spaces);
        self.sessions_within(&activity.sessions, (known.open, center, outdoors), &at.key("sessions"));
        self.dates(&activity.dates, &at.key("dates"));
        let list = at.key("sections");
        self.keys(activity.sections.items().filter_map(|(place, item)| Some((place, item.key.given()?))), &list);
        for (place, section) in activity.sections.items() {
            let section_at = list.index(place);
            if let Some(audience) = section.audience.given() {
                self.audience_within(audience, whole, &section_at.key("audience"));
            }
            self.section(section, (known, outdoors), &section_at, center);
            run!(self, record::enrolled_over_capacity, section, (activity, at), &section_at);
        }
    }

    /// Where it names no spaces it takes place in those of its activity, of which it is told whether they are outdoors.
    fn section<'d>(
        &mut self,
        section: &'d SectionDraft,
        (known, activity_is_outdoors): (&Known<'_, 'd>, bool),
        at: &Path<'_>,
        center: &Path<'_>,
    ) {
        self.name(&section.name, &at.key("name"));
        if let Some(teacher) = section.teacher.given() {
            self.reference(teacher, &known.people, &center.key("people"), &at.key("teacher"));
        }
        let duties = at.key("duties");
        for (place, duty) in section.duties.items() {
            self.duty(duty, known, &duties.index(place), center);
        }
        self.references(&section.spaces, known.spaces, &center.key("spaces"), &at.key("spaces"));
        let has_spaces = !section.spaces.given().map_or(section.spaces.is_missing(), |list| list.items.is_empty());
        let outdoors = if has_spaces { is_outdoors(&section.spaces, known.spaces) } else { activity_is_outdoors };
        self.sessions_within(&section.sessions, (known.open, center, outdoors), &at.key("sessions"));
        self.dates(&section.dates, &at.key("dates"));
    }

    fn duty<'d>(&mut self, duty: &'d DutyDraft, known: &Known<'_, 'd>, at: &Path<'_>, center: &Path<'_>) {
        if let Some(person) = duty.person.given() {
            self.reference(person, &known.people, &center.key("people"), &at.key("person"));
        }
        if let Some(team) = duty.team.given() {
            self.reference(team, &known.teams, &center.key("teams"), &at.key("team"));
        }
    }

    fn people<'d>(&mut self, center: &'d CenterDraft, known: &Known<'_, 'd>, at: &Path<'_>) {
        let list = at.key("people");
        self.keys(center.people.items().filter_map(|(place, person)| Some((place, person.key.given()?))), &list);
        for (place, person) in center.people.items() {
            let person_at = list.index(place);
            self.name(&person.name, &person_at.key("name"));
            self.references(&person.teams, &known.teams, &at.key("teams"), &person_at.key("teams"));
        }
    }
}
