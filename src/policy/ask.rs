use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::at_times::AtTimes;
use super::choice::Choice;
use super::reach::{Reach, Within};
use crate::vocab::{
    AgeBoundaries, AreaKind, CellSet, DayNames, FunctionSet, GroupSet, KindSet, Lang, Name, Percent, Say, Scheme,
    ServiceFunction, ServiceKind, SquareMeters, TierSet, WeeklyMinutes,
};

/// What can be asked of a center, or of a district and its centers.
///
/// It can be said in either language, compared with what another authority asks about the same
/// ([`Ask::compare`]), and each is judged by one rule.
///
/// ```
/// use neighborhood_center::policy::Ask;
/// use neighborhood_center::vocab::{FunctionSet, Lang, Say};
///
/// let six = Ask::Functions(FunctionSet::all());
/// assert_eq!(six.in_lang(Lang::Zh).to_string(), "提供文化、体育、养老、卫生健康、教育、政务功能");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ask {
    /// That the three age groups divide at these ages.
    AgeBoundaries(AgeBoundaries),
    /// Each of these functions is offered.
    Functions(FunctionSet),
    /// Each of these age groups is served.
    Groups(GroupSet),
    /// Each of these functions is offered to its age group.
    Cells(CellSet),
    /// Each of the k of a standard k+N is offered.
    Core {
        /// What the standard is called.
        standard: Name,
        /// The k, or those of them that this is about.
        of: Choice,
    },
    /// The N of a standard k+N are offered.
    Chosen(Chosen),
    /// So many different functions are offered.
    FunctionsAtLeast {
        /// The scheme that counts.
        scheme: Scheme,
        /// How many.
        at_least: u32,
    },
    /// At least so many of some services are offered.
    AnyOf {
        /// The services.
        of: Choice,
        /// How many of them.
        at_least: u32,
    },
    /// An area of one kind.
    Area(MinimumArea),
    /// An area for every 100 households of the communities that the center serves.
    AreaPer100Households(PerHouseholds),
    /// A least share of the floor area that residents have for their activities.
    ResidentShare(Percent),
    /// That the share of the floor area which offices take is reported. It has no threshold: it is never violated.
    OfficeShare,
    /// A function is offered to an age group at these times.
    AtTimes(AtTimes),
    /// How long the center is open each week.
    WeeklyMinutes(WeeklyMinutes),
    /// How many days before it closes for some time the center tells people so.
    ClosureNotice(u32),
    /// That no volunteers are by themselves in a class or a service.
    NotVolunteersAlone,
    /// How near the center is to a point.
    Reach(Reach),
    /// How many features are declared.
    Features(u32),
    /// That no other community of the district declares the same feature.
    DistinctFeatures,
    /// That the district has a center of each of these tiers.
    DistrictTiers(TierSet),
    /// That every community has a center of each of these tiers.
    CommunityTiers(TierSet),
}

/// The N of a standard k+N.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Chosen {
    /// What the standard is called.
    pub standard: Name,
    /// The k, which do not count here.
    pub core: Choice,
    /// The kinds to choose from; if empty, all that do not count toward the core.
    pub from: KindSet,
    /// How many of them.
    pub at_least: u32,
}

/// A least area of one kind: that of the center, or that of its sites taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MinimumArea {
    /// What is measured.
    pub kind: AreaKind,
    /// How large it must be.
    pub least: SquareMeters,
    /// How large it had better be.
    pub advised: Option<SquareMeters>,
}

/// A least area for every 100 households.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PerHouseholds {
    /// What is measured.
    pub kind: AreaKind,
    /// Of which spaces: those where services of this function are offered; without one, of the whole center.
    pub function: Option<ServiceFunction>,
    /// How large it must be for every 100 households.
    pub least: SquareMeters,
}

/// How what one authority asks stands to what another asks about the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// Both ask the same.
    Same,
    /// The first asks for all that the second asks for, and for more.
    Stricter,
    /// The second asks for all that the first asks for, and for more.
    Laxer,
    /// Each asks for something that the other does not, and both can be met.
    Both,
    /// Both cannot hold.
    Clash,
}

