//! The policies of the library that can be asked for by name.

use neighborhood_center::policy::{Layer, presets};
use neighborhood_center::vocab::PolicyLevel;

/// The layers of a policy of the library.
pub(crate) type Preset = fn() -> Vec<Layer>;

/// Every name, with what it stands for; the first is asked for where nothing else is. What another place asks for is adopted
/// here as by a district, whose office it is that runs this program.
pub(crate) const NAMED: [(&str, Preset); 12] = [
    ("luolong-2023", || vec![presets::luolong_2023()]),
    ("embedded-facilities", || vec![presets::embedded_facilities()]),
    ("rural-centers", || vec![presets::rural_centers()]),
    ("area-per-100-households", || vec![presets::area_per_100_households()]),
    ("henan-elderly-care", || presets::henan_elderly_care().into()),
    ("resident-activity-share", || vec![presets::resident_activity_share(PolicyLevel::District)]),
    ("office-share", || vec![presets::office_share()]),
    ("weekly-hours-35", || vec![presets::weekly_hours_of_a_community(PolicyLevel::District)]),
    ("weekly-hours-42", || vec![presets::weekly_hours_of_a_subdistrict(PolicyLevel::District)]),
    ("closure-notice-7", || vec![presets::closure_notice(PolicyLevel::District)]),
    ("three-tiers", || vec![presets::three_tiers()]),
    ("none", Vec::new),
];

/// All names, with this between.
pub(crate) fn names(between: &str) -> String {
    NAMED.map(|(name, _)| name).join(between)
}
