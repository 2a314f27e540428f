use super::feature::Feature;
use super::source::Source;
use super::team::Team;
use crate::record::{lists_all, record};
use crate::vocab::{CenterId, CommunityId, CultureSiteId, FacilitySet, Name, Set};

record! {
    /// A culture site (文化阵地), one for each community with a feature of its own (一社区一特色).
    pub struct CultureSite, CultureSiteDraft, CultureSiteField {
        /// Its id.
        required id: CultureSiteId,
        /// Its name.
        optional name: Name,
        /// The community that it is in.
        optional community: CommunityId,
        /// The center that it is in, if it is in one.
        optional center: CenterId,
        /// What it is known for.
        list features: Feature,
        /// The facilities that it takes in.
        optional integrates: FacilitySet,
        /// The teams that run it.
        list teams: Team,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<CultureSiteField>,
    }
}

lists_all!(CultureSite, CultureSiteField);
