//! `asset-reused-twice`: an idle resource, or one part of it, is not part of two centers at once.
//!
//! **Demands** that one part of an idle resource is used for one center at a time, by the reuses of the resource; and that a task
//! takes up the whole of a resource while no other task for another center does, unless a reuse of the resource for that task says
//! otherwise. What was canceled or merged takes up nothing. A task takes it up at least from the first to the last step of its
//! history in which it is being built, complete or in use; for how long its center keeps it, a task does not tell. A center that
//! has closed uses nothing.
//! **Basis**: the data standard.
//! *Met* by an idle resource whose uses are all for one center, or surely not at one time; *violated* by every use that surely is
//! at the same time as an earlier one of the same for another center; *undecided* where two may be: where a reuse names no part,
//! or two name different ones, where a use is of no known beginning or end, or one is told by a task and one by a reuse; *not
//! applicable* to an idle resource with fewer than two uses for a known center.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::AssetDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::uses::{Share, Tasks, Use, clashes, uses_of};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "asset-reused-twice",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("闲置资源重复利用", "an idle resource is used for two centers at once"),
    facts: &["part", "center", "other"],
    says: Phrase::new(
        "{part}用于“{center}”，同时又用于“{other}”",
        "{part} is used for “{center}”, and for “{other}” at the same time",
    ),
    help: Phrase::new(
        "请更正中心或起止时间；只用一部分的，请在该资源的 reuses 中写明 part",
        "correct the center or the dates; where only a part is used, name it under `part` of a reuse",
    ),
};

