use std::iter::successors;
use std::ops::RangeInclusive;

use super::day_view::DayView;
use super::house::House;
use super::known::Known;
use super::span::{OpenMinutes, Span};
use super::times::Times;
use crate::calendar::Calendar;
use crate::hours::Minutes;
use crate::records::{Activity, Center, Section, Service};
use crate::vocab::{Answer, Date, Opening, TimeOfDay, WeeklyMinutes};

/// When a center is open, or when something in it is on, by a calendar.
///
/// Nothing is worked out before it is asked for: each answer about a day costs as much as there are sessions and closures.
///
/// ```
/// use neighborhood_center::calendar::Calendar;
/// use neighborhood_center::records::{Center, HolidayYear};
/// use neighborhood_center::schedule::Schedule;
/// use neighborhood_center::vocab::{Lang, Opening, Say};
///
/// let notice: HolidayYear = serde_json::from_str(r#"{ "year": 2024, "days": [
///     { "name": "国庆节", "date": "2024-10-07", "isOffDay": true },
///     { "name": "国庆节", "date": "2024-10-12", "isOffDay": false }
/// ] }"#)?;
/// let calendar = Calendar::new([&notice], [])?;
/// let center: Center = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
///     "hours": [{ "weekdays": ["周一", "周二", "周三", "周四", "周五"], "opens": "08:30", "closes": "17:30",
///                 "public_holidays": "除外", "make_up_workdays": "也开放" }]
/// }"#)?;
/// let schedule = Schedule::of(&center, &calendar);
/// let at = |date: &str| Ok::<_, neighborhood_center::vocab::WordError>(schedule.at(date.parse()?, "10:00".parse()?));
/// assert_eq!(at("2024-10-07")?, Opening::Closed); // a Monday
/// assert_eq!(at("2024-10-12")?, Opening::Open); // a Saturday
/// assert_eq!(at("2025-10-13")?, Opening::Unknown); // a Monday of a year without a notice
/// assert_eq!(
///     schedule.day("2024-10-12".parse()?).in_lang(Lang::Zh).to_string(),
///     "2024年10月12日，周六，调休上班日（国庆节）：08:30–17:30",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Schedule<'c> {
    calendar: &'c Calendar,
    house: House<'c>,
    /// The hours of what is asked about, if that is not the center itself.
    own: Option<Times>,
}

impl<'c> Schedule<'c> {
    /// When a center is open.
    #[must_use]
    pub fn of(center: &'c Center, calendar: &'c Calendar) -> Self {
        Self { calendar, house: House::of(center), own: None }
    }

