//! The templates, and how foreign text is made harmless in them.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, HtmlEscape, Output, State};
use neighborhood_center::vocab::{Lang, Phrase, Visible};

use crate::args::Format;
use crate::markdown;
use crate::page::Page;

/// The report in one form; both languages stand in HTML, and this one is shown first.
pub(crate) fn render(page: &Page, format: Format, lang: Lang) -> Result<String, Error> {
    let mut env = Environment::new();
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?);
    env.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|name| {
        if name.ends_with(".md") { AutoEscape::Custom(MARKDOWN.into()) } else { AutoEscape::Html }
    });
    env.set_formatter(write);
    for (name, text) in TEMPLATES {
        env.add_template(name, text)?;
    }
    env.add_global("lang", lang_key(lang));
    env.add_filter("en", in_both);
    env.add_filter("say", say);
    env.add_filter("address", |link: &str| Value::from_safe_string(markdown::address(link)));
    let name = match format {
        Format::Html => "page.html",
        Format::Markdown => "page.md",
    };
    env.get_template(name)?.render(Serde(page))
}

const MARKDOWN: &str = "markdown";

fn is_markdown(escape: &AutoEscape) -> bool {
    matches!(escape, AutoEscape::Custom(name) if name == MARKDOWN)
}

const TEMPLATES: [(&str, &str); 12] = [
    ("page.html", include_str!("templates/page.html")),
    ("style.css", include_str!("templates/style.css")),
    ("macros.html", include_str!("templates/macros.html")),
    ("glance.html", include_str!("templates/glance.html")),
    ("heat.html", include_str!("templates/heat.html")),
    ("plans.html", include_str!("templates/plans.html")),
    ("stock.html", include_str!("templates/stock.html")),
    ("centers.html", include_str!("templates/centers.html")),
    ("gaps.html", include_str!("templates/gaps.html")),
    ("findings.html", include_str!("templates/findings.html")),
    ("undecided.html", include_str!("templates/undecided.html")),
    ("page.md", include_str!("templates/page.md")),
];

const fn lang_key(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

/// Writes a value where a template asks for it: this is the one way for foreign text into the page.
fn write(to: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = match value.as_str() {
        Some(text) if !value.is_safe() => escaped(text, state.auto_escape()),
        _ => value.to_string(),
    };
    to.write_str(&text).map_err(Error::from)
}

fn escaped(text: &str, escape: &AutoEscape) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let visible = Visible(&lines.join(" ")).to_string();
    if is_markdown(escape) { markdown::escaped(&visible) } else { HtmlEscape(&visible).to_string() }
}

/// `"中文 {}"|en("English {}", value)`: the words of a template in both languages, with values in their order.
fn in_both(state: &State<'_, '_>, zh: &str, en: &str, values: Rest<Value>) -> Value {
    let fill = |lang: Lang, text: &str| {
        let mut values = values.iter();
        let mut filled = String::new();
        let mut parts = text.split("{}");
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            filled.push_str(&values.next().map(|value| of_value(value, lang, state.auto_escape())).unwrap_or_default());
            filled.push_str(part);
        }
        filled
    };
    told(state, &fill(Lang::Zh, zh), &fill(Lang::En, en))
}

/// A value within words: a phrase in the language of the words.
fn of_value(value: &Value, lang: Lang, escape: &AutoEscape) -> String {
    let of_phrase = value.get_attr(lang_key(lang)).ok().filter(|text| !text.is_undefined());
    let value = of_phrase.as_ref().unwrap_or(value);
    if value.is_safe() { value.to_string() } else { escaped(&value.to_string(), escape) }
}

/// A phrase of the page.
fn say(state: &State<'_, '_>, phrase: Serde<Phrase>) -> Value {
    let escape = state.auto_escape();
    told(state, &escaped(phrase.text(Lang::Zh), escape), &escaped(phrase.text(Lang::En), escape))
}

/// Harmless text in both languages, or in that of a form which has only one.
fn told(state: &State<'_, '_>, zh: &str, en: &str) -> Value {
    Value::from_safe_string(if is_markdown(state.auto_escape()) {
        let is_en = state.lookup("lang").is_some_and(|lang| lang.as_str() == Some("en"));
        if is_en { en.to_owned() } else { zh.to_owned() }
    } else if zh == en {
        format!("<bdi>{zh}</bdi>")
    } else {
        format!("<span lang=\"zh-CN\">{zh}</span><span lang=\"en\">{en}</span>")
    })
}
