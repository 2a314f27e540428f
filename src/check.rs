//! The engine: a draft and a context go in, a report comes out.

use crate::field::{Draft, Field, Found, Limit, List, Malformed, ShapeFault, ShapeSink, StrayKeys};
use crate::finding::Fact;
use crate::limits::{Budget, Limits};
use crate::path::Path;
use crate::record::Model;
use crate::records::{
    AudienceDraft, Center, CenterDraft, CenterField, CommunityDraft, District, DistrictDraft, DistrictField,
    OrganizationDraft, SessionDraft, SourceDraft,
};
use crate::report::Report;
use crate::rule::{Context, Findings, Probe};
use crate::rules::policy::subject::Subject;
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unknown_reference::Target;
use crate::rules::{Ledger, Rule, policy, record};
use crate::vocab::{CommunityId, Flaw, Key, Name, Phrase};

/// How a check is run: its bounds, and whether the report keeps proof of what is in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on what one record may cost.
    pub limits: Limits,
    /// Whether the report says, for rules of policy that are met, what meets them.
    pub evidence: bool,
}

/// What can be checked by itself: a [`CenterDraft`] or a [`DistrictDraft`].
pub trait Check: Draft + Default {
    /// What it is once it is checked.
    type Checked: Model<Draft = Self>;

    #[doc(hidden)]
    fn walk(&self, walk: &mut Walk<'_>);
}

/// Checks a draft, and keeps it.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::{Context, check};
///
/// let report = check(&CenterDraft::default(), &Context::default());
/// assert_eq!(report.counts().error, 2); // neither id nor name
/// ```
#[must_use]
pub fn check<D: Check>(draft: &D, context: &Context) -> Report {
    check_with(draft, context, &Options::default())
}

/// Checks a draft with options, and keeps it.
#[must_use]
pub fn check_with<D: Check>(draft: &D, context: &Context, options: &Options) -> Report {
    let mut walk = Walk::new(context, options);
    draft.walk(&mut walk);
    walk.into_report()
}

/// Checks what was read where a document should be.
pub(crate) fn check_field<D: Check>(field: &Field<D>, context: &Context, options: &Options) -> Report {
    let mut walk = Walk::new(context, options);
    walk.root(field);
    walk.into_report()
}

/// Checks a draft and admits it, if no rule of the record objects.
///
/// The report comes in either case: an admitted center may well miss what a policy asks for.
pub fn admit<D: Check>(draft: D, context: &Context) -> (Report, Option<D::Checked>) {
    admit_with(draft, context, &Options::default())
}

/// Checks a draft with options and admits it, if no rule of the record objects.
pub fn admit_with<D: Check>(draft: D, context: &Context, options: &Options) -> (Report, Option<D::Checked>) {
    let report = check_with(&draft, context, options);
    let checked = if report.admits() { D::Checked::admit(draft) } else { None };
    (report, checked)
}

macro_rules! door {
    ($Model:ident, $Draft:ident) => {
        /// The one door into the model, in the default context: no date, the default policy.
        ///
        /// The error is the whole report. Only rules of the record refuse.
        impl TryFrom<$Draft> for $Model {
            type Error = Report;

            fn try_from(draft: $Draft) -> Result<Self, Report> {
                let (report, checked) = admit(draft, &Context::default());
                checked.ok_or(report)
            }
        }

        /// Strict: the error holds every violation, in English.
        impl<'de> serde::Deserialize<'de> for $Model {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let mut field = Field::Missing;
                let limits = Limits::default();
                <$Draft as Draft>::read(&mut field, from, &Budget::new(&limits))?;
                let report = match field {
                    Field::Given(draft) => match <$Model>::try_from(draft) {
                        Ok(checked) => return Ok(checked),
                        Err(report) => report,
                    },
                    other => check_field(&other, &Context::default(), &Options::default()),
                };
                Err(serde::de::Error::custom(report))
            }
        }
    };
}

door!(Center, CenterDraft);
door!(District, DistrictDraft);

/// One walk over one record: every rule looks at what it is about, once.
#[doc(hidden)]
#[derive(Debug)]
pub struct Walk<'c> {
    context: &'c Context,
    options: &'c Options,
    ledger: Ledger,
    findings: Findings,
}

/// Runs a rule on something, with a probe of its own.
macro_rules! run {
    ($walk:ident, $family:ident::$rule:ident, $($argument:expr),+) => {
        $family::$rule::check($($argument,)+ &mut $walk.probe(Rule::$rule))
    };
}

