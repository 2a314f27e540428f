//! `missing-function`: every function that is asked for is offered.
//!
//! **Demands** that some service of the center fulfills each function of the demand.
//! **Basis**: “除引入‘六大’公共服务功能外”: every center of Luolong brings in the six.
//! *Met* where all are offered; *violated* once for each that no service fulfills, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial or a service does not say what it fulfills; *not
//! applicable* to a center that is not open yet or is closed; *undecided* also where its status is malformed, or is that of
//! an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Demand, LUOLONG_2023};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{FunctionSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-function",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: LUOLONG_2023,
    title: Phrase::new("缺少服务功能", "a function is not offered"),
    facts: &["function"],
    says: Phrase::new("没有任何服务提供“{function}”功能", "no service offers {function}"),
    help: Phrase::new(
        "请引入“{function}”服务，或补登已有的服务",
        "bring in a service for {function}, or record the one there is",
    ),
};

pub(crate) fn check(
    functions: FunctionSet,
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let missing = functions.without(subject.offer.functions);
    if missing.is_empty() {
        probe.met_by(&services, || subject.proof(at, |offer| offer.functions.meets(functions)));
    } else if subject.services_open || subject.offer.functions_open {
        probe.undecided(&services, subject.doubt(at, "functions", |offer| offer.functions_open));
    } else {
        for function in missing.iter() {
            probe.violated(Breach::at(&services, [Fact::Function(function)]).demanded_by(demand));
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
    use crate::vocab::{AgeBoundaries, Lang, PolicyLevel, ServiceFunction, Strength};

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let both = FunctionSet::of(&[ServiceFunction::Culture, ServiceFunction::Sports]);
        let demand = Demand::new(Ask::Functions(both), strength, Authority::new(PolicyLevel::District, LUOLONG_2023));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(both, &demand, &subject, &Path::ROOT, probe))
    }

    /// Culture and sports must be offered.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Must, center)
    }

    #[test]
    fn what_is_offered_is_proved_by_the_services_that_offer_it() {
        for center in [
            r#"{ "services": [{ "functions": ["culture"] }, { "kind": "clinic" }, { "kind": "fitness-square" }] }"#,
            r#"{ "services": [{ "kind": "reading-room" }, {}, { "functions": ["sports"] }], "partial": ["services"] }"#,
        ] {
            let (tally, findings) = look(center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.evidence[0].path().as_str(), "/services");
            assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/2".parse().unwrap()]);
        }
    }

    #[test]
    fn each_function_that_a_complete_list_lacks_is_a_violation() {
        for (center, violated) in [
            (r#"{ "services": [{ "functions": ["culture", "health"] }] }"#, 1),
            (r#"{ "services": [{ "kind": "live-commerce" }] }"#, 2),
            (r#"{ "services": [], "partial": ["spaces"] }"#, 2),
        ] {
            assert_eq!(look(center).0, Tally { violated, ..Tally::default() }, "{center}");
        }
    }

    #[test]
    fn a_violation_says_what_is_missing_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(strength, r#"{ "services": [{ "functions": ["culture"] }] }"#);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::District));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "没有任何服务提供“体育”功能");
            assert_eq!(violation.message(Lang::En), "no service offers sports");
            assert_eq!(violation.help(Lang::Zh), "请引入“体育”服务，或补登已有的服务");
            assert_eq!(violation.help(Lang::En), "bring in a service for sports, or record the one there is");
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open_once() {
        for (center, because) in [
            ("{}", "/services"),
            (r#"{ "services": 5 }"#, "/services"),
            (r#"{ "services": [], "partial": ["services"] }"#, "/partial"),
            (r#"{ "services": [], "partial": ["sercives"] }"#, "/partial"),
            (r#"{ "services": [{ "functions": ["culture"] }, 5] }"#, "/services/1"),
            (r#"{ "services": [{ "functions": ["culture"] }, {}] }"#, "/services/1/functions"),
            (r#"{ "services": [{ "kind": "other" }] }"#, "/services/0/functions"),
            (r#"{ "services": [{ "kind": "reading-room", "functions": ["sprots"] }] }"#, "/services/0/functions"),
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
        for status in ["open", "suspended"] {
            let center = format!(r#"{{ "status": "{status}", "services": [] }}"#);
            assert_eq!(look(&center).0, Tally { violated: 2, ..Tally::default() }, "{status}");
        }
    }
}
