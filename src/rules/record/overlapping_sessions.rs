//! `overlapping-sessions`: no two sessions of one list are on at the same time.
//!
//! **Demands** that two sessions which share a day do not share a minute: a day of both periods, of a weekday, a kind
//! (ordinary, public holiday, make-up workday) and a season that both hold on. Sessions that touch (11:30 and 11:30) do not
//! overlap.
//! **Basis**: the data standard; hours that overlap would be counted twice.
//! *Met* once for every list without an overlap; *violated* by every session that an earlier-beginning one overlaps, whatever
//! the calendar says; *undecided* by every other one that an earlier-beginning one may overlap, as on holidays that are not
//! spoken of, or on less than four days of a weekday (all may be holidays), or if the season of the one may lie in the period
//! of the other, and once where there is no overlap among the well-formed sessions and others are malformed or left out;
//! *not applicable* to fewer than two sessions.

use crate::field::List;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::{FEW, Slot, When, all_apart, all_plainly_apart, clashes};
use crate::path::Path;
use crate::records::SessionDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Phrase};

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

pub(crate) fn check(sessions: &List<SessionDraft>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if sessions.items.len() < 2 {
        return probe.not_applicable();
    }
    let times = || sessions.given().filter_map(|(_, session)| When::of_draft(session).ok());
    let slots =
        || sessions.given().filter_map(|(place, session)| Some(Slot::of(place, &When::of_draft(session).ok()?)));
    let (mut any, mut all) = (false, true);
    let few = sessions.items.len() <= FEW;
    if !(few && (all_plainly_apart(times()) || all_apart(slots()))) {
        clashes(&mut slots().collect::<Vec<_>>(), |slot, other, answer| {
            if answer == Answer::Yes {
                any = true;
                tell(slot, other, at, probe);
            } else {
                all = false;
                let place = at.index(slot.place);
                probe.undecided(&place, vec![place.to_pointer(), at.index(other.place).to_pointer()]);
            }
        });
    }
    if any {
        return;
    }
    if sessions.omitted > 0 || times().count() < sessions.items.len() {
        probe.undecided(at, vec![at.to_pointer()]);
    } else if all {
        probe.met();
    }
}

fn tell(slot: &Slot, other: &Slot, at: &Path<'_>, probe: &mut Probe<'_>) {
    let days = slot.common_weekdays(other);
    let opens = slot.opens.max(other.opens);
    let closes = slot.closes.min(other.closes);
    probe.violated(
        Breach::at(&at.index(slot.place), [Fact::Weekdays(days), Fact::Time(opens), Fact::Time(closes)])
            .related(&at.index(other.place)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;
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
            // The one day that they have in common, 1 July 2023, was a Saturday.
            [
                mornings(&format!(r#"{WORKDAYS}, "valid_until": "2023-07-01", "make_up_workdays": "except""#)),
                mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-01""#)),
            ],
        ] {
            assert_eq!(look(&sessions).0, Tally { met: 1, ..Tally::default() }, "{sessions:?}");
        }
    }

    #[test]
    fn sessions_of_other_seasons_or_other_kinds_of_days_are_in_order() {
        let in_season = |season: &str| mornings(&format!(r#"{WORKDAYS}, "season": "{season}""#));
        let on_workdays = format!(r#"{WORKDAYS}, "public_holidays": "except", "make_up_workdays": "also""#);
        for sessions in [
            [in_season("summer-timetable"), in_season("winter-timetable")],
            [in_season("school-term"), in_season("summer-vacation")],
            // 工作日 and 双休日; 法定节假日除外 and 法定节假日.
            [mornings(&on_workdays), mornings(r#""weekdays": ["sat", "sun"], "make_up_workdays": "except""#)],
            [mornings(&on_workdays), mornings(r#""weekdays": ["mon", "sun"], "public_holidays": "only""#)],
        ] {
            assert_eq!(look(&sessions).0, Tally { met: 1, ..Tally::default() }, "{sessions:?}");
        }
    }

    #[test]
    fn what_only_a_calendar_can_say_is_left_open_with_the_two_sessions() {
        for other in [
            r#""weekdays": ["mon", "sun"], "public_holidays": "only""#.to_owned(),
            format!(r#"{WORKDAYS}, "season": "summer-vacation", "valid_until": "2023-05-31""#),
            r#""weekdays": ["sat"], "make_up_workdays": "also""#.to_owned(),
        ] {
            let evening = workdays("17:30", "20:00");
            let all_but_spring = format!(r#"{WORKDAYS}, "valid_from": "2023-05-01", "valid_until": "2024-01-31""#);
            let (tally, findings) = look(&[evening, mornings(&other), mornings(&all_but_spring)]);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{other}");
            assert_eq!(findings.undecided[0].path().as_str(), "/hours/2");
            assert_eq!(findings.undecided[0].because(), ["/hours/2".parse().unwrap(), "/hours/1".parse().unwrap()]);
        }
    }

    #[test]
    fn a_minute_of_one_common_day_is_enough() {
        let always = format!(r#"{WORKDAYS}, "public_holidays": "as-usual""#);
        let (until, from) = (r#""valid_until": "2023-07-03""#, r#""valid_from": "2023-07-03""#);
        for sessions in [
            [workdays("08:30", "11:31"), workdays("11:30", "17:30")],
            [workdays("00:00", "24:00"), workdays("23:59", "24:00")],
            [mornings(WORKDAYS), mornings(r#""weekdays": ["fri", "sat"]"#)],
            // 3 July 2023 was a Monday.
            [mornings(&format!("{always}, {until}")), mornings(&format!("{always}, {from}"))],
            [mornings(WORKDAYS), mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-01""#))],
        ] {
            assert_eq!(look(&sessions).0, Tally { violated: 1, ..Tally::default() }, "{sessions:?}");
        }
        // It may have been a holiday, on which nobody says that they are open.
        let sessions = [mornings(&format!("{WORKDAYS}, {until}")), mornings(&format!("{WORKDAYS}, {from}"))];
        assert_eq!(look(&sessions).0, Tally { undecided: 1, ..Tally::default() });
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
        // Listed first, the session that begins at 10:00 is on with both of the others, which are on together as well; it is told
        // with the one that is on until 11:00.
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
            ("/hours/0".to_owned(), "/hours/1".to_owned(), hours("10:00", "11:00")),
        ];
        assert_eq!(told(8), expected);
        assert_eq!(told(18), expected);
    }

    fn time(text: &str) -> Fact {
        Fact::Time(text.parse().unwrap())
    }

    #[test]
    fn a_clash_is_found_behind_any_number_of_sessions_of_other_periods() {
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
        for others in [0, 1, 14, 15, 16, 17, 40] {
            let (tally, findings) = with(others, 2030);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{others}");
            assert_eq!(findings.violations[0].path().as_str(), format!("/hours/{}", others + 1));
            assert_eq!(findings.violations[0].related(), ["/hours/0".parse().unwrap()]);
            assert_eq!(with(others, 2031).0, Tally { met: 1, ..Tally::default() }, "{others}");
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
            mornings(&format!(r#"{WORKDAYS}, "public_holidays": "perhaps""#)),
            mornings(&format!(r#"{WORKDAYS}, "valid_from": "2023-07-02", "valid_until": "2023-07-01""#)),
            mornings(r#""weekdays": []"#),
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
