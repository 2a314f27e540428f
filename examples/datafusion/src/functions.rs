//! The functions, as an engine registers them.

use std::sync::Arc;

use datafusion::logical_expr::{AggregateUDF, ScalarUDF};
use datafusion::prelude::SessionContext;

use crate::center_errors::CenterErrors;
use crate::center_report::CenterReport;
use crate::checker::Checker;
use crate::district_summary::DistrictSummaryFunction;

/// The functions of one record.
#[must_use]
pub fn scalar_functions(checker: &Checker) -> Vec<Arc<ScalarUDF>> {
    let errors = ScalarUDF::from(CenterErrors::new(checker.clone()));
    let report = ScalarUDF::from(CenterReport::new(checker.clone()));
    vec![Arc::new(errors), Arc::new(report)]
}

/// The functions of all records.
#[must_use]
pub fn aggregate_functions(checker: &Checker) -> Vec<Arc<AggregateUDF>> {
    vec![Arc::new(AggregateUDF::from(DistrictSummaryFunction::new(checker.clone())))]
}

/// Registers all of them. On a cluster every machine does so, with the same checker.
pub fn register(session: &SessionContext, checker: &Checker) {
    for function in scalar_functions(checker) {
        session.register_udf(ScalarUDF::clone(&function));
    }
    for function in aggregate_functions(checker) {
        session.register_udaf(AggregateUDF::clone(&function));
    }
}
