//! What holds for summaries, whatever they are made of: they are a commutative monoid, and no partition of the records changes
//! them.

#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use neighborhood_center::field::Field;
use neighborhood_center::policy::{Communities, CommunityFacts, Policy};
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::strategies::{NearlyValid, center, nearly_valid_center, nearly_valid_district};
use neighborhood_center::vocab::{CommunityId, Count, Date, Lang, Say, Setting};
use neighborhood_center::{Context, Options, check, json};
use proptest::collection::vec;
use proptest::prelude::*;

fn community(nth: u8) -> CommunityId {
    format!("5a0c3f5e-0000-4000-8000-0000000000{nth:02x}").parse().unwrap()
}

/// Of some of the communities something is known besides.
fn context() -> Context {
    let known: Communities = (1..3)
        .map(|nth| {
            let households = Count::new(1_000 * u32::from(nth)).unwrap();
            CommunityFacts::new(community(nth)).with_households(households).in_setting(Setting::OldTown)
        })
        .collect();
    Context::new(Policy::luolong_2023()).as_of(Date::new(2024, 6, 1).unwrap()).knowing(known)
}

/// A line of a stream: a center in one of a few communities, which serves others too, or a text that is broken.
#[derive(Clone, Debug)]
enum Line {
    Center(Box<CenterDraft>),
    Text(String),
}

fn line() -> impl Strategy<Value = Line> {
    let placed = (center(), vec(0_u8..4, 0..3), 0_u8..6).prop_map(|(center, serves, own)| {
        let mut draft = CenterDraft::from(center);
        draft.community = if own < 4 { Field::Given(community(own)) } else { Field::Missing };
        draft.serves = Field::from(serves.into_iter().map(community).collect::<Vec<_>>());
        Line::Center(Box::new(draft))
    });
    let text =
        prop_oneof![Just("{ broken".to_owned()), nearly_valid_center().prop_map(|NearlyValid { text, .. }| text),];
    prop_oneof![4 => placed, 1 => text.prop_map(Line::Text)]
}

fn summary(lines: &[Line]) -> DistrictSummary {
    let context = context();
    let mut summary = DistrictSummary::default();
    for line in lines {
        match line {
            Line::Center(center) => summary.add_center(center, &check(center.as_ref(), &context), &context),
            Line::Text(text) => {
                let reading = json::read_str::<CenterDraft>(text, &context, &Options::default());
                match reading.draft() {
                    Some(center) => summary.add_center(center, reading.report(), &context),
                    None => summary.add_unread(reading.report()),
                }
            }
        }
    }
    summary
}

/// The figures that do not come from reports.
fn census(summary: &DistrictSummary) -> serde_json::Value {
    let mut written = serde_json::to_value(summary).unwrap();
    for key in ["inputs", "gaps", "counts", "findings", "ledger", "truncated"] {
        written.as_object_mut().unwrap().remove(key);
    }
    written
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_partition_of_a_stream_comes_to_the_same_summary(lines in vec((line(), 0_usize..3), 0..8)) {
        let all: Vec<Line> = lines.iter().map(|(line, _)| line.clone()).collect();
        let whole = summary(&all);
        prop_assert_eq!(whole.inputs().total(), all.len() as u64);
        let part = |nth: usize| {
            let part: Vec<Line> = lines.iter().filter(|(_, of)| *of == nth).map(|(line, _)| line.clone()).collect();
            summary(&part)
        };
        let [a, b, c] = [part(0), part(1), part(2)];
        let left = a.clone().merged(b.clone()).merged(c.clone());
        let right = a.clone().merged(b.clone().merged(c.clone()));
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&right, &whole);
        prop_assert_eq!(&b.clone().merged(a.clone()), &a.clone().merged(b.clone()));
        prop_assert_eq!(&c.merged(a).merged(b), &whole);
        prop_assert_eq!(&DistrictSummary::default().merged(whole.clone()), &whole);
        prop_assert_eq!(&whole.clone().merged(DistrictSummary::default()), &whole);
        let mut backwards = all;
        backwards.reverse();
        prop_assert_eq!(summary(&backwards), whole);
    }

    #[test]
    fn a_summary_reads_back_from_its_json(lines in vec(line(), 0..6)) {
        let summary = summary(&lines);
        let written = serde_json::to_string(&summary).unwrap();
        let again: DistrictSummary = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&again, &summary);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), written);
    }

    #[test]
    fn no_order_and_no_grouping_of_documents_changes_their_summary(texts in vec(nearly_valid_district(), 3)) {
        let context = context();
        let [a, b, c] = [0, 1, 2].map(|nth| {
            let reading = json::read_str::<DistrictDraft>(&texts[nth].text, &context, &Options::default());
            let of = |district| DistrictSummary::of_district(district, reading.report(), &context);
            reading.draft().map(of).unwrap_or_default()
        });
        let left = a.clone().merged(b.clone()).merged(c.clone());
        prop_assert_eq!(&a.clone().merged(b.clone().merged(c.clone())), &left);
        prop_assert_eq!(&c.merged(b).merged(a), &left);
        let written = serde_json::to_string(&left).unwrap();
        prop_assert_eq!(serde_json::from_str::<DistrictSummary>(&written).unwrap(), left);
    }

    #[test]
    fn documents_that_share_their_communities_come_to_what_one_with_all_centers_does(
        NearlyValid { text, .. } in nearly_valid_district(),
        cut in 0_usize..5,
    ) {
        let context = context();
        let reading = json::read_str::<DistrictDraft>(&text, &context, &Options::default());
        let Some(district) = reading.draft() else { return Ok(()) };
        let of = |district: &DistrictDraft| {
            DistrictSummary::of_district(district, &check(district, &context), &context)
        };
        let whole = of(district);
        let Some(centers) = district.centers.given() else { return Ok(()) };
        let halves = centers.items.split_at(cut.min(centers.items.len()));
        let [one, mut other] = [halves.0, halves.1].map(|items| {
            let mut half = district.clone();
            half.centers = Field::from(
                items.iter().filter_map(|item| item.given().cloned()).collect::<Vec<_>>()
            );
            half
        });
        // Plans and tasks belong into one of them.
        other.plans = Field::Missing;
        other.projects = Field::Missing;
        prop_assert_eq!(census(&of(&one).merged(of(&other))), census(&whole));
    }
}

#[test]
fn a_summary_of_several_days_says_how_many_records_had_none() {
    let dated = |context: &Context| {
        let mut summary = DistrictSummary::default();
        let reading = json::read_str::<CenterDraft>("{}", context, &Options::default());
        summary.add_center(reading.draft().unwrap(), reading.report(), context);
        summary
    };
    let mut summary = dated(&Context::default().as_of(Date::new(2024, 6, 1).unwrap()));
    assert!(summary.in_lang(Lang::En).to_string().contains("as of 2024-06-01\n"), "{}", summary.in_lang(Lang::En));
    summary.merge(dated(&Context::default()));
    assert_eq!((summary.inputs().total(), summary.inputs().undated), (2, 1));
    assert!(summary.in_lang(Lang::En).to_string().contains("as of 2024-06-01; without a day: 1\n"));
    assert!(summary.in_lang(Lang::Zh).to_string().contains("核对日期：2024年6月1日；没有核对日期的资料：1 份\n"));
}
