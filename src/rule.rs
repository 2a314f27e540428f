//! What a rule is, what it may look at besides the record, and where it tells its outcome.

use std::sync::Arc;

use crate::finding::{Card, Counts, Evidence, Fact, Scope, Severity, Tally, Undecided, Violation};
use crate::limits::Limits;
use crate::path::{Path, Pointer};
use crate::policy::{Authority, Citation, Communities, Demand, Loudness, Place, Policy, Resolver, Waived};
use crate::vocab::{CenterId, Circumstance, CircumstanceSet, CommunityId, Confidence, Date, RuleLevel, Tier};

/// The basis of rules that follow from the data standard itself.
pub(crate) const STANDARD: Citation =
    Citation::new("neighborhood-center data standard, format 1", Confidence::Official);

/// What a check depends on besides the record: the date it speaks of, what is asked of a center, and what is known of the
/// communities around it.
///
/// There is no clock in it: the same record in the same context always gives the same report.
///
/// ```
/// use neighborhood_center::Context;
/// use neighborhood_center::policy::Policy;
/// use neighborhood_center::vocab::Date;
///
/// let context = Context::new(Policy::luolong_2023()).as_of(Date::new(2023, 8, 11).unwrap());
/// assert!(context.date().is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    as_of: Option<Date>,
    asked: Asked,
    communities: Arc<Communities>,
}

/// Where the policy of a center comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// Every center is asked the same.
    Alike(Arc<Policy>),
    /// Each is asked what the layers come to at its place.
    ByPlace(Arc<Resolver>),
}

impl Context {
    /// A context in which every center is asked the same, with no date; what depends on the date is undecided.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { as_of: None, asked: Asked::Alike(Arc::new(policy)), communities: Arc::default() }
    }

    /// A context in which each center is asked what layers of policy come to at its place.
    ///
    /// The date and what is known of communities are those of the resolver.
    #[must_use]
    pub fn layered(resolver: impl Into<Arc<Resolver>>) -> Self {
        let resolver = resolver.into();
        Self {
            as_of: resolver.date(),
            communities: Arc::new(resolver.communities().clone()),
            asked: Asked::ByPlace(resolver),
        }
    }

    /// The same context, speaking of a date. Layers are resolved anew for it: do so once, not for every record.
    #[must_use]
    pub fn as_of(mut self, date: Date) -> Self {
        self.as_of = Some(date);
        if let Asked::ByPlace(resolver) = &self.asked {
            if resolver.date() != self.as_of {
                self.asked = Asked::ByPlace(Arc::new(resolver.on(self.as_of)));
            }
        }
        self
    }

    /// The same context, knowing something of communities: how many households they have. In a document, what the document
    /// itself says of a community comes first.
    ///
    /// Layers are not resolved anew: what they depend on is given to the [`Resolver`].
    #[must_use]
    pub fn knowing(mut self, communities: Communities) -> Self {
        self.communities = Arc::new(communities);
        self
    }

    /// The date that it speaks of.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.as_of
    }

    /// What is known of communities.
    #[must_use]
    pub fn communities(&self) -> &Communities {
        &self.communities
    }

    /// What is asked where nothing is known of the place; with a single policy, what is asked everywhere.
    #[must_use]
    pub fn policy(&self) -> &Arc<Policy> {
        self.policy_of(None, None)
    }

    /// What is asked of a center of this tier in this community, as far as is known of either.
    #[must_use]
    pub fn policy_of(&self, community: Option<CommunityId>, tier: Option<Tier>) -> &Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => policy,
            Asked::ByPlace(resolver) => resolver.policy(community, tier),
        }
    }

    /// What is asked at a place of which more is known than the context was told.
    #[must_use]
    pub fn policy_at(&self, place: &Place) -> Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => Arc::clone(policy),
            Asked::ByPlace(resolver) => Arc::new(resolver.resolve(place)),
        }
    }

    /// What is asked of a district as a whole.
    #[must_use]
    pub fn policy_of_district(&self, place: &Place) -> Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => Arc::clone(policy),
            Asked::ByPlace(resolver) => Arc::new(resolver.resolve_district(place)),
        }
    }

    /// What resolves the policy of a place, if it depends on the place.
    pub(crate) fn resolver(&self) -> Option<&Resolver> {
        match &self.asked {
            Asked::Alike(_) => None,
            Asked::ByPlace(resolver) => Some(resolver),
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new(Policy::default())
    }
}

