//! A summary as it is written and read back: lists of objects, in a fixed order.

use serde::de::{self, Deserializer};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::at_most::AtMost;
use super::centers::{CenterCount, Centers};
use super::community_figures::CommunityFigures;
use super::demander::Demander;
use super::floor_area::FloorArea;
use super::gaps::Gaps;
use super::inputs::Inputs;
use super::join::Join;
use super::offering::Offering;
use super::plan_figures::PlanFigures;
use super::spread::Spread;
use super::standing::{Standing, StandingKey, Told};
use super::summary::{COMMUNITIES, DistrictSummary, STANDINGS};
use crate::finding::Counts;
use crate::rules::{self, Ledger};
use crate::vocab::{
    Cell, CellSet, CommunityId, Count, Date, Lifecycle, Name, ProjectState, Setting, SettingSet, Tier, Visible, Year,
};

/// The version of the form in which a summary is written.
const FORMAT: u32 = 1;

/// Centers by state and tier: no more than there are pairs of a state and a tier, each with "not said".
type CentersList = AtMost<CentersWire, 64>;

#[derive(Serialize, Deserialize)]
struct Wire {
    format: u32,
    as_of: Option<Spread<Date>>,
    inputs: Inputs,
    gaps: Gaps,
    counts: Counts,
    truncated: bool,
    /// Whether there were more communities, and more standings, than are kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    communities_dropped: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    standings_dropped: bool,
    /// Written for those who read it, from what follows; not read.
    #[serde(skip_deserializing)]
    centers: Vec<TotalWire>,
    communities: AtMost<CommunityWire, COMMUNITIES>,
    #[serde(default, skip_serializing_if = "AtMost::is_empty")]
    unplaced: CentersList,
    #[serde(default, skip_serializing_if = "AtMost::is_empty")]
    beyond: CentersList,
    adrift: AdriftWire,
    offers: AtMost<OfferWire, 18>,
    floor_area: FloorArea,
    /// No more than there are years, and none.
    #[serde(default, skip_serializing_if = "AtMost::is_empty")]
    plans: AtMost<PlanWire, 9_001>,
    findings: AtMost<StandingWire, STANDINGS>,
    ledger: Ledger,
}

#[derive(Serialize)]
struct TotalWire {
    #[serde(flatten)]
    centers: CentersWire,
    setting: Option<Setting>,
}

#[derive(Serialize, Deserialize)]
struct CentersWire {
    status: Option<Lifecycle>,
    tier: Option<Tier>,
    count: u64,
}

/// Centers that do not say which communities they serve.
#[derive(Serialize, Deserialize)]
struct AdriftWire {
    centers: u64,
    perhaps: CellSet,
}

#[derive(Serialize, Deserialize)]
struct OfferWire {
    cell: Cell,
    centers: u64,
    perhaps: u64,
}

#[derive(Serialize, Deserialize)]
struct PlanWire {
    year: Option<Year>,
    plans: u64,
    target: u64,
    without_target: u64,
    unlisted: u64,
    running: u64,
    delivered: u64,
    open: u64,
    projects: AtMost<ProjectsWire, 16>,
}

#[derive(Serialize, Deserialize)]
struct ProjectsWire {
    state: Option<ProjectState>,
    count: u64,
}

#[derive(Serialize, Deserialize)]
struct CommunityWire {
    id: CommunityId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Name>,
    #[serde(default, skip_serializing_if = "is_empty")]
    settings: SettingSet,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    households: Option<Spread<Count>>,
    centers: CentersList,
    served_by: u64,
    offered: CellSet,
    /// Those that may be offered besides.
    perhaps: CellSet,
    floor_area: FloorArea,
}

#[derive(Serialize, Deserialize)]
struct StandingWire {
    rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    demanded_by: Option<Demander>,
    error: u64,
    warning: u64,
    info: u64,
    waived: u64,
    undecided: u64,
}

fn is_empty(settings: &SettingSet) -> bool {
    settings.is_empty()
}

fn centers_of(centers: &Centers) -> CentersList {
    centers.iter().map(|(status, tier, count)| CentersWire { status, tier, count }).collect()
}

fn read_centers(read: CentersList) -> Centers {
    let mut centers = Centers::default();
    for CentersWire { status, tier, count } in read {
        centers.add(status, tier, count);
    }
    centers
}

