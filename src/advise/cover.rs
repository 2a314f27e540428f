//! The smallest set of services that meets what is asked of services.
//!
//! What services offer is a set of bits, and everything that is asked of it comes to one form: at least so many of these bits.
//! A further service only adds bits, so that the more services there are, the more is met.

use super::apply::service_of;
use crate::offer::Offer;
use crate::policy::{Ask, Choice};
use crate::vocab::{
    AgeBoundaries, AgeGroup, Cell, EmbeddedFunction, KindSet, Member, RuralFunction, ServiceFunction, ServiceKind, Set,
};

/// What services offer: a bit for each function, group, cell and kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offered(u128);

/// Where the bits of each vocabulary begin.
const FUNCTIONS: u32 = 0;
const GROUPS: u32 = FUNCTIONS + ServiceFunction::ALL.len() as u32;
const CELLS: u32 = GROUPS + AgeGroup::ALL.len() as u32;
const RURAL: u32 = CELLS + Cell::ALL.len() as u32;
const EMBEDDED: u32 = RURAL + RuralFunction::ALL.len() as u32;
const KINDS: u32 = EMBEDDED + EmbeddedFunction::ALL.len() as u32;
/// The bits of all kinds, which come last.
const ALL_KINDS: u128 = u128::MAX << KINDS;
const _: () = assert!(KINDS + ServiceKind::ALL.len() as u32 <= u128::BITS, "there is a bit for every word");

fn bits<W: Member>(words: Set<W>, from: u32) -> u128 {
    words.iter().fold(0, |bits, word| bits | 1_u128.checked_shl(from + word.index()).unwrap_or(0))
}

impl Offered {
    pub(crate) fn of(offer: &Offer) -> Self {
        Self(
            bits(offer.functions, FUNCTIONS)
                | bits(offer.groups, GROUPS)
                | bits(offer.cells, CELLS)
                | bits(offer.rural, RURAL)
                | bits(offer.embedded, EMBEDDED)
                | bits(offer.kinds, KINDS),
        )
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The bits that are wanted and not there yet.
    fn lacks(self, wanted: u128) -> u128 {
        wanted & !self.0
    }
}

/// Something that is asked of services: at least so many of these bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    of: u128,
    at_least: u32,
}

impl Need {
    /// What is asked, if it is services that meet it.
    pub(crate) fn of(ask: &Ask) -> Option<Self> {
        let each = |of: u128| Self { of, at_least: of.count_ones() };
        Some(match ask {
            Ask::Functions(functions) => each(bits(*functions, FUNCTIONS)),
            Ask::Groups(groups) => each(bits(*groups, GROUPS)),
            Ask::Cells(cells) => each(bits(*cells, CELLS)),
            // Somebody has to offer it before times can be added to it.
            Ask::AtTimes(times) => each(bits(Set::of(&[times.cell]), CELLS)),
            Ask::Core { of, .. } => each(bits_of(*of)),
            Ask::Chosen(chosen) => Self { of: bits(chosen.eligible(), KINDS), at_least: chosen.at_least },
            Ask::FunctionsAtLeast { scheme, at_least } => {
                Self { of: bits_of(Choice::all_of(*scheme)), at_least: *at_least }
            }
            Ask::AnyOf { of, at_least } => Self { of: bits_of(*of), at_least: *at_least },
            _ => return None,
        })
    }

    pub(crate) fn is_met_by(self, offered: Offered) -> bool {
        self.deficit(offered) == 0
    }

    /// How many bits are still missing.
    fn deficit(self, offered: Offered) -> u32 {
        self.at_least.saturating_sub((self.of & offered.0).count_ones())
    }
}

fn bits_of(choice: Choice) -> u128 {
    match choice {
        Choice::Six(functions) => bits(functions, FUNCTIONS),
        Choice::Rural(functions) => bits(functions, RURAL),
        Choice::Embedded(functions) => bits(functions, EMBEDDED),
        Choice::Kinds(kinds) => bits(kinds, KINDS),
    }
}

/// What one more service of a kind offers.
fn offer_of(kind: ServiceKind) -> Offer {
    // It names its groups, so that no age divides anything.
    Offer::of_draft(&service_of(kind), AgeBoundaries::LEGAL)
}

/// A kind of service that can be added, and what it brings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    kind: ServiceKind,
    brings: Offered,
}

/// Every kind that can be advised. [`ServiceKind::Other`] is none: nobody would know what to add.
pub(crate) fn candidates() -> Vec<Candidate> {
    let named = ServiceKind::ALL.iter().filter(|kind| **kind != ServiceKind::Other);
    named.map(|kind| Candidate { kind: *kind, brings: Offered::of(&offer_of(*kind)) }).collect()
}

