//! What a district has and plans besides its centers, to which no rule objects.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

use super::histories::changes_to;
use super::records::{Fill, Uuid128, area, feature, given, organization, set, source};
use super::words::{any_of, count, name, partial_date, some_of, text};
use crate::field::{Field, List};
use crate::records::{
    AssetDraft, AssetField, CultureSiteDraft, CultureSiteField, DecisionDraft, DistrictDraft, DistrictField,
    FundingDraft, NeedsSurveyDraft, NeedsSurveyField, PlanDraft, PlanField, ProjectDraft, ProjectField, ReuseDraft,
    ReuseField, StatedCountDraft, StatedCountField, TeamDraft,
};
use crate::vocab::{AreaKind, Count, Key, ProjectState, Qualifier, Word, Year, Yuan};

fn asset(fill: Fill) -> impl Strategy<Value = AssetDraft> {
    let what = (fill.field(name()), fill.field(any_of()), fill.field(text()), fill.field(text()));
    let how = (fill.field(organization(fill)), fill.field(text()), fill.field(some_of()));
    let areas = fill.list(area(&[AreaKind::Site, AreaKind::Floor], 10, 9_000), 2);
    let when = fill.field(partial_date(2015..2023));
    let sources = fill.list(source(fill, AssetField::KEYS), 1);
    let reuses = fill.list(reuse(fill), 2);
    (what, how, (areas, when, sources, reuses)).prop_map(
        |((name, kind, former_use, address), (owner, condition, suited_for), (areas, surveyed, sources, reuses))| {
            AssetDraft {
                name,
                kind,
                former_use,
                address,
                owner,
                areas,
                condition,
                suited_for: set(suited_for),
                surveyed,
                reuses,
                sources,
                ..AssetDraft::default()
            }
        },
    )
}

fn reuse(fill: Fill) -> impl Strategy<Value = ReuseDraft> {
    let what = (fill.field(text()), fill.field(any_of()), fill.field(any_of()), fill.field(text()));
    let when = (fill.field(partial_date(2015..2019)), fill.field(partial_date(2020..2023)));
    (what, when, fill.list(source(fill, ReuseField::KEYS), 1)).prop_map(
        |((into, format, space_kind, part), (began, ended), sources)| ReuseDraft {
            into,
            format,
            space_kind,
            part,
            began,
            ended,
            sources,
            ..ReuseDraft::default()
        },
    )
}

fn project(fill: Fill) -> impl Strategy<Value = ProjectDraft> {
    let what = (fill.field(name()), 2015_u16..2019, fill.field(any_of()), fill.field(any_of::<ProjectState>()));
    let money = (fill.field(organization(fill)), fill.field((0_u64..10_000_000).prop_filter_map("", Yuan::from_fen)))
        .prop_map(|(funder, yuan)| FundingDraft { funder, yuan, ..FundingDraft::default() });
    let sources = fill.list(source(fill, ProjectField::KEYS), 1);
    (what, fill.list(money, 2), sources, any::<bool>()).prop_map(
        move |((name, year, mode, state), funding, sources, told)| {
            let told = told || fill == Fill::All;
            ProjectDraft {
                name,
                plan_year: Year::new(year).map_or(Field::Missing, Field::Given),
                mode,
                history: match state.given() {
                    Some(state) if told => changes_to(*state, year),
                    _ => Field::Missing,
                },
                state,
                funding,
                sources,
                ..ProjectDraft::default()
            }
        },
    )
}

fn culture_site(fill: Fill) -> impl Strategy<Value = CultureSiteDraft> {
    let team = (name(), fill.field(any_of()), fill.field(count())).prop_map(|(name, kind, members)| TeamDraft {
        key: Key::from_text("team").map_or(Field::Missing, Field::Given),
        name: name.into(),
        kind,
        members,
        ..TeamDraft::default()
    });
    let who = (fill.field(name()), fill.list(feature(fill), 2), fill.field(some_of()), fill.list(team, 1));
    (who, fill.list(source(fill, CultureSiteField::KEYS), 1)).prop_map(
        |((name, features, integrates, teams), sources)| CultureSiteDraft {
            name,
            features,
            integrates: set(integrates),
            teams,
            sources,
            ..CultureSiteDraft::default()
        },
    )
}

