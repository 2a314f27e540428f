use super::clock::{Clock, DayPart};
use super::dates::Day;
use crate::vocab::{Season, Weekday};

/// A piece of a text, with the bytes that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) begin: usize,
    pub(super) end: usize,
}

/// What a piece of a text is, before anybody asks what it means where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 周一, and the 五 of 周一至五.
    Weekday(Weekday),
    Days(DayWord),
    /// 法定节假日.
    PublicHolidays,
    /// 调休上班日.
    MakeUpWorkdays,
    Season(Parts),
    /// 上午.
    Part(DayPart),
    /// 8:30.
    Time(Clock),
    /// A number by itself, as the 9 of 9至17时.
    Number(u32),
    /// 全天.
    Always,
    Date(Day),
    /// 起, after a date.
    Since,
    /// 截至, before a date.
    Until,
    /// A dash, a tilde, 至, 到.
    To,
    /// 、.
    Joiner,
    /// 和.
    And,
    Comma,
    Semicolon,
    Colon,
    Space,
    Open,
    Close,
    /// 闭馆.
    Closed,
    /// 除外.
    Excepted,
    /// The 除 of 除周一外.
    Excepting,
    /// The 外 of 除周一外.
    Outside,
    /// 不含.
    Without,
    /// 含.
    With,
    /// 仅.
    Only,
    /// 照常.
    AsUsual,
    /// 按原星期: as on any day of that name in the week.
    AsItsName,
    /// 也开放.
    Also,
    /// 全年无休.
    NoRest,
    /// 另行通知.
    Later,
    /// 另, before hours that are besides all others.
    Besides,
    /// 午休, 闭馆日: before what is no opening time.
    Rest,
    /// The 停止入馆 of 16:30停止入馆, which ends no hours.
    LastEntry,
    /// The 次日 of an hour that belongs to the next day.
    NextDay,
    /// 每月, 隔周: what limits the days in a way that no session can hold.
    Narrow,
    /// 春节: days that only a calendar knows.
    Occasion,
    /// 开放, which says no more than that hours are told.
    Opens,
    /// 开放时间, 为: words that say nothing of their own.
    Label,
    /// Anything else.
    Unknown,
}

impl Kind {
    /// Whether it names days of the week, or days that break it.
    pub(super) fn is_of_days(self) -> bool {
        matches!(self, Self::Weekday(_) | Self::Days(_) | Self::PublicHolidays | Self::MakeUpWorkdays)
    }

    /// Whether it can begin hours.
    pub(super) fn is_of_hours(self) -> bool {
        matches!(self, Self::Time(_) | Self::Number(_) | Self::Always | Self::Part(_))
    }

    /// Whether it says nothing by itself, so that it cannot be misunderstood.
    pub(super) fn is_neutral(self) -> bool {
        self.is_mark() || matches!(self, Self::Opens | Self::Label)
    }

    /// Whether it stands between what is said.
    pub(super) fn is_mark(self) -> bool {
        match self {
            Self::To | Self::Joiner | Self::And | Self::Comma | Self::Semicolon | Self::Colon | Self::Space => true,
            _ => self.is_bracket(),
        }
    }

    /// Whether it is a word that says nothing by itself.
    pub(super) fn is_filler(self) -> bool {
        matches!(self, Self::Opens | Self::Label | Self::And)
    }

    pub(super) fn is_bracket(self) -> bool {
        matches!(self, Self::Open | Self::Close)
    }
}

/// A word for several days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayWord {
    /// 每天.
    EveryDay,
    /// 周末.
    Weekend,
    /// 工作日: make-up workdays too, and no public holidays.
    Workdays,
    /// 双休日: not where a make-up workday takes their place.
    RestDays,
    /// 星期未定.
    Unsettled,
}

/// A word for parts of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Parts {
    /// 全年.
    #[default]
    All,
    /// 夏令.
    One(Season),
    /// 寒暑假.
    Vacations,
}

impl Parts {
    /// Each of them; `None` is the whole year.
    pub(super) fn each(self) -> &'static [Option<Season>] {
        match self {
            Self::All => &[None],
            Self::One(Season::SummerTimetable) => &[Some(Season::SummerTimetable)],
            Self::One(Season::WinterTimetable) => &[Some(Season::WinterTimetable)],
            Self::One(Season::SchoolTerm) => &[Some(Season::SchoolTerm)],
            Self::One(Season::SummerVacation) => &[Some(Season::SummerVacation)],
            Self::One(Season::WinterVacation) => &[Some(Season::WinterVacation)],
            Self::Vacations => &[Some(Season::SummerVacation), Some(Season::WinterVacation)],
        }
    }
}
