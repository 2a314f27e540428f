use crate::calendar::{Day, is_weekend};
use crate::field::{Draft, Field};
use crate::records::{Session, SessionDraft};
use crate::vocab::{Answer, Date, DayKind, DayRule, Season, TimeOfDay, Weekday, WeekdaySet};

/// When a session is on: the one place that knows on which days its weekly hours hold.
///
/// On an ordinary day they hold on the weekdays that are named. On public holidays and make-up workdays the session may say what
/// becomes of them ([`DayRule`]); where it does not,
///
/// - on a public holiday nobody knows, if it is one of the weekdays;
/// - on a make-up workday they hold if both the weekday and all of Monday to Friday are named, and do not hold if none of those is;
///   else nobody knows.
///
/// ```
/// use neighborhood_center::calendar::Day;
/// use neighborhood_center::hours::When;
/// use neighborhood_center::vocab::{Answer, DayKind, Weekday};
///
/// let session = serde_json::from_str(r#"{ "weekdays": ["周三"], "opens": "16:00", "closes": "18:00" }"#)?;
/// let when = When::of_draft(&session).unwrap();
/// let wednesday = Day::ordinary(Weekday::Wednesday);
/// assert_eq!(when.holds_on(wednesday), Answer::Yes);
/// assert_eq!(when.holds_on(wednesday.of_kind(DayKind::PublicHoliday)), Answer::CannotSay);
/// assert_eq!(when.holds_on(Day::ordinary(Weekday::Sunday)), Answer::No);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    pub(crate) weekdays: WeekdaySet,
    pub(crate) opens: TimeOfDay,
    pub(crate) closes: TimeOfDay,
    pub(crate) public_holidays: Option<DayRule>,
    pub(crate) make_up_workdays: Option<DayRule>,
    pub(crate) season: Option<Season>,
    pub(crate) valid_from: Option<Date>,
    pub(crate) valid_until: Option<Date>,
}

impl When {
    /// When a checked session is on.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            weekdays: *session.weekdays(),
            opens: *session.opens(),
            closes: *session.closes(),
            public_holidays: session.public_holidays().copied(),
            make_up_workdays: session.make_up_workdays().copied(),
            season: session.season().copied(),
            valid_from: session.valid_from().copied(),
            valid_until: session.valid_until().copied(),
        }
    }

    /// When a session is on, as far as its draft tells.
    ///
    /// # Errors
    /// The key of a field that is missing, malformed or contradicts another. A list of no weekdays is one that nobody filled in.
    pub fn of_draft(session: &SessionDraft) -> Result<Self, &'static str> {
        match Self::read(session) {
            (Some(when), None) => Ok(when),
            (_, doubt) => Err(doubt.unwrap_or("weekdays")),
        }
    }

    /// The same; of weekdays that could be read only in part, with those that could.
    pub(crate) fn read(session: &SessionDraft) -> (Option<Self>, Option<&'static str>) {
        let weekdays = session.weekdays.given();
        let doubt = weekdays.is_none_or(|days| !days.is_whole() || days.words.is_empty()).then_some("weekdays");
        let when = weekdays.ok_or("weekdays").and_then(|days| Self::with(days.words, session));
        match when {
            Ok(when) => (Some(when), doubt),
            Err(key) => (None, Some(key)),
        }
    }

    fn with(weekdays: WeekdaySet, session: &SessionDraft) -> Result<Self, &'static str> {
        let when = Self {
            weekdays,
            opens: *session.opens.given().ok_or("opens")?,
            closes: *session.closes.given().ok_or("closes")?,
            public_holidays: stated(&session.public_holidays, "public_holidays")?,
            make_up_workdays: stated(&session.make_up_workdays, "make_up_workdays")?,
            season: stated(&session.season, "season")?,
            valid_from: stated(&session.valid_from, "valid_from")?,
            valid_until: stated(&session.valid_until, "valid_until")?,
        };
        if when.opens >= when.closes {
            return Err("closes");
        }
        if when.valid_from.zip(when.valid_until).is_some_and(|(from, until)| from > until) {
            return Err("valid_until");
        }
        Ok(when)
    }

    /// When it begins.
    #[must_use]
    pub fn opens(&self) -> TimeOfDay {
        self.opens
    }

    /// When it ends.
    #[must_use]
    pub fn closes(&self) -> TimeOfDay {
        self.closes
    }

    /// Whether it is on at that time of the days on which it holds. The minute of closing is not in it.
    #[must_use]
    pub fn contains(&self, time: TimeOfDay) -> bool {
        self.opens <= time && time < self.closes
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> Answer {
        let season = self.season.map_or(Answer::Yes, |season| day.is_in(season));
        all([season, self.is_valid_at(day.date()), self.holds_in_the_week(day)])
    }

    /// Whether two sessions are never on at the same time, as their times and the names of their days tell at once. Where they do not,
    /// the two may still be apart.
    pub(crate) fn is_plainly_apart_from(&self, other: &Self) -> bool {
        self.closes <= other.opens || other.closes <= self.opens || self.has_no_day_in_common_with(other)
    }

    /// A day that is worked on in return for another has the hours of one day of the week: where neither session speaks of such
    /// days, only one of the two can hold.
    fn has_no_day_in_common_with(&self, other: &Self) -> bool {
        let both = [self, other];
        !self.weekdays.meets(other.weekdays)
            && both.iter().all(|when| when.public_holidays != Some(DayRule::Also))
            && (both.iter().any(|when| when.make_up_workdays == Some(DayRule::Except))
                || both.iter().all(|when| when.make_up_workdays.is_none()))
    }

    /// The field that leaves open whether it holds on a day.
    pub(crate) fn doubt_on(&self, day: Day) -> Option<&'static str> {
        let open = |answer| answer == Answer::CannotSay;
        if self.holds_on(day) != Answer::CannotSay {
            None
        } else if open(self.is_valid_at(day.date())) {
            Some(if self.valid_from.is_some() { "valid_from" } else { "valid_until" })
        } else if self.season.is_some_and(|season| open(day.is_in(season))) {
            Some("season")
        } else if day.kind() == Some(DayKind::MakeUpWorkday) {
            Some("make_up_workdays")
        } else {
            Some("public_holidays")
        }
    }

    fn is_valid_at(&self, date: Option<Date>) -> Answer {
        match date {
            Some(date) => {
                let begun = self.valid_from.is_none_or(|from| from <= date);
                Answer::from(begun && self.valid_until.is_none_or(|until| date <= until))
            }
            None if self.valid_from.is_none() && self.valid_until.is_none() => Answer::Yes,
            None => Answer::CannotSay,
        }
    }

    fn holds_in_the_week(&self, day: Day) -> Answer {
        let of = |kind| self.holds_on_kind(day.weekday(), kind);
        match day.kind() {
            Some(kind) => of(kind),
            None if is_weekend(day.weekday()) => {
                agreed([DayKind::RestDay, DayKind::PublicHoliday, DayKind::MakeUpWorkday].map(of))
            }
            None => agreed([DayKind::Workday, DayKind::PublicHoliday].map(of)),
        }
    }

    /// Whether it holds on a day of this name and kind.
    pub(crate) fn holds_on_kind(&self, weekday: Weekday, kind: DayKind) -> Answer {
        let named = self.weekdays.contains(weekday);
        let only = |rule| rule == Some(DayRule::Only);
        match kind {
            DayKind::Workday | DayKind::RestDay => {
                Answer::from(named && !only(self.public_holidays) && !only(self.make_up_workdays))
            }
            DayKind::PublicHoliday => by_rule(self.public_holidays, named)
                .unwrap_or_else(|| if named && !only(self.make_up_workdays) { Answer::CannotSay } else { Answer::No }),
            DayKind::MakeUpWorkday => by_rule(self.make_up_workdays, named).unwrap_or_else(|| {
                if only(self.public_holidays) {
                    return Answer::No;
                }
                match (named, self.weekdays.contains_all(workdays()), self.weekdays.meets(workdays())) {
                    (true, true, _) => Answer::Yes,
                    (false, _, false) => Answer::No,
                    _ => Answer::CannotSay,
                }
            }),
        }
    }
}

