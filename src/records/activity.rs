use super::audience::Audience;
use super::closure::DatedHours;
use super::organization::Organization;
use super::session::Session;
use crate::record::record;
use crate::vocab::{ActivityKind, Count, DeliveryRole, FitnessLevel, Frequency, Key, Name, SkillLevel};

record! {
    /// What people come together for (活动): a course, a club, an event, a competition.
    ///
    /// It is part of a service, which says what function it fulfills. A course has classes, each with hours of its own; what has
    /// none says its hours itself.
    pub struct Activity, ActivityDraft, ActivityField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name.
        required name: Name,
        /// What it is.
        optional kind: ActivityKind,
        /// The key of the service that it is part of.
        optional service: Key,
        /// Whom it is meant for, if not all that the service is meant for.
        optional audience: Audience,
        /// How often it takes place.
        optional frequency: Frequency,
        /// Who organizes it, if not the operator of the center.
        optional organizer: Organization,
        /// The keys of the teams that make it happen.
        list teams: Key,
        /// The keys of the spaces where it takes place.
        list spaces: Key,
        /// When it takes place every week.
        list sessions: Session,
        /// The dates on which it takes place.
        list dates: DatedHours,
        /// How many people can take part.
        optional capacity: Count,
        /// Its classes.
        list sections: Section,
    }
}

record! {
    /// A class of a course (班次), set up by age, fitness and progress, as the article has it.
    pub struct Section, SectionDraft, SectionField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name.
        optional name: Name,
        /// Whom it is meant for, if not all that the activity is meant for.
        optional audience: Audience,
        /// How far its members have come.
        optional progress: SkillLevel,
        /// How fit its members have to be.
        optional fitness: FitnessLevel,
        /// The key of the person who teaches it.
        optional teacher: Key,
        /// Who else is on duty.
        list duties: Duty,
        /// The keys of the spaces where it takes place, if not those of the activity.
        list spaces: Key,
        /// When it takes place every week.
        list sessions: Session,
        /// The dates on which it takes place.
        list dates: DatedHours,
        /// How many people it takes.
        optional capacity: Count,
        /// How many people are in it.
        optional enrolled: Count,
        /// How many people wait for a place.
        optional waiting: Count,
    }
}

record! {
    /// Who is there while a class takes place (值班), and as what.
    pub struct Duty, DutyDraft, DutyField {
        /// As what.
        required role: DeliveryRole,
        /// The key of the person.
        optional person: Key,
        /// The key of the team that sends people.
        optional team: Key,
        /// How many people; without it, at least one.
        optional people: Count,
    }
}
