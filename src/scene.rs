//! The smallest centers that show what a demand comes to.

use uuid::Uuid;

use crate::field::{Field, List, SetDraft};
use crate::policy::{Ask, Choice, Chosen, Communities, CommunityFacts, MinimumArea, PerHouseholds, Place, Reach};
use crate::records::{
    AreaDraft, AudienceDraft, CenterDraft, ClosureDraft, FeatureDraft, LocationDraft, ServiceDraft, SessionDraft,
    SiteDraft, SpaceDraft,
};
use crate::vocab::{
    AreaKind, CenterId, CommunityId, Count, Date, DeliveryRole, DeliveryRoleSet, FunctionSet, GroupSet, Key, KindSet,
    Latitude, Longitude, Name, ServiceFunction, ServiceKind, Set, SquareMeters, TimeOfDay, Weekday, WeekdaySet,
    WeeklyMinutes,
};

/// Half the circumference of the sphere on which distances are measured, in meters: nothing is farther.
pub(crate) const FARTHEST: u32 = 20_015_114;
/// The same in thousandths of a meter, and in ten-millionths of a degree.
const FARTHEST_EXACTLY: i64 = 20_015_114_442;
const HALF_A_TURN: i64 = 1_800_000_000;
const QUARTER_TURN: i64 = HALF_A_TURN / 2;
/// Ids that stand for no real record.
const CENTER: Uuid = Uuid::from_u128(0x00000000_0000_4000_8000_00000000c001);
const COMMUNITY: Uuid = Uuid::from_u128(0x00000000_0000_4000_8000_00000000c002);
/// Of more features, no center is built.
const MOST_FEATURES: u32 = 100;
/// The floor area of which a share is shown: of 100 m², a hundredth of a percent is a hundredth of a square meter.
const WHOLE: SquareMeters = SquareMeters::whole(100);

/// A center, and what has to be known of communities to judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scene {
    pub(crate) center: CenterDraft,
    pub(crate) communities: Communities,
}

impl Scene {
    /// The emptiest center for what is asked: everything is listed, and as little is there as can be. `None` where no center
    /// shows it.
    pub(crate) fn emptiest(ask: &Ask, place: &Place) -> Option<Self> {
        match ask {
            Ask::Functions(_) | Ask::Groups(_) | Ask::Cells(_) | Ask::AtTimes(_) | Ask::Core { .. } => {
                Some(Self::bare(place))
            }
            Ask::Reach(reach) => Some(Self::bare(place).at_distance(reach, FARTHEST)),
            Ask::ClosureNotice(_) => Self::bare(place).closed_with_notice(-1),
            Ask::NotVolunteersAlone => Some(Self::bare(place).left_to_volunteers()),
            other => Self::exactly(&other.topic(), place),
        }
    }

    /// The fullest center: it offers every kind of service to everyone.
    pub(crate) fn fullest(place: &Place) -> Self {
        let mut scene = Self::bare(place).offering_kinds(KindSet::all().iter());
        if let Field::Given(services) = &mut scene.center.services {
            for service in services.items.iter_mut() {
                if let Field::Given(service) = service {
                    let groups = GroupSet::all().into();
                    service.audience = Field::Given(AudienceDraft { groups, ..AudienceDraft::default() });
                }
            }
        }
        scene
    }

    /// The smallest center that does all of one thing that is asked, and not all of another on the same topic. `None` where
    /// there is none.
    pub(crate) fn apart(met: &Ask, violated: &Ask, place: &Place) -> Option<Self> {
        if met.topic() != violated.topic() {
            return None;
        }
        // Of an area for households no center alone shows that there is too little: its community may have others.
        let is_less = match (met, violated) {
            (Ask::FunctionsAtLeast { at_least: has, .. }, Ask::FunctionsAtLeast { at_least: wants, .. })
            | (Ask::AnyOf { at_least: has, .. }, Ask::AnyOf { at_least: wants, .. })
            | (Ask::Features(has), Ask::Features(wants)) => has < wants,
            (Ask::Area(has), Ask::Area(wants)) => enough(has) < enough(wants),
            (Ask::ResidentShare(has), Ask::ResidentShare(wants)) => has < wants,
            (Ask::WeeklyMinutes(has), Ask::WeeklyMinutes(wants)) => has < wants,
            (Ask::ClosureNotice(has), Ask::ClosureNotice(wants)) => has < wants,
            (Ask::Reach(has), Ask::Reach(wants)) => has.within.meters().min(FARTHEST) > wants.within.meters(),
            (Ask::Chosen(has), Ask::Chosen(wants)) => return Self::chosen_apart(has, wants, place),
            _ => false,
        };
        if is_less { Self::exactly(met, place) } else { None }
    }

