//! `overlapping-sessions`: no two sessions of one list are on at the same time.
//!
//! **Demands** that two sessions which share a weekday and a day of their periods do not share a minute. Sessions that
//! touch (11:30 and 11:30) do not overlap.
//! **Basis**: the data standard; hours that overlap would be counted twice.
//! *Met* once for every list without an overlap; *violated* by every session that an earlier-beginning one overlaps;
//! *undecided* where there is none among the well-formed sessions and others are malformed or left out, or more than 16
//! sessions of other periods are on at one time; *not applicable* to fewer than two sessions.

use crate::field::{Field, List};
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::SessionDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Date, Phrase, TimeOfDay, Weekday, WeekdaySet};

pub(crate) static CARD: Card = Card {
    id: "overlapping-sessions",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("时段重叠", "two sessions overlap"),
    facts: &["days", "opens", "closes"],
    says: Phrase::new(
        "{days} {opens}–{closes} 与同一列表中的另一时段重叠",
        "on {days} from {opens} to {closes}, another session of the list is on as well",
    ),
    help: Phrase::new("请合并或错开这两个时段", "join the two sessions or set them apart"),
};

/// Up to this many sessions, comparing every two costs less than sorting them.
const FEW: usize = 16;

#[derive(Clone, Copy)]
struct Span {
    place: usize,
    days: WeekdaySet,
    opens: TimeOfDay,
    closes: TimeOfDay,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

impl Span {
    fn of(place: usize, session: &SessionDraft) -> Option<Self> {
        let date = |field: &Field<Date>| match field {
            Field::Missing => Some(None),
            Field::Malformed(_) => None,
            Field::Given(date) => Some(Some(*date)),
        };
        let weekdays = session.weekdays.given().filter(|days| days.is_whole())?;
        let span = Self {
            place,
            days: weekdays.words,
            opens: *session.opens.given()?,
            closes: *session.closes.given()?,
            valid_from: date(&session.valid_from)?,
            valid_until: date(&session.valid_until)?,
        };
        (span.opens < span.closes).then_some(span)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ends_before = |a: &Self, b: &Self| matches!((a.valid_until, b.valid_from), (Some(a), Some(b)) if a < b);
        self.days.meets(other.days)
            && self.opens < other.closes
            && other.opens < self.closes
            && !ends_before(self, other)
            && !ends_before(other, self)
    }
}

pub(crate) fn check(sessions: &List<SessionDraft>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if sessions.items.len() < 2 {
        return probe.not_applicable();
    }
    let spans = || sessions.given().filter_map(|(place, session)| Span::of(place, session));
    let few = sessions.items.len() <= FEW;
    let apart = few && !spans().enumerate().any(|(nth, span)| spans().take(nth).any(|other| other.overlaps(&span)));
    let swept = if apart { Swept { any: false, all: true } } else { sweep(spans().collect(), at, probe) };
    if swept.any {
        return;
    }
    if swept.all && sessions.omitted == 0 && spans().count() == sessions.items.len() {
        probe.met();
    } else {
        probe.undecided(at, vec![at.to_pointer()]);
    }
}

/// Whether any overlap was told, and whether every pair that may overlap was looked at.
struct Swept {
    any: bool,
    all: bool,
}

/// Compares every span with those of its weekdays that are still on when it opens.
///
/// A span is told once, with the latest of those. Spans whose periods are apart may pile up on a weekday; of those, only
/// the latest are kept, so that the time stays proportional to n log n.
fn sweep(mut spans: Vec<Span>, at: &Path<'_>, probe: &mut Probe<'_>) -> Swept {
    spans.sort_unstable_by_key(|span| (span.opens, span.closes, span.place));
    let mut swept = Swept { any: false, all: true };
    let mut days: [Day; 7] = Default::default();
    for span in spans {
        let mut clash: Option<Span> = None;
        for (name, day) in Weekday::ALL.iter().zip(&mut days) {
            if span.days.contains(*name) {
                let other = day.open.iter().rev().find(|other| other.overlaps(&span)).copied();
                swept.all &= other.is_some() || day.let_go_until <= Some(span.opens);
                clash = clash.or(other);
                day.add(span);
            }
        }
        if let Some(other) = clash {
            swept.any = true;
            tell(&span, &other, at, probe);
        }
    }
    swept
}

/// The sessions of one weekday that are on.
#[derive(Default)]
struct Day {
    /// The latest of them.
    open: Vec<Span>,
    /// When the last of those that are no longer kept closes.
    let_go_until: Option<TimeOfDay>,
}

impl Day {
    fn add(&mut self, span: Span) {
        self.open.retain(|other| other.closes > span.opens);
        if self.open.len() >= FEW {
            let oldest = self.open.remove(0);
            self.let_go_until = self.let_go_until.max(Some(oldest.closes));
        }
        self.open.push(span);
    }
}

fn tell(span: &Span, other: &Span, at: &Path<'_>, probe: &mut Probe<'_>) {
    let days = span.days.and(other.days);
    let opens = span.opens.max(other.opens);
    let closes = span.closes.min(other.closes);
    probe.violated(
        Breach::at(&at.index(span.place), [Fact::Weekdays(days), Fact::Time(opens), Fact::Time(closes)])
            .related(&at.index(other.place)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const WORKDAYS: &str = r#""weekdays": ["mon", "tue", "wed", "thu", "fri"]"#;

    fn look(sessions: &[String]) -> (Tally, Findings) {
        let text = format!(r#"{{ "hours": [{}] }}"#, sessions.join(","));
        let center: CenterDraft = serde_json::from_str(&text).unwrap();
        let sessions = center.hours.given().unwrap();
        judge(&CARD, |probe| check(sessions, &Path::ROOT.key("hours"), probe))
    }

    fn workdays(opens: &str, closes: &str) -> String {
        format!(r#"{{ {WORKDAYS}, "opens": "{opens}", "closes": "{closes}" }}"#)
    }

    fn mornings(rest: &str) -> String {
        format!(r#"{{ "opens": "08:30", "closes": "11:30", {rest} }}"#)
    }

    #[test]
    fn sessions_that_are_apart_in_time_weekday_or_period_are_in_order() {
        for sessions in [
            [workdays("08:30", "11:30"), workdays("13:30", "17:30")],
            [workdays("08:30", "11:30"), workdays("11:30", "17:30")],
            [workdays("11:30", "17:30"), workdays("08:30", "11:30")],
            [mornings(WORKDAYS), mornings(r#""weekdays": ["sat"]"#)],
            [
                mornings(&format!(r#"{WORKDAYS}, "valid_until": "2023-06-30""#)),
                mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-01""#)),
            ],
        ] {
            assert_eq!(look(&sessions).0, Tally { met: 1, ..Tally::default() }, "{sessions:?}");
        }
    }

    #[test]
    fn a_minute_of_one_common_day_is_enough() {
        for sessions in [
            [workdays("08:30", "11:31"), workdays("11:30", "17:30")],
            [workdays("00:00", "24:00"), workdays("23:59", "24:00")],
            [mornings(WORKDAYS), mornings(r#""weekdays": ["fri", "sat"]"#)],
            [
                mornings(&format!(r#"{WORKDAYS}, "valid_until": "2023-07-01""#)),
                mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-01""#)),
            ],
            [mornings(WORKDAYS), mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-01""#))],
        ] {
            assert_eq!(look(&sessions).0, Tally { violated: 1, ..Tally::default() }, "{sessions:?}");
        }
    }

    #[test]
    fn a_violation_says_when_both_are_on_and_points_at_the_other() {
        let late = r#"{ "weekdays": ["thu", "fri", "sat"], "opens": "11:00", "closes": "12:00" }"#.to_owned();
        let (_, findings) = look(&[mornings(WORKDAYS), workdays("13:30", "17:30"), late]);
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/hours/2");
        assert_eq!(violation.related(), ["/hours/0".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "周四、周五 11:00–11:30 与同一列表中的另一时段重叠");
        assert_eq!(
            violation.message(Lang::En),
            "on Thursday, Friday from 11:00 to 11:30, another session of the list is on as well"
        );
        assert_eq!(violation.help(Lang::Zh), "请合并或错开这两个时段");
        assert_eq!(violation.help(Lang::En), "join the two sessions or set them apart");
    }

    #[test]
    fn every_session_that_is_on_twice_is_told_once() {
        let morning = mornings(WORKDAYS);
        let (tally, findings) = look(&[morning.clone(), morning.clone(), morning]);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/hours/1", "/hours/2"]);
    }

    #[test]
    fn a_long_list_is_judged_like_a_short_one() {
        for hours in [8, 20] {
            let mut sessions: Vec<_> =
                (0..hours).map(|hour| workdays(&format!("{hour:02}:00"), &format!("{:02}:00", hour + 1))).collect();
            assert_eq!(look(&sessions).0, Tally { met: 1, ..Tally::default() }, "{hours}");
            sessions.push(workdays("03:15", "03:45"));
            let (tally, findings) = look(&sessions);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{hours}");
            assert_eq!(findings.violations[0].path().as_str(), format!("/hours/{hours}"));
            assert_eq!(findings.violations[0].related(), ["/hours/3".parse().unwrap()]);
        }
    }

    #[test]
    fn a_clash_is_told_the_same_in_a_list_of_eleven_and_of_twenty_one() {
        // Listed first, the session that begins at 10:00 is on with both of the others, which are on together as well.
        let clash = [workdays("10:00", "12:00"), workdays("08:30", "11:00"), workdays("09:00", "10:30")];
        let weekend = |half_hours: usize| {
            (0..half_hours).map(|nth| {
                let (hour, half) = (nth / 2, nth % 2 == 1);
                let (from, to) = if half { ("30", "45") } else { ("00", "15") };
                format!(r#"{{ "weekdays": ["sun"], "opens": "{hour:02}:{from}", "closes": "{hour:02}:{to}" }}"#)
            })
        };
        let told = |others: usize| {
            let sessions: Vec<_> = clash.iter().cloned().chain(weekend(others)).collect();
            let (tally, findings) = look(&sessions);
            assert_eq!(tally, Tally { violated: 2, ..Tally::default() }, "{others}");
            let told = findings.violations.iter();
            told.map(|violation| {
                assert_eq!(violation.related().len(), 1);
                (
                    violation.path().to_string(),
                    violation.related()[0].to_string(),
                    violation.facts().skip(1).map(|(_, fact)| fact.clone()).collect::<Vec<_>>(),
                )
            })
            .collect::<Vec<_>>()
        };
        let hours = |opens: &str, closes: &str| vec![opens, closes].into_iter().map(time).collect::<Vec<_>>();
        let expected = [
            ("/hours/2".to_owned(), "/hours/1".to_owned(), hours("09:00", "10:30")),
            ("/hours/0".to_owned(), "/hours/2".to_owned(), hours("10:00", "10:30")),
        ];
        assert_eq!(told(8), expected);
        assert_eq!(told(18), expected);
    }

    fn time(text: &str) -> Fact {
        Fact::Time(text.parse().unwrap())
    }

    #[test]
    fn behind_more_than_sixteen_sessions_of_other_periods_a_clash_is_left_open() {
        let year = |year: u32, opens: &str, closes: &str| {
            let period = format!(r#""valid_from": "{year}-01-01", "valid_until": "{year}-12-31""#);
            format!(r#"{{ {WORKDAYS}, "opens": "{opens}", "closes": "{closes}", {period} }}"#)
        };
        let with = |others: u32, last: u32| {
            let between = (1981..1981 + others).map(|of| year(of, "09:00", "18:00"));
            let sessions: Vec<_> = std::iter::once(year(2030, "08:00", "18:00"))
                .chain(between)
                .chain([year(last, "10:00", "11:00")])
                .collect();
            look(&sessions)
        };
        for others in [0, 1, 14, 15] {
            let (tally, findings) = with(others, 2030);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{others}");
            assert_eq!(findings.violations[0].path().as_str(), format!("/hours/{}", others + 1));
            assert_eq!(findings.violations[0].related(), ["/hours/0".parse().unwrap()]);
            assert_eq!(with(others, 2031).0, Tally { met: 1, ..Tally::default() }, "{others}");
        }
        for (others, last) in [(17, 2030), (40, 2030), (17, 2031)] {
            let (tally, findings) = with(others, last);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{others} {last}");
            assert_eq!(findings.undecided[0].because(), ["/hours".parse().unwrap()]);
        }
    }

    #[test]
    fn of_two_sessions_the_one_that_begins_later_is_told_wherever_it_is_listed() {
        let (early, late) = (workdays("08:30", "11:00"), workdays("10:00", "12:00"));
        for (sessions, told, other) in
            [([early.clone(), late.clone()], "/hours/1", "/hours/0"), ([late, early], "/hours/0", "/hours/1")]
        {
            let (tally, findings) = look(&sessions);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{sessions:?}");
            assert_eq!(findings.violations[0].path().as_str(), told);
            assert_eq!(findings.violations[0].related(), [other.parse().unwrap()]);
        }
    }

    #[test]
    fn a_list_that_was_cut_off_leaves_it_open_unless_others_overlap() {
        let cut_off = |sessions: [String; 2]| {
            let text = format!(r#"{{ "hours": [{}] }}"#, sessions.join(","));
            let mut center: CenterDraft = serde_json::from_str(&text).unwrap();
            let Field::Given(list) = &mut center.hours else { panic!("the sessions were not read") };
            list.omitted = 1;
            judge(&CARD, |probe| check(list, &Path::ROOT.key("hours"), probe))
        };
        let (tally, findings) = cut_off([workdays("08:30", "11:30"), workdays("13:30", "17:30")]);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/hours".parse().unwrap()]);
        let (tally, _) = cut_off([workdays("08:30", "11:30"), workdays("11:00", "17:30")]);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn a_session_that_cannot_be_placed_leaves_it_open_unless_others_overlap() {
        for unplaced in [
            "5".to_owned(),
            workdays("8.30", "11:30"),
            workdays("17:30", "13:30"),
            r#"{ "opens": "08:30", "closes": "11:30" }"#.to_owned(),
            mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-02-30""#)),
            // A weekday that could be read is not all of them.
            mornings(r#""weekdays": ["sat", "munday"]"#),
        ] {
            let (tally, findings) = look(&[workdays("08:30", "11:30"), unplaced.clone()]);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{unplaced}");
            assert_eq!(findings.undecided[0].path().as_str(), "/hours");
            assert_eq!(findings.undecided[0].because(), ["/hours".parse().unwrap()]);
            let (tally, _) = look(&[workdays("08:30", "11:30"), unplaced.clone(), workdays("11:00", "12:00")]);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{unplaced}");
        }
    }

    #[test]
    fn fewer_than_two_sessions_cannot_overlap() {
        assert_eq!(look(&[]).0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(&[workdays("08:30", "11:30")]).0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
