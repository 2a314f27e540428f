//! `function-kind-mismatch`: what a service is said to fulfill has to do with what it is.
//!
//! **Demands** that the stated functions and the functions of the service's kind have one in common. Stating further
//! functions is fine: a reading circle for the old is culture and may be elderly care. So is a function that sources
//! disagree about: care for infants is education to one and health to another.
//! **Basis**: the classification of [`ServiceKind::functions`](crate::vocab::ServiceKind::functions).
//! *Met* where they meet; *violated* where they do not; *undecided* where a stated function or the kind is malformed;
//! *not applicable* where either is missing, no function is stated, or the kind is outside the six functions.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::Citation;
use crate::records::ServiceDraft;
use crate::rule::{Breach, Probe};
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "function-kind-mismatch",
    scope: Scope::Record,
    severity: Severity::Error,
    basis: Citation::new("neighborhood-center: classification of service kinds by function", Confidence::Secondary),
    title: Phrase::new("功能与服务种类不符", "functions do not fit the kind of service"),
    facts: &["kind", "fulfills", "stated"],
    says: Phrase::new(
        "“{kind}”属于{fulfills}，却写为{stated}",
        "the kind {kind} fulfills {fulfills}, but the record says {stated}",
    ),
    help: Phrase::new("请更正服务种类或功能", "correct the kind or the functions"),
};

pub(crate) fn check(service: &ServiceDraft, at: &Path<'_>, probe: &mut Probe<'_>) {
    if service.kind.is_missing() || service.functions.is_missing() {
        return probe.not_applicable();
    }
    let (Some(kind), Some(stated)) = (service.kind.given(), service.functions.given()) else {
        let wrong = if service.kind.given().is_none() { "kind" } else { "functions" };
        return probe.undecided(at, vec![at.key(wrong).to_pointer()]);
    };
    let fulfills = kind.functions();
    if fulfills.is_empty() {
        probe.not_applicable();
    } else if stated.words.meets(fulfills.or(kind.disputed_functions())) {
        probe.met();
    } else if !stated.is_whole() {
        probe.undecided(at, vec![at.key("functions").to_pointer()]);
    } else if stated.words.is_empty() {
        probe.not_applicable();
    } else {
        let facts = [Fact::Kind(*kind), Fact::Functions(fulfills), Fact::Functions(stated.words)];
        probe.violated(Breach::at(&at.key("functions"), facts).related(&at.key("kind")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::rule::{Findings, judge};
    use crate::vocab::Lang;

    fn look(service: &str) -> (Tally, Findings) {
        let service: ServiceDraft = serde_json::from_str(service).unwrap();
        judge(&CARD, |probe| check(&service, &Path::ROOT.key("services").index(0), probe))
    }

    #[test]
    fn one_function_in_common_is_enough() {
        for service in [
            r#"{ "kind": "reading-room", "functions": ["culture"] }"#,
            r#"{ "kind": "reading-room", "functions": ["elderly-care", "culture"] }"#,
            r#"{ "kind": "music-training", "functions": ["education"] }"#,
            r#"{ "kind": "reading-room", "functions": ["culture", "sprots"] }"#,
        ] {
            assert_eq!(look(service).0, Tally { met: 1, ..Tally::default() }, "{service}");
        }
    }

    #[test]
    fn functions_that_have_nothing_to_do_with_the_kind_are_a_violation() {
        let (tally, findings) = look(r#"{ "kind": "music-training", "functions": ["sports", "health"] }"#);
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/services/0/functions");
        assert_eq!(violation.related(), ["/services/0/kind".parse().unwrap()]);
        assert!(violation.refuses_admission());
        assert_eq!(violation.message(Lang::Zh), "“乐器培训”属于文化、教育，却写为体育、卫生健康");
        assert_eq!(
            violation.message(Lang::En),
            "the kind music training fulfills culture, education, but the record says sports, health"
        );
        assert_eq!(violation.help(Lang::Zh), "请更正服务种类或功能");
        assert_eq!(violation.help(Lang::En), "correct the kind or the functions");
    }

    #[test]
    fn what_could_not_be_read_leaves_it_open() {
        for (service, because) in [
            (r#"{ "kind": "clnic", "functions": ["sports"] }"#, "/services/0/kind"),
            (r#"{ "kind": "clinic", "functions": "health" }"#, "/services/0/functions"),
            (r#"{ "kind": "clinic", "functions": ["sports", "helth"] }"#, "/services/0/functions"),
        ] {
            let (tally, findings) = look(service);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{service}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{service}");
        }
    }

    #[test]
    fn without_a_kind_of_the_six_functions_or_a_stated_function_there_is_nothing_to_judge() {
        for service in [
            "{}",
            r#"{ "kind": "clinic" }"#,
            r#"{ "functions": ["sports"] }"#,
            r#"{ "kind": "clinic", "functions": [] }"#,
            r#"{ "kind": "household-services", "functions": ["sports"] }"#,
            r#"{ "kind": "other", "functions": ["sports"] }"#,
        ] {
            assert_eq!(look(service).0, Tally { not_applicable: 1, ..Tally::default() }, "{service}");
        }
    }
}
