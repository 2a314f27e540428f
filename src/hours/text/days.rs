use super::token::{DayWord, Kind, Token};
use crate::vocab::{DayRule, Weekday, WeekdaySet};

/// From Monday to Friday.
pub(super) fn monday_to_friday() -> WeekdaySet {
    WeekdaySet::all().without(weekend())
}

/// Saturday and Sunday.
pub(super) fn weekend() -> WeekdaySet {
    WeekdaySet::of(&[Weekday::Saturday, Weekday::Sunday])
}

/// What a text says becomes of hours on days that break the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing.
    #[default]
    Silent,
    /// That it will be told another time.
    Later,
    /// 照常, of make-up workdays: people mean that it is open on them as on other workdays, and not as on other days of that name.
    Usual,
    Rule(DayRule),
}

impl Said {
    pub(super) fn rule(self) -> Option<DayRule> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::Silent | Self::Later | Self::Usual => None,
        }
    }

    /// What it makes of hours on these days of the week. 照常 is open where they are those of workdays or of the weekend; of a
    /// Saturday it says as much as of any other Saturday; of some workdays it says nothing.
    pub(super) fn rule_on(self, weekdays: Option<WeekdaySet>) -> Option<DayRule> {
        let days = match (self, weekdays) {
            (Self::Usual, Some(days)) => days,
            (Self::Usual, None) => return Some(DayRule::Also),
            _ => return self.rule(),
        };
        if days.contains_all(monday_to_friday()) || days.contains_all(weekend()) {
            Some(DayRule::Also)
        } else {
            days.meets(weekend()).then_some(DayRule::AsUsual)
        }
    }

    /// The same, said of public holidays.
    pub(super) fn of_public_holidays(self) -> Self {
        if self == Self::Usual { Self::Rule(DayRule::AsUsual) } else { self }
    }

    /// What is said of the same days by both; `None` if they contradict each other.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Silent, said) | (said, Self::Silent) => Some(said),
            (one, other) => (one == other).then_some(one),
        }
    }
}

/// What is said of the days that break the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rules {
    pub(super) public_holidays: Said,
    pub(super) make_up_workdays: Said,
}

impl Rules {
    pub(super) fn and(self, other: Self) -> Option<Self> {
        Some(Self {
            public_holidays: self.public_holidays.and(other.public_holidays)?,
            make_up_workdays: self.make_up_workdays.and(other.make_up_workdays)?,
        })
    }
}

/// The days on which hours are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// `None` where no day is named.
    pub(super) weekdays: Option<WeekdaySet>,
    /// Named by a word for every day, to which exceptions are made, and not one by one.
    pub(super) in_general: bool,
    pub(super) rules: Rules,
}

impl Days {
    /// No day is named.
    pub(super) const UNNAMED: Self = Self {
        weekdays: None,
        in_general: true,
        rules: Rules { public_holidays: Said::Silent, make_up_workdays: Said::Silent },
    };
}

/// Names of days that stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// By name, by a range, or as the weekend.
    plain: WeekdaySet,
    every_day: bool,
    workdays: bool,
    rest_days: bool,
    unsettled: bool,
    pub(super) public_holidays: bool,
    pub(super) make_up_workdays: bool,
    /// Whether days of the week and days that break it are joined by a word or a mark for “and”.
    pub(super) joined: bool,
    /// A range leads from a day to itself.
    pub(super) doubtful: bool,
}

