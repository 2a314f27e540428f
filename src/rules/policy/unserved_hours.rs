//! `unserved-hours`: a function is offered to an age group at the times that the policy names.
//!
//! **Demands** that in each minute of the times, on each of the weekdays, some service surely is on that fulfills the function and is
//! meant for the group: on ordinary days at the time of the day that the check speaks of, in the season if one is named. A service
//! is on when its sessions are, and when its activities and their classes are, each for the people whom it is meant for.
//! **Basis**: the policy that makes the demand; no preset does.
//! *Met* where no minute is without a service; *violated* once for each span, on all days on which it is the same, in which no
//! service can be on; *undecided*, once, for the minutes in which some service may be on: it does not say what it fulfills, whom it is
//! for or when it is on, a session of it is malformed, or there may be services that the record does not hold; *not
//! applicable* to a center that is not open yet or is closed; *undecided* also where its status is malformed, or is that of an
//! upgrade, which does not tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::hours::{Minutes, When, all, is_over};
use crate::occasions::{Besides, Level, Occasion, Occasions, On, Origin, Setting, Weekly, occasions_of_draft};
use crate::path::{Path, Pointer};
use crate::policy::{AtTimes, Demand};
use crate::records::CenterField;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Answer, Phrase, TimeOfDay, WeekdaySet};

pub(crate) static CARD: Card = Card {
    id: "unserved-hours",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new(
        "某项功能在要求的时间没有面向某个人群",
        "a function is not offered to an age group when it is asked for",
    ),
    facts: &["cell", "days", "from", "until"],
    says: Phrase::new(
        "{days} {from}–{until} 没有任何服务满足“{cell}”",
        "from {from} to {until} no service offers {cell}: {days}",
    ),
    help: Phrase::new(
        "请在这些时间增加服务，或写明已有服务的时段、功能和对象",
        "offer a service at these times, or say when the services are on, what they fulfill and for whom",
    ),
};

pub(crate) fn check(asked: &AtTimes, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let services = at.key(CenterField::services.as_str());
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let week = Asked::of(asked, subject);
    let (mut missing, mut open) = (BTreeMap::<(TimeOfDay, TimeOfDay), WeekdaySet>::new(), false);
    for day in &week.days {
        let wanted = Minutes::between(asked.opens, asked.closes);
        for span in wanted.without(day.total.possible).spans() {
            missing.entry(span).or_default().insert(day.setting.day.weekday());
        }
        open |= wanted.and(day.total.possible).without(day.total.sure) != Minutes::NONE;
    }
    if missing.is_empty() && !open {
        return probe.met_by(&services, || week.proof(at));
    }
    for ((from, until), days) in missing {
        let facts = [Fact::Cell(asked.cell), Fact::Weekdays(days), Fact::Time(from), Fact::Time(until)];
        probe.violated(Breach::at(&services, facts).demanded_by(demand));
    }
    if open {
        probe.undecided(&services, week.because(subject, at));
    }
}

/// The days of a week on which something is asked, and what the center offers on them.
struct Asked<'a> {
    asked: &'a AtTimes,
    occasions: Occasions,
    days: Vec<AskedDay>,
}

struct AskedDay {
    setting: Setting,
    /// When each of the times is on.
    on: Vec<On>,
    /// When what is asked is offered.
    total: On,
}

impl<'a> Asked<'a> {
    fn of(asked: &'a AtTimes, subject: &Subject<'_>) -> Self {
        let occasions = occasions_of_draft(subject.center, subject.boundaries, subject.date);
        let day = |weekday| {
            let day = Day::ordinary(weekday).at(subject.date);
            let day = asked.season.map_or(day, |season| day.during(season));
            let setting = Setting { day, date: None, may_be_open: may_be_open(subject, day), dated: None };
            let on = occasions.on(&setting);
            let mut total = On::default();
            for occasion in &occasions.list {
                let answer = offers(occasion, asked);
                on.get(occasion.times).into_iter().for_each(|on| total.add(&on.if_so(answer)));
            }
            AskedDay { setting, on, total }
        };
        let days = asked.weekdays.iter().map(day).collect();
        Self { asked, occasions, days }
    }

