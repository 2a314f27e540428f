//! What all this is taken from, each source once.

use std::collections::HashSet;

use neighborhood_center::field::{Field, List};
use neighborhood_center::records::SourceDraft;
use neighborhood_center::vocab::Phrase;
use serde::Serialize;

use crate::document::Document;
use crate::words::of_field;

/// A source.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct Source {
    title: String,
    publisher: Option<String>,
    published: Option<Phrase>,
    link: Option<String>,
    confidence: Option<Phrase>,
}

pub(crate) fn sources(document: &Document) -> Vec<Source> {
    let district = &document.district;
    let mut all = Once::default();
    add(&district.sources, &mut all);
    district.communities.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.centers.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.plans.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.projects.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.assets.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.culture_sites.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.surveys.items().for_each(|(_, it)| add(&it.sources, &mut all));
    district.counts.items().for_each(|(_, it)| add(&it.sources, &mut all));
    all.list
}

/// Sources in the order in which they come first.
#[derive(Default)]
struct Once {
    list: Vec<Source>,
    seen: HashSet<Source>,
}

fn add(sources: &Field<List<SourceDraft>>, to: &mut Once) {
    for (_, source) in sources.items() {
        let Some(title) = source.title.given() else { continue };
        let source = Source {
            title: title.to_string(),
            publisher: source.publisher.given().map(ToString::to_string),
            published: of_field(&source.published),
            link: source.link.given().map(ToString::to_string),
            confidence: of_field(&source.confidence),
        };
        if to.seen.insert(source.clone()) {
            to.list.push(source);
        }
    }
}
