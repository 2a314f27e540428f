//! The sources are layered: a room knows only the rooms below it, no file needs itself, and every file names the file
//! that it needs.
//!
//! The order is that of the `mod` declarations in `src/lib.rs`. What is read is the text of the sources, with comments,
//! literals and everything that only tests see left out:
//!
//! - a path that begins with `crate`, `self`, `super`, a module of the file, or a name that a `use` gave to a module, is
//!   followed through re-exports to the file that defines what it names;
//! - what the body of a macro names is needed by every file that calls the macro, not by the one that defines it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Files that declare modules, and hold something of their own all the same.
const WITH_LOGIC: &[(&str, &str)] = &[(
    "rules/mod.rs",
    "the registry: its table names every file of the room, and the ledger and the ids come from it",
)];

// --- The text of a source ---------------------------------------------------------------------------------------------

/// A piece of a source: a word, `::`, or one other character.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

/// The tokens of a source, without comments, literals and lifetimes.
fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let at = |place: usize| text.get(place).copied().unwrap_or('\0');
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut found = Vec::new();
    let mut place = 0;
    let mut line = 1;
    while place < text.len() {
        let begin = place;
        match at(place) {
            '/' if at(place + 1) == '/' => place += text[place..].iter().take_while(|next| **next != '\n').count(),
            '/' if at(place + 1) == '*' => place = past_comment(&text, place),
            '"' => place = past_text(&text, place),
            'r' | 'b' | 'c' if raw_hashes(&text, place).is_some() => place = past_raw_text(&text, place),
            'b' | 'c' if at(place + 1) == '"' => place = past_text(&text, place + 1),
            'b' if at(place + 1) == '\'' => place = past_character(&text, place + 1),
            '\'' if at(place + 1) == '\\' || at(place + 2) == '\'' => place = past_character(&text, place),
            '\'' => place += 1 + text[place + 1..].iter().take_while(|next| is_word(**next)).count(),
            ':' if at(place + 1) == ':' => {
                found.push(Token { text: "::".to_owned(), line });
                place += 2;
            }
            first if is_word(first) => {
                place += text[place..].iter().take_while(|next| is_word(**next)).count();
                found.push(Token { text: text[begin..place].iter().collect(), line });
            }
            other => {
                if !other.is_whitespace() {
                    found.push(Token { text: other.to_string(), line });
                }
                place += 1;
            }
        }
        line += text[begin..place.min(text.len())].iter().filter(|passed| **passed == '\n').count();
    }
    found
}

fn past_comment(text: &[char], begin: usize) -> usize {
    let mut depth = 0;
    let mut place = begin;
    while let [first, second, ..] = text[place..] {
        match (first, second) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                place += 1;
                continue;
            }
        }
        place += 2;
        if depth == 0 {
            return place;
        }
    }
    text.len()
}

/// Past a text that begins with the quote at `begin`.
fn past_text(text: &[char], begin: usize) -> usize {
    past_quote(text, begin, '"')
}

fn past_character(text: &[char], begin: usize) -> usize {
    past_quote(text, begin, '\'')
}

fn past_quote(text: &[char], begin: usize, quote: char) -> usize {
    let mut place = begin + 1;
    while place < text.len() {
        match text[place] {
            '\\' => place += 2,
            found if found == quote => return place + 1,
            _ => place += 1,
        }
    }
    text.len()
}

/// The number of `#` of a raw text that begins here.
fn raw_hashes(text: &[char], begin: usize) -> Option<usize> {
    let after_r = text[begin..].iter().take(2).position(|character| *character == 'r')? + begin + 1;
    let hashes = text[after_r..].iter().take_while(|next| **next == '#').count();
    (text.get(after_r + hashes) == Some(&'"')).then_some(hashes)
}

fn past_raw_text(text: &[char], begin: usize) -> usize {
    let hashes = raw_hashes(text, begin).unwrap();
    let mut place = begin + text[begin..].iter().position(|character| *character == '"').unwrap() + 1;
    while place < text.len() {
        if text[place] == '"' && text[place + 1..].iter().take_while(|next| **next == '#').count() >= hashes {
            return place + 1 + hashes;
        }
        place += 1;
    }
    text.len()
}

