//! Rules of policy: what a center ought to be. They never refuse admission.

pub(crate) mod area_below_minimum;
pub(crate) mod area_per_100_households_below_minimum;
pub(crate) mod contradictory_policy;
pub(crate) mod duplicate_feature;
pub(crate) mod measured;
pub(crate) mod missing_alternative;
pub(crate) mod missing_core_service;
pub(crate) mod missing_feature;
pub(crate) mod missing_function;
pub(crate) mod missing_tier;
pub(crate) mod neighbors;
pub(crate) mod policy_loosened_without_reason;
pub(crate) mod resident_share_below_minimum;
pub(crate) mod stack;
pub(crate) mod standing;
pub(crate) mod subject;
pub(crate) mod too_far;
pub(crate) mod too_few_chosen_services;
pub(crate) mod too_few_functions;
pub(crate) mod uncovered_community;
pub(crate) mod unserved_age_group;
pub(crate) mod unserved_cell;
pub(crate) mod unserved_hours;
pub(crate) mod waiver_expired;
pub(crate) mod waiver_unused;
pub(crate) mod weekly_hours_below_minimum;
