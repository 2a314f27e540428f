use std::fmt;

use super::malformed::{Found, Malformed};
use crate::vocab::{Flaw, Member, Phrase, Set, Word};

/// A value that comes from outside, and what became of it.
///
/// ```
/// use neighborhood_center::field::Field;
///
/// let name: Field<&str> = Field::Given("天元社区");
/// assert_eq!(name.given(), Some(&"天元社区"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Field<T> {
    /// The source says nothing (or `null`, which is the same).
    #[default]
    Missing,
    /// The source says something that is not a `T`.
    Malformed(Box<Malformed>),
    /// The source says this.
    Given(T),
}

impl<T> Field<T> {
    /// The value, if it is one.
    #[must_use]
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Missing | Self::Malformed(_) => None,
        }
    }

    /// The value by itself, if it is one.
    #[must_use]
    pub fn into_given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Missing | Self::Malformed(_) => None,
        }
    }

    /// Puts a value where nothing is yet.
    pub(super) fn fill(&mut self, value: Self) {
        // What is missing has nothing to let go of, which the compiler cannot know.
        std::mem::forget(std::mem::replace(self, value));
    }

    /// Whether the source says nothing here.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<W: Word> Field<W> {
    /// What somebody wrote into a form: the word, or what is wrong with it; nothing where it is blank.
    ///
    /// ```
    /// use neighborhood_center::field::Field;
    /// use neighborhood_center::vocab::Tier;
    ///
    /// assert_eq!(Field::from_text("社区"), Field::Given(Tier::Community));
    /// assert_eq!(Field::<Tier>::from_text("  "), Field::Missing);
    /// assert!(matches!(Field::<Tier>::from_text("省"), Field::Malformed(_)));
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match W::from_text(text) {
            _ if text.trim().is_empty() => Self::Missing,
            Ok(word) => Self::Given(word),
            Err(flaw) => malformed(W::EXPECTED, Found::text(text), flaw),
        }
    }
}

impl<W: Member> Field<SetDraft<W>> {
    /// Whether a set that names what is partial leaves this word out, as far as it can be read.
    pub(crate) fn surely_lacks(&self, word: W) -> bool {
        match self {
            Self::Missing => true,
            Self::Malformed(_) => false,
            Self::Given(set) => set.is_whole() && !set.words.contains(word),
        }
    }

    /// What somebody ticked in a form: the words, and what is wrong with the others; nothing where nothing is.
    ///
    /// ```
    /// use neighborhood_center::field::Field;
    /// use neighborhood_center::records::SessionDraft;
    ///
    /// let days = "周一、周三".split('、');
    /// let session = SessionDraft { weekdays: Field::from_texts(days), ..SessionDraft::default() };
    /// assert_eq!(session.weekdays.given().map(|days| days.words.len()), Some(2));
    /// ```
    #[must_use]
    pub fn from_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut draft = SetDraft::default();
        let mut any = false;
        for (place, text) in texts.into_iter().enumerate() {
            any = true;
            match W::from_text(text) {
                Ok(word) => draft.words.insert(word),
                Err(flaw) => {
                    draft.faults.push((place, Malformed { expected: W::EXPECTED, found: Found::text(text), flaw }))
                }
            }
        }
        if any { Self::Given(draft) } else { Self::Missing }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Given(value)
    }
}

/// A list as it came from outside: every item has a fate of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T> {
    /// The items that were kept.
    pub items: Vec<Field<T>>,
    /// How many more there were past [`Limits::list_items`](crate::Limits::list_items) or [`Limits::items`](crate::Limits::items).
    pub omitted: u64,
}

impl<T> List<T> {
    /// The items that are what they should be, each with its place.
    pub fn given(&self) -> impl Iterator<Item = (usize, &T)> + Clone {
        self.items.iter().enumerate().filter_map(|(place, item)| Some((place, item.given()?)))
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), omitted: 0 }
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().map(Field::Given).collect(), omitted: 0 }
    }
}

impl<T> From<Vec<T>> for Field<List<T>> {
    fn from(items: Vec<T>) -> Self {
        Self::Given(items.into_iter().collect())
    }
}

impl<T> Field<List<T>> {
    /// The well-formed items of the list, each with its place; none if there is no list.
    pub fn items(&self) -> impl Iterator<Item = (usize, &T)> + Clone {
        let items = self.given().map_or_else(Default::default, |list| list.items.as_slice());
        items.iter().enumerate().filter_map(|(place, item)| Some((place, item.given()?)))
    }
}

/// A list of words as it came from outside: the words it holds, and the items that are none.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SetDraft<W> {
    /// The words.
    pub words: Set<W>,
    /// The items that are no such word, each with its place.
    pub faults: Vec<(usize, Malformed)>,
    /// How many more items there were past [`Limits::list_items`](crate::Limits::list_items).
    pub omitted: u64,
}

impl<W: Member> Default for SetDraft<W> {
    fn default() -> Self {
        Self { words: Set::EMPTY, faults: Vec::new(), omitted: 0 }
    }
}

impl<W: Member> fmt::Debug for SetDraft<W> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("SetDraft")
            .field("words", &self.words)
            .field("faults", &self.faults)
            .field("omitted", &self.omitted)
            .finish()
    }
}

impl<W: Member> SetDraft<W> {
    /// Whether every item is a word.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.omitted == 0
    }
}

impl<W> From<Set<W>> for SetDraft<W> {
    fn from(words: Set<W>) -> Self {
        Self { words, faults: Vec::new(), omitted: 0 }
    }
}

impl<W> From<Set<W>> for Field<SetDraft<W>> {
    fn from(words: Set<W>) -> Self {
        Self::Given(words.into())
    }
}

/// A field that holds something else than it should.
#[cold]
pub(crate) fn malformed<T>(expected: Phrase, found: Found, flaw: Flaw) -> Field<T> {
    Field::Malformed(Box::new(Malformed { expected, found, flaw }))
}
