//! The center that a policy is asked of, and what its services amount to.

use crate::field::{Field, List};
use crate::offer::Offer;
use crate::path::{Path, Pointer};
use crate::records::{CenterDraft, CenterField};
use crate::vocab::{AgeBoundaries, Area, AreaKind, Lifecycle, Qualifier, SquareMeters};

/// A center as the rules of policy see it.
#[derive(Debug)]
pub(crate) struct Subject<'d> {
    pub(crate) center: &'d CenterDraft,
    pub(crate) boundaries: AgeBoundaries,
    /// What all its services offer together.
    pub(crate) offer: Offer,
    /// Whether there may be services that the record does not hold.
    pub(crate) services_open: bool,
}

impl<'d> Subject<'d> {
    pub(crate) fn new(center: &'d CenterDraft, boundaries: AgeBoundaries) -> Self {
        let offer = center
            .services
            .items()
            .map(|(_, service)| Offer::of_draft(service, boundaries))
            .fold(Offer::default(), Offer::and);
        let mut subject = Self { center, boundaries, offer, services_open: true };
        subject.services_open = !subject.lists_all(CenterField::services, &center.services);
        subject
    }

    /// Whether the center has to offer its services on the day: one that is planned or being built, or has closed, has
    /// nothing to offer. A center that does not say is taken to be open.
    pub(crate) fn owes_services(&self) -> bool {
        !matches!(
            self.center.status.given(),
            Some(Lifecycle::Planned | Lifecycle::UnderConstruction | Lifecycle::Closed)
        )
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.center.status.given() == Some(&Lifecycle::Closed)
    }

    /// Whether absence from this list means absence.
    pub(crate) fn lists_all<T>(&self, field: CenterField, list: &Field<List<T>>) -> bool {
        self.center.claims_all(field)
            && list.given().is_some_and(|list| list.omitted == 0 && list.given().count() == list.items.len())
    }

    /// The places that leave open what a list holds.
    pub(crate) fn list_doubt<T>(&self, at: &Path<'_>, field: CenterField, list: &Field<List<T>>) -> Vec<Pointer> {
        let place = at.key(field.as_str());
        let mut because = Vec::new();
        if list.given().is_none() {
            because.push(place.to_pointer());
        }
        if !self.center.claims_all(field) {
            because.push(at.key(CenterField::partial.as_str()).to_pointer());
        }
        if let Some(list) = list.given() {
            let malformed = list.items.iter().enumerate().filter(|(_, item)| item.given().is_none());
            because.extend(malformed.map(|(item, _)| place.index(item).to_pointer()));
            if list.omitted > 0 {
                because.push(place.to_pointer());
            }
        }
        because
    }

    /// The places that leave open what the services offer: those of the list itself, and `field` of each service whose
    /// own offer is open.
    pub(crate) fn doubt(&self, at: &Path<'_>, field: &str, is_open: impl Fn(&Offer) -> bool) -> Vec<Pointer> {
        let mut because = self.list_doubt(at, CenterField::services, &self.center.services);
        let services = at.key(CenterField::services.as_str());
        for (place, service) in self.center.services.items() {
            if is_open(&Offer::of_draft(service, self.boundaries)) {
                because.push(services.index(place).key(field).to_pointer());
            }
        }
        because
    }

    /// The services that prove something.
    pub(crate) fn proof(&self, at: &Path<'_>, proves: impl Fn(&Offer) -> bool) -> Vec<Pointer> {
        let services = at.key(CenterField::services.as_str());
        self.center
            .services
            .items()
            .filter(|(_, service)| proves(&Offer::of_draft(service, self.boundaries)))
            .map(|(place, _)| services.index(place).to_pointer())
            .collect()
    }

