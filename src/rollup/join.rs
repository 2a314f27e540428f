/// What can be put together with another of its kind, in any order and any grouping, and has a default that changes nothing.
pub(super) trait Join: Default {
    /// Takes in the other.
    fn join(&mut self, other: Self);
}
