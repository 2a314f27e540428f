//! Layers of policy to which no rule of the record objects, and places where they apply or do not.
//!
//! Communities, divisions, tiers and days come from small pools, so that layers and places often have to do with each other, and
//! thresholds from a few values, so that layers ask for more, for less and for the same.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use super::junk::{NearlyValid, nearly};
use super::records::{Fill, given, key, set};
use super::words::{any_of, date, some_of};
use crate::field::Field;
use crate::finding::{Scope, Severity};
use crate::policy::{Communities, CommunityFacts, Place};
use crate::record::Model;
use crate::records::{
    AnyOfDraft, ApplicabilityDraft, AreaMinimumDraft, AreaPerHouseholdsDraft, BasisDraft, DivisionDraft, FeatureDraft,
    FunctionCountDraft, GroupBoundariesDraft, KPlusNDraft, LocationDraft, PolicyLayer, PolicyLayerDraft, PolicySet,
    PolicySetDraft, ReachDraft, RequirementDraft, RuleSettingDraft, ServiceChoiceDraft, TimedCellDraft, WaiverDraft,
};
use crate::rules;
use crate::vocab::{
    Age, AreaKind, Cell, CenterId, CommunityId, Count, Datum, DivisionCode, DivisionScheme, FormatVersion, KindSet,
    Latitude, Link, Longitude, Name, Percent, PolicyLevel, RuleId, RuleLevel, ServiceFunction, ServiceKind, Set,
    SquareMeters, Text, Tier, TierSet, TimeOfDay, WeeklyMinutes, Word,
};

/// A checked layer of policy, with whatever fields an authority may give.
///
/// No rule of the record says anything about it, and it does not contradict itself.
pub fn layer() -> impl Strategy<Value = PolicyLayer> {
    layer_draft(Fill::Some).prop_filter_map("not in order", PolicyLayer::admit)
}

/// A checked policy set of up to four layers, which do not contradict each other. What holds for [`layer`] holds for it; a lower
/// layer may loosen what a higher one asks, with a reason or without.
pub fn policy_set() -> impl Strategy<Value = PolicySet> {
    set_draft(Fill::Some).prop_filter_map("not in order", PolicySet::admit)
}

/// A policy set in order but for one value, which is [`junk`](super::junk).
pub fn nearly_valid_policy_set() -> impl Strategy<Value = NearlyValid> {
    nearly(policy_set().prop_filter_map("not in order", |set| serde_json::to_value(set).ok()))
}

/// A place of which anything may be unknown; layers of [`layer`] may be made for it.
pub fn place() -> impl Strategy<Value = Place> {
    let community = option::of(select(pool_of_communities()));
    (community, codes(), option::of(any_of()), option::of(any_of()), option::of(select(pool_of_days())))
        .prop_map(|(community, divisions, tier, setting, date)| Place { community, divisions, tier, setting, date })
}

/// What is known of some of the communities for which layers of [`layer`] are made.
pub fn communities() -> impl Strategy<Value = Communities> {
    let known = subsequence(pool_of_communities(), 0..=POOL);
    let facts = vec((codes(), option::of(any_of())), POOL);
    (known, facts).prop_map(|(known, facts)| {
        let facts = known.into_iter().zip(facts).map(|(id, (divisions, setting))| CommunityFacts {
            id,
            divisions,
            setting,
            households: None,
            nth: None,
        });
        facts.collect()
    })
}

/// How many communities there are.
const POOL: usize = 4;

fn pool_of_communities() -> Vec<CommunityId> {
    let ids = (1..=POOL as u128).map(|nth| CommunityId::try_from(Uuid::from_u128(0x5a0c_3f5e << 96 | nth)));
    ids.filter_map(Result::ok).collect()
}

fn pool_of_days() -> Vec<crate::vocab::Date> {
    [(2022, 1, 1), (2023, 6, 30), (2023, 7, 1), (2024, 6, 1), (2031, 12, 31)]
        .into_iter()
        .filter_map(|(year, month, day)| crate::vocab::Date::new(year, month, day))
        .collect()
}

