//! The engine: a draft and a context go in, a report comes out.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::field::{Draft, Field, Found, Limit, List, Malformed, ShapeFault, ShapeSink, StrayKeys};
use crate::finding::Fact;
use crate::judge;
use crate::limits::{Budget, Limits};
use crate::path::{Path, Pointer};
use crate::policy::{Ask, Communities, Place, Policy, Waived, code_of};
use crate::record::Model;
use crate::records::{
    AudienceDraft, Center, CenterDraft, CenterField, CommunityDraft, District, DistrictDraft, DistrictField,
    OrganizationDraft, PolicyLayer, PolicyLayerDraft, PolicySet, PolicySetDraft, SessionDraft, SourceDraft,
};
use crate::report::Report;
use crate::rule::{Context, Findings, Probe, Ruling, Standing, Whose};
use crate::rules::policy::stack::Stack;
use crate::rules::policy::subject::Subject;
use crate::rules::policy::waiver_unused::Use;
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unchangeable_rule::Change;
use crate::rules::record::unknown_reference::Target;
use crate::rules::{self, Ledger, Rule, policy, record};
use crate::vocab::{CenterId, CircumstanceSet, CommunityId, DivisionCode, DivisionScheme, Flaw, Key, Name, Phrase};

/// How a check is run: its bounds, and whether the report keeps proof of what is in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on what one record may cost.
    pub limits: Limits,
    /// Whether the report says, for rules of policy that are met, what meets them.
    pub evidence: bool,
}

/// What can be checked by itself: a [`CenterDraft`], a [`DistrictDraft`], a [`PolicyLayerDraft`] or a [`PolicySetDraft`].
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
door!(PolicyLayer, PolicyLayerDraft);
door!(PolicySet, PolicySetDraft);

/// One walk over one record: every rule looks at what it is about, once.
#[doc(hidden)]
#[derive(Debug)]
pub struct Walk<'c> {
    context: &'c Context,
    options: &'c Options,
    ledger: Ledger,
    findings: Findings,
    /// The document that is walked, if it is one.
    district: Option<Around>,
    /// Whose record is looked at.
    policy: Arc<Policy>,
    whose: Whose,
    within: String,
    center: Option<CenterId>,
    /// The place of its community among those of the document.
    community: Option<usize>,
    /// The centers of the document, in their order.
    centers: Vec<Standing>,
    /// The waivers that name no center, which the document as a whole needs or does not need.
    shared: BTreeSet<Arc<Waived>>,
}

/// The communities of a document, and the policies of its centers as far as they are resolved.
#[derive(Debug)]
struct Around {
    communities: Communities,
    divisions: Vec<(DivisionScheme, DivisionCode)>,
    /// The places that leave open whether there are other centers.
    unlisted: Vec<Pointer>,
    resolved: HashMap<Place, Arc<Policy>>,
}

/// Runs a rule on something, with a probe of its own.
macro_rules! run {
    ($walk:ident, $family:ident::$rule:ident, $($argument:expr),+) => {
        $family::$rule::check($($argument,)+ &mut $walk.probe(Rule::$rule))
    };
}

impl<'c> Walk<'c> {
    pub(crate) fn new(context: &'c Context, options: &'c Options) -> Self {
        Self {
            context,
            options,
            ledger: Ledger::default(),
            findings: Findings::default(),
            district: None,
            policy: Arc::clone(context.policy()),
            whose: Whose::Center,
            within: String::new(),
            center: None,
            community: None,
            centers: Vec::new(),
            shared: BTreeSet::new(),
        }
    }

    pub(crate) fn into_report(mut self) -> Report {
        // Which waivers were used is told by findings, and no part of the report by itself.
        self.findings.used = Vec::new();
        self.findings.perhaps = Vec::new();
        Report::new(self.context.date(), self.ledger, self.findings)
    }

