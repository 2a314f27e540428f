use super::word::words;

words! {
    /// How far a recorded fact can be trusted (可信程度), by where it was read.
    ///
    /// Closed: a scale, from what the source at hand states to what nobody checked.
    pub enum Confidence: "可信程度" / "a degree of confidence" {
        /// Stated in the source itself.
        Stated = "stated" / "原文明载",
        /// Read in a primary or official text.
        Official = "official" / "官方文本",
        /// Read in a newspaper, an encyclopedia or a page that reposts.
        Secondary = "secondary" / "转载",
        /// Not checked: usable as a default that anyone may override, never as a hard rule.
        Unverified = "unverified" / "未核实",
    }
}
