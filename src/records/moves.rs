use std::fmt;

use crate::field::{Field, List, SetDraft};
use crate::label::label_zh;
use crate::vocab::{Answer, IllegalMove, Lang, Member, PartialDate, Say};

/// Why a draft was not moved on to a state. It is as it was.
///
/// ```
/// use neighborhood_center::field::Field;
/// use neighborhood_center::records::CenterDraft;
/// use neighborhood_center::vocab::{Lang, Lifecycle, Say};
///
/// let mut center = CenterDraft { status: Field::from_text("opne"), ..CenterDraft::default() };
/// let refused = center.move_to(Lifecycle::Closed, "2024".parse()?).unwrap_err();
/// assert_eq!(refused.in_lang(Lang::Zh).to_string(), "“状态”（status）有误，请先更正");
/// assert_eq!(refused.to_string(), "`status` is malformed: correct it first");
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
///
/// Open: a draft may come to be looked at more closely before it is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CannotMove<S: Member> {
    /// No move leads there from where it stands.
    Illegal(IllegalMove<S>),
    /// The field with this key holds what could not be read, so that nobody knows where it stands.
    Unread {
        /// The key of the state or of the history.
        key: &'static str,
    },
    /// The history goes on after what was kept of it, so that nobody knows its last step.
    Truncated,
    /// The state is not the last of the history, though no steps are said to be missing.
    Disagree {
        /// The key of the state.
        key: &'static str,
        /// Where it stands by its state.
        now: S,
        /// Where it stands by its history.
        last: S,
    },
    /// The move is dated before a step that came earlier.
    TooEarly {
        /// When the move was made.
        on: PartialDate,
        /// When the latest of the earlier steps was.
        earlier: PartialDate,
    },
}

impl<S: Member> From<IllegalMove<S>> for CannotMove<S> {
    fn from(illegal: IllegalMove<S>) -> Self {
        Self::Illegal(illegal)
    }
}

impl<S: Member + Say> Say for CannotMove<S> {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Illegal(illegal), _) => illegal.say(lang, to),
            (Self::Unread { key }, Lang::Zh) => {
                write!(to, "“{}”（{key}）有误，请先更正", label_zh(key).unwrap_or(key))
            }
            (Self::Unread { key }, Lang::En) => write!(to, "`{key}` is malformed: correct it first"),
            (Self::Truncated, Lang::Zh) => to.write_str("“变更记录”（history）没有读全，请先补全"),
            (Self::Truncated, Lang::En) => to.write_str("`history` was not read to its end: complete it first"),
            (Self::Disagree { key, now, last }, Lang::Zh) => {
                let (label, now, last) = (label_zh(key).unwrap_or(key), now.in_lang(lang), last.in_lang(lang));
                write!(
                    to,
                    "“{label}”（{key}）为{now}，“变更记录”（history）最后一步却为{last}：请先更正其一；记录不全的请把 history 写入 partial"
                )
            }
            (Self::Disagree { key, now, last }, Lang::En) => write!(
                to,
                "`{key}` says {now}, `history` ends with {last}: correct one first; where steps are not known, name `history` \
                 under `partial`",
                now = now.in_lang(lang),
                last = last.in_lang(lang),
            ),
            (Self::TooEarly { on, earlier }, Lang::Zh) => {
                write!(to, "{}早于前面一步的{}", on.in_lang(lang), earlier.in_lang(lang))
            }
            (Self::TooEarly { on, earlier }, Lang::En) => {
                write!(to, "{} is before the date of an earlier step, {}", on.in_lang(lang), earlier.in_lang(lang))
            }
        }
    }
}

impl<S: Member + Say> fmt::Display for CannotMove<S> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Lang::En, to)
    }
}

impl<S: Member + Say> std::error::Error for CannotMove<S> {}

