use super::asset::Asset;
use super::center::Center;
use super::community::Community;
use super::culture_site::CultureSite;
use super::division::Division;
use super::needs_survey::NeedsSurvey;
use super::plan::Plan;
use super::project::Project;
use super::source::Source;
use crate::field::Field;
use crate::record::{lists_all, record};
use crate::vocab::{Count, FormatVersion, HowMany, Name, PartialDate, Qualifier, Set};

record! {
    /// A district (区) and its centers: the document that an office keeps and publishes.
    pub struct District, DistrictDraft, DistrictField {
        /// The version of this data standard that the document is written in.
        required format: FormatVersion,
        /// The district's name.
        required name: Name,
        /// The time that the document describes.
        optional edition: PartialDate,
        /// The district's codes; each says whose it is.
        list divisions: Division,
        /// Its communities.
        list communities: Community,
        /// Its centers.
        list centers: Center,
        /// Its idle resources, used again or not.
        list assets: Asset,
        /// The tasks of its annual plans.
        list projects: Project,
        /// Its annual plans, one a year.
        list plans: Plan,
        /// Its culture sites.
        list culture_sites: CultureSite,
        /// What its residents were asked.
        list surveys: NeedsSurvey,
        /// How many there are of what a source counts, whether it lists them or not.
        list counts: StatedCount,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<DistrictField>,
    }
}

impl DistrictDraft {
    /// Whether absence from this list means absence, as far as the document names the lists that are partial.
    #[must_use]
    pub(crate) fn claims_all(&self, list: DistrictField) -> bool {
        self.partial.surely_lacks(list)
    }
}

lists_all!(District, DistrictField);

record! {
    /// How many there are of something (统计数), as a source states it: a count needs no list.
    pub struct StatedCount, StatedCountDraft, StatedCountField {
        /// What is counted, by the list of the district that would hold it.
        required of: DistrictField,
        /// How many.
        required count: Count,
        /// How exactly the source knows it; `exactly` where it does not say.
        optional qualifier: Qualifier,
        /// When there were so many.
        optional as_of: PartialDate,
        /// Where this comes from.
        list sources: Source,
    }
}

impl StatedCountDraft {
    /// How many there are, if a count is given and the qualifier is not malformed.
    #[must_use]
    pub fn value(&self) -> Option<HowMany> {
        let qualifier = match &self.qualifier {
            Field::Missing => Qualifier::Exactly,
            Field::Given(qualifier) => *qualifier,
            Field::Malformed(_) => return None,
        };
        Some(HowMany::new(*self.count.given()?, qualifier))
    }
}

impl StatedCount {
    /// How many there are, with how exactly that is known.
    #[must_use]
    pub fn value(&self) -> HowMany {
        HowMany::new(self.count, self.qualifier.unwrap_or(Qualifier::Exactly))
    }
}
