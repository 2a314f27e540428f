//! Any bytes as a stream: every line gives what it gives alone, whatever the size of the reader's buffer.
#![no_main]

use std::io::BufReader;

use libfuzzer_sys::fuzz_target;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Limits, Options, json};

const OPTIONS: Options =
    Options { limits: Limits { record_bytes: 200, list_items: 20, depth: 4, findings: 10 }, evidence: false };

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
    for line in &whole {
        let alone = written[line.number() as usize - 1];
        let alone = json::read_slice::<CenterDraft>(alone, &context, &OPTIONS);
        // Only the first line may begin with a byte-order mark.
        if line.number() == 1 {
            assert_eq!(line.reading().draft(), alone.draft());
        }
        assert!(line.reading().report().violations().iter().all(|found| found.line() == Some(line.number())));
    }
    let records: u64 = whole.iter().map(|line| line.reading().report().counts().records).sum();
    let total = json::check_lines::<CenterDraft>(stream, &context, &OPTIONS).unwrap();
    assert_eq!(total.counts().records, records);
});
