//! The examples as a user runs them: what they print, byte for byte, and how they end.
//!
//! With `UPDATE_EXPECTED=1` in the environment, `examples/expected` is written anew instead of compared; read the
//! difference before it is kept.
#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use neighborhood_center::Report;
use neighborhood_center::vocab::Lang;
use unicode_width::UnicodeWidthStr;

const DISTRICT: &str = "examples/data/luolong-2023.json";
const FAULTS: &str = "examples/data/faults.json";
const NEWER: &str = "examples/data/newer-format.json";
const BROKEN: &str = "examples/data/broken.json";
const CENTERS: &str = "examples/data/centers.ndjson";

/// What asks for everything that a rule can judge.
const EVERYTHING: [&str; 8] =
    ["--policy", "luolong-2023", "--policy", "embedded-facilities", "--cell", "养老/老", "--as-of", "2023-08-11"];

/// Rules of which a small document that can be read holds no violation.
const ELSEWHERE: [&str; 3] = ["unreadable-text", "unsupported-format", "limit-exceeded"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary of an example, which `cargo test` builds beside the tests.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let path = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not there: run `cargo test` without `--test`, or `cargo build --examples` first",
        path.display()
    );
    path
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn command(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(example(name));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command
}

fn finish(child: Child) -> Ran {
    let done = child.wait_with_output().unwrap();
    Ran {
        code: done.status.code().expect("the program must end by itself"),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn run(args: &[&str]) -> Ran {
    finish(start(command("validate", args)))
}

/// Runs with this on standard input.
fn feed(args: &[&str], text: &[u8]) -> Ran {
    let mut command = command("validate", args);
    command.stdin(Stdio::piped());
    let mut child = start(command);
    child.stdin.take().unwrap().write_all(text).unwrap();
    finish(child)
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares with a file of `examples/expected`, or writes it.
fn expect(name: &str, found: &str) {
    let path = format!("examples/expected/{name}");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(root().join(&path), found).unwrap();
        return;
    }
    let expected = read(&path);
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(found, expected, "{path}, line {}", number + 1);
    }
    assert_eq!(found, expected, "{path}");
}

fn everything_about_the_faults(more: &[&str]) -> Ran {
    run(&[&EVERYTHING, more, &[FAULTS]].concat())
}

/// A file that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("neighborhood-center-{}-{name}", std::process::id()));
        fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn the_four_centers_of_luolong_are_printed_as_expected_and_have_no_errors() {
    for (lang, file) in [("zh", "luolong-2023.zh.txt"), ("en", "luolong-2023.en.txt")] {
        let ran = run(&["--lang", lang, DISTRICT]);
        expect(file, &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    }
}

#[test]
fn a_document_full_of_faults_is_printed_as_expected() {
    for (args, file) in [
        (["--lang", "zh"], "faults.zh.txt"),
        (["--lang", "en"], "faults.en.txt"),
        (["--format", "json"], "faults.json"),
    ] {
        let ran = everything_about_the_faults(&args);
        expect(file, &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{file}");
    }
}

#[test]
fn a_newer_document_gets_one_clear_sentence() {
    let ran = run(&[NEWER]);
    expect("newer-format.zh.txt", &ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(ran.out.matches("    - ").count(), 1);
}

#[test]
fn a_broken_document_is_unreadable_at_its_place() {
    let ran = run(&[BROKEN]);
    expect("broken.zh.txt", &ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    // In line 5, the quotation mark after `{ "name": "…" ` is where a comma should be.
    let line = read(BROKEN).lines().nth(4).unwrap().to_owned();
    let column = line.chars().count() - line.split_once("\" \"").unwrap().1.chars().count();
    let ran = run(&["--lang", "en", BROKEN]);
    assert!(ran.out.contains(&format!("line 5, column {column} ")), "{}", ran.out);
}

#[test]
fn one_broken_line_of_a_stream_does_not_cost_the_others() {
    let ran = run(&[CENTERS]);
    expect("centers.zh.txt", &ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("第 2 行"));
    assert!(ran.out.contains("第 4 行 /status"));
}

#[test]
fn the_short_examples_print_what_is_expected() {
    for name in ["hello", "embed"] {
        let ran = finish(start(command(name, &[])));
        expect(&format!("{name}.txt"), &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn every_rule_finds_its_fault_in_the_faulty_document() {
    let report: Report = serde_json::from_str(&everything_about_the_faults(&["--format", "json"]).out).unwrap();
    let found: BTreeSet<&str> = report.violations().iter().map(|violation| violation.rule()).collect();
    let ids = read("tests/rule-ids.txt");
    let expected: BTreeSet<&str> = ids
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !ELSEWHERE.contains(line))
        .collect();
    assert_eq!(found, expected);

    let text = everything_about_the_faults(&[]).out;
    let findings = text.split("【不能断定】").next().unwrap();
    for id in expected {
        assert!(findings.contains(&format!("[{id}]")), "{id}");
    }
}

#[test]
fn the_json_says_what_the_text_says() {
    let report: Report = serde_json::from_str(&everything_about_the_faults(&["--format", "json"]).out).unwrap();
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let text = everything_about_the_faults(&["--lang", name]).out;
        for violation in report.violations() {
            assert!(text.contains(&violation.message(lang)), "{}", violation.message(lang));
            assert!(text.contains(&violation.help(lang)), "{}", violation.help(lang));
            assert!(text.contains(violation.path().as_str()), "{}", violation.path());
        }
    }
}

/// The rows of every coverage table: seven lines from the one with the groups on.
fn tables<'t>(text: &'t str, heading: &str) -> Vec<Vec<&'t str>> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = lines.iter().enumerate().filter(|(_, line)| line.contains(heading) && !line.contains(['：', ':']));
    begins.map(|(begin, _)| lines[begin..begin + 7].to_vec()).collect()
}

#[test]
fn every_row_of_a_coverage_table_is_as_wide_as_every_other() {
    for (lang, heading) in [("zh", "青壮"), ("en", "middle")] {
        for (args, expected) in [(vec![DISTRICT], 4), (vec![FAULTS], 1)] {
            let text = run(&[&["--lang", lang], args.as_slice()].concat()).out;
            let tables = tables(&text, heading);
            assert_eq!(tables.len(), expected, "{text}");
            for table in tables {
                let widths: BTreeSet<usize> = table.iter().map(|row| row.width()).collect();
                assert_eq!(widths.len(), 1, "{table:#?}");
                // A terminal that draws ambiguous characters wide must not break the table.
                assert!(table.iter().all(|row| row.chars().all(is_of_one_width)), "{table:#?}");
            }
        }
    }
}

fn is_of_one_width(character: char) -> bool {
    character.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

#[test]
fn a_partial_list_leaves_no_hole_and_a_complete_one_does() {
    let partial = run(&[DISTRICT]).out;
    let complete = run(&[FAULTS]).out;
    let rows = |text: &str| tables(text, "青壮").concat().join("\n");
    assert!(rows(&partial).contains('?') && !rows(&partial).contains('无'), "{partial}");
    assert!(!rows(&complete).contains('?') && rows(&complete).contains('无'), "{complete}");
}

#[test]
fn the_date_of_the_check_decides_what_depends_on_it() {
    let undated = run(&[DISTRICT]).out;
    assert!(undated.contains("未指定核对日期（--as-of）"), "{undated}");
    let dated = run(&["--as-of", "2023-08-11", DISTRICT]);
    assert!(dated.out.contains("核对日期 2023年8月11日"), "{}", dated.out);
    assert!(!dated.out.contains("status-contradicts-date"), "{}", dated.out);
    assert_eq!(dated.code, 0);
    let early = run(&["--as-of=2023-04-01", DISTRICT]);
    assert!(early.out.contains("[status-contradicts-date] 1 处"), "{}", early.out);
    assert_eq!(early.code, 1);
}

#[test]
fn a_policy_decides_what_is_asked() {
    assert!(run(&[FAULTS]).out.contains("[missing-function]"));
    let nothing = run(&["--policy", "none", FAULTS]).out;
    assert!(!nothing.contains("[missing-function]") && nothing.contains("[malformed-value]"), "{nothing}");
    let guideline = run(&["--policy", "embedded-facilities", FAULTS]).out;
    assert!(!guideline.contains("[missing-function]") && guideline.contains("[area-below-minimum]"), "{guideline}");
}

#[test]
fn one_center_is_told_from_a_document_by_its_keys() {
    let center = r#"{ "id": "00000000-0000-4000-8000-000000000001", "name": "示例社区邻里中心" }"#;
    let ran = feed(&["-"], center.as_bytes());
    assert!(ran.out.starts_with("标准输入\n"), "{}", ran.out);
    assert!(ran.out.contains("1. 示例社区邻里中心\n") && ran.out.contains("错误 0"), "{}", ran.out);
    assert_eq!(ran.code, 0);
    let marked = feed(&["-"], format!("\u{FEFF}{center}").as_bytes());
    assert_eq!(marked.out, ran.out);
    let document = feed(&["-"], r#"{ "name": "示例区", "centers": [] }"#.as_bytes());
    assert!(document.out.contains("缺少必填项“种类或版本”（format）"), "{}", document.out);
    let fault = feed(&["-"], r#"{ "name": "示例社区邻里中心" }"#.as_bytes());
    assert!(fault.out.contains("缺少必填项“编号”（id）"), "{}", fault.out);
}

#[test]
fn standard_input_is_a_document_or_a_stream_as_it_is_asked() {
    let document = feed(&["-"], read(DISTRICT).as_bytes());
    assert_eq!(
        document.out.lines().skip(1).collect::<Vec<_>>(),
        run(&[DISTRICT]).out.lines().skip(1).collect::<Vec<_>>()
    );
    let stream = feed(&["--ndjson", "-"], read(CENTERS).as_bytes());
    assert_eq!(stream.out.lines().skip(1).collect::<Vec<_>>(), run(&[CENTERS]).out.lines().skip(1).collect::<Vec<_>>());
    assert_eq!(stream.code, 1);
}

#[test]
fn an_empty_stream_has_no_faults_and_an_empty_document_cannot_be_read() {
    assert_eq!(feed(&["--ndjson", "-"], b"\n\n").code, 0);
    assert_eq!(feed(&["-"], b"").code, 2);
}

#[test]
fn a_stream_without_one_readable_line_is_unreadable() {
    assert_eq!(feed(&["--ndjson", "-"], b"{\n{\n").code, 2);
    assert_eq!(feed(&["--ndjson", "-"], b"{\n{}\n").code, 1);
}

#[test]
fn text_that_is_not_utf8_is_unreadable_and_says_so() {
    // 邻里 in GBK.
    let gbk = Scratch::new("gbk.json", b"{ \"name\": \"\xC1\xDA\xC0\xEF\" }");
    let ran = run(&[gbk.path()]);
    assert!(ran.out.contains("GBK"), "{}", ran.out);
    assert_eq!(ran.code, 2);
}

#[test]
fn several_files_are_checked_each_and_added_up() {
    let ran = run(&[DISTRICT, CENTERS, FAULTS]);
    for file in [DISTRICT, CENTERS, FAULTS] {
        assert!(ran.out.lines().any(|line| line == file), "{file}");
    }
    assert!(ran.out.contains("全部 3 个文件"), "{}", ran.out);
    assert_eq!(ran.code, 1);
}

#[test]
fn a_file_that_is_not_there_does_not_keep_the_others_from_being_checked() {
    let ran = run(&["no-such-file.json", DISTRICT]);
    assert_eq!(ran.err, "无法读取 no-such-file.json：没有这个文件\n");
    assert!(ran.out.contains("天元社区邻里中心"), "{}", ran.out);
    assert_eq!(ran.code, 2);
    let ran = run(&["--lang", "en", "--format", "json", DISTRICT, "no-such-file.json"]);
    assert_eq!(ran.err, "cannot read no-such-file.json: there is no such file\n");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["input"], DISTRICT);
    assert_eq!(ran.code, 2);
}

#[test]
#[cfg(unix)]
fn a_directory_is_no_file() {
    for name in ["examples", "examples/"] {
        let ran = run(&[name]);
        assert!(ran.err.contains("这是一个目录"), "{}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    }
}

#[test]
fn help_is_printed_in_either_language() {
    let zh = run(&["--help"]);
    assert!(zh.out.contains("用法：validate"), "{}", zh.out);
    let en = run(&["-h", "--lang", "en"]);
    assert!(en.out.contains("usage: validate"), "{}", en.out);
    for (ran, other) in [(&zh, &en), (&en, &zh)] {
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for option in ["--lang", "--format", "--as-of", "--policy", "--cell", "--ndjson", "--help"] {
            assert!(ran.out.contains(option) && other.out.contains(option), "{option}");
        }
    }
}

#[test]
fn wrong_usage_is_told_on_standard_error_with_the_usage() {
    let wrong: [(&[&str], &str); 10] = [
        (&[], "请给出要核对的文件"),
        (&["--lang", "fr", DISTRICT], "--lang 的值应为 zh、en，不是“fr”"),
        (&["--format", "xml", DISTRICT], "--format 的值应为 text、json，不是“xml”"),
        (&["--as-of", "2023-02-29", DISTRICT], "--as-of 的值“2023-02-29”不是日期"),
        (&["--policy", "mine", DISTRICT], "--policy 的值应为 luolong-2023、embedded-facilities、none，不是“mine”"),
        (&["--cell", "养老", DISTRICT], "--cell 的值“养老”不是服务功能与年龄群体"),
        (&["--verbose", DISTRICT], "没有 --verbose 这个选项"),
        (&["-x", DISTRICT], "没有 -x 这个选项"),
        (&["--ndjson=yes", DISTRICT], "--ndjson 不带值"),
        (&[DISTRICT, "--as-of"], "--as-of 后面缺少值"),
    ];
    for (args, says) in wrong {
        let ran = run(args);
        assert!(ran.err.starts_with(says), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("用法：validate"), "{args:?}: {}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
    let en = run(&["--verbose", "--lang", "en"]);
    assert!(en.err.starts_with("there is no option --verbose\n\n"), "{}", en.err);
    assert!(en.err.contains("usage: validate"), "{}", en.err);
}

#[test]
fn a_reader_that_has_read_enough_hears_no_complaint() {
    // Long enough that the pipe is full when the reader goes.
    let line = read(CENTERS).lines().nth(3).unwrap().to_owned();
    let stream = Scratch::new("long.ndjson", format!("{line}\n").repeat(2_000).as_bytes());
    for args in [vec![DISTRICT], vec!["--format", "json", stream.path()]] {
        let mut child = start(command("validate", &args));
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let ran = finish(child);
        assert!(!first.is_empty());
        assert_eq!(ran.err, "", "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_told() {
    let mut command = command("validate", &[DISTRICT]);
    command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap()).stderr(Stdio::piped());
    let ran = finish(command.spawn().unwrap());
    assert!(ran.err.contains("No space left"), "{}", ran.err);
    assert_eq!(ran.code, 2);
}

/// Whether a terminal only draws this, and a reader sees all of it.
fn is_plain(text: &str) -> bool {
    text.chars().all(|character| {
        character == '\n'
            || !(character.is_control()
                || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    })
}

#[test]
fn nothing_foreign_reaches_the_terminal_raw() {
    let hostile = "\u{1b}[31m\u{202E}\u{9b}\u{200B}\r\u{2066}";
    let escaped: String = hostile.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let record = format!(
        r#"{{ "id": "{escaped}", "name": "示例{escaped}", "{escaped}": 1, "services": [{{ "{escaped}~/x": 2, "spaces": ["{escaped}"] }}], "sources": [{{ "title": "{escaped}", "supports": ["/{escaped}", "/x{escaped}"] }}] }}"#
    );
    assert!(serde_json::from_str::<serde_json::Value>(&record).is_ok());
    let document = format!(r#"{{ "format": 1, "name": "{escaped}", "centers": [{record}] }}"#);
    for (args, text) in [(["-"].as_slice(), &record), (&["-"], &document), (&["--ndjson", "-"], &record)] {
        for format in ["text", "json"] {
            let args = [args, &["--format", format]].concat();
            let ran = feed(&args, text.as_bytes());
            assert!(is_plain(&ran.out) && is_plain(&ran.err), "{args:?}: {:?}", ran.out);
            assert_eq!(ran.code, 1, "{args:?}");
        }
    }
    // In JSON nothing is lost by it.
    let json = feed(&["-", "--format", "json"], record.as_bytes()).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json.to_string().contains('\u{202E}'));

    for args in [vec![hostile], vec!["--lang", hostile], vec!["--as-of", hostile, "x"]] {
        let ran = run(&args);
        assert!(is_plain(&ran.err) && is_plain(&ran.out), "{args:?}: {:?}", ran.err);
        assert_eq!(ran.code, 2);
    }
    let option = format!("--{hostile}");
    let ran = run(&[&option]);
    assert!(is_plain(&ran.err), "{:?}", ran.err);
}

#[test]
fn many_findings_of_a_rule_are_cut_in_the_text_and_counted_in_full() {
    let stream = "{ \"name\": \"示例社区邻里中心\" }\n".repeat(1_200);
    let ran = feed(&["--ndjson", "-"], stream.as_bytes());
    assert!(ran.out.contains("另有 900 处"), "{}", ran.out);
    assert!(ran.out.contains("合计：错误 1200"), "{}", ran.out);
    assert!(ran.out.contains("没有全部列出"), "{}", ran.out);
    assert!(ran.out.lines().count() < 300);
}

#[test]
fn no_bar_is_drawn_where_nobody_watches() {
    let line = read(CENTERS).lines().nth(4).unwrap().to_owned();
    let long = Scratch::new("five-megabytes.ndjson", format!("{line}\n").repeat((5 << 20) / line.len() + 1).as_bytes());
    let ran = run(&[long.path()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn the_json_of_several_files_tells_them_apart() {
    let ran = run(&["--format", "json", DISTRICT, CENTERS]);
    let values = serde_json::Deserializer::from_str(&ran.out).into_iter::<serde_json::Value>();
    let values: Vec<serde_json::Value> = values.map(Result::unwrap).collect();
    let inputs: Vec<&str> = values.iter().map(|value| value["input"].as_str().unwrap()).collect();
    assert_eq!(inputs, [DISTRICT, CENTERS]);
    for (value, file) in values.into_iter().zip([DISTRICT, CENTERS]) {
        let report: Report = serde_json::from_value(value["report"].clone()).unwrap();
        let alone: Report = serde_json::from_str(&run(&["--format", "json", file]).out).unwrap();
        assert_eq!(report, alone);
    }
}
