use crate::offer::Offer;
use crate::records::{Center, CenterField, Service};
use crate::vocab::{Age, AgeBoundaries, AgeGroup, Answer, Cell, CellSet, ServiceFunction};

/// Six functions by three age groups: for each cell the services that prove it.
///
/// It tells what the record lists. Whether the center is open is another question, which
/// [`Center::status`](crate::records::Center::status) answers as far as the source does: leave out those that are not.
///
/// ```
/// use neighborhood_center::coverage::Coverage;
/// use neighborhood_center::records::Center;
/// use neighborhood_center::vocab::{AgeBoundaries, AgeGroup, ServiceFunction};
///
/// let center: Center = serde_json::from_str(r#"{
///     "id": "5a0c3f5e-0000-4000-8000-000000000001",
///     "name": "大学城社区邻里中心",
///     "services": [{ "key": "homework", "name": "课余辅导", "kind": "after-school-care",
///                    "audience": { "groups": ["young"] } }],
///     "partial": ["services"]
/// }"#)?;
/// let coverage = Coverage::of(&center, AgeBoundaries::LEGAL);
/// assert_eq!(coverage.proof(ServiceFunction::Education, AgeGroup::Young).count(), 1);
/// assert_eq!(coverage.uncovered().len(), 17);
/// assert!(!coverage.is_complete()); // the list of services is partial: a hole may be none
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Coverage<'c> {
    services: Vec<(&'c Service, Offer)>,
    boundaries: AgeBoundaries,
    total: Offer,
    /// Whether all services are there.
    listed: bool,
}

impl<'c> Coverage<'c> {
    /// The coverage of a center, with ages divided at these boundaries.
    #[must_use]
    pub fn of(center: &'c Center, boundaries: AgeBoundaries) -> Self {
        let services: Vec<_> =
            center.services().iter().map(|service| (service, Offer::of(service, boundaries))).collect();
        let total = services.iter().fold(Offer::default(), |total, (_, offer)| total.and(*offer));
        let listed = center.lists_all(CenterField::services);
        Self { services, boundaries, total, listed }
    }

    /// Where the age groups divide.
    #[must_use]
    pub fn boundaries(&self) -> AgeBoundaries {
        self.boundaries
    }

    /// The cells that some service proves.
    #[must_use]
    pub fn covered(&self) -> CellSet {
        self.total.cells
    }

    /// The cells that no service proves. Each is a hole if the coverage [is complete](Self::is_complete); otherwise it may be one,
    /// or not be known, as [`covers`](Self::covers) tells.
    #[must_use]
    pub fn uncovered(&self) -> CellSet {
        CellSet::all().without(self.total.cells)
    }

    /// Whether what is not covered is not offered: the list of services is given and not partial, and no service may have a
    /// further cell, because it does not say what it fulfills or whom it is for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.listed && self.total.cells.contains_all(self.total.possible)
    }

    /// Whether a function is offered to a group: cannot say where some service may offer it that does not say so, and where there
    /// may be services that the record does not hold.
    #[must_use]
    pub fn covers(&self, function: ServiceFunction, group: AgeGroup) -> Answer {
        let cell = Cell::new(function, group);
        if self.total.cells.contains(cell) {
            Answer::Yes
        } else if self.listed && !self.total.possible.contains(cell) {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }

    /// The services that prove that a function is offered to a group.
    pub fn proof(&self, function: ServiceFunction, group: AgeGroup) -> impl Iterator<Item = &'c Service> {
        let cell = Cell::new(function, group);
        self.services.iter().filter(move |(_, offer)| offer.cells.contains(cell)).map(|(service, _)| *service)
    }

    /// The services for somebody of this age: all that are meant for the age, and those that may be.
    ///
    /// Ages that a service states decide; where it states none, its groups do. A service that says neither cannot say.
    pub fn for_age(&self, age: Age) -> impl Iterator<Item = (&'c Service, Answer)> {
        let group = self.boundaries.group_of(age);
        self.services
            .iter()
            .map(move |(service, offer)| {
                let ages = service.audience().map(|audience| audience.ages()).unwrap_or_default();
                let answer = if !ages.is_empty() {
                    let meant = ages.iter().filter_map(|ages| ages.range()).any(|range| range.contains(age));
                    if meant { Answer::Yes } else { Answer::No }
                } else if offer.groups_open {
                    Answer::CannotSay
                } else if offer.groups.contains(group) {
                    Answer::Yes
                } else {
                    Answer::No
                };
                (*service, answer)
            })
            .filter(|(_, answer)| *answer != Answer::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_service_can_be_is_not_offered_whatever_else_is_not_said() {
        let center = |rest: &str| -> Center {
            serde_json::from_str(&format!(
                r#"{{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
                     "services": [{{ "key": "gym", "name": "健身", "functions": ["sports"] }}] {rest} }}"#
            ))
            .unwrap()
        };
        let gym = center("");
        let coverage = Coverage::of(&gym, AgeBoundaries::LEGAL);
        assert_eq!(coverage.covers(ServiceFunction::ElderlyCare, AgeGroup::Old), Answer::No);
        assert_eq!(coverage.covers(ServiceFunction::Sports, AgeGroup::Old), Answer::CannotSay);
        assert!(!coverage.is_complete());
        let partial = center(r#", "partial": ["services"]"#);
        let coverage = Coverage::of(&partial, AgeBoundaries::LEGAL);
        assert_eq!(coverage.covers(ServiceFunction::ElderlyCare, AgeGroup::Old), Answer::CannotSay);
    }
}