/// A set of kinds with which all needs are met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cover {
    /// In the order of the vocabulary.
    pub(crate) kinds: Vec<ServiceKind>,
    /// Whether it is known that no smaller set would do.
    pub(crate) is_proved_minimal: bool,
}

/// How many needs the search may look at, time and again, before it settles for what is good enough: a second or so.
pub(crate) const PATIENCE: usize = 2_000_000;

/// The smallest set of kinds that meets the needs besides what is offered, and of several the first in the order of the
/// vocabulary. Needs that no kinds can meet are left aside.
pub(crate) fn smallest(offered: Offered, needs: &[Need], patience: usize) -> Cover {
    let candidates = candidates();
    let all = candidates.iter().fold(offered, |all, candidate| all.and(candidate.brings));
    let mut needs: Vec<Need> = needs.iter().copied().filter(|need| need.is_met_by(all)).collect();
    needs.sort_unstable();
    needs.dedup();
    let mut search = Search { needs: &needs, patience };
    let greedy = search.greedy(offered, &candidates);
    let Ok(size) = search.least_size(offered, &candidates, greedy.len()) else {
        return Cover { kinds: greedy, is_proved_minimal: false };
    };
    let kinds = search.first_of_size(size, offered, &candidates);
    // Of the right size it is minimal, even where there was no time to find the first.
    let is_proved_minimal = kinds.is_ok() || greedy.len() == size;
    Cover { kinds: kinds.unwrap_or(greedy), is_proved_minimal }
}

/// The search took too long.
#[derive(Debug)]
struct GaveUp;

struct Search<'n> {
    needs: &'n [Need],
    patience: usize,
}

