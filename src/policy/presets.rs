//! Layers of policy that sources state, each value with its citation and how far it can be trusted.
//!
//! Nothing that no source states is in them, and what is only remembered is left out: such a number would fail somebody
//! without a ground.
//!
//! A layer speaks as the authority whose document it cites. Where that is another place's, nobody here has asked for
//! anything: whoever adopts its number says as which level it does so, and the citation tells where the number comes from.

use super::ask::{Ask, Chosen, MinimumArea, PerHouseholds};
use super::asked::Policy;
use super::authority::Authority;
use super::choice::Choice;
use super::citation::Citation;
use super::layer::Layer;
use crate::vocab::{
    AreaKind, Confidence, EmbeddedFunction, EmbeddedFunctionSet, FunctionSet, GroupSet, Key, KindSet, Name, Percent,
    PolicyLevel, Scheme, ServiceFunction, Setting, SettingSet, SquareMeters, Strength, Text, Tier, TierSet,
    WeeklyMinutes,
};

/// The report of 2023 in which Luolong District says what its centers bring in.
pub(crate) const LUOLONG_2023: Citation =
    Citation::new("洛阳市洛龙区：邻里中心成为“一站式”生活家园（人民网 2023-08-11）", Confidence::Stated);

const LUOLONG_LINK: &str = "http://henanquan.henanrexian.cn/quancengzixun/2023/0811/304078.html";

/// A layer of a preset.
fn layer(key: &'static str, level: PolicyLevel, citation: Citation, link: &'static str) -> Layer {
    Layer::new(Authority::new(level, citation.with_link(link)).through(Key::fixed(key)))
}

impl Layer {
    fn says(self, clause: &'static str, ask: Ask, strength: Strength) -> Self {
        self.ask_because(ask, strength, Some(&Text::fixed(clause)), None)
    }
}

/// What Luolong District says of its centers in 2023.
///
/// - every center brings in the six functions, which is stated as a fact of each and therefore a must;
/// - it serves the old, the young and those between (重点群体“一老一少一青壮”), which is an aim and therefore a should;
/// - each community has a feature of its own (“一社区一特色”), likewise, and different ones.
///
/// No floor area is asked for: no figure of the district's is known. For built-up old towns see [`luolong_old_town`].
#[must_use]
pub fn luolong_2023() -> Layer {
    layer("luolong-2023", PolicyLevel::District, LUOLONG_2023, LUOLONG_LINK)
        .says("除引入“六大”公共服务功能外", Ask::Functions(FunctionSet::all()), Strength::Must)
        .says("“一老一少一青壮”重点群体", Ask::Groups(GroupSet::all()), Strength::Should)
        .says("“一社区一特色”", Ask::Features(1), Strength::Should)
        .says("“一社区一特色”", Ask::DistinctFeatures, Strength::May)
}

/// The “4+N” standard of Luolong District for its built-up old towns (在已建成的旧城区……围绕“4+N”标准盘活闲置资源).
///
/// The source names the standard and says nowhere what the four are, nor what N is: whoever uses it says so. It applies to
/// communities whose setting is old town; for new towns no standard is known.
#[must_use]
pub fn luolong_old_town(four: KindSet, at_least: u32, chosen_from: KindSet) -> Layer {
    let clause = "在已建成的旧城区……围绕“4+N”标准盘活闲置资源";
    let standard = Name::fixed("4+N");
    let core = Choice::Kinds(four);
    let layer = layer("luolong-old-town", PolicyLevel::District, LUOLONG_2023, LUOLONG_LINK)
        .for_settings(SettingSet::of(&[Setting::OldTown]))
        .says(clause, Ask::Core { standard: standard.clone(), of: core }, Strength::Must);
    if at_least == 0 {
        return layer;
    }
    layer.says(clause, Ask::Chosen(Chosen { standard, core, from: chosen_from, at_least }), Strength::Should)
}

/// The “7+N” of Luoyang's rural centers (乡里中心): seven functions, and further ones that are encouraged where conditions
/// allow (鼓励有条件的地方探索增加), hence `may`.
///
/// Selling by live stream and services for visitors are the examples of N that the source gives, and not a list: any kind of
/// service outside the seven counts.
#[must_use]
pub fn rural_centers() -> Layer {
    let citation = Citation::new("洛阳乡里中心“7+N”（洛阳网 2025-09-30）", Confidence::Secondary);
    let standard = Name::fixed("7+N");
    let core = Choice::all_of(Scheme::SevenPlusN);
    let chosen = Chosen { standard: standard.clone(), core, from: KindSet::EMPTY, at_least: 1 };
    layer("rural-centers", PolicyLevel::City, citation, "http://news.lyd.com.cn/system/2025/09/30/032497561.shtml")
        .says(
            "便民服务、文明实践、技能培训、日间照料、托幼、卫生健康、农村综合服务",
            Ask::Core { standard, of: core },
            Strength::Must,
        )
        .says("鼓励有条件的地方探索增加", Ask::Chosen(chosen), Strength::May)
}

