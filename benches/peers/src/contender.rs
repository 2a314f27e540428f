//! The Rust contenders: each reads lines one by one, and counts the records at fault and the faults told.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};

use neighborhood_center::records::CenterDraft;
use neighborhood_center::{Context, Options, json};

use crate::schema;
use crate::shape::Center;

/// What was seen of a file.
#[derive(Default)]
pub struct Tally {
    pub records: u64,
    pub at_fault: u64,
    pub faults: u64,
    /// A 0 or 1 for each line, if it is asked for.
    pub verdicts: Option<Vec<u8>>,
}

impl Tally {
    fn add(&mut self, faults: u64) {
        self.records += 1;
        self.at_fault += u64::from(faults > 0);
        self.faults += faults;
        if let Some(verdicts) = &mut self.verdicts {
            verdicts.extend_from_slice(if faults > 0 { b"1\n" } else { b"0\n" });
        }
    }
}

/// Lets one contender judge a file.
pub fn check(name: &str, file: &str, verdicts: Option<&str>) {
    let mut tally = Tally { verdicts: verdicts.map(|_| Vec::new()), ..Tally::default() };
    let from = BufReader::with_capacity(1 << 16, File::open(file).expect("the file is there"));
    let (context, options) = (Context::default(), Options::default());
    match name {
        "ours" => ours(json::lines(from, &context, &options), &mut tally),
        "ours-on-all-threads" => ours(json::par_lines(from, &context, &options), &mut tally),
        "garde" => each_line(from, &mut tally, garde),
        "validator" => each_line(from, &mut tally, validator),
        "jsonschema" => {
            let validator = schema::validator();
            each_line(from, &mut tally, |line| match serde_json::from_str(line) {
                Ok(value) => validator.iter_errors(&value).count() as u64,
                Err(_) => 1,
            });
        }
        other => panic!("no contender {other}"),
    }
    if let (Some(file), Some(verdicts)) = (verdicts, &tally.verdicts) {
        File::create(file).and_then(|mut file| file.write_all(verdicts)).expect("verdicts can be written");
    }
    println!("{} records, {} at fault, {} faults told", tally.records, tally.at_fault, tally.faults);
}

/// All rules of the record, which are more than the others have: they cannot be had by halves.
fn ours(lines: impl Iterator<Item = Result<json::Line<CenterDraft>, json::BrokenOff>>, tally: &mut Tally) {
    for line in lines {
        let line = line.expect("the file can be read");
        let counts = line.reading().report().counts();
        tally.add(counts.error + counts.warning);
    }
}

fn each_line(mut from: impl BufRead, tally: &mut Tally, mut faults: impl FnMut(&str) -> u64) {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).expect("the file can be read") > 0 {
        tally.add(std::str::from_utf8(&line).map_or(1, &mut faults));
        line.clear();
    }
}

fn garde(line: &str) -> u64 {
    let Ok(center) = serde_json::from_str::<Center>(line) else { return 1 };
    garde::Validate::validate(&center).map_or_else(|report| report.iter().count() as u64, |()| 0)
}

fn validator(line: &str) -> u64 {
    let Ok(center) = serde_json::from_str::<Center>(line) else { return 1 };
    validator::Validate::validate(&center).map_or_else(|errors| told(&errors), |()| 0)
}

fn told(errors: &validator::ValidationErrors) -> u64 {
    use validator::ValidationErrorsKind::{Field, List, Struct};
    let kinds = errors.errors().values();
    kinds
        .map(|kind| match kind {
            Field(errors) => errors.len() as u64,
            Struct(errors) => told(errors),
            List(list) => list.values().map(|errors| told(errors)).sum(),
        })
        .sum()
}
