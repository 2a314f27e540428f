//! The example `district_report` as a user runs it: what it writes, byte for byte, and that foreign text stays text in it.
//!
//! With `UPDATE_EXPECTED=1` in the environment, `examples/expected` is written anew instead of compared; read the
//! difference before it is kept.
#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::collections::BTreeSet;

use common::examples::{self, Ran, expect, read};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// Where the findings begin, in the structure of a page and of a Markdown document.
const FINDINGS: &str = "the findings";

const DISTRICT: &str = "examples/data/luolong-2023.json";
const SYNTHETIC: &str = "examples/data/synthetic-district.json";

/// What somebody may write where a name is expected: markup of HTML, of Markdown and of the templates, and what begins a list or
/// a heading.
const HOSTILE: [&str; 12] = [
    r#"</title></svg><script>alert("1")</script>"#,
    r#"'"><img src=x onerror=alert(1)>"#,
    "{{ 7*7 }}{% raw %}{# x #}",
    "&lt;b&gt; &amp; &#60;",
    "`x` **b** __c__ ~~d~~ $e$",
    "[a](http://e.example) ![i](x)",
    "| www.e.example | a@e.example |",
    "1. one",
    "- minus",
    "# hash",
    "+ plus {#id .class}",
    "> quote",
];

/// Runs with this on standard input.
fn feed(args: &[&str], text: &str) -> Ran {
    examples::feed("district_report", args, text.as_bytes())
}

fn report(args: &[&str], text: &str) -> String {
    let ran = feed(args, text);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// The document with every text that people write freely replaced by what is given in turn.
fn renamed(document: &str, texts: &[&str]) -> String {
    const KEYS: [&str; 14] = [
        "name",
        "title",
        "publisher",
        "quote",
        "former_use",
        "into",
        "condition",
        "part",
        "reason",
        "demand",
        "address",
        "subdistrict",
        "topics",
        "text",
    ];
    fn walk(value: &mut Value, texts: &mut std::iter::Cycle<std::slice::Iter<'_, &str>>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    match value {
                        Value::String(text) if KEYS.contains(&key.as_str()) => {
                            *text = (*texts.next().unwrap()).to_owned()
                        }
                        value => walk(value, texts),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, texts)),
            _ => {}
        }
    }
    let mut document: Value = serde_json::from_str(document).unwrap();
    walk(&mut document, &mut texts.iter().cycle());
    document.to_string()
}

/// The tags of a page in their order, with the names of their attributes; every one that opens is closed where it should be.
fn tags(html: &str) -> Vec<String> {
    const VOID: [&str; 5] = ["meta", "input", "rect", "path", "circle"];
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        rest = &rest[begin + 1..];
        let mut quoted = false;
        let end = rest
            .find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .expect("a tag ends");
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        // What stands between quotes is a value, and no part of the tag.
        let bare: String = tag.split('"').step_by(2).collect();
        assert!(!bare.contains('<') && !bare.contains('\''), "<{tag}>");
        tags.push(if tag.contains("id=\"findings\"") { FINDINGS.to_owned() } else { bare });
        rest = after;
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "</{name}>");
        } else if !(VOID.contains(&name.as_str()) || name.starts_with('!')) {
            if name == "style" {
                rest = &rest[rest.find("</style>").unwrap()..];
            }
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    tags
}

/// The structure of a Markdown document: everything in it but its text.
fn structure(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH;
    let is_findings = |text: &str| text == "核对发现" || text == "Findings";
    Parser::new_ext(markdown, options)
        .filter(|event| !matches!(event, Event::Text(text) if !is_findings(text)))
        .map(|event| match event {
            Event::Text(_) => FINDINGS.to_owned(),
            Event::Start(Tag::Link { dest_url, title, .. }) => format!("link {dest_url} {title}"),
            event => format!("{event:?}"),
        })
        .collect()
}

#[test]
fn the_shipped_district_comes_out_as_it_is_kept() {
    expect("district_report.html", &report(&[], ""));
    expect("district_report.md", &report(&["--format", "markdown"], ""));
}

#[test]
fn a_fuller_district_comes_out_as_it_is_kept() {
    expect("district_report.synthetic.zh.md", &report(&["--format", "markdown", SYNTHETIC], ""));
    let english = report(&["--format", "markdown", "--lang", "en", SYNTHETIC], "");
    expect("district_report.synthetic.en.md", &english);
}

#[test]
fn a_file_and_standard_input_give_the_same_as_the_shipped_data() {
    let shipped = report(&[], "");
    assert_eq!(report(&[DISTRICT], ""), shipped);
    assert_eq!(report(&["-"], &read(DISTRICT)), shipped);
}