    fn probe(&mut self, rule: Rule) -> Probe<'_> {
        Probe {
            card: rule.card(),
            tally: self.ledger.tally(rule),
            findings: &mut self.findings,
            limits: &self.options.limits,
            keep_evidence: self.options.evidence,
            ruling: Ruling {
                policy: Some(&self.policy),
                whose: self.whose,
                within: &self.within,
                center: self.center,
                community: self.community,
                date: self.context.date(),
                centers: &self.centers,
            },
            open: CircumstanceSet::EMPTY,
        }
    }

    /// Turns to the record of a center: what is found from now on is found under its policy.
    fn turn_to(&mut self, center: &CenterDraft, at: &Path<'_>) {
        let (community, tier) = (center.community.given().copied(), center.tier.given().copied());
        self.whose = Whose::Center;
        self.center = center.id.given().copied();
        let date = self.context.date();
        let around = self.district.as_mut().filter(|_| self.context.is_layered());
        let facts =
            around.and_then(|around| Some((community.and_then(|id| around.communities.get(id))?.clone(), around)));
        match facts {
            Some((facts, around)) => {
                self.community = facts.nth;
                let place = Place::of(center, Some(&facts), date);
                let resolve = |place: &Place| self.context.policy_at(place);
                self.policy = Arc::clone(around.resolved.entry(place).or_insert_with_key(resolve));
            }
            None => {
                self.community = None;
                self.policy = Arc::clone(self.context.policy_of(community, tier));
            }
        }
        // The place is kept as text only where something may be told apart by it.
        self.within.clear();
        if self.district.is_some() {
            self.within.push_str(at.to_pointer().as_str());
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
        let boundaries = self.policy.boundaries();
        let list = at.key("ages");
        for (place, ages) in audience.ages.items() {
            run!(self, record::reversed_age_range, ages, &list.index(place));
        }
        let open = self.policy.boundaries_open;
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
        let policy = Arc::clone(&self.policy);
        let context = self.context;
        let mut subject = Subject::new(center, policy.boundaries());
        subject.declared = policy.features();
        subject.date = context.date();
        let around = self.district.take();
        subject.communities = [around.as_ref().map(|around| &around.communities), Some(context.communities())];
        let mut asked = [false; judge::RULES.len()];
        for demand in policy.demands() {
            let rule = judge::rule_of(demand.ask()).and_then(|rule| {
                let place = judge::RULES.iter().position(|known| *known == rule)?;
                asked.get_mut(place).map(|asked| *asked = true)?;
                Some(rule)
            });
            if let Some(rule) = rule {
                let mut probe = self.probe(rule);
                probe.open = demand.left_open();
                judge::judge(demand, &subject, at, &mut probe);
            }
        }
        for (rule, asked) in judge::RULES.into_iter().zip(asked) {
            if !asked {
                self.probe(rule).not_applicable();
            }
        }
        self.district = around;
        if self.district.is_none() {
            let own = self.own_waivers();
            self.waivers(own, at);
        }
    }

    /// The waivers that name the center whose record is looked at.
    fn own_waivers(&self) -> Vec<Arc<Waived>> {
        let own = |waiver: &&Arc<Waived>| waiver.center().is_some() && waiver.center() == self.center;
        self.policy.shared_waivers().filter(own).cloned().collect()
    }

    /// Judges waivers, once everything was looked at that they may be about.
    fn waivers(&mut self, mut waivers: Vec<Arc<Waived>>, at: &Path<'_>) {
        if waivers.is_empty() {
            self.probe(Rule::waiver_expired).not_applicable();
            self.probe(Rule::waiver_unused).not_applicable();
            return;
        }
        // A waiver may be of what is found about other waivers, which therefore come before it.
        let of_waivers = |waiver: &Waived| {
            [Rule::waiver_expired, Rule::waiver_unused].map(|rule| rule.card().id).contains(&waiver.rule().as_str())
        };
        waivers.sort_by_key(|waiver| of_waivers(waiver));
        for waiver in waivers {
            let (date, used) = (self.context.date(), self.use_of(&waiver));
            run!(self, policy::waiver_expired, &waiver, date, at);
            run!(self, policy::waiver_unused, &waiver, used, date, at);
        }
    }

    fn use_of(&self, waiver: &Waived) -> Use {
        if self.findings.used.iter().any(|used| used.is_same(waiver)) {
            return Use::Some;
        }
        let perhaps = self.findings.perhaps.iter().filter(|(known, _)| known.is_same(waiver));
        let mut open: Vec<Pointer> = perhaps.map(|(_, place)| place.clone()).collect();
        if waiver.center().is_none() {
            open.extend(self.district.iter().flat_map(|around| around.unlisted.iter().cloned()));
        }
        if open.is_empty() { Use::None } else { Use::Open(open) }
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
        if !run!(self, record::unsupported_format, &district.format, at) {
            self.findings.counts.records += 1;
            return;
        }
        self.district = Some(Around::of(district));
        let place = self.place_of_the_district();
        let of_the_district = self.context.policy_of_district(&place);
        self.centers_of(district, &of_the_district);
        self.turn_to_the_district(&of_the_district);
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
        let mut declared = Vec::new();
        for (place, center) in district.centers.items() {
            let center_at = centers.index(place);
            self.turn_to(center, &center_at);
            self.center(center, &center_at);
            if let Some(id) = center.community.given() {
                declared.extend(self.policy.features().iter().map(|feature| (*id, feature.name().clone())));
                self.community_reference(*id, &known, &communities, &center_at.key("community"));
            }
            let serves = center_at.key("serves");
            for (nth, id) in center.serves.items() {
                self.community_reference(*id, &known, &communities, &serves.index(nth));
            }
        }
        self.turn_to_the_district(&of_the_district);
        self.sources(&district.sources, district, at);
        declared.sort();
        declared.dedup();
        self.policy_of_the_district(district, &of_the_district, &declared, at);
        self.waivers_of_the_document(district, &of_the_district, at);
    }

    /// Finds out where the centers of a document stand, so that what the document as a whole shows of one is judged as that
    /// center's.
    fn centers_of(&mut self, district: &DistrictDraft, policy: &Arc<Policy>) {
        let centers = district.centers.given().map_or(&[][..], |list| &list.items);
        for center in centers {
            let standing = match center {
                Field::Given(center) => {
                    self.turn_to(center, &Path::ROOT);
                    Standing { policy: Arc::clone(&self.policy), center: self.center, community: self.community }
                }
                _ => Standing { policy: Arc::clone(policy), center: None, community: None },
            };
            self.centers.push(standing);
        }
    }

    /// Judges the waivers of all centers: those that name a center at its record, the others at the document.
    fn waivers_of_the_document(&mut self, district: &DistrictDraft, policy: &Arc<Policy>, at: &Path<'_>) {
        let centers = at.key("centers");
        self.keep_shared_waivers(policy);
        for (place, center) in district.centers.items() {
            let center_at = centers.index(place);
            self.turn_to(center, &center_at);
            let own = self.own_waivers();
            self.waivers(own, &center_at);
            let shared = self.policy.shared_waivers().filter(|waiver| waiver.center().is_none());
            self.shared.extend(shared.cloned());
        }
        self.turn_to_the_district(policy);
        // Of the same waiver that comes to centers through what is known of each, the one that is least open counts.
        let mut shared: Vec<Arc<Waived>> = std::mem::take(&mut self.shared).into_iter().collect();
        shared.dedup_by(|later, first| later.is_same(first));
        if !shared.is_empty() {
            self.waivers(shared, at);
        }
    }

    /// Keeps the waivers of a policy that name no center, to be judged at the end. Of those that may be for the centers of some
    /// tier, or of other places, the centers have to say whether they are for any.
    fn keep_shared_waivers(&mut self, policy: &Policy) {
        let shared =
            policy.shared_waivers().filter(|waiver| waiver.center().is_none() && waiver.left_open().is_empty());
        self.shared.extend(shared.cloned());
    }

    fn place_of_the_district(&self) -> Place {
        Place {
            divisions: self.district.as_ref().map(|around| around.divisions.clone()).unwrap_or_default(),
            date: self.context.date(),
            ..Place::default()
        }
    }

    fn turn_to_the_district(&mut self, policy: &Arc<Policy>) {
        self.policy = Arc::clone(policy);
        self.whose = Whose::Document;
        self.within.clear();
        self.center = None;
        self.community = None;
    }

    /// Judges what is asked of the district, and of each of its communities.
    fn policy_of_the_district(
        &mut self,
        district: &DistrictDraft,
        policy: &Arc<Policy>,
        declared: &[(CommunityId, Name)],
        at: &Path<'_>,
    ) {
        let mut asked = false;
        let mut distinct = false;
        for demand in policy.demands() {
            let mut probe = match demand.ask() {
                Ask::DistrictTiers(_) => self.probe(Rule::missing_tier),
                Ask::DistinctFeatures => self.probe(Rule::duplicate_feature),
                _ => continue,
            };
            probe.open = demand.left_open();
            match demand.ask() {
                Ask::DistrictTiers(tiers) => {
                    asked = true;
                    policy::missing_tier::check(*tiers, demand, district, at, &mut probe);
                }
                _ => {
                    distinct = true;
                    policy::duplicate_feature::check(demand, declared, district, at, &mut probe);
                }
            }
        }
        if !asked {
            self.probe(Rule::missing_tier).not_applicable();
        }
        if !distinct {
            self.probe(Rule::duplicate_feature).not_applicable();
        }
        let communities = at.key("communities");
        for (place, community) in district.communities.items() {
            self.policy_of_the_community(community, district, &communities.index(place));
        }
        self.turn_to_the_district(policy);
    }

    fn policy_of_the_community(&mut self, community: &CommunityDraft, district: &DistrictDraft, at: &Path<'_>) {
        if let Some(around) = self.district.as_ref().filter(|_| self.context.is_layered()) {
            let own = community.divisions.items().filter_map(|(_, division)| code_of(division));
            let place = Place {
                community: community.id.given().copied(),
                divisions: own.chain(around.divisions.iter().copied()).collect(),
                setting: community.setting.given().copied(),
                tier: None,
                date: self.context.date(),
            };
            self.policy = self.context.policy_at(&place);
        }
        self.whose = Whose::Community;
        self.within.clear();
        self.within.push_str(at.to_pointer().as_str());
        let policy = Arc::clone(&self.policy);
        self.keep_shared_waivers(&policy);
        let mut asked = false;
        for demand in policy.demands() {
            if let Ask::CommunityTiers(tiers) = demand.ask() {
                asked = true;
                let mut probe = self.probe(Rule::uncovered_community);
                probe.open = demand.left_open();
                policy::uncovered_community::check(*tiers, demand, community, district, at, &mut probe);
            }
        }
        if !asked {
            self.probe(Rule::uncovered_community).not_applicable();
        }
    }

    fn layer(&mut self, layer: &PolicyLayerDraft, at: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&layer.name, &at.key("name"));
        let valid = Period { begins: ("valid_from", &layer.valid_from), ends: ("valid_until", &layer.valid_until) };
        run!(self, record::reversed_period, &valid, at);
        let requirements = at.key("requirements");
        for (place, requirement) in layer.requirements.items() {
            let requirement_at = requirements.index(place);
            run!(self, record::unusable_requirement, requirement, &requirement_at);
            if let Some(standard) = requirement.k_plus_n.given() {
                self.name(&standard.name, &requirement_at.key("k_plus_n").key("name"));
            }
            if let Some(reach) = requirement.reach.given() {
                let reach_at = requirement_at.key("reach");
                self.name(&reach.name, &reach_at.key("name"));
                if let Some(location) = reach.to.given() {
                    run!(self, record::swapped_coordinates, location, &reach_at.key("to"));
                }
            }
        }
        let known = rules::all();
        let levels = at.key("levels");
        for (place, setting) in layer.levels.items() {
            if let Some(rule) = setting.rule.given() {
                let rule_at = levels.index(place);
                run!(self, record::unknown_rule, rule, known, &rule_at.key("rule"));
                let change = Change::Set(&setting.level);
                run!(self, record::unchangeable_rule, rule, change, known, &rule_at.key("level"));
            }
        }
        let waivers = at.key("waivers");
        for (place, waiver) in layer.waivers.items() {
            let waiver_at = waivers.index(place);
            self.name(&waiver.approved_by, &waiver_at.key("approved_by"));
            if let Some(rule) = waiver.rule.given() {
                run!(self, record::unknown_rule, rule, known, &waiver_at.key("rule"));
                run!(self, record::unchangeable_rule, rule, Change::Waive, known, &waiver_at.key("rule"));
            }
        }
        let features = at.key("features");
        for (place, feature) in layer.features.items() {
            self.name(&feature.name, &features.index(place).key("name"));
        }
    }

    /// Judges layers against each other.
    fn stack(&mut self, stack: &Stack, at: &Path<'_>) {
        run!(self, policy::contradictory_policy, stack, at);
        run!(self, policy::policy_loosened_without_reason, stack, at);
    }

    fn community_reference(&mut self, id: CommunityId, known: &KnownCommunities, list: &Path<'_>, place: &Path<'_>) {
        let target = Target { list, complete: known.all, found: known.ids.binary_search(&id).is_ok() };
        run!(self, record::unknown_reference, || Fact::Text(id.to_string().into()), &target, place);
    }
}

