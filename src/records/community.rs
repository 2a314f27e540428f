use super::division::Division;
use super::source::Source;
use crate::record::{lists_all, record};
use crate::vocab::{CommunityId, Count, Name, Set, Setting};

record! {
    /// A residential compound (小区): part of a community, and without a code of its own.
    pub struct Compound, CompoundDraft, CompoundField {
        /// Its name.
        required name: Name,
        /// Other names.
        list aliases: Name,
    }
}

record! {
    /// A community (社区): the area of one residents' committee.
    pub struct Community, CommunityDraft, CommunityField {
        /// Its id.
        required id: CommunityId,
        /// Its name.
        required name: Name,
        /// Other names.
        list aliases: Name,
        /// The subdistrict or town that it belongs to.
        optional subdistrict: Name,
        /// Its codes; each says whose it is.
        list divisions: Division,
        /// New town or old town; the standard that applies may depend on it.
        optional setting: Setting,
        /// How many households live there.
        optional households: Count,
        /// How many people live there.
        optional population: Count,
        /// Its compounds.
        list compounds: Compound,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<CommunityField>,
    }
}

lists_all!(Community, CommunityField);
