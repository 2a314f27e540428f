use super::chinese::chinese;
use super::english::english;
use super::plan::Plan;
use super::stated::Stated;
use crate::vocab::Lang;

/// Writes sessions as people write opening hours: the shortest text that says everything they say.
///
/// The days that are not named are not called closed: a session says when it is, and not when it is not. What
/// [`read`](super::read::read) makes of the Chinese text has the same [normal form](super::normal::normal_form) as the
/// sessions, as long as there are no more than a thousand. A session on no day of the week is written as one of which nobody
/// says on which days it is, which is how such a record is understood.
///
/// ```
/// use neighborhood_center::hours;
/// use neighborhood_center::vocab::Lang;
///
/// let read = hours::read("星期一到星期五上午8点半至11点半，下午2点至5点半；星期六、星期天9:00～17:00");
/// assert_eq!(hours::write(read.sessions(), Lang::Zh), "周一至周五 8:30-11:30，14:00-17:30；周末 9:00-17:00");
/// assert_eq!(hours::write(read.sessions(), Lang::En), "Mon–Fri 8:30–11:30, 14:00–17:30; Sat, Sun 9:00–17:00");
/// ```
#[must_use]
pub fn write(sessions: impl IntoIterator<Item: Into<Stated>>, lang: Lang) -> String {
    let plan = Plan::of(sessions);
    match lang {
        Lang::Zh => chinese(&plan),
        Lang::En => english(&plan),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::hours::text::normal::normal_form;
    use crate::hours::text::read::read;
    use crate::record::Model;
    use crate::records::{Session, SessionDraft};
    use crate::vocab::{Date, DayRule, Season, TimeOfDay, Weekday, WeekdaySet};

    fn written(sessions: &[Stated]) -> (String, Vec<Stated>) {
        let text = write(sessions, Lang::Zh);
        let read = read(&text);
        let unread: Vec<_> = read.unread().iter().map(|unread| (unread.excerpt(&text), unread.reason())).collect();
        assert!(read.is_whole(), "{text}\n{unread:?}");
        (text, normal_form(read.sessions()))
    }

    fn weekdays() -> impl Strategy<Value = WeekdaySet> {
        let some = vec(select(Weekday::ALL), 0..8).prop_map(|days| days.into_iter().collect());
        let usual = select(vec!["周一至周五", "周末", "每天"])
            .prop_map(|days| read(&format!("{days}全天")).sessions()[0].weekdays.unwrap());
        prop_oneof![some, usual]
    }

    fn date() -> impl Strategy<Value = Option<Date>> {
        option::weighted(
            0.3,
            (2023_u16..2026, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap()),
        )
    }

    /// Any session at all, most of them on a coarse clock so that they meet.
    fn session() -> impl Strategy<Value = Stated> {
        let minutes = prop_oneof![(0_u16..=24).prop_map(|hour| hour * 60), 0_u16..=1_440];
        let times = (minutes.clone(), minutes).prop_filter_map("no time", |(one, other)| {
            let time = |minutes| TimeOfDay::from_minutes(minutes).unwrap();
            (one != other).then(|| (time(one.min(other)), time(one.max(other))))
        });
        let rule = || option::of(select(DayRule::ALL));
        let season = option::weighted(0.4, select(Season::ALL));
        (weekdays(), times, rule(), rule(), season, date(), date()).prop_map(
            |(days, (opens, closes), public_holidays, make_up_workdays, season, one, other)| {
                let (valid_from, valid_until) = match (one, other) {
                    (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
                    dates => dates,
                };
                let weekdays = Some(days).filter(|days| !days.is_empty());
                Stated { valid_from, valid_until, season, weekdays, public_holidays, make_up_workdays, opens, closes }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_in_chinese_is_read_as_the_same_sessions(sessions in vec(session(), 0..7)) {
            let (text, read) = written(&sessions);
            prop_assert_eq!(read, normal_form(&sessions), "{}", text);
        }

        #[test]
        fn the_normal_form_is_one_of_a_kind(sessions in vec(session(), 0..7)) {
            let normal = normal_form(&sessions);
            prop_assert_eq!(normal_form(&normal), normal.clone());
            let backwards: Vec<Stated> = sessions.iter().rev().copied().collect();
            prop_assert_eq!(normal_form(&backwards), normal);
        }

        #[test]
        fn a_session_of_the_data_standard_is_written_as_what_it_states(stated in session()) {
            let session = Session::admit(SessionDraft { weekdays: stated.weekdays.unwrap_or_default().into(), ..stated.into() }).unwrap();
            prop_assert_eq!(Stated::from(&session), stated);
            prop_assert_eq!(write([&session], Lang::En), write([stated], Lang::En));
        }
    }

    #[test]
    fn every_combination_of_rules_is_read_as_it_is_written() {
        let rules = || [None].into_iter().chain(DayRule::ALL.iter().copied().map(Some));
        let base = read("每天 9:00-17:00").sessions()[0];
        let days =
            ["每天", "周末", "周一至周五", "周三"].map(|days| read(&format!("{days} 全天")).sessions()[0].weekdays);
        for weekdays in days.into_iter().chain([None]) {
            for public_holidays in rules() {
                for make_up_workdays in rules() {
                    let stated = Stated { weekdays, public_holidays, make_up_workdays, ..base };
                    let other = read("周四（法定节假日也开放）18:00-19:00").sessions()[0];
                    for list in [vec![stated], vec![stated, other]] {
                        let (text, read) = written(&list);
                        assert_eq!(read, normal_form(&list), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_text_is_the_one_that_a_person_would_write() {
        for (text, zh, en) in [
            ("", "", ""),
            ("每天 0:00-24:00", "每天 全天", "daily all day"),
            ("8:00-9:00", "8:00-9:00", "8:00–9:00"),
            ("工作日 9:00-17:00", "工作日 9:00-17:00", "workdays 9:00–17:00"),
            (
                "周一至周五 9:00-17:00，周六、周日及国定假日休息",
                "周一至周五 9:00-17:00，法定节假日除外",
                "Mon–Fri 9:00–17:00, except public holidays",
            ),
            (
                "周一至周五 8:00-18:00；周末、节假日 9:00-17:00",
                "周一至周五 8:00-18:00；周末、法定节假日 9:00-17:00",
                "Mon–Fri 8:00–18:00; Sat, Sun, public holidays 9:00–17:00",
            ),
            (
                "每天 夏令8:30-21:00；冬令9:00-19:30",
                "夏令 每天 8:30-21:00；冬令 9:00-19:30",
                "summer timetable: daily 8:30–21:00; winter timetable: 9:00–19:30",
            ),
            (
                "2024年7月1日至8月31日 周一、周三、周五 15:00-17:00",
                "2024年7月1日至2024年8月31日 周一、周三、周五 15:00-17:00",
                "2024-07-01 to 2024-08-31: Mon, Wed, Fri 15:00–17:00",
            ),
            (
                "周一至周五 9:00-12:00，13:00-17:00；周六 9:00-12:00",
                "周一至周五 9:00-12:00，13:00-17:00；周六 9:00-12:00",
                "Mon–Fri 9:00–12:00, 13:00–17:00; Sat 9:00–12:00",
            ),
            (
                "法定节假日：10:00-16:00；周二至周日：9:00-17:00",
                "周二至周日 9:00-17:00；法定节假日 10:00-16:00",
                "Tue–Sun 9:00–17:00; public holidays 10:00–16:00",
            ),
            ("周一 8:00-12:00；另 9:00-10:00", "周一 8:00-12:00；另 9:00-10:00", "Mon 8:00–12:00; also 9:00–10:00"),
        ] {
            let read = read(text);
            assert!(read.is_whole(), "{text}: {:?}", read.unread());
            assert_eq!(write(read.sessions(), Lang::Zh), zh, "{text}");
            assert_eq!(write(read.sessions(), Lang::En), en, "{text}");
        }
    }

    #[test]
    fn what_is_written_again_is_the_same_text() {
        for text in ["周一至周五 8:30-11:30，14:00-17:30；周末 9:00-17:00", "双休日、法定节假日 9:00-16:00"]
        {
            assert_eq!(write(read(text).sessions(), Lang::Zh), text);
        }
    }
}
