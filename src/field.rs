//! The three fates of a value that comes from outside: missing, malformed, given.

use std::fmt;

use compact_str::CompactString;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::limits::Budget;
use crate::path::{Path, first_step};
use crate::vocab::{Flaw, Lang, Member, Phrase, Say, Set, Visible, Word, from_unsigned};

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
    fn fill(&mut self, value: Self) {
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
        self.given().into_iter().flat_map(List::given)
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

/// A value that is not what it should be: what was expected, what was found, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Malformed {
    /// What should have stood there.
    pub expected: Phrase,
    /// What stood there.
    pub found: Found,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What stood where something else was expected: its kind, and its beginning if it has a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A text; at most its first 40 characters, with `…` where more followed.
    Text(CompactString),
    /// A number, as text.
    Number(CompactString),
    /// A truth value.
    Bool(bool),
    /// A list.
    List,
    /// An object.
    Object,
    /// `null` in a place that holds a value.
    Null,
    /// Something that the data formats of text do not have, such as bytes.
    Other,
}

impl Found {
    /// What is kept of a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(excerpt(text))
    }

    fn number(number: impl fmt::Display) -> Self {
        Self::Number(CompactString::from(number.to_string()))
    }
}

impl Say for Found {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Text(text), Lang::Zh) if text.is_empty() => to.write_str("空文本"),
            (Self::Text(text), Lang::En) if text.is_empty() => to.write_str("an empty text"),
            (Self::Text(text), Lang::Zh) => write!(to, "“{}”", Visible(text)),
            (Self::Text(text), Lang::En) => write!(to, "`{}`", Visible(text)),
            // Chinese text sets numbers and Latin words apart by a space.
            (Self::Number(number), Lang::Zh) => write!(to, "{number} "),
            (Self::Number(number), Lang::En) => to.write_str(number),
            (Self::Bool(truth), Lang::Zh) => write!(to, "{truth} "),
            (Self::Bool(truth), Lang::En) => write!(to, "{truth}"),
            (Self::List, Lang::Zh) => to.write_str("一个列表"),
            (Self::List, Lang::En) => to.write_str("a list"),
            (Self::Object, Lang::Zh) => to.write_str("一个对象"),
            (Self::Object, Lang::En) => to.write_str("an object"),
            (Self::Null, Lang::Zh) => to.write_str("null "),
            (Self::Null, Lang::En) => to.write_str("null"),
            (Self::Other, Lang::Zh) => to.write_str("其他数据"),
            (Self::Other, Lang::En) => to.write_str("other data"),
        }
    }
}

/// The first 40 characters of a text, with `…` where more follow.
pub(crate) fn excerpt(text: &str) -> CompactString {
    const KEPT: usize = 40;
    let mut kept: CompactString = text.chars().take(KEPT).collect();
    if text.chars().nth(KEPT).is_some() {
        kept.push('…');
    }
    kept
}

/// What can stand in a [`Field`]: a word, a set of words, a list, or the draft of a record.
///
/// Every word has it; besides, only the crate's own records do. It is public because drafts are.
pub trait Draft: Sized {
    /// Reads whatever value comes next into `field`, in place. Content never fails; only a broken format does.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error>;

    /// Tells every fault of shape in the value and below it.
    #[doc(hidden)]
    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S);

    /// Whether steps down from the value, such as `/0/name`, may lead somewhere: `false` if they certainly do not.
    #[doc(hidden)]
    fn may_hold(&self, steps: &str) -> bool;
}

impl<T: Draft> Field<T> {
    /// Whether steps down from the field may lead somewhere. What is missing or malformed leaves it open.
    pub(crate) fn may_hold(&self, steps: &str) -> bool {
        self.given().is_none_or(|value| value.may_hold(steps))
    }
}

