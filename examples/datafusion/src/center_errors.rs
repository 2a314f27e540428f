//! `center_errors(record)`: how many errors were found in a record.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, UInt64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, DocSection, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature,
};

use crate::checker::Checker;
use crate::column;

static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
    let what = "How many errors were found in the record of a neighborhood center; NULL where there is no record.";
    Documentation::builder(DocSection::default(), what, "center_errors(record)")
        .with_argument("record", "The record as JSON: text or bytes.")
        .with_related_udf("center_report")
        .build()
});

/// `center_errors(record)`: how many errors were found in a record, all of them, also those past the bound on findings that a report
/// keeps. A record without errors has 0, and a row without a record has `NULL`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct CenterErrors {
    checker: Checker,
    signature: Signature,
}

impl CenterErrors {
    /// The function, with what it checks by.
    #[must_use]
    pub fn new(checker: Checker) -> Self {
        Self { checker, signature: column::signature() }
    }

    fn count(&self, records: &dyn Array) -> Result<ArrayRef> {
        let errors = |row: &[u8]| self.checker.read(row).map(|reading| reading.report().counts().error);
        let counts: UInt64Array = column::rows(records)?.map(|row| row.and_then(errors)).collect();
        Ok(Arc::new(counts))
    }
}

impl ScalarUDFImpl for CenterErrors {
    fn name(&self) -> &str {
        "center_errors"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::UInt64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        column::each(&args, |records| self.count(records))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&DOCUMENTATION)
    }
}