    /// The services, activities and classes that surely are on at some of the times.
    fn proof(&self, at: &Path<'_>) -> Vec<Pointer> {
        let wanted = Minutes::between(self.asked.opens, self.asked.closes);
        let proves = |occasion: &&Occasion| {
            let is_on =
                |day: &AskedDay| day.on.get(occasion.times).is_some_and(|on| on.sure.and(wanted) != Minutes::NONE);
            offers(occasion, self.asked) == Answer::Yes && self.days.iter().any(is_on)
        };
        self.occasions
            .list
            .iter()
            .filter(proves)
            .map(|occasion| place_of(occasion.origin, Level::Section, at))
            .collect()
    }

    /// The places that leave it open whether something is on in minutes in which nothing surely is.
    fn because(&self, subject: &Subject<'_>, at: &Path<'_>) -> Vec<Pointer> {
        let wanted = Minutes::between(self.asked.opens, self.asked.closes);
        let mut because = Vec::new();
        // Many classes may share the times of their activity.
        let mut seen = BTreeSet::new();
        for occasion in self.occasions.list.iter().filter(|occasion| offers(occasion, self.asked) != Answer::No) {
            for day in &self.days {
                let open = wanted.without(day.total.sure);
                let Some(on) = day.on.get(occasion.times).filter(|on| on.possible.and(open) != Minutes::NONE) else {
                    continue;
                };
                let timed = seen.insert((occasion.times, day.setting.day.weekday()));
                let open = if timed { open } else { Minutes::NONE };
                self.doubt(occasion, on, (day, open), (subject, at), &mut because);
            }
        }
        because.sort_unstable();
        because.dedup();
        because
    }

    fn doubt(
        &self,
        occasion: &Occasion,
        on: &On,
        (day, open): (&AskedDay, Minutes),
        (subject, at): (&Subject<'_>, &Path<'_>),
        because: &mut Vec<Pointer>,
    ) {
        let Some(times) = self.occasions.times.get(occasion.times) else { return };
        let origin = occasion.origin;
        if origin.service.is_none() {
            because.extend(match times.besides {
                Besides::Ever => subject.list_doubt(at, CenterField::activities, &subject.center.activities),
                _ => subject.list_doubt(at, CenterField::services, &subject.center.services),
            });
            if times.besides == Besides::Ever {
                let unread = |service: &Field<_>| matches!(service, Field::Malformed(_));
                let activities = subject.center.activities.items().filter(|(_, activity)| unread(&activity.service));
                let list = at.key(CenterField::activities.as_str());
                because.extend(activities.map(|(place, _)| list.index(place).key("service").to_pointer()));
            }
            return;
        }
        let below = |level, key: &str| Pointer::below(place_of(origin, level, at).as_str(), key);
        if occasion.fulfills(self.asked.cell.function()) == Answer::CannotSay {
            because.push(below(Level::Service, "functions"));
        }
        if occasion.whom.reaches(self.asked.cell.group()) == Answer::CannotSay {
            because.push(below(occasion.whom.level, "audience"));
        }
        if on.sure.and(open) != on.possible.and(open) {
            let sessions = below(occasion.timed_by, "sessions");
            for weekly in &times.weekly {
                let may_be = weekly.on(day.setting.day).possible.and(open) != Minutes::NONE;
                let key = weekly.doubt_on(day.setting.day).filter(|_| may_be);
                let session = || Pointer::below(sessions.as_str(), &weekly.place.to_string());
                because.extend(key.map(|key| Pointer::below(session().as_str(), key)));
            }
            if times.besides != Besides::Never {
                because.push(sessions);
            }
        }
    }
}

/// Whether an occasion is one of what is asked, whenever it is.
fn offers(occasion: &Occasion, asked: &AtTimes) -> Answer {
    all([occasion.fulfills(asked.cell.function()), occasion.whom.reaches(asked.cell.group())])
}

