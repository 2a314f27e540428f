//! What a district has and plans: idle resources, tasks and plans, culture sites, surveys, and counts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Display;

use super::known_ids::KnownIds;
use super::known_keys::KnownKeys;
use super::walk::{Walk, run};
use crate::field::{Field, List};
use crate::finding::Fact;
use crate::path::Path;
use crate::records::{
    AssetDraft, CenterDraft, CenterField, CultureSiteDraft, DistrictDraft, DistrictField, NeedsSurveyDraft,
    ProjectDraft, ReuseDraft, SpaceDraft,
};
use crate::rules::progress::Progress;
use crate::rules::record::project_contradicts_center::{Found, Serving};
use crate::rules::record::reversed_period::Period;
use crate::rules::record::unknown_reference::Target;
use crate::rules::uses::Tasks;
use crate::rules::{Rule, policy, record};
use crate::vocab::{AssetId, CenterId, CommunityId, Key, ProjectId};

/// The records of a document that others refer to.
struct Known<'d> {
    district: &'d DistrictDraft,
    communities: &'d KnownIds<CommunityId>,
    centers: KnownIds<CenterId>,
    assets: KnownIds<AssetId>,
    projects: KnownIds<ProjectId>,
    serving: Serving<'d>,
    /// The keys of the spaces of centers, by the place of the center: looked up once for each that is asked about.
    spaces: BTreeMap<usize, KnownKeys<'d, SpaceDraft>>,
}

impl<'d> Known<'d> {
    fn of(district: &'d DistrictDraft, communities: &'d KnownIds<CommunityId>) -> Self {
        Self {
            district,
            communities,
            centers: KnownIds::of(district, DistrictField::centers, &district.centers, |center| &center.id),
            assets: KnownIds::of(district, DistrictField::assets, &district.assets, |asset| &asset.id),
            projects: KnownIds::of(district, DistrictField::projects, &district.projects, |project| &project.id),
            serving: Serving::of(district),
            spaces: BTreeMap::new(),
        }
    }

    fn center(&self, place: usize) -> Option<&'d CenterDraft> {
        self.district.centers.given()?.items.get(place)?.given()
    }

    fn spaces(&mut self, place: usize) -> Option<&KnownKeys<'d, SpaceDraft>> {
        let center = self.center(place)?;
        Some(match self.spaces.entry(place) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert(KnownKeys::of(center, CenterField::spaces, &center.spaces, |space| &space.key))
            }
        })
    }
}

/// Whether a document says anything of what this is about.
fn says_nothing(district: &DistrictDraft) -> bool {
    district.assets.is_missing()
        && district.projects.is_missing()
        && district.plans.is_missing()
        && district.culture_sites.is_missing()
        && district.surveys.is_missing()
        && district.counts.is_missing()
}

