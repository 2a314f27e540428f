use super::word::words;

words! {
    /// Whose division codes these are (区划代码来源).
    ///
    /// The two authorities give the same number to different places, so a code means nothing without its scheme.
    #[non_exhaustive]
    pub enum DivisionScheme: "区划代码来源" / "an authority for division codes" {
        /// The National Bureau of Statistics, which has published rules but no more codes since October 2024.
        Nbs = "nbs" / "国家统计局" | "统计局",
        /// The Ministry of Civil Affairs, which publishes through its national database of place names.
        Mca = "mca" / "民政部",
    }
}
