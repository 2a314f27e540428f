//! What is asked of a center, by whom: layers of policy, what they come to at a place, and where each demand comes from.
//!
//! “One community, one policy” (一社区一策): the nation, the province, the city, the district and the community each speak
//! through a [`Layer`]. [`Policy::resolve`] makes of them what is asked at one [`Place`]; a [`Resolver`] does so once for all
//! places. In the resulting [`Policy`] every [`Demand`] knows its [`Authority`]. The [`presets`] cite their sources, and hold
//! nothing that no source states.

mod ask;
mod asked;
mod at_times;
mod authority;
mod choice;
mod citation;
mod claim;
mod demand;
mod diff;
mod layer;
mod place;
pub mod presets;
mod reach;
mod resolve;
mod resolver;

pub use ask::{Ask, Chosen, MinimumArea, PerHouseholds, Strictness};
pub use asked::{Declared, Loudness, Policy, Waived};
pub(crate) use asked::{Waivable, is_whereabouts};
pub use at_times::AtTimes;
pub use authority::Authority;
pub use choice::Choice;
pub use citation::Citation;
pub use claim::{Claim, Conflict, Loosening, Loosenings, Unresolvable};
pub(crate) use claim::{Debate, Pairs, Source, Work, by_topic, contradictions, loosenings};
pub use demand::Demand;
pub use diff::{Change, Term, Turn};
pub use layer::Layer;
pub(crate) use layer::{StatedWaiver, asks_nothing, asks_of, unread_of};
pub(crate) use place::code_of;
pub use place::{Communities, CommunityFacts, Place};
pub(crate) use presets::LUOLONG_2023;
pub use reach::{Point, Reach, Within};
pub(crate) use resolver::Known;
pub use resolver::Resolver;