impl Strictness {
    /// From how two thresholds compare, where more is stricter.
    pub(crate) fn of(order: Ordering) -> Self {
        match order {
            Ordering::Less => Self::Laxer,
            Ordering::Equal => Self::Same,
            Ordering::Greater => Self::Stricter,
        }
    }

    /// How two things compare that are each asked in two respects.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Clash, _) | (_, Self::Clash) => Self::Clash,
            (Self::Same, other) | (other, Self::Same) => other,
            (one, other) if one == other => one,
            _ => Self::Both,
        }
    }
}

impl Ask {
    /// Every single thing that is asked: a set by its members, anything else as it is.
    #[must_use]
    pub fn singles(&self) -> Vec<Self> {
        use crate::vocab::Set;

        match self {
            Self::Functions(set) => set.iter().map(|word| Self::Functions(Set::of(&[word]))).collect(),
            Self::Groups(set) => set.iter().map(|word| Self::Groups(Set::of(&[word]))).collect(),
            Self::Cells(set) => set.iter().map(|word| Self::Cells(Set::of(&[word]))).collect(),
            Self::Core { standard, of } => {
                of.singles().into_iter().map(|of| Self::Core { standard: standard.clone(), of }).collect()
            }
            Self::DistrictTiers(set) => set.iter().map(|word| Self::DistrictTiers(Set::of(&[word]))).collect(),
            Self::CommunityTiers(set) => set.iter().map(|word| Self::CommunityTiers(Set::of(&[word]))).collect(),
            other => vec![other.clone()],
        }
    }

    /// The same set with nothing in it, where it is a set: those that can be made into one are equal by it.
    pub(crate) fn emptied(&self) -> Option<Self> {
        use crate::vocab::Set;

        Some(match self {
            Self::Functions(_) => Self::Functions(Set::EMPTY),
            Self::Groups(_) => Self::Groups(Set::EMPTY),
            Self::Cells(_) => Self::Cells(Set::EMPTY),
            Self::Core { standard, of } => Self::Core { standard: standard.clone(), of: of.emptied() },
            Self::DistrictTiers(_) => Self::DistrictTiers(Set::EMPTY),
            Self::CommunityTiers(_) => Self::CommunityTiers(Set::EMPTY),
            _ => return None,
        })
    }

