use super::word::words;

words! {
    /// How loud a policy wants a rule to be (规则等级): the severity of its violations, or silence.
    ///
    /// Closed: the three severities, and off. The order is from the loudest to the most quiet.
    pub enum RuleLevel: "规则等级" / "a level of a rule" {
        /// Its violations are errors.
        Error = "error" / "错误",
        /// Its violations are warnings.
        Warning = "warning" / "警告",
        /// Its violations are told for information.
        Info = "info" / "提示",
        /// It is not judged.
        Off = "off" / "关闭",
    }
}
