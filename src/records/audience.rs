use crate::record::record;
use crate::vocab::{Age, AgeRange, GroupSet};

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
    }
}