impl<'c> Walk<'c> {
    pub(crate) fn new(context: &'c Context, options: &'c Options) -> Self {
        Self { context, options, ledger: Ledger::default(), findings: Findings::default() }
    }

    pub(crate) fn into_report(self) -> Report {
        Report::new(self.context.date(), self.ledger, self.findings)
    }

    fn probe(&mut self, rule: Rule) -> Probe<'_> {
        Probe {
            card: rule.card(),
            tally: self.ledger.tally(rule),
            findings: &mut self.findings,
            limits: &self.options.limits,
            keep_evidence: self.options.evidence,
        }
    }

    /// What was read as a document: a record, or something else in its place.
    pub(crate) fn root<D: Check>(&mut self, field: &Field<D>) {
        match field {
            Field::Given(draft) => draft.walk(self),
            Field::Malformed(fault) => {
                self.findings.counts.records += 1;
                self.fault(&Path::ROOT, ShapeFault::Malformed(fault));
            }
            Field::Missing => {
                self.findings.counts.records += 1;
                self.fault(&Path::ROOT, ShapeFault::Malformed(&no_record()));
            }
        }
    }

    /// A text that could not be read at all.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn unreadable(&mut self, reason: Phrase, position: Fact) {
        self.findings.counts.records += 1;
        self.findings.truncated = true;
        run!(self, record::unreadable_text, reason, position);
    }

    /// A text that is larger than is read.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn oversized(&mut self, beyond: u64) {
        self.findings.counts.records += 1;
        run!(self, record::limit_exceeded, Limit::RecordBytes, beyond, &Path::ROOT);
    }

    /// A text that is JSON.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only a reader of text finds it"))]
    pub(crate) fn readable(&mut self) {
        self.probe(Rule::unreadable_text).met();
    }

    fn center(&mut self, center: &CenterDraft, at: &Path<'_>) {
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
        }
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
        let boundaries = self.context.policy().boundaries();
        let list = at.key("ages");
        for (place, ages) in audience.ages.items() {
            run!(self, record::reversed_age_range, ages, &list.index(place));
        }
        run!(self, record::age_group_mismatch, audience, boundaries, at);
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

    fn names(&mut self, name: &Field<Name>, aliases: &Field<List<Name>>, record: &Path<'_>) {
        self.name(name, &record.key("name"));
        let list = record.key("aliases");
        for (place, alias) in aliases.items() {
            run!(self, record::suspicious_text, alias, &list.index(place));
        }
        run!(self, record::duplicate_alias, name, aliases, record);
    }

    fn name(&mut self, name: &Field<Name>, at: &Path<'_>) {
        if let Some(name) = name.given() {
            run!(self, record::suspicious_text, name, at);
        }
    }

    fn keys<'d>(&mut self, keys: impl Iterator<Item = (usize, &'d Key)> + Clone, list: &Path<'_>) {
        run!(self, record::duplicate_key, keys, list);
    }

    fn sources(&mut self, sources: &Field<List<SourceDraft>>, holder: &impl Draft, record: &Path<'_>) {
        let list = record.key("sources");
        for (place, source) in sources.items() {
            let source_at = list.index(place);
            self.name(&source.publisher, &source_at.key("publisher"));
            let supports = source_at.key("supports");
            for (nth, part) in source.supports.items() {
                let found = holder.may_hold(part.as_str());
                let target = Target { list: record, complete: true, found };
                let reference = || Fact::text(part.as_str());
                run!(self, record::unknown_reference, reference, &target, &supports.index(nth));
            }
        }
    }

    fn policy(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let asked = self.context.policy();
        let subject = Subject::new(center, asked.boundaries());
        /// Runs a rule once for each demand that it judges.
        macro_rules! each {
            ($rule:ident, $demands:ident) => {
                if asked.$demands().is_empty() {
                    self.probe(Rule::$rule).not_applicable();
                }
                for demand in asked.$demands() {
                    run!(self, policy::$rule, demand, &subject, at);
                }
            };
        }
        each!(missing_function, functions);
        each!(unserved_age_group, groups);
        each!(unserved_cell, cells);
        each!(missing_feature, features);
        each!(too_few_functions, functions_at_least);
        each!(missing_alternative, alternatives);
        each!(area_below_minimum, areas);
    }

    fn community(&mut self, community: &CommunityDraft, district: &DistrictDraft, at: &Path<'_>) {
        self.findings.counts.records += 1;
        self.names(&community.name, &community.aliases, at);
        self.name(&community.subdistrict, &at.key("subdistrict"));
        let divisions = at.key("divisions");
        for (place, division) in community.divisions.items() {
            let division_at = divisions.index(place);
            run!(self, record::division_code_band, division, &division_at);
            run!(self, record::division_parent_mismatch, division, district, &division_at);
        }
        let compounds = at.key("compounds");
        for (place, compound) in community.compounds.items() {
            let compound_at = compounds.index(place);
            self.names(&compound.name, &compound.aliases, &compound_at);
        }
        self.sources(&community.sources, community, at);
    }

    fn district(&mut self, district: &DistrictDraft) {
        let at = &Path::ROOT;
        if !run!(self, record::unsupported_format, district, at) {
            self.findings.counts.records += 1;
            return;
        }
        district.shape(at, self);
        self.findings.counts.records += 1;
        self.name(&district.name, &at.key("name"));
        run!(self, record::duplicate_center_id, district, at);
        run!(self, record::duplicate_community_id, district, at);
        run!(self, record::same_center_twice, district, at);
        let communities = at.key("communities");
        for (place, community) in district.communities.items() {
            self.community(community, district, &communities.index(place));
        }
        let known = KnownCommunities::of(district);
        let centers = at.key("centers");
        for (place, center) in district.centers.items() {
            let center_at = centers.index(place);
            self.center(center, &center_at);
            if let Some(id) = center.community.given() {
                self.community_reference(*id, &known, &communities, &center_at.key("community"));
            }
            let serves = center_at.key("serves");
            for (nth, id) in center.serves.items() {
                self.community_reference(*id, &known, &communities, &serves.index(nth));
            }
        }
        self.sources(&district.sources, district, at);
    }

    fn community_reference(&mut self, id: CommunityId, known: &KnownCommunities, list: &Path<'_>, place: &Path<'_>) {
        let target = Target { list, complete: known.all, found: known.ids.binary_search(&id).is_ok() };
        run!(self, record::unknown_reference, || Fact::Text(id.to_string().into()), &target, place);
    }
}