    /// Both as one, where both are sets of the same.
    pub(crate) fn joined(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Functions(a), Self::Functions(b)) => Self::Functions(a.or(*b)),
            (Self::Groups(a), Self::Groups(b)) => Self::Groups(a.or(*b)),
            (Self::Cells(a), Self::Cells(b)) => Self::Cells(a.or(*b)),
            (Self::Core { standard, of }, Self::Core { standard: other, of: more }) if standard == other => {
                Self::Core { standard: standard.clone(), of: of.or(*more)? }
            }
            (Self::DistrictTiers(a), Self::DistrictTiers(b)) => Self::DistrictTiers(a.or(*b)),
            (Self::CommunityTiers(a), Self::CommunityTiers(b)) => Self::CommunityTiers(a.or(*b)),
            _ => return None,
        })
    }

    /// What it is about: the same ask with every threshold taken out, so that asks about the same have equal topics.
    ///
    /// It is meant for what [`Ask::singles`] gives: two sets have the same topic only if they are equal.
    #[must_use]
    pub fn topic(&self) -> Self {
        const NOTHING: SquareMeters = SquareMeters::whole(0);

        match self {
            Self::AgeBoundaries(_) => Self::AgeBoundaries(AgeBoundaries::LEGAL),
            Self::Chosen(chosen) => Self::Chosen(Chosen {
                standard: chosen.standard.clone(),
                core: Choice::Kinds(KindSet::EMPTY),
                from: KindSet::EMPTY,
                at_least: 0,
            }),
            Self::FunctionsAtLeast { scheme, .. } => Self::FunctionsAtLeast { scheme: *scheme, at_least: 0 },
            Self::AnyOf { of, .. } => Self::AnyOf { of: *of, at_least: 0 },
            Self::Area(area) => Self::Area(MinimumArea { least: NOTHING, advised: None, ..*area }),
            Self::AreaPer100Households(area) => Self::AreaPer100Households(PerHouseholds { least: NOTHING, ..*area }),
            Self::ResidentShare(_) => Self::ResidentShare(Percent::whole(0)),
            Self::WeeklyMinutes(_) => Self::WeeklyMinutes(WeeklyMinutes::hours(0)),
            Self::Reach(reach) => Self::Reach(Reach { to: reach.to, name: None, within: Within::Meters(0) }),
            Self::ClosureNotice(_) => Self::ClosureNotice(0),
            Self::Features(_) => Self::Features(0),
            other => other.clone(),
        }
    }

    /// How this stands to another ask about the same; asks about different things are [`Strictness::Both`].
    ///
    /// ```
    /// use neighborhood_center::policy::{Ask, Strictness};
    ///
    /// assert_eq!(Ask::Features(2).compare(&Ask::Features(1)), Strictness::Stricter);
    /// assert_eq!(Ask::Features(2).compare(&Ask::OfficeShare), Strictness::Both);
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Self) -> Strictness {
        if self.topic() == other.topic() { self.compare_within_topic(other) } else { Strictness::Both }
    }

    /// The same, for two asks that are known to be about the same.
    pub(crate) fn compare_within_topic(&self, other: &Self) -> Strictness {
        match (self, other) {
            (Self::AgeBoundaries(a), Self::AgeBoundaries(b)) if a != b => Strictness::Clash,
            (Self::Chosen(a), Self::Chosen(b)) => a.compare(b),
            (Self::FunctionsAtLeast { at_least: a, .. }, Self::FunctionsAtLeast { at_least: b, .. })
            | (Self::AnyOf { at_least: a, .. }, Self::AnyOf { at_least: b, .. })
            | (Self::ClosureNotice(a), Self::ClosureNotice(b))
            | (Self::Features(a), Self::Features(b)) => Strictness::of(a.cmp(b)),
            (Self::Area(a), Self::Area(b)) => {
                let advice = |area: &MinimumArea| area.advised.unwrap_or(area.least).max(area.least);
                Strictness::of(a.least.cmp(&b.least)).and(Strictness::of(advice(a).cmp(&advice(b))))
            }
            (Self::AreaPer100Households(a), Self::AreaPer100Households(b)) => Strictness::of(a.least.cmp(&b.least)),
            (Self::ResidentShare(a), Self::ResidentShare(b)) => Strictness::of(a.cmp(b)),
            (Self::WeeklyMinutes(a), Self::WeeklyMinutes(b)) => Strictness::of(a.cmp(b)),
            // The nearer, the stricter.
            (Self::Reach(a), Self::Reach(b)) => Strictness::of(b.within.meters().cmp(&a.within.meters())),
            _ => Strictness::Same,
        }
    }

    /// The id of the rule that judges it; `None` for what is defined, or only reported.
    #[must_use]
    pub const fn judged_by(&self) -> Option<&'static str> {
        Some(match self {
            Self::Functions(_) => "missing-function",
            Self::Groups(_) => "unserved-age-group",
            Self::Cells(_) => "unserved-cell",
            Self::Core { .. } => "missing-core-service",
            Self::Chosen(_) => "too-few-chosen-services",
            Self::FunctionsAtLeast { .. } => "too-few-functions",
            Self::AnyOf { .. } => "missing-alternative",
            Self::Area(_) => "area-below-minimum",
            Self::AreaPer100Households(_) => "area-per-100-households-below-minimum",
            Self::ResidentShare(_) => "resident-share-below-minimum",
            Self::AtTimes(_) => "unserved-hours",
            Self::WeeklyMinutes(_) => "weekly-hours-below-minimum",
            Self::ClosureNotice(_) => "closed-without-notice",
            Self::NotVolunteersAlone => "volunteer-alone",
            Self::Reach(_) => "too-far",
            Self::Features(_) => "missing-feature",
            Self::DistinctFeatures => "duplicate-feature",
            Self::DistrictTiers(_) => "missing-tier",
            Self::CommunityTiers(_) => "uncovered-community",
            Self::AgeBoundaries(_) | Self::OfficeShare => return None,
        })
    }

    /// Whether it speaks of a district as a whole, and not of one center.
    #[must_use]
    pub fn is_of_the_district(&self) -> bool {
        matches!(self, Self::DistinctFeatures | Self::DistrictTiers(_) | Self::CommunityTiers(_))
    }
}

