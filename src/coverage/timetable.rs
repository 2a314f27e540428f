use std::collections::BTreeMap;

use super::bands::bands;
use super::days::Days;
use super::doubt::Doubt;
use super::grid::Grid;
use super::offered::{Offered, Proof};
use super::week::WeekCoverage;
use super::window::Window;
use crate::calendar::Day;
use crate::hours::{Minutes, When, all};
use crate::occasions::{Months, Occasion, Occasions, On, Origin, Setting, Weekly, occasions_of};
use crate::records::{Center, CenterField};
use crate::vocab::{Age, AgeBoundaries, AgeRange, Answer, Date, FunctionSet, ServiceFunction, TimeOfDay};

/// What a center offers, to whom, and when.
///
/// A service is on when its sessions are, and when its activities and their classes are, each for the people whom it is meant for.
/// One that states no times, as far as it does not, may be on while the center may be open, and so may services that the record does
/// not hold, if its list does not claim to be complete. Nothing is on in a center that is not in use, nor on a date on which it is
/// closed against its hours; where a date has hours of its own, weekly sessions hold within them only.
///
/// ```
/// use neighborhood_center::calendar::Day;
/// use neighborhood_center::coverage::Timetable;
/// use neighborhood_center::records::Center;
/// use neighborhood_center::vocab::{Age, AgeBoundaries, Answer, ServiceFunction, Weekday};
///
/// let center: Center = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
///     "services": [{ "key": "homework", "name": "课余辅导", "functions": ["education"],
///                    "audience": { "ages": [{ "from": 6, "below": 12 }] },
///                    "sessions": [{ "weekdays": ["周一", "周三"], "opens": "16:00", "closes": "18:00", "season": "学期" }] }]
/// }"#)?;
/// let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
/// let seven = Age::years(7).unwrap();
/// let wednesday = Day::school_day(Weekday::Wednesday);
/// let offered = timetable.offers(ServiceFunction::Education, seven, wednesday, "16:30".parse()?);
/// assert_eq!(offered.answer, Answer::Yes);
/// assert_eq!(offered.by[0].service.map(|service| service.name().as_str()), Some("课余辅导"));
/// let after = timetable.offers(ServiceFunction::Education, seven, wednesday, "18:00".parse()?);
/// assert_eq!(after.answer, Answer::No);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timetable<'c> {
    center: &'c Center,
    boundaries: AgeBoundaries,
    occasions: Occasions,
    /// Its weekly hours, if it states them and there are no others.
    hours: Option<Vec<Weekly>>,
}

impl<'c> Timetable<'c> {
    /// The timetable of a center, with ages divided at these boundaries.
    #[must_use]
    pub fn of(center: &'c Center, boundaries: AgeBoundaries) -> Self {
        let sessions = || center.hours().iter().enumerate();
        let hours = center
            .lists_all(CenterField::hours)
            .then(|| sessions().map(|(place, session)| Weekly::stated(place, When::of(session))).collect());
        Self { center, boundaries, occasions: occasions_of(center, boundaries), hours }
    }

