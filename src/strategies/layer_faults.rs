//! TODO.

use proptest::strategy::BoxedStrategy;

use super::fault::OneFault;

pub(super) fn layer_fault(rule: &'static str) -> Option<BoxedStrategy<OneFault>> {
    let _ = rule;
    None
}
