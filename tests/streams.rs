//! A stream holds one record on each line; what is wrong with one line never costs the next.

#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read};

use neighborhood_center::finding::Fact;
use neighborhood_center::json::{self, Line};
use neighborhood_center::policy::Policy;
use neighborhood_center::records::{CenterDraft, DistrictDraft};
use neighborhood_center::vocab::{Date, Lang};
use neighborhood_center::{Context, Limits, Options, Report};
use serde_json::{Value, json};

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
    assert_eq!(read_str("\u{FEFF}\n"), []);
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
    let broken = lines.next().unwrap().unwrap_err();
    let before = center("天元").len() + center("").len() + 2;
    assert_eq!((broken.line(), broken.offset()), (3, before as u64));
    assert_eq!(broken.to_string(), format!("the input broke off at line 3 (byte {before}): the line was cut"));
    assert_eq!(broken.error().to_string(), "the line was cut");
    let found: Vec<_> = broken.report().violations().iter().map(|found| (found.rule(), found.line())).collect();
    assert_eq!(found, [("unreadable-text", Some(3))]);
    assert!(lines.next().is_none() && lines.next().is_none());
}

#[test]
fn an_error_of_the_reader_ends_a_document() {
    let failing = Failing { rest: b"{}", interruptions: 0 };
    assert!(json::read_from::<CenterDraft>(failing, &context(), &Options::default()).is_err());
}

#[test]
fn an_error_of_the_reader_costs_a_sum_nothing_that_was_found_before_it() {
    let whole = format!("{}\n{}\n", center("天元"), center(""));
    let cut = format!("{whole}{{\"name\":\"安");
    let (context, options) = (context(), Options::default());
    let before = json::check_lines::<CenterDraft>(whole.as_bytes(), &context, &options).unwrap();
    assert_eq!((before.counts().records, before.counts().error, before.truncated()), (2, 1, false));
    for (text, in_a_record) in [(&whole, 0), (&cut, 1)] {
        for capacity in [1, 16, 1 << 16] {
            let failing = BufReader::with_capacity(capacity, Failing { rest: text.as_bytes(), interruptions: 1 });
            let broken = json::check_lines::<CenterDraft>(failing, &context, &options).unwrap_err();
            let report = broken.report();
            let found: Vec<_> = report.violations().iter().map(|found| (found.line(), found.rule())).collect();
            assert_eq!(found, [(Some(2), "malformed-value"), (Some(3), "unreadable-text")]);
            assert_eq!(report.violations()[0], before.violations()[0]);
            // A record that was cut in two is one that was not read; of those that never came nobody knows.
            assert_eq!((report.counts().records, report.counts().error), (2 + in_a_record, 2));
            assert!(report.truncated() && !report.admits());
            let lost = &report.violations()[1];
            let place = lost.facts().find(|(name, _)| *name == "position").map(|(_, fact)| fact.clone());
            assert_eq!(place, Some(Fact::Position { line: 3, column: 1, offset: whole.len() as u64 }));
            let (zh, en) = (lost.message(Lang::Zh), lost.message(Lang::En));
            assert!(zh.contains("读取中断（the line was cut），此后的记录均未读到，位于第 3 行"), "{zh}");
            assert!(
                en.contains("the reader failed (the line was cut), and no record after it was read, at line 3"),
                "{en}"
            );
        }
    }
}

#[test]
fn an_error_of_the_reader_goes_through_a_function_of_the_world_with_all_that_was_found() {
    fn sum(stream: impl BufRead) -> io::Result<Report> {
        Ok(json::check_lines::<CenterDraft>(stream, &context(), &Options::default())?)
    }
    let text = format!("{}\n", center(""));
    let error = sum(BufReader::new(Failing { rest: text.as_bytes(), interruptions: 0 })).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::Other);
    let broken: json::BrokenOff = error.downcast().unwrap();
    assert_eq!(broken.line(), 2);
    let (report, error) = broken.into_parts();
    assert_eq!((report.counts().error, error.to_string().as_str()), (2, "the line was cut"));
}

