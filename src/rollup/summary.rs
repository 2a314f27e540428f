use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::centers::{CenterCount, Centers, is_in_use};
use super::community_figures::CommunityFigures;
use super::floor_area::{FloorArea, PerHundredHouseholds};
use super::gaps::Gaps;
use super::inputs::Inputs;
use super::join::Join;
use super::offering::Offering;
use super::offers::Offers;
use super::plan_figures::{self, PlanFigures, Plans};
use super::smallest::Smallest;
use super::spread::Spread;
use super::standing::{Standing, StandingKey, Told};
use crate::context::Context;
use crate::finding::Counts;
use crate::policy::{Communities, CommunityFacts, Known, Place, Policy, code_of};
use crate::records::{CenterDraft, DistrictDraft};
use crate::report::Report;
use crate::rules::Ledger;
use crate::rules::policy::standing::is_open;
use crate::vocab::{Answer, Cell, CellSet, CommunityId, Date, SettingSet, Tier, Year};

/// How many communities have figures of their own: those with the smallest ids. Of the others only the centers are counted. An
/// engineering bound on memory, above what any one summary is read for.
pub(super) const COMMUNITIES: usize = 1 << 16;

/// How many rules by who demands them are told apart; a bound on memory, above what any set of policies needs.
pub(super) const STANDINGS: usize = 1 << 12;

/// How many codes of a district count for the centers in it, as in a check.
const CODES: usize = 16;

/// Where a district stands, by the checks of any number of records.
///
/// A commutative monoid: [`DistrictSummary::default`] changes nothing, and [`merge`](Self::merge) may be done in any order and any
/// grouping. It is written as JSON and read back, so that machines that saw different records can put their summaries together.
/// Its memory is bounded, whatever is added.
///
/// ```
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::rollup::DistrictSummary;
/// use neighborhood_center::{Context, check};
///
/// let context = Context::default();
/// let summary_of = |text: &str| -> Result<DistrictSummary, serde_json::Error> {
///     let center: CenterDraft = serde_json::from_str(text)?;
///     let mut summary = DistrictSummary::default();
///     summary.add_center(&center, &check(&center, &context), &context);
///     Ok(summary)
/// };
/// let here = summary_of(r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "甲邻里中心", "status": "open" }"#)?;
/// let there = summary_of(r#"{ "name": "乙邻里中心", "status": "planned" }"#)?;
/// let both = here.clone().merged(there.clone());
/// assert_eq!(both, there.merged(here));
/// assert_eq!(both.center_count(), 2);
/// assert_eq!((both.inputs().admitted, both.inputs().refused), (1, 1)); // the second has no id
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DistrictSummary {
    pub(super) as_of: Option<Spread<Date>>,
    pub(super) inputs: Inputs,
    pub(super) gaps: Gaps,
    pub(super) counts: Counts,
    pub(super) truncated: bool,
    pub(super) communities: Smallest<CommunityId, CommunityFigures, COMMUNITIES>,
    /// Centers whose record names no community.
    pub(super) unplaced: Centers,
    /// Centers of communities that have no figures of their own.
    pub(super) beyond: Centers,
    /// What centers may offer that do not say which communities they serve, and how many they are.
    pub(super) adrift: (u64, CellSet),
    pub(super) offers: Offers,
    pub(super) floor_area: FloorArea,
    pub(super) plans: Plans,
    pub(super) standings: Smallest<StandingKey, Told, STANDINGS>,
    pub(super) ledger: Ledger,
}

impl DistrictSummary {
    /// Adds a center that was checked by itself, as one of a stream is.
    ///
    /// What the context knows of communities counts as said of them. It should be the context of the check.
    pub fn add_center(&mut self, center: &CenterDraft, report: &Report, context: &Context) {
        self.add_report(report);
        let community = center.community.given().copied();
        let policy = context.policy_of(community, center.tier.given().copied());
        self.count_center(center, policy, [context.communities(); 2]);
    }

    /// Adds a document or a line of which nothing could be read: only its report.
    pub fn add_unread(&mut self, report: &Report) {
        self.count_findings(report);
        self.inputs.add(Inputs { unread: 1, ..Inputs::default() });
    }

