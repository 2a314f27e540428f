use super::assemble::{Lists, assemble};
use super::months::Months;
use super::part::{ActivityPart, Occasions, SectionPart, ServicePart};
use super::times::{Besides, Dated, Times, Weekly};
use super::whom::{Level, Stated, Whom};
use crate::hours::When;
use crate::offer::{Known, Offer, groups_of};
use crate::records::{Ages, Audience, Center, CenterField, DatedHours, Session};
use crate::vocab::AgeBoundaries;

/// The occasions of a checked center.
pub(crate) fn occasions_of(center: &Center, boundaries: AgeBoundaries) -> Occasions {
    let services = center.services().iter().enumerate().map(|(place, service)| {
        let offer = Offer::of(service, boundaries);
        ServicePart {
            place,
            key: Some(service.key()),
            functions: Known { what: offer.functions, open: offer.functions_open },
            whom: whom(service.audience(), boundaries, Level::Service),
            times: times(service.sessions(), &[]),
        }
    });
    let activities = center.activities().iter().enumerate().map(|(place, activity)| ActivityPart {
        place,
        service: activity.service(),
        whom: whom(activity.audience(), boundaries, Level::Activity),
        times: times(activity.sessions(), activity.dates()),
        sections: activity
            .sections()
            .iter()
            .enumerate()
            .map(|(place, section)| SectionPart {
                place,
                whom: whom(section.audience(), boundaries, Level::Section),
                times: times(section.sessions(), section.dates()),
            })
            .collect(),
        open: false,
    });
    let lists = Lists {
        services_open: !center.lists_all(CenterField::services),
        activities_open: center.is_given(CenterField::activities) && !center.lists_all(CenterField::activities),
        activity_unread: false,
    };
    assemble(services.collect(), activities.collect(), lists)
}

/// Whom an audience is for; nothing where it names neither groups nor ages nor who is entitled.
fn whom(audience: Option<&Audience>, boundaries: AgeBoundaries, level: Level) -> Option<Whom> {
    let audience = audience?;
    let ages = (!audience.ages().is_empty()).then(|| Known { what: months(audience.ages()), open: false });
    let entitled = (!audience.entitled().is_empty()).then(|| {
        let (mut surely, mut perhaps) = (Months::NONE, Months::NONE);
        for entitled in audience.entitled() {
            let ages = if entitled.ages().is_empty() { Months::every_age() } else { months(entitled.ages()) };
            perhaps.add(&ages);
            if entitled.conditions().is_none_or(|conditions| conditions.is_empty()) {
                surely.add(&ages);
            }
        }
        (surely, perhaps)
    });
    let groups = groups_of(Some(audience), boundaries);
    let names_groups = audience.groups().is_some_and(|groups| !groups.is_empty());
    let says_something = ages.is_some() || entitled.is_some() || names_groups;
    says_something.then(|| Whom::of(&Stated { groups, names_groups, ages, entitled }, boundaries, level))
}

fn months(ages: &[Ages]) -> Months {
    let mut months = Months::NONE;
    ages.iter().filter_map(Ages::range).for_each(|range| months.add(&Months::of(range)));
    months
}

/// Times, if any are stated. A list of none is one that nobody filled in.
fn times(sessions: &[Session], dates: &[DatedHours]) -> Option<Times> {
    if sessions.is_empty() && dates.is_empty() {
        return None;
    }
    let weekly = sessions.iter().enumerate().map(|(place, session)| Weekly::stated(place, When::of(session)));
    Some(Times { weekly: weekly.collect(), dates: dates.iter().map(Dated::of).collect(), besides: Besides::Never })
}
