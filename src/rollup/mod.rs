//! Where a district stands: figures that are added up record by record, and merged across machines.
//!
//! A [`DistrictSummary`] is what checks of any number of records come to. An empty one changes nothing, and summaries may be
//! merged in any order and any grouping: one made by one machine from a whole stream equals those that many machines made from
//! its parts. So it runs unchanged on whatever distributes work. It says what the records that were added say; whether they are all
//! records of a district, only whoever added them knows.

mod at_most;
mod centers;
mod community_figures;
mod demander;
mod floor_area;
mod gaps;
mod inputs;
mod join;
mod offering;
mod offers;
mod plan_figures;
mod say;
mod smallest;
mod spread;
mod standing;
mod summary;
mod wire;

pub use centers::CenterCount;
pub use community_figures::CommunityFigures;
pub use demander::Demander;
pub use floor_area::{FloorArea, PerHundredHouseholds};
pub use gaps::Gaps;
pub use inputs::Inputs;
pub use plan_figures::PlanFigures;
pub use spread::Spread;
pub use standing::Standing;
pub use summary::DistrictSummary;
