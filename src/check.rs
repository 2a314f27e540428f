//! The engine: a draft and a context go in, a report comes out.

use std::collections::HashMap;
use std::sync::Arc;

use crate::explain::{Explanation, Item, Measure, outcome_of};
use crate::field::{Draft, Field, Found, Limit, List, Malformed, ShapeFault, ShapeSink, StrayKeys};
use crate::finding::{Fact, Tally};
use crate::judge;
use crate::limits::{Budget, Limits};
use crate::path::{Path, Pointer};
use crate::policy::{Ask, Communities, Demand, Known, Place, Policy, Waived, code_of};
use crate::record::Model;
use crate::records::{
    AudienceDraft, Center, CenterDraft, CenterField, CommunityDraft, District, DistrictDraft, DistrictField,
    OrganizationDraft, PolicyLayer, PolicyLayerDraft, PolicySet, PolicySetDraft, SessionDraft, SourceDraft,
};
use crate::report::Report;
use crate::rule::{Context, Findings, Judged, Probe, Ruling, Turn};
use crate::rules::policy::duplicate_feature::Declaring;
use crate::rules::policy::stack::Stack;
use crate::rules::policy::standing::Standing;
use crate::rules::policy::subject::Subject;
use crate::rules::policy::waiver_unused::Use;
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unchangeable_rule::Change;
use crate::rules::record::unknown_reference::Target;
use crate::rules::{self, Ledger, Rule, policy, record};
use crate::vocab::{
    AreaKind, CenterId, CircumstanceSet, CommunityId, Date, DivisionCode, DivisionScheme, Flaw, Key, Name, Outcome,
    Phrase, Tier,
};

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