/// Under what policy the rules look at a record: how loud they are, what is waived, and where the facts stand that decide
/// whether a layer applies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ruling<'p> {
    pub(crate) policy: Option<&'p Policy>,
    /// The record's place in the document, as a pointer.
    pub(crate) within: &'p str,
    /// The center that it is the record of.
    pub(crate) center: Option<CenterId>,
    /// The place of its community among those of the document.
    pub(crate) community: Option<usize>,
    pub(crate) of: Judged,
    pub(crate) date: Option<Date>,
    /// In a document, by what its centers are judged, in their order; nothing for what is no center.
    pub(crate) centers: &'p [Option<Turn>],
}

/// By what the record of a center is judged.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) policy: Arc<Policy>,
    pub(crate) center: Option<CenterId>,
    /// The place of its community among those of the document.
    pub(crate) community: Option<usize>,
}

/// What the record is that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Judged {
    #[default]
    Center,
    Community,
    District,
}

impl Ruling<'_> {
    /// By what the finding at a place is judged. What is found at a center while the document is looked at as a whole is
    /// judged as it is when the center is looked at by itself.
    fn at<'r>(&'r self, place: &'r Pointer) -> Ruling<'r> {
        const CENTERS: &str = "/centers/";

        let of_a_center = || {
            let nth = place.as_str().strip_prefix(CENTERS)?.split('/').next()?;
            let turn = self.centers.get(nth.parse::<usize>().ok()?)?.as_ref()?;
            Some(Ruling {
                policy: Some(&turn.policy),
                of: Judged::Center,
                within: place.as_str().get(..CENTERS.len() + nth.len())?,
                center: turn.center,
                community: turn.community,
                ..*self
            })
        };
        if self.of == Judged::District { of_a_center().unwrap_or(*self) } else { *self }
    }

    /// Where what is not known should stand.
    pub(crate) fn places_of(&self, unknown: CircumstanceSet) -> Vec<Pointer> {
        let record = |key: &str| Pointer::below(self.within, key);
        let of_community = |key: &str| match (self.of, self.community) {
            (Judged::Center, Some(nth)) => Path::ROOT.key("communities").index(nth).key(key).to_pointer(),
            (Judged::Center, None) => record("community"),
            (Judged::Community | Judged::District, _) => record(key),
        };
        let place = |circumstance| match (circumstance, self.of) {
            (Circumstance::Community, Judged::Center) => record("community"),
            (Circumstance::Community, Judged::Community) => record("id"),
            (Circumstance::Division, _) => of_community("divisions"),
            (Circumstance::Tier, Judged::Center) => record("tier"),
            (Circumstance::Setting, Judged::Center | Judged::Community) => of_community("setting"),
            // What is not in the record: it is the record as a whole that cannot be judged without it.
            (Circumstance::Date, _)
            | (Circumstance::Tier, Judged::Community | Judged::District)
            | (Circumstance::Community | Circumstance::Setting, Judged::District) => record(""),
        };
        let mut places: Vec<Pointer> = unknown.iter().map(place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether the policy wants the rule to be silent.
    fn silences(&self, card: &Card) -> bool {
        let may_be_silent = card.scope == Scope::Policy || card.severity != Severity::Error;
        may_be_silent
            && self.policy.is_some_and(|policy| {
                let off = |loudness: &&Loudness| loudness.level() == RuleLevel::Off && loudness.left_open().is_empty();
                policy.levels().iter().filter(off).any(|loudness| loudness.rule().as_str() == card.id)
            })
    }

    /// What the policy makes of a violation.
    fn of(&self, card: &Card, severity: Severity, advised: bool, at: &Pointer) -> Verdict {
        let Some(policy) = self.policy else { return Verdict::Stands(severity) };
        // What the record is, no policy can change.
        if card.scope == Scope::Record && severity == Severity::Error {
            return Verdict::Stands(severity);
        }
        let mut severity = severity;
        for loudness in policy.levels().iter().filter(|loudness| loudness.rule().as_str() == card.id) {
            let level = match loudness.level() {
                _ if !loudness.left_open().is_empty() => return Verdict::Open(self.places_of(loudness.left_open())),
                RuleLevel::Off => return Verdict::Silent,
                RuleLevel::Error if card.scope == Scope::Record => Severity::Warning,
                RuleLevel::Error => Severity::Error,
                RuleLevel::Warning => Severity::Warning,
                RuleLevel::Info => Severity::Info,
            };
            // What is only advised is never made louder.
            severity = if advised { severity.max(level) } else { level };
        }
        let place = at.as_str().strip_prefix(self.within);
        let covers = |waiver: &&Arc<Waived>| place.is_some_and(|place| waiver.covers(card.id, self.center, place));
        let mut holding = Vec::new();
        let mut open = None;
        for waiver in policy.waivers.iter().filter(covers) {
            if !waiver.left_open().is_empty() {
                open = open.or(Some(waiver.left_open()));
            } else if self.date.is_some_and(|date| date <= waiver.until()) {
                holding.push(Arc::clone(waiver));
            } else if self.date.is_none() {
                open = open.or(Some(CircumstanceSet::of(&[Circumstance::Date])));
            }
        }
        match (holding.is_empty(), open) {
            (false, _) => Verdict::Waived(severity, holding),
            (true, Some(unknown)) => Verdict::Open(self.places_of(unknown)),
            (true, None) => Verdict::Stands(severity),
        }
    }

    /// The waivers that a rule may have a finding for at a place, if it could be judged there.
    fn waivers_about<'r>(&'r self, card: &'static Card, at: &'r Pointer) -> impl Iterator<Item = &'r Arc<Waived>> {
        let place = at.as_str().strip_prefix(self.within);
        let waivers = self.policy.into_iter().flat_map(Policy::shared_waivers);
        waivers.filter(move |waiver| place.is_some_and(|place| waiver.may_cover(card.id, self.center, place)))
    }
}