/// The communities that a district's document holds, sorted, and whether there are no others.
struct KnownCommunities {
    ids: Vec<CommunityId>,
    all: bool,
}

impl KnownCommunities {
    fn of(district: &DistrictDraft) -> Self {
        let mut ids: Vec<CommunityId> =
            district.communities.items().filter_map(|(_, community)| community.id.given().copied()).collect();
        ids.sort_unstable();
        let claimed = match &district.partial {
            Field::Missing => true,
            Field::Malformed(_) => false,
            Field::Given(partial) => partial.is_whole() && !partial.words.contains(DistrictField::communities),
        };
        let whole = district.communities.given().is_some_and(|list| list.omitted == 0 && list.items.len() == ids.len());
        Self { ids, all: claimed && whole }
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

#[cold]
fn no_record() -> Malformed {
    Malformed { expected: Phrase::new("对象", "an object"), found: Found::Null, flaw: Flaw::WrongType }
}

impl ShapeSink for Walk<'_> {
    fn record(&mut self, given: u32, required: u32, stray: &StrayKeys) {
        self.ledger.tally(Rule::malformed_value).met += u64::from(given);
        self.ledger.tally(Rule::missing_field).met += u64::from(required);
        let clean = stray.is_empty();
        self.ledger.tally(Rule::unknown_field).met += u64::from(clean || stray.unknown().next().is_none());
        self.ledger.tally(Rule::repeated_field).met += u64::from(clean || stray.repeated().next().is_none());
    }

    #[cold]
    fn fault(&mut self, at: &Path<'_>, fault: ShapeFault<'_>) {
        match fault {
            ShapeFault::Malformed(fault) => run!(self, record::malformed_value, fault, at),
            ShapeFault::Missing { key, misspelled } => run!(self, record::missing_field, key, misspelled, at),
            ShapeFault::Unknown { key, nearest, required } => {
                run!(self, record::unknown_field, key, nearest, required, at);
            }
            ShapeFault::Repeated(key, times) => run!(self, record::repeated_field, key, times, at),
            ShapeFault::Limit(limit, omitted) => run!(self, record::limit_exceeded, limit, omitted, at),
        }
    }
}

impl Check for CenterDraft {
    type Checked = Center;

    fn walk(&self, walk: &mut Walk<'_>) {
        self.shape(&Path::ROOT, walk);
        walk.center(self, &Path::ROOT);
    }
}

impl Check for DistrictDraft {
    type Checked = District;

    fn walk(&self, walk: &mut Walk<'_>) {
        walk.district(self);
    }
}
