use super::area::Area;
use crate::record::record;
use crate::vocab::{Count, Exposure, Floor, Key, Name, SpaceKind, Text};

record! {
    /// A room or ground of a center (空间): 悦读坊, a classroom, the yard in front.
    pub struct Space, SpaceDraft, SpaceField {
        /// What the rest of the record calls it.
        required key: Key,
        /// Its name.
        required name: Name,
        /// What it is.
        optional kind: SpaceKind,
        /// The key of the site that it is part of.
        optional site: Key,
        /// The floor it is on; the ground floor is 1.
        optional floor: Floor,
        /// Whether it is inside.
        optional exposure: Exposure,
        /// How large it is.
        list areas: Area,
        /// How many people it holds.
        optional capacity: Count,
        /// Whether several classes can be in it at a time, as in a hall with fields of its own for each.
        optional shared: bool,
        /// What it was before: a workshop, a storeroom.
        optional former_use: Text,
    }
}
