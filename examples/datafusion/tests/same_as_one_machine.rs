//! The engine comes to what one machine comes to, however the records are stored and dealt out.

#[path = "../../generate/corpus.rs"]
mod corpus;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BinaryArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Schema, UInt64Type};
use datafusion::common::ScalarValue;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::datasource::MemTable;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::{Expr, ExprFunctionExt};
use datafusion::physical_plan::displayable;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionConfig, SessionContext, col, lit};
use engine::{Checker, register, summary_in_shards, summary_of_files, table_of_lines};
use neighborhood_center::policy::Policy;
use neighborhood_center::rollup::DistrictSummary;
use neighborhood_center::vocab::Date;
use neighborhood_center::{Context, Limits, Options};
use tempfile::{TempDir, tempdir};

type Outcome = Result<(), Box<dyn Error>>;

/// Bytes that a record may have here: more than one of the corpus has, few enough to be passed.
const RECORD_BYTES: usize = 16 << 10;

/// Checks by a policy and on a day, so that rules of policy find something too.
fn checker() -> Checker {
    let context = Context::new(Policy::luolong_2023()).as_of(Date::new(2023, 8, 11).unwrap());
    let limits = Limits { record_bytes: RECORD_BYTES, ..Limits::default() };
    Checker::new(context, Options { limits, ..Options::default() })
}

fn session(partitions: usize) -> SessionContext {
    // Small batches, so that a few records make many.
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(7);
    let session = SessionContext::new_with_config(config);
    register(&session, &checker());
    session
}

/// Lines as they come, most of them records, of which every other one has a fault.
fn hostile_lines() -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = (0..60)
        .map(|number| {
            let escaped = number % 3 == 0;
            corpus::record(number, &corpus::Recipe { seed: 7, faults_per_hundred: 50, twice_per_hundred: 0, escaped })
                .into()
        })
        .collect();
    let twice = lines[0].clone();
    let with_carriage_return = [&lines[1][..], b"\r"].concat();
    let cut_off = lines[2][..1000].to_vec();
    let too_long = [&lines[3][..], " ".repeat(RECORD_BYTES).as_bytes(), b"}"].concat();
    let odd: [&[u8]; 9] =
        [b"", b"  \t", b"{ broken", b"\xFF\xFE", b"null", b"[]", "{\"name\":\"甲\"}".as_bytes(), b"\"\0\"", b"{}"];
    lines.extend(odd.map(<[u8]>::to_vec));
    lines.extend([twice, with_carriage_return, too_long, cut_off]);
    lines
}

/// The lines in files of different lengths, of which one is empty and the last does not end its last line.
fn files(place: &TempDir) -> Vec<PathBuf> {
    let lines = hostile_lines();
    let mut from = 0;
    let mut write = |number: usize, count: usize| {
        let path = place.path().join(format!("{number}.ndjson"));
        let taken = &lines[from..(from + count).min(lines.len())];
        from += taken.len();
        let mut text = taken.join(&b'\n');
        if !taken.is_empty() && from < lines.len() {
            text.push(b'\n');
        }
        fs::write(&path, text).unwrap();
        path
    };
    [1, 0, 20, 3, 17, 11, 100].into_iter().enumerate().map(|(number, count)| write(number, count)).collect()
}

fn summary_call(session: &SessionContext) -> Expr {
    session.udaf("district_summary").unwrap().call(vec![col("record")]).alias("summary")
}

async fn summary_of(session: &SessionContext, table: DataFrame) -> Result<DistrictSummary, Box<dyn Error>> {
    let rows = table.aggregate(vec![], vec![summary_call(session)])?.collect().await?;
    assert_eq!(rows.iter().map(RecordBatch::num_rows).sum::<usize>(), 1);
    Ok(serde_json::from_str(rows[0]["summary"].as_string::<i64>().value(0))?)
}

