//! The README names the words and the required fields of the data standard, as the sources have them.
#![allow(clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use neighborhood_center::records::{
    ActivityField, AgesField, AnyOfField, AreaField, AreaMinimumField, AreaPerHouseholdsField, AssetField, BasisField,
    CenterField, ClosureField, CommunityField, CompoundField, CultureSiteField, DatedHoursField, DecisionField,
    DistrictField, DivisionField, DutyField, FeatureField, FunctionCountField, GroupBoundariesField, KPlusNField,
    LocationField, NeedsSurveyField, OrganizationField, PartnerField, PersonField, PlanField, PolicyLayerField,
    PolicySetField, ProjectChangeField, ProjectField, QuotaField, ReachField, RuleSettingField, SectionField,
    ServiceField, ServiceItemField, SessionField, SiteField, SourceField, SpaceField, StatedCountField,
    StatusChangeField, TeamField, TenancyField, TimedCellField, WaiverField,
};
use neighborhood_center::vocab::{
    AcquisitionMode, ActivityKind, AgeGroup, AreaKind, AssetKind, BusinessFormat, Charge, Condition, Confidence, Datum,
    DayRule, DeliveryRole, DivisionScheme, EmbeddedFunction, Exposure, FitnessLevel, Frequency, IntegratedFacility,
    Lifecycle, OrganizationKind, PartnerRole, PolicyLevel, ProjectState, Qualifier, QuotaPeriod, RuleLevel,
    RuralFunction, Scheme, Season, ServiceFunction, ServiceKind, Setting, SkillLevel, SpaceKind, Strength, Tier,
    Weekday,
};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Rows of a table: where the words stand, in either language, and the words.
macro_rules! words {
    ($($word:ident: $en:literal / $zh:literal),+ $(,)?) => {
        /// The vocabularies that the table has.
        const NAMED: &[&str] = &[$( stringify!($word) ),+];

        fn table_of_words() -> String {
            let mut table = String::new();
            $(
                let words = $word::ALL.iter().map(|word| format!("`{}` {}", word.as_str(), word.label_zh()));
                table += &format!("| {} | {} | {} |\n", $en, $zh, words.collect::<Vec<_>>().join(", "));
            )+
            table
        }
    };
}

words! {
    PolicyLevel: "`level` of a layer" / "政策层的级别",
    Confidence: "`confidence`" / "可信程度",
    Strength: "`strength`" / "要求的强度",
    RuleLevel: "`level` of a rule" / "规则的等级",
    Tier: "`tier`, `tiers`" / "层级",
    Setting: "`setting`, `settings`" / "新城或旧城",
    ServiceFunction: "`functions`, `function`" / "服务功能",
    RuralFunction: "`rural_functions`" / "7+N 功能",
    EmbeddedFunction: "`embedded_functions`" / "嵌入式服务功能",
    Scheme: "`scheme` of functions" / "功能的分类方案",
    AgeGroup: "`groups`" / "人群",
    ServiceKind: "`kind` of a service, `kinds`" / "服务类别",
    Charge: "`charge`" / "收费方式",
    DeliveryRole: "`delivered_by`; `role` of a duty, `roles` of a person" / "服务人员",
    Condition: "`conditions`" / "享受条件",
    QuotaPeriod: "`per` of a quota" / "限额周期",
    Lifecycle: "`status`" / "中心状态",
    ProjectState: "`state`" / "任务状态",
    AcquisitionMode: "`mode`" / "建设方式",
    AssetKind: "`kind` of an asset" / "闲置资源类别",
    IntegratedFacility: "`integrates`" / "整合的设施",
    AreaKind: "`kind` of an area" / "面积类别",
    Qualifier: "`qualifier`" / "数量限定",
    SpaceKind: "`kind` of a space" / "空间类型",
    Exposure: "`exposure`" / "室内或室外",
    BusinessFormat: "`format` of a tenant" / "业态",
    OrganizationKind: "`kind` of an organization or a team" / "组织类型",
    PartnerRole: "`role` of a partner" / "合作方式",
    Weekday: "`weekdays`" / "星期",
    DayRule: "`public_holidays`, `make_up_workdays`" / "法定节假日、调休上班日的安排",
    Season: "`season`" / "季节或学期",
    ActivityKind: "`kind` of an activity" / "活动类型",
    Frequency: "`frequency`" / "举办频次",
    SkillLevel: "`progress`" / "学习进度",
    FitnessLevel: "`fitness`" / "身体素质",
    Datum: "`datum`" / "坐标系",
    DivisionScheme: "`scheme` of a division" / "区划代码来源",
}