/// Past the group that opens at `begin`; past one token if none does.
fn past_group(tokens: &[Token], begin: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(begin) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}

fn is(tokens: &[Token], place: usize, text: &str) -> bool {
    tokens.get(place).is_some_and(|token| token.text == text)
}

/// Past the item that begins here: its `;`, or the braces of its body.
fn past_item(tokens: &[Token], begin: usize) -> usize {
    let mut place = begin;
    if is(tokens, place, "pub") {
        place += 1;
        if is(tokens, place, "(") {
            place = past_group(tokens, place);
        }
    }
    let is_import = is(tokens, place, "use");
    while place < tokens.len() {
        match tokens[place].text.as_str() {
            ";" => return place + 1,
            "{" if !is_import => return past_group(tokens, place),
            "(" | "[" | "{" => place = past_group(tokens, place),
            _ => place += 1,
        }
    }
    tokens.len()
}

/// Past an attribute that hides an item from all but tests: `cfg` of `test` or `doctest`, alone or with `all`.
fn past_test_attribute(tokens: &[Token], begin: usize) -> Option<usize> {
    if !["#", "[", "cfg", "("].iter().zip(begin..).all(|(text, place)| is(tokens, place, text)) {
        return None;
    }
    let end = past_group(tokens, begin + 1);
    let holds = |words: [&str; 2]| tokens[begin..end].iter().any(|token| words.contains(&token.text.as_str()));
    (holds(["test", "doctest"]) && !holds(["any", "not"])).then_some(end)
}

/// The tokens without the items that only tests see.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if let Some(end) = past_test_attribute(tokens, place) {
            place = end;
            while is(tokens, place, "#") {
                place = past_group(tokens, place + 1);
            }
            place = past_item(tokens, place);
        } else {
            kept.push(tokens[place].clone());
            place += 1;
        }
    }
    kept
}

// --- What a file says -------------------------------------------------------------------------------------------------

/// A path as it is written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    steps: Vec<String>,
    /// The name that a `use` gives to it.
    alias: Option<String>,
    line: usize,
}

#[derive(Debug, Default)]
struct Source {
    /// The modules that it declares, in order.
    modules: Vec<String>,
    /// What its `use` name.
    imports: Vec<Named>,
    /// What it names in place.
    paths: Vec<Named>,
    /// The macros it defines, with what their bodies name and which macros those call.
    macros: BTreeMap<String, (Vec<Named>, Vec<String>)>,
    /// The macros that it calls.
    calls: Vec<String>,
    /// The first line that is neither a declaration of a module nor a `use`.
    logic: Option<usize>,
}

impl Source {
    fn read(text: &str) -> Self {
        let tokens = without_tests(&tokens(text));
        let mut source = Self::default();
        let mut rest = Vec::new();
        let mut place = 0;
        while place < tokens.len() {
            let line = tokens[place].line;
            let next = |ahead: usize| tokens.get(place + ahead).map_or("", |token| token.text.as_str());
            match (next(0), next(1)) {
                ("#", "[") => place = past_group(&tokens, place + 1),
                ("#", "!") => place = past_group(&tokens, place + 2),
                ("pub", "(") => place = past_group(&tokens, place + 1),
                ("pub", _) => place += 1,
                ("mod", name) if next(2) == ";" => {
                    source.modules.push(name.to_owned());
                    place += 3;
                }
                ("use", _) => {
                    let end = past_item(&tokens, place);
                    read_import(&tokens[place + 1..end - 1], &[], &mut source.imports);
                    place = end;
                }
                ("macro_rules", "!") => {
                    source.logic.get_or_insert(line);
                    let end = past_group(&tokens, place + 3);
                    let body = &tokens[place + 3..end];
                    source.macros.insert(next(2).to_owned(), (paths(body), calls(body)));
                    place = end;
                }
                _ => {
                    source.logic.get_or_insert(line);
                    let end = past_item(&tokens, place);
                    rest.extend_from_slice(&tokens[place..end]);
                    place = end;
                }
            }
        }
        // A `use` may stand in a body as well.
        let mut place = 0;
        while place < rest.len() {
            if is(&rest, place, "use") && !is(&rest, place + 1, "<") {
                let end = past_item(&rest, place);
                read_import(&rest[place + 1..end - 1], &[], &mut source.imports);
                place = end;
            } else {
                place += 1;
            }
        }
        source.paths = paths(&rest);
        source.calls = calls(&rest);
        source
    }
}

