//! For every rule: a record with that fault and no other gives that violation, at its place, and nothing else.

#![cfg(feature = "proptest")]

use neighborhood_center::path::Pointer;
use neighborhood_center::rules;
use neighborhood_center::strategies::{OneFault, one_fault};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Of each rule. Together that is far more than any property of the whole.
const CASES: u32 = 64;

fn is_that_and_nothing_else(fault: &OneFault) -> Result<(), TestCaseError> {
    let report = fault.report();
    let found: Vec<(&str, &Pointer)> = report.violations().iter().map(|found| (found.rule(), found.path())).collect();
    prop_assert_eq!(found, [(fault.rule, &fault.path)], "\n{}\n{}", fault.text, report);
    prop_assert_eq!(report.counts().error + report.counts().warning + report.counts().info, 1);
    Ok(())
}

#[test]
fn each_rule_has_a_fault_that_breaks_it_alone() {
    let mut failed = Vec::new();
    for rule in rules::all() {
        let Some(faults) = one_fault(rule.id) else {
            failed.push(format!("{}: there is no strategy", rule.id));
            continue;
        };
        let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
        if let Err(failure) = runner.run(&faults, |fault| is_that_and_nothing_else(&fault)) {
            let text: String = failure.to_string().chars().take(6_000).collect();
            failed.push(format!("{}: {text}", rule.id));
        }
    }
    assert!(failed.is_empty(), "{} rules fail\n{}", failed.len(), failed.join("\n\n"));
}

#[test]
fn a_rule_that_does_not_exist_has_no_faults() {
    assert!(one_fault("no-such-rule").is_none());
}
