use super::assemble::{Lists, assemble};
use super::months::Months;
use super::part::{ActivityPart, Occasions, SectionPart, ServicePart};
use super::times::{Besides, Dated, Times, Weekly};
use super::whom::{Level, Stated, Whom};
use crate::field::{Field, List};
use crate::hours::{When, is_over};
use crate::offer::{Known, Offer, groups_of_draft};
use crate::records::{
    AgesDraft, AudienceDraft, CenterDraft, CenterField, DatedHoursDraft, EntitlementDraft, SessionDraft,
};
use crate::vocab::{AgeBoundaries, Date};

/// The occasions of a center as far as its draft tells, at the time of a date.
pub(crate) fn occasions_of_draft(center: &CenterDraft, boundaries: AgeBoundaries, date: Option<Date>) -> Occasions {
    let services = center.services.items().map(|(place, service)| {
        let offer = Offer::of_draft(service, boundaries);
        ServicePart {
            place,
            key: service.key.given(),
            functions: Known { what: offer.functions, open: offer.functions_open },
            whom: whom(&service.audience, boundaries, Level::Service),
            times: times(&service.sessions, &Field::Missing, date),
        }
    });
    let activities = center.activities.items().map(|(place, activity)| ActivityPart {
        place,
        service: activity.service.given(),
        whom: whom(&activity.audience, boundaries, Level::Activity),
        times: times(&activity.sessions, &activity.dates, date),
        sections: activity
            .sections
            .items()
            .map(|(place, section)| SectionPart {
                place,
                whom: whom(&section.audience, boundaries, Level::Section),
                times: times(&section.sessions, &section.dates, date),
            })
            .collect(),
        open: !is_whole(&activity.sections),
    });
    let service_unread = |field: &Field<_>| matches!(field, Field::Malformed(_));
    let lists = Lists {
        services_open: center.services.is_missing()
            || !is_whole(&center.services)
            || !center.claims_all(CenterField::services),
        activities_open: !center.activities.is_missing() && !center.claims_all(CenterField::activities),
        activity_unread: !is_whole(&center.activities)
            || center.activities.items().any(|(_, activity)| service_unread(&activity.service)),
    };
    assemble(services.collect(), activities.collect(), lists)
}

/// Whether everything in a list could be read. One that is not there is whole.
fn is_whole<T>(list: &Field<List<T>>) -> bool {
    match list {
        Field::Missing => true,
        Field::Malformed(_) => false,
        Field::Given(list) => list.omitted == 0 && list.items.iter().all(|item| item.given().is_some()),
    }
}

fn whom(audience: &Field<AudienceDraft>, boundaries: AgeBoundaries, level: Level) -> Option<Whom> {
    let audience = match audience {
        Field::Missing => return None,
        Field::Malformed(_) => return Some(Whom::unknown(level)),
        Field::Given(audience) => audience,
    };
    let ages = ages(&audience.ages);
    let entitled = entitled(&audience.entitled);
    let groups = groups_of_draft(audience, boundaries);
    let unread = matches!(audience.groups, Field::Malformed(_))
        || audience.groups.given().is_some_and(|groups| !groups.is_whole());
    let says_something = ages.is_some() || entitled.is_some() || !groups.what.is_empty() || unread;
    says_something.then(|| Whom::of(&Stated { groups, ages, entitled }, boundaries, level))
}

/// The ages of a list, if it holds any.
fn ages(list: &Field<List<AgesDraft>>) -> Option<Known<Months>> {
    let mut months = Months::NONE;
    let mut any = !is_whole(list);
    let mut open = any;
    for (_, ages) in list.items() {
        any = true;
        match ages.range() {
            Some(range) => months.add(&Months::of(range)),
            None => open = true,
        }
    }
    any.then_some(Known { what: months, open })
}

/// Who is entitled, if not everybody is: surely, and perhaps.
fn entitled(list: &Field<List<EntitlementDraft>>) -> Option<(Months, Months)> {
    let (mut surely, mut perhaps) = (Months::NONE, Months::NONE);
    let whole = is_whole(list);
    let mut any = !whole;
    if !whole {
        perhaps = Months::every_age();
    }
    for (_, entitlement) in list.items() {
        any = true;
        let of_age = ages(&entitlement.ages).unwrap_or(Known { what: Months::every_age(), open: false });
        perhaps.add(&if of_age.open { Months::every_age() } else { of_age.what });
        let unconditional = match &entitlement.conditions {
            Field::Missing => true,
            Field::Malformed(_) => false,
            Field::Given(conditions) => conditions.is_whole() && conditions.words.is_empty(),
        };
        if unconditional {
            surely.add(&of_age.what);
        }
    }
    any.then_some((surely, perhaps))
}

fn times(
    sessions: &Field<List<SessionDraft>>,
    dates: &Field<List<DatedHoursDraft>>,
    date: Option<Date>,
) -> Option<Times> {
    let whole = is_whole(sessions) && is_whole(dates);
    if whole && sessions.items().next().is_none() && dates.items().next().is_none() {
        return None;
    }
    let weekly = sessions.items().filter(|(_, session)| !is_over(session, date)).map(|(place, session)| {
        let (when, doubt) = When::read(session);
        Weekly { place, when, doubt }
    });
    let dates = dates.items().filter_map(|(_, hours)| Dated::of_draft(hours));
    let besides = if whole { Besides::Never } else { Besides::Ever };
    Some(Times { weekly: weekly.collect(), dates: dates.collect(), besides })
}
