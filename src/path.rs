//! Where something stands in a document: RFC 6901 pointers, linked on the stack until one has to be kept.

use std::cmp::Ordering;
use std::fmt;

use compact_str::CompactString;

use crate::vocab::{Flaw, Lang, Phrase, Say, Visible, Word, read_as_word, write_as_text};

/// A place in a document, as a chain of steps on the stack.
///
/// Walking down costs no allocation; only [`Path::to_pointer`] allocates, when there is something to report.
///
/// ```
/// use neighborhood_center::path::Path;
///
/// let services = Path::ROOT.key("services");
/// let third = services.index(2);
/// assert_eq!(third.key("name").to_pointer().as_str(), "/services/2/name");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The whole document.
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    /// The field `key` of the object here.
    #[must_use]
    pub fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    /// The item at `index` of the list here, counted from 0.
    #[must_use]
    pub fn index(&'p self, index: usize) -> Path<'p> {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    /// The field `key` of the object that holds this place.
    #[must_use]
    pub fn sibling(&self, key: &'p str) -> Path<'p> {
        Path { parent: self.parent, step: Step::Key(key) }
    }

    /// The place as a pointer that can be kept.
    #[must_use]
    pub fn to_pointer(&self) -> Pointer {
        let mut text = String::new();
        self.write(&mut text);
        Pointer(text)
    }

    fn write(&self, to: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(to);
        }
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                to.push('/');
                for character in key.chars() {
                    match character {
                        '~' => to.push_str("~0"),
                        '/' => to.push_str("~1"),
                        other => to.push(other),
                    }
                }
            }
            Step::Index(index) => {
                to.push('/');
                to.push_str(&index.to_string());
            }
        }
    }
}

/// A place in a document: a JSON Pointer (RFC 6901).
///
/// Pointers are ordered as a reader goes through a document: step by step, with list places compared as numbers, so
/// that `/services/2` comes before `/services/10`.
///
/// ```
/// use neighborhood_center::path::Pointer;
///
/// let second: Pointer = "/services/2".parse()?;
/// assert!(second < "/services/10".parse()?);
/// assert_eq!(second.parent().map(|p| p.to_string()).as_deref(), Some("/services"));
/// assert!("services".parse::<Pointer>().is_err());
/// # Ok::<(), neighborhood_center::vocab::WordError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The field `key` of what stands at a place; the place itself without a key.
    pub(crate) fn is_at_or_below(&self, place: &Self) -> bool {
        self.as_str().strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    pub(crate) fn below(place: &str, key: &str) -> Self {
        Self(if key.is_empty() { place.to_owned() } else { format!("{place}/{key}") })
    }

    /// The pointer as text; empty for the whole document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place that holds this one; `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Pointer> {
        self.0.rsplit_once('/').map(|(parent, _)| Pointer(parent.to_owned()))
    }

    /// The steps from the document down, still escaped.
    fn steps(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').skip(1)
    }

    /// The first step from the document down, unescaped; `None` for the whole document.
    #[must_use]
    pub fn first_step(&self) -> Option<CompactString> {
        let step = self.steps().next()?;
        // No key of the data standard has to be escaped, and each is short enough to be kept without an allocation.
        Some(if step.contains('~') { step.replace("~1", "/").replace("~0", "~").into() } else { step.into() })
    }
}

/// The first of some steps, still escaped, and the others; `None` where there is none.
///
/// No key of the data standard has to be escaped, so that an escaped step is none of them.
pub(crate) fn first_step(steps: &str) -> Option<(&str, &str)> {
    let steps = steps.strip_prefix('/')?;
    Some(steps.find('/').and_then(|end| steps.split_at_checked(end)).unwrap_or((steps, "")))
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_number = |a: &str, b: &str| match (a.parse::<u64>(), b.parse::<u64>()) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        };
        let (mut mine, mut theirs) = (self.steps(), other.steps());
        loop {
            match (mine.next(), theirs.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(a), Some(b)) => match by_number(a, b).then_with(|| a.cmp(b)) {
                    Ordering::Equal => {}
                    decided => return decided,
                },
            }
        }
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for Pointer {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.as_str(), lang) {
            ("", Lang::Zh) => to.write_str("本记录"),
            ("", Lang::En) => to.write_str("the record"),
            (place, Lang::Zh) => write!(to, "{} ", Visible(place)),
            (place, Lang::En) => write!(to, "{}", Visible(place)),
        }
    }
}

impl Word for Pointer {
    const EXPECTED: Phrase = Phrase::new("JSON 指针（如 /services/0）", "a JSON Pointer such as /services/0");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let escaped = |step: &str| step.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        let mut steps = text.split('/');
        if steps.next() == Some("") && steps.all(escaped) { Ok(Self(text.to_owned())) } else { Err(Flaw::Malformed) }
    }
}

read_as_word!(Pointer);
write_as_text!(Pointer);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_6901_are_written_as_it_says() {
        assert_eq!(Path::ROOT.to_pointer().as_str(), "");
        assert_eq!(Path::ROOT.key("foo").index(0).to_pointer().as_str(), "/foo/0");
        assert_eq!(Path::ROOT.key("").to_pointer().as_str(), "/");
        assert_eq!(Path::ROOT.key("a/b").to_pointer().as_str(), "/a~1b");
        assert_eq!(Path::ROOT.key("m~n").to_pointer().as_str(), "/m~0n");
    }

    #[test]
    fn a_step_is_unescaped_when_it_is_asked_for() {
        assert_eq!(Path::ROOT.key("a/b~").to_pointer().first_step().as_deref(), Some("a/b~"));
        assert_eq!(Pointer::default().first_step(), None);
    }

    #[test]
    fn a_lone_tilde_is_no_pointer() {
        assert!("/a~".parse::<Pointer>().is_err());
        assert!("/a~2".parse::<Pointer>().is_err());
        assert!("/a~01".parse::<Pointer>().is_ok());
    }

    #[test]
    fn a_parent_comes_before_its_children() {
        let mut pointers: Vec<Pointer> =
            ["/b/10", "/b/9/x", "", "/b", "/a/3", "/b/9"].iter().map(|text| text.parse().unwrap()).collect();
        pointers.sort();
        let sorted: Vec<&str> = pointers.iter().map(Pointer::as_str).collect();
        assert_eq!(sorted, ["", "/a/3", "/b", "/b/9", "/b/9/x", "/b/10"]);
    }
}
