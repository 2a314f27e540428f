//! `area-per-100-households-below-minimum`: for every 100 households of the communities that the center serves there is as large
//! an area as is asked for.
//!
//! **Demands** an area that is at least so large for every 100 households. The area is that of the center, as it or its sites
//! state it; or, where the demand is about a function, that of the spaces where services of that function are offered, each space
//! once. The households are those of the communities that the center serves: its own and those it names besides, each once.
//! What is asked for is that of all places of a community together, which may have more than this center: by itself a center
//! can be enough, and never prove that there is too little.
//! **Basis**: 30 m² of comprehensive service facilities for every 100 households (社区综合服务设施每百户不低于30平方米). Henan's law
//! on elderly care asks the same for elderly care in newly built residential areas, and 20 m² in those already built.
//! *Met* by an area that is enough for all households, or that is so together with the areas of other centers of the same
//! document that are there for the same communities and no others; *violated*, in a document that lists all centers, where all
//! that serve any of these communities are together too small even for the households that are known: further ones would only
//! need more. Each of these centers is told so. Where all services are known and none is of the function, the area for it is
//! zero. *Undecided* where a center falls short and stands alone, or the list of centers may leave out others; where an area, a
//! community served or its households are not known and that leaves it open; where other centers that would make it enough
//! are not there yet or are there for others too; where there are no households at all; where a center need not offer
//! all of its services yet, so that further spaces may come; or where its status is malformed; *not applicable* to a center
//! that is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Citation, CommunityFacts, Demand, PerHouseholds};
use crate::records::CenterField;
use crate::rule::{Breach, Probe};
use crate::rules::policy::measured::Measured;
use crate::rules::policy::neighbors::area_field;
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, Area, CommunityId, Confidence, Count, Phrase};

pub(crate) static CARD: Card = Card {
    id: "area-per-100-households-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("国家发展改革委 2022-02-09 吹风会", Confidence::Secondary),
    title: Phrase::new("每百户面积不足", "the area for every 100 households is too small"),
    facts: &["of", "area", "households", "minimum"],
    says: Phrase::new(
        "{of}：{area}，服务 {households} 户，低于每百户 {minimum}",
        "{of}: the {area} for {households} households is below {minimum} for every 100",
    ),
    help: Phrase::new(
        "请核对面积和所服务社区的户数；确实不足时，应增设场所",
        "check the area and the households of the communities served; where they are right, more room is needed",
    ),
};

pub(crate) fn check(
    minimum: PerHouseholds,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let PerHouseholds { kind, function, least } = minimum;
    let place = at.key(area_field(function));
    if !Subject::is_asked(subject.owes_area(), &place, at, probe) {
        return;
    }
    let measured = Measured::of((kind, function), subject, at);
    let served = Served::by(subject, at);
    let reaches = |area: Area| area.is_at_least_per_100(kind, least, served.households);
    let enough = measured.certain.is_some_and(|area| reaches(area) == Answer::Yes);
    if enough && served.doubt.is_empty() {
        return probe.met_by(&place, || [measured.places, served.places(subject, at)].concat());
    }
    let together = subject.neighbors.filter(|_| served.households > 0 && !enough).map(|neighbors| {
        let communities: Vec<CommunityId> = served.communities.iter().map(|(id, _)| *id).collect();
        neighbors.together((kind, function), &communities, at)
    });
    let Some(together) = together else {
        let alone = measured.whole.is_some_and(|area| reaches(area) == Answer::No);
        let mut because = doubt(&measured, &served, enough, subject, at);
        if alone {
            // Its community may have other places for the same besides.
            because.extend([measured.at, at.key("community").to_pointer()]);
        }
        return probe.undecided(&place, in_order(because));
    };
    if reaches(together.certain) == Answer::Yes && served.doubt.is_empty() {
        let proof = || [measured.places, together.places, served.places(subject, at)].concat();
        return probe.met_by(&place, proof);
    }
    match together.whole.filter(|area| measured.whole.is_some() && reaches(*area) == Answer::No) {
        Some(area) => {
            let of = function.map_or(Fact::Phrase(ALL_CENTERS), Fact::Function);
            let facts = [of, Fact::Area(area), Fact::Count(served.households), Fact::SquareMeters(least)];
            let breach = Breach::at_pointer(measured.at, facts).demanded_by(demand);
            probe.violated(together.places.into_iter().fold(breach, Breach::related_pointer));
        }
        None => {
            let is_read = measured.doubt.is_empty() && together.doubt.is_empty();
            let inexact = is_read && together.whole.is_none_or(|area| reaches(area) != Answer::Yes);
            let mut because = [measured.doubt, served.doubt, together.doubt, together.shared].concat();
            if inexact {
                because.extend(measured.places.into_iter().chain(together.places));
            }
            probe.undecided(&place, in_order(because));
        }
    }
}

