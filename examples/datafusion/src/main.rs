//! Shows that an engine comes to the same as one machine, over NDJSON and over Parquet, and what each of the ways takes.
//!
//! ```text
//! cargo run --release --manifest-path examples/datafusion/Cargo.toml -- --records 100000
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | `args` | the command line |
//! | `corpus` | the records, those of the example `generate` |
//! | `made` | files of them |
//! | `clock` | what a way takes |
//!
//! Exit code: 0 all ways come to the same, 1 they do not, 2 something could not be read or written, or the usage was wrong.

mod args;
mod clock;
#[path = "../../generate/corpus.rs"]
mod corpus;
mod made;

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::UInt64Type;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::execution::FunctionRegistry;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionConfig, SessionContext, col};
use engine::{Checker, register, summary_in_shards, summary_of_files, table_of_lines};
use neighborhood_center::policy::Policy;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::{Date, Lang, Say};
use neighborhood_center::{Context, Options};

use crate::args::{Args, Wish};
use crate::clock::Clock;

fn main() -> ExitCode {
    let args = match args::read(lexopt::Parser::from_env()) {
        Ok(Wish::Help) => {
            print!("{}", args::USAGE);
            return ExitCode::SUCCESS;
        }
        Ok(Wish::Compare(args)) => args,
        Err(problem) => {
            eprintln!("{problem}; see --help");
            return ExitCode::from(2);
        }
    };
    match compare(&args, &mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads has read enough.
        Err(error) if error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Goes every way, and tells whether they come to the same.
fn compare(args: &Args, to: &mut impl Write) -> Result<bool, Box<dyn Error>> {
    let place = tempfile::tempdir()?;
    let files = if args.inputs.is_empty() { made::files(args, place.path())? } else { args.inputs.clone() };
    let bytes = files.iter().map(|file| Ok(file.metadata()?.len())).sum::<std::io::Result<u64>>()?;
    let day = Date::new(2023, 12, 31).ok_or("there is no such day")?;
    let context = Context::new(Policy::luolong_2023()).as_of(day);
    let checker = Checker::new(context, Options::default());

    // As many threads as there are partitions, so that all ways on more than one thread have the same.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(args.partitions).enable_all().build()?;
    let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(args.partitions));
    register(&session, &checker);
    let lines = || session.read_table(table_of_lines(&files, args.partitions, &checker)?);
    let directory = place.path().join("parquet");
    let parquet = || runtime.block_on(read_parquet(&session, &directory));

    writeln!(to, "{} files, {} MB, {} partitions or threads", files.len(), bytes / 1_000_000, args.partitions)?;
    writeln!(to, "{:<44}{:>9}{:>12}{:>13}  summary", "", "seconds", "processor", "records/s")?;
    let mut clock = Clock::start();
    let plain = summary_of_files(&files, &checker)?;
    let records = plain.inputs().total();
    clock.tell(to, "one stream, one thread", records, "to compare with")?;

    let mut all_same = true;
    let mut is_same = |summary: DistrictSummary| {
        all_same &= summary == plain;
        if summary == plain { "the same" } else { "NOT the same" }
    };
    let sharded = summary_in_shards(&files, args.partitions, &checker)?;
    clock.tell(to, "a stream on each thread, merged", records, is_same(sharded))?;
    let queried = runtime.block_on(summary_of(&session, lines()?))?;
    clock.tell(to, "the engine over NDJSON", records, is_same(queried))?;
    runtime.block_on(lines()?.write_parquet(&directory.to_string_lossy(), DataFrameWriteOptions::new(), None))?;
    clock.tell(to, "(the engine writes Parquet)", records, "")?;
    let queried = runtime.block_on(summary_of(&session, parquet()?))?;
    clock.tell(to, "the engine over Parquet", records, is_same(queried))?;

    let errors = runtime.block_on(errors_in(&session, parquet()?))?;
    clock.tell(to, "the engine counts errors over Parquet", records, "")?;
    let counted = plain.counts().error;
    let passed_on = serde_json::to_string(&plain)?.len();
    writeln!(to, "\nerrors by center_errors: {errors}; in the summary: {counted}")?;
    writeln!(to, "the summary as JSON, as it passes on: {passed_on} bytes\n\n{}", plain.in_lang(Lang::En))?;
    Ok(all_same && errors == counted)
}

async fn read_parquet(session: &SessionContext, directory: &Path) -> datafusion::error::Result<DataFrame> {
    session.read_parquet(directory.to_string_lossy().into_owned(), ParquetReadOptions::default()).await
}

/// `SELECT district_summary(record) FROM table`
async fn summary_of(session: &SessionContext, table: DataFrame) -> Result<DistrictSummary, Box<dyn Error>> {
    let summary = session.udaf("district_summary")?.call(vec![col("record")]).alias("summary");
    let rows = table.aggregate(vec![], vec![summary])?.collect().await?;
    let row = rows.first().and_then(|rows| rows.column_by_name("summary")).ok_or("the engine gave no row")?;
    Ok(serde_json::from_str(row.as_string::<i64>().value(0))?)
}

/// `SELECT sum(center_errors(record)) FROM table`
async fn errors_in(session: &SessionContext, table: DataFrame) -> Result<u64, Box<dyn Error>> {
    let errors = session.udf("center_errors")?.call(vec![col("record")]);
    let rows = table.aggregate(vec![], vec![sum(errors).alias("errors")])?.collect().await?;
    let row = rows.first().and_then(|rows| rows.column_by_name("errors")).ok_or("the engine gave no row")?;
    Ok(row.as_primitive::<UInt64Type>().value(0))
}
