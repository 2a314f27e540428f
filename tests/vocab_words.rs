//! Every closed or open vocabulary of the crate keeps the same promises.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeSet, HashSet};
use std::fmt::{Debug, Display};
use std::fs;
use std::path::Path;
use std::str::FromStr;

use neighborhood_center::vocab::{
    AcquisitionMode, ActivityKind, AgeGroup, AreaKind, AssetKind, BusinessFormat, Charge, Circumstance, Condition,
    Confidence, Datum, DayKind, DayRule, DeliveryRole, DivisionLevel, DivisionScheme, EmbeddedFunction, Exposure,
    FitnessLevel, Flaw, Frequency, IntegratedFacility, Lang, Lifecycle, Member, MonthPart, Opening, OrganizationKind,
    Outcome, PartnerRole, PhoneKind, PolicyLevel, ProjectState, Qualifier, QuotaPeriod, RuleLevel, RuralFunction, Say,
    Scheme, Season, ServiceFunction, ServiceItemPart, ServiceKind, Set, Setting, SkillLevel, SpaceKind, Strength, Tier,
    TownshipBand, VillageBand, Weekday, WordError,
};
use serde::de::DeserializeOwned;

/// The words that English writes with capitals or hyphens; all others are said as they are written, with spaces for hyphens.
const PROPER_NAMES: &[(&str, &str)] = &[
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
    ("make-up-workday", "make-up workday"),
    ("gcj-02", "GCJ-02"),
    ("wgs-84", "WGS-84"),
    ("cgcs2000", "CGCS2000"),
];

fn in_english(wire: &str) -> String {
    let proper = PROPER_NAMES.iter().find(|(word, _)| *word == wire);
    proper.map_or_else(|| wire.replace('-', " "), |(_, name)| (*name).to_owned())
}

/// Checks one vocabulary, given how its words are written and labeled.
fn check<W>(wire: fn(W) -> &'static str, label: fn(W) -> &'static str)
where
    W: Member + Say + Display + Debug + DeserializeOwned + FromStr<Err = WordError>,
{
    let mut spellings = HashSet::new();
    for (place, &word) in W::ALL.iter().enumerate() {
        let (wire, label) = (wire(word), label(word));

        assert!(
            !wire.is_empty() && wire.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
            "{wire}"
        );
        assert!(spellings.insert(wire), "`{wire}` is spelled like another word");
        assert!(spellings.insert(label), "`{label}` is spelled like another word");

        assert_eq!(wire.parse::<W>(), Ok(word));
        assert_eq!(label.parse::<W>(), Ok(word));
        assert_eq!(word.to_string(), wire);

        let json = serde_json::to_string(&word).unwrap();
        assert_eq!(json, format!("\"{wire}\""));
        assert_eq!(serde_json::from_str::<W>(&json).unwrap(), word);
        assert_eq!(serde_json::from_str::<W>(&format!("\"{label}\"")).unwrap(), word);

        assert_eq!(word.in_lang(Lang::Zh).to_string(), label);
        assert_eq!(word.in_lang(Lang::En).to_string(), in_english(wire));

        assert_eq!(word.index() as usize, place, "{wire}");
        assert!(word.index() < 64, "{wire} does not fit into a set");
    }

    let all = serde_json::to_string(&Set::<W>::all()).unwrap();
    assert_eq!(serde_json::from_str::<Set<W>>(&all).unwrap(), Set::all());

    let stranger = "no such word at all".parse::<W>().unwrap_err();
    assert_eq!(stranger.flaw(), &Flaw::UnknownWord { nearest: None });
    assert!(serde_json::from_str::<W>("7").is_err());

    // Whoever writes a word that is none is told the words, unless there are too many of them for a message.
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| W::EXPECTED.text(lang).to_owned());
    let [labels, wires] = [label, wire].map(|spelling| W::ALL.iter().map(|word| spelling(*word)).collect::<Vec<_>>());
    if W::ALL.len() < 10 {
        assert!(zh.ends_with(&format!("（{}）", labels.join("、"))), "{zh}");
        let (last, others) = wires.split_last().unwrap();
        assert!(en.ends_with(&format!(" ({} or {last})", others.join(", "))), "{en}");
    } else {
        assert!(!zh.contains('（') && !en.contains('('), "{zh}, {en}");
    }
}

/// One test for each vocabulary named.
macro_rules! vocabularies {
    ($($test:ident: $word:ident),+ $(,)?) => {
        $(
            #[test]
            fn $test() {
                check($word::as_str, $word::label_zh);
            }
        )+

        /// The vocabularies that have a test.
        const TESTED: &[&str] = &[$( stringify!($word) ),+];
    };
}

