//! `division-code-band`: a community's code lies in the band that residents' committees have.
//!
//! **Demands** that the last three digits of a community's statistics code are 001–199, 400–497 or 499. It is told for
//! information: in the edition of 2023, 2,549 units named 居 or 社区 have codes of the band of villages.
//! **Basis**: the rules for compiling statistical division codes (国家统计局编制规则).
//! *Met* and *violated* by the band; *undecided* where code or scheme is missing or malformed; *not applicable* to a code
//! of another scheme, or of a level above the community.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::DivisionDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, DivisionScheme, Phrase, VillageBand};

pub(crate) static CARD: Card = Card {
    id: "division-code-band",
    scope: Scope::Record,
    severity: Severity::Info,
    basis: Citation::new("统计用区划代码编制规则", Confidence::Official),
    title: Phrase::new("社区代码不在居委会号段", "a community's code lies outside the band of residents' committees"),
    facts: &["code"],
    says: Phrase::new(
        "{code} 的末三位不在居民委员会号段（001–199、400–497、499）",
        "the last three digits of {code} are outside the band of residents' committees (001–199, 400–497, 499)",
    ),
    help: Phrase::new(
        "请核对代码；确有社区使用其他号段",
        "check the code; some communities really have one of another band",
    ),
};

pub(crate) fn check(division: &DivisionDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (Some(code), Some(scheme)) = (division.code.given(), division.scheme.given()) else {
        let wrong = if division.code.given().is_none() { "code" } else { "scheme" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    match code.village_band() {
        Some(band) if *scheme == DivisionScheme::Nbs => {
            if matches!(band, VillageBand::ResidentsCommittee | VillageBand::SimilarToResidentsCommittee) {
                probe.met();
            } else {
                probe.violated(Breach::at(&at.key("code"), [Fact::DivisionCode(*code)]));
            }
        }
        _ => probe.not_applicable(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(division: &str) -> (Tally, Findings) {
        let division: DivisionDraft = serde_json::from_str(division).unwrap();
        judge(&CARD, |probe| check(&division, &Path::ROOT.key("divisions").index(0), probe))
    }

    fn statistics_code(last_three: &str) -> Tally {
        look(&format!(r#"{{ "code": "410311004{last_three}", "scheme": "nbs" }}"#)).0
    }

    #[test]
    fn the_bands_of_residents_committees_are_in_order_to_their_ends() {
        for last_three in ["001", "199", "400", "497", "499"] {
            assert_eq!(statistics_code(last_three), Tally { met: 1, ..Tally::default() }, "{last_three}");
        }
        for last_three in ["200", "399", "498", "500", "599", "600", "999"] {
            assert_eq!(statistics_code(last_three), Tally { violated: 1, ..Tally::default() }, "{last_three}");
        }
    }

    #[test]
    fn a_code_outside_the_bands_is_told_for_information() {
        let (_, findings) = look(r#"{ "code": "410311004200", "scheme": "nbs" }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/divisions/0/code");
        assert_eq!(violation.related(), []);
        assert_eq!(violation.severity(), Severity::Info);
        assert!(!findings.refused);
        assert_eq!(violation.message(Lang::Zh), "410311004200 的末三位不在居民委员会号段（001–199、400–497、499）");
        assert_eq!(
            violation.message(Lang::En),
            "the last three digits of 410311004200 are outside the band of residents' committees (001–199, 400–497, 499)"
        );
        assert_eq!(violation.help(Lang::Zh), "请核对代码；确有社区使用其他号段");
        assert_eq!(violation.help(Lang::En), "check the code; some communities really have one of another band");
    }

    #[test]
    fn digits_without_a_scheme_and_a_scheme_without_digits_say_nothing() {
        for (division, because) in [
            (r#"{ "scheme": "nbs" }"#, "/divisions/0/code"),
            (r#"{ "code": "41031100420", "scheme": "nbs" }"#, "/divisions/0/code"),
            (r#"{ "code": "410311004200" }"#, "/divisions/0/scheme"),
            (r#"{ "code": "410311004200", "scheme": "post" }"#, "/divisions/0/scheme"),
        ] {
            let (tally, findings) = look(division);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{division}");
            assert_eq!(findings.undecided[0].path().as_str(), "/divisions/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{division}");
        }
    }

    #[test]
    fn other_schemes_and_higher_levels_have_no_such_band() {
        for division in [
            r#"{ "code": "410311004200", "scheme": "mca" }"#,
            r#"{ "code": "410311004", "scheme": "nbs" }"#,
            r#"{ "code": "410311004000", "scheme": "nbs" }"#,
        ] {
            assert_eq!(look(division).0, Tally { not_applicable: 1, ..Tally::default() }, "{division}");
        }
    }
}
