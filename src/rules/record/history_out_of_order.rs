//! `history-out-of-order`: the steps of a history stand in the order in which they happened.
//!
//! **Demands** that no step of a center's or a task's history is dated before one that stands earlier in it.
//! **Basis**: the data standard.
//! *Met* by every dated step after another that surely is not earlier than it; *violated* by one that surely is earlier;
//! *undecided* where a date is malformed, or two are too inexact to compare; *not applicable* to a history with fewer than two
//! dates.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::lives::{Life, step_at};
use crate::vocab::{PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "history-out-of-order",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("变更记录时间颠倒", "the steps of a history are out of order"),
    facts: &["date", "earlier"],
    says: Phrase::new("{date}早于前面一步的{earlier}", "{date} is before the date of an earlier step, {earlier}"),
    help: Phrase::new("请更正日期，或把变更按时间先后排列", "correct the date, or put the oldest step first"),
};

pub(crate) fn check<S>(life: &Life<'_, S>, at: &Path<'_>, probe: &mut Probe<'_>) {
    // Of the earlier steps: the one that surely is latest, and the one that may be.
    let mut surely: Option<(usize, PartialDate)> = None;
    let mut perhaps: Option<(usize, PartialDate)> = None;
    let mut judged = false;
    for (place, step) in life.steps.iter().enumerate() {
        let Some(on) = step.on.filter(|on| !on.is_missing()) else { continue };
        let Some(date) = on.given().copied() else {
            judged = true;
            let date_at = step_at(at, place, "on");
            probe.undecided_at(date_at.clone(), vec![date_at]);
            continue;
        };
        if let (Some((sure_at, sure)), Some((doubt_at, doubt))) = (surely, perhaps) {
            judged = true;
            if date.last_day() < sure.first_day() {
                let facts = [Fact::PartialDate(date), Fact::PartialDate(sure)];
                let breach = Breach::at_pointer(step_at(at, place, "on"), facts);
                probe.violated(breach.related_pointer(step_at(at, sure_at, "on")));
            } else if date.first_day() >= doubt.last_day() {
                probe.met();
            } else {
                let because = vec![step_at(at, doubt_at, "on"), step_at(at, place, "on")];
                probe.undecided_at(step_at(at, place, "on"), because);
            }
        }
        if surely.is_none_or(|(_, sure)| sure.first_day() < date.first_day()) {
            surely = Some((place, date));
        }
        if perhaps.is_none_or(|(_, doubt)| doubt.last_day() < date.last_day()) {
            perhaps = Some((place, date));
        }
    }
    if !judged {
        probe.not_applicable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::ProjectDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(dates: &[&str]) -> (Tally, Findings) {
        let steps: Vec<String> =
            dates.iter().map(|date| format!(r#"{{ "state": "planned", "on": {date} }}"#)).collect();
        let project: ProjectDraft =
            serde_json::from_str(&format!(r#"{{ "history": [{}] }}"#, steps.join(","))).unwrap();
        judge(&CARD, |probe| check(&Life::of_project(&project).unwrap(), &Path::ROOT, probe))
    }

    #[test]
    fn steps_in_order_are_met_several_on_one_day_included() {
        let dates = [r#""2022""#, r#""2023-03""#, r#""2023-05-15""#, r#""2023-05-15""#];
        assert_eq!(look(&dates).0, Tally { met: 3, ..Tally::default() });
    }

    #[test]
    fn a_step_that_surely_is_earlier_points_at_the_latest_before_it() {
        let (tally, findings) = look(&[r#""2023-05-mid""#, "null", r#""2023-04""#, r#""2024""#]);
        assert_eq!(tally, Tally { violated: 1, met: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/history/2/on");
        assert_eq!(violation.related(), ["/history/0/on".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "2023年4月早于前面一步的2023年5月中旬");
        assert_eq!(violation.message(Lang::En), "April 2023 is before the date of an earlier step, mid-May 2023");
    }

    #[test]
    fn dates_too_inexact_to_compare_or_malformed_leave_it_open() {
        let (tally, findings) = look(&[r#""2023-05""#, r#""2023""#]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        let because = ["/history/0/on".parse().unwrap(), "/history/1/on".parse().unwrap()];
        assert_eq!(findings.undecided[0].because(), because);
        assert_eq!(look(&[r#""2023""#, "true", r#""2024""#]).0, Tally { met: 1, undecided: 1, ..Tally::default() });
    }

    #[test]
    fn fewer_than_two_dates_are_not_judged() {
        for dates in [&[][..], &["null", "null"], &["null", r#""2023""#]] {
            assert_eq!(look(dates).0, Tally { not_applicable: 1, ..Tally::default() });
        }
    }
}
