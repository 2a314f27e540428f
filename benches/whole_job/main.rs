//! What the whole job costs, as a ratio to parsing the same bytes into plain structs with no check at all.
//!
//! ```text
//! cargo bench --bench whole_job                       # time and instructions on UTF-8 and on \uXXXX input
//! cargo bench --bench whole_job -- --smoke            # the same on little input, to see that it runs
//! cargo bench --bench whole_job -- --classes          # cost of finding double bookings among 100 to 100 k classes
//! ```
//!
//! What a long stream takes is measured by the bench `bulk`. Every contender reads the same bytes, line by line, in one process; rounds are interleaved, and the least time of each
//! contender counts. Instructions are counted by callgrind, where valgrind is installed; the machine's load does not
//! change them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise, and prints"
)]

#[path = "../../examples/generate/corpus.rs"]
mod corpus;
mod plain;

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use neighborhood_center::policy::{Ask, Authority, Citation, Communities, Layer, Policy, Resolver, presets};
use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::{CommunityId, Confidence, Date, PolicyLevel, Strength, Tier, WeeklyMinutes};
use neighborhood_center::{Context, Limits, Options, check_with, json};
use uuid::Uuid;

const SEED: u64 = 20_230_811;
const FAULTS_PER_HUNDRED: u64 = 5;
const PASSES: u64 = 10;

/// What is measured. The first is the measure.
const CONTENDERS: [&str; 8] = [
    "plain structs",
    "serde_json::Value",
    "read",
    "read + rules + report",
    "stream",
    "rules",
    "rules, one flat policy",
    "rules, five layers",
];

fn day() -> Date {
    Date::new(2023, 12, 31).unwrap()
}

fn context() -> Context {
    Context::default().as_of(day())
}

/// Five layers over each other, of which the last is the community's own: in a province of 2,000 communities that each have one,
/// those of the records among them.
fn layered(drafts: &[CenterDraft]) -> Context {
    let mut layers = vec![
        presets::embedded_facilities(),
        says(PolicyLevel::Province, "a province").ask(Ask::WeeklyMinutes(WeeklyMinutes::hours(35)), Strength::Should),
        presets::rural_centers(),
        presets::luolong_2023(),
    ];
    let ids = drafts.iter().filter_map(|draft| draft.community.given().copied()).map(Uuid::from);
    let others = (1_u128..).map(Uuid::from_u128).filter(|id| !id.is_nil());
    layers.extend(ids.chain(others).take(2_000).map(|id| community(CommunityId::try_from(id).unwrap())));
    Context::layered(Resolver::new(layers, Communities::default(), Some(day())).unwrap())
}

fn says(level: PolicyLevel, title: &'static str) -> Layer {
    Layer::new(Authority::new(level, Citation::new(title, Confidence::Unverified)))
}

fn community(id: CommunityId) -> Layer {
    says(PolicyLevel::Community, "a community").ask(Ask::Features(2), Strength::Must).for_communities([id])
}

/// What the five layers come to, as one policy that is the same for every center.
fn flat(drafts: &[CenterDraft]) -> Context {
    let layered = layered(drafts);
    let first = drafts.first().and_then(|draft| draft.community.given().copied());
    Context::new(layered.policy_of(first, Some(Tier::Community)).as_ref().clone()).as_of(day())
}

/// What a contender's records are judged by, which is prepared once and for all of them.
fn prepared(contender: &str, drafts: &[CenterDraft]) -> Context {
    match contender {
        "rules, one flat policy" => flat(drafts),
        "rules, five layers" => layered(drafts),
        _ => context(),
    }
}

