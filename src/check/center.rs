//! A center: the rules of its record.

use std::sync::Arc;

use super::walk::{Check, Walk, run};
use crate::field::{Draft, Field, List};
use crate::finding::Fact;
use crate::path::Path;
use crate::records::{
    AudienceDraft, Center, CenterDraft, CenterField, OrganizationDraft, ServiceItemDraft, SessionDraft,
};
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unknown_reference::Target;
use crate::rules::{Rule, record};
use crate::ruling::Turn;
use crate::vocab::Key;

impl Walk<'_> {
    /// Turns to the record of a center that stands by itself: what is found from now on is found under its policy.
    pub(super) fn turn_to(&mut self, center: &CenterDraft) {
        let policy = self.context.policy_of(center.community.given().copied(), center.tier.given().copied());
        self.ruling.turn = Turn { policy: Arc::clone(policy), center: center.id.given().copied(), community: None };
    }

    pub(super) fn center(&mut self, center: &CenterDraft, at: &Path<'_>) {
        self.findings.counts.records += 1;
        let context = self.context;
        self.names(&center.name, &center.aliases, at);
        run!(self, record::status_contradicts_date, center, context.date(), at);
        let life = Period { begins: ("opened", &center.opened), ends: ("closed", &center.closed) };
        run!(self, record::reversed_period, &life, at);
        run!(self, record::space_larger_than_center, center, at);
        self.sites(center, at);
        self.spaces(center, at);
        let spaces = KnownKeys::of(center, CenterField::spaces, &center.spaces, |space| &space.key);
        self.services(center, &spaces, at);
        self.tenants(center, &spaces, at);
        self.organization(&center.operator, &at.key("operator"));
        self.sessions(&center.hours, &at.key("hours"));
        let features = at.key("features");
        for (place, feature) in center.features.items() {
            self.name(&feature.name, &features.index(place).key("name"));
        }
        self.sources(&center.sources, center, at);
        self.policy(center, at);
    }

    fn sites(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let list = at.key("sites");
        self.keys(center.sites.items().filter_map(|(place, site)| Some((place, site.key.given()?))), &list);
        for (place, site) in center.sites.items() {
            self.name(&site.name, &list.index(place).key("name"));
            if let Some(location) = site.location.given() {
                run!(self, record::swapped_coordinates, location, &list.index(place).key("location"));
            }
        }
    }

    fn spaces(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let list = at.key("spaces");
        self.keys(center.spaces.items().filter_map(|(place, space)| Some((place, space.key.given()?))), &list);
        let sites = KnownKeys::of(center, CenterField::sites, &center.sites, |site| &site.key);
        for (place, space) in center.spaces.items() {
            let space_at = list.index(place);
            self.name(&space.name, &space_at.key("name"));
            if let Some(site) = space.site.given() {
                self.reference(site, &sites, &at.key("sites"), &space_at.key("site"));
            }
        }
    }

    fn reference<'d>(&mut self, key: &'d Key, known: &KnownKeys<'d>, list: &Path<'_>, place: &Path<'_>) {
        let target = Target { list, complete: known.all, found: known.contains(key) };
        run!(self, record::unknown_reference, || Fact::text(key.as_str()), &target, place);
    }

    fn services<'d>(&mut self, center: &'d CenterDraft, known: &KnownKeys<'d>, at: &Path<'_>) {
        let list = at.key("services");
        self.keys(center.services.items().filter_map(|(place, service)| Some((place, service.key.given()?))), &list);
        for (place, service) in center.services.items() {
            let service_at = list.index(place);
            self.name(&service.name, &service_at.key("name"));
            run!(self, record::function_kind_mismatch, service, &service_at);
            if let Some(audience) = service.audience.given() {
                self.audience(audience, &service_at.key("audience"));
            }
            self.organization(&service.provider, &service_at.key("provider"));
            self.sessions(&service.sessions, &service_at.key("sessions"));
            let spaces = service_at.key("spaces");
            for (nth, space) in service.spaces.items() {
                self.reference(space, known, &at.key("spaces"), &spaces.index(nth));
            }
            let items = service_at.key("items");
            for (nth, item) in service.items.items() {
                self.item(item, &items.index(nth));
            }
        }
    }

    fn item(&mut self, item: &ServiceItemDraft, at: &Path<'_>) {
        run!(self, record::service_item_code_part, item, at);
        self.organization(&item.department, &at.key("department"));
    }

    fn tenants<'d>(&mut self, center: &'d CenterDraft, known: &KnownKeys<'d>, at: &Path<'_>) {
        let list = at.key("tenants");
        for (place, tenant) in center.tenants.items() {
            let tenant_at = list.index(place);
            self.name(&tenant.name, &tenant_at.key("name"));
            self.organization(&tenant.tenant, &tenant_at.key("tenant"));
            if let Some(space) = tenant.space.given() {
                self.reference(space, known, &at.key("spaces"), &tenant_at.key("space"));
            }
        }
    }

    fn audience(&mut self, audience: &AudienceDraft, at: &Path<'_>) {
        let boundaries = self.ruling.turn.policy.boundaries();
        let list = at.key("ages");
        for (place, ages) in audience.ages.items() {
            run!(self, record::reversed_age_range, ages, &list.index(place));
        }
        let open = self.ruling.turn.policy.boundaries_open;
        let mut probe = self.probe(Rule::age_group_mismatch);
        probe.open = open;
        record::age_group_mismatch::check(audience, boundaries, at, &mut probe);
    }

    fn sessions(&mut self, sessions: &Field<List<SessionDraft>>, at: &Path<'_>) {
        let Some(list) = sessions.given() else { return };
        for (place, session) in list.given() {
            let session_at = at.index(place);
            run!(self, record::reversed_session, session, &session_at);
            let valid =
                Period { begins: ("valid_from", &session.valid_from), ends: ("valid_until", &session.valid_until) };
            run!(self, record::reversed_period, &valid, &session_at);
        }
        run!(self, record::overlapping_sessions, list, at);
    }

    fn organization(&mut self, organization: &Field<OrganizationDraft>, at: &Path<'_>) {
        if let Some(organization) = organization.given() {
            self.name(&organization.name, &at.key("name"));
            run!(self, record::credit_code_check_digit, organization, at);
        }
    }
}