/// A district, two of its subdistricts, and a community of one of them.
const CODES: [&str; 4] = ["410311", "410311001", "410311010", "410311010003"];

fn codes() -> impl Strategy<Value = Vec<(DivisionScheme, DivisionCode)>> {
    subsequence(CODES.to_vec(), 0..=2).prop_map(|codes| {
        codes.into_iter().filter_map(|code| Some((DivisionScheme::Nbs, DivisionCode::from_text(code).ok()?))).collect()
    })
}

/// A name; few are enough, and drawing characters would take most of the time.
fn name() -> impl Strategy<Value = Name> {
    select(vec!["某处示例之甲", "某处示例之乙", "Example C"])
        .prop_filter_map("no name", |name| Name::from_text(name).ok())
}

/// A text, likewise.
fn text() -> impl Strategy<Value = Text> {
    select(vec!["示例甲", "示例乙，分两行\n写明", "Example C"])
        .prop_filter_map("no text", |text| Text::from_text(text).ok())
}

fn count(counts: std::ops::Range<u32>) -> impl Strategy<Value = Count> {
    counts.prop_filter_map("no count", Count::new)
}

fn choice() -> impl Strategy<Value = ServiceChoiceDraft> {
    let kinds = [ServiceKind::DayCare, ServiceKind::Nursery, ServiceKind::Clinic];
    let choices = (0..3_u8, subsequence(kinds.to_vec(), 1..=3), some_of(), some_of());
    choices.prop_map(|(scheme, kinds, six, embedded)| {
        let mut choice = ServiceChoiceDraft::default();
        match scheme {
            0 => choice.kinds = kinds.into_iter().collect::<KindSet>().into(),
            1 => choice.functions = Set::<ServiceFunction>::into_draft(six).into(),
            _ => choice.embedded_functions = Set::into_draft(embedded).into(),
        }
        choice
    })
}

fn area() -> impl Strategy<Value = SquareMeters> {
    select(vec![400_u32, 600, 800]).prop_map(SquareMeters::whole)
}

fn boundaries() -> impl Strategy<Value = GroupBoundariesDraft> {
    select(vec![(18_u8, 60_u8), (15, 60), (18, 65)]).prop_filter_map("no ages", |(middle, old)| {
        let (middle_from, old_from) = (Age::years(middle)?.into(), Age::years(old)?.into());
        Some(GroupBoundariesDraft { middle_from, old_from, ..GroupBoundariesDraft::default() })
    })
}

fn k_plus_n(fill: Fill) -> impl Strategy<Value = KPlusNDraft> {
    (select(vec!["4+N", "7+N"]), choice(), count(0..3), fill.field(some_of::<ServiceKind>())).prop_map(
        |(name, core, at_least, from)| KPlusNDraft {
            name: Name::fixed(name).into(),
            core: core.into(),
            at_least: at_least.into(),
            chosen_from: set(from),
            ..KPlusNDraft::default()
        },
    )
}

fn reach(fill: Fill) -> impl Strategy<Value = ReachDraft> {
    let to = select(vec![(346_000_000, 1_124_000_000), (347_000_000, 1_125_000_000)]);
    (to, fill.field(name()), any::<bool>(), count(3..12)).prop_map(|((north, east), name, on_foot, far)| {
        let mut reach = ReachDraft { name, ..ReachDraft::default() };
        let point = Latitude::from_ten_millionths(north).zip(Longitude::from_ten_millionths(east));
        if let Some((latitude, longitude)) = point {
            reach.to = LocationDraft {
                datum: Field::Given(Datum::Gcj02),
                latitude: latitude.into(),
                longitude: longitude.into(),
                ..LocationDraft::default()
            }
            .into();
        }
        if on_foot {
            reach.minutes = far.into();
            reach.meters_per_minute = Count::new(60).map_or(Field::Missing, Field::Given);
        } else {
            reach.meters = Count::new(far.get() * 60).map_or(Field::Missing, Field::Given);
        }
        reach
    })
}

