//! The center that a policy is asked of, and what its services amount to.

use crate::calendar::Calendar;
use crate::context::Context;
use crate::field::{Field, List};
use crate::offer::Offer;
use crate::path::{Path, Pointer};
use crate::policy::{Communities, CommunityFacts, Declared, Policy};
use crate::records::{AreaDraft, CenterDraft, CenterField};
use crate::rule::Probe;
use crate::rules::policy::neighbors::Neighbors;
use crate::rules::policy::standing::stands;
use crate::vocab::{AgeBoundaries, Answer, Area, AreaKind, CommunityId, Date, Lifecycle};

/// A center as the rules of policy see it.
#[derive(Debug)]
pub(crate) struct Subject<'d> {
    pub(crate) center: &'d CenterDraft,
    pub(crate) boundaries: AgeBoundaries,
    /// What all its services offer together.
    pub(crate) offer: Offer,
    /// Whether there may be services that the record does not hold.
    pub(crate) services_open: bool,
    /// What policies declare its community to be known for.
    pub(crate) declared: &'d [Declared],
    /// What is known of the communities around it.
    pub(crate) communities: [Option<&'d Communities>; 2],
    /// The centers of its document, if it stands in one.
    pub(crate) neighbors: Option<&'d Neighbors>,
    /// The day that the check speaks of.
    pub(crate) date: Option<Date>,
    /// What is known of seasons.
    pub(crate) calendar: Option<&'d Calendar>,
}

impl<'d> Subject<'d> {
    pub(crate) fn new(center: &'d CenterDraft, boundaries: AgeBoundaries) -> Self {
        let offer = center
            .services
            .items()
            .map(|(_, service)| Offer::of_draft(service, boundaries))
            .fold(Offer::default(), Offer::and);
        let mut subject = Self {
            center,
            boundaries,
            offer,
            services_open: true,
            declared: &[],
            communities: [None, None],
            neighbors: None,
            date: None,
            calendar: None,
        };
        subject.services_open = !subject.lists_all(CenterField::services, &center.services);
        subject
    }

    /// A center as a policy sees it: in a context, and among the communities of its document, if it stands in one.
    pub(crate) fn under(
        policy: &'d Policy,
        center: &'d CenterDraft,
        of_the_document: Option<&'d Communities>,
        context: &'d Context,
    ) -> Self {
        Self {
            declared: policy.features(),
            communities: [of_the_document, Some(context.communities())],
            date: context.date(),
            calendar: Some(context.calendar()),
            ..Self::new(center, policy.boundaries())
        }
    }

    /// What is known of a community: what the document says comes first.
    pub(crate) fn facts_of(&self, community: CommunityId) -> Option<&CommunityFacts> {
        self.communities.into_iter().flatten().find_map(|known| known.get(community))
    }

    /// Whether the center has to offer its services.
    pub(crate) fn owes_services(&self) -> Answer {
        stands(&self.center.status)
    }

    /// Whether the center has a size to speak of: one that is closed has not.
    pub(crate) fn owes_area(&self) -> Answer {
        match &self.center.status {
            Field::Malformed(_) => Answer::CannotSay,
            Field::Given(Lifecycle::Closed) => Answer::No,
            _ => Answer::Yes,
        }
    }