/// Vocabularies of what is found out, or stands within another word; nobody writes them into a field of their own.
const IN_NO_FIELD: &[&str] = &[
    "Circumstance",
    "DayKind",
    "DivisionLevel",
    "MonthPart",
    "Opening",
    "Outcome",
    "PhoneKind",
    "ServiceItemPart",
    "TownshipBand",
    "VillageBand",
];

/// Rows of a table: a record, in either language, and the fields that it has to have.
macro_rules! required {
    ($($field:ident: $en:literal / $zh:literal),+ $(,)?) => {
        /// The records that the table has.
        const REQUIRING: &[&str] = &[$( stringify!($field) ),+];

        fn table_of_required_fields() -> String {
            let mut table = String::new();
            $(
                let keys = $field::ALL.iter().filter(|field| field.is_required());
                let keys: Vec<String> = keys.map(|field| format!("`{}`", field.as_str())).collect();
                assert!(!keys.is_empty(), "{} requires nothing", stringify!($field));
                table += &format!("| {} | {} | {} |\n", $en, $zh, keys.join(", "));
            )+
            table
        }
    };
}

required! {
    PolicySetField: "set of layers" / "一套政策",
    PolicyLayerField: "layer" / "政策层",
    BasisField: "`citation`" / "依据",
    RuleSettingField: "`levels`" / "规则等级",
    WaiverField: "`waivers`" / "豁免",
    FeatureField: "`features`" / "特色",
    KPlusNField: "`k_plus_n`" / "k+N 标准",
    AnyOfField: "`any_of`" / "任选服务",
    FunctionCountField: "`functions_at_least`" / "功能项数",
    AreaMinimumField: "`area`" / "最小面积",
    AreaPerHouseholdsField: "`area_per_100_households`" / "每百户面积",
    ReachField: "`reach`" / "服务半径",
    TimedCellField: "`at_times`" / "定时服务",
    GroupBoundariesField: "`age_boundaries`" / "年龄分界",
    DistrictField: "district" / "区",
    CommunityField: "community" / "社区",
    CompoundField: "compound" / "小区",
    DivisionField: "`divisions`" / "区划代码",
    CenterField: "center" / "中心",
    AreaField: "`areas`" / "面积",
    SiteField: "`sites`" / "点位",
    LocationField: "`location`, `to`" / "坐标、地点",
    SpaceField: "`spaces`" / "空间",
    ServiceField: "`services`" / "服务",
    AgesField: "`ages`" / "年龄范围",
    QuotaField: "`quota`" / "限额",
    ServiceItemField: "`items`" / "政务服务事项",
    SessionField: "`hours`, `sessions`" / "时段",
    DatedHoursField: "`dated_hours`, `dates`" / "指定日期的时段",
    ClosureField: "`closures`" / "临时闭馆",
    ActivityField: "`activities`" / "活动",
    SectionField: "`sections`" / "班次",
    DutyField: "`duties`" / "值班人员",
    PersonField: "`people`" / "人员",
    TeamField: "`teams`" / "队伍",
    PartnerField: "`partners`" / "合作单位",
    OrganizationField: "`operator`, `provider`, `tenant` and other organizations" / "运营方、提供方、经营者等单位",
    TenancyField: "`tenants`" / "入驻业态",
    SourceField: "`sources`" / "来源",
    StatusChangeField: "`history` of a center" / "中心的变更记录",
    AssetField: "`assets`" / "闲置资源",
    ProjectField: "`projects`" / "建设任务",
    ProjectChangeField: "`history` of a project" / "任务的变更记录",
    PlanField: "`plans`" / "年度计划",
    CultureSiteField: "`culture_sites`" / "文化阵地",
    NeedsSurveyField: "`surveys`" / "需求调研",
    DecisionField: "`decisions`" / "诉求处理",
    StatedCountField: "`counts`" / "统计数",
}

/// Records that require nothing, or belong to the calendars of others.
const REQUIRING_NOTHING_HERE: &[&str] = &[
    "ApplicabilityField",
    "AudienceField",
    "ContactField",
    "EntitlementField",
    "FundingField",
    "HolidayDayField",
    "HolidayYearField",
    "RequirementField",
    "ReuseField",
    "SeasonPeriodField",
    "SeasonTableField",
    "ServiceChoiceField",
];

