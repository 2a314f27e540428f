//! The lines of files as a table.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{BinaryBuilder, RecordBatch, StringBuilder, UInt64Builder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::streaming::PartitionStream;

use crate::checker::Checker;

/// Bytes of records after which a batch is handed on, however few rows it has. Three batches of a partition are held at a time: one
/// that is filled, one that waits, one that is checked.
const BATCH_BYTES: usize = 8 << 20;

/// A table of all lines of files: `file` (its path), `line` (its number, from 1) and `record` (what stands on it, as bytes).
///
/// The engine's own reader of JSON would parse the records, and its reader of CSV would look for quotes in them and give up the whole
/// query for one line that is no UTF-8. Here a line is bytes, whatever they are, so that the check says what is wrong with them.
/// Of a line that is longer than a record may be, one byte more than that is kept, by which it is seen to be too long.
///
/// The files are dealt out to at most so many partitions, and each partition is read by one thread.
///
/// # Errors
/// None of the files; they are opened when the table is read. One that cannot be read to its end ends the query.
pub fn table_of_lines(files: &[impl AsRef<Path>], partitions: usize, checker: &Checker) -> Result<Arc<StreamingTable>> {
    let schema = Arc::new(Schema::new(vec![
        Field::new("file", DataType::Utf8, false),
        Field::new("line", DataType::UInt64, false),
        Field::new("record", DataType::Binary, false),
    ]));
    let partitions = partitions.clamp(1, files.len().max(1));
    let dealt = |first: usize| {
        let files = files.iter().skip(first).step_by(partitions).map(|file| file.as_ref().to_owned()).collect();
        let record_bytes = checker.options().limits.record_bytes;
        Arc::new(LinesOfFiles { files, record_bytes, schema: Arc::clone(&schema) }) as Arc<dyn PartitionStream>
    };
    let dealt = (0..partitions).map(dealt).collect();
    Ok(Arc::new(StreamingTable::try_new(Arc::clone(&schema), dealt)?))
}

/// One partition of a table of lines: the lines of some files, one file after the other.
#[derive(Debug)]
pub struct LinesOfFiles {
    files: Vec<PathBuf>,
    record_bytes: usize,
    schema: SchemaRef,
}

impl PartitionStream for LinesOfFiles {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut stream = RecordBatchReceiverStream::builder(Arc::clone(&self.schema), 1);
        let (files, to) = (self.files.clone(), stream.tx());
        let (schema, record_bytes) = (Arc::clone(&self.schema), self.record_bytes);
        let rows = context.session_config().batch_size();
        stream.spawn_blocking(move || {
            for file in files {
                let named = |error: io::Error| DataFusionError::from(error).context(file.display().to_string());
                let mut from = Numbered::new(File::open(&file).map_err(named)?, record_bytes);
                while let Some(batch) = from.batch(&file, rows, &schema).map_err(named)? {
                    // Nobody waits for more.
                    if to.blocking_send(Ok(batch)).is_err() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        });
        stream.build()
    }
}

/// A reader of lines that have numbers.
struct Numbered<R> {
    from: BufReader<R>,
    line: Vec<u8>,
    number: u64,
    record_bytes: usize,
}

impl<R: Read> Numbered<R> {
    fn new(from: R, record_bytes: usize) -> Self {
        Self { from: BufReader::with_capacity(1 << 17, from), line: Vec::new(), number: 0, record_bytes }
    }

    /// The next lines. `None` is the end.
    fn batch(&mut self, file: &Path, rows: usize, schema: &SchemaRef) -> io::Result<Option<RecordBatch>> {
        let (mut files, mut numbers) = (StringBuilder::new(), UInt64Builder::new());
        let mut records = BinaryBuilder::new();
        let name = file.to_string_lossy();
        let mut bytes = 0;
        while numbers.values_slice().len() < rows && bytes < BATCH_BYTES && self.read_line()? {
            files.append_value(&name);
            numbers.append_value(self.number);
            records.append_value(&self.line);
            bytes += self.line.len();
        }
        if numbers.values_slice().is_empty() {
            return Ok(None);
        }
        let columns =
            vec![Arc::new(files.finish()) as _, Arc::new(numbers.finish()) as _, Arc::new(records.finish()) as _];
        RecordBatch::try_new(Arc::clone(schema), columns).map(Some).map_err(io::Error::other)
    }

    /// Reads a line without its end. Of one that is too long, no more is kept than shows it.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let most = self.record_bytes.saturating_add(1);
        let read = self.from.by_ref().take(most as u64).read_until(b'\n', &mut self.line)?;
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if read == most {
            self.from.skip_until(b'\n')?;
        }
        self.number += u64::from(read > 0);
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_off_at_its_end_and_kept_up_to_the_limit() {
        let text = b"1234\n\n12345\n123456\n12345678901\n\xFF\r\n12345";
        let mut from = Numbered::new(&text[..], 5);
        let mut lines = Vec::new();
        while from.read_line().unwrap() {
            lines.push((from.number, from.line.clone()));
        }
        let expected: [&[u8]; 7] = [b"1234", b"", b"12345", b"123456", b"123456", b"\xFF\r", b"12345"];
        assert_eq!(lines, (1..).zip(expected.map(<[u8]>::to_vec)).collect::<Vec<_>>());
    }
}
