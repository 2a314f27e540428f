//! `unserved-cell`: every function is offered to every age group that the policy names for it.
//!
//! **Demands** that some service fulfills the function and is meant for the group, for each cell of the demand.
//! **Basis**: the policy that makes the demand; no preset does.
//! *Met* where all are served; *violated* once for each cell that no service can have, although the list of services is
//! complete; *undecided*, once, where the list is missing or partial, and for the cells that some service may have, which does not
//! say what it fulfills or whom it is for; *not applicable* to a center that is not open yet or is closed;
//! *undecided* also where its status is malformed, or is that of an upgrade, which does not tell.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::offer::Offer;
use crate::path::Path;
use crate::policy::Demand;
use crate::rule::{Breach, Probe, STANDARD};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Cell, CellSet, FunctionSet, GroupSet, Phrase};

pub(crate) static CARD: Card = Card {
    id: "unserved-cell",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: STANDARD,
    title: Phrase::new("某项功能未覆盖某个人群", "a function is not offered to an age group"),
    facts: &["cell"],
    says: Phrase::new("没有任何服务满足“{cell}”", "no service offers {cell}"),
    help: Phrase::new(
        "请增加这样的服务，或写明已有服务的功能和对象",
        "add such a service, or say what the services fulfill and for whom",
    ),
};

