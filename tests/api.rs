//! The shape of the public interface: which traits a caller may count on, type by type.
//!
//! Every public type stands in exactly one list below, with what the list promises; a scan of the sources shows that no
//! type is left out. A promise that is broken does not compile.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::fs;
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::Path as FilePath;
use std::str::FromStr;

use neighborhood_center as root;
use neighborhood_center::{
    advise, calendar, coverage, eligibility, explain, field, finding, hours, json, lint, path, policy, records, report,
    rollup, rules, schedule, simulate, twice, vocab,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use vocab::{Member, Say, Word, WordError};

// --- What the lists promise -------------------------------------------------------------------------------------------

/// May be kept, moved to another thread, shared, and printed.
trait Owned: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + 'static {}
impl<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + 'static> Owned for T {}

/// The same for what borrows.
trait Borrowing: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug {}
impl<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug> Borrowing for T {}

fn word<W>()
where
    W: Owned + Word + Clone + Eq + Ord + Hash + Display + Say + FromStr<Err = WordError> + Serialize + DeserializeOwned,
{
}

/// A word that is a number, a code of fixed length or a choice.
fn small_word<W>()
where
    W: Copy + Owned + Word + Eq + Ord + Hash + Display + Say + FromStr<Err = WordError> + Serialize + DeserializeOwned,
{
    word::<W>();
}

/// A word of a vocabulary.
fn member<W>()
where
    W: Copy
        + Owned
        + Member
        + Eq
        + Ord
        + Hash
        + Display
        + Say
        + FromStr<Err = WordError>
        + Serialize
        + DeserializeOwned,
{
    small_word::<W>();
}

/// A set of words of a vocabulary.
fn set<S>()
where
    S: Copy + Owned + Default + Eq + Ord + Hash + Say + Serialize + DeserializeOwned,
{
}

/// The keys of a record, as a vocabulary for the lists that are partial.
fn key<K: Copy + Owned + Member + Eq + Ord + Hash + Serialize>() {}

/// A plain value: no word of a record, but part of an answer or a demand.
fn value<T: Owned + Clone + Eq + Hash>() {}

fn value_on_the_wire<T: Owned + Clone + Eq + Ord + Hash + Serialize + DeserializeOwned>() {}

fn draft<D: Owned + Default + Clone + Eq + Hash + DeserializeOwned>() {}

fn model<M: Owned + Clone + Eq + Hash + Serialize>() {}

fn finding_of_a_report<F: Owned + Clone + Eq + Serialize>() {}

fn on_the_wire<T: Owned + Clone + Eq + Serialize + DeserializeOwned>() {}

fn options<O: Owned + Clone + Eq + Default>() {}

/// What may be kept and compared.
fn compared<T: Owned + Clone + Eq>() {}

fn explained<T: Owned + Clone + PartialEq>() {}

fn error<E: Owned + Error + Clone + Eq>() {}

/// An error that holds one of the world outside, which can be neither compared nor copied.
fn broken<E: Error + Send + Sync + Unpin + 'static>()
where
    std::io::Error: From<E>,
{
}

fn borrowing<B: Borrowing>() {}

fn owned<T: Owned>() {}

/// Lists of types, each list with its promise.
macro_rules! lists {
    ($( $list:ident, $promise:ident: $( $module:ident::$Type:ident $(<$($argument:ty),+>)? ),+ ; )+) => {
        $(
            #[test]
            fn $list() {
                $( $promise::<$module::$Type$(<$($argument),+>)?>(); )+
            }
        )+

        /// Every type that stands in a list, with its module.
        const LISTED: &[(&str, &str)] = &[$( $( (stringify!($module), stringify!($Type)) ),+ ),+];
    };
}

lists! {
    vocabularies, member:
        vocab::AcquisitionMode, vocab::AssetKind, vocab::IntegratedFacility, vocab::ProjectState,
        vocab::ActivityKind, vocab::Condition, vocab::DayKind, vocab::DayRule, vocab::FitnessLevel, vocab::Frequency,
        vocab::Opening, vocab::PartnerRole, vocab::QuotaPeriod, vocab::Season, vocab::SkillLevel,
        vocab::AgeGroup, vocab::AreaKind, vocab::BusinessFormat, vocab::Cell, vocab::Charge, vocab::Circumstance,
        vocab::Confidence,
        vocab::Datum, vocab::DeliveryRole, vocab::DivisionLevel, vocab::DivisionScheme, vocab::EmbeddedFunction,
        vocab::Exposure, vocab::Lifecycle, vocab::MonthPart, vocab::OrganizationKind, vocab::Outcome, vocab::PhoneKind,
        vocab::PolicyLevel, vocab::Qualifier, vocab::RuleLevel, vocab::RuralFunction, vocab::Scheme, vocab::ServiceFunction,
        vocab::ServiceItemPart, vocab::ServiceKind, vocab::Setting, vocab::SpaceKind, vocab::Strength, vocab::Tier, vocab::TownshipBand,
        vocab::VillageBand, vocab::Weekday;

    small_words, small_word:
        vocab::AssetId, vocab::CultureSiteId, vocab::ProjectId, vocab::SurveyId, vocab::Yuan,
        vocab::Age, vocab::CenterId, vocab::CommunityId, vocab::Count, vocab::CreditCode, vocab::Date,
        vocab::DivisionCode, vocab::Floor, vocab::FormatVersion, vocab::Latitude, vocab::Longitude, vocab::OrganizationCode, vocab::PartialDate,
        vocab::Percent, vocab::PersonId, vocab::Year, vocab::SquareMeters, vocab::TimeOfDay, vocab::WeeklyMinutes;

    words_that_are_text, word:
        vocab::Email, vocab::Key, vocab::Link, vocab::Name, vocab::Phone, vocab::RuleId, vocab::ServiceItemCode, vocab::Text, path::Pointer;

    sets, set:
        vocab::FacilitySet, vocab::CellSet, vocab::CircumstanceSet, vocab::ConditionSet, vocab::DayKindSet, vocab::SeasonSet, vocab::DeliveryRoleSet, vocab::EmbeddedFunctionSet, vocab::FunctionSet, vocab::GroupSet,
        vocab::KindSet, vocab::RuralFunctionSet, vocab::Set<vocab::Tier>, vocab::SettingSet, vocab::TierSet,
        vocab::WeekdaySet;

    values, value:
        calendar::CalendarConflict, calendar::Day, vocab::DayNames, coverage::Days, coverage::Doubt, coverage::Hole, coverage::Hour, hours::When, hours::Closing, hours::ReadHours, hours::Reason, hours::Stated, hours::Unread, vocab::Answer, vocab::CheckDigit, vocab::Lang, vocab::PartVerdict, vocab::Precision, vocab::ServiceItemOrganization,
        field::Field<vocab::Name>, field::Limit, field::List<vocab::Name>, field::Malformed,
        field::SetDraft<vocab::Tier>, field::StrayKeys, finding::Scope, records::Moved,
        policy::CommunityFacts, policy::Declared, policy::Demand, policy::Layer, policy::Loudness, policy::Place,
        policy::Policy, policy::Strictness, policy::Change, policy::Term, policy::Turn,
        explain::Measure, eligibility::Eligibility, eligibility::Facts, eligibility::MissingFacts,
        schedule::OpenMinutes, schedule::Span, rollup::CenterCount, rollup::PerHundredHouseholds, simulate::Balance, lint::LintKind, lint::Quote, advise::LeftOpen, root::Limits;

    values_on_the_wire, value_on_the_wire:
        vocab::AgeBoundaries, vocab::AgeRange, vocab::Area, vocab::Flaw, vocab::HowMany, vocab::Phrase, vocab::ServiceItemFlaw,
        field::Found, finding::Fact, finding::Severity, policy::Ask, policy::Authority, policy::Choice, policy::Chosen,
        policy::Citation, policy::Claim, policy::MinimumArea, policy::PerHouseholds, policy::Point, policy::Reach,
        policy::AtTimes, policy::Waived, policy::Within, advise::Addition, rollup::Demander, rollup::Spread<vocab::Count>;

    drafts, draft:
        records::AssetDraft, records::ReuseDraft, records::CultureSiteDraft, records::NeedsSurveyDraft, records::DecisionDraft, records::PlanDraft, records::ProjectDraft, records::ProjectChangeDraft, records::FundingDraft, records::StatusChangeDraft, records::StatedCountDraft,
        records::ActivityDraft, records::DutyDraft, records::SectionDraft, records::ClosureDraft, records::DatedHoursDraft, records::HolidayDayDraft, records::HolidayYearDraft, records::PartnerDraft, records::PersonDraft, records::SeasonPeriodDraft, records::SeasonTableDraft, records::TeamDraft, records::EntitlementDraft, records::QuotaDraft,
        records::AgesDraft, records::AreaDraft, records::AudienceDraft, records::CenterDraft, records::CommunityDraft,
        records::CompoundDraft, records::ContactDraft, records::DistrictDraft, records::DivisionDraft,
        records::FeatureDraft, records::LocationDraft, records::OrganizationDraft, records::ServiceDraft,
        records::ServiceItemDraft, records::SessionDraft, records::SiteDraft, records::SourceDraft, records::SpaceDraft, records::TenancyDraft,
        records::AnyOfDraft, records::ApplicabilityDraft, records::AreaMinimumDraft, records::AreaPerHouseholdsDraft, records::BasisDraft, records::FunctionCountDraft, records::GroupBoundariesDraft, records::KPlusNDraft, records::PolicyLayerDraft, records::PolicySetDraft, records::ReachDraft, records::RequirementDraft, records::RuleSettingDraft, records::ServiceChoiceDraft, records::TimedCellDraft, records::WaiverDraft;

    keys_of_records, key:
        records::AssetField, records::ReuseField, records::CultureSiteField, records::NeedsSurveyField, records::DecisionField, records::PlanField, records::ProjectField, records::ProjectChangeField, records::FundingField, records::StatusChangeField, records::StatedCountField,
        records::ActivityField, records::DutyField, records::SectionField, records::ClosureField, records::DatedHoursField, records::HolidayDayField, records::HolidayYearField, records::PartnerField, records::PersonField, records::SeasonPeriodField, records::SeasonTableField, records::TeamField, records::EntitlementField, records::QuotaField,
        records::AgesField, records::AreaField, records::AudienceField, records::CenterField, records::CommunityField,
        records::CompoundField, records::ContactField, records::DistrictField, records::DivisionField,
        records::FeatureField, records::LocationField, records::OrganizationField, records::ServiceField,
        records::ServiceItemField, records::SessionField, records::SiteField, records::SourceField, records::SpaceField, records::TenancyField,
        records::AnyOfField, records::ApplicabilityField, records::AreaMinimumField, records::AreaPerHouseholdsField, records::BasisField, records::FunctionCountField, records::GroupBoundariesField, records::KPlusNField, records::PolicyLayerField, records::PolicySetField, records::ReachField, records::RequirementField, records::RuleSettingField, records::ServiceChoiceField, records::TimedCellField, records::WaiverField;

    models, model:
        records::Asset, records::Reuse, records::CultureSite, records::NeedsSurvey, records::Decision, records::Plan, records::Project, records::ProjectChange, records::Funding, records::StatusChange, records::StatedCount,
        records::Activity, records::Duty, records::Section, records::Closure, records::DatedHours, records::HolidayDay, records::HolidayYear, records::Partner, records::Person, records::SeasonPeriod, records::SeasonTable, records::Team, records::Entitlement, records::Quota,
        records::Ages, records::Area, records::Audience, records::Center, records::Community, records::Compound,
        records::Contact, records::District, records::Division, records::Feature, records::Location,
        records::Organization, records::Service, records::ServiceItem, records::Session, records::Site, records::Source, records::Space,
        records::Tenancy, records::AnyOf, records::Applicability, records::AreaMinimum, records::AreaPerHouseholds, records::Basis, records::FunctionCount, records::GroupBoundaries, records::KPlusN, records::PolicyLayer, records::PolicySet, records::Reach, records::Requirement, records::RuleSetting, records::ServiceChoice, records::TimedCell, records::Waiver;

    findings, finding_of_a_report:
        finding::Evidence, finding::Undecided, finding::Violation, rules::Ledger;

    numbers_of_a_report, on_the_wire: finding::Counts, finding::Tally, rollup::DistrictSummary, rollup::FloorArea, rollup::Gaps, rollup::Inputs;

    what_a_check_is_run_with, options: root::Context, root::Options, root::Offer;

    errors, error: twice::CannotMerge, twice::SameLine, vocab::IllegalMove<vocab::Lifecycle>, records::CannotMove<vocab::ProjectState>, vocab::WordError, report::Report, policy::Unresolvable, calendar::CalendarError;

    what_policies_come_to, compared: twice::Found, calendar::Calendar, rollup::CommunityFigures, rollup::PlanFigures, rollup::Standing, coverage::Holes, coverage::WeekCoverage, coverage::WeekRow, coverage::Window, policy::Communities, policy::Conflict, policy::Loosening, policy::Loosenings, policy::Resolver, simulate::Shift,
        lint::Example,
        lint::Lint, lint::Lints, advise::Advice;

    explanations, explained: explain::Explanation, explain::Item;

    what_was_read, owned: json::Reading<records::CenterDraft>, json::Line<records::CenterDraft>, finding::Card,
        twice::Keys, twice::Suspects;

    errors_of_a_reader, broken: json::BrokenOff;

    what_borrows, borrowing:
        vocab::Visible, vocab::InLang<vocab::Name>, vocab::ServiceItemParts, path::Path, field::ShapeFault, coverage::Coverage, coverage::Offered, coverage::Proof,
        coverage::Timetable,
        schedule::DayView, schedule::Schedule,
        json::Lines<records::CenterDraft, &'static [u8]>, simulate::Simulation, twice::Trial;
}

/// The public traits, which have no shape to test.
const TRAITS: &[(&str, &str)] = &[
    ("vocab", "Member"),
    ("vocab", "Say"),
    ("vocab", "Word"),
    ("field", "Draft"),
    ("field", "RecordDraft"),
    ("field", "ShapeSink"),
    ("root", "Check"),
];

/// Types that are there with the feature `parallel` only.
const WITH_PARALLEL: &[(&str, &str)] = &[("json", "ParLines")];

#[cfg(feature = "parallel")]
#[test]
fn what_reads_in_parallel_may_be_moved_and_shared() {
    fn moved<T: Send + Sync + Unpin + Debug>() {}
    moved::<json::ParLines<records::CenterDraft, &'static [u8]>>();
}

/// Types that are public again under a shorter path.
const AGAIN: &[(&str, &str)] = &[("root", "Report")];

/// The types with a lifetime: views, which are not meant to be kept.
const BORROWING: &[&str] = &[
    "InLang",
    "Visible",
    "ServiceItemParts",
    "Path",
    "ShapeFault",
    "Budget",
    "Walk",
    "Coverage",
    "Lines",
    "ParLines",
    "Simulation",
    "Schedule",
    "DayView",
    "Offered",
    "Proof",
    "Timetable",
    "Trial",
];

/// The enums that may get further variants without a break, so that a match on them needs a wildcard arm.
const OPEN: &[&str] = &[
    "AcquisitionMode",
    "ActivityKind",
    "Addition",
    "AreaKind",
    "Ask",
    "AssetKind",
    "BusinessFormat",
    "CannotMove",
    "Condition",
    "Datum",
    "DeliveryRole",
    "DivisionScheme",
    "Doubt",
    "Fact",
    "Flaw",
    "IntegratedFacility",
    "LintKind",
    "OrganizationKind",
    "PartnerRole",
    "Reason",
    "ServiceItemFlaw",
    "ServiceKind",
    "SpaceKind",
    "Term",
    "Turn",
];

// --- Promises of single types -----------------------------------------------------------------------------------------

#[test]
fn what_is_read_by_itself_is_read_strictly_and_has_one_door() {
    fn checked<M, D>()
    where
        M: DeserializeOwned + TryFrom<D, Error = root::Report>,
        D: root::Check<Checked = M> + From<M> + PartialEq,
    {
    }
    checked::<records::Center, records::CenterDraft>();
    checked::<records::District, records::DistrictDraft>();
    checked::<records::PolicyLayer, records::PolicyLayerDraft>();
    checked::<records::PolicySet, records::PolicySetDraft>();
}

#[test]
fn a_report_is_read_back_and_is_an_error_that_crosses_threads() {
    fn wire<T: Default + PartialEq + Serialize + DeserializeOwned>() {}
    wire::<root::Report>();
    let boxed: Box<dyn Error + Send + Sync + 'static> = Box::new(root::Report::default());
    assert!(boxed.is::<root::Report>());
    let boxed: Box<dyn Error + Send + Sync + 'static> = Box::new("".parse::<vocab::Tier>().unwrap_err());
    assert!(boxed.is::<WordError>());
}

#[test]
fn what_a_reading_holds_can_be_cloned() {
    fn cloned<T: Clone>() {}
    cloned::<json::Reading<records::DistrictDraft>>();
    cloned::<json::Line<records::DistrictDraft>>();
    cloned::<coverage::Coverage<'static>>();
    cloned::<coverage::Timetable<'static>>();
    cloned::<path::Path<'static>>();
    cloned::<vocab::Visible<'static>>();
}

#[test]
fn a_value_becomes_a_field_by_itself() {
    let name: vocab::Name = "天元社区".parse().unwrap();
    assert_eq!(field::Field::from(name.clone()), field::Field::Given(name.clone()));
    assert_eq!(field::Field::from(vec![name.clone()]).items().next(), Some((0, &name)));
    assert!(field::Field::from(vocab::GroupSet::all()).given().is_some_and(field::SetDraft::is_whole));
    assert_eq!(field::Field::<vocab::Name>::default(), field::Field::Missing);
}

// --- Debug ------------------------------------------------------------------------------------------------------------

const DISTRICT: &str = r#"{
    "format": 1, "name": "洛龙区",
    "communities": [{
        "id": "5a0c3f5e-0000-4000-8000-0000000000c1", "name": "大学城社区",
        "divisions": [{ "code": "410311004", "scheme": "nbs" }], "compounds": [{ "name": "翰林苑" }]
    }],
    "centers": [{
        "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "大学城社区邻里中心", "status": "open", "opened": "2023-05-mid",
        "areas": [{ "kind": "site", "square_meters": 1500 }],
        "sites": [{ "key": "main", "location": { "datum": "gcj-02", "latitude": 34.62, "longitude": 112.45 } }],
        "spaces": [{ "key": "yuedufang", "name": "悦读坊" }],
        "services": [{ "key": "homework", "name": "课余辅导", "functions": ["education"], "audience": { "ages": [{ "from": 6 }] },
                       "items": [{ "name": "退休年审认证" }] }],
        "tenants": [{ "format": "clothing-repair" }], "operator": { "name": "大学城社区居民委员会" },
        "hours": [{ "weekdays": ["monday"], "opens": "08:30", "closes": "17:30" }],
        "features": [{ "name": "书香社区" }], "contact": { "phones": ["0379-65900000"] },
        "sources": [{ "title": "邻里中心" }]
    }]
}"#;