#[test]
fn what_the_reader_says_is_made_harmless() {
    struct Hostile;
    impl Read for Hostile {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("cut\u{202E}\n\u{1B}[2J"))
        }
    }
    let stream = BufReader::new(Hostile);
    let broken = json::check_lines::<CenterDraft>(stream, &context(), &Options::default()).unwrap_err();
    for lang in [Lang::Zh, Lang::En] {
        let said = broken.report().violations()[0].message(lang);
        assert!(!said.contains(['\u{202E}', '\n', '\u{1B}']), "{said:?}");
    }
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

#[test]
fn a_line_that_is_not_utf_8_says_so_and_costs_no_other() {
    // 天元 in GBK, which is what a Chinese office program writes unless it is told otherwise.
    let gbk = [b"{\"name\":\"".as_slice(), &[0xCC, 0xEC, 0xD4, 0xAA], b"\"}"].concat();
    let stream = [center("天元").as_bytes(), &gbk, center("安东").as_bytes()].join(&b'\n');
    let expected = [clean(1), fault(2, "unreadable-text", ""), clean(3)];
    assert_eq!(read(stream.as_slice(), &Options::default()), expected);
    for capacity in [1, 5, 64, 80] {
        let pieces = BufReader::with_capacity(capacity, stream.as_slice());
        assert_eq!(read(pieces, &Options::default()), expected, "{capacity}");
    }

    let total = json::check_lines::<CenterDraft>(stream.as_slice(), &context(), &Options::default()).unwrap();
    let broken = &total.violations()[0];
    assert!(broken.message(Lang::Zh).contains("GBK") && broken.message(Lang::En).contains("GBK"));
    // The line begins after the first and its end; before the first byte of it that is no UTF-8 are 9.
    assert_eq!(center("天元").len() + 1, 62);
    let position = broken.facts().find(|(name, _)| *name == "position").map(|(_, fact)| fact.clone());
    assert_eq!(position, Some(Fact::Position { line: 2, column: 10, offset: 71 }));
}

#[test]
fn a_list_or_an_object_over_several_lines_is_told_from_a_stream() {
    for line in ["[", "{\"name\":\"甲\"},", "]", "{", "}", "{\"name\":\"甲\"} ,\r"] {
        let report = json::check_lines::<CenterDraft>(line.as_bytes(), &context(), &Options::default()).unwrap();
        let said = report.violations()[0].message(Lang::Zh);
        assert!(said.contains("每一行应是一条完整的记录"), "{line}: {said}");
        let alone = json::read_str::<CenterDraft>(line, &context(), &Options::default());
        let said = alone.report().violations()[0].message(Lang::Zh);
        assert!(!said.contains("每一行"), "{line}: {said}");
    }
    let report = json::check_lines::<CenterDraft>("{\"name\":".as_bytes(), &context(), &Options::default()).unwrap();
    let said = report.violations()[0].message(Lang::Zh);
    assert!(!said.contains("每一行"), "{said}");
}

#[test]
fn a_text_in_utf_16_is_called_so() {
    let utf_16: Vec<u8> = "\u{FEFF}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let reading = json::read_slice::<CenterDraft>(&utf_16, &context(), &Options::default());
    let message = reading.report().violations()[0].message(Lang::Zh);
    assert!(message.contains("UTF-16") && !message.contains("GBK"), "{message}");
}

#[test]
fn the_marks_of_a_chinese_keyboard_are_told_from_those_of_json() {
    let reasons = |text: &str| {
        let reading = json::read_str::<CenterDraft>(text, &context(), &Options::default());
        [Lang::Zh, Lang::En].map(|lang| reading.report().violations()[0].message(lang))
    };
    for (text, zh, en) in [
        (
            "{ “name”: 1 }",
            "键应为带双引号的字符串（可能误用了中文引号）",
            "key must be a string (perhaps a Chinese quotation mark)",
        ),
        (
            "{ \"name\": “甲” }",
            "此处应为一个值（可能误用了中文引号）",
            "expected value (perhaps a Chinese quotation mark)",
        ),
        (
            "{ \"name\"： \"甲\" }",
            "键后应有冒号（可能误用了中文标点）",
            "expected `:` (perhaps a Chinese punctuation mark)",
        ),
        (
            "{ \"name\": \"甲\"，\"id\": 1 }",
            "此处应为逗号或右花括号（可能误用了中文标点）",
            "(perhaps a Chinese punctuation mark)",
        ),
        (
            "{\u{3000}\"name\": \"甲\" }",
            "键应为带双引号的字符串（此处是全角空格或不换行空格）",
            "key must be a string (there is a space that is not an ordinary one)",
        ),
        (
            "\n\u{FEFF}{}",
            "此处应为一个值（此处有看不见的字节顺序标记）",
            "expected value (there is a byte-order mark, which cannot be seen)",
        ),
        ("{\n  \"name\": [甲] }", "此处应为一个值，位于", "expected value, at"),
    ] {
        let [said_zh, said_en] = reasons(text);
        assert!(said_zh.contains(zh), "{text}: {said_zh}");
        assert!(said_en.contains(en), "{text}: {said_en}");
    }
}