    /// The center.
    #[must_use]
    pub fn center(&self) -> &'c Center {
        self.center
    }

    /// Where the age groups divide.
    #[must_use]
    pub fn boundaries(&self) -> AgeBoundaries {
        self.boundaries
    }

    /// Whether a function is offered to somebody of this age on a day at a time, and by what.
    ///
    /// What is on from 16:00 to 18:00 is on at 16:00 and no more at 18:00; nothing is ever on at 24:00, where the day has ended.
    #[must_use]
    pub fn offers(&self, function: ServiceFunction, age: Age, day: Day, time: TimeOfDay) -> Offered<'c> {
        let setting = self.setting(day);
        let on = self.on(&setting);
        let ages = Months::of_one(age);
        // Many classes may share the times of their activity.
        let mut doubts: BTreeMap<usize, Option<Doubt>> = BTreeMap::new();
        let status = (self.is_in_use(setting.date) == Answer::CannotSay).then_some(Doubt::Status);
        let mut by = Vec::new();
        for occasion in &self.occasions.list {
            let when = on.get(occasion.times).map_or(Answer::No, |on| on.at(time));
            let answer = all([occasion.fulfills(function), occasion.whom.serves(&ages), when]);
            let because = match answer {
                Answer::Yes => Vec::new(),
                Answer::No => continue,
                Answer::CannotSay => {
                    let times = occasion.times;
                    let timely = *doubts.entry(times).or_insert_with(|| self.doubt_on(times, &setting, time));
                    let timely = timely.filter(|_| occasion.origin.service.is_some());
                    status.into_iter().chain(Self::doubts(occasion, function, &ages)).chain(timely).collect()
                }
            };
            by.push(self.proof(occasion.origin, answer, because));
        }
        by.sort_by_key(|proof| proof.answer);
        Offered { answer: by.first().map_or(Answer::No, |proof| proof.answer), by }
    }

    /// Which functions are offered to whom in each minute of a week.
    #[must_use]
    pub fn week(&self, functions: FunctionSet, ages: AgeRange, days: &Days) -> WeekCoverage {
        let (bands, truncated) = bands(&self.occasions, self.boundaries, ages);
        let mut grid = Grid::new(functions, &bands);
        grid.see(&self.occasions.list);
        for (place, day) in days.iter().enumerate() {
            grid.add(place, &self.on(&self.setting(day)));
        }
        WeekCoverage::new(*days, grid.into_rows(), truncated)
    }

    /// When the center is open, surely or perhaps, in a week; `None` where it does not state its hours, or not all.
    #[must_use]
    pub fn open_in(&self, days: &Days) -> Option<Window> {
        self.hours.as_ref()?;
        Some(Window::of(days.iter().map(|day| self.may_be_open(day, date_of(day)))))
    }

    /// When each of the times is on, on a day.
    fn on(&self, setting: &Setting) -> Vec<On> {
        let in_use = if self.is_closed_on(setting.date) { Answer::No } else { self.is_in_use(setting.date) };
        self.occasions.on(setting).into_iter().map(|on| on.if_so(in_use)).collect()
    }

    fn setting(&self, day: Day) -> Setting {
        let date = date_of(day);
        Setting { day, date, may_be_open: self.may_be_open(day, date), dated: self.hours_of(date) }
    }

    /// When the center may be open on a day.
    fn may_be_open(&self, day: Day, date: Option<Date>) -> Minutes {
        if self.is_closed_on(date) {
            return Minutes::NONE;
        }
        let weekly = || {
            let Some(hours) = &self.hours else { return On::perhaps(Minutes::all()) };
            let mut open = On::default();
            hours.iter().for_each(|weekly| open.add(&weekly.on(day)));
            open
        };
        self.hours_of(date).unwrap_or_else(weekly).possible
    }

    /// The hours of a date that has hours of its own.
    fn hours_of(&self, date: Option<Date>) -> Option<On> {
        let mut hours: Option<On> = None;
        for dated in self.center.dated_hours().iter().filter(|dated| Some(*dated.date()) == date) {
            hours.get_or_insert_default().add(&On::surely(Minutes::between(*dated.opens(), *dated.closes())));
        }
        if !self.center.lists_all(CenterField::dated_hours) {
            hours.iter_mut().for_each(|hours| hours.possible = Minutes::all());
        }
        hours
    }

    /// Whether residents can use the center at all at that time of its life.
    fn is_in_use(&self, date: Option<Date>) -> Answer {
        let status = self.center.status().map_or(Some(true), |status| status.is_in_use());
        let opened = date.zip(self.center.opened()).map(|(date, opened)| opened.is_after_date(date).opposite());
        let closed = date.zip(self.center.closed()).map(|(date, closed)| closed.is_before_date(date).opposite());
        all([status.map_or(Answer::CannotSay, Answer::from)].into_iter().chain(opened).chain(closed))
    }

    fn is_closed_on(&self, date: Option<Date>) -> bool {
        date.is_some_and(|date| {
            self.center.closures().iter().any(|closure| {
                *closure.begins() <= date && date <= closure.ends().copied().unwrap_or(*closure.begins())
            })
        })
    }

    fn proof(&self, origin: Origin, answer: Answer, because: Vec<Doubt>) -> Proof<'c> {
        let activity = origin.activity.and_then(|place| self.center.activities().get(place));
        Proof {
            service: origin.service.and_then(|place| self.center.services().get(place)),
            activity,
            section: activity.zip(origin.section).and_then(|(activity, place)| activity.sections().get(place)),
            answer,
            because,
        }
    }

    /// What leaves open whether an occasion is one of a function for these ages.
    fn doubts(occasion: &Occasion, function: ServiceFunction, ages: &Months) -> impl Iterator<Item = Doubt> {
        let open = |answer| answer == Answer::CannotSay;
        let (whom, is_held) = (&occasion.whom, occasion.origin.service.is_some());
        let of_function = if is_held { Doubt::Function } else { Doubt::Services };
        let of_whom = if whom.meant_is_known() { Doubt::Entitlement } else { Doubt::Audience };
        let function = open(occasion.fulfills(function)).then_some(of_function);
        function.into_iter().chain((is_held && open(whom.serves(ages))).then_some(of_whom))
    }

    /// What leaves open whether one of the times holds the minute.
    fn doubt_on(&self, times: usize, setting: &Setting, time: TimeOfDay) -> Option<Doubt> {
        let times = self.occasions.times.get(times)?;
        if times.on(setting).at(time) != Answer::CannotSay {
            return None;
        }
        let of_session = times.weekly.iter().filter(|weekly| weekly.on(setting.day).at(time) == Answer::CannotSay);
        let key = of_session.filter_map(|weekly| weekly.doubt_on(setting.day)).next();
        Some(key.map_or(Doubt::Times, Doubt::of_session))
    }
}