/// A center with all that has to do with time and people.
const TIMED: &str = r#"{
    "id": "5a0c3f5e-0000-4000-8000-000000000002", "name": "石油社区邻里中心",
    "services": [{ "key": "canteen", "name": "邻里食堂", "quota": { "amount": 1, "per": "month" },
                   "audience": { "entitled": [{ "conditions": ["low-income"] }] } }],
    "history": [{ "status": "planned", "on": "2023" }],
    "dated_hours": [{ "date": "2024-10-08", "opens": "09:00", "closes": "12:00" }],
    "closures": [{ "begins": "2024-10-09" }],
    "activities": [{ "key": "zither", "name": "古筝", "sections": [
        { "key": "beginners", "duties": [{ "role": "volunteer", "team": "helpers" }] }] }],
    "people": [{ "key": "teacher" }], "teams": [{ "key": "helpers", "name": "志愿者" }],
    "partners": [{ "role": "operator", "organization": { "name": "大学城社区居民委员会" } }]
}"#;

/// A document with all that a district has and plans besides its centers.
const DEVELOPED: &str = r#"{
    "format": 1, "name": "洛龙区",
    "assets": [{ "id": "5a0c3f5e-0000-4000-8000-0000000000a1", "kind": "workshop",
                 "reuses": [{ "into": "健身场馆", "space_kind": "sports-hall" }] }],
    "projects": [{ "id": "5a0c3f5e-0000-4000-8000-0000000000b1", "plan_year": 2023, "state": "planned",
                   "history": [{ "state": "planned", "on": "2023" }], "funding": [{ "yuan": 0.29 }] }],
    "plans": [{ "year": 2023, "target": 35 }],
    "culture_sites": [{ "id": "5a0c3f5e-0000-4000-8000-0000000000d1", "integrates": ["culture-square"] }],
    "surveys": [{ "id": "5a0c3f5e-0000-4000-8000-0000000000e1", "topic_count": 14, "valid_returns": 4576,
                  "decisions": [{ "demand": "裁缝铺", "adopted": true }] }],
    "counts": [{ "of": "culture_sites", "count": 44, "as_of": "2023-08" }],
    "partial": ["culture_sites"]
}"#;