/// A fault that can be told from the shape of a record alone.
#[derive(Clone, Copy, Debug)]
pub enum ShapeFault<'d> {
    /// A value is not what it should be.
    Malformed(&'d Malformed),
    /// A required field is missing.
    Missing {
        /// The field.
        key: &'static str,
        /// The unknown key that looks like a misspelling of it.
        misspelled: Option<&'d str>,
    },
    /// A key is no field of the record.
    Unknown {
        /// The key as it was found.
        key: &'d str,
        /// The field that it looks like.
        nearest: Option<&'static str>,
        /// Whether that field is required and missing.
        required: bool,
    },
    /// A field is there more than once, this many times; the first value counts.
    Repeated(&'static str, u64),
    /// A bound was passed.
    Limit(Limit, u64),
}

/// Which of the [`Limits`](crate::Limits) was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`Limits::list_items`](crate::Limits::list_items) or [`Limits::items`](crate::Limits::items), with the number of items left out.
    ListItems {
        /// How many items were kept.
        kept: u64,
    },
    /// [`Limits::depth`](crate::Limits::depth).
    Depth,
    /// Keys that belong to no field or are repeated, with the number left out.
    Keys,
    /// [`Limits::record_bytes`](crate::Limits::record_bytes), with the number of bytes beyond.
    RecordBytes,
}

/// Takes what [`Draft::shape`] tells.
pub trait ShapeSink {
    /// A record was looked at: how many of its fields are given, how many of its required ones there are, and which keys
    /// have no place in it.
    fn record(&mut self, given: u32, required: u32, stray: &StrayKeys);

    /// A fault was found.
    fn fault(&mut self, at: &Path<'_>, fault: ShapeFault<'_>);
}

/// Reads the value for one field; the seed form of [`Draft::read`].
pub(crate) struct Into<'f, T> {
    pub(crate) field: &'f mut Field<T>,
    pub(crate) limits: &'f Budget<'f>,
}

impl<'de, T: Draft> DeserializeSeed<'de> for Into<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        T::read(self.field, from, self.limits)
    }
}

impl<W: Word> Draft for W {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(WordVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, _: &Path<'_>, _: &mut S) {}

    fn may_hold(&self, steps: &str) -> bool {
        steps.is_empty()
    }
}

struct WordVisitor<'f, W> {
    field: &'f mut Field<W>,
    limits: &'f Budget<'f>,
}

impl<W: Word> WordVisitor<'_, W> {
    fn keep<E>(self, read: Result<W, Flaw>, found: impl FnOnce() -> Found) -> Result<(), E> {
        self.field.fill(match read {
            Ok(word) => Field::Given(word),
            Err(flaw) => malformed(W::EXPECTED, found(), flaw),
        });
        Ok(())
    }
}

#[cold]
fn malformed<T>(expected: Phrase, found: Found, flaw: Flaw) -> Field<T> {
    Field::Malformed(Box::new(Malformed { expected, found, flaw }))
}

/// The flaw of a list or an object that stands where it should not: its type, or that it is nested too deep.
fn wrong_type(limits: &Budget<'_>, cut: bool) -> Flaw {
    if cut { Flaw::TooDeep { limit: limits.depth as u64 } } else { Flaw::WrongType }
}

/// The visitor's methods for every value that is neither text nor list nor object where one is expected.
macro_rules! refuse_scalars {
    ($expected:expr; $($method:ident: $type:ty => $found:expr),+ $(,)?) => {
        $(
            fn $method<E: de::Error>(self, value: $type) -> Result<(), E> {
                *self.field = malformed($expected, $found(value), Flaw::WrongType);
                Ok(())
            }
        )+

        refuse_scalars!(common);
    };
    (common) => {
        fn visit_unit<E: de::Error>(self) -> Result<(), E> {
            Ok(())
        }

        fn visit_none<E: de::Error>(self) -> Result<(), E> {
            Ok(())
        }

        fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
            from.deserialize_any(self)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
            from.deserialize_any(self)
        }
    };
}