/// Reads the tree of a `use`: `a::{b as c, d::*}` names `a::b` and `a::d::*`.
fn read_import(tree: &[Token], before: &[String], to: &mut Vec<Named>) {
    let mut steps = before.to_vec();
    let mut place = 0;
    while place < tree.len() {
        match tree[place].text.as_str() {
            "::" | "$" => place += 1,
            "{" => {
                let end = past_group(tree, place);
                let mut begin = place + 1;
                let mut at = begin;
                while at < end {
                    if at == end - 1 || tree[at].text == "," {
                        if at > begin {
                            read_import(&tree[begin..at], &steps, to);
                        }
                        begin = at + 1;
                        at = begin;
                    } else {
                        at = past_group(tree, at);
                    }
                }
                return;
            }
            "as" => break,
            "self" if !before.is_empty() => place += 1,
            step => {
                steps.push(step.to_owned());
                place += 1;
            }
        }
    }
    let alias = tree.iter().skip(place + 1).map(|token| token.text.clone()).next().or_else(|| steps.last().cloned());
    to.push(Named { steps, alias, line: tree.first().map_or(0, |token| token.line) });
}

/// Every path of at least two steps.
fn paths(tokens: &[Token]) -> Vec<Named> {
    let is_name = |text: &str| text.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let mut steps = Vec::new();
        let line = tokens[place].line;
        let begins = place == 0 || tokens[place - 1].text != "::";
        while begins && tokens.get(place).is_some_and(|token| is_name(&token.text)) {
            steps.push(tokens[place].text.clone());
            place += 1;
            let goes_on = is(tokens, place, "::") && tokens.get(place + 1).is_some_and(|token| is_name(&token.text));
            if !goes_on {
                break;
            }
            place += 1;
        }
        if steps.len() > 1 {
            found.push(Named { steps, alias: None, line });
        } else if steps.is_empty() {
            place += 1;
        }
    }
    found
}

/// The last names of the macros that are called.
fn calls(tokens: &[Token]) -> Vec<String> {
    let is_call = |window: &&[Token]| {
        window[1].text == "!"
            && matches!(window[2].text.as_str(), "(" | "[" | "{")
            && window[0].text.starts_with(char::is_alphabetic)
    };
    tokens.windows(3).filter(is_call).map(|window| window[0].text.clone()).collect()
}

// --- All files together -----------------------------------------------------------------------------------------------

/// Where a path leads.
#[derive(Debug)]
struct Target {
    /// The file that defines what is named.
    file: String,
    /// The files whose re-exports were passed on the way.
    through: Vec<String>,
}

struct Tree {
    /// By path below `src`.
    files: BTreeMap<String, Source>,
    /// By module path, such as `rules::record`; the root is the empty path.
    modules: BTreeMap<Vec<String>, String>,
}

