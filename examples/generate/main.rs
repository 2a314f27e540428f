//! Makes a synthetic province: records of neighborhood centers, one on each line, as many as are wanted.
//!
//! ```text
//! cargo run --release --example generate -- --records 10000 > synthetic-province.ndjson
//! ```
//!
//! The centers are made up, and each record says so (虚构). A record depends on the seed and on its
//! number only: the same arguments give the same bytes, and a stream that is made in pieces, on one machine or on many, is
//! the stream that is made at once.
//!
//! | module | what it does |
//! |---|---|
//! | `args`, `usage` | the command line, and how to use it |
//! | `corpus` | the records, which the benchmarks share |
//!
//! Exit code: 0 all written, or whoever reads has read enough; 2 wrong usage, or it could not be written.
#![allow(clippy::print_stderr, clippy::indexing_slicing, reason = "an example talks to its user, and shows short code")]

mod args;
mod corpus;
mod usage;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use crate::args::{Args, Wish};

fn main() -> ExitCode {
    let mut to = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = match args::read(lexopt::Parser::from_env()) {
        Ok(Wish::Help) => to.write_all(usage::USAGE.as_bytes()),
        Ok(Wish::Make(args)) => make(&args, &mut to),
        Err(problem) => {
            eprintln!("{problem}; see --help");
            return ExitCode::from(2);
        }
    };
    match written.and_then(|()| to.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Writes the records, each before the next is made.
fn make(args: &Args, to: &mut impl Write) -> io::Result<()> {
    for number in args.numbers() {
        to.write_all(corpus::record(number, &args.recipe).as_bytes())?;
        to.write_all(b"\n")?;
    }
    Ok(())
}
