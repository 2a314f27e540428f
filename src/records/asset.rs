use super::area::Area;
use super::organization::Organization;
use super::site::Location;
use super::source::Source;
use crate::record::{lists_all, record};
use crate::vocab::{
    AssetId, AssetKind, BusinessFormat, CenterId, CommunityId, FunctionSet, Key, Name, PartialDate, ProjectId, Set,
    SpaceKind, Text,
};

record! {
    /// An idle resource (闲置资源) that a center can be made of: an old workshop, storerooms, a yard.
    ///
    /// All of a district are what a survey of its resources (资源底数) finds.
    pub struct Asset, AssetDraft, AssetField {
        /// Its id.
        required id: AssetId,
        /// Its name.
        optional name: Name,
        /// What it was built as.
        optional kind: AssetKind,
        /// What it was used for.
        optional former_use: Text,
        /// The community that it lies in.
        optional community: CommunityId,
        /// Its postal address.
        optional address: Text,
        /// Where it lies.
        optional location: Location,
        /// Whose it is.
        optional owner: Organization,
        /// How large it is.
        list areas: Area,
        /// In what state of repair it is.
        optional condition: Text,
        /// The functions that it is suited for.
        optional suited_for: FunctionSet,
        /// When it was surveyed.
        optional surveyed: PartialDate,
        /// What has become of it.
        list reuses: Reuse,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete.
        optional partial: Set<AssetField>,
    }
}

lists_all!(Asset, AssetField);

record! {
    /// What has become of an idle resource (盘活利用), before and after: 废旧厂房 → 健身场馆.
    pub struct Reuse, ReuseDraft, ReuseField {
        /// What it has become.
        optional into: Text,
        /// The kind of business that is in it now.
        optional format: BusinessFormat,
        /// The kind of space that it is now.
        optional space_kind: SpaceKind,
        /// The center that it is part of now.
        optional center: CenterId,
        /// The keys of the spaces of that center that it is now.
        list spaces: Key,
        /// Which part of the resource, by its name. Without it nobody knows whether it is all of it.
        optional part: Text,
        /// When that began.
        optional began: PartialDate,
        /// When that ended.
        optional ended: PartialDate,
        /// The task that it was done under.
        optional project: ProjectId,
        /// Where these facts come from.
        list sources: Source,
    }
}
