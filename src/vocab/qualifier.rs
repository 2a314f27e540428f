use super::word::words;

words! {
    /// How the number beside it is meant (数量限定).
    ///
    /// 以下 is not read as [`Qualifier::Below`]: in Chinese law it includes the number itself (Civil Code, article 1259).
    ///
    /// Exhaustive on purpose: comparing has to deal with each.
    pub enum Qualifier: "数量限定" / "how exact an amount is" {
        /// The number itself.
        Exactly = "exactly" / "正好",
        /// A number near it, on either side.
        About = "about" / "约" | "余",
        /// The number itself or more.
        AtLeast = "at-least" / "至少" | "以上",
        /// Less than the number.
        Below = "below" / "不足" | "不到" | "不满",
    }
}
