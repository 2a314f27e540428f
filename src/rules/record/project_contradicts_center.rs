//! `project-contradicts-center`: a task and the center that it is for do not contradict each other.
//!
//! **Demands** that a center has opened for which a task is in use, and no later than the task came to use; and that a task is for
//! a community which its center belongs to or serves. A center that does not say which communities it serves serves its own.
//! **Basis**: the data standard.
//! *Met* by a task in use whose center has opened or may have by then (an upgrade does not tell), and by a community that the center
//! is there for; *violated* where both cannot be true; *undecided* where the state or the community of either is malformed, that of
//! the center is missing, the list of those that it serves is partial or malformed, or the center is not in the document; *not
//! applicable* to a task that names no center, or says neither that it is in use nor for which community it is.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{CenterDraft, CenterField, DistrictDraft, ProjectDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::lives::step_at;
use crate::rules::policy::standing::is_open;
use crate::vocab::{Answer, CommunityId, PartialDate, Phrase, ProjectState};

pub(crate) static CARD: Card = Card {
    id: "project-contradicts-center",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("建设任务与中心矛盾", "a task contradicts its center"),
    facts: &["said", "told"],
    says: Phrase::new("任务为“{said}”，其中心为“{told}”", "the task says {said}, its center {told}"),
    help: Phrase::new("请更正任务或中心，两者不能同时成立", "correct the task or the center: both cannot be true"),
};

/// Which communities the centers of a document say that they serve.
///
/// It is made once for a document, in time n log n; asking it costs a search.
#[derive(Debug)]
pub(crate) struct Serving<'d> {
    district: &'d DistrictDraft,
    /// Sorted: the communities of the document, and their places.
    communities: Vec<(CommunityId, usize)>,
    /// Sorted: the place of the center, and the community.
    pairs: Vec<(usize, CommunityId)>,
    /// The centers that may serve others than those.
    open: Vec<usize>,
}

impl<'d> Serving<'d> {
    pub(crate) fn of(district: &'d DistrictDraft) -> Self {
        let centers = || district.centers.items();
        let mut pairs: Vec<(usize, CommunityId)> =
            centers().flat_map(|(place, center)| center.serves.items().map(move |(_, id)| (place, *id))).collect();
        pairs.sort_unstable();
        let communities = district.communities.items();
        let mut communities: Vec<_> = communities.filter_map(|(place, it)| Some((*it.id.given()?, place))).collect();
        communities.sort_unstable();
        let open = centers().filter(|(_, center)| is_open(center)).map(|(place, _)| place).collect();
        Self { district, communities, pairs, open }
    }

    /// What people call a community; its id where the document does not say.
    fn name_of(&self, id: CommunityId) -> Fact {
        let first = self.communities.partition_point(|(known, _)| *known < id);
        let found = self.communities.get(first).filter(|(known, _)| *known == id);
        let list = self.district.communities.given();
        match found.and_then(|(_, place)| list?.items.get(*place)?.given()?.name.given()) {
            Some(name) => Fact::text(name.as_str()),
            None => Fact::Text(id.to_string().into()),
        }
    }

    fn is_open(&self, place: usize) -> bool {
        self.open.binary_search(&place).is_ok()
    }

    fn names(&self, place: usize, community: CommunityId) -> bool {
        self.pairs.binary_search(&(place, community)).is_ok()
    }
}

/// A center of the document, by its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'d> {
    pub(crate) center: &'d CenterDraft,
    pub(crate) place: usize,
    pub(crate) serving: &'d Serving<'d>,
}

pub(crate) fn check(project: &ProjectDraft, found: Option<Found<'_>>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let says_use = !matches!(&project.state, Field::Missing) && project.state.given().is_none_or(is_in_use);
    let says_community = !project.community.is_missing();
    if project.center.is_missing() || !(says_use || says_community) {
        return probe.not_applicable();
    }
    let Some(found) = found else {
        return probe.undecided(at, vec![at.key("center").to_pointer()]);
    };
    let centers = Path::ROOT.key("centers");
    let center_at = centers.index(found.place);
    if says_use {
        state(project, (found.center, &center_at), at, probe);
    }
    if says_community {
        community(project, (found, &center_at), at, probe);
    }
}

fn is_in_use(state: &ProjectState) -> bool {
    *state == ProjectState::InUse
}

