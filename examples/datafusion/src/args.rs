//! The command line.

use std::path::PathBuf;
use std::thread::available_parallelism;

use lexopt::{Arg, Parser, ValueExt};

/// How to use the program.
pub(crate) const USAGE: &str = "\
Checks the records of neighborhood centers with a query engine and without, and shows that both come to the same.
分别用查询引擎和不用引擎核对邻里中心记录，并比较结果是否相同。

usage: engine [option...] [FILE...]

  FILE             records, one on each line; without, they are made up
                   每行一条记录的文件；不给则生成虚构的记录
  --records N      how many to make (default 1000)
                   生成多少条（默认 1000）
  --files N        into how many files (default 8)
                   分成几个文件（默认 8）
  --partitions N   how many parts are worked on at a time (default: the number of processors)
                   同时处理几份（默认为处理器数）
  -h --help        this text
                   显示本说明

exit code: 0 all ways come to the same; 1 they do not; 2 something could not be read or written, or wrong usage
";

/// What the arguments ask for.
pub(crate) enum Wish {
    Help,
    Compare(Args),
}

/// What to compare.
pub(crate) struct Args {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) records: u64,
    pub(crate) files: u64,
    pub(crate) partitions: usize,
}

/// Reads the arguments to the end.
pub(crate) fn read(mut from: Parser) -> Result<Wish, lexopt::Error> {
    let partitions = available_parallelism().map_or(1, Into::into);
    let mut args = Args { inputs: Vec::new(), records: 1_000, files: 8, partitions };
    while let Some(arg) = from.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Wish::Help),
            Arg::Long("records") => args.records = from.value()?.parse()?,
            Arg::Long("files") => args.files = from.value()?.parse_with(at_least_one)?,
            Arg::Long("partitions") => args.partitions = from.value()?.parse_with(at_least_one)? as usize,
            Arg::Value(file) => args.inputs.push(file.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Wish::Compare(args))
}

fn at_least_one(text: &str) -> Result<u64, &'static str> {
    const EXPECTED: &str = "it is a number from 1 to 1024";
    text.parse().ok().filter(|number| (1..=1024).contains(number)).ok_or(EXPECTED)
}
