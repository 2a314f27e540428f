//! When something is on: weekly sessions, the minutes that they come to, and what is on at the same time.

mod clash;
mod classes;
mod latest;
mod proof;
mod slot;
mod week;
mod when;

pub(crate) use clash::{FEW, all_apart, clashes};
pub(crate) use slot::Slot;
pub(crate) use week::{Hours, Week};
pub use when::When;
