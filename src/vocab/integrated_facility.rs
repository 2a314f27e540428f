use super::set::Set;
use super::word::words;

words! {
    /// A facility that a culture site or a center takes in (整合的设施), and whose plaque it may carry.
    ///
    /// Open: what there is to take in differs from city to city, so matches need a wildcard arm, and what has no word yet is
    /// [`IntegratedFacility::Other`]. The words are the article's (People's Daily Online, 2023-08-11: 整合新时代文明实践所（站）、
    /// 综合文化服务中心、文化广场等资源).
    #[non_exhaustive]
    pub enum IntegratedFacility: "整合的设施" / "a facility that is taken in" {
        /// A station for civilization practice.
        CivilizationPracticeStation = "civilization-practice-station" / "新时代文明实践站" | "新时代文明实践所" | "新时代文明实践所（站）",
        /// A comprehensive center for culture.
        CultureCenter = "culture-center" / "综合文化服务中心",
        /// A square for culture.
        CultureSquare = "culture-square" / "文化广场",
        /// Any other facility.
        Other = "other" / "其他",
    }
}

/// A set of facilities.
pub type FacilitySet = Set<IntegratedFacility>;