#[test]
fn what_passes_the_limit_is_told_the_same_way_whatever_it_is_made_of() {
    let options = Options { limits: Limits { record_bytes: 10, ..Limits::default() }, ..Options::default() };
    let not_text = [0xCC_u8; 25];
    let from_bytes = json::read_slice::<CenterDraft>(&not_text, &context(), &options);
    let from_reader = json::read_from::<CenterDraft>(not_text.as_slice(), &context(), &options).unwrap();
    let from_stream = json::check_lines::<CenterDraft>(not_text.as_slice(), &context(), &options).unwrap();
    assert_eq!(from_bytes.report(), from_reader.report());
    let rules = |report: &Report| report.violations().iter().map(|found| found.rule()).collect::<Vec<_>>();
    assert_eq!(rules(from_bytes.report()), ["limit-exceeded"]);
    assert_eq!(rules(&from_stream), ["limit-exceeded"]);
    let found = from_stream.violations()[0].facts().find(|(name, _)| *name == "found").map(|(_, fact)| fact.clone());
    assert_eq!(found, Some(Fact::Count(25)));
}

#[test]
fn a_line_nested_ten_thousand_deep_is_read_and_told_like_any_other() {
    const DEEP: usize = 10_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = format!("{}1{}", open.repeat(DEEP), close.repeat(DEEP));
        let inside = format!("{{\"name\":{nested}}}");
        let unknown = format!("{{\"unknown\":{nested}}}");
        let never_closed = open.repeat(DEEP);
        let stream = [&nested, &center("天元"), &inside, &unknown, &never_closed, &center("安东")]
            .map(String::as_str)
            .join("\n");
        let too_deep = |number, path: &str| ("malformed-value", Some(number), path.to_owned());
        let missing = |number, key: &str| ("missing-field", Some(number), format!("/{key}"));
        assert_eq!(
            read_str(&stream),
            [
                // At the root an object is a record, so that this one lacks what records have.
                match open {
                    "[" => (1, vec![too_deep(1, "")]),
                    _ => (
                        1,
                        vec![
                            ("limit-exceeded", Some(1), String::new()),
                            ("unknown-field", Some(1), "/a".to_owned()),
                            missing(1, "id"),
                            missing(1, "name"),
                        ]
                    ),
                },
                clean(2),
                (3, vec![missing(3, "id"), too_deep(3, "/name")]),
                (
                    4,
                    vec![
                        ("limit-exceeded", Some(4), String::new()),
                        missing(4, "id"),
                        missing(4, "name"),
                        ("unknown-field", Some(4), "/unknown".to_owned()),
                    ]
                ),
                fault(5, "unreadable-text", ""),
                clean(6)
            ]
        );
    }
}

#[test]
fn what_is_nested_past_the_limit_and_can_be_read_is_told_at_its_place() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let limit = Limits::default().depth;
    let with = |depth| center("天元").replace("\"name\"", &format!("\"later\":{},\"name\"", nested(depth)));
    // An unknown key is a fault whatever it holds. The list itself is level 0, so that one more than the limit fits.
    let unknown = ("unknown-field", Some(1), "/later".to_owned());
    assert_eq!(read_str(&with(limit)), [(1, vec![unknown.clone()])]);
    let too_deep = ("limit-exceeded", Some(1), String::new());
    assert_eq!(read_str(&with(limit + 2)), [(1, vec![too_deep, unknown])]);
}

