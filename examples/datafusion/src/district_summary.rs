//! `district_summary(record)`: where a district stands, by all of its records.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, not_impl_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::{AggregateOrderSensitivity, format_state_name};
use datafusion::logical_expr::{Accumulator, AggregateUDFImpl, DocSection, Documentation, Signature};

use crate::accumulator::DistrictAccumulator;
use crate::checker::Checker;
use crate::column;

static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
    let what = "Where a district stands, by all records of neighborhood centers in the group, as the JSON of a DistrictSummary. Of no \
                records it is the summary that changes no other.";
    Documentation::builder(DocSection::default(), what, "district_summary(record)")
        .with_argument("record", "The record as JSON: text or bytes.")
        .with_related_udf("center_errors")
        .build()
});

/// `district_summary(record)`: where a district stands, by all records, as the JSON of a `DistrictSummary`.
///
/// What passes from machine to machine is the same JSON. It is text with long offsets (`LargeUtf8`): a summary has up to 65,536
/// communities and so some 30 MB, and a batch holds those of many groups. It is never `NULL`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct DistrictSummaryFunction {
    checker: Checker,
    signature: Signature,
}

impl DistrictSummaryFunction {
    /// The function, with what it checks by.
    #[must_use]
    pub fn new(checker: Checker) -> Self {
        Self { checker, signature: column::signature() }
    }

    fn start(&self) -> DistrictAccumulator {
        DistrictAccumulator::new(self.checker.clone())
    }
}

impl AggregateUDFImpl for DistrictSummaryFunction {
    fn name(&self) -> &str {
        "district_summary"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeUtf8)
    }

    fn is_nullable(&self) -> bool {
        false
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if args.is_distinct {
            // It keeps no records by which it could tell that it has seen one. Where it can, the engine drops equal rows itself.
            return not_impl_err!("district_summary counts every record and knows no DISTINCT");
        }
        Ok(Box::new(self.start()))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(args.name, "summary");
        Ok(vec![Arc::new(Field::new(name, DataType::LargeUtf8, false))])
    }

    fn default_value(&self, _: &DataType) -> Result<ScalarValue> {
        self.start().evaluate()
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&DOCUMENTATION)
    }
}
