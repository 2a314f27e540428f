use super::organization::Organization;
use super::source::Source;
use crate::record::{lists_all, record};
use crate::vocab::{
    AcquisitionMode, AssetId, CenterId, CommunityId, Name, PartialDate, ProjectId, ProjectState, Set, Text, Year, Yuan,
};

record! {
    /// A task of the annual plan (建设任务): a center that is to be built or improved.
    pub struct Project, ProjectDraft, ProjectField {
        /// Its id.
        required id: ProjectId,
        /// Its name.
        optional name: Name,
        /// The year of the plan that it belongs to.
        optional plan_year: Year,
        /// How the center comes by its premises.
        optional mode: AcquisitionMode,
        /// Where it stands.
        optional state: ProjectState,
        /// How it came to stand there, the oldest first.
        list history: ProjectChange,
        /// The center that it is for.
        optional center: CenterId,
        /// The community that it is for.
        optional community: CommunityId,
        /// The idle resources that it takes up: each as a whole, unless a reuse of the resource for this task says more.
        list assets: AssetId,
        /// Who pays for it.
        list funding: Funding,
        /// The task that took it over.
        optional merged_into: ProjectId,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<ProjectField>,
    }
}

impl ProjectDraft {
    /// Whether absence from this list means absence, as far as the task names the lists that are partial.
    #[must_use]
    pub(crate) fn claims_all(&self, list: ProjectField) -> bool {
        self.partial.surely_lacks(list)
    }
}

lists_all!(Project, ProjectField);

record! {
    /// One step of a task (任务进展): from then on, it stands so.
    pub struct ProjectChange, ProjectChangeDraft, ProjectChangeField {
        /// Where the task stands from then on.
        required state: ProjectState,
        /// When, as exactly as the source knows.
        optional on: PartialDate,
        /// Why.
        optional reason: Text,
    }
}

record! {
    /// Money for a task (资金): from whom, and how much.
    pub struct Funding, FundingDraft, FundingField {
        /// Who gives it.
        optional funder: Organization,
        /// How much, in yuan with at most two decimals.
        optional yuan: Yuan,
    }
}
