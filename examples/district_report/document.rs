//! The document of a district, read and checked.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};

use neighborhood_center::field::Field;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{Center, CenterDraft, DistrictDraft};
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::{AgeBoundaries, CenterId, CommunityId, Date, Lang, Name, PartialDate, Say};
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
    /// By the place of a center.
    boundaries: BTreeMap<String, AgeBoundaries>,
    centers: BTreeMap<CenterId, String>,
    communities: BTreeMap<CommunityId, String>,
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
        let boundaries = explain(&district, &context, &options)
            .iter()
            .map(|explanation| (explanation.at().as_str().to_owned(), explanation.policy().boundaries()))
            .collect();
        let centers = names(district.centers.items().map(|(_, center)| (&center.id, &center.name)));
        let communities = names(district.communities.items().map(|(_, community)| (&community.id, &community.name)));
        Ok(Self { district, report, summary, as_of, boundaries, centers, communities })
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
        self.boundaries.get(&format!("/centers/{place}")).copied().unwrap_or(AgeBoundaries::LEGAL)
    }

    /// At which ages groups divide for all centers, if that is the same.
    pub(crate) fn common_boundaries(&self) -> Option<AgeBoundaries> {
        let mut all = self.boundaries.values();
        let first = all.next().copied().unwrap_or(AgeBoundaries::LEGAL);
        all.all(|other| *other == first).then_some(first)
    }

    /// What a center is called, by its id.
    pub(crate) fn center_name(&self, id: Option<&CenterId>) -> Option<String> {
        self.centers.get(id?).cloned()
    }

    /// What a community is called, by its id.
    pub(crate) fn community_name(&self, id: Option<&CommunityId>) -> Option<String> {
        self.communities.get(id?).cloned()
    }
}

/// The names of records by their ids; of an id that stands twice, the first.
fn names<'d, I: Copy + Ord + 'd>(
    records: impl Iterator<Item = (&'d Field<I>, &'d Field<Name>)>,
) -> BTreeMap<I, String> {
    let mut names = BTreeMap::new();
    for (id, name) in records {
        if let (Some(id), Some(name)) = (id.given(), name.given()) {
            names.entry(*id).or_insert_with(|| name.to_string());
        }
    }
    names
}
