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
        "{code} 的末三位不在居民委员会号段(001–199、400–497、499)",
        "the last three digits of {code} are outside the band of residents' committees (001–199, 400–497, 499)",
    ),
    help: Phrase::new(
        "请核对代码;村改居的社区可能仍用旧号段",
        "check the code; a former village may have kept its band",
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
