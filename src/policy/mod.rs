//! What is asked of a center, and by whom.
//!
//! A [`Policy`] is a list of demands, each of which knows its [`Authority`]. The presets cite their sources, and hold
//! nothing that no source states.

mod asked;
mod authority;
mod citation;
mod demand;
mod presets;

pub use asked::{Alternative, FunctionsAtLeast, MinimumArea, Policy};
pub use authority::Authority;
pub use citation::Citation;
pub use demand::Demand;
pub(crate) use presets::LUOLONG_2023;