impl Walk<'_> {
    pub(super) fn development(&mut self, district: &DistrictDraft, communities: &KnownIds<CommunityId>, at: &Path<'_>) {
        if says_nothing(district) {
            return;
        }
        let mut known = Known::of(district, communities);
        run!(self, record::duplicate_record_id, district, at);
        let list = at.key("assets");
        let tasks = if district.assets.is_missing() { None } else { Some(Tasks::of(district)) };
        for (place, asset) in district.assets.items() {
            let asset_at = list.index(place);
            self.asset(asset, &mut known, &asset_at, at);
            // Of several with one id, which another rule tells, the tasks take up the first.
            let first = asset.id.given().and_then(|id| known.assets.place_of(*id));
            if let Some(tasks) = tasks.as_ref().filter(|_| first.is_none_or(|first| first == place)) {
                run!(self, record::asset_reused_twice, asset, tasks, &asset_at);
            }
        }
        let list = at.key("projects");
        if !district.projects.is_missing() {
            run!(self, record::circular_merge, district, at);
        }
        for (place, project) in district.projects.items() {
            self.project(project, &known, &list.index(place), at);
        }
        let list = at.key("plans");
        let progress = if district.plans.is_missing() { None } else { Some(Progress::of(district)) };
        for (place, plan) in district.plans.items() {
            let plan_at = list.index(place);
            if let Some(progress) = &progress {
                let asked = (progress, &district.edition, self.context.date());
                run!(self, policy::plan_behind_target, plan, asked, &plan_at);
            }
            self.name(&plan.name, &plan_at.key("name"));
            self.sources(&plan.sources, plan, &plan_at);
        }
        let list = at.key("culture_sites");
        for (place, site) in district.culture_sites.items() {
            self.culture_site(site, &known, &list.index(place), at);
        }
        let list = at.key("surveys");
        for (place, survey) in district.surveys.items() {
            self.survey(survey, &known, &list.index(place), at);
        }
        let list = at.key("counts");
        if !district.counts.is_missing() {
            run!(self, record::count_contradicts_list, district, at);
        }
        for (place, count) in district.counts.items() {
            self.sources(&count.sources, count, &list.index(place));
        }
    }

    fn asset<'d>(&mut self, asset: &'d AssetDraft, known: &mut Known<'d>, at: &Path<'_>, document: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&asset.name, &at.key("name"));
        if let Some(id) = asset.community.given() {
            self.id_reference(*id, known.communities, &document.key("communities"), &at.key("community"));
        }
        if let Some(location) = asset.location.given() {
            run!(self, record::swapped_coordinates, location, &at.key("location"));
        }
        self.organization(&asset.owner, &at.key("owner"));
        let reuses = at.key("reuses");
        for (place, reuse) in asset.reuses.items() {
            self.reuse(reuse, known, &reuses.index(place), document);
        }
        self.sources(&asset.sources, asset, at);
    }

    fn reuse<'d>(&mut self, reuse: &'d ReuseDraft, known: &mut Known<'d>, at: &Path<'_>, document: &Path<'_>) {
        let (centers, center_at, spaces_at) = (document.key("centers"), at.key("center"), at.key("spaces"));
        if let Some(id) = reuse.center.given() {
            self.id_reference(*id, &known.centers, &centers, &center_at);
        }
        if let Some(id) = reuse.project.given() {
            self.id_reference(*id, &known.projects, &document.key("projects"), &at.key("project"));
        }
        let place = reuse.center.given().and_then(|id| known.centers.place_of(*id));
        match place.and_then(|place| Some((place, known.spaces(place)?))) {
            Some((place, spaces)) => {
                let center = centers.index(place);
                self.references(&reuse.spaces, spaces, &center.key("spaces"), &spaces_at);
            }
            // Whose spaces they are is not known.
            None => {
                for (nth, key) in reuse.spaces.items() {
                    let target = Target { list: &center_at, complete: false, found: false };
                    let reference = || Fact::text(key.as_str());
                    run!(self, record::unknown_reference, reference, &target, &spaces_at.index(nth));
                }
                let fact = |key: &Key| Fact::text(key.as_str());
                run!(self, record::repeated_reference, reuse.spaces.items(), fact, &spaces_at);
            }
        }
        let used = Period { begins: ("began", &reuse.began), ends: ("ended", &reuse.ended) };
        run!(self, record::reversed_period, &used, at);
        self.sources(&reuse.sources, reuse, at);
    }

    fn project(&mut self, project: &ProjectDraft, known: &Known<'_>, at: &Path<'_>, document: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&project.name, &at.key("name"));
        if let Some(id) = project.center.given() {
            self.id_reference(*id, &known.centers, &document.key("centers"), &at.key("center"));
        }
        if let Some(id) = project.community.given() {
            self.id_reference(*id, known.communities, &document.key("communities"), &at.key("community"));
        }
        let assets = at.key("assets");
        self.id_references(&project.assets, &known.assets, &document.key("assets"), &assets);
        self.life_of_project(project, at);
        let place = project.center.given().and_then(|id| known.centers.place_of(*id));
        let found =
            place.and_then(|place| Some(Found { center: known.center(place)?, place, serving: &known.serving }));
        run!(self, record::project_contradicts_center, project, found, at);
        let funding = at.key("funding");
        for (place, money) in project.funding.items() {
            self.organization(&money.funder, &funding.index(place).key("funder"));
        }
        if let Some(id) = project.merged_into.given() {
            self.id_reference(*id, &known.projects, &document.key("projects"), &at.key("merged_into"));
        }
        self.sources(&project.sources, project, at);
    }

    fn culture_site(&mut self, site: &CultureSiteDraft, known: &Known<'_>, at: &Path<'_>, document: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&site.name, &at.key("name"));
        if let Some(id) = site.community.given() {
            self.id_reference(*id, known.communities, &document.key("communities"), &at.key("community"));
        }
        if let Some(id) = site.center.given() {
            self.id_reference(*id, &known.centers, &document.key("centers"), &at.key("center"));
        }
        let features = at.key("features");
        for (place, feature) in site.features.items() {
            self.name(&feature.name, &features.index(place).key("name"));
        }
        let teams = at.key("teams");
        self.keys(site.teams.items().filter_map(|(place, team)| Some((place, team.key.given()?))), &teams);
        for (place, team) in site.teams.items() {
            self.name(&team.name, &teams.index(place).key("name"));
        }
        self.sources(&site.sources, site, at);
    }

    fn survey(&mut self, survey: &NeedsSurveyDraft, known: &Known<'_>, at: &Path<'_>, document: &Path<'_>) {
        self.findings.counts.records += 1;
        self.name(&survey.name, &at.key("name"));
        let communities = at.key("communities");
        self.id_references(&survey.communities, known.communities, &document.key("communities"), &communities);
        record::count_contradicts_list::check_topics(survey, at, &mut self.probe(Rule::count_contradicts_list));
        let topics = at.key("topics");
        for (place, topic) in survey.topics.items() {
            run!(self, record::suspicious_text, topic, &topics.index(place));
        }
        let decisions = at.key("decisions");
        for (place, decision) in survey.decisions.items() {
            if let Some(id) = decision.center.given() {
                let center_at = decisions.index(place);
                self.id_reference(*id, &known.centers, &document.key("centers"), &center_at.key("center"));
            }
        }
        self.sources(&survey.sources, survey, at);
    }

    pub(super) fn id_reference<T: Ord + Copy + Display>(
        &mut self,
        id: T,
        known: &KnownIds<T>,
        list: &Path<'_>,
        place: &Path<'_>,
    ) {
        let target = Target { list, complete: known.all, found: known.contains(id) };
        run!(self, record::unknown_reference, || Fact::Text(id.to_string().into()), &target, place);
    }

    pub(super) fn id_references<T: Ord + Copy + Display>(
        &mut self,
        ids: &Field<List<T>>,
        known: &KnownIds<T>,
        list: &Path<'_>,
        at: &Path<'_>,
    ) {
        for (place, id) in ids.items() {
            self.id_reference(*id, known, list, &at.index(place));
        }
        self.repeated_ids(ids, at);
    }

    pub(super) fn repeated_ids<T: Ord + Display>(&mut self, ids: &Field<List<T>>, at: &Path<'_>) {
        run!(self, record::repeated_reference, ids.items(), |id: &T| Fact::Text(id.to_string().into()), at);
    }
}