impl Named {
    /// Reads the names that begin at a piece, and gives the place behind them.
    pub(super) fn read(tokens: &[Token], begin: usize) -> (Self, usize) {
        let mut named = Self::default();
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        let past_space = |at: usize| if kind(at) == Some(Kind::Space) { at + 1 } else { at };
        let mut at = begin;
        let mut end = begin;
        let mut joined = false;
        while let Some(found) = kind(at).filter(|kind| kind.is_of_days()) {
            let had_weekdays = named.has_weekdays();
            at += 1;
            match found {
                Kind::Weekday(first) => {
                    let to = past_space(at);
                    let last = past_space(to + 1);
                    match (kind(to), kind(last)) {
                        (Some(Kind::To), Some(Kind::Weekday(last_day))) => {
                            let range = from_to(first, last_day);
                            named.doubtful |= range.is_none();
                            named.plain = named.plain.or(range.unwrap_or_default());
                            at = last + 1;
                        }
                        _ => named.plain.insert(first),
                    }
                }
                // 周一至周五每天 is each of these days.
                Kind::Days(DayWord::EveryDay) if had_weekdays && !joined => {}
                Kind::Days(DayWord::EveryDay) => named.every_day = true,
                Kind::Days(DayWord::Weekend) => named.plain = named.plain.or(weekend()),
                Kind::Days(DayWord::Workdays) => named.workdays = true,
                Kind::Days(DayWord::RestDays) => named.rest_days = true,
                Kind::Days(DayWord::Unsettled) => named.unsettled = true,
                Kind::PublicHolidays => {
                    named.public_holidays = true;
                    named.joined |= joined && had_weekdays;
                }
                _ => {
                    named.make_up_workdays = true;
                    named.joined |= joined && had_weekdays;
                }
            }
            named.doubtful |= named.every_day && named.has_weekdays_but_every();
            end = at;
            at = past_space(at);
            joined = matches!(kind(at), Some(Kind::Joiner | Kind::And));
            if joined {
                at = past_space(at + 1);
            }
        }
        (named, end)
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        // 周一至周五，每天 is each of these days.
        if self.has_weekdays() && other == (Self { every_day: true, ..Self::default() }) {
            return self;
        }
        Self {
            plain: self.plain.or(other.plain),
            every_day: self.every_day | other.every_day,
            workdays: self.workdays | other.workdays,
            rest_days: self.rest_days | other.rest_days,
            unsettled: self.unsettled | other.unsettled,
            public_holidays: self.public_holidays | other.public_holidays,
            make_up_workdays: self.make_up_workdays | other.make_up_workdays,
            joined: self.joined | other.joined | self.has_weekdays(),
            doubtful: self.doubtful | other.doubtful | (self.every_day && other.has_weekdays()),
        }
    }

    /// The days, where another name of the same days says more of them; `None` if the two do not go together.
    pub(super) fn explained_by(self, other: Self) -> Option<Self> {
        match (self.has_special(), other.has_special()) {
            _ if self == other => Some(self),
            (false, false) if !self.workdays && !self.rest_days => Some(other),
            (false, false) if !other.workdays && !other.rest_days => Some(self),
            _ => None,
        }
    }

    /// The days that break the week alone.
    pub(super) fn special(self) -> Self {
        Self { public_holidays: self.public_holidays, make_up_workdays: self.make_up_workdays, ..Self::default() }
    }

    /// The days of the week alone.
    pub(super) fn ordinary(self) -> Self {
        Self { public_holidays: false, make_up_workdays: false, ..self }
    }

    pub(super) fn has_special(self) -> bool {
        self.public_holidays || self.make_up_workdays
    }

    pub(super) fn has_weekdays(self) -> bool {
        !self.weekdays().is_empty() || self.unsettled
    }

    fn has_weekdays_but_every(self) -> bool {
        Self { every_day: false, ..self }.has_weekdays()
    }

    pub(super) fn weekdays(self) -> WeekdaySet {
        let mut days = self.plain;
        for (said, more) in
            [(self.every_day, WeekdaySet::all()), (self.workdays, monday_to_friday()), (self.rest_days, weekend())]
        {
            if said {
                days = days.or(more);
            }
        }
        days
    }

    /// The same rule for each of the days named that break the week.
    pub(super) fn rules(self, said: Said) -> Rules {
        let of = |named: bool, said: Said| if named { said } else { Said::Silent };
        Rules {
            public_holidays: of(self.public_holidays, said.of_public_holidays()),
            make_up_workdays: of(self.make_up_workdays, said),
        }
    }

    /// The days on which hours are that stand after these names, kind by kind.
    ///
    /// 工作日 says what becomes of days that break the week, and so does 双休日. Public holidays named beside days of the week
    /// are added to them; named alone, they are all that is meant.
    pub(super) fn days(self) -> Vec<Days> {
        const ALSO: Said = Said::Rule(DayRule::Also);
        const ONLY: Said = Said::Rule(DayRule::Only);
        const EXCEPT: Said = Said::Rule(DayRule::Except);
        let mut days = Vec::new();
        let mut push = |weekdays, public_holidays, make_up_workdays| {
            days.push(Days {
                weekdays,
                in_general: self.every_day || weekdays.is_none(),
                rules: Rules { public_holidays, make_up_workdays },
            });
        };
        let mut left = self.special();
        let mut take = |may_take_make_up: bool| {
            let public_holidays = if left.public_holidays { ALSO } else { Said::Silent };
            left.public_holidays = false;
            let make_up_workdays = if left.make_up_workdays && may_take_make_up { ALSO } else { Said::Silent };
            left.make_up_workdays &= !may_take_make_up;
            (public_holidays, make_up_workdays)
        };
        if self.unsettled {
            push(None, Said::Silent, Said::Silent);
        }
        let plain = if self.every_day { WeekdaySet::all() } else { self.plain };
        if !plain.is_empty() {
            let (public_holidays, make_up_workdays) = take(true);
            push(Some(plain), public_holidays, make_up_workdays);
        }
        if self.rest_days {
            push(Some(weekend()), take(false).0, EXCEPT);
        }
        if self.workdays {
            left.make_up_workdays = false;
            push(Some(monday_to_friday()), EXCEPT, ALSO);
        }
        if left.has_special() {
            let of = |named: bool| if named { ONLY } else { Said::Silent };
            push(Some(WeekdaySet::all()), of(left.public_holidays), of(left.make_up_workdays));
        }
        days
    }
}

