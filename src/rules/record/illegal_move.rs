//! `illegal-move`: what a history tells can have happened.
//!
//! **Demands** that every state of a center and of a task can be followed by the next one in its history. What can follow is
//! said of each state where it is declared, in `Lifecycle` and `ProjectState`. To stay is no move. A center that has not opened,
//! as its whole history tells, cannot be suspended or closed.
//! **Basis**: the data standard; no source sets the moves down. So it is an error only where the words themselves exclude the move:
//! out of what has closed, and from what has opened or is complete back to what is still to come; any other is a warning.
//! *Met* by every move that can be made; *violated* by one that cannot, and, where the history is partial or a step between is
//! malformed, cannot either after other steps; *undecided* where only a step that is not told makes it possible, where the one
//! before is malformed, or where it depends on whether the task needs building, which its mode would tell; *not applicable* to a
//! history without a move.

use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::lives::{Life, State, leads_to, step_at};
use crate::vocab::{Answer, Phrase, Set};

pub(crate) static CARD: Card = Card {
    id: "illegal-move",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("状态变更不合规则", "a state cannot follow the one before"),
    facts: &["from", "to", "legal"],
    says: Phrase::new(
        "“{from}”之后不能是“{to}”，可以是：{legal}",
        "{from} cannot be followed by {to}; what can follow: {legal}",
    ),
    help: Phrase::new(
        "请更正状态，或补上中间的变更；记录不全的请把 history 写入 partial",
        "correct the state or add the steps between; where steps are not known, name `history` under `partial`",
    ),
};