/// What `Debug` says of one value of each type, by the name of the type.
#[derive(Default)]
struct Said(BTreeMap<String, String>);

impl Said {
    fn of<T: Debug>(&mut self, value: &T) {
        self.0.insert(short(std::any::type_name::<T>()), format!("{value:?}"));
    }
}

/// `vocab::Name` of `neighborhood_center::vocab::name::Name`, without what is in angle brackets.
fn short(full: &str) -> String {
    let path = full.split('<').next().unwrap();
    let steps: Vec<&str> = path.split("::").skip(1).collect();
    format!("{}::{}", steps[0], steps[steps.len() - 1])
}

#[test]
fn debug_says_something_of_every_type() {
    let mut said = Said::default();

    macro_rules! every {
        ($said:ident, $value:expr => $($Type:ty),+ $(,)?) => { $( $said.of(&$value as &$Type); )+ };
    }
    macro_rules! first { ($($Type:ident),+ $(,)?) => { $( said.of(&vocab::$Type::ALL[0]); )+ }; }
    macro_rules! read { ($($Type:ty: $json:expr),+ $(,)?) => { $( said.of(&serde_json::from_str::<$Type>($json).unwrap()); )+ }; }
    macro_rules! default { ($($Type:ty),+ $(,)?) => { $( every!(said, <$Type>::default() => $Type); )+ }; }
    macro_rules! keys { ($($Type:ident),+ $(,)?) => { $( said.of(&records::$Type::ALL[0]); )+ }; }

    first![
        AcquisitionMode,
        AssetKind,
        IntegratedFacility,
        ProjectState,
        AgeGroup,
        AreaKind,
        BusinessFormat,
        Cell,
        Charge,
        Confidence,
        Datum,
        DeliveryRole,
        DivisionLevel,
        DivisionScheme,
        EmbeddedFunction,
        Exposure,
        Lifecycle,
        MonthPart,
        OrganizationKind,
        PhoneKind,
        PolicyLevel,
        Qualifier,
        RuralFunction,
        Scheme,
        ServiceFunction,
        ServiceItemPart,
        ServiceKind,
        Setting,
        SpaceKind,
        Strength,
        Tier,
        TownshipBand,
        VillageBand,
        Weekday,
        Circumstance,
        Outcome,
        RuleLevel,
        ActivityKind,
        Condition,
        DayKind,
        DayRule,
        FitnessLevel,
        Frequency,
        Opening,
        PartnerRole,
        QuotaPeriod,
        Season,
        SkillLevel,
    ];
    read![
        vocab::Age: "6",
        vocab::AssetId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::CultureSiteId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::ProjectId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::SurveyId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::Yuan: "0.29",
        vocab::CenterId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::CommunityId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::Count: "0",
        vocab::CreditCode: "\"91350100M000100Y43\"",
        vocab::OrganizationCode: "\"M000100Y4\"",
        vocab::ServiceItemCode: "\"E-000004-001-91350100M000100Y43\"",
        vocab::Date: "\"2023-08-11\"",
        vocab::DivisionCode: "\"410311004\"",
        vocab::Floor: "2",
        vocab::FormatVersion: "1",
        vocab::Latitude: "34.62",
        vocab::Longitude: "112.45",
        vocab::PartialDate: "\"2023-05-mid\"",
        vocab::SquareMeters: "0",
        vocab::TimeOfDay: "\"24:00\"",
        vocab::Percent: "60",
        vocab::PersonId: "\"5a0c3f5e-0000-4000-8000-000000000001\"",
        vocab::Year: "2024",
        vocab::RuleId: "\"too-far\"",
        vocab::WeeklyMinutes: "2100",
        vocab::Email: "\"office@example.gov.cn\"",
        vocab::Key: "\"gym\"",
        vocab::Link: "\"https://example.gov.cn/\"",
        vocab::Name: "\"悦\"",
        vocab::Phone: "\"0379-65900000\"",
        vocab::Text: "\"悦\"",
        path::Pointer: "\"\"",
        vocab::AgeRange: r#"{ "from": 0 }"#,
        vocab::Area: r#"{ "kind": "floor", "square_meters": 0, "qualifier": "exactly" }"#,
        vocab::HowMany: r#"{ "count": 0, "qualifier": "exactly" }"#,
        finding::Counts: r#"{ "records": 0, "error": 0, "warning": 0, "info": 0, "undecided": 0, "waived": 0 }"#,
    ];
    default![
        vocab::FunctionSet,
        field::Field<vocab::Name>,
        field::List<vocab::Name>,
        field::SetDraft<vocab::Tier>,
        field::StrayKeys,
        policy::Policy,
        finding::Tally,
        rules::Ledger,
        root::Context,
        root::Limits,
        root::Options,
        root::Offer,
        root::Report,
        records::AssetDraft,
        records::ReuseDraft,
        records::CultureSiteDraft,
        records::NeedsSurveyDraft,
        records::DecisionDraft,
        records::PlanDraft,
        records::ProjectDraft,
        records::ProjectChangeDraft,
        records::FundingDraft,
        records::StatusChangeDraft,
        records::StatedCountDraft,
        records::ActivityDraft,
        records::DutyDraft,
        records::SectionDraft,
        records::ClosureDraft,
        records::DatedHoursDraft,
        records::HolidayDayDraft,
        records::HolidayYearDraft,
        records::PartnerDraft,
        records::PersonDraft,
        records::SeasonPeriodDraft,
        records::SeasonTableDraft,
        records::TeamDraft,
        records::EntitlementDraft,
        records::QuotaDraft,
        records::AgesDraft,
        records::AreaDraft,
        records::AudienceDraft,
        records::CenterDraft,
        records::CommunityDraft,
        records::CompoundDraft,
        records::ContactDraft,
        records::DistrictDraft,
        records::DivisionDraft,
        records::FeatureDraft,
        records::LocationDraft,
        records::OrganizationDraft,
        records::ServiceDraft,
        records::ServiceItemDraft,
        records::SessionDraft,
        records::SiteDraft,
        records::SourceDraft,
        records::SpaceDraft,
        records::TenancyDraft,
        records::AnyOfDraft,
        records::ApplicabilityDraft,
        records::AreaMinimumDraft,
        records::AreaPerHouseholdsDraft,
        records::BasisDraft,
        records::FunctionCountDraft,
        records::GroupBoundariesDraft,
        records::KPlusNDraft,
        records::PolicyLayerDraft,
        records::PolicySetDraft,
        records::ReachDraft,
        records::RequirementDraft,
        records::RuleSettingDraft,
        records::ServiceChoiceDraft,
        records::TimedCellDraft,
        records::WaiverDraft,
    ];
    keys![
        AssetField,
        ReuseField,
        CultureSiteField,
        NeedsSurveyField,
        DecisionField,
        PlanField,
        ProjectField,
        ProjectChangeField,
        FundingField,
        StatusChangeField,
        StatedCountField,
        ActivityField,
        DutyField,
        SectionField,
        ClosureField,
        DatedHoursField,
        HolidayDayField,
        HolidayYearField,
        PartnerField,
        PersonField,
        SeasonPeriodField,
        SeasonTableField,
        TeamField,
        EntitlementField,
        QuotaField,
        AgesField,
        AreaField,
        AudienceField,
        CenterField,
        CommunityField,
        CompoundField,
        ContactField,
        DistrictField,
        DivisionField,
        FeatureField,
        LocationField,
        OrganizationField,
        ServiceField,
        ServiceItemField,
        SessionField,
        SiteField,
        SourceField,
        SpaceField,
        TenancyField,
        AnyOfField,
        ApplicabilityField,
        AreaMinimumField,
        AreaPerHouseholdsField,
        BasisField,
        FunctionCountField,
        GroupBoundariesField,
        KPlusNField,
        PolicyLayerField,
        PolicySetField,
        ReachField,
        RequirementField,
        RuleSettingField,
        ServiceChoiceField,
        TimedCellField,
        WaiverField,
    ];

    said.of(&vocab::Lifecycle::Closed.try_move(vocab::Lifecycle::Open).unwrap_err());
    said.of(&vocab::AgeBoundaries::LEGAL);
    said.of(&vocab::Answer::Yes);
    said.of(&vocab::DayNames(vocab::WeekdaySet::all()));
    said.of(&coverage::Days::school());
    said.of(&coverage::Doubt::Status);
    said.of(&coverage::Hour::default());
    said.of(&coverage::Holes::default());
    said.of(&coverage::Window::NEVER);
    said.of(&vocab::CheckDigit::Holds);
    said.of(&vocab::Lang::Zh);
    said.of(&vocab::PartVerdict::InOrder);
    said.of(&vocab::ServiceItemOrganization::Other);
    said.of(&vocab::ServiceItemFlaw::Placeholder);
    said.of(&"E-000004-001-9".parse::<vocab::ServiceItemCode>().unwrap().parts().unwrap());
    said.of(&vocab::Precision::Day);
    said.of(&vocab::Flaw::Empty);
    said.of(&vocab::HowMany::new(vocab::Count::new(0).unwrap(), vocab::Qualifier::Exactly));
    said.of(&vocab::Phrase::new("", ""));
    said.of(&vocab::Phrase::new("", "").in_lang(vocab::Lang::Zh));
    said.of(&"".parse::<vocab::Tier>().unwrap_err());
    said.of(&field::Limit::Depth);
    said.of(&field::Found::Null);
    let malformed =
        field::Malformed { expected: vocab::Phrase::new("", ""), found: field::Found::Null, flaw: vocab::Flaw::Empty };
    said.of(&field::ShapeFault::Malformed(&malformed));
    said.of(&malformed);
    said.of(&path::Path::ROOT);
    said.of(&vocab::Visible("悦"));
    said.of(&finding::Scope::Record);
    said.of(&finding::Severity::Error);
    said.of(&finding::Fact::Count(0));
    said.of(rules::all()[0]);
    said.of(&policy::Strictness::Same);
    said.of(&records::CannotMove::<vocab::ProjectState>::Unread { key: "state" });
    said.of(&records::Moved::Written);
    let cell = vocab::Cell::ALL[0];
    let (opens, closes) = (vocab::TimeOfDay::START, vocab::TimeOfDay::END);
    let weekdays = vocab::WeekdaySet::all();
    said.of(&policy::AtTimes { cell, weekdays, opens, closes, season: None });
    let luolong = policy::Policy::luolong_2023();
    said.of(&luolong.demands()[0]);
    said.of(luolong.demands()[0].ask());
    said.of(luolong.demands()[0].by().as_ref());
    said.of(luolong.demands()[0].by().citation());

    let context = root::Context::default();
    let options = root::Options { evidence: true, ..root::Options::default() };
    let reading = json::read_str::<records::DistrictDraft>(DISTRICT, &context, &options);
    said.of(&reading);
    let (found, district) = reading.admit();
    let district = district.unwrap_or_else(|| panic!("{found}"));
    said.of(&found.violations()[0]);
    said.of(&found.undecided()[0]);
    said.of(&found.evidence()[0]);
    let center = &district.centers()[0];
    let community = &district.communities()[0];
    let service = &center.services()[0];
    said.of(&coverage::Coverage::of(center, vocab::AgeBoundaries::LEGAL));
    let timetable = coverage::Timetable::of(center, vocab::AgeBoundaries::LEGAL);
    said.of(&timetable);
    let (education, seven) = (vocab::ServiceFunction::Education, vocab::Age::years(7).unwrap());
    let wednesday = calendar::Day::school_day(vocab::Weekday::Wednesday);
    let offered = timetable.offers(education, seven, wednesday, "16:30".parse().unwrap());
    said.of(&offered);
    let answer = vocab::Answer::Yes;
    said.of(&coverage::Proof { service: Some(service), activity: None, section: None, answer, because: Vec::new() });
    let every_age = vocab::AgeRange::EVERY_AGE;
    let week = timetable.week(vocab::FunctionSet::all(), every_age, &coverage::Days::school());
    said.of(&week);
    said.of(&week.rows()[0]);
    let all_week =
        coverage::Window::NEVER.and(vocab::WeekdaySet::all(), vocab::TimeOfDay::START, vocab::TimeOfDay::END);
    said.of(&week.holes(&all_week).list[0]);
    said.of(&district);
    said.of(center);
    said.of(community);
    said.of(service);
    said.of(&community.compounds()[0]);
    said.of(&community.divisions()[0]);
    said.of(&center.areas()[0]);
    said.of(&center.sites()[0]);
    said.of(center.sites()[0].location().unwrap());
    said.of(&center.spaces()[0]);
    said.of(service.audience().unwrap());
    said.of(&service.audience().unwrap().ages()[0]);
    said.of(&service.items()[0]);
    said.of(&center.tenants()[0]);
    said.of(center.operator().unwrap());
    said.of(&center.hours()[0]);
    let hours = hours::read("周一闭馆，周二至周日 9:00-17:00，略");
    said.of(&hours);
    said.of(&hours.sessions()[0]);
    said.of(&hours.closings()[0]);
    said.of(&hours.unread()[0]);
    said.of(&hours.unread()[0].reason());
    said.of(&center.features()[0]);
    said.of(center.contact().unwrap());
    said.of(&center.sources()[0]);

    let timed: records::Center = serde_json::from_str(TIMED).unwrap();
    let activity = &timed.activities()[0];
    let audience = timed.services()[0].audience().unwrap();
    said.of(activity);
    said.of(&activity.sections()[0]);
    said.of(&activity.sections()[0].duties()[0]);
    said.of(&timed.closures()[0]);
    said.of(&timed.dated_hours()[0]);
    said.of(&timed.people()[0]);
    said.of(&timed.teams()[0]);
    said.of(&timed.partners()[0]);
    said.of(&audience.entitled()[0]);
    said.of(timed.services()[0].quota().unwrap());
    said.of(&timed.history()[0]);
    said.of(&vocab::Lifecycle::Suspended.try_move(vocab::Lifecycle::Planned).unwrap_err());
    said.of(&records::CannotMove::<vocab::Lifecycle>::Unread { key: "status" });
    let developed: records::District = serde_json::from_str(DEVELOPED).unwrap();
    said.of(&developed.assets()[0]);
    said.of(&developed.assets()[0].reuses()[0]);
    said.of(&developed.projects()[0]);
    said.of(&developed.projects()[0].history()[0]);
    said.of(&developed.projects()[0].funding()[0]);
    said.of(&developed.plans()[0]);
    said.of(&developed.culture_sites()[0]);
    said.of(&developed.surveys()[0]);
    said.of(&developed.surveys()[0].decisions()[0]);
    said.of(&developed.counts()[0]);
    let year: records::HolidayYear = serde_json::from_str(
        r#"{ "year": 2024, "days": [{ "name": "元旦", "date": "2024-01-01", "isOffDay": true }] }"#,
    )
    .unwrap();
    let table: records::SeasonTable = serde_json::from_str(
        r#"{ "valid_from": "2024-01-01", "valid_until": "2024-12-31",
             "periods": [{ "season": "summer-vacation", "begins": "2024-07-01", "ends": "2024-08-31" }] }"#,
    )
    .unwrap();
    let days_off = calendar::Calendar::new([&year], [&table]).unwrap();
    let worked = r#"{ "year": 2023, "days": [{ "name": "元旦", "date": "2023-12-31", "isOffDay": false }] }"#;
    let other = worked.replace("2023,", "2024,").replace("false", "true");
    let [one, other] = [worked, &other].map(|text| serde_json::from_str::<records::HolidayYear>(text).unwrap());
    let contradicting = calendar::Calendar::new([&one, &other], []).unwrap_err();
    said.of(&year);
    said.of(&year.days()[0]);
    said.of(&table);
    said.of(&table.periods()[0]);
    said.of(&contradicting);
    said.of(&contradicting.conflicts()[0]);
    said.of(&days_off);
    said.of(&days_off.day(*year.days()[0].date()));
    said.of(&hours::When::of(&center.hours()[0]));
    let schedule = schedule::Schedule::of(&timed, &days_off);
    let view = schedule.day("2024-10-08".parse().unwrap());
    said.of(&view);
    said.of(&view.spans()[0]);
    said.of(&schedule.minutes_in_week(view.date()));
    said.of(&schedule);
    let facts = eligibility::Facts::none();
    let may = eligibility::eligible(audience, &facts, vocab::AgeBoundaries::LEGAL);
    said.of(&facts);
    said.of(&may.missing());
    said.of(&may);

    let (read, set) = json::read_str::<records::PolicySetDraft>(POLICIES, &context, &options).admit();
    let set = set.unwrap_or_else(|| panic!("{read}"));
    let layer = &set.layers()[0];
    let requirement = &layer.requirements()[0];
    said.of(&set);
    said.of(layer);
    said.of(layer.applies_to().unwrap());
    said.of(layer.citation());
    said.of(requirement);
    said.of(requirement.age_boundaries().unwrap());
    said.of(requirement.k_plus_n().unwrap());
    said.of(requirement.k_plus_n().unwrap().core());
    said.of(requirement.functions_at_least().unwrap());
    said.of(requirement.any_of().unwrap());
    said.of(requirement.area().unwrap());
    said.of(requirement.area_per_100_households().unwrap());
    said.of(requirement.reach().unwrap());
    said.of(requirement.at_times().unwrap());
    said.of(&layer.levels()[0]);
    said.of(&layer.waivers()[0]);

    let layers: Vec<policy::Layer> = set.layers().iter().map(policy::Layer::from).collect();
    let communities: policy::Communities = district.communities().iter().collect();
    said.of(communities.get(*community.id()).unwrap());
    said.of(&communities);
    said.of(&policy::Place::default());
    for demand in layers[0].asks() {
        match demand {
            policy::Ask::Chosen(chosen) => said.of(chosen),
            policy::Ask::AnyOf { of, .. } => said.of(of),
            policy::Ask::Area(minimum) => said.of(minimum),
            policy::Ask::AreaPer100Households(minimum) => said.of(minimum),
            policy::Ask::Reach(reach) => {
                said.of(reach);
                said.of(&reach.to);
                said.of(&reach.within);
            }
            _ => {}
        }
    }
    let other = policy::Layer::new(layers[0].authority().clone()).ask(policy::Ask::Features(9), vocab::Strength::Must);
    let contradicting = [layers[0].clone(), other];
    let unresolvable = policy::Policy::resolve(&contradicting, &policy::Place::default()).unwrap_err();
    let own = policy::Authority::new(
        vocab::PolicyLevel::Community,
        policy::Citation::new("a plan", vocab::Confidence::Stated),
    );
    let own = policy::Layer::new(own).ask(policy::Ask::Features(1), vocab::Strength::May);
    let loosenings = policy::Loosenings::among(&[policy::presets::luolong_2023(), own]);
    said.of(&loosenings);
    said.of(&loosenings.found()[0]);
    said.of(&unresolvable);
    said.of(&unresolvable.conflicts()[0]);
    said.of(unresolvable.conflicts()[0].sides()[0].1);
    let resolver = policy::Resolver::new(layers.clone(), communities, None).unwrap();
    said.of(&resolver);
    said.of(&layers[0]);
    let layered = root::Context::layered(resolver);
    let resolved = layered.policy_of(Some(*community.id()), None);
    said.of(&resolved.levels()[0]);
    said.of(&resolved.features()[0]);
    said.of(resolved.waivers().next().unwrap());
    let draft = records::DistrictDraft::from(district.clone());
    let explained = root::explain(&draft, &layered, &options);
    said.of(&explained[0]);
    said.of(&explained[0].items()[0]);
    let area = center.areas()[0].value();
    said.of(&explain::Measure::new(area, area).unwrap());
    let (nothing, luolong_context) = (root::Context::new(policy::Policy::none()), root::Context::default());
    let mut simulation = simulate::Simulation::new(&nothing, &luolong_context, options);
    simulation.add(&draft);
    let changes = policy::Policy::none().diff(&luolong);
    said.of(&changes[0]);
    said.of(&changes[0].turn());
    said.of(changes[0].after().unwrap());
    let lints = lint::lint(&contradicting);
    said.of(&lints);
    said.of(&lints.found()[0]);
    said.of(&lints.found()[0].kind());
    said.of(lints.found()[0].says());
    said.of(lints.found()[0].example().unwrap());
    let bare = records::CenterDraft { services: Vec::new().into(), ..records::CenterDraft::default() };
    let advice = advise::advise(&bare, &luolong_context, vocab::Strength::Should);
    said.of(&advice);
    said.of(&advice.additions()[0]);
    said.of(&advice.open()[0]);
    said.of(&simulation.balance("missing-function"));
    said.of(&simulation.shifts()[0]);
    said.of(&simulation);

    let mut summary =
        rollup::DistrictSummary::of_district(&draft, &root::check(&draft, &luolong_context), &luolong_context);
    summary.add_center(&bare, &root::check(&bare, &luolong_context), &luolong_context);
    said.of(&summary);
    said.of(&summary.inputs());
    said.of(&summary.floor_area());
    said.of(&summary.gaps());
    said.of(&summary.centers()[0]);
    summary.merge(rollup::DistrictSummary::of_district(
        &serde_json::from_str(r#"{ "plans": [{ "year": 2023, "target": 35 }] }"#).unwrap(),
        &root::Report::default(),
        &luolong_context,
    ));
    said.of(summary.plans().next().unwrap().1);
    let of_one_community = summary.communities().next().unwrap().1;
    said.of(of_one_community);
    said.of(&rollup::Spread::of(vocab::Count::new(2_000).unwrap()));
    said.of(&rollup::PerHundredHouseholds::new(60_000, 2_000).unwrap());
    let standing = summary.standings().find(|standing| standing.demanded_by.is_some()).unwrap();
    said.of(standing.demanded_by.as_ref().unwrap());
    said.of(&standing);

    let mut lines = json::lines::<records::CenterDraft, _>("{}".as_bytes(), &context, &options);
    said.of(&lines);
    said.of(&lines.next().unwrap().unwrap());
    let mut keys = twice::Keys::new(1);
    keys.add(1, &bare).unwrap();
    said.of(&keys);
    said.of(&keys.add(1, &bare).unwrap_err());
    said.of(&twice::Keys::new(2).merge(keys.clone()).unwrap_err());
    let suspects = keys.into_suspects(&options.limits);
    said.of(&suspects);
    said.of(&twice::Trial::of(&suspects));
    said.of(&twice::Trial::of(&suspects).into_found());
    let failing = std::io::BufReader::new(Failing);
    said.of(&json::check_lines::<records::CenterDraft>(failing, &context, &options).unwrap_err());

    for (name, text) in &said.0 {
        assert!(!text.is_empty(), "{name} says nothing");
    }
    // Aliases of `Set` are `Set`; what stands at the root is called after the module that defines it.
    let is_alias = |name: &&str| name.ends_with("Set") && *name != "Set" && *name != "PolicySet";
    let listed: BTreeSet<&str> = LISTED.iter().map(|(_, name)| *name).filter(|name| !is_alias(name)).collect();
    let sampled: BTreeSet<&str> = said.0.keys().map(|name| name.rsplit("::").next().unwrap()).collect();
    assert_eq!(sampled, listed);
    assert!(said.0.contains_key("vocab::Area") && said.0.contains_key("records::Area"));
}