fn survey(fill: Fill) -> impl Strategy<Value = NeedsSurveyDraft> {
    let decision = (text(), fill.field(any_of()), fill.field(some_of()), fill.field(any::<bool>()), fill.field(text()))
        .prop_map(|(demand, kind, functions, adopted, reason)| DecisionDraft {
            demand: Field::Given(demand),
            kind,
            functions: set(functions),
            adopted,
            reason,
            ..DecisionDraft::default()
        });
    let about = (fill.field(name()), fill.field(partial_date(2015..2023)), fill.list(name(), 3));
    let how_many = (fill.field(count()), fill.field(count()), fill.list(decision, 3));
    (about, how_many, fill.list(source(fill, NeedsSurveyField::KEYS), 1)).prop_map(
        |((name, conducted, topics), (topic_count, valid_returns, decisions), sources)| NeedsSurveyDraft {
            name,
            conducted,
            topics,
            topic_count,
            valid_returns,
            decisions,
            sources,
            ..NeedsSurveyDraft::default()
        },
    )
}

/// What a district has and plans, each record still without an id and without what it refers to.
#[derive(Clone, Debug)]
pub(super) struct Development {
    assets: Field<List<AssetDraft>>,
    projects: Field<List<ProjectDraft>>,
    culture_sites: Field<List<CultureSiteDraft>>,
    surveys: Field<List<NeedsSurveyDraft>>,
    plan: Field<PlanDraft>,
    counted: Field<StatedCountDraft>,
    ids: Uuid128,
    picks: Vec<Index>,
}

/// At least two of each kind where everything is to be there.
fn some_or_two<T: Clone + std::fmt::Debug + 'static>(
    fill: Fill,
    item: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Field<List<T>>> {
    match fill {
        Fill::All => vec(item, 2..4).prop_map(Field::from).boxed(),
        Fill::Some => fill.list(item, 3),
    }
}

pub(super) fn development(fill: Fill) -> impl Strategy<Value = Development> {
    let plan = (2015_u16..2019, fill.field(name()), fill.list(source(fill, PlanField::KEYS), 1)).prop_map(
        |(year, name, sources)| PlanDraft {
            year: Year::new(year).map_or(Field::Missing, Field::Given),
            name,
            sources,
            ..PlanDraft::default()
        },
    );
    let how = fill.field(select(vec![Qualifier::Exactly, Qualifier::About, Qualifier::AtLeast]));
    let counted = (fill.field(partial_date(2015..2019)), how, fill.list(source(fill, StatedCountField::KEYS), 1))
        .prop_map(|(as_of, qualifier, sources)| StatedCountDraft {
            of: DistrictField::culture_sites.into(),
            qualifier,
            as_of,
            sources,
            ..StatedCountDraft::default()
        });
    let lists = (
        some_or_two(fill, asset(fill)),
        some_or_two(fill, project(fill)),
        some_or_two(fill, culture_site(fill)),
        some_or_two(fill, survey(fill)),
    );
    (lists, fill.field(plan), fill.field(counted), any::<Uuid128>(), vec(any::<Index>(), 8)).prop_map(
        |((assets, projects, culture_sites, surveys), plan, counted, ids, picks)| Development {
            assets,
            projects,
            culture_sites,
            surveys,
            plan,
            counted,
            ids,
            picks,
        },
    )
}

