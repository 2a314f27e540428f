//! Records to which no rule objects.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

use super::histories::history_of;
use super::words::{
    any_of, coordinates, count, credit_code, date, name, partial_date, service_item_code, some_of, square_meters, text,
    times, written,
};
use crate::field::{Field, SetDraft};
use crate::path::Pointer;
use crate::record::Model;
use crate::records::{
    AgesDraft, AreaDraft, AudienceDraft, Center, CenterDraft, CenterField, ContactDraft, FeatureDraft, LocationDraft,
    OrganizationDraft, ServiceDraft, ServiceItemDraft, SessionDraft, SiteDraft, SourceDraft, SpaceDraft, TenancyDraft,
};
use crate::vocab::{
    Age, AgeBoundaries, AgeGroup, AgeRange, AreaKind, CenterId, CommunityId, Floor, FunctionSet, GroupSet, Key,
    Lifecycle, Member, Name, Qualifier, ServiceFunction, ServiceKind, Set, Word,
};

/// How much of a record is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Any of the optional fields, as real sources have it.
    Some,
    /// All of the fields and at least one item in each list, so that there is a place for every fault.
    All,
}

impl Fill {
    pub(super) fn field<T: Clone + std::fmt::Debug + 'static>(
        self,
        value: impl Strategy<Value = T> + 'static,
    ) -> BoxedStrategy<Field<T>> {
        let given = value.prop_map(Field::Given);
        match self {
            Self::All => given.boxed(),
            Self::Some => prop_oneof![Just(Field::Missing), given].boxed(),
        }
    }

    pub(super) fn list<T: Clone + std::fmt::Debug + 'static>(
        self,
        item: impl Strategy<Value = T> + 'static,
        most: usize,
    ) -> BoxedStrategy<Field<crate::field::List<T>>> {
        match self {
            Self::All => vec(item, 1..=most).prop_map(Field::from).boxed(),
            Self::Some => prop_oneof![Just(Field::Missing), vec(item, 0..=most).prop_map(Field::from)].boxed(),
        }
    }
}

/// A checked center, with whatever fields a source may give.
///
/// No rule of the record says anything about it, in a context with the legal age boundaries and either no date or one
/// from 2024 on.
pub fn center() -> impl Strategy<Value = Center> {
    center_draft(Fill::Some).prop_filter_map("not in order", Center::admit)
}

/// A checked center that also meets every demand of the presets.
pub fn conforming_center() -> impl Strategy<Value = Center> {
    conforming_draft().prop_filter_map("not in order", Center::admit)
}

pub(super) fn key(prefix: &str, place: usize) -> Field<Key> {
    Key::from_text(&format!("{prefix}-{place}")).map_or(Field::Missing, Field::Given)
}

/// A name with something behind it that makes it differ from all others of its kind.
pub(super) fn told_apart(name: &Field<Name>, mark: &str) -> Field<Name> {
    let text = name.given().map_or("", Name::as_str);
    Name::from_text(&format!("{text}{mark}")).map_or(Field::Missing, Field::Given)
}

pub(super) fn area(kinds: &'static [AreaKind], least: u64, most: u64) -> impl Strategy<Value = AreaDraft> {
    let qualifier = prop_oneof![Just(Field::Missing), any_of::<Qualifier>().prop_map(Field::Given)];
    (select(kinds), square_meters(least, most), qualifier).prop_map(|(kind, amount, qualifier)| AreaDraft {
        kind: kind.into(),
        square_meters: amount.into(),
        qualifier,
        ..AreaDraft::default()
    })
}

