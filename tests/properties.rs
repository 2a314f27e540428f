//! What holds for every record, however good or bad it is.

#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use neighborhood_center::finding::Severity;
use neighborhood_center::path::Pointer;
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{Center, CenterDraft, District, DistrictDraft};
use neighborhood_center::strategies::{
    NearlyValid, center, conforming_center, district, junk, nearly_valid_center, nearly_valid_district,
};
use neighborhood_center::vocab::{Answer, Date, Lang, ServiceFunction};
use neighborhood_center::{
    Check, Context, Limits, Offer, Options, Report, admit, check, check_with, coverage::Coverage, json,
};
use proptest::prelude::*;
use serde_json::Value;

fn quiet() -> Context {
    Context::new(Policy::none()).as_of(Date::new(2024, 6, 1).unwrap())
}

fn demanding() -> Context {
    Context::new(Policy::luolong_2023()).as_of(Date::new(2024, 6, 1).unwrap())
}

fn read<D: Check>(text: &str, context: &Context) -> Report {
    json::read_str::<D>(text, context, &Options::default()).into_parts().0
}

/// Whether a place, or the one that holds it, is in the input.
fn leads_somewhere(path: &Pointer, input: &Value) -> bool {
    let there = |path: &Pointer| input.pointer(path.as_str()).is_some();
    there(path) || path.parent().is_some_and(|parent| there(&parent))
}

fn places_lead_somewhere(report: &Report, input: &Value) -> Result<(), TestCaseError> {
    for violation in report.violations() {
        prop_assert!(leads_somewhere(violation.path(), input), "{} {}", violation.rule(), violation.path());
        for related in violation.related() {
            prop_assert!(input.pointer(related.as_str()).is_some(), "{} related {related}", violation.rule());
        }
    }
    for undecided in report.undecided() {
        prop_assert!(leads_somewhere(undecided.path(), input), "{} {}", undecided.rule(), undecided.path());
        for because in undecided.because() {
            prop_assert!(leads_somewhere(because, input), "{} because {because} in {input}", undecided.rule());
        }
    }
    Ok(())
}

/// What a report says of itself is consistent.
fn adds_up(report: &Report) -> Result<(), TestCaseError> {
    let of = |severity| report.violations().iter().filter(|found| found.severity() == severity).count() as u64;
    let counts = report.counts();
    if !report.truncated() {
        prop_assert_eq!(of(Severity::Error), counts.error);
        prop_assert_eq!(of(Severity::Warning), counts.warning);
        prop_assert_eq!(of(Severity::Info), counts.info);
        prop_assert_eq!(report.undecided().len() as u64, counts.undecided);
    }
    let (mut violated, mut undecided) = (0, 0);
    for (_, tally) in report.ledger().iter() {
        violated += tally.violated;
        undecided += tally.undecided;
    }
    prop_assert_eq!(violated, counts.error + counts.warning + counts.info);
    prop_assert_eq!(undecided, counts.undecided);
    prop_assert_eq!(report.admits(), !report.violations().iter().any(|found| found.refuses_admission()));
    Ok(())
}

/// A report reads back from its JSON, and says the same in both languages.
fn reads_back(report: &Report) -> Result<(), TestCaseError> {
    let written = serde_json::to_string(report).unwrap();
    let again: Report = serde_json::from_str(&written).unwrap();
    prop_assert_eq!(&again, report);
    for (before, after) in report.violations().iter().zip(again.violations()) {
        for lang in [Lang::Zh, Lang::En] {
            prop_assert_eq!(before.message(lang), after.message(lang));
            prop_assert_eq!(before.help(lang), after.help(lang));
        }
    }
    Ok(())
}

fn nothing_is_said(report: &Report) -> Result<(), TestCaseError> {
    prop_assert!(report.violations().is_empty(), "{report}");
    Ok(())
}