impl<'de, W: Word> Visitor<'de> for WordVisitor<'_, W> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(W::EXPECTED.text(Lang::En))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.keep(W::from_text(text), || Found::text(text))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.keep(W::from_integer(number), || Found::number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.keep(from_unsigned(number), || Found::number(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        self.keep(W::from_decimal(number), || Found::number(number))
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        self.keep(W::from_bool(truth), || Found::Bool(truth))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let cut = skip_list(list, self.limits.depth)?;
        *self.field = malformed(W::EXPECTED, Found::List, wrong_type(self.limits, cut));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        *self.field = malformed(W::EXPECTED, Found::Object, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_scalars!(W::EXPECTED;
        visit_i128: i128 => Found::number,
        visit_u128: u128 => Found::number,
        visit_bytes: &[u8] => |_| Found::Other,
    );
}

/// The visitor's methods for every value that is not what a list or an object is.
macro_rules! refuse_all_scalars {
    ($expected:expr) => {
        refuse_scalars!($expected;
            visit_str: &str => Found::text,
            visit_i64: i64 => Found::number,
            visit_u64: u64 => Found::number,
            visit_i128: i128 => Found::number,
            visit_u128: u128 => Found::number,
            visit_f64: f64 => Found::number,
            visit_bool: bool => Found::Bool,
            visit_bytes: &[u8] => |_| Found::Other,
        );
    };
}

const A_LIST: Phrase = Phrase::new("列表", "a list");
const AN_OBJECT: Phrase = Phrase::new("对象", "an object");

impl<T: Draft> Draft for List<T> {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(ListVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S) {
        for (place, item) in self.items.iter().enumerate() {
            match item {
                Field::Given(value) => value.shape(&at.index(place), to),
                Field::Malformed(fault) => to.fault(&at.index(place), ShapeFault::Malformed(fault)),
                Field::Missing => {}
            }
        }
        if self.omitted > 0 {
            let kept = self.items.len() as u64;
            to.fault(at, ShapeFault::Limit(Limit::ListItems { kept }, self.omitted));
        }
    }

    fn may_hold(&self, steps: &str) -> bool {
        first_step(steps).is_none_or(|(place, below)| {
            // RFC 6901 knows neither a sign nor a leading zero.
            let canonical = place == "0" || !place.starts_with(['0', '+']);
            let item = place.parse::<usize>().ok().filter(|_| canonical).and_then(|place| self.items.get(place));
            item.map_or(self.omitted > 0, |item| item.may_hold(below))
        })
    }
}

struct ListVisitor<'f, T> {
    field: &'f mut Field<List<T>>,
    limits: &'f Budget<'f>,
}

/// A list of the data standard has a handful of items; the first allocation holds them.
const FIRST_CAPACITY: usize = 4;

impl<'de, T: Draft> Visitor<'de> for ListVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(A_LIST.text(Lang::En))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.field.fill(Field::Given(List::default()));
        if let Field::Given(read) = self.field {
            while read.items.len() < self.limits.list_items && self.limits.may_keep() {
                let next = NextItem { items: &mut read.items, limits: self.limits };
                if list.next_element_seed(next)?.is_none() {
                    return Ok(());
                }
                self.limits.has_kept_one();
            }
            while list.next_element::<IgnoredAny>()?.is_some() {
                read.omitted += 1;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        *self.field = malformed(A_LIST, Found::Object, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_all_scalars!(A_LIST);
}

/// Makes room for one more item and reads it there, so that no item is ever moved.
struct NextItem<'f, T> {
    items: &'f mut Vec<Field<T>>,
    limits: &'f Budget<'f>,
}

impl<'de, T: Draft> DeserializeSeed<'de> for NextItem<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.items.is_empty() {
            self.items.reserve(FIRST_CAPACITY);
        }
        self.items.push(Field::Missing);
        if let Some(item) = self.items.last_mut() {
            T::read(item, from, self.limits)?;
            if item.is_missing() {
                *item = malformed(A_VALUE, Found::Null, Flaw::WrongType);
            }
        }
        Ok(())
    }
}

