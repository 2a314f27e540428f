use std::collections::BTreeSet;

use super::days::{Said, included};
use super::draft::{Become, Closed, Draft, Found, What};
use super::read_hours::{Closing, ReadHours};
use super::stated::Stated;
use super::token::{DayWord, Kind};
use super::told::ToldApart;
use super::unread::Reason;
use crate::vocab::{Date, DayRule, Season, WeekdaySet};

/// Holds the parts of a text against each other, and claims what stands.
pub(super) fn settle(mut draft: Draft) -> ReadHours {
    drop_limited(&mut draft);
    apply_statements(&mut draft);
    leave_public_holidays_to_whom_they_are_said_of(&mut draft);
    close(&mut draft);
    drop_contested(&mut draft);
    drop_unread(&mut draft);
    name_every_day(&mut draft);
    let is_claimed = |closed: &&Closed| !closed.is_doubtful && draft.is_read(&closed.pieces);
    let closings = draft.closings.iter().filter(is_claimed).map(|closed| Closing {
        weekdays: closed.weekdays,
        public_holidays: closed.public_holidays,
        season: closed.season,
        place: draft.place(&closed.pieces),
    });
    ReadHours {
        places: draft.sessions.iter().map(|found| draft.place(&found.pieces)).collect(),
        closings: closings.collect(),
        same_as: None,
        unread: draft.spans(),
        sessions: draft.sessions.iter().map(Found::stated).collect(),
    }
}

impl Found {
    fn stated(&self) -> Stated {
        Stated {
            public_holidays: self.public_holidays.rule(),
            make_up_workdays: self.make_up_workdays.rule_on(self.stated.weekdays),
            ..self.stated
        }
    }

    fn weekdays(&self) -> WeekdaySet {
        self.stated.weekdays.unwrap_or_default()
    }
}

/// Hours that something limits in a way that nobody knows are none.
fn drop_limited(draft: &mut Draft) {
    for found in std::mem::take(&mut draft.sessions) {
        if draft.lists.get(found.list).is_some_and(|list| list.limited) {
            draft.refuse(found.pieces, Reason::NotUnderstood);
        } else {
            draft.sessions.push(found);
        }
    }
}

/// What is said of all hours is true of all: in brackets, of the days right before them if others follow.
fn apply_statements(draft: &mut Draft) {
    for statement in std::mem::take(&mut draft.statements) {
        let naming = |found: &Found| draft.lists.get(found.list).map(|list| list.naming);
        let are_followed = statement.in_brackets && statement.after < draft.sessions.len();
        let last = statement.after.checked_sub(1).and_then(|last| draft.sessions.get(last)).and_then(naming);
        let is_meant =
            |place: usize, found: &Found| !are_followed || (place < statement.after && naming(found) == last);
        let meant: Vec<usize> = draft
            .sessions
            .iter()
            .enumerate()
            .filter(|(place, found)| is_meant(*place, found))
            .map(|(place, _)| place)
            .collect();
        if matches!(statement.what, What::NoRest) && draft.sessions.is_empty() {
            draft.refuse(statement.pieces, Reason::NoTimes);
            continue;
        }
        // Which of several hours are the usual ones nobody says.
        let mut days = meant.iter().filter_map(|place| draft.sessions.get(*place)).map(|found| found.stated.weekdays);
        let first = days.next();
        let is_plain = !statement.what.is_of_usual_workdays() || days.all(|other| Some(other) == first);
        let holds = match statement.what {
            _ if !is_plain => true,
            What::PublicHolidays(become_of) => say_of(draft, &meant, become_of, |found| &mut found.public_holidays),
            What::MakeUpWorkdays(become_of) => say_of(draft, &meant, become_of, |found| &mut found.make_up_workdays),
            What::OpenOn(weekdays) => all_weekdays(draft).contains_all(weekdays),
            What::NoRest => never_rest(draft, &meant),
        };
        if !holds {
            draft.refuse(statement.pieces, Reason::Contradiction);
        } else if !is_plain {
            draft.refuse(statement.pieces, Reason::NotUnderstood);
        }
    }
}

fn all_weekdays(draft: &Draft) -> WeekdaySet {
    draft.sessions.iter().fold(WeekdaySet::EMPTY, |all, found| all.or(found.weekdays()))
}

