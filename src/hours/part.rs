use crate::vocab::Season;

/// A part of the year: every day is in one half of the timetable, and in the term or one of the vacations of schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    half: Season,
    school: Season,
}

impl Part {
    /// All parts that there may be.
    pub(crate) const ALL: [Self; 6] = [
        Self::new(Season::SummerTimetable, Season::SchoolTerm),
        Self::new(Season::WinterTimetable, Season::SchoolTerm),
        Self::new(Season::SummerTimetable, Season::SummerVacation),
        Self::new(Season::WinterTimetable, Season::WinterVacation),
        Self::new(Season::WinterTimetable, Season::SummerVacation),
        Self::new(Season::SummerTimetable, Season::WinterVacation),
    ];

    const fn new(half: Season, school: Season) -> Self {
        Self { half, school }
    }

    /// The two seasons that it is in.
    pub(crate) const fn seasons(self) -> [Season; 2] {
        [self.half, self.school]
    }

    /// Whether all of it is in a season.
    pub(crate) fn is_in(self, season: Season) -> bool {
        self.seasons().contains(&season)
    }

    /// Whether every year has such days. The timetables change in spring and autumn, while schools teach, so that the summer
    /// vacation lies in the summer timetable and the winter vacation in the other; only of that much can nobody be sure.
    pub(crate) fn is_in_every_year(self) -> bool {
        !matches!(
            (self.half, self.school),
            (Season::WinterTimetable, Season::SummerVacation) | (Season::SummerTimetable, Season::WinterVacation)
        )
    }
}
