//! What services amount to: the functions, groups and cells that they prove, added up.

use crate::records::{Ages, Service, ServiceDraft};
use crate::vocab::{AgeBoundaries, AgeRange, Cell, CellSet, EmbeddedFunctionSet, FunctionSet, GroupSet, ServiceKind};

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
    /// The functions of the embedded-facility guideline that are fulfilled.
    pub embedded: EmbeddedFunctionSet,
    /// Whether some service may fulfil further functions, because the source does not say or is not understood.
    pub functions_open: bool,
    /// Whether some service may serve further groups.
    pub groups_open: bool,
    /// Whether some service may fulfil further functions of the guideline, because its kind is not known.
    pub embedded_open: bool,
}

impl Offer {
    /// What a service offers, as far as its draft tells.
    ///
    /// Its functions are those that the record states, or else those of its kind. Its groups are those that the record
    /// states, or else every group that its ages meet: a class for 14- to 35-year-olds serves the young and those
    /// between.
    #[must_use]
    pub fn of_draft(service: &ServiceDraft, boundaries: AgeBoundaries) -> Self {
        let stated = match service.functions.given() {
            Some(stated) => Some(Known { what: stated.words, open: !stated.is_whole() }),
            None if service.functions.is_missing() => None,
            None => Some(Known { what: FunctionSet::EMPTY, open: true }),
        };
        let groups = service.audience.given().map_or(Known { what: GroupSet::EMPTY, open: true }, |audience| {
            let ages = audience.ages.given();
            let ages_open = ages.is_some_and(|ages| ages.omitted > 0 || ages.given().count() < ages.items.len())
                || audience.ages.items().any(|(_, ages)| ages.range().is_none());
            match audience.groups.given() {
                Some(stated) => Known { what: stated.words, open: !stated.is_whole() },
                None => {
                    let ranges = audience.ages.items().filter_map(|(_, ages)| ages.range());
                    let reached = reached_groups(ranges, boundaries);
                    Known { what: reached, open: !audience.groups.is_missing() || ages.is_none() || ages_open }
                }
            }
        });
        Self::new(service.kind.given().copied(), stated, groups)
    }

    /// What a checked service offers, told the same way as [`Offer::of_draft`].
    #[must_use]
    pub fn of(service: &Service, boundaries: AgeBoundaries) -> Self {
        let stated = service.functions().map(|functions| Known { what: *functions, open: false });
        let groups = service.audience().map_or(Known { what: GroupSet::EMPTY, open: true }, |audience| {
            let reached = reached_groups(audience.ages().iter().filter_map(Ages::range), boundaries);
            match audience.groups() {
                Some(stated) => Known { what: *stated, open: false },
                None => Known { what: reached, open: reached.is_empty() },
            }
        });
        Self::new(service.kind().copied(), stated, groups)
    }

    fn new(kind: Option<ServiceKind>, stated: Option<Known<FunctionSet>>, groups: Known<GroupSet>) -> Self {
        let kind = kind.filter(|kind| *kind != ServiceKind::Other);
        let functions = stated
            .unwrap_or(Known { what: kind.map_or(FunctionSet::EMPTY, ServiceKind::functions), open: kind.is_none() });
        Self {
            functions: functions.what,
            groups: groups.what,
            cells: Cell::product(functions.what, groups.what),
            embedded: kind.map_or(EmbeddedFunctionSet::EMPTY, ServiceKind::embedded_functions),
            functions_open: functions.open,
            groups_open: groups.open,
            embedded_open: kind.is_none(),
        }
    }

    /// What two offers are together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            functions: self.functions.or(other.functions),
            groups: self.groups.or(other.groups),
            cells: self.cells.or(other.cells),
            embedded: self.embedded.or(other.embedded),
            functions_open: self.functions_open || other.functions_open,
            groups_open: self.groups_open || other.groups_open,
            embedded_open: self.embedded_open || other.embedded_open,
        }
    }
}

/// What is known of something, and whether there may be more.
#[derive(Clone, Copy)]
struct Known<T> {
    what: T,
    open: bool,
}

fn reached_groups(ranges: impl Iterator<Item = AgeRange>, boundaries: AgeBoundaries) -> GroupSet {
    ranges.fold(GroupSet::EMPTY, |groups, range| groups.or(boundaries.groups_meeting(range)))
}