/// What a move that may be made came to.
///
/// Exhaustive on purpose: a step is added, or none is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moved {
    /// The history has a new last step, with the date.
    Written,
    /// It stood there already: no step was added, and the date stands nowhere.
    Stayed,
}

/// A step of a history that is being built.
pub(super) trait Change: Sized {
    type State: Member;

    fn new(state: Self::State, on: Field<PartialDate>) -> Self;
    fn state(&self) -> Option<Self::State>;
    fn on(&self) -> Option<PartialDate>;
}

/// What a draft says of where it stands and how it came there.
pub(super) struct Story<'d, T: Change, F> {
    /// The key of the state, and the state.
    pub(super) now: (&'static str, &'d mut Field<T::State>),
    /// The key of the history, and the history.
    pub(super) history: (F, &'d mut Field<List<T>>),
    pub(super) partial: &'d mut Field<SetDraft<F>>,
}

impl<T: Change, F: Member> Story<'_, T, F> {
    /// Moves on, if it may, and writes it down.
    pub(super) fn move_to(
        self,
        to: T::State,
        on: PartialDate,
        try_move: impl FnOnce(T::State) -> Result<T::State, IllegalMove<T::State>>,
    ) -> Result<Moved, CannotMove<T::State>> {
        let (key, now) = self.now;
        let (list, history) = self.history;
        if let Field::Malformed(_) = now {
            return Err(CannotMove::Unread { key });
        }
        let unread = CannotMove::Unread { key: "history" };
        let last = match &*history {
            Field::Missing => None,
            Field::Malformed(_) => return Err(unread),
            Field::Given(steps) if steps.omitted > 0 => return Err(CannotMove::Truncated),
            Field::Given(steps) => match steps.items.last() {
                None => None,
                Some(step) => Some(step.given().and_then(Change::state).ok_or(unread)?),
            },
        };
        let stood = now.given().copied();
        match (stood, last) {
            (Some(now), Some(last)) if now != last && self.partial.surely_lacks(list) => {
                return Err(CannotMove::Disagree { key, now, last });
            }
            _ => {}
        }
        if let Some(from) = stood.or(last) {
            try_move(from)?;
            if from == to {
                *now = Field::Given(to);
                return Ok(Moved::Stayed);
            }
        }
        // A history is in order where no step surely is before any that stands earlier in it.
        let dates = history.items().filter_map(|(_, step)| step.on());
        match dates.max_by_key(|date| date.first_day()) {
            Some(earlier) if on.is_before(earlier) == Answer::Yes => return Err(CannotMove::TooEarly { on, earlier }),
            _ => {}
        }
        if history.is_missing() {
            if let Field::Missing = self.partial {
                *self.partial = Field::Given(SetDraft::default());
            }
            if let Field::Given(partial) = self.partial {
                partial.words.insert(list);
            }
            *history = Field::Given(List::default());
        }
        if let Field::Given(steps) = history {
            let untold = stood.filter(|stood| last != Some(*stood));
            steps.items.extend(untold.map(|stood| Field::Given(T::new(stood, Field::Missing))));
            steps.items.push(Field::Given(T::new(to, Field::Given(on))));
        }
        *now = Field::Given(to);
        Ok(Moved::Written)
    }
}

#[cfg(test)]
mod tests {
    use crate::field::Field;
    use crate::records::{CannotMove, CenterDraft, CenterField, Moved, ProjectDraft};
    use crate::vocab::{Lang, Lifecycle, PartialDate, ProjectState, Say, Set};

    fn center(text: &str) -> CenterDraft {
        serde_json::from_str(text).unwrap()
    }

    fn project(text: &str) -> ProjectDraft {
        serde_json::from_str(text).unwrap()
    }

    fn on(date: &str) -> PartialDate {
        date.parse().unwrap()
    }

