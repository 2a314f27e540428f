use super::set::Set;
use super::word::words;

words! {
    /// A classification scheme (分类方案): a list of functions that concrete services are counted under.
    ///
    /// Closed: each scheme is a column of the table in [`ServiceKind`](super::ServiceKind), and a new one is a new method there.
    pub enum Scheme: "分类方案" / "a classification scheme" {
        /// The six functions of the district: [`ServiceFunction`](super::ServiceFunction).
        SixFunctions = "six-functions" / "六大公共服务功能" | "六大功能",
        /// The seven functions of the rural centers (乡里中心), to which each adds N of its own: [`RuralFunction`].
        SevenPlusN = "seven-plus-n" / "7+N",
        /// The functions of the guideline for embedded community-service facilities: [`EmbeddedFunction`].
        EmbeddedFacilities = "embedded-facilities" / "社区嵌入式服务设施",
    }
}

words! {
    /// One of the seven functions of a rural center (乡里中心) under 7+N.
    ///
    /// Closed: the seven are fixed by the city (Luoyang news, 2025-09-30: 便民服务、文明实践、技能培训、日间照料、托幼、
    /// 卫生健康、农村综合服务). The N, such as 电商直播 or 旅游服务, are chosen locally and are no part of this list.
    pub enum RuralFunction: "7+N 的七项功能" / "one of the seven functions of 7+N" {
        /// Government and daily business handled for residents.
        ConvenienceServices = "convenience-services" / "便民服务",
        /// Civilization practice, as the stations for it (新时代文明实践站) offer it.
        CivilizationPractice = "civilization-practice" / "文明实践",
        /// Training in skills.
        SkillsTraining = "skills-training" / "技能培训",
        /// Day care for the old.
        DayCare = "day-care" / "日间照料",
        /// Nursery and kindergarten care.
        NurseryAndKindergarten = "nursery-and-kindergarten" / "托幼",
        /// Health service.
        Health = "health" / "卫生健康",
        /// Comprehensive services for rural life.
        RuralServices = "rural-services" / "农村综合服务",
    }
}

/// A set of the seven functions of 7+N.
pub type RuralFunctionSet = Set<RuralFunction>;

words! {
    /// One of the functions of an embedded community-service facility (社区嵌入式服务设施).
    ///
    /// Closed: the list is that of the national plan of 2023-11 (养老托育、社区助餐、家政便民、健康服务、体育健身、文化休闲、
    /// 儿童游憩, with 养老 and 托育 as the guideline names them apart) and the guideline's 儿童托管.
    pub enum EmbeddedFunction: "社区嵌入式服务设施的功能" / "a function of an embedded community-service facility" {
        /// Care for the old.
        ElderlyCare = "elderly-care" / "养老服务",
        /// Care for children under 3.
        InfantCare = "infant-care" / "婴幼儿托育" | "托育",
        /// Care for children outside school hours.
        ChildCare = "child-care" / "儿童托管",
        /// Communal meals.
        CommunityDining = "community-dining" / "社区助餐",
        /// Household help and daily conveniences.
        HouseholdServices = "household-services" / "家政便民",
        /// Health service.
        HealthServices = "health-services" / "健康服务",
        /// Sports and fitness.
        Fitness = "fitness" / "体育健身",
        /// Culture and leisure.
        CultureLeisure = "culture-leisure" / "文化休闲",
        /// Children's play.
        ChildPlay = "child-play" / "儿童游憩",
    }
}

/// A set of functions of an embedded facility.
pub type EmbeddedFunctionSet = Set<EmbeddedFunction>;

impl EmbeddedFunction {
    /// The four that the guideline gives priority: of them at least two are encouraged (养老服务、婴幼儿托育、儿童托管、社区助餐).
    pub const PRIORITY_FOUR: &'static [Self] =
        &[Self::ElderlyCare, Self::InfantCare, Self::ChildCare, Self::CommunityDining];

    /// [`EmbeddedFunction::PRIORITY_FOUR`] as a set.
    ///
    /// ```
    /// use neighborhood_center::vocab::{EmbeddedFunction, EmbeddedFunctionSet};
    ///
    /// let offered = EmbeddedFunctionSet::of(&[EmbeddedFunction::ChildCare, EmbeddedFunction::Fitness]);
    /// assert_eq!(offered.and(EmbeddedFunction::priority_four()).len(), 1);
    /// ```
    #[must_use]
    pub fn priority_four() -> EmbeddedFunctionSet {
        EmbeddedFunctionSet::of(Self::PRIORITY_FOUR)
    }
}