/// A requirement of everything, or of any of it.
fn demands(fill: Fill) -> impl Strategy<Value = RequirementDraft> {
    let least = (area(), fill.field(area())).prop_map(|(least, advised)| AreaMinimumDraft {
        kind: AreaKind::Floor.into(),
        least: least.into(),
        advised: match advised {
            Field::Given(advised) => advised.max(least).into(),
            other => other,
        },
        ..AreaMinimumDraft::default()
    });
    let per_households = (fill.field(any_of()), area()).prop_map(|(function, least)| AreaPerHouseholdsDraft {
        kind: AreaKind::Floor.into(),
        function,
        least: least.into(),
        ..AreaPerHouseholdsDraft::default()
    });
    let functions = (any_of(), count(0..6)).prop_map(|(scheme, at_least)| FunctionCountDraft {
        scheme: Field::Given(scheme),
        at_least: at_least.into(),
        ..FunctionCountDraft::default()
    });
    let choose = (choice(), count(0..4)).prop_map(|(of, at_least)| AnyOfDraft {
        of: of.into(),
        at_least: at_least.into(),
        ..AnyOfDraft::default()
    });
    let offers = (
        fill.field(boundaries()),
        fill.field(some_of()),
        fill.field(some_of()),
        fill.field(some_of()),
        fill.field(k_plus_n(fill)),
        fill.field(functions),
        fill.field(choose),
    );
    let rooms = (
        fill.field(least),
        fill.field(per_households),
        fill.field((50_u8..70).prop_map(Percent::whole)),
        fill.field(any::<bool>()),
        fill.field((30_u8..60).prop_map(WeeklyMinutes::hours)),
        fill.field(reach(fill)),
        (fill.field(timed_cell(fill)), fill.field(count(0..15)), fill.field(any::<bool>())),
    );
    let shows = (fill.field(count(0..4)), fill.field(any::<bool>()), fill.field(some_of()), fill.field(some_of()));
    (offers, rooms, shows).prop_map(
        |(
            (age_boundaries, functions, groups, cells, k_plus_n, functions_at_least, any_of),
            (
                area,
                area_per_100_households,
                resident_share,
                report_office_share,
                weekly_minutes,
                reach,
                (at_times, notice, staffed),
            ),
            (features, distinct_features, district_tiers, community_tiers),
        )| RequirementDraft {
            age_boundaries,
            functions: set(functions),
            groups: set(groups),
            cells: set(cells),
            k_plus_n,
            functions_at_least,
            any_of,
            area,
            area_per_100_households,
            resident_share,
            report_office_share,
            at_times,
            weekly_minutes,
            closure_notice_days: notice,
            no_volunteers_alone: staffed,
            reach,
            features,
            distinct_features,
            district_tiers: set(district_tiers),
            community_tiers: set(community_tiers),
            ..RequirementDraft::default()
        },
    )
}

/// A cell at times that end after they begin.
fn timed_cell(fill: Fill) -> impl Strategy<Value = TimedCellDraft> {
    (select(Cell::ALL), some_of(), 0_u16..1_440, 1_u16..1_440, fill.field(any_of())).prop_map(
        |(cell, weekdays, opens, minutes, season)| {
            let time = |minutes: u16| TimeOfDay::from_minutes(minutes.min(1_440)).map_or(Field::Missing, Field::Given);
            TimedCellDraft {
                cell: cell.into(),
                weekdays: set(Field::Given(weekdays)),
                opens: time(opens),
                closes: time(opens + minutes),
                season,
                ..TimedCellDraft::default()
            }
        },
    )
}

