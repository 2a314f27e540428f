//! `volunteer-alone`: no volunteers are left by themselves.
//!
//! **Demands** that in every class somebody is on duty who is no volunteer, or teaches it, and that no service is delivered by
//! volunteers only. A teacher is what the person's `roles` say.
//! **Basis**: nobody is known to ask for it; volunteers deliver much of what centers offer. Only a policy that asks for it is asked.
//! *Met* once for every class and every service with somebody else; *violated* by one with volunteers only; *undecided* where
//! somebody's role is missing or malformed and everybody else is a volunteer; *not applicable* to a center of which neither services
//! nor classes say who is there, and to one that is not open yet or is closed; *undecided* also where its status is malformed, or is
//! that of an upgrade, which does not tell.

use crate::field::{Field, SetDraft};
use crate::finding::{Card, Scope, Severity};
use crate::path::{Path, Pointer};
use crate::policy::{Citation, Demand};
use crate::records::{PersonDraft, SectionDraft};
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, DeliveryRole, DeliveryRoleSet, Key, Phrase};

pub(crate) static CARD: Card = Card {
    id: "volunteer-alone",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("由政策自行规定", Confidence::Unverified),
    title: Phrase::new("仅有志愿者在岗", "volunteers are by themselves"),
    facts: &[],
    says: Phrase::new("只有志愿者，没有其他人员在岗", "there are volunteers only, and nobody else is on duty"),
    help: Phrase::new("请安排工作人员、教师或教练在岗", "have somebody of the staff, a teacher or a coach there"),
};

pub(crate) fn check(demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    if !Subject::is_asked(subject.owes_services(), at, at, probe) {
        return;
    }
    let mut any = false;
    let mut judge = |there: &There, place: &Path<'_>| {
        any = true;
        if there.others {
            probe.met();
        } else if !there.unknown.is_empty() {
            probe.undecided(place, there.unknown.clone());
        } else {
            probe.violated(Breach::at(place, []).demanded_by(demand));
        }
    };
    let services = at.key("services");
    for (place, service) in subject.center.services.items() {
        let delivered_at = services.index(place).key("delivered_by").to_pointer();
        if let Some(there) = There::of(&service.delivered_by, delivered_at) {
            judge(&there, &services.index(place).key("delivered_by"));
        }
    }
    let staff = Staff::of(subject, at);
    let activities = at.key("activities");
    for (nth, activity) in subject.center.activities.items() {
        let activity_at = activities.index(nth);
        let sections = activity_at.key("sections");
        for (place, section) in activity.sections.items() {
            let section_at = sections.index(place);
            if let Some(there) = staff.of_section(section, &section_at) {
                judge(&there, &section_at);
            }
        }
    }
    if !any {
        probe.not_applicable();
    }
}

/// Who is there.
#[derive(Default)]
struct There {
    /// Somebody who is no volunteer.
    others: bool,
    /// Where it is not known who.
    unknown: Vec<Pointer>,
}

impl There {
    /// Whoever has these roles; `None` where nothing is said of them.
    fn of(roles: &Field<SetDraft<DeliveryRole>>, at: Pointer) -> Option<Self> {
        let mut there = Self::default();
        match roles {
            Field::Missing => return None,
            Field::Given(roles) if roles.is_whole() && roles.words.is_empty() => return None,
            Field::Given(roles) => {
                there.others = !roles.words.without(DeliveryRoleSet::of(&[DeliveryRole::Volunteer])).is_empty();
                there.unknown.extend((!roles.is_whole()).then_some(at));
            }
            Field::Malformed(_) => there.unknown.push(at),
        }
        Some(there)
    }

    fn and(&mut self, other: Self) {
        self.others |= other.others;
        self.unknown.extend(other.unknown);
    }
}

/// The people of a center, by their keys.
struct Staff<'d> {
    people: Vec<(&'d Key, usize, &'d PersonDraft)>,
    at: &'d Path<'d>,
}

impl<'d> Staff<'d> {
    fn of(subject: &Subject<'d>, at: &'d Path<'d>) -> Self {
        let people = subject.center.people.items();
        let mut people: Vec<_> =
            people.filter_map(|(place, person)| Some((person.key.given()?, place, person))).collect();
        people.sort_unstable_by_key(|(key, place, _)| (*key, *place));
        Self { people, at }
    }

    /// Who is there while a class takes place; `None` where it does not say.
    fn of_section(&self, section: &SectionDraft, at: &Path<'_>) -> Option<There> {
        let duties = at.key("duties");
        let mut there = There::default();
        let mut any = false;
        match &section.duties {
            Field::Missing => {}
            Field::Malformed(_) => there.unknown.push(duties.to_pointer()),
            Field::Given(list) => {
                any |= !list.items.is_empty();
                there.unknown.extend((list.omitted > 0).then(|| duties.to_pointer()));
                for (place, item) in list.items.iter().enumerate() {
                    match item.given().and_then(|duty| duty.role.given()) {
                        Some(role) => there.others |= *role != DeliveryRole::Volunteer,
                        None => there.unknown.push(duties.index(place).to_pointer()),
                    }
                }
            }
        }
        match &section.teacher {
            Field::Missing => {}
            Field::Malformed(_) => there.unknown.push(at.key("teacher").to_pointer()),
            Field::Given(key) => {
                any = true;
                there.and(self.teacher(key, at));
            }
        }
        (any || !there.unknown.is_empty()).then_some(there)
    }

