//! Any bytes as one document: reading never panics, what is counted is true, every path leads somewhere, and what is
//! written is read back the same.
#![no_main]

use std::io::{self, Read};

use libfuzzer_sys::fuzz_target;
use neighborhood_center::finding::{Scope, Severity};
use neighborhood_center::path::Pointer;
use neighborhood_center::records::{CenterDraft, DistrictDraft, PolicyLayerDraft, PolicySetDraft};
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Check, Context, Limits, Options, Report, admit_with, check_with, json};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The bounds are small, so that short inputs pass them.
const OPTIONS: Options = Options {
    limits: Limits { record_bytes: 1 << 12, list_items: 20, items: 100, depth: 4, findings: 10 },
    evidence: true,
};

/// Hands over a few bytes at a time.
struct InPieces<'b> {
    rest: &'b [u8],
    next: usize,
}

impl Read for InPieces<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.next = self.next % 7 + 1;
        let length = self.next.min(to.len()).min(self.rest.len());
        let (piece, rest) = self.rest.split_at(length);
        to[..length].copy_from_slice(piece);
        self.rest = rest;
        Ok(length)
    }
}

fn judge<D: Check + PartialEq + Clone + std::fmt::Debug>(bytes: &[u8])
where
    D: From<D::Checked>,
    D::Checked: Serialize + DeserializeOwned + PartialEq + Clone + std::fmt::Debug,
{
    let context = Context::default();
    let reading = json::read_slice::<D>(bytes, &context, &OPTIONS);
    let report = reading.report();

    let in_pieces = json::read_from::<D>(InPieces { rest: bytes, next: 0 }, &context, &OPTIONS).unwrap();
    assert_eq!(in_pieces.report(), report, "the same bytes in pieces");
    assert_eq!(in_pieces.draft(), reading.draft());
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(json::read_str::<D>(text, &context, &OPTIONS).report(), report, "the same bytes as text");
    }

    breaks_where_another_parser_does(report, bytes);
    counts_are_true(report);
    survives_json(report);
    if !repeats_a_key(bytes) {
        paths_lead_somewhere(report, bytes);
    }
    if let Some(draft) = reading.draft() {
        let again = check_with(draft, &context, &OPTIONS);
        assert_eq!(again.violations(), report.violations(), "the draft alone says what the text said");
        assert_eq!(again.undecided(), report.undecided());
    }

    let admits = report.admits();
    if !report.truncated() {
        let objects = |found: &&neighborhood_center::finding::Violation| {
            found.card().scope == Scope::Record && found.severity() == Severity::Error
        };
        assert_eq!(report.violations().iter().find(objects).is_none(), admits);
    }
    let (_, checked) = reading.admit();
    assert_eq!(checked.is_some(), admits, "admitted exactly when no rule of the record objects");
    if let Some(checked) = checked {
        stays_what_it_is::<D::Checked, D>(&checked, &context);
    }
}

/// The crate's own parser takes for JSON what `serde_json` does, and nothing else.
fn breaks_where_another_parser_does(report: &Report, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)) else { return };
    let Err(theirs) = serde_json::from_str::<Value>(text).map(drop) else {
        return assert!(!report.violations().iter().any(|found| found.rule() == "unreadable-text"));
    };
    // Only a `Value` is as deep as its text; what a draft does not look at is passed over.
    if bytes.len() <= OPTIONS.limits.record_bytes && !theirs.to_string().starts_with("recursion limit") {
        assert!(report.violations().iter().any(|found| found.rule() == "unreadable-text"), "{theirs}");
    }
}

fn counts_are_true(report: &Report) {
    let counts = report.counts();
    let kept = |severity| report.violations().iter().filter(|found| found.severity() == severity).count() as u64;
    for (severity, counted) in
        [(Severity::Error, counts.error), (Severity::Warning, counts.warning), (Severity::Info, counts.info)]
    {
        assert!(kept(severity) <= counted);
        assert!(report.truncated() || kept(severity) == counted, "{severity:?}: {counted} and not truncated");
    }
    assert!(report.truncated() || report.undecided().len() as u64 == counts.undecided);
    let (violated, undecided) = report
        .ledger()
        .iter()
        .fold((0, 0), |(violated, undecided), (_, tally)| (violated + tally.violated, undecided + tally.undecided));
    assert_eq!(violated, counts.error + counts.warning + counts.info);
    assert_eq!(undecided, counts.undecided);
    for (card, tally) in report.ledger().iter() {
        let kept = report.violations().iter().filter(|found| found.rule() == card.id).count() as u64;
        assert_eq!(kept, tally.violated.min(OPTIONS.limits.findings as u64), "{}", card.id);
    }
}

fn survives_json(report: &Report) {
    let text = serde_json::to_string(report).unwrap();
    let read: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(&read, report, "a report is not what it was written as");
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    for (one, other) in read.violations().iter().zip(report.violations()) {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!one.message(lang).is_empty() && !one.help(lang).is_empty());
            assert_eq!((one.message(lang), one.help(lang)), (other.message(lang), other.help(lang)));
        }
    }
}

/// What is admitted is the same after a way through a draft, and after a way through JSON.
fn stays_what_it_is<M, D>(checked: &M, context: &Context)
where
    M: Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
    D: Check<Checked = M> + From<M>,
{
    let (report, again) = admit_with(D::from(checked.clone()), context, &OPTIONS);
    assert_eq!(again.as_ref(), Some(checked), "{report}");
    let text = serde_json::to_string(checked).unwrap();
    assert_eq!(&serde_json::from_str::<M>(&text).unwrap(), checked, "{text}");
}

fn paths_lead_somewhere(report: &Report, bytes: &[u8]) {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let Ok(document) = serde_json::from_slice::<Value>(bytes) else { return };
    let leads_somewhere = |path: &Pointer| {
        let here = document.pointer(path.as_str()).is_some();
        let parent = path.parent().is_none_or(|parent| document.pointer(parent.as_str()).is_some());
        assert!(here || parent, "{path} leads nowhere");
    };
    for found in report.violations() {
        leads_somewhere(found.path());
        found.related().iter().for_each(leads_somewhere);
    }
    for undecided in report.undecided() {
        leads_somewhere(undecided.path());
        undecided.because().iter().for_each(leads_somewhere);
    }
    for evidence in report.evidence() {
        leads_somewhere(evidence.path());
        evidence.proof().iter().for_each(|path| assert!(document.pointer(path.as_str()).is_some(), "{path} proves"));
    }
}

/// Of a repeated key the crate reads the first value and `Value` keeps the last, so that the paths of a document with
/// repeated keys cannot be followed in a `Value`.
fn repeats_a_key(bytes: &[u8]) -> bool {
    fn repeated<D: Check>(bytes: &[u8]) -> bool {
        let reading = json::read_slice::<D>(bytes, &Context::default(), &Options::default());
        reading.report().ledger().iter().any(|(card, tally)| card.id == "repeated-field" && tally.violated > 0)
    }
    repeated::<DistrictDraft>(bytes)
        || repeated::<CenterDraft>(bytes)
        || repeated::<PolicySetDraft>(bytes)
        || repeated::<PolicyLayerDraft>(bytes)
}

fuzz_target!(|bytes: &[u8]| {
    judge::<CenterDraft>(bytes);
    judge::<DistrictDraft>(bytes);
    judge::<PolicySetDraft>(bytes);
    judge::<PolicyLayerDraft>(bytes);
});
