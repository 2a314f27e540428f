use crate::limits::Limits;

/// How a check is run: its bounds, and whether the report keeps proof of what is in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on what one record may cost.
    pub limits: Limits,
    /// Whether the report says, for rules of policy that are met, what meets them.
    pub evidence: bool,
}