    /// Tells the rule's outcome where the center does not owe what is asked of it, or nobody knows whether it does. Tells
    /// whether the rule has to go on.
    pub(crate) fn is_asked(owes: Answer, place: &Path<'_>, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
        match owes {
            Answer::Yes => {}
            Answer::No => probe.not_applicable(),
            Answer::CannotSay => probe.undecided(place, vec![at.key(CenterField::status.as_str()).to_pointer()]),
        }
        owes == Answer::Yes
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

    /// The area of one kind that the center states, and where; or what its sites state together, if all of them do.
    ///
    /// # Errors
    /// The places that leave it open.
    pub(crate) fn area_of(&self, kind: AreaKind, at: &Path<'_>) -> Result<(Area, Pointer), Vec<Pointer>> {
        let areas = at.key(CenterField::areas.as_str());
        match only_area(&self.center.areas, kind, &areas) {
            Ok(Some(found)) => return Ok(found),
            // A list with an area that could not be read may well hold the one that is asked for.
            Err(doubt) => return Err(doubt),
            Ok(None) => {}
        }
        // Areas of other kinds are what there is instead.
        let others = self.center.areas.items().map(|(place, _)| areas.index(place).to_pointer());
        let mut because: Vec<Pointer> = others.collect();
        if because.is_empty() {
            because.push(areas.to_pointer());
        }
        if !self.lists_all(CenterField::sites, &self.center.sites) {
            return Err(because);
        }
        let list = at.key(CenterField::sites.as_str());
        let mut total: Option<Area> = None;
        let mut silent = Vec::new();
        for (place, site) in self.center.sites.items() {
            let site_at = list.index(place);
            match only_area(&site.areas, kind, &site_at.key("areas")) {
                Ok(Some((area, _))) => {
                    total = match total {
                        None => Some(area),
                        Some(total) => Some(total.plus(area).ok_or_else(|| vec![list.to_pointer()])?),
                    };
                }
                Ok(None) => silent.push(site_at.to_pointer()),
                Err(doubt) => silent.extend(doubt),
            }
        }
        match total {
            Some(total) if silent.is_empty() => Ok((total, list.to_pointer())),
            Some(_) => Err(silent),
            None => Err(because),
        }
    }
}

/// The one area of a kind in a list, and where it stands. Two of one kind leave open which counts, and so does one that
/// could not be read.
pub(crate) fn only_area(
    areas: &Field<List<AreaDraft>>,
    kind: AreaKind,
    at: &Path<'_>,
) -> Result<Option<(Area, Pointer)>, Vec<Pointer>> {
    let found = || {
        let of_kind = move |area: &AreaDraft| area.value().filter(|area| area.kind() == kind);
        areas.items().filter_map(move |(place, area)| Some((at.index(place).to_pointer(), of_kind(area)?)))
    };
    let (first, second) = (found().next(), found().nth(1));
    let items = areas.given().into_iter().flat_map(|list| list.items.iter().enumerate());
    let unread = items.filter(|(_, item)| item.given().is_none_or(|area| area.value().is_none() && area.may_be(kind)));
    let mut doubt: Vec<Pointer> = unread.map(|(place, _)| at.index(place).to_pointer()).collect();
    if matches!(areas, Field::Malformed(_)) || areas.given().is_some_and(|list| list.omitted > 0) {
        doubt.push(at.to_pointer());
    }
    if doubt.is_empty() && second.is_none() {
        return Ok(first.map(|(place, area)| (area, place)));
    }
    doubt.extend(found().map(|(place, _)| place));
    doubt.sort_unstable();
    Err(doubt)
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
        for (status, services, area) in [
            (r#""planned""#, Answer::No, Answer::Yes),
            (r#""under-construction""#, Answer::No, Answer::Yes),
            (r#""upgrading""#, Answer::CannotSay, Answer::Yes),
            (r#""open""#, Answer::Yes, Answer::Yes),
            (r#""suspended""#, Answer::Yes, Answer::Yes),
            (r#""closed""#, Answer::No, Answer::No),
            ("null", Answer::Yes, Answer::Yes),
            (r#""planed""#, Answer::CannotSay, Answer::CannotSay),
        ] {
            let center = center(&format!(r#"{{ "status": {status} }}"#));
            assert_eq!(subject(&center).owes_services(), services, "{status}");
            assert_eq!(subject(&center).owes_area(), area, "{status}");
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
        let area = |amount: &str, qualifier: &str| {
            format!(r#"{{ "kind": "floor", "square_meters": {amount}, "qualifier": "{qualifier}" }}"#)
        };
        let site = |amount, qualifier| format!(r#"{{ "areas": [{}] }}"#, area(amount, qualifier));
        let (exactly, about) = (site("250.5", "exactly"), site("100", "about"));
        let (at_least, below) = (site("100", "at-least"), site("800", "below"));
        let own = area("700", "exactly");
        for (text, expected) in [
            (format!(r#"{{ "areas": [{own}], "sites": [{exactly}] }}"#), "700 exactly /areas/0"),
            (format!(r#"{{ "sites": [{exactly}, {exactly}] }}"#), "501 exactly /sites"),
            (format!(r#"{{ "sites": [{exactly}, {about}] }}"#), "350.5 about /sites"),
            (format!(r#"{{ "sites": [{about}, {about}] }}"#), "200 about /sites"),
            (format!(r#"{{ "sites": [{at_least}, {at_least}] }}"#), "200 at-least /sites"),
            (format!(r#"{{ "sites": [{at_least}, {exactly}] }}"#), "350.5 at-least /sites"),
            (format!(r#"{{ "sites": [{below}, {below}] }}"#), "1600 below /sites"),
            (format!(r#"{{ "sites": [{below}, {at_least}] }}"#), "open: /sites"),
            (format!(r#"{{ "sites": [{about}, {at_least}] }}"#), "open: /sites"),
            (format!(r#"{{ "sites": [{exactly}, {{}}] }}"#), "open: /sites/1"),
            (format!(r#"{{ "sites": [{exactly}], "partial": ["sites"] }}"#), "open: /areas"),
            // Two areas of one kind in one list: which of them, or both?
            (format!(r#"{{ "areas": [{own}, {own}] }}"#), "open: /areas/0 /areas/1"),
            (r#"{ "areas": [5, { "kind": "site", "square_meters": 900 }] }"#.to_owned(), "open: /areas/0"),
            (r#"{ "areas": [{ "square_meters": 900 }] }"#.to_owned(), "open: /areas/0"),
            (r#"{ "areas": [{ "kind": "site", "square_meters": "large" }] }"#.to_owned(), "open: /areas/0"),
            (r#"{ "areas": [] }"#.to_owned(), "open: /areas"),
            (r#"{ "areas": [], "partial": ["areas"] }"#.to_owned(), "open: /areas"),
            (r#"{ "sites": [] }"#.to_owned(), "open: /areas"),
            ("{}".to_owned(), "open: /areas"),
        ] {
            let center = center(&text);
            let told = match subject(&center).area_of(AreaKind::Floor, &Path::ROOT) {
                Ok((area, place)) => format!("{} {} {place}", area.amount(), area.qualifier()),
                Err(because) => format!("open: {}", texts(&because).join(" ")),
            };
            assert_eq!(told, expected, "{text}");
        }
    }
}