/// The national guideline for embedded service facilities in urban communities (trial), the closest set of rules
/// there is.
///
/// - floor area: generally at least 600 m², better 800 m² (一般不低于600, 有条件的宜达到800);
/// - in principle at least three functions (原则上≥3项);
/// - at least two of elderly care, infant care, child care, community dining (鼓励引导, hence a should);
/// - elderly care or infant care, where conditions allow (有条件的一般应有, hence a should).
///
/// The area is that of a community's service complex (社区服务中心); facilities of one function that are scattered among the
/// houses (插花式) are foreseen as smaller ones. Hence the layer is for centers of communities and of district areas, and not for
/// those of compounds; where the tier is not known, it is left open.
///
/// What the guideline gives as a number with 一般 or 原则上 ("generally", "in principle") is taken as a must: it is the
/// measure, and an exception would have to be argued. A layer below can loosen it and say why.
///
/// Whether the guideline binds a city is for the user to know: it began with cities of more than a million.
#[must_use]
pub fn embedded_facilities() -> Layer {
    let citation = Citation::new("城市社区嵌入式服务设施建设导则（试行）", Confidence::Secondary);
    let care = EmbeddedFunctionSet::of(&[EmbeddedFunction::ElderlyCare, EmbeddedFunction::InfantCare]);
    let area =
        MinimumArea { kind: AreaKind::Floor, least: SquareMeters::whole(600), advised: Some(SquareMeters::whole(800)) };
    layer("embedded-facilities", PolicyLevel::Nation, citation, "http://hmhjcl.com/bigualu/93868.html")
        .for_tiers(TierSet::of(&[Tier::Community, Tier::DistrictArea]))
        .says("社区服务中心建筑面积一般≥600㎡，有条件宜≥800㎡", Ask::Area(area), Strength::Must)
        .says(
            "功能原则上≥3项",
            Ask::FunctionsAtLeast { scheme: Scheme::EmbeddedFacilities, at_least: 3 },
            Strength::Must,
        )
        .says(
            "养老服务、婴幼儿托育、儿童托管、社区助餐中≥2项",
            Ask::AnyOf { of: Choice::Embedded(EmbeddedFunction::priority_four()), at_least: 2 },
            Strength::Should,
        )
        .says("有条件的一般应有养老或托育", Ask::AnyOf { of: Choice::Embedded(care), at_least: 1 }, Strength::Should)
}

/// At least 30 m² of comprehensive service facilities for every 100 households (社区综合服务设施 ≥30㎡/百户), to which the
/// National Development and Reform Commission guides all places (引导各地), hence a should.
///
/// It is asked of each center for the communities that it serves. A community with several centers may reach it by all of them
/// together, which a single record does not show.
#[must_use]
pub fn area_per_100_households() -> Layer {
    let citation = Citation::new("国家发展改革委 2022-02-09 吹风会", Confidence::Secondary);
    let area = PerHouseholds { kind: AreaKind::Floor, function: None, least: SquareMeters::whole(30) };
    layer("area-per-100-households", PolicyLevel::Nation, citation, "http://www.home898.com/zixun/1800271906.html")
        .says("社区综合服务设施每百户不低于30平方米", Ask::AreaPer100Households(area), Strength::Should)
}

/// Henan's law on elderly care: facilities for it of at least 30 m² for every 100 households in newly built residential
/// areas, and of at least 20 m² in those already built.
///
/// A new town counts as newly built and an old town as already built: the law speaks of the residential area, and a
/// community's setting is what a record has of it.
#[must_use]
pub fn henan_elderly_care() -> [Layer; 2] {
    const LINK: &str = "https://ccyp.com/newseasts/10205687/";
    const LAW: Citation = Citation::new("河南省养老服务条例", Confidence::Secondary);

    let area = |least| {
        let function = Some(ServiceFunction::ElderlyCare);
        Ask::AreaPer100Households(PerHouseholds { kind: AreaKind::Floor, function, least: SquareMeters::whole(least) })
    };
    let in_force = crate::vocab::Date::new(2022, 10, 1);
    [
        layer("henan-elderly-care-new", PolicyLevel::Province, LAW, LINK)
            .for_settings(SettingSet::of(&[Setting::NewTown]))
            .valid(in_force, None)
            .says("新建居住区每百户不少于30平方米", area(30), Strength::Must),
        layer("henan-elderly-care-built", PolicyLevel::Province, LAW, LINK)
            .for_settings(SettingSet::of(&[Setting::OldTown]))
            .valid(in_force, None)
            .says("已建成居住区每百户不少于20平方米", area(20), Strength::Must),
    ]
}