impl Tree {
    fn new<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let files: BTreeMap<String, Source> =
            files.into_iter().map(|(path, text)| (path.to_owned(), Source::read(text))).collect();
        let modules = files.keys().map(|file| (module_of(file), file.clone())).collect();
        Self { files, modules }
    }

    fn of_this_crate() -> Self {
        fn collect(folder: &Path, under: &str, to: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{under}{}", entry.file_name().to_str().unwrap());
                if entry.file_type().unwrap().is_dir() {
                    collect(&entry.path(), &format!("{name}/"), to);
                } else if name.ends_with(".rs") {
                    to.push((name, fs::read_to_string(entry.path()).unwrap()));
                }
            }
        }
        let mut files = Vec::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
        Self::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// The rooms, bottom to top.
    fn rooms(&self) -> &[String] {
        &self.files["lib.rs"].modules
    }

    /// Follows a path from a file; `None` if it leads out of the crate or to nothing that is a module's.
    fn follow(&self, from: &str, named: &Named) -> Option<Target> {
        self.follow_steps(from, &named.steps, 0)
    }

    fn follow_steps(&self, from: &str, steps: &[String], turns: u32) -> Option<Target> {
        // Re-exports that go round in a circle would not compile; a name that looks like one ends here.
        if turns > 8 {
            return None;
        }
        let mut module = module_of(from);
        let (first, mut rest) = steps.split_first()?;
        match first.as_str() {
            "crate" => module.clear(),
            "self" => {}
            "super" => {
                module.pop()?;
                while let Some((_, after)) = rest.split_first().filter(|(step, _)| *step == "super") {
                    module.pop()?;
                    rest = after;
                }
            }
            child if self.files[from].modules.iter().any(|declared| declared == child) => module.push(first.clone()),
            alias => {
                let named = |import: &&Named| import.alias.as_deref() == Some(alias) && import.steps.len() > 1;
                let import = self.files[from].imports.iter().find(named)?;
                let whole: Vec<String> = import.steps.iter().chain(rest).cloned().collect();
                // The alias of a module leads on; that of an item was judged where it was imported.
                let module_itself = self.follow_steps(from, &import.steps, turns + 1)?;
                let is_module = module_of(&module_itself.file).last() == import.steps.last();
                return if is_module { self.follow_steps(from, &whole, turns + 1) } else { None };
            }
        }
        while let Some((step, after)) = rest.split_first() {
            module.push(step.clone());
            if !self.modules.contains_key(&module) {
                module.pop();
                break;
            }
            rest = after;
        }
        let file = self.modules.get(&module)?;
        let re_export = rest.first().and_then(|item| {
            let source = &self.files[file];
            let named = |import: &&Named| import.alias.as_deref() == Some(item) && import.steps.len() > 1;
            source.imports.iter().find(named)
        });
        if let Some(import) = re_export {
            if let Some(mut target) = self.follow_steps(file, &import.steps, turns + 1) {
                target.through.push(file.clone());
                return Some(target);
            }
        }
        Some(Target { file: file.clone(), through: Vec::new() })
    }

    /// What a file names, by itself: in `use`, in place, and in the bodies of its macros.
    fn written(&self, file: &str) -> impl Iterator<Item = (&Named, Target)> {
        let source = &self.files[file];
        let in_macros = source.macros.values().flat_map(|(paths, _)| paths);
        let all = source.imports.iter().chain(&source.paths).chain(in_macros);
        let from = file.to_owned();
        all.filter_map(move |named| Some((named, self.follow(&from, named)?)))
    }

    /// The files that a file needs: what it names, and what the macros that it calls name.
    fn needed(&self, file: &str) -> BTreeSet<String> {
        let source = &self.files[file];
        let mut needed: BTreeSet<String> = source
            .imports
            .iter()
            .chain(&source.paths)
            .filter_map(|named| self.follow(file, named))
            .map(|target| target.file)
            .collect();
        needed.extend(source.modules.iter().filter_map(|child| {
            let mut module = module_of(file);
            module.push(child.clone());
            self.modules.get(&module).cloned()
        }));
        let mut called: Vec<&str> = source.calls.iter().map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = called.pop() {
            if !seen.insert(name) {
                continue;
            }
            for (home, other) in &self.files {
                // A macro of a room below is told by its name; a private one of the same name is the file's own.
                let is_meant = home == file || !source.macros.contains_key(name);
                if let Some((paths, calls)) = other.macros.get(name).filter(|_| is_meant) {
                    let of_crate = paths.iter().filter(|named| home == file || named.steps[0] == "crate");
                    needed.extend(of_crate.filter_map(|named| self.follow(home, named)).map(|target| target.file));
                    called.extend(calls.iter().map(String::as_str));
                }
            }
        }
        needed.remove(file);
        needed
    }

    /// Paths that lead from a room to one above it.
    fn upward(&self) -> Vec<String> {
        let height = |file: &str| self.rooms().iter().position(|room| Some(room) == module_of(file).first());
        let mut found = Vec::new();
        for file in self.files.keys().filter(|file| *file != "lib.rs") {
            for (named, target) in self.written(file) {
                if height(file) < height(&target.file) {
                    found.push(format!("src/{file}:{}: `{}` is above", named.line, named.steps.join("::")));
                }
            }
        }
        found
    }

    /// One circle of files that need each other, if there is any.
    fn circle(&self) -> Option<Vec<String>> {
        let needs: BTreeMap<&str, BTreeSet<String>> =
            self.files.keys().map(|file| (file.as_str(), self.needed(file))).collect();
        let mut open: BTreeSet<&str> = needs.keys().copied().collect();
        // A file that needs nothing open is in no circle.
        while let Some(done) =
            open.iter().copied().find(|file| needs[file].iter().all(|other| !open.contains(other.as_str())))
        {
            open.remove(done);
        }
        let mut way: Vec<String> = vec![(*open.first()?).to_owned()];
        loop {
            let next = needs[way.last()?.as_str()].iter().find(|other| open.contains(other.as_str()))?.clone();
            if let Some(begin) = way.iter().position(|passed| *passed == next) {
                way.drain(..begin);
                return Some(way);
            }
            way.push(next);
        }
    }

    /// Paths that pass, or end in, the declaring file of a room that the file itself is in.
    fn through_a_parent(&self) -> Vec<String> {
        let mut found = Vec::new();
        for file in self.files.keys() {
            let own = module_of(file);
            let parents: Vec<&String> = (0..own.len())
                .filter_map(|depth| self.modules.get(&own[..depth]))
                .filter(|parent| *parent != file)
                .collect();
            for (named, target) in self.written(file) {
                let passed = target.through.iter().chain([&target.file]).any(|passed| parents.contains(&passed));
                if passed {
                    let named_by = named.steps.join("::");
                    found.push(format!("src/{file}:{}: `{named_by}` is defined in src/{}", named.line, target.file));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Files that declare modules and hold something of their own.
    fn with_logic(&self) -> Vec<(&str, usize)> {
        let declares = |file: &str| file == "lib.rs" || file.ends_with("/mod.rs");
        let all = self.files.iter().filter(|(file, _)| declares(file));
        all.filter_map(|(file, source)| Some((file.as_str(), source.logic?))).collect()
    }
}

/// The module that a file holds.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

// --- The crate --------------------------------------------------------------------------------------------------------

#[test]
fn every_file_is_in_a_room_that_is_declared() {
    let tree = Tree::of_this_crate();
    assert!(tree.files.len() > 100, "only {} files were read", tree.files.len());
    for file in tree.files.keys() {
        let mut module = module_of(file);
        if let Some(name) = module.pop() {
            let parent = &tree.files[&tree.modules[&module]];
            assert!(parent.modules.contains(&name), "src/{file} is declared nowhere");
        }
    }
}

/// If the reader of the sources saw nothing, the tests below could not fail.
#[test]
fn what_the_files_of_this_crate_need_is_seen() {
    let tree = Tree::of_this_crate();
    for (file, other) in [
        ("path.rs", "vocab/flaw.rs"),
        // Through `read_as_word!`.
        ("path.rs", "vocab/word.rs"),
        ("records/center.rs", "vocab/tier.rs"),
        // Through `record!`.
        ("records/center.rs", "path.rs"),
        // Through `words!`.
        ("vocab/tier.rs", "vocab/set.rs"),
        ("rules/record/duplicate_key.rs", "rules/repeats.rs"),
        ("rules/mod.rs", "rules/policy/unserved_cell.rs"),
        ("check/center.rs", "rules/record/reversed_period.rs"),
        ("json/text.rs", "check/walk.rs"),
    ] {
        assert!(tree.needed(file).contains(other), "src/{file} is not seen to need src/{other}");
    }
}

#[test]
fn no_room_knows_one_above_it() {
    let found = Tree::of_this_crate().upward();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_file_needs_itself() {
    let circle = Tree::of_this_crate().circle();
    assert_eq!(circle, None);
}

#[test]
fn no_file_imports_through_its_own_parent() {
    let found = Tree::of_this_crate().through_a_parent();
    assert!(found.is_empty(), "name the file instead:\n{}", found.join("\n"));
}

#[test]
fn a_file_that_declares_a_room_only_declares_and_re_exports() {
    let tree = Tree::of_this_crate();
    let stated = |file: &str| WITH_LOGIC.iter().any(|(known, _)| *known == file);
    let found = tree.with_logic();
    for (file, line) in &found {
        assert!(stated(file), "src/{file}:{line} is neither a declaration nor a re-export");
    }
    assert_eq!(found.len(), WITH_LOGIC.len(), "an exception is stated that is none");
}

// --- The reader of the sources sees what it should --------------------------------------------------------------------

fn words(source: &str) -> Vec<String> {
    without_tests(&tokens(source)).into_iter().map(|token| token.text).collect()
}

#[test]
fn comments_literals_and_tests_name_nothing() {
    let source = r##"
        //! crate::a
        /* crate::b /* crate::c */ crate::d */
        fn f<'a>(x: &'a str) { ("crate::e \" crate::f", r#"crate::g " crate::h"#, b"crate::i", '"', '\'', b'\'', x) }
        #[cfg(test)]
        #[allow(dead_code)]
        pub(crate) fn only_for_tests() -> Vec<[u8; 2]> { crate::j::k() }
        #[cfg(test)]
        use crate::l::{m, n};
        #[cfg(test)]
        mod tests { use crate::o::p; }
        #[cfg(all(doctest, feature = "json"))]
        #[doc = include_str!("README.md")]
        struct Readme(crate::q::R);
        const AFTER: u8 = 1;
    "##;
    let words = words(source);
    assert!(!words.contains(&"crate".to_owned()), "{words:?}");
    assert_eq!(words.iter().filter(|word| *word == "x").count(), 2);
    assert!(words.ends_with(&["const", "AFTER", ":", "u8", "=", "1", ";"].map(str::to_owned)));
}

#[test]
fn what_is_there_without_tests_too_is_read() {
    for attribute in ["#[cfg(any(test, feature = \"proptest\"))]", "#[cfg(not(test))]", "#[cfg(feature = \"json\")]"] {
        assert!(words(&format!("{attribute} use crate::a::B;")).contains(&"crate".to_owned()), "{attribute}");
    }
}

#[test]
fn a_line_is_counted_through_whatever_was_left_out() {
    let source = "/* 1\n2 */ \"\n3\" r#\"\n4\"#\nfive // 5\nsix";
    let lines: Vec<_> = tokens(source).into_iter().map(|token| (token.text, token.line)).collect();
    assert_eq!(lines, [("five".to_owned(), 5), ("six".to_owned(), 6)]);
}

#[test]
fn an_import_is_taken_apart() {
    let source = Source::read(
        "use crate::{\n    a::{self, B, c::*},\n    d::E as F,\n};\nuse super::g;\nfn f() { use crate::h::I; crate::j::k(); }",
    );
    let named = |named: &Named| (named.steps.join("::"), named.alias.clone().unwrap());
    let imports: Vec<_> = source.imports.iter().map(named).collect();
    let expected = [
        ("crate::a", "a"),
        ("crate::a::B", "B"),
        ("crate::a::c::*", "*"),
        ("crate::d::E", "F"),
        ("super::g", "g"),
        ("crate::h::I", "I"),
    ];
    assert_eq!(imports, expected.map(|(path, alias)| (path.to_owned(), alias.to_owned())));
    assert!(source.paths.iter().any(|path| path.steps == ["crate", "j", "k"] && path.line == 6));
}

/// Two rooms and a file: `low`, then `high`, then `top`.
fn tree(changed: &[(&str, &str)]) -> Tree {
    let mut files = BTreeMap::from([
        ("lib.rs", "pub mod low;\nmod high;\npub mod top;\npub use high::High;"),
        ("low/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;"),
        ("low/a.rs", "pub struct A;"),
        ("low/b.rs", "use super::a::A;\npub struct B(A);"),
        ("high.rs", "use crate::low::{A, B};\npub struct High(A, B);"),
        ("top.rs", "pub fn top(_: crate::high::High) {}"),
    ]);
    files.extend(changed.iter().copied());
    Tree::new(files)
}

#[test]
fn a_tree_in_order_passes() {
    let tree = tree(&[]);
    assert_eq!(tree.rooms(), ["low", "high", "top"]);
    assert_eq!(tree.upward(), Vec::<String>::new());
    assert_eq!(tree.circle(), None);
    assert_eq!(tree.through_a_parent(), Vec::<String>::new());
    assert_eq!(tree.with_logic(), []);
    assert_eq!(tree.needed("high.rs"), ["low/a.rs", "low/b.rs"].map(str::to_owned).into());
}

#[test]
fn a_path_that_goes_up_is_seen_however_it_is_written() {
    for (source, line) in [
        ("use crate::top::top;", 1),
        ("use crate::{\n    top::{top},\n};", 2),
        ("pub struct A;\nfn f() {\n    crate::top::top()\n}", 3),
        ("use crate::High;", 1),
        ("use super::super::high::High;", 1),
        ("use crate::top;", 1),
        ("use crate::top as t;\nfn f() { t::top() }", 1),
        ("macro_rules! m { () => { $crate::top::top() }; }", 1),
    ] {
        let found = tree(&[("low/a.rs", source)]).upward();
        assert!(found.iter().any(|found| found.starts_with(&format!("src/low/a.rs:{line}: "))), "{source}: {found:?}");
    }
    let for_tests = "#[cfg(test)]\nmod tests { use crate::top::top; }";
    assert!(tree(&[("low/a.rs", for_tests)]).upward().is_empty());
}

#[test]
fn a_circle_of_files_is_seen() {
    let circle = |changed: &[(&str, &str)]| tree(changed).circle().map(BTreeSet::from_iter);
    let of_two = Some(["low/a.rs", "low/b.rs"].map(str::to_owned).into());
    assert_eq!(circle(&[("low/a.rs", "use super::b::B;")]), of_two);
    assert_eq!(circle(&[("low/a.rs", "fn f(_: crate::low::B) {}")]), of_two);
    // Whoever needs what the declaring file itself holds needs everything that it declares.
    let own = ("low/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;\npub struct Own;");
    assert_eq!(
        circle(&[own, ("low/a.rs", "use super::Own;")]),
        Some(["low/a.rs", "low/mod.rs"].map(str::to_owned).into())
    );
}

#[test]
fn what_a_macro_names_is_needed_where_it_is_called() {
    let defines = ("low/a.rs", "pub struct A;\nmacro_rules! m { () => { $crate::low::b::B }; }\npub(crate) use m;");
    assert_eq!(tree(&[defines, ("low/b.rs", "pub struct B;")]).circle(), None);
    let calls = ("low/b.rs", "use super::a::m;\npub struct B;\nfn f() { m!(); }");
    assert_eq!(tree(&[defines, calls]).circle(), None, "a file may name itself through a macro");
    let elsewhere = ("high.rs", "use crate::low::a::m;\nfn f() { m!() }");
    let needed = tree(&[defines, elsewhere]).needed("high.rs");
    assert_eq!(needed, ["low/a.rs", "low/b.rs"].map(str::to_owned).into());
    let calls_itself = ("low/a.rs", "macro_rules! m { () => { $crate::low::b::B }; }\nfn f() { m!(); }");
    assert!(tree(&[calls_itself]).circle().is_some());
}

#[test]
fn an_import_through_the_own_parent_is_seen() {
    for source in ["use super::A;", "use crate::low::A;", "fn f(_: crate::low::A) {}", "use super::*;"] {
        let found = tree(&[("low/b.rs", source)]).through_a_parent();
        assert!(found.iter().any(|found| found.starts_with("src/low/b.rs:1: ")), "{source}: {found:?}");
    }
    // The front door is the parent of every room.
    let found = tree(&[("top.rs", "use crate::High;")]).through_a_parent();
    assert_eq!(found, ["src/top.rs:1: `crate::High` is defined in src/high.rs"]);
}

#[test]
fn a_declaring_file_that_does_something_is_seen() {
    for (source, line) in [
        ("mod a;\nmod b;\npub fn f() {}", 3),
        ("mod a;\nmod b;\n#[derive(Debug)]\nstruct S;", 4),
        ("mod a { pub fn f() {} }\nmod b;", 1),
        ("macro_rules! m { () => {}; }\nmod a;\nmod b;", 1),
    ] {
        assert_eq!(tree(&[("low/mod.rs", source)]).with_logic(), [("low/mod.rs", line)], "{source}");
    }
}
