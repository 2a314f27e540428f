use std::sync::Arc;

use super::ask::{Ask, Chosen, MinimumArea, PerHouseholds};
use super::at_times::AtTimes;
use super::authority::Authority;
use super::choice::Choice;
use super::citation::Citation;
use super::place::{Scope, code_of, in_order};
use super::reach::{Point, Reach, Within};
use crate::field::{Field, List, SetDraft};
use crate::path::Pointer;
use crate::records::{
    ApplicabilityDraft, BasisDraft, FeatureDraft, PolicyLayer, PolicyLayerDraft, PolicySet, ReachDraft,
    RequirementDraft, RequirementField, ServiceChoiceDraft, TimedCellDraft, WaiverDraft,
};
use crate::vocab::{
    AgeBoundaries, CenterId, CommunityId, Count, Date, DivisionCode, DivisionScheme, KindSet, Member, Name, Phrase,
    PolicyLevel, RuleId, RuleLevel, Set, SettingSet, Strength, Text, TierSet,
};

/// A layer of policy, ready to be resolved: who speaks, of which centers, when, and what is asked.
///
/// It is made from a record ([`PolicyLayer`]), or in code; the presets are layers too.
///
/// ```
/// use neighborhood_center::policy::{Ask, Authority, Citation, Layer};
/// use neighborhood_center::vocab::{Confidence, PolicyLevel, Strength};
///
/// let plan = Citation::new("our own plan", Confidence::Official);
/// let layer = Layer::new(Authority::new(PolicyLevel::Community, plan)).ask(Ask::Features(2), Strength::Should);
/// assert_eq!(layer.level(), PolicyLevel::Community);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Layer {
    pub(crate) authority: Arc<Authority>,
    pub(crate) scope: Scope,
    pub(crate) stated: Vec<Stated>,
    /// What it asks for by a set of nothing: no claim comes of it.
    pub(crate) idle: Vec<Stated>,
    pub(crate) levels: Vec<StatedLevel>,
    pub(crate) waivers: Vec<StatedWaiver>,
    pub(crate) features: Vec<Name>,
}

/// One thing that a layer asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Stated {
    /// A single ask, as [`Ask::singles`] gives.
    pub(crate) ask: Ask,
    pub(crate) strength: Strength,
    pub(crate) by: Arc<Authority>,
    pub(crate) reason: Option<Text>,
    pub(crate) at: Spot,
}

/// Where in its layer something stands: the place in the list, and the field.
///
/// It is no part of what the layer says: all spots are equal.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spot {
    pub(crate) item: usize,
    pub(crate) field: &'static str,
}

impl PartialEq for Spot {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spot {}

impl std::hash::Hash for Spot {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}

impl PartialOrd for Spot {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Spot {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

/// How loud a layer wants a rule to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StatedLevel {
    pub(crate) rule: RuleId,
    pub(crate) level: RuleLevel,
    pub(crate) by: Arc<Authority>,
    pub(crate) reason: Option<Text>,
    pub(crate) at: Spot,
}

/// A finding that a layer waives.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StatedWaiver {
    pub(crate) rule: RuleId,
    pub(crate) center: Option<CenterId>,
    /// From the center down; empty for all of it.
    pub(crate) path: Pointer,
    pub(crate) reason: Text,
    pub(crate) approved_by: Name,
    pub(crate) until: Date,
}

impl StatedWaiver {
    /// What a draft says; `None` where what is required is not there.
    pub(crate) fn of_draft(draft: &WaiverDraft) -> Option<Self> {
        Some(Self {
            rule: draft.rule.given()?.clone(),
            center: draft.center.given().copied(),
            path: draft.path.given().cloned().unwrap_or_default(),
            reason: draft.reason.given()?.clone(),
            approved_by: draft.approved_by.given()?.clone(),
            until: *draft.until.given()?,
        })
    }
}

impl Layer {
    /// A layer of an authority, for all centers and all times, that asks for nothing yet.
    #[must_use]
    pub fn new(authority: impl Into<Arc<Authority>>) -> Self {
        Self {
            authority: authority.into(),
            scope: Scope::default(),
            stated: Vec::new(),
            idle: Vec::new(),
            levels: Vec::new(),
            waivers: Vec::new(),
            features: Vec::new(),
        }
    }