    /// The smallest center that has as much as is asked, and no more. `None` where there is none, or none that can be shown.
    fn exactly(ask: &Ask, place: &Place) -> Option<Self> {
        let bare = Self::bare(place);
        match ask {
            Ask::FunctionsAtLeast { scheme, at_least } => bare.offering(Choice::all_of(*scheme), *at_least),
            Ask::AnyOf { of, at_least } => bare.offering(*of, *at_least),
            Ask::Chosen(chosen) => {
                let kinds = chosen.eligible();
                (kinds.len() >= chosen.at_least as usize)
                    .then(|| bare.offering_kinds(kinds.iter().take(chosen.at_least as usize)))
            }
            Ask::Area(area) => Some(bare.measuring([(area.kind, enough(area))])),
            Ask::AreaPer100Households(area) => Some(bare.for_100_households(area, place)),
            Ask::ResidentShare(share) => {
                let active = SquareMeters::from_hundredths(share.hundredths().into())?;
                Some(bare.measuring([(AreaKind::Floor, WHOLE), (AreaKind::Activity, active)]))
            }
            Ask::WeeklyMinutes(minutes) => bare.open_for(*minutes),
            Ask::ClosureNotice(days) => bare.closed_with_notice(i32::try_from(*days).ok()?),
            Ask::Reach(reach) => Some(bare.at_distance(reach, reach.within.meters())),
            Ask::Features(count) => bare.known_for(*count),
            _ => None,
        }
    }

    /// As many kinds as one authority wants, and fewer than another wants, by which some of them may not count.
    fn chosen_apart(has: &Chosen, wants: &Chosen, place: &Place) -> Option<Self> {
        let (mine, theirs) = (has.eligible(), wants.eligible());
        let (only_mine, shared) = (mine.without(theirs), mine.and(theirs));
        let kinds: Vec<ServiceKind> = only_mine.iter().chain(shared.iter()).take(has.at_least as usize).collect();
        let counted = kinds.iter().filter(|kind| theirs.contains(**kind)).count();
        let shows = kinds.len() == has.at_least as usize && counted < wants.at_least as usize;
        shows.then(|| Self::bare(place).offering_kinds(kinds.into_iter()))
    }

    /// A center at a place that lists everything, and of which nothing is there.
    pub(crate) fn bare(place: &Place) -> Self {
        let center = CenterDraft {
            id: CenterId::try_from(CENTER).map_or(Field::Missing, Field::Given),
            name: Field::Given(Name::fixed("示例中心")),
            tier: place.tier.map_or(Field::Missing, Field::Given),
            community: place.community.map_or(Field::Missing, Field::Given),
            serves: nothing(),
            areas: nothing(),
            sites: nothing(),
            spaces: nothing(),
            services: nothing(),
            hours: nothing(),
            closures: nothing(),
            features: nothing(),
            ..CenterDraft::default()
        };
        Self { center, communities: Communities::default() }
    }

    /// With services that are so many of a choice.
    fn offering(mut self, of: Choice, count: u32) -> Option<Self> {
        let services: Vec<ServiceDraft> =
            of.singles().into_iter().filter_map(service_of).take(count as usize).collect();
        let enough = services.len() == count as usize;
        self.center.services = services.into();
        enough.then_some(self)
    }

    fn offering_kinds(mut self, kinds: impl Iterator<Item = ServiceKind>) -> Self {
        let services: Vec<ServiceDraft> = kinds.filter(|kind| *kind != ServiceKind::Other).map(service).collect();
        self.center.services = services.into();
        self
    }

    fn measuring<const N: usize>(mut self, areas: [(AreaKind, SquareMeters); N]) -> Self {
        self.center.areas = areas.map(area).to_vec().into();
        self
    }

    /// In a community of 100 households, with so large an area for them.
    fn for_100_households(mut self, asked: &PerHouseholds, place: &Place) -> Self {
        if let Some(id) = place.community.or_else(|| CommunityId::try_from(COMMUNITY).ok()) {
            self.center.community = Field::Given(id);
            let facts = CommunityFacts {
                id,
                divisions: place.divisions.clone(),
                setting: place.setting,
                households: Count::new(100),
                nth: None,
            };
            self.communities = [facts].into_iter().collect();
        }
        let Some(function) = asked.function else { return self.measuring([(asked.kind, asked.least)]) };
        let room = Key::fixed("room");
        let service = ServiceDraft { spaces: vec![room.clone()].into(), ..service_for(function) };
        let space = SpaceDraft {
            key: Field::Given(room),
            name: Field::Given(Name::fixed("示例用房")),
            areas: vec![area((asked.kind, asked.least))].into(),
            ..SpaceDraft::default()
        };
        self.center.services = vec![service].into();
        self.center.spaces = vec![space].into();
        self
    }

    /// Open from midnight on as many days as it takes.
    fn open_for(mut self, minutes: WeeklyMinutes) -> Option<Self> {
        let day = TimeOfDay::END.minutes();
        let (whole_days, rest) = (usize::from(minutes.get() / day), minutes.get() % day);
        let session = |weekdays: WeekdaySet, closes: TimeOfDay| SessionDraft {
            weekdays: Field::Given(SetDraft::from(weekdays)),
            opens: Field::Given(TimeOfDay::START),
            closes: Field::Given(closes),
            ..SessionDraft::default()
        };
        let mut hours = Vec::new();
        if whole_days > 0 {
            hours.push(session(Weekday::ALL.iter().copied().take(whole_days).collect(), TimeOfDay::END));
        }
        if rest > 0 {
            hours.push(session(Set::of(&[*Weekday::ALL.get(whole_days)?]), TimeOfDay::from_minutes(rest)?));
        }
        self.center.hours = hours.into();
        Some(self)
    }

