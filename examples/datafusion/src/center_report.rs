//! `center_report(record)`: the report on a record.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, LargeStringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, DocSection, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature,
};

use crate::checker::Checker;
use crate::column;

static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
    let what = "The report on the record of a neighborhood center, as JSON: what is wrong, what could not be judged, and what was \
                looked at; NULL where there is no record.";
    Documentation::builder(DocSection::default(), what, "center_report(record)")
        .with_argument("record", "The record as JSON: text or bytes.")
        .with_related_udf("center_errors")
        .build()
});

/// `center_report(record)`: the report on a record, as JSON. A row without a record has `NULL`.
///
/// It is text with long offsets (`LargeUtf8`), since the reports on one batch of bad records may be more than 2 GB together.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct CenterReport {
    checker: Checker,
    signature: Signature,
}

impl CenterReport {
    /// The function, with what it checks by.
    #[must_use]
    pub fn new(checker: Checker) -> Self {
        Self { checker, signature: column::signature() }
    }

    fn report(&self, records: &dyn Array) -> Result<ArrayRef> {
        let mut reports = LargeStringBuilder::new();
        for row in column::rows(records)? {
            match row.and_then(|row| self.checker.read(row)) {
                Some(reading) => {
                    let report = serde_json::to_string(reading.report());
                    reports.append_value(report.map_err(|error| DataFusionError::External(error.into()))?);
                }
                None => reports.append_null(),
            }
        }
        Ok(Arc::new(reports.finish()))
    }
}

impl ScalarUDFImpl for CenterReport {
    fn name(&self) -> &str {
        "center_report"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeUtf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        column::each(&args, |records| self.report(records))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&DOCUMENTATION)
    }
}