    /// What the document of a district comes to. The context should be the one of the check.
    ///
    /// Documents that share a list of communities, and each hold some of the centers, come to the same figures of communities as
    /// one that holds all of them. Plans and tasks are added up, as centers are: each belongs into one document.
    #[must_use]
    pub fn of_district(district: &DistrictDraft, report: &Report, context: &Context) -> Self {
        let mut summary = Self::default();
        let is_of_another_format =
            report.ledger().iter().any(|(card, tally)| card.id == "unsupported-format" && tally.violated > 0);
        if is_of_another_format {
            summary.add_unread(report);
            return summary;
        }
        summary.add_report(report);
        summary.gaps = Gaps::of(district);
        let known = Communities::of_district(district, context.communities());
        for (_, community) in district.communities.items() {
            if let Some(facts) = community.id.given().and_then(|id| known.get(*id)) {
                let name = community.name.given().cloned();
                summary.describe(facts.id(), CommunityFigures { name, ..described(Some(facts)) });
            }
        }
        summary.plans = plan_figures::of_district(district, context.date());
        let mut policies = Policies::new(district, &known, context);
        for (_, center) in district.centers.items() {
            let policy = policies.of(center.community.given().copied(), center.tier.given().copied());
            summary.count_center(center, &policy, [&known, context.communities()]);
        }
        summary
    }

    /// Adds another summary. Nothing depends on which of the two comes first.
    pub fn merge(&mut self, other: Self) {
        Spread::join(&mut self.as_of, other.as_of);
        self.inputs.add(other.inputs);
        self.gaps.join(other.gaps);
        self.counts.add(other.counts);
        self.truncated |= other.truncated;
        self.unplaced.join(other.unplaced);
        self.beyond.join(other.beyond);
        let beyond = &mut self.beyond;
        self.communities.merge(other.communities, |dropped| beyond.join(dropped.centers));
        self.adrift = (self.adrift.0.saturating_add(other.adrift.0), self.adrift.1.or(other.adrift.1));
        self.offers.join(other.offers);
        self.floor_area.join(other.floor_area);
        for (year, figures) in other.plans {
            self.plans.entry(year).or_default().join(figures);
        }
        // How often a rule found something in all is in the ledger.
        self.standings.merge(other.standings, |_| ());
        self.ledger.add(&other.ledger);
    }

