use std::sync::Arc;

use super::asked::{Alternative, FunctionsAtLeast, MinimumArea, Policy};
use super::authority::Authority;
use super::citation::Citation;
use super::demand::Demand;
use crate::vocab::{
    AreaKind, Confidence, EmbeddedFunction, EmbeddedFunctionSet, FunctionSet, GroupSet, PolicyLevel, SquareMeters,
    Strength,
};

/// The report of 2023 in which Luolong District says what its centers bring in.
pub(crate) const LUOLONG_2023: Citation =
    Citation::new("洛阳市洛龙区：邻里中心成为“一站式”生活家园（人民网 2023-08-11）", Confidence::Stated);

const EMBEDDED: Citation = Citation::new("城市社区嵌入式服务设施建设导则（试行）", Confidence::Secondary);

impl Policy {
    /// What Luolong District says of its centers in 2023.
    ///
    /// - every center brings in the six functions, which is stated as a fact of each and therefore a must;
    /// - it serves the old, the young and those between (重点群体“一老一少一青壮”), which is an aim and therefore a warning;
    /// - each community has a feature (“一社区一特色”), likewise.
    ///
    /// No floor area is asked for: no figure of the district's is known. Nor is the list of the “4+N” standard for
    /// built-up old towns, which the source names and does not explain.
    #[must_use]
    pub fn luolong_2023() -> Self {
        let says = |clause: &'static str| {
            let citation = LUOLONG_2023
                .clone()
                .with_clause(clause)
                .with_link("http://henanquan.henanrexian.cn/quancengzixun/2023/0811/304078.html");
            Arc::new(Authority::new(PolicyLevel::District, citation))
        };
        Self::none()
            .ask_functions(Demand::new(FunctionSet::all(), Strength::Must, says("除引入“六大”公共服务功能外")))
            .ask_groups(Demand::new(GroupSet::all(), Strength::Should, says("“一老一少一青壮”重点群体")))
            .ask_features(Demand::new(1, Strength::Should, says("“一社区一特色”")))
    }

    /// The national guideline for embedded service facilities in urban communities (trial), the closest set of rules
    /// there is.
    ///
    /// - floor area: generally at least 600 m², better 800 m² (一般不低于600, 有条件的宜达到800);
    /// - in principle at least three functions (原则上≥3项);
    /// - at least two of elderly care, infant care, child care, community dining (鼓励引导, hence a warning);
    /// - elderly care or infant care, where conditions allow (有条件的一般应有, hence a warning).
    ///
    /// What the guideline gives as a number with 一般 or 原则上 ("generally", "in principle") is taken as a must: it is the
    /// measure, and an exception would have to be argued. A city that reads it otherwise makes demands of its own.
    ///
    /// Whether the guideline binds a city is for the user to know: it began with cities of more than a million.
    #[must_use]
    pub fn embedded_facilities() -> Self {
        let says = |clause: &'static str| {
            let citation = EMBEDDED.clone().with_clause(clause).with_link("http://hmhjcl.com/bigualu/93868.html");
            Arc::new(Authority::new(PolicyLevel::Nation, citation))
        };
        let four = EmbeddedFunctionSet::of(EmbeddedFunction::PRIORITY_FOUR);
        let care = EmbeddedFunctionSet::of(&[EmbeddedFunction::ElderlyCare, EmbeddedFunction::InfantCare]);
        let area = MinimumArea {
            kind: AreaKind::Floor,
            least: SquareMeters::whole(600),
            advised: Some(SquareMeters::whole(800)),
        };
        Self::none()
            .ask_area(Demand::new(area, Strength::Must, says("社区服务中心建筑面积一般≥600㎡，有条件宜≥800㎡")))
            .ask_functions_at_least(Demand::new(FunctionsAtLeast::Embedded(3), Strength::Must, says("功能原则上≥3项")))
            .ask_alternative(Demand::new(
                Alternative { of: four, at_least: 2 },
                Strength::Should,
                says("养老服务、婴幼儿托育、儿童托管、社区助餐中≥2项"),
            ))
            .ask_alternative(Demand::new(
                Alternative { of: care, at_least: 1 },
                Strength::Should,
                says("有条件的一般应有养老或托育"),
            ))
    }
}