/// Puts it into a document: gives its records their ids, and lets them refer to others that are there.
pub(super) fn develop(district: &mut DistrictDraft, mut has: Development) {
    let ids = has.ids;
    let id = |place: usize| Uuid::from_u128(ids.number() + place as u128);
    let assets = has.assets.items().count();
    let homes: Vec<_> =
        district.centers.items().map(|(_, center)| (center.id.clone(), center.community.clone())).collect();
    let spaces: Vec<_> = district
        .centers
        .items()
        .map(|(_, center)| center.spaces.items().find_map(|(_, space)| space.key.given().cloned()))
        .collect();
    let open: Vec<bool> = district
        .centers
        .items()
        .map(|(_, center)| center.status.given().and_then(|status| status.has_opened()) != Some(false))
        .collect();
    let opened: Vec<_> =
        district.centers.items().map(|(_, center)| center.opened.given().map(|opened| opened.last_day())).collect();
    // The first idle resource, the first task and the first culture site are of one center, and so on.
    let of = |place: usize| has.picks.get(place).filter(|_| !homes.is_empty()).map(|pick| pick.index(homes.len()));
    let first_state = has.projects.items().next().and_then(|(_, project)| project.state.given().copied());
    for (place, project) in given(&mut has.projects).enumerate() {
        project.id = id(place).try_into().map_or(Field::Missing, Field::Given);
        // What was merged went into the first task, if that stands by itself.
        if project.state.given() == Some(&ProjectState::Merged) && first_state != Some(ProjectState::Merged) {
            project.merged_into = id(0).try_into().map_or(Field::Missing, Field::Given);
        }
        let Some(home) = of(place) else { continue };
        let last = project.history.items().filter_map(|(_, step)| step.on.given()).last();
        let is_early =
            last.zip(opened.get(home).copied().flatten()).is_some_and(|(on, opened)| on.first_day() < opened);
        if project.state.given() == Some(&ProjectState::InUse) && (open.get(home) == Some(&false) || is_early) {
            continue;
        }
        if let Some((center, community)) = homes.get(home) {
            project.center = center.clone();
            project.community = community.clone();
        }
        if place < assets {
            project.assets = match id(place).try_into() {
                Ok(id) => vec![id].into(),
                Err(_) => Field::Missing,
            };
        }
    }
    for (place, asset) in given(&mut has.assets).enumerate() {
        asset.id = id(place).try_into().map_or(Field::Missing, Field::Given);
        let Some(home) = of(place) else { continue };
        if let Some((center, community)) = homes.get(home) {
            asset.community = community.clone();
            for reuse in given(&mut asset.reuses) {
                reuse.center = center.clone();
                if let Some(Some(key)) = spaces.get(home) {
                    reuse.spaces = vec![key.clone()].into();
                }
            }
        }
    }
    for (place, site) in given(&mut has.culture_sites).enumerate() {
        site.id = id(place).try_into().map_or(Field::Missing, Field::Given);
        if let Some((center, community)) = of(place).and_then(|home| homes.get(home)) {
            site.center = center.clone();
            site.community = community.clone();
        }
    }
    for (place, survey) in given(&mut has.surveys).enumerate() {
        survey.id = id(place).try_into().map_or(Field::Missing, Field::Given);
        if let (Some(topics), Field::Given(_)) = (survey.topics.given(), &survey.topic_count) {
            let topics = u32::try_from(topics.items.len()).ok().and_then(Count::new);
            survey.topic_count = topics.map_or(Field::Missing, Field::Given);
        }
        if let Some((_, Field::Given(community))) = of(place).and_then(|home| homes.get(home)) {
            survey.communities = vec![*community].into();
        }
    }
    if let Field::Given(mut plan) = has.plan {
        // What no day is told of may have been done too late.
        plan.target = Count::new(0).map_or(Field::Missing, Field::Given);
        district.plans = vec![plan].into();
    }
    if let Field::Given(mut counted) = has.counted {
        let sites = has.culture_sites.given().map(|list| list.items.len()).and_then(|sites| u32::try_from(sites).ok());
        counted.count = sites.or(Some(44)).and_then(Count::new).map_or(Field::Missing, Field::Given);
        district.counts = vec![counted].into();
    }
    district.assets = has.assets;
    district.projects = has.projects;
    district.culture_sites = has.culture_sites;
    district.surveys = has.surveys;
}
