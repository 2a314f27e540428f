use std::sync::Arc;

use super::ask::Ask;
use super::authority::Authority;
use crate::vocab::{CircumstanceSet, Strength, Text};

/// Something that is asked of a center, with how strongly, by whom and why.
///
/// ```
/// use neighborhood_center::policy::{Ask, Authority, Citation, Demand};
/// use neighborhood_center::vocab::{Confidence, PolicyLevel, Strength};
///
/// let plan = Citation::new("our own plan", Confidence::Official);
/// let demand = Demand::new(Ask::Features(3), Strength::Should, Authority::new(PolicyLevel::Community, plan));
/// assert_eq!(*demand.ask(), Ask::Features(3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Demand {
    ask: Ask,
    strength: Strength,
    by: Arc<Authority>,
    reason: Option<Text>,
    open: CircumstanceSet,
}

impl Demand {
    /// A demand, which holds in all circumstances.
    #[must_use]
    pub fn new(ask: Ask, strength: Strength, by: impl Into<Arc<Authority>>) -> Self {
        Self { ask, strength, by: by.into(), reason: None, open: CircumstanceSet::EMPTY }
    }

    /// The same demand, with the reason for it.
    #[must_use]
    pub fn because(mut self, reason: Option<Text>) -> Self {
        self.reason = reason;
        self
    }

    /// The same demand, of which these circumstances, not being known, leave open whether it is made.
    #[must_use]
    pub(crate) fn left_open_by(mut self, unknown: CircumstanceSet) -> Self {
        self.open = self.open.or(unknown);
        self
    }

    /// The same demand for something else.
    #[must_use]
    pub(crate) fn with_ask(mut self, ask: Ask) -> Self {
        self.ask = ask;
        self
    }

    /// What is asked.
    #[must_use]
    pub fn ask(&self) -> &Ask {
        &self.ask
    }

    /// How strongly.
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// By whom.
    #[must_use]
    pub fn by(&self) -> &Arc<Authority> {
        &self.by
    }

    /// Why, if the authority says.
    #[must_use]
    pub fn reason(&self) -> Option<&Text> {
        self.reason.as_ref()
    }

    /// The circumstances that are not known, and on which it depends whether the demand is made of this center at all. What does
    /// not meet such a demand is not at fault: it cannot be judged.
    #[must_use]
    pub fn left_open(&self) -> CircumstanceSet {
        self.open
    }
}