/// A reader that has nothing but an error.
struct Failing;

impl std::io::Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("nothing"))
    }
}

/// A policy set with something in every place.
const POLICIES: &str = r#"{
    "format": 1,
    "layers": [{
        "key": "plan", "name": "示例政策", "level": "district",
        "applies_to": { "communities": ["5a0c3f5e-0000-4000-8000-0000000000c1"] },
        "citation": { "document": "示例文件", "confidence": "official" },
        "requirements": [{
            "age_boundaries": { "middle_from": 18, "old_from": 60 },
            "k_plus_n": { "name": "1+1", "core": { "functions": ["culture"] }, "at_least": 1 },
            "functions_at_least": { "scheme": "six-functions", "at_least": 2 },
            "any_of": { "of": { "kinds": ["clinic", "nursery"] }, "at_least": 1 },
            "area": { "kind": "floor", "least": 400 },
            "area_per_100_households": { "kind": "floor", "least": 30 },
            "at_times": { "cell": "education/young", "weekdays": ["mon"], "opens": "16:00", "closes": "18:00" },
        "reach": { "to": { "datum": "wgs-84", "latitude": 34.6, "longitude": 112.4 }, "meters": 500 },
            "features": 1
        }],
        "levels": [{ "rule": "missing-feature", "level": "info" }],
        "waivers": [{ "rule": "missing-feature", "reason": "征集中", "approved_by": "街道办", "until": "2026-12-31" }],
        "features": [{ "name": "古筝" }]
    }]
}"#;

