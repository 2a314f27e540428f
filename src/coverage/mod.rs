//! Who is served with what, and when: answers computed from a checked center.

mod bands;
mod cells;
mod days;
mod doubt;
mod grid;
mod hole;
mod offered;
mod row;
mod timetable;
mod week;
mod window;

pub use cells::Coverage;
pub use days::Days;
pub use doubt::Doubt;
pub use hole::{Hole, Holes};
pub use offered::{Offered, Proof};
pub use row::{Hour, WeekRow};
pub use timetable::Timetable;
pub use week::WeekCoverage;
pub use window::Window;
