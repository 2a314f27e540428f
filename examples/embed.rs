//! A program that takes a center from a form: it shows every fault beside its field, in both languages, has them
//! corrected, and then works with the checked center, which cannot hold such faults.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;

use neighborhood_center::coverage::Coverage;
use neighborhood_center::field::Field;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{AgesDraft, AudienceDraft, Center, CenterDraft, ServiceDraft};
use neighborhood_center::vocab::{Age, AgeBoundaries, AgeGroup, Lang, Say, ServiceFunction};
use neighborhood_center::{Context, check};

/// A form as somebody filled it in: texts, field by field. Words may be Chinese.
fn form(status: &str, opened: &str, from: &str, below: &str) -> CenterDraft {
    let ages = AgesDraft { from: Field::from_text(from), below: Field::from_text(below), ..AgesDraft::default() };
    let homework = ServiceDraft {
        key: Field::from_text("homework"),
        name: Field::from_text("课余辅导"),
        functions: Field::from_texts(["教育"]),
        audience: AudienceDraft { ages: vec![ages].into(), ..AudienceDraft::default() }.into(),
        ..ServiceDraft::default()
    };
    CenterDraft {
        id: Field::from_text("00000000-0000-4000-8000-000000000001"),
        name: Field::from_text("示例社区邻里中心"),
        status: Field::from_text(status),
        opened: Field::from_text(opened),
        services: vec![homework].into(),
        ..CenterDraft::default()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let draft = form("营业", "2023年13月", "14", "6岁");
    // What a center ought to offer is another question: for now, no policy is asked.
    for fault in check(&draft, &Context::new(Policy::none())).violations() {
        println!("{} [{}]", fault.path(), fault.rule());
        println!("  {}", fault.message(Lang::Zh));
        println!("  {}", fault.message(Lang::En));
    }

    // The one door to a center. Its error is the whole report.
    let center = Center::try_from(form("投用", "2023年5月中旬", "6岁", "14"))?;
    show(&center);
    Ok(())
}

fn show(center: &Center) {
    println!("{}", center.name());
    let coverage = Coverage::of(center, AgeBoundaries::LEGAL);
    for function in [ServiceFunction::Education, ServiceFunction::Culture] {
        let young = coverage.covers(function, AgeGroup::Young);
        println!("  {} for the young: {young:?}", function.in_lang(Lang::En));
    }
    for age in [Age::years(8), Age::years(70)].into_iter().flatten() {
        let names: Vec<&str> = coverage.for_age(age).map(|(service, _)| service.name().as_str()).collect();
        println!("  at {}: {names:?}", age.in_lang(Lang::En));
    }
}
