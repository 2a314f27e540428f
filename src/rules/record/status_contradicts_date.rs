//! `status-contradicts-date`: where a center stands agrees with its dates.
//!
//! **Demands**, on the day that the check speaks of, that a center which is planned or being built has not opened yet,
//! one that is open or suspended has opened and not closed, and one that is closed has not still to close; and that the last step
//! of a history, where a center or a task stands in it now, is not still to come.
//! **Basis**: the data standard.
//! *Met* where status and dates agree; *violated* where they cannot both be true; *undecided* without a date of the
//! check, or where the status or a date is malformed or a date too inexact; *not applicable* where the status or the date it speaks of is
//! missing.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::CenterDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::lives::{Life, State, step_at};
use crate::vocab::{Answer, Date, Lifecycle, PartialDate, Phrase};

pub(crate) static CARD: Card = Card {
    id: "status-contradicts-date",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("状态与日期矛盾", "status and date contradict each other"),
    facts: &["status", "date", "as_of"],
    says: Phrase::new(
        "截至{as_of}状态为“{status}”，与日期{date}矛盾",
        "on {as_of} the status {status} contradicts the date {date}",
    ),
    help: Phrase::new("请更正状态或日期", "correct the status or the date"),
};

pub(crate) fn check(center: &CenterDraft, as_of: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let Some(status) = center.status.given() else {
        let nothing_to_judge = center.status.is_missing() || (center.opened.is_missing() && center.closed.is_missing());
        return if nothing_to_judge {
            probe.not_applicable();
        } else {
            probe.undecided(at, vec![at.key("status").to_pointer()]);
        };
    };
    let mut said = false;
    for (key, date, passed) in
        [("opened", &center.opened, status.has_opened()), ("closed", &center.closed, status.has_closed())]
    {
        let (Some(passed), false) = (passed, date.is_missing()) else { continue };
        said = true;
        let place = at.key(key);
        match (date.given(), as_of) {
            (Some(date), Some(as_of)) => judge(*status, *date, passed, as_of, (&place, at), probe),
            (Some(_), None) => probe.undated(&place),
            (None, _) => probe.undecided(&place, vec![place.to_pointer()]),
        }
    }
    if !said {
        probe.not_applicable();
    }
}

/// Judges the last step of a history, in which a center or a task stands now: it has happened by the day of the check.
pub(crate) fn check_last_step<S: State>(life: &Life<'_, S>, as_of: Option<Date>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let last = life.steps.iter().enumerate().next_back();
    let stands_there = last.filter(|(_, step)| step.state.is_some() && step.state == life.now.given().copied());
    let Some((place, state, on)) = stands_there.and_then(|(place, step)| Some((place, step.state?, step.on?))) else {
        return probe.not_applicable();
    };
    let on_at = step_at(at, place, "on");
    match (on, as_of) {
        (Field::Missing, _) => probe.not_applicable(),
        (Field::Malformed(_), _) => probe.undecided_at(on_at.clone(), vec![on_at]),
        (Field::Given(_), None) => {
            let history = at.key("history");
            probe.undated(&history.index(place).key("on"));
        }
        (Field::Given(on), Some(as_of)) => match on.is_after_date(as_of) {
            Answer::Yes => {
                let facts = [state.fact(), Fact::PartialDate(*on), Fact::Date(as_of)];
                probe.violated(Breach::at_pointer(on_at, facts).related(&at.key(S::KEY)));
            }
            Answer::No => probe.met(),
            Answer::CannotSay => probe.undecided_at(on_at.clone(), vec![on_at]),
        },
    }
}

