//! What services amount to: the functions, groups and cells that they prove, added up.

use crate::field::Field;
use crate::records::{Ages, Audience, AudienceDraft, Service, ServiceDraft};
use crate::vocab::{
    AgeBoundaries, AgeRange, Cell, CellSet, EmbeddedFunctionSet, FunctionSet, GroupSet, KindSet, RuralFunctionSet,
    ServiceKind,
};

/// What one service, or all services of a center together, are known to offer, and where that is not all.
///
/// Adding offers up in any order gives the same result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// The functions that are fulfilled.
    pub functions: FunctionSet,
    /// The age groups that are served.
    pub groups: GroupSet,
    /// The functions that are fulfilled for a group.
    pub cells: CellSet,
    /// The functions that are fulfilled for a group, or may be: those of a service that does not say for whom it is for any group,
    /// and those for a group of a service that does not say what it fulfills.
    pub possible: CellSet,
    /// The functions of the embedded-facility guideline that are fulfilled.
    pub embedded: EmbeddedFunctionSet,
    /// The functions of 7+N that are fulfilled.
    pub rural: RuralFunctionSet,
    /// The kinds of service that are offered; [`ServiceKind::Other`] is none.
    pub kinds: KindSet,
    /// Whether some service may fulfill further functions, because the source does not say or is not understood.
    pub functions_open: bool,
    /// Whether some service may serve further groups.
    pub groups_open: bool,
    /// Whether some service may be of a further kind, and so fulfill further functions of the schemes that count kinds,
    /// because its kind is not known.
    pub kinds_open: bool,
}

impl Offer {
    /// What a service offers, as far as its draft tells.
    ///
    /// Its functions are those that the record states, or else those of its kind. Its groups are those that the record
    /// states, or else every group that its ages meet: a class for 14- to 35-year-olds serves the young and those
    /// between. An empty list states nothing: it is taken for one that nobody filled in.
    #[must_use]
    pub fn of_draft(service: &ServiceDraft, boundaries: AgeBoundaries) -> Self {
        let stated = match &service.functions {
            Field::Missing => None,
            Field::Malformed(_) => Some(Known { what: FunctionSet::EMPTY, open: true }),
            Field::Given(stated) => said(stated.words, stated.is_whole()),
        };
        let groups = match &service.audience {
            Field::Given(audience) => groups_of_draft(audience, boundaries),
            Field::Missing | Field::Malformed(_) => Known { what: GroupSet::EMPTY, open: true },
        };
        Self::new(service.kind.given().copied(), stated, groups)
    }

    /// What a checked service offers, told the same way as [`Offer::of_draft`].
    #[must_use]
    pub fn of(service: &Service, boundaries: AgeBoundaries) -> Self {
        let stated = service.functions().and_then(|functions| said(*functions, true));
        let groups = groups_of(service.audience(), boundaries);
        Self::new(service.kind().copied(), stated, groups)
    }

    fn new(kind: Option<ServiceKind>, stated: Option<Known<FunctionSet>>, groups: Known<GroupSet>) -> Self {
        let kind = kind.filter(|kind| *kind != ServiceKind::Other);
        let functions = stated
            .unwrap_or(Known { what: kind.map_or(FunctionSet::EMPTY, ServiceKind::functions), open: kind.is_none() });
        let cells = Cell::product(functions.what, groups.what);
        let possible = match (functions.open, groups.open) {
            (false, false) => cells,
            (true, false) => Cell::product(FunctionSet::all(), groups.what),
            (false, true) => Cell::product(functions.what, GroupSet::all()),
            (true, true) => CellSet::all(),
        };
        Self {
            functions: functions.what,
            groups: groups.what,
            cells,
            possible,
            embedded: kind.map_or(EmbeddedFunctionSet::EMPTY, ServiceKind::embedded_functions),
            rural: kind.map_or(RuralFunctionSet::EMPTY, ServiceKind::rural_functions),
            kinds: kind.into_iter().collect(),
            functions_open: functions.open,
            groups_open: groups.open,
            kinds_open: kind.is_none(),
        }
    }

    /// What two offers are together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            functions: self.functions.or(other.functions),
            groups: self.groups.or(other.groups),
            cells: self.cells.or(other.cells),
            possible: self.possible.or(other.possible),
            embedded: self.embedded.or(other.embedded),
            rural: self.rural.or(other.rural),
            kinds: self.kinds.or(other.kinds),
            functions_open: self.functions_open || other.functions_open,
            groups_open: self.groups_open || other.groups_open,
            kinds_open: self.kinds_open || other.kinds_open,
        }
    }
}

/// What is known of something, and whether there may be more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known<T> {
    pub(crate) what: T,
    pub(crate) open: bool,
}

/// The groups that an audience is meant for.
pub(crate) fn groups_of(audience: Option<&Audience>, boundaries: AgeBoundaries) -> Known<GroupSet> {
    audience.map_or(Known { what: GroupSet::EMPTY, open: true }, |audience| {
        let ranges = audience.ages().iter().filter_map(Ages::range);
        meant_for(audience.groups().map(|groups| (*groups, true)), ranges, false, boundaries)
    })
}

/// The same, as far as the draft of an audience tells.
pub(crate) fn groups_of_draft(audience: &AudienceDraft, boundaries: AgeBoundaries) -> Known<GroupSet> {
    let ages = audience.ages.given();
    let ages_open = !audience.ages.is_missing()
        && ages.is_none_or(|ages| {
            ages.omitted > 0 || ages.items.iter().any(|ages| ages.given().is_none_or(|ages| ages.range().is_none()))
        });
    let ranges = audience.ages.items().filter_map(|(_, ages)| ages.range());
    let stated = match &audience.groups {
        Field::Missing => None,
        Field::Malformed(_) => Some((GroupSet::EMPTY, false)),
        Field::Given(stated) => Some((stated.words, stated.is_whole())),
    };
    meant_for(stated, ranges, ages_open, boundaries)
}

/// The functions that a record states; an empty list that is whole states none, as one that nobody filled in.
fn said(functions: FunctionSet, whole: bool) -> Option<Known<FunctionSet>> {
    (!functions.is_empty() || !whole).then_some(Known { what: functions, open: !whole })
}

/// The groups that a record states, and whether it states them whole; or else those that its ages reach. Where it states
/// neither, or only empty lists, it does not say whom a service is for.
fn meant_for(
    stated: Option<(GroupSet, bool)>,
    ranges: impl Iterator<Item = AgeRange>,
    ages_open: bool,
    boundaries: AgeBoundaries,
) -> Known<GroupSet> {
    match stated {
        Some((groups, whole)) if !groups.is_empty() || !whole => Known { what: groups, open: !whole },
        _ => {
            let reached = ranges.fold(GroupSet::EMPTY, |all, range| all.or(boundaries.groups_meeting(range)));
            Known { what: reached, open: ages_open || reached.is_empty() }
        }
    }
}
