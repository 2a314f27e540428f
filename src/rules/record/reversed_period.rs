//! `reversed-period`: a period ends on or after the day it begins.
//!
//! **Demands** that the `valid_until` of a session or of a contract is not before its `valid_from`, that a closure does not end
//! before it begins, that a center did not close before it opened, and that a reuse of an idle resource did not end before it began.
//! **Basis**: the data standard.
//! *Met* by periods in order, a single day included; *violated* by an end before the beginning; *undecided* where an end
//! is malformed, or where two dates are too inexact to compare; *not applicable* where either end is missing.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Date, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "reversed-period",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("起止日期颠倒", "a period ends before it begins"),
    facts: &["begins", "ends"],
    says: Phrase::new("自{begins}起，却至{ends}止", "its beginning is {begins} and its end {ends}, which is earlier"),
    help: Phrase::new("请检查起止日期是否写反", "check whether the two dates are swapped"),
};

/// The two ends of a period, each with its key.
pub(crate) struct Period<'d, D> {
    pub(crate) begins: (&'static str, &'d Field<D>),
    pub(crate) ends: (&'static str, &'d Field<D>),
}

/// A date that can be asked whether it is before another.
pub(crate) trait Bound: Copy {
    fn is_before(self, other: Self) -> Answer;
    fn fact(self) -> Fact;
}

impl Bound for Date {
    fn is_before(self, other: Self) -> Answer {
        if self < other { Answer::Yes } else { Answer::No }
    }

    fn fact(self) -> Fact {
        Fact::Date(self)
    }
}

impl Bound for PartialDate {
    fn is_before(self, other: Self) -> Answer {
        PartialDate::is_before(self, other)
    }

    fn fact(self) -> Fact {
        Fact::PartialDate(self)
    }
}

pub(crate) fn check<D: Bound>(period: &Period<'_, D>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let ((begin_key, begins), (end_key, ends)) = (period.begins, period.ends);
    if begins.is_missing() || ends.is_missing() {
        return probe.not_applicable();
    }
    let (Some(begins), Some(ends)) = (begins.given(), ends.given()) else {
        let malformed = [(begin_key, begins), (end_key, ends)].into_iter().filter(|(_, end)| end.given().is_none());
        return probe.undecided(at, malformed.map(|(key, _)| at.key(key).to_pointer()).collect());
    };
    match ends.is_before(*begins) {
        Answer::No => probe.met(),
        Answer::CannotSay => {
            probe.undecided(at, vec![at.key(begin_key).to_pointer(), at.key(end_key).to_pointer()]);
        }
        Answer::Yes => {
            probe.violated(Breach::at(&at.key(end_key), [begins.fact(), ends.fact()]).related(&at.key(begin_key)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::{CenterDraft, SessionDraft};
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn life(opened: &str, closed: &str) -> (Tally, Findings) {
        let text = format!(r#"{{ "opened": {opened}, "closed": {closed} }}"#);
        let center: CenterDraft = serde_json::from_str(&text).unwrap();
        let period = Period { begins: ("opened", &center.opened), ends: ("closed", &center.closed) };
        judge(&CARD, |probe| check(&period, &Path::ROOT, probe))
    }

    #[test]
    fn partial_dates_are_in_order_reversed_or_too_inexact_to_say() {
        for (opened, closed, met, violated, undecided) in [
            (r#""2023-05-mid""#, r#""2023-06""#, 1, 0, 0),
            (r#""2023-05-mid""#, r#""2023-05-20""#, 1, 0, 0),
            (r#""2023-05-mid""#, r#""2023-05-10""#, 0, 1, 0),
            (r#""2023""#, r#""2022""#, 0, 1, 0),
            (r#""2023-05-mid""#, r#""2023-05-19""#, 0, 0, 1),
            (r#""2023""#, r#""2023""#, 0, 0, 1),
        ] {
            let expected = Tally { met, violated, undecided, not_applicable: 0 };
            assert_eq!(life(opened, closed).0, expected, "{opened} {closed}");
        }
    }

    #[test]
    fn a_session_may_hold_for_a_single_day_but_not_for_less() {
        for (from, until, met) in [("2023-07-01", "2023-07-01", true), ("2023-07-02", "2023-07-01", false)] {
            let text = format!(r#"{{ "valid_from": "{from}", "valid_until": "{until}" }}"#);
            let session: SessionDraft = serde_json::from_str(&text).unwrap();
            let period =
                Period { begins: ("valid_from", &session.valid_from), ends: ("valid_until", &session.valid_until) };
            let at = Path::ROOT.key("hours");
            let (tally, findings) = judge(&CARD, |probe| check(&period, &at.index(1), probe));
            assert_eq!(tally, Tally { met: met.into(), violated: (!met).into(), ..Tally::default() }, "{text}");
            for violation in &findings.violations {
                assert_eq!(violation.path().as_str(), "/hours/1/valid_until");
                assert_eq!(violation.related(), ["/hours/1/valid_from".parse().unwrap()]);
            }
        }
    }

    #[test]
    fn a_violation_names_both_dates() {
        let (_, findings) = life(r#""2023-05-15""#, r#""2022-12-31""#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/closed");
        assert_eq!(violation.related(), ["/opened".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "自2023年5月15日起，却至2022年12月31日止");
        assert_eq!(violation.message(Lang::En), "its beginning is 2023-05-15 and its end 2022-12-31, which is earlier");
        assert_eq!(violation.help(Lang::Zh), "请检查起止日期是否写反");
        assert_eq!(violation.help(Lang::En), "check whether the two dates are swapped");
    }

    #[test]
    fn a_date_that_is_malformed_or_too_inexact_leaves_it_open() {
        for (opened, closed, open) in [
            (r#""2023-02-30""#, r#""2023""#, &["/opened"][..]),
            (r#""2023""#, "20230101", &["/closed"]),
            ("5", "6", &["/opened", "/closed"]),
            (r#""2023""#, r#""2023-06""#, &["/opened", "/closed"]),
        ] {
            let (tally, findings) = life(opened, closed);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{opened} {closed}");
            assert_eq!(findings.undecided[0].path().as_str(), "");
            let because: Vec<&str> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
            assert_eq!(because, open);
        }
    }

    #[test]
    fn a_period_that_is_open_on_a_side_is_not_judged() {
        for (opened, closed) in [("null", r#""2023""#), (r#""2023""#, "null"), ("null", "5")] {
            assert_eq!(life(opened, closed).0, Tally { not_applicable: 1, ..Tally::default() }, "{opened} {closed}");
        }
    }
}
