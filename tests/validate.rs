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

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use common::examples::{self, Ran, command, expect, finish, read, start};
use neighborhood_center::policy::Policy;
use neighborhood_center::records::DistrictDraft;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Options, Report, json};
use unicode_width::UnicodeWidthStr;

const DISTRICT: &str = "examples/data/luolong-2023.json";
const FAULTS: &str = "examples/data/faults.json";
const NEWER: &str = "examples/data/newer-format.json";
const BROKEN: &str = "examples/data/broken.json";
const CENTERS: &str = "examples/data/centers.ndjson";
const SHORTFALLS: &str = "examples/data/shortfalls.json";
const WEEK: &str = "examples/data/week.json";
const SEASONS: &str = "examples/data/seasons.json";
const FAULTY_CALENDAR: &str = "examples/data/faulty-calendar.json";
const EXAMPLE_POLICY: &str = "examples/data/policies/example-district.json";
const FAULTY_POLICY: &str = "examples/data/policies/faults.json";

/// Every policy that has a name.
const PRESETS: [&str; 12] = [
    "luolong-2023",
    "embedded-facilities",
    "rural-centers",
    "area-per-100-households",
    "henan-elderly-care",
    "resident-activity-share",
    "office-share",
    "weekly-hours-35",
    "weekly-hours-42",
    "closure-notice-7",
    "three-tiers",
    "none",
];

/// What asks for everything that a rule can judge.
const EVERYTHING: [&str; 8] =
    ["--policy", "luolong-2023", "--policy", "embedded-facilities", "--cell", "养老/老", "--as-of", "2023-08-11"];

/// Rules of which a small document that can be read holds no violation.
const ELSEWHERE: [&str; 3] = ["unreadable-text", "unsupported-format", "limit-exceeded"];

fn run(args: &[&str]) -> Ran {
    finish(start(command("validate", args)))
}

/// Runs with this on standard input.
fn feed(args: &[&str], text: &[u8]) -> Ran {
    examples::feed("validate", args, text)
}

fn everything_about_the_faults(more: &[&str]) -> Ran {
    run(&[&EVERYTHING, more, &[FAULTS]].concat())
}

/// A file that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Self {
        // Tests that run at the same time may give the same name.
        static NTH: AtomicUsize = AtomicUsize::new(0);
        let (process, nth) = (std::process::id(), NTH.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(format!("neighborhood-center-{process}-{nth}-{name}"));
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
fn a_summary_of_several_files_is_printed_as_expected_and_comes_after_that_of_each() {
    for (lang, title, file) in [("zh", "概况\n", "summary.zh.txt"), ("en", "summary\n", "summary.en.txt")] {
        let ran = run(&["--summary", "--lang", lang, "--as-of", "2023-08-11", DISTRICT, SHORTFALLS, CENTERS, BROKEN]);
        let (before, last) = ran.out.rsplit_once(title).unwrap();
        expect(file, &format!("{title}{last}"));
        assert_eq!(before.matches(title).count(), 4, "one for each file");
        assert_eq!(ran.code, 2);
    }
}

#[test]
fn a_summary_in_json_stands_beside_the_report_and_is_what_the_library_makes() {
    let ran = run(&["--summary", "--format", "json", DISTRICT]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(told["report"].is_object());
    let context = Context::new(Policy::luolong_2023());
    let reading = json::read_str::<DistrictDraft>(&read(DISTRICT), &context, &Options::default());
    let made = DistrictSummary::of_district(reading.draft().unwrap(), reading.report(), &context);
    assert_eq!(serde_json::from_value::<DistrictSummary>(told["summary"].clone()).unwrap(), made);
    // The ledger of a rule is in the report, too.
    let written = serde_json::to_string_pretty(&made).unwrap();
    expect("summary.json", &format!("{}\n", written.split_once(",\n  \"ledger\"").unwrap().0));

    let ran = run(&["--summary", "--format", "json", CENTERS]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let lines = read(CENTERS).lines().filter(|line| !line.trim().is_empty()).count();
    let summary: DistrictSummary = serde_json::from_value(told["summary"].clone()).unwrap();
    assert_eq!(summary.inputs().total(), lines as u64);
    // A policy tells of no centers.
    let ran = run(&["--summary", "--format", "json", EXAMPLE_POLICY]);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.out).unwrap().get("summary").is_none());
}

/// What stands in the README after this mark and an opening fence, up to the closing fence, in each language; and what follows.
fn shown<'r>(half: &'r str, opens: &str) -> (&'r str, &'r str) {
    half.split_once(opens).and_then(|(_, rest)| rest.split_once("```\n")).unwrap_or_else(|| panic!("no {opens:?}"))
}

#[test]
fn the_district_of_the_readme_has_no_error_in_words_and_in_chinese_labels_and_what_is_said_of_it_is_printed() {
    let readme = read("README.md");
    let halves = readme.split_once("\n# 邻里中心\n").unwrap();
    let districts = [(halves.0, "en"), (halves.1, "zh")].map(|(half, lang)| {
        let (document, rest) = shown(half, "<!-- district -->\n```json\n");
        let (said, _) = shown(rest, "```text\n");
        let printed = feed(&["--policy", "none", "--as-of", "2024-01-15", "--lang", lang, "-"], document.as_bytes());
        assert_eq!((printed.code, printed.err.as_str()), (0, ""), "{}", printed.out);
        assert!(!said.is_empty() && printed.out.contains(said), "{said} is not in {}", printed.out);
        let reading = json::read_str::<DistrictDraft>(document, &Context::default(), &Options::default());
        assert_eq!(reading.report().counts().error, 0);
        reading.admit().1.unwrap()
    });
    assert_eq!(districts[0], districts[1]);
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
    assert!(ran.out.contains("第 4 行 中心“示例三社区邻里中心” /status"));
    // One without a name is called by its id, and one without either by its line alone.
    let id = "00000000-0000-4000-8000-000000000305";
    let ran = feed(&["--lang", "en", "--ndjson", "-"], format!("{{ \"id\": \"{id}\" }}\n{{}}\n").as_bytes());
    assert!(ran.out.contains(&format!("- line 1 center “{id}” /name\n")), "{}", ran.out);
    assert!(ran.out.contains("- line 2 /name\n"), "{}", ran.out);
}