#[test]
fn debug_of_a_set_names_its_words() {
    let both = vocab::GroupSet::of(&[vocab::AgeGroup::Young, vocab::AgeGroup::Old]);
    assert_eq!(format!("{both:?}"), "{Young, Old}");
}

// --- The lists are complete -------------------------------------------------------------------------------------------

fn source(path: &str) -> String {
    let full = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path);
    let text = fs::read_to_string(&full).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned()
}

/// The names after `pub use` in a file, those of functions left out.
fn re_exported(file: &str) -> Vec<String> {
    let text = source(file);
    let statements = text.split("\npub use ").skip(1).map(|rest| rest.split(';').next().unwrap());
    let names = statements.flat_map(|names| {
        let (_, names) = names.rsplit_once("::").unwrap();
        names.trim_matches(['{', '}']).split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    });
    names.filter(|name| name.starts_with(char::is_uppercase)).collect()
}

/// The names that a file declares with `pub`, whether plainly or in a macro, with what each is.
fn declared(file: &str) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for line in source(file).lines() {
        for kind in ["struct", "enum", "trait", "type"] {
            if let Some(rest) = line.trim_start().strip_prefix(&format!("pub {kind} ")) {
                let name: String = rest.chars().take_while(|next| next.is_alphanumeric() || *next == '_').collect();
                if !name.is_empty() {
                    found.push((name, kind));
                }
            }
        }
    }
    found
}