#[test]
fn a_million_findings_are_counted_and_a_thousand_are_kept() {
    const LINES: u64 = 1_000_000;
    /// The same line again and again, so that the stream needs no memory.
    struct Again {
        line: &'static [u8],
        place: usize,
        left: u64,
    }
    impl Read for Again {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let mut written = 0;
            while written < to.len() && self.left > 0 {
                let length = (self.line.len() - self.place).min(to.len() - written);
                to[written..written + length].copy_from_slice(&self.line[self.place..self.place + length]);
                written += length;
                self.place += length;
                if self.place == self.line.len() {
                    self.place = 0;
                    self.left -= 1;
                }
            }
            Ok(written)
        }
    }
    let stream = BufReader::new(Again { line: b"x\n", place: 0, left: LINES });
    let total = json::check_lines::<CenterDraft>(stream, &context(), &Options::default()).unwrap();
    assert_eq!((total.counts().records, total.counts().error), (LINES, LINES));
    assert!(total.truncated());
    assert_eq!(total.violations().len(), 1_000);
    assert!(total.violations().iter().zip(1..).all(|(found, number)| found.line() == Some(number)));
}

#[test]
fn a_flood_of_one_kind_hides_no_other() {
    let options = Options { limits: Limits { findings: 3, ..Limits::default() }, ..Options::default() };
    let stream = format!("{}{}\n", "x\n".repeat(20), center(""));
    let total = json::check_lines::<CenterDraft>(stream.as_bytes(), &context(), &options).unwrap();
    let lines: Vec<_> = total.violations().iter().map(|found| (found.line(), found.rule())).collect();
    assert_eq!(
        lines,
        [
            (Some(1), "unreadable-text"),
            (Some(2), "unreadable-text"),
            (Some(3), "unreadable-text"),
            (Some(21), "malformed-value")
        ]
    );
}

// --- The report as JSON -----------------------------------------------------------------------------------------------

/// A stream that gives every kind of finding: violations of a record and of a policy, with and without `related`,
/// something undecided, something proved, and a line that is broken.
fn full_report() -> Report {
    let stream = [
        r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"天元","services":[{"key":"gym","name":"健身","functions":["sports"],"audience":{"groups":["young"]}},{"key":"gym","name":"阅读","functions":["culture"],"audience":{"groups":["old"]}}],"features":[{"name":"运动"}]}"#,
        "{ broken",
        r#"{"id":"5a0c3f5e-0000-4000-8000-000000000002","name":"安东","statsu":"open"}"#,
    ]
    .join("\n");
    let options = Options { evidence: true, ..Options::default() };
    let asked = Context::default().as_of(Date::new(2023, 8, 11).unwrap());
    json::check_lines::<CenterDraft>(stream.as_bytes(), &asked, &options).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_report_has_the_keys_that_its_form_names_and_no_others() {
    let report = serde_json::to_value(full_report()).unwrap();
    // `Value` sorts keys.
    assert_eq!(
        keys(&report),
        ["as_of", "counts", "evidence", "format", "ledger", "truncated", "undecided", "violations"]
    );
    assert_eq!(
        (&report["format"], &report["as_of"], &report["truncated"]),
        (&json!(1), &json!("2023-08-11"), &json!(true))
    );
    assert_eq!(keys(&report["counts"]), ["error", "info", "records", "undecided", "waived", "warning"]);
    assert_eq!(report["counts"]["records"], 3);

    let mut optional = BTreeSet::new();
    for found in report["violations"].as_array().unwrap() {
        let (always, sometimes): (Vec<&str>, Vec<&str>) =
            keys(found).into_iter().partition(|key| !["demanded_by", "related"].contains(key));
        assert_eq!(always, ["facts", "line", "message", "path", "rule", "severity"]);
        optional.extend(sometimes);
        assert_eq!(keys(&found["message"]), ["en", "zh"]);
        assert!(found["facts"].is_object() && found["line"].is_u64());
    }
    assert_eq!(optional.into_iter().collect::<Vec<_>>(), ["demanded_by", "related"]);
    let undecided = report["undecided"].as_array().unwrap();
    assert!(!undecided.is_empty());
    for judgment in undecided {
        let keys: Vec<&str> =
            keys(judgment).into_iter().filter(|key| !["demanded_by", "needs_date"].contains(key)).collect();
        assert_eq!(keys, ["because", "line", "path", "rule"]);
    }
    let evidence = report["evidence"].as_array().unwrap();
    assert!(!evidence.is_empty());
    for judgment in evidence {
        assert_eq!(keys(judgment), ["line", "path", "proof", "rule"]);
    }
    let ledger = report["ledger"].as_object().unwrap();
    assert!(ledger.len() > 5);
    for tally in ledger.values() {
        assert_eq!(keys(tally), ["met", "not_applicable", "undecided", "violated"]);
    }
}

