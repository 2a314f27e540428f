//! `waiver-expired`: a waiver still holds on the day of the check.
//!
//! **Demands** that the last day of a waiver is not past. What it waived counts again from the day after.
//! **Basis**: the data standard: a finding is accepted for some time, and somebody answers for it.
//!
//! A waiver that names a center is judged where the record of that center is. One that names none is judged once over a whole
//! document, and not at all where a center is checked by itself or in a stream: it would be told for every center anew. Every
//! waiver of a policy is judged where the policy itself is checked, for a day.
//!
//! *Met* by a waiver that holds; *violated* by one that has expired, at the record; *undecided* without a date, and where it is not
//! known whether the layer of the waiver applies; *not applicable* where no waiver is to be judged.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Waived;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase};

pub(crate) static CARD: Card = Card {
    id: "waiver-expired",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("豁免已过期", "a waiver has expired"),
    facts: &["rule", "place", "until"],
    says: Phrase::new(
        "{place}对规则 {rule} 的豁免已于{until}到期",
        "the waiver of `{rule}` ended on {until}; it was for {place}",
    ),
    help: Phrase::new("请整改；确需延期的，请重新批准", "put right what was waived, or have the waiver renewed"),
};

pub(crate) fn check(waiver: &Waived, date: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if date.is_none() || !waiver.left_open().is_empty() {
        probe.judges_waiver(waiver);
    }
    match date {
        None => probe.undated(at),
        Some(_) if !waiver.left_open().is_empty() => probe.undecided_by(at.to_pointer(), waiver.left_open()),
        Some(date) if date <= waiver.until() => probe.met_by(at, || vec![at.to_pointer()]),
        Some(_) => {
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
    fn waiver(path: &str, open: CircumstanceSet) -> Waived {
        let layer: PolicyLayerDraft = serde_json::from_str(&format!(
            r#"{{ "key": "plan", "level": "district", "citation": {{ "document": "示例", "confidence": "official" }},
                  "waivers": [{{ "rule": "too-far", "path": "{path}", "reason": "在建", "approved_by": "示例办公室",
                                 "until": "2024-05-31" }}] }}"#
        ))
        .unwrap();
        let layer = Layer::of_draft(&layer).unwrap();
        Waived::new(&layer.waivers[0], layer.authority(), open)
    }

    fn look(waiver: &Waived, date: Option<&str>) -> (Tally, Findings) {
        let date = date.map(|date| date.parse().unwrap());
        judge(&CARD, |probe| check(waiver, date, &Path::ROOT, probe))
    }

    #[test]
    fn a_waiver_holds_on_its_last_day_and_no_longer() {
        let waiver = waiver("/sites", CircumstanceSet::EMPTY);
        assert_eq!(look(&waiver, Some("2024-05-31")).0, Tally { met: 1, ..Tally::default() });
        let (tally, findings) = look(&waiver, Some("2024-06-01"));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "");
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::District));
        assert_eq!(violation.message(Lang::Zh), "/sites 对规则 too-far 的豁免已于2024年5月31日到期");
        assert_eq!(violation.message(Lang::En), "the waiver of `too-far` ended on 2024-05-31; it was for /sites");
    }

    #[test]
    fn without_a_date_or_where_the_layer_may_not_apply_nobody_can_say() {
        let known = waiver("", CircumstanceSet::EMPTY);
        let (tally, findings) = look(&known, None);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), [Path::ROOT.to_pointer()]);
        let open = waiver("", CircumstanceSet::of(&[Circumstance::Tier]));
        let (tally, findings) = look(&open, Some("2024-06-01"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/tier".parse().unwrap()]);
    }
}