    /// When a service of a center is offered.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    /// use neighborhood_center::vocab::Opening;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心", "status": "open",
    ///     "hours": [{ "weekdays": ["周三"], "opens": "08:30", "closes": "17:30", "public_holidays": "照常" }],
    ///     "services": [{ "key": "gym", "name": "健身" }]
    /// }"#)?;
    /// let calendar = Calendar::default();
    /// let gym = Schedule::of_service(&center, &center.services()[0], &calendar);
    /// // It does not say when: nobody knows while the center is open, and it is closed with the center.
    /// assert_eq!(gym.at("2024-10-09".parse()?, "10:00".parse()?), Opening::Unknown);
    /// assert_eq!(gym.at("2024-10-09".parse()?, "20:00".parse()?), Opening::Closed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_service(center: &'c Center, service: &Service, calendar: &'c Calendar) -> Self {
        Self { own: Some(Times::of_service(service)), ..Self::of(center, calendar) }
    }

    /// When an activity of a center takes place: in any of its classes, or as it says itself where it has no classes.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
    ///     "activities": [{ "key": "zither", "name": "古筝", "sections": [
    ///         { "key": "beginners", "dates": [{ "date": "2024-07-06", "opens": "09:00", "closes": "10:30" }] },
    ///         { "key": "advanced", "dates": [{ "date": "2024-07-06", "opens": "10:30", "closes": "12:00" }] }
    ///     ] }]
    /// }"#)?;
    /// let (calendar, zither) = (Calendar::default(), &center.activities()[0]);
    /// let day = "2024-07-06".parse()?;
    /// assert_eq!(Schedule::of_activity(&center, zither, &calendar).day(day).spans()[0].minutes(), 180);
    /// let beginners = Schedule::of_section(&center, zither, &zither.sections()[0], &calendar);
    /// assert_eq!(beginners.day(day).spans()[0].minutes(), 90);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_activity(center: &'c Center, activity: &Activity, calendar: &'c Calendar) -> Self {
        Self { own: Some(Times::of_activity(activity)), ..Self::of(center, calendar) }
    }

    /// When a class of an activity takes place: as it says, or else as the activity does. See [`Schedule::of_activity`].
    #[must_use]
    pub fn of_section(center: &'c Center, activity: &Activity, section: &Section, calendar: &'c Calendar) -> Self {
        Self { own: Some(Times::of_section(activity, section)), ..Self::of(center, calendar) }
    }

    /// Whether it is open at a moment. The minute of closing is closed; 24:00 is 00:00 of the next day.
    #[must_use]
    pub fn at(&self, date: Date, time: TimeOfDay) -> Opening {
        match moment(date, time) {
            Some((date, time)) => self.on(date).at(time),
            None => Opening::Unknown,
        }
    }

    /// A day, with what made it so.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    /// use neighborhood_center::vocab::{Lang, Say};
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
    ///     "hours": [{ "weekdays": ["周三", "周四"], "opens": "08:30", "closes": "17:30", "public_holidays": "照常" },
    ///               { "weekdays": ["周三"], "opens": "17:30", "closes": "20:00" }],
    ///     "closures": [{ "begins": "2024-10-10", "reason": "设备检修" }]
    /// }"#)?;
    /// let calendar = Calendar::default();
    /// let schedule = Schedule::of(&center, &calendar);
    /// assert_eq!(
    ///     schedule.day("2024-10-09".parse()?).in_lang(Lang::En).to_string(),
    ///     "2024-10-09, Wednesday, of a kind that is not known (no notice of 2024): 08:30–17:30, 17:30–20:00 (unknown)",
    /// );
    /// let closed = schedule.day("2024-10-10".parse()?);
    /// assert_eq!(closed.in_lang(Lang::Zh).to_string(), "2024年10月10日，周四，日期类型不详（缺 2024 年放假通知）：关闭（设备检修）");
    /// assert!(closed.closure().is_some() && closed.spans().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn day(&self, date: Date) -> DayView<'c> {
        DayView {
            date,
            day: self.calendar.day(date),
            holiday: self.calendar.holiday(date),
            missing_notice: self.calendar.missing_notice(date),
            spans: self.on(date).spans(date),
            closure: self.house.closure(date),
            is_dated: self.house.dated(date).is_some(),
        }
    }

    /// The spans of a range of days that are open, or of which nobody can say, in order. Each day is worked out when its turn
    /// comes, so that whoever stops early pays for no more.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
    ///     "hours": [{ "weekdays": ["周三"], "opens": "08:30", "closes": "17:30",
    ///                 "public_holidays": "照常", "make_up_workdays": "除外" }]
    /// }"#)?;
    /// let calendar = Calendar::default();
    /// let schedule = Schedule::of(&center, &calendar);
    /// let october = "2024-10-01".parse()?..="2024-10-31".parse()?;
    /// assert_eq!(schedule.over(october).count(), 5); // Wednesdays
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn over(&self, days: RangeInclusive<Date>) -> impl Iterator<Item = Span> {
        let (first, last) = days.into_inner();
        successors(Some(first), |date| date.plus_days(1))
            .take_while(move |date| *date <= last)
            .flat_map(|date| self.on(date).spans(date))
    }

    /// For how many minutes it is open from Monday to Sunday of the week in which a day lies. What several sessions hold counts
    /// once, and a lunch break does not count.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
    ///     "hours": [{ "weekdays": ["周三"], "opens": "08:30", "closes": "12:00",
    ///                 "public_holidays": "照常", "make_up_workdays": "除外" },
    ///               { "weekdays": ["周三"], "opens": "14:00", "closes": "17:30", "make_up_workdays": "除外" }]
    /// }"#)?;
    /// let calendar = Calendar::default(); // it does not know whether that Wednesday is a holiday
    /// let open = Schedule::of(&center, &calendar).minutes_in_week("2024-10-09".parse()?);
    /// assert_eq!((open.least.get(), open.most.get()), (210, 420));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn minutes_in_week(&self, date: Date) -> OpenMinutes {
        let (monday, sunday) = date.week();
        let days: Vec<Known> = successors(Some(monday), |date| date.plus_days(1))
            .take_while(|date| *date <= sunday)
            .map(|date| self.on(date))
            .collect();
        let sum = |minutes: fn(&Known) -> &Minutes| {
            // Seven days have no more minutes than a week.
            WeeklyMinutes::new(days.iter().map(|day| minutes(day).count()).sum())
                .unwrap_or(WeeklyMinutes::hours(u8::MAX))
        };
        OpenMinutes { least: sum(|day| &day.surely), most: sum(|day| &day.perhaps) }
    }

    /// When it opens next, from a moment to the end of the day so many days later: the first span in which it is open or of which
    /// nobody can say, without what is past of it. If it is open at the moment, that is where the span begins.
    ///
    /// ```
    /// use neighborhood_center::calendar::Calendar;
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::schedule::Schedule;
    /// use neighborhood_center::vocab::{Date, Lang, Say};
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "石油社区邻里中心",
    ///     "hours": [{ "weekdays": ["周三"], "opens": "08:30", "closes": "17:30",
    ///                 "public_holidays": "照常", "make_up_workdays": "除外" }]
    /// }"#)?;
    /// let calendar = Calendar::default();
    /// let schedule = Schedule::of(&center, &calendar);
    /// let thursday: Date = "2024-10-10".parse()?;
    /// let next = schedule.next_opening(thursday, "09:00".parse()?, 14).map(|span| span.in_lang(Lang::Zh).to_string());
    /// assert_eq!(next.as_deref(), Some("2024年10月16日 08:30–17:30 开放"));
    /// assert_eq!(schedule.next_opening(thursday, "09:00".parse()?, 5), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_opening(&self, date: Date, time: TimeOfDay, within_days: u16) -> Option<Span> {
        let (first, time) = moment(date, time)?;
        let last = (0..=i32::from(within_days)).rev().find_map(|days| date.plus_days(days))?;
        self.over(first..=last).find_map(|span| span.from(first, time))
    }

    /// When it is open on a day.
    fn on(&self, date: Date) -> Known {
        let is_in_use = self.house.is_in_use(date);
        if is_in_use == Answer::No || self.house.closure(date).is_some() {
            return Known::CLOSED;
        }
        let day = self.calendar.day(date);
        let dated = self.house.dated(date);
        let house = dated.unwrap_or_else(|| self.house.weekly(day));
        let known = match &self.own {
            None => house,
            Some(own) => {
                let weekly = own.weekly(day);
                let mut known = if dated.is_some() { weekly.within(house) } else { weekly };
                if house.perhaps == Minutes::NONE {
                    known.perhaps = known.surely;
                }
                if own.is_open {
                    known.perhaps.add(house.perhaps);
                }
                own.dated(date).into_iter().for_each(|minutes| known.add(minutes));
                known
            }
        };
        if is_in_use == Answer::CannotSay { known.doubted() } else { known }
    }
}

/// A moment, with the end of a day taken for the beginning of the next; `None` after the last day that can be written.
fn moment(date: Date, time: TimeOfDay) -> Option<(Date, TimeOfDay)> {
    if time == TimeOfDay::END { Some((date.plus_days(1)?, TimeOfDay::START)) } else { Some((date, time)) }
}