    /// The same layer, asking for something more.
    #[must_use]
    pub fn ask(self, ask: Ask, strength: Strength) -> Self {
        let (by, at) = (Arc::clone(&self.authority), self.next_spot(&ask));
        self.state(&ask, strength, by, None, at)
    }

    /// The same layer, asking for something more, with the place in its document and the reason.
    #[must_use]
    pub fn ask_because(self, ask: Ask, strength: Strength, clause: Option<&Text>, reason: Option<Text>) -> Self {
        let (by, at) = (self.cited(clause), self.next_spot(&ask));
        self.state(&ask, strength, by, reason, at)
    }

    /// A spot of its own for what is stated in code, so that no two things look like one sentence: each is a requirement.
    fn next_spot(&self, ask: &Ask) -> Spot {
        let last = [self.stated.last(), self.idle.last()].into_iter().flatten();
        let item = last.map(|stated| stated.at.item + 1).max().unwrap_or(0);
        Spot { item, field: field_of(ask).as_str() }
    }

    fn state(mut self, ask: &Ask, strength: Strength, by: Arc<Authority>, reason: Option<Text>, at: Spot) -> Self {
        let singles = ask.singles();
        if singles.is_empty() {
            self.idle.push(Stated { ask: ask.clone(), strength, by, reason, at });
            return self;
        }
        self.stated.extend(singles.into_iter().map(|ask| Stated {
            ask,
            strength,
            by: Arc::clone(&by),
            reason: reason.clone(),
            at,
        }));
        self
    }

    fn cited(&self, clause: Option<&Text>) -> Arc<Authority> {
        match clause {
            Some(clause) => Arc::new(Authority::clone(&self.authority).at_clause(clause)),
            None => Arc::clone(&self.authority),
        }
    }

    /// Whether it says nothing at all, for whatever centers.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.stated.is_empty()
            && self.idle.is_empty()
            && self.levels.is_empty()
            && self.waivers.is_empty()
            && self.features.is_empty()
    }

    /// The same layer, for centers of these communities only.
    #[must_use]
    pub fn for_communities(mut self, communities: impl IntoIterator<Item = CommunityId>) -> Self {
        self.scope.communities = Some(in_order(communities));
        self
    }

    /// The same layer, for centers of communities in any of these divisions only.
    #[must_use]
    pub fn for_divisions(mut self, divisions: impl IntoIterator<Item = (DivisionScheme, DivisionCode)>) -> Self {
        self.scope.divisions = Some(in_order(divisions));
        self
    }

    /// The same layer, for centers of these tiers only.
    #[must_use]
    pub fn for_tiers(mut self, tiers: TierSet) -> Self {
        self.scope.tiers = Some(tiers);
        self
    }

    /// The same layer, for centers in new towns, or in old towns, only.
    #[must_use]
    pub fn for_settings(mut self, settings: SettingSet) -> Self {
        self.scope.settings = Some(settings);
        self
    }

    /// The same layer, holding from the first of these days to the last.
    #[must_use]
    pub fn valid(mut self, from: Option<Date>, until: Option<Date>) -> Self {
        self.scope.from = from;
        self.scope.until = until;
        self
    }

    /// The same layer, wanting a rule to be so loud.
    #[must_use]
    pub fn set_level(mut self, rule: RuleId, level: RuleLevel, reason: Option<Text>) -> Self {
        let (by, item) = (Arc::clone(&self.authority), self.levels.len());
        self.levels.push(StatedLevel { rule, level, by, reason, at: Spot { item, field: "" } });
        self
    }

    /// The same layer, waiving the findings of a rule until a day: of one center or of all, and below a place in the record, or
    /// anywhere in it.
    #[must_use]
    pub fn waive(
        mut self,
        rule: RuleId,
        (center, path): (Option<CenterId>, Pointer),
        reason: Text,
        approved_by: Name,
        until: Date,
    ) -> Self {
        self.waivers.push(StatedWaiver { rule, center, path, reason, approved_by, until });
        self
    }

    /// The same layer, declaring something that the community is known for.
    #[must_use]
    pub fn declare(mut self, feature: Name) -> Self {
        self.features.push(feature);
        self
    }

