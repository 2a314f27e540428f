use super::word::words;

words! {
    /// Whether a space is under a roof (室内) or in the open (室外).
    ///
    /// Closed: a space is one or the other; grounds that are partly roofed are recorded as two spaces.
    pub enum Exposure: "场地类型" / "where a space lies" {
        /// Inside a building.
        Indoor = "indoor" / "室内",
        /// In the open.
        Outdoor = "outdoor" / "室外",
    }
}