/// Where something stands, down to the level at most.
fn place_of(origin: Origin, level: Level, at: &Path<'_>) -> Pointer {
    let (services, activities) = (at.key("services"), at.key("activities"));
    match (level, origin) {
        (Level::Section, Origin { activity: Some(activity), section: Some(section), .. }) => {
            activities.index(activity).key("sections").index(section).to_pointer()
        }
        (Level::Section | Level::Activity, Origin { activity: Some(activity), .. }) => {
            activities.index(activity).to_pointer()
        }
        _ => services.index(origin.service.unwrap_or_default()).to_pointer(),
    }
}

/// When the center may be open on a day, as far as its hours tell.
fn may_be_open(subject: &Subject<'_>, day: Day) -> Minutes {
    if !subject.lists_all(CenterField::hours, &subject.center.hours) {
        return Minutes::all();
    }
    let mut open = On::default();
    for (place, session) in subject.center.hours.items().filter(|(_, session)| !is_over(session, subject.date)) {
        let (when, doubt) = When::read(session);
        open.add(&Weekly { place, when, doubt }.on(day));
    }
    open.possible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, Date, Lang, PolicyLevel, Season, Strength, Weekday};

    /// Education for the young should be there from 16:00 to 18:00 on Mondays and Wednesdays.
    fn look_in(season: Option<Season>, date: Option<Date>, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let asked = AtTimes {
            cell: "education/young".parse().unwrap(),
            weekdays: WeekdaySet::of(&[Weekday::Monday, Weekday::Wednesday]),
            opens: "16:00".parse().unwrap(),
            closes: "18:00".parse().unwrap(),
            season,
        };
        let by = Authority::new(PolicyLevel::District, STANDARD);
        let demand = Demand::new(Ask::AtTimes(asked), Strength::Should, by);
        let mut subject = Subject::new(&center, AgeBoundaries::LEGAL);
        subject.date = date;
        judge(&CARD, |probe| check(&asked, &demand, &subject, &Path::ROOT, probe))
    }

    fn look(services: &str) -> (Tally, Findings) {
        look_in(None, Date::new(2024, 5, 8), &format!(r#"{{ "services": [{services}] }}"#))
    }

    fn homework(sessions: &str) -> String {
        format!(
            r#"{{ "key": "homework", "functions": ["education"], "audience": {{ "groups": ["young"] }}, "sessions": [{sessions}] }}"#
        )
    }

    fn session(days: &str, opens: &str, closes: &str, more: &str) -> String {
        format!(r#"{{ "weekdays": [{days}], "opens": "{opens}", "closes": "{closes}"{more} }}"#)
    }

    const BOTH: &str = r#""mon", "wed""#;

    #[test]
    fn services_meet_it_together_and_the_last_minute_counts() {
        let first = homework(&session(BOTH, "15:30", "17:00", ""));
        let second = homework(&session(BOTH, "17:00", "18:00", ""));
        let (tally, findings) = look(&format!("{first}, {second}"));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].path().as_str(), "/services");
        assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/1".parse().unwrap()]);
        let (tally, findings) = look(&format!("{first}, {}", homework(&session(BOTH, "17:00", "17:59", ""))));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "周一、周三 17:59–18:00 没有任何服务满足“教育·少”");
        assert_eq!(
            findings.violations[0].message(Lang::En),
            "from 17:59 to 18:00 no service offers education for the young: Monday, Wednesday"
        );
    }

    #[test]
    fn what_is_missing_at_the_same_time_on_several_days_is_one_violation() {
        let (tally, findings) = look(&homework(&session(r#""mon""#, "16:00", "18:00", "")));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/services");
        assert_eq!(findings.violations[0].severity(), Severity::Warning);
        assert_eq!(findings.violations[0].demanded_by().map(Authority::level), Some(PolicyLevel::District));
        assert_eq!(findings.violations[0].help(Lang::Zh), CARD.help.text(Lang::Zh));
        let (tally, findings) = look("");
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "周一、周三 16:00–18:00 没有任何服务满足“教育·少”");
        let (tally, _) = look(&homework(&session(r#""mon""#, "16:30", "17:00", "")));
        assert_eq!(tally, Tally { violated: 3, ..Tally::default() }, "before, after, and all of Wednesday");
    }

    #[test]
    fn a_class_is_for_whom_it_says_and_on_when_it_is() {
        let center = |audience: &str| {
            format!(
                r#"{{ "services": [{{ "key": "arts", "functions": ["education"] }}],
                     "activities": [{{ "key": "zither", "service": "arts", "sections": [
                         {{ "key": "a", "audience": {audience}, "sessions": [{}] }}] }}] }}"#,
                session(BOTH, "16:00", "18:00", "")
            )
        };
        let (tally, findings) = look_in(None, None, &center(r#"{ "ages": [{ "from": 6, "below": 12 }] }"#));
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].proof(), ["/activities/0/sections/0".parse().unwrap()]);
        let (tally, _) = look_in(None, None, &center(r#"{ "groups": ["old"] }"#));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let (tally, findings) = look_in(None, None, &center("5"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/activities/0/sections/0/audience".parse().unwrap()]);
    }

    #[test]
    fn what_the_record_leaves_open_is_told_where_it_is_left_open() {
        let both = |more: &str| session(BOTH, "16:00", "18:00", more);
        for (services, because) in [
            (homework(""), "/services/0/sessions"),
            (homework("5"), "/services/0/sessions"),
            (homework(&both(r#", "season": "学期""#)), "/services/0/sessions/0/season"),
            (homework(&both(r#", "season": "梅雨""#)), "/services/0/sessions/0/season"),
            (homework(&session(r#""someday""#, "16:00", "18:00", "")), "/services/0/sessions/0/weekdays"),
            (format!(r#"{{ "functions": ["education"], "sessions": [{}] }}"#, both("")), "/services/0/audience"),
            (
                format!(r#"{{ "audience": {{ "groups": ["young"] }}, "sessions": [{}] }}"#, both("")),
                "/services/0/functions",
            ),
            ("5".to_owned(), "/services/0"),
        ] {
            let (tally, findings) = look(&services);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{services}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{services}");
            // Whatever it is, it is enough that another one is there.
            let (tally, _) = look(&format!("{services}, {}", homework(&both(""))));
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{services}");
        }
        for (center, because) in [
            ("{}", "/services"),
            (r#"{ "services": [], "partial": ["services"] }"#, "/partial"),
            (r#"{ "services": [], "activities": [5] }"#, "/activities/0"),
        ] {
            let (tally, findings) = look_in(None, None, center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_service_that_does_not_say_when_is_not_on_while_the_center_surely_is_closed() {
        let center =
            format!(r#"{{ "services": [{}], "hours": [{}] }}"#, homework(""), session(BOTH, "08:00", "17:00", ""));
        let (tally, findings) = look_in(None, None, &center);
        assert_eq!(tally, Tally { violated: 1, undecided: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::Zh), "周一、周三 17:00–18:00 没有任何服务满足“教育·少”");
    }

    #[test]
    fn the_season_and_the_day_of_the_check_decide_what_holds() {
        let center =
            |more: &str| format!(r#"{{ "services": [{}] }}"#, homework(&session(BOTH, "16:00", "18:00", more)));
        let term = center(r#", "season": "学期""#);
        assert_eq!(look_in(Some(Season::SchoolTerm), None, &term).0.met, 1);
        assert_eq!(look_in(Some(Season::SummerVacation), None, &term).0.violated, 1);
        let ended = center(r#", "valid_until": "2024-05-08""#);
        assert_eq!(look_in(None, Date::new(2024, 5, 8), &ended).0.met, 1);
        assert_eq!(look_in(None, Date::new(2024, 5, 9), &ended).0.violated, 1);
        assert_eq!(look_in(None, None, &ended).0.undecided, 1);
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let (tally, _) = look_in(None, None, &format!(r#"{{ "status": "{status}", "services": [] }}"#));
            assert_eq!(tally, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
        let (tally, findings) = look_in(None, None, r#"{ "status": "upgrading", "services": [] }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
    }
}
