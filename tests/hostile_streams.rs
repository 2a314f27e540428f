//! What may befall a stream: no fault costs the verdict on another record, none costs memory without bound, and the report says
//! what was lost.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::io::{self, BufReader, Read};

use allocation_counter::measure;
use neighborhood_center::finding::Fact;
use neighborhood_center::json::{self, BrokenOff};
use neighborhood_center::policy::Policy;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Limits, Options, Report};

const GOOD: &str = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"天元"}"#;
/// A fault in the record, which has to be told whatever stands on the lines around it.
const FAULTY: &str = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000002","name":""}"#;
/// Records before and after what is odd, each with a fault in every tenth.
const AROUND: u64 = 3_000;

/// A text that is made while it is read: pieces, each so many times. It may fail after them.
#[derive(Clone)]
struct Made {
    pieces: Vec<(Vec<u8>, u64)>,
    piece: usize,
    times: u64,
    at: usize,
    fails: bool,
}

impl Made {
    fn of(pieces: Vec<(Vec<u8>, u64)>) -> Self {
        Self { pieces, piece: 0, times: 0, at: 0, fails: false }
    }
}

impl Read for Made {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let Some((text, times)) = self.pieces.get(self.piece) else {
            return if self.fails { Err(io::Error::new(io::ErrorKind::TimedOut, "the line was cut")) } else { Ok(0) };
        };
        let length = to.len().min(text.len() - self.at);
        to[..length].copy_from_slice(&text[self.at..self.at + length]);
        self.at += length;
        if self.at == text.len() {
            self.at = 0;
            self.times += 1;
            if self.times == *times {
                self.times = 0;
                self.piece += 1;
            }
        }
        Ok(length)
    }
}

/// Records as they should be, nine of ten in order.
fn around() -> (Vec<u8>, u64) {
    let ten = [[GOOD; 9].join("\n").as_str(), FAULTY, ""].join("\n");
    (ten.into_bytes(), AROUND / 10)
}

type Way = fn(Made, &Context, &Options) -> Result<Report, BrokenOff>;

/// The ways to check a stream, which all say the same.
fn ways() -> Vec<Way> {
    vec![
        |stream, context, options| {
            json::check_lines::<CenterDraft>(BufReader::with_capacity(1 << 18, stream), context, options)
        },
        #[cfg(feature = "parallel")]
        |stream, context, options| {
            json::par_check_lines::<CenterDraft>(BufReader::with_capacity(1 << 18, stream), context, options)
        },
    ]
}

/// The report on a stream, and how many bytes were held at once to make it.
fn check(stream: &Made) -> (Result<Report, BrokenOff>, u64) {
    let (context, options) = (Context::new(Policy::none()), Options::default());
    let mut first = None;
    let mut memory = 0;
    for way in ways() {
        let mut told = None;
        let held = measure(|| told = Some(way(stream.clone(), &context, &options))).bytes_max;
        let told = told.unwrap();
        match &first {
            None => (first, memory) = (Some(told), held),
            Some(Ok(first)) => assert_eq!(&told.unwrap(), first),
            Some(Err(first)) => assert_eq!(told.unwrap_err().report(), first.report()),
        }
    }
    (first.unwrap(), memory)
}

/// Judges a stream with something odd between records: all others have their verdict. Gives what was found on the odd line.
fn beside(odd: Vec<(Vec<u8>, u64)>, most_memory: u64) -> Report {
    let stream = Made::of([vec![around()], odd, vec![around()]].concat());
    let (report, memory) = check(&stream);
    let report = report.unwrap();
    assert!(memory < most_memory, "{memory} bytes were held");
    assert_eq!((report.counts().records, report.counts().error), (2 * AROUND + 1, 2 * AROUND / 10 + 1));
    let odd = AROUND + 1;
    let told: Vec<u64> =
        report.violations().iter().filter_map(|found| found.line()).filter(|line| *line != odd).collect();
    let expected = (10..=AROUND).step_by(10).chain((AROUND + 11..=2 * AROUND + 1).step_by(10));
    assert_eq!(told, expected.collect::<Vec<_>>());
    report
}

fn on_the_odd_line(report: &Report) -> (&'static str, String, Option<Fact>) {
    let found: Vec<_> = report.violations().iter().filter(|found| found.line() == Some(AROUND + 1)).collect();
    assert_eq!(found.len(), 1);
    let fact = found[0].facts().last().map(|(_, fact)| fact.clone());
    (found[0].rule(), found[0].message(Lang::En), fact)
}

fn before() -> u64 {
    let (ten, times) = around();
    ten.len() as u64 * times
}

/// What a stream without faults may take: buffers, one record and what is kept of the findings.
const LITTLE: u64 = 4 << 20;

#[test]
fn a_line_that_is_not_utf_8_costs_no_other() {
    let report = beside(vec![(b"{\"name\":\"\xCC\xEC\xD4\xAA\"}\n".to_vec(), 1)], LITTLE);
    let (rule, message, place) = on_the_odd_line(&report);
    assert_eq!(rule, "unreadable-text");
    assert!(message.contains("it is not UTF-8"), "{message}");
    assert_eq!(place, Some(Fact::Position { line: AROUND + 1, column: 10, offset: before() + 9 }));
    assert!(report.truncated());
}