vocabularies! {
    service_function: ServiceFunction,
    age_group: AgeGroup,
    tier: Tier,
    setting: Setting,
    lifecycle: Lifecycle,
    business_format: BusinessFormat,
    charge: Charge,
    delivery_role: DeliveryRole,
    exposure: Exposure,
    space_kind: SpaceKind,
    confidence: Confidence,
    organization_kind: OrganizationKind,
    scheme: Scheme,
    rural_function: RuralFunction,
    embedded_function: EmbeddedFunction,
    service_item_part: ServiceItemPart,
    service_kind: ServiceKind,
    area_kind: AreaKind,
    datum: Datum,
    division_level: DivisionLevel,
    division_scheme: DivisionScheme,
    month_part: MonthPart,
    phone_kind: PhoneKind,
    policy_level: PolicyLevel,
    qualifier: Qualifier,
    strength: Strength,
    township_band: TownshipBand,
    village_band: VillageBand,
    weekday: Weekday,
    circumstance: Circumstance,
    rule_level: RuleLevel,
    outcome: Outcome,
    day_kind: DayKind,
    day_rule: DayRule,
    season: Season,
    activity_kind: ActivityKind,
    skill_level: SkillLevel,
    fitness_level: FitnessLevel,
    frequency: Frequency,
    partner_role: PartnerRole,
    condition: Condition,
    quota_period: QuotaPeriod,
    opening: Opening,
    acquisition_mode: AcquisitionMode,
    asset_kind: AssetKind,
    integrated_facility: IntegratedFacility,
    project_state: ProjectState,
}

/// Checks that each further spelling is read as the word it stands for.
fn reads<W>(spellings: &[(&str, W)])
where
    W: Copy + Debug + PartialEq + FromStr<Err = WordError>,
{
    for (spelling, word) in spellings {
        assert_eq!(spelling.parse::<W>(), Ok(*word), "{spelling}");
    }
}

#[test]
fn the_names_in_policy_texts_and_in_the_article_are_read() {
    reads(&[("片区级", Tier::DistrictArea), ("社区级", Tier::Community), ("小区级", Tier::Compound)]);
    reads(&[("一老", AgeGroup::Old), ("一少", AgeGroup::Young), ("青壮年", AgeGroup::Middle)]);
    reads(&[("裁缝铺", BusinessFormat::ClothingRepair), ("菜场", BusinessFormat::WetMarket)]);
    reads(&[("市场价", Charge::Market)]);
    reads(&[("志愿者老师", DeliveryRole::Volunteer), ("体育教练", DeliveryRole::Coach)]);
    reads(&[("全民健身广场", SpaceKind::FitnessSquare), ("邻里大食堂", SpaceKind::DiningHall)]);
    reads(&[("社区党委", OrganizationKind::PartyBranch), ("居委会", OrganizationKind::CommunityCommittee)]);
    reads(&[("托育", EmbeddedFunction::InfantCare)]);
    reads(&[("废旧厂房", AssetKind::Workshop), ("闲置房", AssetKind::IdleBuilding)]);
    reads(&[("购买", AcquisitionMode::Purchase), ("盘活", AcquisitionMode::Refit)]);
    reads(&[("施工中", ProjectState::UnderConstruction), ("谋划", ProjectState::Planned)]);
    reads(&[("新时代文明实践所（站）", IntegratedFacility::CivilizationPracticeStation)]);
    reads(&[
        ("儿童托管", ServiceKind::AfterSchoolCare),
        ("四点半课堂", ServiceKind::AfterSchoolCare),
        ("托育", ServiceKind::Nursery),
        ("邻里食堂", ServiceKind::CommunalDining),
        ("便民服务", ServiceKind::GovernmentDesk),
    ]);
}

#[test]
fn a_misspelled_word_is_answered_with_the_nearest() {
    let error = "comunity".parse::<Tier>().unwrap_err();
    assert_eq!(error.flaw(), &Flaw::UnknownWord { nearest: Some("community".into()) });
}

#[test]
fn every_vocabulary_of_the_sources_is_tested() {
    let mut declared = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vocab")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        // `words!` writes what is expected after the name: `pub enum Tier: "…" / "…" {`.
        let named = text.lines().filter_map(|line| line.strip_prefix("    pub enum ")?.split_once(": \""));
        declared.extend(named.map(|(name, _)| name.to_owned()));
    }
    assert_eq!(declared, TESTED.iter().map(|name| (*name).to_owned()).collect());
}
