//! On which days a session is on, as far as its own words tell: whatever day of the calendar it may be.

use crate::calendar::is_weekend;
use crate::vocab::{DayKind, DayRule, Member as _, Season, Weekday, WeekdaySet};

use super::when::When;

/// Kinds that a day can be of, whatever its name in the week: ordinary, a public holiday, or a make-up workday.
///
/// An ordinary day is a workday or a rest day, as its weekday has it. A make-up workday has the hours of its own name, or
/// those of a day from Monday to Friday, which makes six kinds of them: where two sessions do not say what becomes of them
/// on such a day, the hours of Saturday and those of Monday are not both on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ORDINARY: Self = Self(1);
    pub(crate) const HOLIDAY: Self = Self(2);
    pub(crate) const MAKE_UP: Self = Self(0b1111_1100);
    pub(crate) const ALL: Self = Self(u8::MAX);

    /// The kinds, one by one.
    pub(crate) const EACH: [Self; 8] = [Self(1), Self(2), Self(4), Self(8), Self(16), Self(32), Self(64), Self(128)];

    /// A make-up workday that has the hours of its own name.
    const AS_USUAL: Self = Self(4);

    /// Those that a weekday can be: only a Saturday or a Sunday is worked on in return for a day off.
    pub(crate) fn of(weekday: Weekday) -> Self {
        if is_weekend(weekday) { Self::ALL } else { Self::ORDINARY.or(Self::HOLIDAY) }
    }

    /// Make-up workdays of one name, with the hours of one of these days.
    fn like(days: WeekdaySet, name: Weekday) -> Self {
        let as_usual = if days.contains(name) { Self::AS_USUAL } else { Self::NONE };
        let monday = Self::AS_USUAL.0 << 1;
        days.and(workdays()).iter().fold(as_usual, |kinds, day| kinds.or(Self(monday << day.index())))
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// A number below 256, another one for each set.
    pub(crate) fn index(self) -> u8 {
        self.0
    }
}

impl From<DayKind> for Kinds {
    fn from(kind: DayKind) -> Self {
        match kind {
            DayKind::Workday | DayKind::RestDay => Self::ORDINARY,
            DayKind::PublicHoliday => Self::HOLIDAY,
            DayKind::MakeUpWorkday => Self::MAKE_UP,
        }
    }
}

/// The classes of days on which a session is on: weekday by kind by season.
///
/// The season of the day decides by itself, so that one word for it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Classes {
    /// The weekdays on which it is on, if the day is ordinary.
    ordinary: WeekdaySet,
    /// Those on which it is on, if the day is a public holiday.
    holidays: WeekdaySet,
    /// Those on which it may be on then, if nobody said.
    holidays_perhaps: WeekdaySet,
    make_ups: MakeUps,
    season: Option<Season>,
}

/// On which make-up workdays a session is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MakeUps {
    /// On those that have one of these names.
    Named(WeekdaySet),
    /// Nobody said: on those that have the hours of one of these days.
    Like(WeekdaySet),
}

impl Classes {
    /// What the words of a session amount to. They mean what [`When::holds_on`] says of each class.
    pub(crate) fn of(when: &When) -> Self {
        let When { weekdays, public_holidays, make_up_workdays, season, .. } = *when;
        let only_holidays = public_holidays == Some(DayRule::Only);
        let only_make_ups = make_up_workdays == Some(DayRule::Only);
        let never = WeekdaySet::EMPTY;
        let (holidays, holidays_perhaps) = match public_holidays {
            Some(DayRule::AsUsual | DayRule::Only) => (weekdays, never),
            Some(DayRule::Also) => (WeekdaySet::all(), never),
            Some(DayRule::Except) => (never, never),
            None => (never, if only_make_ups { never } else { weekdays }),
        };
        let make_ups = match make_up_workdays {
            Some(DayRule::AsUsual | DayRule::Only) => MakeUps::Named(weekdays),
            Some(DayRule::Also) => MakeUps::Named(WeekdaySet::all()),
            Some(DayRule::Except) => MakeUps::Named(never),
            None => MakeUps::Like(if only_holidays { never } else { weekdays }),
        };
        let ordinary = if only_holidays || only_make_ups { never } else { weekdays };
        Self { ordinary, holidays, holidays_perhaps, make_ups, season }
    }

    /// Every day of these kinds that has this name in the week.
    pub(crate) fn each(weekday: Weekday, kinds: Kinds) -> Self {
        let if_among = |kind| if kinds.contains_all(kind) { WeekdaySet::of(&[weekday]) } else { WeekdaySet::EMPTY };
        Self {
            ordinary: if_among(Kinds::ORDINARY),
            holidays: if_among(Kinds::HOLIDAY),
            holidays_perhaps: WeekdaySet::EMPTY,
            make_ups: MakeUps::Named(if_among(Kinds::MAKE_UP)),
            season: None,
        }
    }