impl From<&DistrictSummary> for Wire {
    fn from(summary: &DistrictSummary) -> Self {
        let total = |count: CenterCount| TotalWire {
            centers: CentersWire { status: count.status, tier: count.tier, count: count.count },
            setting: count.setting,
        };
        Self {
            format: FORMAT,
            as_of: summary.as_of,
            inputs: summary.inputs,
            gaps: summary.gaps,
            counts: summary.counts,
            truncated: summary.truncated,
            communities_dropped: summary.communities.has_dropped(),
            standings_dropped: summary.standings.has_dropped(),
            centers: summary.centers().into_iter().map(total).collect(),
            communities: summary.communities.iter().map(|(id, figures)| CommunityWire::of(*id, figures)).collect(),
            unplaced: centers_of(&summary.unplaced),
            beyond: centers_of(&summary.beyond),
            adrift: AdriftWire { centers: summary.adrift.0, perhaps: summary.adrift.1 },
            offers: summary
                .offers
                .iter()
                .map(|(cell, centers, perhaps)| OfferWire { cell, centers, perhaps })
                .collect(),
            floor_area: summary.floor_area,
            plans: summary.plans().map(|(year, figures)| PlanWire::of(year, figures)).collect(),
            findings: summary.standings().map(StandingWire::of).collect(),
            ledger: summary.ledger.clone(),
        }
    }
}

impl CommunityWire {
    fn of(id: CommunityId, figures: &CommunityFigures) -> Self {
        let Offering { offered, possible } = figures.offering;
        Self {
            id,
            name: figures.name.clone(),
            settings: figures.settings,
            households: figures.households,
            centers: centers_of(&figures.centers),
            served_by: figures.served_by,
            offered,
            perhaps: possible.without(offered),
            floor_area: figures.floor_area,
        }
    }

    fn read(self) -> (CommunityId, CommunityFigures) {
        let figures = CommunityFigures {
            name: self.name,
            settings: self.settings,
            households: self.households,
            centers: read_centers(self.centers),
            served_by: self.served_by,
            offering: Offering { offered: self.offered, possible: self.perhaps.or(self.offered) },
            floor_area: self.floor_area,
        };
        (self.id, figures)
    }
}

impl PlanWire {
    fn of(year: Option<Year>, figures: &PlanFigures) -> Self {
        let PlanFigures { plans, target, without_target, unlisted, running, delivered, open, .. } = *figures;
        let projects = figures.projects_by().map(|(state, count)| ProjectsWire { state, count }).collect();
        Self { year, plans, target, without_target, unlisted, running, delivered, open, projects }
    }

    fn read(self) -> (Option<Year>, PlanFigures) {
        let Self { year, plans, target, without_target, unlisted, running, delivered, open, projects } = self;
        let mut figures =
            PlanFigures { plans, target, without_target, unlisted, running, delivered, open, ..PlanFigures::default() };
        for ProjectsWire { state, count } in projects {
            figures.add_projects(state, count);
        }
        (year, figures)
    }
}

impl StandingWire {
    fn of(standing: Standing) -> Self {
        let Standing { card, demanded_by, error, warning, info, waived, undecided } = standing;
        Self { rule: card.id.to_owned(), demanded_by, error, warning, info, waived, undecided }
    }

    fn read<E: de::Error>(self) -> Result<(StandingKey, Told), E> {
        let Self { rule, demanded_by, error, warning, info, waived, undecided } = self;
        let card = rules::by_id(&rule)
            .ok_or_else(|| E::custom(format_args!("this version knows no rule `{}`", Visible(&rule))))?;
        Ok((StandingKey { card, demanded_by }, Told { error, warning, info, waived, undecided }))
    }
}

impl Serialize for DistrictSummary {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Wire::from(self).serialize(to)
    }
}

/// Reads a summary back, so that it can be merged with others. Totals are not read: they follow from the rest.
impl<'de> Deserialize<'de> for DistrictSummary {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = Wire::deserialize(from)?;
        if read.format != FORMAT {
            return Err(de::Error::custom(format_args!(
                "the summary is written in form {}, this version reads {FORMAT}",
                read.format
            )));
        }
        let mut summary = Self {
            as_of: read.as_of,
            inputs: read.inputs,
            gaps: read.gaps,
            counts: read.counts,
            truncated: read.truncated,
            unplaced: read_centers(read.unplaced),
            beyond: read_centers(read.beyond),
            adrift: (read.adrift.centers, read.adrift.perhaps),
            floor_area: read.floor_area,
            ledger: read.ledger,
            ..Self::default()
        };
        for community in read.communities {
            let (id, figures) = community.read();
            if summary.community(id).is_some() {
                return Err(de::Error::custom(format_args!("community {id} stands in the summary twice")));
            }
            summary.describe(id, figures);
        }
        for plan in read.plans {
            let (year, figures) = plan.read();
            summary.plans.entry(year).or_default().join(figures);
        }
        for standing in read.findings {
            let (key, told) = standing.read()?;
            let _ = summary.standings.add(key, told);
        }
        for OfferWire { cell, centers, perhaps } in read.offers {
            summary.offers.add(cell, centers, perhaps);
        }
        summary.communities.set_dropped(read.communities_dropped);
        summary.standings.set_dropped(read.standings_dropped);
        Ok(summary)
    }
}
