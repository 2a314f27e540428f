//! Who or what is wanted in two places at the same time.

use crate::calendar::Calendar;
use crate::finding::Fact;
use crate::hours::{FEW, Slot, When, clashes};
use crate::path::{Path, Pointer};
use crate::records::CenterDraft;
use crate::rule::{Breach, PLACES, Probe};
use crate::rules::classes::{Class, Time, can_be_read, classes};
use crate::vocab::Answer;

/// So many times of classes are compared in one record; of more, nobody could say what is wrong with them.
pub(crate) const MOST: usize = 200_000;

/// What may take that which is taken only once: a space, or somebody's time.
#[derive(Debug)]
pub(crate) struct Bookings<'d> {
    times: Vec<Booked<'d>>,
    slots: Vec<Slot>,
    /// The places of what could not be read, of which the first are enough.
    pub(crate) unread: Vec<Pointer>,
    /// How many more comparisons may be made one by one.
    patience: usize,
}

/// A few classes of which no two are ever on at the same time, as their times and days tell at once: whatever they take, nobody is
/// in the way of another. That is what most centers have, and it costs no allocation to see.
#[derive(Debug)]
pub(crate) struct Apart<'d> {
    classes: [Option<Class<'d>>; FEW],
}

impl<'d> Apart<'d> {
    /// The classes of a center, if that can be told of them.
    pub(crate) fn of(center: &'d CenterDraft) -> Option<Self> {
        let mut apart = Self { classes: [None; FEW] };
        let mut times: [Option<(usize, When)>; FEW] = [None; FEW];
        let mut free = times.iter_mut();
        let lists = [center.people.items().count(), center.spaces.items().count()];
        if lists.into_iter().any(|length| length > MANY) || !can_be_read(&center.activities) {
            return None;
        }
        for (nth, class) in classes(center).enumerate() {
            *apart.classes.get_mut(nth)? = Some(class);
            if !class.is_plain(FEW) {
                return None;
            }
            for (_, session) in class.sessions().items() {
                *free.next()? = Some((nth, When::of_draft(session).ok()?));
            }
        }
        drop(free);
        let mut rest = times.iter().flatten();
        while let Some((nth, when)) = rest.next() {
            let mut others = rest.clone().filter(|(other, _)| other != nth);
            if others.any(|(_, other)| !when.is_plainly_apart_from(other)) {
                return None;
            }
        }
        Some(apart)
    }

    pub(crate) fn classes(&self) -> impl Iterator<Item = Class<'d>> + Clone {
        self.classes.iter().flatten().copied()
    }

    /// Tells everything that the classes take, once, and whether two of them that have hours take it.
    pub(crate) fn taken<W, I>(&self, by: impl Fn(Class<'d>) -> I, mut tell: impl FnMut(W, bool))
    where
        W: Copy + Eq,
        I: Iterator<Item = W>,
    {
        for (nth, class) in self.classes().enumerate() {
            for (place, what) in by(class).enumerate() {
                let is_known = self.classes().take(nth).any(|class| by(class).any(|other| other == what));
                if is_known || by(class).take(place).any(|other| other == what) {
                    continue;
                }
                let takers = self.classes().filter(|class| class.times() > 0 && by(*class).any(|other| other == what));
                tell(what, takers.take(2).count() == 2);
            }
        }
    }
}

/// So many people and spaces are looked through for each class.
const MANY: usize = 64;

/// A class that takes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taker<'d> {
    pub(crate) class: Class<'d>,
    /// What a message calls it.
    pub(crate) what: &'d str,
    /// The place of the center, where there are several.
    pub(crate) center: Option<usize>,
    /// Those of one party never stand in each other's way.
    pub(crate) party: usize,
}

/// A time at which a class takes it.
#[derive(Clone, Copy, Debug)]
struct Booked<'d> {
    by: Taker<'d>,
    time: Time,
}

impl Booked<'_> {
    fn place(&self, at: &Path<'_>) -> Pointer {
        self.by.within(at, |center| self.by.class.time_at(self.time, center))
    }
}