#[test]
fn a_report_of_one_document_has_no_lines_and_one_without_proof_has_no_evidence() {
    let reading = json::read_str::<CenterDraft>(&center(""), &context(), &Options::default());
    let report = serde_json::to_value(reading.report()).unwrap();
    assert_eq!(keys(&report), ["as_of", "counts", "format", "ledger", "truncated", "undecided", "violations"]);
    assert_eq!(report["as_of"], Value::Null);
    assert_eq!(keys(&report["violations"][0]), ["facts", "message", "path", "rule", "severity"]);
}

#[test]
fn the_keys_of_a_report_are_written_in_the_order_of_its_form() {
    let text = serde_json::to_string(&full_report()).unwrap();
    let places: Vec<_> = [
        "format\":1",
        "as_of\":\"",
        "counts\":{",
        "truncated\":t",
        "violations\":[",
        "undecided\":[",
        "evidence\":[",
        "ledger\":{",
    ]
    .map(|key| text.find(&format!("\"{key}")).unwrap())
    .into();
    assert!(text.starts_with("{\"format\":1,") && places.is_sorted(), "{places:?}");
}

#[test]
fn a_report_reads_back_and_is_rendered_again_in_either_language() {
    let report = full_report();
    let text = serde_json::to_string(&report).unwrap();
    let back: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(back, report);
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
    assert!(!report.violations().is_empty());
    for (read, written) in back.violations().iter().zip(report.violations()) {
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(read.message(lang), written.message(lang));
            assert_eq!(read.help(lang), written.help(lang));
        }
    }
    assert_eq!(back.to_string(), report.to_string());

    // From a reader, which lends nothing, and from a value whose keys are in another order.
    assert_eq!(serde_json::from_reader::<_, Report>(text.as_bytes()).unwrap(), report);
    assert_eq!(serde_json::from_value::<Report>(serde_json::to_value(&report).unwrap()).unwrap(), report);
}

#[test]
fn a_report_that_kept_no_violation_still_refuses_when_it_is_read_back() {
    let none_kept = Options { limits: Limits { findings: 0, ..Limits::default() }, ..Options::default() };
    let refused = json::read_str::<CenterDraft>(&center(""), &context(), &none_kept).report().clone();
    assert!(refused.violations().is_empty() && refused.truncated());
    assert_eq!(refused.counts().error, 1);

    let stream = [center("天元"), center(""), center("安东")].join("\n");
    let total = json::check_lines::<CenterDraft>(stream.as_bytes(), &context(), &none_kept).unwrap();
    for written in [refused, total] {
        assert!(!written.admits());
        let back: Report = serde_json::from_str(&serde_json::to_string(&written).unwrap()).unwrap();
        assert!(!back.admits());
        assert_eq!(back, written);
    }
}

#[test]
fn a_report_is_not_refused_by_what_refuses_nothing() {
    // A warning of the record and an error of the policy, kept or not.
    let record = r#"{"id":"5a0c3f5e-0000-4000-8000-000000000001","name":"天元","wifi":"guest","services":[]}"#;
    for findings in [0, 10] {
        let options = Options { limits: Limits { findings, ..Limits::default() }, ..Options::default() };
        let written = json::read_str::<CenterDraft>(record, &Context::default(), &options).report().clone();
        assert!(written.counts().error > 0 && written.counts().warning > 0);
        let text = serde_json::to_value(&written).unwrap();
        assert!(!keys(&text).contains(&"refused"));
        let back: Report = serde_json::from_value(text).unwrap();
        assert!(written.admits() && back.admits());
        assert_eq!(back, written);
    }
}

