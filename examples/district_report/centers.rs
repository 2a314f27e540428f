//! The facts of each center: what there is, how large, when and for whom. Nobody's name or number is shown.

use neighborhood_center::Offer;
use neighborhood_center::coverage::Coverage;
use neighborhood_center::hours;
use neighborhood_center::records::{Center as Checked, CenterDraft, CenterField, ServiceDraft, SpaceDraft};
use neighborhood_center::vocab::{AgeBoundaries, Cell, FunctionSet, Lang, Phrase, Say};
use serde::Serialize;

use crate::document::Document;
use crate::gaps::Gaps;
use crate::heat::{Known, Told, to_whomever};
use crate::words::{both, joined, of_field, of_list, said};

/// A center.
#[derive(Serialize)]
pub(crate) struct Center {
    number: usize,
    name: Option<String>,
    aliases: Option<Phrase>,
    status: Option<Phrase>,
    status_key: &'static str,
    opened: Option<Phrase>,
    tier: Option<Phrase>,
    community: Option<String>,
    serves: Option<Phrase>,
    areas: Option<Phrase>,
    addresses: Option<Phrase>,
    hours: Option<Phrase>,
    closures: Option<Phrase>,
    operator: Option<String>,
    features: Option<Phrase>,
    tenants: Option<Phrase>,
    activities: Vec<Activity>,
    spaces: Vec<Space>,
    services: Vec<Service>,
    /// Whether a list is not complete, by its key.
    partial: Partial,
    /// Whether the record is in order; otherwise coverage cannot be told.
    readable: bool,
    offers: Option<Offers>,
    gaps: Option<Gaps>,
}

#[derive(Serialize)]
struct Partial {
    spaces: bool,
    services: bool,
    tenants: bool,
    activities: bool,
}

#[derive(Serialize)]
struct Offers {
    squares: Vec<Known>,
    told: Told,
}

#[derive(Serialize)]
struct Space {
    name: Option<String>,
    kind: Option<Phrase>,
    floor: Option<Phrase>,
    exposure: Option<Phrase>,
    areas: Option<Phrase>,
    capacity: Option<Phrase>,
    former_use: Option<String>,
}

#[derive(Serialize)]
struct Service {
    name: Option<String>,
    kind: Option<Phrase>,
    functions: Option<Phrase>,
    audience: Option<Phrase>,
    charge: Option<Phrase>,
    capacity: Option<Phrase>,
    hours: Option<Phrase>,
    spaces: Option<Phrase>,
    by: Option<Phrase>,
}

#[derive(Serialize)]
struct Activity {
    name: Option<String>,
    kind: Option<Phrase>,
    frequency: Option<Phrase>,
    capacity: Option<Phrase>,
}

pub(crate) fn centers(document: &Document) -> Vec<Center> {
    document.centers().map(|(place, draft, checked)| center(document, place, draft, checked.as_ref())).collect()
}

fn center(document: &Document, place: usize, draft: &CenterDraft, checked: Option<&Checked>) -> Center {
    let serves: Vec<Phrase> = draft
        .serves
        .items()
        .filter_map(|(_, id)| document.community_name(Some(id)))
        .map(|name| both(|_| name.clone()))
        .collect();
    let status = draft.status.given().map(|status| status.is_in_use());
    Center {
        number: place + 1,
        name: draft.name.given().map(ToString::to_string),
        aliases: of_list(&draft.aliases, |alias| Some(said(alias))),
        status: of_field(&draft.status),
        status_key: match status {
            Some(Some(true)) => "yes",
            Some(Some(false)) => "not-yet",
            _ => "unknown",
        },
        opened: of_field(&draft.opened),
        tier: of_field(&draft.tier),
        community: document.community_name(draft.community.given()),
        serves: joined(serves.iter()),
        areas: of_list(&draft.areas, |area| area.value().as_ref().map(said)),
        addresses: of_list(&draft.sites, |site| of_field(&site.address)),
        hours: hours_of(draft, checked),
        closures: of_list(&draft.closures, |closure| {
            let (begins, ends) = (closure.begins.given()?, closure.ends.given());
            let reason = closure.reason.given();
            Some(both(|lang| {
                let until = ends.filter(|ends| *ends != begins).map(|ends| format!("–{}", ends.in_lang(lang)));
                let reason = reason.map(|reason| match lang {
                    Lang::Zh => format!("（{reason}）"),
                    Lang::En => format!(" ({reason})"),
                });
                let (until, reason) = (until.unwrap_or_default(), reason.unwrap_or_default());
                format!("{}{until}{reason}", begins.in_lang(lang))
            }))
        }),
        operator: draft.operator.given().and_then(|it| it.name.given()).map(ToString::to_string),
        features: of_list(&draft.features, |feature| of_field(&feature.name)),
        tenants: of_list(&draft.tenants, |tenant| of_field(&tenant.name).or_else(|| of_field(&tenant.format))),
        activities: draft
            .activities
            .items()
            .map(|(_, activity)| Activity {
                name: activity.name.given().map(ToString::to_string),
                kind: of_field(&activity.kind),
                frequency: of_field(&activity.frequency),
                capacity: of_field(&activity.capacity),
            })
            .collect(),
        spaces: draft.spaces.items().map(|(_, it)| space(it)).collect(),
        services: draft
            .services
            .items()
            .map(|(nth, it)| service(nth, it, (draft, checked), document.boundaries(place)))
            .collect(),
        partial: Partial {
            spaces: is_partial(draft, CenterField::spaces),
            services: is_partial(draft, CenterField::services),
            tenants: is_partial(draft, CenterField::tenants),
            activities: is_partial(draft, CenterField::activities),
        },
        readable: checked.is_some(),
        offers: checked.filter(|_| status != Some(Some(false))).map(|checked| offers(document, place, checked)),
        gaps: checked.filter(|_| status != Some(Some(false))).map(|it| Gaps::of(it, document.boundaries(place))),
    }
}

