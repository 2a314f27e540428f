//! `space-larger-than-center`: no space is larger than the center that it is in.
//!
//! **Demands** that a space's area of some kind is not above the center's area of the same kind. Kinds are never mixed:
//! a yard may be larger than the building, and 占地 says nothing of 建筑.
//! **Basis**: geometry.
//! *Met* once for every area of a space that is not above the center's; *violated* by one that is; *undecided* where one
//! of the two is only known as about, at least or below, and that leaves it open, or what may be the center's area is
//! malformed; *not applicable* where the center states no area of that kind, is scattered over sites, or calls its list of
//! areas partial.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::records::{AreaDraft, CenterDraft, CenterField};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, AreaKind, Phrase};

pub(crate) static CARD: Card = Card {
    id: "space-larger-than-center",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("空间大于中心", "a space is larger than its center"),
    facts: &["space", "center"],
    says: Phrase::new("该空间{space}，而整个中心仅{center}", "the space: {space}; the whole center: {center}"),
    help: Phrase::new("请检查两处面积", "check both areas"),
};

/// No center has more areas than this; to compare every space with each of more would take long.
const MANY: usize = 64;

pub(crate) fn check(center: &CenterDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let scattered = center.sites.given().is_some_and(|sites| sites.items.len() > 1);
    let called_partial = center.partial.given().is_some_and(|partial| partial.words.contains(CenterField::areas));
    if scattered || called_partial {
        return probe.not_applicable();
    }
    if center.areas.given().is_some_and(|areas| areas.items.len() > MANY) {
        return probe.undecided(at, vec![at.key("areas").to_pointer()]);
    }
    let mut said = false;
    let (spaces_at, centers_at) = (at.key("spaces"), at.key("areas"));
    for (space_place, space) in center.spaces.items() {
        let space_at = spaces_at.index(space_place);
        let areas_at = space_at.key("areas");
        for (area_place, area) in space.areas.items() {
            let Some(area) = area.value() else { continue };
            let area_at = areas_at.index(area_place);
            let of_kind = |whole: &AreaDraft| whole.value().filter(|whole| whole.kind() == area.kind());
            let wholes = || center.areas.items().filter_map(|(place, whole)| Some((place, of_kind(whole)?)));
            let above = wholes().map(|(_, whole)| area.is_above(whole)).reduce(least_certain);
            let outcome = match above {
                Some(Answer::No) => Answer::No,
                // Only now it matters whether something else may be the center's area.
                above => doubt(center, area.kind(), at).map_or(above.unwrap_or(Answer::No), |_| Answer::CannotSay),
            };
            if above.is_none() && outcome == Answer::No {
                continue;
            }
            said = true;
            let largest = wholes().max_by_key(|(_, whole)| whole.amount());
            match (outcome, largest) {
                (Answer::Yes, Some((place, whole))) => {
                    let whole_at = centers_at.index(place);
                    probe.violated(Breach::at(&area_at, [Fact::Area(area), Fact::Area(whole)]).related(&whole_at));
                }
                (Answer::CannotSay, largest) => {
                    let stated = largest.map(|(place, _)| centers_at.index(place).to_pointer());
                    let because = doubt(center, area.kind(), at).or(stated);
                    probe.undecided(&area_at, std::iter::once(area_at.to_pointer()).chain(because).collect());
                }
                _ => probe.met(),
            }
        }
    }
    if !said {
        probe.not_applicable();
    }
}

/// What is above each of several areas is above the center; what is not above one of them is not.
fn least_certain(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Answer::No, _) | (_, Answer::No) => Answer::No,
        (Answer::Yes, Answer::Yes) => Answer::Yes,
        _ => Answer::CannotSay,
    }
}

