use std::fmt;

use crate::field::Field;
use crate::record::record;
use crate::vocab::{Age, AgeRange, Answer, ConditionSet, Count, GroupSet, Lang, QuotaPeriod, Say, Text};

record! {
    /// A span of ages, from the first completed age that is in it to the first that is not.
    pub struct Ages, AgesDraft, AgesField {
        /// The youngest completed age.
        required from: Age,
        /// The first completed age that is too old; without it, no one is.
        optional below: Age,
    }
}

impl AgesDraft {
    /// The ages as a range, if they are well-formed and not reversed.
    #[must_use]
    pub fn range(&self) -> Option<AgeRange> {
        let below = if self.below.is_missing() { None } else { Some(*self.below.given()?) };
        AgeRange::new(*self.from.given()?, below)
    }
}

impl Ages {
    /// The ages as a range. `None` only if they are reversed, which a checked record never is.
    #[must_use]
    pub fn range(&self) -> Option<AgeRange> {
        AgeRange::new(self.from, self.below)
    }
}

record! {
    /// Whom a service is meant for (服务对象).
    pub struct Audience, AudienceDraft, AudienceField {
        /// The groups that the source names.
        optional groups: GroupSet,
        /// The ages that the source names.
        list ages: Ages,
        /// Who is entitled, where that is not everybody whom it is meant for: whoever fulfills one of these.
        list entitled: Entitlement,
    }
}

impl AudienceDraft {
    /// Whether it does not say whom a service is meant for: a list that nobody filled in says nothing.
    #[must_use]
    pub(crate) fn is_silent(&self) -> bool {
        let groups = match &self.groups {
            Field::Missing => true,
            Field::Malformed(_) => false,
            Field::Given(groups) => groups.words.is_empty() && groups.is_whole(),
        };
        let ages = match &self.ages {
            Field::Missing => true,
            Field::Malformed(_) => false,
            Field::Given(ages) => ages.items.is_empty() && ages.omitted == 0,
        };
        groups && ages
    }
}

record! {
    /// One way of being entitled to a service (享受资格). All that it states has to be fulfilled.
    pub struct Entitlement, EntitlementDraft, EntitlementField {
        /// The ages that are entitled, any of them; without them, every age.
        list ages: Ages,
        /// What has to be true of the person, all of it.
        optional conditions: ConditionSet,
    }
}

record! {
    /// How much one person gets in some time (限额): a bowl of soup a month.
    pub struct Quota, QuotaDraft, QuotaField {
        /// How many times.
        required amount: Count,
        /// In what time.
        required per: QuotaPeriod,
        /// What it is that is counted.
        optional unit: Text,
    }
}

impl Quota {
    /// How many times are left in the period, if it is known how many have been used; [`QuotaPeriod::around`] tells its days.
    ///
    /// ```
    /// use neighborhood_center::records::Center;
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "广利社区邻里中心",
    ///     "services": [{ "key": "canteen", "name": "邻里食堂", "quota": { "amount": 1, "per": "month", "unit": "碗" } }]
    /// }"#)?;
    /// let bowls = center.services()[0].quota().unwrap();
    /// assert_eq!(bowls.left(Some(0)), Some(1));
    /// assert_eq!(bowls.left(Some(1)), Some(0));
    /// assert_eq!(bowls.left(None), None); // nobody has counted
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn left(&self, used: Option<u32>) -> Option<u32> {
        let amount = self.amount.get();
        // Of nothing, nothing is left, however often it was used.
        if amount == 0 { Some(0) } else { used.map(|used| amount.saturating_sub(used)) }
    }

    /// Whether it may be used once more in the period.
    #[must_use]
    pub fn allows(&self, used: Option<u32>) -> Answer {
        self.left(used).map_or(Answer::CannotSay, |left| Answer::from(left > 0))
    }
}

impl Say for Quota {
    /// ```
    /// use neighborhood_center::records::Center;
    /// use neighborhood_center::vocab::{Lang, Say};
    ///
    /// let center: Center = serde_json::from_str(r#"{
    ///     "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "广利社区邻里中心",
    ///     "services": [
    ///         { "key": "canteen", "name": "邻里食堂", "quota": { "amount": 1, "per": "month", "unit": "碗" } },
    ///         { "key": "gym", "name": "健身", "quota": { "amount": 2, "per": "week" } }
    ///     ]
    /// }"#)?;
    /// let said = |service: usize, lang| center.services()[service].quota().unwrap().in_lang(lang).to_string();
    /// assert_eq!([said(0, Lang::Zh), said(0, Lang::En)], ["每月 1 碗", "1 (碗) a month"]);
    /// assert_eq!([said(1, Lang::Zh), said(1, Lang::En)], ["每周 2 次", "2 a week"]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, per) = (self.amount.get(), self.per.in_lang(lang));
        match (&self.unit, lang) {
            (Some(unit), Lang::Zh) => write!(to, "{per} {amount} {unit}"),
            (None, Lang::Zh) => write!(to, "{per} {amount} 次"),
            (Some(unit), Lang::En) => write!(to, "{amount} ({unit}) a {per}"),
            (None, Lang::En) => write!(to, "{amount} a {per}"),
        }
    }
}