const A_VALUE: Phrase = Phrase::new("列表项", "an item of the list");

impl<W: Member> Draft for SetDraft<W> {
    fn read<'de, D: Deserializer<'de>>(field: &mut Field<Self>, from: D, limits: &Budget<'_>) -> Result<(), D::Error> {
        from.deserialize_any(SetVisitor { field, limits })
    }

    fn shape<S: ShapeSink>(&self, at: &Path<'_>, to: &mut S) {
        for (place, fault) in &self.faults {
            to.fault(&at.index(*place), ShapeFault::Malformed(fault));
        }
        if self.omitted > 0 {
            let kept = (self.words.len() + self.faults.len()) as u64;
            to.fault(at, ShapeFault::Limit(Limit::ListItems { kept }, self.omitted));
        }
    }

    fn may_hold(&self, steps: &str) -> bool {
        // A set does not keep how often a word stood in the list.
        first_step(steps).is_none_or(|(_, below)| below.is_empty())
    }
}

struct SetVisitor<'f, W> {
    field: &'f mut Field<SetDraft<W>>,
    limits: &'f Budget<'f>,
}

impl<'de, W: Member> Visitor<'de> for SetVisitor<'_, W> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(A_LIST.text(Lang::En))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut read = SetDraft::default();
        for place in 0..self.limits.list_items {
            let mut item = Field::<W>::Missing;
            if list.next_element_seed(Into { field: &mut item, limits: self.limits })?.is_none() {
                self.field.fill(Field::Given(read));
                return Ok(());
            }
            match item {
                Field::Given(word) => read.words.insert(word),
                _ if !self.limits.may_keep() => read.omitted += 1,
                Field::Malformed(fault) => {
                    self.limits.has_kept_one();
                    read.faults.push((place, *fault));
                }
                Field::Missing => {
                    let fault = Malformed { expected: W::EXPECTED, found: Found::Null, flaw: Flaw::WrongType };
                    self.limits.has_kept_one();
                    read.faults.push((place, fault));
                }
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            read.omitted += 1;
        }
        *self.field = Field::Given(read);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let cut = skip_object(object, self.limits.depth)?;
        *self.field = malformed(A_LIST, Found::Object, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_all_scalars!(A_LIST);
}

/// The draft of a record: what [`record!`](crate::record) tells about its fields, and how one is read.
#[doc(hidden)]
pub trait RecordDraft: Draft + Default {
    /// The fields of the record.
    type Key: Copy;

    /// The field with this key.
    fn key(text: &str) -> Option<Self::Key>;

    /// The bit of a field, and its key.
    fn bit_and_name(key: Self::Key) -> (u64, &'static str);

    /// Reads the value that comes next into a field.
    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Self::Key,
        from: &mut A,
        limits: &Budget<'_>,
    ) -> Result<(), A::Error>;

    /// The keys that have no place among the fields.
    fn stray(&mut self) -> &mut StrayKeys;
}

/// The keys of an object that have no place in its record: unknown ones and repeated ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct StrayKeys(Option<Box<Stray>>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Stray {
    unknown: Vec<CompactString>,
    repeated: Vec<&'static str>,
    omitted: u64,
    cut: bool,
}

