//! Where something stands, said with the names that a reader knows.

use std::fmt;

use neighborhood_center::finding::Fact;
use neighborhood_center::path::Pointer;
use neighborhood_center::records::{CenterDraft, PolicyLayerDraft};
use neighborhood_center::vocab::{Lang, Say};

use crate::input::Content;
use crate::names::{in_center, in_district, item, named};
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
