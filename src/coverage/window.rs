use crate::hours::Minutes;
use crate::vocab::{TimeOfDay, Weekday, WeekdaySet, WeeklyMinutes};

/// Some minutes of a week, in which somebody wants to know what is missing.
///
/// ```
/// use neighborhood_center::coverage::Window;
/// use neighborhood_center::vocab::{Weekday, WeekdaySet};
///
/// let after_school = Window::NEVER.and(WeekdaySet::of(&[Weekday::Wednesday]), "16:00".parse()?, "18:00".parse()?);
/// assert_eq!(after_school.minutes().get(), 120);
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    days: [Minutes; 7],
}

impl Window {
    /// No minute.
    pub const NEVER: Self = Self { days: [Minutes::NONE; 7] };

    /// The same minutes, and those from one time to another, which is not in them, on some days.
    #[must_use]
    pub fn and(mut self, days: WeekdaySet, from: TimeOfDay, until: TimeOfDay) -> Self {
        for (weekday, minutes) in Weekday::ALL.iter().zip(&mut self.days) {
            if days.contains(*weekday) {
                minutes.add(Minutes::between(from, until));
            }
        }
        self
    }

    /// How many minutes they are.
    #[must_use]
    pub fn minutes(&self) -> WeeklyMinutes {
        WeeklyMinutes::new(self.days.iter().map(Minutes::count).sum()).unwrap_or(WeeklyMinutes::hours(u8::MAX))
    }

    /// The minutes of these days, from Monday on.
    pub(super) fn of(days: impl Iterator<Item = Minutes>) -> Self {
        let mut window = Self::NEVER;
        window.days.iter_mut().zip(days).for_each(|(window, day)| *window = day);
        window
    }

    /// The minutes of each day, from Monday on.
    pub(super) fn days(&self) -> &[Minutes; 7] {
        &self.days
    }
}
