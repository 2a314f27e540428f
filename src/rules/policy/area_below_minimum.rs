//! `area-below-minimum`: the center is as large as is asked.
//!
//! **Demands** an area of the demanded kind that is at least the minimum. The areas of a scattered center's sites are
//! added up where the center itself states none of that kind. Areas of another kind are never compared: a site of 1,500 m² says
//! nothing about floor area.
//! **Basis**: the guideline for embedded service facilities: floor area generally at least 600 m², better 800 m².
//! *Met* by an area at or above the minimum and the advised value; *violated* by one below the minimum, and, for
//! information, by one below the advised value only; *undecided* where no area of that kind is known, two are, or it is
//! known only as about, at least or below and that leaves it open,
//! or the status is malformed; *not applicable* to a center that is closed.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand, MinimumArea};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, Confidence, Phrase, SquareMeters};

pub(crate) static CARD: Card = Card {
    id: "area-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: Citation::new("城市社区嵌入式服务设施建设导则（试行）", Confidence::Secondary),
    title: Phrase::new("面积不足", "the center is too small"),
    facts: &["area", "asked", "minimum"],
    says: Phrase::new("{area}，低于{asked} {minimum}", "the {area} is below {asked}{minimum}"),
    help: Phrase::new(
        "请核对面积；确实不足时可分点设置",
        "check the area; where it is right, further sites can add to it",
    ),
};

/// Said of what must be reached, which needs no words besides the number.
const LEAST: Phrase = Phrase::new("", "");
/// Said of what had better be reached.
pub(crate) const ADVISED: Phrase = Phrase::new("宜达到的", "the advised ");

