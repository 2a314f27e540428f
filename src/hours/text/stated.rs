use crate::field::Field;
use crate::record::Model;
use crate::records::{Session, SessionDraft};
use crate::vocab::{Date, DayRule, Season, TimeOfDay, WeekdaySet};

/// A session as a text states it: what the text does not say is not there.
///
/// It ends after it begins, on the same day.
///
/// ```
/// use neighborhood_center::hours;
/// use neighborhood_center::records::SessionDraft;
///
/// let read = hours::read("8:30-17:30");
/// let stated = read.sessions()[0];
/// // The text names no days, so this is no session yet; somebody has to say on which days it is.
/// assert_eq!(stated.session(), None);
/// assert!(SessionDraft::from(stated).weekdays.is_missing());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stated {
    pub(super) valid_from: Option<Date>,
    pub(super) valid_until: Option<Date>,
    pub(super) season: Option<Season>,
    pub(super) weekdays: Option<WeekdaySet>,
    pub(super) public_holidays: Option<DayRule>,
    pub(super) make_up_workdays: Option<DayRule>,
    pub(super) opens: TimeOfDay,
    pub(super) closes: TimeOfDay,
}

impl Stated {
    /// On which days of the week; `None` where the text names none.
    #[must_use]
    pub fn weekdays(&self) -> Option<WeekdaySet> {
        self.weekdays
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

    /// What becomes of it on public holidays.
    #[must_use]
    pub fn public_holidays(&self) -> Option<DayRule> {
        self.public_holidays
    }

    /// What becomes of it on make-up workdays.
    #[must_use]
    pub fn make_up_workdays(&self) -> Option<DayRule> {
        self.make_up_workdays
    }

    /// The part of the year in which it holds; `None` for all year.
    #[must_use]
    pub fn season(&self) -> Option<Season> {
        self.season
    }

    /// The first day it holds.
    #[must_use]
    pub fn valid_from(&self) -> Option<Date> {
        self.valid_from
    }

    /// The last day it holds.
    #[must_use]
    pub fn valid_until(&self) -> Option<Date> {
        self.valid_until
    }

    /// Whether it is all day, and nobody says on which.
    pub(super) fn is_all_day_of_no_day(&self) -> bool {
        self.weekdays.is_none() && (self.opens, self.closes) == (TimeOfDay::START, TimeOfDay::END)
    }

    /// The session of the data standard; `None` where the text names no days.
    #[must_use]
    pub fn session(self) -> Option<Session> {
        self.weekdays.and_then(|_| Session::admit(self.into()))
    }
}

impl From<Stated> for SessionDraft {
    fn from(stated: Stated) -> Self {
        fn field<T>(value: Option<T>) -> Field<T> {
            value.map_or(Field::Missing, Field::Given)
        }
        Self {
            weekdays: field(stated.weekdays.map(Into::into)),
            opens: Field::Given(stated.opens),
            closes: Field::Given(stated.closes),
            public_holidays: field(stated.public_holidays),
            make_up_workdays: field(stated.make_up_workdays),
            season: field(stated.season),
            valid_from: field(stated.valid_from),
            valid_until: field(stated.valid_until),
            ..Self::default()
        }
    }
}

/// A set of no days is one that nobody filled in: it names none.
impl From<&Session> for Stated {
    fn from(session: &Session) -> Self {
        Self {
            valid_from: session.valid_from().copied(),
            valid_until: session.valid_until().copied(),
            season: session.season().copied(),
            weekdays: Some(*session.weekdays()).filter(|days| !days.is_empty()),
            public_holidays: session.public_holidays().copied(),
            make_up_workdays: session.make_up_workdays().copied(),
            opens: *session.opens(),
            closes: *session.closes(),
        }
    }
}

impl From<&Self> for Stated {
    fn from(stated: &Self) -> Self {
        *stated
    }
}
