//! `outside-opening-hours`: what takes place in a center takes place while it is open.
//!
//! **Demands** that every minute of a session of a service, activity or class lies within `hours` of the center, on the ordinary
//! days of its weekdays. Hours of a season count in that season. Where both hold for some time only, the hours have to hold
//! whenever the session does; one that holds on the day of which the check speaks is judged for that day. What is on on public
//! holidays and make-up workdays only, and on single dates, is not compared.
//! **Basis**: the data standard. A warning: for a course in the evening, somebody may have the key.
//! *Met* by a session within the hours; *violated* by one of which some minute lies in none, where the hours are known whole, told
//! with the weekdays; *undecided* where the session or the hours are missing, malformed or partial, or hold for other times, and
//! that leaves it open; *not applicable* to a list without sessions, to sessions that are not on on ordinary days, and to what
//! takes place in outdoor spaces only, where no door is closed.

use std::cell::OnceCell;

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::{OpeningHours, Place, When};
use crate::path::Path;
use crate::records::{CenterDraft, CenterField, SessionDraft};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase};

pub(crate) static CARD: Card = Card {
    id: "outside-opening-hours",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("不在开放时间内", "a session lies outside the opening hours"),
    facts: &["days", "opens", "closes"],
    says: Phrase::new(
        "{days} {opens}–{closes} 超出中心的开放时间",
        "on {days} from {opens} to {closes}, part or all of it lies outside the opening hours",
    ),
    help: Phrase::new("请核对该时段与中心的开放时间", "compare the session with the hours of the center"),
};

/// When a center is open, worked out once it is needed.
pub(crate) struct OpenHours<'d> {
    center: &'d CenterDraft,
    date: Option<Date>,
    known: OnceCell<(OpeningHours, bool)>,
}

impl<'d> OpenHours<'d> {
    pub(crate) fn of(center: &'d CenterDraft, date: Option<Date>) -> Self {
        Self { center, date, known: OnceCell::new() }
    }

    /// The opening hours, and whether all of them are known.
    fn known(&self) -> &(OpeningHours, bool) {
        self.known.get_or_init(|| {
            let items = self.center.hours.given().map_or(&[][..], |list| &list.items);
            let read = |item: &Field<SessionDraft>| item.given().map_or((None, Some("")), When::read);
            let opening = OpeningHours::of(items.iter().filter_map(|item| read(item).0));
            let whole = self.center.hours.given().is_some_and(|list| list.omitted == 0);
            let all =
                whole && self.center.claims_all(CenterField::hours) && items.iter().all(|item| read(item).1.is_none());
            (opening, all)
        })
    }
}

