use std::fmt;

use crate::field::{Field, List, SetDraft};
use crate::label::label_zh;
use crate::vocab::{IllegalMove, Lang, Member, PartialDate, Say};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CannotMove<S: Member> {
    /// No move leads there from where it stands.
    Illegal(IllegalMove<S>),
    /// The field with this key holds what could not be read, or not to its end, and would lose it.
    Unread {
        /// The key of the state or of the history.
        key: &'static str,
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
        }
    }
}

impl<S: Member + Say> fmt::Display for CannotMove<S> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Lang::En, to)
    }
}

impl<S: Member + Say> std::error::Error for CannotMove<S> {}

/// A step of a history that is being built.
pub(super) trait Step: Sized {
    type State: Member + PartialEq;

    fn new(state: Self::State, on: Field<PartialDate>) -> Self;
    fn state(&self) -> Option<Self::State>;
}

/// What a draft says of where it stands and how it came there.
pub(super) struct Story<'d, T: Step, F> {
    /// The key of the state, and the state.
    pub(super) now: (&'static str, &'d mut Field<T::State>),
    /// The key of the history, and the history.
    pub(super) history: (F, &'d mut Field<List<T>>),
    pub(super) partial: &'d mut Field<SetDraft<F>>,
}

impl<T: Step, F: Member> Story<'_, T, F> {
    /// Moves on, if it may, and writes it down.
    pub(super) fn move_to(
        self,
        to: T::State,
        on: PartialDate,
        try_move: impl FnOnce(T::State) -> Result<T::State, IllegalMove<T::State>>,
    ) -> Result<(), CannotMove<T::State>> {
        let (key, now) = self.now;
        let (list, history) = self.history;
        if let Field::Malformed(_) = now {
            return Err(CannotMove::Unread { key });
        }
        let last = match &*history {
            Field::Missing => None,
            Field::Given(steps) if steps.omitted == 0 => {
                steps.items.last().and_then(Field::given).and_then(Step::state)
            }
            Field::Given(_) | Field::Malformed(_) => return Err(CannotMove::Unread { key: "history" }),
        };
        let stood = now.given().copied();
        if let Some(from) = stood.or(last) {
            try_move(from)?;
            if from == to {
                *now = Field::Given(to);
                return Ok(());
            }
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
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::field::Field;
    use crate::records::{CannotMove, CenterDraft, CenterField, ProjectDraft};
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
        assert_eq!(draft.move_to(Lifecycle::Open, on("2023-05-mid")), Ok(()));
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
        assert_eq!(untold.move_to(ProjectState::Suspended, on("2024")), Ok(()));
        assert_eq!(
            untold,
            project(&format!(r#"{{ "state": "suspended", "history": {moved}, "partial": ["history"] }}"#))
        );
        let mut empty = project(r#"{ "state": "planned", "history": [] }"#);
        assert_eq!(empty.move_to(ProjectState::Suspended, on("2024")), Ok(()));
        assert_eq!(empty, project(&format!(r#"{{ "state": "suspended", "history": {moved} }}"#)));
        // So it is where the history ends with another.
        let mut behind = project(
            r#"{ "state": "completed", "history": [{ "state": "under-construction" }], "partial": ["history", "funding"] }"#,
        );
        assert_eq!(behind.move_to(ProjectState::InUse, on("2024")), Ok(()));
        let all =
            r#"[{ "state": "under-construction" }, { "state": "completed" }, { "state": "in-use", "on": "2024" }]"#;
        let expected = format!(r#"{{ "state": "in-use", "history": {all}, "partial": ["history", "funding"] }}"#);
        assert_eq!(behind, project(&expected));
    }

    #[test]
    fn where_no_state_is_told_it_is_the_last_of_the_history_and_without_one_any_may_be_the_first() {
        let mut closed = center(r#"{ "history": [{ "status": "closed" }] }"#);
        assert!(matches!(closed.move_to(Lifecycle::Open, on("2024")), Err(CannotMove::Illegal(_))));
        let mut open = center(r#"{ "history": [{ "status": "open" }] }"#);
        assert_eq!(open.move_to(Lifecycle::Closed, on("2024")), Ok(()));
        assert_eq!(
            open,
            center(
                r#"{ "status": "closed", "history": [{ "status": "open" }, { "status": "closed", "on": "2024" }] }"#
            )
        );
        let mut new = CenterDraft::default();
        assert_eq!(new.move_to(Lifecycle::Suspended, on("2024")), Ok(()));
        assert_eq!(new.partial, Set::of(&[CenterField::history]).into());
        assert_eq!(new.history.items().count(), 1);
    }

    #[test]
    fn to_stay_is_no_step() {
        for text in
            [r#"{ "status": "open" }"#, r#"{ "status": "closed", "history": [{ "status": "closed", "on": "2020" }] }"#]
        {
            let mut draft = center(text);
            let now = *draft.status.given().unwrap();
            assert_eq!(draft.move_to(now, on("2024")), Ok(()));
            assert_eq!(draft, center(text));
        }
        let mut untold = center(r#"{ "history": [{ "status": "open" }] }"#);
        assert_eq!(untold.move_to(Lifecycle::Open, on("2024")), Ok(()));
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
        let mut cut = center(r#"{ "status": "open", "history": [{ "status": "open" }] }"#);
        if let Field::Given(steps) = &mut cut.history {
            steps.omitted = 1;
        }
        assert_eq!(cut.move_to(Lifecycle::Closed, on("2024")), Err(CannotMove::Unread { key: "history" }));
        // A malformed step, mode or list of what is partial stays where it is.
        let mut draft = center(r#"{ "status": "open", "history": [5, { "status": "opne" }], "partial": 5 }"#);
        assert_eq!(draft.move_to(Lifecycle::Closed, on("2024")), Ok(()));
        let steps = r#"[5, { "status": "opne" }, { "status": "open" }, { "status": "closed", "on": "2024" }]"#;
        assert_eq!(draft, center(&format!(r#"{{ "status": "closed", "history": {steps}, "partial": 5 }}"#)));
        let mut draft = center(r#"{ "status": "open", "partial": 5 }"#);
        assert_eq!(draft.move_to(Lifecycle::Closed, on("2024")), Ok(()));
        assert_eq!(draft.partial, center(r#"{ "partial": 5 }"#).partial);
    }
}