impl Taker<'_> {
    /// Which of the centers it is or, where there is only one, which of its classes.
    fn of_all(&self) -> (Option<usize>, Option<(usize, Option<usize>)>) {
        (self.center, self.center.is_none().then(|| self.class.places()))
    }

    /// Looks at the place of its center: the record itself, or one of the centers in it.
    fn within<T>(&self, at: &Path<'_>, look: impl FnOnce(&Path<'_>) -> T) -> T {
        match self.center {
            Some(nth) => look(&at.key("centers").index(nth)),
            None => look(at),
        }
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    any: bool,
    is_open: bool,
}

impl<'d> Bookings<'d> {
    pub(crate) fn new() -> Self {
        Self { times: Vec::new(), slots: Vec::new(), unread: Vec::new(), patience: 1_000_000 }
    }

    /// Starts anew, with something else that is taken only once.
    pub(crate) fn clear(&mut self) {
        self.times.clear();
        self.slots.clear();
        self.unread.clear();
    }

    /// Adds the times of a class of a center.
    pub(crate) fn add(&mut self, by: Taker<'d>, at: &Path<'_>, calendar: &Calendar) {
        by.class.slots(calendar, |time, slot| {
            let booked = Booked { by, time };
            match slot {
                Some(slot) => {
                    self.slots.push(Slot { place: self.times.len(), ..slot });
                    self.times.push(booked);
                }
                None if self.unread.len() < PLACES => self.unread.push(booked.place(at)),
                None => {}
            }
        });
        if self.unread.len() < PLACES {
            self.unread.extend(by.within(at, |center| by.class.unread_times(center)));
        }
    }

    /// Whether there is nothing to compare: one class of a center, or one center of several.
    pub(crate) fn is_idle(&self) -> bool {
        let mut takers = self.times.iter().map(|booked| booked.by.of_all());
        let first = takers.next();
        self.unread.is_empty() && takers.all(|taker| Some(taker) == first)
    }

    /// Whether two parties may take it at the same time.
    pub(crate) fn may_clash(&mut self) -> bool {
        let mut found = false;
        self.look(|_, _, _| found = true);
        found || !self.unread.is_empty()
    }

    /// Judges that no two parties take it at the same time: tells each time that comes later, with the other one.
    pub(crate) fn judge(&mut self, at: &Path<'_>, probe: &mut Probe<'_>) -> Found {
        let (mut any, mut is_open) = (false, false);
        let whole = self.look(|(slot, one), (other, another), answer| {
            let (one_at, other_at) = (one.place(at), another.place(at));
            if answer == Answer::Yes {
                any = true;
                let (opens, closes) = (slot.opens.max(other.opens), slot.closes.min(other.closes));
                let (what, days) = (Fact::text(one.by.what), Fact::Weekdays(slot.common_weekdays(other)));
                let facts = [what, days, Fact::Time(opens), Fact::Time(closes)];
                probe.violated(Breach::at_pointer(one_at, facts).related_pointer(other_at));
            } else {
                is_open = true;
                probe.undecided_at(one_at.clone(), vec![one_at, other_at]);
            }
        });
        if !whole {
            probe.truncated();
        }
        Found { any, is_open: is_open || !whole }
    }

    /// Tells each time at which another party has taken it already or may have, with that other time. Tells whether all were
    /// looked at.
    fn look(&mut self, mut tell: impl FnMut((&Slot, &Booked<'d>), (&Slot, &Booked<'d>), Answer)) -> bool {
        self.drop_repeats();
        let times = &self.times;
        let mut told = |slot: &Slot, other: &Slot, answer| {
            if let (Some(one), Some(another)) = (times.get(slot.place), times.get(other.place)) {
                tell((slot, one), (other, another), answer);
            }
        };
        let party = |slot: &Slot| times.get(slot.place).map(|booked| booked.by.party);
        // What a time clashes with may be of its own party, and hide one of another.
        let mut hidden = Vec::new();
        clashes(&mut self.slots, |slot, other, answer| {
            if party(slot) == party(other) { hidden.push(*slot) } else { told(slot, other, answer) }
        });
        for slot in hidden {
            let key = |slot: &Slot| (slot.opens, slot.closes, slot.place);
            let before = self.slots.partition_point(|other| key(other) < key(&slot));
            let Some(rest) = self.patience.checked_sub(before) else { return false };
            self.patience = rest;
            let others = self.slots.iter().take(before).filter(|other| party(&slot) != party(other));
            let clashing = others.map(|other| (slot.clashes_with(other), other));
            let clashing = clashing.filter(|(answer, _)| *answer != Answer::No);
            if let Some((answer, other)) = clashing.max_by_key(|(answer, other)| (*answer == Answer::Yes, other.closes))
            {
                told(&slot, other, answer);
            }
        }
        true
    }

