//! The data standard: one record a file, each a table of its fields.
//!
//! Every record exists twice: as a draft, which holds whatever came from outside, and as a model, which holds only what
//! was checked. [`Center`], [`District`], [`PolicyLayer`], [`PolicySet`], [`HolidayYear`] and
//! [`SeasonTable`] are read and checked by themselves.

mod activity;
mod area;
mod asset;
mod audience;
mod basis;
mod center;
mod closure;
mod community;
mod contact;
mod culture_site;
mod district;
mod division;
mod feature;
mod holiday_year;
mod moves;
mod needs_survey;
mod organization;
mod partner;
mod person;
mod plan;
mod policy_layer;
mod policy_set;
mod project;
mod requirement;
mod season_table;
mod service;
mod service_item;
mod session;
mod site;
mod source;
mod space;
mod status_change;
mod team;
mod tenancy;

pub use crate::label::label_zh;
pub use activity::{
    Activity, ActivityDraft, ActivityField, Duty, DutyDraft, DutyField, Section, SectionDraft, SectionField,
};
pub use area::{Area, AreaDraft, AreaField};
pub use asset::{Asset, AssetDraft, AssetField, Reuse, ReuseDraft, ReuseField};
pub use audience::{
    Ages, AgesDraft, AgesField, Audience, AudienceDraft, AudienceField, Entitlement, EntitlementDraft,
    EntitlementField, Quota, QuotaDraft, QuotaField,
};
pub use culture_site::{CultureSite, CultureSiteDraft, CultureSiteField};
pub use moves::{CannotMove, Moved};
pub use needs_survey::{Decision, DecisionDraft, DecisionField, NeedsSurvey, NeedsSurveyDraft, NeedsSurveyField};
pub use plan::{Plan, PlanDraft, PlanField};
pub use project::{
    Funding, FundingDraft, FundingField, Project, ProjectChange, ProjectChangeDraft, ProjectChangeField, ProjectDraft,
    ProjectField,
};
pub use status_change::{StatusChange, StatusChangeDraft, StatusChangeField};

pub use closure::{Closure, ClosureDraft, ClosureField, DatedHours, DatedHoursDraft, DatedHoursField};
pub use holiday_year::{HolidayDay, HolidayDayDraft, HolidayDayField, HolidayYear, HolidayYearDraft, HolidayYearField};
pub use partner::{Partner, PartnerDraft, PartnerField};
pub use person::{Person, PersonDraft, PersonField};
pub use season_table::{
    SeasonPeriod, SeasonPeriodDraft, SeasonPeriodField, SeasonTable, SeasonTableDraft, SeasonTableField,
};
pub use team::{Team, TeamDraft, TeamField};

pub use basis::{Basis, BasisDraft, BasisField};
pub use center::{Center, CenterDraft, CenterField};
pub use community::{Community, CommunityDraft, CommunityField, Compound, CompoundDraft, CompoundField};
pub use contact::{Contact, ContactDraft, ContactField};
pub use district::{District, DistrictDraft, DistrictField, StatedCount, StatedCountDraft, StatedCountField};
pub use division::{Division, DivisionDraft, DivisionField};
pub use feature::{Feature, FeatureDraft, FeatureField};
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
    TimedCell, TimedCellDraft, TimedCellField,
};
pub use service::{Service, ServiceDraft, ServiceField};
pub use service_item::{ServiceItem, ServiceItemDraft, ServiceItemField};
pub use session::{Session, SessionDraft, SessionField};
pub use site::{Location, LocationDraft, LocationField, Site, SiteDraft, SiteField};
pub use source::{Source, SourceDraft, SourceField};
pub use space::{Space, SpaceDraft, SpaceField};
pub use tenancy::{Tenancy, TenancyDraft, TenancyField};
