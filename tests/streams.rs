//! A stream holds one record on each line; what is wrong with one line never costs the next.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::io::{self, BufRead, BufReader, Read};

use neighborhood_center::finding::Fact;
use neighborhood_center::json::{self, Line};
use neighborhood_center::policy::Policy;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Limits, Options};

/// No policy: what is found is found in the record.
fn context() -> Context {
    Context::new(Policy::none())
}

fn center(name: &str) -> String {
    format!(r#"{{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"{name}"}}"#)
}

/// What a line gives, in a form that can be compared: its number, and the rule, line and path of each finding.
type Told = (u64, Vec<(&'static str, Option<u64>, String)>);

fn told(line: &Line<CenterDraft>) -> Told {
    let found = line.reading().report().violations().iter();
    (line.number(), found.map(|found| (found.rule(), found.line(), found.path().to_string())).collect())
}

fn read(stream: impl BufRead, options: &Options) -> Vec<Told> {
    json::lines::<CenterDraft, _>(stream, &context(), options).map(|line| told(&line.unwrap())).collect()
}

fn read_str(stream: &str) -> Vec<Told> {
    read(stream.as_bytes(), &Options::default())
}

fn clean(number: u64) -> Told {
    (number, Vec::new())
}

fn fault(number: u64, rule: &'static str, path: &str) -> Told {
    (number, vec![(rule, Some(number), path.to_owned())])
}

#[test]
fn a_bad_line_never_costs_the_next() {
    let stream = [&center("天元"), "{ broken", &center("大学城"), "[]", &center(""), &center("安东")].join("\n");
    assert_eq!(
        read_str(&stream),
        [
            clean(1),
            fault(2, "unreadable-text", ""),
            clean(3),
            fault(4, "malformed-value", ""),
            fault(5, "malformed-value", "/name"),
            clean(6)
        ]
    );
}

#[test]
fn what_could_not_be_judged_carries_its_line_too() {
    let stream = format!("\n{}\n", center("石油"));
    let asked = Context::default();
    let lines: Vec<_> = json::lines::<CenterDraft, _>(stream.as_bytes(), &asked, &Options::default())
        .map(|line| line.unwrap().into_reading())
        .collect();
    let undecided = lines[0].report().undecided();
    assert!(undecided.iter().any(|undecided| undecided.rule() == "missing-function"));
    assert!(undecided.iter().all(|undecided| undecided.line() == Some(2)));
}

#[test]
fn evidence_carries_its_line_too() {
    let record = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"石油","features":[{"name":"运动"}]}"#;
    let options = Options { evidence: true, ..Options::default() };
    let asked = Context::default();
    let stream = format!("{record}\n{record}");
    let lines = json::lines::<CenterDraft, _>(stream.as_bytes(), &asked, &options);
    for (line, number) in lines.zip(1..) {
        let reading = line.unwrap().into_reading();
        let proof: Vec<_> = reading.report().evidence().iter().map(|met| (met.rule(), met.line())).collect();
        assert_eq!(proof, [("missing-feature", Some(number))]);
    }
}

#[test]
fn empty_lines_are_counted_and_skipped() {
    let stream = format!("\n  \t\n{}\n\n\n{}\n\n", center("天元"), center(""));
    assert_eq!(read_str(&stream), [clean(3), fault(6, "malformed-value", "/name")]);
    assert_eq!(read_str(""), []);
    assert_eq!(read_str("\n\n"), []);
    assert_eq!(read_str("\u{FEFF}\n"), [fault(1, "unreadable-text", "")]);
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let stream = format!("{}\r\n\r\n{}\r\n", center("天元"), center(""));
    assert_eq!(read_str(&stream), [clean(1), fault(3, "malformed-value", "/name")]);
}

#[test]
fn the_last_line_needs_no_end() {
    let lines = [center("天元"), center("")].join("\n");
    assert_eq!(read_str(&lines), read_str(&format!("{lines}\n")));
    assert_eq!(read_str(&lines).len(), 2);
}

#[test]
fn only_a_stream_may_begin_with_a_byte_order_mark() {
    let record = center("天元");
    let stream = format!("\u{FEFF}{record}\n\u{FEFF}{record}\n");
    assert_eq!(read_str(&stream), [clean(1), fault(2, "unreadable-text", "")]);
}

#[test]
fn a_broken_line_is_placed_in_the_stream() {
    // 7 for `{"id":"`, 36 for the id, 10 for `","name":"`, 3 for 甲 and 2 for the end.
    let first = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"甲"}"#;
    assert_eq!(first.len(), 58);
    let stream = format!("{first}\r\n\n{{\"name\":\"大学城\" \"tier\"}}\n");
    let lines: Vec<_> = json::lines::<CenterDraft, _>(stream.as_bytes(), &context(), &Options::default())
        .map(|line| line.unwrap().into_reading())
        .collect();
    let broken = &lines[1].report().violations()[0];
    let position = broken.facts().find(|(name, _)| *name == "position").map(|(_, fact)| fact.clone());
    // 58 + 2 + 1 bytes before the line; `{"name":"大学城" ` is 14 characters and 20 bytes.
    assert_eq!(position, Some(Fact::Position { line: 3, column: 15, offset: 81 }));
    assert!(broken.message(Lang::En).contains("line 3, column 15 (byte 81)"));
}

#[test]
fn two_records_on_a_line_are_one_fault_on_it() {
    let stream = format!("{}{}\n{}", center("天元"), center("石油"), center("安东"));
    assert_eq!(read_str(&stream), [fault(1, "unreadable-text", ""), clean(2)]);
}

#[test]
fn a_record_over_several_lines_is_a_fault_on_each() {
    assert_eq!(
        read_str("{\n\"name\": \"天元\"\n}\n"),
        [fault(1, "unreadable-text", ""), fault(2, "unreadable-text", ""), fault(3, "unreadable-text", "")]
    );
}

#[test]
fn a_line_past_the_limit_is_told_and_passed_over() {
    let short = center("天元");
    let options = Options { limits: Limits { record_bytes: short.len(), ..Limits::default() }, ..Options::default() };
    let long = center("天元社区");
    let stream = format!("{short}\n{long}\n{short}\n{long}");
    let expected = [clean(1), fault(2, "limit-exceeded", ""), clean(3), fault(4, "limit-exceeded", "")];
    assert_eq!(read(stream.as_bytes(), &options), expected);
    for capacity in [1, 7, short.len(), short.len() + 1, 1 << 16] {
        assert_eq!(read(BufReader::with_capacity(capacity, stream.as_bytes()), &options), expected, "{capacity}");
    }

    let lines: Vec<_> = json::lines::<CenterDraft, _>(stream.as_bytes(), &context(), &options)
        .map(|line| line.unwrap().into_reading())
        .collect();
    let report = lines[1].report();
    assert!(report.truncated() && lines[1].draft().is_none());
    // Two more characters of three bytes.
    let found = report.violations()[0].facts().find(|(name, _)| *name == "found").map(|(_, fact)| fact.clone());
    assert_eq!(found, Some(Fact::Count(short.len() as u64 + 6)));
}

#[test]
fn the_size_of_the_readers_buffer_changes_nothing() {
    let stream = [
        &center("天元社区邻里中心"),
        "",
        "{\"name\":\"大学城\" \"",
        " \r",
        &center("翰林\u{202E}苑"),
        "{\"名称\":\"安东\",\"名称\":1}\r",
        "\u{FEFF}{}",
        &center("石油社区"),
    ]
    .join("\n");
    let context = context();
    let options = Options::default();
    let whole: Vec<_> =
        json::lines::<CenterDraft, _>(stream.as_bytes(), &context, &options).map(Result::unwrap).collect();
    assert_eq!(whole.iter().map(Line::number).collect::<Vec<_>>(), [1, 3, 5, 6, 7, 8]);
    for capacity in 1..=stream.len() + 1 {
        let pieces = BufReader::with_capacity(capacity, stream.as_bytes());
        let read: Vec<_> = json::lines::<CenterDraft, _>(pieces, &context, &options).map(Result::unwrap).collect();
        assert_eq!(read.len(), whole.len(), "{capacity}");
        for (one, other) in read.iter().zip(&whole) {
            assert_eq!(one.number(), other.number());
            assert_eq!(one.reading().report(), other.reading().report(), "with a buffer of {capacity}");
            assert_eq!(one.reading().draft(), other.reading().draft());
        }
    }
}

/// Hands over a text, then fails for good; in between it may be interrupted.
struct Failing<'t> {
    rest: &'t [u8],
    interruptions: u32,
}

