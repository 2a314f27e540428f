//! Who asks and who waives, in words.

use neighborhood_center::policy::{Authority, Citation, Waived};
use neighborhood_center::vocab::{Confidence, Lang, Say};

use crate::labelled::Label;
use crate::visible::one_line;

/// Who asks, with the document, the place in it, and what else a reader should know of it.
pub(crate) fn full(by: &Authority, lang: Lang) -> String {
    match by.citation().document() {
        OPTION => of_the_option(lang).to_owned(),
        _ => format!("{}{}", one_line(&by.in_lang(lang).to_string()), note(by, lang)),
    }
}

/// The document of what is asked on the command line, which is none.
pub(crate) const OPTION: &str = "--cell";

fn of_the_option(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "命令行选项 --cell",
        Lang::En => "the option --cell",
    }
}

/// What to call who is behind a finding of a rule: who asks, or who waives.
pub(crate) fn label(rule: &str) -> Label {
    if rule.starts_with("waiver-") { WAIVED_BY } else { ASKED_FOR_BY }
}

/// Who asks.
pub(crate) const ASKED_FOR_BY: Label = ("要求出自", "asked for by");
/// Who waives.
pub(crate) const WAIVED_BY: Label = ("豁免出自", "waived by");

/// The same without the place in the document.
pub(crate) fn without_clause(by: &Authority, lang: Lang) -> String {
    if by.citation().document() == OPTION {
        return of_the_option(lang).to_owned();
    }
    let level = by.level().in_lang(lang).to_string();
    let document = Citation::of(one_line(by.citation().document()), by.citation().confidence());
    let (document, note) = (document.in_lang(lang), note(by, lang));
    match lang {
        Lang::Zh => format!("{level}{document}{note}"),
        Lang::En => format!("{level}, {document}{note}"),
    }
}

/// The layer, where it has a key that a reader can look for; otherwise the document.
pub(crate) fn short(by: &Authority, lang: Lang) -> String {
    match (by.layer(), lang) {
        (Some(key), Lang::Zh) => format!("政策层 {key}"),
        (Some(key), Lang::En) => format!("layer {key}"),
        (None, _) => without_clause(by, lang),
    }
}

/// The layer, and how far the document can be trusted where it is not at hand.
fn note(by: &Authority, lang: Lang) -> String {
    let confidence = match by.citation().confidence() {
        Confidence::Stated | Confidence::Official => None,
        less => Some(less.in_lang(lang).to_string()),
    };
    let layer = by.layer().map(|key| match lang {
        Lang::Zh => format!("政策层 {key}"),
        Lang::En => format!("layer {key}"),
    });
    let notes: Vec<String> = confidence.into_iter().chain(layer).collect();
    match lang {
        _ if notes.is_empty() => String::new(),
        Lang::Zh => format!("（{}）", notes.join("，")),
        Lang::En => format!(" ({})", notes.join(", ")),
    }
}

/// Why something is waived, who answers for it, and until when.
pub(crate) fn waiver(waived: &Waived, lang: Lang) -> String {
    let (reason, by) = (one_line(waived.reason().as_str()), waived.approved_by());
    let until = waived.until().in_lang(lang).to_string();
    match lang {
        Lang::Zh => format!("{reason}；批准：{by}；有效期至 {until}"),
        Lang::En => format!("{reason}; approved by {by}; until {until}"),
    }
}
