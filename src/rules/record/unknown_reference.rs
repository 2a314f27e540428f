//! `unknown-reference`: what a record refers to is there.
//!
//! **Demands** that the space of a service, activity, class or tenant, the site of a space, the service of an activity, the
//! people and teams of activities, classes and duties, the teams of a person, the communities that a center belongs to and
//! serves, the communities, centers, idle resources, tasks and spaces that idle resources, tasks, culture sites and surveys
//! name, and the part that a source supports exist in the same document.
//! **Basis**: the data standard.
//! *Met* once for every reference that leads somewhere; *violated* by one that leads nowhere although the list is
//! complete; *undecided* where the list that should hold it is missing, partial, or holds items whose key is malformed, while what a
//! source supports may be missing, as long as the record could have it; *not applicable* never: what refers to nothing is not counted.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::rule::{Breach, Probe, STANDARD};
use crate::vocab::Phrase;

pub(crate) static CARD: Card = Card {
    id: "unknown-reference",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: STANDARD,
    title: Phrase::new("引用不存在", "a reference leads nowhere"),
    facts: &["reference", "list"],
    says: Phrase::new("{list}中没有 {reference}", "there is no `{reference}` in {list}"),
    help: Phrase::new("请更正引用，或补上被引用的一项", "correct the reference, or add what it refers to"),
};

/// Where a reference may lead.
#[derive(Debug)]
pub(crate) struct Target<'d> {
    /// The list that should hold it.
    pub(crate) list: &'d Path<'d>,
    /// Whether what the list does not hold does not exist.
    pub(crate) complete: bool,
    /// Whether the list holds it.
    pub(crate) found: bool,
}

pub(crate) fn check(reference: impl FnOnce() -> Fact, target: &Target<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if target.found {
        probe.met();
    } else if target.complete {
        let list: Pointer = target.list.to_pointer();
        probe.violated(Breach::at(at, [reference(), Fact::Place(list)]));
    } else {
        probe.undecided(at, vec![target.list.to_pointer()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(found: bool, complete: bool) -> (Tally, Findings) {
        let list = Path::ROOT.key("spaces");
        let target = Target { list: &list, complete, found };
        let tenants = Path::ROOT.key("tenants");
        let tenant = tenants.index(1);
        judge(&CARD, |probe| check(|| Fact::text("yuedufang"), &target, &tenant.key("space"), probe))
    }

    #[test]
    fn a_reference_that_leads_somewhere_is_in_order_however_much_the_list_claims() {
        for complete in [true, false] {
            assert_eq!(look(true, complete).0, Tally { met: 1, ..Tally::default() });
        }
    }

    #[test]
    fn a_reference_that_a_complete_list_does_not_hold_is_a_violation() {
        let (tally, findings) = look(false, true);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/tenants/1/space");
        assert_eq!(violation.related(), []);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "/spaces 中没有 yuedufang");
        assert_eq!(violation.message(Lang::En), "there is no `yuedufang` in /spaces");
        assert_eq!(violation.help(Lang::Zh), "请更正引用，或补上被引用的一项");
        assert_eq!(violation.help(Lang::En), "correct the reference, or add what it refers to");
    }

    #[test]
    fn a_reference_that_an_open_list_does_not_hold_may_lead_somewhere() {
        let (tally, findings) = look(false, false);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].path().as_str(), "/tenants/1/space");
        assert_eq!(findings.undecided[0].because(), ["/spaces".parse().unwrap()]);
    }

    #[test]
    fn what_a_source_of_a_record_read_by_itself_supports_is_missing_in_the_record() {
        let target = Target { list: &Path::ROOT, complete: true, found: false };
        let sources = Path::ROOT.key("sources");
        let source = sources.index(0);
        let supports = source.key("supports");
        let (_, findings) =
            judge(&CARD, |probe| check(|| Fact::text("/services/99"), &target, &supports.index(0), probe));
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/sources/0/supports/0");
        let zh = violation.message(Lang::Zh);
        assert!(zh.starts_with("本记录") && zh.ends_with("中没有 /services/99"), "{zh}");
        assert_eq!(violation.message(Lang::En), "there is no `/services/99` in the record");
    }
}
