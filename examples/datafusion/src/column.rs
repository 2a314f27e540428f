//! A column of records, whatever type the engine gives it.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, Signature, Volatility};

/// What stands in each row; `None` is `NULL`.
type Rows<'c> = Box<dyn Iterator<Item = Option<&'c [u8]>> + 'c>;

/// The types that a column of records may have. Files of text that nobody has vouched for are best read as bytes: the engine itself
/// refuses a whole file for one row that is no UTF-8.
const TYPES: [DataType; 6] = [
    DataType::Utf8View,
    DataType::Utf8,
    DataType::LargeUtf8,
    DataType::BinaryView,
    DataType::Binary,
    DataType::LargeBinary,
];

/// The signature of a function of one such column. The same row always gives the same result.
pub(crate) fn signature() -> Signature {
    Signature::uniform(1, TYPES.to_vec(), Volatility::Immutable)
}

/// The rows of a column.
pub(crate) fn rows(column: &dyn Array) -> Result<Rows<'_>> {
    Ok(match column.data_type() {
        DataType::Utf8View => Box::new(column.as_string_view().iter().map(|row| row.map(str::as_bytes))),
        DataType::Utf8 => Box::new(column.as_string::<i32>().iter().map(|row| row.map(str::as_bytes))),
        DataType::LargeUtf8 => Box::new(column.as_string::<i64>().iter().map(|row| row.map(str::as_bytes))),
        DataType::BinaryView => Box::new(column.as_binary_view().iter()),
        DataType::Binary => Box::new(column.as_binary::<i32>().iter()),
        DataType::LargeBinary => Box::new(column.as_binary::<i64>().iter()),
        other => return exec_err!("a column of records holds text or bytes, not {other}"),
    })
}

/// Answers for each row of the one argument of a function; a constant is answered once.
pub(crate) fn each(
    args: &ScalarFunctionArgs,
    answer: impl Fn(&dyn Array) -> Result<ArrayRef>,
) -> Result<ColumnarValue> {
    match args.args.as_slice() {
        [ColumnarValue::Array(column)] => Ok(ColumnarValue::Array(answer(column)?)),
        [ColumnarValue::Scalar(constant)] => {
            let answered = answer(&constant.to_array()?)?;
            Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&answered, 0)?))
        }
        other => exec_err!("it takes one column of records, not {}", other.len()),
    }
}