/// Every file below `src`.
fn files() -> Vec<String> {
    fn collect(under: &str, to: &mut Vec<String>) {
        let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src").join(under);
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{under}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() { collect(&format!("{name}/"), to) } else { to.push(name) }
        }
    }
    let mut files = Vec::new();
    collect("", &mut files);
    assert!(files.len() > 100);
    files
}

#[test]
fn every_public_type_stands_in_one_list() {
    let mut public: Vec<(&str, String)> = Vec::new();
    for (module, file) in [
        ("vocab", "vocab/mod.rs"),
        ("field", "field/mod.rs"),
        ("records", "records/mod.rs"),
        ("policy", "policy/mod.rs"),
        ("advise", "advise/mod.rs"),
        ("coverage", "coverage/mod.rs"),
        ("hours", "hours/mod.rs"),
        ("schedule", "schedule/mod.rs"),
        ("json", "json/mod.rs"),
        ("twice", "twice/mod.rs"),
        ("rollup", "rollup/mod.rs"),
        ("root", "lib.rs"),
    ] {
        public.extend(re_exported(file).into_iter().map(|name| (module, name)));
    }
    for (module, file) in [
        ("path", "path.rs"),
        ("calendar", "calendar.rs"),
        ("finding", "finding.rs"),
        ("rules", "rules/mod.rs"),
        ("report", "report.rs"),
        ("eligibility", "eligibility.rs"),
        ("explain", "explain.rs"),
        ("lint", "lint.rs"),
        ("simulate", "simulate.rs"),
    ] {
        public.extend(declared(file).into_iter().map(|(name, _)| (module, name)));
    }
    let all: Vec<&(&str, &str)> = LISTED.iter().chain(TRAITS).chain(AGAIN).chain(WITH_PARALLEL).collect();
    for (module, name) in &public {
        let times = all.iter().filter(|listed| (**listed) == &(*module, name.as_str())).count();
        assert_eq!(times, 1, "`{module}::{name}` stands in {times} lists");
    }
    for (module, name) in all {
        assert!(
            public.iter().any(|(known, public)| known == module && public == name),
            "`{module}::{name}` is not public"
        );
    }
}

