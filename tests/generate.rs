//! The example `generate`: the same arguments give the same bytes, in pieces or at once.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};

use neighborhood_center::policy::Policy;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Options, Report, json};
use serde_json::Value;

/// The binary of the example, which `cargo test` builds beside the tests.
fn generate(args: &[&str]) -> Output {
    let test = std::env::current_exe().unwrap();
    let examples = test.ancestors().nth(2).unwrap().join("examples");
    let path: PathBuf = examples.join(format!("generate{}", std::env::consts::EXE_SUFFIX));
    Command::new(path).args(args).output().expect("run `cargo build --examples` first")
}

fn made(args: &[&str]) -> Vec<u8> {
    let ran = generate(args);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

fn check(stream: &[u8]) -> Report {
    json::check_lines::<CenterDraft>(stream, &Context::new(Policy::none()), &Options::default()).unwrap()
}

fn values(stream: &[u8]) -> Vec<Value> {
    std::str::from_utf8(stream).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let one = made(&["--records", "50", "--seed", "7"]);
    assert_eq!(one.iter().filter(|byte| **byte == b'\n').count(), 50);
    assert_eq!(one, made(&["--seed", "7", "--records", "50"]));
    assert_ne!(one, made(&["--records", "50", "--seed", "8"]));
}

#[test]
fn a_stream_made_in_pieces_is_the_stream_made_at_once() {
    let whole = made(&["--records", "30", "--fault-rate", "0.5"]);
    let pieces: Vec<u8> = [("0", "7"), ("7", "20"), ("27", "3")]
        .into_iter()
        .flat_map(|(first, records)| made(&["--first", first, "--records", records, "--fault-rate", "0.5"]))
        .collect();
    assert_eq!(pieces, whole);
}

#[test]
fn the_share_of_records_with_a_fault_is_the_one_that_was_asked_for() {
    let sound = check(&made(&["--records", "200", "--fault-rate", "0"]));
    assert!(sound.is_clean() && sound.counts().records == 200, "{sound}");
    let faulty = check(&made(&["--records", "200", "--fault-rate", "1.00"]));
    let lines: BTreeSet<_> = faulty.violations().iter().filter_map(|found| found.line()).collect();
    assert_eq!(lines.len(), 200);
    let half = check(&made(&["--records", "400", "--fault-rate", "0.5"]));
    let lines: BTreeSet<_> = half.violations().iter().filter_map(|found| found.line()).collect();
    // The share that was asked for, and six times the deviation of so many throws of a coin.
    assert!((140..=260).contains(&lines.len()), "{}", lines.len());
}

#[test]
fn every_record_has_an_id_of_its_own() {
    let ids: BTreeSet<_> = values(&made(&["--records", "500"])).iter().map(|center| center["id"].to_string()).collect();
    assert_eq!(ids.len(), 500);
}

#[test]
fn escaped_text_says_the_same() {
    let escaped = made(&["--records", "20", "--escaped"]);
    assert!(escaped.is_ascii());
    assert_eq!(values(&escaped), values(&made(&["--records", "20"])));
}

#[test]
fn what_is_asked_wrongly_is_refused() {
    for args in [
        &["--records"][..],
        &["--records", "many"],
        &["--records", "-1"],
        &["--fault-rate", "1.01"],
        &["--fault-rate", "0.005"],
        &["--fault-rate", "."],
        &["--fault-rate", "5"],
        &["--wanted"],
        &["file"],
    ] {
        let ran = generate(args);
        assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(ran.stderr.ends_with(b"; see --help\n"), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}
