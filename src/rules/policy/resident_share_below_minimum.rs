//! `resident-share-below-minimum`: residents have as large a share of the floor area for their activities as is asked for.
//!
//! **Demands** that the area for residents' activities is at least so many percent of the floor area of the center. Each is
//! what the center states, or else what its sites state together.
//! **Basis**: one prefecture's plan that implements the national one: at least 60 % of the floor area (居民活动区域面积不低于综合服务设施
//! 总建筑面积的60%).
//! *Met* by a share at or above the minimum; *violated* by one below it; *undecided* where either area is not known, two of
//! its kind are, the floor area is zero, or one is known only as about, at least or below and that leaves it open, or the
//! status is malformed; *not applicable* to a center that is closed. Whether the activities take more than all of the floor is
//! not asked here.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, AreaKind, Confidence, Percent, Phrase};

pub(crate) static CARD: Card = Card {
    id: "resident-share-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("昌吉州“十四五”城乡社区服务体系实施方案", Confidence::Secondary),
    title: Phrase::new("居民活动面积占比不足", "residents have too small a share of the floor area"),
    facts: &["activity", "floor", "share"],
    says: Phrase::new("{activity}，低于{floor}的 {share}", "the {activity} is below {share} of the {floor}"),
    help: Phrase::new(
        "请核对两项面积；确实不足时，应扩大居民活动区域",
        "check both areas; where they are right, residents need more of the floor",
    ),
};

pub(crate) fn check(share: Percent, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let areas = at.key("areas");
    if !Subject::is_asked(subject.owes_area(), &areas, at, probe) {
        return;
    }
    let (activity, floor) = (subject.area_of(AreaKind::Activity, at), subject.area_of(AreaKind::Floor, at));
    let ((activity, place), (floor, whole)) = match (activity, floor) {
        (Ok(activity), Ok(floor)) => (activity, floor),
        (activity, floor) => {
            let because = [activity.err(), floor.err()].into_iter().flatten().flatten();
            return probe.undecided(&areas, once_each(because.collect()));
        }
    };
    match activity.is_share_of(floor, share) {
        Answer::Yes => probe.met_by(&areas, || once_each(vec![place, whole])),
        Answer::CannotSay => probe.undecided(&areas, once_each(vec![place, whole])),
        Answer::No => {
            let facts = [Fact::Area(activity), Fact::Area(floor), Fact::Percent(share)];
            let related = (whole != place).then_some(whole);
            let breach = Breach::at_pointer(place, facts).demanded_by(demand);
            probe.violated(match related {
                Some(whole) => breach.related_pointer(whole),
                None => breach,
            });
        }
    }
}

