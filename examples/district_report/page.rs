//! Everything that the page shows, and nothing else.

use neighborhood_center::records::DistrictField;
use neighborhood_center::vocab::Phrase;
use serde::Serialize;

use crate::centers::{self, Center};
use crate::document::Document;
use crate::findings::{self, Found};
use crate::glance::{self, Glance, is_partial};
use crate::heat::Heat;
use crate::plans::{self, Plan, Task};
use crate::sources::{self, Source};
use crate::stock::{self, Asset, CultureSite, Stated, Survey};
use crate::undecided::{self, Open};
use crate::words::of_field;

/// What the templates are given.
#[derive(Serialize)]
pub(crate) struct Page {
    name: Option<String>,
    edition: Option<Phrase>,
    as_of: Option<Phrase>,
    glance: Glance,
    heat: Heat,
    plans: Vec<Plan>,
    tasks: Vec<Task>,
    assets: Vec<Asset>,
    assets_partial: bool,
    culture_sites: Vec<CultureSite>,
    surveys: Vec<Survey>,
    counts: Vec<Stated>,
    centers: Vec<Center>,
    findings: Vec<Found>,
    undecided: Vec<Open>,
    sources: Vec<Source>,
}

impl Page {
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            name: document.district.name.given().map(ToString::to_string),
            edition: of_field(&document.district.edition),
            as_of: glance::as_of(document),
            glance: Glance::of(document),
            heat: Heat::of(document),
            plans: plans::plans(document),
            tasks: plans::tasks(document),
            assets: stock::assets(document),
            assets_partial: is_partial(document, DistrictField::assets),
            culture_sites: stock::culture_sites(document),
            surveys: stock::surveys(document),
            counts: stock::counts(document),
            centers: centers::centers(document),
            findings: findings::findings(document),
            undecided: undecided::undecided(document),
            sources: sources::sources(document),
        }
    }
}