/// Days of the week that follow each other, run by run.
pub(super) fn runs(days: WeekdaySet) -> Vec<Vec<Weekday>> {
    let mut runs: Vec<Vec<Weekday>> = Vec::new();
    let mut follows = false;
    for day in Weekday::ALL {
        match runs.last_mut().filter(|_| follows) {
            Some(run) if days.contains(*day) => run.push(*day),
            _ if days.contains(*day) => runs.push(vec![*day]),
            _ => {}
        }
        follows = days.contains(*day);
    }
    runs
}

/// The days from one to another, over the end of the week if need be; `None` from a day to itself, which may mean one day
/// or eight.
fn from_to(first: Weekday, last: Weekday) -> Option<WeekdaySet> {
    let place = |day| Weekday::ALL.iter().position(|other| *other == day);
    let count = (place(last)? + 7 - place(first)?) % 7;
    let days = Weekday::ALL.iter().cycle().skip(place(first)?).take(count + 1);
    (count > 0).then(|| days.copied().collect())
}

/// What becomes of hours on special days that are among their days.
pub(super) fn included(weekdays: WeekdaySet) -> Option<Said> {
    if weekdays == WeekdaySet::all() {
        return Some(Said::Rule(DayRule::AsUsual));
    }
    (!weekdays.is_empty() && weekend().contains_all(weekdays)).then_some(Said::Rule(DayRule::Also))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::text::lexer::lex;

    fn days(text: &str) -> Vec<Days> {
        Named::read(&lex(text), 0).0.days()
    }

    fn set(days: &[u8]) -> Option<WeekdaySet> {
        Some(days.iter().map(|day| Weekday::ALL[usize::from(*day) - 1]).collect())
    }

    #[test]
    fn ranges_and_lists_of_days_are_sets_of_days() {
        for (text, expected) in [
            ("周一至周五每天", set(&[1, 2, 3, 4, 5])),
            ("周一至周五", set(&[1, 2, 3, 4, 5])),
            ("周五 - 周一", set(&[5, 6, 7, 1])),
            ("周一、周二、周四至周日", set(&[1, 2, 4, 5, 6, 7])),
            ("周一周三周五", set(&[1, 3, 5])),
            ("每天", set(&[1, 2, 3, 4, 5, 6, 7])),
            ("周末", set(&[6, 7])),
            ("星期未定", None),
        ] {
            assert_eq!(days(text).iter().map(|days| days.weekdays).collect::<Vec<_>>(), [expected], "{text}");
        }
        assert!(Named::read(&lex("周一至周一"), 0).0.doubtful);
    }

    #[test]
    fn words_for_days_say_what_becomes_of_days_that_break_the_week() {
        use DayRule::{Also, Except, Only};
        let rules = |text: &str| -> Vec<_> {
            let rules = days(text).into_iter().map(|days| days.rules);
            rules.map(|rules| (rules.public_holidays.rule(), rules.make_up_workdays.rule())).collect()
        };
        for (text, expected) in [
            ("周六", vec![(None, None)]),
            ("周末、节假日", vec![(Some(Also), None)]),
            ("双休日法定节假日", vec![(Some(Also), Some(Except))]),
            ("工作日", vec![(Some(Except), Some(Also))]),
            ("法定节假日", vec![(Some(Only), None)]),
            ("法定节假日、调休上班日", vec![(Some(Only), Some(Only))]),
            ("周六、调休上班日", vec![(None, Some(Also))]),
            ("工作日、节假日", vec![(Some(Except), Some(Also)), (Some(Only), None)]),
        ] {
            assert_eq!(rules(text), expected, "{text}");
        }
    }
}