/// The sessions of a list: a morning and an afternoon of the same days, in one or two periods.
fn sessions(fill: Fill) -> impl Strategy<Value = Field<crate::field::List<SessionDraft>>> {
    let days = some_of();
    let one = (days, times(), date(2020..2022), date(2023..2025), any::<[bool; 3]>()).prop_map(
        |(days, [a, b, c, d], from, until, [split, begins, ends])| {
            let session = |opens, closes| SessionDraft {
                weekdays: days.into(),
                opens: Field::Given(opens),
                closes: Field::Given(closes),
                valid_from: if begins { from.into() } else { Field::Missing },
                valid_until: if ends { until.into() } else { Field::Missing },
                ..SessionDraft::default()
            };
            if split { vec![session(a, b), session(c, d)] } else { vec![session(a, d)] }
        },
    );
    match fill {
        Fill::All => one.prop_map(Field::from).boxed(),
        Fill::Some => prop_oneof![Just(Field::Missing), one.prop_map(Field::from)].boxed(),
    }
}

pub(super) fn organization(fill: Fill) -> impl Strategy<Value = OrganizationDraft> {
    (name(), fill.field(any_of()), fill.field(credit_code())).prop_map(|(name, kind, credit_code)| OrganizationDraft {
        name: name.into(),
        kind,
        credit_code,
        ..OrganizationDraft::default()
    })
}

/// An audience whose groups, if it names any, are those that its ages reach, if it names any. Either list may be empty.
fn audience() -> impl Strategy<Value = AudienceDraft> {
    let ages = vec((0_u16..1_200, prop::option::of(1_u16..600)), 0..3);
    (some_of::<AgeGroup>(), ages, any::<bool>(), any::<bool>()).prop_map(|(groups, ages, named, empty)| {
        let ranges: Vec<AgeRange> = ages
            .into_iter()
            .filter_map(|(from, span)| {
                let below = span.and_then(|span| Age::months(from + span));
                AgeRange::new(Age::months(from)?, below)
            })
            .collect();
        let reached =
            ranges.iter().fold(GroupSet::EMPTY, |all, range| all.or(AgeBoundaries::LEGAL.groups_meeting(*range)));
        let groups = match (ranges.is_empty(), empty) {
            // A list that nobody filled in says no more than one that is not there.
            (_, true) => GroupSet::EMPTY,
            (true, false) => groups,
            (false, false) => reached,
        };
        let ages: Vec<AgesDraft> = ranges
            .iter()
            .map(|range| AgesDraft {
                from: range.from().into(),
                below: range.below().map_or(Field::Missing, Field::Given),
                ..AgesDraft::default()
            })
            .collect();
        AudienceDraft {
            groups: if named || ages.is_empty() { groups.into() } else { Field::Missing },
            ages: if ages.is_empty() && !empty { Field::Missing } else { ages.into() },
            ..AudienceDraft::default()
        }
    })
}

fn item(fill: Fill) -> impl Strategy<Value = ServiceItemDraft> {
    (text(), fill.field(service_item_code()), fill.field(organization(fill))).prop_map(|(name, code, department)| {
        ServiceItemDraft { name: name.into(), code, department, ..ServiceItemDraft::default() }
    })
}

fn service(fill: Fill) -> impl Strategy<Value = ServiceDraft> {
    let what = (fill.field(any_of::<ServiceKind>()), some_of::<ServiceFunction>(), any::<bool>());
    let whom = (name(), fill.field(audience()), fill.field(organization(fill)), fill.field(some_of()));
    let how = (fill.field(any_of()), fill.field(count()), sessions(fill), fill.list(item(fill), 2));
    (what, whom, how).prop_map(
        |((kind, functions, stated), (name, audience, provider, delivered_by), (charge, capacity, sessions, items))| {
            // What is stated besides the functions of the kind is fine as long as one of those is among it.
            let functions = functions.or(kind.given().map_or(FunctionSet::EMPTY, |kind| kind.functions()));
            ServiceDraft {
                name: name.into(),
                functions: match (stated, kind.is_missing()) {
                    (true, _) => functions.into(),
                    (false, true) => FunctionSet::EMPTY.into(),
                    (false, false) => Field::Missing,
                },
                kind,
                audience,
                provider,
                delivered_by: set(delivered_by),
                charge,
                capacity,
                sessions,
                items,
                ..ServiceDraft::default()
            }
        },
    )
}

