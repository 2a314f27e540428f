//! When something is on: weekly sessions, and the minutes that they come to.

mod text;
mod week;
mod when;

pub use text::{Closing, ReadHours, Reason, Stated, Unread, normal_form, read, write};
pub(crate) use week::{Hours, Week};
pub use when::When;