/// `passed` says whether the day has come, by the status.
fn judge(
    status: Lifecycle,
    date: PartialDate,
    passed: bool,
    as_of: Date,
    (place, record): (&Path<'_>, &Path<'_>),
    probe: &mut Probe<'_>,
) {
    let still_to_come = date.is_after_date(as_of);
    let agrees = match still_to_come {
        Answer::Yes => !passed,
        Answer::No => passed,
        Answer::CannotSay => return probe.undecided(place, vec![place.to_pointer()]),
    };
    if agrees {
        probe.met();
    } else {
        let facts = [Fact::Status(status), Fact::PartialDate(date), Fact::Date(as_of)];
        probe.violated(Breach::at(place, facts).related(&record.key("status")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::Findings;
    use crate::vocab::Lang;

    fn look(center: &str, as_of: Option<&str>) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let as_of = as_of.map(|date| date.parse().unwrap());
        crate::rule::judge(&CARD, |probe| check(&center, as_of, &Path::ROOT, probe))
    }

    fn on_11_august_2023(center: &str) -> (Tally, Findings) {
        look(center, Some("2023-08-11"))
    }

    #[test]
    fn where_something_stands_it_does_not_come_to_stand_later() {
        let look = |project: &str, as_of: Option<&str>| {
            let project: crate::records::ProjectDraft = serde_json::from_str(&format!("{{ {project} }}")).unwrap();
            let as_of = as_of.map(|date| date.parse().unwrap());
            let life = Life::of_project(&project).unwrap();
            crate::rule::judge(&CARD, |probe| check_last_step(&life, as_of, &Path::ROOT, probe))
        };
        let day = Some("2026-06-01");
        let used = |on: &str| format!(r#""state": "in-use", "history": [{{ "state": "in-use", "on": {on} }}]"#);
        let (tally, findings) = look(&used(r#""2030-01-01""#), day);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/history/0/on");
        assert_eq!(violation.related(), ["/state".parse().unwrap()]);
        assert_eq!(violation.message(Lang::Zh), "截至2026年6月1日状态为“投用”，与日期2030年1月1日矛盾");
        for (on, day, expected) in [
            (r#""2026-06-01""#, day, Tally { met: 1, ..Tally::default() }),
            (r#""2026""#, day, Tally { undecided: 1, ..Tally::default() }),
            ("5.5", day, Tally { undecided: 1, ..Tally::default() }),
            (r#""2030""#, None, Tally { undecided: 1, ..Tally::default() }),
            ("null", day, Tally { not_applicable: 1, ..Tally::default() }),
        ] {
            assert_eq!(look(&used(on), day).0, expected, "{on}");
        }
        // That it stands elsewhere, another rule tells.
        let planned = used(r#""2030""#).replacen("in-use", "planned", 1);
        assert_eq!(look(&planned, day).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn the_status_says_on_which_side_of_the_day_each_date_lies() {
        for (status, key, before, on, after) in [
            ("planned", "opened", false, false, true),
            ("under-construction", "opened", false, false, true),
            ("open", "opened", true, true, false),
            ("suspended", "opened", true, true, false),
            ("closed", "opened", true, true, false),
            ("planned", "closed", false, false, true),
            ("upgrading", "closed", false, false, true),
            ("open", "closed", false, false, true),
            ("suspended", "closed", false, false, true),
            ("closed", "closed", true, true, false),
        ] {
            for (date, met) in [("2023-08-10", before), ("2023-08-11", on), ("2023-08-12", after)] {
                let center = format!(r#"{{ "status": "{status}", "{key}": "{date}" }}"#);
                let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
                assert_eq!(on_11_august_2023(&center).0, expected, "{center}");
            }
        }
    }

    #[test]
    fn each_date_is_judged_by_itself() {
        let center = r#"{ "status": "open", "opened": "2024", "closed": "2022" }"#;
        let (tally, findings) = on_11_august_2023(center);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/opened", "/closed"]);
        let center = r#"{ "status": "closed", "opened": "2023-05-mid", "closed": "2023-06" }"#;
        assert_eq!(on_11_august_2023(center).0, Tally { met: 2, ..Tally::default() });
    }

    #[test]
    fn a_violation_names_status_date_and_day() {
        let (_, findings) = on_11_august_2023(r#"{ "status": "open", "opened": "2023-09" }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/opened");
        assert_eq!(violation.related(), ["/status".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "截至2023年8月11日状态为“投用”，与日期2023年9月矛盾");
        assert_eq!(violation.message(Lang::En), "on 2023-08-11 the status open contradicts the date September 2023");
        assert_eq!(violation.help(Lang::Zh), "请更正状态或日期");
        assert_eq!(violation.help(Lang::En), "correct the status or the date");
    }

    #[test]
    fn a_date_that_is_malformed_or_too_inexact_leaves_it_open() {
        for date in ["2023", "2023-08", "2023-08-mid", "2023-02-30"] {
            let (tally, findings) = on_11_august_2023(&format!(r#"{{ "status": "open", "opened": "{date}" }}"#));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{date}");
            assert_eq!(findings.undecided[0].path().as_str(), "/opened");
            assert_eq!(findings.undecided[0].because(), ["/opened".parse().unwrap()]);
        }
        for date in ["2023-08-early", "2023-05-mid", "2022"] {
            let center = format!(r#"{{ "status": "open", "opened": "{date}" }}"#);
            assert_eq!(on_11_august_2023(&center).0, Tally { met: 1, ..Tally::default() }, "{date}");
        }
    }

    #[test]
    fn without_a_day_or_a_readable_status_nothing_contradicts() {
        let (tally, _) = look(r#"{ "status": "open", "opened": "2999-01-01" }"#, None);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        let (tally, findings) = on_11_august_2023(r#"{ "status": "opne", "opened": "2999-01-01" }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
    }

    #[test]
    fn without_a_status_or_a_date_that_it_speaks_of_there_is_nothing_to_judge() {
        for center in [
            "{}",
            r#"{ "opened": "2999-01-01" }"#,
            r#"{ "status": "open" }"#,
            // What is being improved may have been open before, or not.
            r#"{ "status": "upgrading", "opened": "2999-01-01" }"#,
        ] {
            assert_eq!(on_11_august_2023(center).0, Tally { not_applicable: 1, ..Tally::default() }, "{center}");
        }
    }
}