pub(super) fn set<W: Member>(field: Field<Set<W>>) -> Field<SetDraft<W>> {
    match field {
        Field::Given(words) => words.into(),
        _ => Field::Missing,
    }
}

const SMALL: &[AreaKind] = &[AreaKind::Floor, AreaKind::Usable, AreaKind::Indoor, AreaKind::Outdoor, AreaKind::Office];

fn space(fill: Fill) -> impl Strategy<Value = SpaceDraft> {
    let what = (name(), fill.field(any_of()), fill.field(any_of()), fill.field(text()));
    let size = (fill.field((1_i16..12).prop_filter_map("no floor", Floor::new)), fill.field(count()));
    (what, size, fill.list(area(SMALL, 1, 300), 2)).prop_map(
        |((name, kind, exposure, former_use), (floor, capacity), areas)| SpaceDraft {
            name: name.into(),
            kind,
            floor,
            exposure,
            areas,
            capacity,
            former_use,
            ..SpaceDraft::default()
        },
    )
}

fn site(fill: Fill) -> impl Strategy<Value = SiteDraft> {
    let location = (any_of(), coordinates()).prop_map(|(datum, (latitude, longitude))| LocationDraft {
        datum: Field::Given(datum),
        latitude: latitude.into(),
        longitude: longitude.into(),
        ..LocationDraft::default()
    });
    let areas = fill.list(area(&[AreaKind::Site, AreaKind::Floor], 1_000, 9_000), 2);
    (fill.field(name()), fill.field(text()), fill.field(location), areas).prop_map(
        |(name, address, location, areas)| SiteDraft { name, address, location, areas, ..SiteDraft::default() },
    )
}

fn tenancy(fill: Fill) -> impl Strategy<Value = TenancyDraft> {
    (any_of(), fill.field(name()), fill.field(organization(fill))).prop_map(|(format, name, tenant)| TenancyDraft {
        format: Field::Given(format),
        name,
        tenant,
        ..TenancyDraft::default()
    })
}

pub(super) fn feature(fill: Fill) -> impl Strategy<Value = FeatureDraft> {
    (name(), fill.field(text()), fill.field(some_of())).prop_map(|(name, description, functions)| FeatureDraft {
        name: name.into(),
        description,
        functions: set(functions),
        ..FeatureDraft::default()
    })
}

fn contact(fill: Fill) -> impl Strategy<Value = ContactDraft> {
    let phones = fill.list(written("0379-[2-8][0-9]{7}|1[3-9][0-9]{9}|400-[0-9]{3}-[0-9]{4}"), 2);
    let emails = fill.list(written("[a-z][a-z0-9]{0,9}@[a-z]{2,9}[.](cn|com|org)"), 2);
    let links = fill.list(written("https?://[a-z]{2,12}[.](cn|com)/[a-z0-9]{0,8}"), 2);
    (phones, emails, links).prop_map(|(phones, emails, links)| ContactDraft {
        phones,
        emails,
        links,
        ..ContactDraft::default()
    })
}

pub(super) fn source(fill: Fill, parts: &'static [&'static str]) -> impl Strategy<Value = SourceDraft> {
    let about = (text(), fill.field(name()), fill.field(partial_date(2015..2024)), fill.field(any_of()));
    let found = (
        fill.field(written("https://[a-z]{2,12}[.]cn/[a-z0-9]{0,8}")),
        fill.field(date(2023..2026)),
        fill.field(text()),
    );
    let supports = fill
        .list(select(parts).prop_filter_map("no pointer", |part| format!("/{part}").parse::<Pointer>().ok()), 3)
        .prop_map(|mut supports| {
            let mut seen = BTreeSet::new();
            if let Field::Given(list) = &mut supports {
                list.items.retain(|part| part.given().is_none_or(|part| seen.insert(part.clone())));
            }
            supports
        });
    (about, found, supports).prop_map(
        |((title, publisher, published, confidence), (link, retrieved, quote), supports)| SourceDraft {
            title: title.into(),
            publisher,
            published,
            link,
            retrieved,
            confidence,
            supports,
            quote,
            ..SourceDraft::default()
        },
    )
}