#[test]
fn every_public_module_is_looked_through() {
    let text = source("lib.rs");
    let public: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let looked_through = [
        "advise",
        "calendar",
        "coverage",
        "eligibility",
        "explain",
        "field",
        "finding",
        "hours",
        "json",
        "lint",
        "path",
        "policy",
        "records",
        "report",
        "rollup",
        "rules",
        "schedule",
        "simulate",
        "twice",
        "vocab",
    ];
    // Strategies are functions that make values for tests.
    assert_eq!(public.into_iter().filter(|name| *name != "strategies").collect::<Vec<_>>(), looked_through);
}

#[test]
fn only_views_have_a_lifetime() {
    for file in files() {
        for line in source(&file).lines() {
            let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")) else {
                continue;
            };
            let name: String = rest.chars().take_while(|next| next.is_alphanumeric()).collect();
            let has_lifetime = rest.strip_prefix(&name).unwrap().starts_with("<'");
            assert_eq!(has_lifetime, BORROWING.contains(&name.as_str()), "src/{file}: {line}");
        }
    }
}

#[test]
fn an_enum_is_open_exactly_where_it_is_listed_and_says_so() {
    let mut open = BTreeSet::new();
    for file in files() {
        let text = source(&file);
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        for (place, line) in lines.iter().enumerate() {
            let Some(rest) = line.strip_prefix("pub enum ") else { continue };
            let name: String = rest.chars().take_while(|next| next.is_alphanumeric()).collect();
            let head: Vec<&str> =
                lines[..place].iter().rev().copied().take_while(|line| line.starts_with(['/', '#'])).collect();
            let is_open = head.contains(&"#[non_exhaustive]");
            let says = |word: &str| {
                head.iter().any(|line| line.strip_prefix("/// ").is_some_and(|text| text.starts_with(word)))
            };
            assert!(
                !(is_open && (says("Closed") || says("Exhaustive"))),
                "src/{file}: {name} is open and says it is not"
            );
            assert!(is_open || !says("Open:"), "src/{file}: {name} is closed and says it is open");
            if is_open {
                open.insert(name);
            }
        }
    }
    assert_eq!(open, OPEN.iter().map(|name| (*name).to_owned()).collect());
}