    /// The area of one kind that the center states, and where; or what its sites state, if all of them do.
    pub(crate) fn area_of(&self, kind: AreaKind, at: &Path<'_>) -> Option<(Area, Pointer)> {
        let of_kind = |areas: &Field<List<crate::records::AreaDraft>>| {
            areas.items().find_map(|(place, area)| Some((place, area.value().filter(|area| area.kind() == kind)?)))
        };
        let areas = at.key(CenterField::areas.as_str());
        if let Some((place, area)) = of_kind(&self.center.areas) {
            return Some((area, areas.index(place).to_pointer()));
        }
        if !self.lists_all(CenterField::sites, &self.center.sites) {
            return None;
        }
        let mut total = SquareMeters::whole(0);
        let mut exact = true;
        let mut any = false;
        for (_, site) in self.center.sites.items() {
            let (_, area) = of_kind(&site.areas)?;
            any = true;
            exact &= area.qualifier() == Qualifier::Exactly;
            total = total.plus(area.amount())?;
        }
        let qualifier = if exact { Qualifier::Exactly } else { Qualifier::About };
        any.then(|| (Area::new(kind, total, qualifier), at.key(CenterField::sites.as_str()).to_pointer()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn center(text: &str) -> CenterDraft {
        serde_json::from_str(text).unwrap()
    }

    fn subject(center: &CenterDraft) -> Subject<'_> {
        Subject::new(center, AgeBoundaries::LEGAL)
    }

    fn texts(places: &[Pointer]) -> Vec<&str> {
        places.iter().map(Pointer::as_str).collect()
    }

    #[test]
    fn only_a_center_that_may_be_open_or_opens_again_owes_services() {
        for (status, owes, closed) in [
            (r#""planned""#, false, false),
            (r#""under-construction""#, false, false),
            (r#""open""#, true, false),
            (r#""suspended""#, true, false),
            (r#""closed""#, false, true),
            ("null", true, false),
        ] {
            let center = center(&format!(r#"{{ "status": {status} }}"#));
            assert_eq!(subject(&center).owes_services(), owes, "{status}");
            assert_eq!(subject(&center).is_closed(), closed, "{status}");
        }
    }

    #[test]
    fn what_the_services_offer_is_added_up() {
        let center = center(
            r#"{ "services": [{ "kind": "clinic", "audience": { "groups": ["old"] } },
                              { "functions": ["sports"], "audience": { "groups": ["young"] } }] }"#,
        );
        let subject = subject(&center);
        assert_eq!(subject.offer.functions.len(), 2);
        assert_eq!(subject.offer.groups.len(), 2);
        assert_eq!(subject.offer.cells.len(), 2);
        assert!(!subject.services_open);
    }

    #[test]
    fn a_list_is_complete_only_if_it_is_given_whole_and_not_called_partial() {
        for (text, doubt) in [
            (r#"{ "services": [] }"#, vec![]),
            (r#"{ "services": [{}], "partial": ["spaces"] }"#, vec![]),
            ("{}", vec!["/services"]),
            (r#"{ "services": 5 }"#, vec!["/services"]),
            (r#"{ "services": [], "partial": ["services"] }"#, vec!["/partial"]),
            (r#"{ "services": [], "partial": "services" }"#, vec!["/partial"]),
            // A word that could not be read may have been this one.
            (r#"{ "services": [], "partial": ["sercives"] }"#, vec!["/partial"]),
            (r#"{ "services": [{}, 5, null] }"#, vec!["/services/1", "/services/2"]),
            (r#"{ "services": [5], "partial": ["services"] }"#, vec!["/partial", "/services/0"]),
        ] {
            let center = center(text);
            let subject = subject(&center);
            let complete = doubt.is_empty();
            assert_eq!(subject.lists_all(CenterField::services, &center.services), complete, "{text}");
            assert_eq!(subject.services_open, !complete, "{text}");
            let told = subject.list_doubt(&Path::ROOT, CenterField::services, &center.services);
            assert_eq!(texts(&told), doubt, "{text}");
        }
    }

    #[test]
    fn a_list_that_was_cut_off_is_not_complete() {
        let mut center = center(r#"{ "services": [] }"#);
        center.services = Field::Given(List { items: Vec::new(), omitted: 1 });
        let subject = subject(&center);
        assert!(subject.services_open);
        assert_eq!(texts(&subject.doubt(&Path::ROOT, "kind", |_| false)), ["/services"]);
    }

    #[test]
    fn doubt_and_proof_point_at_the_services_below_the_center() {
        let center = center(r#"{ "services": [{ "kind": "clinic" }, {}, { "kind": "nursery" }] }"#);
        let subject = subject(&center);
        let centers = Path::ROOT.key("centers");
        let at = centers.index(3);
        let doubt = subject.doubt(&at, "functions", |offer| offer.functions_open);
        assert_eq!(texts(&doubt), ["/centers/3/services/1/functions"]);
        let proof = subject.proof(&at, |offer| !offer.functions.is_empty());
        assert_eq!(texts(&proof), ["/centers/3/services/0", "/centers/3/services/2"]);
    }

    #[test]
    fn the_center_s_own_area_comes_before_what_its_sites_add_up_to() {
        let site = r#"{ "areas": [{ "kind": "floor", "square_meters": 250.5 }] }"#;
        let about = r#"{ "areas": [{ "kind": "floor", "square_meters": 100, "qualifier": "about" }] }"#;
        for (text, expected) in [
            (
                format!(r#"{{ "areas": [{{ "kind": "floor", "square_meters": 700 }}], "sites": [{site}] }}"#),
                Some(("700", Qualifier::Exactly, "/areas/0")),
            ),
            (format!(r#"{{ "sites": [{site}, {site}] }}"#), Some(("501", Qualifier::Exactly, "/sites"))),
            (format!(r#"{{ "sites": [{site}, {about}] }}"#), Some(("350.5", Qualifier::About, "/sites"))),
            (format!(r#"{{ "sites": [{site}, {{}}] }}"#), None),
            (format!(r#"{{ "sites": [{site}], "partial": ["sites"] }}"#), None),
            (r#"{ "sites": [] }"#.to_owned(), None),
            ("{}".to_owned(), None),
        ] {
            let center = center(&text);
            let found = subject(&center).area_of(AreaKind::Floor, &Path::ROOT);
            let told = found
                .as_ref()
                .map(|(area, place)| (area.amount().to_string(), area.qualifier(), place.as_str().to_owned()));
            let expected = expected.map(|(amount, qualifier, place)| (amount.to_owned(), qualifier, place.to_owned()));
            assert_eq!(told, expected, "{text}");
        }
    }
}