impl Chosen {
    /// The kinds that count toward the N: those to choose from, or else all, but none that counts toward the core, and never
    /// [`ServiceKind::Other`], which says nothing of what is offered.
    pub(crate) fn eligible(&self) -> KindSet {
        let from = if self.from.is_empty() { KindSet::all() } else { self.from };
        from.iter().filter(|kind| *kind != ServiceKind::Other && !self.core.counts(*kind)).collect()
    }

    fn compare(&self, other: &Self) -> Strictness {
        if self.core != other.core {
            return Strictness::Clash;
        }
        let within = |a: KindSet, b: KindSet| b.is_empty() || (!a.is_empty() && b.contains_all(a));
        let lists = match (within(self.from, other.from), within(other.from, self.from)) {
            (true, true) => Strictness::Same,
            (true, false) => Strictness::Stricter,
            (false, true) => Strictness::Laxer,
            (false, false) => return Strictness::Clash,
        };
        lists.and(Strictness::of(self.at_least.cmp(&other.at_least)))
    }
}

impl Say for MinimumArea {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, least) = (self.kind.in_lang(lang), self.least.in_lang(lang));
        match lang {
            Lang::Zh => write!(to, "{kind}面积不少于{least}")?,
            Lang::En => write!(to, "the {kind} area is at least {least}")?,
        }
        match (self.advised, lang) {
            (None, _) => Ok(()),
            (Some(advised), Lang::Zh) => write!(to, "，宜达到{}", advised.in_lang(lang)),
            (Some(advised), Lang::En) => write!(to, ", better {}", advised.in_lang(lang)),
        }
    }
}

impl Say for Ask {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => self.say_zh(to),
            Lang::En => self.say_en(to),
        }
    }
}

impl Ask {
    fn say_zh(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = Lang::Zh;
        match self {
            Self::AgeBoundaries(boundaries) => boundaries.say(zh, to),
            Self::Functions(functions) => write!(to, "提供{}功能", functions.in_lang(zh)),
            Self::Groups(groups) => write!(to, "服务对象包括{}", groups.in_lang(zh)),
            Self::Cells(cells) => {
                let quoted: Vec<String> = cells.iter().map(|cell| format!("“{}”", cell.in_lang(zh))).collect();
                write!(to, "覆盖{}", quoted.join("、"))
            }
            Self::Core { standard, of } => write!(to, "{standard}的基本服务：{}", of.in_lang(zh)),
            Self::Chosen(chosen) if chosen.from.is_empty() => {
                write!(to, "{}的自选服务：至少提供 {} 项", chosen.standard, chosen.at_least)
            }
            Self::Chosen(chosen) => {
                let from = chosen.from.in_lang(zh);
                write!(to, "{}的自选服务：从{from}中至少提供 {} 项", chosen.standard, chosen.at_least)
            }
            Self::FunctionsAtLeast { scheme, at_least } => {
                write!(to, "按“{}”计不少于 {at_least} 项功能", scheme.in_lang(zh))
            }
            Self::AnyOf { of, at_least } => write!(to, "从{}中至少提供 {at_least} 项", of.in_lang(zh)),
            Self::Area(area) => area.say(zh, to),
            Self::AreaPer100Households(area) => {
                if let Some(function) = area.function {
                    write!(to, "用于{}的", function.in_lang(zh))?;
                }
                write!(to, "{}面积每百户不少于{}", area.kind.in_lang(zh), area.least.in_lang(zh))
            }
            Self::ResidentShare(share) => write!(to, "居民活动面积占比不少于{}", share.in_lang(zh)),
            Self::OfficeShare => to.write_str("报告办公面积占比"),
            Self::WeeklyMinutes(weekly) => {
                let (hours, minutes) = (weekly.get() / 60, weekly.get() % 60);
                write!(to, "每周开放不少于{hours}小时")?;
                if minutes == 0 { Ok(()) } else { write!(to, "{minutes}分") }
            }
            Self::ClosureNotice(days) => write!(to, "停止开放提前 {days} 日公示"),
            Self::NotVolunteersAlone => to.write_str("服务和班次不能只有志愿者在岗"),
            Self::AtTimes(asked) => {
                let AtTimes { cell, weekdays, opens, closes, season } = *asked;
                if let Some(season) = season {
                    write!(to, "{}", season.in_lang(zh))?;
                }
                write!(to, "{} {opens}–{closes} 有“{}”服务", DayNames(weekdays).in_lang(zh), cell.in_lang(zh))
            }
            Self::Reach(reach) => {
                write!(to, "与{}的直线距离不超过 {}", reach.place(zh), reach.within.in_lang(zh))
            }
            Self::Features(count) => write!(to, "特色不少于 {count} 项"),
            Self::DistinctFeatures => to.write_str("特色不与其他社区重复"),
            Self::DistrictTiers(tiers) => write!(to, "全区有{}级中心", tiers.in_lang(zh)),
            Self::CommunityTiers(tiers) => write!(to, "各社区都有{}级中心", tiers.in_lang(zh)),
        }
    }

