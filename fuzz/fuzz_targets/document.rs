//! Any bytes as one document: reading never panics, every path leads somewhere, and the report survives JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use neighborhood_center::path::Pointer;
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Check, Context, Limits, Options, Report, json};
use serde_json::Value;

/// The bounds are small, so that short inputs pass them.
const OPTIONS: Options =
    Options { limits: Limits { record_bytes: 1 << 16, list_items: 20, depth: 4, findings: 10 }, evidence: true };

fn judge<D: Check>(bytes: &[u8]) {
    let reading = json::read_slice::<D>(bytes, &Context::default(), &OPTIONS);
    let report = reading.report();

    let text = serde_json::to_string(report).unwrap();
    assert_eq!(&serde_json::from_str::<Report>(&text).unwrap(), report, "a report is not what it was written as");

    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let document = serde_json::from_slice::<Value>(bytes).ok();
    for violation in report.violations() {
        assert!(!violation.message(Lang::Zh).is_empty() && !violation.message(Lang::En).is_empty());
        for path in std::iter::once(violation.path()).chain(violation.related()) {
            leads_somewhere(document.as_ref(), path);
        }
    }
    for undecided in report.undecided() {
        leads_somewhere(document.as_ref(), undecided.path());
    }
    for evidence in report.evidence() {
        leads_somewhere(document.as_ref(), evidence.path());
        for proof in evidence.proof() {
            leads_somewhere(document.as_ref(), proof);
        }
    }

    let admits = report.admits();
    assert_eq!(reading.admit().1.is_some(), admits, "admitted exactly when no rule of the record objects");
}

/// Of a repeated key the crate reads the first value and `Value` keeps the last, so that a document with repeated keys
/// is not judged here.
fn leads_somewhere(document: Option<&Value>, path: &Pointer) {
    let Some(document) = document else { return };
    let here = document.pointer(path.as_str()).is_some();
    let parent = path.parent().is_none_or(|parent| document.pointer(parent.as_str()).is_some());
    assert!(here || parent, "{path} leads nowhere");
}

fn repeats_a_key(bytes: &[u8]) -> bool {
    let reading = json::read_slice::<DistrictDraft>(bytes, &Context::default(), &Options::default());
    let center = json::read_slice::<CenterDraft>(bytes, &Context::default(), &Options::default());
    [reading.report(), center.report()]
        .iter()
        .any(|report| report.ledger().iter().any(|(card, tally)| card.id == "repeated-field" && tally.violated > 0))
}

fuzz_target!(|bytes: &[u8]| {
    if !repeats_a_key(bytes) {
        judge::<CenterDraft>(bytes);
        judge::<DistrictDraft>(bytes);
    }
});