impl Search<'_> {
    fn is_done(&self, offered: Offered) -> bool {
        self.needs.iter().all(|need| need.is_met_by(offered))
    }

    fn open(&self, offered: Offered) -> impl Iterator<Item = Need> {
        self.needs.iter().copied().filter(move |need| !need.is_met_by(offered))
    }

    /// How much of what is still needed a candidate brings.
    fn use_of(&self, candidate: &Candidate, offered: Offered) -> u32 {
        let gain = |need: Need| (offered.lacks(need.of) & candidate.brings.0).count_ones().min(need.deficit(offered));
        self.open(offered).map(gain).sum()
    }

    /// The candidate of the greatest use, the first of several.
    fn most_useful<'c>(&self, from: impl Iterator<Item = &'c Candidate>, offered: Offered) -> Option<&'c Candidate> {
        // Of equals `max_by_key` takes the last.
        from.map(|candidate| (self.use_of(candidate, offered), candidate))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, candidate)| candidate)
    }

    /// A cover that is mostly small: always the most useful kind next, and at the end without those that turned out needless.
    fn greedy(&self, offered: Offered, candidates: &[Candidate]) -> Vec<ServiceKind> {
        let mut chosen: Vec<Candidate> = Vec::new();
        let with = |chosen: &[Candidate]| chosen.iter().fold(offered, |all, candidate| all.and(candidate.brings));
        while !self.is_done(with(&chosen)) {
            let rest = candidates.iter().filter(|next| chosen.iter().all(|candidate| candidate.kind != next.kind));
            let Some(next) = self.most_useful(rest, with(&chosen)) else { break };
            chosen.push(*next);
        }
        for next in candidates {
            let without: Vec<Candidate> =
                chosen.iter().copied().filter(|candidate| candidate.kind != next.kind).collect();
            if self.is_done(with(&without)) {
                chosen = without;
            }
        }
        let mut kinds: Vec<ServiceKind> = chosen.into_iter().map(|candidate| candidate.kind).collect();
        kinds.sort_unstable();
        kinds
    }

    /// The size of the smallest cover, where one of size `most` is known.
    fn least_size(&mut self, offered: Offered, candidates: &[Candidate], most: usize) -> Result<usize, GaveUp> {
        let mut size = self.bound(offered, candidates).unwrap_or(most);
        while size < most && !self.can_do(offered, candidates, size)? {
            size += 1;
        }
        Ok(size)
    }

    /// The first cover of a size for which there is one.
    fn first_of_size(
        &mut self,
        size: usize,
        mut offered: Offered,
        mut candidates: &[Candidate],
    ) -> Result<Vec<ServiceKind>, GaveUp> {
        let mut kinds = Vec::new();
        while let Some((first, rest)) = candidates.split_first().filter(|_| kinds.len() < size) {
            let with = offered.and(first.brings);
            if self.can_do(with, rest, size - kinds.len() - 1)? {
                kinds.push(first.kind);
                offered = with;
            }
            candidates = rest;
        }
        Ok(kinds)
    }

    /// Whether so many of the candidates, or fewer, meet everything.
    fn can_do(&mut self, offered: Offered, from: &[Candidate], most: usize) -> Result<bool, GaveUp> {
        self.patience = self.patience.checked_sub(self.needs.len()).ok_or(GaveUp)?;
        match self.bound(offered, from) {
            Some(0) => return Ok(true),
            Some(least) if least <= most => {}
            _ => return Ok(false),
        }
        let helps = |need: Need| from.iter().filter(move |next| next.brings.0 & offered.lacks(need.of) != 0);
        let narrowest = self.open(offered).min_by_key(|need| helps(*need).count());
        let Some(next) = narrowest.and_then(|need| self.most_useful(helps(need), offered)) else { return Ok(false) };
        let rest: Vec<Candidate> = from.iter().copied().filter(|other| other.kind != next.kind).collect();
        if self.can_do(offered.and(next.brings), &rest, most - 1)? {
            return Ok(true);
        }
        // Whoever has one that it can stand in for could have had it instead.
        let rest: Vec<Candidate> = rest.into_iter().filter(|other| !self.stands_in(next, other, offered)).collect();
        self.can_do(offered, &rest, most)
    }

    /// Whether one candidate does for every need what another does.
    fn stands_in(&self, one: &Candidate, for_other: &Candidate, offered: Offered) -> bool {
        self.open(offered).all(|need| {
            let lacks = offered.lacks(need.of);
            let (ours, theirs) = (one.brings.0 & lacks, for_other.brings.0 & lacks);
            // Each kind is only itself, and where kinds are counted one counts as much as another.
            theirs & !ours & !ALL_KINDS == 0 && (theirs & ALL_KINDS).count_ones() <= (ours & ALL_KINDS).count_ones()
        })
    }

    /// So many of the candidates are needed at the least; `None` where all of them are too few.
    fn bound(&self, offered: Offered, from: &[Candidate]) -> Option<usize> {
        let mut open: Vec<(KindSet, usize)> = Vec::new();
        for need in self.open(offered) {
            let gain = |candidate: &Candidate| (candidate.brings.0 & offered.lacks(need.of)).count_ones();
            let helpers = from.iter().filter(|candidate| gain(candidate) > 0).map(|candidate| candidate.kind).collect();
            open.push((helpers, fewest(from.iter().map(gain), need.deficit(offered))?));
        }
        // Needs that no one candidate serves together add up.
        open.sort_unstable_by_key(|(helpers, _)| helpers.len());
        let mut spoken_for = KindSet::EMPTY;
        let mut apart = 0;
        for (helpers, least) in open {
            if !helpers.meets(spoken_for) {
                apart += least;
                spoken_for = spoken_for.or(helpers);
            }
        }
        let deficits = self.open(offered).map(|need| need.deficit(offered)).sum();
        let together = fewest(from.iter().map(|candidate| self.use_of(candidate, offered)), deficits)?;
        Some(apart.max(together))
    }
}