#[test]
fn messages_are_rendered_from_facts_and_not_read() {
    let report = full_report();
    let mut changed = serde_json::to_value(&report).unwrap();
    for found in changed["violations"].as_array_mut().unwrap() {
        found["message"] = json!({ "zh": "", "en": "" });
    }
    assert_eq!(serde_json::from_value::<Report>(changed).unwrap(), report);
}

#[test]
fn a_report_that_this_version_cannot_render_is_refused() {
    let written = serde_json::to_value(full_report()).unwrap();
    let refused = |change: fn(&mut Value)| {
        let mut changed = written.clone();
        change(&mut changed);
        serde_json::from_value::<Report>(changed).unwrap_err().to_string()
    };
    assert!(refused(|report| report["format"] = json!(2)).contains("form 2"));
    assert!(refused(|report| report["violations"][0]["rule"] = json!("no-such-rule")).contains("`no-such-rule`"));
    assert!(
        refused(|report| report["ledger"]["no-such-rule"] = report["ledger"]["missing-field"].clone())
            .contains("`no-such-rule`")
    );
    assert!(refused(|report| report["violations"][0]["facts"] = json!({})).contains("must have the fact"));
}

#[test]
fn the_items_of_all_lists_together_are_bounded() {
    let services = ["{}"; 40].join(",");
    let centers = [format!(r#"{{ "services": [{services}] }}"#).as_str(); 10].join(",");
    let text = format!(r#"{{ "format": 1, "name": "示例区", "centers": [{centers}] }}"#);
    let limits = Limits { items: 100, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let reading = json::read_str::<DistrictDraft>(&text, &Context::new(Policy::none()), &options);
    let kept: usize = reading.draft().unwrap().centers.items().map(|(_, center)| center.services.items().count()).sum();
    assert!((80..=100).contains(&kept), "{kept} services were kept");
    assert!(reading.report().truncated());
    assert!(reading.report().violations().iter().any(|found| found.rule() == "limit-exceeded"));
    assert!(!reading.report().admits());
}

#[test]
fn a_finding_names_at_most_a_hundred_places() {
    let services = ["{}"; 300].join(",");
    let text = format!(r#"{{ "services": [{services}] }}"#);
    let reading = json::read_str::<CenterDraft>(&text, &Context::default(), &Options::default());
    let undecided = reading.report().undecided();
    let most = undecided.iter().map(|undecided| undecided.because().len()).max();
    assert_eq!(most, Some(100));
    assert!(reading.report().truncated());
}

#[test]
fn reports_that_are_put_together_are_in_order_again() {
    let report =
        |text| json::read_str::<CenterDraft>(text, &Context::new(Policy::none()), &Options::default()).into_parts().0;
    let mut all = report(r#"{ "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "甲乙", "status": "opne" }"#);
    all.absorb(report("{}"), 1_000);
    let places: Vec<&str> = all.violations().iter().map(|found| found.path().as_str()).collect();
    assert_eq!(places, ["/id", "/name", "/status"]);
}

#[test]
fn a_stored_report_with_absurd_counts_is_added_up_without_a_panic() {
    let stored = format!(
        r#"{{ "format": 1, "as_of": null, "truncated": true, "violations": [], "undecided": [],
            "counts": {{ "records": 1, "error": {max}, "warning": {max}, "info": 1, "undecided": 0, "waived": 0 }},
            "ledger": {{ "missing-field": {{ "met": {max}, "violated": 1, "undecided": 0, "not_applicable": 0 }} }} }}"#,
        max = u64::MAX
    );
    let mut report: Report = serde_json::from_str(&stored).unwrap();
    report.absorb(report.clone(), 10);
    assert!(!report.is_clean());
    assert!(serde_json::to_string(&report).unwrap().contains("18446744073709551615"));
}

#[test]
fn what_could_not_be_judged_is_said_in_words() {
    let reading = json::read_str::<CenterDraft>(r#"{ "name": "甲乙" }"#, &Context::default(), &Options::default());
    let feature = reading.report().undecided().iter().find(|undecided| undecided.rule() == "missing-feature").unwrap();
    assert_eq!(feature.message(Lang::En), "cannot say whether a feature is missing; see /features");
    assert_eq!(feature.message(Lang::Zh), "不能断定有无“特色不足”，须看 /features");
}
