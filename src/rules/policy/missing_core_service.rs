//! `missing-core-service`: each of the k services that a standard of the form k+N requires is offered.
//!
//! **Demands** that some service of the center counts toward each of the k, as the scheme that names them counts services.
//! **Basis**: “7+N”, whose seven the city names; of “4+N” no source says which the four are, so that whoever demands it names
//! them.
//! *Met* where all of the k are offered; *violated* once for each that no service offers, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say what it is; *not applicable* to
//! a center that is not open yet or is closed; *undecided* also where its status is malformed, or is that of an upgrade,
//! which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Choice, Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Name, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-core-service",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: Citation::new("洛阳乡里中心“7+N”（洛阳网 2025-09-30）", Confidence::Secondary),
    title: Phrase::new("缺少基本服务", "a core service is not offered"),
    facts: &["standard", "service"],
    says: Phrase::new(
        "缺少“{standard}”的基本服务“{service}”",
        "no service offers {service}, which is of the core of {standard}",
    ),
    help: Phrase::new("请引入“{service}”，或补登已有的服务", "bring in {service}, or record the service there is"),
};

pub(crate) fn check(
    (standard, of): (&Name, Choice),
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let missing = of.missing(&subject.offer);
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| !of.offered(offer).is_empty()));
    } else if subject.services_open || of.is_open(&subject.offer) {
        probe.undecided(&services, subject.doubt(at, of.told_by(), |offer| of.is_open(offer)));
    } else {
        for service in missing.singles() {
            let facts = [Fact::text(standard.as_str()), Fact::Choice(service)];
            probe.violated(Breach::at(&services, facts).demanded_by(demand));
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
    use crate::vocab::{
        AgeBoundaries, EmbeddedFunction, KindSet, Lang, PolicyLevel, RuralFunction, ServiceFunction, ServiceKind, Set,
        Strength,
    };

    fn look_for(of: Choice, strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let standard = Name::fixed("2+N");
        let ask = Ask::Core { standard: standard.clone(), of };
        let demand = Demand::new(ask, strength, Authority::new(PolicyLevel::City, CARD.basis.clone()));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check((&standard, of), &demand, &subject, &Path::ROOT, probe))
    }

    fn two() -> Choice {
        Choice::Rural(Set::of(&[RuralFunction::DayCare, RuralFunction::Health]))
    }

    /// Day care and health, of the seven of 7+N, must be offered.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(two(), Strength::Must, center)
    }

    #[test]
    fn what_is_offered_is_proved_by_the_services_that_count() {
        for center in [
            r#"{ "services": [{ "kind": "day-care" }, { "kind": "sports-ground" }, { "kind": "clinic" }] }"#,
            r#"{ "services": [{ "kind": "elderly-care" }, {}, { "kind": "traditional-medicine" }], "partial": ["services"] }"#,
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.evidence[0].path().as_str(), "/services");
            assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/2".parse().unwrap()]);
        }
    }

    #[test]
    fn each_core_service_that_a_complete_list_lacks_is_a_violation() {
        for (center, violated) in [
            (r#"{ "services": [{ "kind": "clinic" }] }"#, 1),
            (r#"{ "services": [{ "kind": "communal-dining" }] }"#, 2),
            (r#"{ "services": [], "partial": ["spaces"] }"#, 2),
        ] {
            assert_eq!(look(center).0, Tally { violated, ..Tally::default() }, "{center}");
        }
    }

    #[test]
    fn the_core_is_counted_by_the_scheme_that_names_it() {
        // Meals for the old are elderly care among the six, and neither day care of 7+N nor elderly care of the guideline.
        let center = r#"{ "services": [{ "kind": "communal-dining" }] }"#;
        let kinds = |kinds: &[ServiceKind]| Choice::Kinds(KindSet::of(kinds));
        for (of, violated) in [
            (Choice::Six(Set::of(&[ServiceFunction::ElderlyCare])), 0),
            (Choice::Rural(Set::of(&[RuralFunction::DayCare])), 1),
            (Choice::Embedded(Set::of(&[EmbeddedFunction::ElderlyCare])), 1),
            (Choice::Embedded(Set::of(&[EmbeddedFunction::CommunityDining])), 0),
            (kinds(&[ServiceKind::CommunalDining]), 0),
            (kinds(&[ServiceKind::CommunalDining, ServiceKind::DayCare, ServiceKind::Clinic]), 2),
        ] {
            let expected = Tally { met: u64::from(violated == 0), violated, ..Tally::default() };
            assert_eq!(look_for(of, Strength::Must, center).0, expected, "{of:?}");
        }
    }

    #[test]
    fn a_violation_names_the_standard_what_is_missing_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(two(), strength, r#"{ "services": [{ "kind": "clinic" }] }"#);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "缺少“2+N”的基本服务“日间照料”");
            assert_eq!(violation.message(Lang::En), "no service offers day care, which is of the core of 2+N");
            assert_eq!(violation.help(Lang::Zh), "请引入“日间照料”，或补登已有的服务");
            assert_eq!(violation.help(Lang::En), "bring in day care, or record the service there is");
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open_once() {
        let health = Choice::Six(Set::of(&[ServiceFunction::Health]));
        for (of, center, because) in [
            (two(), "{}", "/services"),
            (two(), r#"{ "services": 5 }"#, "/services"),
            (two(), r#"{ "services": [{ "kind": "clinic" }], "partial": ["services"] }"#, "/partial"),
            (two(), r#"{ "services": [], "partial": ["sercives"] }"#, "/partial"),
            (two(), r#"{ "services": [{ "kind": "clinic" }, 5] }"#, "/services/1"),
            // What a service fulfills of the six does not say what it is to 7+N.
            (two(), r#"{ "services": [{ "functions": ["health", "elderly-care"] }] }"#, "/services/0/kind"),
            (two(), r#"{ "services": [{ "kind": "other" }] }"#, "/services/0/kind"),
            (two(), r#"{ "services": [{ "kind": "day-crae" }, { "kind": "clinic" }] }"#, "/services/0/kind"),
            (health, r#"{ "services": [{ "kind": "day-care" }, {}] }"#, "/services/1/functions"),
        ] {
            let (tally, findings) = look_for(of, Strength::Must, center);
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
        for status in ["upgrading", "opne"] {
            let (tally, findings) = look(&format!(r#"{{ "status": "{status}", "services": [] }}"#));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{status}");
            assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
        }
    }
}
