//! `too-few-functions`: the center offers as many different functions as are asked for.
//!
//! **Demands** at least so many functions, counted as the scheme of the demand counts them.
//! **Basis**: the guideline for embedded service facilities: in principle three (功能原则上≥3项).
//! *Met* by enough functions, whatever else is unknown; *violated* by too few in a complete list of services that all say
//! what they are; *undecided* otherwise; *not applicable* to a center that is not open yet or is closed;
//! *undecided* also where its status is malformed, or is that of an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Choice, Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase, Scheme};

pub(crate) static CARD: Card = Card {
    id: "too-few-functions",
    scope: Scope::Policy,
    severity: Severity::Error,
    basis: Citation::new("城市社区嵌入式服务设施建设导则（试行）", Confidence::Secondary),
    title: Phrase::new("功能项数不足", "too few functions are offered"),
    facts: &["asked", "found", "offered"],
    says: Phrase::new(
        "要求至少 {asked} 项功能，只有 {found} 项（{offered}）",
        "functions asked for: at least {asked}; offered: {found} ({offered})",
    ),
    help: Phrase::new(
        "请增加不同功能的服务，或写明已有服务的种类",
        "add services of other functions, or say of what kind the services are",
    ),
};

pub(crate) fn check(
    (scheme, at_least): (Scheme, u32),
    demand: &Demand,
    subject: &Subject<'_>,
    at: &Path<'_>,
    probe: &mut Probe<'_>,
) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let all = Choice::all_of(scheme);
    let offered = all.offered(&subject.offer);
    if offered.len() >= at_least as usize {
        probe.met_by(&services, || subject.proof(at, |offer| !all.offered(offer).is_empty()));
    } else if subject.services_open || all.is_open(&subject.offer) {
        probe.undecided(&services, subject.doubt(at, all.told_by(), |offer| all.is_open(offer)));
    } else {
        let facts = [Fact::Count(at_least.into()), Fact::Count(offered.len() as u64), Fact::Choice(offered)];
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
    use crate::vocab::{AgeBoundaries, Lang, PolicyLevel, Strength};

    const SIX: Scheme = Scheme::SixFunctions;
    const EMBEDDED: Scheme = Scheme::EmbeddedFacilities;

    fn look_for(scheme: Scheme, strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let demand = Demand::new(
            Ask::FunctionsAtLeast { scheme, at_least: 3 },
            strength,
            Authority::new(PolicyLevel::Nation, CARD.basis.clone()),
        );
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check((scheme, 3), &demand, &subject, &Path::ROOT, probe))
    }

    fn look(scheme: Scheme, center: &str) -> (Tally, Findings) {
        look_for(scheme, Strength::Must, center)
    }

    fn kinds(kinds: &[&str]) -> String {
        let services: Vec<_> = kinds.iter().map(|kind| format!(r#"{{ "kind": "{kind}" }}"#)).collect();
        format!(r#"{{ "services": [{}] }}"#, services.join(","))
    }

    #[test]
    fn each_scheme_counts_by_itself() {
        let none = Tally::default();
        for (services, six, embedded) in [
            // Culture, education, sports; leisure, child care, fitness.
            (&["reading-room", "after-school-care", "sports-ground"][..], true, true),
            // Three of the six, of which the guideline knows culture only.
            (&["reading-room", "skills-training", "government-desk"], true, false),
            // Three of the guideline, all education among the six.
            (&["after-school-care", "nursery", "playground"], false, true),
            (&["after-school-care", "summer-care", "after-school-care"], false, false),
        ] {
            for (asked, met) in [(SIX, six), (EMBEDDED, embedded)] {
                let expected = Tally { met: met.into(), violated: (!met).into(), ..none };
                assert_eq!(look(asked, &kinds(services)).0, expected, "{asked:?} {services:?}");
            }
        }
    }

    #[test]
    fn enough_functions_are_proved_whatever_else_is_unknown() {
        let center = r#"{ "services": [{ "kind": "music-training" }, {}, { "kind": "sports-ground" },
                                       { "kind": "day-care" }], "partial": ["services"] }"#;
        for (asked, proof) in [
            (SIX, ["/services/0", "/services/2", "/services/3"]),
            (EMBEDDED, ["/services/0", "/services/2", "/services/3"]),
        ] {
            let (tally, findings) = look(asked, center);
            assert_eq!(tally, Tally { met: 1, ..Tally::default() }, "{asked:?}");
            assert_eq!(findings.evidence[0].path().as_str(), "/services");
            assert_eq!(findings.evidence[0].proof(), proof.map(|place| place.parse().unwrap()));
        }
    }

    #[test]
    fn a_violation_counts_what_is_asked_and_names_what_is_offered() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(EMBEDDED, strength, &kinds(&["nursery", "clinic"]));
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Nation));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "要求至少 3 项功能，只有 2 项（婴幼儿托育、健康服务）");
            assert_eq!(
                violation.message(Lang::En),
                "functions asked for: at least 3; offered: 2 (infant care, health services)"
            );
            assert_eq!(violation.help(Lang::Zh), "请增加不同功能的服务，或写明已有服务的种类");
            assert_eq!(
                violation.help(Lang::En),
                "add services of other functions, or say of what kind the services are"
            );
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open() {
        for (asked, center, because) in [
            (SIX, "{}", "/services"),
            (SIX, r#"{ "services": [], "partial": ["services"] }"#, "/partial"),
            (SIX, r#"{ "services": [{ "kind": "clinic" }, {}] }"#, "/services/1/functions"),
            (EMBEDDED, r#"{ "services": [{ "kind": "clinic" }, 5] }"#, "/services/1"),
            // The guideline counts kinds, and a function of the six is none.
            (EMBEDDED, r#"{ "services": [{ "functions": ["health"] }] }"#, "/services/0/kind"),
            (EMBEDDED, r#"{ "services": [{ "kind": "other" }] }"#, "/services/0/kind"),
        ] {
            let (tally, findings) = look(asked, center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{center}");
        }
    }

    #[test]
    fn a_center_that_is_not_open_yet_or_is_closed_owes_nothing() {
        for status in ["planned", "under-construction", "closed"] {
            let center = format!(r#"{{ "status": "{status}", "services": [] }}"#);
            assert_eq!(look(SIX, &center).0, Tally { not_applicable: 1, ..Tally::default() }, "{status}");
        }
    }
}