    /// Two summaries in one.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        self.merge(other);
        self
    }

    /// The first and the last day that a check spoke of; `None` if none was given a day.
    #[must_use]
    pub fn as_of(&self) -> Option<Spread<Date>> {
        self.as_of
    }

    /// How many documents and lines were added.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        self.inputs
    }

    /// What may be missing from the documents that were added.
    #[must_use]
    pub fn gaps(&self) -> Gaps {
        self.gaps
    }

    /// Whether there may be centers that are not counted: an input could not be read, or a document does not list all of its centers.
    #[must_use]
    pub fn may_lack_centers(&self) -> bool {
        self.inputs.unread > 0 || self.gaps.center_lists > 0
    }

    /// What the reports count, all of it.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether something was counted of which no details are kept: findings past the limits of a check, communities or demands past
    /// the bounds of a summary.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated || self.communities.has_dropped() || self.standings.has_dropped()
    }

    /// How many centers there are, in whatever state.
    #[must_use]
    pub fn center_count(&self) -> u64 {
        let of_communities = self.communities.iter().map(|(_, figures)| figures.centers.total());
        of_communities.chain([self.unplaced.total(), self.beyond.total()]).fold(0, u64::saturating_add)
    }

    /// The centers by state, tier and part of town, in this order.
    #[must_use]
    pub fn centers(&self) -> Vec<CenterCount> {
        let mut counts = BTreeMap::new();
        let placed = self.communities.iter().map(|(_, figures)| (figures.setting(), &figures.centers));
        for (setting, centers) in placed.chain([(None, &self.unplaced), (None, &self.beyond)]) {
            for (status, tier, more) in centers.iter() {
                let count: &mut u64 = counts.entry((status, tier, setting)).or_default();
                *count = count.saturating_add(more);
            }
        }
        let count = |((status, tier, setting), count)| CenterCount { status, tier, setting, count };
        counts.into_iter().map(count).collect()
    }

    /// How many centers name no community that they belong to.
    #[must_use]
    pub fn unplaced(&self) -> u64 {
        self.unplaced.total()
    }

    /// The communities that some record tells of, by id, with their figures.
    pub fn communities(&self) -> impl Iterator<Item = (CommunityId, &CommunityFigures)> {
        self.communities.iter().map(|(id, figures)| (*id, figures))
    }

    /// How many communities have figures.
    #[must_use]
    pub fn community_count(&self) -> usize {
        self.communities.len()
    }

    /// The figures of one community.
    #[must_use]
    pub fn community(&self, id: CommunityId) -> Option<&CommunityFigures> {
        self.communities.get(&id)
    }

    /// Whether a community is offered a function for a group: no where no record that was added can be of a center that does, cannot
    /// say where some may be, because they do not say whom they serve, all that they offer, or whether they are in use, or because
    /// [centers may be missing](Self::may_lack_centers).
    ///
    /// It is an answer about what was added: another summary may hold the center that is missing here.
    #[must_use]
    pub fn covers(&self, community: CommunityId, cell: Cell) -> Answer {
        let figures = self.community(community);
        let offering = figures.map(|figures| figures.offering).unwrap_or_default();
        let is_forgotten = figures.is_none() && self.communities.has_dropped();
        if offering.offered.contains(cell) {
            Answer::Yes
        } else if is_forgotten
            || self.may_lack_centers()
            || offering.possible.contains(cell)
            || self.adrift.1.contains(cell)
        {
            Answer::CannotSay
        } else {
            Answer::No
        }
    }

    /// How many centers that are, or may be, in use do not say which communities they serve.
    #[must_use]
    pub fn adrift(&self) -> u64 {
        self.adrift.0
    }

    /// Every cell, with how many centers offer it, and how many others may.
    pub fn offers(&self) -> impl Iterator<Item = (Cell, u64, u64)> {
        self.offers.iter()
    }

    /// The floor area of all centers that are, or may be, in use, each counted once.
    #[must_use]
    pub fn floor_area(&self) -> FloorArea {
        self.floor_area.perhaps_more(self.may_lack_centers())
    }

    /// The floor area of the centers that serve one community. Those that do not say whom they serve may be among them.
    #[must_use]
    pub fn floor_area_of(&self, community: CommunityId) -> Option<FloorArea> {
        let may_be_more = self.may_lack_centers() || self.adrift() > 0;
        self.community(community).map(|figures| figures.floor_area.perhaps_more(may_be_more))
    }

    /// The floor area for every 100 households of one community; `None` where it is not known exactly, households are not known or
    /// disagree, or a center is there for other communities as well.
    #[must_use]
    pub fn area_per_100_households_of(&self, community: CommunityId) -> Option<PerHundredHouseholds> {
        let area = self.floor_area_of(community).filter(|area| area.shared == 0)?;
        area.per_100(self.community(community)?.households())
    }

    /// The floor area of all centers for every 100 households of all communities; `None` where any of it is not known exactly, or
    /// centers or communities may be missing.
    #[must_use]
    pub fn area_per_100_households(&self) -> Option<PerHundredHouseholds> {
        if self.communities.has_dropped() || self.gaps.community_lists > 0 {
            return None;
        }
        let mut households = 0_u64;
        for (_, figures) in self.communities.iter() {
            households += u64::from(figures.households?.only()?.get());
        }
        PerHundredHouseholds::new(self.floor_area().exact_hundredths()?, households)
    }

    /// How far the plans of each year have come. Under no year stands what names none: tasks that may be of any.
    pub fn plans(&self) -> impl Iterator<Item = (Option<Year>, &PlanFigures)> {
        self.plans.iter().map(|(year, figures)| (*year, figures))
    }

    /// Whether as many tasks of a year are delivered as the plans for it have, all districts together; cannot say where a plan does not
    /// say how many it has, a list of tasks may lack some, of some tasks nobody can say whether they are delivered, some input could
    /// not be read, or nothing says that the year is over.
    #[must_use]
    pub fn is_plan_met(&self, year: Year) -> Answer {
        let nothing = PlanFigures::default();
        let of = |year: Option<Year>| self.plans.get(&year).unwrap_or(&nothing);
        match of(Some(year)).is_met(of(None)) {
            Answer::No if self.inputs.unread > 0 => Answer::CannotSay,
            answer => answer,
        }
    }

    /// What rules found, by rule and by who demands it, in this order.
    pub fn standings(&self) -> impl Iterator<Item = Standing> {
        self.standings.iter().map(|(key, told)| told.standing(key))
    }

    /// How often every rule came to each of its outcomes.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Adds to the figures of a community.
    pub(super) fn describe(&mut self, id: CommunityId, figures: CommunityFigures) {
        if let Some(dropped) = self.communities.add(id, figures) {
            self.beyond.join(dropped.centers);
        }
    }

    fn add_report(&mut self, report: &Report) {
        self.count_findings(report);
        let (admitted, refused) = if report.admits() { (1, 0) } else { (0, 1) };
        self.inputs.add(Inputs { admitted, refused, ..Inputs::default() });
    }

    fn count_findings(&mut self, report: &Report) {
        Spread::join(&mut self.as_of, report.as_of().map(Spread::of));
        self.inputs.add(Inputs { undated: u64::from(report.as_of().is_none()), ..Inputs::default() });
        self.counts.add(report.counts());
        self.truncated |= report.truncated();
        self.ledger.add(report.ledger());
        let violations = report.violations().iter().map(Told::of_violation);
        for (key, told) in violations.chain(report.undecided().iter().map(Told::of_undecided)) {
            let _ = self.standings.add(key, told);
        }
    }

    fn count_center(&mut self, center: &CenterDraft, policy: &Policy, known: [&Communities; 2]) {
        let own = center.community.given().copied();
        let offering = Offering::of(center, policy);
        let served: BTreeSet<CommunityId> = own.into_iter().chain(center.serves.items().map(|(_, id)| *id)).collect();
        let floor_area = FloorArea::of(center, served.len() > 1);
        let served_by = u64::from(is_in_use(&center.status) == Some(true));
        self.offers.join(Offers::of(offering));
        self.floor_area.join(floor_area);
        if own.is_none() {
            self.unplaced.join(Centers::of(center));
        }
        if is_in_use(&center.status) != Some(false) && (own.is_none() || is_open(center)) {
            self.adrift = (self.adrift.0.saturating_add(1), self.adrift.1.or(offering.possible));
        }
        for id in served {
            let centers = if own == Some(id) { Centers::of(center) } else { Centers::default() };
            let described = described(known.iter().find_map(|known| known.get(id)));
            self.describe(id, CommunityFigures { centers, served_by, offering, floor_area, ..described });
        }
    }
}

