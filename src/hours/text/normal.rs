use super::stated::Stated;

/// The normal form of a list of sessions: two lists that say the same in other words have one normal form.
///
/// Sessions that differ in nothing but their days of the week are one session on all these days, and they stand in order:
/// by period of validity, part of the year, days, rules and times. Sessions that touch or overlap in time stay apart, as
/// do those of which one names days and the other does not.
///
/// ```
/// use neighborhood_center::hours;
///
/// let (one, other) = (hours::read("周六 9:00-12:00；周日 9:00-12:00"), hours::read("周末 9:00-12:00"));
/// assert_ne!(one.sessions(), other.sessions());
/// assert_eq!(hours::normal_form(one.sessions()), hours::normal_form(other.sessions()));
/// ```
#[must_use]
pub fn normal_form(sessions: impl IntoIterator<Item: Into<Stated>>) -> Vec<Stated> {
    let mut sessions: Vec<Stated> = sessions.into_iter().map(Into::into).collect();
    sessions.sort_unstable_by_key(|session| (without_days(*session), session.weekdays));
    let mut merged: Vec<Stated> = Vec::new();
    for session in sessions {
        match merged.last_mut().filter(|last| without_days(**last) == without_days(session)) {
            Some(Stated { weekdays: Some(days), .. }) => *days = days.or(session.weekdays.unwrap_or_default()),
            Some(last) if last.weekdays == session.weekdays => {}
            _ => merged.push(session),
        }
    }
    merged.sort_unstable_by_key(order);
    merged
}

/// Everything but the days, and whether there are any.
fn without_days(session: Stated) -> (bool, Stated) {
    (session.weekdays.is_some(), Stated { weekdays: None, ..session })
}

/// Days that begin earlier in the week come first.
fn order(session: &Stated) -> impl Ord + use<> {
    let first = session.weekdays.and_then(|days| days.iter().next());
    (session.valid_from, session.valid_until, session.season, first, *session)
}
