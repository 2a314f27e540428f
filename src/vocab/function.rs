use super::set::Set;
use super::word::words;

words! {
    /// One of the six public-service functions (公共服务功能) that every center brings in.
    ///
    /// Exhaustive on purpose: the six are fixed by the district's statement of 2023 (People's Daily Online, 2023-08-11:
    /// 文化、体育、养老、卫生健康、教育、政务服务). Commerce for daily needs is outside the six.
    pub enum ServiceFunction: "服务功能" / "one of the six service functions" {
        /// Reading, music, the arts, crafts.
        Culture = "culture" / "文化",
        /// Sports and fitness.
        Sports = "sports" / "体育",
        /// Care for the old.
        ElderlyCare = "elderly-care" / "养老",
        /// Health service.
        Health = "health" / "卫生健康",
        /// Education and care of children, courses for adults.
        Education = "education" / "教育",
        /// Government services.
        Government = "government" / "政务" | "政务服务",
    }
}

/// A set of the six functions.
pub type FunctionSet = Set<ServiceFunction>;