    /// The level of administration that speaks.
    #[must_use]
    pub fn level(&self) -> PolicyLevel {
        self.authority.level()
    }

    /// What it asks for, one thing at a time: a set by its members.
    pub fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.stated.iter().map(|stated| &stated.ask)
    }

    /// Who speaks.
    #[must_use]
    pub fn authority(&self) -> &Arc<Authority> {
        &self.authority
    }

    /// What a draft says, as far as it is well-formed; `None` if nobody can tell who speaks.
    pub(crate) fn of_draft(draft: &PolicyLayerDraft) -> Option<Self> {
        let mut authority = Authority::new(*draft.level.given()?, citation_of(draft.citation.given()?)?);
        if let Some(key) = draft.key.given() {
            authority = authority.through(key.clone());
        }
        let mut layer = Self::new(authority);
        layer.scope = scope_of(draft);
        for (item, requirement) in draft.requirements.items() {
            let strength = if requirement.strength.is_missing() {
                Strength::Must
            } else {
                match requirement.strength.given() {
                    Some(strength) => *strength,
                    None => continue,
                }
            };
            let by = layer.cited(requirement.clause.given());
            for (field, ask) in asks_of(requirement) {
                if let Ok(ask) = ask {
                    let at = Spot { item, field: field.as_str() };
                    layer = layer.state(&ask, strength, Arc::clone(&by), requirement.reason.given().cloned(), at);
                }
            }
        }
        for (item, setting) in draft.levels.items() {
            if let (Some(rule), Some(level)) = (setting.rule.given(), setting.level.given()) {
                layer.levels.push(StatedLevel {
                    rule: rule.clone(),
                    level: *level,
                    by: Arc::clone(&layer.authority),
                    reason: setting.reason.given().cloned(),
                    at: Spot { item, field: "level" },
                });
            }
        }
        layer.waivers.extend(draft.waivers.items().filter_map(|(_, waiver)| StatedWaiver::of_draft(waiver)));
        let features = draft.features.items().filter_map(|(_, feature): (_, &FeatureDraft)| feature.name.given());
        layer.features.extend(features.cloned());
        Some(layer)
    }
}

impl Layer {
    /// What every layer of a checked set says.
    #[must_use]
    pub fn all_of(set: &PolicySet) -> Vec<Self> {
        set.layers().iter().map(Self::from).collect()
    }
}

/// What a checked record says. Nothing of it is lost: a record that is checked has nothing malformed.
impl From<&PolicyLayer> for Layer {
    fn from(layer: &PolicyLayer) -> Self {
        let draft = PolicyLayerDraft::from(layer.clone());
        Self::of_draft(&draft).unwrap_or_else(|| {
            // A checked layer has all that is required; without it there would be nobody to speak.
            let citation = Citation::of(layer.citation().document().to_string(), *layer.citation().confidence());
            Self::new(Authority::new(*layer.level(), citation))
        })
    }
}

fn citation_of(basis: &BasisDraft) -> Option<Citation> {
    let mut citation = Citation::of(basis.document.given()?.to_string(), *basis.confidence.given()?);
    if let Some(clause) = basis.clause.given() {
        citation = citation.with_clause(clause.to_string());
    }
    if let Some(link) = basis.link.given() {
        citation = citation.with_link(link.as_str().to_owned());
    }
    Some(citation)
}

fn scope_of(draft: &PolicyLayerDraft) -> Scope {
    let (from, until) = (draft.valid_from.given().copied(), draft.valid_until.given().copied());
    match draft.applies_to.given() {
        None => Scope { from, until, ..Scope::default() },
        Some(applies) => Scope {
            communities: applies.communities.given().map(|list| in_order(list.given().map(|(_, id)| *id))),
            divisions: divisions_of(applies),
            tiers: applies.tiers.given().map(|tiers| tiers.words),
            settings: applies.settings.given().map(|settings| settings.words),
            from,
            until,
        },
    }
}

fn divisions_of(applies: &ApplicabilityDraft) -> Option<Vec<(DivisionScheme, DivisionCode)>> {
    let list: &List<_> = applies.divisions.given()?;
    Some(in_order(list.given().filter_map(|(_, division)| code_of(division))))
}

const ASKS_NOTHING: Phrase = Phrase::new("没有提出要求", "it asks for nothing");

