//! `too-few-chosen-services`: besides the k of a standard of the form k+N, as many kinds of service are offered as it asks for.
//!
//! **Demands** at least so many different kinds of service, from those that the demand names, or, where it names none, of any.
//! A kind that counts toward the k never counts here, even if the demand names it: what the standard requires anyway is no
//! choice besides it. Two services of one kind are one choice.
//! **Basis**: the N of “7+N”, which places are encouraged to add where conditions allow (鼓励有条件的地方探索增加); its source gives
//! examples and no list.
//! *Met* by enough kinds, whatever else is unknown; *violated* by too few in a complete list of services that all say of
//! what kind they are; *undecided* otherwise, as by a service of another kind than those there are words for; *not
//! applicable* to a center that is not open yet or is closed; *undecided* also where its status is malformed, or is that of an
//! upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Chosen, Citation, Demand};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "too-few-chosen-services",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("洛阳乡里中心“7+N”（洛阳网 2025-09-30）", Confidence::Secondary),
    title: Phrase::new("自选服务不足", "too few chosen services are offered"),
    facts: &["standard", "asked", "found"],
    says: Phrase::new(
        "“{standard}”要求自选服务至少 {asked} 项，只有 {found} 项",
        "kinds of service asked for besides the core of {standard}: at least {asked}; offered: {found}",
    ),
    help: Phrase::new(
        "请在基本服务之外增加服务，或写明已有服务的种类",
        "add services besides those of the core, or say of what kind the services are",
    ),
};

pub(crate) fn check(chosen: &Chosen, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let choices = chosen.eligible();
    let found = choices.and(subject.offer.kinds).len();
    if found >= chosen.at_least as usize {
        probe.met_by(&services, || subject.proof(at, |offer| choices.meets(offer.kinds)));
    } else if subject.services_open || subject.offer.kinds_open {
        probe.undecided(&services, subject.doubt(at, "kind", |offer| offer.kinds_open));
    } else {
        let asked = Fact::Count(u64::from(chosen.at_least));
        let facts = [Fact::text(chosen.standard.as_str()), asked, Fact::Count(found as u64)];
        probe.violated(Breach::at(&services, facts).demanded_by(demand));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tally;
    use crate::policy::{Ask, Authority, Choice};
    use crate::records::CenterDraft;
    use crate::rule::{Findings, judge};
    use crate::vocab::{AgeBoundaries, KindSet, Lang, Name, PolicyLevel, Scheme, ServiceKind, Strength};

    fn look_for(chosen: &Chosen, strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let ask = Ask::Chosen(chosen.clone());
        let demand = Demand::new(ask, strength, Authority::new(PolicyLevel::City, CARD.basis.clone()));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(chosen, &demand, &subject, &Path::ROOT, probe))
    }

    /// Two besides the seven of 7+N.
    fn two_from(from: &[ServiceKind]) -> Chosen {
        let core = Choice::all_of(Scheme::SevenPlusN);
        Chosen { standard: Name::fixed("7+N"), core, from: KindSet::of(from), at_least: 2 }
    }

    /// Two kinds of service outside the seven of 7+N should be offered.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(&two_from(&[]), Strength::Should, center)
    }

    fn kinds(kinds: &[&str]) -> String {
        let services: Vec<String> = kinds.iter().map(|kind| format!(r#"{{ "kind": "{kind}" }}"#)).collect();
        format!(r#"{{ "services": [{}] }}"#, services.join(", "))
    }

    #[test]
    fn enough_kinds_are_proved_whatever_else_is_unknown() {
        let (tally, findings) = look(
            r#"{ "services": [{ "kind": "live-commerce" }, { "kind": "clinic" }, {}, { "kind": "tourism-services" }],
                 "partial": ["services"] }"#,
        );
        assert_eq!(tally, Tally { met: 1, ..Tally::default() });
        assert_eq!(findings.evidence[0].path().as_str(), "/services");
        assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/3".parse().unwrap()]);
    }

    #[test]
    fn the_core_and_the_same_kind_again_are_no_choices() {
        for (services, found) in [
            (&["live-commerce", "live-commerce"][..], 1),
            (&["live-commerce", "clinic", "day-care", "reading-room"], 1),
            (&["clinic", "nursery"], 0),
            (&[], 0),
        ] {
            let (tally, findings) = look(&kinds(services));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() }, "{services:?}");
            assert_eq!(findings.violations[0].facts().last(), Some(("found", &Fact::Count(found))), "{services:?}");
        }
    }

    #[test]
    fn where_the_choices_are_named_no_others_count_and_those_of_the_core_still_do_not() {
        let (stream, visitors, sports) =
            (ServiceKind::LiveCommerce, ServiceKind::TourismServices, ServiceKind::SportsGround);
        let none = Tally::default();
        let (met, violated) = (Tally { met: 1, ..none }, Tally { violated: 1, ..none });
        let both = kinds(&["live-commerce", "sports-ground", "clinic"]);
        for (from, expected) in [
            (&[stream, sports][..], met),
            (&[stream, sports, visitors], met),
            (&[stream, visitors], violated),
            // A clinic is one of the seven, whoever names it as a choice.
            (&[stream, ServiceKind::Clinic], violated),
        ] {
            assert_eq!(look_for(&two_from(from), Strength::Should, &both).0, expected, "{from:?}");
        }
    }

    #[test]
    fn a_core_of_four_kinds_leaves_every_other_kind_to_choose() {
        let four = [ServiceKind::DayCare, ServiceKind::Clinic, ServiceKind::Nursery, ServiceKind::GovernmentDesk];
        let core = Choice::Kinds(KindSet::of(&four));
        let chosen = Chosen { standard: Name::fixed("4+N"), core, ..two_from(&[]) };
        for (services, met) in [
            // Treatments are not the clinic that the four name, though both are health to 7+N.
            (&["traditional-medicine", "sports-ground"][..], 1),
            (&["day-care", "clinic", "nursery", "government-desk", "sports-ground"], 0),
        ] {
            let expected = Tally { met, violated: 1 - met, ..Tally::default() };
            assert_eq!(look_for(&chosen, Strength::Should, &kinds(services)).0, expected, "{services:?}");
        }
    }

    #[test]
    fn a_violation_counts_what_is_asked_and_offered_and_says_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (_, findings) = look_for(&two_from(&[]), strength, &kinds(&["clinic", "live-commerce"]));
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "“7+N”要求自选服务至少 2 项，只有 1 项");
            assert_eq!(
                violation.message(Lang::En),
                "kinds of service asked for besides the core of 7+N: at least 2; offered: 1"
            );
            assert_eq!(violation.help(Lang::Zh), "请在基本服务之外增加服务，或写明已有服务的种类");
            assert_eq!(
                violation.help(Lang::En),
                "add services besides those of the core, or say of what kind the services are"
            );
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open() {
        for (center, because) in [
            ("{}", "/services"),
            (r#"{ "services": [{ "kind": "live-commerce" }], "partial": ["services"] }"#, "/partial"),
            (r#"{ "services": [{ "kind": "live-commerce" }, 5] }"#, "/services/1"),
            (r#"{ "services": [{ "kind": "live-commerce" }, { "kind": "other" }] }"#, "/services/1/kind"),
            (r#"{ "services": [{ "kind": "live-commerce" }, { "functions": ["sports"] }] }"#, "/services/1/kind"),
            (r#"{ "services": [{ "kind": "live-comerce" }] }"#, "/services/0/kind"),
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
