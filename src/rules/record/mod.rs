//! Rules of the record: what a center is. Their errors refuse admission.

pub(crate) mod age_group_mismatch;
pub(crate) mod credit_code_check_digit;
pub(crate) mod division_code_band;
pub(crate) mod division_parent_mismatch;
pub(crate) mod duplicate_alias;
pub(crate) mod duplicate_center_id;
pub(crate) mod duplicate_community_id;
pub(crate) mod duplicate_key;
pub(crate) mod function_kind_mismatch;
pub(crate) mod limit_exceeded;
pub(crate) mod malformed_value;
pub(crate) mod missing_field;
pub(crate) mod overlapping_sessions;
pub(crate) mod repeated_field;
pub(crate) mod reversed_age_range;
pub(crate) mod reversed_period;
pub(crate) mod reversed_session;
pub(crate) mod same_center_twice;
pub(crate) mod space_larger_than_center;
pub(crate) mod status_contradicts_date;
pub(crate) mod suspicious_text;
pub(crate) mod swapped_coordinates;
pub(crate) mod unknown_field;
pub(crate) mod unknown_reference;
pub(crate) mod unreadable_text;
pub(crate) mod unsupported_format;