pub(crate) fn check<S: State>(life: &Life<'_, S>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let mut last: Option<(usize, S)> = None;
    let mut gap: Option<Pointer> = None;
    // Whether what it is there for surely has not begun: what is told from the start on says so.
    let mut unopened = life.whole;
    let mut judged = false;
    for (place, step) in life.steps.iter().enumerate() {
        let Some(to) = step.state else {
            gap.get_or_insert_with(|| at.key("history").index(place).to_pointer());
            unopened = false;
            continue;
        };
        let was_unopened = unopened && last.is_some();
        unopened &= to.has_begun() == Some(false) || to.has_begun().is_none() && last.is_some();
        let history = at.key("history");
        let step_at_hand = history.index(place);
        let state_at = step_at_hand.key(S::KEY);
        let before = last.replace((place, to));
        let gap = gap.take();
        let Some((earlier, from)) = before.filter(|(_, from)| *from != to || gap.is_some()) else {
            // What stood before the first state that can be read is not known.
            if let (None, Some(gap)) = (before, gap) {
                judged = true;
                probe.undecided(&state_at, vec![gap]);
            }
            continue;
        };
        judged = true;
        let looks_back = |state: S| was_unopened && state.looks_back();
        let may = if looks_back(to) { Answer::No } else { from.may_become(to, life.mode) };
        let may_after_others = (gap.is_some() || !life.whole) && leads_to(from, to, life.mode);
        match may {
            Answer::Yes if gap.is_none() => probe.met(),
            Answer::CannotSay if gap.is_none() && life.whole => {
                probe.undecided(&state_at, vec![at.key("mode").to_pointer()]);
            }
            _ if may_after_others => {
                let because = gap.unwrap_or_else(|| at.key("partial").to_pointer());
                probe.undecided(&state_at, vec![because]);
            }
            _ => {
                let legal: Set<S> = from.next(life.mode).iter().filter(|state| !looks_back(*state)).collect();
                let facts = [from.fact(), to.fact(), S::facts(legal)];
                let severity = if from.excludes(to) { Severity::Error } else { Severity::Warning };
                let breach = Breach::at(&state_at, facts).severity(severity);
                probe.violated(breach.related_pointer(step_at(at, earlier, S::KEY)));
            }
        }
    }
    match gap {
        Some(gap) if life.steps.len() > 1 => probe.undecided(&at.key("history"), vec![gap]),
        _ if !judged => probe.not_applicable(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::{CenterDraft, ProjectDraft};
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn of_project(project: &str) -> (Tally, Findings) {
        let project: ProjectDraft = serde_json::from_str(project).unwrap();
        judge(&CARD, |probe| check(&Life::of_project(&project).unwrap(), &Path::ROOT, probe))
    }

    fn of_center(center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        judge(&CARD, |probe| check(&Life::of_center(&center).unwrap(), &Path::ROOT, probe))
    }

    fn states(states: &[&str]) -> String {
        let steps: Vec<String> = states.iter().map(|state| format!(r#"{{ "state": "{state}" }}"#)).collect();
        format!(r#""history": [{}]"#, steps.join(","))
    }

    #[test]
    fn every_legal_move_is_met() {
        let history =
            states(&["planned", "under-construction", "suspended", "under-construction", "completed", "in-use"]);
        assert_eq!(of_project(&format!("{{ {history} }}")).0, Tally { met: 5, ..Tally::default() });
    }

    #[test]
    fn an_illegal_move_says_what_would_be_legal() {
        let (tally, findings) = of_project(&format!("{{ {} }}", states(&["completed", "planned"])));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/history/1/state");
        assert_eq!(violation.related(), ["/history/0/state".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "“完工”之后不能是“计划”，可以是：投用");
        assert_eq!(violation.message(Lang::En), "completed cannot be followed by planned; what can follow: in use");
    }

    #[test]
    fn a_closed_center_does_not_open_again_however_partial_its_history_is() {
        for partial in ["", r#", "partial": ["history"]"#] {
            let center = format!(r#"{{ "history": [{{ "status": "closed" }}, {{ "status": "open" }}]{partial} }}"#);
            let (tally, findings) = of_center(&center);
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
            assert_eq!(
                findings.violations[0].message(Lang::En),
                "closed cannot be followed by open; what can follow: none"
            );
        }
    }

    #[test]
    fn what_no_word_excludes_is_a_warning() {
        for states in [["completed", "suspended"], ["completed", "canceled"], ["canceled", "planned"]] {
            let (tally, findings) = of_project(&format!("{{ {} }}", self::states(&states)));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{states:?}");
            assert_eq!(findings.violations[0].severity(), Severity::Warning, "{states:?}");
        }
        let center = r#"{ "history": [{ "status": "planned" }, { "status": "closed" }] }"#;
        assert_eq!(of_center(center).1.violations[0].severity(), Severity::Warning);
        for center in
            [["closed", "planned"], ["closed", "open"], ["open", "under-construction"], ["suspended", "planned"]]
        {
            let [from, to] = center.map(|status| format!(r#"{{ "status": "{status}" }}"#));
            let (_, findings) = of_center(&format!(r#"{{ "history": [{from}, {to}] }}"#));
            assert_eq!(findings.violations[0].severity(), Severity::Error, "{center:?}");
        }
    }

    #[test]
    fn what_has_never_opened_is_not_closed_after_an_upgrade() {
        let steps = |steps: &[&str], rest: &str| {
            let steps: Vec<String> = steps.iter().map(|status| format!(r#"{{ "status": "{status}" }}"#)).collect();
            of_center(&format!(r#"{{ "history": [{}]{rest} }}"#, steps.join(",")))
        };
        for end in ["closed", "suspended"] {
            let (tally, findings) = steps(&["planned", "upgrading", end], "");
            assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
            let violation = &findings.violations[0];
            assert_eq!((violation.path().as_str(), violation.severity()), ("/history/2/status", Severity::Warning));
            assert!(violation.message(Lang::En).ends_with("what can follow: open"), "{violation}");
        }
        // It opened, or may have.
        assert_eq!(steps(&["planned", "open", "upgrading", "closed"], "").0.met, 3);
        assert_eq!(steps(&["upgrading", "closed"], "").0.met, 1);
        assert_eq!(steps(&["planned", "upgrading", "closed"], r#", "partial": ["history"]"#).0.met, 2);
    }

    #[test]
    fn a_malformed_first_step_leaves_the_move_after_it_open() {
        let (tally, findings) = of_center(r#"{ "history": [5, { "status": "open" }] }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/history/1/status");
        assert_eq!(findings.undecided[0].because(), ["/history/0".parse().unwrap()]);
    }

    #[test]
    fn a_step_that_is_not_told_leaves_a_move_open() {
        let history = states(&["planned", "completed"]);
        let partial = r#", "mode": "build", "partial": ["history"]"#;
        let (tally, findings) = of_project(&format!("{{ {history}{partial} }}"));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/partial".parse().unwrap()]);
        let malformed = r#"{ "history": [{ "state": "planned" }, 5, { "state": "in-use" }] }"#;
        let (tally, findings) = of_project(malformed);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/history/2/state");
        assert_eq!(findings.undecided[0].because(), ["/history/1".parse().unwrap()]);
    }

    #[test]
    fn the_mode_tells_whether_something_is_complete_without_building() {
        let history = states(&["planned", "completed"]);
        for (mode, expected) in [
            (r#", "mode": "lease""#, Tally { met: 1, ..Tally::default() }),
            (r#", "mode": "refit""#, Tally { violated: 1, ..Tally::default() }),
            (r#", "mode": "other""#, Tally { undecided: 1, ..Tally::default() }),
            ("", Tally { undecided: 1, ..Tally::default() }),
        ] {
            assert_eq!(of_project(&format!("{{ {history}{mode} }}")).0, expected, "{mode}");
        }
    }

    #[test]
    fn a_history_without_a_move_is_not_judged() {
        for history in [&[][..], &["planned"], &["planned", "planned"]] {
            assert_eq!(
                of_project(&format!("{{ {} }}", states(history))).0,
                Tally { not_applicable: 1, ..Tally::default() }
            );
        }
    }
}
