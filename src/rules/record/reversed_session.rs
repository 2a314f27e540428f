//! `reversed-session`: a session ends after it begins.
//!
//! **Demands** `opens` < `closes` on one day, of weekly hours and of those of a date; midnight at the end of a day is `24:00`.
//! **Basis**: the data standard.
//! *Met* by 08:30 to 11:30; *violated* by 17:30 to 13:30 and by 09:00 to 09:00; *undecided* where a time is missing or
//! malformed; *not applicable* never.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Phrase, TimeOfDay};

pub(crate) static CARD: Card = Card {
    id: "reversed-session",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("时段颠倒", "a session ends before it begins"),
    facts: &["opens", "closes"],
    says: Phrase::new(
        "{opens} 开始，{closes} 结束：结束应晚于开始",
        "it begins at {opens} and ends at {closes}, which is not later",
    ),
    help: Phrase::new(
        "请更正时间；跨午夜的时段请分成两段，当天以 24:00 结束",
        "correct the times; split a session that passes midnight in two, the first ending at 24:00",
    ),
};

pub(crate) fn check(opens: &Field<TimeOfDay>, closes: &Field<TimeOfDay>, at: &Path<'_>, probe: &mut Probe<'_>) {
    match (opens.given(), closes.given()) {
        (Some(opens), Some(closes)) if opens < closes => probe.met(),
        (Some(opens), Some(closes)) => probe.violated(Breach::at(at, [Fact::Time(*opens), Fact::Time(*closes)])),
        (None, _) => probe.undecided(at, vec![at.key("opens").to_pointer()]),
        (_, None) => probe.undecided(at, vec![at.key("closes").to_pointer()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::SessionDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(session: &str) -> (Tally, Findings) {
        let SessionDraft { opens, closes, .. } = serde_json::from_str(session).unwrap();
        judge(&CARD, |probe| check(&opens, &closes, &Path::ROOT.key("hours").index(0), probe))
    }

    #[test]
    fn a_session_lasts_a_minute_at_least_and_may_last_until_midnight() {
        for (opens, closes, met) in [
            ("08:30", "11:30", true),
            ("09:00", "09:01", true),
            ("00:00", "24:00", true),
            ("09:00", "09:00", false),
            ("17:30", "13:30", false),
            ("22:00", "00:00", false),
        ] {
            let session = format!(r#"{{ "opens": "{opens}", "closes": "{closes}" }}"#);
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(look(&session).0, expected, "{session}");
        }
    }

    #[test]
    fn a_violation_names_both_times() {
        let (_, findings) = look(r#"{ "opens": "17:30", "closes": "13:30" }"#);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours/0");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "17:30 开始，13:30 结束：结束应晚于开始");
        assert_eq!(violation.message(Lang::En), "it begins at 17:30 and ends at 13:30, which is not later");
        assert_eq!(violation.help(Lang::Zh), "请更正时间；跨午夜的时段请分成两段，当天以 24:00 结束");
        assert_eq!(
            violation.help(Lang::En),
            "correct the times; split a session that passes midnight in two, the first ending at 24:00"
        );
    }

    #[test]
    fn a_time_that_is_missing_or_malformed_leaves_it_open() {
        for (session, because) in [
            ("{}", "/hours/0/opens"),
            (r#"{ "opens": "25:99", "closes": "11:30" }"#, "/hours/0/opens"),
            (r#"{ "opens": "08:30" }"#, "/hours/0/closes"),
            (r#"{ "opens": "08:30", "closes": 1130 }"#, "/hours/0/closes"),
        ] {
            let (tally, findings) = look(session);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{session}");
            assert_eq!(findings.undecided[0].path().as_str(), "/hours/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{session}");
        }
    }
}
