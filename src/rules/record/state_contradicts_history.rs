//! `state-contradicts-history`: what a record says of now, and of the days on which it opened and closed, agrees with its
//! history, and with the task that took it over.
//!
//! **Demands** that the status of a center, and the state of a task, is that of the last step of its history; that a center's
//! `opened` is the day of the first step in which it is open, and its `closed` that of the step in which it is closed. A step is no
//! earlier than those before it and no later than those after, whether it is dated or not. A task that another took over
//! (`merged_into`) is merged, by its state or, where it states none, by the last step of its history; and one that is merged went into
//! another.
//! **Basis**: the data standard.
//! *Met* by a state that is the last one, by a date that can be that of its step, and by a merged task that says into which it went;
//! *violated* where both cannot be true; *undecided* where a source does not say into which task a merged one went, where the
//! history is partial, so that the step which counts may not be told, where a step or a state before the opening leaves open
//! whether it is the first, or where what has to be compared is malformed; *not applicable* to a record that states none of these,
//! or whose history has no step; to a task that neither is merged nor went into another; and to one that went into another, but
//! says of no state or step where it stands.

use crate::field::Field;
use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::records::ProjectDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::lives::{Life, State, Step, step_at};
use crate::vocab::{PartialDate, Phrase, ProjectState};

pub(crate) static CARD: Card = Card {
    id: "state-contradicts-history",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("状态与变更记录或并入的任务矛盾", "a state contradicts the history or the merge"),
    facts: &["said", "by", "told"],
    says: Phrase::new("此处为{said}，按{by}则为{told}", "here it is {said}, by {by} it is {told}"),
    help: Phrase::new(
        "请更正状态、日期、变更记录或并入的任务；记录不全的请把 history 写入 partial",
        "correct the state, the date, the history or the task that took it over; where steps are not known, name `history` under \
         `partial`",
    ),
};

/// A date of the record, which a step of the history tells too.
#[derive(Debug)]
pub(crate) struct Dated<'d, S> {
    pub(crate) key: &'static str,
    pub(crate) date: &'d Field<PartialDate>,
    /// The state that begins on it.
    pub(crate) begins: S,
    /// Whether that state has been there before, as a state tells.
    pub(crate) has_begun: fn(S) -> Option<bool>,
}

pub(crate) fn check<S: State>(life: &Life<'_, S>, dates: &[Dated<'_, S>], at: &Path<'_>, probe: &mut Probe<'_>) {
    let mut judged = state(life, at, probe);
    for dated in dates {
        judged |= date(life, dated, at, probe);
    }
    if !judged {
        probe.not_applicable();
    }
}

/// Judges the state; tells whether there was something to judge.
fn state<S: State>(life: &Life<'_, S>, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let (Some((last, step)), false) = (life.steps.iter().enumerate().next_back(), life.now.is_missing()) else {
        return false;
    };
    let state_at = at.key(S::KEY);
    match (life.now.given(), step.state) {
        (None, _) => probe.undecided(&state_at, vec![state_at.to_pointer()]),
        (_, None) => probe.undecided(&state_at, vec![at.key("history").index(last).to_pointer()]),
        (Some(now), Some(told)) if *now == told => probe.met(),
        _ if !life.whole => probe.undecided(&state_at, vec![at.key("partial").to_pointer()]),
        (Some(now), Some(told)) => {
            let breach = Breach::at(&state_at, [now.fact(), Fact::Field("history".into()), told.fact()]);
            probe.violated(breach.related_pointer(step_at(at, last, S::KEY)));
        }
    }
    true
}

