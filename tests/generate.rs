//! The example `generate`: the same arguments give the same bytes, in pieces or at once.
#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};

use neighborhood_center::policy::Policy;
use neighborhood_center::records::CenterDraft;
use neighborhood_center::twice::{Keys, Trial};
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
fn every_record_says_that_it_is_made_up() {
    for center in values(&made(&["--records", "200", "--fault-rate", "0"])) {
        for place in
            ["/name", "/aliases/0", "/sites/0/address", "/operator/name", "/features/0/name", "/sources/0/title"]
        {
            let text = center.pointer(place).and_then(Value::as_str).unwrap();
            assert!(text.contains("虚构"), "{place}: {text}");
        }
        assert_eq!(center.pointer("/sources/0/confidence").unwrap(), "unverified");
        // Where the equator meets the prime meridian there is the sea.
        let degrees = |key: &str| center["sites"][0]["location"][key].as_f64().unwrap();
        assert!(degrees("latitude") < 0.1 && degrees("longitude") < 0.1);
        assert!(center.pointer("/contact/phones/0").unwrap().as_str().unwrap().ends_with("0000000"));
    }
}

/// How many records have the id of one before, and how many its name and community.
fn repeated(stream: &[u8]) -> (u64, u64) {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    let (mut same_id, mut same_name) = (0, 0);
    for center in values(stream) {
        same_id += u64::from(!ids.insert(center["id"].to_string()));
        same_name += u64::from(!names.insert((center["community"].to_string(), center["name"].to_string())));
    }
    (same_id, same_name)
}

/// How many ids and names of a stream stand twice, as the crate has it.
fn found_twice(stream: &[u8]) -> (u64, u64) {
    let (context, options) = (Context::new(Policy::none()), Options::default());
    let drafts: Vec<_> = json::lines::<CenterDraft, _>(stream, &context, &options)
        .map(|line| line.map(|line| (line.number(), line.reading().draft().unwrap().clone())).unwrap())
        .collect();
    let mut keys = Keys::new(1);
    drafts.iter().for_each(|(line, center)| keys.add(*line, center).unwrap());
    let suspects = keys.into_suspects(&options.limits);
    let mut trial = Trial::of(&suspects);
    drafts.iter().for_each(|(line, center)| trial.look(*line, center));
    let report = trial.into_found().report();
    let violated = |rule| report.ledger().iter().find(|(card, _)| card.id == rule).unwrap().1.violated;
    (violated("duplicate-center-id"), violated("same-center-twice"))
}

#[test]
fn a_share_of_records_repeats_an_id_or_a_name_and_is_found() {
    let once = made(&["--records", "400", "--fault-rate", "0"]);
    assert_eq!((repeated(&once), found_twice(&once)), ((0, 0), (0, 0)));
    let some = ["--records", "400", "--fault-rate", "0", "--twice-rate", "0.5"];
    let twice = made(&some);
    let (ids, names) = repeated(&twice);
    // Half of the records, half of these by the id: six times the deviation of so many throws of two coins.
    assert!((48..=152).contains(&ids) && (48..=152).contains(&names), "{ids}, {names}");
    assert_eq!(found_twice(&twice), (ids, names));
    assert!(check(&twice).is_clean());
    // What does not repeat stays as it is, and pieces are pieces of the whole.
    let changed = values(&once).iter().zip(&values(&twice)).filter(|(one, two)| one != two).count() as u64;
    assert_eq!(changed, ids + names);
    let piece = made(&[&some[2..], &["--first", "300", "--records", "100"]].concat());
    assert!(twice.ends_with(&piece));
    let (ids, names) = repeated(&made(&["--records", "300", "--fault-rate", "0", "--twice-rate", "1"]));
    assert_eq!(ids + names, 299);
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
        &["--twice-rate", "2"],
        &["--fault-rate", "5"],
        &["--wanted"],
        &["file"],
    ] {
        let ran = generate(args);
        assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(ran.stderr.ends_with(b"; see --help\n"), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}
