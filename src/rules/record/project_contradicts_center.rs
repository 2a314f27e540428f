//! `project-contradicts-center`: a task and the center that it is for do not contradict each other.
//!
//! **Demands** that a center has opened for which a task is in use, and that a task is for a community which its center belongs
//! to or serves. A center that does not say which communities it serves serves its own.
//! **Basis**: the data standard.
//! *Met* by a task in use whose center has opened or may have (an upgrade does not tell), and by a community that the center is
//! there for; *violated* where both cannot be true; *undecided* where the state or the community of either is malformed, that of
//! the center is missing, the list of those that it serves is partial or malformed, or the center is not in the document; *not
//! applicable* to a task that names no center, or says neither that it is in use nor for which community it is.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{CenterDraft, CenterField, DistrictDraft, ProjectDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{CommunityId, Phrase, ProjectState};

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
pub(crate) struct Serving {
    /// Sorted: the place of the center, and the community.
    pairs: Vec<(usize, CommunityId)>,
    /// The centers that serve some community which cannot be read.
    unsure: Vec<usize>,
}

impl Serving {
    pub(crate) fn of(district: &DistrictDraft) -> Self {
        let centers = || district.centers.items();
        let mut pairs: Vec<(usize, CommunityId)> =
            centers().flat_map(|(place, center)| center.serves.items().map(move |(_, id)| (place, *id))).collect();
        pairs.sort_unstable();
        let whole = |center: &CenterDraft| match &center.serves {
            Field::Missing => true,
            Field::Malformed(_) => false,
            Field::Given(list) => list.omitted == 0 && list.given().count() == list.items.len(),
        };
        let unsure = centers().filter(|(_, center)| !whole(center)).map(|(place, _)| place).collect();
        Self { pairs, unsure }
    }

    fn names(&self, place: usize, community: CommunityId) -> bool {
        self.pairs.binary_search(&(place, community)).is_ok()
    }

    fn is_whole(&self, place: usize) -> bool {
        self.unsure.binary_search(&place).is_err()
    }
}

/// A center of the document, by its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'d> {
    pub(crate) center: &'d CenterDraft,
    pub(crate) place: usize,
    pub(crate) serving: &'d Serving,
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
        _ => probe.met(),
    }
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
    if !serving.is_whole(place) {
        probe.undecided(&here, vec![serves.to_pointer()]);
    } else if !center.claims_all(CenterField::serves) {
        probe.undecided(&here, vec![center_at.key("partial").to_pointer()]);
    } else {
        let facts = [said, told].map(|id| Fact::Text(id.to_string().into()));
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
