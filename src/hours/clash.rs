//! What is on at the same time as something else: one implementation for whatever cannot be on twice.

use std::cmp::Reverse;

use crate::vocab::{Answer, Season, TimeOfDay, Weekday};

use super::classes::{Classes, Kinds};
use super::latest::Latest;
use super::proof::{Proof, SURE, index_of, possible};
use super::slot::Slot;
use super::when::When;

/// Up to this many slots, comparing every two costs less than sweeping over them.
pub(crate) const FEW: usize = 16;

/// Whether the times and days of any two of a few sessions tell at once that they are never on together.
pub(crate) fn all_plainly_apart(sessions: impl Iterator<Item = When> + Clone) -> bool {
    let mut rest = sessions;
    while let Some(session) = rest.next() {
        if rest.clone().any(|other| !session.is_plainly_apart_from(&other)) {
            return false;
        }
    }
    true
}

/// Whether no two of a few slots may clash. Nothing is allocated; the time grows with the square of their number.
pub(crate) fn all_apart(slots: impl Iterator<Item = Slot> + Clone) -> bool {
    let mut rest = slots;
    while let Some(slot) = rest.next() {
        if rest.clone().any(|other| slot.clashes_with(&other) != Answer::No) {
            return false;
        }
    }
    true
}

/// Tells every slot that clashes with one that is before it, together with that one and `Yes`; and every other slot that may
/// clash with one that is before it, together with that one and `CannotSay`.
///
/// Slots are put in order of their beginning, then end, then place. Of several that a slot clashes with, the one is told
/// that ends last, and of those the last in order. No clash is left out, however many there are: the time is proportional to
/// n log n. (It is multiplied by 7 weekdays and by the ways of clashing that occur, at most 67: two or three, where the
/// slots are alike in what they say of holidays and seasons.) For a few slots nothing is allocated.
pub(crate) fn clashes(slots: &mut [Slot], tell: impl FnMut(&Slot, &Slot, Answer)) {
    slots.sort_unstable_by_key(|slot| (slot.opens, slot.closes, slot.place));
    if slots.len() <= FEW { compare(slots, tell) } else { sweep(slots, tell) }
}

/// Compares every two slots that are in order.
fn compare(slots: &[Slot], mut tell: impl FnMut(&Slot, &Slot, Answer)) {
    for (nth, slot) in slots.iter().enumerate() {
        let clashes = slots.iter().take(nth).enumerate().filter_map(|(order, other)| {
            let answer = slot.clashes_with(other);
            (answer != Answer::No).then_some((answer == Answer::Yes, other.closes, order, other))
        });
        if let Some((is_sure, _, _, other)) =
            clashes.max_by_key(|(is_sure, closes, order, _)| (*is_sure, *closes, *order))
        {
            tell(slot, other, if is_sure { Answer::Yes } else { Answer::CannotSay });
        }
    }
}

/// Goes over the slots in order, once for every way of clashing, and asks for each which of those before it that clash in this
/// way, and share a day with it, ends last.
fn sweep(slots: &[Slot], mut tell: impl FnMut(&Slot, &Slot, Answer)) {
    let mut sweep = Sweep::over(slots);
    let surely = sweep.look(SURE.into_iter(), Classes::surely);
    for (wanted, found) in sweep.wanted.iter_mut().zip(&surely) {
        if *found > Mark::NONE {
            *wanted = Mark::NONE;
        }
    }
    let perhaps = sweep.look(possible(), Classes::perhaps);
    for ((slot, surely), perhaps) in slots.iter().zip(surely).zip(perhaps) {
        if let Some(other) = surely.slot(slots) {
            tell(slot, other, Answer::Yes);
        } else if let Some(other) = perhaps.slot(slots) {
            tell(slot, other, Answer::CannotSay);
        }
    }
}

/// When a slot ends, and which it is: the later it ends, and then the later it is in order, the greater. 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark(u64);

impl Mark {
    const NONE: Self = Self(0);

    /// Bits for the order of the slots, counted from 1. Above them is the time.
    const ORDER: u32 = 48;

    fn of(nth: usize, slot: &Slot) -> Self {
        Self(u64::from(slot.closes.minutes()) << Self::ORDER | (nth as u64 + 1))
    }

    fn is_after(self, time: TimeOfDay) -> bool {
        self.0 >> Self::ORDER > u64::from(time.minutes())
    }

    fn slot(self, slots: &[Slot]) -> Option<&Slot> {
        let order = self.0 & ((1 << Self::ORDER) - 1);
        slots.get(usize::try_from(order).ok()?.checked_sub(1)?)
    }
}

