//! `waiver-unused`: a waiver that holds waives something.
//!
//! **Demands** that what a waiver accepts is found: otherwise it has done its work, or names the wrong place.
//! **Basis**: the data standard: waivers that nobody needs hide what comes after.
//!
//! A waiver that names a center is judged where the record of that center is. One that names none is judged once over a whole
//! document, by all of its centers. Where a center is checked by itself or in a stream, and where a document does not hold the
//! center that is named, its use cannot be known, and it is not judged.
//!
//! *Met* by a waiver that some finding is waived by; *violated* by one that holds and waives nothing, at the record; *undecided*
//! without a date, where it is not known whether the layer of the waiver applies, where its rule could not be judged at the place
//! that it names, or where a document does not hold all of its centers; *not applicable* to a waiver that has expired, and where none
//! is to be judged.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::Waived;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase};

pub(crate) static CARD: Card = Card {
    id: "waiver-unused",
    scope: Scope::Policy,
    severity: Severity::Info,
    basis: STANDARD,
    title: Phrase::new("豁免未使用", "a waiver waives nothing"),
    facts: &["rule", "place", "until"],
    says: Phrase::new(
        "{place}对规则 {rule} 的豁免（至{until}）没有用到",
        "the waiver of `{rule}` until {until} waives nothing; it is for {place}",
    ),
    help: Phrase::new("请撤销豁免，或更正其规则、位置", "withdraw the waiver, or correct its rule or its place"),
};

/// Whether something was waived by a waiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Something was.
    Some,
    /// Nothing was.
    None,
    /// These places leave it open.
    Open(Vec<Pointer>),
}

pub(crate) fn check(waiver: &Waived, used: Use, date: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if used != Use::Some {
        probe.judges_waiver(waiver);
    }
    let Some(date) = date else {
        return probe.undated(at);
    };
    if waiver.until() < date {
        return probe.not_applicable();
    }
    if !waiver.left_open().is_empty() {
        return probe.undecided_by(at.to_pointer(), waiver.left_open());
    }
    match used {
        Use::Some => probe.met_by(at, || vec![at.to_pointer()]),
        Use::Open(because) => probe.undecided(at, because),
        Use::None => {
            let facts =
                [Fact::Rule(waiver.rule().clone()), Fact::Place(waiver.path().clone()), Fact::Date(waiver.until())];
            probe.violated(Breach::at(at, facts).by(&waiver.by().clone().into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Authority, Layer};
    use crate::records::PolicyLayerDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{Circumstance, CircumstanceSet, Lang, PolicyLevel};

    /// A waiver until the end of May 2024.
    fn waiver(open: CircumstanceSet) -> Waived {
        let layer: PolicyLayerDraft = serde_json::from_str(
            r#"{ "key": "plan", "level": "city", "citation": { "document": "示例", "confidence": "official" },
                 "waivers": [{ "rule": "too-far", "reason": "在建", "approved_by": "示例办公室", "until": "2024-05-31" }] }"#,
        )
        .unwrap();
        let layer = Layer::of_draft(&layer).unwrap();
        Waived::new(&layer.waivers[0], layer.authority(), open)
    }

    fn look(open: &[Circumstance], used: Use, date: Option<&str>) -> (Tally, Findings) {
        let waiver = waiver(CircumstanceSet::of(open));
        let date = date.map(|date| date.parse().unwrap());
        judge(&CARD, |probe| check(&waiver, used, date, &Path::ROOT, probe))
    }

    #[test]
    fn a_waiver_that_holds_should_waive_something() {
        assert_eq!(look(&[], Use::Some, Some("2024-05-31")).0, Tally { met: 1, ..Tally::default() });
        let (tally, findings) = look(&[], Use::None, Some("2024-05-31"));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.severity(), Severity::Info);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
        assert_eq!(violation.message(Lang::Zh), "本记录对规则 too-far 的豁免（至2024年5月31日）没有用到");
        assert_eq!(
            violation.message(Lang::En),
            "the waiver of `too-far` until 2024-05-31 waives nothing; it is for the record"
        );
    }

    #[test]
    fn one_that_has_expired_is_left_to_another_rule() {
        assert_eq!(look(&[], Use::None, Some("2024-06-01")).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn what_leaves_its_use_open_leaves_it_undecided() {
        let sites: Vec<Pointer> = vec!["/sites".parse().unwrap()];
        for (open, used, date, because) in [
            (&[][..], Use::None, None, ""),
            (&[Circumstance::Setting][..], Use::None, Some("2024-05-31"), "/community"),
            (&[][..], Use::Open(sites), Some("2024-05-31"), "/sites"),
        ] {
            let (tally, findings) = look(open, used, date);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()]);
        }
    }
}