/// Says the same of sessions; false if that contradicts what is said of one.
fn say_of(draft: &mut Draft, meant: &[usize], become_of: Become, field: impl Fn(&mut Found) -> &mut Said) -> bool {
    let mut changes = Vec::new();
    for place in meant {
        let Some(found) = draft.sessions.get_mut(*place) else { continue };
        let said = match become_of {
            Become::This(said) => Some(said),
            Become::Included => included(found.weekdays()),
        };
        let old = *field(found);
        match said.and_then(|said| old.and(said)) {
            Some(said) => changes.push((*place, said)),
            None => return false,
        }
    }
    for (place, said) in changes {
        if let Some(found) = draft.sessions.get_mut(place) {
            *field(found) = said;
        }
    }
    true
}

/// 全年无休: every day of the week, and public holidays as usual.
fn never_rest(draft: &mut Draft, meant: &[usize]) -> bool {
    if draft.sessions.iter().all(|found| found.stated.weekdays.is_none()) {
        for found in &mut draft.sessions {
            found.stated.weekdays = Some(WeekdaySet::all());
        }
    } else if all_weekdays(draft) != WeekdaySet::all() {
        return false;
    }
    say_of(draft, meant, Become::This(Said::Rule(DayRule::AsUsual)), |found| &mut found.public_holidays)
}

/// Where a text tells the hours of public holidays apart, those of other days do not hold on them.
fn leave_public_holidays_to_whom_they_are_said_of(draft: &mut Draft) {
    let stated: Vec<Stated> = draft.sessions.iter().map(Found::stated).collect();
    let told = ToldApart::of(&stated);
    for (found, stated) in draft.sessions.iter_mut().zip(&stated) {
        if found.public_holidays == Said::Silent && told.leaves_out(stated) {
            found.public_holidays = Said::Rule(DayRule::Except);
        }
    }
}

/// Takes the days that are closed from those that are open.
///
/// An exception to every day is no contradiction, nor is one that is called so. A day that is named as open and named as
/// closed is one: nothing is claimed of it.
fn close(draft: &mut Draft) {
    if draft.closings.iter().all(|closed| closed.weekdays.is_empty()) {
        return;
    }
    let all_year = |season: Option<Season>| season.is_none();
    let closed_all_year = draft
        .closings
        .iter()
        .filter(|closed| all_year(closed.season) && !closed.is_doubtful)
        .fold(WeekdaySet::EMPTY, |all, closed| all.or(closed.weekdays));
    // Who names the closed days only, names the open ones by that.
    if !closed_all_year.is_empty() && draft.sessions.iter().all(|found| found.stated.weekdays.is_none()) {
        for found in &mut draft.sessions {
            found.stated.weekdays = Some(WeekdaySet::all());
        }
    }
    let meets = |season: Option<Season>, found: &Found| {
        season.is_none() || found.stated.season.is_none() || season == found.stated.season
    };
    let seasons: BTreeSet<Option<Season>> = draft.closings.iter().map(|closed| closed.season).collect();
    for season in seasons {
        let of_season = draft.closings.iter().filter(|closed| closed.season == season);
        let closed = of_season.fold(WeekdaySet::EMPTY, |all, closed| all.or(closed.weekdays));
        let mut named = WeekdaySet::EMPTY;
        let mut open = WeekdaySet::EMPTY;
        for found in draft.sessions.iter_mut().filter(|found| meets(season, found)) {
            let days = found.weekdays();
            open = open.or(days);
            if !found.in_general || (season.is_some() && found.stated.season.is_none()) {
                named = named.or(days);
            }
            found.stated.weekdays = found.stated.weekdays.map(|days| days.without(closed));
        }
        let clash = |exception: bool, days: WeekdaySet| days.meets(if exception { WeekdaySet::EMPTY } else { named });
        let contradicting: Vec<usize> = draft
            .closings
            .iter()
            .enumerate()
            .filter(|(_, closed)| {
                closed.season == season
                    && !closed.is_doubtful
                    && clash(closed.is_exception && season.is_none(), closed.weekdays)
            })
            .map(|(place, _)| place)
            .collect();
        for place in contradicting {
            if let Some(closed) = draft.closings.get_mut(place) {
                closed.is_doubtful = true;
                let pieces = closed.pieces.clone();
                draft.refuse(pieces, Reason::Contradiction);
            }
        }
    }
    drop_empty(draft);
}

/// Sessions of which no day is left are none.
fn drop_empty(draft: &mut Draft) {
    for found in std::mem::take(&mut draft.sessions) {
        if found.stated.weekdays == Some(WeekdaySet::EMPTY) {
            draft.refuse(found.pieces.clone(), Reason::Contradiction);
            if let Some(list) = draft.lists.get_mut(found.list) {
                list.reason = Some(Reason::Contradiction);
            }
        } else {
            draft.sessions.push(found);
        }
    }
}

