use std::sync::Arc;

use super::authority::Authority;
use crate::vocab::Strength;

/// Something that is asked of a center, with how strongly and by whom.
///
/// ```
/// use neighborhood_center::policy::{Authority, Citation, Demand};
/// use neighborhood_center::vocab::{Confidence, PolicyLevel, Strength};
///
/// let plan = Citation::new("our own plan", Confidence::Official);
/// let demand = Demand::new(3_u32, Strength::Should, Authority::new(PolicyLevel::Community, plan));
/// assert_eq!(*demand.value(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Demand<T> {
    value: T,
    strength: Strength,
    by: Arc<Authority>,
}

impl<T> Demand<T> {
    /// A demand for `value`.
    #[must_use]
    pub fn new(value: T, strength: Strength, by: impl Into<Arc<Authority>>) -> Self {
        Self { value, strength, by: by.into() }
    }

    /// What is demanded.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
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
}