fn state(project: &ProjectDraft, (center, center_at): (&CenterDraft, &Path<'_>), at: &Path<'_>, probe: &mut Probe<'_>) {
    let (state_at, status_at) = (at.key("state"), center_at.key("status"));
    match (project.state.given(), center.status.given()) {
        (None, _) => probe.undecided(&state_at, vec![state_at.to_pointer()]),
        (_, None) => probe.undecided(&state_at, vec![status_at.to_pointer()]),
        (Some(state), Some(status)) if status.has_opened() == Some(false) => {
            let facts = [Fact::ProjectState(*state), Fact::Status(*status)];
            probe.violated(Breach::at(&state_at, facts).related(&status_at));
        }
        _ => match used_too_early(project, center) {
            Some((nth, used, opened)) => {
                let facts = [used, opened].map(Fact::PartialDate);
                let breach = Breach::at_pointer(step_at(at, nth, "on"), facts);
                probe.violated(breach.related(&center_at.key("opened")));
            }
            None => probe.met(),
        },
    }
}

/// The step in which a task surely came to use before its center opened.
fn used_too_early(project: &ProjectDraft, center: &CenterDraft) -> Option<(usize, PartialDate, PartialDate)> {
    let opened = *center.opened.given()?;
    let steps = project.history.items().filter(|(_, step)| step.state.given().is_some_and(is_in_use));
    let mut dated = steps.filter_map(|(nth, step)| Some((nth, *step.on.given()?, opened)));
    dated.find(|(_, used, opened)| used.is_before(*opened) == Answer::Yes)
}

fn community(
    project: &ProjectDraft,
    (Found { center, place, serving }, center_at): (Found<'_>, &Path<'_>),
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let (here, there, serves) = (at.key("community"), center_at.key("community"), center_at.key("serves"));
    let Some(said) = project.community.given() else {
        return probe.undecided(&here, vec![here.to_pointer()]);
    };
    if center.community.given() == Some(said) || serving.names(place, *said) {
        return probe.met();
    }
    let Some(told) = center.community.given() else {
        return probe.undecided(&here, vec![there.to_pointer()]);
    };
    if serving.is_open(place) {
        let is_partial = !center.claims_all(CenterField::serves);
        let open = if is_partial { center_at.key("partial") } else { serves };
        probe.undecided(&here, vec![open.to_pointer()]);
    } else {
        let facts = [said, told].map(|id| serving.name_of(*id));
        probe.violated(Breach::at(&here, facts).related(&there));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const HERE: &str = "c0a80000-0000-4000-8000-000000000001";
    const THERE: &str = "c0a80000-0000-4000-8000-000000000002";

    /// A task, and its center.
    fn look(project: &str, center: &str) -> (Tally, Findings) {
        let center_id = r#""center": "5a0c3f5e-0000-4000-8000-000000000001""#;
        let project: ProjectDraft = serde_json::from_str(&format!("{{ {center_id}, {project} }}")).unwrap();
        let district: DistrictDraft =
            serde_json::from_str(&format!(r#"{{ "centers": [{{}}, {{ {center} }}] }}"#)).unwrap();
        let (place, center) = district.centers.items().last().unwrap();
        let serving = Serving::of(&district);
        let projects = Path::ROOT.key("projects");
        let found = Some(Found { center, place, serving: &serving });
        judge(&CARD, |probe| check(&project, found, &projects.index(0), probe))
    }

    #[test]
    fn what_is_in_use_has_a_center_that_has_opened() {
        for (status, violated) in [
            ("planned", true),
            ("under-construction", true),
            ("upgrading", false),
            ("open", false),
            ("suspended", false),
            ("closed", false),
        ] {
            let (tally, _) = look(r#""state": "in-use""#, &format!(r#""status": "{status}""#));
            assert_eq!((tally.violated == 1, tally.met == 1), (violated, !violated), "{status}");
        }
        let (_, findings) = look(r#""state": "in-use""#, r#""status": "planned""#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/projects/0/state");
        assert_eq!(violation.related(), ["/centers/1/status".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "任务为“投用”，其中心为“谋划”");
        assert_eq!(violation.message(Lang::En), "the task says in use, its center planned");
    }

    #[test]
    fn what_is_in_use_was_not_so_before_its_center_opened() {
        let used = |on: &str| format!(r#""state": "in-use", "history": [{{ "state": "in-use", "on": "{on}" }}]"#);
        let (tally, findings) = look(&used("2023-05-01"), r#""status": "open", "opened": "2025-01-01""#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/projects/0/history/0/on");
        assert_eq!(violation.related(), ["/centers/1/opened".parse().unwrap()]);
        assert_eq!(violation.message(Lang::En), "the task says 2023-05-01, its center 2025-01-01");
        for on in ["2025-01", "2025", "2026"] {
            let (tally, _) = look(&used(on), r#""status": "open", "opened": "2025-01-mid""#);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{on}");
        }
    }

    #[test]
    fn a_task_is_for_a_community_that_its_center_is_there_for() {
        let task = format!(r#""community": "{HERE}""#);
        for (center, expected) in [
            (format!(r#""community": "{HERE}""#), Tally { met: 1, ..Tally::default() }),
            (format!(r#""community": "{THERE}", "serves": ["{HERE}"]"#), Tally { met: 1, ..Tally::default() }),
            (format!(r#""community": "{THERE}""#), Tally { violated: 1, ..Tally::default() }),
            (format!(r#""community": "{THERE}", "serves": ["{THERE}"]"#), Tally { violated: 1, ..Tally::default() }),
            (format!(r#""community": "{THERE}", "serves": [5]"#), Tally { undecided: 1, ..Tally::default() }),
            (format!(r#""community": "{THERE}", "partial": ["serves"]"#), Tally { undecided: 1, ..Tally::default() }),
            (String::from(r#""status": "open""#), Tally { undecided: 1, ..Tally::default() }),
        ] {
            assert_eq!(look(&task, &center).0, expected, "{center}");
        }
    }

    #[test]
    fn what_is_not_known_leaves_it_open() {
        assert_eq!(look(r#""state": 5"#, r#""status": "open""#).0, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(look(r#""state": "in-use""#, r#""name": "甲""#).0, Tally { undecided: 1, ..Tally::default() });
        let project: ProjectDraft =
            serde_json::from_str(r#"{ "center": "5a0c3f5e-0000-4000-8000-000000000001", "state": "in-use" }"#).unwrap();
        let (tally, _) = judge(&CARD, |probe| check(&project, None, &Path::ROOT, probe));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn a_task_that_says_nothing_of_it_is_not_judged() {
        assert_eq!(
            look(r#""state": "planned""#, r#""status": "planned""#).0,
            Tally { not_applicable: 1, ..Tally::default() }
        );
        let project: ProjectDraft = serde_json::from_str(r#"{ "state": "in-use" }"#).unwrap();
        let (tally, _) = judge(&CARD, |probe| check(&project, None, &Path::ROOT, probe));
        assert_eq!(tally, Tally { not_applicable: 1, ..Tally::default() });
    }
}
