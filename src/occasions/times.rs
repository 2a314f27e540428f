use super::on::On;
use crate::calendar::Day;
use crate::hours::{Minutes, When};
use crate::records::{DatedHours, DatedHoursDraft};
use crate::vocab::{Answer, Date, TimeOfDay, WeekdaySet};

/// When something is on, as far as the record tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) weekly: Vec<Weekly>,
    pub(crate) dates: Vec<Dated>,
    /// When it may be on besides.
    pub(crate) besides: Besides,
}

/// A weekly session, and what of it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weekly {
    /// Its place in its list.
    pub(crate) place: usize,
    /// When it is on; nothing where that could not be read.
    pub(crate) when: Option<When>,
    /// The field that could not be read.
    pub(crate) doubt: Option<&'static str>,
}

/// Hours of one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) date: Date,
    pub(crate) opens: TimeOfDay,
    pub(crate) closes: TimeOfDay,
}

impl Dated {
    pub(crate) fn of(hours: &DatedHours) -> Self {
        Self { date: *hours.date(), opens: *hours.opens(), closes: *hours.closes() }
    }

    /// The same from a draft; nothing where it could not be read.
    pub(crate) fn of_draft(hours: &DatedHoursDraft) -> Option<Self> {
        Some(Self { date: *hours.date.given()?, opens: *hours.opens.given()?, closes: *hours.closes.given()? })
    }
}

/// When something of which no times are known may be on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Besides {
    /// Never: all its times are known.
    #[default]
    Never,
    /// Whenever the center may be open.
    WhileOpen,
    /// At any time.
    Ever,
}

impl Times {
    /// The times of something of which no times are stated.
    pub(crate) fn unstated() -> Self {
        Self { besides: Besides::WhileOpen, ..Self::default() }
    }

    /// When it is on, on a day. On one on which the center surely is closed, so is all that is left open.
    pub(crate) fn on(&self, setting: &Setting) -> On {
        let mut on = On::default();
        for weekly in &self.weekly {
            on.add(&weekly.on(setting.day));
        }
        if let Some(dated) = setting.dated {
            on = on.within(&dated);
        }
        if setting.may_be_open == Minutes::NONE {
            on = On::surely(on.sure);
        }
        for dated in self.dates.iter().filter(|dated| Some(dated.date) == setting.date) {
            on.add(&On::surely(Minutes::between(dated.opens, dated.closes)));
        }
        match self.besides {
            Besides::Never => {}
            Besides::WhileOpen => on.add(&On::perhaps(setting.may_be_open)),
            Besides::Ever => on.add(&On::perhaps(Minutes::all())),
        }
        on
    }
}

/// A day, and what the center as a whole makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) day: Day,
    /// Its date, if it is that of a date and is not only thought of.
    pub(crate) date: Option<Date>,
    /// When the center may be open.
    pub(crate) may_be_open: Minutes,
    /// The hours of the date, if it has some of its own: weekly sessions hold within those only.
    pub(crate) dated: Option<On>,
}

impl Weekly {
    /// A session as a checked record states it. A list of no weekdays is one that nobody filled in.
    pub(crate) fn stated(place: usize, when: When) -> Self {
        Self { place, when: Some(when), doubt: when.weekdays.is_empty().then_some("weekdays") }
    }

    /// When it is on, on a day.
    pub(crate) fn on(&self, day: Day) -> On {
        let Some(when) = self.when else { return On::perhaps(Minutes::all()) };
        let answer = match (when.holds_on(day), self.doubt) {
            // What could not be read, or is not filled in, may be any days.
            (Answer::No, Some(_)) if When { weekdays: WeekdaySet::all(), ..when }.holds_on(day) != Answer::No => {
                Answer::CannotSay
            }
            (answer, _) => answer,
        };
        On::surely(Minutes::between(when.opens, when.closes)).if_so(answer)
    }

    /// The field that leaves open whether it is on, on a day.
    pub(crate) fn doubt_on(&self, day: Day) -> Option<&'static str> {
        let Some(when) = self.when else { return self.doubt };
        match when.holds_on(day) {
            Answer::Yes => None,
            Answer::CannotSay => when.doubt_on(day).or(self.doubt),
            Answer::No => self.doubt,
        }
    }
}