/// Does one contender's work on all lines; gives something back so that no work can be left out.
fn run(contender: &str, bytes: &[u8], lines: &[&[u8]], drafts: &[CenterDraft], context: &Context) -> u64 {
    let options = Options::default();
    let lines = lines.iter();
    let text = |line| std::str::from_utf8(line).unwrap();
    match contender {
        "plain structs" => lines.map(|line| u64::from(serde_json::from_str::<plain::Center>(text(line)).is_ok())).sum(),
        "serde_json::Value" => {
            lines.map(|line| u64::from(serde_json::from_str::<serde_json::Value>(text(line)).is_ok())).sum()
        }
        "read" => lines.map(|line| u64::from(serde_json::from_str::<CenterDraft>(text(line)).is_ok())).sum(),
        "read + rules + report" => lines
            .map(|line| {
                let reading = json::read_slice::<CenterDraft>(line, context, &options);
                black_box(reading.report()).counts().error
            })
            .sum(),
        "stream" => json::check_lines::<CenterDraft>(bytes, context, &options).unwrap().counts().error,
        "rules" | "rules, one flat policy" | "rules, five layers" => rules(drafts, lines.len(), context, &options),
        other => panic!("no contender {other}"),
    }
}

fn rules(drafts: &[CenterDraft], times: usize, context: &Context, options: &Options) -> u64 {
    let drafts = drafts.iter().cycle().take(times);
    drafts.map(|draft| check_with(draft, context, options).counts().error).sum()
}

/// The bytes of a stream of records, one on each line.
fn ndjson(records: u64, seed: u64, faults_per_hundred: u64, escaped: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let recipe = corpus::Recipe { seed, faults_per_hundred, twice_per_hundred: 0, escaped };
    for number in 0..records {
        bytes.extend_from_slice(corpus::record(number, &recipe).as_bytes());
        bytes.push(b'\n');
    }
    bytes
}

/// The lines, so that finding their ends is nobody's cost but the stream's, which has to.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect()
}

