//! Every rule is one file, and every file of a rule is registered: once, under its name, with texts that agree.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use neighborhood_center::finding::{Card, Scope};
use neighborhood_center::rules;
use neighborhood_center::vocab::{Lang, Phrase};

const FOLDERS: [(&str, Scope); 2] = [("src/rules/record", Scope::Record), ("src/rules/policy", Scope::Policy)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The source of a rule.
struct File {
    /// Its name without `.rs`.
    name: String,
    scope: Scope,
    text: String,
}

impl File {
    fn id(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Where the line is that begins so.
    fn line(&self, beginning: &str) -> Option<usize> {
        self.text.lines().position(|line| line.trim_start().starts_with(beginning))
    }

    /// The documentation at its head, in one line.
    fn head(&self) -> String {
        let lines = self.text.lines().take_while(|line| line.starts_with("//!"));
        lines.map(|line| line.trim_start_matches("//!").trim()).collect::<Vec<_>>().join(" ")
    }
}

/// The file of every rule: whatever holds a card.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    for (folder, scope) in FOLDERS {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            if text.contains("static CARD: Card") {
                files.push(File { name: path.file_stem().unwrap().to_str().unwrap().to_owned(), scope, text });
            }
        }
    }
    assert!(!files.is_empty());
    files
}

fn card_of(file: &File) -> &'static Card {
    rules::by_id(&file.id()).unwrap_or_else(|| panic!("the rule of {} is not registered", file.name))
}

/// The `{facts}` of a text.
fn facts_of(text: &str) -> BTreeSet<&str> {
    let names: BTreeSet<_> = text.split('{').skip(1).map(|piece| piece.split_once('}').unwrap().0).collect();
    assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
    names
}

fn both(phrase: &Phrase) -> [&str; 2] {
    [phrase.text(Lang::Zh), phrase.text(Lang::En)]
}

#[test]
fn every_file_of_a_rule_is_registered_and_every_registered_rule_has_a_file() {
    let in_files: BTreeSet<String> = files().iter().map(File::id).collect();
    let registered: BTreeSet<String> = rules::all().iter().map(|card| card.id.to_owned()).collect();
    assert_eq!(in_files, registered);
}

#[test]
fn no_rule_is_registered_twice() {
    let mut seen = BTreeSet::new();
    for card in rules::all() {
        assert!(seen.insert(card.id), "`{}` is registered twice", card.id);
        assert!(std::ptr::eq(rules::by_id(card.id).unwrap(), *card), "`{}` is not found under its id", card.id);
    }
    assert_eq!(rules::by_id("no-such-rule"), None);
}

#[test]
fn a_rule_is_named_after_its_file_and_judges_what_its_folder_says() {
    for file in files() {
        let card = card_of(&file);
        assert!(file.text.contains(&format!("id: \"{}\",", file.id())), "{} names its card otherwise", file.name);
        assert_eq!(card.scope, file.scope, "{}", file.name);
    }
}

#[test]
fn ids_are_kebab_case() {
    for card in rules::all() {
        let words = card.id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(words, "{}", card.id);
    }
}

#[test]
fn both_languages_say_the_same_facts_and_every_fact_is_said() {
    for card in rules::all() {
        let known: BTreeSet<&str> = card.facts.iter().copied().collect();
        assert_eq!(known.len(), card.facts.len(), "{} has a fact twice", card.id);
        let [says_zh, says_en] = both(&card.says).map(facts_of);
        assert_eq!(says_zh, says_en, "the message of {}", card.id);
        let [help_zh, help_en] = both(&card.help).map(facts_of);
        assert_eq!(help_zh, help_en, "the help of {}", card.id);
        let said: BTreeSet<&str> = says_zh.union(&help_zh).copied().collect();
        assert_eq!(said, known, "{}: what is said, and what is known", card.id);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let chinese = |text: &str| text.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character));
    for card in rules::all() {
        for phrase in [&card.title, &card.help] {
            let [zh, en] = both(phrase);
            assert!(chinese(zh), "{}: {zh}", card.id);
            assert!(!chinese(en) && en.contains(' '), "{}: {en}", card.id);
        }
        // A message may be nothing but facts and a colon between them.
        let [zh, en] = both(&card.says);
        assert!(!zh.is_empty() && !en.is_empty() && !chinese(en), "{}", card.id);
        assert!(!both(&card.title).iter().any(|title| title.contains(['{', '|'])), "{}", card.id);
        for text in both(&card.says).into_iter().chain(both(&card.help)).chain(both(&card.title)) {
            assert_eq!(text, text.trim(), "{}", card.id);
            assert!(!text.ends_with(['.', '。']), "{}: {text}", card.id);
        }
        assert!(!card.basis.document().is_empty(), "{}", card.id);
    }
}