    #[test]
    fn a_move_is_the_last_step_of_the_history_and_the_state() {
        let history = r#"[{ "status": "planned", "on": "2022" }, { "status": "under-construction", "on": "2023-01" }"#;
        let mut draft = center(&format!(r#"{{ "status": "under-construction", "history": {history}] }}"#));
        assert_eq!(draft.move_to(Lifecycle::Open, on("2023-05-mid")), Ok(Moved::Written));
        let opened = r#"{ "status": "open", "on": "2023-05-mid" }"#;
        assert_eq!(draft, center(&format!(r#"{{ "status": "open", "history": {history}, {opened}] }}"#)));
    }

    #[test]
    fn an_illegal_move_says_what_is_legal_and_changes_nothing() {
        let text = r#"{ "state": "completed", "history": [{ "state": "completed" }] }"#;
        let mut draft = project(text);
        let refused = draft.move_to(ProjectState::Planned, on("2024")).unwrap_err();
        assert_eq!(refused.in_lang(Lang::Zh).to_string(), "“完工”之后不能是“计划”，可以是：投用");
        assert_eq!(refused.to_string(), "completed cannot be followed by planned; what can follow: in use");
        assert_eq!(draft, project(text));
    }

    #[test]
    fn whether_a_task_needs_building_decides_what_its_mode_decides() {
        for (mode, may) in [(r#""lease""#, true), (r#""build""#, false), ("null", true), ("5", true)] {
            let mut draft = project(&format!(r#"{{ "state": "planned", "mode": {mode} }}"#));
            assert_eq!(draft.move_to(ProjectState::InUse, on("2024")).is_ok(), may, "{mode}");
        }
    }

    #[test]
    fn a_state_that_no_history_tells_is_written_down_without_a_date_before_the_next() {
        let moved = r#"[{ "state": "planned" }, { "state": "suspended", "on": "2024" }]"#;
        // Without a list there may have been other steps before; an empty one says that there were none.
        let mut untold = project(r#"{ "state": "planned" }"#);
        assert_eq!(untold.move_to(ProjectState::Suspended, on("2024")), Ok(Moved::Written));
        assert_eq!(
            untold,
            project(&format!(r#"{{ "state": "suspended", "history": {moved}, "partial": ["history"] }}"#))
        );
        let mut empty = project(r#"{ "state": "planned", "history": [] }"#);
        assert_eq!(empty.move_to(ProjectState::Suspended, on("2024")), Ok(Moved::Written));
        assert_eq!(empty, project(&format!(r#"{{ "state": "suspended", "history": {moved} }}"#)));
        // So it is where the history ends with another and names steps as missing.
        let mut behind = project(
            r#"{ "state": "completed", "history": [{ "state": "under-construction" }], "partial": ["history", "funding"] }"#,
        );
        assert_eq!(behind.move_to(ProjectState::InUse, on("2024")), Ok(Moved::Written));
        let all =
            r#"[{ "state": "under-construction" }, { "state": "completed" }, { "state": "in-use", "on": "2024" }]"#;
        let expected = format!(r#"{{ "state": "in-use", "history": {all}, "partial": ["history", "funding"] }}"#);
        assert_eq!(behind, project(&expected));
        // And where nobody can read which lists are partial.
        let unread = r#"{ "state": "completed", "history": [{ "state": "under-construction" }], "partial": 5 }"#;
        let mut unread = project(unread);
        assert_eq!(unread.move_to(ProjectState::InUse, on("2024")), Ok(Moved::Written));
        assert_eq!(unread.history, behind.history);
    }

    #[test]
    fn where_no_state_is_told_it_is_the_last_of_the_history_and_without_one_any_may_be_the_first() {
        let mut closed = center(r#"{ "history": [{ "status": "closed" }] }"#);
        assert!(matches!(closed.move_to(Lifecycle::Open, on("2024")), Err(CannotMove::Illegal(_))));
        let mut open = center(r#"{ "history": [{ "status": "open" }] }"#);
        assert_eq!(open.move_to(Lifecycle::Closed, on("2024")), Ok(Moved::Written));
        assert_eq!(
            open,
            center(
                r#"{ "status": "closed", "history": [{ "status": "open" }, { "status": "closed", "on": "2024" }] }"#
            )
        );
        let mut new = CenterDraft::default();
        assert_eq!(new.move_to(Lifecycle::Suspended, on("2024")), Ok(Moved::Written));
        assert_eq!(new.partial, Set::of(&[CenterField::history]).into());
        assert_eq!(new.history.items().count(), 1);
    }

    #[test]
    fn to_stay_is_no_step_and_says_so() {
        for text in
            [r#"{ "status": "open" }"#, r#"{ "status": "closed", "history": [{ "status": "closed", "on": "2020" }] }"#]
        {
            let mut draft = center(text);
            let now = *draft.status.given().unwrap();
            assert_eq!(draft.move_to(now, on("2024")), Ok(Moved::Stayed));
            assert_eq!(draft, center(text));
        }
        let mut untold = center(r#"{ "history": [{ "status": "open" }] }"#);
        assert_eq!(untold.move_to(Lifecycle::Open, on("2024")), Ok(Moved::Stayed));
        assert_eq!(untold, center(r#"{ "status": "open", "history": [{ "status": "open" }] }"#));
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_stops_only_what_would_lose_it() {
        for (text, key) in [
            (r#"{ "status": "opne", "history": [{ "status": "open" }] }"#, "status"),
            (r#"{ "status": "open", "history": "opened in 2020" }"#, "history"),
        ] {
            let mut draft = center(text);
            assert_eq!(draft.move_to(Lifecycle::Closed, on("2024")), Err(CannotMove::Unread { key }));
            assert_eq!(draft, center(text));
        }
        // A malformed step, mode or list of what is partial stays where it is.
        let mut draft = center(
            r#"{ "status": "open", "history": [5, { "status": "opne" }, { "status": "open", "on": 5 }], "partial": 5 }"#,
        );
        assert_eq!(draft.move_to(Lifecycle::Closed, on("2024")), Ok(Moved::Written));
        let steps = r#"[5, { "status": "opne" }, { "status": "open", "on": 5 }, { "status": "closed", "on": "2024" }]"#;
        assert_eq!(draft, center(&format!(r#"{{ "status": "closed", "history": {steps}, "partial": 5 }}"#)));
        let mut draft = center(r#"{ "status": "open", "partial": 5 }"#);
        assert_eq!(draft.move_to(Lifecycle::Closed, on("2024")), Ok(Moved::Written));
        assert_eq!(draft.partial, center(r#"{ "partial": 5 }"#).partial);
    }

    #[test]
    fn a_state_that_contradicts_a_whole_history_is_no_place_to_move_from() {
        let text = r#"{ "status": "suspended", "history": [{ "status": "suspended", "on": "2022" }, { "status": "open", "on": "2023" }] }"#;
        let mut draft = center(text);
        // To stay where the state says is refused too: where it stands is what is not known.
        for to in [Lifecycle::Upgrading, Lifecycle::Suspended, Lifecycle::Open] {
            let refused = draft.move_to(to, on("2024")).unwrap_err();
            let expected = CannotMove::Disagree { key: "status", now: Lifecycle::Suspended, last: Lifecycle::Open };
            assert_eq!(refused, expected);
            assert_eq!(
                refused.in_lang(Lang::Zh).to_string(),
                "“状态”（status）为暂停，“变更记录”（history）最后一步却为投用：请先更正其一；记录不全的请把 history 写入 partial"
            );
            assert_eq!(
                refused.to_string(),
                "`status` says suspended, `history` ends with open: correct one first; where steps are not known, name \
                 `history` under `partial`"
            );
            assert_eq!(draft, center(text));
        }
        // Another list that is partial makes no difference.
        let behind =
            r#"{ "state": "planned", "history": [{ "state": "under-construction" }], "partial": ["funding"] }"#;
        let refused = project(behind).move_to(ProjectState::UnderConstruction, on("2024")).unwrap_err();
        let (now, last) = (ProjectState::Planned, ProjectState::UnderConstruction);
        assert_eq!(refused, CannotMove::Disagree { key: "state", now, last });
    }

    #[test]
    fn a_last_step_that_cannot_be_read_is_no_place_to_move_from() {
        for text in [
            r#"{ "history": [{ "status": "opne" }] }"#,
            r#"{ "history": [{ "status": "planned" }, 5] }"#,
            r#"{ "history": [{ "on": "2023" }] }"#,
            r#"{ "status": "open", "history": [{ "status": "opne" }] }"#,
            r#"{ "status": "open", "history": [5], "partial": ["history"] }"#,
        ] {
            let mut draft = center(text);
            let refused = draft.move_to(Lifecycle::Open, on("2024"));
            assert_eq!(refused, Err(CannotMove::Unread { key: "history" }), "{text}");
            assert_eq!(draft, center(text));
        }
    }

    #[test]
    fn a_history_that_was_not_kept_to_its_end_has_no_last_step_though_nothing_in_it_is_malformed() {
        let mut cut = center(r#"{ "status": "open", "history": [{ "status": "open" }] }"#);
        if let Field::Given(steps) = &mut cut.history {
            steps.omitted = 1;
        }
        let before = cut.clone();
        let refused = cut.move_to(Lifecycle::Closed, on("2024")).unwrap_err();
        assert_eq!(refused, CannotMove::Truncated);
        assert_eq!(refused.in_lang(Lang::Zh).to_string(), "“变更记录”（history）没有读全，请先补全");
        assert_eq!(refused.to_string(), "`history` was not read to its end: complete it first");
        assert_eq!(cut, before);
    }

    #[test]
    fn a_move_is_no_earlier_than_a_step_before_it_as_far_as_their_dates_tell() {
        let text =
            r#"{ "history": [{ "status": "planned", "on": "2023-05-mid" }, { "status": "under-construction" }] }"#;
        let mut draft = center(text);
        for early in ["2020", "2023-05-10"] {
            let refused = draft.move_to(Lifecycle::Open, on(early)).unwrap_err();
            assert_eq!(refused, CannotMove::TooEarly { on: on(early), earlier: on("2023-05-mid") });
            assert_eq!(draft, center(text));
        }
        let refused = draft.move_to(Lifecycle::Open, on("2020")).unwrap_err();
        assert_eq!(refused.in_lang(Lang::Zh).to_string(), "2020年早于前面一步的2023年5月中旬");
        assert_eq!(refused.to_string(), "2020 is before the date of an earlier step, mid-May 2023");
        for late in ["2023", "2023-05", "2023-05-11", "2024"] {
            assert_eq!(center(text).move_to(Lifecycle::Open, on(late)), Ok(Moved::Written), "{late}");
        }
        // Of several the latest counts, wherever it stands; a date that cannot be read is none.
        let unordered = r#"[{ "status": "planned", "on": "2023" }, { "status": "under-construction", "on": "2021" }, { "status": "open", "on": 5 }]"#;
        let refused = center(&format!(r#"{{ "history": {unordered} }}"#)).move_to(Lifecycle::Suspended, on("2022"));
        assert_eq!(refused, Err(CannotMove::TooEarly { on: on("2022"), earlier: on("2023") }));
    }

    #[test]
    fn a_move_is_refused_by_where_it_leads_before_its_date_is_looked_at() {
        let mut closed = center(r#"{ "history": [{ "status": "closed", "on": "2023" }] }"#);
        assert!(matches!(closed.move_to(Lifecycle::Open, on("2020")), Err(CannotMove::Illegal(_))));
        assert_eq!(closed.move_to(Lifecycle::Closed, on("2020")), Ok(Moved::Stayed));
    }
}
