//! The engine: a draft and a context go in, a report comes out. One walk over a record runs every rule.

mod activities;
mod around;
mod asked;
mod calendars;
mod center;
mod development;
mod district;
mod known_ids;
mod known_keys;
mod layers;
mod lives;
mod options;
mod outdoors;
mod run;
mod walk;

pub use options::Options;
pub use run::{admit, admit_with, check, check_with, explain};
pub use walk::Check;
#[cfg(feature = "json")]
pub(crate) use walk::Walk;
