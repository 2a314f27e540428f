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
    let names_groups = matches!(audience.groups, Field::Malformed(_))
        || audience.groups.given().is_some_and(|groups| !groups.words.is_empty() || !groups.is_whole());
    let says_something = ages.is_some() || entitled.is_some() || names_groups;
    says_something.then(|| Whom::of(&Stated { groups, names_groups, ages, entitled }, boundaries, level))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::occasions::{Occasion, occasions_of};
    use crate::records::Center;

    fn told(occasions: &Occasions) -> Vec<(Occasion, Times)> {
        occasions.list.iter().map(|occasion| (occasion.clone(), occasions.times[occasion.times].clone())).collect()
    }

    #[test]
    fn a_checked_center_has_the_occasions_of_its_draft() {
        let id = "5a0c3f5e-0000-4000-8000-000000000001";
        let session = r#"{ "weekdays": ["周一"], "opens": "08:00", "closes": "09:00", "season": "学期" }"#;
        for rest in [
            r#""services": []"#.to_owned(),
            r#""status": "open""#.to_owned(),
            format!(
                r#""services": [{{ "key": "a", "name": "某项", "functions": ["sports"], "sessions": [{session}],
                     "audience": {{ "groups": ["old"], "ages": [] }} }},
                   {{ "key": "b", "name": "某项", "kind": "clinic", "audience": {{ "ages": [{{ "from": "30m" }}] }} }},
                   {{ "key": "c", "name": "某项", "audience": {{ "entitled": [{{ "conditions": ["low-income"] }}, {{ "ages": [{{ "from": 60 }}] }}] }} }}],
                   "activities": [{{ "key": "d", "name": "某项", "service": "b", "sections": [
                       {{ "key": "e", "audience": {{ "groups": ["young"] }}, "dates": [{{ "date": "2024-05-01", "opens": "08:00", "closes": "24:00" }}] }},
                       {{ "key": "f", "sessions": [{session}] }}, {{ "key": "g" }}] }},
                     {{ "key": "h", "name": "某项", "service": "a" }}, {{ "key": "i", "name": "某项" }}],
                   "partial": ["services", "activities"]"#
            ),
        ] {
            let center: Center =
                serde_json::from_str(&format!(r#"{{ "id": "{id}", "name": "示例社区邻里中心", {rest} }}"#)).unwrap();
            let of_center = told(&occasions_of(&center, AgeBoundaries::LEGAL));
            let of_draft = told(&occasions_of_draft(&CenterDraft::from(center), AgeBoundaries::LEGAL, None));
            assert_eq!(of_center, of_draft, "{rest}");
        }
    }

    #[test]
    fn what_could_not_be_read_leaves_open_no_more_than_itself() {
        let center: CenterDraft = serde_json::from_str(
            r#"{ "services": [{ "key": "a", "functions": ["sports"], "audience": { "ages": [5, { "from": 60 }] },
                               "sessions": [5, { "weekdays": ["周一"], "opens": "08:00", "closes": "late" }] }] }"#,
        )
        .unwrap();
        let occasions = occasions_of_draft(&center, AgeBoundaries::LEGAL, None);
        let [occasion] = occasions.list.as_slice() else { panic!("{occasions:?}") };
        assert!(!occasion.functions.open && !occasion.whom.meant_is_known());
        let times = &occasions.times[occasion.times];
        assert_eq!((times.besides, times.weekly.len()), (Besides::Ever, 1));
        assert_eq!(times.weekly[0].doubt, Some("closes"));
    }
}