pub(crate) fn check(cells: CellSet, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let services = at.key("services");
    if !Subject::is_asked(subject.owes_services(), &services, at, probe) {
        return;
    }
    let missing = cells.without(subject.offer.cells);
    if missing.is_empty() {
        return probe.met_by(&services, || subject.proof(at, |offer| offer.cells.meets(cells)));
    }
    let open = if subject.services_open { missing } else { missing.and(subject.offer.possible) };
    for cell in missing.without(open).iter() {
        probe.violated(Breach::at(&services, [Fact::Cell(cell)]).demanded_by(demand));
    }
    if !open.is_empty() {
        // What a service may offer of it is left open by its functions, unless it has those, and by its groups likewise.
        let beyond = |offer: &Offer, known: CellSet| !open.and(offer.possible).without(known).is_empty();
        let by_functions = |offer: &Offer| beyond(offer, Cell::product(offer.functions, GroupSet::all()));
        let by_groups = |offer: &Offer| beyond(offer, Cell::product(FunctionSet::all(), offer.groups));
        let mut because = subject.doubt(at, "functions", by_functions);
        because.extend(subject.doubt(at, "audience", by_groups));
        because.sort_unstable();
        because.dedup();
        probe.undecided(&services, because);
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

    fn look_for(strength: Strength, center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let cells: CellSet =
            ["culture/old", "sports/young"].map(|cell| cell.parse::<Cell>().unwrap()).into_iter().collect();
        let demand = Demand::new(Ask::Cells(cells), strength, Authority::new(PolicyLevel::Community, STANDARD));
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(cells, &demand, &subject, &Path::ROOT, probe))
    }

    /// Culture for the old and sports for the young should be offered.
    fn look(center: &str) -> (Tally, Findings) {
        look_for(Strength::Should, center)
    }

    const CULTURE_FOR_THE_OLD: &str = r#"{ "kind": "reading-room", "audience": { "ages": [{ "from": 60 }] } }"#;
    const SPORTS_FOR_THE_YOUNG: &str = r#"{ "functions": ["sports"], "audience": { "groups": ["young"] } }"#;
    const SPORTS_FOR_THE_OLD: &str = r#"{ "functions": ["sports"], "audience": { "groups": ["old"] } }"#;
    const CULTURE_FOR_THE_YOUNG: &str = r#"{ "functions": ["culture"], "audience": { "groups": ["young"] } }"#;

    #[test]
    fn a_cell_is_proved_by_a_service_that_has_both() {
        for rest in ["", r#", "partial": ["services"]"#] {
            let (tally, findings) = look(&format!(
                r#"{{ "services": [{CULTURE_FOR_THE_OLD}, {SPORTS_FOR_THE_OLD}, {SPORTS_FOR_THE_YOUNG}]{rest} }}"#
            ));
            assert_eq!(tally, Tally { met: 1, ..Tally::default() });
            assert_eq!(findings.evidence[0].path().as_str(), "/services");
            assert_eq!(findings.evidence[0].proof(), ["/services/0".parse().unwrap(), "/services/2".parse().unwrap()]);
        }
    }

    #[test]
    fn a_function_here_and_a_group_there_make_no_cell() {
        let center = format!(r#"{{ "services": [{CULTURE_FOR_THE_YOUNG}, {SPORTS_FOR_THE_OLD}] }}"#);
        assert_eq!(look(&center).0, Tally { violated: 2, ..Tally::default() });
    }

    #[test]
    fn a_violation_names_the_cell_who_asked_and_how_strongly() {
        for (strength, severity) in
            [(Strength::Must, Severity::Error), (Strength::Should, Severity::Warning), (Strength::May, Severity::Info)]
        {
            let (tally, findings) = look_for(strength, &format!(r#"{{ "services": [{SPORTS_FOR_THE_YOUNG}] }}"#));
            assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
            let violation = &findings.violations[0];
            assert_eq!(violation.path().as_str(), "/services");
            assert_eq!(violation.related(), []);
            assert_eq!(violation.severity(), severity);
            assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Community));
            assert!(!findings.refused);
            assert_eq!(violation.message(Lang::Zh), "没有任何服务满足“文化·老”");
            assert_eq!(violation.message(Lang::En), "no service offers culture for the old");
            assert_eq!(violation.help(Lang::Zh), "请增加这样的服务，或写明已有服务的功能和对象");
            assert_eq!(violation.help(Lang::En), "add such a service, or say what the services fulfill and for whom");
        }
    }

    #[test]
    fn what_the_record_does_not_say_leaves_it_open_once_for_every_reason() {
        for (center, because) in [
            ("{}".to_owned(), vec!["/services"]),
            (format!(r#"{{ "services": [{SPORTS_FOR_THE_OLD}], "partial": ["services"] }}"#), vec!["/partial"]),
            (format!(r#"{{ "services": [{SPORTS_FOR_THE_OLD}, 5] }}"#), vec!["/services/1"]),
            (r#"{ "services": [{ "functions": ["culture", "sports"] }] }"#.to_owned(), vec!["/services/0/audience"]),
            (
                r#"{ "services": [{ "audience": { "groups": ["young", "old"] } }] }"#.to_owned(),
                vec!["/services/0/functions"],
            ),
            (
                format!(r#"{{ "services": [{{}}, {SPORTS_FOR_THE_OLD}], "partial": ["services"] }}"#),
                vec!["/partial", "/services/0/audience", "/services/0/functions"],
            ),
        ] {
            let (tally, findings) = look(&center);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{center}");
            assert_eq!(findings.undecided[0].path().as_str(), "/services");
            let told: Vec<_> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
            assert_eq!(told, because, "{center}");
        }
    }

    #[test]
    fn what_no_service_can_be_is_missing_whatever_else_is_not_said() {
        // A gym that does not say for whom it is has sports for the young perhaps, and culture for nobody.
        let gym = r#"{ "functions": ["sports"] }"#;
        let silent_for_the_middle = r#"{ "audience": { "groups": ["middle"] } }"#;
        let (tally, findings) =
            look(&format!(r#"{{ "services": [{SPORTS_FOR_THE_OLD}, {gym}, {silent_for_the_middle}] }}"#));
        assert_eq!(tally, Tally { violated: 1, undecided: 1, ..Tally::default() });
        assert_eq!(findings.violations[0].message(Lang::En), "no service offers culture for the old");
        assert_eq!(findings.undecided[0].because(), ["/services/1/audience".parse().unwrap()]);
        // Nothing but the gym's audience is open, and whatever it is decides nothing.
        let (tally, _) = look(&format!(r#"{{ "services": [{SPORTS_FOR_THE_YOUNG}, {gym}] }}"#));
        assert_eq!(tally, Tally { violated: 1, ..Tally::default() });
        // A service that says neither may be both; one that says one word that is misspelled, that one.
        for (service, because) in [
            ("{}", &["/services/0/audience", "/services/0/functions"][..]),
            (
                r#"{ "functions": ["culture", "sprots"], "audience": { "groups": ["young", "old"] } }"#,
                &["/services/0/functions"],
            ),
            (
                r#"{ "functions": ["culture", "sports"], "audience": { "groups": ["odl", "young"] } }"#,
                &["/services/0/audience"],
            ),
        ] {
            let (tally, findings) = look(&format!(r#"{{ "services": [{service}] }}"#));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{service}");
            let told: Vec<_> = findings.undecided[0].because().iter().map(|place| place.as_str()).collect();
            assert_eq!(told, because, "{service}");
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