    fn teacher(&self, key: &Key, section: &Path<'_>) -> There {
        let first = self.people.partition_point(|(known, ..)| *known < key);
        let known = self.people.get(first).filter(|(known, ..)| *known == key);
        let roles = known.and_then(|(_, place, person)| {
            There::of(&person.roles, self.at.key("people").index(*place).key("roles").to_pointer())
        });
        roles.unwrap_or_else(|| {
            let place = match known {
                Some((_, place, _)) => self.at.key("people").index(*place).key("roles").to_pointer(),
                None => section.key("teacher").to_pointer(),
            };
            There { others: false, unknown: vec![place] }
        })
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

    fn look(center: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(center).unwrap();
        let by = Authority::new(PolicyLevel::Community, CARD.basis.clone());
        let demand = Demand::new(Ask::NotVolunteersAlone, Strength::Should, by);
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(&demand, &subject, &Path::ROOT, probe))
    }

    /// A class, and the people of its center.
    fn class(section: &str, people: &str) -> (Tally, Findings) {
        look(&format!(r#"{{ "activities": [{{ "sections": [{section}] }}], "people": [{people}] }}"#))
    }

    const TEACHER: &str = r#"{ "key": "li", "roles": ["professional-teacher"] }"#;
    const VOLUNTEER: &str = r#"{ "key": "wu", "roles": ["volunteer"] }"#;

    #[test]
    fn a_class_has_somebody_who_is_no_volunteer() {
        for (section, met) in [
            (r#"{ "teacher": "li" }"#, true),
            (r#"{ "teacher": "wu" }"#, false),
            (r#"{ "teacher": "wu", "duties": [{ "role": "staff" }] }"#, true),
            (r#"{ "teacher": "li", "duties": [{ "role": "volunteer" }] }"#, true),
            (r#"{ "duties": [{ "role": "volunteer" }, { "role": "volunteer" }] }"#, false),
            // What somebody does there counts, not what else the person does.
            (r#"{ "duties": [{ "role": "volunteer", "person": "li" }] }"#, false),
            // Somebody is there, whoever else it may be.
            (r#"{ "teacher": "nobody", "duties": [{ "role": "coach" }, {}] }"#, true),
        ] {
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(class(section, &[VOLUNTEER, TEACHER].join(",")).0, expected, "{section}");
        }
    }

    #[test]
    fn a_service_is_not_delivered_by_volunteers_only() {
        let (tally, findings) = look(
            r#"{ "services": [{ "delivered_by": ["volunteer", "staff"] }, { "delivered_by": ["volunteer"] }, {}] }"#,
        );
        assert_eq!(tally, Tally { met: 1, violated: 1, ..Tally::default() });
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/services/1/delivered_by");
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::Community));
        assert_eq!(violation.message(Lang::Zh), "只有志愿者，没有其他人员在岗");
        assert_eq!(violation.message(Lang::En), "there are volunteers only, and nobody else is on duty");
        assert_eq!(violation.help(Lang::Zh), "请安排工作人员、教师或教练在岗");
        assert_eq!(violation.help(Lang::En), "have somebody of the staff, a teacher or a coach there");
        let (_, findings) = class(r#"{ "duties": [{ "role": "volunteer" }] }"#, "");
        assert_eq!(findings.violations[0].path().as_str(), "/activities/0/sections/0");
    }

    #[test]
    fn a_role_that_is_not_known_leaves_it_open() {
        const SECTION: &str = "/activities/0/sections/0";
        for (section, people, because) in [
            (r#"{ "teacher": "li" }"#, "", "/activities/0/sections/0/teacher"),
            (r#"{ "teacher": 5 }"#, "", "/activities/0/sections/0/teacher"),
            (r#"{ "teacher": "li" }"#, r#"{ "key": "li" }"#, "/people/0/roles"),
            (r#"{ "teacher": "li" }"#, r#"{ "key": "li", "roles": [] }"#, "/people/0/roles"),
            (r#"{ "teacher": "li" }"#, r#"{ "key": "li", "roles": "boss" }"#, "/people/0/roles"),
            (r#"{ "teacher": "li" }"#, r#"{ "key": "li", "roles": ["volunteer", "boss"] }"#, "/people/0/roles"),
            (r#"{ "duties": [{ "role": "volunteer" }, {}] }"#, "", "/activities/0/sections/0/duties/1"),
            (r#"{ "duties": [5] }"#, "", "/activities/0/sections/0/duties/0"),
            (r#"{ "duties": 5 }"#, "", "/activities/0/sections/0/duties"),
        ] {
            let (tally, findings) = class(section, people);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{section} {people}");
            assert_eq!(findings.undecided[0].path().as_str(), SECTION);
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{section} {people}");
        }
        for delivered_by in [r#""everybody""#, r#"["volunteer", "robot"]"#] {
            let (tally, findings) = look(&format!(r#"{{ "services": [{{ "delivered_by": {delivered_by} }}] }}"#));
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{delivered_by}");
            assert_eq!(findings.undecided[0].because(), ["/services/0/delivered_by".parse().unwrap()]);
        }
    }

    #[test]
    fn where_nobody_says_who_is_there_or_the_center_is_not_open_nothing_is_judged() {
        for center in [
            "{}",
            r#"{ "services": [{}, { "delivered_by": [] }], "activities": [{ "sections": [{}, { "duties": [] }] }] }"#,
            r#"{ "status": "closed", "services": [{ "delivered_by": ["volunteer"] }] }"#,
        ] {
            assert_eq!(look(center).0, Tally { not_applicable: 1, ..Tally::default() }, "{center}");
        }
        let (tally, findings) = look(r#"{ "status": "upgrading", "services": [{ "delivered_by": ["volunteer"] }] }"#);
        assert_eq!(tally, Tally { undecided: 1, ..Tally::default() });
        assert_eq!(findings.undecided[0].because(), ["/status".parse().unwrap()]);
    }
}
