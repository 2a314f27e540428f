use super::source::Source;
use crate::record::{lists_all, record};
use crate::vocab::{CenterId, CommunityId, Count, FunctionSet, Name, PartialDate, ServiceKind, Set, SurveyId, Text};

record! {
    /// A survey of what residents need (需求调研), before a center is designed.
    pub struct NeedsSurvey, NeedsSurveyDraft, NeedsSurveyField {
        /// Its id.
        required id: SurveyId,
        /// Its name.
        optional name: Name,
        /// The communities that were asked.
        list communities: CommunityId,
        /// When they were asked.
        optional conducted: PartialDate,
        /// What they were asked about.
        list topics: Name,
        /// How many topics they were asked about, where the source does not name them all.
        optional topic_count: Count,
        /// How many returns were valid.
        optional valid_returns: Count,
        /// What residents asked for, and what was made of it.
        list decisions: Decision,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<NeedsSurveyField>,
    }
}

impl NeedsSurveyDraft {
    /// Whether absence from this list means absence, as far as the survey names the lists that are partial.
    #[must_use]
    pub(crate) fn claims_all(&self, list: NeedsSurveyField) -> bool {
        self.partial.surely_lacks(list)
    }
}

lists_all!(NeedsSurvey, NeedsSurveyField);

record! {
    /// What residents asked for (诉求), and what was decided about it.
    pub struct Decision, DecisionDraft, DecisionField {
        /// What they asked for.
        required demand: Text,
        /// The kind of service that answers it.
        optional kind: ServiceKind,
        /// The functions that it belongs to.
        optional functions: FunctionSet,
        /// The center that it is for.
        optional center: CenterId,
        /// Whether it was taken up.
        optional adopted: bool,
        /// Why, or why not.
        optional reason: Text,
    }
}
