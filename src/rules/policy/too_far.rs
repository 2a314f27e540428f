//! `too-far`: a site of the center is near enough to a point.
//!
//! **Demands** that the nearest of `sites` lies within a distance of the point along the great circle. A way on foot is never
//! shorter than that: who is too far by this rule is too far on foot, and who is not may be so all the same.
//! **Basis**: whoever asks for it states the point and the distance; no source binds centers to one.
//! *Met* by one site that is near enough, whatever is not known of others; *violated* where all sites are known to be too far;
//! *undecided* where none is near enough and the list is missing, empty, partial or holds malformed items, or a site has no
//! location, or one in another datum, or the status is malformed; *not applicable* to a center that is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, Point, Reach};
use crate::records::{CenterField, SiteDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "too-far",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("距离过远", "the center is too far away"),
    facts: &["point", "distance", "limit"],
    says: Phrase::new(
        "最近的点位与{point}的直线距离为 {distance}，超过 {limit}",
        "the nearest site is {distance} from {point} in a straight line, farther than {limit}",
    ),
    help: Phrase::new(
        "步行路程只会比直线更长；请核对坐标，确实过远时可就近增设点位",
        "a walk is longer than the straight line; check the coordinates, and where they are right, add a site nearer by",
    ),
};

pub(crate) fn check(reach: &Reach, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key(CenterField::sites.as_str());
    if !Subject::is_asked(subject.owes_area(), &list, at, probe) {
        return;
    }
    let sites = &subject.center.sites;
    let limit = reach.within.meters();
    let known = sites.items().filter_map(|(place, site)| Some((distance(site, reach.to)?, place)));
    let nearest = known.clone().min();
    let all = subject.lists_all(CenterField::sites, sites) && known.count() == sites.items().count();
    match nearest {
        Some((meters, place)) if meters <= limit => {
            probe.met_by(&list, || vec![list.index(place).key("location").to_pointer()]);
        }
        Some((meters, place)) if all => {
            let point = reach.name.as_ref().map_or(Fact::Point(reach.to), |name| Fact::text(name.as_str()));
            let facts = [point, Fact::Meters(meters), Fact::Meters(limit)];
            let breach = match sites.items().count() {
                1 => Breach::at(&list.index(place).key("location"), facts),
                _ => Breach::at(&list, facts).related(&list.index(place).key("location")),
            };
            probe.violated(breach.demanded_by(demand));
        }
        _ => {
            let mut because = subject.list_doubt(at, CenterField::sites, sites);
            let elsewhere = sites.items().filter(|(_, site)| distance(site, reach.to).is_none());
            because.extend(elsewhere.map(|(place, site)| {
                let location = list.index(place);
                let location = location.key("location");
                if is_in_another_datum(site, reach.to) {
                    location.key("datum").to_pointer()
                } else {
                    location.to_pointer()
                }
            }));
            if because.is_empty() {
                // A center is somewhere: of a list of no sites nothing can be measured.
                because.push(list.to_pointer());
            }
            probe.undecided(&list, because);
        }
    }
}

fn point_of(site: &SiteDraft) -> Option<Point> {
    site.location.given().and_then(Point::of)
}

fn distance(site: &SiteDraft, to: Point) -> Option<u32> {
    point_of(site)?.meters_to(to)
}

