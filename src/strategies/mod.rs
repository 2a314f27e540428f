//! Strategies for property tests of programs that embed this crate: valid records, nearly valid ones, and for every rule
//! records with exactly that fault.
//!
//! Everything in them is made up. Names are random characters, so that nothing is taken for a fact about a real place.
//!
//! ```
//! use neighborhood_center::{Context, check, strategies};
//! use neighborhood_center::records::CenterDraft;
//! use proptest::prelude::*;
//!
//! proptest!(|(center in strategies::center())| {
//!     let report = check(&CenterDraft::from(center), &Context::default());
//!     prop_assert!(report.admits());
//! });
//! ```

mod activity_faults;
mod calendars;
mod development;
mod development_faults;
mod district_faults;
mod districts;
mod fault;
mod faults;
mod histories;
mod junk;
mod layer_faults;
mod policies;
mod policy_faults;
mod records;
mod words;

pub use calendars::{holiday_year, season_table};
pub use districts::district;
pub use fault::{Input, OneFault};
pub use faults::one_fault;
pub use junk::{NearlyValid, junk, nearly_valid_center, nearly_valid_district};
pub use policies::{communities, layer, nearly_valid_policy_set, place, policy_set};
pub use records::{center, conforming_center};
