use super::months::Months;
use crate::offer::Known;
use crate::vocab::{AgeBoundaries, AgeGroup, Answer, GroupSet};

/// Whom something is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whom {
    /// The groups that it is meant for, told as [`Offer`](crate::Offer) tells them.
    groups: Known<GroupSet>,
    /// The ages that it surely is for.
    sure: Months,
    /// The ages that it may be for, the sure ones among them.
    possible: Months,
    /// Whether the ages that it is meant for are all known.
    meant_is_known: bool,
    /// Which part of the record says so.
    pub(crate) level: Level,
}

/// Which part of the record says whom something is for, or when it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Service,
    Activity,
    Section,
}

/// What an audience states.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    pub(crate) groups: Known<GroupSet>,
    /// Whether it names groups, or may: some could not be read.
    pub(crate) names_groups: bool,
    /// The ages that it names, if it names some.
    pub(crate) ages: Option<Known<Months>>,
    /// The ages that are entitled, if not all are: surely, and perhaps.
    pub(crate) entitled: Option<(Months, Months)>,
}

impl Whom {
    /// For whoever this audience means. Ages that it names decide; where it names none, its groups do; one that names neither, but
    /// says who is entitled, is meant for all who are, as [`eligible`](crate::eligibility::eligible) has it.
    pub(crate) fn of(stated: &Stated, boundaries: AgeBoundaries, level: Level) -> Self {
        let meant = stated.ages.unwrap_or_else(|| {
            if stated.entitled.is_some() && !stated.names_groups {
                return Known { what: Months::every_age(), open: false };
            }
            let mut months = Months::NONE;
            stated.groups.what.iter().for_each(|group| months.add(&Months::of(boundaries.range_of(group))));
            Known { what: months, open: stated.groups.open }
        });
        let every = Months::every_age();
        let (surely, perhaps) = stated.entitled.unwrap_or((every, every));
        let reach = if meant.open { every } else { meant.what };
        Self {
            groups: stated.groups,
            sure: meant.what.and(&surely),
            possible: reach.and(&perhaps),
            meant_is_known: !meant.open,
            level,
        }
    }

    /// For nobody knows whom.
    pub(crate) fn unknown(level: Level) -> Self {
        Self {
            groups: Known { what: GroupSet::EMPTY, open: true },
            sure: Months::NONE,
            possible: Months::every_age(),
            meant_is_known: false,
            level,
        }
    }

    /// Whether it is for everybody of these ages. No where it is for none of them.
    pub(crate) fn serves(&self, ages: &Months) -> Answer {
        if self.sure.contains_all(ages) {
            Answer::Yes
        } else if self.possible.meets(ages) {
            Answer::CannotSay
        } else {
            Answer::No
        }
    }

    /// The ages at which somebody begins or ceases to be served, surely or perhaps.
    pub(crate) fn edges(&self) -> Months {
        let mut edges = self.sure.edges();
        edges.add(&self.possible.edges());
        edges
    }

    /// Whether it is meant for a group.
    pub(crate) fn reaches(&self, group: AgeGroup) -> Answer {
        match (self.groups.what.contains(group), self.groups.open) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::CannotSay,
            (false, false) => Answer::No,
        }
    }

    /// Whether the ages that it is meant for are all known, whoever of them is entitled.
    pub(crate) fn meant_is_known(&self) -> bool {
        self.meant_is_known
    }
}