/// What becomes of a violation under a policy.
enum Verdict {
    /// It counts.
    Stands(Severity),
    /// It stays, and is counted apart: by each of these waivers.
    Waived(Severity, Vec<Arc<Waived>>),
    /// It is not told.
    Silent,
    /// These places leave open whether it counts.
    Open(Vec<Pointer>),
}

/// How many places one finding may name; of more, the first are named.
const PLACES: usize = 100;

/// What the rules have found so far, within the limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) counts: Counts,
    pub(crate) refused: bool,
    pub(crate) truncated: bool,
    /// The waivers that have waived something, each once.
    pub(crate) used: Vec<Arc<Waived>>,
    /// Those that may have, each with a place where its rule could not be judged.
    pub(crate) perhaps: Vec<(Arc<Waived>, Pointer)>,
}

/// A fault as a rule tells it.
#[derive(Debug)]
pub(crate) struct Breach {
    at: Pointer,
    facts: Vec<Fact>,
    severity: Option<Severity>,
    advised: bool,
    demanded_by: Option<Arc<Authority>>,
    related: Vec<Pointer>,
}

impl Breach {
    pub(crate) fn at(path: &Path<'_>, facts: impl Into<Vec<Fact>>) -> Self {
        Self::at_pointer(path.to_pointer(), facts)
    }

    pub(crate) fn at_pointer(at: Pointer, facts: impl Into<Vec<Fact>>) -> Self {
        Self { at, facts: facts.into(), severity: None, advised: false, demanded_by: None, related: Vec::new() }
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Who demands what is missing, and how strongly.
    pub(crate) fn demanded_by(mut self, demand: &Demand) -> Self {
        self.severity = Some(demand.strength().into());
        self.by(demand.by())
    }

    /// It falls short of what is only advised, however strong the demand.
    pub(crate) fn advised(mut self) -> Self {
        self.severity = Some(Severity::Info);
        self.advised = true;
        self
    }

    pub(crate) fn by(mut self, authority: &Arc<Authority>) -> Self {
        self.demanded_by = Some(Arc::clone(authority));
        self
    }

    pub(crate) fn related(self, place: &Path<'_>) -> Self {
        self.related_pointer(place.to_pointer())
    }

    pub(crate) fn related_pointer(mut self, place: Pointer) -> Self {
        self.related.push(place);
        self
    }
}

/// Where one rule, looking at one thing, tells its outcome.
#[derive(Debug)]
pub(crate) struct Probe<'p> {
    pub(crate) card: &'static Card,
    pub(crate) tally: &'p mut Tally,
    pub(crate) findings: &'p mut Findings,
    pub(crate) limits: &'p Limits,
    pub(crate) keep_evidence: bool,
    pub(crate) ruling: Ruling<'p>,
    /// What leaves open whether the demand that is judged is made at all.
    pub(crate) open: CircumstanceSet,
}

