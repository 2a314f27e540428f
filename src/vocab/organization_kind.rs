use super::word::words;

words! {
    /// The kind of an organization or a team (组织类型) that runs a center or delivers in it.
    ///
    /// Open: who is brought in differs from city to city, so matches need a wildcard arm, and what has no word yet is
    /// [`OrganizationKind::Other`]. The words are those of the article and its surroundings (People's Daily Online,
    /// 2023-08-11: 社区党委、文体教育机构、志愿者、新时代文明实践活动策划师队伍、社区文化合作社队伍、社会文化企业运营团队).
    #[non_exhaustive]
    pub enum OrganizationKind: "组织类型" / "a kind of organization" {
        /// The residents' committee, whose area is the community.
        CommunityCommittee = "community-committee" / "居民委员会" | "居委会" | "社区居民委员会",
        /// The party organization of the community.
        PartyBranch = "party-branch" / "社区党组织" | "社区党委",
        /// The office of the subdistrict above the community.
        StreetOffice = "street-office" / "街道办事处" | "街道办",
        /// An enterprise brought in from society to operate, culture operators among them.
        SocialEnterprise = "social-enterprise" / "社会企业" | "社会文化企业" | "社会文化企业运营团队",
        /// An institution for culture, sports and education.
        CultureSportsInstitution = "culture-sports-institution" / "文体教育机构",
        /// A team of volunteers.
        VolunteerTeam = "volunteer-team" / "志愿者队伍",
        /// A culture cooperative of residents, after the 1+N model.
        CultureCooperative = "culture-cooperative" / "社区文化合作社" | "社区文化合作社队伍",
        /// The planners of civilization-practice activities.
        CivilizationPracticePlanners = "civilization-practice-planners" / "新时代文明实践活动策划师队伍",
        /// Any other organization.
        Other = "other" / "其他",
    }
}
