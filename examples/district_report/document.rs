//! The document of a district, read and checked.

use std::fs;
use std::io::{self, Read};

use neighborhood_center::explain::Explanation;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{Center, CenterDraft, DistrictDraft};
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::{AgeBoundaries, Date, Lang, PartialDate, Say};
use neighborhood_center::{Context, Options, Report, admit, explain, json};

use crate::args::{Args, Source};
use crate::policy;

const SHIPPED: &str = include_str!("../data/luolong-2023.json");

/// A district, and what its check came to.
pub(crate) struct Document {
    pub(crate) district: DistrictDraft,
    pub(crate) report: Report,
    pub(crate) summary: DistrictSummary,
    pub(crate) as_of: Option<AsOf>,
    explanations: Vec<Explanation>,
}

/// The day of the check.
#[derive(Clone, Copy)]
pub(crate) struct AsOf {
    pub(crate) date: Date,
    /// The time that the document describes, if the day is taken from there and the time is longer than a day.
    pub(crate) last_of: Option<PartialDate>,
}

impl Document {
    /// Reads the document and checks it.
    pub(crate) fn read(args: &Args) -> Result<Self, String> {
        let text = match &args.source {
            Source::Shipped => SHIPPED.as_bytes().to_owned(),
            Source::Standard => {
                let mut text = Vec::new();
                io::stdin().read_to_end(&mut text).map_err(|error| error.to_string())?;
                text
            }
            Source::File(path) => fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?,
        };
        let options = Options::default();
        let dateless = json::read_slice::<DistrictDraft>(&text, &Context::default(), &options);
        let edition = dateless.draft().and_then(|district| district.edition.given().copied());
        let as_of = match (args.as_of, edition) {
            (Some(date), _) => Some(AsOf { date, last_of: None }),
            (None, edition) => edition.map(|edition| AsOf {
                date: edition.last_day(),
                last_of: Some(edition).filter(|edition| edition.day().is_none()),
            }),
        };
        let mut context = policy::context(&args.policies, as_of.map(|as_of| as_of.date))?;
        if let Some(as_of) = as_of {
            context = context.as_of(as_of.date);
        }
        let (report, district) = json::read_slice::<DistrictDraft>(&text, &context, &options).into_parts();
        let Some(district) = district else {
            return Err(report.in_lang(args.lang).to_string());
        };
        if district.centers.is_missing() && district.communities.is_missing() {
            return Err(match args.lang {
                Lang::Zh => "这不是一个区的资料：没有 centers，也没有 communities".to_owned(),
                Lang::En => {
                    "this is no document of a district: there are neither `centers` nor `communities`".to_owned()
                }
            });
        }
        let summary = DistrictSummary::of_district(&district, &report, &context);
        let explanations = explain(&district, &context, &options);
        Ok(Self { district, report, summary, as_of, explanations })
    }

    /// Every center with its place in the list, and the checked record, unless that has errors.
    pub(crate) fn centers(&self) -> impl Iterator<Item = (usize, &CenterDraft, Option<Center>)> {
        self.district.centers.items().map(|(place, draft)| {
            let (_, center) = admit(draft.clone(), &Context::new(Policy::none()));
            (place, draft, center)
        })
    }

    /// At which ages groups divide for a center.
    pub(crate) fn boundaries(&self, place: usize) -> AgeBoundaries {
        let at = format!("/centers/{place}");
        let own = self.explanations.iter().find(|explanation| explanation.at().as_str() == at);
        own.map_or(AgeBoundaries::LEGAL, |explanation| explanation.policy().boundaries())
    }

    /// At which ages groups divide for all centers, if that is the same.
    pub(crate) fn common_boundaries(&self) -> Option<AgeBoundaries> {
        let mut all = self.district.centers.items().map(|(place, _)| self.boundaries(place));
        let first = all.next().unwrap_or(AgeBoundaries::LEGAL);
        all.all(|other| other == first).then_some(first)
    }

    /// What a center is called, by its id.
    pub(crate) fn center_name(&self, id: Option<&neighborhood_center::vocab::CenterId>) -> Option<String> {
        let centers = &self.district.centers;
        let (_, center) = centers.items().find(|(_, center)| id.is_some() && center.id.given() == id)?;
        center.name.given().map(ToString::to_string)
    }

    /// What a community is called, by its id.
    pub(crate) fn community_name(&self, id: Option<&neighborhood_center::vocab::CommunityId>) -> Option<String> {
        let communities = &self.district.communities;
        let (_, community) = communities.items().find(|(_, community)| id.is_some() && community.id.given() == id)?;
        community.name.given().map(ToString::to_string)
    }
}