/// These compile only as long as the enums have no further variant.
#[test]
fn a_match_on_a_closed_enum_needs_no_wildcard() {
    fn of_field(field: &field::Field<u32>) -> u8 {
        match field {
            field::Field::Missing => 0,
            field::Field::Malformed(_) => 1,
            field::Field::Given(_) => 2,
        }
    }
    fn of_answer(answer: vocab::Answer) -> u8 {
        match answer {
            vocab::Answer::Yes => 0,
            vocab::Answer::No => 1,
            vocab::Answer::CannotSay => 2,
        }
    }
    fn of_function(function: vocab::ServiceFunction) -> u8 {
        use vocab::ServiceFunction::{Culture, Education, ElderlyCare, Government, Health, Sports};
        match function {
            Culture => 0,
            Sports => 1,
            ElderlyCare => 2,
            Health => 3,
            Education => 4,
            Government => 5,
        }
    }
    fn of_severity(severity: finding::Severity) -> u8 {
        match severity {
            finding::Severity::Error => 0,
            finding::Severity::Warning => 1,
            finding::Severity::Info => 2,
        }
    }
    assert_eq!(of_field(&field::Field::Missing), 0);
    assert_eq!(
        vocab::ServiceFunction::ALL.iter().map(|function| of_function(*function)).collect::<Vec<_>>(),
        [0, 1, 2, 3, 4, 5]
    );
    assert_eq!(of_answer(vocab::Answer::CannotSay), 2);
    assert_eq!(finding::Severity::ALL.map(of_severity), [0, 1, 2]);
}