fn lines(session: &SessionContext, files: &[impl AsRef<Path>], partitions: usize) -> DataFrame {
    session.read_table(table_of_lines(files, partitions, &checker()).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn ndjson_in_any_number_of_partitions_comes_to_the_same() -> Outcome {
    let place = tempdir()?;
    let files = files(&place);
    let plain = summary_of_files(&files, &checker())?;
    // 73 lines: two are blank, and seven are no object that can be read.
    assert_eq!((plain.inputs().total(), plain.inputs().unread), (71, 7));
    assert!(plain.inputs().admitted > 20 && plain.inputs().refused > 20);
    assert!(plain.standings().any(|standing| standing.demanded_by.is_some()));
    for partitions in [1, 2, 3, 7, 50] {
        let session = session(partitions);
        assert_eq!(summary_of(&session, lines(&session, &files, partitions)).await?, plain, "{partitions} partitions");
        assert_eq!(summary_in_shards(&files, partitions, &checker())?, plain, "{partitions} shards");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn parquet_in_any_number_of_partitions_comes_to_the_same() -> Outcome {
    let place = tempdir()?;
    let files = files(&place);
    let plain = summary_of_files(&files, &checker())?;
    let directory = place.path().join("parquet").to_string_lossy().into_owned();
    let writing = session(3);
    lines(&writing, &files, 3).write_parquet(&directory, DataFrameWriteOptions::new(), None).await?;
    assert!(fs::read_dir(&directory)?.count() > 1, "one file only");
    for partitions in [1, 2, 3, 7] {
        let session = session(partitions);
        let table = session.read_parquet(&directory, ParquetReadOptions::default()).await?;
        assert_eq!(summary_of(&session, table).await?, plain, "{partitions} partitions");
    }
    Ok(())
}

/// Otherwise the tests above would show nothing about summaries that pass from machine to machine.
#[tokio::test(flavor = "multi_thread")]
async fn each_partition_is_added_up_where_it_is_and_then_merged() -> Outcome {
    let place = tempdir()?;
    let session = session(3);
    let query = lines(&session, &files(&place), 3).aggregate(vec![], vec![summary_call(&session)])?;
    let plan = query.create_physical_plan().await?;
    let plan = displayable(plan.as_ref()).indent(false).to_string();
    for part in ["mode=Partial", "mode=Final", "partition"] {
        assert!(plan.contains(part), "no {part} in\n{plan}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_kept_apart_and_merge_to_the_whole() -> Outcome {
    let place = tempdir()?;
    let files = files(&place);
    let session = session(3);
    let query = lines(&session, &files, 3).aggregate(vec![col("file")], vec![summary_call(&session)])?;
    let mut whole = DistrictSummary::default();
    let mut groups = 0;
    for rows in query.collect().await? {
        let (names, summaries) = (rows["file"].as_string::<i32>(), rows["summary"].as_string::<i64>());
        for row in 0..rows.num_rows() {
            let summary: DistrictSummary = serde_json::from_str(summaries.value(row))?;
            assert_eq!(summary, summary_of_files([names.value(row)], &checker())?, "{}", names.value(row));
            whole.merge(summary);
            groups += 1;
        }
    }
    assert_eq!(groups, 6, "the empty file has no row");
    assert_eq!(whole, summary_of_files(&files, &checker())?);
    Ok(())
}

/// A table of one column, in two partitions.
fn in_memory(session: &SessionContext, records: &ArrayRef) -> DataFrame {
    let field = Field::new("record", records.data_type().clone(), true);
    let schema = Arc::new(Schema::new(vec![field]));
    let half = records.len() / 2;
    let part = |from: usize, count: usize| {
        vec![RecordBatch::try_new(Arc::clone(&schema), vec![records.slice(from, count)]).unwrap()]
    };
    let table = MemTable::try_new(Arc::clone(&schema), vec![part(0, half), part(half, records.len() - half)]).unwrap();
    session.read_table(Arc::new(table)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_of_all_types_come_to_the_same() -> Outcome {
    let text: Vec<Vec<u8>> = hostile_lines().into_iter().filter(|line| std::str::from_utf8(line).is_ok()).collect();
    let bytes: ArrayRef = Arc::new(text.iter().map(|line| Some(line.as_slice())).collect::<BinaryArray>());
    let session = session(2);
    let expected = summary_of(&session, in_memory(&session, &bytes)).await?;
    let lines = text.iter().filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(expected.inputs().total(), lines as u64);
    for data_type in [
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::LargeBinary,
        DataType::BinaryView,
        DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
    ] {
        let records = cast(&bytes, &data_type)?;
        assert_eq!(summary_of(&session, in_memory(&session, &records)).await?, expected, "{data_type}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_has_the_report_and_the_errors_that_the_library_finds() -> Outcome {
    let mut rows: Vec<Option<Vec<u8>>> = hostile_lines().into_iter().map(Some).collect();
    rows.insert(5, None);
    let records: ArrayRef = Arc::new(rows.iter().map(Option::as_deref).collect::<BinaryArray>());
    let session = session(2);
    let call = |name: &str| session.udf(name).unwrap().call(vec![col("record")]).alias(name);
    let answers =
        in_memory(&session, &records).select(vec![col("record"), call("center_errors"), call("center_report")])?;
    let mut answered = 0;
    for batch in answers.collect().await? {
        let (errors, reports) =
            (batch["center_errors"].as_primitive::<UInt64Type>(), batch["center_report"].as_string::<i64>());
        for (row, record) in batch["record"].as_binary::<i32>().iter().enumerate() {
            let reading = record.and_then(|record| checker().read(record));
            let (error, report) =
                (errors.is_valid(row).then(|| errors.value(row)), reports.is_valid(row).then(|| reports.value(row)));
            assert_eq!(error, reading.as_ref().map(|reading| reading.report().counts().error));
            let expected = reading.map(|reading| serde_json::to_string(reading.report())).transpose()?;
            assert_eq!(report, expected.as_deref());
            answered += 1;
        }
    }
    assert_eq!(answered, rows.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_constant_is_answered_and_null_is_no_record() -> Outcome {
    let session = session(2);
    let errors = session.udf("center_errors")?;
    let two: ArrayRef = Arc::new(BinaryArray::from_iter([Some(b"{}"); 2]));
    let answers = in_memory(&session, &two).select(vec![
        errors.call(vec![lit("{}")]).alias("constant"),
        errors.call(vec![lit(ScalarValue::Null)]).alias("null"),
    ])?;
    let answers = answers.collect().await?;
    let constant = answers[0]["constant"].as_primitive::<UInt64Type>();
    // Of what a center has to have, `{}` has neither an id nor a name.
    assert_eq!((constant.value(0), answers[0]["null"].null_count()), (2, 1));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_records_come_to_the_summary_that_changes_nothing() -> Outcome {
    let place = tempdir()?;
    let empty = place.path().join("empty.ndjson");
    fs::write(&empty, "")?;
    let session = session(2);
    assert_eq!(summary_of(&session, lines(&session, &[empty], 2)).await?, DistrictSummary::default());
    let nulls: ArrayRef = Arc::new(BinaryArray::from_iter([None::<&[u8]>; 3]));
    assert_eq!(summary_of(&session, in_memory(&session, &nulls)).await?, DistrictSummary::default());
    Ok(())
}

/// A summary of the rest would be taken for one of all.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_ends_the_query() -> Outcome {
    let place = tempdir()?;
    let mut files = files(&place);
    files.push(place.path().join("missing.ndjson"));
    let session = session(2);
    let failed = summary_of(&session, lines(&session, &files, 2)).await.unwrap_err().to_string();
    assert!(failed.contains("missing.ndjson"), "{failed}");
    Ok(())
}

/// Where nothing else is asked, the engine drops equal rows itself, before the function sees them.
#[tokio::test(flavor = "multi_thread")]
async fn distinct_is_refused_where_it_would_be_left_to_the_function() -> Outcome {
    let session = session(2);
    let rows: ArrayRef = Arc::new(BinaryArray::from_iter([Some(b"{}"); 4]));
    let all = summary_call(&session);
    let distinct = session.udaf("district_summary")?.call(vec![col("record")]).distinct().build()?;
    let alone = in_memory(&session, &rows).aggregate(vec![], vec![distinct.clone()])?.collect().await?;
    let summary: DistrictSummary = serde_json::from_str(alone[0].column(0).as_string::<i64>().value(0))?;
    assert_eq!(summary.inputs().total(), 1);
    let both = in_memory(&session, &rows).aggregate(vec![], vec![all, distinct])?.collect().await;
    let failed = both.unwrap_err().to_string();
    assert!(failed.contains("DISTINCT"), "{failed}");
    Ok(())
}
