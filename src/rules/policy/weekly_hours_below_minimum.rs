//! `weekly-hours-below-minimum`: the center is open as long each week as is asked.
//!
//! **Demands** that `hours` come to at least so many minutes in the week of the day that the check speaks of. A minute that
//! several sessions hold counts once, a lunch break between two does not count, and neither does a session that does not hold
//! on that day.
//! **Basis**: the hours that another city asks of its comprehensive cultural service centers, 35 a week in communities and 42
//! in subdistricts. Nothing of the kind is known for Luoyang: whoever wants it opts in.
//! *Met* by enough hours, whatever else is not known; *violated* by too few where all sessions are known; *undecided* by too
//! few where the list is missing, partial or cut off, a session is malformed or ends before it begins, or one holds for some
//! time only and the check speaks of no day; *not applicable* to a center that is not open yet or is closed; *undecided* also
//! where its status is malformed, or is that of an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::{Hours, Week};
use crate::path::{Path, Pointer};
use crate::policy::{Citation, Demand};
use crate::records::CenterField;
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase, WeeklyMinutes};

pub(crate) static CARD: Card = Card {
    id: "weekly-hours-below-minimum",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("综合文化服务中心开放时间（他市标准）", Confidence::Secondary),
    title: Phrase::new("每周开放时间不足", "the center is open too few hours a week"),
    facts: &["open", "asked"],
    says: Phrase::new("开放时间为{open}，不足{asked}", "the center is open {open}, less than the {asked} asked for"),
    help: Phrase::new(
        "请核对开放时段；午休不计入，重叠的时段只计一次",
        "check the sessions; breaks do not count, and what overlaps counts once",
    ),
};

