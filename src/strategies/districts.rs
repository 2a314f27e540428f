//! Documents to which no rule objects.

use proptest::collection::vec;
use proptest::prelude::*;

use super::development::{develop, development};
use super::records::{Fill, Uuid128, center_draft, items, source, told_apart};
use super::words::{any_of, count, name, partial_date};
use crate::field::Field;
use crate::record::Model;
use crate::records::{CommunityDraft, CompoundDraft, District, DistrictDraft, DivisionDraft};
use crate::vocab::{DivisionCode, DivisionScheme, FormatVersion, Word};

/// A checked document with up to four centers and their communities. What holds for [`center`](crate::strategies::center) holds for it.
pub fn district() -> impl Strategy<Value = District> {
    district_draft(Fill::Some).prop_filter_map("not in order", District::admit)
}

/// The statistics code of Luolong District, under which made-up codes of communities are counted.
const DISTRICT_CODE: &str = "410311000000";

fn division(code: &str) -> DivisionDraft {
    DivisionDraft {
        code: DivisionCode::from_text(code).map_or(Field::Missing, Field::Given),
        scheme: DivisionScheme::Nbs.into(),
        ..DivisionDraft::default()
    }
}

fn community(fill: Fill) -> impl Strategy<Value = CommunityDraft> {
    let compound = (name(), fill.list(name(), 2)).prop_map(|(name, mut aliases)| {
        for (place, alias) in items(&mut aliases).enumerate() {
            *alias = told_apart(alias, &format!("之{place}"));
        }
        CompoundDraft { name: name.into(), aliases, ..CompoundDraft::default() }
    });
    let code = (1_u32..20, 1_u32..200).prop_map(|(town, village)| division(&format!("410311{town:03}{village:03}")));
    let who = (name(), fill.field(name()), fill.list(code, 1), fill.field(any_of()));
    let how_many = (fill.field(count()), fill.field(count()), fill.list(compound, 2));
    let sources = fill.list(source(fill, crate::records::CommunityField::KEYS), 1);
    (who, how_many, sources).prop_map(
        |((name, subdistrict, divisions, setting), (households, population, compounds), sources)| CommunityDraft {
            name: name.into(),
            subdistrict,
            divisions,
            setting,
            households,
            population,
            compounds,
            sources,
            ..CommunityDraft::default()
        },
    )
}

pub(super) fn district_draft(fill: Fill) -> impl Strategy<Value = DistrictDraft> {
    let least = if fill == Fill::All { 2 } else { 0 };
    let parts = (
        vec(community(fill), least..4),
        vec(center_draft(fill), least..4),
        any::<(Uuid128, Uuid128)>(),
        development(fill),
    );
    let about = (
        name(),
        fill.field(partial_date(2023..2025)),
        any::<bool>(),
        fill.list(source(fill, crate::records::DistrictField::KEYS), 1),
    );
    (parts, about).prop_map(
        move |((mut communities, mut centers, (center_ids, community_ids), has), (name, edition, coded, sources))| {
            for (place, community) in communities.iter_mut().enumerate() {
                community.id = community_ids.community(place as u128);
                community.name = told_apart(&community.name, &format!("社区{place}"));
            }
            for (place, center) in centers.iter_mut().enumerate() {
                center.id = center_ids.center(place as u128);
                center.name = told_apart(&center.name, &format!("中心{place}"));
                for (nth, alias) in items(&mut center.aliases).enumerate() {
                    *alias = told_apart(alias, &format!("中心{place}又名{nth}"));
                }
                let home = place.checked_rem(communities.len()).map(|home| home as u128);
                center.community = home.map_or(Field::Missing, |home| community_ids.community(home));
            }
            let mut district = DistrictDraft {
                format: FormatVersion::CURRENT.into(),
                name: name.into(),
                edition,
                divisions: if coded || fill == Fill::All {
                    vec![division(DISTRICT_CODE)].into()
                } else {
                    Field::Missing
                },
                communities: communities.into(),
                centers: centers.into(),
                sources,
                ..DistrictDraft::default()
            };
            develop(&mut district, has);
            district
        },
    )
}