    /// The kinds of which a day has to be for the session to be surely on.
    pub(crate) fn surely(&self, weekday: Weekday) -> Kinds {
        let if_in = |days: WeekdaySet, kinds| if days.contains(weekday) { kinds } else { Kinds::NONE };
        let make_ups = match self.make_ups {
            MakeUps::Named(names) => if_in(names, Kinds::MAKE_UP),
            MakeUps::Like(days) => Kinds::like(days, weekday),
        };
        let others = if_in(self.ordinary, Kinds::ORDINARY).or(if_in(self.holidays, Kinds::HOLIDAY));
        others.or(make_ups).and(Kinds::of(weekday))
    }

    /// The kinds of which a day has to be for the session to be on perhaps, if not surely.
    pub(crate) fn perhaps(&self, weekday: Weekday) -> Kinds {
        let holiday = if self.holidays_perhaps.contains(weekday) { Kinds::HOLIDAY } else { Kinds::NONE };
        self.surely(weekday).or(holiday)
    }

    /// The part of the year that it holds in; without it, all year.
    pub(crate) fn season(&self) -> Option<Season> {
        self.season
    }
}

fn workdays() -> WeekdaySet {
    Weekday::ALL.iter().copied().filter(|weekday| !is_weekend(*weekday)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::vocab::{Answer, TimeOfDay};

    /// Whether a session is on on a day of a class, all year round.
    fn on(classes: Classes, weekday: Weekday, kind: DayKind) -> Answer {
        let (surely, perhaps) = (classes.surely(weekday), classes.perhaps(weekday));
        assert!(perhaps.contains_all(surely), "{classes:?} is surely on, and not even perhaps");
        if surely.contains_all(kind.into()) {
            Answer::Yes
        } else if perhaps.and(kind.into()) == Kinds::NONE {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }

    fn when(weekdays: WeekdaySet, public_holidays: Option<DayRule>, make_up_workdays: Option<DayRule>) -> When {
        When {
            weekdays,
            opens: TimeOfDay::START,
            closes: TimeOfDay::END,
            public_holidays,
            make_up_workdays,
            season: None,
            valid_from: None,
            valid_until: None,
        }
    }

    fn ordinary(weekday: Weekday) -> DayKind {
        if is_weekend(weekday) { DayKind::RestDay } else { DayKind::Workday }
    }

    #[test]
    fn a_make_up_workday_is_a_saturday_or_a_sunday() {
        assert_eq!(Kinds::of(Weekday::Sunday), Kinds::ALL);
        assert_eq!(Kinds::of(Weekday::Friday), Kinds::ORDINARY.or(Kinds::HOLIDAY));
        for rule in DayRule::ALL.iter().copied().map(Some).chain([None]) {
            let classes = Classes::of(&when(WeekdaySet::all(), None, rule));
            assert!(workdays().iter().all(|day| Kinds::of(day).contains_all(classes.perhaps(day))), "{rule:?}");
        }
    }

    #[test]
    fn a_day_that_is_named_is_of_the_kinds_that_it_can_be() {
        for (weekday, kinds, expected) in [
            (Weekday::Friday, Kinds::ALL, Kinds::ORDINARY.or(Kinds::HOLIDAY)),
            (Weekday::Sunday, Kinds::ALL, Kinds::ALL),
            (Weekday::Sunday, Kinds::MAKE_UP, Kinds::MAKE_UP),
        ] {
            let classes = Classes::each(weekday, kinds);
            assert_eq!((classes.surely(weekday), classes.perhaps(weekday)), (expected, expected));
            assert_eq!(classes.perhaps(Weekday::Monday), Kinds::NONE);
        }
    }

    #[test]
    fn the_classes_of_a_session_are_those_that_it_holds_on() {
        let rules = || DayRule::ALL.iter().copied().map(Some).chain([None]);
        for bits in 0_u8..1 << 7 {
            let named = |day: &Weekday| bits & 1 << day.index() != 0;
            let days = Weekday::ALL.iter().copied().filter(named).collect();
            for (holidays, make_ups) in rules().flat_map(|one| rules().map(move |other| (one, other))) {
                let when = when(days, holidays, make_ups);
                for weekday in Weekday::ALL.iter().copied() {
                    for kind in [ordinary(weekday), DayKind::PublicHoliday, DayKind::MakeUpWorkday] {
                        if Kinds::of(weekday).contains_all(kind.into()) {
                            let expected = when.holds_on(Day::ordinary(weekday).of_kind(kind));
                            assert_eq!(
                                on(Classes::of(&when), weekday, kind),
                                expected,
                                "{when:?} {weekday:?} {kind:?}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_saturday_worked_on_has_the_hours_of_one_day() {
        let of =
            |day| Classes::of(&when(WeekdaySet::of(&[day]), None, None)).perhaps(Weekday::Saturday).and(Kinds::MAKE_UP);
        let days: Vec<_> = Weekday::ALL.iter().map(|day| of(*day)).collect();
        for (nth, one) in days.iter().enumerate() {
            assert_eq!(
                *one == Kinds::NONE,
                nth == 6,
                "a Saturday never has the hours of a Sunday, and may have any others"
            );
            assert!(days.iter().skip(nth + 1).all(|other| one.and(*other) == Kinds::NONE));
        }
        assert_eq!(days.into_iter().fold(Kinds::NONE, Kinds::or), Kinds::MAKE_UP);
    }
}