fn is_in_another_datum(site: &SiteDraft, to: Point) -> bool {
    point_of(site).is_some_and(|point| point.datum != to.datum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority, Citation, Within};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Confidence, Lang, Name, PolicyLevel, Strength};

    fn look_for(name: Option<Name>, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let to = r#"{ "datum": "gcj-02", "latitude": 34.6, "longitude": 112.4 }"#;
        let reach = Reach { to: serde_json::from_str(to).unwrap(), name, within: Within::Meters(1_000) };
        let plan = Citation::new("a plan made up for a test", Confidence::Stated);
        let by = Authority::new(PolicyLevel::Community, plan);
        let demand = Demand::new(Ask::Reach(reach.clone()), Strength::Should, by);
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(&reach, &demand, &subject, &Path::ROOT, probe))
    }

    /// A site has to be within 1,000 m of 34.6° N, 112.4° E.
    fn look(sites: &str) -> (Tally, Findings) {
        look_for(None, &format!(r#"{{ "sites": [{sites}] }}"#))
    }

    /// A site north of the point. A thousandth of a degree is 111.2 m.
    fn site(latitude: &str) -> String {
        located("gcj-02", latitude)
    }

    fn located(datum: &str, latitude: &str) -> String {
        let location = format!(r#"{{ "datum": "{datum}", "latitude": {latitude}, "longitude": 112.4 }}"#);
        format!(r#"{{ "key": "site", "location": {location} }}"#)
    }

    #[test]
    fn one_site_that_is_near_enough_is_enough() {
        let near = site("34.608");
        for others in ["", ", 5", ", {}", &format!(", {}", site("35")), &format!(", {}", located("wgs-84", "34.6"))] {
            let (tally, findings) = look(&format!("{near}{others}"));
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{others}");
            assert_eq!(findings.evidence[0].path().as_str(), "/sites");
            assert_eq!(findings.evidence[0].proof(), ["/sites/0/location".parse().unwrap()]);
        }
    }

    #[test]
    fn the_only_site_is_told_with_its_distance_in_a_straight_line() {
        let far = format!(r#"{{ "sites": [{}] }}"#, site("34.61"));
        let (tally, findings) = look_for(Some("大学城小学".parse().unwrap()), &far);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/sites/0/location");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Community));
        // A hundredth of a degree is 1,111.95 m.
        assert_eq!(violation.message(Lang::Zh), "最近的点位与大学城小学的直线距离为 1112 米，超过 1000 米");
        let (_, findings) = look_for(None, &far);
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "最近的点位与北纬34.6°东经112.4°的直线距离为 1112 米，超过 1000 米");
        assert_eq!(
            violation.message(Lang::En),
            "the nearest site is 1112 m from 34.6° N, 112.4° E in a straight line, farther than 1000 m"
        );
        assert_eq!(violation.help(Lang::Zh), "步行路程只会比直线更长；请核对坐标，确实过远时可就近增设点位");
        assert_eq!(
            violation.help(Lang::En),
            "a walk is longer than the straight line; check the coordinates, and where they are right, add a site nearer by"
        );
    }

    #[test]
    fn of_several_sites_the_nearest_is_told_at_the_list() {
        let (tally, findings) = look(&[site("34.7"), site("34.61"), site("34.8")].join(","));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/sites");
        assert_eq!(findings.violations[0].related(), ["/sites/1/location".parse().unwrap()]);
    }

    #[test]
    fn a_site_that_may_be_nearer_leaves_it_open() {
        let far = site("34.7");
        for (center, because) in [
            ("{}".to_owned(), "/sites"),
            (r#"{ "sites": [] }"#.to_owned(), "/sites"),
            (format!(r#"{{ "sites": [{far}], "partial": ["sites"] }}"#), "/partial"),
            (format!(r#"{{ "sites": [{far}, 5] }}"#), "/sites/1"),
            (format!(r#"{{ "sites": [{far}, {{}}] }}"#), "/sites/1/location"),
            (format!(r#"{{ "sites": [{far}, {{ "location": {{ "datum": "gcj-02" }} }}] }}"#), "/sites/1/location"),
            (format!(r#"{{ "sites": [{far}, {}] }}"#, site("\"north\"")), "/sites/1/location"),
            (format!(r#"{{ "sites": [{far}, {}] }}"#, located("wgs-84", "34.7")), "/sites/1/location/datum"),
        ] {
            let (tally, findings) = look_for(None, &center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/sites");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_planned_center_has_a_place_and_a_closed_one_owes_none() {
        let with =
            |status: &str| look_for(None, &format!(r#"{{ "status": "{status}", "sites": [{}] }}"#, site("34.7"))).0;
        assert_eq!(with("planned"), Tally { violated: 1, ..Tally::default() });
        assert_eq!(with("upgrading"), Tally { violated: 1, ..Tally::default() });
        assert_eq!(with("closed"), Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(with("no such status"), Tally { undecided: 1, ..Tally::default() });
    }
}
