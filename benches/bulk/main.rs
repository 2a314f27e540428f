//! What a record of a long stream costs, in time and in memory: by itself, compared with all others, and on several threads.
//!
//! ```text
//! cargo bench --bench bulk --features parallel                      # from 1 k to 1 M records, and threads
//! cargo bench --bench bulk --features parallel -- --instructions    # the same counted, at 10 k and 1 M: an hour
//! cargo bench --bench bulk --features parallel -- --smoke           # on little input, to see that it runs
//! ```
//!
//! The streams are those of the example `generate`, made while they are read. Every figure is from a process of its own, so that
//! its peak of memory is its own, too. Instructions are counted by callgrind, where valgrind is installed, for all threads
//! together.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise, and prints"
)]

#[path = "../../examples/generate/corpus.rs"]
mod corpus;
mod stream;

use std::io::BufReader;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Instant;

use neighborhood_center::records::CenterDraft;
use neighborhood_center::twice::{Keys, Trial};
use neighborhood_center::vocab::Date;
use neighborhood_center::{Context, Options, Report, json};

use crate::stream::Stream;

/// The policy that is the default, on a day.
fn context() -> Context {
    Context::default().as_of(Date::new(2023, 12, 31).unwrap())
}

/// Checks a stream, and gives the report.
fn check(way: &str, records: u64) -> Report {
    let (context, options) = (context(), Options::default());
    let stream = || BufReader::new(Stream::of(records));
    match (way, way.parse::<usize>()) {
        ("one by one", _) => json::check_lines::<CenterDraft>(stream(), &context, &options).unwrap(),
        ("compared", _) => compared(records, &context, &options),
        (_, Ok(threads)) => {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().unwrap();
            json::par_check_lines::<CenterDraft>(stream(), &context, &options).unwrap()
        }
        (other, _) => panic!("no way {other}"),
    }
}

/// Checks a stream, and finds what stands twice in it: nothing, so that next to nothing has to be looked at again.
fn compared(records: u64, context: &Context, options: &Options) -> Report {
    let stream = BufReader::new(Stream::of(records));
    let mut keys = Keys::new(1);
    let mut total = Report::default();
    for line in json::lines::<CenterDraft, _>(stream, context, options) {
        let line = line.unwrap();
        if let Some(center) = line.reading().draft() {
            keys.add(line.number(), center).unwrap();
        }
        total.absorb(line.into_reading().into_parts().0, options.limits.findings);
    }
    let suspects = keys.into_suspects(&options.limits);
    let mut trial = Trial::of(&suspects);
    if !suspects.is_empty() {
        let mut again = json::lines::<CenterDraft, _>(BufReader::new(Stream::of(records)), context, options);
        for line in suspects.lines() {
            trial.look(line, &again.draft_at(line).unwrap().unwrap());
        }
    }
    let found = trial.into_found().report();
    assert!(
        found.is_clean() && (records < 2 || found.ledger().iter().filter(|(_, tally)| tally.met == 1).count() == 2)
    );
    total.absorb(found, options.limits.findings);
    total
}

/// What one run took.
struct Took {
    micros: f64,
    peak_kib: u64,
    errors: u64,
}