/// Drafts for the rules by themselves: few enough to stay in the cache, as one that was just read does.
fn drafts(lines: &[&[u8]]) -> Vec<CenterDraft> {
    lines.iter().take(100).map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// The least time that each contender took, over interleaved rounds.
fn times(bytes: &[u8], rounds: u32) -> [Duration; CONTENDERS.len()] {
    let lines = lines(bytes);
    let drafts = drafts(&lines);
    let contexts = CONTENDERS.map(|contender| prepared(contender, &drafts));
    let mut best = [Duration::MAX; CONTENDERS.len()];
    for _ in 0..rounds {
        for ((contender, context), best) in CONTENDERS.iter().zip(&contexts).zip(&mut best) {
            let start = Instant::now();
            black_box(run(contender, black_box(bytes), &lines, &drafts, context));
            *best = (*best).min(start.elapsed());
        }
    }
    best
}

/// Instructions a record, by callgrind on this same program; `None` without valgrind.
fn instructions(contender: &str, escaped: bool, records: u64) -> Option<f64> {
    let count = |times: u64| -> Option<u64> {
        let out = std::env::temp_dir().join(format!("whole_job-{}.callgrind", std::process::id()));
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--collect-atstart=yes"])
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(std::env::current_exe().ok()?)
            .args(["--one", contender, &records.to_string(), &times.to_string(), &escaped.to_string()])
            .output()
            .ok()?;
        let profile = std::fs::read_to_string(&out).ok()?;
        let _ = std::fs::remove_file(&out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let totals = profile.lines().find_map(|line| line.strip_prefix("totals: "))?;
        totals.trim().parse().ok()
    };
    // Further passes over the same input cost what the work costs; making the input and the policies falls out of the
    // difference, and that it costs a little more or less each time (maps are seeded) is spread over the passes.
    Some((count(1 + PASSES)? as f64 - count(1)? as f64) / (PASSES * records) as f64)
}

fn table(name: &str, escaped: bool, records: u64, rounds: u32, counted: u64) {
    let bytes = ndjson(records, SEED, FAULTS_PER_HUNDRED, escaped);
    let size = bytes.len() as f64 / records as f64;
    println!("\n{name}: {records} records of {size:.0} bytes, {FAULTS_PER_HUNDRED} % with a fault");
    println!("{:<24}{:>14}{:>9}{:>18}{:>9}", "", "µs a record", "ratio", "instr. a record", "ratio");
    let times = times(&bytes, rounds);
    let count = |contender| if counted == 0 { None } else { instructions(contender, escaped, counted) };
    let base_count = count(CONTENDERS[0]);
    for (contender, time) in CONTENDERS.iter().zip(times) {
        let micros = time.as_secs_f64() * 1e6 / records as f64;
        let ratio = time.as_secs_f64() / times[0].as_secs_f64();
        print!("{contender:<24}{micros:>14.2}{ratio:>9.2}");
        match (base_count, count(contender)) {
            (Some(base), Some(own)) => println!("{own:>18.0}{:>9.2}", own / base),
            _ => println!("{:>18}{:>9}", "-", "-"),
        }
    }
}

/// A center with one course of so many classes in one room and with one teacher, of ten minutes each and one after the other, on
/// Mondays: none is on at the same time as another, which only somebody who has looked at all of them can say.
fn classes(number: u32) -> String {
    const A_DAY: u32 = 144;
    let first = day().naive() + chrono::Days::new(1);
    let class = |nth: u32| {
        let (opens, monday) = (nth % A_DAY * 10, first + chrono::Days::new(u64::from(nth / A_DAY) * 7));
        let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let sunday = monday + chrono::Days::new(6);
        serde_json::json!({
            "key": format!("class-{nth}"), "teacher": "teacher", "spaces": ["room"],
            "sessions": [{ "weekdays": ["monday"], "opens": time(opens), "closes": time(opens + 10),
                           "valid_from": monday.to_string(), "valid_until": sunday.to_string() }]
        })
    };
    let sections: Vec<serde_json::Value> = (0..number).map(class).collect();
    serde_json::json!({
        "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "示例社区邻里中心",
        "spaces": [{ "key": "room", "name": "教室" }], "people": [{ "key": "teacher" }],
        "activities": [{ "key": "course", "name": "课程", "sections": sections }]
    })
    .to_string()
}

/// What it costs to find that no two of so many classes are in one room, or with one teacher, at one time.
fn double_bookings(sizes: &[u32]) {
    println!("\n{:>10}{:>14}{:>20}{:>26}", "classes", "ms", "ns a class", "ns a class and doubling");
    for number in sizes {
        let items = *number as usize * 10 + 1_000;
        let limits = Limits { list_items: items, items, record_bytes: usize::MAX, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        let context = Context::new(Policy::none());
        let reading = json::read_str::<CenterDraft>(&classes(*number), &context, &options);
        assert_eq!(reading.report().violations(), []);
        let draft = reading.draft().unwrap();
        let once = || {
            let start = Instant::now();
            black_box(check_with(black_box(draft), &context, &options));
            start.elapsed()
        };
        let nanos = (0..5).map(|_| once()).min().unwrap().as_secs_f64() * 1e9;
        let each = nanos / f64::from(*number);
        println!("{number:>10}{:>14.2}{each:>20.0}{:>26.1}", nanos / 1e6, each / f64::from(*number).log2());
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--one", contender, records, times, escaped] => {
            let bytes = ndjson(records.parse().unwrap(), SEED, FAULTS_PER_HUNDRED, *escaped == "true");
            let lines = lines(&bytes);
            let drafts = drafts(&lines);
            let context = prepared(contender, &drafts);
            for _ in 0..times.parse::<u32>().unwrap() {
                black_box(run(contender, black_box(&bytes), &lines, &drafts, &context));
            }
        }
        ["--smoke"] => {
            table("UTF-8", false, 200, 3, 50);
            table("escaped", true, 200, 3, 50);
            double_bookings(&[100, 1_000]);
        }
        ["--classes"] => double_bookings(&[100, 1_000, 10_000, 100_000]),
        [] => {
            table("UTF-8", false, 5_000, 15, 200);
            table("escaped", true, 5_000, 15, 200);
        }
        other => panic!("unknown arguments {other:?}"),
    }
}