/// How many of the gains, the greatest first, it takes to make up for a deficit.
fn fewest(gains: impl Iterator<Item = u32>, deficit: u32) -> Option<usize> {
    let mut gains: Vec<u32> = gains.collect();
    gains.sort_unstable_by_key(|gain| std::cmp::Reverse(*gain));
    let mut left = deficit;
    let taken = gains.iter().take_while(|gain| {
        let is_open = left > 0;
        left = left.saturating_sub(**gain);
        is_open
    });
    let taken = taken.count();
    (left == 0).then_some(taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use crate::policy::Chosen;
    use crate::vocab::{CellSet, FunctionSet, GroupSet, Name, Scheme, Word};

    const NOTHING: Offered = Offered(0);

    fn name() -> Name {
        Name::from_text("k+N").unwrap()
    }

    fn cover_of(asks: &[Ask]) -> Cover {
        let needs: Vec<Need> = asks.iter().flat_map(Ask::singles).filter_map(|ask| Need::of(&ask)).collect();
        smallest(NOTHING, &needs, PATIENCE)
    }

    fn kinds_for(asks: &[Ask]) -> Vec<ServiceKind> {
        let cover = cover_of(asks);
        assert!(cover.is_proved_minimal);
        cover.kinds
    }

    #[test]
    fn one_kind_that_counts_as_two_functions_is_taken_for_both() {
        let both = FunctionSet::of(&[ServiceFunction::Culture, ServiceFunction::Sports]);
        assert_eq!(kinds_for(&[Ask::Functions(both)]), [ServiceKind::CultureSportsEvent]);
    }

    #[test]
    fn the_six_functions_take_five_services_and_no_fewer() {
        // Elderly care, health and government each take one of their own. Culture goes with education or with sports.
        let six = kinds_for(&[Ask::Functions(FunctionSet::all())]);
        assert_eq!(
            six,
            [
                ServiceKind::AfterSchoolCare,
                ServiceKind::DayCare,
                ServiceKind::Clinic,
                ServiceKind::GovernmentDesk,
                ServiceKind::CultureSportsEvent,
            ]
        );
    }

    #[test]
    fn any_service_serves_all_groups_and_the_first_of_the_vocabulary_is_taken() {
        assert_eq!(kinds_for(&[Ask::Groups(GroupSet::all())]), [ServiceKind::ALL[0]]);
    }

    #[test]
    fn chosen_services_are_kinds_outside_the_core_each_counted_once() {
        let chosen = |core, from: &[ServiceKind], at_least| {
            Ask::Chosen(Chosen { standard: name(), core, from: Set::of(from), at_least })
        };
        // Of the first six kinds only after-school care, summer care and communal dining lie outside the seven.
        let seven = Choice::all_of(Scheme::SevenPlusN);
        assert_eq!(
            kinds_for(&[chosen(seven, &[], 3)]),
            [ServiceKind::AfterSchoolCare, ServiceKind::SummerCare, ServiceKind::CommunalDining]
        );
        let core = Choice::Kinds(Set::of(&[ServiceKind::Clinic]));
        let from = [ServiceKind::Clinic, ServiceKind::Nursery];
        assert_eq!(kinds_for(&[chosen(core, &from, 1)]), [ServiceKind::Nursery]);
        // There is one to choose, not two: nothing helps, and nothing is taken.
        assert_eq!(kinds_for(&[chosen(core, &from, 2)]), []);
    }

    #[test]
    fn kinds_that_are_asked_for_themselves_are_not_replaced_by_better_ones() {
        let core = Choice::Kinds(Set::of(&[ServiceKind::Handicrafts]));
        let sports = Ask::Functions(FunctionSet::of(&[ServiceFunction::Sports, ServiceFunction::Culture]));
        let asks = [Ask::Core { standard: name(), of: core }, sports];
        assert_eq!(kinds_for(&asks), [ServiceKind::Handicrafts, ServiceKind::ParentChildSports]);
    }

    #[test]
    fn a_kind_that_counts_itself_is_not_given_up_for_one_that_does_the_same_otherwise() {
        use ServiceKind::*;

        let one_of = |kinds: [ServiceKind; 6]| Ask::AnyOf { of: Choice::Kinds(Set::of(&kinds)), at_least: 1 };
        // Games are worth as much as a sports ground at first, and come before it. But only the ground and services for
        // visitors make two.
        let asks = [
            Ask::Functions(FunctionSet::of(&[ServiceFunction::Sports])),
            one_of([SportsGround, AfterSchoolCare, SummerCare, Nursery, DayCare, ElderlyCare]),
            one_of([
                SportsGround,
                TraditionalMedicine,
                GovernmentDesk,
                RetirementRecertification,
                ReadingRoom,
                Handicrafts,
            ]),
            one_of([ParentChildSports, TourismServices, MusicTraining, ArtsActivity, CivilizationPractice, Playground]),
            one_of([
                ParentChildSports,
                TourismServices,
                SkillsTraining,
                RuralServices,
                HouseholdServices,
                LiveCommerce,
            ]),
            one_of([TourismServices, Clinic, PictureBookReading, CommunalDining, LiveCommerce, MusicTraining]),
        ];
        assert_eq!(kinds_for(&asks), [SportsGround, TourismServices]);
    }

    #[test]
    fn a_kind_without_a_word_is_never_taken() {
        let other = Choice::Kinds(Set::of(&[ServiceKind::Other]));
        assert_eq!(kinds_for(&[Ask::AnyOf { of: other, at_least: 1 }]), []);
        let all = Choice::Kinds(KindSet::all());
        assert_eq!(kinds_for(&[Ask::AnyOf { of: all, at_least: 27 }]).len(), 27);
        assert_eq!(kinds_for(&[Ask::AnyOf { of: all, at_least: 28 }]), []);
    }

    #[test]
    fn what_is_offered_already_is_not_added_again() {
        let clinic = Offered::of(&offer_of(ServiceKind::Clinic));
        let needs: Vec<Need> = Ask::Functions(FunctionSet::all()).singles().iter().filter_map(Need::of).collect();
        let cover = smallest(clinic, &needs, PATIENCE);
        assert_eq!(cover.kinds.len(), 4);
        assert!(!cover.kinds.contains(&ServiceKind::Clinic));
    }

    #[test]
    fn out_of_patience_the_needs_are_met_and_nothing_is_claimed() {
        // Seven take seven, among which are the six: the greedy choice begins with two functions at once, and ends with eight.
        let seven = Ask::Core { standard: name(), of: Choice::all_of(Scheme::SevenPlusN) };
        let asks = [Ask::Functions(FunctionSet::all()), seven];
        let needs: Vec<Need> = asks.iter().flat_map(Ask::singles).filter_map(|ask| Need::of(&ask)).collect();
        assert_eq!(kinds_for(&asks).len(), 7);
        let cover = smallest(NOTHING, &needs, 0);
        assert_eq!((cover.kinds.len(), cover.is_proved_minimal), (8, false));
        assert!(needs.iter().all(|need| need.is_met_by(brought_by(&cover.kinds))));
    }

    fn brought_by(kinds: &[ServiceKind]) -> Offered {
        kinds.iter().fold(NOTHING, |all, kind| all.and(Offered::of(&offer_of(*kind))))
    }

    fn some<W: Member>() -> impl Strategy<Value = Set<W>> {
        subsequence(W::ALL, 0..=W::ALL.len().min(5)).prop_map(|words| Set::of(&words))
    }

    fn choice() -> impl Strategy<Value = Choice> {
        prop_oneof![
            some().prop_map(Choice::Six),
            some().prop_map(Choice::Rural),
            some().prop_map(Choice::Embedded),
            some().prop_map(Choice::Kinds),
        ]
    }

    fn ask() -> impl Strategy<Value = Ask> {
        prop_oneof![
            some().prop_map(Ask::Functions),
            some().prop_map(Ask::Groups),
            some::<Cell>().prop_map(|cells: CellSet| Ask::Cells(cells)),
            choice().prop_map(|of| Ask::Core { standard: name(), of }),
            (choice(), some(), 0_u32..4).prop_map(|(core, from, at_least)| Ask::Chosen(Chosen {
                standard: name(),
                core,
                from,
                at_least
            })),
            (select(Scheme::ALL), 0_u32..6).prop_map(|(scheme, at_least)| Ask::FunctionsAtLeast { scheme, at_least }),
            (choice(), 0_u32..4).prop_map(|(of, at_least)| Ask::AnyOf { of, at_least }),
        ]
    }

    /// The first set of kinds of this size that meets the needs, by trying all.
    fn first_by_trying(size: usize, needs: &[Need], offered: Offered, from: &[Candidate]) -> Option<Vec<ServiceKind>> {
        if size == 0 {
            return needs.iter().all(|need| need.is_met_by(offered)).then(Vec::new);
        }
        (0..from.len()).find_map(|place| {
            let next = &from[place];
            let mut rest = first_by_trying(size - 1, needs, offered.and(next.brings), &from[place + 1..])?;
            rest.insert(0, next.kind);
            Some(rest)
        })
    }

    proptest! {
        #[test]
        fn trying_every_set_finds_none_that_is_smaller_or_comes_first(
            asks in prop::collection::vec(ask(), 0..4), there in some::<ServiceKind>(),
        ) {
            let offered = brought_by(&there.iter().filter(|kind| *kind != ServiceKind::Other).collect::<Vec<_>>());
            let candidates = candidates();
            let all = candidates.iter().fold(offered, |all, candidate| all.and(candidate.brings));
            let needs: Vec<Need> = asks.iter().flat_map(Ask::singles).filter_map(|ask| Need::of(&ask)).collect();
            let cover = smallest(offered, &needs, PATIENCE);
            prop_assert!(cover.is_proved_minimal);
            let possible: Vec<Need> = needs.iter().copied().filter(|need| need.is_met_by(all)).collect();
            let met_with = |kinds: &[ServiceKind]| possible.iter().all(|need| need.is_met_by(offered.and(brought_by(kinds))));
            prop_assert!(met_with(&cover.kinds));
            for size in 0..cover.kinds.len().min(5) {
                prop_assert_eq!(first_by_trying(size, &possible, offered, &candidates), None);
            }
            if cover.kinds.len() < 5 {
                let first = first_by_trying(cover.kinds.len(), &possible, offered, &candidates);
                prop_assert_eq!(first, Some(cover.kinds));
            }
        }
    }
}