/// Both areas may be open for one reason, and stand in one place: the sites.
fn once_each(mut places: Vec<Pointer>) -> Vec<Pointer> {
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Lang, PolicyLevel, Strength};

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let share = Percent::whole(60);
        let authority = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::ResidentShare(share), strength, authority);
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(share, &demand, &subject, &Path::ROOT, probe))
    }

    /// Residents should have 60 % of the floor area.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Should, center)
    }

    fn areas(activity: &str, floor: &str) -> String {
        format!(
            r#"{{ "areas": [{{ "kind": "floor", "square_meters": {floor} }}, {{ "kind": "activity", "square_meters": {activity} }}] }}"#
        )
    }

    #[test]
    fn the_qualifiers_of_both_areas_decide_how_far_they_answer() {
        for (activity, floor, met, violated, undecided) in [
            ("600", "1000", 1, 0, 0),
            ("599.99", "1000", 0, 1, 0),
            ("1200", "1000", 1, 0, 0),
            ("0", "1000", 0, 1, 0),
            (r#"600, "qualifier": "at-least""#, "1000", 1, 0, 0),
            (r#"599, "qualifier": "at-least""#, "1000", 0, 0, 1),
            (r#"600, "qualifier": "below""#, "1000", 0, 1, 0),
            (r#"601, "qualifier": "below""#, "1000", 0, 0, 1),
            (r#"700, "qualifier": "about""#, "1000", 0, 0, 1),
            (r#"1200, "qualifier": "about""#, "1000", 1, 0, 0),
            (r#"299, "qualifier": "about""#, "1000", 0, 1, 0),
            ("599", r#"1000, "qualifier": "at-least""#, 0, 1, 0),
            ("900", r#"1000, "qualifier": "at-least""#, 0, 0, 1),
            ("600", r#"1000, "qualifier": "below""#, 1, 0, 0),
            ("599", r#"1000, "qualifier": "below""#, 0, 0, 1),
            ("700", r#"1000, "qualifier": "about""#, 0, 0, 1),
            ("299", r#"1000, "qualifier": "about""#, 0, 1, 0),
            ("600", "0", 0, 0, 1),
            ("0", "0", 0, 0, 1),
        ] {
            let (tally, findings) = look(&areas(activity, floor));
            assert_eq!(tally, Tally { met, violated, undecided, not_applicable: 0 }, "{activity} of {floor}");
            let both = ["/areas/0".parse().unwrap(), "/areas/1".parse().unwrap()];
            for evidence in &findings.evidence {
                assert_eq!(evidence.path().as_str(), "/areas");
                assert_eq!(evidence.proof(), both);
            }
            for undecided in &findings.undecided {
                assert_eq!(undecided.path().as_str(), "/areas");
                assert_eq!(undecided.because(), both);
            }
        }
    }

    #[test]
    fn a_violation_stands_at_the_smaller_area_and_names_both_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(strength, &areas("500.5", "1000"));
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/areas/1");
            assert_eq!(violation.related(), ["/areas/0".parse().unwrap()]);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "居民活动面积500.5㎡，低于建筑面积1000㎡的 60%");
            assert_eq!(
                violation.message(Lang::En),
                "the activity area of 500.5 m² is below 60 % of the floor area of 1000 m²"
            );
            assert_eq!(violation.help(Lang::Zh), "请核对两项面积；确实不足时，应扩大居民活动区域");
            assert_eq!(
                violation.help(Lang::En),
                "check both areas; where they are right, residents need more of the floor"
            );
        }
    }

    #[test]
    fn the_sites_of_a_scattered_center_are_added_up() {
        let site = |activity, floor| areas(activity, floor);
        let center = |first: &str, second: &str| format!(r#"{{ "sites": [{first}, {second}] }}"#);
        // 600 and 250 of 1,000 and 400 m².
        let (tally, findings) = look(&center(&site("600", "1000"), &site("250", "400")));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].proof(), ["/sites".parse().unwrap()]);
        let (tally, findings) = look(&center(&site("600", "1000"), &site("239", "400")));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/sites");
        assert_eq!(findings.violations[0].related(), []);
        assert_eq!(findings.violations[0].message(Lang::Zh), "居民活动面积839㎡，低于建筑面积1400㎡的 60%");
        let (tally, findings) = look(&center(&site("600", "1000"), "{}"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/sites/1".parse().unwrap()]);
    }

    #[test]
    fn an_area_that_is_not_known_leaves_it_open() {
        for (center, because) in [
            ("{}", vec!["/areas"]),
            (r#"{ "areas": [{ "kind": "floor", "square_meters": 1000 }] }"#, vec!["/areas/0"]),
            (r#"{ "areas": [{ "kind": "activity", "square_meters": 1 }] }"#, vec!["/areas/0"]),
            // A site or what can be used is no floor area.
            (
                r#"{ "areas": [{ "kind": "activity", "square_meters": 1 }, { "kind": "site", "square_meters": 1000 }] }"#,
                vec!["/areas/0", "/areas/1"],
            ),
            (&areas(r#""many""#, "1000"), vec!["/areas/1"]),
            (&areas("1", r#"1000, "qualifier": "roughly""#), vec!["/areas/0"]),
            (
                r#"{ "areas": [{ "kind": "floor", "square_meters": 1000 }, { "kind": "activity", "square_meters": 1 },
                               { "kind": "activity", "square_meters": 2 }] }"#,
                vec!["/areas/1", "/areas/2"],
            ),
            (r#"{ "status": "opne" }"#, vec!["/status"]),
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/areas");
            let told: Vec<_> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
            assert_eq!(told, because, "{center}");
        }
    }

    #[test]
    fn a_planned_center_is_measured_and_a_closed_one_is_not() {
        let with = |status: &str| {
            let center = areas("1", "1000").replacen('{', &format!(r#"{{ "status": "{status}", "#), 1);
            look(&center).0
        };
        assert_eq!(with("planned"), Tally { violated: 1, ..Tally::default() });
        assert_eq!(with("closed"), Tally { not_applicable: 1, ..Tally::default() });
    }
}
