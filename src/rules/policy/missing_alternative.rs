//! `missing-alternative`: of a set of functions, as many are offered as are asked for.
//!
//! **Demands** at least so many of the services of a set, counted as the scheme of the set counts them.
//! **Basis**: that guideline: two of elderly care, infant care, child care and community dining; elderly care or infant
//! care.
//! *Met* by enough of them, whatever else is unknown; *violated* by too few in a complete list of services that all say
//! what they are; *undecided* otherwise; *not applicable* to a center that is not open yet or is closed;
//! *undecided* also where its status is malformed, or is that of an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Choice, Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "missing-alternative",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("城市社区嵌入式服务设施建设导则（试行）", Confidence::Secondary),
    title: Phrase::new("可选功能不足", "too few of a set of functions are offered"),
    facts: &["asked", "of", "found"],
    says: Phrase::new(
        "要求从{of}中至少配置 {asked} 项，只有 {found} 项",
        "asked for: at least {asked} of {of}; offered: {found}",
    ),
    help: Phrase::new(
        "请从中增加服务，或写明已有服务的种类",
        "add services from among them, or say of what kind the services are",
    ),
};

pub(crate) fn check(
    (of, at_least): (Choice, u32),
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let found = of.offered(&subject.offer).len();
    if found >= at_least as usize {
        probe.met_by(&services, || subject.proof(at, |offer| !of.offered(offer).is_empty()));
    } else if subject.services_open || of.is_open(&subject.offer) {
        probe.undecided(&services, subject.doubt(at, of.told_by(), |offer| of.is_open(offer)));
    } else {
        let facts = [Fact::Count(u64::from(at_least)), Fact::Choice(of), Fact::Count(found as u64)];
        probe.violated(Breach::at(&services, facts).demanded_by(demand));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, EmbeddedFunction, Lang, PolicyLevel, Strength};

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let of = Choice::Embedded(EmbeddedFunction::priority_four());
        let demand = Demand::new(
            Ask::AnyOf { of, at_least: 2 },
            strength,
            Authority::new(PolicyLevel::Nation, CARD.basis.clone()),
        );
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check((of, 2), &demand, &subject, &Path::ROOT, probe))
    }

    /// Two of elderly care, infant care, child care and community dining should be offered.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Should, center)
    }

    #[test]
    fn enough_of_the_set_are_proved_whatever_else_is_unknown() {
        let (tally, findings) = look(
            r#"{ "services": [{ "kind": "nursery" }, { "kind": "clinic" }, {}, { "kind": "communal-dining" }],
                 "partial": ["services"] }"#,
        );
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].path().as_str(), "/services");
        assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/3".parse().unwrap()]);
    }

    #[test]
    fn the_same_function_twice_and_functions_outside_the_set_do_not_count() {
        for services in [
            r#"[{ "kind": "day-care" }, { "kind": "elderly-care" }]"#,
            r#"[{ "kind": "nursery" }, { "kind": "clinic" }]"#,
            "[]",
        ] {
            let center = format!(r#"{{ "services": {services} }}"#);
            assert_eq!(look(&center).0, Tally { violated: 1, ..Tally::default() }, "{services}");
        }
    }

    #[test]
    fn a_violation_names_the_set_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(strength, r#"{ "services": [{ "kind": "clinic" }] }"#);
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Nation));
            assert!(!findings.refused);
            assert_eq!(
                violation.message(Lang::Zh),
                "要求从养老服务、婴幼儿托育、儿童托管、社区助餐中至少配置 2 项，只有 0 项"
            );
            assert_eq!(
                violation.message(Lang::En),
                "asked for: at least 2 of elderly care, infant care, child care, community dining; offered: 0"
            );
            assert_eq!(violation.help(Lang::Zh), "请从中增加服务，或写明已有服务的种类");
            assert_eq!(violation.help(Lang::En), "add services from among them, or say of what kind the services are");
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open() {
        for (center, because) in [
            ("{}", "/services"),
            (r#"{ "services": [{ "kind": "nursery" }], "partial": ["services"] }"#, "/partial"),
            (r#"{ "services": [{ "kind": "nursery" }, 5] }"#, "/services/1"),
            (r#"{ "services": [{ "kind": "nursery" }, { "functions": ["elderly-care"] }] }"#, "/services/1/kind"),
            (r#"{ "services": [{ "kind": "nursrey" }] }"#, "/services/0/kind"),
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
