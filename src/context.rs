//! What a check depends on besides the record.

use std::sync::Arc;

use crate::calendar::Calendar;
use crate::policy::{Communities, Place, Policy, Resolver};
use crate::vocab::{CommunityId, Date, Tier};

/// What a check depends on besides the record: the date it speaks of, what is asked of a center, and what is known of the
/// communities around it.
///
/// There is no clock in it: the same record in the same context always gives the same report.
///
/// ```
/// use neighborhood_center::Context;
/// use neighborhood_center::policy::Policy;
/// use neighborhood_center::vocab::Date;
///
/// let context = Context::new(Policy::luolong_2023()).as_of(Date::new(2023, 8, 11).unwrap());
/// assert!(context.date().is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    as_of: Option<Date>,
    asked: Asked,
    communities: Arc<Communities>,
    calendar: Arc<Calendar>,
}

/// Where the policy of a center comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// Every center is asked the same.
    Alike(Arc<Policy>),
    /// Each is asked what the layers come to at its place.
    ByPlace(Arc<Resolver>),
}

impl Context {
    /// A context in which every center is asked the same, with no date; what depends on the date is undecided.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self {
            as_of: None,
            asked: Asked::Alike(Arc::new(policy)),
            communities: Arc::default(),
            calendar: Arc::default(),
        }
    }

    /// A context in which each center is asked what layers of policy come to at its place.
    ///
    /// The date and what is known of communities are those of the resolver.
    #[must_use]
    pub fn layered(resolver: impl Into<Arc<Resolver>>) -> Self {
        let resolver = resolver.into();
        Self {
            as_of: resolver.date(),
            communities: Arc::new(resolver.communities().clone()),
            asked: Asked::ByPlace(resolver),
            calendar: Arc::default(),
        }
    }

    /// The same context, speaking of a date. Layers are resolved anew for it: do so once, not for every record.
    #[must_use]
    pub fn as_of(mut self, date: Date) -> Self {
        self.as_of = Some(date);
        if let Asked::ByPlace(resolver) = &self.asked {
            if resolver.date() != self.as_of {
                self.asked = Asked::ByPlace(Arc::new(resolver.on(self.as_of)));
            }
        }
        self
    }

    /// The same context, knowing something of communities: their divisions, whether they are new or old town, how many
    /// households they have. What was known of them before is kept where this says nothing; in a document, what the document itself
    /// says of a community comes first.
    ///
    /// Layers are resolved anew: do so once, not for every record.
    #[must_use]
    pub fn knowing(mut self, communities: Communities) -> Self {
        let known = communities.or(&self.communities);
        if let Asked::ByPlace(resolver) = &self.asked {
            self.asked = Asked::ByPlace(Arc::new(resolver.knowing(known.clone())));
        }
        self.communities = Arc::new(known);
        self
    }

    /// The same context, knowing public holidays and seasons. Without a calendar, what depends on them is undecided.
    #[must_use]
    pub fn with_calendar(mut self, calendar: impl Into<Arc<Calendar>>) -> Self {
        self.calendar = calendar.into();
        self
    }

    /// What is known of public holidays and seasons.
    #[must_use]
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The date that it speaks of.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.as_of
    }

    /// What is known of communities.
    #[must_use]
    pub fn communities(&self) -> &Communities {
        &self.communities
    }

    /// What is asked where nothing is known of the place; with a single policy, what is asked everywhere.
    #[must_use]
    pub fn policy(&self) -> &Arc<Policy> {
        self.policy_of(None, None)
    }

    /// What is asked of a center of this tier in this community, as far as is known of either.
    #[must_use]
    pub fn policy_of(&self, community: Option<CommunityId>, tier: Option<Tier>) -> &Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => policy,
            Asked::ByPlace(resolver) => resolver.policy(community, tier),
        }
    }

    /// What is asked at a place of which more is known than the context was told.
    #[must_use]
    pub fn policy_at(&self, place: &Place) -> Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => Arc::clone(policy),
            Asked::ByPlace(resolver) => Arc::new(resolver.resolve(place)),
        }
    }

    /// What is asked of a district as a whole.
    #[must_use]
    pub fn policy_of_district(&self, place: &Place) -> Arc<Policy> {
        match &self.asked {
            Asked::Alike(policy) => Arc::clone(policy),
            Asked::ByPlace(resolver) => Arc::new(resolver.resolve_district(place)),
        }
    }

    /// What resolves the policy of a place, if it depends on the place.
    pub(crate) fn resolver(&self) -> Option<&Resolver> {
        match &self.asked {
            Asked::Alike(_) => None,
            Asked::ByPlace(resolver) => Some(resolver),
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new(Policy::default())
    }
}