/// Residents have at least 60 % of the floor area for their activities, as one prefecture's plan implements the national one.
///
/// The prefecture is of another region: the citation says where the number comes from, and `adopted_by` who asks for it here.
#[must_use]
pub fn resident_activity_share(adopted_by: PolicyLevel) -> Layer {
    let citation = Citation::new("昌吉州“十四五”城乡社区服务体系实施方案", Confidence::Secondary);
    layer("resident-activity-share", adopted_by, citation, "http://www.olshare.net/p1/zfbwj/20230508/191613.html").says(
        "居民活动区域面积不低于综合服务设施总建筑面积的60%",
        Ask::ResidentShare(Percent::whole(60)),
        Strength::Should,
    )
}

/// “办公面积最小化、服务功能最大化”: the share of the offices is reported. The city gives no number, and so does this.
#[must_use]
pub fn office_share() -> Layer {
    let citation = Citation::new("以乡（邻）里中心托起家门口的幸福（2025）", Confidence::Secondary);
    layer("office-share", PolicyLevel::City, citation, "http://www.cmrol.cn/a/3316.html").says(
        "办公面积最小化、服务功能最大化",
        Ask::OfficeShare,
        Strength::May,
    )
}

/// Hours of another city's cultural service centers of villages and communities: at least 35 a week.
///
/// Nothing of the kind is known for Luoyang: the citation says where the number comes from, and `adopted_by` who asks for it
/// here.
#[must_use]
pub fn weekly_hours_of_a_community(adopted_by: PolicyLevel) -> Layer {
    hours("weekly-hours-35", adopted_by, "村（社区）综合文化服务中心每周不少于35小时", 35)
        .for_tiers(TierSet::of(&[Tier::Community]))
}

/// Hours of another city's cultural service centers of towns and subdistricts: at least 42 a week.
///
/// Nothing of the kind is known for Luoyang: the citation says where the number comes from, and `adopted_by` who asks for it
/// here. That authority also says for which centers ([`Layer::for_tiers`], [`Layer::for_communities`]): a subdistrict is none of
/// the three tiers.
#[must_use]
pub fn weekly_hours_of_a_subdistrict(adopted_by: PolicyLevel) -> Layer {
    hours("weekly-hours-42", adopted_by, "乡镇（街道）综合文化服务中心每周不少于42小时", 42)
}

fn hours(key: &'static str, adopted_by: PolicyLevel, clause: &'static str, hours: u8) -> Layer {
    let citation = Citation::new("综合文化服务中心开放时间（他市标准）", Confidence::Secondary);
    layer(key, adopted_by, citation, "https://chacewang.com/newsdetail/news212289.html").says(
        clause,
        Ask::WeeklyMinutes(WeeklyMinutes::hours(hours)),
        Strength::Should,
    )
}

/// Notice of closures: seven days before, as Chongqing asks of its cultural centers (文化馆). A draft of Hunan has the same number.
///
/// Nothing of the kind is known for Luoyang: the citation says where the number comes from, and `adopted_by` who asks for it
/// here. What nobody could foresee (不可抗力) is excepted there; here it takes a waiver.
#[must_use]
pub fn closure_notice(adopted_by: PolicyLevel) -> Layer {
    let citation = Citation::new("重庆市文化馆服务规范（试行）", Confidence::Secondary);
    layer("closure-notice-7", adopted_by, citation, "http://www.jusar.cn/a/n9I5D0UM87963739.html").says(
        "因故闭馆应当提前7日公告",
        Ask::ClosureNotice(7),
        Strength::Should,
    )
}

/// The three-tier system of Luoyang (三级邻里中心体系), as its report of 2023 aims at it: at least one center for a district area
/// in every district, and one in every community.
#[must_use]
pub fn three_tiers() -> Layer {
    let citation = Citation::new("公益+适度收益 洛阳推动邻里中心实现长效运营（2023-08-05）", Confidence::Secondary);
    layer("three-tiers", PolicyLevel::City, citation, "http://luoyang.gqsoso.com/luoyang/20230805/1258158.html")
        .says(
            "各城市区至少建成一个片区级邻里中心",
            Ask::DistrictTiers(TierSet::of(&[Tier::DistrictArea])),
            Strength::Should,
        )
        .says("社区级邻里中心全覆盖", Ask::CommunityTiers(TierSet::of(&[Tier::Community])), Strength::Should)
}

impl Policy {
    /// What [`luolong_2023`] asks, of centers anywhere at any time.
    #[must_use]
    pub fn luolong_2023() -> Self {
        Self::of_applying(vec![(&luolong_2023(), crate::vocab::CircumstanceSet::EMPTY)])
    }

    /// What [`embedded_facilities`] asks, of centers of any tier anywhere at any time.
    #[must_use]
    pub fn embedded_facilities() -> Self {
        Self::of_applying(vec![(&embedded_facilities(), crate::vocab::CircumstanceSet::EMPTY)])
    }
}