/// Whatever a record holds, reading it succeeds and the report is sound.
fn is_judged_soundly<D: Check>(text: &str) -> Result<(), TestCaseError> {
    let input: Value = serde_json::from_str(text).unwrap();
    for context in [quiet(), demanding()] {
        let reading = json::read_str::<D>(text, &context, &Options::default());
        let report = reading.report();
        prop_assert!(report.violations().iter().all(|found| found.rule() != "unreadable-text"), "{report}");
        prop_assert!(reading.draft().is_some() || !input.is_object());
        places_lead_somewhere(report, &input)?;
        adds_up(report)?;
        reads_back(report)?;
        for violation in report.violations() {
            for lang in [Lang::Zh, Lang::En] {
                let message = violation.message(lang);
                prop_assert!(!message.is_empty() && message.chars().count() < 400, "{message}");
                prop_assert!(!message.contains(['\u{202E}', '\u{200B}', '\0', '\n']), "{message}");
            }
        }
        let admits = report.admits();
        let (again, checked) = reading.admit();
        prop_assert_eq!(checked.is_some(), admits, "{}", again);
    }
    Ok(())
}

/// Any JSON object, with keys of a center more often than not.
fn any_object() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        proptest::sample::select(vec!["id", "name", "aliases", "services", "hours", "partial", "areas"])
            .prop_map(str::to_owned),
        ".{0,6}"
    ];
    proptest::collection::vec((key, junk()), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_of_the_record_says_anything_about_a_valid_center(center in center()) {
        let draft = CenterDraft::from(center);
        nothing_is_said(&check(&draft, &quiet()))?;
        nothing_is_said(&check(&draft, &Context::new(Policy::none())))?;
    }

    #[test]
    fn no_rule_at_all_says_anything_about_a_conforming_center(center in conforming_center()) {
        let draft = CenterDraft::from(center);
        for policy in [Policy::none(), Policy::luolong_2023(), Policy::embedded_facilities()] {
            let report = check(&draft, &Context::new(policy).as_of(Date::new(2024, 6, 1).unwrap()));
            nothing_is_said(&report)?;
        }
    }

    #[test]
    fn from_a_center_to_a_draft_and_back_nothing_is_lost(center in center()) {
        let draft = CenterDraft::from(center.clone());
        let (report, again) = admit(draft, &quiet());
        prop_assert!(report.is_clean(), "{}", report);
        prop_assert_eq!(again, Some(center));
    }

    #[test]
    fn from_a_center_to_json_and_back_nothing_is_lost(center in center()) {
        let text = serde_json::to_string(&center).unwrap();
        let again: Center = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&again, &center);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), text);
    }

    #[test]
    fn a_center_is_read_the_same_from_escaped_text(center in center()) {
        let text = serde_json::to_string(&center).unwrap();
        let escaped: String = text.chars().map(|character| match character {
            ' '..='~' => character.to_string(),
            other => other.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        }).collect();
        prop_assert_eq!(read::<CenterDraft>(&escaped, &demanding()), read::<CenterDraft>(&text, &demanding()));
    }

    #[test]
    fn a_center_with_one_odd_value_is_judged_soundly(nearly in nearly_valid_center()) {
        is_judged_soundly::<CenterDraft>(&nearly.text)?;
    }

    #[test]
    fn one_odd_value_makes_no_fault_far_from_it(NearlyValid { text, path } in nearly_valid_center()) {
        // A value can be at fault itself, or make another that has to do with it contradict it: then that finding names it.
        let report = read::<CenterDraft>(&text, &Context::new(Policy::none()));
        for violation in report.violations() {
            // Step by step: `/services/1` is no part of `/services/10`, and the record as a whole is near to nothing.
            let is_part = |part: &str, of: &str| part == of || part.strip_prefix(of).is_some_and(|rest| rest.starts_with('/'));
            let touches = |place: &Pointer| {
                let (place, path) = (place.as_str(), path.as_str());
                !place.is_empty() && (is_part(place, path) || is_part(path, place))
            };
            let (key, parent) = (violation.path(), violation.path().parent());
            let near = touches(key)
                || parent.as_ref().is_some_and(touches)
                || violation.related().iter().any(touches)
                || violation.facts().any(|(_, fact)| matches!(fact, neighborhood_center::finding::Fact::Place(place) if touches(place)));
            prop_assert!(near, "{} at {} for a change at {}", violation.rule(), violation.path(), path);
        }
    }

    #[test]
    fn any_object_is_judged_soundly(object in any_object()) {
        is_judged_soundly::<CenterDraft>(&object.to_string())?;
        is_judged_soundly::<DistrictDraft>(&object.to_string())?;
    }

    #[test]
    fn any_json_is_read_without_a_panic(value in junk()) {
        is_judged_soundly::<CenterDraft>(&value.to_string())?;
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,200}") {
        let report = read::<CenterDraft>(&text, &demanding());
        adds_up(&report)?;
        reads_back(&report)?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (context, options) = (demanding(), Options::default());
        let (report, _) = json::read_slice::<CenterDraft>(&bytes, &context, &options).into_parts();
        adds_up(&report)?;
        let lines = json::check_lines::<CenterDraft>(bytes.as_slice(), &context, &options).unwrap();
        adds_up(&lines)?;
    }

    #[test]
    fn what_lies_past_a_limit_is_counted_and_told(nearly in nearly_valid_center(), list_items in 0_usize..3, findings in 0_usize..3) {
        let limits = Limits { list_items, findings, depth: 2, ..Limits::default() };
        let options = Options { limits, evidence: true };
        let reading = json::read_str::<CenterDraft>(&nearly.text, &demanding(), &options);
        let whole = read::<CenterDraft>(&nearly.text, &demanding());
        adds_up(&Report::clone(reading.report())).or_else(|error| if reading.report().truncated() { Ok(()) } else { Err(error) })?;
        reads_back(reading.report())?;
        for card in neighborhood_center::rules::all() {
            let kept = reading.report().violations().iter().filter(|found| found.rule() == card.id).count();
            prop_assert!(kept <= findings);
        }
        if !reading.report().truncated() {
            let told = |report: &Report| -> Vec<(&str, Pointer)> {
                report.violations().iter().map(|found| (found.rule(), found.path().clone())).collect()
            };
            prop_assert_eq!(told(reading.report()), told(&whole));
        }
    }

    #[test]
    fn checking_twice_and_checking_the_draft_gives_the_same_report(nearly in nearly_valid_center()) {
        let (context, options) = (demanding(), Options { evidence: true, ..Options::default() });
        let reading = json::read_str::<CenterDraft>(&nearly.text, &context, &options);
        let again = json::read_str::<CenterDraft>(&nearly.text, &context, &options);
        prop_assert_eq!(reading.report(), again.report());
        if let Some(draft) = reading.draft() {
            let checked = check_with(draft, &context, &options);
            // All but that the text could be read, which a draft cannot say.
            prop_assert_eq!(checked.violations(), reading.report().violations());
            prop_assert_eq!(checked.undecided(), reading.report().undecided());
            prop_assert_eq!(checked.evidence(), reading.report().evidence());
        }
    }

    #[test]
    fn the_order_of_the_fields_does_not_matter(nearly in nearly_valid_center()) {
        let forward: Value = serde_json::from_str(&nearly.text).unwrap();
        let fields = forward.as_object().unwrap();
        let backward: Vec<String> = fields.iter().rev().map(|(key, value)| format!("{}:{value}", Value::from(key.as_str()))).collect();
        let backward = format!("{{{}}}", backward.join(","));
        prop_assert_eq!(read::<CenterDraft>(&backward, &demanding()), read::<CenterDraft>(&forward.to_string(), &demanding()));
    }

    #[test]
    fn a_service_offers_the_same_before_and_after_it_is_checked(center in center()) {
        let boundaries = Policy::none().boundaries();
        let draft = CenterDraft::from(center.clone());
        for ((_, draft), service) in draft.services.items().zip(center.services()) {
            prop_assert_eq!(Offer::of_draft(draft, boundaries), Offer::of(service, boundaries), "{:?}", service);
        }
    }

    #[test]
    fn what_coverage_cannot_say_no_rule_accuses(center in center()) {
        let draft = CenterDraft::from(center.clone());
        let report = check(&draft, &demanding());
        let coverage = Coverage::of(&center, demanding().policy().boundaries());
        let accused = |rule: &str| report.violations().iter().any(|found| found.rule() == rule);
        let open = neighborhood_center::vocab::Cell::ALL.iter().any(|cell| coverage.covers(cell.function(), cell.group()) == Answer::CannotSay);
        let groups_known = center.services().iter().all(|service| !Offer::of(service, coverage.boundaries()).groups_open);
        if open && !groups_known {
            prop_assert!(!accused("unserved-age-group"), "{}", report);
        }
    }

    #[test]
    fn coverage_agrees_with_what_its_services_prove(center in center()) {
        let coverage = Coverage::of(&center, Policy::none().boundaries());
        for cell in neighborhood_center::vocab::Cell::ALL {
            let (function, group) = (cell.function(), cell.group());
            let proven = coverage.proof(function, group).count() > 0;
            prop_assert_eq!(coverage.covers(function, group) == Answer::Yes, proven);
            prop_assert_eq!(coverage.covered().contains(*cell), proven);
            prop_assert!(!(coverage.uncovered().contains(*cell) && proven));
        }
    }

    #[test]
    fn a_function_that_no_service_proves_is_missing_or_undecided(center in center()) {
        let draft = CenterDraft::from(center.clone());
        let report = check(&draft, &demanding());
        let coverage = Coverage::of(&center, demanding().policy().boundaries());
        for function in ServiceFunction::ALL {
            let accused = report.violations().iter().any(|found| {
                found.rule() == "missing-function"
                    && found.facts().any(|(_, fact)| *fact == neighborhood_center::finding::Fact::Function(*function))
            });
            prop_assert!(!(accused && coverage.covered().iter().any(|cell| cell.function() == *function)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_of_the_record_says_anything_about_a_valid_document(district in district()) {
        let text = serde_json::to_string(&district).unwrap();
        nothing_is_said(&read::<DistrictDraft>(&text, &quiet()))?;
        let again: District = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(DistrictDraft::from(again), DistrictDraft::from(district));
    }

    #[test]
    fn a_document_with_one_odd_value_is_judged_soundly(nearly in nearly_valid_district()) {
        is_judged_soundly::<DistrictDraft>(&nearly.text)?;
    }

    #[test]
    fn a_stream_is_judged_as_its_records_are_one_by_one(
        records in proptest::collection::vec(nearly_valid_center(), 0..6), broken in any::<proptest::sample::Index>()
    ) {
        let (context, options) = (demanding(), Options::default());
        let mut lines: Vec<String> = records.into_iter().map(|record| record.text).collect();
        lines.insert(broken.index(lines.len() + 1), "{ broken".to_owned());
        let stream = lines.join("\n");
        let total = json::check_lines::<CenterDraft>(stream.as_bytes(), &context, &options).unwrap();
        let mut told = 0;
        for (place, line) in lines.iter().enumerate() {
            let alone = read::<CenterDraft>(line, &context);
            let number = place as u64 + 1;
            let on_the_line: Vec<_> = total.violations().iter().filter(|found| found.line() == Some(number)).collect();
            prop_assert_eq!(on_the_line.len(), alone.violations().len());
            for (together, alone) in on_the_line.iter().zip(alone.violations()) {
                prop_assert_eq!((together.rule(), together.path()), (alone.rule(), alone.path()));
            }
            told += alone.violations().len();
        }
        prop_assert_eq!(total.violations().len(), told);
        prop_assert_eq!(total.counts().records, lines.len() as u64);
        adds_up(&total)?;
    }
}