#[test]
fn a_line_of_a_gigabyte_costs_no_other_and_is_not_held() {
    const GIGABYTE: u64 = 1 << 30;
    let limit = Limits::default().record_bytes as u64;
    for (begin, filler) in [("{\"name\":\"", "a"), ("", "["), ("", "{\"a\":"), ("", " ")] {
        let filler = filler.repeat(1 << 14).into_bytes();
        let times = GIGABYTE / filler.len() as u64;
        let length = begin.len() as u64 + times * filler.len() as u64;
        let mut line = vec![(filler, times), (b"\n".to_vec(), 1)];
        if !begin.is_empty() {
            line.insert(0, (begin.as_bytes().to_vec(), 1));
        }
        // A line is held up to the limit, in a buffer that grows to twice its size and is moved as it grows.
        let report = beside(line, 3 * limit + LITTLE);
        let (rule, message, found) = on_the_odd_line(&report);
        assert_eq!((rule, found), ("limit-exceeded", Some(Fact::Count(length))), "{message}");
        assert!(report.truncated());
    }
}

#[test]
fn a_stream_that_ends_in_the_middle_of_a_record_has_lost_that_record() {
    let cut = GOOD.strip_suffix("元\"}").unwrap().as_bytes();
    let (report, memory) = check(&Made::of(vec![around(), (cut.to_vec(), 1)]));
    let report = report.unwrap();
    assert!(memory < LITTLE, "{memory} bytes were held");
    assert_eq!((report.counts().records, report.counts().error), (AROUND + 1, AROUND / 10 + 1));
    let (rule, message, place) = on_the_odd_line(&report);
    assert_eq!(rule, "unreadable-text");
    assert!(message.contains("breaks off here"), "{message}");
    let column = std::str::from_utf8(cut).unwrap().chars().count() as u64 + 1;
    assert_eq!(place, Some(Fact::Position { line: AROUND + 1, column, offset: before() + cut.len() as u64 }));
    assert!(report.truncated());
}

#[test]
fn a_reader_that_fails_half_way_costs_what_comes_after_it() {
    let cut = GOOD.as_bytes()[..20].to_vec();
    for (rest, lost_records) in [(Vec::new(), 0), (vec![(cut, 1)], 1)] {
        let stream = Made { fails: true, ..Made::of([vec![around()], rest].concat()) };
        let (broken, memory) = check(&stream);
        let broken = broken.unwrap_err();
        assert!(memory < LITTLE, "{memory} bytes were held");
        assert_eq!((broken.line(), broken.offset()), (AROUND + 1, before()));
        assert_eq!(broken.error().kind(), io::ErrorKind::TimedOut);
        let report = broken.report();
        assert_eq!((report.counts().records, report.counts().error), (AROUND + lost_records, AROUND / 10 + 1));
        let (rule, message, place) = on_the_odd_line(report);
        assert_eq!(
            (rule, place),
            ("unreadable-text", Some(Fact::Position { line: AROUND + 1, column: 1, offset: before() }))
        );
        assert!(message.contains("the reader failed (the line was cut), and no record after it was read"), "{message}");
        assert!(report.truncated());
    }
}

#[test]
fn a_million_empty_lines_hold_no_memory() {
    let (report, memory) = check(&Made::of(vec![around(), (b"\n".to_vec(), 1_000_000), around()]));
    let report = report.unwrap();
    assert!(memory < LITTLE, "{memory} bytes were held");
    assert_eq!((report.counts().records, report.counts().error), (2 * AROUND, 2 * AROUND / 10));
    assert_eq!(report.violations().last().and_then(|found| found.line()), Some(2 * AROUND + 1_000_000));
}

/// How far a stream is read ahead of what is given out decides what is held, on however many threads.
#[cfg(feature = "parallel")]
#[test]
fn lists_of_empty_items_are_not_held_by_the_dozen_on_any_number_of_threads() {
    use std::sync::atomic::{AtomicU64, Ordering};

    struct Counted<'c> {
        made: Made,
        read: &'c AtomicU64,
    }

    impl Read for Counted<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let length = self.made.read(to)?;
            self.read.fetch_add(length as u64, Ordering::Relaxed);
            Ok(length)
        }
    }

    const LINES: u64 = 16;
    const LISTS: [&str; 8] = ["services", "spaces", "tenants", "people", "activities", "features", "sites", "areas"];
    // 80,000 items of which each takes some hundreds of bytes: some 30 MB of a line of 240 kB.
    let list = |name: &str| format!("\"{name}\":[{}{{}}]", "{},".repeat(9_999));
    let line = format!("{{{}}}\n", LISTS.map(list).join(","));
    let length = line.len() as u64;
    for threads in [2, 32] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let read = AtomicU64::new(0);
        let ahead = pool.install(|| {
            let counted = Counted { made: Made::of(vec![(line.clone().into_bytes(), LINES)]), read: &read };
            let (context, options) = (Context::new(Policy::none()), Options::default());
            let (mut given, mut most) = (0, 0);
            for line in json::par_lines::<CenterDraft, _>(BufReader::new(counted), &context, &options) {
                assert!(line.is_ok());
                given += length;
                most = most.max(read.load(Ordering::Relaxed) - given);
            }
            assert_eq!(given, LINES * length);
            most
        });
        assert!(ahead <= 5 * length, "{} lines ahead on {threads} threads", ahead / length);
    }
}