/// Runs in a process of its own.
fn run(way: &str, records: u64) -> Took {
    let this = std::env::current_exe().unwrap();
    let output = Command::new(this).args(["--one", way, &records.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<&str> = said.split_whitespace().collect();
    Took { micros: said[0].parse().unwrap(), peak_kib: said[1].parse().unwrap(), errors: said[2].parse().unwrap() }
}

/// The run itself: tells the time, the peak of memory and the errors that it found.
fn one(way: &str, records: u64) {
    let start = Instant::now();
    let report = check(way, records);
    let micros = start.elapsed().as_secs_f64() * 1e6;
    assert_eq!(report.counts().records, records);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak: u64 = peak.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
    println!("{micros} {peak} {}", report.counts().error);
}

/// The instructions of a run, without those that make the pool of records; `None` without valgrind.
fn instructions(way: &str, records: u64) -> Option<f64> {
    let this = std::env::current_exe().ok()?;
    let count = |records: u64| -> Option<f64> {
        let out = std::env::temp_dir().join(format!("bulk-{}-{records}.callgrind", std::process::id()));
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", &format!("--callgrind-out-file={}", out.display())])
            .arg(&this)
            .args(["--one", way, &records.to_string()])
            .output()
            .ok()?;
        let profile = std::fs::read_to_string(&out).ok()?;
        let _ = std::fs::remove_file(&out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        profile.lines().find_map(|line| line.strip_prefix("totals: "))?.trim().parse().ok()
    };
    Some((count(records)? - count(1)?) / (records - 1) as f64)
}

/// The least of some runs in time, and in memory.
fn best(way: &str, records: u64, rounds: u32) -> Took {
    let runs = (0..rounds).map(|_| run(way, records));
    runs.reduce(|a, b| Took { micros: a.micros.min(b.micros), peak_kib: a.peak_kib.min(b.peak_kib), errors: a.errors })
        .unwrap()
}

/// Cost and memory at growing sizes.
fn scale(sizes: &[u64], rounds: u32) {
    println!(
        "\n{:>10}{:>14}{:>14}{:>10}{:>24}{:>24}{:>20}",
        "records",
        "µs a record",
        "peak (KiB)",
        "errors",
        "compared: µs a record",
        "compared: peak (KiB)",
        "bytes a record"
    );
    for records in sizes {
        let [alone, compared] = ["one by one", "compared"].map(|way| best(way, *records, rounds));
        let each = |took: &Took| took.micros / *records as f64;
        let bytes = (compared.peak_kib as f64 - alone.peak_kib as f64) * 1024.0 / *records as f64;
        println!(
            "{records:>10}{:>14.2}{:>14}{:>10}{:>24.2}{:>24}{bytes:>20.1}",
            each(&alone),
            alone.peak_kib,
            alone.errors,
            each(&compared),
            compared.peak_kib
        );
    }
}

/// What several threads make of it, against one thread that does nothing else.
fn threads(records: u64, rounds: u32, counted: u64) {
    let cores = available_parallelism().map_or(1, usize::from);
    let mut numbers = vec![1, 2];
    numbers.extend([4, 8, 16, 32].into_iter().filter(|number| *number < cores));
    numbers.push(cores);
    numbers.sort_unstable();
    numbers.dedup();
    let alone = best("one by one", records, rounds);
    let alone_counted = instructions("one by one", counted);
    println!("\n{records} records, on a machine of {cores} cores");
    println!(
        "{:>10}{:>14}{:>10}{:>14}{:>18}{:>9}",
        "threads", "µs a record", "speed-up", "peak (KiB)", "instr. a record", "ratio"
    );
    let line = |threads: &str, took: &Took, own: Option<f64>| {
        let (micros, faster) = (took.micros / records as f64, alone.micros / took.micros);
        print!("{threads:>10}{micros:>14.2}{faster:>10.2}{:>14}", took.peak_kib);
        match (alone_counted, own) {
            (Some(base), Some(own)) => println!("{own:>18.0}{:>9.3}", own / base),
            _ => println!("{:>18}{:>9}", "-", "-"),
        }
    };
    line("-", &alone, alone_counted);
    for number in numbers {
        let took = best(&number.to_string(), records, rounds);
        assert_eq!(took.errors, alone.errors);
        line(&number.to_string(), &took, instructions(&number.to_string(), counted));
    }
}

/// Instructions at growing sizes.
fn counted(sizes: &[u64]) {
    println!("\n{:>10}{:>18}{:>28}", "records", "instr. a record", "compared: instr. a record");
    for records in sizes {
        let told = ["one by one", "compared"].map(|way| match instructions(way, *records) {
            Some(count) => format!("{count:.0}"),
            None => "-".to_owned(),
        });
        println!("{records:>10}{:>18}{:>28}", told[0], told[1]);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--one", way, records] => one(way, records.parse().unwrap()),
        ["--smoke"] => {
            scale(&[2_000, 10_000], 1);
            threads(3_000, 1, 50);
            counted(&[50]);
        }
        ["--instructions"] => counted(&[10_000, 1_000_000]),
        [] => {
            scale(&[1_000, 10_000, 100_000, 1_000_000], 3);
            threads(200_000, 3, 5_000);
        }
        other => panic!("unknown arguments {other:?}"),
    }
}