/// Where two headings give the same day hours that overlap and are not the same, which of them holds nobody can say.
fn drop_contested(draft: &mut Draft) {
    let mut contested: BTreeSet<usize> = BTreeSet::new();
    let mut doubtful: Vec<(usize, WeekdaySet)> = Vec::new();
    for (place, later) in draft.sessions.iter().enumerate() {
        if draft.lists.get(later.list).is_some_and(|list| list.besides) {
            continue;
        }
        for (before, earlier) in draft.sessions.iter().enumerate().take(place) {
            if contest(earlier, later) {
                contested.insert(later.list);
                doubtful.push((before, later.weekdays()));
                if later.stated.weekdays.is_none() {
                    contested.insert(earlier.list);
                }
            }
        }
    }
    if contested.is_empty() {
        return;
    }
    for (place, days) in doubtful {
        if let Some(found) = draft.sessions.get_mut(place) {
            found.stated.weekdays = found.stated.weekdays.map(|own| own.without(days));
        }
    }
    for found in std::mem::take(&mut draft.sessions) {
        if contested.contains(&found.list) || found.stated.weekdays == Some(WeekdaySet::EMPTY) {
            draft.refuse(found.pieces.clone(), Reason::Contradiction);
            if let Some(list) = draft.lists.get_mut(found.list) {
                list.reason = Some(Reason::Contradiction);
            }
        } else {
            draft.sessions.push(found);
        }
    }
}

fn contest(earlier: &Found, later: &Found) -> bool {
    let (one, other) = (&earlier.stated, &later.stated);
    earlier.list != later.list
        && one.opens < other.closes
        && other.opens < one.closes
        && (one.opens, one.closes) != (other.opens, other.closes)
        && (earlier.weekdays().meets(later.weekdays()) || (one.weekdays.is_none() && other.weekdays.is_none()))
        && may_meet(one.season, other.season)
        && is_only(earlier) == is_only(later)
        && begins_by_end(one.valid_from, other.valid_until)
        && begins_by_end(other.valid_from, one.valid_until)
}

/// Whether it is for public holidays alone, and whether for make-up workdays alone.
fn is_only(found: &Found) -> (bool, bool) {
    let only = |said: Said| said.rule() == Some(DayRule::Only);
    (only(found.public_holidays), only(found.make_up_workdays))
}

fn begins_by_end(from: Option<Date>, until: Option<Date>) -> bool {
    from.is_none_or(|from| until.is_none_or(|until| from <= until))
}

/// Whether there may be a day in both: the two timetables divide the year, and so do term and vacations.
pub(super) fn may_meet(one: Option<Season>, other: Option<Season>) -> bool {
    let is_timetable = |season| matches!(season, Season::SummerTimetable | Season::WinterTimetable);
    match (one, other) {
        (Some(one), Some(other)) => one == other || is_timetable(one) != is_timetable(other),
        _ => true,
    }
}

/// Pieces of headings under which hours are claimed are read, the others are not.
fn drop_unread(draft: &mut Draft) {
    let claimed: BTreeSet<usize> = draft.sessions.iter().map(|found| found.list).collect();
    for (place, list) in std::mem::take(&mut draft.lists).into_iter().enumerate() {
        if claimed.contains(&place) {
            draft.read(list.heading);
        } else {
            let reason = match list.reason {
                None | Some(Reason::NotUnderstood) => Reason::NotUnderstood,
                Some(_) => Reason::BelongsToUnread,
            };
            draft.refuse(list.heading, reason);
        }
    }
}

/// Who is open all day, and says nothing else of days, is open every day.
fn name_every_day(draft: &mut Draft) {
    let is_unsettled = draft.tokens.iter().any(|token| token.kind == Kind::Days(DayWord::Unsettled));
    let is_alone = !is_unsettled && draft.unread.iter().all(Option::is_none);
    if is_alone && draft.sessions.iter().all(|found| found.stated.is_all_day_of_no_day()) {
        for found in &mut draft.sessions {
            found.stated.weekdays = Some(WeekdaySet::all());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_year_meet_unless_they_divide_it() {
        use Season::{SchoolTerm, SummerTimetable, SummerVacation, WinterTimetable, WinterVacation};
        for (one, other, meet) in [
            (None, Some(SummerTimetable), true),
            (Some(SummerTimetable), Some(WinterTimetable), false),
            (Some(SummerTimetable), Some(SummerTimetable), true),
            (Some(SchoolTerm), Some(SummerVacation), false),
            (Some(SummerVacation), Some(WinterVacation), false),
            (Some(SummerTimetable), Some(SummerVacation), true),
        ] {
            assert_eq!(may_meet(one, other), meet, "{one:?} {other:?}");
            assert_eq!(may_meet(other, one), meet);
        }
    }
}