struct Sweep<'s> {
    slots: &'s [Slot],
    /// For each slot the mark of that one before it which ends last, if it is on when the slot begins: none can be found that
    /// is after it.
    wanted: Vec<Mark>,
    /// The first days of the slots, each once, in order. Two periods that meet have one of them in common, the later beginning
    /// of the two.
    beginnings: Vec<i32>,
    /// The place of the first day of each slot among them.
    begins: Vec<usize>,
    on: Latest,
}

impl<'s> Sweep<'s> {
    fn over(slots: &'s [Slot]) -> Self {
        let mut beginnings: Vec<i32> = slots.iter().map(|slot| slot.first).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        let begins = slots.iter().map(|slot| beginnings.partition_point(|day| *day < slot.first)).collect();
        let mut latest = Mark::NONE;
        let wanted = slots.iter().enumerate().map(|(nth, slot)| {
            let wanted = if latest.is_after(slot.opens) { latest } else { Mark::NONE };
            latest = latest.max(Mark::of(nth, slot));
            wanted
        });
        Self { slots, wanted: wanted.collect(), begins, on: Latest::new(beginnings.len()), beginnings }
    }

    /// For each slot the mark of that one before it which ends last, of those that one of the proofs is good for.
    fn look(
        &mut self,
        proofs: impl Iterator<Item = Proof> + Clone,
        kinds: impl Fn(&Classes, Weekday) -> Kinds,
    ) -> Vec<Mark> {
        let mut found = vec![Mark::NONE; self.slots.len()];
        for weekday in Weekday::ALL.iter().copied() {
            let sort = |slot: &Slot| Sort::of(kinds(&slot.classes, weekday), slot.classes.season());
            let sorts: Vec<Sort> = self.slots.iter().map(sort).collect();
            for way in self.ways(proofs.clone(), weekday, &sorts, &kinds) {
                self.go(weekday, &sorts, &way, false, &mut found);
                if way.of_known_kind {
                    self.go(weekday, &sorts, &way, true, &mut found);
                }
            }
        }
        found
    }

    /// What the proofs amount to for slots of these sorts: ways that make each of the others needless, and none of which does so
    /// to another.
    fn ways(
        &self,
        proofs: impl Iterator<Item = Proof>,
        weekday: Weekday,
        sorts: &[Sort],
        kinds: impl Fn(&Classes, Weekday) -> Kinds,
    ) -> Vec<Way> {
        let mut seen = Sorts::default();
        let examples = self.slots.iter().zip(sorts).filter(|(_, sort)| seen.insert(**sort));
        let examples: Vec<_> = examples.map(|(slot, sort)| (slot.classes, *sort)).collect();
        let any_of_known_kind = self.slots.iter().any(|slot| slot.of_known_kind);
        let mut ways = Vec::new();
        for proof in proofs.filter(|proof| any_of_known_kind || !proof.of_known_kind) {
            let mut way = Way { sorts: Sorts::default(), days: proof.days, of_known_kind: proof.of_known_kind };
            for (classes, sort) in &examples {
                if proof.fits(weekday, kinds(classes, weekday), classes.season()) {
                    way.sorts.insert(*sort);
                }
            }
            ways.push((way.of_known_kind, way.days, Reverse(way.sorts.len()), way));
        }
        ways.sort_by_key(|(of_known_kind, days, sorts, _)| (*of_known_kind, *days, *sorts));
        let mut needed: Vec<Way> = Vec::new();
        for (_, _, Reverse(sorts), way) in ways {
            if sorts > 0 && !needed.iter().any(|other| other.makes_needless(&way)) {
                needed.push(way);
            }
        }
        needed
    }

    /// Goes once over the slots that clash in one way, as far as there is something to find. If one of two has to be of a known
    /// kind, it is the later one in order the first time, and the earlier one the other time.
    fn go(&mut self, weekday: Weekday, sorts: &[Sort], way: &Way, swap: bool, found: &mut [Mark]) {
        let asked = sorts.iter().zip(&self.wanted).zip(&*found);
        let Some(last) =
            asked.into_iter().rposition(|((sort, wanted), found)| found < wanted && way.sorts.contain(*sort))
        else {
            return;
        };
        self.on.clear();
        let slots = self.slots.iter().zip(sorts).zip(self.begins.iter().zip(&self.wanted)).zip(found).take(last + 1);
        for (nth, (((slot, sort), (begins, wanted)), found)) in slots.enumerate() {
            if !way.sorts.contain(*sort) {
                continue;
            }
            let Some(last) = slot.last_to_begin(weekday, way.days) else { continue };
            let ends = self.beginnings.partition_point(|day| *day <= last).saturating_sub(1);
            let known = slot.of_known_kind || !way.of_known_kind;
            if *found < *wanted && (known || swap) {
                let mark = Mark(self.on.latest(*begins, ends));
                if mark.is_after(slot.opens) {
                    *found = mark.max(*found);
                }
            }
            if known || !swap {
                self.on.put(*begins, ends, Mark::of(nth, slot).0);
            }
        }
    }
}