/// What is known of a community besides its centers.
fn described(facts: Option<&CommunityFacts>) -> CommunityFigures {
    CommunityFigures {
        settings: facts.and_then(CommunityFacts::setting).into_iter().collect::<SettingSet>(),
        households: facts.and_then(CommunityFacts::households).map(Spread::of),
        ..CommunityFigures::default()
    }
}

/// The policies of a document's centers, each resolved once.
struct Policies<'d> {
    context: &'d Context,
    known: &'d Communities,
    divisions: Place,
    by_place: BTreeMap<(Option<CommunityId>, Option<Tier>), Arc<Policy>>,
    resolved: Known,
}

impl<'d> Policies<'d> {
    fn new(district: &DistrictDraft, known: &'d Communities, context: &'d Context) -> Self {
        let codes = district.divisions.items().filter_map(|(_, division)| code_of(division)).take(CODES);
        let divisions = Place { divisions: codes.collect(), date: context.date(), ..Place::default() };
        Self { context, known, divisions, by_place: BTreeMap::new(), resolved: Known::default() }
    }

    /// What is asked of a center of this tier in this community, as its check has it.
    fn of(&mut self, community: Option<CommunityId>, tier: Option<Tier>) -> Arc<Policy> {
        let Some(resolver) = self.context.resolver() else { return Arc::clone(self.context.policy()) };
        let (known, divisions, resolved) = (self.known, &self.divisions, &mut self.resolved);
        let besides = self.context.communities();
        let policy = self.by_place.entry((community, tier)).or_insert_with(|| {
            let facts = community.and_then(|id| known.get(id).or_else(|| besides.get(id)));
            let own = facts.into_iter().flat_map(CommunityFacts::divisions);
            let place = Place {
                community,
                divisions: own.chain(&divisions.divisions).copied().collect(),
                tier,
                setting: facts.and_then(CommunityFacts::setting),
                date: divisions.date,
            };
            resolver.resolve_among(&place, resolved)
        });
        Arc::clone(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::vocab::{AgeGroup, Lang, Lifecycle, Name, Say, ServiceFunction, Setting, SquareMeters};

    /// Two communities, of which the second is told of twice with different households; an open center in the first that serves
    /// both, one that is planned in the second, and one that says neither where it is nor in what state.
    const DISTRICT: &str = r#"{
        "format": 1, "name": "示例区",
        "communities": [
            { "id": "5a0c3f5e-0000-4000-8000-0000000000c1", "name": "甲社区", "setting": "old-town", "households": 2000 },
            { "id": "5a0c3f5e-0000-4000-8000-0000000000c2", "name": "乙社区", "households": 1000 }
        ],
        "centers": [
            { "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "甲邻里中心", "tier": "community", "status": "open",
              "community": "5a0c3f5e-0000-4000-8000-0000000000c1", "serves": ["5a0c3f5e-0000-4000-8000-0000000000c2"],
              "areas": [{ "kind": "floor", "square_meters": 900 }],
              "services": [{ "key": "homework", "name": "课余辅导", "functions": ["education"],
                             "audience": { "groups": ["young"] } }] },
            { "id": "5a0c3f5e-0000-4000-8000-000000000002", "name": "乙邻里中心", "status": "planned",
              "community": "5a0c3f5e-0000-4000-8000-0000000000c2" },
            { "id": "5a0c3f5e-0000-4000-8000-000000000003", "name": "丙邻里中心" }
        ]
    }"#;

    fn id(last: &str) -> CommunityId {
        format!("5a0c3f5e-0000-4000-8000-0000000000{last}").parse().unwrap()
    }

    fn of(text: &str) -> DistrictSummary {
        let context = Context::new(Policy::luolong_2023());
        let district: DistrictDraft = serde_json::from_str(text).unwrap();
        DistrictSummary::of_district(&district, &check(&district, &context), &context)
    }

    /// The same without the third center.
    fn only_two() -> String {
        let third = r#",
            { "id": "5a0c3f5e-0000-4000-8000-000000000003", "name": "丙邻里中心" }"#;
        DISTRICT.replace(third, "")
    }

    #[test]
    fn every_center_is_counted_once_by_state_tier_and_part_of_town() {
        let count = |status, tier, setting| CenterCount { status, tier, setting, count: 1 };
        let expected = [
            count(None, None, None),
            count(Some(Lifecycle::Planned), None, None),
            count(Some(Lifecycle::Open), Some(Tier::Community), Some(Setting::OldTown)),
        ];
        let summary = of(DISTRICT);
        assert_eq!(summary.centers(), expected);
        assert_eq!((summary.center_count(), summary.unplaced()), (3, 1));
    }

    #[test]
    fn what_a_center_offers_reaches_every_community_that_it_serves() {
        let summary = of(DISTRICT);
        let homework = Cell::new(ServiceFunction::Education, AgeGroup::Young);
        let for_the_old = Cell::new(ServiceFunction::Education, AgeGroup::Old);
        for community in ["c1", "c2"] {
            assert_eq!(summary.covers(id(community), homework), Answer::Yes, "{community}");
            // The third center may serve any of them, and does not say what it offers.
            assert_eq!(summary.covers(id(community), for_the_old), Answer::CannotSay);
            assert_eq!(of(&only_two()).covers(id(community), for_the_old), Answer::No);
            let figures = summary.community(id(community)).unwrap();
            assert_eq!((figures.centers(), figures.served_by()), (1, 1));
        }
        assert_eq!((summary.adrift(), of(&only_two()).adrift()), (1, 0));
        let offers: Vec<_> = summary.offers().filter(|(_, centers, _)| *centers > 0).collect();
        // The third center does not list its services.
        assert_eq!(offers, [(homework, 1, 1)]);
    }

    #[test]
    fn an_area_that_two_communities_share_is_of_neither_alone_and_of_both_together() {
        let summary = of(&only_two());
        assert_eq!(summary.area_per_100_households_of(id("c1")), None);
        let ratio = summary.area_per_100_households().unwrap();
        assert_eq!((ratio.hundredths(), ratio.households()), (90_000, 3_000));
        assert_eq!(ratio.in_lang(Lang::En).to_string(), "30.00 m²");
        // The third center states no area.
        assert_eq!(of(DISTRICT).area_per_100_households(), None);
    }

    #[test]
    fn sources_that_disagree_leave_open_what_they_disagree_about() {
        let other = DISTRICT.replace("1000", "1200").replace("old-town", "new-town").replace("甲社区", "丙社区");
        let both = of(DISTRICT).merged(of(&other));
        assert_eq!(both, of(&other).merged(of(DISTRICT)));
        assert_eq!(both.community(id("c1")).unwrap().name().map(Name::as_str), Some("丙社区"));
        let households = both.community(id("c2")).unwrap().households().unwrap();
        assert_eq!((households.least().get(), households.most().get()), (1_000, 1_200));
        assert_eq!(both.community(id("c1")).unwrap().setting(), None);
        assert_eq!(both.area_per_100_households(), None);
    }

    /// A community with an open center that lists all of its services, which are none, and its floor area: 30 m² for 100 households.
    const WHOLE: &str = r#"{
        "format": 1, "name": "示例区",
        "communities": [
            { "id": "5a0c3f5e-0000-4000-8000-0000000000c1", "name": "甲社区", "households": 2000 }
        ],
        "centers": [
            { "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "甲邻里中心", "status": "open", "services": [],
              "community": "5a0c3f5e-0000-4000-8000-0000000000c1", "areas": [{ "kind": "floor", "square_meters": 600 }] }
        ]
    }"#;

