//! `session-without-days`: a session says on which days it is.
//!
//! **Demands** that `weekdays` of a session names a day. A list of no days is one that nobody filled in: the session may be on any
//! day, or on none, and whatever depends on it is left open.
//! **Basis**: the data standard. A warning: what the session says of its times may be right.
//! *Met* by a session that names a day; *violated* by one with an empty list; *undecided* where the days are missing or none of them
//! could be read; *not applicable* never.

use crate::field::{Field, SetDraft};
use crate::finding::{Card, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Phrase, Weekday};

pub(crate) static CARD: Card = Card {
    id: "session-without-days",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("时段没有写明星期", "a session names no days"),
    facts: &[],
    says: Phrase::new("这个时段一天也没有写", "the session names no day of the week"),
    help: Phrase::new("请写明是星期几；没有这个时段的，请删去", "name its days, or remove the session"),
};

pub(crate) fn check(weekdays: &Field<SetDraft<Weekday>>, at: &Path<'_>, probe: &mut Probe<'_>) {
    match weekdays.given() {
        Some(days) if !days.words.is_empty() => probe.met(),
        Some(days) if days.is_whole() => probe.violated(Breach::at(at, [])),
        _ => probe.undecided(at, vec![at.to_pointer()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::SessionDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(weekdays: &str) -> (Tally, Findings) {
        let session: SessionDraft = serde_json::from_str(&format!("{{ {weekdays} }}")).unwrap();
        judge(&CARD, |probe| check(&session.weekdays, &Path::ROOT.key("hours").index(0).key("weekdays"), probe))
    }

    #[test]
    fn a_list_of_no_days_is_told_where_it_stands() {
        let (tally, findings) = look(r#""weekdays": []"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours/0/weekdays");
        assert!(!violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "这个时段一天也没有写");
        assert_eq!(violation.message(Lang::En), "the session names no day of the week");
    }

    #[test]
    fn a_day_that_could_be_read_is_a_day() {
        for weekdays in [r#""weekdays": ["monday"]"#, r#""weekdays": ["someday", "周日"]"#] {
            assert_eq!(look(weekdays).0, Tally { met: 1, ..Tally::default() }, "{weekdays}");
        }
    }

    #[test]
    fn days_that_are_missing_or_could_not_be_read_leave_it_open() {
        for weekdays in ["", r#""weekdays": null"#, r#""weekdays": ["someday"]"#, r#""weekdays": 5"#] {
            let (tally, findings) = look(weekdays);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{weekdays}");
            assert_eq!(findings.undecided[0].because(), ["/hours/0/weekdays".parse().unwrap()]);
        }
    }
}