/// Where a center stands, with dates that agree with it on every day from 2024 on.
#[derive(Clone, Debug)]
struct Life {
    status: Field<Lifecycle>,
    opened: Field<crate::vocab::PartialDate>,
    closed: Field<crate::vocab::PartialDate>,
}

fn life(fill: Fill) -> impl Strategy<Value = Life> {
    (fill.field(any_of::<Lifecycle>()), fill.field(partial_date(2000..2020)), partial_date(2021..2023)).prop_map(
        |(status, opened, closed)| {
            let known = status.given().copied();
            let has_opened = known.is_none_or(|status| status.has_opened() == Some(true));
            let has_closed = known.is_some_and(|status| status.has_closed() == Some(true));
            Life {
                status,
                opened: if has_opened { opened } else { Field::Missing },
                closed: if has_closed { closed.into() } else { Field::Missing },
            }
        },
    )
}

const LARGE: &[AreaKind] = &[AreaKind::Site, AreaKind::Floor];

pub(super) fn center_draft(fill: Fill) -> impl Strategy<Value = CenterDraft> {
    let ids = (any::<Uuid128>(), fill.field(any::<Uuid128>()));
    let who = (name(), fill.list(name(), 2), fill.field(any_of()), life(fill), fill.field(organization(fill)));
    let rooms = (
        fill.list(area(LARGE, 1_000, 9_000), 2),
        fill.list(site(fill), 2),
        fill.list(space(fill), 4),
        fill.list(tenancy(fill), 3),
    );
    let work = (
        fill.list(service(fill), 5),
        sessions(fill),
        fill.list(feature(fill), 2),
        fill.field(contact(fill)),
        fill.list(source(fill, CenterField::KEYS), 2),
    );
    let partial = (fill.field(vec(select(lists()), 0..3)), any::<bool>());
    let picks = vec(any::<Index>(), 8);
    (ids, who, rooms, work, partial, picks).prop_map(
        move |(
            (id, community),
            (name, aliases, tier, life, operator),
            (areas, sites, spaces, tenants),
            (services, hours, features, contact, sources),
            (partial, lived),
            picks,
        )| {
            let lived = lived || fill == Fill::All;
            let mut center = CenterDraft {
                id: id.center(0),
                community: community.given().map_or(Field::Missing, |id| id.community(0)),
                name: name.into(),
                aliases,
                tier,
                history: match life.status.given() {
                    Some(status) if lived => history_of(*status, &life.opened, &life.closed),
                    _ => Field::Missing,
                },
                status: life.status,
                opened: life.opened,
                closed: life.closed,
                operator,
                areas,
                sites,
                spaces,
                tenants,
                services,
                hours,
                features,
                contact,
                sources,
                partial: match partial {
                    Field::Given(words) => words.into_iter().collect::<Set<CenterField>>().into(),
                    _ => Field::Missing,
                },
                ..CenterDraft::default()
            };
            tie(&mut center, &picks);
            center
        },
    )
}

/// The lists of a center, which are what it may call partial.
fn lists() -> &'static [CenterField] {
    const LISTS: &[CenterField] = &[
        CenterField::areas,
        CenterField::sites,
        CenterField::spaces,
        CenterField::services,
        CenterField::tenants,
        CenterField::hours,
        CenterField::features,
    ];
    LISTS
}

