//! `division-parent-mismatch`: a community's code lies within its district's.
//!
//! **Demands** that a code of a community begins with the district's code of the same scheme.
//! **Basis**: the layout of division codes: a unit's code begins with the code of the unit above it.
//! *Met* once for every code within the district's; *violated* by one outside; *undecided* where code or scheme is
//! malformed or missing; *not applicable* where the district has no code of that scheme.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::{DistrictDraft, DivisionDraft};
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, Phrase};

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

pub(crate) fn check(division: &DivisionDraft, district: &DistrictDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let (Some(code), Some(scheme)) = (division.code.given(), division.scheme.given()) else {
        let wrong = if division.code.given().is_none() { "code" } else { "scheme" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let districts = Path::ROOT.key("divisions");
    let mut of_scheme = district
        .divisions
        .items()
        .filter(|(_, above)| above.scheme.given() == Some(scheme))
        .filter_map(|(place, above)| Some((place, *above.code.given()?)));
    let Some((place, above)) = of_scheme.clone().next() else {
        return probe.not_applicable();
    };
    if of_scheme.any(|(_, above)| code.is_within(above)) {
        probe.met();
    } else {
        probe.violated(
            Breach::at(&at.key("code"), [Fact::DivisionCode(*code), Fact::DivisionCode(above)])
                .related(&districts.index(place)),
        );
    }
}
