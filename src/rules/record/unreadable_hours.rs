//! `unreadable-hours`: opening hours in words are understood as a whole.
//!
//! **Demands** that every part of `hours_text` is understood by the reader of opening hours. What is not understood is never guessed:
//! it stays text, and is told. Hours of which the text names no day are told too: nobody can say when they hold.
//! **Basis**: the data standard. A warning: the text may be right, and say what `hours` has no words for.
//! *Met* by a text of which everything is understood; *violated* once by every part that is not, and by all hours without days; *undecided* where the text is
//! malformed; *not applicable* where there is none.

use std::collections::BTreeSet;

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::read;
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Phrase, Text};

pub(crate) static CARD: Card = Card {
    id: "unreadable-hours",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("开放时间原文未全部读懂", "the words for the opening hours are not understood"),
    facts: &["part", "why"],
    says: Phrase::new("开放时间中的“{part}”：{why}", "of the opening hours, “{part}”: {why}"),
    help: Phrase::new(
        "请核对原文，并把开放时间写入 hours",
        "compare it with the source, and write the hours into `hours` as well",
    ),
};

const NO_DAYS: Phrase = Phrase::new("没有写明星期", "no day of the week is named");

pub(crate) fn check(text: &Field<Text>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let text = match text {
        Field::Missing => return probe.not_applicable(),
        Field::Malformed(_) => return probe.undecided(at, vec![at.to_pointer()]),
        Field::Given(text) => text.as_str(),
    };
    let hours = read(text);
    let without_days: BTreeSet<(usize, usize)> = hours
        .sessions()
        .iter()
        .zip(hours.places())
        .filter(|(session, _)| session.weekdays().is_none())
        .map(|(_, place)| (place.start, place.end))
        .collect();
    if hours.is_whole() && without_days.is_empty() {
        return probe.met();
    }
    for (begin, end) in without_days {
        let times = text.get(begin..end).unwrap_or_default();
        probe.violated(Breach::at(at, [Fact::text(times), Fact::Phrase(NO_DAYS)]));
    }
    for part in hours.unread() {
        probe.violated(Breach::at(at, [Fact::text(part.excerpt(text)), Fact::Phrase(part.reason().phrase())]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(text: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(&format!(r#"{{ "hours_text": {text} }}"#)).unwrap();
        judge(&CARD, |probe| check(&center.hours_text, &Path::ROOT.key("hours_text"), probe))
    }

    #[test]
    fn hours_as_people_write_them_are_understood() {
        for text in [r#""周一至周五 8:30-17:30""#, r#""周一闭馆，周二至周日 9:00-17:00""#] {
            assert_eq!(look(text).0, Tally { met: 1, ..Tally::default() }, "{text}");
        }
    }

    #[test]
    fn every_part_that_is_not_understood_is_quoted() {
        let (tally, findings) = look(r#""周一至周五 8:30-17:30，周六看情况""#);
        assert_eq!(tally.violated, findings.violations.len() as u64);
        assert!(tally.violated > 0 && tally.met == 0, "{tally:?}");
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours_text");
        assert_eq!(violation.severity(), Severity::Warning);
        assert!(violation.message(Lang::Zh).contains("看情况"), "{}", violation.message(Lang::Zh));
        assert!(violation.message(Lang::Zh).ends_with("：没有读懂"), "{}", violation.message(Lang::Zh));
        assert!(violation.message(Lang::En).ends_with(": not understood"), "{}", violation.message(Lang::En));
        assert_eq!(violation.help(Lang::Zh), "请核对原文，并把开放时间写入 hours");
        assert_eq!(violation.help(Lang::En), "compare it with the source, and write the hours into `hours` as well");
    }

    #[test]
    fn hours_of_which_no_day_is_named_are_told_once_each() {
        let (tally, findings) = look(r#""寒暑假 8:30-11:30，14:00-17:30""#);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let messages: Vec<_> = findings.violations.iter().map(|found| found.message(Lang::Zh)).collect();
        assert_eq!(messages, ["开放时间中的“8:30-11:30”：没有写明星期", "开放时间中的“14:00-17:30”：没有写明星期"]);
        assert!(findings.violations[0].message(Lang::En).ends_with("“8:30-11:30”: no day of the week is named"));
        // Whoever is open all day and says nothing of days is open every day.
        assert_eq!(look(r#""24小时开放""#).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_time_that_no_clock_shows_is_told_as_such() {
        let (_, findings) = look(r#""周一至周五 8:30-25:99""#);
        assert!(findings.violations.iter().any(|found| found.message(Lang::En).ends_with("no such time")));
    }

    #[test]
    fn a_part_is_quoted_so_that_it_can_be_seen_and_no_longer_than_a_line() {
        let (_, findings) = look(&format!(r#""{}""#, "天地玄黄".repeat(100)));
        let message = findings.violations[0].message(Lang::Zh);
        assert!(message.chars().count() < 80, "{message}");
    }

    #[test]
    fn what_is_no_text_is_left_open_and_where_there_is_none_nothing_is_judged() {
        let (tally, findings) = look("5");
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/hours_text".parse().unwrap()]);
        assert_eq!(look("null").0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