pub(crate) fn check(asset: &AssetDraft, tasks: &Tasks<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let uses = uses_of(asset, tasks);
    if uses.len() < 2 {
        return probe.not_applicable();
    }
    let mut sure: Vec<Use<'_>> = uses.iter().copied().filter(|used| used.surely.is_some()).collect();
    sure.sort_by_key(|used| used.share);
    let of_one_share = sure.chunk_by(|one, other| one.share == other.share);
    let found: Vec<(Use<'_>, Use<'_>)> = of_one_share
        .filter(|of_one| of_one.iter().all(|used| used.share != Share::Unknown))
        .flat_map(|of_one| clashes(of_one.iter().filter_map(|used| Some((used.surely?, *used))).collect()))
        .collect();
    if found.is_empty() {
        match clashes(uses.iter().map(|used| (used.perhaps, *used)).collect()).first() {
            Some((one, other)) => probe.undecided(at, vec![one.told.place(at), other.told.place(at)]),
            None => probe.met(),
        }
    }
    for (earlier, later) in found {
        let part = match later.share {
            Share::Part(part) => Fact::text(part.as_str()),
            Share::Whole | Share::Unknown => Fact::Phrase(Phrase::new("整体", "the whole of it")),
        };
        let facts = [part, tasks.name_of(later.center), tasks.name_of(earlier.center)];
        let breach = Breach::at_pointer(later.told.place(at), facts);
        probe.violated(breach.related_pointer(earlier.told.place(at)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::DistrictDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    const ASSET: &str = "a55e7000-0000-4000-8000-000000000001";

    /// The third closed in 2018.
    const CENTERS: &str = r#"
        { "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "第一中心" },
        { "id": "5a0c3f5e-0000-4000-8000-000000000003", "closed": "2018" }"#;

    fn center(nth: u8) -> String {
        format!(r#""center": "5a0c3f5e-0000-4000-8000-{nth:012}""#)
    }

    fn look(reuses: &str, projects: &str) -> (Tally, Findings) {
        let text = format!(
            r#"{{ "centers": [{CENTERS}], "assets": [{{ "id": "{ASSET}", "reuses": [{reuses}] }}], "projects": [{projects}] }}"#
        );
        let district: DistrictDraft = serde_json::from_str(&text).unwrap();
        let (_, asset) = district.assets.items().next().unwrap();
        let assets = Path::ROOT.key("assets");
        judge(&CARD, |probe| check(asset, &Tasks::of(&district), &assets.index(0), probe))
    }

    fn reuse(nth: u8, rest: &str) -> String {
        format!("{{ {}{rest} }}", center(nth))
    }

    fn task(nth: u8, rest: &str) -> String {
        format!(r#"{{ "id": "9c0ec700-0000-4000-8000-{nth:012}", {}, "assets": ["{ASSET}"]{rest} }}"#, center(nth))
    }

    #[test]
    fn one_part_in_two_centers_at_one_time_is_a_violation() {
        let one = reuse(1, r#", "part": "东侧一间", "began": "2020", "ended": "2023-06""#);
        let other = reuse(2, r#", "part": "东侧一间", "began": "2022", "ended": "2024""#);
        let (tally, findings) = look(&format!("{one}, {other}"), "");
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/assets/0/reuses/1");
        assert_eq!(violation.related(), ["/assets/0/reuses/0".parse().unwrap()]);
        assert!(violation.refuses_admission());
        // The document names the first of them.
        let two = "5a0c3f5e-0000-4000-8000-000000000002";
        assert_eq!(violation.message(Lang::Zh), format!("东侧一间用于“{two}”，同时又用于“第一中心”"));
        let english = format!("东侧一间 is used for “{two}”, and for “第一中心” at the same time");
        assert_eq!(violation.message(Lang::En), english);
    }

    #[test]
    fn one_center_or_one_after_the_other_is_in_order() {
        let one_center = format!("{}, {}", reuse(1, ""), reuse(1, ""));
        assert_eq!(look(&one_center, "").0, Tally { met: 1, ..Tally::default() });
        let one = reuse(1, r#", "began": "2020", "ended": "2021""#);
        let other = reuse(2, r#", "began": "2022""#);
        assert_eq!(look(&format!("{other}, {one}"), "").0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn a_part_or_a_time_that_is_not_known_leaves_it_open() {
        let part = reuse(1, r#", "part": "东侧一间", "began": "2020", "ended": "2023""#);
        let other = reuse(2, r#", "began": "2021", "ended": "2023""#);
        let (tally, findings) = look(&format!("{part}, {other}"), "");
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        let because = ["/assets/0/reuses/0".parse().unwrap(), "/assets/0/reuses/1".parse().unwrap()];
        assert_eq!(findings.undecided[0].because(), because);
        let open = format!("{}, {}", reuse(1, r#", "began": "2020""#), reuse(2, r#", "began": "2021""#));
        assert_eq!(look(&open, "").0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn what_names_no_part_need_not_be_all_of_it() {
        // Of the storerooms of one center some became a barber's and some a fruit shop.
        let one = reuse(1, r#", "began": "2020", "ended": "2023-06""#);
        let other = reuse(2, r#", "began": "2022", "ended": "2024""#);
        assert_eq!(look(&format!("{one}, {other}"), "").0, Tally { undecided: 1, ..Tally::default() });
    }

    const WORK: &str = r#", "state": "in-use", "history": [
        { "state": "under-construction", "on": "2022-05" }, { "state": "in-use", "on": "2023-05" }]"#;

    #[test]
    fn two_tasks_that_surely_work_on_it_at_one_time_take_up_the_whole_for_two_centers() {
        let (tally, findings) = look("", &format!("{}, {}", task(1, WORK), task(2, WORK)));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/projects/1/assets/0");
        assert_eq!(violation.related(), ["/projects/0/assets/0".parse().unwrap()]);
        assert!(violation.message(Lang::Zh).starts_with("整体用于"));
        for state in ["canceled", "merged"] {
            let given_up = WORK.replacen("in-use", state, 1);
            let tasks = format!("{}, {}", task(1, WORK), task(2, &given_up));
            assert_eq!(look("", &tasks).0, Tally { not_applicable: 1, ..Tally::default() }, "{state}");
        }
    }

    #[test]
    fn tasks_of_which_nobody_says_when_they_work_on_it_leave_it_open() {
        for (one, other) in [
            (r#", "state": "planned""#, r#", "state": "suspended""#),
            (r#", "state": "in-use", "plan_year": 2010"#, r#", "state": "in-use", "plan_year": 2023"#),
            (WORK, r#", "state": "in-use""#),
        ] {
            let tasks = format!("{}, {}", task(1, one), task(2, other));
            assert_eq!(look("", &tasks).0, Tally { undecided: 1, ..Tally::default() }, "{one} {other}");
        }
        let partial = format!(r#"{WORK}, "partial": ["history"]"#);
        let tasks = format!("{}, {}", task(1, WORK), task(2, &partial));
        assert_eq!(look("", &tasks).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn what_a_center_had_before_it_closed_another_may_have_later() {
        let plan = |year: u16| format!(r#", "state": "in-use", "plan_year": {year}"#);
        let tasks = |year| format!("{}, {}", task(3, &plan(2010)), task(2, &plan(year)));
        assert_eq!(look("", &tasks(2023)).0, Tally { met: 1, ..Tally::default() });
        assert_eq!(look("", &tasks(2018)).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn a_reuse_for_a_task_says_which_part_the_task_takes() {
        let part = reuse(1, r#", "part": "一楼", "project": "9c0ec700-0000-4000-8000-000000000001""#);
        let tasks = format!("{}, {}", task(1, WORK), task(2, WORK));
        assert_eq!(look(&part, &tasks).0, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(look(&part, &task(1, WORK)).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_reuse_without_a_center_is_for_that_of_its_task() {
        let reuses = format!(r#"{{ "project": "9c0ec700-0000-4000-8000-000000000001" }}, {}"#, reuse(2, ""));
        let (tally, findings) = look(&reuses, &task(1, r#", "state": "in-use""#));
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        let because = ["/assets/0/reuses/0".parse().unwrap(), "/assets/0/reuses/1".parse().unwrap()];
        assert_eq!(findings.undecided[0].because(), because);
    }

    #[test]
    fn a_reuse_under_a_task_that_was_given_up_is_not_sure() {
        let when = r#", "part": "一楼", "began": "2020", "ended": "2025""#;
        let under = format!(r#"{when}, "project": "9c0ec700-0000-4000-8000-000000000001""#);
        let reuses = format!("{}, {}", reuse(1, &under), reuse(2, when));
        assert_eq!(look(&reuses, &task(1, r#", "state": "in-use""#)).0, Tally { violated: 1, ..Tally::default() });
        assert_eq!(look(&reuses, &task(1, r#", "state": "canceled""#)).0, Tally { undecided: 1, ..Tally::default() });
    }

    #[test]
    fn a_task_that_names_it_many_times_takes_it_up_once() {
        let many = task(2, WORK).replace(&format!(r#"["{ASSET}"]"#), &format!(r#"["{ASSET}", "{ASSET}", "{ASSET}"]"#));
        let (tally, findings) = look("", &format!("{}, {many}", task(1, WORK)));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/projects/1/assets/0");
        assert_eq!(look("", &many).0, Tally { not_applicable: 1, ..Tally::default() });
    }

    #[test]
    fn a_reuse_that_ended_before_the_year_of_a_task_is_no_obstacle() {
        let ended = reuse(1, r#", "began": "2015", "ended": "2019""#);
        let later = task(2, r#", "state": "planned", "plan_year": 2023"#);
        assert_eq!(look(&ended, &later).0, Tally { met: 1, ..Tally::default() });
    }

    #[test]
    fn fewer_than_two_uses_are_not_judged() {
        assert_eq!(look(&reuse(1, ""), "").0, Tally { not_applicable: 1, ..Tally::default() });
        assert_eq!(look(r#"{ "into": "健身场馆" }, {}"#, "").0, Tally { not_applicable: 1, ..Tally::default() });
    }
}
