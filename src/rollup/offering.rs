//! What one center adds to the coverage of the communities that it serves.

use super::centers::is_in_use;
use crate::offer::Offer;
use crate::policy::Policy;
use crate::records::{CenterDraft, CenterField};
use crate::vocab::{Cell, CellSet, GroupSet};

/// The functions for groups that a center offers, and those that it may offer besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offering {
    pub(super) offered: CellSet,
    pub(super) possible: CellSet,
}

impl Offering {
    /// By the age groups of the policy that holds for the center.
    pub(super) fn of(center: &CenterDraft, policy: &Policy) -> Self {
        let in_use = is_in_use(&center.status);
        if in_use == Some(false) {
            return Self::default();
        }
        let offers = center.services.items().map(|(_, service)| Offer::of_draft(service, policy.boundaries()));
        let total = offers.fold(Offer::default(), Offer::and);
        let is_listed = center.claims_all(CenterField::services)
            && center
                .services
                .given()
                .is_some_and(|list| list.omitted == 0 && list.given().count() == list.items.len());
        let possible = if is_listed { total.possible } else { CellSet::all() };
        if !policy.boundaries_open.is_empty() {
            // Where nobody knows at which ages groups divide, a service may be for any of them.
            let functions = possible.iter().map(Cell::function).collect();
            return Self { offered: CellSet::EMPTY, possible: Cell::product(functions, GroupSet::all()) };
        }
        Self { offered: if in_use == Some(true) { total.cells } else { CellSet::EMPTY }, possible }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{AgeGroup, ServiceFunction};

    fn offering(center: &str) -> Offering {
        Offering::of(&serde_json::from_str(center).unwrap(), &Policy::none())
    }

    const HOMEWORK: &str =
        r#"{ "key": "homework", "name": "课余辅导", "functions": ["education"], "audience": { "groups": ["young"] } }"#;

    #[test]
    fn an_open_center_that_lists_all_services_offers_these_and_no_others() {
        let homework = CellSet::of(&[Cell::new(ServiceFunction::Education, AgeGroup::Young)]);
        let of = |rest: &str| offering(&format!(r#"{{ "services": [{HOMEWORK}]{rest} }}"#));
        for rest in ["", r#", "status": "open""#] {
            assert_eq!(of(rest), Offering { offered: homework, possible: homework }, "{rest}");
        }
        let partial = of(r#", "partial": ["services"]"#);
        assert_eq!(partial, Offering { offered: homework, possible: CellSet::all() });
        for status in ["planned", "under-construction", "suspended", "closed"] {
            assert_eq!(of(&format!(r#", "status": "{status}""#)), Offering::default(), "{status}");
        }
    }

    #[test]
    fn a_center_of_which_nobody_knows_whether_it_is_in_use_may_offer_what_it_lists() {
        let homework = CellSet::of(&[Cell::new(ServiceFunction::Education, AgeGroup::Young)]);
        for status in ["upgrading", "opne"] {
            let open = offering(&format!(r#"{{ "services": [{HOMEWORK}], "status": "{status}" }}"#));
            assert_eq!(open, Offering { offered: CellSet::EMPTY, possible: homework }, "{status}");
        }
        assert_eq!(offering("{}").possible, CellSet::all());
    }
}