    /// Whether the community of [`WHOLE`] is covered, how much area there is for 100 of its households, for 100 of all, and whether
    /// that reaches 31 m².
    fn answers(summary: &DistrictSummary) -> (Answer, Option<u64>, Option<u64>, Answer) {
        let hundredths = |ratio: PerHundredHouseholds| ratio.hundredths() * 100 / ratio.households();
        let reaches = summary.floor_area_of(id("c1")).map(|area| {
            area.reaches(SquareMeters::whole(31), summary.community(id("c1")).and_then(CommunityFigures::households))
        });
        (
            summary.covers(id("c1"), Cell::new(ServiceFunction::ElderlyCare, AgeGroup::Old)),
            summary.area_per_100_households_of(id("c1")).map(hundredths),
            summary.area_per_100_households().map(hundredths),
            reaches.unwrap(),
        )
    }

    #[test]
    fn where_a_center_or_a_community_may_be_missing_nothing_is_denied_and_no_ratio_is_given() {
        assert_eq!(answers(&of(WHOLE)), (Answer::No, Some(3_000), Some(3_000), Answer::No));
        let lost = (Answer::CannotSay, None, None, Answer::CannotSay);
        let center = r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001","#;
        for (change, to, expected, gaps) in [
            (r#""name": "示例区","#, r#""name": "示例区", "partial": ["centers"],"#, lost, (1, 0, 0, 0)),
            (r#""name": "示例区","#, r#""name": "示例区", "partial": ["centres"],"#, lost, (1, 0, 1, 0)),
            (center, &format!("5, [], {center}"), lost, (1, 2, 0, 0)),
            (
                r#""name": "示例区","#,
                r#""name": "示例区", "partial": ["communities"],"#,
                (Answer::No, Some(3_000), None, Answer::No),
                (0, 0, 1, 0),
            ),
            (
                r#""communities": ["#,
                r#""communities": [5, { "name": "乙社区" },"#,
                (Answer::No, Some(3_000), None, Answer::No),
                (0, 0, 1, 2),
            ),
        ] {
            let summary = of(&WHOLE.replacen(change, to, 1));
            let Gaps { center_lists, lost_centers, community_lists, lost_communities } = summary.gaps();
            assert_eq!((center_lists, lost_centers, community_lists, lost_communities), gaps, "{to}");
            assert_eq!(answers(&summary), expected, "{to}");
            assert_eq!(answers(&of(WHOLE).merged(summary)).0, expected.0, "{to}");
        }
        let mut unread = of(WHOLE);
        unread.add_unread(&Report::default());
        assert_eq!(answers(&unread), lost);
        let without = of(r#"{ "format": 1, "name": "示例区" }"#).gaps();
        assert_eq!((without.center_lists, without.community_lists), (1, 1));
    }

    #[test]
    fn a_center_that_does_not_say_whom_it_serves_leaves_open_how_much_area_a_community_has() {
        let adrift = r#"[{ "id": "5a0c3f5e-0000-4000-8000-000000000002", "services": [],
              "areas": [{ "kind": "floor", "square_meters": 100 }] },"#;
        let summary = of(&WHOLE.replacen(r#""centers": ["#, &format!(r#""centers": {adrift}"#), 1));
        assert_eq!(answers(&summary), (Answer::No, None, Some(3_500), Answer::CannotSay));
    }

    #[test]
    fn a_document_of_another_format_adds_nothing_but_that_it_could_not_be_read() {
        let summary = of(&DISTRICT.replace(r#""format": 1"#, r#""format": 2"#));
        let unread = Inputs { unread: 1, ..Inputs::default() };
        assert_eq!(Inputs { undated: 0, ..summary.inputs() }, unread);
        assert_eq!((summary.center_count(), summary.community_count()), (0, 0));
    }

    #[test]
    fn past_the_bound_the_centers_of_communities_are_still_counted() {
        let center = Centers::of(&serde_json::from_str(r#"{ "status": "open" }"#).unwrap());
        let mut summary = DistrictSummary::default();
        // The smallest ids come last.
        for nth in (1..=COMMUNITIES as u128 + 2).rev() {
            let id = CommunityId::try_from(uuid::Uuid::from_u128(nth)).unwrap();
            summary.describe(id, CommunityFigures { centers: center.clone(), ..CommunityFigures::default() });
        }
        assert_eq!((summary.community_count(), summary.center_count()), (COMMUNITIES, COMMUNITIES as u64 + 2));
        assert!(summary.is_truncated());
        let last = summary.communities().last().unwrap().0.uuid().as_u128();
        assert_eq!(last, COMMUNITIES as u128);
        // Of one that was dropped nobody can say what it has, nor of what all have together.
        let dropped = CommunityId::try_from(uuid::Uuid::from_u128(COMMUNITIES as u128 + 1)).unwrap();
        let cell = Cell::new(ServiceFunction::Culture, AgeGroup::Old);
        assert_eq!(summary.covers(dropped, cell), Answer::CannotSay);
        assert_eq!(summary.area_per_100_households(), None);
    }

    #[test]
    fn what_was_dropped_stays_dropped_when_a_summary_is_read_back() {
        let beyond = Centers::of(&serde_json::from_str(r#"{ "status": "open" }"#).unwrap());
        let mut summary = DistrictSummary { beyond, ..of(DISTRICT) };
        assert!(!summary.is_truncated());
        summary.communities.set_dropped(true);
        summary.standings.set_dropped(true);
        let again: DistrictSummary = serde_json::from_str(&serde_json::to_string(&summary).unwrap()).unwrap();
        assert_eq!(again, summary);
        assert_eq!((again.is_truncated(), again.center_count()), (true, 4));
    }

    #[test]
    fn findings_are_told_apart_by_who_demands_them() {
        let summary = of(DISTRICT);
        let feature = summary.standings().find(|standing| standing.card.id == "missing-feature").unwrap();
        assert!(feature.demanded_by.is_some());
        let told = summary.standings().map(|standing| standing.undecided).sum::<u64>();
        assert_eq!(told, summary.counts().undecided);
        let summed: u64 = summary.ledger().iter().map(|(_, tally)| tally.undecided).sum();
        assert_eq!(told, summed);
    }

    #[test]
    fn a_summary_that_no_version_could_have_written_is_refused() {
        let written = serde_json::to_value(of(DISTRICT)).unwrap();
        for (change, expected) in [
            (("/format", serde_json::json!(2)), "the summary is written in form 2, this version reads 1"),
            (("/communities/1/id", serde_json::json!(id("c1"))), "stands in the summary twice"),
            (("/communities/0/households/least", serde_json::json!(2001)), "the least is above the most"),
            (("/findings/0/rule", serde_json::json!("no-such\u{202E}-rule")), r"knows no rule `no-such\u{202E}-rule`"),
        ] {
            let ((place, value), mut changed) = (change, written.clone());
            *changed.pointer_mut(place).unwrap() = value;
            let error = serde_json::from_value::<DistrictSummary>(changed).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