/// Judges a date; tells whether there was something to judge.
///
/// The steps of a history stand in their order: one is no earlier than any before it, and no later than any after.
fn date<S: State>(life: &Life<'_, S>, dated: &Dated<'_, S>, at: &Path<'_>, probe: &mut Probe<'_>) -> bool {
    let steps = || life.steps.iter().enumerate();
    let Some((place, step)) = steps().find(|(_, step)| step.state == Some(dated.begins)) else { return false };
    if dated.date.is_missing() {
        return false;
    }
    let date_at = at.key(dated.key);
    let on_malformed = step.on.is_some_and(|on| matches!(on, Field::Malformed(_)));
    let Some(said) = dated.date.given().filter(|_| !on_malformed) else {
        let malformed = if on_malformed { step_at(at, place, "on") } else { date_at.to_pointer() };
        probe.undecided(&date_at, vec![malformed]);
        return true;
    };
    let date_of = |(nth, step): (usize, &Step<'_, S>)| Some((nth, step.on?.given().copied()?));
    // Of several days the one of the step itself is told.
    let not_before = steps().take(place + 1).filter_map(date_of).max_by_key(|(_, on)| on.first_day());
    let not_after = steps().skip(place).filter_map(date_of).rev().min_by_key(|(_, on)| on.last_day());
    let contradiction = |(nth, told): (usize, PartialDate)| {
        let facts = [Fact::PartialDate(*said), Fact::Field("history".into()), Fact::PartialDate(told)];
        Breach::at(&date_at, facts).related_pointer(step_at(at, nth, "on"))
    };
    let too_late = not_after.filter(|(_, told)| said.first_day() > told.last_day());
    let too_early = not_before.filter(|(_, told)| said.last_day() < told.first_day());
    // An earlier step that leaves it open whether it had begun, or is not told, may be the one that counts.
    let mut open = steps().take(place).filter(|(_, step)| step.state.and_then(dated.has_begun) != Some(false));
    match (too_late, too_early) {
        (Some(told), _) => probe.violated(contradiction(told)),
        (_, Some(_)) if !life.whole => probe.undecided(&date_at, vec![at.key("partial").to_pointer()]),
        (_, Some(told)) => match open.next() {
            None => probe.violated(contradiction(told)),
            Some((open, _)) => probe.undecided(&date_at, vec![step_at(at, open, S::KEY)]),
        },
        _ if not_before.or(not_after).is_some() => probe.met(),
        _ => return false,
    }
    true
}

/// Where a task stands, as far as somebody says it.
enum Standing {
    At(ProjectState, Pointer),
    /// What is there does not tell.
    Unclear(Pointer),
    Unsaid,
}

impl Standing {
    /// By its state; where it states none, by the last step of its history.
    fn of(project: &ProjectDraft, at: &Path<'_>) -> Self {
        let state_at = at.key("state");
        match &project.state {
            Field::Given(state) => return Self::At(*state, state_at.to_pointer()),
            Field::Malformed(_) => return Self::Unclear(state_at.to_pointer()),
            Field::Missing => {}
        }
        let Some(life) = Life::of_project(project) else { return Self::Unsaid };
        match life.steps.iter().enumerate().next_back() {
            None => Self::Unsaid,
            // Later steps may not be told.
            _ if !life.whole => Self::Unclear(at.key("partial").to_pointer()),
            Some((last, Step { state: None, .. })) => Self::Unclear(at.key("history").index(last).to_pointer()),
            Some((last, Step { state: Some(state), .. })) => Self::At(*state, step_at(at, last, ProjectState::KEY)),
        }
    }
}

/// Judges whether a task is merged just if another took it over.
pub(crate) fn check_merge(project: &ProjectDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    let into_at = at.key("merged_into");
    match (Standing::of(project, at), &project.merged_into) {
        (Standing::At(ProjectState::Merged, _), Field::Given(_)) => probe.met(),
        // A source that says that it was merged need not say into what.
        (Standing::At(ProjectState::Merged, _), _) => probe.undecided(&into_at, vec![into_at.to_pointer()]),
        (_, Field::Missing) | (Standing::Unsaid, _) => probe.not_applicable(),
        (Standing::At(_, place), Field::Malformed(_)) => probe.undecided_at(place, vec![into_at.to_pointer()]),
        (Standing::At(state, place), Field::Given(_)) => {
            let facts = [
                Fact::ProjectState(state),
                Fact::Field("merged_into".into()),
                Fact::ProjectState(ProjectState::Merged),
            ];
            probe.violated(Breach::at_pointer(place, facts).related(&into_at));
        }
        (Standing::Unclear(place), _) => probe.undecided(&into_at, vec![place]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::{CenterDraft, ProjectDraft};
    use crate::rule::{Findings, judge};
    use crate::vocab::{Lang, Lifecycle};

    fn of_center(center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(&format!("{{ {center} }}")).unwrap();
        let dates =
            [Dated { key: "opened", date: &center.opened, begins: Lifecycle::Open, has_begun: Lifecycle::has_opened }];
        judge(&CARD, |probe| check(&Life::of_center(&center).unwrap(), &dates, &Path::ROOT, probe))
    }

    const OPENED: &str = r#""history": [{ "status": "planned" }, { "status": "open", "on": "2023-05" }]"#;

    #[test]
    fn a_record_that_says_what_its_history_says_is_in_order() {
        let center = format!(r#""status": "open", "opened": "2023-05-mid", {OPENED}"#);
        assert_eq!(of_center(&center).0, Tally { met: 2, ..Tally::default() });
    }

    #[test]
    fn another_state_than_the_last_is_a_violation_unless_steps_are_missing() {
        let (tally, findings) = of_center(&format!(r#""status": "suspended", {OPENED}"#));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/status");
        assert_eq!(violation.related(), ["/history/1/status".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "此处为暂停，按“变更记录”（history）则为投用");
        assert_eq!(violation.message(Lang::En), "here it is suspended, by `history` it is open");
        let (tally, findings) = of_center(&format!(r#""status": "suspended", "partial": ["history"], {OPENED}"#));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/partial".parse().unwrap()]);
    }

    #[test]
    fn an_opening_on_another_day_is_a_violation() {
        for opened in ["2023-04", "2023-06-01"] {
            let (tally, findings) = of_center(&format!(r#""opened": "{opened}", {OPENED}"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{opened}");
            assert_eq!(findings.violations[0].path().as_str(), "/opened");
            assert_eq!(findings.violations[0].related(), ["/history/1/on".parse().unwrap()]);
        }
    }

    #[test]
    fn an_opening_before_it_was_planned_or_after_it_was_suspended_is_a_violation() {
        let planned =
            r#""history": [{ "status": "planned", "on": "2024-02-29" }, { "status": "open", "on": "2024-02" }]"#;
        let (tally, findings) = of_center(&format!(r#""opened": "2024-02-28", {planned}"#));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].related(), ["/history/0/on".parse().unwrap()]);
        assert_eq!(of_center(&format!(r#""opened": "2024-02-29", {planned}"#)).0, Tally { met: 1, ..Tally::default() });
        let undated = r#""history": [{ "status": "open" }, { "status": "suspended", "on": "2021" }]"#;
        let (tally, findings) = of_center(&format!(r#""opened": "2023", {undated}"#));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].related(), ["/history/1/on".parse().unwrap()]);
        assert_eq!(of_center(&format!(r#""opened": "2021", {undated}"#)).0, Tally { met: 1, ..Tally::default() });
        let nothing = r#""opened": "2021", "history": [{ "status": "open" }]"#;
        assert_eq!(of_center(nothing).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn an_opening_before_the_first_that_is_told_may_be_another() {
        let upgraded = r#""history": [{ "status": "upgrading" }, { "status": "open", "on": "2023-05" }]"#;
        let (tally, findings) = of_center(&format!(r#""opened": "2020", {upgraded}"#));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/history/0/status".parse().unwrap()]);
        let partial = format!(r#""opened": "2020", "partial": ["history"], {OPENED}"#);
        assert_eq!(of_center(&partial).0, Tally { undecided: 1, ..Tally::default() });
        // But it was open by then.
        let later = format!(r#""opened": "2024", "partial": ["history"], {OPENED}"#);
        assert_eq!(of_center(&later).0, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn what_is_malformed_leaves_it_open() {
        for center in [
            r#""status": 5, "history": [{ "status": "open" }]"#,
            r#""status": "open", "history": [{ "status": 5 }]"#,
            r#""opened": 5, "history": [{ "status": "open", "on": "2023" }]"#,
            r#""opened": "2023", "history": [{ "status": "open", "on": 5 }]"#,
        ] {
            assert_eq!(of_center(center).0, Tally { undecided: 1, ..Tally::default() }, "{center}");
        }
    }

    #[test]
    fn a_task_is_where_its_last_step_left_it() {
        let project = r#"{ "state": "in-use", "history": [{ "state": "planned" }] }"#;
        let project: ProjectDraft = serde_json::from_str(project).unwrap();
        let look = |probe: &mut Probe<'_>| check(&Life::of_project(&project).unwrap(), &[], &Path::ROOT, probe);
        assert_eq!(judge(&CARD, look).0, Tally { violated: 1, ..Tally::default() });
    }

    #[test]
    fn a_history_alone_says_nothing_else() {
        for center in [r#""history": []"#, r#""status": "open", "history": []"#, OPENED] {
            assert_eq!(of_center(center).0, Tally { not_applicable: 1, ..Tally::default() }, "{center}");
        }
    }

    fn of_merge(project: &str) -> (Tally, Findings) {
        let project: ProjectDraft = serde_json::from_str(&format!("{{ {project} }}")).unwrap();
        let projects = Path::ROOT.key("projects");
        judge(&CARD, |probe| check_merge(&project, &projects.index(0), probe))
    }

    const INTO: &str = r#""merged_into": "9c0ec700-0000-4000-8000-000000000002""#;

    #[test]
    fn a_merged_task_went_into_another() {
        for project in [
            format!(r#""state": "merged", {INTO}"#),
            format!(r#""history": [{{ "state": "planned" }}, {{ "state": "merged" }}], {INTO}"#),
        ] {
            assert_eq!(of_merge(&project).0, Tally { met: 1, ..Tally::default() }, "{project}");
        }
    }

    #[test]
    fn a_task_that_went_into_another_and_is_in_use_or_given_up_is_a_violation() {
        for (state, zh, en) in
            [("in-use", "投用", "in use"), ("canceled", "取消", "canceled"), ("planned", "计划", "planned")]
        {
            let (tally, findings) = of_merge(&format!(r#""state": "{state}", {INTO}"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{state}");
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/projects/0/state");
            assert_eq!(violation.related(), ["/projects/0/merged_into".parse().unwrap()]);
            assert!(violation.refuses_admission());
            assert_eq!(violation.message(Lang::Zh), format!("此处为{zh}，按“并入的任务”（merged_into）则为合并"));
            assert_eq!(violation.message(Lang::En), format!("here it is {en}, by `merged_into` it is merged"));
        }
        let steps = r#""history": [{ "state": "merged" }, { "state": "completed" }]"#;
        let (tally, findings) = of_merge(&format!("{steps}, {INTO}"));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/projects/0/history/1/state");
        // Where the state is stated, another rule judges the history by it.
        assert_eq!(of_merge(&format!(r#""state": "merged", {steps}, {INTO}"#)).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn into_what_a_task_was_merged_a_source_need_not_say() {
        for project in
            [r#""state": "merged""#, r#""history": [{ "state": "merged" }]"#, r#""state": "merged", "merged_into": 5"#]
        {
            let (tally, findings) = of_merge(project);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{project}");
            assert_eq!(findings.undecided[0].because(), ["/projects/0/merged_into".parse().unwrap()]);
        }
    }

    #[test]
    fn a_task_of_which_nobody_can_tell_where_it_stands_may_have_been_merged() {
        for (project, because) in [
            (r#""state": 5"#, "/projects/0/state"),
            (r#""history": [{ "state": 5 }]"#, "/projects/0/history/0"),
            (r#""history": [5]"#, "/projects/0/history/0"),
            (r#""history": [{ "state": "in-use" }], "partial": ["history"]"#, "/projects/0/partial"),
        ] {
            let (tally, findings) = of_merge(&format!("{project}, {INTO}"));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{project}");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{project}");
            assert_eq!(of_merge(project).0, Tally { not_applicable: 1, ..Tally::default() }, "{project}");
        }
        assert_eq!(of_merge(r#""state": "in-use", "merged_into": 5"#).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn a_task_that_is_not_merged_or_says_nothing_of_where_it_stands_is_not_judged() {
        for project in ["", r#""state": "in-use""#, INTO, &format!(r#""history": [], {INTO}"#)] {
            assert_eq!(of_merge(project).0, Tally { not_applicable: 1, ..Tally::default() }, "{project}");
        }
    }
}
