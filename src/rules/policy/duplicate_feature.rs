//! `duplicate-feature`: no two communities of the district declare the same feature.
//!
//! **Demands** that a feature which a center declares, or a policy for a community, is not declared for another community
//! before: by a policy, or by a center that stands earlier in the document. Names are compared, without the white space around
//! them. The centers of one community may share a feature, and the one that names it twice is counted once. What a closed center
//! declared is over; what a planned one declares is not. Where it is not asked of the whole district, but by a layer for some
//! communities, for a part of the district, for new or old towns or for some tiers, only the features of those are judged, and each
//! must differ from those of all others, earlier or later.
//! **Basis**: “一社区一特色”: one community, one feature. That like features (同质化) are reported follows from it; the source does
//! not say so.
//! *Met* once for every feature that differs; *violated* by every later one, at its name, or at the community if only a
//! policy declares it; *undecided* for a feature that shares its name with an earlier one where the community of one is not
//! known, or whether its center is closed, and for one that cannot be read; *not applicable* where no feature is declared, and
//! where nobody asks that they differ.

use std::collections::HashMap;
use std::sync::Arc;

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Demand, LUOLONG_2023, Policy};
use crate::records::{CenterDraft, CenterField, DistrictDraft, DistrictField};
use crate::rule::{Breach, Probe};
use crate::vocab::{CircumstanceSet, CommunityId, Lifecycle, Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "duplicate-feature",
    scope: Scope::Policy,
    severity: Severity::Info,
    basis: LUOLONG_2023,
    title: Phrase::new("特色雷同", "two communities declare the same feature"),
    facts: &["feature", "community"],
    says: Phrase::new("“{feature}”也是{community}的特色", "“{feature}” is a feature of {community} as well"),
    help: Phrase::new(
        "请核实是否同质化；确有不同的，请在名称中写明",
        "check whether the two are alike; where they are not, let their names say so",
    ),
};

/// A policy that declares features for a community, and where the document speaks of the community.
#[derive(Debug)]
pub(crate) struct Declaring {
    pub(crate) community: CommunityId,
    pub(crate) place: Pointer,
    pub(crate) policy: Arc<Policy>,
}

/// Who declares a feature. What policies declare comes first, and then the order is that of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Policy(usize),
    Center { center: usize, feature: usize },
}

/// A feature, for whom it is declared, or the field that leaves that open, and by whom.
#[derive(Clone, Copy, Debug)]
struct Declared<'d> {
    name: &'d Name,
    community: Result<CommunityId, CenterField>,
    by: By,
    /// Whether it is judged: what a policy declares is not, where a center of the community says the same.
    judged: bool,
}

/// `of` is the community whose features are judged; without it, all are.
pub(crate) fn check(
    (demand, of): (&Demand, Option<CommunityId>),
    declarations: &mut Declarations<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    match of {
        None => declarations.judge(demand, at, probe),
        Some(id) => declarations.judge_those_of(id, demand, at, probe),
    }
}

/// All that is declared in a document, in an order in which features of one name stand side by side: looked at once, however
/// many communities ask that theirs differ.
#[derive(Debug)]
pub(crate) struct Declarations<'d> {
    policies: &'d [Declaring],
    district: &'d DistrictDraft,
    declared: Vec<Declared<'d>>,
    /// The places among the declared of the features of each community.
    of_community: HashMap<CommunityId, Vec<usize>>,
    /// For each of the declared, what else has its name.
    rivals: Vec<Rivals>,
    /// The places of the centers of each community that are not closed.
    centers: HashMap<CommunityId, Vec<usize>>,
    names: Names<'d>,
}

/// Of all that has one name, the first, the first of another community, and the first of which nobody knows whose it is: one of
/// them stands against any of that name, if there is anything.
#[derive(Clone, Copy, Debug, Default)]
struct Rivals {
    first: Option<(usize, CommunityId)>,
    second: Option<(usize, CommunityId)>,
    stranger: Option<(usize, CenterField)>,
}