pub(crate) fn check(
    minimum: MinimumArea,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let areas = at.key("areas");
    if !Subject::is_asked(subject.owes_area(), &areas, at, probe) {
        return;
    }
    let MinimumArea { kind, least, advised } = minimum;
    let (area, place) = match subject.area_of(kind, at) {
        Ok(found) => found,
        Err(because) => return probe.undecided(&areas, because),
    };
    let below = |asked: Phrase, minimum: SquareMeters| {
        let facts = [Fact::Area(area), Fact::Phrase(asked), Fact::SquareMeters(minimum)];
        Breach::at_pointer(place.clone(), facts).demanded_by(demand)
    };
    match (area.is_at_least(kind, least), advised.map(|advised| (advised, area.is_at_least(kind, advised)))) {
        (Answer::No, _) => probe.violated(below(LEAST, least)),
        (Answer::Yes, Some((advised, Answer::No))) => probe.violated(below(ADVISED, advised).advised()),
        (Answer::CannotSay, _) | (Answer::Yes, Some((_, Answer::CannotSay))) => probe.undecided(&areas, vec![place]),
        (Answer::Yes, None | Some((_, Answer::Yes))) => probe.met_by(&areas, || vec![place]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, AreaKind, Lang, PolicyLevel, Strength};

    fn look_for(advised: Option<u32>, strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let area = MinimumArea {
            kind: AreaKind::Floor,
            least: SquareMeters::whole(600),
            advised: advised.map(SquareMeters::whole),
        };
        let demand = Demand::new(Ask::Area(area), strength, Authority::new(PolicyLevel::Nation, CARD.basis.clone()));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(area, &demand, &subject, &Path::ROOT, probe))
    }

    /// A floor area of 600 m² must be there, and nothing more is advised.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(None, Strength::Must, center)
    }

    fn areas(of: &str) -> String {
        format!(
            r#"{{ "areas": [{{ "kind": "site", "square_meters": 9000 }}, {{ "kind": "floor", "square_meters": {of} }}] }}"#
        )
    }

    #[test]
    fn the_qualifier_decides_how_far_the_area_answers() {
        for (area, met, violated, undecided) in [
            ("600", 1, 0, 0),
            ("599.99", 0, 1, 0),
            (r#"600, "qualifier": "at-least""#, 1, 0, 0),
            (r#"599, "qualifier": "at-least""#, 0, 0, 1),
            (r#"600, "qualifier": "below""#, 0, 1, 0),
            (r#"601, "qualifier": "below""#, 0, 0, 1),
            (r#"1200, "qualifier": "about""#, 1, 0, 0),
            (r#"600, "qualifier": "about""#, 0, 0, 1),
            (r#"299, "qualifier": "about""#, 0, 1, 0),
        ] {
            let (tally, findings) = look(&areas(area));
            assert_eq!(tally, Tally { met, violated, undecided, not_applicable: 0 }, "{area}");
            for evidence in &findings.evidence {
                assert_eq!(evidence.path().as_str(), "/areas");
                assert_eq!(evidence.proof(), ["/areas/1".parse().unwrap()]);
            }
            for undecided in &findings.undecided {
                assert_eq!(undecided.path().as_str(), "/areas");
                assert_eq!(undecided.because(), ["/areas/1".parse().unwrap()]);
            }
        }
    }

    #[test]
    fn below_what_is_only_advised_is_told_for_information() {
        for (area, met, undecided, severity) in [
            ("800", 1, 0, None),
            ("799", 0, 0, Some(Severity::Info)),
            ("599", 0, 0, Some(Severity::Error)),
            (r#"700, "qualifier": "at-least""#, 0, 1, None),
            (r#"1200, "qualifier": "about""#, 0, 1, None),
        ] {
            let (tally, findings) = look_for(Some(800), Strength::Must, &areas(area));
            let violated = severity.is_some().into();
            assert_eq!(tally, Tally { met, violated, undecided, not_applicable: 0 }, "{area}");
            assert_eq!(findings.violations.first().map(|violation| violation.severity()), severity, "{area}");
        }
        let (_, findings) = look_for(Some(800), Strength::Should, &areas("799"));
        assert_eq!(findings.violations[0].message(Lang::Zh), "建筑面积799㎡，低于宜达到的 800㎡");
        assert_eq!(findings.violations[0].message(Lang::En), "the floor area of 799 m² is below the advised 800 m²");
        let (_, findings) = look_for(Some(800), Strength::Should, &areas("599"));
        assert_eq!(findings.violations[0].severity(), Severity::Warning);
    }

    #[test]
    fn a_violation_stands_at_the_area_and_names_the_minimum() {
        let (_, findings) = look(&areas("599.5"));
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/areas/1");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Nation));
        assert!(!findings.refused);
        assert_eq!(violation.message(Lang::Zh), "建筑面积599.5㎡，低于 600㎡");
        assert_eq!(violation.message(Lang::En), "the floor area of 599.5 m² is below 600 m²");
        assert_eq!(violation.help(Lang::Zh), "请核对面积；确实不足时可分点设置");
        assert_eq!(violation.help(Lang::En), "check the area; where it is right, further sites can add to it");
    }

    #[test]
    fn the_sites_of_a_scattered_center_are_added_up_where_it_states_no_such_area_itself() {
        let sites = |first: &str, second: &str, rest: &str| {
            let site = |area: &str| format!(r#"{{ "areas": [{{ "kind": "floor", "square_meters": {area} }}] }}"#);
            look(&format!(r#"{{ "sites": [{}, {}] {rest} }}"#, site(first), site(second)))
        };
        let (tally, findings) = sites("350", "250", "");
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].proof(), ["/sites".parse().unwrap()]);
        let (tally, findings) = sites("350", "249", "");
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/sites");
        assert_eq!(findings.violations[0].message(Lang::Zh), "建筑面积599㎡，低于 600㎡");
        for (first, second, rest, expected) in [
            ("350", r#"300, "qualifier": "about""#, "", Tally { undecided: 1, ..Tally::default() }),
            ("350", "250", r#", "partial": ["sites"]"#, Tally { undecided: 1, ..Tally::default() }),
            ("350", r#""many""#, "", Tally { undecided: 1, ..Tally::default() }),
            (
                "350",
                "249",
                r#", "areas": [{ "kind": "floor", "square_meters": 600 }]"#,
                Tally { met: 1, ..Tally::default() },
            ),
            (
                "350",
                "250",
                r#", "areas": [{ "kind": "site", "square_meters": 100 }]"#,
                Tally { met: 1, ..Tally::default() },
            ),
        ] {
            assert_eq!(sites(first, second, rest).0, expected, "{first} {second} {rest}");
        }
    }

    #[test]
    fn an_area_of_another_kind_is_never_compared() {
        for (center, because) in [
            ("{}", vec!["/areas"]),
            (r#"{ "areas": [{ "kind": "site", "square_meters": 1500 }] }"#, vec!["/areas/0"]),
            (r#"{ "areas": [{ "kind": "usable", "square_meters": 1500 }, { "kind": "floor" }] }"#, vec!["/areas/1"]),
            (r#"{ "areas": [{ "kind": "floor", "square_meters": 100, "qualifier": "roughly" }] }"#, vec!["/areas/0"]),
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
            let areas = r#""areas": [{ "kind": "floor", "square_meters": 100 }]"#;
            look(&format!(r#"{{ "status": "{status}", {areas} }}"#)).0
        };
        assert_eq!(with("planned"), Tally { violated: 1, ..Tally::default() });
        assert_eq!(with("closed"), Tally { not_applicable: 1, ..Tally::default() });
    }
}
