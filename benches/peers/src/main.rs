//! What others make of the same records. `bash benches/peers/run` runs it all; these are its parts:
//!
//! ```text
//! peers make RECORDS               the corpus, as NDJSON
//! peers trials                     records that break one rule each
//! peers check NAME FILE [VERDICTS] one contender on one file: ours, ours-on-all-threads, garde, validator,
//!                                  jsonschema
//! peers agree FOLDER               compares the verdicts in a folder
//! ```

mod across;
mod agreement;
mod answers;
mod contender;
#[path = "../../../examples/generate/corpus.rs"]
mod corpus;
mod own;
mod rules;
mod schema;
mod shape;
mod trials;
mod words;

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Those of the other benchmarks.
const SEED: u64 = 20_230_811;
const FAULTS_PER_HUNDRED: u64 = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", records] => {
            let records = records.parse().expect("a number of records");
            print((0..records).map(trials::record));
        }
        ["trials"] => print(trials::lines()),
        ["check", name, file] => contender::check(name, file, None),
        ["check", name, file, verdicts] => contender::check(name, file, Some(verdicts)),
        ["agree", folder] => {
            return if agreement::report(Path::new(folder)) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        other => panic!("unknown arguments {other:?}"),
    }
    ExitCode::SUCCESS
}

fn print(lines: impl IntoIterator<Item = String>) {
    let mut to = BufWriter::new(std::io::stdout().lock());
    for line in lines {
        writeln!(to, "{line}").expect("standard output takes it");
    }
    to.flush().expect("standard output takes it");
}