/// Where all of their centers count.
const ALL_CENTERS: Phrase = Phrase::new("各中心合计", "all centers together");

fn in_order(mut places: Vec<Pointer>) -> Vec<Pointer> {
    places.sort_unstable();
    places.dedup();
    places
}

/// The places that leave it open whether a center is enough by itself.
fn doubt(measured: &Measured, served: &Served, enough: bool, subject: &Subject<'_>, at: &Path<'_>) -> Vec<Pointer> {
    let of_nobody = served.households == 0 && served.doubt.is_empty();
    let mut because = if of_nobody { served.places(subject, at) } else { served.doubt.clone() };
    if !enough {
        let inexact = measured.doubt.is_empty() && served.households > 0;
        because.extend_from_slice(if inexact { &measured.places } else { &measured.doubt });
    }
    because
}

/// The communities that a center serves.
struct Served {
    /// Each once: its own, which has no place in the list of others, and those of that list.
    communities: Vec<(CommunityId, Option<usize>)>,
    /// Their households, as far as they are known.
    households: u64,
    /// The places that leave open how many more there are.
    doubt: Vec<Pointer>,
}

impl Served {
    fn by(subject: &Subject<'_>, at: &Path<'_>) -> Self {
        let center = subject.center;
        let own = center.community.given().map(|id| (*id, None));
        let others = center.serves.items().map(|(place, id)| (*id, Some(place)));
        let mut communities: Vec<_> = own.into_iter().chain(others).collect();
        communities.sort_unstable();
        communities.dedup_by_key(|(id, _)| *id);

        let mut doubt = Vec::new();
        if own.is_none() {
            doubt.push(at.key("community").to_pointer());
        }
        // Without a list of others a center serves its own community only, unless the list is said to be partial.
        if !center.serves.is_missing() {
            doubt.extend(subject.list_doubt(at, CenterField::serves, &center.serves));
        } else if !center.claims_all(CenterField::serves) {
            doubt.push(at.key("partial").to_pointer());
        }
        let mut households = 0;
        for community in &communities {
            match subject.facts_of(community.0).and_then(|facts| facts.households) {
                Some(count) => households += u64::from(Count::get(count)),
                None => doubt.push(place_of(*community, subject, at)),
            }
        }
        Self { communities, households, doubt }
    }

    /// Where the households are told, or who they are of.
    fn places(&self, subject: &Subject<'_>, at: &Path<'_>) -> Vec<Pointer> {
        self.communities.iter().map(|community| place_of(*community, subject, at)).collect()
    }
}

