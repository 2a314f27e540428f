//! Where something stands, said with the names that a reader knows.

use std::fmt;

use neighborhood_center::field::{Field, List};
use neighborhood_center::finding::Fact;
use neighborhood_center::path::Pointer;
use neighborhood_center::records::{CenterDraft, CommunityDraft, DistrictDraft, PolicyLayerDraft};
use neighborhood_center::vocab::{Lang, Name, Say};

use crate::input::Content;
use crate::visible::visible;

/// A place as a reader knows it, and exactly.
#[derive(PartialEq, Eq)]
pub(crate) struct Place {
    /// The line of a stream, the record and its part by name, as far as there are any.
    pub(crate) names: String,
    /// The pointer; empty for a whole file or line.
    pub(crate) exact: String,
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gap = if self.names.is_empty() || self.exact.is_empty() { "" } else { " " };
        write!(to, "{}{gap}{}", self.names, self.exact)
    }
}

/// Says where something stands.
pub(crate) fn describe(content: &Content, line: Option<u64>, place: &Pointer, lang: Lang) -> Place {
    let mut names = Vec::new();
    if let Some(line) = line {
        names.push(match lang {
            Lang::Zh => format!("第 {line} 行"),
            Lang::En => format!("line {line}"),
        });
        if let Content::Lines(called) = content {
            names.extend(called.get(&line).map(|name| match lang {
                Lang::Zh => format!("中心“{}”", visible(name)),
                Lang::En => format!("center “{}”", visible(name)),
            }));
        }
    }
    let steps: Vec<&str> = place.as_str().split('/').skip(1).collect();
    match content {
        Content::District(Some(district)) => in_district(district, &steps, lang, &mut names),
        Content::Center(Some(center)) => in_center(center, &steps, lang, &mut names),
        Content::PolicyLayer(Some(layer)) => in_layer(layer, &steps, lang, &mut names),
        Content::PolicySet(Some(set)) => {
            if let ["layers", place, rest @ ..] = steps.as_slice() {
                let layer = item(&set.layers, place);
                names.push(named(layer.map(|layer| &layer.name), ("政策层", "layer"), place, lang));
                layer.into_iter().for_each(|layer| in_layer(layer, rest, lang, &mut names));
            }
        }
        _ => {}
    }
    if place.as_str().is_empty() && names.is_empty() {
        names.push(match lang {
            Lang::Zh => "整个文件".to_owned(),
            Lang::En => "the whole file".to_owned(),
        });
    }
    Place { names: names.join(" "), exact: visible(place.as_str()) }
}

/// Says briefly what stands at a place of a center's own record: its part by name, or else the field.
pub(crate) fn brief(center: &CenterDraft, within: &str, lang: Lang) -> String {
    let steps: Vec<&str> = within.split('/').skip(1).collect();
    let mut names = Vec::new();
    if let ["areas", place] = steps.as_slice() {
        names.extend(item(&center.areas, place).and_then(|area| Some(area.value()?.in_lang(lang).to_string())));
    }
    in_center(center, &steps, lang, &mut names);
    match (names.is_empty(), steps.first()) {
        (true, Some(field)) => label(field, lang),
        _ => names.join(" "),
    }
}

/// Says what stands at a place of the document around a center: the record by name, and the field.
pub(crate) fn beyond(content: &Content, place: &Pointer, lang: Lang) -> String {
    let field = place.as_str().rsplit('/').next().unwrap_or_default();
    format!("{} {}", describe(content, None, place, lang).names, label(field, lang))
}

fn label(field: &str, lang: Lang) -> String {
    Fact::Field(field.into()).in_lang(lang).to_string()
}

fn in_district(district: &DistrictDraft, steps: &[&str], lang: Lang, words: &mut Vec<String>) {
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

fn in_center(center: &CenterDraft, steps: &[&str], lang: Lang, words: &mut Vec<String>) {
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

fn in_layer(layer: &PolicyLayerDraft, steps: &[&str], lang: Lang, words: &mut Vec<String>) {
    let [list, place, ..] = steps else { return };
    let (name, kind) = match *list {
        "requirements" => (None, ("要求", "requirement")),
        "levels" => (None, ("规则等级", "level")),
        "waivers" => (None, ("豁免", "waiver")),
        "features" => (item(&layer.features, place).map(|feature| &feature.name), ("特色", "feature")),
        _ => return,
    };
    words.push(named(name, kind, place, lang));
}

fn part_of_community(community: &CommunityDraft, list: &str, place: &str, lang: Lang) -> Option<String> {
    (list == "compounds").then(|| {
        let name = item(&community.compounds, place).map(|compound| &compound.name);
        named(name, ("小区", "compound"), place, lang)
    })
}

fn item<'d, T>(list: &'d Field<List<T>>, place: &str) -> Option<&'d T> {
    list.given()?.items.get(place.parse::<usize>().ok()?)?.given()
}

/// An item by its kind and name, or by its place in the list, counted as people count.
fn named(name: Option<&Field<Name>>, (zh, en): (&str, &str), place: &str, lang: Lang) -> String {
    let number = place.parse::<usize>().map_or(0, |place| place + 1);
    match (name.and_then(Field::given), lang) {
        (Some(name), Lang::Zh) => format!("{zh}“{name}”"),
        (Some(name), Lang::En) => format!("{en} “{name}”"),
        (None, Lang::Zh) => format!("第 {number} 个{zh}"),
        (None, Lang::En) => format!("{en} {number}"),
    }
}
