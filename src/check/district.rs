//! A document: its communities, its centers, and what is asked of all of them together.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::around::Around;
use super::known_ids::KnownIds;
use super::walk::{Check, Walk, run};
use crate::path::{Path, Pointer};
use crate::policy::{Ask, Demand, Policy, Waived};
use crate::records::{CommunityDraft, District, DistrictDraft, DistrictField};
use crate::rules::policy::duplicate_feature::{Declarations, Declaring};
use crate::rules::policy::standing::Standing;
use crate::rules::{Rule, policy, record};
use crate::ruling::{Judged, Turn};
use crate::vocab::{Circumstance, CommunityId};

impl Walk<'_> {
    /// Turns to the record of a center of the document; to the document itself where there is no such center.
    fn turn_to_center(&mut self, nth: usize) {
        let turn = self.ruling.centers.get(nth).and_then(Clone::clone);
        let Some(turn) = turn else { return self.turn_to_the_district() };
        self.ruling.turn = turn;
        self.ruling.of = Judged::Center;
        self.turn_within("centers", nth);
    }

    /// Turns to the record of a community of the document; to the document itself where there is no such community.
    fn turn_to_community(&mut self, nth: usize) {
        let turn = self.ruling.communities.get(nth).and_then(Clone::clone);
        let Some(turn) = turn else { return self.turn_to_the_district() };
        self.ruling.turn = turn;
        self.ruling.of = Judged::Community;
        self.turn_within("communities", nth);
    }

    fn turn_within(&mut self, list: &str, nth: usize) {
        self.ruling.within = Path::ROOT.key(list).index(nth).to_pointer().as_str().to_owned();
    }

    fn turn_to_the_district(&mut self) {
        if let Some(around) = &self.district {
            self.ruling.turn = Turn { policy: Arc::clone(&around.policy), center: None, community: None };
        }
        self.ruling.within.clear();
        self.ruling.of = Judged::District;
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
        let (around, [centers, communities]) = Around::of(district, self.context);
        self.district = Some(around);
        self.ruling.centers = centers;
        self.ruling.communities = communities;
        self.turn_to_the_district();
        self.shape(district, at);
        self.findings.counts.records += 1;
        self.name(&district.name, &at.key("name"));
        run!(self, record::duplicate_center_id, district, at);
        run!(self, record::duplicate_community_id, district, at);
        run!(self, record::same_center_twice, district, at);
        let communities = at.key("communities");
        for (place, community) in district.communities.items() {
            self.turn_to_community(place);
            self.community(community, district, &communities.index(place));
        }
        let of = DistrictField::communities;
        let known = KnownIds::of(district, of, &district.communities, |community| &community.id);
        let centers = at.key("centers");
        for (place, center) in district.centers.items() {
            let center_at = centers.index(place);
            self.turn_to_center(place);
            self.center(center, &center_at);
            if let Some(id) = center.community.given() {
                self.id_reference(*id, &known, &communities, &center_at.key("community"));
            }
            self.id_references(&center.serves, &known, &communities, &center_at.key("serves"));
        }
        self.turn_to_the_district();
        self.development(district, &known, at);
        let calendar = self.context.calendar();
        let mut probe = self.probe(Rule::teacher_double_booked);
        record::teacher_double_booked::check_across(district, calendar, at, &mut probe);
        self.sources(&district.sources, district, at);
        self.policy_of_the_district(district, at);
    }

    /// Judges what is asked of the district, and of each of its communities; then the waivers that name no center.
    fn policy_of_the_district(&mut self, district: &DistrictDraft, at: &Path<'_>) {
        let mut standing = None;
        let mut asked = false;
        let policy = Arc::clone(&self.ruling.turn.policy);
        for demand in policy.demands() {
            if let Ask::DistrictTiers(tiers) = demand.ask() {
                asked = true;
                let standing = standing.get_or_insert_with(|| Standing::of(district));
                let mut probe = self.probe(Rule::missing_tier);
                probe.judges(demand);
                policy::missing_tier::check(*tiers, demand, standing, at, &mut probe);
            }
        }
        if !asked {
            self.probe(Rule::missing_tier).not_applicable();
        }
        self.distinct_features(&policy, district, at);
        let communities = at.key("communities");
        for (place, community) in district.communities.items() {
            self.turn_to_community(place);
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
            .filter_map(|(nth, center)| Some(((nth, center), self.ruling.centers.get(nth)?.as_ref()?)))
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
        let mut of_centers: Vec<&Arc<Policy>> = self.ruling.centers.iter().flatten().map(|turn| &turn.policy).collect();
        of_centers.sort_by_key(|policy| Arc::as_ptr(policy));
        of_centers.dedup_by(|a, b| Arc::ptr_eq(a, b));
        let of_others = around.known.policies().chain([&around.policy]).flat_map(|policy| policy.shared_waivers());
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
        let policy = Arc::clone(&self.ruling.turn.policy);
        let mut asked = false;
        for demand in policy.demands() {
            if let Ask::CommunityTiers(tiers) = demand.ask() {
                asked = true;
                let standing = standing.get_or_insert_with(|| Standing::of(district));
                let mut probe = self.probe(Rule::uncovered_community);
                probe.judges(demand);
                policy::uncovered_community::check(*tiers, demand, community, standing, at, &mut probe);
            }
        }
        if !asked {
            self.probe(Rule::uncovered_community).not_applicable();
        }
    }

    /// Judges whether features differ: those of all communities, where that is asked of the whole district, and those of each
    /// community by itself of which it is asked.
    fn distinct_features(&mut self, policy: &Policy, district: &DistrictDraft, at: &Path<'_>) {
        let distinct = |demand: &&Demand| *demand.ask() == Ask::DistinctFeatures;
        let of_all: Vec<&Demand> =
            policy.demands().iter().filter(distinct).filter(|demand| is_of_all_communities(demand)).collect();
        if of_all.is_empty() {
            self.probe(Rule::duplicate_feature).not_applicable();
        }
        let mut of_some: BTreeMap<Demand, Vec<CommunityId>> = BTreeMap::new();
        for (id, policy) in self.policies_of_communities(district) {
            for demand in policy.demands().iter().filter(distinct) {
                if !of_all.iter().any(|known| known.by() == demand.by()) {
                    of_some.entry(demand.clone()).or_default().push(id);
                }
            }
        }
        if of_all.is_empty() && of_some.is_empty() {
            return;
        }
        let declaring = self.declaring(district);
        let mut declarations = Declarations::of(&declaring, district);
        for demand in of_all {
            let mut probe = self.probe(Rule::duplicate_feature);
            probe.judges(demand);
            policy::duplicate_feature::check((demand, None), &mut declarations, at, &mut probe);
        }
        for (demand, communities) in of_some {
            let mut probe = self.probe(Rule::duplicate_feature);
            probe.judges(&demand);
            for id in communities {
                policy::duplicate_feature::check((&demand, Some(id)), &mut declarations, at, &mut probe);
            }
        }
    }

    /// The communities of the document and those that its centers name, each once, with what is asked there of a center of which
    /// nothing else is known.
    fn policies_of_communities(&mut self, district: &DistrictDraft) -> Vec<(CommunityId, Arc<Policy>)> {
        let context = self.context;
        let Some(around) = &mut self.district else { return Vec::new() };
        let of_the_document = district.communities.items().filter_map(|(_, community)| community.id.given());
        let of_centers = district.centers.items().filter_map(|(_, center)| center.community.given());
        let mut seen = HashSet::new();
        let ids = of_the_document.chain(of_centers).filter(|id| seen.insert(**id));
        ids.map(|id| (*id, around.policy_of(Some(*id), None, context))).collect()
    }
}

/// Whether the whole district is asked, unless the day leaves that open. Where the layer is made for a part of it, for new or old
/// towns or for some tiers, its communities and centers know whether they are.
fn is_of_all_communities(demand: &Demand) -> bool {
    let known_elsewhere = [Circumstance::Division, Circumstance::Setting, Circumstance::Tier];
    !known_elsewhere.into_iter().any(|circumstance| demand.left_open().contains(circumstance))
}

impl Check for DistrictDraft {
    type Checked = District;

    fn walk(&self, walk: &mut Walk<'_>) {
        walk.district(self);
    }
}
