//! `reversed-age-range`: a span of ages begins below where it ends.
//!
//! **Demands** `from` < `below`. The span is half-open, so that equal ages would hold nobody.
//! **Basis**: the data standard.
//! *Met* by 3 to under 6; *violated* by 6 to under 3 and by 6 to under 6; *undecided* where either age is malformed or
//! `from` is missing; *not applicable* to a span without an upper end.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::AgesDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "reversed-age-range",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("年龄范围颠倒", "an age range is reversed"),
    facts: &["from", "below"],
    says: Phrase::new(
        "年龄下限（{from}）不小于上限（{below}）",
        "the range begins at {from} and must end above that, not at {below}",
    ),
    help: Phrase::new("请检查年龄上下限是否写反", "check whether the two ages are swapped"),
};

pub(crate) fn check(ages: &AgesDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    match (ages.from.given(), ages.below.given()) {
        (Some(from), Some(below)) if from < below => probe.met(),
        (Some(from), Some(below)) => {
            probe.violated(Breach::at(at, [Fact::Age(*from), Fact::Age(*below)]));
        }
        _ if ages.below.is_missing() => probe.not_applicable(),
        (None, _) => probe.undecided(at, vec![at.key("from").to_pointer()]),
        (_, None) => probe.undecided(at, vec![at.key("below").to_pointer()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(ages: &str) -> (Tally, Findings) {
        let ages: AgesDraft = serde_json::from_str(ages).unwrap();
        judge(&CARD, |probe| check(&ages, &Path::ROOT.key("ages").index(0), probe))
    }

    #[test]
    fn a_span_ends_above_where_it_begins_by_a_month_at_least() {
        for (ages, met) in [
            (r#"{ "from": 3, "below": 6 }"#, true),
            (r#"{ "from": "23m", "below": 2 }"#, true),
            (r#"{ "from": "24m", "below": 2 }"#, false),
            (r#"{ "from": 6, "below": 6 }"#, false),
            (r#"{ "from": 6, "below": 3 }"#, false),
        ] {
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(look(ages).0, expected, "{ages}");
        }
    }

    #[test]
    fn a_violation_names_both_ages() {
        let (_, findings) = look(r#"{ "from": 6, "below": 3 }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/ages/0");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "年龄下限（6 岁）不小于上限（3 岁）");
        assert_eq!(violation.message(Lang::En), "the range begins at 6 years and must end above that, not at 3 years");
        assert_eq!(violation.help(Lang::Zh), "请检查年龄上下限是否写反");
        assert_eq!(violation.help(Lang::En), "check whether the two ages are swapped");
    }

    #[test]
    fn an_age_that_is_missing_or_malformed_leaves_it_open() {
        for (ages, because) in [
            (r#"{ "below": 6 }"#, "/ages/0/from"),
            (r#"{ "from": 999, "below": 6 }"#, "/ages/0/from"),
            (r#"{ "from": 3, "below": -1 }"#, "/ages/0/below"),
        ] {
            let (tally, findings) = look(ages);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{ages}");
            assert_eq!(findings.undecided[0].path().as_str(), "/ages/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{ages}");
        }
    }

    #[test]
    fn a_span_without_an_upper_end_cannot_be_reversed() {
        for ages in [r#"{ "from": 60 }"#, "{}"] {
            assert_eq!(look(ages).0, Tally { not_applicable: 1, ..Tally::default() }, "{ages}");
        }
    }
}