/// What a requirement asks for, field by field, or why a field cannot be used. What is malformed is left out: it is told
/// where it stands.
pub(crate) fn asks_of(requirement: &RequirementDraft) -> Vec<(RequirementField, Result<Ask, Phrase>)> {
    use RequirementField as F;

    let mut asks = Vec::new();
    let mut add = |field, ask: Option<Result<Ask, Phrase>>| asks.extend(ask.map(|ask| (field, ask)));

    add(
        F::age_boundaries,
        requirement.age_boundaries.given().and_then(|boundaries| {
            let boundaries = AgeBoundaries::new(*boundaries.middle_from.given()?, *boundaries.old_from.given()?);
            Some(boundaries.map(Ask::AgeBoundaries).ok_or(Phrase::new(
                "青壮起始年龄须大于零，且小于老年起始年龄",
                "the middle group must begin after birth, and before the old",
            )))
        }),
    );
    add(F::functions, requirement.functions.given().map(|set| Ok(Ask::Functions(set.words))));
    add(F::groups, requirement.groups.given().map(|set| Ok(Ask::Groups(set.words))));
    add(F::cells, requirement.cells.given().map(|set| Ok(Ask::Cells(set.words))));
    if let Some(standard) = requirement.k_plus_n.given() {
        let core = standard.core.given().and_then(choice_of);
        let from = match &standard.chosen_from {
            Field::Missing => Some(KindSet::EMPTY),
            from => from.given().filter(|kinds| kinds.is_whole()).map(|kinds| kinds.words),
        };
        if let (Some(name), Some(Ok(core)), Some(at_least), Some(from)) =
            (standard.name.given(), &core, standard.at_least.given(), from)
        {
            add(F::k_plus_n, Some(Ok(Ask::Core { standard: name.clone(), of: *core })));
            if at_least.get() > 0 {
                let chosen = Chosen { standard: name.clone(), core: *core, from, at_least: at_least.get() };
                add(F::k_plus_n, Some(Ok(Ask::Chosen(chosen))));
            }
        }
        if let Some(Err(why)) = core {
            add(F::k_plus_n, Some(Err(why)));
        }
    }
    add(
        F::functions_at_least,
        requirement.functions_at_least.given().and_then(|count| {
            Some(Ok(Ask::FunctionsAtLeast { scheme: *count.scheme.given()?, at_least: count.at_least.given()?.get() }))
        }),
    );
    add(
        F::any_of,
        requirement.any_of.given().and_then(|any| {
            let at_least = any.at_least.given()?.get();
            Some(choice_of(any.of.given()?)?.map(|of| Ask::AnyOf { of, at_least }))
        }),
    );
    add(
        F::area,
        requirement.area.given().and_then(|area| {
            let (kind, least) = (*area.kind.given()?, *area.least.given()?);
            let advised = match &area.advised {
                Field::Malformed(_) => return None,
                advised => advised.given().copied(),
            };
            Some(if advised.is_some_and(|advised| advised < least) {
                Err(Phrase::new("建议面积小于最小面积", "the advised area is smaller than the least"))
            } else {
                Ok(Ask::Area(MinimumArea { kind, least, advised }))
            })
        }),
    );
    add(
        F::area_per_100_households,
        requirement.area_per_100_households.given().and_then(|area| {
            let function = match &area.function {
                Field::Malformed(_) => return None,
                function => function.given().copied(),
            };
            let (kind, least) = (*area.kind.given()?, *area.least.given()?);
            Some(Ok(Ask::AreaPer100Households(PerHouseholds { kind, function, least })))
        }),
    );
    add(F::resident_share, requirement.resident_share.given().map(|share| Ok(Ask::ResidentShare(*share))));
    add(F::report_office_share, yes(&requirement.report_office_share).map(|()| Ok(Ask::OfficeShare)));
    add(F::at_times, requirement.at_times.given().and_then(times_of).map(|times| times.map(Ask::AtTimes)));
    add(F::weekly_minutes, requirement.weekly_minutes.given().map(|minutes| Ok(Ask::WeeklyMinutes(*minutes))));
    add(F::closure_notice_days, requirement.closure_notice_days.given().map(|days| Ok(Ask::ClosureNotice(days.get()))));
    add(F::no_volunteers_alone, yes(&requirement.no_volunteers_alone).map(|()| Ok(Ask::NotVolunteersAlone)));
    add(F::reach, requirement.reach.given().and_then(reach_of).map(|reach| reach.map(Ask::Reach)));
    add(F::features, requirement.features.given().map(|count| Ok(Ask::Features(count.get()))));
    add(F::distinct_features, yes(&requirement.distinct_features).map(|()| Ok(Ask::DistinctFeatures)));
    add(F::district_tiers, requirement.district_tiers.given().map(|tiers| Ok(Ask::DistrictTiers(tiers.words))));
    add(F::community_tiers, requirement.community_tiers.given().map(|tiers| Ok(Ask::CommunityTiers(tiers.words))));
    asks
}

