use crate::record::record;
use crate::vocab::{self, AreaKind, Qualifier, SquareMeters};

record! {
    /// One area (面积) of a center, site or space: of what kind, how large, how exactly known.
    pub struct Area, AreaDraft, AreaField {
        /// What is measured. A site area never answers a question about floor area.
        required kind: AreaKind,
        /// How large, in square meters with at most two decimals.
        required square_meters: SquareMeters,
        /// How exactly the source knows it; `exactly` where it does not say.
        optional qualifier: Qualifier,
    }
}

impl AreaDraft {
    /// The area, if kind and amount are given and the qualifier is not malformed.
    #[must_use]
    pub fn value(&self) -> Option<vocab::Area> {
        Some(vocab::Area::new(*self.kind.given()?, *self.square_meters.given()?, self.known_qualifier()?))
    }

    /// Whether it is, or may be, an area of this kind.
    #[must_use]
    pub(crate) fn may_be(&self, kind: AreaKind) -> bool {
        self.kind.given().is_none_or(|known| *known == kind)
    }

    fn known_qualifier(&self) -> Option<Qualifier> {
        if self.qualifier.is_missing() { Some(Qualifier::Exactly) } else { self.qualifier.given().copied() }
    }
}

impl Area {
    /// The area as a value that can be compared.
    #[must_use]
    pub fn value(&self) -> vocab::Area {
        vocab::Area::new(self.kind, self.square_meters, self.qualifier.unwrap_or(Qualifier::Exactly))
    }
}
