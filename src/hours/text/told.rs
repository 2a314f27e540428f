use std::collections::BTreeSet;

use super::stated::Stated;
use crate::vocab::{Date, DayRule, Season};

/// The part of the year and the period of hours.
type When = (Option<Season>, Option<Date>, Option<Date>);

/// When a text tells the hours of public holidays apart from others.
#[derive(Clone, Debug, Default)]
pub(super) struct ToldApart(BTreeSet<When>);

impl ToldApart {
    pub(super) fn of<'s>(sessions: impl IntoIterator<Item = &'s Stated>) -> Self {
        let is_told = |stated: &&Stated| matches!(stated.public_holidays, Some(DayRule::Also | DayRule::Only));
        Self(sessions.into_iter().filter(is_told).map(when).collect())
    }

    /// Whether a session that says nothing of public holidays is understood as one that does not hold on them: the text says
    /// what holds then, for the same part of the year and the same period or for all of them.
    pub(super) fn leaves_out(&self, stated: &Stated) -> bool {
        let (season, from, until) = when(stated);
        let whens = [(season, from, until), (None, from, until), (season, None, None), (None, None, None)];
        stated.weekdays.is_some() && whens.iter().any(|when| self.0.contains(when))
    }
}

fn when(stated: &Stated) -> When {
    (stated.season, stated.valid_from, stated.valid_until)
}
