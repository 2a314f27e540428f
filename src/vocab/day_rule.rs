use super::word::words;

words! {
    /// What becomes of weekly hours on days that break the week (特殊日期的安排): public holidays, make-up workdays.
    ///
    /// Closed: such days are treated like others, added, left out, or meant alone.
    pub enum DayRule: "特殊日期的安排" / "what becomes of weekly hours on special days" {
        /// As on any day with the same name of the week.
        AsUsual = "as-usual" / "照常" | "照常开放",
        /// On every such day, whatever its name in the week, besides the days that are named.
        Also = "also" / "也开放" | "含",
        /// On no such day.
        Except = "except" / "除外" | "闭馆" | "不开放",
        /// On such days and on no others: on those that have one of the names given.
        Only = "only" / "仅限" | "仅",
    }
}
