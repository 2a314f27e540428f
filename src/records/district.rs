use super::center::Center;
use super::community::Community;
use super::division::Division;
use super::source::Source;
use crate::record::{lists_all, record};
use crate::vocab::{FormatVersion, Name, PartialDate, Set};

record! {
    /// A district (区) and its centers: the document that an office keeps and publishes.
    pub struct District, DistrictDraft, DistrictField {
        /// The version of this data standard that the document is written in.
        required format: FormatVersion,
        /// The district's name.
        required name: Name,
        /// The time that the document describes.
        optional edition: PartialDate,
        /// The district's codes; each says whose it is.
        list divisions: Division,
        /// Its communities.
        list communities: Community,
        /// Its centers.
        list centers: Center,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<DistrictField>,
    }
}

lists_all!(District, DistrictField);
