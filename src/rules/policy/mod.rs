//! Rules of policy: what a center ought to be. They never refuse admission.

pub(crate) mod area_below_minimum;
pub(crate) mod missing_alternative;
pub(crate) mod missing_feature;
pub(crate) mod missing_function;
pub(crate) mod subject;
pub(crate) mod too_few_functions;
pub(crate) mod unserved_age_group;
pub(crate) mod unserved_cell;
