//! When a center is open, and when a service or an activity in it is on: answers computed from a checked center.
//!
//! Every answer has three values: surely open, surely closed, or unknown. What a record does not say, and what depends on a
//! calendar that is not there, is unknown; it is never taken for closed.
//!
//! # What goes before what
//!
//! 1. The life of the center: it is closed before it opened, after it closed, and where its status says that residents cannot use
//!    it. The status is that of the record, whatever date is asked about. An upgrade does not tell.
//! 2. Its closures: a day in one is closed.
//! 3. What is said of the date: the dated hours of the center hold in place of its weekly ones, and an activity takes place on its
//!    dates.
//! 4. What is said of the week: the sessions. Where a record has none, be it in an empty list, they are read from the words of its source
//!    (`hours_text`); if those are not understood as a whole, they say when it may be open, and no more.
//!
//! Where the hours of the center are missing or partial, it is unknown whether it is open outside the sessions that are given.
//!
//! A service, an activity or a class has its own sessions and dates, whether or not they lie in the hours of the center; on a date
//! that has hours of its own, its weekly sessions hold within those only. Without any of its own, it is unknown when it is on while
//! the center is open or may be, and it is not on otherwise. On a day on which the center is surely closed, so is all that its
//! sessions leave open.
//!
//! # No time zone
//!
//! Dates and times are those of the calendar and the clock on the wall of the center. Sessions are written down in them, no
//! session passes midnight, and no duration is counted from one day to another: there is nothing that a time zone would change.
//! A program elsewhere asks with the date and the time at the center. 24:00 is the same moment as 00:00 of the next day.

mod answers;
mod day_view;
mod house;
mod known;
mod span;
mod times;

pub use answers::Schedule;
pub use day_view::DayView;
pub use span::{OpenMinutes, Span};