/// Requirements that ask for something each, and none of them for what another asks for.
fn requirements(fill: Fill) -> impl Strategy<Value = Vec<RequirementDraft>> {
    let about = vec((fill.field(any_of()), fill.field(text()), fill.field(text())), 3);
    (demands(fill), vec(0..3_usize, FIELDS), about).prop_map(|(demands, to, about)| {
        let mut requirements: Vec<RequirementDraft> = about
            .into_iter()
            .map(|(strength, clause, reason)| RequirementDraft {
                strength,
                clause,
                reason,
                ..RequirementDraft::default()
            })
            .collect();
        deal(demands, &to, &mut requirements);
        requirements.retain(|requirement| crate::policy::asks_nothing(requirement).is_none());
        requirements
    })
}

/// How many fields of a requirement are demands.
const FIELDS: usize = 20;

/// Gives each demand to one of some requirements.
fn deal(demands: RequirementDraft, to: &[usize], requirements: &mut [RequirementDraft]) {
    let mut to = to.iter().copied();
    macro_rules! deal {
        ($($field:ident),+) => {
            $(
                if let Some(requirement) = to.next().and_then(|nth| requirements.get_mut(nth)) {
                    requirement.$field = demands.$field;
                }
            )+
        };
    }
    deal!(
        age_boundaries,
        functions,
        groups,
        cells,
        k_plus_n,
        functions_at_least,
        any_of,
        area,
        area_per_100_households,
        resident_share,
        report_office_share,
        at_times,
        weekly_minutes,
        closure_notice_days,
        no_volunteers_alone,
        reach,
        features,
        distinct_features,
        district_tiers,
        community_tiers
    );
}

fn rule(id: &str) -> Field<RuleId> {
    RuleId::from_text(id).map_or(Field::Missing, Field::Given)
}

/// Levels that a policy may set, none of a rule twice.
fn levels(fill: Fill) -> impl Strategy<Value = Vec<RuleSettingDraft>> {
    let chosen = subsequence(rules::all().to_vec(), usize::from(fill == Fill::All)..4);
    (chosen, vec((any_of::<RuleLevel>(), fill.field(text())), 4)).prop_map(|(cards, levels)| {
        let settings = cards.into_iter().zip(levels).map(|(card, (level, reason))| {
            let level = match (card.scope, card.severity) {
                (Scope::Policy, _) => level,
                (Scope::Record, Severity::Error) => RuleLevel::Error,
                (Scope::Record, _) => level.max(RuleLevel::Warning),
            };
            RuleSettingDraft { rule: rule(card.id), level: level.into(), reason, ..RuleSettingDraft::default() }
        });
        settings.collect()
    })
}

fn waiver(fill: Fill) -> impl Strategy<Value = WaiverDraft> {
    let waivable = rules::all().iter().filter(|card| card.scope == Scope::Policy || card.severity != Severity::Error);
    let waivable: Vec<&'static str> = waivable.map(|card| card.id).collect();
    let center = (1_u128..5).prop_filter_map("no id", |nth| CenterId::try_from(Uuid::from_u128(nth)).ok());
    let path = select(vec!["", "/features", "/services", "/areas/0"]).prop_filter_map("", |path| path.parse().ok());
    (select(waivable), fill.field(center), fill.field(path), text(), name(), date(2025..2033)).prop_map(
        |(id, center, path, reason, approved_by, until)| WaiverDraft {
            rule: rule(id),
            center,
            path,
            reason: reason.into(),
            approved_by: approved_by.into(),
            until: until.into(),
            ..WaiverDraft::default()
        },
    )
}

fn feature() -> impl Strategy<Value = FeatureDraft> {
    name().prop_map(|name| FeatureDraft { name: name.into(), ..FeatureDraft::default() })
}