impl StrayKeys {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The keys that are no field of the record; a long one is kept as its beginning.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|stray| stray.unknown.iter().map(CompactString::as_str))
    }

    /// The fields that were given more than once, once for each time after the first.
    pub fn repeated(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|stray| stray.repeated.iter().copied())
    }

    /// How many more there were past [`Limits::findings`](crate::Limits::findings).
    #[must_use]
    pub fn omitted(&self) -> u64 {
        self.0.as_ref().map_or(0, |stray| stray.omitted)
    }

    /// Whether the value of an unknown key was nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.0.as_ref().is_some_and(|stray| stray.cut)
    }

    /// Notes a key that is no field.
    pub fn add_unknown(&mut self, key: &str) {
        self.0.get_or_insert_default().unknown.push(excerpt(key));
    }

    /// Notes a field that was given once more.
    pub fn add_repeated(&mut self, key: &'static str) {
        self.0.get_or_insert_default().repeated.push(key);
    }

    #[cold]
    fn note(&mut self, limits: &Budget<'_>, add: impl FnOnce(&mut Self)) {
        match &mut self.0 {
            Some(stray) if stray.unknown.len() + stray.repeated.len() >= limits.findings => stray.omitted += 1,
            _ => add(self),
        }
    }
}

/// Reads an object into the draft of a record.
pub(crate) struct RecordVisitor<'f, R> {
    pub(crate) field: &'f mut Field<R>,
    pub(crate) limits: &'f Budget<'f>,
}

impl<'de, R: RecordDraft> Visitor<'de> for RecordVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(AN_OBJECT.text(Lang::En))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.field.fill(Field::Given(R::default()));
        if let Field::Given(record) = self.field {
            let mut seen = 0_u64;
            while let Some(key) = object.next_key_seed(KeySeed { record: &mut *record, limits: self.limits })? {
                if let Some(key) = key {
                    let (bit, name) = R::bit_and_name(key);
                    if seen & bit == 0 {
                        seen |= bit;
                        record.read_field(key, &mut object, self.limits)?;
                        continue;
                    }
                    record.stray().note(self.limits, |stray| stray.add_repeated(name));
                }
                if object.next_value_seed(Skip { depth: self.limits.depth })? {
                    record.stray().0.get_or_insert_default().cut = true;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let cut = skip_list(list, self.limits.depth)?;
        *self.field = malformed(AN_OBJECT, Found::List, wrong_type(self.limits, cut));
        Ok(())
    }

    refuse_all_scalars!(AN_OBJECT);
}

/// Reads a key: the field, or nothing for a key that is no field and has been noted as stray.
///
/// The unknown key is kept where it belongs at once: an answer with room for it would be moved about for every key.
struct KeySeed<'r, R> {
    record: &'r mut R,
    limits: &'r Budget<'r>,
}

impl<'de, R: RecordDraft> DeserializeSeed<'de> for KeySeed<'_, R> {
    type Value = Option<R::Key>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<R: RecordDraft> Visitor<'_> for KeySeed<'_, R> {
    type Value = Option<R::Key>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let key = R::key(text);
        if key.is_none() {
            self.record.stray().note(self.limits, |stray| stray.add_unknown(text));
        }
        Ok(key)
    }

    // JSON has keys of text only; YAML and CBOR have others, which are no fields.
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Self::Value, E> {
        self.visit_str(if truth { "true" } else { "false" })
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        self.visit_str("…")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        self.visit_str("null")
    }
}

/// Skips a value. Tells whether it was nested deeper than the bound; what lies deeper is not looked at.
struct Skip {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = bool;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("any value")
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_none<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<bool, A::Error> {
        skip_list(list, self.depth)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        skip_object(object, self.depth)
    }
}

fn skip_list<'de, A: SeqAccess<'de>>(mut list: A, depth: usize) -> Result<bool, A::Error> {
    if depth == 0 {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        return Ok(true);
    }
    let mut cut = false;
    while let Some(inner) = list.next_element_seed(Skip { depth: depth - 1 })? {
        cut |= inner;
    }
    Ok(cut)
}

fn skip_object<'de, A: MapAccess<'de>>(mut object: A, depth: usize) -> Result<bool, A::Error> {
    if depth == 0 {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        return Ok(true);
    }
    let mut cut = false;
    while object.next_key::<IgnoredAny>()?.is_some() {
        cut |= object.next_value_seed(Skip { depth: depth - 1 })?;
    }
    Ok(cut)
}