impl<'d> Declarations<'d> {
    pub(crate) fn of(policies: &'d [Declaring], district: &'d DistrictDraft) -> Self {
        let mut declared: Vec<Declared<'_>> = Vec::new();
        for (nth, declaring) in policies.iter().enumerate() {
            let (community, by) = (Ok(declaring.community), By::Policy(nth));
            let features = declaring.policy.features().iter();
            declared.extend(features.map(|feature| Declared { name: feature.name(), community, by, judged: true }));
        }
        let mut centers: HashMap<CommunityId, Vec<usize>> = HashMap::new();
        for (place, center) in not_closed(district) {
            declared.extend(features_of(place, center));
            if let Some(id) = center.community.given() {
                centers.entry(*id).or_default().push(place);
            }
        }
        keep_one_of_each(&mut declared);
        let mut of_community: HashMap<CommunityId, Vec<usize>> = HashMap::new();
        for (nth, feature) in declared.iter().enumerate() {
            if let Ok(id) = feature.community {
                of_community.entry(id).or_default().push(nth);
            }
        }
        let mut rivals = Vec::with_capacity(declared.len());
        for alike in declared.chunk_by(|one, other| one.name == other.name) {
            let from = rivals.len();
            let mut of_this_name = Rivals::default();
            for (nth, feature) in (from..).zip(alike) {
                of_this_name.add(nth, feature.community);
            }
            rivals.resize(from + alike.len(), of_this_name);
        }
        Self { policies, district, declared, of_community, rivals, centers, names: Names::default() }
    }

    /// Judges the features of all communities: the one that declares a feature first keeps it.
    fn judge(&mut self, demand: &Demand, at: &Path<'_>, probe: &mut Probe<'_>) {
        let list = at.key(DistrictField::centers.as_str());
        let mut unread = false;
        for (place, center) in not_closed(self.district) {
            unread |= tell_unread(center, &list.index(place), probe);
        }
        if self.declared.is_empty() && !unread {
            return probe.not_applicable();
        }
        let declared = std::mem::take(&mut self.declared);
        for alike in declared.chunk_by(|one, other| one.name == other.name) {
            judge_alike(alike, |feature, verdict| self.tell(feature, verdict, demand, &list, probe));
        }
        self.declared = declared;
    }

    /// Judges the features of one community, each of which has to differ from those of all others, earlier or later. Whether it
    /// is asked of a center is for the center's own policy to say, which knows its tier.
    fn judge_those_of(&mut self, id: CommunityId, demand: &Demand, at: &Path<'_>, probe: &mut Probe<'_>) {
        let list = at.key(DistrictField::centers.as_str());
        let mut any = false;
        for place in self.centers.get(&id).into_iter().flatten() {
            let center = self.district.centers.given().and_then(|list| list.items.get(*place)?.given());
            if let Some(center) = center.filter(|_| asked_of_center(*place, demand, probe).is_some()) {
                any |= tell_unread(center, &list.index(*place), probe);
            }
        }
        let own = self.of_community.remove(&id).unwrap_or_default();
        let declared = std::mem::take(&mut self.declared);
        for nth in &own {
            let (Some(feature), Some(rivals)) = (declared.get(*nth), self.rivals.get(*nth)) else { continue };
            let open = match feature.by {
                By::Policy(_) => Some(demand.left_open()),
                By::Center { center, .. } => asked_of_center(center, demand, probe),
            };
            if let Some(open) = open {
                any = true;
                probe.open = open;
                self.tell(feature, rivals.against(id, &declared), demand, &list, probe);
            }
        }
        self.declared = declared;
        self.of_community.insert(id, own);
        if !any {
            probe.not_applicable();
        }
    }

