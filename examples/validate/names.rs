//! What the records and the parts of a district's document are called.

use neighborhood_center::field::{Field, List};
use neighborhood_center::records::{CenterDraft, CommunityDraft, DistrictDraft};
use neighborhood_center::vocab::{Lang, Name};

/// Names the record and the part that these steps of a pointer lead to.
pub(crate) fn in_district(district: &DistrictDraft, steps: &[&str], lang: Lang, words: &mut Vec<String>) {
    match steps {
        ["communities", place, rest @ ..] => {
            let community = item(&district.communities, place);
            words.push(named(community.map(|community| &community.name), ("社区", "community"), place, lang));
            if let (Some(community), [list, place, ..]) = (community, rest) {
                words.extend(part_of_community(community, list, place, lang));
            }
        }
        ["centers", place, rest @ ..] => {
            let center = item(&district.centers, place);
            words.push(named(center.map(|center| &center.name), ("中心", "center"), place, lang));
            if let Some(center) = center {
                in_center(center, rest, lang, words);
            }
        }
        [list, place, ..] => words.extend(of_the_district(district, list, place, lang)),
        _ => {}
    }
}

/// What a district has and plans besides its communities and centers.
fn of_the_district(district: &DistrictDraft, list: &str, place: &str, lang: Lang) -> Option<String> {
    let (name, kind) = match list {
        "assets" => (item(&district.assets, place).map(|asset| &asset.name), ("闲置资源", "idle resource")),
        "projects" => (item(&district.projects, place).map(|project| &project.name), ("建设任务", "task")),
        "plans" => (item(&district.plans, place).map(|plan| &plan.name), ("年度计划", "plan")),
        "culture_sites" => (item(&district.culture_sites, place).map(|site| &site.name), ("文化阵地", "culture site")),
        "surveys" => (item(&district.surveys, place).map(|survey| &survey.name), ("需求调研", "survey")),
        "counts" => (None, ("统计数", "count")),
        _ => return None,
    };
    Some(named(name, kind, place, lang))
}

/// The same within a center.
pub(crate) fn in_center(center: &CenterDraft, steps: &[&str], lang: Lang, words: &mut Vec<String>) {
    let [list, place, rest @ ..] = steps else { return };
    let (name, kind) = match *list {
        "sites" => (item(&center.sites, place).map(|site| &site.name), ("点位", "site")),
        "spaces" => (item(&center.spaces, place).map(|space| &space.name), ("空间", "space")),
        "services" => (item(&center.services, place).map(|service| &service.name), ("服务", "service")),
        "tenants" => (item(&center.tenants, place).map(|tenant| &tenant.name), ("业态", "tenant")),
        "features" => (item(&center.features, place).map(|feature| &feature.name), ("特色", "feature")),
        "activities" => (item(&center.activities, place).map(|activity| &activity.name), ("活动", "activity")),
        "people" => (item(&center.people, place).map(|person| &person.name), ("人员", "person")),
        "teams" => (item(&center.teams, place).map(|team| &team.name), ("队伍", "team")),
        "closures" => (None, ("停开", "closure")),
        _ => return,
    };
    words.push(named(name, kind, place, lang));
    if let ("activities", ["sections", nth, ..]) = (*list, rest) {
        let section = item(&center.activities, place).and_then(|activity| item(&activity.sections, nth));
        words.push(named(section.map(|section| &section.name), ("班次", "class"), nth, lang));
    }
}

fn part_of_community(community: &CommunityDraft, list: &str, place: &str, lang: Lang) -> Option<String> {
    (list == "compounds").then(|| {
        let name = item(&community.compounds, place).map(|compound| &compound.name);
        named(name, ("小区", "compound"), place, lang)
    })
}

/// An item of a list, by its step.
pub(crate) fn item<'d, T>(list: &'d Field<List<T>>, place: &str) -> Option<&'d T> {
    list.given()?.items.get(place.parse::<usize>().ok()?)?.given()
}

/// An item by its kind and name, or by its place in the list, counted as people count.
pub(crate) fn named(name: Option<&Field<Name>>, (zh, en): (&str, &str), place: &str, lang: Lang) -> String {
    let number = place.parse::<usize>().map_or(0, |place| place + 1);
    match (name.and_then(Field::given), lang) {
        (Some(name), Lang::Zh) => format!("{zh}“{name}”"),
        (Some(name), Lang::En) => format!("{en} “{name}”"),
        (None, Lang::Zh) => format!("第 {number} 个{zh}"),
        (None, Lang::En) => format!("{en} {number}"),
    }
}