/// What a rule makes of a special day whose weekday is named or not; nothing where there is none.
fn by_rule(rule: Option<DayRule>, named: bool) -> Option<Answer> {
    Some(match rule? {
        DayRule::AsUsual | DayRule::Only => Answer::from(named),
        DayRule::Also => Answer::Yes,
        DayRule::Except => Answer::No,
    })
}

fn workdays() -> WeekdaySet {
    Weekday::ALL.iter().copied().filter(|weekday| !is_weekend(*weekday)).collect()
}

/// Whether all of it is so.
pub(crate) fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
    answers.into_iter().fold(Answer::Yes, Answer::and)
}

/// What all of them say, if they say the same.
fn agreed<const N: usize>(answers: [Answer; N]) -> Answer {
    let [first, others @ ..] = answers.as_slice() else { return Answer::CannotSay };
    if others.iter().all(|other| other == first) { *first } else { Answer::CannotSay }
}

/// What an optional field says; its key where it is malformed.
fn stated<T: Copy + Draft>(field: &Field<T>, key: &'static str) -> Result<Option<T>, &'static str> {
    match field {
        Field::Missing => Ok(None),
        Field::Malformed(_) => Err(key),
        Field::Given(value) => Ok(Some(*value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(days: &str, more: &str) -> When {
        let text = format!(r#"{{ "weekdays": [{days}], "opens": "09:00", "closes": "17:00"{more} }}"#);
        When::of_draft(&serde_json::from_str(&text).unwrap()).unwrap()
    }

    const MON_TO_FRI: &str = r#""周一", "周二", "周三", "周四", "周五""#;
    const EVERY_DAY: &str = r#""周一", "周二", "周三", "周四", "周五", "周六", "周日""#;
    const WEEKEND: &str = r#""周六", "周日""#;

    /// What it says of a Wednesday and a Saturday that are as the week has them, of a Wednesday and a Saturday that are public
    /// holidays, and of a Saturday that is worked on: `+` yes, `-` no, `?` cannot say.
    fn said(when: &When) -> String {
        let (wednesday, saturday) = (Day::ordinary(Weekday::Wednesday), Day::ordinary(Weekday::Saturday));
        let days = [
            wednesday,
            saturday,
            wednesday.of_kind(DayKind::PublicHoliday),
            saturday.of_kind(DayKind::PublicHoliday),
            saturday.of_kind(DayKind::MakeUpWorkday),
        ];
        days.iter().map(|day| sign(when.holds_on(*day))).collect()
    }

    fn sign(answer: Answer) -> char {
        match answer {
            Answer::Yes => '+',
            Answer::No => '-',
            Answer::CannotSay => '?',
        }
    }

    #[test]
    fn a_session_holds_on_the_days_that_its_words_mean() {
        for (meaning, days, more, expected) in [
            ("周一至周五，别无说明", MON_TO_FRI, "", "+-?-?"),
            ("每天，别无说明", EVERY_DAY, "", "++??+"),
            ("周末，别无说明", WEEKEND, "", "-+-??"),
            ("周三，别无说明", r#""周三""#, "", "+-?-?"),
            ("周日，别无说明", r#""周日""#, "", "-----"),
            ("工作日", MON_TO_FRI, r#", "public_holidays": "除外", "make_up_workdays": "也开放""#, "+---+"),
            ("双休日", WEEKEND, r#", "make_up_workdays": "除外""#, "-+-?-"),
            ("法定节假日", EVERY_DAY, r#", "public_holidays": "仅限""#, "--++-"),
            ("周末、节假日", WEEKEND, r#", "public_holidays": "也开放""#, "-+++?"),
            ("周一至周五，法定节假日除外", MON_TO_FRI, r#", "public_holidays": "除外""#, "+---?"),
            ("周一至周五，节假日照常", MON_TO_FRI, r#", "public_holidays": "照常""#, "+-+-?"),
            ("调休上班日", EVERY_DAY, r#", "make_up_workdays": "仅限""#, "----+"),
            ("每天，调休照常", EVERY_DAY, r#", "make_up_workdays": "照常""#, "++??+"),
        ] {
            assert_eq!(said(&when(days, more)), expected, "{meaning}");
        }
    }

    #[test]
    fn without_a_calendar_only_what_holds_on_every_kind_of_day_is_known() {
        let on = |days, more, weekday| sign(when(days, more).holds_on(Day::any(weekday)));
        let usual = r#", "public_holidays": "照常", "make_up_workdays": "照常""#;
        assert_eq!(on(EVERY_DAY, usual, Weekday::Wednesday), '+');
        assert_eq!(on(EVERY_DAY, usual, Weekday::Saturday), '+');
        assert_eq!(on(MON_TO_FRI, "", Weekday::Wednesday), '?');
        assert_eq!(on(MON_TO_FRI, "", Weekday::Saturday), '?');
        assert_eq!(on(r#""周三""#, "", Weekday::Thursday), '-');
        assert_eq!(on(r#""周日""#, "", Weekday::Saturday), '-');
    }

    #[test]
    fn what_leaves_a_day_open_is_named() {
        let holiday = Day::ordinary(Weekday::Wednesday).of_kind(DayKind::PublicHoliday);
        let made_up = Day::ordinary(Weekday::Saturday).of_kind(DayKind::MakeUpWorkday);
        assert_eq!(when(MON_TO_FRI, "").doubt_on(holiday), Some("public_holidays"));
        assert_eq!(when(MON_TO_FRI, "").doubt_on(made_up), Some("make_up_workdays"));
        assert_eq!(when(MON_TO_FRI, "").doubt_on(Day::ordinary(Weekday::Wednesday)), None);
        let season = when(MON_TO_FRI, r#", "season": "学期""#);
        assert_eq!(season.doubt_on(Day::ordinary(Weekday::Wednesday)), Some("season"));
        assert_eq!(season.doubt_on(Day::school_day(Weekday::Wednesday)), None);
        let spring = when(MON_TO_FRI, r#", "valid_from": "2024-03-01""#);
        assert_eq!(spring.doubt_on(Day::ordinary(Weekday::Wednesday)), Some("valid_from"));
        assert_eq!(spring.holds_on(Day::ordinary(Weekday::Wednesday).at(Date::new(2024, 2, 29))), Answer::No);
    }

    #[test]
    fn a_draft_that_cannot_be_read_names_the_field() {
        let times = r#""opens": "09:00", "closes": "17:00""#;
        for (session, key) in [
            (format!("{{ {times} }}"), "weekdays"),
            (format!(r#"{{ "weekdays": ["周一", "someday"], {times} }}"#), "weekdays"),
            (r#"{ "weekdays": ["周一"], "opens": "17:00", "closes": "09:00" }"#.to_owned(), "closes"),
            (format!(r#"{{ "weekdays": ["周一"], {times}, "season": "梅雨" }}"#), "season"),
            (format!(r#"{{ "weekdays": ["周一"], {times}, "public_holidays": "maybe" }}"#), "public_holidays"),
        ] {
            assert_eq!(When::of_draft(&serde_json::from_str(&session).unwrap()), Err(key), "{session}");
        }
    }
}
