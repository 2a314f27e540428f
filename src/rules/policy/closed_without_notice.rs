//! `closed-without-notice`: people are told in time that the center will be closed.
//!
//! **Demands** that every closure was announced at least so many days before its first day.
//! **Basis**: the rules of Chongqing's cultural centers, which ask for seven days, except where nobody could foresee it (不可抗力). A
//! draft of Hunan has the same number. Nothing of the kind is known for Luoyang: whoever wants it opts in.
//! *Met* once for every closure that was announced in time; *violated* by one that was announced later; *undecided* where the first
//! day or the day of the announcement is missing or malformed; *not applicable* to a center without closures.

use crate::finding::{Card, Fact, Scope, Severity};
use crate::path::Path;
use crate::policy::{Citation, Demand};
use crate::records::CenterField;
use crate::rule::{Breach, Probe};
use crate::rules::policy::subject::Subject;
use crate::vocab::{Confidence, Phrase};

pub(crate) static CARD: Card = Card {
    id: "closed-without-notice",
    scope: Scope::Policy,
    severity: Severity::Warning,
    basis: Citation::new("重庆市文化馆服务规范（试行）", Confidence::Secondary),
    title: Phrase::new("停开公示不及时", "a closure was announced too late"),
    facts: &["begins", "announced", "asked", "notice"],
    says: Phrase::new(
        "{begins}起停止开放，{announced}公示：提前 {notice} 日，应提前 {asked} 日",
        "closed from {begins}, announced on {announced}: days of notice {notice}, asked for {asked}",
    ),
    help: Phrase::new("请核对日期；今后请提前公示", "check the dates; next time, announce it earlier"),
};

pub(crate) fn check(asked: u32, demand: &Demand, subject: &Subject<'_>, at: &Path<'_>, probe: &mut Probe<'_>) {
    let list = at.key(CenterField::closures.as_str());
    let mut any = false;
    for (place, closure) in subject.center.closures.items() {
        any = true;
        let closure_at = list.index(place);
        let (begins, announced) = match (closure.begins.given(), closure.announced.given()) {
            (Some(begins), Some(announced)) => (*begins, *announced),
            (begins, _) => {
                let key = if begins.is_none() { "begins" } else { "announced" };
                probe.undecided(&closure_at, vec![closure_at.key(key).to_pointer()]);
                continue;
            }
        };
        let notice = i64::from(begins.number()) - i64::from(announced.number());
        if notice >= i64::from(asked) {
            probe.met_by(&closure_at, || vec![closure_at.key("announced").to_pointer()]);
        } else {
            // Whoever announces it once it has begun gives no notice at all.
            let notice = Fact::Count(u64::try_from(notice).unwrap_or(0));
            let facts = [Fact::Date(begins), Fact::Date(announced), Fact::Count(asked.into()), notice];
            probe.violated(Breach::at(&closure_at.key("announced"), facts).demanded_by(demand));
        }
    }
    if !any {
        probe.not_applicable();
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

    fn look(asked: u32, closures: &str) -> (Tally, Findings) {
        let center: CenterDraft = serde_json::from_str(&format!(r#"{{ "closures": {closures} }}"#)).unwrap();
        let by = Authority::new(PolicyLevel::City, CARD.basis.clone());
        let demand = Demand::new(Ask::ClosureNotice(asked), Strength::Should, by);
        let subject = Subject::new(&center, AgeBoundaries::LEGAL);
        judge(&CARD, |probe| check(asked, &demand, &subject, &Path::ROOT, probe))
    }

    fn closure(begins: &str, announced: &str) -> String {
        format!(r#"[{{ "begins": "{begins}", "announced": "{announced}" }}]"#)
    }

    #[test]
    fn seven_days_are_enough_and_six_are_not() {
        for (asked, begins, announced, met) in [
            (7, "2024-03-04", "2024-02-26", true),
            (7, "2024-03-04", "2024-02-27", false),
            (7, "2023-03-04", "2023-02-25", true),
            // It was announced when it had begun.
            (0, "2024-03-04", "2024-03-05", false),
            (0, "2024-03-04", "2024-03-04", true),
            (u32::MAX, "9999-12-31", "1000-01-01", false),
        ] {
            let (tally, _) = look(asked, &closure(begins, announced));
            let expected = Tally { met: met.into(), violated: (!met).into(), ..Tally::default() };
            assert_eq!(tally, expected, "{asked} {begins} {announced}");
        }
    }

    #[test]
    fn a_violation_names_both_days_and_who_asks() {
        let (_, findings) = look(7, &closure("2024-03-04", "2024-03-01"));
        let violation = &findings.violations[0];
        assert_eq!(violation.path().as_str(), "/closures/0/announced");
        assert_eq!(violation.severity(), Severity::Warning);
        assert_eq!(violation.demanded_by().map(Authority::level), Some(PolicyLevel::City));
        assert_eq!(violation.message(Lang::Zh), "2024年3月4日起停止开放，2024年3月1日公示：提前 3 日，应提前 7 日");
        assert_eq!(
            violation.message(Lang::En),
            "closed from 2024-03-04, announced on 2024-03-01: days of notice 3, asked for 7"
        );
        assert_eq!(violation.help(Lang::Zh), "请核对日期；今后请提前公示");
        assert_eq!(violation.help(Lang::En), "check the dates; next time, announce it earlier");
        let (_, findings) = look(7, &closure("2024-03-11", "2024-03-01"));
        assert_eq!(findings.evidence[0].proof(), ["/closures/0/announced".parse().unwrap()]);
    }

    #[test]
    fn a_day_that_is_not_known_leaves_it_open() {
        for (closures, because) in [
            (r#"[{ "begins": "2024-03-04" }]"#, "/closures/0/announced"),
            (r#"[{ "begins": "2024-03-04", "announced": "early" }]"#, "/closures/0/announced"),
            (r#"[{ "begins": "soon", "announced": "2024-03-04" }]"#, "/closures/0/begins"),
            ("[{}]", "/closures/0/begins"),
        ] {
            let (tally, findings) = look(7, closures);
            assert_eq!(tally, Tally { undecided: 1, ..Tally::default() }, "{closures}");
            assert_eq!(findings.undecided[0].path().as_str(), "/closures/0");
            assert_eq!(findings.undecided[0].because(), [because.parse().unwrap()], "{closures}");
        }
    }

    #[test]
    fn without_closures_there_is_nothing_to_announce() {
        for closures in ["null", "[]", "5"] {
            assert_eq!(look(7, closures).0, Tally { not_applicable: 1, ..Tally::default() }, "{closures}");
        }
    }
}