/// Gives the parts of a center their keys, makes its names differ, and lets parts refer to others that are there.
fn tie(center: &mut CenterDraft, picks: &[Index]) {
    for (place, alias) in items(&mut center.aliases).enumerate() {
        *alias = told_apart(alias, &format!("之{place}"));
    }
    for (place, site) in given(&mut center.sites).enumerate() {
        site.key = key("site", place);
    }
    let sites = center.sites.items().count();
    for (place, space) in given(&mut center.spaces).enumerate() {
        space.key = key("space", place);
        if let (Some(pick), true) = (picks.get(place), sites > 0) {
            space.site = key("site", pick.index(sites));
        }
    }
    let spaces = center.spaces.items().count();
    for (place, service) in given(&mut center.services).enumerate() {
        service.key = key("service", place);
        if let (Some(pick), true) = (picks.get(place), spaces > 0) {
            service.spaces =
                key("space", pick.index(spaces)).into_given().map_or(Field::Missing, |key| vec![key].into());
        }
    }
    keep_hours(center);
    for (place, tenant) in given(&mut center.tenants).enumerate() {
        if let (Some(pick), true) = (picks.get(place + 4), spaces > 0) {
            tenant.space = key("space", pick.index(spaces));
        }
    }
}

/// Lets what a center offers be on while the center is open, as far as it says when that is.
fn keep_hours(center: &mut CenterDraft) {
    if center.hours.is_missing() {
        return;
    }
    for service in given(&mut center.services).filter(|service| !service.sessions.is_missing()) {
        service.sessions.clone_from(&center.hours);
    }
}

pub(super) fn items<T>(list: &mut Field<crate::field::List<T>>) -> impl Iterator<Item = &mut Field<T>> {
    match list {
        Field::Given(list) => list.items.iter_mut(),
        _ => [].iter_mut(),
    }
}

pub(super) fn given<T>(list: &mut Field<crate::field::List<T>>) -> impl Iterator<Item = &mut T> {
    items(list).filter_map(|item| match item {
        Field::Given(item) => Some(item),
        _ => None,
    })
}

/// A number for ids that is neither nil nor max, whatever is counted up in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uuid128(u128);

impl Arbitrary for Uuid128 {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (1..u128::MAX >> 8).prop_map(|number| Self(number << 8 | 1)).boxed()
    }
}

impl Uuid128 {
    pub(super) fn number(self) -> u128 {
        self.0
    }

    pub(super) fn center(self, place: u128) -> Field<CenterId> {
        CenterId::try_from(Uuid::from_u128(self.0 + place)).map_or(Field::Missing, Field::Given)
    }

    pub(super) fn community(self, place: u128) -> Field<CommunityId> {
        CommunityId::try_from(Uuid::from_u128(self.0 + place)).map_or(Field::Missing, Field::Given)
    }
}

/// One service for each of the six functions, of kinds that make two of the guideline's priority four, for everybody.
const CONFORMING: [(ServiceKind, ServiceFunction); 6] = [
    (ServiceKind::ReadingRoom, ServiceFunction::Culture),
    (ServiceKind::FitnessEquipment, ServiceFunction::Sports),
    (ServiceKind::DayCare, ServiceFunction::ElderlyCare),
    (ServiceKind::Clinic, ServiceFunction::Health),
    (ServiceKind::AfterSchoolCare, ServiceFunction::Education),
    (ServiceKind::GovernmentDesk, ServiceFunction::Government),
];

pub(super) fn conforming_draft() -> impl Strategy<Value = CenterDraft> {
    let floor = square_meters(800, 9_000);
    (center_draft(Fill::All), floor, vec(service(Fill::All), CONFORMING.len()), feature(Fill::All)).prop_map(
        |(mut center, floor, mut services, feature)| {
            for (place, (service, (kind, function))) in services.iter_mut().zip(CONFORMING).enumerate() {
                service.key = key("service", place);
                service.kind = kind.into();
                service.functions = FunctionSet::of(&[function]).into();
                service.audience = AudienceDraft { groups: GroupSet::all().into(), ..AudienceDraft::default() }.into();
            }
            center.services = services.into();
            keep_hours(&mut center);
            center.features = vec![feature].into();
            center.areas =
                vec![AreaDraft { kind: AreaKind::Floor.into(), square_meters: floor.into(), ..AreaDraft::default() }]
                    .into();
            center.status = Lifecycle::Open.into();
            center.history = Field::Missing;
            center.closed = Field::Missing;
            center.partial = Field::Missing;
            center
        },
    )
}