/// The field of a requirement that asks for it.
fn field_of(ask: &Ask) -> RequirementField {
    use RequirementField as F;

    match ask {
        Ask::AgeBoundaries(_) => F::age_boundaries,
        Ask::Functions(_) => F::functions,
        Ask::Groups(_) => F::groups,
        Ask::Cells(_) => F::cells,
        Ask::Core { .. } | Ask::Chosen(_) => F::k_plus_n,
        Ask::FunctionsAtLeast { .. } => F::functions_at_least,
        Ask::AnyOf { .. } => F::any_of,
        Ask::Area(_) => F::area,
        Ask::AreaPer100Households(_) => F::area_per_100_households,
        Ask::ResidentShare(_) => F::resident_share,
        Ask::OfficeShare => F::report_office_share,
        Ask::AtTimes(_) => F::at_times,
        Ask::WeeklyMinutes(_) => F::weekly_minutes,
        Ask::ClosureNotice(_) => F::closure_notice_days,
        Ask::NotVolunteersAlone => F::no_volunteers_alone,
        Ask::Reach(_) => F::reach,
        Ask::Features(_) => F::features,
        Ask::DistinctFeatures => F::distinct_features,
        Ask::DistrictTiers(_) => F::district_tiers,
        Ask::CommunityTiers(_) => F::community_tiers,
    }
}

/// Why a requirement as a whole cannot be used: it asks for nothing. `None` also where a malformed field may have asked.
pub(crate) fn asks_nothing(requirement: &RequirementDraft) -> Option<Phrase> {
    let asks = asks_of(requirement);
    let idle = |(_, ask): &(_, Result<Ask, Phrase>)| ask.as_ref().is_ok_and(|ask| ask.singles().is_empty());
    (asks.iter().all(idle) && unread_of(requirement, &asks).is_empty()).then_some(ASKS_NOTHING)
}

/// The fields of a requirement that nobody can tell what they ask, because something in them is malformed or missing.
pub(crate) fn unread_of(
    requirement: &RequirementDraft,
    asks: &[(RequirementField, Result<Ask, Phrase>)],
) -> Vec<RequirementField> {
    use RequirementField as F;

    fn is_open<T>(field: &Field<T>) -> bool {
        !field.is_missing()
    }
    fn is_cut<W: Member>(field: &Field<SetDraft<W>>) -> bool {
        match field {
            Field::Missing => false,
            Field::Malformed(_) => true,
            Field::Given(set) => !set.is_whole(),
        }
    }
    fn is_malformed<T>(field: &Field<T>) -> bool {
        matches!(field, Field::Malformed(_))
    }
    let told = |of: F| asks.iter().any(|(field, _)| *field == of);
    let open = [
        (F::age_boundaries, is_open(&requirement.age_boundaries) && !told(F::age_boundaries)),
        (F::functions, is_cut(&requirement.functions)),
        (F::groups, is_cut(&requirement.groups)),
        (F::cells, is_cut(&requirement.cells)),
        (F::k_plus_n, is_open(&requirement.k_plus_n) && !told(F::k_plus_n)),
        (F::functions_at_least, is_open(&requirement.functions_at_least) && !told(F::functions_at_least)),
        (F::any_of, is_open(&requirement.any_of) && !told(F::any_of)),
        (F::area, is_open(&requirement.area) && !told(F::area)),
        (
            F::area_per_100_households,
            is_open(&requirement.area_per_100_households) && !told(F::area_per_100_households),
        ),
        (F::resident_share, is_malformed(&requirement.resident_share)),
        (F::report_office_share, is_malformed(&requirement.report_office_share)),
        (F::at_times, is_open(&requirement.at_times) && !told(F::at_times)),
        (F::weekly_minutes, is_malformed(&requirement.weekly_minutes)),
        (F::closure_notice_days, is_malformed(&requirement.closure_notice_days)),
        (F::no_volunteers_alone, is_malformed(&requirement.no_volunteers_alone)),
        (F::reach, is_open(&requirement.reach) && !told(F::reach)),
        (F::features, is_malformed(&requirement.features)),
        (F::distinct_features, is_malformed(&requirement.distinct_features)),
        (F::district_tiers, is_cut(&requirement.district_tiers)),
        (F::community_tiers, is_cut(&requirement.community_tiers)),
    ];
    open.into_iter().filter(|(_, open)| *open).map(|(field, _)| field).collect()
}

