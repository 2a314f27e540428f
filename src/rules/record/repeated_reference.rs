//! `repeated-reference`: a list refers to nothing twice.
//!
//! **Demands** that the spaces of a service, activity, class or reuse, the teams of an activity or person, the communities that a
//! center serves, that a survey asked or that a layer of policy is for, the idle resources of a task, and the parts that a source
//! supports each stand in their list once. It counts once however often it stands there; but where one stands twice, another may
//! have been meant, and that one is missing.
//! **Basis**: the data standard.
//! *Met* once for every list whose references differ; *violated* by every one that stands in the list before; what is malformed is
//! left to other rules; *not applicable* where the list is missing or refers to nothing.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::repeats::for_each_repeat;
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "repeated-reference",
    scope: Scope::Record,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("引用重复", "a list refers to the same thing twice"),
    facts: &["reference"],
    says: Phrase::new("{reference} 在本列表中重复出现", "`{reference}` already stands in this list"),
    help: Phrase::new("请删去重复的一项；如果本来要写另一项，请更正", "remove it, or name what was meant instead"),
};

/// `references` are those of one list, each with its place.
pub(crate) fn check<T: Ord + Copy>(
    references: impl Iterator<Item = (usize, T)> + Clone,
    fact: impl Fn(T) -> Fact,
    list: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let mut some = references.clone();
    match (some.next(), some.next()) {
        (None, _) => return probe.not_applicable(),
        // Most lists refer to one thing.
        (Some(_), None) => return probe.met(),
        _ => {}
    }
    let repeated = for_each_repeat(references, |reference, first, again| {
        probe.violated(Breach::at(&list.index(again), [fact(reference)]).related(&list.index(first)));
    });
    if !repeated {
        probe.met();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::records::ServiceDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{Key, Lang};

    fn look(service: &str) -> (Tally, Findings) {
        let service: ServiceDraft = serde_json::from_str(service).unwrap();
        let list = Path::ROOT.key("spaces");
        judge(&CARD, |probe| check(service.spaces.items(), |key: &Key| Fact::text(key.as_str()), &list, probe))
    }

    #[test]
    fn references_that_differ_are_in_order_once_a_list() {
        for service in
            [r#"{ "spaces": ["hall"] }"#, r#"{ "spaces": ["hall", "yard"] }"#, r#"{ "spaces": ["hall", 5, 5] }"#]
        {
            assert_eq!(look(service).0, Tally { met: 1, ..Tally::default() }, "{service}");
        }
    }

    #[test]
    fn every_repeat_points_at_the_first() {
        let (tally, findings) = look(r#"{ "spaces": ["hall", "yard", "hall", 5, "hall"] }"#);
        assert_eq!(tally, Tally { violated: 2, ..Tally::default() });
        let places: Vec<_> = findings.violations.iter().map(|violation| violation.path().as_str()).collect();
        assert_eq!(places, ["/spaces/2", "/spaces/4"]);
        for violation in &findings.violations {
            assert_eq!(violation.related(), ["/spaces/0".parse().unwrap()]);
            assert!(!violation.refuses_admission());
        }
        assert_eq!(findings.violations[0].message(Lang::Zh), "hall 在本列表中重复出现");
        assert_eq!(findings.violations[0].message(Lang::En), "`hall` already stands in this list");
    }

    #[test]
    fn a_list_that_refers_to_nothing_is_not_judged() {
        for service in ["{}", r#"{ "spaces": [] }"#, r#"{ "spaces": 5 }"#, r#"{ "spaces": [5] }"#] {
            assert_eq!(look(service).0, Tally { not_applicable: 1, ..Tally::default() }, "{service}");
        }
    }
}
