//! `unserved-age-group`: every age group that is asked for is served.
//!
//! **Demands** that some service of the center is meant for each group of the demand.
//! **Basis**: “一老一少一青壮”, the groups that the centers of Luolong turn to.
//! *Met* where all are served; *violated* once for each that no service is meant for, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say whom it is for; *not
//! applicable* to a center that is not open yet or is closed; *undecided* also where its status is malformed, or is that of
//! an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, LUOLONG_2023};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unserved-age-group",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: LUOLONG_2023,
    title: Phrase::new("有人群未被服务", "an age group is not served"),
    facts: &["group"],
    says: Phrase::new("没有任何服务面向“{group}”", "no service is meant for the {group} group"),
    help: Phrase::new(
        "请增加面向“{group}”的服务，或写明已有服务的对象",
        "add a service for the {group} group, or say whom the services are for",
    ),
};

pub(crate) fn check(groups: GroupSet, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let missing = groups.without(subject.offer.groups);
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| offer.groups.meets(groups)));
    } else if subject.services_open || subject.offer.groups_open {
        probe.undecided(&services, subject.doubt(at, "audience", |offer| offer.groups_open));
    } else {
        for group in missing.iter() {
            probe.violated(Breach::at(&services, [Fact::Group(group)]).demanded_by(demand));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, AgeGroup, Lang, PolicyLevel, Strength};

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let both = GroupSet::of(&[AgeGroup::Young, AgeGroup::Old]);
        let demand = Demand::new(Ask::Groups(both), strength, Authority::new(PolicyLevel::District, LUOLONG_2023));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(both, &demand, &subject, &Path::ROOT, probe))
    }

    /// The young and the old should be served.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Should, center)
    }

    #[test]
    fn who_is_served_is_proved_by_the_services_for_them() {
        for center in [
            r#"{ "services": [{ "audience": { "groups": ["young"] } }, { "audience": { "groups": ["middle"] } },
                              { "audience": { "ages": [{ "from": 60 }] } }] }"#,
            r#"{ "services": [{ "audience": { "ages": [{ "from": 17, "below": 36 }] } }, {},
                              { "audience": { "groups": ["old"] } }], "partial": ["services"] }"#,
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.evidence[0].path().as_str(), "/services");
            assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/2".parse().unwrap()]);
        }
    }

    #[test]
    fn each_group_that_a_complete_list_leaves_out_is_a_violation() {
        for (center, violated) in [
            (r#"{ "services": [{ "audience": { "groups": ["young"] } }] }"#, 1),
            (r#"{ "services": [{ "audience": { "ages": [{ "from": 18, "below": 60 }] } }] }"#, 2),
            (r#"{ "services": [] }"#, 2),
        ] {
            assert_eq!(look(center).0, Tally { violated, ..Tally::default() }, "{center}");
        }
    }

    #[test]
    fn a_violation_says_who_is_left_out_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(strength, r#"{ "services": [{ "audience": { "groups": ["young"] } }] }"#);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::District));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "没有任何服务面向“老”");
            assert_eq!(violation.message(Lang::En), "no service is meant for the old group");
            assert_eq!(violation.help(Lang::Zh), "请增加面向“老”的服务，或写明已有服务的对象");
            assert_eq!(violation.help(Lang::En), "add a service for the old group, or say whom the services are for");
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open_once() {
        for (center, because) in [
            ("{}", "/services"),
            (r#"{ "services": [], "partial": ["services"] }"#, "/partial"),
            (r#"{ "services": [{ "audience": { "groups": ["young"] } }, 5] }"#, "/services/1"),
            (r#"{ "services": [{ "audience": { "groups": ["young"] } }, {}] }"#, "/services/1/audience"),
            (r#"{ "services": [{ "audience": {} }] }"#, "/services/0/audience"),
            (r#"{ "services": [{ "audience": { "groups": ["young", "tall"] } }] }"#, "/services/0/audience"),
            (r#"{ "services": [{ "audience": { "ages": [{ "from": 36, "below": 14 }] } }] }"#, "/services/0/audience"),
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let center = format!(r#"{{ "status": "{status}", "services": [] }}"#);
            assert_eq!(look(&center).0, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
    }
}