/// Up to this many keys, looking at each costs less than sorting them, and nothing is allocated.
const FEW_KEYS: usize = 16;

/// The keys of a list of a center, and whether there are no others.
struct KnownKeys<'d> {
    /// In the order of the list where they are few, sorted where they are many.
    few: [Option<&'d Key>; FEW_KEYS],
    many: Vec<&'d Key>,
    all: bool,
}

impl<'d> KnownKeys<'d> {
    fn of<T>(
        center: &'d CenterDraft,
        field: CenterField,
        list: &'d Field<List<T>>,
        key: impl Fn(&'d T) -> &'d Field<Key>,
    ) -> Self {
        let keys = || list.items().filter_map(|(_, item)| key(item).given());
        let mut known = Self { few: [None; FEW_KEYS], many: Vec::new(), all: false };
        let mut count = 0;
        for found in keys() {
            if let Some(slot) = known.few.get_mut(count) {
                *slot = Some(found);
            }
            count += 1;
        }
        if count > FEW_KEYS {
            known.many = keys().collect();
            known.many.sort_unstable();
        }
        let whole = list.given().is_some_and(|list| list.omitted == 0 && list.items.len() == count);
        known.all = whole && center.claims_all(field);
        known
    }

    fn contains(&self, key: &'d Key) -> bool {
        if self.many.is_empty() { self.few.contains(&Some(key)) } else { self.many.binary_search(&key).is_ok() }
    }
}

impl Check for CenterDraft {
    type Checked = Center;

    fn walk(&self, walk: &mut Walk<'_>) {
        walk.turn_to(self);
        self.shape(&Path::ROOT, walk);
        walk.center(self, &Path::ROOT);
    }
}
