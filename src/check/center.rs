//! A center: the rules of its record.

use std::sync::Arc;

use super::known_keys::KnownKeys;
use super::outdoors::is_outdoors;
use super::walk::{Check, Walk, run};
use crate::field::{Field, List};
use crate::finding::Fact;
use crate::path::Path;
use crate::records::{
    AgesDraft, AudienceDraft, Center, CenterDraft, CenterField, DatedHoursDraft, OrganizationDraft, ServiceItemDraft,
    SessionDraft, SpaceDraft,
};
use crate::rule::Probe;
use crate::rules::record::outside_opening_hours::OpenHours;
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
        if !center.history.is_missing() {
            self.life_of_center(center, at);
        }
        run!(self, record::space_larger_than_center, center, at);
        self.sites(center, at);
        self.spaces(center, at);
        let spaces = KnownKeys::of(center, CenterField::spaces, &center.spaces, |space| &space.key);
        let open = OpenHours::of(center, context.date());
        self.services(center, (&spaces, &open), at);
        self.tenants(center, &spaces, at);
        self.organization(&center.operator, &at.key("operator"));
        self.sessions(&center.hours, &at.key("hours"));
        run!(self, record::unreadable_hours, &center.hours_text, &at.key("hours_text"));
        self.dates(&center.dated_hours, &at.key("dated_hours"));
        self.closures(center, at);
        self.partners(center, at);
        self.activities(center, (&spaces, &open), at);
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

    pub(super) fn reference<T>(&mut self, key: &Key, known: &KnownKeys<'_, T>, list: &Path<'_>, place: &Path<'_>) {
        let found = known.contains(key);
        let target = Target { list, complete: !found && known.are_all(), found };
        run!(self, record::unknown_reference, || Fact::text(key.as_str()), &target, place);
    }

    pub(super) fn references<T>(
        &mut self,
        keys: &Field<List<Key>>,
        known: &KnownKeys<'_, T>,
        list: &Path<'_>,
        at: &Path<'_>,
    ) {
        for (place, key) in keys.items() {
            self.reference(key, known, list, &at.index(place));
        }
        run!(self, record::repeated_reference, keys.items(), |key: &Key| Fact::text(key.as_str()), at);
    }

    fn services<'d>(
        &mut self,
        center: &'d CenterDraft,
        (known, open): (&KnownKeys<'d, SpaceDraft>, &OpenHours<'d>),
        at: &Path<'_>,
    ) {
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
            let is_outdoors = is_outdoors(&service.spaces, known);
            self.sessions_within(&service.sessions, (open, at, is_outdoors), &service_at.key("sessions"));
            self.references(&service.spaces, known, &at.key("spaces"), &service_at.key("spaces"));
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

    fn tenants(&mut self, center: &CenterDraft, known: &KnownKeys<'_, SpaceDraft>, at: &Path<'_>) {
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

    fn closures(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let list = at.key("closures");
        for (place, closure) in center.closures.items() {
            let days = Period { begins: ("begins", &closure.begins), ends: ("ends", &closure.ends) };
            run!(self, record::reversed_period, &days, &list.index(place));
        }
    }

    fn partners(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let list = at.key("partners");
        for (place, partner) in center.partners.items() {
            let partner_at = list.index(place);
            self.organization(&partner.organization, &partner_at.key("organization"));
            let contract =
                Period { begins: ("valid_from", &partner.valid_from), ends: ("valid_until", &partner.valid_until) };
            run!(self, record::reversed_period, &contract, &partner_at);
        }
    }

    fn audience(&mut self, audience: &AudienceDraft, at: &Path<'_>) {
        let boundaries = self.ruling.turn.policy.boundaries();
        self.ages(&audience.ages, &at.key("ages"));
        let entitled = at.key("entitled");
        for (place, entitlement) in audience.entitled.items() {
            let entitled_at = entitled.index(place);
            self.ages(&entitlement.ages, &entitled_at.key("ages"));
            let mut probe = self.probe_of_ages(Rule::ages_outside_audience);
            record::ages_outside_audience::check_entitled(
                entitlement,
                (audience, at),
                boundaries,
                &entitled_at,
                &mut probe,
            );
        }
        let mut probe = self.probe_of_ages(Rule::age_group_mismatch);
        record::age_group_mismatch::check(audience, boundaries, at, &mut probe);
    }

    /// A probe of a rule for which it matters where the age groups divide.
    fn probe_of_ages(&mut self, rule: Rule) -> Probe<'_> {
        let open = self.ruling.turn.policy.boundaries_open;
        let mut probe = self.probe(rule);
        probe.open = open;
        probe
    }

    /// The audience of a part, and that of the whole.
    pub(super) fn audience_within(
        &mut self,
        part: &AudienceDraft,
        whole: Option<(&AudienceDraft, &Path<'_>)>,
        at: &Path<'_>,
    ) {
        self.audience(part, at);
        let boundaries = self.ruling.turn.policy.boundaries();
        let mut probe = self.probe_of_ages(Rule::ages_outside_audience);
        match whole {
            Some(whole) => record::ages_outside_audience::check(part, whole, boundaries, at, &mut probe),
            None => probe.not_applicable(),
        }
    }

    fn ages(&mut self, ages: &Field<List<AgesDraft>>, at: &Path<'_>) {
        for (place, ages) in ages.items() {
            run!(self, record::reversed_age_range, ages, &at.index(place));
        }
    }

    /// The sessions of something that takes place in a center.
    pub(super) fn sessions_within(
        &mut self,
        sessions: &Field<List<SessionDraft>>,
        open: (&OpenHours<'_>, &Path<'_>, bool),
        at: &Path<'_>,
    ) {
        self.sessions(sessions, at);
        run!(self, record::outside_opening_hours, sessions, open, at);
    }

    fn sessions(&mut self, sessions: &Field<List<SessionDraft>>, at: &Path<'_>) {
        let Some(list) = sessions.given() else { return };
        for (place, session) in list.given() {
            let session_at = at.index(place);
            run!(self, record::reversed_session, &session.opens, &session.closes, &session_at);
            run!(self, record::session_without_days, &session.weekdays, &session_at.key("weekdays"));
            let valid =
                Period { begins: ("valid_from", &session.valid_from), ends: ("valid_until", &session.valid_until) };
            run!(self, record::reversed_period, &valid, &session_at);
        }
        run!(self, record::overlapping_sessions, list, at);
    }

    pub(super) fn dates(&mut self, dates: &Field<List<DatedHoursDraft>>, at: &Path<'_>) {
        for (place, hours) in dates.items() {
            run!(self, record::reversed_session, &hours.opens, &hours.closes, &at.index(place));
        }
    }

    pub(super) fn organization(&mut self, organization: &Field<OrganizationDraft>, at: &Path<'_>) {
        if let Some(organization) = organization.given() {
            self.name(&organization.name, &at.key("name"));
            run!(self, record::credit_code_check_digit, organization, at);
        }
    }
}

impl Check for CenterDraft {
    type Checked = Center;

    fn walk(&self, walk: &mut Walk<'_>) {
        walk.turn_to(self);
        walk.shape(self, &Path::ROOT);
        walk.center(self, &Path::ROOT);
    }
}