    fn tell(
        &mut self,
        feature: &Declared<'_>,
        verdict: Verdict<'_>,
        demand: &Demand,
        list: &Path<'_>,
        probe: &mut Probe<'_>,
    ) {
        let place = |feature: &Declared<'_>| match feature.by {
            By::Policy(nth) => self.policies.get(nth).map(|declaring| declaring.place.clone()).unwrap_or_default(),
            By::Center { center, feature } => {
                list.index(center).key(CenterField::features.as_str()).index(feature).key("name").to_pointer()
            }
        };
        match verdict {
            _ if !feature.judged => {}
            Verdict::Differs => probe.met_at(|| place(feature), || vec![place(feature)]),
            Verdict::Repeats(first, community) => {
                let facts = [Fact::text(feature.name.as_str()), self.names.of(community, self.district)];
                let breach = Breach::at_pointer(place(feature), facts).related_pointer(place(first));
                probe.violated(breach.demanded_by(demand));
            }
            Verdict::Open(other, field) => {
                let because = match other.by {
                    By::Center { center, .. } => list.index(center).key(field.as_str()).to_pointer(),
                    By::Policy(_) => place(other),
                };
                probe.undecided_at(place(feature), vec![because]);
            }
        }
    }
}

impl Rivals {
    fn add(&mut self, nth: usize, community: Result<CommunityId, CenterField>) {
        match (community, self.first) {
            (Err(field), _) => self.stranger = self.stranger.or(Some((nth, field))),
            (Ok(id), None) => self.first = Some((nth, id)),
            (Ok(id), Some((_, first))) if id != first => self.second = self.second.or(Some((nth, id))),
            (Ok(_), Some(_)) => {}
        }
    }

    /// What becomes of the feature of a community.
    fn against<'d>(self, id: CommunityId, declared: &'d [Declared<'d>]) -> Verdict<'d> {
        let known = [self.first, self.second].into_iter().flatten().find(|(_, other)| *other != id);
        let known = known.and_then(|(nth, other)| Some(Verdict::Repeats(declared.get(nth)?, other)));
        let open = || self.stranger.and_then(|(nth, field)| Some(Verdict::Open(declared.get(nth)?, field)));
        known.or_else(open).unwrap_or(Verdict::Differs)
    }
}

/// What leaves open whether it is asked of a center of the document; nothing where it is not.
fn asked_of_center(place: usize, demand: &Demand, probe: &Probe<'_>) -> Option<CircumstanceSet> {
    let turn = probe.ruling.centers.get(place)?.as_ref()?;
    let same = |known: &&Demand| known.ask() == demand.ask() && known.by() == demand.by();
    turn.policy.demands().iter().find(same).map(Demand::left_open)
}

/// The centers that are not closed, with their places.
fn not_closed(district: &DistrictDraft) -> impl Iterator<Item = (usize, &CenterDraft)> {
    district.centers.items().filter(|(_, center)| center.status.given() != Some(&Lifecycle::Closed))
}

/// What becomes of a feature among others of its name.
enum Verdict<'d> {
    Differs,
    /// This one is declared for another community before.
    Repeats(&'d Declared<'d>, CommunityId),
    /// This one leaves open whether it is, by a field of its center.
    Open(&'d Declared<'d>, CenterField),
}