#[test]
fn every_tag_that_opens_is_closed() {
    for args in [&[DISTRICT][..], &[SYNTHETIC], &["--lang", "en", SYNTHETIC], &["--policy", "none", SYNTHETIC]] {
        assert!(tags(&report(args, "")).len() > 500, "{args:?}");
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    for file in [DISTRICT, SYNTHETIC] {
        let (page, document) = (report(&[file], ""), read(file));
        for forbidden in
            ["<script", "<link", "<img", "<iframe", " src=", "url(", "@import", "javascript:", " onload", " style="]
        {
            assert!(!page.contains(forbidden), "{forbidden} in {file}");
        }
        let links: BTreeSet<&str> =
            page.split("href=\"").skip(1).map(|link| &link[..link.find('"').unwrap()]).collect();
        for link in links.into_iter().filter(|link| !link.starts_with('#')) {
            assert!(document.contains(&unescaped(link)), "{link} is no source of the document");
        }
        let at = |id: &str| page.contains(&format!(" id=\"{id}\""));
        for anchor in page.split("href=\"#").skip(1) {
            let anchor = &anchor[..anchor.find('"').unwrap()];
            assert!(at(anchor), "#{anchor} leads nowhere");
        }
    }
}

#[test]
fn the_page_holds_both_languages_and_shows_the_one_that_is_asked_for() {
    let (zh, en) = (report(&[SYNTHETIC], ""), report(&["--lang", "en", SYNTHETIC], ""));
    let first = |page: &str, id: &str| {
        let at = page.find(&format!("id=\"{id}\"")).unwrap();
        page[at..at + page[at..].find('>').unwrap()].ends_with(" checked")
    };
    assert!(first(&zh, "zh") && !first(&zh, "en"));
    assert!(first(&en, "en") && !first(&en, "zh"));
    assert_eq!(zh.replace(" checked", ""), en.replace(" checked", ""));
    // No words stand in one language alone; only the age groups need none where the sign is the word.
    let spans = |lang: &str| zh.matches(&format!("<span lang=\"{lang}\">")).count();
    assert!(spans("zh-CN") > 700);
    assert!(spans("en").abs_diff(spans("zh-CN")) <= 3, "{} against {}", spans("en"), spans("zh-CN"));
}

#[test]
fn a_hostile_name_never_becomes_markup_in_html_or_in_a_drawing() {
    let document = read(SYNTHETIC);
    let harmless = tags(&report(&["-"], &renamed(&document, &["甲"])));
    for name in HOSTILE {
        let hostile = report(&["-"], &renamed(&document, &[name]));
        same(&tags(&hostile), &harmless, name);
        // It is shown as it was written: in the heading, and in the titles of the drawings.
        let shown = unescaped(&hostile);
        assert!(unescaped(&hostile).contains(&format!("<h1><bdi>{name}</bdi>")), "{name}");
        assert!(shown.contains(&format!("role=\"img\"><title>{name}</title>")), "{name}");
    }
}

/// The text that a browser makes of the entities of a page.
fn unescaped(html: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    entities.iter().fold(html.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// Up to the findings, of which a hostile name makes more, all is the same; there, nothing is of a kind of its own.
fn same(got: &[String], harmless: &[String], what: &str) {
    let findings = |all: &[String]| all.iter().position(|it| it.contains(FINDINGS)).unwrap();
    let (before, after) = got.split_at(findings(got));
    let (expected, _) = harmless.split_at(findings(harmless));
    for (place, (got, expected)) in before.iter().zip(expected).enumerate() {
        assert_eq!(got, expected, "{what}: {place}");
    }
    assert_eq!(before.len(), expected.len(), "{what}");
    let known: BTreeSet<&String> = harmless.iter().collect();
    let new: Vec<&String> = after.iter().filter(|it| !known.contains(it)).collect();
    assert!(new.is_empty(), "{what}: {new:?}");
}

/// How often a name stands in the text of a Markdown document before the findings.
fn shown(markdown: &str, name: &str) -> usize {
    let text = Parser::new_ext(markdown, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            Event::End(_) => Some("\n".to_owned()),
            _ => None,
        })
        .collect::<String>();
    let findings = ["\n核对发现\n", "\nFindings\n"].iter().find_map(|heading| text.find(heading)).unwrap();
    text[..findings].matches(name).count()
}

#[test]
fn a_hostile_name_never_becomes_markup_in_markdown() {
    let document = read(SYNTHETIC);
    for lang in ["zh", "en"] {
        let args = ["--format", "markdown", "--lang", lang, "-"];
        let harmless = report(&args, &renamed(&document, &["甲"]));
        let (harmless, wanted) = (structure(&harmless), shown(&harmless, "甲"));
        assert!(harmless.len() > 500 && wanted > 50);
        for name in HOSTILE {
            let hostile = report(&args, &renamed(&document, &[name]));
            same(&structure(&hostile), &harmless, name);
            assert_eq!(shown(&hostile, name), wanted, "{name} is not shown as it was written");
            // GitHub makes links of these by themselves.
            assert!(!hostile.contains("www.e") && !hostile.contains("http://e") && !hostile.contains("a@e"));
        }
    }
}

#[test]
fn what_cannot_be_seen_is_not_written_into_a_report() {
    let unseen = ["甲\u{202E}乙", "甲\u{2066}乙", "甲\u{200B}乙", "甲\u{1B}[2J乙", "甲\u{0}乙", "甲\r\n\n# 乙"];
    let document = renamed(&read(SYNTHETIC), &unseen);
    for format in ["html", "markdown"] {
        let page = report(&["--format", format, "-"], &document);
        let found = page.chars().find(|c| {
            matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                || (c.is_control() && *c != '\n')
        });
        assert_eq!(found, None, "{format}");
    }
    structure(&report(&["--format", "markdown", "-"], &document))
        .iter()
        .for_each(|event| assert!(!event.contains('乙')));
}

#[test]
fn the_day_of_the_check_is_an_argument_and_by_default_the_last_that_the_document_describes() {
    let (default, given) = (report(&[], ""), report(&["--as-of", "2023-08-31"], ""));
    assert!(default.contains("核对日期：2023年8月31日（资料所述时间 2023年8月 的最后一天）"));
    assert!(given.contains("核对日期：2023年8月31日</span>"));
    let dateless = report(&["-"], &read(DISTRICT).replace(r#""edition": "2023-08","#, ""));
    assert!(dateless.contains("没有核对日期"));
}

#[test]
fn a_policy_file_decides_what_is_found() {
    let none = report(&["--policy", "none", "--format", "markdown", SYNTHETIC], "");
    assert!(!none.contains("缺少服务功能"));
    let policy = "examples/data/policies/example-district.json";
    let shortfalls =
        ["--policy", policy, "--as-of", "2023-08-11", "--format", "markdown", "examples/data/shortfalls.json"];
    assert!(report(&shortfalls, "").contains("已豁免"));
}

#[test]
fn what_cannot_be_reported_on_is_told_on_standard_error() {
    for (args, text, part) in [
        (&["--format", "pdf"][..], "", "--format html|markdown"),
        (&["--as-of", "today"], "", "--as-of 2023-08-11"),
        (&["no-such-file.json"], "", "no-such-file.json"),
        (&["--policy", "no-such-policy"], "", "luolong-2023"),
        (&["-"], "{ broken", ""),
        (&["-"], r#"{ "format": 1, "name": "甲区" }"#, "centers"),
        (&["--lang", "en", "-"], r#"{ "format": 1, "name": "甲区" }"#, "no document of a district"),
    ] {
        let ran = feed(args, text);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty() && ran.err.contains(part), "{args:?}: {}", ran.err);
    }
    assert_eq!(feed(&["--help"], "").code, 0);
}

#[test]
fn one_of_a_thing_is_not_told_as_many() {
    let document = r#"{
        "format": 1, "name": "示例区", "edition": "2024-12-31",
        "communities": [{ "id": "c0a80000-0000-4000-8000-000000000001", "name": "第一社区", "households": 1 }],
        "centers": [{
            "id": "5a0c3f5e-0000-4000-8000-000000000001", "name": "第一社区邻里中心", "status": "open",
            "community": "c0a80000-0000-4000-8000-000000000001", "areas": [{ "kind": "floor", "square_meters": 900 }]
        }],
        "projects": [{ "id": "9c0ec700-0000-4000-8000-000000000001", "plan_year": 2024, "state": "in-use" }],
        "plans": [{ "year": 2024, "target": 1 }],
        "surveys": [{ "id": "5e000000-0000-4000-8000-000000000001", "topic_count": 1, "valid_returns": 1 }],
        "counts": [{ "of": "culture_sites", "count": 1, "qualifier": "at-least" }]
    }"#;
    for format in ["html", "markdown"] {
        let text = report(&["--lang", "en", "--format", format, "-"], document);
        let words: Vec<&str> = text.split(|at: char| at.is_whitespace() || "<>;,.()".contains(at)).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let is_many = |word: &str| word.ends_with('s') && word.chars().all(char::is_alphabetic) || word == "are";
            assert!(pair[0] != "1" || !is_many(pair[1]), "{format}: {pair:?}");
        }
        assert!(text.contains("at least 1"), "{format}");
    }
    let text = report(&["--lang", "en", "--format", "markdown", "-"], document);
    assert!(text.contains("- Centers: 1 (open 1)\n"), "{text}");
}
