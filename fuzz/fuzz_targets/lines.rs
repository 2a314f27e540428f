//! Any bytes as a stream: every line gives what it gives alone, whatever the size of the reader's buffer, and the sum is
//! that of the lines.
#![no_main]

use std::io::BufReader;

use libfuzzer_sys::fuzz_target;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Limits, Options, Report, json};

/// The bounds are small, so that short inputs pass them.
const OPTIONS: Options = Options {
    limits: Limits { record_bytes: 200, list_items: 20, items: 100, depth: 4, findings: 3 },
    evidence: false,
};

/// What was found, without where in the stream it was.
fn found(report: &Report) -> Vec<(&'static str, &str)> {
    report.violations().iter().map(|found| (found.rule(), found.path().as_str())).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&capacity, stream)) = bytes.split_first() else { return };
    let context = Context::default();

    let whole: Vec<_> = json::lines::<CenterDraft, _>(stream, &context, &OPTIONS).map(Result::unwrap).collect();
    let pieces = BufReader::with_capacity(usize::from(capacity).max(1), stream);
    let in_pieces: Vec<_> = json::lines::<CenterDraft, _>(pieces, &context, &OPTIONS).map(Result::unwrap).collect();
    assert_eq!(whole.len(), in_pieces.len());
    for (one, other) in whole.iter().zip(&in_pieces) {
        assert_eq!(one.number(), other.number());
        assert_eq!(one.reading().report(), other.reading().report());
        assert_eq!(one.reading().draft(), other.reading().draft());
    }

    let written: Vec<&[u8]> = stream.split(|byte| *byte == b'\n').collect();
    // A byte-order mark is no part of the first line.
    let text = stream.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(stream);
    let mut expected = text
        .split(|byte| *byte == b'\n')
        .zip(1_u64..)
        .filter(|(line, _)| !line.iter().all(u8::is_ascii_whitespace))
        .map(|(_, number)| number);
    for line in &whole {
        assert_eq!(Some(line.number()), expected.next(), "a line is lost");
        let report = line.reading().report();
        assert!(report.violations().iter().all(|found| found.line() == Some(line.number())));
        assert!(report.undecided().iter().all(|undecided| undecided.line() == Some(line.number())));
        let alone = written[line.number() as usize - 1];
        // Only a stream, not each of its lines, may begin with a byte-order mark.
        if line.number() > 1 && alone.starts_with("\u{FEFF}".as_bytes()) {
            assert!(line.reading().draft().is_none());
            continue;
        }
        let alone = json::read_slice::<CenterDraft>(alone, &context, &OPTIONS);
        assert_eq!(line.reading().draft(), alone.draft());
        assert_eq!(found(report), found(alone.report()));
        assert_eq!(report.ledger(), alone.report().ledger());
    }
    assert_eq!(expected.next(), None, "a line is lost");

    let mut sum = Report::default();
    for line in whole {
        sum.absorb(line.into_reading().into_parts().0, OPTIONS.limits.findings);
    }
    let total = json::check_lines::<CenterDraft>(stream, &context, &OPTIONS).unwrap();
    assert_eq!(total, sum);
    for (card, tally) in total.ledger().iter() {
        let kept = total.violations().iter().filter(|found| found.rule() == card.id).count() as u64;
        assert_eq!(kept, tally.violated.min(OPTIONS.limits.findings as u64), "{}", card.id);
    }
    assert!(total.violations().is_sorted_by_key(|found| found.line()));
});
