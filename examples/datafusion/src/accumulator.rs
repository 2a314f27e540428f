//! What one group of records in one partition comes to so far.

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::Accumulator;
use neighborhood_center::rollup::DistrictSummary;

use crate::checker::Checker;
use crate::column;

/// Bytes that a community takes in a summary, roughly, with its share of the tree that holds it.
const COMMUNITY_BYTES: usize = 320;

/// What one group of records in one partition comes to so far. Its state is the summary as JSON.
#[derive(Debug)]
pub(crate) struct DistrictAccumulator {
    checker: Checker,
    summary: DistrictSummary,
}

impl DistrictAccumulator {
    pub(crate) fn new(checker: Checker) -> Self {
        Self { checker, summary: DistrictSummary::default() }
    }
}

impl Accumulator for DistrictAccumulator {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [records] = values else { return exec_err!("district_summary takes one column, not {}", values.len()) };
        for row in column::rows(records)?.flatten() {
            if let Some(reading) = self.checker.read(row) {
                self.checker.add(&reading, &mut self.summary);
            }
        }
        Ok(())
    }

    /// A state that cannot be read, such as one of a machine with another version, ends the query: its records would be missing.
    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let [summaries] = states else { return exec_err!("a state is one summary, not {} columns", states.len()) };
        let Some(summaries) = summaries.as_string_opt::<i64>() else {
            return exec_err!("a state is text, not {}", summaries.data_type());
        };
        for summary in summaries.iter().flatten() {
            let summary = serde_json::from_str(summary).map_err(|error| DataFusionError::External(error.into()))?;
            self.summary.merge(summary);
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.evaluate()?])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let summary = serde_json::to_string(&self.summary).map_err(|error| DataFusionError::External(error.into()))?;
        Ok(ScalarValue::LargeUtf8(Some(summary)))
    }

    /// An estimate, by which the engine keeps within the memory that it was given.
    fn size(&self) -> usize {
        size_of::<Self>() + self.summary.community_count() * COMMUNITY_BYTES
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{LargeStringArray, StringArray};
    use neighborhood_center::{Context, Options};

    use super::*;

    const CENTERS: [&str; 3] = [
        r#"{ "id": "6f1b2c00-4103-4110-8000-000000000281", "name": "甲邻里中心", "status": "open" }"#,
        r#"{ "name": "乙邻里中心" }"#,
        "{ broken",
    ];

    fn accumulator() -> DistrictAccumulator {
        DistrictAccumulator::new(Checker::new(Context::default(), Options::default()))
    }

    fn of(centers: &[&str]) -> DistrictAccumulator {
        let mut accumulator = accumulator();
        let column: ArrayRef = Arc::new(StringArray::from(centers.to_vec()));
        accumulator.update_batch(&[column]).unwrap();
        accumulator
    }

    #[test]
    fn states_of_parts_merge_to_the_summary_of_all() {
        let all = of(&CENTERS).evaluate().unwrap();
        for cut in 0..=CENTERS.len() {
            let (some, others) = CENTERS.split_at(cut);
            let mut merged = accumulator();
            for part in [others, some] {
                let state = of(part).state().unwrap().remove(0).to_array().unwrap();
                merged.merge_batch(&[state]).unwrap();
            }
            assert_eq!(merged.evaluate().unwrap(), all, "cut after {cut}");
        }
    }

    #[test]
    fn a_state_that_cannot_be_read_is_an_error() {
        for state in ["", "{}", r#"{ "format": 99 }"#] {
            let states: ArrayRef = Arc::new(LargeStringArray::from(vec![state]));
            assert!(accumulator().merge_batch(&[states]).is_err(), "{state}");
        }
    }
}