pub(crate) fn check(
    asked: WeeklyMinutes,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let list = at.key(CenterField::hours.as_str());
    if !Subject::is_asked(subject.owes_services(), &list, at, probe) {
        return;
    }
    let sessions =
        || subject.center.hours.items().map(|(place, session)| (place, Hours::of(session, subject.date, &[])));
    let mut week = Week::default();
    let mut all = subject.lists_all(CenterField::hours, &subject.center.hours);
    for (_, hours) in sessions() {
        hours.span.into_iter().for_each(|span| week.add(span));
        all &= hours.doubt.is_none();
    }
    let open = week.minutes();
    if open >= asked {
        let on = || sessions().filter(|(_, hours)| hours.span.is_some());
        probe.met_by(&list, || on().map(|(place, _)| list.index(place).to_pointer()).collect());
    } else if all {
        let facts = [Fact::WeeklyMinutes(open), Fact::WeeklyMinutes(asked)];
        probe.violated(Breach::at(&list, facts).demanded_by(demand));
    } else {
        let doubtful = |(place, hours): (usize, Hours)| -> Option<Pointer> {
            Some(list.index(place).key(hours.doubt?).to_pointer())
        };
        let mut because = subject.list_doubt(at, CenterField::hours, &subject.center.hours);
        because.extend(sessions().filter_map(doubtful));
        probe.undecided(&list, because);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Date, Lang, PolicyLevel, Strength};

    const WORKDAYS: &str = r#""weekdays": ["mon", "tue", "wed", "thu", "fri"]"#;

    /// 35 hours a week should be there, on a day of August 2023 or on none.
    fn look_on(date: Option<Date>, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let asked = WeeklyMinutes::hours(35);
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::WeeklyMinutes(asked), Strength::Should, by);
        let mut subject = Subject::new(&center, AgeBoundaries::LEGAL);
        subject.date = date;
        judge(&CARD, |probe| check(asked, &demand, &subject, &Path::ROOT, probe))
    }

    fn look(hours: &str) -> (Tally, Findings) {
        look_on(Date::new(2023, 8, 11), &format!(r#"{{ "hours": [{hours}] }}"#))
    }

    fn workdays(opens: &str, closes: &str) -> String {
        format!(r#"{{ {WORKDAYS}, "opens": "{opens}", "closes": "{closes}" }}"#)
    }

    #[test]
    fn seven_hours_on_five_days_are_enough_and_a_minute_less_is_not() {
        let mornings = workdays("08:30", "12:00");
        let (tally, findings) = look(&[mornings.clone(), workdays("14:00", "17:30")].join(","));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].path().as_str(), "/hours");
        assert_eq!(findings.evidence[0].proof(), ["/hours/0".parse().unwrap(), "/hours/1".parse().unwrap()]);
        // Five minutes a week are missing.
        let (tally, findings) = look(&[mornings, workdays("14:00", "17:29")].join(","));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours");
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
        assert_eq!(violation.message(Lang::Zh), "开放时间为每周34小时55分，不足每周35小时");
        assert_eq!(
            violation.message(Lang::En),
            "the center is open 34 hours and 55 minutes a week, less than the 35 hours a week asked for"
        );
        assert_eq!(violation.help(Lang::Zh), "请核对开放时段；午休不计入，重叠的时段只计一次");
        assert_eq!(violation.help(Lang::En), "check the sessions; breaks do not count, and what overlaps counts once");
    }

    #[test]
    fn hours_that_overlap_are_counted_once() {
        // Seven hours and three, of which all three are among the seven.
        let (tally, findings) = look(&[workdays("08:00", "14:59"), workdays("09:00", "12:00")].join(","));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "开放时间为每周34小时55分，不足每周35小时");
    }

    #[test]
    fn only_sessions_that_hold_on_the_day_count() {
        let season = |rest: &str| format!(r#"{{ {WORKDAYS}, "opens": "08:00", "closes": "15:00", {rest} }}"#);
        for (rest, met) in [
            (r#""valid_from": "2023-06-01""#, 1),
            (r#""valid_until": "2023-08-11""#, 1),
            (r#""valid_until": "2023-08-10""#, 0),
            (r#""valid_from": "2023-08-12""#, 0),
        ] {
            let (tally, _) = look(&season(rest));
            assert_eq!(tally, Tally { met, violated: 1 - met, ..Tally::default() }, "{rest}");
            let without_a_day = look_on(None, &format!(r#"{{ "hours": [{}] }}"#, season(rest)));
            assert_eq!(without_a_day.0, Tally { undecided: 1, ..Tally::default() }, "{rest}");
        }
    }

    #[test]
    fn what_is_not_known_leaves_open_only_what_is_not_enough() {
        let (long, short) = (workdays("08:00", "15:00"), workdays("08:00", "12:00"));
        for (rest, because) in [
            (", 5", "/hours/1"),
            (r#", { "weekdays": ["sat"], "opens": "08:00" }"#, "/hours/1/closes"),
            (r#", { "weekdays": ["sat"], "opens": "12:00", "closes": "08:00" }"#, "/hours/1/closes"),
            (r#", { "opens": "08:00", "closes": "12:00" }"#, "/hours/1/weekdays"),
        ] {
            assert_eq!(look(&format!("{long}{rest}")).0, Tally { met: 1, ..Tally::default() }, "{rest}");
            let (tally, findings) = look(&format!("{short}{rest}"));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{rest}");
            assert_eq!(findings.undecided[0].path().as_str(), "/hours");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{rest}");
        }
        for (center, because) in [
            ("{}".to_owned(), "/hours"),
            (r#"{ "hours": "daily" }"#.to_owned(), "/hours"),
            (format!(r#"{{ "hours": [{short}], "partial": ["hours"] }}"#), "/partial"),
        ] {
            let (tally, findings) = look_on(None, &center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let center = format!(r#"{{ "status": "{status}", "hours": [] }}"#);
            assert_eq!(look_on(None, &center).0, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
        let (tally, findings) = look_on(None, r#"{ "status": "upgrading", "hours": [] }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
    }
}
