//! Which rule judges what is asked of a center.

use crate::path::Path;
use crate::policy::{Ask, Demand};
use crate::rule::Probe;
use crate::rules::policy::subject::Subject;
use crate::rules::{Rule, policy};

/// The rules that judge what is asked of one center.
pub(crate) const RULES: [Rule; 16] = [
    Rule::missing_function,
    Rule::unserved_age_group,
    Rule::unserved_cell,
    Rule::missing_feature,
    Rule::too_few_functions,
    Rule::missing_alternative,
    Rule::area_below_minimum,
    Rule::missing_core_service,
    Rule::too_few_chosen_services,
    Rule::area_per_100_households_below_minimum,
    Rule::resident_share_below_minimum,
    Rule::unserved_hours,
    Rule::weekly_hours_below_minimum,
    Rule::closed_without_notice,
    Rule::volunteer_alone,
    Rule::too_far,
];

/// The rule that judges what is asked; `None` for what is defined or only reported.
pub(crate) fn rule_of(ask: &Ask) -> Option<Rule> {
    Some(match ask {
        Ask::Functions(_) => Rule::missing_function,
        Ask::Groups(_) => Rule::unserved_age_group,
        Ask::Cells(_) => Rule::unserved_cell,
        Ask::Features(_) => Rule::missing_feature,
        Ask::FunctionsAtLeast { .. } => Rule::too_few_functions,
        Ask::AnyOf { .. } => Rule::missing_alternative,
        Ask::Area(_) => Rule::area_below_minimum,
        Ask::Core { .. } => Rule::missing_core_service,
        Ask::Chosen(_) => Rule::too_few_chosen_services,
        Ask::AreaPer100Households(_) => Rule::area_per_100_households_below_minimum,
        Ask::ResidentShare(_) => Rule::resident_share_below_minimum,
        Ask::AtTimes(_) => Rule::unserved_hours,
        Ask::WeeklyMinutes(_) => Rule::weekly_hours_below_minimum,
        Ask::ClosureNotice(_) => Rule::closed_without_notice,
        Ask::NotVolunteersAlone => Rule::volunteer_alone,
        Ask::Reach(_) => Rule::too_far,
        Ask::DistrictTiers(_) => Rule::missing_tier,
        Ask::CommunityTiers(_) => Rule::uncovered_community,
        Ask::DistinctFeatures => Rule::duplicate_feature,
        Ask::AgeBoundaries(_) | Ask::OfficeShare => return None,
    })
}

/// Judges what is asked of one center, with a probe of the rule that judges it. What is asked of the district is not
/// judged here.
pub(crate) fn judge(demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    match demand.ask() {
        Ask::Functions(functions) => policy::missing_function::check(*functions, demand, subject, at, probe),
        Ask::Groups(groups) => policy::unserved_age_group::check(*groups, demand, subject, at, probe),
        Ask::Cells(cells) => policy::unserved_cell::check(*cells, demand, subject, at, probe),
        Ask::Features(count) => policy::missing_feature::check(*count, demand, subject, at, probe),
        Ask::FunctionsAtLeast { scheme, at_least } => {
            policy::too_few_functions::check((*scheme, *at_least), demand, subject, at, probe);
        }
        Ask::AnyOf { of, at_least } => {
            policy::missing_alternative::check((*of, *at_least), demand, subject, at, probe);
        }
        Ask::Area(minimum) => policy::area_below_minimum::check(*minimum, demand, subject, at, probe),
        Ask::Core { standard, of } => {
            policy::missing_core_service::check((standard, *of), demand, subject, at, probe);
        }
        Ask::Chosen(chosen) => policy::too_few_chosen_services::check(chosen, demand, subject, at, probe),
        Ask::AreaPer100Households(minimum) => {
            policy::area_per_100_households_below_minimum::check(*minimum, demand, subject, at, probe);
        }
        Ask::ResidentShare(share) => policy::resident_share_below_minimum::check(*share, demand, subject, at, probe),
        Ask::AtTimes(times) => policy::unserved_hours::check(times, demand, subject, at, probe),
        Ask::WeeklyMinutes(minutes) => policy::weekly_hours_below_minimum::check(*minutes, demand, subject, at, probe),
        Ask::ClosureNotice(days) => policy::closed_without_notice::check(*days, demand, subject, at, probe),
        Ask::NotVolunteersAlone => policy::volunteer_alone::check(demand, subject, at, probe),
        Ask::Reach(reach) => policy::too_far::check(reach, demand, subject, at, probe),
        Ask::AgeBoundaries(_)
        | Ask::OfficeShare
        | Ask::DistinctFeatures
        | Ask::DistrictTiers(_)
        | Ask::CommunityTiers(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Layer, presets};
    use crate::records::PolicyLayerDraft;

    #[test]
    fn what_is_asked_is_judged_by_the_rule_whose_id_it_gives() {
        let text = include_str!("../examples/data/policies/example-district.json");
        let set: crate::records::PolicySetDraft = serde_json::from_str(text).unwrap();
        let drafts: Vec<&PolicyLayerDraft> = set.layers.items().map(|(_, layer)| layer).collect();
        let mut layers: Vec<Layer> = drafts.into_iter().filter_map(Layer::of_draft).collect();
        layers.extend([presets::luolong_2023(), presets::embedded_facilities(), presets::rural_centers()]);
        let mut judged = std::collections::BTreeSet::new();
        for ask in layers.iter().flat_map(Layer::asks) {
            assert_eq!(rule_of(ask).map(|rule| rule.card().id), ask.judged_by(), "{ask:?}");
            judged.extend(ask.judged_by());
        }
        assert_eq!(judged.len(), 19, "{judged:?}");
    }
}
