//! What idle resources became, culture sites, surveys of residents, and numbers without a list.

use neighborhood_center::records::{AssetDraft, DecisionDraft, ReuseDraft, label_zh};
use neighborhood_center::vocab::Phrase;
use serde::Serialize;

use crate::document::Document;
use crate::words::{both, joined, of_field, of_list, said};

/// An idle resource, before and after.
#[derive(Serialize)]
pub(crate) struct Asset {
    before: Phrase,
    kind: Option<Phrase>,
    community: Option<String>,
    areas: Option<Phrase>,
    condition: Option<String>,
    owner: Option<String>,
    suited_for: Option<Phrase>,
    surveyed: Option<Phrase>,
    after: Vec<Reuse>,
}

/// What it became, or a part of it.
#[derive(Serialize)]
struct Reuse {
    into: Option<Phrase>,
    part: Option<String>,
    center: Option<String>,
    began: Option<Phrase>,
    ended: Option<Phrase>,
}

/// A culture site.
#[derive(Serialize)]
pub(crate) struct CultureSite {
    name: Option<String>,
    community: Option<String>,
    center: Option<String>,
    features: Option<Phrase>,
    integrates: Option<Phrase>,
    teams: Option<Phrase>,
}

/// What residents were asked.
#[derive(Serialize)]
pub(crate) struct Survey {
    name: Option<String>,
    communities: Option<Phrase>,
    conducted: Option<Phrase>,
    topics: Option<Phrase>,
    topic_count: Option<Phrase>,
    valid_returns: Option<Phrase>,
    decisions: Vec<Decision>,
}

/// What they want, and what was decided.
#[derive(Serialize)]
struct Decision {
    demand: Option<String>,
    functions: Option<Phrase>,
    center: Option<String>,
    adopted: Option<bool>,
    reason: Option<String>,
}

/// How many there are of something, as a source states it.
#[derive(Serialize)]
pub(crate) struct Stated {
    of: Phrase,
    count: Phrase,
    as_of: Option<Phrase>,
    quote: Option<String>,
}

pub(crate) fn assets(document: &Document) -> Vec<Asset> {
    document.district.assets.items().map(|(_, it)| asset(document, it)).collect()
}

fn asset(document: &Document, asset: &AssetDraft) -> Asset {
    let named = of_field(&asset.name).or_else(|| of_field(&asset.former_use)).or_else(|| of_field(&asset.kind));
    Asset {
        before: named.unwrap_or(Phrase::new("未说明的资源", "a resource of which nothing is said")),
        kind: of_field(&asset.kind),
        community: document.community_name(asset.community.given()),
        areas: of_list(&asset.areas, |area| area.value().as_ref().map(said)),
        condition: asset.condition.given().map(ToString::to_string),
        owner: asset.owner.given().and_then(|owner| owner.name.given()).map(ToString::to_string),
        suited_for: asset.suited_for.given().map(|set| said(&set.words)),
        surveyed: of_field(&asset.surveyed),
        after: asset.reuses.items().map(|(_, it)| reuse(document, it)).collect(),
    }
}

fn reuse(document: &Document, reuse: &ReuseDraft) -> Reuse {
    let into = of_field(&reuse.into).or_else(|| of_field(&reuse.format)).or_else(|| of_field(&reuse.space_kind));
    Reuse {
        into,
        part: reuse.part.given().map(ToString::to_string),
        center: document.center_name(reuse.center.given()),
        began: of_field(&reuse.began),
        ended: of_field(&reuse.ended),
    }
}

pub(crate) fn culture_sites(document: &Document) -> Vec<CultureSite> {
    let sites = document.district.culture_sites.items();
    sites
        .map(|(_, site)| CultureSite {
            name: site.name.given().map(ToString::to_string),
            community: document.community_name(site.community.given()),
            center: document.center_name(site.center.given()),
            features: of_list(&site.features, |feature| of_field(&feature.name)),
            integrates: site.integrates.given().map(|set| said(&set.words)),
            teams: of_list(&site.teams, |team| of_field(&team.name)),
        })
        .collect()
}

pub(crate) fn surveys(document: &Document) -> Vec<Survey> {
    let surveys = document.district.surveys.items();
    surveys
        .map(|(_, survey)| {
            let asked = survey.communities.items().filter_map(|(_, id)| document.community_name(Some(id)));
            let asked: Vec<Phrase> = asked.map(|name| both(|_| name.clone())).collect();
            Survey {
                name: survey.name.given().map(ToString::to_string),
                communities: joined(asked.iter()),
                conducted: of_field(&survey.conducted),
                topics: of_list(&survey.topics, |topic| Some(said(topic))),
                topic_count: of_field(&survey.topic_count),
                valid_returns: of_field(&survey.valid_returns),
                decisions: survey.decisions.items().map(|(_, it)| decision(document, it)).collect(),
            }
        })
        .collect()
}

fn decision(document: &Document, decision: &DecisionDraft) -> Decision {
    Decision {
        demand: decision.demand.given().map(ToString::to_string),
        functions: decision.functions.given().map(|set| said(&set.words)),
        center: document.center_name(decision.center.given()),
        adopted: decision.adopted.given().copied(),
        reason: decision.reason.given().map(ToString::to_string),
    }
}

pub(crate) fn counts(document: &Document) -> Vec<Stated> {
    let counts = document.district.counts.items();
    counts
        .filter_map(|(_, stated)| {
            let of = stated.of.given()?.as_str().to_owned();
            let zh = label_zh(&of).unwrap_or(&of).to_owned();
            let (_, source) = stated.sources.items().next().unzip();
            Some(Stated {
                of: Phrase::from_texts(zh, of.replace('_', " ")),
                count: said(&stated.value()?),
                as_of: of_field(&stated.as_of),
                quote: source.and_then(|source| source.quote.given()).map(ToString::to_string),
            })
        })
        .collect()
}
