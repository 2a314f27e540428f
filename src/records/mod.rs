//! The data standard: one record a file, each a table of its fields.
//!
//! Every record exists twice: as a draft, which holds whatever came from outside, and as a model, which holds only what
//! was checked. [`Center`], [`District`], [`PolicyLayer`] and [`PolicySet`] are read and checked by themselves.

mod area;
mod audience;
mod basis;
mod center;
mod community;
mod contact;
mod district;
mod division;
mod feature;
mod label;
mod organization;
mod policy_layer;
mod policy_set;
mod requirement;
mod service;
mod session;
mod site;
mod source;
mod space;
mod tenancy;

pub use area::{Area, AreaDraft, AreaField};
pub use audience::{Ages, AgesDraft, AgesField, Audience, AudienceDraft, AudienceField};
pub use basis::{Basis, BasisDraft, BasisField};
pub use center::{Center, CenterDraft, CenterField};
pub use community::{Community, CommunityDraft, CommunityField, Compound, CompoundDraft, CompoundField};
pub use contact::{Contact, ContactDraft, ContactField};
pub use district::{District, DistrictDraft, DistrictField};
pub use division::{Division, DivisionDraft, DivisionField};
pub use feature::{Feature, FeatureDraft, FeatureField};
pub use label::label_zh;
pub use organization::{Organization, OrganizationDraft, OrganizationField};
pub use policy_layer::{
    Applicability, ApplicabilityDraft, ApplicabilityField, PolicyLayer, PolicyLayerDraft, PolicyLayerField,
    RuleSetting, RuleSettingDraft, RuleSettingField, Waiver, WaiverDraft, WaiverField,
};
pub use policy_set::{PolicySet, PolicySetDraft, PolicySetField};
pub use requirement::{
    AnyOf, AnyOfDraft, AnyOfField, AreaMinimum, AreaMinimumDraft, AreaMinimumField, AreaPerHouseholds,
    AreaPerHouseholdsDraft, AreaPerHouseholdsField, FunctionCount, FunctionCountDraft, FunctionCountField,
    GroupBoundaries, GroupBoundariesDraft, GroupBoundariesField, KPlusN, KPlusNDraft, KPlusNField, Reach, ReachDraft,
    ReachField, Requirement, RequirementDraft, RequirementField, ServiceChoice, ServiceChoiceDraft, ServiceChoiceField,
};
pub use service::{Service, ServiceDraft, ServiceField};
pub use session::{Session, SessionDraft, SessionField};
pub use site::{Location, LocationDraft, LocationField, Site, SiteDraft, SiteField};
pub use source::{Source, SourceDraft, SourceField};
pub use space::{Space, SpaceDraft, SpaceField};
pub use tenancy::{Tenancy, TenancyDraft, TenancyField};
