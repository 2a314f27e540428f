//! `space-larger-than-center`: no indoor space is larger than the center that it is in.
//!
//! **Demands** that a space's area of some kind is not above the center's area of the same kind. Kinds are never mixed:
//! a yard may be larger than the building, and 占地 says nothing of 建筑.
//! **Basis**: geometry.
//! *Met* once for every area of a space that is not above the center's; *violated* by one that is; *undecided* where one
//! of the two is only known as about, at least or below, and that leaves it open; *not applicable* where the center
//! states no area of that kind, is scattered over sites, or its list of areas is partial.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::{CenterDraft, CenterField};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::{Answer, Phrase};

pub(crate) static CARD: Card = Card {
    id: "space-larger-than-center",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("空间大于中心", "a space is larger than its center"),
    facts: &["space", "center"],
    says: Phrase::new("该空间{space},而整个中心{center}", "the space has a {space}, the whole center only a {center}"),
    help: Phrase::new("请检查两处面积", "check both areas"),
};

pub(crate) fn check(center: &CenterDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let scattered = center.sites.given().is_some_and(|sites| sites.items.len() > 1);
    if scattered || !center.claims_all(CenterField::areas) {
        return probe.not_applicable();
    }
    let mut said = false;
    let (spaces_at, centers_at) = (at.key("spaces"), at.key("areas"));
    for (space_place, space) in center.spaces.items() {
        for (area_place, area) in space.areas.items() {
            let Some(area) = area.value() else { continue };
            let whole = center.areas.items().find_map(|(place, whole)| {
                whole.value().filter(|whole| whole.kind() == area.kind()).map(|whole| (place, whole))
            });
            let Some((whole_place, whole)) = whole else { continue };
            said = true;
            let (space_at, whole_at) = (spaces_at.index(space_place), centers_at.index(whole_place));
            let areas_at = space_at.key("areas");
            let area_at = areas_at.index(area_place);
            match area.is_above(whole) {
                Answer::No => probe.met(),
                Answer::Yes => {
                    probe.violated(Breach::at(&area_at, [Fact::Area(area), Fact::Area(whole)]).related(&whole_at))
                }
                Answer::CannotSay => {
                    probe.undecided(&area_at, vec![area_at.to_pointer(), whole_at.to_pointer()]);
                }
            }
        }
    }
    if !said {
        probe.not_applicable();
    }
}