fn applicability(fill: Fill) -> impl Strategy<Value = ApplicabilityDraft> {
    let communities = subsequence(pool_of_communities(), 1..=2);
    let divisions = subsequence(CODES.to_vec(), 1..=2).prop_map(|codes| {
        let division = |code: &str| DivisionDraft {
            code: DivisionCode::from_text(code).map_or(Field::Missing, Field::Given),
            scheme: DivisionScheme::Nbs.into(),
            ..DivisionDraft::default()
        };
        codes.into_iter().map(division).collect::<Vec<_>>()
    });
    (fill.field(communities), fill.field(divisions), fill.field(some_of()), fill.field(some_of())).prop_map(
        |(communities, divisions, tiers, settings)| ApplicabilityDraft {
            communities: list(communities),
            divisions: list(divisions),
            tiers: set(tiers),
            settings: set(settings),
            ..ApplicabilityDraft::default()
        },
    )
}

fn list<T>(field: Field<Vec<T>>) -> Field<crate::field::List<T>> {
    match field {
        Field::Given(items) => items.into(),
        _ => Field::Missing,
    }
}

fn basis(fill: Fill) -> impl Strategy<Value = BasisDraft> {
    let links = select(vec!["https://example.cn/a", "https://example.cn/b"]);
    let link = links.prop_filter_map("no link", |link| Link::from_text(link).ok());
    (text(), fill.field(text()), fill.field(link), any_of()).prop_map(|(document, clause, link, confidence)| {
        BasisDraft {
            document: document.into(),
            clause,
            link,
            confidence: Field::Given(confidence),
            ..BasisDraft::default()
        }
    })
}

pub(super) fn layer_draft(fill: Fill) -> impl Strategy<Value = PolicyLayerDraft> {
    let who = (name(), any_of::<PolicyLevel>(), basis(fill), fill.field(applicability(fill)));
    let first = fill.field(select(vec![(2022, 1, 1), (2023, 7, 1)]).prop_filter_map("", day));
    let last = fill.field(select(vec![(2023, 6, 30), (2031, 12, 31)]).prop_filter_map("", day));
    let says = (requirements(fill), levels(fill), fill.list(waiver(fill), 2), fill.list(feature(), 2));
    (who, first, last, says).prop_map(
        |((name, level, citation, applies_to), from, until, (requirements, levels, waivers, features))| {
            let reversed = matches!((&from, &until), (Field::Given(from), Field::Given(until)) if until < from);
            PolicyLayerDraft {
                key: key("layer", 0),
                name: name.into(),
                level: level.into(),
                applies_to,
                valid_from: from,
                valid_until: if reversed { Field::Missing } else { until },
                citation: citation.into(),
                requirements: requirements.into(),
                levels: levels.into(),
                waivers,
                features,
                ..PolicyLayerDraft::default()
            }
        },
    )
}

fn day((year, month, day): (u16, u8, u8)) -> Option<crate::vocab::Date> {
    crate::vocab::Date::new(year, month, day)
}

/// Layers of which those of one level are made for different tiers, so that they never meet.
pub(super) fn set_draft(fill: Fill) -> impl Strategy<Value = PolicySetDraft> {
    let levels = subsequence(PolicyLevel::ALL.to_vec(), 1..=4);
    (levels, vec(layer_draft(fill), 4), vec(any::<bool>(), 4)).prop_map(|(levels, drafts, split)| {
        let mut drafts = drafts.into_iter();
        let mut layers: Vec<PolicyLayerDraft> = Vec::new();
        for (level, split) in levels.into_iter().zip(split) {
            let tiers: &[&[Tier]] =
                if split { &[&[Tier::Community], &[Tier::DistrictArea, Tier::Compound]] } else { &[&[]] };
            for (tiers, mut layer) in tiers.iter().zip(&mut drafts) {
                layer.level = level.into();
                if !tiers.is_empty() {
                    let mut applies = layer.applies_to.into_given().unwrap_or_default();
                    applies.tiers = TierSet::of(tiers).into();
                    layer.applies_to = applies.into();
                }
                layers.push(layer);
            }
        }
        let mut set = PolicySetDraft {
            format: FormatVersion::CURRENT.into(),
            layers: layers.into(),
            ..PolicySetDraft::default()
        };
        for (place, layer) in given(&mut set.layers).enumerate() {
            layer.key = key("layer", place);
        }
        set
    })
}
