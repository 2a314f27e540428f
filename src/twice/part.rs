//! Which part of the keys a pass keeps.

/// Which part of the keys is kept: those whose hash leaves `nth` when divided by `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    nth: u64,
    of: u64,
}

impl Part {
    /// All of them.
    pub(super) const WHOLE: Self = Self { nth: 0, of: 1 };

    pub(super) fn new(nth: u32, of: u32) -> Self {
        let of = u64::from(of.max(1));
        Self { nth: u64::from(nth) % of, of }
    }

    /// Which part it is, of how many.
    pub(super) fn numbers(self) -> (u32, u32) {
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        (number(self.nth), number(self.of))
    }

    pub(super) fn has(self, hash: impl FnOnce() -> u64) -> bool {
        self.of <= 1 || hash() % self.of == self.nth
    }
}