/// Judges features of one name, in their order: the community that declares it first keeps it.
fn judge_alike<'d>(alike: &'d [Declared<'d>], mut tell: impl FnMut(&'d Declared<'d>, Verdict<'d>)) {
    let mut owner: Option<(&Declared<'_>, CommunityId)> = None;
    // One before the owner, of which nobody knows whose it is.
    let mut stranger: Option<(&Declared<'_>, CenterField)> = None;
    for feature in alike {
        let verdict = match (feature.community, owner, stranger) {
            (Ok(id), Some((first, of)), _) if of != id => Verdict::Repeats(first, of),
            (Err(field), None, None) => {
                stranger = Some((feature, field));
                Verdict::Differs
            }
            (Err(field), ..) => Verdict::Open(feature, field),
            (Ok(id), _, stranger) => {
                owner = owner.or(Some((feature, id)));
                stranger.map_or(Verdict::Differs, |(other, field)| Verdict::Open(other, field))
            }
        };
        tell(feature, verdict);
    }
}

fn features_of(place: usize, center: &CenterDraft) -> impl Iterator<Item = Declared<'_>> {
    let community = match (&center.status, center.community.given()) {
        // It may be that of a center that is closed.
        (Field::Malformed(_), _) => Err(CenterField::status),
        (_, None) => Err(CenterField::community),
        (_, Some(id)) => Ok(*id),
    };
    center.features.items().filter_map(move |(nth, feature)| {
        let by = By::Center { center: place, feature: nth };
        Some(Declared { name: feature.name.given()?, community, by, judged: true })
    })
}

/// Tells which features cannot be read, and whether there are any.
fn tell_unread(center: &CenterDraft, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let place = at.key(CenterField::features.as_str());
    let mut any = false;
    let mut tell = |at: &Path<'_>| {
        any = true;
        probe.undecided(at, vec![at.to_pointer()]);
    };
    match &center.features {
        Field::Missing => {}
        Field::Malformed(_) => tell(&place),
        Field::Given(list) => {
            for (nth, item) in list.items.iter().enumerate() {
                match item {
                    Field::Given(feature) if feature.name.given().is_some() => {}
                    Field::Given(_) => tell(&place.index(nth).key("name")),
                    _ => tell(&place.index(nth)),
                }
            }
            if list.omitted > 0 {
                tell(&place);
            }
        }
    }
    any
}

/// Puts features of one name side by side, in their order. Of those that one center declares, and of those that policies
/// declare for one community, the first is kept.
fn keep_one_of_each(declared: &mut Vec<Declared<'_>>) {
    declared.sort_unstable_by_key(|one| (one.name, one.community, one.by));
    declared.dedup_by_key(|one| {
        let center = match one.by {
            By::Policy(_) => None,
            By::Center { center, .. } => Some(center),
        };
        (one.name, one.community, center)
    });
    let mut after: Option<(&Name, CommunityId)> = None;
    for one in declared.iter_mut().rev() {
        let of = one.community.ok().map(|id| (one.name, id));
        match one.by {
            By::Policy(_) => one.judged = of != after,
            By::Center { .. } => after = of,
        }
    }
    declared.sort_unstable_by_key(|one| (one.name, one.by));
}

/// What communities are called, looked up when the first is asked for.
#[derive(Debug, Default)]
struct Names<'d> {
    sorted: Option<Vec<(CommunityId, &'d Name)>>,
}

