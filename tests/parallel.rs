//! A stream that is checked on many threads gives what it gives on one, byte for byte.

#![cfg(all(feature = "parallel", feature = "proptest"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

use std::io::{self, BufReader, Read};
use std::sync::LazyLock;

use neighborhood_center::json::{self, BrokenOff, Line};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::strategies::nearly_valid_center;
use neighborhood_center::{Context, Limits, Options, Report};
use proptest::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Pools of one thread, of two, and of more than any machine that runs this is sure to have.
static POOLS: LazyLock<Vec<ThreadPool>> =
    LazyLock::new(|| [1, 2, 7].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().unwrap()).into());

/// Hands over a text in pieces of a few bytes, and may fail after it.
#[derive(Clone, Copy)]
struct Reader<'t> {
    rest: &'t [u8],
    fails: bool,
}

impl Read for Reader<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && self.fails {
            return Err(io::Error::other("the line was cut"));
        }
        self.rest.read(to)
    }
}

/// Everything that somebody can see of a line, or of the end of a stream.
type Seen = Result<(u64, Option<CenterDraft>, String), (u64, u64, String, String)>;

fn wire(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

fn seen(line: Result<Line<CenterDraft>, BrokenOff>) -> Seen {
    match line {
        Ok(line) => {
            let (report, draft) = line.reading().clone().into_parts();
            Ok((line.number(), draft, wire(&report)))
        }
        Err(broken) => Err((broken.line(), broken.offset(), wire(broken.report()), broken.error().to_string())),
    }
}

fn sum(report: Result<Report, BrokenOff>) -> Result<String, (String, String)> {
    report.map(|report| wire(&report)).map_err(|broken| (wire(broken.report()), broken.to_string()))
}

fn is_the_same_in_parallel(reader: Reader<'_>, capacity: usize, options: &Options) {
    let context = Context::default();
    let stream = || BufReader::with_capacity(capacity, reader);
    let one_by_one: Vec<Seen> = json::lines(stream(), &context, options).map(seen).collect();
    let total = sum(json::check_lines::<CenterDraft>(stream(), &context, options));
    for pool in POOLS.iter() {
        pool.install(|| {
            let parallel: Vec<Seen> = json::par_lines(stream(), &context, options).map(seen).collect();
            assert_eq!(parallel, one_by_one);
            assert_eq!(sum(json::par_check_lines::<CenterDraft>(stream(), &context, options)), total);
        });
    }
}

/// A line of a stream: mostly a record, and else what has no place there.
fn line() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => nearly_valid_center().prop_map(|center| center.text.into_bytes()),
        1 => Just(b"{ broken".to_vec()),
        1 => Just(b"".to_vec()),
        1 => Just(b" \r".to_vec()),
        1 => Just(b"{}".to_vec()),
        1 => Just(b"{\"name\":\"\xCC\xEC\xD4\xAA\"}".to_vec()),
        1 => Just(vec![b'['; 3_000]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_stream_is_the_same_in_parallel(
        lines in proptest::collection::vec(line(), 0..30),
        ends in any::<bool>(),
        fails in any::<bool>(),
        capacity in prop_oneof![Just(1_usize), Just(100), Just(8 << 10)],
        record_bytes in prop_oneof![Just(500_usize), Just(16 << 20)],
        findings in prop_oneof![Just(0_usize), Just(2), Just(1_000)],
        evidence in any::<bool>(),
    ) {
        let mut text = lines.join(&b'\n');
        text.extend(ends.then_some(b'\n'));
        let options = Options { limits: Limits { record_bytes, findings, ..Limits::default() }, evidence };
        is_the_same_in_parallel(Reader { rest: &text, fails }, capacity, &options);
    }
}

#[test]
fn a_stream_of_many_batches_is_the_same_in_parallel() {
    let good = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"天元"}"#;
    let lines: Vec<String> = (0..5_000)
        .map(|number| match number % 50 {
            0 => "{ broken".to_owned(),
            1 => String::new(),
            // Longer than a batch of two threads.
            2 if number % 1_000 == 2 => format!("{{\"name\":\"{}\"}}", "天".repeat(400_000)),
            _ => good.to_owned(),
        })
        .collect();
    let text = lines.join("\n");
    for fails in [false, true] {
        is_the_same_in_parallel(Reader { rest: text.as_bytes(), fails }, 64 << 10, &Options::default());
    }
}

#[test]
fn an_empty_stream_has_no_line_in_parallel() {
    for text in ["", "\n", "\n \n\r\n"] {
        is_the_same_in_parallel(Reader { rest: text.as_bytes(), fails: false }, 100, &Options::default());
    }
}

#[test]
fn a_reader_that_failed_is_not_asked_again() {
    struct Once(bool);
    impl Read for Once {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            assert!(!std::mem::replace(&mut self.0, true), "asked again");
            Err(io::Error::other("gone"))
        }
    }
    let (context, options) = (Context::default(), Options::default());
    let mut lines = json::par_lines::<CenterDraft, _>(BufReader::new(Once(false)), &context, &options);
    assert_eq!(lines.next().unwrap().unwrap_err().line(), 1);
    assert!(lines.next().is_none() && lines.next().is_none());
}