    /// Closed for a day that was announced so many days before.
    fn closed_with_notice(mut self, days: i32) -> Option<Self> {
        let begins = Date::new(2024, 6, 1)?;
        let announced = begins.plus_days(days.checked_neg()?)?;
        let closure = ClosureDraft {
            begins: Field::Given(begins),
            announced: Field::Given(announced),
            ..ClosureDraft::default()
        };
        self.center.closures = vec![closure].into();
        Some(self)
    }

    /// With a service that volunteers deliver, and nobody else.
    fn left_to_volunteers(mut self) -> Self {
        let delivered_by = DeliveryRoleSet::of(&[DeliveryRole::Volunteer]).into();
        self.center.services = vec![ServiceDraft { delivered_by, ..service(ServiceKind::DayCare) }].into();
        self
    }

    /// With one site, so far from the point.
    fn at_distance(mut self, reach: &Reach, meters: u32) -> Self {
        let (latitude, longitude) = along_the_meridian(reach, meters);
        let location = LocationDraft {
            datum: Field::Given(reach.to.datum),
            latitude: latitude.map_or(Field::Missing, Field::Given),
            longitude: longitude.map_or(Field::Missing, Field::Given),
            ..LocationDraft::default()
        };
        let site = SiteDraft {
            key: Field::Given(Key::fixed("site")),
            location: Field::Given(location),
            ..SiteDraft::default()
        };
        self.center.sites = vec![site].into();
        self
    }

    fn known_for(mut self, count: u32) -> Option<Self> {
        if count > MOST_FEATURES {
            return None;
        }
        let feature = |nth: u32| FeatureDraft {
            name: Field::from_text(&format!("示例特色 {nth}")),
            ..FeatureDraft::default()
        };
        self.center.features = (1..=count).map(feature).collect::<Vec<_>>().into();
        Some(self)
    }
}

fn nothing<T>() -> Field<List<T>> {
    Vec::new().into()
}

/// How large it has to be for nothing to be missed, not even what is only advised.
fn enough(area: &MinimumArea) -> SquareMeters {
    area.advised.unwrap_or(area.least).max(area.least)
}

fn area((kind, amount): (AreaKind, SquareMeters)) -> AreaDraft {
    AreaDraft { kind: Field::Given(kind), square_meters: Field::Given(amount), ..AreaDraft::default() }
}

fn service(kind: ServiceKind) -> ServiceDraft {
    ServiceDraft {
        key: Field::Given(Key::fixed(kind.as_str())),
        name: Field::Given(Name::fixed(kind.label_zh())),
        kind: Field::Given(kind),
        ..ServiceDraft::default()
    }
}

fn service_for(function: ServiceFunction) -> ServiceDraft {
    ServiceDraft {
        key: Field::Given(Key::fixed(function.as_str())),
        name: Field::Given(Name::fixed(function.label_zh())),
        functions: FunctionSet::of(&[function]).into(),
        ..ServiceDraft::default()
    }
}

/// A service that is one of a choice and no other one of its scheme; `None` for [`ServiceKind::Other`], which counts as none.
fn service_of(single: Choice) -> Option<ServiceDraft> {
    let kind = |is: &dyn Fn(ServiceKind) -> bool| ServiceKind::ALL.iter().copied().find(|kind| is(*kind)).map(service);
    match single {
        Choice::Six(set) => set.iter().next().map(service_for),
        Choice::Rural(set) => kind(&|kind| kind.rural_functions() == set),
        Choice::Embedded(set) => kind(&|kind| kind.embedded_functions() == set),
        Choice::Kinds(set) => kind(&|kind| kind != ServiceKind::Other && set.contains(kind)),
    }
}

/// How many of a choice a center can offer.
pub(crate) fn most_of(of: Choice) -> usize {
    match of {
        Choice::Kinds(kinds) => kinds.without(Set::of(&[ServiceKind::Other])).len(),
        other => other.len(),
    }
}

/// The point so far from another one, southward, and past the pole if it takes that.
fn along_the_meridian(reach: &Reach, meters: u32) -> (Option<Latitude>, Option<Longitude>) {
    let arc = if meters >= FARTHEST {
        HALF_A_TURN
    } else {
        (i128::from(meters) * 1_000 * i128::from(HALF_A_TURN) / i128::from(FARTHEST_EXACTLY)) as i64
    };
    let south = i64::from(reach.to.latitude.ten_millionths()) - arc;
    let east = i64::from(reach.to.longitude.ten_millionths());
    let (latitude, longitude) = if south >= -QUARTER_TURN {
        (south, east)
    } else {
        (-HALF_A_TURN - south, if east > 0 { east - HALF_A_TURN } else { east + HALF_A_TURN })
    };
    let units = |angle: i64| i32::try_from(angle).ok();
    (units(latitude).and_then(Latitude::from_ten_millionths), units(longitude).and_then(Longitude::from_ten_millionths))
}