impl<'d> Names<'d> {
    fn of(&mut self, id: CommunityId, district: &'d DistrictDraft) -> Fact {
        let sorted = self.sorted.get_or_insert_with(|| {
            let communities = district.communities.items().map(|(_, community)| community);
            let mut names: Vec<_> =
                communities.filter_map(|community| Some((*community.id.given()?, community.name.given()?))).collect();
            names.sort_by_key(|(id, _)| *id);
            names
        });
        let first = sorted.partition_point(|(known, _)| *known < id);
        match sorted.get(first) {
            Some((known, name)) if *known == id => Fact::text(name.as_str()),
            _ => Fact::Text(id.to_string().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority, Layer, Place};
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, PolicyLevel, Strength};

    fn id(nth: u8) -> CommunityId {
        format!("c0a80000-0000-4000-8000-0000000000{nth:02x}").parse().unwrap()
    }

    /// A policy declares features for the community that stands at this place of the list.
    fn declaring(nth: u8, features: &[&str]) -> Declaring {
        let plan = Authority::new(PolicyLevel::Community, LUOLONG_2023);
        let mut layer = Layer::new(plan);
        layer.features = features.iter().map(|name| name.parse().unwrap()).collect();
        let policy = Arc::new(Policy::resolve(&[layer], &Place::default()).unwrap());
        Declaring { community: id(nth), place: format!("/communities/{nth}").parse().unwrap(), policy }
    }

    fn look_with(policies: &[Declaring], centers: &str) -> (Tally, Findings) {
        let communities = format!(r#"{{ "id": "{}", "name": "大学城社区" }}"#, id(1));
        let document = format!(r#"{{ "communities": [{communities}], "centers": [{centers}] }}"#);
        let district: DistrictDraft = serde_json::from_str(&document).unwrap();
        let by = Authority::new(PolicyLevel::District, LUOLONG_2023);
        let demand = Demand::new(Ask::DistinctFeatures, Strength::May, by);
        judge(&CARD, |probe| check((&demand, None), &mut Declarations::of(policies, &district), &Path::ROOT, probe))
    }

    fn look(centers: &[String]) -> (Tally, Findings) {
        look_with(&[], &centers.join(","))
    }

    fn features(names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| format!(r#"{{ "name": "{name}" }}"#)).collect();
        format!(r#""features": [{}]"#, names.join(","))
    }

    fn center(community: u8, names: &[&str]) -> String {
        format!(r#"{{ "community": "{}", {} }}"#, id(community), features(names))
    }

    fn told(findings: &Findings) -> Vec<(&str, &str)> {
        let related = |found: &'_ crate::finding::Violation| found.related()[0].as_str().len();
        let texts = findings.violations.iter().map(|found| {
            assert!(related(found) > 0);
            (found.path().as_str(), found.related()[0].as_str())
        });
        texts.collect()
    }

    #[test]
    fn features_that_differ_are_in_order_each_by_itself() {
        let (tally, findings) = look(&[center(1, &["古筝", "体育"]), center(2, &["阅读"])]);
        assert_eq!(tally, Tally { met: 3, ..Tally::default() });
        let mut places: Vec<_> = findings.evidence.iter().map(|evidence| evidence.path().as_str()).collect();
        places.sort_unstable();
        assert_eq!(places, ["/centers/0/features/0/name", "/centers/0/features/1/name", "/centers/1/features/0/name"]);
    }

    #[test]
    fn the_later_community_is_told_with_the_first_whatever_stands_between() {
        let (tally, findings) =
            look(&[center(1, &["古筝"]), center(2, &["阅读", " 古筝 "]), center(1, &["古筝"]), center(3, &["古筝"])]);
        assert_eq!(tally, Tally { met: 3, violated: 2, ..Tally::default() });
        assert_eq!(
            told(&findings),
            [
                ("/centers/1/features/1/name", "/centers/0/features/0/name"),
                ("/centers/3/features/0/name", "/centers/0/features/0/name"),
            ]
        );
        let violation = &findings.violations[0];
        assert_eq!(violation.severity(), Severity::Info);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::District));
        assert_eq!(violation.message(Lang::Zh), "“古筝”也是大学城社区的特色");
        assert_eq!(violation.message(Lang::En), "“古筝” is a feature of 大学城社区 as well");
        assert_eq!(violation.help(Lang::Zh), "请核实是否同质化；确有不同的，请在名称中写明");
        assert_eq!(
            violation.help(Lang::En),
            "check whether the two are alike; where they are not, let their names say so"
        );
        let (_, findings) = look(&[center(2, &["古筝"]), center(1, &["古筝"])]);
        assert_eq!(findings.violations[0].message(Lang::Zh), format!("“古筝”也是{}的特色", id(2)));
    }

    #[test]
    fn a_community_may_repeat_itself_and_a_closed_center_is_no_rival() {
        assert_eq!(look(&[center(1, &["古筝"]), center(1, &["古筝"])]).0, Tally { met: 2, ..Tally::default() });
        assert_eq!(look(&[center(1, &["古筝", "古筝"])]).0, Tally { met: 1, ..Tally::default() });
        let of_status =
            |status: &str| format!(r#"{{ "community": "{}", "status": "{status}", {} }}"#, id(2), features(&["古筝"]));
        let (tally, _) = look(&[of_status("closed"), center(1, &["古筝"])]);
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        let (tally, _) = look(&[of_status("planned"), center(1, &["古筝"])]);
        assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
        let (tally, findings) = look(&[of_status("no such status"), center(1, &["古筝"])]);
        assert_eq!(tally, Tally { met: 1, undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/centers/1/features/0/name");
        assert_eq!(findings.undecided[0].because(), ["/centers/0/status".parse().unwrap()]);
    }

    #[test]
    fn centers_without_a_community_cannot_be_told_apart() {
        let nowhere = format!("{{ {} }}", features(&["古筝"]));
        for (centers, at, because) in [
            ([nowhere.clone(), nowhere.clone()], "/centers/1/features/0/name", "/centers/1/community"),
            ([nowhere.clone(), center(1, &["古筝"])], "/centers/1/features/0/name", "/centers/0/community"),
            ([center(1, &["古筝"]), nowhere.clone()], "/centers/1/features/0/name", "/centers/1/community"),
        ] {
            let (tally, findings) = look(&centers);
            assert_eq!(tally, Tally { met: 1, undecided: 1, ..Tally::default() }, "{centers:?}");
            assert_eq!(findings.undecided[0].path().as_str(), at, "{centers:?}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{centers:?}");
        }
        // Whosever the first may be, the second and the third are of two communities.
        let (tally, findings) = look(&[nowhere, center(1, &["古筝"]), center(2, &["古筝"])]);
        assert_eq!(tally, Tally { met: 1, violated: 1, undecided: 1, ..Tally::default() });
        assert_eq!(told(&findings), [("/centers/2/features/0/name", "/centers/1/features/0/name")]);
    }

    #[test]
    fn what_a_policy_declares_comes_first() {
        let (tally, findings) = look_with(&[declaring(1, &["古筝"])], &center(2, &["古筝"]));
        assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
        assert_eq!(told(&findings), [("/centers/0/features/0/name", "/communities/1")]);
        // The record of the same community says the same, and is judged in the policy's place.
        let centers = [center(2, &["古筝"]), center(1, &["古筝"])].join(",");
        let (tally, findings) = look_with(&[declaring(1, &["古筝"]), declaring(1, &["古筝"])], &centers);
        assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
        assert_eq!(told(&findings), [("/centers/0/features/0/name", "/communities/1")]);
        let (tally, findings) = look_with(&[declaring(1, &["古筝"]), declaring(2, &["古筝", "阅读"])], "");
        assert_eq!(tally, Tally { met: 2, violated: 1, ..Tally::default() });
        assert_eq!(told(&findings), [("/communities/2", "/communities/1")]);
    }

    #[test]
    fn what_cannot_be_read_is_left_open_by_itself() {
        let here = id(1);
        for (features, at) in [
            ("5", "/centers/0/features"),
            ("[5]", "/centers/0/features/0"),
            ("[{}]", "/centers/0/features/0/name"),
            (r#"[{ "name": 5 }]"#, "/centers/0/features/0/name"),
        ] {
            let (tally, findings) = look(&[format!(r#"{{ "community": "{here}", "features": {features} }}"#)]);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{features}");
            assert_eq!(findings.undecided[0].path().as_str(), at, "{features}");
            assert_eq!(findings.undecided[0].because(), [at.parse().unwrap()], "{features}");
        }
    }

    #[test]
    fn where_no_feature_is_declared_there_is_nothing_to_judge() {
        for centers in [vec![], vec!["5".to_owned()], vec![center(1, &[])], vec!["{}".to_owned()]] {
            assert_eq!(look(&centers).0, Tally { not_applicable: 1, ..Tally::default() }, "{centers:?}");
        }
    }
}
