//! What is demanded: one file a rule, named after its id, and the registry of them all.

pub(crate) mod bookings;
pub(crate) mod classes;
pub(crate) mod lives;
pub(crate) mod merges;
pub(crate) mod policy;
pub(crate) mod progress;
pub(crate) mod record;
pub(crate) mod repeats;
pub(crate) mod uses;

use crate::finding::{Card, Tally};

macro_rules! registry {
    ($( $family:ident :: $rule:ident ),+ $(,)?) => {
        /// A rule, by the name of its file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types, reason = "a variant is the name of its rule's file")]
        pub(crate) enum Rule {
            $( $rule, )+
        }

        impl Rule {
            /// The rule's card.
            pub(crate) const fn card(self) -> &'static Card {
                match self {
                    $( Self::$rule => &$family::$rule::CARD, )+
                }
            }
        }

        static CARDS: &[&Card] = &[$( &$family::$rule::CARD ),+];

        /// How often every rule came to each of its outcomes.
        ///
        /// A green report without one would not show that anything was looked at.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Ledger {
            $( $rule: Tally, )+
            /// Never counted into: every card that a finding can have is registered.
            unregistered: Tally,
        }

        impl Ledger {
            /// Where the outcomes of a rule are counted.
            pub(crate) fn tally(&mut self, rule: Rule) -> &mut Tally {
                match rule {
                    $( Rule::$rule => &mut self.$rule, )+
                }
            }

            /// Where the outcomes of the rule with this card are counted.
            pub(crate) fn of(&mut self, card: &'static Card) -> &mut Tally {
                $( if card.id == Rule::$rule.card().id {
                    return &mut self.$rule;
                } )+
                &mut self.unregistered
            }

            /// Every rule with its tally, in the order of [`all`].
            pub fn iter(&self) -> impl Iterator<Item = (&'static Card, Tally)> {
                [$( (Rule::$rule.card(), self.$rule) ),+].into_iter()
            }

            /// Adds another ledger, rule by rule.
            pub(crate) fn add(&mut self, other: &Self) {
                $( self.$rule.add(other.$rule); )+
            }

            /// Sets the tally of a rule by its id. Tells whether there is such a rule.
            pub(crate) fn set(&mut self, id: &str, tally: Tally) -> bool {
                let known = by_id(id);
                if let Some(card) = known {
                    *self.of(card) = tally;
                }
                known.is_some()
            }
        }
    };
}

registry! {
    record::unreadable_text,
    record::unsupported_format,
    record::limit_exceeded,
    record::malformed_value,
    record::missing_field,
    record::unknown_field,
    record::repeated_field,
    record::duplicate_key,
    record::unknown_reference,
    record::reversed_age_range,
    record::age_group_mismatch,
    record::function_kind_mismatch,
    record::reversed_session,
    record::session_without_days,
    record::overlapping_sessions,
    record::reversed_period,
    record::status_contradicts_date,
    record::space_larger_than_center,
    record::swapped_coordinates,
    record::division_code_band,
    record::division_parent_mismatch,
    record::credit_code_check_digit,
    record::service_item_code_part,
    record::duplicate_alias,
    record::suspicious_text,
    record::duplicate_center_id,
    record::duplicate_community_id,
    record::same_center_twice,
    record::unusable_requirement,
    record::unknown_rule,
    record::unchangeable_rule,
    record::contradictory_calendar,
    record::ages_outside_audience,
    record::enrolled_over_capacity,
    record::outside_opening_hours,
    record::space_double_booked,
    record::teacher_double_booked,
    record::unreadable_hours,
    record::duplicate_record_id,
    record::illegal_move,
    record::history_out_of_order,
    record::state_contradicts_history,
    record::circular_merge,
    record::project_contradicts_center,
    record::asset_reused_twice,
    record::count_contradicts_list,
    record::repeated_reference,
    policy::missing_function,
    policy::unserved_age_group,
    policy::unserved_cell,
    policy::missing_feature,
    policy::too_few_functions,
    policy::missing_alternative,
    policy::area_below_minimum,
    policy::missing_core_service,
    policy::too_few_chosen_services,
    policy::area_per_100_households_below_minimum,
    policy::resident_share_below_minimum,
    policy::unserved_hours,
    policy::weekly_hours_below_minimum,
    policy::closed_without_notice,
    policy::volunteer_alone,
    policy::too_far,
    policy::missing_tier,
    policy::uncovered_community,
    policy::duplicate_feature,
    policy::plan_behind_target,
    policy::contradictory_policy,
    policy::policy_loosened_without_reason,
    policy::waiver_expired,
    policy::waiver_unused,
}

/// Every rule there is, in the order in which a report counts them.
///
/// ```
/// use neighborhood_center::rules;
///
/// assert!(rules::all().iter().any(|rule| rule.id == "missing-function"));
/// ```
#[must_use]
pub fn all() -> &'static [&'static Card] {
    CARDS
}

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Card> {
    CARDS.iter().copied().find(|card| card.id == id)
}
