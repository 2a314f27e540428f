//! When something is on: weekly sessions, and the minutes that they come to.

mod week;
mod when;

pub(crate) use week::{Hours, Week};
pub use when::When;
