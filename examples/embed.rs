//! A program that takes a center from a form: it shows every fault beside its field, in both languages, has them
//! corrected, and then works with the checked center, which cannot hold such faults.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;

use neighborhood_center::coverage::Coverage;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{AgesDraft, AudienceDraft, Center, CenterDraft, ServiceDraft};
use neighborhood_center::vocab::{
    Age, AgeBoundaries, AgeGroup, Key, Lang, Lifecycle, Name, PartialDate, Say, ServiceFunction, ServiceKind, WordError,
};
use neighborhood_center::{Context, check};
use serde::Deserialize;
use serde::de::value::{Error as FormError, MapDeserializer};

/// What somebody typed, field by field. Words may be Chinese.
const FORM: [(&str, &str); 4] = [
    ("id", "00000000-0000-4000-8000-000000000001"),
    ("name", "示例社区邻里中心"),
    ("status", "营业"),
    ("opened", "2023年13月"),
];

fn main() -> Result<(), Box<dyn Error>> {
    // A draft takes whatever comes, from any source that serde can read; a form is a map of texts.
    let mut draft = CenterDraft::deserialize(MapDeserializer::<_, FormError>::new(FORM.into_iter()))?;
    draft.services = vec![homework("14", "6岁")?].into();

    // What a center ought to offer is another question: for now, no policy is asked.
    for fault in check(&draft, &Context::new(Policy::none())).violations() {
        println!("{} [{}]", fault.path(), fault.rule());
        println!("  {}", fault.message(Lang::Zh));
        println!("  {}", fault.message(Lang::En));
    }

    draft.status = Lifecycle::Open.into();
    draft.opened = "2023年5月中旬".parse::<PartialDate>()?.into();
    draft.services = vec![homework("6岁", "14")?].into();

    // The one door to a center. Its error is the whole report.
    let center = Center::try_from(draft)?;
    show(&center);
    Ok(())
}

/// Homework help for those from the first age up to the second.
fn homework(from: &str, below: &str) -> Result<ServiceDraft, WordError> {
    let ages =
        AgesDraft { from: from.parse::<Age>()?.into(), below: below.parse::<Age>()?.into(), ..AgesDraft::default() };
    Ok(ServiceDraft {
        key: "homework".parse::<Key>()?.into(),
        name: "课余辅导".parse::<Name>()?.into(),
        kind: ServiceKind::AfterSchoolCare.into(),
        audience: AudienceDraft { ages: vec![ages].into(), ..AudienceDraft::default() }.into(),
        ..ServiceDraft::default()
    })
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
