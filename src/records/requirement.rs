use super::site::Location;
use crate::record::record;
use crate::vocab::{
    Age, AreaKind, Cell, CellSet, Count, EmbeddedFunctionSet, FunctionSet, GroupSet, KindSet, Name, Percent,
    RuralFunctionSet, Scheme, Season, ServiceFunction, SquareMeters, Strength, Text, TierSet, TimeOfDay, WeekdaySet,
    WeeklyMinutes,
};

record! {
    /// Something that a layer of policy asks for (要求), with how strongly and why.
    ///
    /// Each field from [`functions`](Self::functions) on is one demand. A requirement makes at least one; one that makes
    /// several makes each with the same strength, clause and reason.
    pub struct Requirement, RequirementDraft, RequirementField {
        /// How strongly it is asked; `must` where the layer does not say.
        optional strength: Strength,
        /// Where in the layer's document it stands.
        optional clause: Text,
        /// Why; needed where a higher layer asks for more.
        optional reason: Text,
        /// Where the three age groups divide. A definition: strength does not matter.
        optional age_boundaries: GroupBoundaries,
        /// Functions that must each be offered.
        optional functions: FunctionSet,
        /// Age groups that must each be served.
        optional groups: GroupSet,
        /// Pairs of a function and an age group that must each be served.
        optional cells: CellSet,
        /// A standard of the form k+N: k required services and at least N chosen ones.
        optional k_plus_n: KPlusN,
        /// So many different functions.
        optional functions_at_least: FunctionCount,
        /// At least so many of a set.
        optional any_of: AnyOf,
        /// A least area of one kind.
        optional area: AreaMinimum,
        /// A least area for every 100 households.
        optional area_per_100_households: AreaPerHouseholds,
        /// The least share of the floor area that residents have for their activities.
        optional resident_share: Percent,
        /// Whether the share of the floor area that offices take is to be reported. No threshold is known.
        optional report_office_share: bool,
        /// A pair of a function and an age group that is served at certain times.
        optional at_times: TimedCell,
        /// How long the center is open each week, at least.
        optional weekly_minutes: WeeklyMinutes,
        /// How many days before it closes for some time the center tells people so, at least.
        optional closure_notice_days: Count,
        /// Whether no volunteers may be by themselves in a class or a service.
        optional no_volunteers_alone: bool,
        /// How near the center is to a point, at most.
        optional reach: Reach,
        /// How many features (特色) the center, or its community's policy, declares at least.
        optional features: Count,
        /// Whether the features must differ from those of the other communities of the district.
        optional distinct_features: bool,
        /// Tiers of which the district must have at least one center each.
        optional district_tiers: TierSet,
        /// Tiers of which every community must have at least one center each.
        optional community_tiers: TierSet,
    }
}

record! {
    /// A function for an age group at certain times of every week (定时服务): on ordinary days, some service is on in each minute.
    pub struct TimedCell, TimedCellDraft, TimedCellField {
        /// The function and the age group.
        required cell: Cell,
        /// On which days of the week.
        required weekdays: WeekdaySet,
        /// From when.
        required opens: TimeOfDay,
        /// Until when, on the same day.
        required closes: TimeOfDay,
        /// In which part of the year; without it, all year.
        optional season: Season,
    }
}

record! {
    /// Where the three age groups divide (年龄分界).
    pub struct GroupBoundaries, GroupBoundariesDraft, GroupBoundariesField {
        /// The least age of the middle group.
        required middle_from: Age,
        /// The least age of the old group.
        required old_from: Age,
    }
}

record! {
    /// A standard of the form k+N (k 项基本、N 项特色), such as 4+N and 7+N.
    ///
    /// The four of Luolong's 4+N are not known to any source, so that whoever uses it has to name them.
    pub struct KPlusN, KPlusNDraft, KPlusNField {
        /// What the standard is called.
        required name: Name,
        /// The k, each of which is required.
        required core: ServiceChoice,
        /// How many are chosen besides, at least.
        required at_least: Count,
        /// The kinds that they are chosen from; without them, any kind that is not of the core.
        optional chosen_from: KindSet,
    }
}

record! {
    /// Some services, named by one scheme (一组服务): exactly one of the fields is given, and it is not empty.
    pub struct ServiceChoice, ServiceChoiceDraft, ServiceChoiceField {
        /// Of the six functions.
        optional functions: FunctionSet,
        /// Of the seven functions of the rural centers.
        optional rural_functions: RuralFunctionSet,
        /// Of the functions of the embedded-facility guideline.
        optional embedded_functions: EmbeddedFunctionSet,
        /// Kinds of service, by their names.
        optional kinds: KindSet,
    }
}

record! {
    /// So many different functions, counted by one scheme.
    pub struct FunctionCount, FunctionCountDraft, FunctionCountField {
        /// The scheme that counts.
        required scheme: Scheme,
        /// How many.
        required at_least: Count,
    }
}

record! {
    /// At least so many of some services.
    pub struct AnyOf, AnyOfDraft, AnyOfField {
        /// The services.
        required of: ServiceChoice,
        /// How many of them.
        required at_least: Count,
    }
}

record! {
    /// A least area of one kind.
    pub struct AreaMinimum, AreaMinimumDraft, AreaMinimumField {
        /// What is measured.
        required kind: AreaKind,
        /// How large it must be.
        required least: SquareMeters,
        /// How large it had better be; not below the least.
        optional advised: SquareMeters,
    }
}

record! {
    /// A least area for every 100 households (百户面积) of the communities that a center serves.
    pub struct AreaPerHouseholds, AreaPerHouseholdsDraft, AreaPerHouseholdsField {
        /// What is measured.
        required kind: AreaKind,
        /// Which spaces: those where services of this function are offered. Without it, the whole center.
        optional function: ServiceFunction,
        /// How large it must be for every 100 households.
        required least: SquareMeters,
    }
}

record! {
    /// How near a center has to be to a point (服务半径), along the great circle.
    ///
    /// Either in meters, or in minutes of walking at a stated speed. A way on foot is never shorter than the great
    /// circle, and mostly longer.
    pub struct Reach, ReachDraft, ReachField {
        /// What lies there.
        optional name: Name,
        /// The point.
        required to: Location,
        /// The greatest distance in meters.
        optional meters: Count,
        /// The greatest number of minutes on foot.
        optional minutes: Count,
        /// How many meters somebody walks in a minute; needed with `minutes`.
        optional meters_per_minute: Count,
    }
}
