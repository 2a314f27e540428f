//! `asset-reused-twice`: the whole of an idle resource is not part of two centers at once.
//!
//! **Demands** that an idle resource, of which no part is named, is used for one center at a time: by its reuses, and by the
//! tasks that are neither canceled nor merged. A task takes up the whole of a resource, unless a reuse of the resource for that
//! task says otherwise.
//! **Basis**: the data standard.
//! *Met* by an idle resource whose uses are all for one center, or surely not at one time; *violated* by every use that surely is
//! at the same time as an earlier one for another center; *undecided* where two may be: where a use is of a part, or of no known
//! beginning or end, or a task of no known state; *not applicable* to an idle resource with fewer than two uses for a known
//! center.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::records::AssetDraft;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::uses::{Tasks, Told, Use, clashes, uses_of};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "asset-reused-twice",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("闲置资源重复利用", "an idle resource is used for two centers at once"),
    facts: &["center", "other"],
    says: Phrase::new(
        "整体用于中心 {center}，同时又用于中心 {other}",
        "the whole of it is used for the center {center}, and for {other} at the same time",
    ),
    help: Phrase::new(
        "请更正中心或起止时间；只用一部分的请写明 part",
        "correct the center or the dates; where only a part is used, name it under `part`",
    ),
};

pub(crate) fn check(asset: &AssetDraft, tasks: &Tasks<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let uses = uses_of(asset, tasks);
    if uses.len() < 2 {
        return probe.not_applicable();
    }
    // Tasks are at one time with each other, and reuses on their dates: neither tells when the other is.
    let sure = |is_task: bool| {
        let of_kind = uses.iter().filter(move |used| matches!(used.told, Told::Task(..)) == is_task);
        clashes(of_kind.filter_map(|used| Some((used.surely?, *used))).collect())
    };
    let found: Vec<(Use, Use)> = [sure(false), sure(true)].concat();
    if found.is_empty() {
        match clashes(uses.iter().map(|used| (used.perhaps, *used)).collect()).first() {
            Some((one, other)) => probe.undecided(at, vec![one.told.place(at), other.told.place(at)]),
            None => probe.met(),
        }
    }
    for (earlier, later) in found {
        let facts = [later.center, earlier.center].map(|center| Fact::Text(center.to_string().into()));
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

    fn center(nth: u8) -> String {
        format!(r#""center": "5a0c3f5e-0000-4000-8000-{nth:012}""#)
    }

    fn look(reuses: &str, projects: &str) -> (Tally, Findings) {
        let text =
            format!(r#"{{ "assets": [{{ "id": "{ASSET}", "reuses": [{reuses}] }}], "projects": [{projects}] }}"#);
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
    fn two_centers_at_one_time_are_a_violation() {
        let one = reuse(1, r#", "began": "2020", "ended": "2023-06""#);
        let other = reuse(2, r#", "began": "2022", "ended": "2024""#);
        let (tally, findings) = look(&format!("{one}, {other}"), "");
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/assets/0/reuses/1");
        assert_eq!(violation.related(), ["/assets/0/reuses/0".parse().unwrap()]);
        assert!(violation.refuses_admission());
        let [one, two] = ["5a0c3f5e-0000-4000-8000-000000000001", "5a0c3f5e-0000-4000-8000-000000000002"];
        assert_eq!(violation.message(Lang::Zh), format!("整体用于中心 {two}，同时又用于中心 {one}"));
        let english = format!("the whole of it is used for the center {two}, and for {one} at the same time");
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
    fn two_tasks_that_are_not_given_up_take_up_the_whole_for_two_centers() {
        let planned = r#", "state": "planned""#;
        let (tally, findings) = look("", &format!("{}, {}", task(1, planned), task(2, r#", "state": "in-use""#)));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].path().as_str(), "/projects/1/assets/0");
        for state in ["canceled", "merged"] {
            let tasks = format!("{}, {}", task(1, planned), task(2, &format!(r#", "state": "{state}""#)));
            assert_eq!(look("", &tasks).0, Tally { not_applicable: 1, ..Tally::default() }, "{state}");
        }
        assert_eq!(
            look("", &format!("{}, {}", task(1, planned), task(2, ""))).0,
            Tally { undecided: 1, ..Tally::default() }
        );
    }

    #[test]
    fn a_reuse_for_a_task_says_which_part_the_task_takes() {
        let part = reuse(1, r#", "part": "一楼", "project": "9c0ec700-0000-4000-8000-000000000001""#);
        let planned = r#", "state": "planned""#;
        let tasks = format!("{}, {}", task(1, planned), task(2, planned));
        assert_eq!(look(&part, &tasks).0, Tally { undecided: 1, ..Tally::default() });
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