#[test]
fn the_head_of_a_rule_says_what_it_demands_on_what_basis_and_with_which_outcomes() {
    for file in files() {
        let head = file.head();
        assert!(head.starts_with(&format!("`{}`: ", file.id())), "{}: {head}", file.name);
        for word in ["**Demands**", "**Basis**:"] {
            assert!(head.contains(word), "{} does not state {word}", file.name);
        }
        let head = head.to_lowercase();
        for outcome in ["*met*", "*violated*"] {
            assert!(head.contains(outcome), "{} does not say when it is {outcome}", file.name);
        }
        // A file that can come to an outcome says when.
        for (call, outcome) in [("probe.undecided(", "*undecided*"), ("probe.not_applicable(", "*not applicable*")] {
            assert!(
                !file.text.contains(call) || head.contains(outcome),
                "{} does not say when it is {outcome}",
                file.name
            );
        }
    }
}

#[test]
fn a_rule_file_is_prose_then_card_then_check_then_tests() {
    for file in files() {
        let order = [
            file.line("//!"),
            file.line("use "),
            file.line("pub(crate) static CARD"),
            file.line("pub(crate) fn check"),
        ];
        assert!(order.iter().all(Option::is_some), "{}: {order:?}", file.name);
        assert!(order.is_sorted(), "{} is not in order: {order:?}", file.name);
        assert_eq!(order[0], Some(0), "{}", file.name);
        if let Some(tests) = file.line("#[cfg(test)]") {
            assert!(Some(tests) > order[3], "{} has its tests before its check", file.name);
            let end = file.text.lines().count();
            let rest: Vec<&str> = file.text.lines().skip(tests).filter(|line| !line.starts_with([' ', '}'])).collect();
            assert_eq!(
                rest.iter().filter(|line| !line.is_empty()).count(),
                2,
                "{} goes on after its tests ({end})",
                file.name
            );
        }
    }
}

/// An id says the same for ever: it may be added and never taken away.
#[test]
fn ids_are_only_ever_added() {
    let listed = read("tests/rule-ids.txt");
    let listed: Vec<&str> = listed.lines().filter(|line| !line.starts_with('#')).collect();
    let known: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(known.len(), listed.len(), "tests/rule-ids.txt lists an id twice");
    for id in &listed {
        assert!(rules::by_id(id).is_some(), "`{id}` was a rule and is none any more");
    }
    for card in rules::all() {
        assert!(known.contains(card.id), "append `{}` to tests/rule-ids.txt", card.id);
    }
}

#[test]
fn the_table_of_rules_in_the_readme_is_that_of_the_registry() {
    let mut table = String::new();
    for card in rules::all() {
        let scope = match card.scope {
            Scope::Record => "record",
            Scope::Policy => "policy",
        };
        let [zh, en] = both(&card.title);
        table += &format!("| `{}` | {} | {scope} | {zh} | {en} |\n", card.id, card.severity.as_str());
    }
    let readme = read("README.md");
    let between = readme.split_once("<!-- rules -->").and_then(|(_, rest)| rest.split_once("<!-- /rules -->"));
    let rows: String = between
        .map(|(table, _)| table.lines().filter(|line| line.starts_with("| `")).map(|row| format!("{row}\n")).collect())
        .unwrap_or_default();
    assert!(rows == table, "README.md needs these rows between `<!-- rules -->` and `<!-- /rules -->`:\n\n{table}");
}