/// Where the households of a community stand, if that is in the document; or else where the center names the community.
fn place_of((id, other): (CommunityId, Option<usize>), subject: &Subject<'_>, at: &Path<'_>) -> Pointer {
    let of_document =
        |facts: &CommunityFacts| Some(Path::ROOT.key("communities").index(facts.nth?).key("households").to_pointer());
    subject.facts_of(id).and_then(of_document).unwrap_or_else(|| match other {
        Some(place) => at.key("serves").index(place).to_pointer(),
        None => at.key("community").to_pointer(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority, Communities, Policy};
    use crate::records::{CenterDraft, DistrictDraft};
    use crate::rule::{Findings, judge};
    use crate::rules::policy::measured::reading;
    use crate::rules::policy::neighbors::Neighbors;
    use crate::vocab::{AgeBoundaries, AreaKind, Lang, PolicyLevel, ServiceFunction, SquareMeters, Strength};

    const MET: Tally = Tally { met: 1, violated: 0, undecided: 0, not_applicable: 0 };
    const VIOLATED: Tally = Tally { met: 0, violated: 1, undecided: 0, not_applicable: 0 };
    const UNDECIDED: Tally = Tally { met: 0, violated: 0, undecided: 1, not_applicable: 0 };

    /// Communities by the last digit of their ids.
    fn id(digit: u8) -> String {
        format!("5a0c3f5e-0000-4000-8000-00000000000{digit}")
    }

    /// Of the first community 2,000 households are known, of the second 1,000, of the third none, of the fourth not how many.
    /// The first two are those of a document.
    fn known() -> Communities {
        let facts = |digit: u8, households: Option<u32>, nth| CommunityFacts {
            id: id(digit).parse().unwrap(),
            divisions: Vec::new(),
            setting: None,
            households: households.and_then(Count::new),
            nth,
        };
        [
            facts(1, Some(2_000), Some(0)),
            facts(2, Some(1_000), Some(1)),
            facts(3, Some(0), None),
            facts(4, None, Some(3)),
        ]
        .into_iter()
        .collect()
    }

    fn demand_for(function: Option<ServiceFunction>, strength: Strength) -> (PerHouseholds, Demand) {
        let minimum = PerHouseholds { kind: AreaKind::Floor, function, least: SquareMeters::whole(30) };
        let authority = Authority::new(PolicyLevel::Nation, CARD.basis.clone());
        (minimum, Demand::new(Ask::AreaPer100Households(minimum), strength, authority))
    }

    /// What is said of one of the centers of a document.
    fn look_among((minimum, demand): &(PerHouseholds, Demand), document: &str, nth: usize) -> (Tally, Findings) {
        let district: DistrictDraft = serde_json::from_str(document).unwrap();
        let policy = Policy::none().ask(demand.clone());
        let (communities, neighbors) = (known(), Neighbors::of(&district, [&policy].into_iter(), reading));
        let center = district.centers.items().find(|(place, _)| *place == nth).unwrap().1;
        let mut subject = Subject::new(center, AgeBoundaries::LEGAL);
        subject.communities = [Some(&communities), None];
        subject.neighbors = Some(&neighbors);
        let list = Path::ROOT.key("centers");
        judge(&CARD, |probe| check(*minimum, demand, &subject, &list.index(nth), probe))
    }

    /// What is said of the only center of a document.
    fn look_for(function: Option<ServiceFunction>, strength: Strength, center: &str) -> (Tally, Findings) {
        look_among(&demand_for(function, strength), &format!(r#"{{ "centers": [{center}] }}"#), 0)
    }

    /// What is said of a center by itself.
    fn look_alone(function: Option<ServiceFunction>, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let (minimum, demand) = demand_for(function, Strength::Should);
        let communities = known();
        let mut subject = Subject::new(&center, AgeBoundaries::LEGAL);
        subject.communities = [Some(&communities), None];
        judge(&CARD, |probe| check(minimum, &demand, &subject, &Path::ROOT, probe))
    }

    /// 30 m² of the floor area should be there for every 100 households.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(None, Strength::Should, center)
    }

    /// 30 m² of floor area for elderly care should be there for every 100 households.
    fn look_for_the_old(center: &str) -> (Tally, Findings) {
        look_for(Some(ServiceFunction::ElderlyCare), Strength::Should, center)
    }

    fn floor(amount: &str) -> String {
        format!(r#""areas": [{{ "kind": "floor", "square_meters": {amount} }}]"#)
    }

    fn texts(places: &[Pointer]) -> Vec<&str> {
        places.iter().map(here).collect()
    }

    /// A place as it is seen from the first center.
    fn here(place: &Pointer) -> &str {
        place.as_str().strip_prefix("/centers/0").unwrap_or(place.as_str())
    }

    fn because(findings: &Findings) -> Vec<&str> {
        texts(findings.undecided[0].because())
    }

    #[test]
    fn two_thousand_households_need_600_square_meters_at_30_for_every_hundred() {
        for (area, expected) in [
            ("600", MET),
            ("599.99", VIOLATED),
            (r#"600, "qualifier": "at-least""#, MET),
            (r#"599, "qualifier": "at-least""#, UNDECIDED),
            (r#"600, "qualifier": "below""#, VIOLATED),
            (r#"601, "qualifier": "below""#, UNDECIDED),
            (r#"1200, "qualifier": "about""#, MET),
            (r#"600, "qualifier": "about""#, UNDECIDED),
            (r#"299, "qualifier": "about""#, VIOLATED),
        ] {
            let (tally, findings) = look(&format!(r#"{{ "community": "{}", {} }}"#, id(1), floor(area)));
            assert_eq!(tally, expected, "{area}");
            for evidence in &findings.evidence {
                assert_eq!(here(evidence.path()), "/areas");
                assert_eq!(texts(evidence.proof()), ["/areas/0", "/communities/0/households"]);
            }
            for undecided in &findings.undecided {
                assert_eq!(here(undecided.path()), "/areas");
                assert_eq!(texts(undecided.because()), ["/areas/0"]);
            }
        }
    }

    #[test]
    fn a_violation_stands_at_the_area_and_names_households_and_minimum() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let center = format!(r#"{{ "community": "{}", {} }}"#, id(1), floor("500.5"));
            let (_, findings) = look_for(None, strength, &center);
            let violation = &findings.violations[0];
            assert_eq!(here(violation.path()), "/areas/0");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Nation));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "各中心合计：建筑面积500.5㎡，服务 2000 户，低于每百户 30㎡");
            assert_eq!(
                violation.message(Lang::En),
                "all centers together: the floor area of 500.5 m² for 2000 households is below 30 m² for every 100"
            );
            assert_eq!(violation.help(Lang::Zh), "请核对面积和所服务社区的户数；确实不足时，应增设场所");
            assert_eq!(
                violation.help(Lang::En),
                "check the area and the households of the communities served; where they are right, more room is needed"
            );
        }
    }

    #[test]
    fn each_community_served_counts_once() {
        let (one, two) = (id(1), id(2));
        for (serves, least) in [
            ("null".to_owned(), "600"),
            ("[]".to_owned(), "600"),
            (format!(r#"["{one}"]"#), "600"),
            (format!(r#"["{two}"]"#), "900"),
            (format!(r#"["{two}", "{one}", "{two}"]"#), "900"),
            // A community without households adds none.
            (format!(r#"["{two}", "{}"]"#, id(3)), "900"),
        ] {
            let with =
                |area: &str| look(&format!(r#"{{ "community": "{one}", "serves": {serves}, {} }}"#, floor(area)));
            assert_eq!(with(least).0, MET, "{serves}");
            let less = (least.parse::<u32>().unwrap() - 1).to_string();
            assert_eq!(with(&less).0, VIOLATED, "{serves}");
        }
        let center = format!(r#"{{ "community": "{one}", "serves": ["{two}", "{}"], {} }}"#, id(3), floor("900"));
        let (_, findings) = look(&center);
        let proof = ["/areas/0", "/communities/0/households", "/communities/1/households", "/serves/1"];
        assert_eq!(texts(findings.evidence[0].proof()), proof);
    }

    #[test]
    fn households_that_are_not_known_leave_open_whether_an_area_is_enough_and_not_whether_it_is_too_small() {
        let (one, four, five) = (id(1), id(4), id(5));
        for (communities, places) in [
            (format!(r#""community": "{one}", "serves": ["{four}"]"#), ["/communities/3/households"]),
            (format!(r#""community": "{one}", "serves": ["{five}"]"#), ["/serves/0"]),
            (format!(r#""community": "{five}", "serves": ["{one}"]"#), ["/community"]),
            (format!(r#""serves": ["{one}"]"#), ["/community"]),
            (format!(r#""community": "none", "serves": ["{one}"]"#), ["/community"]),
            (format!(r#""community": "{one}", "serves": ["none"]"#), ["/serves/0"]),
            (format!(r#""community": "{one}", "serves": 5"#), ["/serves"]),
            (format!(r#""community": "{one}", "partial": ["serves"]"#), ["/partial"]),
            (format!(r#""community": "{one}", "serves": [], "partial": ["serves"]"#), ["/partial"]),
            (format!(r#""community": "{one}", "partial": ["sreves"]"#), ["/partial"]),
        ] {
            let (tally, findings) = look(&format!("{{ {communities}, {} }}", floor("9000")));
            assert_eq!(tally, UNDECIDED, "{communities}");
            assert_eq!(because(&findings), places, "{communities}");
            let (tally, findings) = look(&format!("{{ {communities}, {} }}", floor("599")));
            assert_eq!(tally, VIOLATED, "{communities}");
            assert_eq!(findings.violations[0].facts().nth(2), Some(("households", &Fact::Count(2_000))));
            let inexact = floor(r#"599, "qualifier": "at-least""#);
            let (tally, findings) = look(&format!("{{ {communities}, {inexact} }}"));
            assert_eq!(tally, UNDECIDED, "{communities}");
            let mut all = ["/areas/0", places[0]];
            all.sort_unstable();
            assert_eq!(because(&findings), all, "{communities}");
        }
    }

    #[test]
    fn for_no_households_an_area_is_neither_enough_nor_too_small() {
        for (communities, places) in [
            (format!(r#""community": "{}""#, id(3)), ["/community"]),
            (format!(r#""community": "{}""#, id(4)), ["/communities/3/households"]),
            (format!(r#""community": "{}""#, id(5)), ["/community"]),
            (r#""name": "示例""#.to_owned(), ["/community"]),
        ] {
            for area in ["0", "9000"] {
                let (tally, findings) = look(&format!("{{ {communities}, {} }}", floor(area)));
                assert_eq!(tally, UNDECIDED, "{communities}");
                assert_eq!(because(&findings), places, "{communities}");
            }
        }
    }

    #[test]
    fn an_area_that_is_not_known_leaves_it_open() {
        let one = id(1);
        for (rest, places) in [
            ("", vec!["/areas"]),
            (r#", "areas": [{ "kind": "site", "square_meters": 1500 }]"#, vec!["/areas/0"]),
            (r#", "areas": [{ "kind": "floor", "square_meters": "many" }]"#, vec!["/areas/0"]),
            (r#", "partial": ["serves"]"#, vec!["/areas", "/partial"]),
            (r#", "status": "opne""#, vec!["/status"]),
        ] {
            let (tally, findings) = look(&format!(r#"{{ "community": "{one}"{rest} }}"#));
            assert_eq!(tally, UNDECIDED, "{rest}");
            assert_eq!(here(findings.undecided[0].path()), "/areas");
            assert_eq!(because(&findings), places, "{rest}");
        }
    }

    /// A center in the first community with these services, and with rooms of 400, 200, 100 and 50 m²; of the fifth nobody
    /// knows how large it is, and of the sixth only what can be used.
    fn rooms(services: &str, rest: &str) -> String {
        let space = |key: &str, area: &str| format!(r#"{{ "key": "{key}", {} }}"#, floor(area));
        let spaces = [
            space("a", "400"),
            space("b", "200"),
            space("c", "100"),
            space("d", r#"50, "qualifier": "about""#),
            r#"{ "key": "e" }"#.to_owned(),
            r#"{ "key": "f", "areas": [{ "kind": "usable", "square_meters": 900 }] }"#.to_owned(),
        ];
        let (one, spaces) = (id(1), spaces.join(", "));
        format!(r#"{{ "community": "{one}", "services": [{services}], "spaces": [{spaces}]{rest} }}"#)
    }

    fn care(spaces: &str) -> String {
        format!(r#"{{ "kind": "day-care", "spaces": {spaces} }}"#)
    }

    #[test]
    fn the_spaces_where_the_function_is_offered_are_added_up_each_once() {
        for (services, expected) in [
            (care(r#"["a", "b"]"#), MET),
            (format!("{}, {}", care(r#"["a", "b"]"#), care(r#"["b"]"#)), MET),
            (care(r#"["a", "c"]"#), VIOLATED),
            // The same room twice is no larger for it.
            (format!("{}, {}", care(r#"["a", "c"]"#), care(r#"["c", "c"]"#)), VIOLATED),
            // What happens in other rooms does not count.
            (format!(r#"{}, {{ "kind": "clinic", "spaces": ["b"] }}"#, care(r#"["a"]"#)), VIOLATED),
            (format!(r#"{}, {{ "functions": ["elderly-care"], "spaces": ["b"] }}"#, care(r#"["a"]"#)), MET),
        ] {
            let (tally, findings) = look_for_the_old(&rooms(&services, ""));
            assert_eq!(tally, expected, "{services}");
            for evidence in &findings.evidence {
                assert_eq!(here(evidence.path()), "/spaces");
                let proof = ["/spaces/0/areas/0", "/spaces/1/areas/0", "/communities/0/households"];
                assert_eq!(texts(evidence.proof()), proof);
            }
            for violation in &findings.violations {
                assert_eq!(here(violation.path()), "/spaces");
            }
        }
        let (_, findings) = look_for_the_old(&rooms(&care(r#"["a", "c"]"#), ""));
        let violation = &findings.violations[0];
        assert_eq!(violation.message(Lang::Zh), "养老：建筑面积500㎡，服务 2000 户，低于每百户 30㎡");
        assert_eq!(
            violation.message(Lang::En),
            "elderly care: the floor area of 500 m² for 2000 households is below 30 m² for every 100"
        );
    }

    #[test]
    fn where_all_services_are_known_and_none_is_of_the_function_the_area_for_it_is_zero() {
        let (tally, findings) = look_for_the_old(&rooms(r#"{ "kind": "clinic", "spaces": ["a"] }"#, ""));
        assert_eq!(tally, VIOLATED);
        assert_eq!(findings.violations[0].message(Lang::Zh), "养老：建筑面积0㎡，服务 2000 户，低于每百户 30㎡");
        let (tally, _) = look_for_the_old(&format!(r#"{{ "community": "{}", "services": [] }}"#, id(1)));
        assert_eq!(tally, VIOLATED);
    }

    #[test]
    fn rooms_that_already_suffice_are_enough_whatever_else_is_unknown() {
        for (services, rest) in [
            (format!("{}, {{}}", care(r#"["a", "b"]"#)), ""),
            (format!("{}, 5", care(r#"["a", "b"]"#)), ""),
            (care(r#"["a", "b"]"#), r#", "partial": ["services"]"#),
            (format!("{}, {}", care(r#"["a", "b"]"#), care("null")), ""),
            (care(r#"["a", "b", "e", "f", "nowhere", 5]"#), ""),
        ] {
            assert_eq!(look_for_the_old(&rooms(&services, rest)).0, MET, "{services}{rest}");
        }
    }

    #[test]
    fn rooms_that_do_not_suffice_may_not_be_all_there_are() {
        for (services, rest, places) in [
            (format!("{}, {{}}", care(r#"["a"]"#)), "", vec!["/services/1/functions"]),
            (format!("{}, 5", care(r#"["a"]"#)), "", vec!["/services/1"]),
            (care(r#"["a"]"#), r#", "partial": ["services"]"#, vec!["/partial"]),
            (format!("{}, {}", care(r#"["a"]"#), care("null")), "", vec!["/services/1/spaces"]),
            (care("[]"), "", vec!["/services/0/spaces"]),
            (care("5"), "", vec!["/services/0/spaces"]),
            (care(r#"["a", "nowhere", 5]"#), "", vec!["/services/0/spaces/1", "/services/0/spaces/2"]),
            (care(r#"["a", "e", "f"]"#), "", vec!["/spaces/4/areas", "/spaces/5/areas"]),
            // Together they are about 450 m², which may be 600 m².
            (care(r#"["a", "d"]"#), "", vec!["/spaces/0/areas/0", "/spaces/3/areas/0"]),
            // A center that need not offer its services yet may offer more of them one day.
            (care(r#"["a"]"#), r#", "status": "planned""#, vec!["/status"]),
            (care(r#"["a"]"#), r#", "status": "upgrading""#, vec!["/status"]),
        ] {
            let (tally, findings) = look_for_the_old(&rooms(&services, rest));
            assert_eq!(tally, UNDECIDED, "{services}{rest}");
            assert_eq!(here(findings.undecided[0].path()), "/spaces");
            assert_eq!(because(&findings), places, "{services}{rest}");
        }
        let (tally, findings) = look_for_the_old(&format!(r#"{{ "community": "{}" }}"#, id(1)));
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/services"]));
    }

    #[test]
    fn of_two_spaces_with_one_key_nobody_knows_which_is_used() {
        let space = |area: &str| format!(r#"{{ "key": "a", {} }}"#, floor(area));
        let (one, spaces) = (id(1), [space("600"), space("1")].join(", "));
        let center = format!(r#"{{ "community": "{one}", "services": [{}], "spaces": [{spaces}] }}"#, care(r#"["a"]"#));
        let (tally, findings) = look_for_the_old(&center);
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/services/0/spaces/0"]));
    }

    #[test]
    fn a_planned_center_is_measured_and_a_closed_one_is_not() {
        let with =
            |status: &str| look(&format!(r#"{{ "status": "{status}", "community": "{}", {} }}"#, id(1), floor("1"))).0;
        assert_eq!(with("planned"), VIOLATED);
        assert_eq!(with("closed"), Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_center_that_stands_alone_is_enough_or_leaves_it_open() {
        let one = id(1);
        let with = |amount: &str| look_alone(None, &format!(r#"{{ "community": "{one}", {} }}"#, floor(amount)));
        assert_eq!(with("600").0, MET);
        let (tally, findings) = with("599");
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/areas/0", "/community"]));
        let (tally, findings) =
            look_alone(Some(ServiceFunction::ElderlyCare), &rooms(r#"{ "kind": "clinic", "spaces": ["a"] }"#, ""));
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/community", "/spaces"]));
    }

    /// A document with centers, of each its communities, the first its own, its area, and what else it says.
    fn document(centers: &[(&[u8], &str, &str)], rest: &str) -> String {
        let center = |(communities, amount, rest): &(&[u8], &str, &str)| {
            let ids: Vec<String> = communities.iter().map(|digit| format!(r#""{}""#, id(*digit))).collect();
            let (own, serves) = (&ids[0], ids[1..].join(", "));
            format!(r#"{{ "community": {own}, "serves": [{serves}], {} {rest} }}"#, floor(amount))
        };
        let centers: Vec<String> = centers.iter().map(center).collect();
        format!(r#"{{ "centers": [{}] {rest} }}"#, centers.join(", "))
    }

    fn first_of(centers: &[(&[u8], &str, &str)], rest: &str) -> (Tally, Findings) {
        look_among(&demand_for(None, Strength::Should), &document(centers, rest), 0)
    }

    #[test]
    fn all_centers_of_a_community_count_together() {
        let (tally, findings) = first_of(&[(&[1], "300", ""), (&[1], "300", ""), (&[2], "1", "")], "");
        assert_eq!(tally, MET);
        let proof = ["/areas/0", "/centers/1/areas", "/communities/0/households"];
        assert_eq!(texts(findings.evidence[0].proof()), proof);
        let (tally, findings) = first_of(&[(&[1], "300", ""), (&[1], "299", ""), (&[2], "9000", "")], "");
        assert_eq!(tally, VIOLATED);
        let violation = &findings.violations[0];
        assert_eq!(here(violation.path()), "/areas/0");
        assert_eq!(texts(violation.related()), ["/centers/1/areas"]);
        assert_eq!(violation.message(Lang::Zh), "各中心合计：建筑面积599㎡，服务 2000 户，低于每百户 30㎡");
    }

    #[test]
    fn what_other_centers_may_add_leaves_it_open() {
        let own: (&[u8], &str, &str) = (&[1], "300", "");
        for (other, places) in [
            // It is there for another community too, which may need all of it.
            ((&[2, 1][..], "9000", ""), vec!["/centers/1/serves"]),
            ((&[1], "9000", r#", "status": "planned""#), vec!["/centers/1/status"]),
            ((&[1], "9000", r#", "status": "opne""#), vec!["/centers/1/status"]),
            ((&[2], "9000", r#", "partial": ["serves"]"#), vec!["/centers/1/serves"]),
            ((&[1], r#""many""#, ""), vec!["/centers/1/areas"]),
            ((&[1], r#"299, "qualifier": "at-least""#, ""), vec!["/areas/0", "/centers/1/areas"]),
        ] {
            let (tally, findings) = first_of(&[own, other], "");
            assert_eq!((tally, because(&findings)), (UNDECIDED, places), "{other:?}");
        }
        // What is shared or planned is too small whoever has it.
        for other in [(&[2, 1][..], "299", ""), (&[1], "299", r#", "status": "planned""#)] {
            assert_eq!(first_of(&[own, other], "").0, VIOLATED, "{other:?}");
        }
        assert_eq!(first_of(&[own, (&[1], "9000", r#", "status": "closed""#)], "").0, VIOLATED);
    }

    #[test]
    fn a_list_that_may_leave_out_centers_accuses_none() {
        let (tally, findings) = first_of(&[(&[1], "1", "")], r#", "partial": ["centers"]"#);
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/partial"]));
        let malformed = format!(r#"{{ "centers": [{{ "community": "{}", {} }}, 5] }}"#, id(1), floor("1"));
        let (tally, findings) = look_among(&demand_for(None, Strength::Should), &malformed, 0);
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/centers/1"]));
        let nowhere = format!(r#"{{ "centers": [{{ "community": "{}", {} }}, {{}}] }}"#, id(1), floor("1"));
        let (tally, findings) = look_among(&demand_for(None, Strength::Should), &nowhere, 0);
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/centers/1/community"]));
    }

    #[test]
    fn of_very_many_centers_the_list_is_named() {
        let (tally, _) = first_of(&[(&[1][..], "1", ""); 16], "");
        assert_eq!(tally, VIOLATED);
        let (tally, findings) = first_of(&[(&[1][..], "1", ""); 17], "");
        assert_eq!((tally, because(&findings)), (UNDECIDED, vec!["/centers"]));
    }

    #[test]
    fn hostile_sizes_take_no_hostile_time() {
        let begin = std::time::Instant::now();
        let center = |communities: String, rooms: usize| {
            let rooms = vec![r#"{ "kind": "day-care" }"#; rooms].join(",");
            format!(r#"{{ "community": "{}", "serves": [{communities}], "services": [{rooms}] }}"#, id(1))
        };
        let others: Vec<String> =
            (0..9_000).map(|nth| format!(r#""5a0c3f5e-0000-4000-8000-1000000{nth:05}""#)).collect();
        // Many that serve one community, and many that each share a community with one that is very large.
        let crowd = vec![center(String::new(), 1); 9_000].join(",");
        let single = |id: &String| format!(r#"{{ "community": {id}, "services": [] }}"#);
        let singles: Vec<String> = others.iter().map(single).collect();
        let giant = format!("{}, {}", center(others.join(","), 9_000), singles.join(","));
        for centers in [crowd, giant] {
            let district: DistrictDraft = serde_json::from_str(&format!(r#"{{ "centers": [{centers}] }}"#)).unwrap();
            let (_, demand) = demand_for(Some(ServiceFunction::ElderlyCare), Strength::Must);
            let report = crate::check(&district, &crate::Context::new(Policy::none().ask(demand)).knowing(known()));
            let tally = report.ledger().iter().find(|(card, _)| card.id == CARD.id).unwrap().1;
            assert_eq!(tally.violated, 0);
            assert!(tally.undecided >= 9_000);
        }
        assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    }
}