impl Read for Failing<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.interruptions > 0 {
            self.interruptions -= 1;
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.rest.is_empty() {
            return Err(io::Error::other("the line was cut"));
        }
        self.interruptions = 2;
        self.rest.read(to)
    }
}

#[test]
fn an_error_of_the_reader_is_told_once_after_the_records_before_it() {
    let text = format!("{}\n{}\n{{\"name\":\"安", center("天元"), center(""));
    let failing = BufReader::with_capacity(16, Failing { rest: text.as_bytes(), interruptions: 1 });
    let context = context();
    let options = Options::default();
    let mut lines = json::lines::<CenterDraft, _>(failing, &context, &options);
    assert_eq!(told(&lines.next().unwrap().unwrap()), clean(1));
    assert_eq!(told(&lines.next().unwrap().unwrap()), fault(2, "malformed-value", "/name"));
    let error = lines.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "the line was cut");
    assert!(lines.next().is_none() && lines.next().is_none());
}

#[test]
fn an_error_of_the_reader_ends_a_document_and_a_sum() {
    let failing = || Failing { rest: b"{}", interruptions: 0 };
    let (context, options) = (context(), Options::default());
    assert!(json::read_from::<CenterDraft>(failing(), &context, &options).is_err());
    assert!(json::check_lines::<CenterDraft>(BufReader::new(failing()), &context, &options).is_err());
}

#[test]
fn a_sum_holds_every_finding_with_its_line_and_true_counts() {
    let stream = [&center(""), "x", "", &center("天元"), &center("")].join("\n");
    let total = json::check_lines::<CenterDraft>(stream.as_bytes(), &context(), &Options::default()).unwrap();
    let places: Vec<_> =
        total.violations().iter().map(|found| (found.line(), found.rule(), found.path().as_str())).collect();
    assert_eq!(
        places,
        [
            (Some(1), "malformed-value", "/name"),
            (Some(2), "unreadable-text", ""),
            (Some(5), "malformed-value", "/name")
        ]
    );
    assert_eq!((total.counts().records, total.counts().error), (4, 3));
    assert!(!total.admits());
    assert!(total.truncated(), "line 2 was not read");
}

#[test]
fn a_sum_keeps_only_so_many_findings_of_a_rule_and_counts_all() {
    let stream = format!("{}\n", center("")).repeat(50);
    let options = Options { limits: Limits { findings: 7, ..Limits::default() }, ..Options::default() };
    let total = json::check_lines::<CenterDraft>(stream.as_bytes(), &context(), &options).unwrap();
    assert_eq!(total.violations().len(), 7);
    assert_eq!((total.counts().records, total.counts().error), (50, 50));
    assert!(total.truncated());
    let (_, tally) = total.ledger().iter().find(|(card, _)| card.id == "malformed-value").unwrap();
    // Of each record the id is in order and the name is not.
    assert_eq!((tally.met, tally.violated), (50, 50));
}