/// The date of a day, unless the day is only thought of at the time of it.
fn date_of(day: Day) -> Option<Date> {
    day.date().filter(|date| date.weekday() == day.weekday())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::eligibility::{Facts, eligible};
    use crate::records::HolidayYear;
    use crate::vocab::{DayKind, Season, Weekday};

    fn center(rest: &str) -> Center {
        let id = "5a0c3f5e-0000-4000-8000-000000000001";
        serde_json::from_str(&format!(r#"{{ "id": "{id}", "name": "示例社区邻里中心", {rest} }}"#)).unwrap()
    }

    fn offered(center: &Center, months: u16, day: Day, time: &str) -> (Answer, Vec<Doubt>) {
        let timetable = Timetable::of(center, AgeBoundaries::LEGAL);
        let age = Age::months(months).unwrap();
        let offered = timetable.offers(ServiceFunction::Education, age, day, time.parse().unwrap());
        (offered.answer, offered.by.into_iter().flat_map(|proof| proof.because).collect())
    }

    const WEDNESDAY: Weekday = Weekday::Wednesday;

    /// For children from 30 months to under 6 years, on Wednesdays.
    fn nursery(session: &str) -> Center {
        center(&format!(
            r#""services": [{{ "key": "play", "name": "亲子活动", "functions": ["education"],
                 "audience": {{ "ages": [{{ "from": "30m", "below": 6 }}] }},
                 "sessions": [{{ "weekdays": ["周三"], {session} }}] }}]"#
        ))
    }

    #[test]
    fn somebody_is_of_age_from_the_month_on_and_no_more_on_the_birthday() {
        let center = nursery(r#""opens": "09:00", "closes": "24:00""#);
        let day = Day::ordinary(WEDNESDAY);
        for (months, answer) in [(29, Answer::No), (30, Answer::Yes), (71, Answer::Yes), (72, Answer::No)] {
            assert_eq!(offered(&center, months, day, "09:00").0, answer, "{months}");
        }
        for (time, answer) in
            [("08:59", Answer::No), ("09:00", Answer::Yes), ("23:59", Answer::Yes), ("24:00", Answer::No)]
        {
            assert_eq!(offered(&center, 36, day, time).0, answer, "{time}");
        }
        assert_eq!(offered(&center, 36, Day::ordinary(Weekday::Tuesday), "10:00").0, Answer::No);
    }

    #[test]
    fn what_leaves_it_open_is_named() {
        let ten = r#""opens": "09:00", "closes": "11:00""#;
        let holiday = Day::ordinary(WEDNESDAY).of_kind(DayKind::PublicHoliday);
        let plain = nursery(ten);
        assert_eq!(offered(&plain, 36, holiday, "10:00"), (Answer::CannotSay, vec![Doubt::SpecialDay]));
        let term = nursery(&format!(r#"{ten}, "season": "学期""#));
        let ordinary = Day::ordinary(WEDNESDAY);
        assert_eq!(offered(&term, 36, ordinary, "10:00"), (Answer::CannotSay, vec![Doubt::Season]));
        assert_eq!(offered(&term, 36, Day::school_day(WEDNESDAY), "10:00").0, Answer::Yes);
        assert_eq!(offered(&term, 36, ordinary.during(Season::SummerVacation), "10:00").0, Answer::No);
        let spring = nursery(&format!(r#"{ten}, "valid_from": "2024-03-01""#));
        assert_eq!(offered(&spring, 36, ordinary, "10:00"), (Answer::CannotSay, vec![Doubt::Validity]));

        let silent = center(r#""services": [{ "key": "a", "name": "某项服务" }], "partial": ["services"]"#);
        let (answer, because) = offered(&silent, 36, ordinary, "10:00");
        assert_eq!(answer, Answer::CannotSay);
        assert_eq!(because, [Doubt::Function, Doubt::Audience, Doubt::Times, Doubt::Services]);
        let low_income = center(
            r#""status": "upgrading", "services": [{ "key": "a", "name": "助学", "functions": ["education"],
               "audience": { "groups": ["young"], "entitled": [{ "conditions": ["low-income"] }] } }]"#,
        );
        let (answer, because) = offered(&low_income, 36, ordinary, "10:00");
        assert_eq!(answer, Answer::CannotSay);
        assert_eq!(because, [Doubt::Status, Doubt::Entitlement, Doubt::Times]);
        assert_eq!(offered(&low_income, 216, ordinary, "10:00"), (Answer::No, vec![]));
    }

    #[test]
    fn whom_it_serves_is_what_eligibility_says_of_somebody_of_whom_only_the_age_is_known() {
        for audience in [
            r#"{ "entitled": [{ "ages": [{ "from": 60 }] }, { "conditions": ["低保户"] }] }"#,
            r#"{ "entitled": [{ "ages": [{ "from": 60 }] }] }"#,
            r#"{ "entitled": [{}] }"#,
            r#"{ "entitled": [{ "ages": [{ "from": 60 }], "conditions": ["半失能"] }] }"#,
            r#"{ "groups": [], "ages": [], "entitled": [{ "ages": [{ "from": 3, "below": 6 }] }] }"#,
            r#"{ "groups": ["old"], "entitled": [{ "conditions": ["低保户"] }] }"#,
            r#"{ "ages": [{ "from": 6, "below": 13 }], "entitled": [{ "ages": [{ "from": 10 }] }] }"#,
            r#"{ "groups": ["young"] }"#,
            r#"{ "groups": [], "entitled": [] }"#,
        ] {
            let center = center(&format!(
                r#""services": [{{ "key": "a", "name": "课堂", "functions": ["education"], "audience": {audience},
                     "sessions": [{{ "weekdays": ["周三"], "opens": "09:00", "closes": "11:00" }}] }}]"#
            ));
            for years in [0, 3, 6, 10, 13, 18, 59, 60, 90] {
                let facts = Facts::none().aged(Age::years(years));
                let eligible = eligible(center.services()[0].audience(), &facts, AgeBoundaries::LEGAL).answer();
                let offered = offered(&center, u16::from(years) * 12, Day::ordinary(WEDNESDAY), "10:00").0;
                assert_eq!(offered, eligible, "{audience} {years}");
            }
        }
    }

    #[test]
    fn what_states_no_times_is_not_on_while_the_center_surely_is_closed() {
        let with = |rest: &str| {
            center(&format!(
                r#""services": [{{ "key": "a", "name": "课堂", "functions": ["education"],
                                   "audience": {{ "groups": ["young"] }} }}],
                   "hours": [{{ "weekdays": ["周三"], "opens": "09:00", "closes": "17:00" }}] {rest}"#
            ))
        };
        let (complete, partial) = (with(""), with(r#", "partial": ["hours"]"#));
        let day = Day::ordinary(WEDNESDAY);
        assert_eq!(offered(&complete, 36, day, "10:00"), (Answer::CannotSay, vec![Doubt::Times]));
        assert_eq!(offered(&complete, 36, day, "17:00").0, Answer::No);
        assert_eq!(offered(&complete, 36, Day::ordinary(Weekday::Sunday), "10:00").0, Answer::No);
        assert_eq!(offered(&partial, 36, day, "17:00").0, Answer::CannotSay);
    }

    #[test]
    fn a_class_is_for_its_own_people_at_its_own_times_and_else_for_those_of_its_activity() {
        let center = center(
            r#""services": [{ "key": "arts", "name": "美育", "functions": ["education"], "audience": { "groups": ["young"] } }],
               "activities": [{ "key": "zither", "name": "古筝", "service": "arts",
                   "sessions": [{ "weekdays": ["周三"], "opens": "18:00", "closes": "19:00" }],
                   "sections": [
                       { "key": "small", "audience": { "ages": [{ "from": 6, "below": 9 }] },
                         "sessions": [{ "weekdays": ["周三"], "opens": "16:00", "closes": "17:00" }] },
                       { "key": "large", "audience": { "ages": [{ "from": 9, "below": 12 }] } }] }]"#,
        );
        let at = |years: u16, time| offered(&center, years * 12, Day::ordinary(WEDNESDAY), time).0;
        assert_eq!((at(7, "16:30"), at(10, "16:30")), (Answer::Yes, Answer::No));
        assert_eq!((at(7, "18:30"), at(10, "18:30")), (Answer::No, Answer::Yes));
        assert_eq!(at(3, "16:30"), Answer::No, "the service is on when its classes are, and no class is for the small");
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let seven = Age::years(7).unwrap();
        let offered =
            timetable.offers(ServiceFunction::Education, seven, Day::ordinary(WEDNESDAY), "16:30".parse().unwrap());
        let keys = r#"{"answer":"yes","by":[{"service":"arts","activity":"zither","section":"small","answer":"yes"}]}"#;
        assert_eq!(serde_json::to_string(&offered).unwrap(), keys);
    }

    #[test]
    fn what_is_said_of_a_date_goes_before_what_is_said_of_the_week() {
        let center = center(
            r#""opened": "2024-03-01", "dated_hours": [{ "date": "2024-05-15", "opens": "09:00", "closes": "10:00" }],
               "closures": [{ "begins": "2024-05-20", "ends": "2024-05-22" }],
               "services": [{ "key": "play", "name": "亲子活动", "functions": ["education"],
                   "audience": { "groups": ["young"] },
                   "sessions": [{ "weekdays": ["周三"], "opens": "09:00", "closes": "12:00" }] }],
               "activities": [{ "key": "fair", "name": "书市", "service": "play",
                   "dates": [{ "date": "2024-05-15", "opens": "19:00", "closes": "20:00" }] }]"#,
        );
        let notice: HolidayYear = serde_json::from_str(
            r#"{ "year": 2024, "days": [{ "name": "劳动节", "date": "2024-05-01", "isOffDay": true }] }"#,
        )
        .unwrap();
        let calendar = Calendar::new([&notice], []).unwrap();
        let at = |date: &str, time| offered(&center, 36, calendar.day(date.parse().unwrap()), time).0;
        assert_eq!((at("2024-05-08", "11:00"), at("2024-05-15", "11:00")), (Answer::Yes, Answer::No));
        assert_eq!((at("2024-05-08", "19:30"), at("2024-05-15", "19:30")), (Answer::No, Answer::Yes));
        assert_eq!((at("2024-05-15", "09:30"), at("2024-05-22", "09:30")), (Answer::Yes, Answer::No));
        assert_eq!((at("2024-05-01", "11:00"), at("2024-02-28", "11:00")), (Answer::CannotSay, Answer::No));
    }

    #[test]
    fn a_center_that_is_not_in_use_offers_nothing() {
        for (status, answer) in [("planned", Answer::No), ("suspended", Answer::No), ("open", Answer::Yes)] {
            let center = center(&format!(
                r#""status": "{status}", "services": [{{ "key": "a", "name": "课堂", "functions": ["education"],
                     "audience": {{ "groups": ["young"] }},
                     "sessions": [{{ "weekdays": ["周三"], "opens": "09:00", "closes": "10:00" }}] }}]"#
            ));
            assert_eq!(offered(&center, 36, Day::ordinary(WEDNESDAY), "09:00").0, answer, "{status}");
        }
    }

    #[test]
    fn ages_part_where_somebody_begins_or_ceases_to_be_served_and_nowhere_else() {
        let center = nursery(r#""opens": "09:00", "closes": "10:00""#);
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let bands = |ages| -> Vec<String> {
            let week = timetable.week(FunctionSet::of(&[ServiceFunction::Education]), ages, &Days::ordinary());
            week.rows().iter().map(|row| serde_json::to_string(&row.ages()).unwrap()).collect()
        };
        let all = [
            r#"{"from":0,"below":"30m"}"#,
            r#"{"from":"30m","below":6}"#,
            r#"{"from":6,"below":18}"#,
            r#"{"from":18,"below":60}"#,
            r#"{"from":60}"#,
        ];
        assert_eq!(bands(AgeRange::EVERY_AGE), all);
        let [three, six] = [3, 6].map(|age| Age::years(age).unwrap());
        assert_eq!(bands(AgeRange::new(three, Some(six)).unwrap()), [r#"{"from":3,"below":6}"#]);
    }

    #[test]
    fn too_many_bands_are_made_fewer_and_said_to_be() {
        let ages: Vec<String> =
            (0..200).map(|nth| format!(r#"{{ "from": "{}m", "below": "{}m" }}"#, nth * 4, nth * 4 + 1)).collect();
        let center = center(&format!(
            r#""services": [{{ "key": "a", "name": "课堂", "functions": ["education"],
                 "audience": {{ "ages": [{}] }},
                 "sessions": [{{ "weekdays": ["周三"], "opens": "09:00", "closes": "10:00" }}] }}]"#,
            ages.join(",")
        ));
        let timetable = Timetable::of(&center, AgeBoundaries::LEGAL);
        let week =
            timetable.week(FunctionSet::of(&[ServiceFunction::Education]), AgeRange::EVERY_AGE, &Days::ordinary());
        assert!(week.truncated());
        assert_eq!(week.rows().len(), 64);
        let nine = "09:30".parse().unwrap();
        // Of a band with parts that are not served alike nobody can say; the groups part where they do.
        assert!(week.rows().iter().any(|row| row.at(WEDNESDAY, nine) == Answer::CannotSay));
        assert!(week.rows().iter().any(|row| row.ages().from() == AgeBoundaries::LEGAL.old_from()));
    }

    #[test]
    fn a_center_without_services_offers_nothing_and_one_that_lists_none_may() {
        let day = Day::ordinary(WEDNESDAY);
        assert_eq!(offered(&center(r#""services": []"#), 36, day, "10:00"), (Answer::No, vec![]));
        assert_eq!(
            offered(&center(r#""status": "open""#), 36, day, "10:00"),
            (Answer::CannotSay, vec![Doubt::Services])
        );
        let nothing = center(r#""services": [], "hours": []"#);
        let timetable = Timetable::of(&nothing, AgeBoundaries::LEGAL);
        assert_eq!(timetable.open_in(&Days::ordinary()), Some(Window::NEVER));
        let week = timetable.week(FunctionSet::all(), AgeRange::EVERY_AGE, &Days::ordinary());
        assert!(week.holes(&Window::NEVER).list.is_empty());
        let all_week = Window::NEVER.and(crate::vocab::WeekdaySet::all(), TimeOfDay::START, TimeOfDay::END);
        let holes = week.holes(&all_week);
        assert_eq!(holes.list.len(), 1, "nothing is missing but everything");
    }
}
