use super::word::words;

words! {
    /// What an organization does for a center (合作方式).
    ///
    /// Open: cities find further ways, so matches need a wildcard arm, and what has no word yet is [`PartnerRole::Other`].
    #[non_exhaustive]
    pub enum PartnerRole: "合作方式" / "what an organization does for a center" {
        /// It runs the center, or a part of it.
        Operator = "operator" / "运营",
        /// It provides services there.
        ServiceProvider = "service-provider" / "提供服务",
        /// It sends teachers and coaches, as the article's institutions of culture, sports and education do (文体教育机构).
        Teaching = "teaching" / "选派教师",
        /// It owns the premises.
        Owner = "owner" / "产权",
        /// It gives money or goods.
        Sponsor = "sponsor" / "资助",
        /// Any other.
        Other = "other" / "其他",
    }
}