    /// Of the times of a party that are the same, leaves the first: a class that two groups have together.
    fn drop_repeats(&mut self) {
        let times = &self.times;
        let party = |slot: &Slot| times.get(slot.place).map(|booked| booked.by.party);
        let key = |slot: &Slot| (party(slot), slot.opens, slot.closes, slot.first, slot.last, slot.place);
        self.slots.sort_unstable_by_key(key);
        self.slots
            .dedup_by(|later, first| party(later) == party(first) && Slot { place: first.place, ..*later } == *first);
    }
}

impl Found {
    /// Tells the outcome where nothing was found.
    pub(crate) fn tell(self, at: impl FnOnce() -> Pointer, unread: &[Pointer], probe: &mut Probe<'_>) {
        if self.any {
            return;
        }
        if !unread.is_empty() {
            probe.undecided_at(at(), unread.to_vec());
        } else if !self.is_open {
            probe.met();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::finding::{Tally, Undecided, Violation};
    use crate::records::CenterDraft;
    use crate::rule::judge;
    use crate::rules::classes::classes;
    use crate::rules::record::{space_double_booked as space, teacher_double_booked as teacher};

    /// A section: its party and its times, each with a day, when it begins, and how long it is, in half hours.
    type Section = (usize, Vec<(usize, u16, u16)>);

    fn sections() -> impl Strategy<Value = Vec<Section>> {
        vec((0_usize..4, vec((0_usize..3, 0_u16..20, 1_u16..6), 1..4)), 1..20)
    }

    fn center(sections: &[Section]) -> CenterDraft {
        let clock = |half_hours: u16| format!("{:02}:{:02}", 8 + half_hours / 2, half_hours % 2 * 30);
        let session = |(day, opens, long): &(usize, u16, u16)| {
            let day = ["mon", "tue", "sat"][*day];
            json!({ "weekdays": [day], "opens": clock(*opens), "closes": clock(opens + long) })
        };
        let section =
            |(_, times): &(usize, Vec<_>)| json!({ "sessions": times.iter().map(session).collect::<Vec<_>>() });
        let sections: Vec<Value> = sections.iter().map(section).collect();
        serde_json::from_value(json!({ "activities": [{ "sections": sections }] })).unwrap()
    }

    /// A section: its time as above, its spaces, its teacher and those on duty.
    type Taking = (Option<(usize, u16, u16)>, Vec<&'static str>, Option<&'static str>, Vec<&'static str>);

    /// A center whose classes take spaces and people, in sections that say so by themselves or leave it to their activity.
    fn taking() -> impl Strategy<Value = Value> {
        let keys = || proptest::sample::subsequence(vec!["a", "b", "c"], 0..=3);
        let time = proptest::option::weighted(0.8, (0_usize..3, 0_u16..12, 1_u16..4));
        let section = (time, keys(), proptest::option::of(proptest::sample::select(vec!["a", "b", "x"])), keys());
        let clock = |half_hours: u16| format!("{:02}:{:02}", 8 + half_hours / 2, half_hours % 2 * 30);
        (vec(section, 0..5), keys(), any::<[bool; 2]>()).prop_map(move |(sections, spaces, [same, shared])| {
            let section = |(time, spaces, teacher, duties): &Taking| {
                let sessions: Vec<Value> = time
                    .iter()
                    .map(|(day, opens, long)| {
                        let day = ["mon", "tue", "sat"][*day];
                        json!({ "weekdays": [day], "opens": clock(*opens), "closes": clock(opens + long) })
                    })
                    .collect();
                let duties: Vec<Value> = duties.iter().map(|key| json!({ "role": "coach", "person": key })).collect();
                json!({ "sessions": sessions, "spaces": spaces, "teacher": teacher, "duties": duties })
            };
            let sections: Vec<Value> = sections.iter().map(section).collect();
            let id = |nth: u8| format!("5a0c3f5e-0000-4000-8000-00000000000{nth}");
            json!({
                "spaces": [{ "key": "a" }, { "key": "b", "shared": shared }],
                "people": [{ "key": "a", "id": id(1) }, { "key": "b", "id": id(if same { 1 } else { 2 }) }],
                "activities": [{ "spaces": spaces, "sections": sections }]
            })
        })
    }

    /// What a rule tells.
    type Told = (Tally, Vec<Violation>, Vec<Undecided>);

    /// What the two rules of double bookings tell of a center: with what is known of classes that are never on together, and without.
    fn judged(center: Value) -> [[Told; 2]; 2] {
        let center: CenterDraft = serde_json::from_value(center).unwrap();
        let calendar = Calendar::default();
        let apart = Apart::of(&center);
        [apart.as_ref(), None].map(|apart| {
            let of_spaces = judge(&space::CARD, |probe| space::check(&center, apart, &calendar, &Path::ROOT, probe));
            let of_people =
                judge(&teacher::CARD, |probe| teacher::check(&center, apart, &calendar, &Path::ROOT, probe));
            [of_spaces, of_people].map(|(tally, findings)| (tally, findings.violations, findings.undecided))
        })
    }

    #[test]
    fn a_class_in_the_space_of_its_activity_is_judged_as_any_other() {
        let center = json!({
            "spaces": [{ "key": "a" }, { "key": "b", "shared": false }],
            "people": [{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "key": "a" },
                       { "id": "5a0c3f5e-0000-4000-8000-000000000002", "key": "b" }],
            "activities": [{
                "spaces": ["c"],
                "sections": [{ "duties": [], "spaces": [], "teacher": null,
                               "sessions": [{ "weekdays": ["mon"], "opens": "08:00", "closes": "08:30" }] }]
            }]
        });
        let [apart, compared] = judged(center);
        assert_eq!(apart, compared);
    }

    proptest! {
        #[test]
        fn classes_that_are_never_on_together_are_judged_as_any_others(center in taking()) {
            let [apart, compared] = judged(center);
            prop_assert_eq!(apart, compared);
        }

        #[test]
        fn what_is_told_is_what_comparing_every_two_times_finds(sections in sections()) {
            let center = center(&sections);
            let mut bookings = Bookings::new();
            for (class, (party, _)) in classes(&center).zip(&sections) {
                let taker = Taker { class, what: "hall", center: None, party: *party };
                bookings.add(taker, &Path::ROOT, &Calendar::default());
            }
            let party: Vec<usize> = bookings.times.iter().map(|booked| booked.by.party).collect();
            let mut told = BTreeMap::new();
            let whole = bookings.look(|(slot, one), (other, another), answer| {
                assert_ne!(one.by.party, another.by.party);
                assert_eq!(slot.clashes_with(other), answer);
                told.insert(slot.place, answer);
            });
            prop_assert!(whole);
            let key = |slot: &Slot| (slot.opens, slot.closes, slot.place);
            let mut expected = BTreeMap::new();
            for slot in &bookings.slots {
                let before = bookings.slots.iter().filter(|other| key(other) < key(slot));
                let others = before.filter(|other| party[other.place] != party[slot.place]);
                let answers: Vec<Answer> = others.map(|other| slot.clashes_with(other)).collect();
                if answers.contains(&Answer::Yes) {
                    expected.insert(slot.place, Answer::Yes);
                } else if answers.contains(&Answer::CannotSay) {
                    expected.insert(slot.place, Answer::CannotSay);
                }
            }
            prop_assert_eq!(told, expected);
        }
    }
}