/// What a table of the README says of the fields of a record, in each of its halves: of each key, how it is there. Rows of
/// another record, whose first cell says which, are left out.
fn tables_of_fields(record: &str) -> Vec<BTreeMap<String, &'static str>> {
    let readme = read("README.md");
    let (begin, end) = (format!("<!-- fields of a {record} -->"), format!("<!-- /fields of a {record} -->"));
    let tables = readme.split(begin.as_str()).skip(1).map(|rest| rest.split(end.as_str()).next().unwrap_or_default());
    let of_table = |table: &str| {
        let mut how = BTreeMap::new();
        for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [_, keys, kind, ..] = cells[..] else { panic!("{row}") };
            let kind = match kind {
                "required" | "必填" => "required",
                "list" | "列表" => "list",
                "" => "optional",
                other => panic!("{other} in {row}"),
            };
            let pieces: Vec<&str> = keys.split('`').collect();
            if pieces.iter().step_by(2).all(|between| matches!(*between, "" | ", " | "、")) {
                how.extend(pieces.iter().skip(1).step_by(2).map(|key| ((*key).to_owned(), kind)));
            }
        }
        how
    };
    tables.map(of_table).collect()
}

#[track_caller]
fn tell_every_field<F: Copy>(record: &str, fields: &[F], facts: fn(F) -> (&'static str, bool, bool)) {
    let mut expected = BTreeMap::new();
    for &field in fields {
        let (key, is_required, is_list) = facts(field);
        let how = match (is_required, is_list) {
            (true, _) => "required",
            (false, true) => "list",
            (false, false) => "optional",
        };
        expected.insert(key.to_owned(), how);
    }
    assert_eq!(tables_of_fields(record), [expected.clone(), expected], "in English and in Chinese");
}

#[test]
fn the_tables_of_a_center_and_of_a_community_tell_every_field_and_how_it_is_there_in_both_languages() {
    macro_rules! facts {
        ($($record:literal: $Field:ident),+) => {
            $( tell_every_field($record, $Field::ALL, |field| (field.as_str(), field.is_required(), field.is_list())); )+
        };
    }
    facts!("center": CenterField, "community": CommunityField);
}

#[track_caller]
fn stands_in_the_readme(name: &str, table: &str) {
    let readme = read("README.md");
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let between = readme.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end)).unwrap_or_default().0;
    let rows: String =
        between.lines().filter(|line| line.starts_with("| ")).skip(1).map(|row| format!("{row}\n")).collect();
    assert!(rows == table, "README.md needs these rows between `{begin}` and `{end}`:\n\n{table}");
}

#[test]
fn the_table_of_words_in_the_readme_is_that_of_the_vocabularies() {
    stands_in_the_readme("words", &table_of_words());
}

#[test]
fn the_table_of_required_fields_in_the_readme_is_that_of_the_records() {
    stands_in_the_readme("required", &table_of_required_fields());
}

/// What the files of a folder declare, found by what stands before and after a name.
fn declared(folder: &str, found: impl Fn(&str) -> Option<&str>) -> BTreeSet<String> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let mut names = BTreeSet::new();
    for entry in files.unwrap_or_else(|error| panic!("{folder}: {error}")).flatten() {
        let text = read(&format!("{folder}/{}", entry.file_name().to_string_lossy()));
        names.extend(text.lines().filter_map(&found).map(str::to_owned));
    }
    names
}

#[test]
fn every_vocabulary_and_every_record_stands_in_a_table_or_is_known_to_stand_in_none() {
    let known = |lists: [&[&str]; 2]| lists.concat().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    // `words!` writes what is expected after the name: `pub enum Tier: "…" / "…" {`.
    let vocabularies = declared("src/vocab", |line| Some(line.strip_prefix("    pub enum ")?.split_once(": \"")?.0));
    assert_eq!(vocabularies, known([NAMED, IN_NO_FIELD]));
    // `record!` names model, draft and fields: `pub struct Area, AreaDraft, AreaField {`.
    let records =
        declared("src/records", |line| line.strip_prefix("    pub struct ")?.strip_suffix(" {")?.rsplit(", ").next());
    assert_eq!(records, known([REQUIRING, REQUIRING_NOTHING_HERE]));
}
