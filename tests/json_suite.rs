//! What is JSON text is read, what is not is refused with the place where it breaks.
//!
//! The corpus is nst/JSONTestSuite (MIT), which is not part of this crate. To run it, set `NEIGHBORHOOD_CENTER_CORPORA` to
//! a directory that holds `json-test-suite/test_parsing/`; without the variable that test says so and passes.

#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says when it is skipped"
)]

use std::fs;
use std::path::PathBuf;

use neighborhood_center::finding::Fact;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Options, Report, json};

/// Where the optional external corpora are, if they were asked for.
fn corpora() -> Option<PathBuf> {
    let place = std::env::var_os("NEIGHBORHOOD_CENTER_CORPORA").map(PathBuf::from);
    if place.is_none() {
        println!("skipped: NEIGHBORHOOD_CENTER_CORPORA is not set, so the JSON test suite is not run");
    }
    place
}

fn read(bytes: &[u8]) -> Report {
    json::read_slice::<CenterDraft>(bytes, &Context::default(), &Options::default()).into_parts().0
}

/// Line, column and byte of the one fault of a text that is broken; `None` if it could be read.
fn broken_at(report: &Report) -> Option<(u64, u64, u64)> {
    let fault = report.violations().iter().find(|found| found.rule() == "unreadable-text")?;
    assert_eq!(report.violations().len(), 1, "of a broken text nothing else can be said");
    assert_eq!(fault.path().as_str(), "");
    let position = fault.facts().find(|(name, _)| *name == "position").map(|(_, fact)| fact.clone());
    match position {
        Some(Fact::Position { line, column, offset }) => Some((line, column, offset)),
        other => panic!("the place of the fault is {other:?}"),
    }
}

#[test]
fn the_json_test_suite_is_read_as_it_says() {
    let Some(corpora) = corpora() else { return };
    let suite = corpora.join("json-test-suite").join("test_parsing");
    let files = fs::read_dir(&suite).unwrap_or_else(|error| panic!("{}: {error}", suite.display()));
    let (mut accepted, mut rejected, mut either) = (0, 0, 0);
    for file in files {
        let file = file.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".json") {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        let broken = broken_at(&read(&bytes));
        match name.split_once('_').map(|(kind, _)| kind) {
            Some("y") => {
                assert_eq!(broken, None, "{name} is JSON");
                accepted += 1;
            }
            Some("n") => {
                let (line, column, offset) = broken.unwrap_or_else(|| panic!("{name} is not JSON"));
                assert!(line >= 1 && column >= 1 && offset <= bytes.len() as u64, "{name}: {line}:{column}, {offset}");
                let before = bytes.get(..usize::try_from(offset).unwrap()).unwrap();
                let newlines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
                assert_eq!(line, newlines + 1, "{name}: the line and the byte are of different places");
                rejected += 1;
            }
            Some("i") => either += 1,
            _ => panic!("{name} is no case of the suite"),
        }
    }
    assert_eq!((accepted, rejected, either), (95, 188, 35));
}

/// Each text with the line, the character and the byte of its fault, counted by hand, and a word that the message has.
///
/// The fault is the first character with which no JSON text can go on, or the end. A Chinese character is one column and
/// three bytes.
const BROKEN: &[(&str, (u64, u64, u64), &str)] = &[
    (r#"{"name": "天元社区" "tier": 1}"#, (1, 17, 24), "逗号"),
    (r#"{"name":"安东",}"#, (1, 14, 17), "逗号"),
    ("{\n  \"name\": \"石油社区\",\n  \"aliases\": [\"地勘三院\" \"石油\"]\n}", (3, 22, 57), "右方括号"),
    (r#"{"name":"大学城"#, (1, 13, 18), "未写完"),
    (r#"{"name":"关林\q"}"#, (1, 13, 16), "转义"),
    (r#"{"name":"学府"} 多余"#, (1, 15, 18), "多余"),
    (r#"{"name":未知}"#, (1, 9, 8), "值"),
    (r#"{"名称":1,甲:2}"#, (1, 9, 12), "双引号"),
    ("{\"name\":\"甲\",\r\n\"tier\":}", (2, 8, 23), "值"),
    ("{\"name\":\"安乐\n街道\"}", (1, 12, 15), "控制字符"),
    ("{\"name\":\"安乐\t街道\"}", (1, 12, 15), "控制字符"),
    ("{\"aliases\":[\"翰林苑\",\n\n\n  不]}", (4, 3, 29), "值"),
    ("{\"name\":tru\n}", (1, 12, 11), "true"),
];

#[test]
fn a_fault_is_placed_to_the_character_and_the_byte() {
    for (text, place, about) in BROKEN {
        let report = read(text.as_bytes());
        assert_eq!(broken_at(&report), Some(*place), "{text}");
        let message = report.violations().first().unwrap().message(Lang::Zh);
        assert!(message.contains(about), "{text}: {message}");
        let (line, column, _) = place;
        assert!(message.contains(&format!("第 {line} 行第 {column} 个字符")), "{message}");
    }
}

#[test]
fn a_byte_order_mark_is_no_character_but_three_bytes() {
    assert_eq!(broken_at(&read("\u{FEFF}{\"name\":\"甲\"x}".as_bytes())), Some((1, 12, 16)));
}

#[test]
fn bytes_that_are_not_utf_8_are_placed_too() {
    // 甲 in UTF-8, then 天元 in GBK, which no UTF-8 text holds.
    let bytes = [b"{\"name\":\"", "甲".as_bytes(), &[0xCC, 0xEC, 0xD4, 0xAA], b"\"}"].concat();
    assert_eq!(broken_at(&read(&bytes)), Some((1, 11, 12)));
}

#[test]
fn what_is_no_object_is_read_and_refused_for_what_it_is() {
    for (text, found) in
        [("[]", "a list"), ("null", "null"), ("\"邻里中心\"", "`邻里中心`"), ("7", "7"), ("true", "true")]
    {
        let report = read(text.as_bytes());
        assert_eq!(broken_at(&report), None, "{text}");
        let fault = report.violations().first().unwrap();
        assert_eq!((fault.rule(), fault.path().as_str()), ("malformed-value", ""));
        assert!(fault.message(Lang::En).starts_with(found), "{}", fault.message(Lang::En));
    }
}