/// What is asked of each center of a record, by whom, and what became of it: of a center itself, or of every center of a
/// document.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::vocab::Outcome;
/// use neighborhood_center::{Context, Options, explain};
///
/// let center: CenterDraft = serde_json::from_str(r#"{ "name": "示例社区邻里中心", "features": [] }"#)?;
/// let explained = explain(&center, &Context::default(), &Options::default());
/// let outcomes: Vec<_> = explained[0].items().iter().map(|item| item.outcome()).collect();
/// assert_eq!(outcomes, [Outcome::Undecided, Outcome::Undecided, Outcome::Violated]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn explain<D: Check>(draft: &D, context: &Context, options: &Options) -> Vec<Explanation> {
    let options = Options { evidence: true, ..*options };
    let mut walk = Walk::new(context, &options);
    walk.explained = Some(Vec::new());
    draft.walk(&mut walk);
    walk.explained.unwrap_or_default()
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
        /// The one door into the model, in a context without a date and with nothing asked: no policy ever refuses.
        ///
        /// The error is the whole report.
        impl TryFrom<$Draft> for $Model {
            type Error = Report;

            fn try_from(draft: $Draft) -> Result<Self, Report> {
                let (report, checked) = admit(draft, &Context::new(Policy::none()));
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
                    other => check_field(&other, &Context::new(Policy::none()), &Options::default()),
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
    within: String,
    center: Option<CenterId>,
    /// The place of its community among those of the document.
    community: Option<usize>,
    /// What is asked of the centers, where it is to be explained.
    explained: Option<Vec<Explanation>>,
    of: Judged,
}

/// What a document says of its communities, and what is asked in it, as far as that is resolved.
#[derive(Debug)]
struct Around {
    communities: Communities,
    divisions: Vec<(DivisionScheme, DivisionCode)>,
    /// What is asked of the district as a whole.
    policy: Arc<Policy>,
    /// What is asked of each center of the list, and of whom; nothing of what is no center.
    centers: Vec<Option<Turn>>,
    resolved: HashMap<(Option<CommunityId>, Option<Tier>), Arc<Policy>>,
    known: Known,
    /// The places that leave open whether there are other centers.
    unlisted: Vec<Pointer>,
}

/// How many codes of a district count for the centers in it: as many as any district has, and a bound on what a document
/// with thousands of them may cost.
const CODES: usize = 16;

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
            within: String::new(),
            center: None,
            community: None,
            explained: None,
            of: Judged::Center,
        }
    }

    pub(crate) fn into_report(mut self) -> Report {
        // A report says with each finding what waives it; read back, it could not tell it again.
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
                within: &self.within,
                center: self.center,
                community: self.community,
                of: self.of,
                date: self.context.date(),
                centers: self.district.as_ref().map_or(&[], |around| &around.centers),
            },
            open: CircumstanceSet::EMPTY,
        }
    }

    /// Turns to the record of a center that stands by itself: what is found from now on is found under its policy.
    fn turn_to(&mut self, center: &CenterDraft) {
        self.center = center.id.given().copied();
        self.policy =
            Arc::clone(self.context.policy_of(center.community.given().copied(), center.tier.given().copied()));
    }

    /// Turns to the record of a center of the document; to the document itself where there is no such center.
    fn turn_to_center(&mut self, nth: usize) {
        let turn = self.district.as_ref().and_then(|around| around.centers.get(nth)?.clone());
        let Some(turn) = turn else { return self.turn_to_the_district() };
        (self.policy, self.center, self.community) = (turn.policy, turn.center, turn.community);
        self.of = Judged::Center;
        self.turn_within("centers", nth);
    }

    /// Turns to the record of a community of the document.
    fn turn_to_community(&mut self, community: &CommunityDraft, nth: usize) {
        let context = self.context;
        if let Some(around) = &mut self.district {
            self.policy = around.policy_of(community.id.given().copied(), None, context);
        }
        (self.center, self.community) = (None, Some(nth));
        self.of = Judged::Community;
        self.turn_within("communities", nth);
    }

    fn turn_within(&mut self, list: &str, nth: usize) {
        self.within.clear();
        self.within.push_str(Path::ROOT.key(list).index(nth).to_pointer().as_str());
    }

    fn turn_to_the_district(&mut self) {
        if let Some(around) = &self.district {
            self.policy = Arc::clone(&around.policy);
        }
        self.within.clear();
        (self.center, self.community) = (None, None);
        self.of = Judged::District;
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
        let mut items = Vec::new();
        for demand in policy.demands() {
            let rule = judge::rule_of(demand.ask()).and_then(|rule| {
                let place = judge::RULES.iter().position(|known| *known == rule)?;
                asked.get_mut(place).map(|asked| *asked = true)?;
                Some(rule)
            });
            let before = self.explained.is_some().then(|| self.mark(rule));
            if let Some(rule) = rule {
                let mut probe = self.probe(rule);
                probe.open = demand.left_open();
                judge::judge(demand, &subject, at, &mut probe);
            }
            if let Some(before) = before {
                if !demand.ask().is_of_the_district() {
                    items.push(self.since(&before, demand, &subject, at));
                }
            }
        }
        if let Some(explained) = &mut self.explained {
            explained.push(Explanation {
                at: at.to_pointer(),
                id: self.center,
                name: center.name.given().cloned(),
                policy: Arc::clone(&policy),
                items,
            });
        }
        for (rule, asked) in judge::RULES.into_iter().zip(asked) {
            if !asked {
                self.ledger.tally(rule).not_applicable += 1;
            }
        }
        self.district = around;
        // Those of a document are judged once all of it was looked at.
        if self.district.is_none() {
            let own = self.own_waivers();
            self.waivers(own, at);
        }
    }

    /// How far the findings have come, so that what one demand adds can be told apart.
    fn mark(&mut self, rule: Option<Rule>) -> Mark {
        Mark {
            rule,
            tally: rule.map(|rule| *self.ledger.tally(rule)).unwrap_or_default(),
            violations: self.findings.violations.len(),
            undecided: self.findings.undecided.len(),
            evidence: self.findings.evidence.len(),
        }
    }

    /// What became of a demand since the mark.
    fn since(&mut self, mark: &Mark, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>) -> Item {
        let tally = mark.rule.map(|rule| *self.ledger.tally(rule)).unwrap_or_default().since(mark.tally);
        let violations = self.findings.violations.get(mark.violations..).unwrap_or_default().to_vec();
        let mut item = Item {
            demand: demand.clone(),
            card: mark.rule.map(Rule::card),
            outcome: outcome_of(tally, &violations),
            violations,
            undecided: self.findings.undecided.get(mark.undecided..).unwrap_or_default().to_vec(),
            evidence: self.findings.evidence.get(mark.evidence..).unwrap_or_default().to_vec(),
            measure: None,
        };
        if *demand.ask() == Ask::OfficeShare {
            let area = |kind| subject.area_of(kind, at).ok().map(|(area, _)| area);
            item.measure = area(AreaKind::Office).zip(area(AreaKind::Floor)).and_then(|(a, b)| Measure::new(a, b));
            item.outcome = if item.measure.is_some() { Outcome::Met } else { Outcome::Undecided };
        }
        item
    }

    /// The waivers that name the center whose record is looked at.
    fn own_waivers(&self) -> Vec<Arc<Waived>> {
        let own = |waiver: &&Arc<Waived>| waiver.center().is_some() && waiver.center() == self.center;
        self.policy.shared_waivers().filter(own).cloned().collect()
    }

    /// Judges waivers, once everything was looked at that they may be about.
    fn waivers(&mut self, mut waivers: Vec<Arc<Waived>>, at: &Path<'_>) {
        if waivers.is_empty() {
            self.ledger.tally(Rule::waiver_expired).not_applicable += 1;
            self.ledger.tally(Rule::waiver_unused).not_applicable += 1;
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
        self.district = Some(Around::of(district, self.context));
        self.turn_to_the_district();
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
            self.turn_to_center(place);
            self.center(center, &center_at);
            if let Some(id) = center.community.given() {
                self.community_reference(*id, &known, &communities, &center_at.key("community"));
            }
            let serves = center_at.key("serves");
            for (nth, id) in center.serves.items() {
                self.community_reference(*id, &known, &communities, &serves.index(nth));
            }
        }
        self.turn_to_the_district();
        self.sources(&district.sources, district, at);
        self.policy_of_the_district(district, at);
    }

    /// Judges what is asked of the district, and of each of its communities; then the waivers that name no center.
    fn policy_of_the_district(&mut self, district: &DistrictDraft, at: &Path<'_>) {
        let mut standing = None;
        let mut asked = [(Rule::missing_tier, false), (Rule::duplicate_feature, false)];
        let policy = Arc::clone(&self.policy);
        for demand in policy.demands() {
            let rule = match demand.ask() {
                Ask::DistrictTiers(_) => Rule::missing_tier,
                Ask::DistinctFeatures => Rule::duplicate_feature,
                _ => continue,
            };
            asked.iter_mut().filter(|(known, _)| *known == rule).for_each(|(_, asked)| *asked = true);
            let declaring = if rule == Rule::duplicate_feature { self.declaring(district) } else { Vec::new() };
            let mut probe = self.probe(rule);
            probe.open = demand.left_open();
            match demand.ask() {
                Ask::DistrictTiers(tiers) => {
                    let standing = standing.get_or_insert_with(|| Standing::of(district));
                    policy::missing_tier::check(*tiers, demand, standing, at, &mut probe);
                }
                _ => policy::duplicate_feature::check(demand, &declaring, district, at, &mut probe),
            }
        }
        for (rule, _) in asked.into_iter().filter(|(_, asked)| !asked) {
            self.probe(rule).not_applicable();
        }
        let communities = at.key("communities");
        for (place, community) in district.communities.items() {
            self.turn_to_community(community, place);
            self.policy_of_the_community(community, district, &mut standing, &communities.index(place));
        }
        self.turn_to_the_district();
        self.waivers_of_the_document(district, at);
    }

    /// Judges the waivers of all centers: those that name a center at its record, the others at the document.
    fn waivers_of_the_document(&mut self, district: &DistrictDraft, at: &Path<'_>) {
        let centers = at.key("centers");
        for (place, _) in district.centers.items() {
            self.turn_to_center(place);
            let own = self.own_waivers();
            self.waivers(own, &centers.index(place));
        }
        self.turn_to_the_district();
        let shared = self.waivers_of_no_center();
        if !shared.is_empty() {
            self.waivers(shared, at);
        }
    }

    /// The policies that declare features, each for a community of the document or of one of its centers.
    ///
    /// A policy that is the same everywhere does not say for which community it declares anything.
    fn declaring(&mut self, district: &DistrictDraft) -> Vec<Declaring> {
        let context = self.context;
        let Some(around) = self.district.as_mut().filter(|_| context.resolver().is_some()) else { return Vec::new() };
        let mut declaring: Vec<Declaring> = Vec::new();
        let mut declare = |community, policy: Arc<Policy>, place: Pointer| {
            if !policy.features().is_empty() {
                declaring.push(Declaring { community, place, policy });
            }
        };
        let communities = Path::ROOT.key("communities");
        for (nth, community) in district.communities.items() {
            if let Some(id) = community.id.given() {
                declare(*id, around.policy_of(Some(*id), None, context), communities.index(nth).to_pointer());
            }
        }
        let centers = Path::ROOT.key("centers");
        for ((nth, center), turn) in district
            .centers
            .items()
            .filter_map(|(nth, center)| Some(((nth, center), around.centers.get(nth)?.as_ref()?)))
        {
            if let Some(id) = center.community.given() {
                let place = match turn.community {
                    Some(nth) => communities.index(nth).to_pointer(),
                    None => centers.index(nth).key("community").to_pointer(),
                };
                declare(*id, Arc::clone(&turn.policy), place);
            }
        }
        declaring
    }

    /// The waivers of the document that name no center, each once: all that are for some center, and of those for the district
    /// or a community the ones that surely are. Whether the others are for any center, the centers have to say.
    fn waivers_of_no_center(&self) -> Vec<Arc<Waived>> {
        let Some(around) = &self.district else { return Vec::new() };
        let mut of_centers: Vec<&Arc<Policy>> = around.centers.iter().flatten().map(|turn| &turn.policy).collect();
        of_centers.sort_by_key(|policy| Arc::as_ptr(policy));
        of_centers.dedup_by(|a, b| Arc::ptr_eq(a, b));
        let of_others = around.known.values().chain([&around.policy]).flat_map(|policy| policy.shared_waivers());
        let sure = of_others.filter(|waiver| waiver.left_open().is_empty());
        let waivers = of_centers.into_iter().flat_map(|policy| policy.shared_waivers()).chain(sure);
        let mut waivers: Vec<Arc<Waived>> = waivers.filter(|waiver| waiver.center().is_none()).cloned().collect();
        // Of the same waiver that comes to centers through what is known of each, the one that is least open counts.
        waivers.sort();
        waivers.dedup_by(|later, first| later.is_same(first));
        waivers
    }

    fn policy_of_the_community(
        &mut self,
        community: &CommunityDraft,
        district: &DistrictDraft,
        standing: &mut Option<Standing>,
        at: &Path<'_>,
    ) {
        let policy = Arc::clone(&self.policy);
        let mut asked = false;
        for demand in policy.demands() {
            if let Ask::CommunityTiers(tiers) = demand.ask() {
                asked = true;
                let standing = standing.get_or_insert_with(|| Standing::of(district));
                let mut probe = self.probe(Rule::uncovered_community);
                probe.open = demand.left_open();
                policy::uncovered_community::check(*tiers, demand, community, standing, at, &mut probe);
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

/// A point in the course of a walk.
struct Mark {
    rule: Option<Rule>,
    tally: Tally,
    violations: usize,
    undecided: usize,
    evidence: usize,
}

impl Around {
    fn of(district: &DistrictDraft, context: &Context) -> Self {
        let codes = district.divisions.items().filter_map(|(_, division)| code_of(division));
        let divisions: Vec<_> = codes.take(CODES).collect();
        let place = Place { divisions: divisions.clone(), date: context.date(), ..Place::default() };
        let mut around = Self {
            communities: Communities::of_district(district, context.communities()),
            divisions,
            policy: context.policy_of_district(&place),
            centers: Vec::new(),
            resolved: HashMap::new(),
            known: Known::new(),
            unlisted: unlisted_centers(district),
        };
        let items = district.centers.given().map_or(&[][..], |list| &list.items);
        around.centers = items.iter().map(|center| Some(around.turn(center.given()?, context))).collect();
        around
    }

    fn turn(&mut self, center: &CenterDraft, context: &Context) -> Turn {
        let community = center.community.given().copied();
        Turn {
            policy: self.policy_of(community, center.tier.given().copied(), context),
            center: center.id.given().copied(),
            community: community.and_then(|id| self.communities.get(id)?.nth),
        }
    }

    /// What is asked of a center of this tier in this community, by what the document says of the community, and by what is
    /// known besides.
    fn policy_of(&mut self, community: Option<CommunityId>, tier: Option<Tier>, context: &Context) -> Arc<Policy> {
        let Some(resolver) = context.resolver() else { return Arc::clone(context.policy()) };
        if let Some(policy) = self.resolved.get(&(community, tier)) {
            return Arc::clone(policy);
        }
        let place = self.place(community, tier, context.communities(), context.date());
        let policy = resolver.resolve_among(&place, &mut self.known);
        self.resolved.insert((community, tier), Arc::clone(&policy));
        policy
    }

    /// A place in the district.
    fn place(
        &self,
        community: Option<CommunityId>,
        tier: Option<Tier>,
        besides: &Communities,
        date: Option<Date>,
    ) -> Place {
        let facts = community.and_then(|id| self.communities.get(id).or_else(|| besides.get(id)));
        let own = facts.into_iter().flat_map(|facts| &facts.divisions);
        Place {
            community,
            divisions: own.chain(&self.divisions).copied().collect(),
            tier,
            setting: facts.and_then(|facts| facts.setting),
            date,
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
        walk.turn_to(self);
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