/// The place that leaves open whether the center has another area of this kind, or lies on several sites.
fn doubt(center: &CenterDraft, kind: AreaKind, at: &Path<'_>) -> Option<Pointer> {
    let list = at.key("areas");
    if matches!(center.sites, Field::Malformed(_)) {
        return Some(at.key("sites").to_pointer());
    }
    match &center.areas {
        Field::Missing => None,
        Field::Malformed(_) => Some(list.to_pointer()),
        Field::Given(areas) => {
            let unread =
                |item: &Field<AreaDraft>| item.given().is_none_or(|area| area.value().is_none() && area.may_be(kind));
            let unread = areas.items.iter().position(unread).map(|place| list.index(place).to_pointer());
            let cut_off = (areas.omitted > 0).then(|| list.to_pointer());
            let partial = (!center.claims_all(CenterField::areas)).then(|| at.key("partial").to_pointer());
            unread.or(cut_off).or(partial)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        judge(&CARD, |probe| check(&center, &Path::ROOT, probe))
    }

    /// A center with one floor area, and one space with another.
    fn floors(center: &str, space: &str) -> (Tally, Findings) {
        let area = |rest: &str| format!(r#"[{{ "kind": "floor", "square_meters": {rest} }}]"#);
        look(&format!(r#"{{ "areas": {}, "spaces": [{{ "areas": {} }}] }}"#, area(center), area(space)))
    }

    #[test]
    fn the_qualifiers_decide_how_far_two_areas_can_be_compared() {
        for (center, space, met, violated, undecided) in [
            ("600", "600", 1, 0, 0),
            ("600", "600.01", 0, 1, 0),
            (r#"600, "qualifier": "about""#, "700", 0, 0, 1),
            (r#"600, "qualifier": "about""#, "300", 1, 0, 0),
            (r#"600, "qualifier": "at-least""#, "700", 0, 0, 1),
            (r#"600, "qualifier": "at-least""#, "600", 1, 0, 0),
            (r#"600, "qualifier": "below""#, "601", 0, 1, 0),
            ("600", r#"700, "qualifier": "at-least""#, 0, 1, 0),
            ("600", r#"500, "qualifier": "at-least""#, 0, 0, 1),
            ("600", r#"600, "qualifier": "below""#, 1, 0, 0),
            ("600", r#"700, "qualifier": "below""#, 0, 0, 1),
            ("600", r#"1300, "qualifier": "about""#, 0, 1, 0),
        ] {
            let expected = Tally { met, violated, undecided, not_applicable: 0 };
            assert_eq!(floors(center, space).0, expected, "{center} | {space}");
        }
    }

    #[test]
    fn an_area_that_leaves_it_open_is_named_with_the_center_s() {
        let (_, findings) = floors(r#"600, "qualifier": "about""#, "700");
        assert_eq!(findings.undecided[0].path().as_str(), "/spaces/0/areas/0");
        assert_eq!(
            findings.undecided[0].because(),
            ["/spaces/0/areas/0".parse().unwrap(), "/areas/0".parse().unwrap()]
        );
    }

    #[test]
    fn every_area_is_compared_with_the_one_of_its_kind() {
        let (tally, findings) = look(
            r#"{
                "areas": [{ "kind": "site", "square_meters": 100 }, { "kind": "floor", "square_meters": 600 }],
                "spaces": [
                    { "areas": [{ "kind": "outdoor", "square_meters": 9000 }] },
                    { "areas": [{ "kind": "usable", "square_meters": 650 }, { "kind": "floor", "square_meters": 700 }] },
                    { "areas": [{ "kind": "floor", "square_meters": 90 }] }
                ]
            }"#,
        );
        assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/spaces/1/areas/1");
        assert_eq!(violation.related(), ["/areas/1".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "该空间建筑面积700㎡，而整个中心仅建筑面积600㎡");
        assert_eq!(
            violation.message(Lang::En),
            "the space: floor area of 700 m²; the whole center: floor area of 600 m²"
        );
        assert_eq!(violation.help(Lang::Zh), "请检查两处面积");
        assert_eq!(violation.help(Lang::En), "check both areas");
    }

    #[test]
    fn where_the_center_s_area_is_not_the_whole_there_is_nothing_to_compare() {
        let with = |rest: &str| {
            look(&format!(r#"{{ "spaces": [{{ "areas": [{{ "kind": "floor", "square_meters": 700 }}] }}], {rest} }}"#))
        };
        let too_small = r#""areas": [{ "kind": "floor", "square_meters": 600 }]"#;
        for rest in [
            r#""areas": null"#.to_owned(),
            r#""areas": [{ "kind": "site", "square_meters": 600 }]"#.to_owned(),
            format!(r#"{too_small}, "sites": [{{ "key": "a" }}, {{ "key": "b" }}]"#),
            format!(r#"{too_small}, "partial": ["areas"]"#),
        ] {
            assert_eq!(with(&rest).0, Tally { not_applicable: 1, ..Tally::default() }, "{rest}");
        }
        let one_site = format!(r#"{too_small}, "sites": [{{ "key": "a" }}], "partial": ["spaces"]"#);
        assert_eq!(with(&one_site).0, Tally { violated: 1, ..Tally::default() });
        let no_spaces = format!("{{ {too_small} }}");
        assert_eq!(look(&no_spaces).0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