pub(crate) fn check(
    sessions: &Field<List<SessionDraft>>,
    (hours, center, is_outdoors): (&OpenHours<'_>, &Path<'_>, bool),
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let items = sessions.given().map_or(&[][..], |list| &list.items);
    if items.is_empty() || is_outdoors {
        return probe.not_applicable();
    }
    for (place, item) in items.iter().enumerate() {
        let session_at = at.index(place);
        let Some(session) = item.given() else {
            probe.undecided(&session_at, vec![session_at.to_pointer()]);
            continue;
        };
        let when = match When::of_draft(session) {
            Ok(when) => when,
            Err(key) => {
                probe.undecided(&session_at, vec![session_at.key(key).to_pointer()]);
                continue;
            }
        };
        let (opening, all) = hours.known();
        match opening.place(&when, hours.date) {
            Place::Inside => probe.met(),
            Place::Nowhere => probe.not_applicable(),
            Place::Outside(days) if *all => {
                let facts = [Fact::Weekdays(days), Fact::Time(when.opens()), Fact::Time(when.closes())];
                probe.violated(Breach::at(&session_at, facts).related(&center.key("hours")));
            }
            Place::Outside(_) | Place::Open => {
                let is_partial = !hours.center.hours.is_missing() && !hours.center.claims_all(CenterField::hours);
                let doubt = if is_partial { CenterField::partial } else { CenterField::hours };
                probe.undecided(&session_at, vec![center.key(doubt.as_str()).to_pointer()]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(session: &str, center: &str) -> (Tally, Findings) {
        let text = format!(r#"{{ {center} "services": [{{ "sessions": {session} }}] }}"#);
        let center: CenterDraft = serde_json::from_str(&text).unwrap();
        let (_, service) = center.services.items().next().unwrap();
        let hours = OpenHours::of(&center, None);
        let services = Path::ROOT.key("services");
        let service_at = services.index(0);
        judge(&CARD, |probe| check(&service.sessions, (&hours, &Path::ROOT, false), &service_at.key("sessions"), probe))
    }

    const MONDAYS: &str = r#"{ "weekdays": ["mon"], "opens": "08:30", "closes": "17:30" }"#;

    fn on(days: &str, opens: &str, closes: &str) -> String {
        format!(r#"[{{ "weekdays": [{days}], "opens": "{opens}", "closes": "{closes}" }}]"#)
    }

    #[test]
    fn a_session_lasts_no_longer_than_the_center_is_open() {
        let hours = format!(r#""hours": [{MONDAYS}],"#);
        for (session, met) in [
            (on(r#""mon""#, "08:30", "17:30"), true),
            (on(r#""mon""#, "08:29", "17:30"), false),
            (on(r#""mon""#, "08:30", "17:31"), false),
            (on(r#""mon", "tue""#, "09:00", "10:00"), false),
        ] {
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(look(&session, &hours).0, expected, "{session}");
        }
        assert_eq!(
            look(&on(r#""mon""#, "09:00", "10:00"), r#""hours": [],"#).0,
            Tally { violated: 1, ..Tally::default() }
        );
    }

    #[test]
    fn a_violation_names_the_days_and_points_at_the_hours() {
        let (_, findings) = look(&on(r#""mon", "tue", "sun""#, "09:00", "10:00"), &format!(r#""hours": [{MONDAYS}],"#));
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/services/0/sessions/0");
        assert_eq!(violation.related(), ["/hours".parse().unwrap()]);
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.message(Lang::Zh), "周二、周日 09:00–10:00 超出中心的开放时间");
        assert_eq!(
            violation.message(Lang::En),
            "on Tuesday, Sunday from 09:00 to 10:00, part or all of it lies outside the opening hours"
        );
        assert_eq!(violation.help(Lang::Zh), "请核对该时段与中心的开放时间");
        assert_eq!(violation.help(Lang::En), "compare the session with the hours of the center");
    }

    #[test]
    fn what_is_not_known_of_the_hours_leaves_open_only_what_lies_in_none() {
        let (inside, outside) = (on(r#""mon""#, "09:00", "10:00"), on(r#""mon""#, "19:00", "20:00"));
        for (center, because) in [
            (format!(r#""hours": [{MONDAYS}, 5],"#), "/hours"),
            (format!(r#""hours": [{MONDAYS}, {{ "weekdays": ["tue"], "opens": "08:30" }}],"#), "/hours"),
            (
                format!(
                    r#""hours": [{MONDAYS}, {{ "weekdays": ["tue", "x"], "opens": "08:30", "closes": "09:00" }}],"#
                ),
                "/hours",
            ),
            (format!(r#""hours": [{MONDAYS}], "partial": ["hours"],"#), "/partial"),
        ] {
            assert_eq!(look(&inside, &center).0, Tally { met: 1, ..Tally::default() }, "{center}");
            let (tally, findings) = look(&outside, &center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services/0/sessions/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
        for (center, because) in
            [("", "/hours"), (r#""hours": "daily","#, "/hours"), (r#""partial": ["hours"],"#, "/hours")]
        {
            let (tally, findings) = look(&inside, center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn hours_that_hold_for_some_time_only_are_no_hours_of_all_year() {
        let spring = MONDAYS.replace('}', r#", "valid_from": "2024-03-01" }"#);
        let (tally, findings) = look(&on(r#""mon""#, "09:00", "10:00"), &format!(r#""hours": [{spring}],"#));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/hours".parse().unwrap()]);
    }

    #[test]
    fn a_session_that_could_not_be_read_is_left_open() {
        for (session, because) in [
            ("[5]", "/services/0/sessions/0"),
            (r#"[{ "opens": "09:00", "closes": "10:00" }]"#, "/services/0/sessions/0/weekdays"),
            (r#"[{ "weekdays": ["mon"], "opens": "9", "closes": "10:00" }]"#, "/services/0/sessions/0/opens"),
            (r#"[{ "weekdays": ["mon"], "opens": "10:00", "closes": "09:00" }]"#, "/services/0/sessions/0/closes"),
        ] {
            let (tally, findings) = look(session, &format!(r#""hours": [{MONDAYS}],"#));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{session}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{session}");
        }
    }

    #[test]
    fn without_sessions_on_ordinary_days_there_is_nothing_to_compare() {
        for session in [
            "null",
            "[]",
            r#"[{ "weekdays": ["mon"], "opens": "09:00", "closes": "10:00", "public_holidays": "only" }]"#,
        ] {
            let (tally, _) = look(session, &format!(r#""hours": [{MONDAYS}],"#));
            assert_eq!(tally, Tally { not_applicable: 1, ..Tally::default() }, "{session}");
        }
    }
}