/// The times that are asked for; `None` where something malformed may say more.
fn times_of(asked: &TimedCellDraft) -> Option<Result<AtTimes, Phrase>> {
    let weekdays = asked.weekdays.given().filter(|days| days.is_whole())?.words;
    let season = match &asked.season {
        Field::Malformed(_) => return None,
        season => season.given().copied(),
    };
    let (cell, opens, closes) = (*asked.cell.given()?, *asked.opens.given()?, *asked.closes.given()?);
    let times = AtTimes { cell, weekdays, opens, closes, season };
    Some(if weekdays.is_empty() {
        Err(Phrase::new("没有写明星期几", "no day of the week is named"))
    } else if times.is_empty() {
        Err(Phrase::new("结束时间不晚于开始时间", "the times do not end after they begin"))
    } else {
        Ok(times)
    })
}

fn yes(field: &Field<bool>) -> Option<()> {
    field.given().filter(|yes| **yes).map(|_| ())
}

/// The services that are named; `None` where something malformed may name more, or by another scheme.
fn choice_of(choice: &ServiceChoiceDraft) -> Option<Result<Choice, Phrase>> {
    fn set<W: Member>(field: &Field<SetDraft<W>>, of: impl Fn(Set<W>) -> Choice) -> Option<Option<Choice>> {
        match field {
            Field::Missing => Some(None),
            Field::Given(set) if set.is_whole() => Some(Some(of(set.words))),
            Field::Malformed(_) | Field::Given(_) => None,
        }
    }
    let given = [
        set(&choice.functions, Choice::Six)?,
        set(&choice.rural_functions, Choice::Rural)?,
        set(&choice.embedded_functions, Choice::Embedded)?,
        set(&choice.kinds, Choice::Kinds)?,
    ];
    let mut given = given.into_iter().flatten();
    Some(match (given.next(), given.next()) {
        (Some(one), None) if !one.is_empty() => Ok(one),
        (Some(_), Some(_)) => Err(Phrase::new("只能按一种方案列举服务", "services must be named by one scheme only")),
        _ => Err(Phrase::new("没有列举任何服务", "no service is named")),
    })
}

fn reach_of(reach: &ReachDraft) -> Option<Result<Reach, Phrase>> {
    let to = Point::of(reach.to.given()?)?;
    let name = match &reach.name {
        Field::Malformed(_) => return None,
        name => name.given().cloned(),
    };
    let fields = [&reach.meters, &reach.minutes, &reach.meters_per_minute];
    if fields.iter().any(|field| matches!(field, Field::Malformed(_))) {
        return None;
    }
    let [meters, minutes, speed] = fields.map(|field| field.given().copied().map(Count::get));
    let within = match (meters, minutes, speed) {
        (Some(meters), None, None) => Ok(Within::Meters(meters)),
        (None, Some(minutes), Some(meters_per_minute)) => Ok(Within::Walk { minutes, meters_per_minute }),
        (None, Some(_), None) => {
            Err(Phrase::new("按步行分钟计，须写明每分钟步行米数", "minutes on foot need the meters walked in a minute"))
        }
        _ => Err(Phrase::new(
            "须写明距离（米），或步行分钟数和每分钟步行米数，二者取一",
            "either the distance in meters, or minutes on foot and the meters walked in a minute, is needed",
        )),
    };
    Some(within.map(|within| Reach { to, name, within }))
}