/// All that matters of a slot on one weekday: of which kinds a day has to be, and the season.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sort(u16);

impl Sort {
    /// A set of kinds is a number below 256, and a season one below 6.
    const COUNT: usize = 256 * 6;

    fn of(kinds: Kinds, season: Option<Season>) -> Self {
        Self(u16::from(kinds.index()) | u16::from(index_of(season)) << 8)
    }

    /// Its word in a set of sorts, and its bit.
    fn place(self) -> (usize, u64) {
        (usize::from(self.0 / 64), 1 << (self.0 % 64))
    }
}

/// A set of sorts.
#[derive(Clone, Copy, Default)]
struct Sorts([u64; Sort::COUNT / 64]);

impl Sorts {
    /// Adds a sort, and says whether it was not there before.
    fn insert(&mut self, sort: Sort) -> bool {
        let is_new = !self.contain(sort);
        let (place, bit) = sort.place();
        if let Some(word) = self.0.get_mut(place) {
            *word |= bit;
        }
        is_new
    }

    fn contain(&self, sort: Sort) -> bool {
        let (place, bit) = sort.place();
        self.0.get(place).is_some_and(|word| word & bit != 0)
    }

    fn contain_all(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| theirs & !mine == 0)
    }

    fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// A way of clashing: any two slots of these sorts do that have so many days of the weekday in common.
#[derive(Clone, Copy)]
struct Way {
    sorts: Sorts,
    days: i32,
    /// Whether one of the two has to be on one day whose kind is known.
    of_known_kind: bool,
}