    fn say_en(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let en = Lang::En;
        match self {
            Self::AgeBoundaries(boundaries) => boundaries.say(en, to),
            Self::Functions(functions) => write!(to, "offer {}", functions.in_lang(en)),
            Self::Groups(groups) => write!(to, "serve these age groups: {}", groups.in_lang(en)),
            Self::Cells(cells) => write!(to, "offer {}", cells.in_lang(en)),
            Self::Core { standard, of } => write!(to, "the core of {standard}: {}", of.in_lang(en)),
            Self::Chosen(chosen) if chosen.from.is_empty() => {
                write!(to, "services chosen besides the core of {}: at least {}", chosen.standard, chosen.at_least)
            }
            Self::Chosen(chosen) => {
                let from = chosen.from.in_lang(en);
                write!(to, "services chosen for {} from {from}: at least {}", chosen.standard, chosen.at_least)
            }
            Self::FunctionsAtLeast { scheme, at_least } => {
                write!(to, "functions, counted by {}: at least {at_least}", scheme.in_lang(en))
            }
            Self::AnyOf { of, at_least } => write!(to, "at least {at_least} of {}", of.in_lang(en)),
            Self::Area(area) => area.say(en, to),
            Self::AreaPer100Households(area) => {
                write!(to, "the {} area", area.kind.in_lang(en))?;
                if let Some(function) = area.function {
                    write!(to, " for {}", function.in_lang(en))?;
                }
                write!(to, " is at least {} for every 100 households", area.least.in_lang(en))
            }
            Self::ResidentShare(share) => {
                write!(to, "residents have at least {} of the floor area for activities", share.in_lang(en))
            }
            Self::OfficeShare => to.write_str("report the share of the floor area that offices take"),
            Self::WeeklyMinutes(minutes) => write!(to, "open at least {}", minutes.in_lang(en)),
            Self::ClosureNotice(1) => to.write_str("announce a closure a day before it begins"),
            Self::ClosureNotice(days) => write!(to, "announce a closure {days} days before it begins"),
            Self::NotVolunteersAlone => to.write_str("have no volunteers by themselves in a service or class"),
            Self::AtTimes(asked) => {
                let AtTimes { cell, weekdays, opens, closes, season } = *asked;
                let (cell, days) = (cell.in_lang(en), DayNames(weekdays));
                write!(to, "offer {cell}, {} from {opens} to {closes}", days.in_lang(en))?;
                season.map_or(Ok(()), |season| write!(to, ", in this part of the year: {}", season.in_lang(en)))
            }
            Self::Reach(reach) => {
                write!(to, "no farther from {}, as the crow flies, than {}", reach.place(en), reach.within.in_lang(en))
            }
            Self::Features(count) => write!(to, "features declared: at least {count}"),
            Self::DistinctFeatures => to.write_str("no feature that another community declares too"),
            Self::DistrictTiers(tiers) => write!(to, "the district has centers of these tiers: {}", tiers.in_lang(en)),
            Self::CommunityTiers(tiers) => {
                write!(to, "every community has centers of these tiers: {}", tiers.in_lang(en))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{AgeGroup, Cell, ServiceKind, Set};

    const GATE: &str = "东门";
    const WALK: Within = Within::Walk { minutes: 10, meters_per_minute: 60 };

    fn gate(within: Within) -> Reach {
        let to = serde_json::json!({ "datum": "gcj-02", "latitude": 34.63, "longitude": 112.45 });
        Reach { to: serde_json::from_value(to).unwrap(), name: GATE.parse().ok(), within }
    }

    #[test]
    fn how_far_is_told_in_meters_and_how_they_come_about() {
        let far = |within| Ask::Reach(gate(within)).in_lang(Lang::En).to_string();
        assert_eq!(far(Within::Meters(600)), format!("no farther from {GATE}, as the crow flies, than 600 m"));
        assert_eq!(
            far(WALK),
            format!("no farther from {GATE}, as the crow flies, than 600 m (10 minutes on foot, 60 m a minute)")
        );
        let near = far(Within::Walk { minutes: 1, meters_per_minute: 60 });
        assert!(near.ends_with("than 60 m (1 minute on foot, 60 m a minute)"), "{near}");
    }

    #[test]
    fn a_notice_of_one_day_is_said_so_in_english() {
        let said = |days| Ask::ClosureNotice(days).in_lang(Lang::En).to_string();
        let expected = ["announce a closure a day before it begins", "announce a closure 7 days before it begins"];
        assert_eq!([1, 7].map(said), expected);
    }

    #[test]
    fn what_is_asked_reads_as_a_chinese_sentence() {
        let standard = Name::fixed("4+N");
        let core = Choice::Kinds(Set::of(&[ServiceKind::Clinic]));
        let at_times = Ask::AtTimes(AtTimes {
            cell: Cell::new(ServiceFunction::Education, AgeGroup::Young),
            weekdays: serde_json::from_str(r#"["mon", "tue", "wed", "thu", "fri"]"#).unwrap(),
            opens: "16:00".parse().unwrap(),
            closes: "18:00".parse().unwrap(),
            season: Some(crate::vocab::Season::SchoolTerm),
        });
        let chosen = |from| Ask::Chosen(Chosen { standard: standard.clone(), core, from, at_least: 2 });
        let cells = [AgeGroup::Old, AgeGroup::Young].map(|group| Cell::new(ServiceFunction::Health, group));
        for (ask, expected) in [
            (Ask::Groups(GroupSet::all()), "服务对象包括少、青壮、老"),
            (Ask::Cells(Set::of(&cells)), "覆盖“卫生健康·少”、“卫生健康·老”"),
            (Ask::AnyOf { of: core, at_least: 1 }, "从健康问诊中至少提供 1 项"),
            (chosen(KindSet::EMPTY), "4+N的自选服务：至少提供 2 项"),
            (chosen(Set::of(&[ServiceKind::Nursery])), "4+N的自选服务：从婴幼儿托育中至少提供 2 项"),
            (Ask::WeeklyMinutes(WeeklyMinutes::hours(42)), "每周开放不少于42小时"),
            (Ask::ClosureNotice(7), "停止开放提前 7 日公示"),
            (Ask::NotVolunteersAlone, "服务和班次不能只有志愿者在岗"),
            (at_times, "学期周一至周五 16:00–18:00 有“教育·少”服务"),
            (Ask::Reach(gate(Within::Meters(600))), "与东门的直线距离不超过 600 米"),
            (Ask::Reach(gate(WALK)), "与东门的直线距离不超过 600 米（步行 10 分钟，每分钟 60 米）"),
        ] {
            assert_eq!(ask.in_lang(Lang::Zh).to_string(), expected);
        }
        let half = WeeklyMinutes::new(2130).map(Ask::WeeklyMinutes);
        let half = half.map(|ask| ask.in_lang(Lang::Zh).to_string());
        assert_eq!(half.as_deref(), Some("每周开放不少于35小时30分"));
    }
}