fn is_partial(draft: &CenterDraft, list: CenterField) -> bool {
    draft.partial.given().is_some_and(|partial| partial.words.contains(list))
}

/// The hours as they are understood, or else as they were written.
fn hours_of(draft: &CenterDraft, checked: Option<&Checked>) -> Option<Phrase> {
    let sessions = checked.map(Checked::hours).filter(|hours| !hours.is_empty());
    sessions.map(|hours| both(|lang| hours::write(hours, lang))).or_else(|| of_field(&draft.hours_text))
}

fn offers(document: &Document, place: usize, checked: &Checked) -> Offers {
    let boundaries = document.boundaries(place);
    let (coverage, offered) = (Coverage::of(checked, boundaries), to_whomever(checked, boundaries));
    // While a center is upgraded, its services may go on, and may not.
    let may_pause = checked.status().is_some_and(|status| status.is_in_use().is_none());
    let known = |cell: Cell| match Known::of(coverage.covers(cell.function(), cell.group()), cell.function(), offered) {
        Known::Yes | Known::Function if may_pause => Known::Nothing,
        known => known,
    };
    Offers { squares: Cell::ALL.iter().map(|cell| known(*cell)).collect(), told: Told::of(known) }
}

fn space(space: &SpaceDraft) -> Space {
    Space {
        name: space.name.given().map(ToString::to_string),
        kind: of_field(&space.kind),
        floor: of_field(&space.floor),
        exposure: of_field(&space.exposure),
        areas: of_list(&space.areas, |area| area.value().as_ref().map(said)),
        capacity: of_field(&space.capacity),
        former_use: space.former_use.given().map(ToString::to_string),
    }
}

fn service(
    place: usize,
    service: &ServiceDraft,
    (draft, checked): (&CenterDraft, Option<&Checked>),
    boundaries: AgeBoundaries,
) -> Service {
    let model = checked.and_then(|checked| checked.services().get(place));
    // Where the record names no functions, the kind of the service tells for which it counts.
    let counted = match (model, service.functions.given(), service.kind.given()) {
        (Some(model), ..) => Offer::of(model, boundaries).functions,
        (None, Some(functions), _) => functions.words,
        (None, None, kind) => kind.map_or(FunctionSet::EMPTY, |kind| kind.functions()),
    };
    let functions = (!counted.is_empty()).then(|| said(&counted));
    let sessions = model.map(|model| model.sessions()).filter(|sessions| !sessions.is_empty());
    let spaces = of_list(&service.spaces, |key| {
        let (_, space) = draft.spaces.items().find(|(_, space)| space.key.given() == Some(key))?;
        of_field(&space.name)
    });
    Service {
        name: service.name.given().map(ToString::to_string),
        kind: of_field(&service.kind),
        functions,
        audience: service.audience.given().and_then(|audience| {
            let groups = audience.groups.given().map(|groups| said(&groups.words));
            let ages = of_list(&audience.ages, |ages| ages.range().as_ref().map(said));
            joined(groups.iter().chain(&ages))
        }),
        charge: of_field(&service.charge),
        capacity: of_field(&service.capacity),
        hours: sessions.map(|sessions| both(|lang| hours::write(sessions, lang))),
        spaces,
        by: service.delivered_by.given().map(|set| said(&set.words)),
    }
}
