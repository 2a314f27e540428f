//! `division-parent-mismatch`: a community's code lies within its district's.
//!
//! **Demands** that a code of a community begins with the district's code of the same scheme.
//! **Basis**: the layout of division codes: a unit's code begins with the code of the unit above it.
//! *Met* once for every code within the district's; *violated* by one outside; *undecided* where code or scheme is
//! malformed or missing, here or at the district; *not applicable* where the district has no code of that scheme.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::Citation;
use crate::records::{DistrictDraft, DivisionDraft};
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, DivisionScheme, Phrase};

pub(crate) static CARD: Card = Card {
    id: "division-parent-mismatch",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: Citation::new("统计用区划代码编制规则", Confidence::Official),
    title: Phrase::new("社区代码不属本区", "a community's code is not within its district's"),
    facts: &["code", "district"],
    says: Phrase::new("{code} 不在本区代码 {district} 之下", "{code} is not within the district's code {district}"),
    help: Phrase::new("请核对两处代码及其发布机构", "check both codes, and whose they are"),
};

/// No district has more codes than this; to compare every community with each of more would take long.
const MANY: usize = 64;

pub(crate) fn check(division: &DivisionDraft, district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (Some(code), Some(scheme)) = (division.code.given(), division.scheme.given()) else {
        let wrong = if division.code.given().is_none() { "code" } else { "scheme" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let districts = Path::ROOT.key("divisions");
    if district.divisions.given().is_some_and(|divisions| divisions.items.len() > MANY) {
        return probe.undecided(at, vec![districts.to_pointer()]);
    }
    let of_scheme = || {
        let same = district.divisions.items().filter(|(_, above)| above.scheme.given() == Some(scheme));
        same.filter_map(|(place, above)| Some((place, *above.code.given()?)))
    };
    if of_scheme().any(|(_, above)| code.is_within(above)) {
        return probe.met();
    }
    if let Some(doubt) = doubt(district, *scheme, &districts) {
        return probe.undecided(at, vec![doubt]);
    }
    match of_scheme().next() {
        None => probe.not_applicable(),
        Some((place, above)) => probe.violated(
            Breach::at(&at.key("code"), [Fact::DivisionCode(*code), Fact::DivisionCode(above)])
                .related(&districts.index(place)),
        ),
    }
}

/// The place of what could not be read and may be the district's code of this scheme.
fn doubt(district: &DistrictDraft, scheme: DivisionScheme, districts: &Path<'_>) -> Option<Pointer> {
    let unread = |item: &Field<DivisionDraft>| {
        item.given().is_none_or(|above| match (above.scheme.given(), above.code.given()) {
            (Some(known), None) => *known == scheme,
            (known, _) => known.is_none(),
        })
    };
    match &district.divisions {
        Field::Missing => None,
        Field::Malformed(_) => Some(districts.to_pointer()),
        Field::Given(list) => {
            let unread = list.items.iter().position(unread).map(|place| districts.index(place).to_pointer());
            unread.or_else(|| (list.omitted > 0).then(|| districts.to_pointer()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const BY_BOTH: &str = r#"{ "divisions": [
        { "code": "410307", "scheme": "mca" },
        { "code": "410311", "scheme": "nbs" },
        { "code": "410300", "scheme": "nbs" }
    ] }"#;

    fn look(division: &str, district: &str) -> (Tally, Findings) {
        let division: DivisionDraft = serde_json::from_str(division).unwrap();
        let district: DistrictDraft = serde_json::from_str(district).unwrap();
        let communities = Path::ROOT.key("communities");
        let community = communities.index(2);
        judge(&CARD, |probe| check(&division, &district, &community.key("divisions").index(0), probe))
    }

    #[test]
    fn a_code_is_compared_with_the_codes_of_its_own_scheme() {
        for (code, scheme, met) in [
            ("410311004006", "nbs", true),
            // Within the second of the district's two codes, if not the first.
            ("410305004006", "nbs", true),
            ("420305004006", "nbs", false),
            ("410307004", "mca", true),
            ("410311004006", "mca", false),
        ] {
            let division = format!(r#"{{ "code": "{code}", "scheme": "{scheme}" }}"#);
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(look(&division, BY_BOTH).0, expected, "{division}");
        }
    }

    #[test]
    fn a_violation_names_both_codes_and_points_at_the_district_s() {
        let (_, findings) = look(r#"{ "code": "420305004006", "scheme": "nbs" }"#, BY_BOTH);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/communities/2/divisions/0/code");
        assert_eq!(violation.related(), ["/divisions/1".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "420305004006 不在本区代码 410311 之下");
        assert_eq!(violation.message(Lang::En), "420305004006 is not within the district's code 410311");
        assert_eq!(violation.help(Lang::Zh), "请核对两处代码及其发布机构");
        assert_eq!(violation.help(Lang::En), "check both codes, and whose they are");
    }

    #[test]
    fn a_code_without_a_scheme_and_a_scheme_without_a_code_leave_it_open() {
        for (division, because) in [
            (r#"{ "code": "4103", "scheme": "nbs" }"#, "/communities/2/divisions/0/code"),
            (r#"{ "scheme": "nbs" }"#, "/communities/2/divisions/0/code"),
            (r#"{ "code": "410311004006" }"#, "/communities/2/divisions/0/scheme"),
        ] {
            let (tally, findings) = look(division, BY_BOTH);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{division}");
            assert_eq!(findings.undecided[0].path().as_str(), "/communities/2/divisions/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{division}");
        }
    }

    #[test]
    fn a_district_without_a_code_of_that_scheme_is_no_measure() {
        let division = r#"{ "code": "420305004006", "scheme": "nbs" }"#;
        for district in ["{}", r#"{ "divisions": [] }"#, r#"{ "divisions": [{ "code": "410311", "scheme": "mca" }] }"#]
        {
            assert_eq!(look(division, district).0, Tally { not_applicable: 1, ..Tally::default() }, "{district}");
        }
    }
}
