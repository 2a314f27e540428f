//! neighborhood-center as functions of [Apache DataFusion](datafusion), an engine that runs queries on all cores, and with
//! Ballista on many machines.
//!
//! | function | of a column of records as JSON | gives |
//! |---|---|---|
//! | `center_errors(record)` | one row at a time | how many errors were found in it |
//! | `center_report(record)` | one row at a time | its report as JSON |
//! | `district_summary(record)` | all rows, or each group of them | the `DistrictSummary` as JSON |
//!
//! The column holds text or bytes, of any of the engine's types for them. `NULL` and what is blank is no record. Whatever else a row holds
//! never ends a query: what is no JSON or no UTF-8 has a report that says so.
//!
//! `district_summary` adds up each partition where its rows are, and merges what the partitions come to. Since summaries may be
//! merged in any order and any grouping, that equals what one machine finds in all of the rows.
//!
//! ```
//! use datafusion::arrow::array::AsArray;
//! use datafusion::prelude::{SessionConfig, SessionContext, col};
//! use engine::{Checker, register, table_of_lines};
//! use neighborhood_center::rollup::DistrictSummary;
//! use neighborhood_center::{Context, Options};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let centers = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/centers.ndjson");
//! let checker = Checker::new(Context::default(), Options::default());
//! let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(4));
//! register(&session, &checker);
//!
//! let lines = session.read_table(table_of_lines(&[centers], 4, &checker)?)?;
//! let summary = session.udaf("district_summary")?.call(vec![col("record")]);
//! let rows = lines.aggregate(vec![], vec![summary.alias("summary")])?.collect().await?;
//! let summary: DistrictSummary = serde_json::from_str(rows[0]["summary"].as_string::<i64>().value(0))?;
//! assert!(summary.center_count() > 0);
//! # Ok(())
//! # }
//! # use datafusion::execution::FunctionRegistry;
//! ```

mod accumulator;
mod center_errors;
mod center_report;
mod checker;
mod column;
mod district_summary;
mod functions;
mod lines;
mod shards;

pub use center_errors::CenterErrors;
pub use center_report::CenterReport;
pub use checker::Checker;
pub use district_summary::DistrictSummaryFunction;
pub use functions::{aggregate_functions, register, scalar_functions};
pub use lines::{LinesOfFiles, table_of_lines};
pub use shards::{summary_in_shards, summary_of_files};