#[test]
fn the_short_examples_print_what_is_expected() {
    for name in ["hello", "embed"] {
        let ran = finish(start(command(name, &[])));
        expect(&format!("{name}.txt"), &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
    }
}

/// What the made-up policy comes to for the center that falls short of it.
fn shortfalls(more: &[&str]) -> Ran {
    run(&[&["--policy", EXAMPLE_POLICY, "--as-of", "2023-08-11"], more, &[SHORTFALLS]].concat())
}

#[test]
fn a_made_up_district_policy_is_explained_as_expected() {
    for lang in ["zh", "en"] {
        let ran = shortfalls(&["--explain", "--lang", lang]);
        expect(&format!("shortfalls.explained.{lang}.txt"), &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{lang}");
    }
}

#[test]
fn a_faulty_policy_is_printed_as_expected() {
    for lang in ["zh", "en"] {
        let ran = run(&["--lang", lang, FAULTY_POLICY]);
        expect(&format!("faulty-policy.{lang}.txt"), &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{lang}");
    }
}

#[test]
fn every_rule_finds_its_fault_in_one_of_the_faulty_examples() {
    type Check = fn(&[&str]) -> Ran;
    let runs: [Check; 4] = [
        everything_about_the_faults,
        shortfalls,
        |more| run(&[more, &[FAULTY_POLICY]].concat()),
        |more| run(&[more, &[FAULTY_CALENDAR]].concat()),
    ];
    let mut found = BTreeSet::new();
    for run in runs {
        let report: Report = serde_json::from_str(&run(&["--format", "json"]).out).unwrap();
        found.extend(report.violations().iter().map(|violation| violation.rule()));
    }
    let ids = read("tests/rule-ids.txt");
    let expected: BTreeSet<&str> = ids
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !ELSEWHERE.contains(line))
        .collect();
    assert_eq!(found, expected);

    let text: String = runs.iter().map(|run| run(&[]).out.split("【不能断定】").next().unwrap().to_owned()).collect();
    for id in expected {
        assert!(text.contains(&format!("[{id}]")), "{id}");
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
    let stream = run(&["--ndjson", "examples"]);
    assert_eq!((stream.code, stream.out.as_str(), stream.err.as_str()), (2, "", "无法读取 examples：这是一个目录\n"));
}

#[test]
#[cfg(feature = "parallel")]
fn on_any_number_of_threads_the_output_is_the_same() {
    let stream = read(CENTERS).repeat(40);
    for args in [&[][..], &["--format", "json"], &["--explain", "--lang", "en"], &["--coverage", "week"]] {
        let on = |threads: &[&str]| feed(&[&["--ndjson", "-"], args, threads].concat(), stream.as_bytes());
        let one = on(&[]);
        for threads in ["1", "2", "5"] {
            let many = on(&["--threads", threads]);
            assert_eq!(many.out, one.out, "{args:?} on {threads}");
            assert_eq!((many.code, many.err), (one.code, one.err.clone()));
        }
    }
}

#[test]
fn centers_that_stand_twice_in_a_stream_are_told_with_the_first() {
    let center = |id: u64, name: &str| {
        format!(
            r#"{{"id":"5a0c3f5e-0000-4000-8000-{id:012}","community":"5a0c3f5e-0000-4000-8000-0000000000c1","name":"{name}"}}"#
        )
    };
    let lines = [center(1, "甲"), center(2, "乙"), center(1, "丙"), center(3, "乙")].join("\n");
    let stream = Scratch::new("twice.ndjson", lines.as_bytes());
    let ran = run(&["--policy", "none", "--twice", stream.path()]);
    for told in [
        "第 3 行",
        "编号 5a0c3f5e-0000-4000-8000-000000000001 已属于前面的一个中心",
        "另见：第 1 行",
        "“乙”也是前面一个中心的名称或别名",
        "另见：第 2 行",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let alone = run(&["--policy", "none", stream.path()]);
    assert_eq!(alone.code, 0, "{}", alone.out);
    let report = |ran: Ran| serde_json::from_str::<Report>(&ran.out).unwrap();
    let file = report(run(&["--policy", "none", "--twice", "--format", "json", stream.path()]));
    assert_eq!((file.counts().error, file.truncated()), (2, false));
    // What cannot be read again is compared by its ids.
    let piped = report(feed(&["--policy", "none", "--twice", "--ndjson", "--format", "json", "-"], lines.as_bytes()));
    assert_eq!(
        (piped.counts().error, piped.counts().undecided - file.counts().undecided, piped.truncated()),
        (1, 2, false)
    );
    let told = feed(&["--policy", "none", "--twice", "--ndjson", "-"], lines.as_bytes());
    assert!(told.out.contains("    - 资料不能再读一遍，名称相同与否未能核对（请改用文件）：2 处\n"), "{}", told.out);
    assert!(!told.out.contains("结果过多"), "{}", told.out);
    // Beside a stream, a document is read as ever.
    assert_eq!(run(&["--twice", stream.path(), DISTRICT]).err, "");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_once_and_not_opened_again() {
    let center = |id: u64| {
        format!(
            r#"{{"id":"5a0c3f5e-0000-4000-8000-{id:012}","community":"5a0c3f5e-0000-4000-8000-0000000000c1","name":"甲"}}"#
        )
    };
    let text = [center(1), center(2)].join("\n");
    let pipe = Scratch::new("pipe.ndjson", b"");
    fs::remove_file(pipe.path()).unwrap();
    assert!(Command::new("mkfifo").arg(pipe.path()).status().unwrap().success());
    let path = pipe.path().to_owned();
    let writer = std::thread::spawn(move || fs::write(path, text));
    let ran = run(&["--policy", "none", "--lang", "en", "--twice", pipe.path()]);
    writer.join().unwrap().unwrap();
    let told = "    - the input cannot be read twice, so that its names were not compared (use a file): 2\n";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn help_is_printed_in_either_language() {
    let zh = run(&["--help"]);
    assert!(zh.out.contains("用法：validate"), "{}", zh.out);
    let en = run(&["-h", "--lang", "en"]);
    assert!(en.out.contains("usage: validate"), "{}", en.out);
    for (ran, other) in [(&zh, &en), (&en, &zh)] {
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for option in [
            "--lang",
            "--format",
            "--threads",
            "--twice",
            "--as-of",
            "--policy",
            "--cell",
            "--explain",
            "--coverage",
            "--age",
            "--calendar",
            "--ndjson",
            "--help",
        ] {
            assert!(ran.out.contains(option) && other.out.contains(option), "{option}");
        }
        for preset in PRESETS {
            assert!(ran.out.lines().any(|line| line.trim() == preset), "{preset}");
            assert!(read("README.md").matches(&format!("`{preset}`")).count() > 1, "{preset} in both halves");
        }
    }
}

#[test]
fn wrong_usage_is_told_in_one_line_on_standard_error() {
    let wrong: &[(&[&str], &str)] = &[
        (&[], "请给出要核对的文件"),
        (&["--lang", "fr", DISTRICT], "--lang 的值应为 zh、en，不是“fr”"),
        (&["--format", "xml", DISTRICT], "--format 的值应为 text、json，不是“xml”"),
        (&["--as-of", "2023-02-29", DISTRICT], "--as-of 的值“2023-02-29”不是日期"),
        (&["--cell", "养老", DISTRICT], "--cell 的值“养老”不是服务功能与年龄群体"),
        (&["--coverage", "month", DISTRICT], "--coverage 的值应为 week，不是“month”"),
        (&["--age", "seven", DISTRICT], "--age 的值“seven”不是年龄"),
        (&["--verbose", DISTRICT], "没有 --verbose 这个选项"),
        (&["-x", DISTRICT], "没有 -x 这个选项"),
        (&["--ndjson=yes", DISTRICT], "--ndjson 不带值"),
        (&[DISTRICT, "--as-of"], "--as-of 后面缺少值"),
        (&["--twice", DISTRICT, BROKEN], "--twice 和 --threads 只用于每行一条记录的资料"),
        (&["--twice", "-"], "--twice 和 --threads 只用于每行一条记录的资料"),
        #[cfg(feature = "parallel")]
        (&["--threads", "2", DISTRICT], "--twice 和 --threads 只用于每行一条记录的资料"),
        (&["--threads", "0", DISTRICT], "--threads 的值应为 1 至 256 的整数"),
        (&["--threads", "257", DISTRICT], "--threads 的值应为 1 至 256 的整数"),
        (&["--threads", "many", DISTRICT], "--threads 的值应为 1 至 256 的整数"),
    ];
    for (args, says) in wrong.iter().copied() {
        let ran = run(args);
        assert!(ran.err.starts_with(says), "{args:?}: {}", ran.err);
        assert!(ran.err.ends_with("；用法见 --help\n") && ran.err.lines().count() == 1, "{args:?}: {}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
    let en = run(&["--verbose", "--lang", "en"]);
    assert_eq!(en.err, "there is no option --verbose; see --help\n");
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

#[test]
fn each_preset_can_be_asked_for_by_its_name() {
    for preset in PRESETS {
        let ran = run(&["--policy", preset, "--explain", DISTRICT]);
        assert!(ran.code < 2 && ran.err.is_empty(), "{preset}: {}", ran.err);
        assert_eq!(ran.out.contains(&format!("政策层 {preset}")), preset != "none", "{preset}: {}", ran.out);
        let of_no_center = ["none", "three-tiers"].contains(&preset);
        assert_eq!(ran.out.contains("没有对中心提出要求"), of_no_center, "{preset}");
    }
    assert_eq!(run(&[DISTRICT]).out, run(&["--policy", "luolong-2023", DISTRICT]).out);
}

#[test]
fn what_is_neither_a_preset_nor_a_file_is_told_with_all_presets() {
    let ran = run(&["--policy", "mine", DISTRICT]);
    assert!(ran.err.starts_with("--policy 的值“mine”既不是现成的政策（luolong-2023、"), "{}", ran.err);
    assert!(ran.err.contains("也不是文件") && PRESETS.iter().all(|preset| ran.err.contains(preset)), "{}", ran.err);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let en = run(&["--policy", "mine", "--lang", "en", DISTRICT]);
    assert!(en.err.starts_with("the value `mine` of --policy is neither a preset (luolong-2023, "), "{}", en.err);
    // Each that is wrong is told, and nothing is checked.
    let two = run(&["--policy", "mine", "--policy", "none", "--policy", "yours", DISTRICT]);
    assert!(two.err.contains("“mine”") && two.err.contains("“yours”"), "{}", two.err);
    assert_eq!((two.code, two.out.as_str()), (2, ""));
}

/// A layer of policy as text: its key, its level, and what else it says.
fn layer(key: &str, level: &str, more: &str) -> String {
    format!(
        r#"{{ "key": "{key}", "name": "示例要求", "level": "{level}",
              "citation": {{ "document": "示例文件{key}", "confidence": "official" }}, {more} }}"#
    )
}

fn policy(name: &str, layers: &[String]) -> Scratch {
    Scratch::new(name, format!(r#"{{ "format": 1, "layers": [{}] }}"#, layers.join(",")).as_bytes())
}

#[test]
fn a_faulty_policy_checks_nothing_and_tells_everything_that_is_wrong_with_it() {
    let other = policy("other.json", &[layer("Other", "district", r#""requirements": []"#)]);
    let args = ["--policy", FAULTY_POLICY, "--policy", "mine", "--policy", other.path(), DISTRICT];
    let ran = run(&args);
    for rule in ["malformed-value", "unknown-field", "reversed-period", "duplicate-key"] {
        assert!(ran.out.contains(&format!("[{rule}]")), "{rule}: {}", ran.out);
    }
    assert!(ran.out.contains("“sprots”") && ran.out.contains("办法："), "{}", ran.out);
    assert!(ran.out.contains("/layers/0/key"), "{}", ran.out);
    for name in [FAULTY_POLICY, other.path()] {
        assert!(ran.out.contains(&format!("政策文件 {name}\n")), "{name}: {}", ran.out);
    }
    assert!(ran.err.contains("“mine”") && ran.err.ends_with("政策不能使用，没有核对任何资料\n"), "{}", ran.err);
    assert!(!ran.out.contains(DISTRICT) && !ran.out.contains("天元社区"), "{}", ran.out);
    assert_eq!(ran.code, 2);

    let en = run(&[&["--lang", "en"], args.as_slice()].concat());
    assert!(en.out.contains("did you mean `sports`?"), "{}", en.out);
    assert!(en.err.ends_with("the policy cannot be used; nothing was checked\n"), "{}", en.err);
}

#[test]
fn the_json_of_a_faulty_policy_is_its_report_beside_its_name() {
    let ran = run(&["--policy", FAULTY_POLICY, "--format", "json", DISTRICT]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["policy"], FAULTY_POLICY);
    let report: Report = serde_json::from_value(value["report"].clone()).unwrap();
    assert!(report.counts().error > 0);
    let alone: Report = serde_json::from_str(&run(&["--format", "json", FAULTY_POLICY]).out).unwrap();
    assert_eq!(report, alone);
    assert_eq!((ran.code, ran.err.as_str()), (2, "政策不能使用，没有核对任何资料\n"));
}

#[test]
fn a_broken_policy_and_one_in_a_newer_format_are_told_as_any_record_is() {
    for (text, rule) in [("{", "unreadable-text"), (r#"{ "format": 9, "layers": [] }"#, "unsupported-format")] {
        let file = Scratch::new(&format!("{rule}.json"), text.as_bytes());
        let ran = run(&["--policy", file.path(), DISTRICT]);
        assert!(ran.out.contains(&format!("[{rule}]")), "{}", ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (2, "政策不能使用，没有核对任何资料\n"));
    }
}

#[test]
fn a_policy_that_loosens_without_a_reason_is_refused_though_its_record_is_sound() {
    let ask = |features: u32, reason: &str| format!(r#""requirements": [{{ "features": {features}{reason} }}]"#);
    let with = |reason: &str| {
        policy("loosened.json", &[layer("a", "district", &ask(2, "")), layer("b", "community", &ask(1, reason))])
    };
    let silent = with("");
    let ran = run(&["--policy", silent.path(), DISTRICT]);
    assert!(ran.out.contains("[policy-loosened-without-reason]"), "{}", ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (2, "政策不能使用，没有核对任何资料\n"));
    drop(silent);
    let reasoned = with(r#", "reason": "示例理由""#);
    assert_eq!(run(&["--policy", reasoned.path(), DISTRICT]).code, 0);
}

#[test]
fn a_document_of_another_kind_is_no_policy() {
    let ran = run(&["--policy", DISTRICT, DISTRICT]);
    assert!(ran.err.starts_with(&format!("{DISTRICT} 不是政策：")), "{}", ran.err);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn what_is_only_doubtful_in_a_policy_does_not_stop_the_check() {
    let doubtful = policy("doubtful.json", &[layer("own", "district", r#""features": [{ "name": "暂无" }]"#)]);
    let plain = policy("plain.json", &[layer("own", "district", r#""features": [{ "name": "示例特色" }]"#)]);
    let ran = run(&["--policy", doubtful.path(), DISTRICT]);
    let (before, after) = ran.out.split_once(DISTRICT).unwrap();
    assert!(before.contains("[suspicious-text]") && before.contains("警告 1"), "{before}");
    assert!(after.contains("天元社区邻里中心"), "{after}");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    // In JSON, standard output is about the inputs only, so that a program which reads it meets no surprise.
    let json = run(&["--policy", doubtful.path(), "--format", "json", DISTRICT]);
    assert_eq!(json.out, run(&["--policy", plain.path(), "--format", "json", DISTRICT]).out);
    assert!(json.err.contains("[suspicious-text]"), "{}", json.err);
    assert_eq!(json.code, 0);
    assert!(!run(&["--policy", plain.path(), DISTRICT]).out.contains("政策文件"));
}

#[test]
fn files_that_contradict_each_other_are_refused_with_every_reason() {
    let asks = |hours: u32, features: u32| {
        format!(r#""requirements": [{{ "weekly_minutes": {} }}, {{ "features": {features} }}]"#, hours * 60)
    };
    let one = policy("one.json", &[layer("one", "district", &asks(35, 1))]);
    let two = policy("two.json", &[layer("two", "district", &asks(42, 2))]);
    let ran = run(&["--policy", one.path(), "--policy", two.path(), DISTRICT]);
    for said in [
        "同级政策互相矛盾",
        "区《示例文件one》（政策层 one）：每周开放不少于35小时（必配）",
        "区《示例文件two》（政策层 two）：每周开放不少于42小时（必配）",
        "特色不少于 1 项（必配）",
        "特色不少于 2 项（必配）",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let en = run(&["--policy", one.path(), "--policy", two.path(), "--lang", "en", "--format", "json", DISTRICT]);
    assert!(en.err.contains("(layer one): open at least 35 hours a week (must)"), "{}", en.err);
    assert_eq!((en.code, en.out.as_str()), (2, ""));
    // Each by itself is in order, and one given twice does not contradict itself.
    for args in [vec!["--policy", one.path()], vec!["--policy", one.path(), "--policy", one.path()]] {
        assert_eq!(run(&[args.as_slice(), &[DISTRICT]].concat()).code, 0);
    }
    let hours = run(&["--policy", "weekly-hours-35", "--policy", "weekly-hours-42", DISTRICT]);
    assert!(hours.err.contains("政策层 weekly-hours-35") && hours.code == 2, "{}", hours.err);
}

#[test]
fn files_that_loosen_each_other_or_a_preset_without_a_reason_are_refused_with_every_one() {
    let asks = |features: u32, hours: u32, reason: &str| {
        format!(
            r#""requirements": [{{ "features": {features}{reason} }}, {{ "weekly_minutes": {}{reason} }}]"#,
            hours * 60
        )
    };
    let district = policy("above.json", &[layer("above", "district", &asks(2, 42, ""))]);
    let own = policy("below.json", &[layer("below", "community", &asks(1, 35, ""))]);
    let ran = run(&["--policy", own.path(), "--policy", district.path(), DISTRICT]);
    for said in [
        "放宽上级要求而未说明理由，没有核对任何资料：\n  - 社区《示例文件below》（政策层 below）：特色不少于 1 项（必配）\n    \
         区《示例文件above》（政策层 above）：特色不少于 2 项（必配）\n",
        "每周开放不少于35小时（必配）",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let en = run(&["--policy", own.path(), "--policy", district.path(), "--lang", "en", "--format", "json", DISTRICT]);
    assert!(en.err.starts_with("policies ask for less than a higher level and give no reason; "), "{}", en.err);

    let quiet = r#""levels": [{ "rule": "missing-function", "level": "off" }]"#;
    let quiet = policy("quiet.json", &[layer("quiet", "community", quiet)]);
    let ran = run(&["--policy", "luolong-2023", "--policy", quiet.path(), DISTRICT]);
    assert!(ran.err.contains("规则 missing-function 的等级为“关闭”") && ran.code == 2, "{}", ran.err);

    // With a reason they hold; what is asked for on the command line besides takes nothing away from anybody.
    let reasoned = policy("reasoned.json", &[layer("below", "community", &asks(1, 35, r#", "reason": "场地有限""#))]);
    assert_eq!(run(&["--policy", reasoned.path(), "--policy", district.path(), DISTRICT]).code, 0);
    let cell = policy("cell.json", &[layer("cell", "city", r#""requirements": [{ "cells": ["elderly-care/old"] }]"#)]);
    assert_eq!(run(&["--policy", cell.path(), "--cell", "养老/老", DISTRICT]).code, 0);
}

#[test]
fn presets_files_and_cells_are_layers_over_each_other() {
    let own = Scratch::new(
        "layer.json",
        layer("own", "community", r#""requirements": [{ "clause": "第一条", "features": 3 }]"#).as_bytes(),
    );
    let args = ["--policy", "luolong-2023", "--policy", own.path(), "--cell", "养老/老", "--explain", CENTERS];
    let ran = run(&args);
    let (_, last) = ran.out.split_once("第 5 行").unwrap();
    // The community asks for more features than the district, whose other demands stay.
    assert!(last.contains("[不符合] 特色不少于 3 项（必配）\n       条文：第一条\n"), "{last}");
    assert!(!last.contains("特色不少于 1 项"), "{last}");
    assert!(last.contains("提供文化、体育、养老、卫生健康、教育、政务功能（必配）"), "{last}");
    assert!(last.contains("命令行选项 --cell\n     - [符合] 覆盖“养老·老”（宜配）"), "{last}");
    assert!(last.contains("要求出自：社区《示例文件own》 第一条（政策层 own）"), "{last}");
}

#[test]
fn layers_apply_where_the_center_is() {
    let communities = ["00000000-0000-4000-8000-000000000401", "00000000-0000-4000-8000-000000000402"];
    let here = |id: &str, more: &str| format!(r#""applies_to": {{ "communities": ["{id}"] }}, {more}"#);
    let file = policy(
        "places.json",
        &[
            layer("one", "community", &here(communities[0], r#""requirements": [{ "functions": ["health"] }]"#)),
            layer(
                "two",
                "community",
                &here(
                    communities[1],
                    r#""requirements": [{ "age_boundaries": { "middle_from": 7, "old_from": 70 } }]"#,
                ),
            ),
            layer(
                "old",
                "district",
                r#""applies_to": { "settings": ["old-town"] }, "requirements": [{ "groups": ["young"] }]"#,
            ),
        ],
    );
    let ran = run(&["--policy", file.path(), "--explain", SHORTFALLS]);
    let (one, two) = ran.out.split_once("2. 示例二小区邻里中心").unwrap();
    assert!(one.contains("[不符合] 提供卫生健康功能") && one.contains("[符合] 服务对象包括少"), "{one}");
    assert!(!one.contains("年龄分界") && two.contains("年龄分界：") && two.contains("出自 政策层 two"), "{two}");
    assert!(two.contains("没有对中心提出要求"), "{two}");
}

#[test]
fn the_table_of_a_center_divides_ages_as_its_own_policy_does() {
    let record = r#"{ "format": 1, "name": "示例区", "communities": [
        { "id": "00000000-0000-4000-8000-000000000401", "name": "示例一社区" }], "centers": [
        { "id": "00000000-0000-4000-8000-000000000501", "name": "示例一社区邻里中心",
          "community": "00000000-0000-4000-8000-000000000401", "services": [
            { "key": "a", "name": "示例课", "functions": ["education"],
              "audience": { "ages": [{ "from": 12, "below": 16 }] } }] }] }"#;
    let file = policy(
        "ages.json",
        &[layer(
            "ages",
            "community",
            r#""applies_to": { "communities": ["00000000-0000-4000-8000-000000000401"] },
               "requirements": [{ "age_boundaries": { "middle_from": 12, "old_from": 60 } }]"#,
        )],
    );
    let legal = feed(&["--policy", "none", "-"], record.as_bytes());
    assert!(legal.out.contains("教育：少（示例课）"), "{}", legal.out);
    let own = feed(&["--policy", file.path(), "-"], record.as_bytes());
    assert!(own.out.contains("教育：青壮（示例课）"), "{}", own.out);
}

#[test]
fn the_date_decides_which_layers_hold() {
    let file = policy(
        "periods.json",
        &[layer(
            "now",
            "district",
            r#""valid_from": "2023-01-01", "valid_until": "2023-12-31", "requirements": [{ "features": 2 }]"#,
        )],
    );
    let on = |date: &[&str]| run(&[date, &["--policy", file.path(), "--explain", SHORTFALLS]].concat());
    let (before, during, open) = (on(&["--as-of", "2022-12-31"]), on(&["--as-of", "2023-12-31"]), on(&[]));
    assert!(before.out.contains("没有对中心提出要求") && !before.out.contains("[missing-feature]"), "{}", before.out);
    assert!(during.out.contains("特色不足 [missing-feature] 2 处"), "{}", during.out);
    assert_eq!((before.code, during.code, open.code), (0, 1, 0));
    // Without a date nobody is accused, and what is lacking is the date, not the record.
    let (_, undecided) = open.out.split_once("【不能断定】").unwrap();
    assert!(
        undecided.contains("  有无“特色不足” [missing-feature] 2 处\n    - 未指定核对日期（--as-of）：2 处\n"),
        "{undecided}"
    );
    assert!(
        open.out.contains("是否适用取决于：核对日期") && open.out.contains("待补：未指定核对日期（--as-of）"),
        "{}",
        open.out
    );
}

#[test]
fn what_is_waived_is_told_apart_and_counted_apart() {
    let ran = shortfalls(&[]);
    let (counted, waived) = ran.out.split_once("【已豁免】").unwrap();
    assert!(!counted.contains("[missing-function]") && waived.contains("[missing-function] 2 处"), "{}", ran.out);
    for said in
        ["示例二小区的文体活动由邻近的", "批准：示例区邻里中心办公室", "有效期至 2023年12月31日", "；另有已豁免 2\n"]
    {
        assert!(waived.contains(said), "{said}: {waived}");
    }
    let en = shortfalls(&["--lang", "en"]);
    let (_, waived) = en.out.split_once("== waived ==").unwrap();
    assert!(waived.contains("approved by 示例区邻里中心办公室; until 2023-12-31"), "{waived}");
    assert!(waived.contains("; 2 more waived\n"), "{waived}");
    // Once the waivers have ended, or nobody knows whether they have, nothing is waived.
    let late = run(&["--policy", EXAMPLE_POLICY, "--as-of", "2024-01-01", SHORTFALLS]);
    assert!(!late.out.contains("【已豁免】") && late.out.contains("[missing-function] 2 处"), "{}", late.out);
    let undated = run(&["--policy", EXAMPLE_POLICY, SHORTFALLS]);
    assert!(!undated.out.contains("【已豁免】"), "{}", undated.out);
}

#[test]
fn who_asks_is_told_with_the_layer_and_how_far_it_can_be_trusted() {
    let zh = run(&["--policy", "embedded-facilities", FAULTS]).out;
    assert!(zh.contains("功能原则上≥3项（转载，政策层 embedded-facilities）"), "{zh}");
    let en = run(&["--policy", "embedded-facilities", "--lang", "en", FAULTS]).out;
    assert!(en.contains("功能原则上≥3项 (secondary, layer embedded-facilities)"), "{en}");
    // What the source at hand states needs no such remark.
    let stated = run(&[FAULTS]).out;
    assert!(stated.contains("除引入“六大”公共服务功能外（政策层 luolong-2023）"), "{stated}");
}

#[test]
fn explanations_in_json_stand_beside_the_report() {
    let ran = shortfalls(&["--explain", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["input"], SHORTFALLS);
    let report: Report = serde_json::from_value(value["report"].clone()).unwrap();
    assert_eq!(report, serde_json::from_str(&shortfalls(&["--format", "json"]).out).unwrap());
    let centers = value["explanations"].as_array().unwrap();
    assert_eq!(centers.len(), 2);
    let demands = centers[1]["demands"].as_array().unwrap();
    let functions = demands.iter().find(|demand| demand["rule"] == "missing-function").unwrap();
    assert_eq!(functions["asks"]["zh"], "提供文化、体育功能");
    assert_eq!(functions["asks"]["en"], "offer culture, sports");
    assert_eq!(functions["ask"]["functions"], serde_json::json!(["culture", "sports"]));
    assert_eq!((&functions["strength"], &functions["outcome"]), (&"must".into(), &"waived".into()));
    assert_eq!(functions["demanded_by"]["layer"], "example-district");
    assert_eq!(functions["violations"].as_array().unwrap().len(), 2);
    let office =
        centers[0]["demands"].as_array().unwrap().iter().find(|demand| demand["ask"] == "office_share").unwrap();
    assert_eq!(office["measure"]["share"], 20);
    assert_eq!(centers[0]["features"][0]["name"], "示例邻里课堂");
    assert_eq!(centers[0]["levels"].as_array().unwrap().len(), 2);
}

#[test]
fn a_stream_is_explained_line_by_line() {
    let zh = run(&["--explain", CENTERS]);
    let plain = run(&[CENTERS]);
    assert!(zh.out.starts_with(&format!("{CENTERS}\n每行一个中心")), "{}", zh.out);
    assert!(zh.out.contains("第 1 行 示例一社区邻里中心\n   要求 3 条："), "{}", zh.out);
    assert!(!zh.out.contains("\n第 2 行"), "{}", zh.out);
    // What was found is the same, below the explanations.
    let found = |out: &str| out.split_once("【错误】").unwrap().1.to_owned();
    assert_eq!(found(&zh.out), found(&plain.out));
    assert_eq!((zh.code, zh.err.as_str()), (plain.code, ""));

    let json = run(&["--explain", "--format", "json", CENTERS]).out;
    let values = serde_json::Deserializer::from_str(&json).into_iter::<serde_json::Value>();
    let mut values: Vec<serde_json::Value> = values.map(Result::unwrap).collect();
    let report: Report = serde_json::from_value(values.pop().unwrap()["report"].clone()).unwrap();
    assert_eq!(report, serde_json::from_str(&run(&["--format", "json", CENTERS]).out).unwrap());
    let lines: Vec<u64> = values.iter().map(|value| value["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [1, 4, 5]);
    assert!(values.iter().all(|value| value["explanations"].as_array().unwrap().len() == 1));
}

#[test]
fn a_stream_and_a_document_are_asked_the_same_by_layers() {
    let community = |nth: usize| format!("00000000-0000-4000-8000-00000000040{nth}");
    let center = |nth: usize, tier: &str| {
        format!(
            r#"{{ "id": "00000000-0000-4000-8000-00000000050{nth}", "name": "示例{nth}邻里中心", "community": "{}", "status": "open", "tier": "{tier}", "services": [], "features": [] }}"#,
            community(nth)
        )
    };
    let centers = [center(1, "community"), center(2, "compound"), center(3, "community")];
    let file = policy(
        "places-of-a-stream.json",
        &[
            layer(
                "all",
                "district",
                r#""requirements": [{ "functions": ["culture"] }], "levels": [{ "rule": "missing-feature", "level": "info" }]"#,
            ),
            layer(
                "tier",
                "district",
                r#""applies_to": { "tiers": ["compound"] }, "requirements": [{ "groups": ["old"] }]"#,
            ),
            layer(
                "own",
                "community",
                &format!(
                    r#""applies_to": {{ "communities": ["{}"] }}, "requirements": [{{ "features": 2 }}],
                       "waivers": [{{ "rule": "missing-function", "reason": "示例", "approved_by": "示例办公室", "until": "2024-01-01" }}]"#,
                    community(3)
                ),
            ),
        ],
    );
    let stream = Scratch::new("places.ndjson", centers.join("\n").as_bytes());
    let document = Scratch::new(
        "places-document.json",
        format!(
            r#"{{ "format": 1, "name": "示例区", "partial": ["communities"], "centers": [{}] }}"#,
            centers.join(",")
        )
        .as_bytes(),
    );
    let findings = |path: &str| -> Vec<String> {
        let ran = run(&["--policy", file.path(), "--as-of", "2023-08-11", "--format", "json", path]);
        let report: Report = serde_json::from_str(&ran.out).unwrap();
        let found = report.violations().iter().map(|found| {
            let line = found.line().map(|line| format!("/centers/{}", line - 1)).unwrap_or_default();
            let by = found.demanded_by().and_then(|by| by.layer().cloned()).unwrap();
            let waived = found.waived().is_some();
            format!("{line}{} {} {:?} {by} {waived}", found.path(), found.rule(), found.severity())
        });
        found.collect()
    };
    let expected = [
        "/centers/0/services missing-function Error all false",
        "/centers/1/services missing-function Error all false",
        "/centers/1/services unserved-age-group Error tier false",
        "/centers/2/features missing-feature Info own false",
        "/centers/2/services missing-function Error all true",
    ];
    assert_eq!(findings(stream.path()), expected);
    assert_eq!(findings(document.path()), expected);
}

#[test]
fn a_policy_is_checked_by_itself_as_any_input_is() {
    let set = run(&[EXAMPLE_POLICY]);
    assert!(set.out.starts_with(&format!("{EXAMPLE_POLICY}\n一套政策，3 层；")), "{}", set.out);
    let sound = layer("own", "community", r#""requirements": [{ "features": 2 }]"#);
    let layer_alone = feed(&["-"], sound.as_bytes());
    assert!(
        layer_alone.out.contains("一层政策 示例要求；") && layer_alone.out.contains("错误 0"),
        "{}",
        layer_alone.out
    );
    assert_eq!(layer_alone.code, 0);
    let faulty = run(&["--lang", "en", FAULTY_POLICY]);
    assert!(
        faulty.out.contains("layer “示例区要求” requirement 1 /layers/0/requirements/0/functions/1"),
        "{}",
        faulty.out
    );
    assert_eq!(faulty.code, 1);
    // What has centers is a district, whatever else is in it.
    let district = feed(&["-"], r#"{ "format": 1, "name": "示例区", "centers": [], "layers": [] }"#.as_bytes());
    assert!(district.out.contains("没有 layers 这个字段"), "{}", district.out);
}

#[test]
fn nothing_foreign_in_a_policy_reaches_the_terminal_raw() {
    let hostile = r"\u001b[31m\u202e\u009b\u200b\r\u2066";
    let faulty = policy("hostile.json", &[layer(hostile, "district", &format!(r#""{hostile}": 1"#))]);
    let folded = r#""requirements": [{ "clause": "第一条\n第二款", "reason": "甲\r\n乙\t丙", "features": 9 }],
        "levels": [{ "rule": "missing-feature", "level": "info", "reason": "丁\n戊" }]"#;
    let folded = policy("folded.json", &[layer("own", "district", folded)]);
    for policy in [faulty.path(), folded.path()] {
        for format in ["text", "json"] {
            let ran = run(&["--policy", policy, "--explain", "--format", format, CENTERS]);
            assert!(is_plain(&ran.out) && is_plain(&ran.err), "{policy} {format}: {:?}", ran.out);
        }
    }
    let text = run(&["--policy", folded.path(), "--explain", CENTERS]).out;
    assert!(text.contains("条文：第一条 第二款\n") && text.contains("理由：甲 乙 丙\n"), "{text}");
    assert!(text.contains("定为“提示”，理由：丁 戊；"), "{text}");
}

/// Days of the State Council's notice of 2024 around National Day.
fn notice() -> Scratch {
    let days: Vec<String> =
        (1..=7).map(|day| format!(r#"{{ "name": "国庆节", "date": "2024-10-0{day}", "isOffDay": true }}"#)).collect();
    let made_up = r#"{ "name": "国庆节", "date": "2024-10-12", "isOffDay": false }"#;
    Scratch::new("2024.json", format!(r#"{{ "year": 2024, "days": [{}, {made_up}] }}"#, days.join(",")).as_bytes())
}

fn week(more: &[&str]) -> Ran {
    run(&[&["--policy", "none", "--coverage", "week"], more, &[WEEK]].concat())
}

#[test]
fn the_week_of_a_made_up_center_is_shown_as_expected() {
    for (lang, file) in [("zh", "week.zh.txt"), ("en", "week.en.txt")] {
        let ran = week(&["--lang", lang]);
        expect(file, &ran.out);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    }
    let notice = notice();
    let ran = week(&["--as-of", "2024-10-09", "--calendar", notice.path(), "--calendar", SEASONS, "--age", "7"]);
    expect("week.age-7.zh.txt", &ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn the_lines_of_a_week_are_aligned_and_no_wider_than_100_columns() {
    let shades = ['█', '▓', '▒', '?', '·'];
    for lang in ["zh", "en"] {
        let ran = week(&["--lang", lang]);
        let map: Vec<&str> =
            ran.out.lines().filter(|line| line.ends_with(shades) && line.starts_with("     ")).collect();
        assert!(map.len() > 18, "{}", ran.out);
        for line in &map {
            assert_eq!(line.width(), map[0].width(), "{line}");
        }
        for line in ran.out.lines() {
            assert!(line.width() <= 100, "{} {line}", line.width());
        }
    }
}

#[test]
fn the_date_gives_the_week_and_a_calendar_what_its_days_are() {
    let ran = week(&["--as-of", "2024-10-09"]);
    assert!(ran.out.contains("一周覆盖：2024年10月7日至2024年10月13日"), "{}", ran.out);
    assert!(ran.out.contains("这一周缺 2024 年的放假通知和学期起止（--calendar）"), "{}", ran.out);
    let notice = notice();
    let ran = week(&["--as-of", "2024-10-09", "--calendar", notice.path()]);
    assert!(ran.out.contains("周六（2024年10月12日）：调休上班日，国庆节"), "{}", ran.out);
    assert!(ran.out.contains("这一周缺学期起止（--calendar）"), "{}", ran.out);
    let ran = week(&["--as-of", "2024-10-09", "--calendar", notice.path(), "--calendar", SEASONS]);
    assert!(!ran.out.contains("这一周缺"), "{}", ran.out);
}

#[test]
fn a_calendar_that_tells_nothing_of_the_week_is_said_to_tell_nothing() {
    // Without a date the map shows an ordinary week, whatever the calendar says.
    let notice = notice();
    let told = "没有给出日期（--as-of），这张图不用 --calendar";
    assert!(week(&["--calendar", notice.path()]).out.contains(told));
    assert!(!week(&[]).out.contains(told));
    // The file of a year whose notice is still to come.
    let empty = Scratch::new("2027.json", br#"{ "year": 2027, "days": [] }"#);
    let ran = week(&["--as-of", "2026-12-29", "--calendar", empty.path()]);
    assert!(ran.err.contains("2027.json 里没有任何日期（2027 年的放假通知尚未发布），等于没有给出"), "{}", ran.err);
    assert!(ran.out.contains("这一周缺 2026、2027 年的放假通知和学期起止（--calendar）"), "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn a_code_that_nobody_can_explain_is_not_called_missing() {
    let center = read("examples/data/week.json").replace(
        r#""key": "desk", "name": "政务代办","#,
        r#""key": "desk", "name": "政务代办", "items": [{ "name": "退休年审认证", "code": "ABC123" }],"#,
    );
    let file = Scratch::new("unknown-code.json", center.as_bytes());
    let told = "有无“事项编码的某一部分有误” [service-item-code-part] 1 处\n    - 事项编码的结构、目录或区划不在已知之列，无从核对（code）：1 处\n";
    let ran = run(&["--policy", "none", file.path()]);
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn an_age_without_a_map_is_wrong_usage() {
    let ran = run(&["--age", "7", WEEK]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err.trim_end(), "--age 只用于覆盖图，请同时给出 --coverage week；用法见 --help");
}

#[test]
fn the_legend_tells_of_an_option_only_where_it_is_not_given() {
    let told = "只看一个岁数用 --age";
    assert!(week(&[]).out.contains(told));
    assert!(!week(&["--age", "7"]).out.contains(told));
}

#[test]
fn the_week_in_json_stands_beside_the_report_and_says_the_same() {
    let ran = week(&["--format", "json", "--age", "7"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["input"], WEEK);
    assert!(value["report"]["counts"].is_object() && value.get("explanations").is_none());
    let coverage = &value["coverage"][0];
    assert_eq!(coverage["name"], "示例社区邻里中心");
    assert_eq!(coverage["holes_within"], "opening-hours");
    let rows = coverage["week"]["rows"].as_array().unwrap();
    let education = rows.iter().find(|row| row["function"] == "education").unwrap();
    assert_eq!(education["ages"], serde_json::json!({ "from": 7, "below": 8 }));
    // Wednesday, from 16:00 to 18:00.
    let wednesday = education["surely"][2].as_array().unwrap();
    assert_eq!(wednesday[15..19], [0, 60, 60, 0]);
    let hole = coverage["holes"]["list"].as_array().unwrap().iter().find(|hole| hole["answer"] == "cannot-say");
    assert_eq!(hole.unwrap()["functions"], serde_json::json!(["health"]));
}

#[test]
fn a_stream_shows_the_week_of_each_line() {
    let line = read(WEEK).replace('\n', " ");
    let ran =
        feed(&["--policy", "none", "--coverage", "week", "--ndjson", "-"], format!("{line}\n{line}\n").as_bytes());
    assert_eq!(ran.out.matches("一周覆盖：").count(), 2, "{}", ran.out);
    let json = feed(
        &["--policy", "none", "--coverage", "week", "--ndjson", "--format", "json", "-"],
        format!("{line}\n").as_bytes(),
    );
    assert!(json.out.contains("\"coverage\"") && json.out.contains("\"line\": 1"), "{}", json.out);
}

#[test]
fn a_calendar_that_cannot_be_used_checks_nothing_and_tells_why() {
    let faulty = Scratch::new(
        "faulty.json",
        r#"{ "year": 2024, "days": [{ "name": "国庆节", "date": "2024-13-01" }] }"#.as_bytes(),
    );
    let (one, other) = (
        notice(),
        Scratch::new(
            "other-notice.json",
            r#"{ "year": 2024, "days": [{ "name": "国庆节", "date": "2024-10-01", "isOffDay": false }] }"#.as_bytes(),
        ),
    );
    for (calendars, out, err) in [
        (vec!["none.json"], "", "无法读取日历文件 none.json：没有这个文件"),
        (vec![DISTRICT], "", "不是日历：顶层没有 year 和 days，也没有 periods"),
        (vec![faulty.path()], "[malformed-value]", "日历不能使用，没有核对任何资料"),
        (vec![one.path(), other.path()], "", "2024年10月1日既放假又上班（国庆节、国庆节）"),
    ] {
        let mut args: Vec<&str> = calendars.iter().flat_map(|path| ["--calendar", path]).collect();
        args.push(WEEK);
        let ran = run(&args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.out.contains(out) && ran.err.contains(err), "{args:?} {} {}", ran.out, ran.err);
        assert!(!ran.out.contains("示例社区"), "{args:?}");
        let en = run(&[&["--lang", "en"], args.as_slice()].concat());
        assert!(en.err.is_ascii() && !en.err.is_empty() || calendars.len() > 1, "{}", en.err);
    }
    // It is checked by itself as any input is.
    assert_eq!(run(&[one.path()]).code, 0);
    assert_eq!(run(&[SEASONS]).code, 0);
    assert!(run(&[faulty.path()]).out.contains("2024 年节假日安排"));
}

#[test]
fn a_document_that_holds_only_plans_and_tasks_is_none_of_a_center() {
    for list in ["assets", "projects", "plans", "culture_sites", "surveys", "counts"] {
        let file = Scratch::new("district.json", format!(r#"{{ "{list}": [] }}"#).as_bytes());
        let ran = run(&["--lang", "en", file.path()]);
        assert!(ran.out.contains("format"), "{list}: {}", ran.out);
        assert!(!ran.out.contains("unknown-field"), "{list}: {}", ran.out);
    }
}

#[test]
fn a_document_was_so_on_a_day_and_in_a_month_or_year() {
    for (edition, expected) in [
        ("2025-12-31", "(as it was on 2025-12-31)"),
        ("2025-12-mid", "(as it was in mid-December 2025)"),
        ("2025-12", "(as it was in December 2025)"),
        ("2025", "(as it was in 2025)"),
    ] {
        let document = format!(r#"{{ "format": 1, "name": "示例区", "edition": "{edition}" }}"#);
        let ran = feed(&["--lang", "en", "-"], document.as_bytes());
        assert!(ran.out.contains(expected), "{}", ran.out);
    }
}