impl Around {
    fn of(district: &DistrictDraft) -> Self {
        Self {
            communities: Communities::of_district(district),
            divisions: district.divisions.items().filter_map(|(_, division)| code_of(division)).collect(),
            unlisted: unlisted_centers(district),
            resolved: HashMap::new(),
        }
    }
}

/// The places that leave open whether a document holds all centers of its district.
fn unlisted_centers(district: &DistrictDraft) -> Vec<Pointer> {
    let (centers, partial) = (Path::ROOT.key("centers"), Path::ROOT.key("partial"));
    let mut places = Vec::new();
    match &district.partial {
        Field::Missing => {}
        Field::Given(partial) if partial.is_whole() && !partial.words.contains(DistrictField::centers) => {}
        _ => places.push(partial.to_pointer()),
    }
    match district.centers.given() {
        Some(list) => {
            let unread = list.items.iter().enumerate().filter(|(_, item)| item.given().is_none());
            places.extend(unread.map(|(place, _)| centers.index(place).to_pointer()));
            if list.omitted > 0 {
                places.push(centers.to_pointer());
            }
        }
        None => places.push(centers.to_pointer()),
    }
    places
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
        walk.turn_to(self, &Path::ROOT);
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

impl Check for PolicyLayerDraft {
    type Checked = PolicyLayer;

    fn walk(&self, walk: &mut Walk<'_>) {
        self.shape(&Path::ROOT, walk);
        walk.layer(self, &Path::ROOT);
        walk.stack(&Stack::of_layer(self), &Path::ROOT);
    }
}

impl Check for PolicySetDraft {
    type Checked = PolicySet;

    fn walk(&self, walk: &mut Walk<'_>) {
        let at = &Path::ROOT;
        if !run!(walk, record::unsupported_format, &self.format, at) {
            walk.findings.counts.records += 1;
            return;
        }
        self.shape(at, walk);
        walk.findings.counts.records += 1;
        let list = at.key("layers");
        walk.keys(self.layers.items().filter_map(|(place, layer)| Some((place, layer.key.given()?))), &list);
        for (place, layer) in self.layers.items() {
            walk.layer(layer, &list.index(place));
        }
        walk.stack(&Stack::of_set(self), &list);
    }
}
