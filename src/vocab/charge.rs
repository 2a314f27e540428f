use super::word::words;

words! {
    /// What a service costs those who use it (收费方式).
    ///
    /// Closed: three steps from nothing to the market's price, a judgment of this crate after the "public good plus a moderate
    /// return" (公益+适度收益, city report of 2023-08-05) that the centers run on. The amount is not part of the word.
    pub enum Charge: "收费方式" / "a way of charging" {
        /// Nothing is paid.
        Free = "free" / "免费",
        /// Less than the market price is paid.
        LowCost = "low-cost" / "低偿",
        /// The market price is paid.
        Market = "market" / "市场" | "市场价",
    }
}