impl Way {
    /// Whether all that clash in the other way clash in this one.
    fn makes_needless(&self, other: &Self) -> bool {
        !self.of_known_kind && self.days <= other.days && self.sorts.contain_all(&other.sorts)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use chrono::NaiveDate;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::hours::When;
    use crate::vocab::{Date, DayKind, DayRule, WeekdaySet};

    fn date(number: i32) -> Date {
        NaiveDate::from_num_days_from_ce_opt(number).unwrap().try_into().unwrap()
    }

    fn time(minutes: u16) -> TimeOfDay {
        TimeOfDay::from_minutes(minutes).unwrap()
    }

    /// Times that often touch, and often begin or end together.
    fn times() -> impl Strategy<Value = (TimeOfDay, TimeOfDay)> {
        (0_u16..9, 1_u16..4).prop_map(|(opens, half_hours)| (time(opens * 30), time((opens + half_hours) * 30)))
    }

    /// Periods of a day, of some days, of some weeks, of years, without a beginning, without an end.
    fn period() -> impl Strategy<Value = (Option<i32>, Option<i32>)> {
        // 2023-06-01.
        let from = 738_672..738_672 + 60;
        let days = prop_oneof![Just(0), 0..10, 0..60, 350..450];
        (
            from,
            days,
            select(&[(true, true), (true, true), (true, true), (true, false), (false, true), (false, false)][..]),
        )
            .prop_map(|(from, days, (begins, ends))| (begins.then_some(from), ends.then_some(from + days)))
    }

    fn weekdays() -> impl Strategy<Value = WeekdaySet> {
        let all = Weekday::ALL.iter().copied();
        prop_oneof![
            Just(all.clone().take(5).collect()),
            Just(all.clone().skip(5).collect()),
            Just(all.collect()),
            select(Weekday::ALL).prop_map(|day| WeekdaySet::of(&[day])),
            proptest::collection::vec(select(Weekday::ALL), 1..5).prop_map(|days| days.into_iter().collect()),
        ]
    }

    fn when() -> impl Strategy<Value = When> {
        let rules = || option::of(select(DayRule::ALL));
        let season = option::weighted(0.3, select(Season::ALL));
        (weekdays(), times(), period(), rules(), rules(), season).prop_map(
            |(weekdays, (opens, closes), (from, until), public_holidays, make_up_workdays, season)| {
                let (valid_from, valid_until) = (from.map(date), until.map(date));
                When { weekdays, opens, closes, public_holidays, make_up_workdays, season, valid_from, valid_until }
            },
        )
    }

    fn weekly() -> impl Strategy<Value = Slot> {
        when().prop_map(|when| Slot::of(0, &when))
    }

    fn dated() -> impl Strategy<Value = Slot> {
        let kind = option::of(select(DayKind::ALL));
        (738_672..738_672 + 60, kind, times())
            .prop_map(|(day, kind, (opens, closes))| Slot::on(0, date(day), kind, opens, closes).unwrap())
    }

    fn slots(size: Range<usize>) -> impl Strategy<Value = Vec<Slot>> {
        let mixed = prop_oneof![3 => weekly(), 1 => dated()];
        let place =
            |slots: Vec<Slot>| slots.into_iter().enumerate().map(|(place, slot)| Slot { place, ..slot }).collect();
        prop_oneof![
            proptest::collection::vec(weekly(), size.clone()),
            proptest::collection::vec(mixed, size.clone()),
            // All alike in what they say of holidays and seasons, so that periods decide.
            (proptest::collection::vec(weekly(), size), weekly()).prop_map(|(slots, like)| {
                slots.into_iter().map(|slot| Slot { classes: like.classes, ..slot }).collect()
            }),
        ]
        .prop_map(place)
    }

    type Told = Vec<(usize, usize, Answer)>;

    fn told(slots: &[Slot], by: impl Fn(&[Slot], &mut dyn FnMut(&Slot, &Slot, Answer))) -> Told {
        let mut told = Vec::new();
        by(slots, &mut |slot, other, answer| told.push((slot.place, other.place, answer)));
        told
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn a_sweep_tells_what_comparing_every_two_tells(mut slots in slots(0..60)) {
            slots.sort_unstable_by_key(|slot| (slot.opens, slot.closes, slot.place));
            let swept = told(&slots, |slots, tell| sweep(slots, tell));
            prop_assert_eq!(&swept, &told(&slots, |slots, tell| compare(slots, tell)));

            // And that is every slot that clashes with one before it, and of the others every one that may.
            let mut expected = Vec::new();
            for (nth, slot) in slots.iter().enumerate() {
                let answers: Vec<_> = slots.iter().take(nth).map(|other| other.clashes_with(slot)).collect();
                let answer = [Answer::Yes, Answer::CannotSay].into_iter().find(|answer| answers.contains(answer));
                expected.extend(answer.map(|answer| (slot.place, answer)));
            }
            prop_assert_eq!(swept.iter().map(|(place, _, answer)| (*place, *answer)).collect::<Vec<_>>(), expected);
            prop_assert_eq!(all_apart(slots.iter().copied()), swept.is_empty());
        }

        #[test]
        fn sessions_that_are_plainly_apart_never_clash(first in when(), second in when()) {
            if first.is_plainly_apart_from(&second) {
                prop_assert_eq!(Slot::of(0, &first).clashes_with(&Slot::of(1, &second)), Answer::No);
                prop_assert!(second.is_plainly_apart_from(&first));
            }
        }

        #[test]
        fn what_is_told_does_not_depend_on_the_order_of_a_list(
            (mut slots, mut shuffled) in slots(0..40).prop_flat_map(|slots| (Just(slots.clone()), Just(slots).prop_shuffle())),
        ) {
            let told = |slots: &mut [Slot]| {
                let mut told = Vec::new();
                clashes(slots, |slot, other, answer| told.push((slot.place, other.place, answer)));
                told
            };
            prop_assert_eq!(told(&mut slots), told(&mut shuffled));
        }
    }

    /// From some minute to midnight on every day of a period that lies within that of the one before.
    fn nested(nth: u16, of: u16) -> Slot {
        let when = When {
            weekdays: WeekdaySet::all(),
            opens: time(nth % 1_440),
            closes: TimeOfDay::END,
            public_holidays: None,
            make_up_workdays: None,
            season: None,
            valid_from: Some(date(738_672 - i32::from(of - nth))),
            valid_until: Some(date(738_672 + i32::from(of - nth) + 30)),
        };
        Slot::of(nth.into(), &when)
    }

    #[test]
    fn of_very_many_slots_every_clash_is_told() {
        const MANY: u16 = 50_000;
        let count = |slot: &dyn Fn(u16) -> Slot| {
            let mut slots: Vec<_> = (0..MANY).map(slot).collect();
            let mut count = 0;
            clashes(&mut slots, |_, _, answer| count += u16::from(answer == Answer::Yes));
            count
        };
        let first = nested(0, 1);
        assert_eq!(count(&|nth| Slot { place: nth.into(), ..first }), MANY - 1);
        assert_eq!(count(&|nth| nested(nth, MANY)), MANY - 1);
        let minute = |nth, slot: Slot| Slot { opens: time(nth % 1_440), closes: time(nth % 1_440 + 1), ..slot };
        assert_eq!(count(&|nth| minute(nth, first)), MANY - 1_440);
        let day = |nth| 738_672 + i32::from(nth / 1_440);
        assert_eq!(count(&|nth| minute(nth, Slot { first: day(nth), last: day(nth), ..first })), 0);
    }
}