impl Probe<'_> {
    /// It is in order.
    pub(crate) fn met(&mut self) {
        self.tally.met += 1;
    }

    /// It is in order, as these places prove.
    pub(crate) fn met_by(&mut self, at: &Path<'_>, proof: impl FnOnce() -> Vec<Pointer>) {
        self.met_at(|| at.to_pointer(), proof);
    }

    /// The same, at a place that is a pointer already.
    pub(crate) fn met_at(&mut self, at: impl FnOnce() -> Pointer, proof: impl FnOnce() -> Vec<Pointer>) {
        self.tally.met += 1;
        if self.keep_evidence && self.tally.met <= self.limits.findings as u64 {
            let proof = proof().into_iter().take(PLACES).collect();
            self.findings.evidence.push(Evidence { card: self.card, line: None, path: at(), proof });
        }
    }

    /// There is nothing to judge.
    pub(crate) fn not_applicable(&mut self) {
        self.tally.not_applicable += 1;
    }

    /// It cannot be judged.
    #[cold]
    pub(crate) fn undecided(&mut self, at: &Path<'_>, because: Vec<Pointer>) {
        self.undecided_at(at.to_pointer(), because);
    }

    /// The same, at a place that is a pointer already.
    #[cold]
    pub(crate) fn undecided_at(&mut self, at: Pointer, because: Vec<Pointer>) {
        if self.ruling.at(&at).silences(self.card) {
            return self.not_applicable();
        }
        self.leave_open(at, because);
    }

    /// There is more to tell than can be found within bounds.
    pub(crate) fn truncated(&mut self) {
        self.findings.truncated = true;
    }

    fn leave_open(&mut self, at: Pointer, mut because: Vec<Pointer>) {
        self.findings.truncated |= because.len() > PLACES;
        because.truncate(PLACES);
        self.tally.undecided += 1;
        self.findings.counts.undecided += 1;
        for waiver in self.ruling.at(&at).waivers_about(self.card, &at) {
            if !self.findings.perhaps.iter().any(|(known, _)| known == waiver) {
                self.findings.perhaps.push((Arc::clone(waiver), at.clone()));
            }
        }
        if self.tally.undecided <= self.limits.findings as u64 {
            self.findings.undecided.push(Undecided { card: self.card, line: None, path: at, because });
        } else {
            self.findings.truncated = true;
        }
    }

    /// It is at fault, unless the policy has it otherwise.
    #[cold]
    pub(crate) fn violated(&mut self, breach: Breach) {
        if !self.open.is_empty() {
            return self.leave_open(breach.at, self.ruling.places_of(self.open));
        }
        let severity = breach.severity.unwrap_or(self.card.severity);
        let (severity, waivers) = match self.ruling.at(&breach.at).of(self.card, severity, breach.advised, &breach.at) {
            Verdict::Stands(severity) => (severity, Vec::new()),
            Verdict::Waived(severity, waivers) => (severity, waivers),
            Verdict::Silent => return self.not_applicable(),
            Verdict::Open(because) => return self.leave_open(breach.at, because),
        };
        self.tally.violated += 1;
        let counts = &mut self.findings.counts;
        match severity {
            _ if !waivers.is_empty() => counts.waived += 1,
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Info => counts.info += 1,
        }
        let waived = waivers.first().cloned();
        for waiver in waivers {
            if !self.findings.used.contains(&waiver) {
                self.findings.used.push(waiver);
            }
        }
        self.findings.refused |= severity == Severity::Error && self.card.scope == Scope::Record;
        if self.tally.violated <= self.limits.findings as u64 {
            self.findings.violations.push(Violation {
                card: self.card,
                severity,
                line: None,
                path: breach.at,
                facts: breach.facts,
                demanded_by: breach.demanded_by,
                related: breach.related,
                waived,
            });
        } else {
            self.findings.truncated = true;
        }
    }
}

/// What a rule says of one thing, for the tests of the rules.
#[cfg(test)]
pub(crate) fn judge(card: &'static Card, look: impl FnOnce(&mut Probe<'_>)) -> (Tally, Findings) {
    let mut tally = Tally::default();
    let mut findings = Findings::default();
    let limits = Limits::default();
    look(&mut Probe {
        card,
        tally: &mut tally,
        findings: &mut findings,
        limits: &limits,
        keep_evidence: true,
        ruling: Ruling::default(),
        open: CircumstanceSet::EMPTY,
    });
    (tally, findings)
}
